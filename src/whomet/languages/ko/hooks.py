"""Hooks of the Korean pack: morphemes by Kiwi (kiwipiepy)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kiwipiepy import Kiwi

from whomet.languages import Token
from whomet.languages._common import trim

# News often lacks the space after a sentence: "...만났다.이 회장은", so a final ending before a full stop is enough.
_END = re.compile(r"(?<=[가-힣\"'”’)])[.!?…]+[\"'”’」』)]*(?!\d)|\n+")


@cache
def _kiwi() -> Kiwi:
    return Kiwi(num_workers=1)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    spans, begin = [], 0
    for match in _END.finditer(text):
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


@lru_cache(maxsize=4096)
def tokens(text: str) -> Sequence[Token]:
    """Morphemes with Sejong tags."""
    found = []
    for token in _kiwi().tokenize(text):
        lemma = token.form + "다" if token.tag[:2] in ("VV", "VA", "VX", "VC") else token.form
        end = token.start + token.len
        found.append(Token(token.start, end, text[token.start : end], lemma, str(token.tag)))
    return tuple(found)


def strip_particles(word: str) -> str:
    """The word without the case particles at its end."""
    parts = list(tokens(word))
    while len(parts) > 1 and parts[-1].tag.startswith("J"):
        word = word[: parts[-1].start]
        parts.pop()
    return word


def short_forms(name: str) -> tuple[str, ...]:
    """The family name of a Korean name; the last part of a foreign one."""
    if " " in name:
        return (name.split()[-1],)
    return (name[0],) if 2 <= len(name) <= 4 else ()
