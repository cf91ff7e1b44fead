"""Hooks for languages without a pack: Unicode properties alone."""

from __future__ import annotations

from collections.abc import Sequence

from whomet.languages import Token
from whomet.languages._common import SentenceRules, personal_short_forms, sentences, words

_RULES = SentenceRules()


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    return sentences(text, _RULES)


def tokens(text: str) -> Sequence[Token]:
    """Words, numbers and signs."""
    return words(text)


def strip_particles(word: str) -> str:
    """The word as it is."""
    return word


def short_forms(name: str) -> tuple[str, ...]:
    """The last and the first part of a name of several words."""
    return personal_short_forms(name, ())
