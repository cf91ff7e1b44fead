"""What a frame means, given the day of publication.

News looks back unless it says otherwise: a date without its year (or month) is the last one that fits for a
past tense, the next one for a future, and the nearest where the sentence tells neither.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whomet.mentions.times.frames import Frame

#: Days by which "past" may lie ahead of publication: the clock of the place told of may be a day ahead.
SLACK = 1
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FAR, _NEAR = 300, 45  # days; news writes the year of a date almost a year away
#: Where a bare day is one of the month of publication, one this long past may still be of the next month.
_HALF_MONTH = 15
_YEARS_NEAR = 3 * 366  # days up to which a year is looked for in which a date has the weekday told
_EDGES = {"start": 0, "middle": 1, "end": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both inclusive.

    Attributes:
        narrow: The days that the words point at more closely where the value is kept coarse ("late June"), or
            the day that plain arithmetic gives ("four months ago").
    """

    first: date
    last: date
    narrow: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """From where a frame is looked at.

    Attributes:
        today: The day of publication.
        lean: -1 looks back, 1 looks ahead, 0 takes the nearest.
        slack: Days by which "past" may lie ahead.
        day_stays: Whether a bare day of the month is one of the month of publication, as in Korean news.
    """

    today: date
    lean: int = 0
    slack: int = 0
    day_stays: bool = False


def resolve(frame: Frame, view: View | None) -> Period | None:
    """The days a frame means.

    Args:
        frame: What the expression says.
        view: Publication and direction, None where the publication is not known: then only frames with their year
            are resolved.

    Returns:
        The period, None where it cannot be told.
    """
    try:
        if frame.until is None or frame.until.groups == {"C"}:
            return _one(frame, view)
        return _range(frame, view)
    except (ValueError, OverflowError):
        return None  # 31 June, the year 10000


def _range(frame: Frame, view: View | None) -> Period | None:
    assert frame.until is not None
    first, second = replace(frame, until=None).fill(frame.until), frame.until.fill(frame)
    begin, end = _one(first, view), _one(second, view)
    if begin is None or end is None:
        return None
    if end.last < begin.first and second.year is None and second.years is None:
        end = _one(second, View(begin.first, 1))
    told = replace(frame, until=None)
    if end is not None and end.last < begin.first and told.year is None and told.years is None:
        begin = _one(told, View(end.last, -1))  # "from late December to early January of next year"
    if begin is None or end is None or end.last < begin.first:
        return None
    return Period(begin.first, end.last)


def _one(frame: Frame, view: View | None) -> Period | None:
    if frame.span is not None:
        return _span(frame, view)
    if frame.century is not None:
        return _years(100 * (frame.century - 1), 100 * frame.century - 1)
    if frame.decade is not None:
        return _years(frame.decade, frame.decade + 9)
    if frame.decades is not None:
        begin = view.today.year // 10 * 10 + 10 * frame.decades if view else None
        return _years(begin, begin + 9) if begin is not None else None
    if frame.days is not None or frame.event is not None:
        return _steps_of_days(frame, view)
    if frame.weeks is not None or frame.weekends is not None:
        return _week(frame, view)
    year = frame.year
    if frame.years is not None and view:
        year = view.today.year + frame.years - (view.today.month < (frame.fiscal or 0))
    return _calendar(frame, year, view)


def _steps_of_days(frame: Frame, view: View | None) -> Period | None:
    if frame.day is not None:  # "이튿날인 15일": the day is told
        return _calendar(replace(frame, event=None, days=None), frame.year, view)
    if view is None:
        return None
    steps = frame.days if frame.days is not None else frame.event or 0
    return _day(view.today + timedelta(days=steps))


