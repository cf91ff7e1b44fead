"""Parts of lines that are no running text: "(대전=가온통신) 정다운 기자 =" before it, "(dpa)" behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whomet.cleaning.cues import candidates, phrases
from whomet.cleaning.lines import Line
from whomet.records import BlockKind

#: Characters that must follow for something to be opened; two ideographic sentences at least.
_OPENED = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line with a label of its own.

    Attributes:
        start, end: Offsets into the document.
        kind: What it is.
        place, agency, byline: What it says, as printed.
    """

    start: int
    end: int
    kind: BlockKind
    place: str | None = None
    agency: str | None = None
    byline: str | None = None


def opening(line: Line, language: str | None, shortest: int = _OPENED) -> list[Part]:
    """The dateline and byline that a line of running text opens with.

    Args:
        line: A line of the body.
        language: Its language.
        shortest: Characters that must follow.

    Returns:
        No part, a dateline, a byline, or both, in order.
    """
    for pattern in candidates("openings", line.text[:200], (language,) if language else None):
        match = pattern.match(line.text)
        if not match or match.end() == 0 or match.end() > 120 or len(line.text) - match.end() < shortest:
            continue
        groups = {key: value.strip(" ,=") for key, value in match.groupdict().items() if value}
        agency = groups.get("agency", "a")
        if phrases("byline_titles").search(agency) or not any(letter.isalpha() for letter in agency):
            continue
        if not groups and not match.group().strip():
            continue
        byline_at = match.start("byline") if groups.get("byline") else -1
        first, last = line.start, line.start + match.end()
        if byline_at <= 0:
            kind: BlockKind = "byline" if groups.get("byline") and not groups.get("place") else "dateline"
            return [Part(first, last, kind, groups.get("place"), groups.get("agency"), groups.get("byline"))]
        middle = line.start + byline_at
        parts = [Part(middle, last, "byline", byline=groups["byline"])]
        if line.text[:byline_at].strip(" ([【"):
            parts.insert(0, Part(first, middle, "dateline", groups.get("place"), groups.get("agency")))
        else:
            parts = [Part(first, last, "byline", byline=groups["byline"])]
        return parts
    return []


def credit(line: Line, languages: Sequence[str], whole: bool) -> Part | None:
    """The words in which a line credits an agency or names its author, or closes the text ("(end)").

    Args:
        line: A line at or behind the end of the article.
        languages: Languages of the article.
        whole: Whether the line must be nothing else.

    Returns:
        The stretch with the agency or the byline, or None.
    """
    for pattern in candidates("credits", line.text, tuple(languages)):
        match = pattern.search(line.text)
        if not match or not match.group().strip() or (whole and match.start() > 0):
            continue
        if not whole and match.start() == 0 and match.end() == len(line.text):
            continue
        groups = {key: value.strip() for key, value in match.groupdict().items() if value}
        begin = line.start + match.start() + len(match.group()) - len(match.group().lstrip())
        agency, byline = groups.get("agency"), groups.get("byline")
        kind: BlockKind = "byline" if byline and not agency else "credit"
        return Part(begin, line.start + match.end(), kind, agency=agency, byline=byline)
    return None
