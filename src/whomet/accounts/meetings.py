"""Which tellings are of the same meeting: an explainable list of weighted features, then clusters.

Two tellings are compared feature by feature; features that speak against each other have negative weights, in
the manner of record linkage (Fellegi & Sunter 1969). Clusters grow from the best pair down, never hold two
tellings of one article, as an article knows which of its meetings are different ones, nor two that exclude each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from whomet import edtf
from whomet.accounts.copies import dated_as_printed, in_same_words
from whomet.accounts.corrections import superseded
from whomet.accounts.fields import conclude
from whomet.accounts.forced import FREE, Forced, Ruled, without
from whomet.accounts.headlines import with_headlines
from whomet.accounts.places import Places
from whomet.accounts.reports import Telling, tellings
from whomet.accounts.support import Gathered
from whomet.accounts.view import View
from whomet.records import MatchReason, Meeting

#: Score from which two tellings are one meeting: the same two sides alone reach it, a contradiction of one field does
#: not undo it, two contradictions do. On 21 gold stories every value from 2 to 3.5 finds the same meetings (recall
#: .69), with a precision that goes from .76 down to .72.
SAME = 2.5

#: Weight of two tellings standing in different stories: the same pair on the same day is still one meeting, the same
#: pair alone is not.
OTHER_STORY = -2.0

#: Weight of a copy that tells a meeting in the words of its source: more than a day, so that a meeting whose date was
#: garbled in the copy does not fall to another one of that day.
TOLD_ALIKE = 3.0

#: Days by which articles disagree about one meeting: a day of time zone, or a weekday misread; beyond it two days
#: are two meetings. The gold stories have disagreements of one day; two allow for both causes at once.
SLACK = 2


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation on two tellings.

    Attributes:
        weight: Added to the score times what `function` says (0 to 1).
    """

    name: str
    weight: float
    function: Callable[[Telling, Telling], float]


def _same_people(left: Telling, right: Telling) -> float:
    """Jaccard likeness of the principals, one named side counted by its body where a person is missing."""
    a, b = set(left.principals), set(right.principals)
    return len(a & b) / len(a | b) if a | b else 0.0


def _same_pair(left: Telling, right: Telling) -> float:
    """Whether two principals are shared: a meeting of the two, whoever else is counted in."""
    return float(len(set(left.principals) & set(right.principals)) >= 2)


def _same_sides(left: Telling, right: Telling) -> float:
    """Whether one person is shared and the other side is shared as a body."""
    people = set(left.principals) & set(right.principals)
    bodies = (left.sides - set(left.principals)) & (right.sides - set(right.principals))
    short = min(len(left.principals), len(right.principals)) < 2
    return float(short and bool(people) and len(bodies) >= 1)


def _nobody_shared(left: Telling, right: Telling) -> float:
    return float(not set(left.principals) & set(right.principals))


def _other_partner(left: Telling, right: Telling) -> float:
    """Whether each names a partner that the other does not know of at all; half where only one does.

    Not so of meetings of three and more that share two: one of many is easily left out, or known by another name.
    """
    if _same_pair(left, right) and min(len(left.principals), len(right.principals)) > 2:
        return 0.0
    only_left = set(left.principals) - set(right.principals)
    only_right = set(right.principals) - set(left.principals)
    if not only_left or not only_right:
        return 0.0
    unknown = (only_left - set(right.attendees), only_right - set(left.attendees))
    return sum(map(bool, unknown)) / 2


def _extra_partner(left: Telling, right: Telling) -> float:
    """Whether one is a meeting of fewer, and does not know the other one as present; several more are never one."""
    only_left = set(left.principals) - set(right.principals)
    only_right = set(right.principals) - set(left.principals)
    if bool(only_left) == bool(only_right):
        return 0.0
    known = set(left.attendees if only_right else right.attendees)
    more = only_left | only_right
    return float(len(more) > 1 or not more <= known)


def _same_day(left: Telling, right: Telling) -> float:
    return float(left.date == right.date and edtf.is_day(left.date))


def _same_coarse_time(left: Telling, right: Telling) -> float:
    """Whether both tell the same month, year or stretch of days."""
    return float(left.date is not None and left.date == right.date and not edtf.is_day(left.date))


def _dates_meet(left: Telling, right: Telling) -> float:
    return float(bool(left.date and right.date) and edtf.meet(left.date, right.date))


def _days_differ(left: Telling, right: Telling) -> float:
    """1 where both dates are known and cannot be one, but lie within the slack; see `_far_apart`."""
    return float(0 < _days_between(left, right) <= SLACK)


def _far_apart(left: Telling, right: Telling) -> float:
    return float(_days_between(left, right) > SLACK)


def _days_between(left: Telling, right: Telling) -> int:
    a, b = edtf.interval(left.date), edtf.interval(right.date)
    if a is None or b is None or edtf.meet(left.date, right.date):
        return 0
    return (b[0] - a[1]).days if a[1] < b[0] else (a[0] - b[1]).days