def _week(frame: Frame, view: View | None) -> Period | None:
    if view is None:
        return None
    steps = frame.weeks if frame.weeks is not None else frame.weekends or 0
    if frame.loose and view.lean < 0 and view.today.isoweekday() < 6:
        steps -= 1
    monday = view.today - timedelta(days=view.today.weekday()) + timedelta(weeks=steps)
    if frame.weekends is not None:
        return Period(monday + timedelta(days=5), monday + timedelta(days=6))
    if frame.weekday is not None:
        return _day(monday + timedelta(days=frame.weekday - 1))
    period = Period(monday, monday + timedelta(days=6))
    narrow = {"start": (0, 2), "middle": (1, 4), "end": (3, 6)}.get(frame.edge or "")
    if narrow:
        return replace(period, narrow=(monday + timedelta(narrow[0]), monday + timedelta(narrow[1])))
    return period


def _calendar(frame: Frame, year: int | None, view: View | None) -> Period | None:
    if frame.quarter is not None or frame.half is not None or frame.season is not None:
        return _part_of_year(frame, year, view)
    if frame.quarters is not None:
        return _quarter_steps(frame.quarters, view)
    if frame.easter is not None:
        return _feast(frame, frame.easter, year, view)
    if frame.week is not None or frame.whole_week:
        return _numbered_week(frame, year, view)
    month = frame.month
    if frame.months is not None and view:
        index = (year or view.today.year) * 12 + view.today.month - 1 + frame.months
        year, month = index // 12, index % 12 + 1
    if month is not None:
        return _month(frame, year, month, view)
    if frame.nth is not None and view:
        return _nth_weekday(frame, view.today.year, view.today.month)
    if frame.day is not None:
        return _bare_day(frame, view)
    if frame.weekday is not None:
        return _weekday(frame, view)
    if year is None:
        return None
    whole = _years(year, year) if frame.fiscal is None else _months(year, frame.fiscal, 12)
    if frame.edge is None:
        return whole
    begin = date(year, 1 + 4 * _EDGES[frame.edge], 1)
    return replace(whole, narrow=(begin, _end_of_month(year, begin.month + 3)))


def _month(frame: Frame, year: int | None, month: int, view: View | None) -> Period | None:
    if year is None:
        if view is None:
            return None
        year = _year_of(frame, month, view)
        if year is None:
            return None
    if frame.nth is not None and frame.weekday is not None:
        return _nth_weekday(frame, year, month)
    if frame.day is not None:
        return _day(date(year, month, frame.day))
    whole = Period(date(year, month, 1), _end_of_month(year, month))
    narrow = {"start": (1, 15), "middle": (10, 20), "end": (16, whole.last.day)}.get(frame.edge or "")
    if narrow:
        return replace(whole, narrow=(date(year, month, narrow[0]), date(year, month, narrow[1])))
    return whole


def _year_of(frame: Frame, month: int, view: View) -> int | None:
    """The year of a date that tells its month, by the direction of the sentence."""
    if frame.seek == 0:
        return view.today.year
    today = view.today
    candidates = []
    for year in range(today.year - 5, today.year + 6):  # wide enough for 29 February
        last = calendar.monthrange(year, month)[1]
        if frame.day is not None and frame.day > last:
            continue
        first = date(year, month, frame.day or 1)
        candidates.append((first, first if frame.day else date(year, month, last)))
    if frame.day and frame.weekday and (view.slack or not view.lean):
        # "Saturday, 10 June": a year in which it is one, if one is close.
        fitting = [(abs((pair[0] - today).days), pair) for pair in candidates if pair[0].isoweekday() == frame.weekday]
        if fitting and min(fitting)[0] < _NEAR:
            return min(fitting)[1][0].year
        candidates = [pair for days, pair in fitting if days <= _YEARS_NEAR] or candidates
    chosen = _choose(candidates, frame, view, bool(frame.day)) or _choose(
        candidates, frame, replace(view, lean=0), True
    )
    return chosen.year if chosen else None


def _choose(periods: list[tuple[date, date]], frame: Frame, view: View, exact: bool) -> date | None:
    lean = frame.seek if frame.seek is not None else view.lean
    today = view.today
    if exact and frame.seek is None and lean and view.slack:
        lean = _plausible(periods, today, lean)
    slack = timedelta(days=view.slack)
    if lean < 0:
        strict = frame.seek is not None and not exact  # "last June" is not the June that we are in
        fits = [first for first, last in periods if (last < today if strict else first <= today + slack)]
        return max(fits, default=None)
    if lean > 0:
        strict = frame.seek is not None and not exact
        fits = [first for first, last in periods if (first > today if strict else last >= today - slack)]
        return min(fits, default=None)
    return min((first for first, _ in periods), key=lambda day: (_distance(day, today), day), default=None)


