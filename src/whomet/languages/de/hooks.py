"""Hooks of the German pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.languages import Token, pack
from whomet.languages._common import SentenceRules, personal_short_forms, rules, sentences, words

# "Lees", "Harams", "Jonas'"; not "Voss", whose last letter belongs to the name, and not short "Hans".
_GENITIVE = re.compile(r"(?:['’]s|(?<=[sxzß])['’]|(?<=[^\W\d_]{2}[^\W\d_sxzßiu])s)$")


@cache
def _rules() -> SentenceRules:
    return rules(pack("de").table("sentences"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(pack("de").table("names").get("family_particles", ()))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    return sentences(text, _rules())


def tokens(text: str) -> Sequence[Token]:
    """Words, numbers and signs."""
    return words(text)


def strip_particles(word: str) -> str:
    """The word without a genitive ending."""
    return _GENITIVE.sub("", word)


def short_forms(name: str) -> tuple[str, ...]:
    """Family name and given name, in either order of writing."""
    return personal_short_forms(name, _particles())
