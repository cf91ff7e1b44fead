"""Hooks of the Chinese pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.languages import Token, pack
from whomet.languages._common import personal_short_forms
from whomet.languages._unspaced import foreign_short_forms, sentences
from whomet.languages._unspaced import tokens as script_runs

_OPENED = re.compile(r"\s*[“「『\"]")
_REST = re.compile(r"[^。！？!?\n]*[。！？!?]?")
_JOINED = tuple("，、的；：—,;")
_BEHIND = re.compile(r"(?<=\w\w)(?:的|们|們)$")


@cache
def _saying() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, pack("zh").table("sentences")["saying"])))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    return sentences(text, _goes_on)


def _goes_on(text: str, begin: int, end: int) -> bool:
    """A quotation that opens a sentence takes the short clause with it that says who spoke: “…。”他说。"""
    if text.startswith(_JOINED, end):
        return True
    if not _OPENED.match(text, begin):
        return False
    rest = _REST.match(text, end)
    clause = rest.group() if rest else ""
    # Longer clauses are sentences of their own that report something else as well.
    return len(clause) <= pack("zh").table("sentences")["longest_attribution"] and bool(_saying().search(clause))


def tokens(text: str) -> Sequence[Token]:
    """Runs of ideographs and of other letters, numbers and signs."""
    return script_runs(text)


def strip_particles(word: str) -> str:
    """The word without the particle of attributes or plurals behind it."""
    return _BEHIND.sub("", word)


def short_forms(name: str) -> tuple[str, ...]:
    """Last and first part of a foreign name; Chinese names are taken up in full."""
    if "·" in name or "・" in name:
        return foreign_short_forms(name, "·・")
    return personal_short_forms(name, ()) if name.isascii() else ()
