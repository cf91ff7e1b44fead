"""Hooks of the Japanese pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.languages import Token, pack
from whomet.languages._common import personal_short_forms
from whomet.languages._unspaced import foreign_short_forms, sentences
from whomet.languages._unspaced import tokens as script_runs

_KANJI_NAME = re.compile(r"[\u3005\u3400-\u9fff]{3,5}")
_GOES_ON = re.compile(r"[^\s「『【〈《（(]")


@cache
def _behind() -> re.Pattern[str]:
    """Respectful words and particles behind a name that ends in kanji, katakana or Latin letters."""
    table = pack("ja").table("sentences")
    words = "|".join(sorted(map(re.escape, table["honorifics"]), key=len, reverse=True))
    particles = "|".join(sorted(map(re.escape, table["particles"]), key=len, reverse=True))
    return re.compile(rf"(?<=[\u3005\u3400-\u9fff\u30a0-\u30ff\w])(?<![\u3041-\u309f])(?:{words})?(?:{particles})*$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    return sentences(text, _goes_on)


def _goes_on(text: str, _begin: int, end: int) -> bool:
    """Behind a quotation the sentence goes on where no space and no bracket follows: 「…。」と述べた。"""
    return bool(_GOES_ON.match(text, end))


def tokens(text: str) -> Sequence[Token]:
    """Runs of kanji, hiragana, katakana and other letters, numbers and signs."""
    return script_runs(text)


def strip_particles(word: str) -> str:
    """The word without the particles and respectful words behind it: "竹下さんは" is "竹下"."""
    stem = _behind().sub("", word, count=1)
    return stem if len(stem) > 1 else word


def short_forms(name: str) -> tuple[str, ...]:
    """The family name; last and first part of a foreign name.

    A name in kanji does not tell where the family name ends: it has two characters more often than three or one.
    """
    if "・" in name or "＝" in name:
        return foreign_short_forms(name, "・＝")
    if " " in name or "\u3000" in name:
        parts = name.split()
        return personal_short_forms(name, ()) if name.isascii() else (parts[0], parts[-1])
    if not _KANJI_NAME.fullmatch(name):
        return ()
    return (name[:2], name[:3]) if len(name) == 5 else (name[:2],)
