"""Hooks of the German pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.languages import Token, pack
from whomet.languages._common import sentences, words

_GENITIVE = re.compile(r"(?:['’]s?|(?<=[^\W\d_sxzß]{3})s)$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(pack("de").table("sentences").get("abbreviations", ()))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    return sentences(text, _abbreviations())


def tokens(text: str) -> Sequence[Token]:
    """Words, numbers and signs."""
    return words(text)


def strip_particles(word: str) -> str:
    """The word without a genitive ending."""
    return _GENITIVE.sub("", word)


def short_forms(name: str) -> tuple[str, ...]:
    """The family name: the last word, and the first in names written with the family name first."""
    parts = name.split()
    return (parts[-1], parts[0]) if len(parts) > 1 else ()