def _same_city(left: Telling, right: Telling) -> float:
    return float(left.city is not None and left.city == right.city)


def _other_city(left: Telling, right: Telling) -> float:
    return float(None not in (left.city, right.city) and left.city != right.city)


def _other_manner(left: Telling, right: Telling) -> float:
    """Whether one was by video or telephone, and the other in a room: told as such, or with its city.

    Of one day it is rather one meeting that they disagree about, unless another report fits better.
    """
    remote = [t.manner in {"video", "telephone"} for t in (left, right)]
    other = right if remote[0] else left
    if remote[0] == remote[1] or (other.manner != "in person" and other.city is None):
        return 0.0
    return 0.3 if _same_day(left, right) or _days_differ(left, right) else 1.0


def _same_remote_manner(left: Telling, right: Telling) -> float:
    """Whether both were by video, or both by telephone: most meetings are not, so two that were are likely one."""
    return float(left.manner == right.manner and left.manner in {"video", "telephone"})


def _one_looks_back(left: Telling, right: Telling) -> float:
    """Whether only one of the two looks back on it, and no day ties them."""
    return float(left.background != right.background and not _same_day(left, right))


def _other_count(left: Telling, right: Telling) -> float:
    """Whether both say which of their meetings it was, and differ."""
    return float(None not in (left.ordinal, right.ordinal) and left.ordinal != right.ordinal)


def _undated_kind(left: Telling, right: Telling) -> float:
    """Whether a telling without a date may be a different meeting: one is told as fact, one as plan."""
    settled = {"held"}, {"planned", "proposed"}
    kinds = {left.status, right.status}
    crossed = bool(kinds & settled[0]) and bool(kinds & settled[1])
    return float(crossed and not _dates_meet(left, right))


FEATURES: tuple[Feature, ...] = (
    Feature("same people", 2.0, _same_people),
    Feature("same pair of principals", 1.5, _same_pair),
    Feature("same person and same other body", 2.0, _same_sides),
    Feature("nobody shared", -9.0, _nobody_shared),
    Feature("another partner", -4.0, _other_partner),
    Feature("one partner more", -1.0, _extra_partner),
    Feature("same day", 2.0, _same_day),
    Feature("same month or year", 1.0, _same_coarse_time),
    Feature("dates can be one", 0.5, _dates_meet),
    Feature("days differ a little", -0.5, _days_differ),
    Feature("days far apart", -9.0, _far_apart),
    Feature("same city", 1.5, _same_city),
    Feature("other city", -1.5, _other_city),
    Feature("other manner", -3.0, _other_manner),
    Feature("same video or telephone", 1.0, _same_remote_manner),
    Feature("one looks back on it", -2.5, _one_looks_back),
    Feature("one as fact, one as plan", -2.0, _undated_kind),
    # not more: one counts all meetings, another those of a year
    Feature("another of their meetings", -2.0, _other_count),
)


def explain(left: Telling, right: Telling) -> tuple[float, tuple[tuple[str, float], ...]]:
    """How much two tellings speak for one meeting.

    Returns:
        The score, and every feature that had a say with what it added.
    """
    seen = tuple((f.name, f.weight * value) for f in FEATURES if (value := f.function(left, right)))
    return sum(value for _, value in seen), seen


def _weighed(left: Telling, right: Telling, view: View) -> tuple[float, tuple[tuple[str, float], ...]]:
    """`explain`, with more where one text is told in the words of another one, less in different stories."""
    score, seen = explain(left, right)
    more: list[tuple[str, float]] = []
    if in_same_words(left, right, view):
        more.append(("told in the same words", TOLD_ALIKE))
    if view.story(left.file) != view.story(right.file):
        more.append(("other story", OTHER_STORY))
    return score + sum(weight for _, weight in more), (*seen, *more)


def gather_meetings(view: View, forced: Forced = FREE) -> tuple[Meeting, ...]:
    """All meetings of the articles, in order of time, undated ones last.

    Args:
        view: Ways to entities, lines of reporting and stories.
        forced: Which reports tell of one meeting, of two or of none, whatever the evidence says.
    """
    told = with_headlines(dated_as_printed(without(tellings(view), forced.left_out), view), view)
    places, amended = Places(view), superseded(view)
    groups = Clusters(told, view, forced).groups()
    by_file: dict[str, list[Telling]] = {}
    for telling in told:
        by_file.setdefault(telling.file, []).append(telling)
    found = []
    for group, reasons in groups:
        own = {id(telling) for telling in group}
        peers = [t for file in sorted({t.file for t in group}) for t in by_file[file] if id(t) not in own]
        meeting = replace(conclude(Gathered(group, view, places, amended), peers), reasons=reasons)
        found.append((meeting, min(map(_age, group))))
    return _with_ids(found)


