"""Times of day beside dates, with their zones, as pages and dumps print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from whomet.cleaning.cues import date_words

#: Offsets from UTC that a clock somewhere has, in hours.
LEAST_OFFSET, MOST_OFFSET = -12.0, 14.0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text.

    Attributes:
        start, end: Offsets into the text, with the words that belong to it.
        time: ISO 8601, "09:20" or "09:20:31".
        zone: UTC offset in hours, where told.
    """

    start: int
    end: int
    time: str
    zone: float | None = None


def _either(words: list[str]) -> str:
    """An expression for any of some words; those of letters are not part of longer ones."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in ordered) or r"(?!)"


@cache
def _parts() -> tuple[str, str, str]:
    """Expressions of the words for half a day, of a time of day, and of a zone behind it."""
    words = date_words()
    halves = rf"(?P<{{0}}early>{_either(words['forenoon'])})|(?P<{{0}}late>{_either(words['afternoon'])})"
    hours, minutes = _either(words["hour_signs"]), _either(words["minute_signs"])
    time = (
        rf"(?P<hour>\d{{1,2}})\s?(?:(?:[:.]|{hours})\s?(?P<minute>\d{{2}}|\d(?=\s?(?:{minutes})))(?!\d)"
        rf"(?:\s?(?:{minutes})(?![a-zа-я]))?(?:\s?:\s?(?P<second>\d{{2}})(?!\d)(?:[.,]\d+)?)?"
        rf"|(?P<bare>(?:{hours})(?!\w)|(?=\s?[ap]\.?\s?m\b))(?!\s?\d))"
    )
    # "GMT+2", "UTC+03:00", "+0200", "(KST)", "Z"
    zone = (
        rf"\s?[(\[]?(?:(?P<name>{_either(list(words['zones']))})(?![^\W\d_]))?"
        rf"(?:\s?(?P<sign>[+−-])(?P<zh>\d{{1,2}})(?::?(?P<zm>[0-5]\d))?(?![\d.:/-]))?[)\]]?"
    )
    return halves, time, zone


@cache
def _after() -> re.Pattern[str]:
    halves, time, zone = _parts()
    words = date_words()
    joiners = _either(
        [word for word in words["clock_joiners"] if word not in (*words["forenoon"], *words["afternoon"])]
    )
    between = (
        rf"(?:[\s,،、|T·•/–—-]|(?<![^\W\d_])(?:{joiners})(?![^\W\d_])|[(（][^\W\d_]{{1,12}}[)）]|[日일](?![^\W\d_]))*"
    )
    hours = _either(words["hour_signs"])
    return re.compile(
        rf"{between}[(（]?(?:{halves.format('a')})?\s?{time}"
        rf"(?:\s?(?:{halves.format('b')})(?![^\W\d_]))?(?:\s?(?:{hours})(?![^\W\d_])\.?)?{zone}",
        re.I,
    )


@cache
def _before() -> re.Pattern[str]:
    halves, time, zone = _parts()
    hours = _either(date_words()["hour_signs"])
    return re.compile(
        rf"(?<![\d.:/-])(?:{halves.format('a')})?\s?{time}"
        rf"(?:\s?(?:{halves.format('b')})(?![^\W\d_]))?(?:\s?(?:{hours})(?![^\W\d_])\.?)?{zone}"
        rf"\s?[,،|·•–—-]?\s*(?:[^\W\d_]{{1,12}}\.?,?\s*){{0,2}}$",
        re.I,
    )


#: Characters before a date in which a time of day with its zone lies.
_REACH = 45


def clock_after(text: str, at: int) -> Clock | None:
    """The time of day that follows a date.

    Args:
        text: A line, its digits written 0 to 9.
        at: Where the date ends.
    """
    match = _after().match(text, at)
    return _clock(match, at) if match else None


def clock_before(text: str, at: int) -> Clock | None:
    """The time of day that stands right before a date: "09:20, 14 May".

    Args:
        text: A line, its digits written 0 to 9.
        at: Where the date begins.
    """
    first = max(0, at - _REACH)
    if not any(letter.isdigit() for letter in text[first:at]):
        return None
    match = _before().search(text[:at], first)
    return _clock(match, match.start()) if match else None


def _clock(match: re.Match[str], start: int) -> Clock | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = match["second"]
    early, late = match["aearly"] or match["bearly"], match["alate"] or match["blate"]
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return None
    time = f"{hour:02}:{minute:02}" + (f":{second}" if second else "")
    return Clock(start, match.end(), time, zone_of(match["name"], match["sign"], match["zh"], match["zm"]))


def zone_of(name: str | None, sign: str | None, hours: str | None, minutes: str | None) -> float | None:
    """The offset that the name of a zone and figures behind it tell.

    Args:
        name: A name such as "KST" or "UTC", or None.
        sign: "+" or "-", or None.
        hours, minutes: The figures, or None.

    Returns:
        Hours from UTC, None where nothing is told or no clock goes so.
    """
    named = date_words()["zones"].get(" ".join(name.lower().split())) if name else None
    offset = float(named) if named is not None else None
    if sign and hours:
        told = int(hours) + int(minutes or 0) / 60
        offset = (offset or 0.0) + (told if sign == "+" else -told)
    return offset if offset is not None and LEAST_OFFSET <= offset <= MOST_OFFSET else None
