"""Functions that the hooks of several packs share."""

from __future__ import annotations

import re
from collections.abc import Collection

from whomet.languages import Token

_WORD = re.compile(r"\d[\d.,:/]*\d|\d|[^\W\d_](?:[\w]|[-'’·](?=\w))*|[^\w\s]|_")
_END = re.compile(r"[.!?…。！？]+[\"'”’»«“」』)\]]*(?=\s|$)|[。！？]+[\"'”’」』)\]]*|\n+")
_LAST_WORD = re.compile(r"([^\s(\"'“„«]+)$")


def words(text: str) -> list[Token]:
    """Split into words, numbers and signs, with offsets."""
    found = []
    for match in _WORD.finditer(text):
        token = match.group()
        tag = "NUMBER" if token[0].isdigit() else "WORD" if token[0].isalpha() else "SIGN"
        found.append(Token(match.start(), match.end(), token, token.lower(), tag))
    return found


def sentences(text: str, abbreviations: Collection[str]) -> list[tuple[int, int]]:
    """Split a paragraph into sentences.

    A full stop ends a sentence unless the word before it is a known abbreviation, a single letter or a bare
    number, or the next word begins in lower case.

    Args:
        text: A paragraph.
        abbreviations: Lower-case abbreviations without their last full stop.

    Returns:
        Trimmed, non-empty spans in order.
    """
    spans, begin = [], 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and not _ends(text, match, abbreviations):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _ends(text: str, match: re.Match[str], abbreviations: Collection[str]) -> bool:
    before = _LAST_WORD.search(text[max(0, match.start() - 40) : match.start()])
    after = text[match.end() : match.end() + 40].lstrip(" \t\"'“„«(")
    if not after:
        return True
    if after[0].islower():
        return False
    word = before.group(1) if before else ""
    if len(match.group()) > 1 and not match.group().startswith(".."):
        return True
    return not (word.lower() in abbreviations or (len(word) == 1 and word.isalpha()) or word.isdigit())


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
