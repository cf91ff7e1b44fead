"""Hooks of the Arabic pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.languages import Token, pack
from whomet.languages._common import personal_short_forms, trim
from whomet.languages._unspaced import tokens as script_runs

# Two full stops are a pause, not an end; without a space behind it a full stop ends a sentence only between words.
_END = re.compile(
    r"(?:[؟?!]+[؟?!.]*|(?<!\.)\.(?!\.)|\.{3,}|…|۔)[»”\"')\]]*(?=\s|$)|(?<=[\u0621-\u064a]{2})[.؟](?=[\u0621-\u064a]{2})|\n+|؛(?=\s)"
)
_LAST = re.compile(r"([^\s(«\"“]+)$")
_NAME = re.compile(r"[\u0621-\u0652 -]+")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(pack("ar").table("sentences")["abbreviations"])


@cache
def _joined() -> frozenset[str]:
    return frozenset(pack("ar").table("sentences")["name_beginnings"])


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    spans, begin = [], 0
    longest = pack("ar").table("sentences")["semicolon"]
    for match in _END.finditer(text):
        signs = match.group()
        if signs == "؛" and not (match.end() - begin >= longest and len(text) - match.end() >= longest // 4):
            continue
        if signs[0] == "." and len(signs.rstrip("»”\"')]")) == 1 and _abbreviated(text, match.start()):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _abbreviated(text: str, at: int) -> bool:
    """Whether the full stop at an offset, with more text behind it, belongs to an abbreviation or an initial."""
    if not text[at + 1 :].strip("»”\"')] \n"):
        return False
    before = _LAST.search(text[max(0, at - 20) : at])
    word = before.group(1) if before else ""
    return word in _abbreviations() or bool(re.fullmatch(r"(?:[^\W\d]\.)*[^\W\d]", word))


def tokens(text: str) -> Sequence[Token]:
    """Words with their vowel marks, numbers and signs."""
    return script_runs(text)


def strip_particles(word: str) -> str:
    """The word itself: what Arabic writes onto names cannot be told from their first letter."""
    return word


def short_forms(name: str) -> tuple[str, ...]:
    """The family name, by which persons are taken up again, then the given name ("عبد الله" is one name)."""
    parts = name.split()
    if len(parts) < 2 or not _NAME.fullmatch(name):
        return personal_short_forms(name, ())
    last = " ".join(parts[-2:]) if len(parts) > 2 and parts[-2] in _joined() else parts[-1]
    first = " ".join(parts[:2]) if len(parts) > 2 and parts[0] in _joined() else parts[0]
    return tuple(dict.fromkeys((last, first)))
