"""Quantities with their subject: how much of what, whose, and over which time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.events.clauses import Reading, bodies_before, main_body, subject_before
from whomet.languages import pack
from whomet.records import AmountMention, Document, FigureMention, Mentions

#: Characters of the sentence on each side of a quantity that tell what is measured.
AROUND = 60
#: Characters between a quantity and the duration it is spread over.
SPREAD = 40
#: Counts below this are mostly "two people", "one of"; they are kept only with a printed noun that is no person.
SMALL = 3
#: Units of what people do themselves: how often, how long.
PERSONAL = frozenset({"count", "a", "mo", "wk", "d", "h", "min", "s"})


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[FigureMention, ...]:
    """The figures of an article.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        One figure a quantity, without trivial counts, in order of the text.
    """
    topic = main_body(mentions)
    found = []
    for reading in readings:
        for start, end, number in reading.amounts:
            amount = mentions.amounts[number]
            if _trivial(reading, mentions, amount, start, end):
                continue
            subject = _subject(readings, reading, mentions, start, amount.unit)
            found.append(
                FigureMention(
                    start=amount.start,
                    end=amount.end,
                    text=document.text[amount.start : amount.end],
                    sentence=reading.index,
                    amount=amount.amount,
                    unit=amount.unit,
                    what=_what(reading, start, end, amount),
                    subject=subject if subject is not None else topic,
                    period=_period(reading, mentions, start, end),
                )
            )
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def _trivial(reading: Reading, mentions: Mentions, amount: AmountMention, start: int, end: int) -> bool:
    if any(s < end and start < e for s, e, _ in reading.names):
        return True
    dated = any(s <= start and end <= e and mentions.times[n].kind == "point" for s, e, n in reading.times)
    if dated:
        return True
    return amount.unit == "count" and amount.amount < SMALL


def _subject(readings: Sequence[Reading], reading: Reading, mentions: Mentions, start: int, unit: str) -> int | None:
    """Whose quantity it is: a body's, where one is named or employs the subject; counts and times may be a person's."""
    previous = readings[reading.index - 1] if reading.index else None
    if previous is not None and previous.sentence.paragraph != reading.sentence.paragraph:
        previous = None
    phrase = subject_before(reading, start, None)
    if phrase is not None and phrase.type == "organisation":
        return phrase.referents[0]
    own = bodies_before(reading, start, None)
    if own:
        return own[0].referents[0]
    if phrase is None:
        phrase = subject_before(reading, start, previous)
    if phrase is None:
        return None
    employer = mentions.referents[phrase.referents[0]].employer if phrase.type == "person" else None
    return phrase.referents[0] if employer is None or unit in PERSONAL else employer


def _what(reading: Reading, start: int, end: int, amount: AmountMention) -> str:
    """The words of the clause around a quantity, without the quantity itself; what is counted comes first."""
    text = reading.text
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    while left > 0 and not text[left - 1].isspace():
        left += 1
        if left >= start:
            break
    while right < len(text) and right > end and not text[right].isspace():
        right -= 1
    before = re.split(r"[,;:.] ", text[min(left, start) : start])[-1]
    after = re.split(r"[,;:.](?:\s|$)", text[end:right])[0]
    words = re.sub(r"\s+", " ", f"{before.strip()} … {after.strip()}").strip(" …")
    return f"{amount.counted}: {words}" if amount.counted and amount.counted not in words else words


def _period(reading: Reading, mentions: Mentions, start: int, end: int) -> str | None:
    for period, pattern in _rates(reading.language.code):
        window = reading.text[max(0, start - SPREAD // 2) : end + SPREAD // 2]
        if pattern.search(window):
            return period
    for s, e, number in reading.times:
        time = mentions.times[number]
        gap = s - end if s >= end else start - e
        if time.kind == "duration" and time.duration and 0 <= gap <= SPREAD:
            return time.duration
    return None


@cache
def _rates(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = pack(code).table("plans").get("rates", {})
    return tuple(
        (period, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)) for period, patterns in data.items()
    )
