"""Things said to lie ahead: who means to do what, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet import edtf
from whomet.events.clauses import Reading, bodies_before, main_body, subject_before
from whomet.languages import pack
from whomet.records import Document, Mentions, PlanMention


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[PlanMention, ...]:
    """The plans of an article.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        One plan for each word of intention outside speech, in order of the text.
    """
    topic = main_body(mentions)
    found: dict[tuple[int, int], PlanMention] = {}
    for reading in readings:
        pattern = _words(reading.language.code, "intentions")
        if pattern is None:
            continue
        for match in pattern.finditer(reading.text):
            if reading.quoted(match.start()) or reading.in_name(*match.span()):
                continue
            start, end = _clause(reading, *match.span())
            outer = reading.outer(start, end)
            if outer in found or outer[0] >= outer[1]:
                continue
            previous = readings[reading.index - 1] if reading.index else None
            if previous is not None and previous.sentence.paragraph != reading.sentence.paragraph:
                previous = None
            who = _who(reading, previous, match.start())
            text = document.text[outer[0] : outer[1]]
            found[outer] = PlanMention(
                start=outer[0],
                end=outer[1],
                text=text,
                language=reading.sentence.language,
                what=re.sub(r"\s+", " ", reading.text[start:end]).strip(),
                who=who if who is not None else topic,
                when=_when(reading, mentions, match.start(), document.published),
            )
    return tuple(found[span] for span in sorted(found))


def _who(reading: Reading, previous: Reading | None, position: int) -> int | None:
    """The subject of the sentence; where it names nobody, a body it names, then what was spoken of before."""
    phrase = subject_before(reading, position)
    if phrase is not None:
        return phrase.referents[0]
    bodies = bodies_before(reading, len(reading.text), previous)
    if bodies:
        return bodies[0].referents[0]
    phrase = subject_before(reading, position, previous)
    return phrase.referents[0] if phrase is not None else None


@cache
def _words(code: str, name: str) -> re.Pattern[str] | None:
    patterns = pack(code).table("plans").get(name)
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None


def _clause(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """From the sign before the words to the next strong one; particle languages put the plan before the words."""
    text = reading.text
    if reading.grammar.order == "particles":
        return 0, len(text)
    left = max(text.rfind(sign, 0, start) + 1 for sign in (";", ":", "–", "—", ". "))
    rights = [at for sign in (";", "–", "—") if (at := text.find(sign, end)) >= 0]
    right = min(rights, default=len(text))
    while left < start and text[left].isspace():
        left += 1
    return left, right


def _when(reading: Reading, mentions: Mentions, position: int, published: str | None) -> str | None:
    """The time expression nearest to the words that does not lie before publication."""
    day = edtf.interval(published)
    near: list[tuple[int, str]] = []
    for start, end, number in reading.times:
        time = mentions.times[number]
        told = edtf.interval(time.value)
        if time.kind != "point" or time.value is None or reading.quoted(start):
            continue
        if day is not None and told is not None and told[1] < day[0]:
            continue
        near.append((min(abs(start - position), abs(position - end)), time.value))
    return min(near)[1] if near else None
