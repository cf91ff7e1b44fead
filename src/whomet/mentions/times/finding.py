"""From a sentence to its time expressions: match, choose, join, resolve."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from whomet import edtf
from whomet.mentions.times.frames import Frame, join, reach
from whomet.mentions.times.grammar import Grammar, grammar
from whomet.mentions.times.resolve import SLACK, Period, View, moved, resolve
from whomet.records import Document, TimeMention

Lean = Literal["past", "future"]
_LEANS = {"past": -1, "future": 1}
#: How many sentences back the day may stand that "the following day" follows: it is told just before.
_NEAR = 2
#: Characters before an expression in which a preposition that belongs to it may stand.
_CLOSE = 30
#: What streets and rooms are called by: days, months and years.
_IN_NAMES = frozenset("DMYA")
#: Digits of other scripts, and the wide forms of ASCII signs, which stand so much behind them.
_FOREIGN = re.compile(r"(?![0-9])\d|[\uff01-\uff5e]")
_WIDE = 0xFEE0
_UNITS = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S"}
_SMALLER = {"H": ("MIN", 60), "Y": ("M", 12), "D": ("H", 24)}
_MULTIPLES = {"FN": ("W", 2), "DEC": ("Y", 10), "Q": ("M", 3), "CEN": ("Y", 100), "WE": ("WE", 1), "HY": ("M", 6)}


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression of a sentence, as `TimeMention` has it, with offsets into the sentence.

    Attributes:
        narrow: EDTF value of the days the words point at more closely than `value` is kept, else as `value`.
        part_until: Time of day at the end of a range of hours.
        to_end: Whether the expression tells both ends of a range.
    """

    start: int
    end: int
    value: str | None
    kind: Literal["point", "duration", "set"] = "point"
    part: str | None = None
    part_until: str | None = None
    zone: Literal["local", "home"] | None = None
    anchor: Literal["absolute", "publication", "event"] = "absolute"
    offset_days: int | None = None
    duration: str | None = None
    narrow: str | None = None
    to_end: bool = False


def parse(
    text: str,
    language: str,
    reference: date | datetime | str | None = None,
    prefer: Lean | None = None,
    before: str | None = None,
) -> tuple[Reading, ...]:
    """Time expressions of a sentence.

    Args:
        text: The sentence.
        language: BCP 47 code.
        reference: When the text was published: a day, a moment or an EDTF value; None where it is not known.
        prefer: Read dates without a year as lying in the past or future; by default as the tense tells.
        before: EDTF day told just before the sentence, which "the following day" follows.

    Returns:
        Readings in order of the text, not overlapping.
    """
    rules = grammar(language)
    text = _plain(text)
    edges = _edges(reference)
    found: list[Reading] = []
    previous: Frame | None = None
    same_day = before_told = before
    frames = _frames(text, rules)
    marks = _marks(text, rules) if prefer is None and any(map(_is_open, frames)) else _Marks((), ())
    for frame in frames:
        frame = _after(_echoed(_share_month(frame, previous), before_told), before)
        lean, slack = (_LEANS[prefer], 0) if prefer else _lean(text, frame, rules, marks)
        if prefer is None and frame.unless_ahead and lean <= 0:
            frame = _not_ahead(frame)
        reading = _reading(frame, edges, lean, slack, rules, same_day if frame.event == 0 else before)
        found.append(reading)
        if reading.kind == "point" and reading.value:
            before_told = reading.value
        if frame.month is not None and frame.day is not None and not frame.until:
            previous = frame
        if reading.kind == "point" and reading.anchor != "event" and edtf.is_day(reading.value):
            before = reading.value
            # "agreed on last 6 May, it said that day": the day of the saying is not the one looked back at.
            same_day = same_day if frame.seek == -1 else before
    return tuple(found)


def find_times(document: Document) -> tuple[TimeMention, ...]:
    """Time expressions of the sentences of a document.

    Args:
        document: A cleaned document; `published` may be None.

    Returns:
        Mentions in order of the text.
    """
    found: list[TimeMention] = []
    told: list[tuple[int, str]] = []
    for index, sentence in enumerate(document.sentences):
        before = told[-1][1] if told and index - told[-1][0] <= _NEAR else None
        for reading in parse(sentence.text, sentence.language, document.published, None, before):
            start, end = sentence.outer(reading.start, reading.end)
            found.append(
                TimeMention(
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    sentence=index,
                    language=sentence.language,
                    value=reading.value,
                    kind=reading.kind,
                    part=reading.part,
                    zone=reading.zone,
                    anchor=reading.anchor,
                    offset_days=reading.offset_days,
                    duration=reading.duration,
                )
            )
            if reading.kind == "point" and reading.value and edtf.is_day(reading.value):
                told.append((index, reading.value))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _plain(text: str) -> str:
    """A text of the same length whose digits of any script, and wide signs, are those of ASCII."""
    return text if text.isascii() else _FOREIGN.sub(_ascii, text)


