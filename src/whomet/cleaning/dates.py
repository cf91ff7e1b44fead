"""Dates of publication, as pages and dumps print them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from whomet.cleaning.clocks import clock_after, clock_before
from whomet.cleaning.cues import date_words

# What every full date has one of: a year of four figures, three figures between signs, a month of an era, a short
# year behind a Thai month. Most lines have none.
_MAYBE = re.compile(
    r"(?:19|2[015])\d\d|\d\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d|[年]\s?\d{1,2}\s?[月]|[\u0e00-\u0e7f.]\s*[67]\d"
)
#: News is not older than this; a year before it is a year told of.
_FIRST_YEAR = 1990
_LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date in a text.

    Attributes:
        start, end: Offsets into the text.
        day: The day.
        sure: False where day and month might be the other way round, or the century is guessed.
        clock: The time of day that stands beside it (ISO 8601), None where none does.
        zone: UTC offset of the clock in hours, where told.
        whole: Offset behind the date and the time of day that follows it.
    """

    start: int
    end: int
    day: date
    sure: bool = True
    clock: str | None = None
    zone: float | None = None
    whole: int = 0


@cache
def _listed_months() -> dict[str, dict[str, int]]:
    """Language -> name -> number; of two languages that use one name for two months the first listed counts."""
    found: dict[str, dict[str, int]] = {}
    listed = resources.files("whomet.cleaning").joinpath("data/months.tsv").read_text(encoding="utf-8")
    for line in listed.splitlines():
        language, number, name = line.split("\t")
        found.setdefault(language, {})[name] = int(number)
    return found


@cache
def _all_months() -> dict[str, int]:
    found: dict[str, int] = {}
    for names in _listed_months().values():
        found = names | found
    return found | {folded_month(name): number for name, number in _table()["months"].items()}


@cache
def _months_in(code: str) -> dict[str, int]:
    """Names of months in all languages; of those with two meanings that in one language counts."""
    return _all_months() | _listed_months().get(code, {})


def folded_month(name: str) -> str:
    """The name of a month as it is looked up.

    Turkish capitals fold to "i" with a dot above, small letters have a dotless "i".

    Args:
        name: As printed.
    """
    return name.casefold().replace("i\u0307", "i").replace("\u0131", "i")


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    joiners = "|".join(
        re.escape(word) + ("" if word.endswith("'") else r"\s+") for word in sorted(_table()["day_joiners"])
    )
    endings = "|".join(re.escape(ending) for ending in _table()["day_endings"])
    names = "|".join(re.escape(name) for name in sorted(_all_months(), key=lambda name: (-len(name), name)))
    # "12/Mar/2025", "12-Mar-2025"; of a month with two names ("October" in two calendars) the first counts.
    day_first = re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:{endings})?\.?\s*(?:[/-]\s*)?(?:{joiners})?(?P<month>{names})\b\.?"
        rf"(?:\s*/\s*(?:{names})\b)?[,،]?\s*(?:[/-]\s*)?(?:{joiners})?(?P<year>\d{{4}})(?!\d)",
        re.I,
    )
    month_first = re.compile(
        rf"(?<!\w)(?P<month>{names})\.?\s+(?P<day>\d{{1,2}})(?:{endings})?,?\s+(?P<year>\d{{4}})(?!\d)", re.I
    )
    return day_first, month_first


_YEAR_FIRST = re.compile(
    r"(?<![\d.])(?P<year>\d{4})\s?[-./年년]\s?(?P<month>\d{1,2})\s?[-./月월]\s?(?P<day>\d{1,2})(?!\d)\s?[日일]?"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.:/-])(?P<year>[1-4]\d)(?P<sign>[-./])(?P<month>\d{2})(?P=sign)(?P<day>\d{2})(?![\d/-])"
)
_YEAR_LAST = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})\s?(?P<sign>[-./])\s?(?P<b>\d{1,2})\s?(?P=sign)\s?(?P<year>\d{4}|\d{2})(?!\d)"
)
_ERA_DATE = r"\s?(?P<year>\d{1,4}|[元])\s?(?:[年./-]\s?)?(?P<month>\d{1,2})\s?[月./-]\s?(?P<day>\d{1,2})(?!\d)\s?[日]?"
# A year of an era that goes without saying in one language: "114-06-05", "114年6月5日".
_BARE_ERA = re.compile(
    r"(?<![\d./:-])(?P<year>1[01]\d)\s?(?P<sign>[-./年])\s?(?P<month>\d{1,2})\s?(?:(?P=sign)|[月])\s?(?P<day>\d{1,2})(?![\d.:/-])"
)
# The Buddhist era in Thai news: 2400 to 2599 are the years 1857 to 2056; of a short year the century is left out.
_THAI = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s*(?P<month>[\u0e00-\u0e7f.]{3,12})\s*(?:[\u0e00-\u0e7f]\.[\u0e00-\u0e7f]\.\s*)?"
    r"(?P<year>25\d\d|[67]\d)(?!\d)(?!\s?[:.]\d)"
)
#: Years from which a figure is one of the Buddhist era, which is 543 ahead.
_BUDDHIST = range(2500, 2700)