def _plausible(periods: list[tuple[date, date]], today: date, lean: int) -> int:
    """The direction, turned round where it would lead a year away from a day close by.

    "A reception planned for 8 September fell through" of 14 September looks back, in spite of "planned for".
    """
    there = min((abs((first - today).days) for first, _ in periods if (first - today).days * lean >= 0), default=0)
    close = min(abs((first - today).days) for first, _ in periods)
    return -lean if there > _FAR and close < _NEAR else lean


def _distance(day: date, today: date) -> int:
    """Days between, those ahead counted twice: where nothing tells, news more often looks back."""
    days = (day - today).days
    return 2 * days if days > 0 else -days


def _bare_day(frame: Frame, view: View | None) -> Period | None:
    if view is None or frame.day is None:
        return None
    if frame.weekday is not None:
        return _dated_weekday(frame, view)
    today = view.today
    candidates = []
    for step in range(-3, 4):
        index = today.year * 12 + today.month - 1 + step
        year, month = index // 12, index % 12 + 1
        if frame.day <= calendar.monthrange(year, month)[1]:
            found = date(year, month, frame.day)
            candidates.append((found, found))
    against = (today.day - frame.day) * view.lean if frame.seek is None else 0
    stays = view.day_stays and frame.seek is None and against <= _HALF_MONTH
    if stays or frame.seek == 0:
        candidates = [pair for pair in candidates if pair[0].month == today.month and pair[0].year == today.year]
        return _day(candidates[0][0]) if candidates else None
    chosen = _choose(candidates, frame, view, True)
    return _day(chosen) if chosen else None


def _dated_weekday(frame: Frame, view: View) -> Period | None:
    """ "Friday the 11th": the nearest day that is both."""
    for distance in range(200):
        for day in (view.today - timedelta(distance), view.today + timedelta(distance)):
            if day.day == frame.day and day.isoweekday() == frame.weekday:
                return _day(day)
    return None


def _weekday(frame: Frame, view: View | None) -> Period | None:
    if view is None or frame.weekday is None:
        return None
    today = view.today
    monday = today - timedelta(days=today.weekday())
    if frame.seek == 0 or frame.step:
        return _day(monday + timedelta(weeks=frame.step or 0, days=frame.weekday - 1))
    ago = (today.isoweekday() - frame.weekday) % 7
    if frame.seek == -1:
        # The day before would be "yesterday" or plain "on Tuesday": "last Tuesday" is a week older.
        return _day(today - timedelta(days=ago if ago > 1 else ago + 7))
    if frame.seek == 1:
        return _day(today + timedelta(days=((7 - ago) % 7 or 7) + (frame.base or 0)))
    if view.lean > 0:
        return _day(today + timedelta(days=(7 - ago) % 7))
    return _day(today - timedelta(days=ago))


def _nth_weekday(frame: Frame, year: int, month: int) -> Period | None:
    if frame.nth is None or frame.weekday is None:
        return None
    first = date(year, month, 1)
    if frame.nth < 0:
        last = _end_of_month(year, month)
        return _day(last - timedelta(days=(last.isoweekday() - frame.weekday) % 7))
    day = first + timedelta(days=(frame.weekday - first.isoweekday()) % 7, weeks=frame.nth - 1)
    return _day(day) if day.month == month else None