def _ascii(match: re.Match[str]) -> str:
    sign = match.group()
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else chr(ord(sign) - _WIDE)


def _edges(reference: date | datetime | str | None) -> tuple[date, date] | None:
    if isinstance(reference, str):
        return edtf.interval(reference)
    if isinstance(reference, datetime):
        return reference.date(), reference.date()
    return (reference, reference) if reference else None


def _frames(text: str, rules: Grammar) -> list[Frame]:
    frames = _chosen(rules.frames(text))
    frames = _joined(text, frames, rules)
    frames = _zoned(text, frames)
    frames = _ranged(text, frames, rules)
    frames = _joined(text, frames, rules)
    frames = _zoned(text, frames)
    return [frame for frame in frames if not frame.weak and frame.groups and not _in_a_name(text, frame, rules)]


def _in_a_name(text: str, frame: Frame, rules: Grammar) -> bool:
    """Whether a date or number is one of a street, a room, a flight."""
    return (
        frame.groups <= _IN_NAMES
        and rules.not_behind.search(text, max(0, frame.start - _CLOSE), frame.start) is not None
    )


def _chosen(frames: Iterable[Frame]) -> list[Frame]:
    """The longest matches that do not overlap; of equal ones that which can stand alone, then the earlier rule."""
    chosen: list[Frame] = []
    for frame in sorted(frames, key=_preference):
        place = bisect_left(chosen, frame.start, key=lambda other: other.start)
        free_left = place == 0 or chosen[place - 1].end <= frame.start
        if free_left and (place == len(chosen) or frame.end <= chosen[place].start):
            chosen.insert(place, frame)
    return chosen


def _preference(frame: Frame) -> tuple[int, int, bool, bool]:
    length_only = frame.span is not None and frame.sign is None and not frame.every
    return frame.start - frame.end, frame.start, frame.weak, length_only  # "20日" is a date before a length of time


def _joined(text: str, frames: Sequence[Frame], rules: Grammar) -> list[Frame]:
    found: list[Frame] = []
    for frame in frames:
        while found and rules.joiner.fullmatch(text, found[-1].beyond or found[-1].end, frame.start):
            alone = found[-1].groups == {"S"} or frame.groups == {"S"}
            if alone and (frame.groups == {"S"} or frame.start - found[-1].end > 1):
                break  # "last" and "this" belong to the word right behind them
            both = join(found[-1], frame)
            if both is None:
                break
            found.pop()
            frame = both
        found.append(frame)
    return found


def _zoned(text: str, frames: Sequence[Frame]) -> list[Frame]:
    """Hand zones to the expressions they stand by; a zone is no part of an expression's span."""
    found = list(frames)
    for index, frame in enumerate(frames):
        if frame.zone is None or frame.groups:
            continue
        # In "the 10th (Japan time 11th)" the zone opens the bracket and belongs to what stands in it.
        opens = text[: frame.start].endswith(("(", "["))
        within = opens and index + 1 < len(found) and not text[frame.end : found[index + 1].start].strip()
        for other in (index + 1,) if within else (index - 1, index + 1):
            if not 0 <= other < len(found) or found[other].zone or not found[other].groups:
                continue
            gap = text[found[other].end : frame.start] if other < index else text[frame.end : found[other].start]
            if re.fullmatch(r"[\s(),\[（]{0,3}|[\s)\]）]{0,3}", gap) and len(gap) <= 3:
                beyond = frame.end if other < index else None
                found[other] = replace(found[other], zone=frame.zone, beyond=beyond)
                break
    return [frame for frame in found if frame.groups]


def _ranged(text: str, frames: Sequence[Frame], rules: Grammar) -> list[Frame]:
    found: list[Frame] = []
    for frame in frames:
        if found:
            left = found[-1]
            opened = rules.opener.search(text, max(0, left.start - _CLOSE), left.start)
            ranger = rules.ranger.fullmatch(text, left.end, frame.start) or (
                opened and rules.open_ranger.fullmatch(text, left.end, frame.start)
            )
            closed = rules.closer.match(text, frame.end)
            if not ranger and rules.pair_ranger.fullmatch(text, left.end, frame.start):
                closed = rules.pair_closer.match(text, frame.end)
                ranger = closed
            if ranger:
                both = reach(left, frame, closed.end() if closed else frame.end)
                if both is not None:
                    found[-1] = replace(both, start=opened.start()) if opened else both
                    continue
        found.append(frame)
    return found