@cache
def _era() -> re.Pattern[str]:
    return re.compile("(?P<era>" + "|".join(map(re.escape, sorted(_table()["eras"]))) + ")" + _ERA_DATE)


def _table() -> Mapping[str, Any]:
    """What dates are written with, in any language."""
    return date_words()


def plain_digits(text: str) -> str:
    """The text with the digits of all scripts written 0 to 9; as long as before."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(_plain_digit, text)


# Digits of other scripts.
_OTHER_DIGIT = re.compile(r"[^\x00-\x7f\D]")


def _plain_digit(match: re.Match[str]) -> str:
    return str(unicodedata.digit(match.group()))


def find_dates(text: str, language: str | None = None, month_first: bool = False) -> list[PrintedDate]:
    """Full dates in a text, in order, without overlap.

    Args:
        text: A line.
        language: BCP 47 code of its language, where known.
        month_first: Whether "4/5/2024" is the fifth of April.

    Returns:
        Dates whose day exists and whose year is one of news on the web.
    """
    code = (language or "").split("-")[0]
    return list(_found(text, code if code and _is_peculiar(code) else None, month_first))


@cache
def _is_peculiar(code: str) -> bool:
    """Whether dates may mean something else in a language: a month of the same name, an era that is not written."""
    common = _all_months()
    return code in _table().get("bare_eras", {}) or any(
        common.get(name) != number for name, number in _listed_months().get(code, {}).items()
    )


@lru_cache(maxsize=4096)
def _found(text: str, language: str | None, month_first: bool) -> tuple[PrintedDate, ...]:
    """The dates of a line, which several rules ask for."""
    plain = plain_digits(text)
    found: list[PrintedDate] = []
    if not _MAYBE.search(plain):
        return ()
    for candidate in _candidates(plain, language, month_first):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in found):
            found.append(candidate)
    return tuple(sorted(found, key=lambda item: item.start))


def _candidates(text: str, language: str | None, month_first: bool) -> Iterator[PrintedDate]:
    for match in _era().finditer(text):
        year = _table()["eras"][match["era"]] + (int(match["year"]) if match["year"].isdigit() else 1)
        yield from _dated(text, match, year, int(match["month"]), int(match["day"]))
    for match in _YEAR_FIRST.finditer(text):
        yield from _dated(text, match, int(match["year"]), int(match["month"]), int(match["day"]))
    months = _months_in((language or "en").split("-")[0])
    for pattern in _named():
        for match in pattern.finditer(text):
            yield from _dated(text, match, int(match["year"]), months[folded_month(match["month"])], int(match["day"]))
    for match in _THAI.finditer(text):
        month = months.get(folded_month(match["month"]).strip("."))
        if month:
            year = int(match["year"])
            yield from _dated(text, match, year if year > 100 else 2500 + year, month, int(match["day"]), year > 100)
    first = _table().get("bare_eras", {}).get((language or "").split("-")[0])
    for match in _BARE_ERA.finditer(text) if first else ():
        yield from _dated(text, match, first + int(match["year"]), int(match["month"]), int(match["day"]), False)
    for match in _YEAR_LAST.finditer(text):
        yield from _year_last(text, match, month_first)
    for match in _SHORT_YEAR.finditer(text):
        yield from _dated(text, match, 2000 + int(match["year"]), int(match["month"]), int(match["day"]), False)


def _year_last(text: str, match: re.Match[str], month_first: bool) -> Iterator[PrintedDate]:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < 100:
        # "24-06-13" is read year first by the next pattern where it can be.
        if len(match["a"]) == 2 and 10 <= a <= 40 and match["sign"] == "-":
            return
        year += 2000
    sure = match["sign"] == "." or a > 12 or b > 12 or a == b
    if (month_first and match["sign"] != "." and a <= 12) or b > 12:
        a, b = b, a
    yield from _dated(text, match, year, b, a, sure)


def _dated(
    text: str, match: re.Match[str], year: int, month: int, day: int, sure: bool = True
) -> Iterator[PrintedDate]:
    year -= 543 if year in _BUDDHIST else 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return
    try:
        value = date(year, month, day)
    except ValueError:
        return
    clock = clock_after(text, match.end())
    whole = clock.end if clock else match.end()
    clock = clock or clock_before(text, match.start())
    yield PrintedDate(
        match.start(), match.end(), value, sure, clock.time if clock else None, clock.zone if clock else None, whole
    )
