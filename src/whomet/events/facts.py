"""Dated facts that are no meetings: when a journey began, when someone arrived or came home."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.events.clauses import Reading, subject_before
from whomet.languages import pack
from whomet.records import Document, FactMention, Mentions


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[FactMention, ...]:
    """Departures, arrivals and returns of people, with their date.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        Facts in order of the text; the span is the stretch from the date to the words of the journey.
    """
    found: set[FactMention] = set()
    for reading in readings:
        for field, pattern in _journeys(reading.language.code) if reading.times else ():
            for match in pattern.finditer(reading.text):
                if reading.quoted(match.start()):
                    continue
                phrase = subject_before(reading, match.start())
                time = _time(reading, mentions, match.start(), match.end())
                if phrase is None or phrase.type != "person" or time is None:
                    continue
                start, end, value = time
                span = reading.outer(min(start, match.start()), max(end, match.end()))
                text = document.text[span[0] : span[1]]
                found.add(FactMention(*span, text, phrase.referents[0], field, value))
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.field)))


@cache
def _journeys(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = pack(code).table("plans").get("journeys", {})
    return tuple(
        (field, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)) for field, patterns in data.items()
    )


def _time(reading: Reading, mentions: Mentions, start: int, end: int) -> tuple[int, int, str] | None:
    near: list[tuple[int, int, int, str]] = []
    for s, e, number in reading.times:
        time = mentions.times[number]
        behind = s >= end
        if time.kind != "point" or time.value is None:
            continue
        if behind and reading.grammar.order == "particles":
            continue
        near.append((s - end if behind else start - e, s, e, time.value))
    return min(near)[1:] if near and min(near)[0] <= 90 else None
