"""Quantities with their subject: how much of what, whose, and over which time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from whomet.events.clauses import Reading, subject_before
from whomet.languages import pack
from whomet.records import AmountMention, Document, FigureMention, Mentions

#: Characters of the sentence on each side of a quantity that tell what is measured.
AROUND = 60
#: Characters between a quantity and the duration it is spread over.
SPREAD = 40
#: Counts below this are mostly "two people", "one of"; they are kept only with a printed noun that is no person.
SMALL = 3


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[FigureMention, ...]:
    """The figures of an article.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        One figure a quantity, without trivial counts, in order of the text.
    """
    topic = _topic(mentions)
    found = []
    for reading in readings:
        for start, end, number in reading.amounts:
            amount = mentions.amounts[number]
            if _trivial(reading, mentions, amount, start, end):
                continue
            subject = _subject(readings, reading, start)
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


def _subject(readings: Sequence[Reading], reading: Reading, start: int) -> int | None:
    previous = readings[reading.index - 1] if reading.index else None
    if previous is not None and previous.sentence.paragraph != reading.sentence.paragraph:
        previous = None
    phrase = subject_before(reading, start, previous)
    return phrase.referents[0] if phrase is not None else None


def _topic(mentions: Mentions) -> int | None:
    """The body that an article names most."""
    counts = Counter(r for name in mentions.names if name.type == "organisation" for r in name.referents[:1])
    return min(counts, key=lambda r: (-counts[r], r)) if counts else None


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
