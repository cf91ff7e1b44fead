"""Hooks of the Indonesian pack."""

from __future__ import annotations

from functools import cache

from whomet.languages import pack
from whomet.languages._common import CommonHooks

_COMMON = CommonHooks("id")
split_sentences = _COMMON.split_sentences
tokens = _COMMON.tokens
strip_particles = _COMMON.strip_particles


@cache
def _first_parts() -> frozenset[str]:
    return frozenset(pack("id").table("names")["first_parts"])


def short_forms(name: str) -> tuple[str, ...]:
    """The given name, with the next one where it is too common to stand alone ("Siti"), and the last name."""
    words = name.split()
    if len(words) < 2:
        return ()
    if words[0] in _first_parts():
        forms = [words[1], " ".join(words[:2]), words[-1], words[0]]
    else:
        forms = [words[0], *([" ".join(words[:2])] if len(words) > 2 else []), words[-1]]
    return tuple(dict.fromkeys(form for form in forms if form != name))
