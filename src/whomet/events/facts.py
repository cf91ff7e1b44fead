"""Dated facts that are no meetings: when a journey began, a contract was signed, a plant starts to run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from whomet.events.clauses import Reading, subject_before
from whomet.events.scene import PLAIN, Scene
from whomet.languages import pack
from whomet.records import Document, FactMention, Mentions

#: Characters between the words of a fact and its date.
REACH = 90
#: The same for a milestone: a sentence often dates several ("ground is broken in April, production starts in 2028").
NEAR = 60
#: Characters behind the words in which their date may follow where it mostly stands before them.
ATTACHED = 6
#: Signs between a date and words that part them.
APART = (";", "；", "؛", " – ", " — ")


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[FactMention, ...]:
    """Departures, arrivals and returns of people, and milestones of undertakings, with their date.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        Facts in order of the text; the span is the stretch from the date to the words of the fact.
    """
    scene = Scene.of(document, mentions, readings)
    found: set[FactMention] = set()
    for reading in readings:
        if reading.times:
            for field, about, start, end, value in (*_journeys(reading, mentions), *_milestones(scene, reading)):
                span = reading.outer(start, end)
                found.add(FactMention(*span, document.text[span[0] : span[1]], about, field, value))
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.field)))


_Found = tuple[str, int, int, int, str]
"""Field, whom it is about, stretch of the sentence, value."""


def _journeys(reading: Reading, mentions: Mentions) -> Iterator[_Found]:
    for field, pattern in _words(reading.language.code, "journeys"):
        for match in pattern.finditer(reading.text):
            if reading.quoted(match.start()):
                continue
            phrase = subject_before(reading, match.start())
            behind = 0 if reading.grammar.order == "particles" else REACH
            time = _time(reading, mentions, match.start(), match.end(), REACH, behind)
            if phrase is not None and phrase.type == "person" and time is not None:
                start, end, value = time
                yield field, phrase.referents[0], min(start, match.start()), max(end, match.end()), value


def _milestones(scene: Scene, reading: Reading) -> Iterator[_Found]:
    """What turns in an undertaking, each with the nearest date, and each date with the words nearest to it."""
    behind = ATTACHED if reading.grammar.order == "particles" else NEAR
    nearest: dict[tuple[int, int], tuple[int, _Found]] = {}
    for field, pattern in _words(reading.language.code, "milestones"):
        for match in pattern.finditer(reading.text):
            time = _time(reading, scene.mentions, match.start(), match.end(), NEAR, behind)
            about = _about(scene, reading, match.start())
            if time is None or about is None or reading.quoted(match.start()):
                continue
            start, end, value = time
            gap = max(start - match.end(), match.start() - end)
            if (start, end) not in nearest or gap < nearest[start, end][0]:
                told = field, about, min(start, match.start()), max(end, match.end()), value
                nearest[start, end] = gap, told
    yield from (told for _, told in nearest.values())


def _about(scene: Scene, reading: Reading, position: int) -> int | None:
    """Whose undertaking it is: the nearest subject before the words, a body of the sentence, or the article's own."""
    named = [c for c in scene.candidates(reading) if not c.quoted and not c.source and c.type != "place"]
    before = [c for c in named if c.part in PLAIN and c.end <= position]
    bodies = [c for c in named if c.type == "organisation"]
    told = before[-1:] or bodies[-1:] or named[-1:]
    return told[0].referent if told else scene.main


@cache
def _words(code: str, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = pack(code).table("plans").get(name, {})
    return tuple(
        (field, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)) for field, patterns in data.items()
    )


def _time(
    reading: Reading, mentions: Mentions, start: int, end: int, before: int, behind: int
) -> tuple[int, int, str] | None:
    """The date nearest to some words, at most so many characters before or behind them."""
    near: list[tuple[int, int, int, str]] = []
    for s, e, number in reading.times:
        time = mentions.times[number]
        if time.kind != "point" or time.value is None:
            continue
        gap = s - end if s >= end else start - e
        parted = any(sign in reading.text[min(e, end) : max(s, start)] for sign in APART)
        if gap <= (behind if s >= end else before) and not parted:
            near.append((max(0, gap), s, e, time.value))
    return min(near)[1:] if near else None
