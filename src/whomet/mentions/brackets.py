"""What signs tell of names: quotation marks around them, brackets behind them with their initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from whomet.mentions.evidence import PROOF
from whomet.mentions.view import Name, View
from whomet.tagging import Label

_QUOTES = {"«": "»", "„": "“”", "“": "”", '"': '"', "「": "」", "『": "』", "《": "》", "〈": "〉", "‘": "’", "'": "'"}
_OPENERS = {"(": ")", "（": "）", "[": "]"}
_INITIALS = re.compile(r"\s?[(（]\s?[\"'“„«]?([^\W\d_]{2,8})[\"'”“»]?\s?[)）]")
#: Characters of the longest name in quotation marks.
_LONGEST_QUOTED = 50
#: Words that a name with its initials in brackets behind it has at most.
_LONGEST_BODY = 12
#: Characters of the longest such name.
_LONGEST_NAME = 200


def _ranges(letters: Sequence[str]) -> str:
    """Letters as the inside of a character class."""
    found: list[list[int]] = []
    for code in map(ord, letters):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in found)


#: Inside of a character class: the capitals of all scripts that have them; beyond the first two planes of Unicode there
#: are ideographs, and looking at all of them would take most of a quarter of a second of every start.
CAPITALS = _ranges([letter for letter in map(chr, range(0x20000)) if unicodedata.category(letter) in ("Lu", "Lt")])


def unwrapped(text: str, start: int, end: int, label: Label) -> tuple[int, int]:
    """A span without what signs show to be no part of the name.

    Args:
        text: The sentence.
        start, end: The span.
        label: What the tagger takes it for.

    Returns:
        Of a body or place the name in quotation marks ("фонда «Северный свет"), without a bracket that stands at the
        end or is not closed; of a person the name before the bracket.
    """
    for at in range(start + 1, end):
        if text[at] in _OPENERS:
            closer = text.find(_OPENERS[text[at]], at)
            if closer < 0 or closer >= end - 1:
                end = at
            break
    if label != "person":
        for at in range(start + 1, end - 1):
            closers = _QUOTES.get(text[at])
            if closers is None or not text[at - 1].isspace():
                continue
            close = next((i for i in range(at + 1, min(end + 1, len(text))) if text[i] in closers), None)
            if close is not None and close >= end - 1:
                return at + 1, min(close, end)
    return start, end


def quoted_name(text: str, start: int) -> tuple[int, int] | None:
    """The name in the quotation marks that open at an offset: «Бадия фосфат»."""
    closers = _QUOTES.get(text[start : start + 1])
    if closers is None:
        return None
    close = next((i for i in range(start + 1, min(start + _LONGEST_QUOTED, len(text))) if text[i] in closers), None)
    if close is None or not text[start + 1].isalnum() or text[start + 1].islower():
        return None
    return start + 1, close


def without_small_words(text: str, start: int, end: int, particles: frozenset[str]) -> int:
    """Where a body begins behind the common nouns before it, which are written small: "компании Додам"."""
    position = start
    for match in re.finditer(r"\S+\s+", text[start:end]):
        word = match.group().strip()
        if not word.islower() or word in particles:
            return position
        position = start + match.end()
    return start


def initials(views: Sequence[View]) -> dict[int, list[tuple[int, int, str]]]:
    """Names before a bracket that holds their initials.

    Args:
        views: The sentences of an article.

    Returns:
        For each sentence (start, end, abbreviation) of such names.
    """
    found: dict[int, list[tuple[int, int, str]]] = {}
    for view in views:
        for match in _INITIALS.finditer(view.text):
            short = match.group(1)
            if not short[0].isupper() or not short[-1].isupper():
                continue
            start = _begin(view.text, match.start(), short.casefold())
            if start is not None:
                found.setdefault(view.index, []).append((start, match.start(), short))
    return found


def _begin(text: str, end: int, short: str) -> int | None:
    """Where the words before a bracket begin whose initials are the abbreviation; words written small may be left
    out, others not."""
    floor = max(0, end - _LONGEST_NAME)
    words = [(floor + m.start(), m.group()) for m in re.finditer(r"[^\W\d_][^\s\-–—‑(),;:]*", text[floor:end])]
    words = words[-_LONGEST_BODY:]
    if not words or text[floor:end].rstrip().endswith((",", ";", ":", ".")):
        return None
    rest = len(short)
    for number, (start, word) in enumerate(reversed(words)):
        if rest and word[0].casefold() == short[rest - 1]:
            rest -= 1
        elif number == 0 or word[0].isupper():
            return None
        if rest == 0:
            return start if word[0].isupper() and number else None
    return None


def bodies_by_initials(view: View, rows: Sequence[tuple[int, int, str]]) -> list[Name]:
    """Bodies whose initials stand in brackets behind them: "Consejo Mediterráneo del Olivo (CMO)"."""
    return [Name(view.index, start, end, "organisation", PROOF, view.text[start:end]) for start, end, _ in rows]