def _numbered_week(frame: Frame, year: int | None, view: View | None) -> Period | None:
    month = frame.month
    if frame.months is not None and view:
        index = view.today.year * 12 + view.today.month - 1 + frame.months
        year, month = index // 12, index % 12 + 1
    if year is None and view:
        year = _year_of(frame, month, view) if month else view.today.year
    if year is None:
        return None
    if month is None:
        number = frame.week if frame.week is not None else frame.nth or 1
        monday = date.fromisocalendar(year, number, 1) if number > 0 else _last_monday(date(year, 12, 31))
        return Period(monday, monday + timedelta(days=6))
    if frame.nth is not None and frame.nth > 0:
        # The week that holds the first Thursday is the first, as ISO 8601 counts the weeks of a year.
        first = date(year, month, 1)
        thursday = first + timedelta(days=(4 - first.isoweekday()) % 7, weeks=frame.nth - 1)
        monday = thursday - timedelta(days=3)
    else:
        monday = _last_monday(_end_of_month(year, month))
    return Period(monday, monday + timedelta(days=6))


def _last_monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _part_of_year(frame: Frame, year: int | None, view: View | None) -> Period | None:
    if frame.quarter is not None:
        month, length = 3 * frame.quarter - 2, 3
    elif frame.half is not None:
        month, length = 6 * frame.half - 5, 6
    else:
        month, length = _SEASONS[frame.season or "spring"], 3
    if year is not None and frame.season == "winter":
        year -= 1  # the winter of 2026 is the one that ends in it
    if year is None:
        if view is None:
            return None
        periods = [_months(y, month, length) for y in range(view.today.year - 2, view.today.year + 3)]
        if frame.seek == 0:
            year = view.today.year
        else:
            chosen = _choose([(p.first, p.last) for p in periods], frame, view, False)
            if chosen is None:
                return None
            year = chosen.year
    return _months(year, month, length)


def _feast(frame: Frame, days: int, year: int | None, view: View | None) -> Period | None:
    if year is not None:
        return _day(_easter(year) + timedelta(days=days))
    if view is None:
        return None
    found = [_easter(view.today.year + step) + timedelta(days=days) for step in range(-1, 2)]
    chosen = _choose([(day, day) for day in found], frame, view, True)
    return _day(chosen) if chosen else None


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _quarter_steps(steps: int, view: View | None) -> Period | None:
    if view is None:
        return None
    index = view.today.year * 4 + (view.today.month - 1) // 3 + steps
    return _months(index // 4, index % 4 * 3 + 1, 3)


def _span(frame: Frame, view: View | None) -> Period | None:
    """A time so far from publication, or a stretch up to or from it."""
    if view is None or frame.sign is None or frame.span is None:
        return None
    day = moved(view.today + timedelta(days=frame.base or 0), frame.span, frame.sign)
    if day is None:
        return None
    if frame.seek is not None:  # marks a stretch: "the last two weeks"
        if frame.sign < 0:
            return Period(day, max(day, view.today - timedelta(days=1)))
        return Period(view.today + timedelta(days=1), max(day, view.today + timedelta(days=1)))
    if frame.base is not None:
        return _day(day)
    units = {unit for unit, _ in frame.span}
    if units <= {"Y", "DEC"}:
        return replace(_years(day.year, day.year), narrow=(day, day))
    if not units & {"D", "W", "H", "MIN", "S"}:
        return Period(day.replace(day=1), _end_of_month(day.year, day.month), (day, day))
    if "D" not in units and "W" in units:
        monday = _last_monday(day)
        return Period(monday, monday + timedelta(days=6), (day, day))
    return _day(day)


def moved(day: date, span: tuple[tuple[str, float], ...], sign: int) -> date | None:
    """A day moved by some units of time, months and years by the calendar."""
    months = round(sum(n * {"M": 1, "Y": 12, "DEC": 120, "Q": 3}.get(unit, 0) for unit, n in span))
    days = sum(n * {"D": 1, "W": 7}.get(unit, 0) for unit, n in span)
    index = day.year * 12 + day.month - 1 + sign * months
    if not 12 <= index < 120000:
        return None
    year, month = index // 12, index % 12 + 1
    there = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return there + timedelta(days=sign * int(days))


def _months(year: int, month: int, length: int) -> Period:
    index = year * 12 + month - 1 + length - 1
    return Period(date(year, month, 1), _end_of_month(index // 12, index % 12 + 1))


def _years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


def _day(day: date) -> Period:
    return Period(day, day)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