def _share_month(frame: Frame, previous: Frame | None) -> Frame:
    """Give a bare day the month told just before it: "on 10 June ... on the 12th"."""
    if previous is None or previous.day is None or frame.day is None or frame.until is not None:
        return frame
    if frame.groups - {"D", "C", "A"} or frame.day <= previous.day:
        return frame
    return replace(frame, month=previous.month, year=previous.year, years=previous.years)


def _echoed(frame: Frame, told: str | None) -> Frame:
    """Take month or year from the time told before: "20일" of "같은 달 20일"."""
    edges = edtf.interval(told)
    if frame.echo is None or edges is None:
        return frame
    first, last = edges
    if frame.echo == "month" and (first.year, first.month) == (last.year, last.month):
        return replace(frame, echo=None, year=first.year, month=first.month)
    if frame.echo != "month" and first.year == last.year:
        return replace(frame, echo=None, year=first.year + (frame.echo == "next year"))
    return frame


def _after(frame: Frame, day: str | None) -> Frame:
    """Count a span from the day told before; months and years of it are told as coarsely as they are meant."""
    if frame.after is None or frame.span is None:
        return frame
    units = {unit for unit, _ in frame.span}
    if units <= {"D", "W"}:
        days = sum(int(n) * (7 if unit == "W" else 1) for unit, n in frame.span)
        return replace(frame, span=None, event=days * frame.after)
    edges = edtf.interval(day)
    there = moved(edges[0], frame.span, frame.after) if edges else None
    if there is None:
        return frame
    return replace(frame, span=None, year=there.year, month=None if units <= {"Y", "DEC"} else there.month)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Words of a sentence that tell its tense: (start, end, -1 past or 1 future), and where its clauses end."""

    tenses: tuple[tuple[int, int, int], ...]
    borders: tuple[int, ...]


def _is_open(frame: Frame) -> bool:
    """Whether it takes the tense of the sentence to tell when it was."""
    told = frame.year is not None or frame.groups <= {"R", "C", "V"}
    return not told and (not frame.groups <= {"P", "C"} or frame.unless_ahead is not None)


def _marks(text: str, rules: Grammar) -> _Marks:
    found = [(match.start(), match.end(), 1) for match in rules.tenses["future"].finditer(text)]
    found += [(match.start(), match.end(), -1) for match in rules.tenses["past"].finditer(text)]
    return _Marks(tuple(found), tuple(match.start() for match in rules.clause.finditer(text)))


def _lean(text: str, frame: Frame, rules: Grammar, marks: _Marks) -> tuple[int, int]:
    """Direction of a partial date, as the nearest verb of its clause tells, and the slack that goes with it."""
    for name, lean in (("ahead", 1), ("back", -1)):
        if rules.adjacent[name].search(text, max(0, frame.start - _CLOSE), frame.start):
            return lean, SLACK
    around = [mark for mark in marks.tenses if mark[1] <= frame.start or mark[0] >= frame.end]
    if not around:
        return 0, 0

    def distance(mark: tuple[int, int, int]) -> tuple[bool, bool, int, int]:
        after = mark[0] >= frame.end
        first, last = (frame.end, mark[0]) if after else (mark[1], frame.start)
        place = bisect_left(marks.borders, first)
        apart = place < len(marks.borders) and marks.borders[place] < last
        return apart, after is not rules.verb_follows, last - first, -mark[2]

    return min(around, key=distance)[2], SLACK


def _reading(
    frame: Frame,
    edges: tuple[date, date] | None,
    lean: int,
    slack: int,
    rules: Grammar,
    before: str | None,
) -> Reading:
    zone: Literal["local", "home"] | None = "local" if frame.zone == "local" else None
    zone = "home" if frame.zone == "home" else zone  # of neither is told whose it is: Greenwich
    told = frame.year is not None or frame.decade is not None or frame.century is not None
    reading = Reading(
        frame.start,
        frame.end,
        None,
        part=_part(frame),
        part_until=_part(frame.until) if frame.until else None,
        zone=zone,
        anchor="absolute" if told else "publication",
        to_end=frame.until is not None,
    )
    if frame.echo or (frame.after and frame.span):
        return replace(reading, anchor="event")  # nothing told before that it could hang on
    if frame.calendar:
        return replace(reading, anchor="absolute")
    if frame.every:
        return replace(reading, kind="set", duration=_duration(frame.span) if frame.span else None)
    if frame.span is not None and (frame.sign is None or frame.seek is not None):
        reading = replace(reading, kind="duration", duration=_duration(frame.span))
        if frame.sign is None:
            return replace(reading, anchor="absolute")
    if frame.event is not None:
        reading = replace(reading, anchor="event", offset_days=frame.event)
        if frame.day is None:
            view = View(edges[1]) if edges else None
            value = edtf.shift(before, frame.event) if before else None
            return replace(reading, value=value, narrow=_value(resolve(frame, view), True))
    if frame.groups == {"C"}:
        return reading
    value, narrow = _resolved(frame, edges, lean, slack, rules)
    return replace(reading, value=value, narrow=narrow)


def _not_ahead(frame: Frame) -> Frame:
    """A time from now in a sentence that does not look ahead."""
    span = frame.span or ()
    if frame.unless_ahead == "event" and {unit for unit, _ in span} <= {"D", "W"}:
        days = sum(int(n) * (7 if unit == "W" else 1) for unit, n in span)
        return replace(frame, span=None, sign=None, event=days)
    return replace(frame, sign=None)


def _resolved(
    frame: Frame, edges: tuple[date, date] | None, lean: int, slack: int, rules: Grammar
) -> tuple[str | None, str | None]:
    if edges is None:
        period = resolve(frame, None)
        return _value(period), _value(period, True)
    if edges[0] != edges[1]:
        return _coarse(frame, edges, lean, rules)
    asked = lean and not slack  # for the past or the future, which may be another month
    period = resolve(frame, View(edges[0], lean, slack, rules.day_stays and not asked))
    return _value(period), _value(period, True)


def _coarse(frame: Frame, edges: tuple[date, date], lean: int, rules: Grammar) -> tuple[str | None, str | None]:
    """The value where only the month or year of publication is known: what all its days agree on."""
    if frame.groups <= {"D", "C"} and frame.until is None and (edges[1] - edges[0]).days < 31:
        # A bare day in an article of a known month: that month, as news is told within days.
        value = _value(resolve(frame, View(edges[1], -1)))
        return value, value
    ahead = lean > 0 or (frame.seek or 0) > 0
    first = resolve(frame, View(edges[0], lean, 0, rules.day_stays))
    last = resolve(frame, View(edges[1], lean, 0, rules.day_stays))
    if first != last and frame.groups & {"M", "D"} and not frame.groups & {"A", "R"} and not frame.until:
        # "On 11 June" in an article of June: the later edge looks back at it, the earlier one ahead.
        first = last = first if ahead else last
    value = edtf.common(_value(first), _value(last))
    if frame.groups & {"A", "R"} and edtf.precision(value) > 31 and edges[0].month == edges[1].month:
        value = edtf.of(*edges)  # days away from a day of this month: most likely of it too
    return value, value


def _value(period: Period | None, narrow: bool = False) -> str | None:
    if period is None:
        return None
    if narrow and period.narrow is not None:
        return edtf.of(*period.narrow)
    return edtf.of(period.first, period.last)


def _part(frame: Frame) -> str | None:
    if frame.hour is None:
        return frame.part
    hour = frame.hour
    if frame.noon == 12 or (frame.noon is None and frame.part in ("TAF", "TEV", "TNI")):
        hour = hour + 12 if hour < 12 and (frame.part != "TNI" or hour > 5) else hour
    elif frame.noon == 0 and hour == 12:
        hour = 0
    text = f"T{hour:02d}:{frame.minute or 0:02d}"
    return f"{text}:{frame.second:02d}" if frame.second is not None else text


def _duration(span: tuple[tuple[str, float], ...]) -> str | None:
    """ISO 8601 duration of an amount of time units."""
    days: list[str] = []
    clock: list[str] = []
    for unit, number in span:
        unit, factor = _MULTIPLES.get(unit, (unit, 1))
        if number < 1 and unit in _SMALLER:  # half an hour is thirty minutes
            unit, factor = _SMALLER[unit]
        if unit not in _UNITS:
            return None
        amount = f"{number * factor:.3f}".rstrip("0").rstrip(".")
        if "T" in _UNITS[unit]:
            clock.append(f"{amount}{'M' if unit == 'MIN' else unit}")
        else:
            days.append(f"{amount}{unit}")
    return "P" + "".join(days) + ("T" + "".join(clock) if clock else "")
