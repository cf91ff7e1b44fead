"""Hooks of the Spanish pack."""

from __future__ import annotations

from functools import cache

from whomet.languages import pack
from whomet.languages._common import CommonHooks, double_family_forms

_COMMON = CommonHooks("es")
split_sentences = _COMMON.split_sentences
tokens = _COMMON.tokens
strip_particles = _COMMON.strip_particles


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    names = pack("es").table("names")
    return frozenset(names["family_particles"]), frozenset(names["second_given"])


def short_forms(name: str) -> tuple[str, ...]:
    """Family names, the first one before the other, both, and the given name."""
    particles, given = _parts()
    return double_family_forms(name, particles, given, first=True)