class Clusters:
    """Tellings joined into meetings, the best pairs first.

    Args:
        told: All tellings.
        view: Ways to stories.
        forced: What was decided, whatever the evidence says.
    """

    def __init__(self, told: Sequence[Telling], view: View, forced: Forced = FREE) -> None:
        self._told = told
        self._view = view
        self._ruled = Ruled(forced, told)
        self._known: dict[tuple[int, int], tuple[float, tuple[tuple[str, float], ...]]] = {}

    def groups(self) -> list[tuple[list[Telling], tuple[MatchReason, ...]]]:
        """The tellings of every meeting, and why they were taken for one."""
        told = self._told
        order = sorted(self._pairs(), key=lambda pair: (-self._pair(*pair)[0], *self._rank(pair)))
        group = {i: [i] for i in range(len(told))}
        reasons: dict[int, list[MatchReason]] = {}
        for numbers in self._ruled.together:
            for i, j in itertools.pairwise(numbers):
                if group[i] is not group[j] and not self._ruled.apart(group[i], group[j]):
                    why = (("told by the user", 0.0),)
                    reasons.setdefault(i, []).append(MatchReason(told[i].file, told[j].file, 0.0, why))
                    _join(group, i, j)
        for i, j in order:
            if group[i] is not group[j] and self._may_join(group[i], group[j]):
                score, seen = self._pair(i, j)
                reasons.setdefault(i, []).append(MatchReason(told[i].file, told[j].file, score, seen))
                _join(group, i, j)
        distinct = {id(members): sorted(members) for members in group.values()}
        return [
            ([told[i] for i in members], tuple(reason for i in members for reason in reasons.get(i, ())))
            for members in distinct.values()
        ]

    def _rank(self, pair: tuple[int, int]) -> tuple[bool, str, str, int, int]:
        """Order of pairs of one score: those of one status first, then by what they tell, at last by their files.

        A copy has the words of its source, whatever its file is called.
        """
        left, right = (self._told[number] for number in pair)
        first, second = sorted((left.key, right.key))
        return left.status != right.status, first, second, *pair

    def _pairs(self) -> list[tuple[int, int]]:
        """Pairs of different articles that share a principal and speak for one meeting."""
        holders: dict[str, list[int]] = {}
        for number, telling in enumerate(self._told):
            for id_ in telling.principals:
                holders.setdefault(id_, []).append(number)
        near = {pair for numbers in holders.values() for pair in self._near(numbers)}
        apart = (pair for pair in near if self._told[pair[0]].file != self._told[pair[1]].file)
        return sorted(pair for pair in apart if self._pair(*pair)[0] >= SAME)

    def _near(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs whose days do not lie further apart than one meeting's can; nothing else outweighs that."""
        spans = [(edges, n) for n in numbers if (edges := edtf.interval(self._told[n].date))]
        dated = {n for _, n in spans}
        spans.sort()
        for place, ((_, last), i) in enumerate(spans):
            for (first, _), j in itertools.islice(spans, place + 1, None):
                if (first - last).days > SLACK:
                    break
                yield min(i, j), max(i, j)
        undated = [n for n in numbers if n not in dated]
        yield from itertools.combinations(undated, 2)
        yield from ((min(i, j), max(i, j)) for i in undated for j in dated)

    def _pair(self, i: int, j: int) -> tuple[float, tuple[tuple[str, float], ...]]:
        key = (i, j) if i < j else (j, i)
        if key not in self._known:
            self._known[key] = _weighed(self._told[key[0]], self._told[key[1]], self._view)
        return self._known[key]

    def _may_join(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether no article tells of both, and nowhere more speaks against one meeting than for it.

        Not the mean of all pairs: one more report that says what another says must not part the others.
        """
        if {self._told[i].file for i in left} & {self._told[j].file for j in right}:
            return False
        if self._ruled.apart(left, right):
            return False
        return all(self._pair(i, j)[0] > 0 for i, j in itertools.product(left, right))


def _join(group: dict[int, list[int]], i: int, j: int) -> None:
    group[i].extend(group[j])
    for member in group[j]:
        group[member] = group[i]


def _age(telling: Telling) -> tuple[str, str]:
    """When a telling was published, the undated last, and its key."""
    return telling.published or "9999", telling.key


def _with_ids(found: Sequence[tuple[Meeting, tuple[str, str]]]) -> tuple[Meeting, ...]:
    """The meetings in order of time, each with an id made of its first report.

    An article that is added later is mostly published later, so the id stays; neither names nor files go into it.
    """
    ordered = sorted(
        found,
        key=lambda each: (
            each[0].date is None,
            each[0].date or "",
            each[0].principals,
            each[0].status,
            each[0].documents,
            each[0].evidence[0].start,
        ),
    )
    taken: dict[str, int] = {}
    named = []
    for meeting, (_, key) in ordered:
        stem = f"meeting:{key[:12]}"
        taken[stem] = taken.get(stem, 0) + 1
        named.append(replace(meeting, id=stem if taken[stem] == 1 else f"{stem}:{taken[stem]}"))
    return tuple(named)
