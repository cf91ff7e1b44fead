"""Frames: what a time expression says, before it is known when the article was published.

Small expressions ("last", "Tuesday", "in the morning") become frames of their own, and frames that stand next
to each other are joined as long as together they still describe one time. The idea of typed slots that combine by
unification follows Strötgen & Gertz, "HeidelTime" (SemEval 2010), without its hand-written normalisation code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

#: Fields by what they are about; two frames may only be joined if every pair of their groups may stand together.
_GROUPS = {
    "year": "Y",
    "years": "Y",
    "decade": "Y",
    "decades": "Y",
    "century": "Y",
    "quarter": "Q",
    "quarters": "Q",
    "half": "Q",
    "season": "Q",
    "month": "M",
    "months": "M",
    "easter": "M",
    "week": "W",
    "weeks": "W",
    "weekends": "W",
    "weekday": "A",
    "day": "D",
    "days": "R",
    "event": "R",
    "echo": "O",
    "hour": "C",
    "part": "C",
    "edge": "E",
    "seek": "S",
    "nth": "N",
    "whole_week": "W",
    "span": "P",
    "every": "V",
    "calendar": "H",
}
_TOGETHER = frozenset(
    frozenset(pair)
    for pair in re.findall(
        "[A-Z]{2}",
        "YQ YM YE YD YA YS YW YN YC QS QE MD MA ME MN MS MC MW DA DS DR DC AS AW AN AC AR AV RC ES EW WN WC WS NS "
        "NC CC SC NQ CV WV MV DV OM OD OQ OE",
    )
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression says.

    Attributes:
        start, end: Offsets into the sentence.
        year, month, day, weekday, week, quarter, half, season, decade, century: Parts of the calendar; weekdays
            from Monday = 1, a decade by its first year, seasons "spring" ... "winter".
        years, quarters, months, weeks, weekends, days, decades: Steps from the time of publication (last month:
            months = -1).
        seek: Where a partial date lies from publication: -1 before, 0 around, 1 after.
        step: How many steps "next" and "last" go with a weekday; 0 for "the nearest".
        easter: Days from Easter Sunday, for the feasts that move with it.
        nth: Which one of a row, -1 the last ("first Friday", "셋째 주").
        whole_week: Weeks are counted by `nth`, not weekdays.
        edge: "start", "middle" or "end" of what the other fields say.
        span: Amounts of time units (ISO 8601 letters; "WE" weekend).
        sign: -1 "ago", 1 "from now".
        base: Days from publication, or from the weekday told, from which it is counted ("two weeks from tomorrow").
        event: Days from the event told before.
        hour, minute, second: Time of day; `noon` 12 adds twelve hours to hours before noon.
        part: Part of the day as in TIMEX3: TMO, TAF, TEV, TNI.
        zone: "local", "home", or "utc" for one that is neither.
        beyond: Offset behind the zone handed to it, which is no part of the expression.
        unless_ahead: What a time from now is in a sentence that does not look ahead: "duration" ("four ports in five
            days") or "event" (two weeks after what was told).
        after: A span counted from the event told before: 1 "two weeks later", -1 "a year earlier".
        echo: "month" or "year" of the date told before ("같은 달 20일"), or the "next year" of it.
        loose: A weekend that is the last one in a past tense, the next one else.
        every: A set of times.
        fiscal: The month with which a year of accounts begins that is told by `year` or `years`.
        calendar: A calendar whose days are not turned into those of the common one ("hijri").
        weak: Too little to stand alone.
        until: The end of a range that begins with this frame.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    years: int | None = None
    quarters: int | None = None
    months: int | None = None
    weeks: int | None = None
    weekends: int | None = None
    days: int | None = None
    decades: int | None = None
    seek: int | None = None
    step: int | None = None
    easter: int | None = None
    nth: int | None = None
    whole_week: bool | None = None
    edge: str | None = None
    span: tuple[tuple[str, float], ...] | None = None
    sign: int | None = None
    base: int | None = None
    event: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    noon: int | None = None
    part: str | None = None
    zone: str | None = None
    beyond: int | None = None
    unless_ahead: str | None = None
    after: int | None = None
    echo: str | None = None
    loose: bool | None = None
    every: bool | None = None
    fiscal: int | None = None
    calendar: str | None = None
    weak: bool = False
    until: Frame | None = None

    @property
    def groups(self) -> frozenset[str]:
        """Letters of the groups of fields that are filled."""
        found = frozenset(_GROUPS[name] for name in _GROUPS if getattr(self, name) is not None)
        return found - {"P"} if self.every else found

    @property
    def says_day(self) -> bool:
        """Whether the frame comes down to a day."""
        return bool(self.groups & {"D", "A", "R"})

    def fill(self, other: Frame) -> Frame:
        """This frame with the calendar fields it lacks taken from another: "10" of "10 to 12 June"."""
        taken = {}
        names: list[str] = []
        if self.groups & {"M", "Q"}:
            names = ["year", "years"]
        elif self.day is not None:
            names = ["year", "years", "month", "months"]
        for name in names:
            if getattr(self, name) is None and getattr(other, name) is not None:
                taken[name] = getattr(other, name)
        if self.groups == {"A"} and other.weeks is not None:
            taken["weeks"] = other.weeks
        return replace(self, **taken)


_JOINED = tuple(f.name for f in fields(Frame) if f.name not in ("start", "end", "weak", "until", "beyond"))


def join(left: Frame, right: Frame) -> Frame | None:
    """Both frames as one.

    Args:
        left, right: Frames in order of the text.

    Returns:
        The joined frame, None where the two cannot describe one time.
    """
    if left.sign and left.span and left.seek is None and right.day is not None:
        return replace(right, start=left.start)  # "two days before, on the 13th": the day is told
    if not _may_join(left, right):
        return None
    values = {}
    for name in _JOINED:
        mine, theirs = getattr(left, name), getattr(right, name)
        if mine is not None and theirs is not None and mine != theirs:
            return None
        values[name] = mine if mine is not None else theirs
    # Two weak expressions make a strong one if they say a date between them: "early" and "2025".
    weak = left.weak and right.weak and not (left.groups | right.groups) & {"Y", "M", "D", "Q"}
    return Frame(left.start, right.end, **values, weak=weak, until=left.until or right.until)


def _may_join(left: Frame, right: Frame) -> bool:
    mine, theirs = left.groups, right.groups
    if (left.until and right.until) or not mine or not theirs:
        return False
    for a in mine:
        for b in theirs:
            if a != b and frozenset((a, b)) not in _TOGETHER:
                return False
    both = mine | theirs
    if mine & theirs - {"C", "S"}:
        return False
    if "C" in both and both != {"C"} and not both & {"D", "A", "R", "V"}:
        return False
    if "O" in both and "D" in both and "M" not in both and "month" not in (left.echo, right.echo):
        return False
    if "D" in both and "Y" in both and "M" not in both:
        return False
    if "N" in both and not both & {"A", "W"}:
        return False
    numbered = left.week or right.week
    return "W" not in both or "N" in both or not both & {"M", "Y"} or (numbered is not None and "M" not in both)


def reach(left: Frame, right: Frame, end: int) -> Frame | None:
    """The range from one frame to another.

    Args:
        left, right: Frames in order of the text.
        end: Offset behind the range.

    Returns:
        The first frame with `until`, None where the two are no ends of one range.
    """
    if left.until or right.until or left.span or right.span or left.every or right.every:
        return None
    clock = left.groups == {"C"} and right.groups == {"C"}
    dates = bool(left.groups & set("YQMDAR")) and bool(right.groups & set("YQMDAR"))
    if not clock and not dates:
        return None
    if left.says_day != right.says_day and left.weak:
        return None
    return replace(left, end=end, weak=left.weak and right.weak, until=right)
