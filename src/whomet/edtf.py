"""Dates as EDTF level 0/1 strings, seen as intervals of days.

The Library of Congress standard (https://www.loc.gov/standards/datetime/) in the part that news needs: days,
months, years, intervals, open ends and the mark of uncertainty.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@lru_cache(maxsize=16384)  # the dates of one story are looked at again and again
def interval(value: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF value.

    Args:
        value: "2024-06-11", "2024-06", "2024", "2024-06-10/2024-06-12", with or without "?" or "~".

    Returns:
        Both days inclusive, or None where the value is None, has an open end or is no such string.
    """
    if not value:
        return None
    first, _, last = value.partition("/")
    edges = _edges(first), _edges(last or first)
    if edges[0] is None or edges[1] is None:
        return None
    return edges[0][0], edges[1][1]


def _edges(part: str) -> tuple[date, date] | None:
    match = _PART.match(part.strip().rstrip("?~%").split("T")[0])
    if not match:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        if year is None:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def precision(value: str | None) -> int:
    """How many days the value spans; 0 where nothing is said."""
    edges = interval(value)
    return (edges[1] - edges[0]).days + 1 if edges else 0


def meet(left: str | None, right: str | None) -> bool:
    """Whether two values can be the same time; an unknown one meets all."""
    a, b = interval(left), interval(right)
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def within(inner: str | None, outer: str | None) -> bool:
    """Whether every day of `inner` lies in `outer`; both must be known."""
    a, b = interval(inner), interval(outer)
    return a is not None and b is not None and b[0] <= a[0] and a[1] <= b[1]


def is_day(value: str | None) -> bool:
    """Whether the value is one day."""
    return precision(value) == 1


def shift(value: str, days: int) -> str | None:
    """The day that lies some days after (or before) a day; None where `value` is no single day."""
    edges = interval(value)
    if edges is None or edges[0] != edges[1]:
        return None
    return (edges[0] + timedelta(days=days)).isoformat()


def of(first: date, last: date) -> str:
    """The shortest value that spans exactly the days from one to another, both inclusive.

    Args:
        first, last: The edges, `first` not after `last`.

    Returns:
        A day, month or year, else an interval of years, months or days.
    """
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if first.month == 1 and last.month == 12:
            begin, end = f"{first.year:04d}", f"{last.year:04d}"
        else:
            begin, end = f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
        return begin if begin == end else f"{begin}/{end}"
    return f"{first.isoformat()}/{last.isoformat()}"


def common(left: str | None, right: str | None) -> str | None:
    """The finest day, month or year that holds both values, None where not even the year is shared."""
    a, b = interval(left), interval(right)
    if a is None or b is None:
        return None
    if left == right:
        return left
    first, last = min(a[0], b[0]), max(a[1], b[1])
    if first.year != last.year:
        return None
    return f"{first.year:04d}" if first.month != last.month else f"{first.year:04d}-{first.month:02d}"
