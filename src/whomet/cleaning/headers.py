"""Lines above (and below) an article: who wrote it and when."""

from __future__ import annotations

import re
from functools import cache

from whomet.cleaning.cues import candidates, listed, phrases, scan
from whomet.cleaning.dates import find_dates

_NAME_WORD = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁҐЄІЇΑ-ΩŞĞİ][\w'’-]{4,}|[A-ZÀ-ÞĀ-ŽА-ЯЁҐЄІЇΑ-ΩŞĞİ][\w'’-]{1,3}\.?|[A-Z]\.)"


@cache
def _name() -> re.Pattern[str]:
    """A personal name of two and more words as Latin, Cyrillic and Greek scripts write it."""
    particles = "|".join(listed("name_particles"))
    return re.compile(rf"{_NAME_WORD}(?:\s+(?:(?:{particles})\s+){{0,2}}{_NAME_WORD}){{1,4}}")


def is_person_line(text: str) -> bool:
    """Whether a line is nothing but a personal name as Latin, Cyrillic and Greek scripts write it."""
    bare = text.strip()
    if len(bare) > 50 or any(len(word) > 3 and word.isupper() for word in bare.split()):
        return False
    return bool(_name().fullmatch(bare))


def leading_name(text: str) -> str | None:
    """The personal name of two and more words that a text in a cased script begins with."""
    match = _name().match(text)
    return match.group() if match else None


def is_byline(text: str) -> bool:
    """Whether a line names the author."""
    if len(text) > 160:
        return False
    return any(pattern.search(text) for pattern in candidates("bylines", text))


def is_stamp(text: str) -> bool:
    """Whether a line is nothing but a date with a time of day, though it may end like a sentence ("18:22 hrs.")."""
    found = find_dates(text) if len(text) < 80 else []
    if not any(printed.clock for printed in found):
        return False
    rest = text
    for printed in reversed(found):
        rest = rest[: printed.start] + rest[printed.end :]
    # A weekday and a word of hours, or a label, may stand beside it.
    return sum(letter.isalpha() for letter in rest) <= 20


def is_dated(text: str) -> bool:
    """Whether a line is about a date more than about anything else."""
    if len(text) > 200:
        return False
    found = find_dates(text)
    if not found:
        return False
    rest = text
    for date in found:
        rest = rest.replace(text[date.start : date.end], " ")
    rest = phrases("date_labels").sub(" ", rest)
    rest = phrases("revision_labels").sub(" ", rest)
    for start, end in reversed(scan(rest).within("controls", 0, len(rest))):
        rest = f"{rest[:start]} {rest[end:]}"
    return sum(letter.isalpha() for letter in rest) <= max(12, 0.5 * len(text))
