"""Which of two dependent texts came first: an explainable list of weighted evidence.

Every piece of evidence is asked twice, once for each text; what it says for one text speaks against the other. Where
the sum is small nothing is decided: texts that cannot be told apart are tied without a direction.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from rapidfuzz import fuzz

from whomet.records import Article, DirectionSource, Document, Stamp
from whomet.sources.credits import Credit, is_wire
from whomet.sources.marks import Marks, fold_name
from whomet.sources.taken import Held
from whomet.sources.versions import primary

_Span: TypeAlias = tuple[datetime, datetime]

#: Sum of the evidence from which a direction is told: each kind alone reaches it where it is clear, and two kinds that
#: speak against each other leave it open unless one is a credit.
DECIDES = 1.0
#: Hours by which the clocks of the earth differ from that of Greenwich, for times whose zone is not told.
EASTERNMOST = 14
WESTERNMOST = -12
#: A day that two places write differently at the same moment says little; hours of one day say less than days, as a
#: page may show when it was last touched.
DAY_OF_ANOTHER_ZONE = 0.45
HOURS = 0.9
#: Share of one text that the other tells from which it stands in the other as a whole, and share of the other that is
#: told in turn up to which that one tells clearly more.
WHOLE = 0.75
MORE = 0.75
#: A single slip is now and then one of the first print, which those who copied it put right.
ONE_SLIP = 0.85
#: How alike (0 to 100) two spellings of a name are that are one with a slip.
MISSPELT = 80.0
#: Letters of the shortest name in which a slip is told from another name.
SHORTEST_MISSPELT = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts that depend on each other.

    Attributes:
        article: The text.
        marks: Its names, figures and quotations.
        held: Its sentences against the other text.
        printed: Share (0 to 1) of its letters that the other prints.
        others: Marks of articles on the same news that depend on neither.
        credit: Where the other text names this one as its source.
    """

    article: Article
    marks: Marks
    held: Sequence[Held]
    printed: float = 0.0
    others: Sequence[Marks] = ()
    credit: Credit = Credit.NONE

    @property
    def told(self) -> float:
        """Share of its sentences that the other tells."""
        return sum(each.how is not None for each in self.held) / max(1, len(self.held))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation that tells which text was first.

    Attributes:
        weight: Counted times what `function` says (0 to 1) of the first text being the earlier one.
    """

    name: DirectionSource
    weight: float
    function: Callable[[Side, Side], float]


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of two texts was first.

    Attributes:
        first: File of the earlier text, None where nothing tells.
        by: The strongest evidence for it.
        evidence: All that was seen: what, and how much it speaks for the first text (negative: against it). Without
            a direction it is that of the two which comes first by name.
    """

    first: str | None
    by: DirectionSource | None
    evidence: tuple[tuple[str, float], ...]


def _credited(one: Side, other: Side) -> float:
    """Whether the other names the outlet of this one: in its lead or credit line, or further down."""
    del other
    return {Credit.LEAD: 1.0, Credit.TEXT: 0.6, Credit.NONE: 0.0}[one.credit]


def _wire(one: Side, other: Side) -> float:
    return float(is_wire(one.article.document) and not is_wire(other.article.document))


def _before(one: Side, other: Side) -> float:
    """Whether it was out before the other, on whatever clock."""
    left, right = one.article.document, other.article.document
    here, there = _when(left), _when(right)
    if here is None or there is None:
        return 0.0
    mine, theirs = _span(here, there, primary(left.language) == primary(right.language))
    if mine is None or theirs is None:
        return 0.0
    if mine[1] <= theirs[0]:
        return 1.0 if here.value[:10] != there.value[:10] else HOURS
    days = len(here.value) >= 10 and len(there.value) >= 10
    return DAY_OF_ANOTHER_ZONE if days and here.value[:10] < there.value[:10] else 0.0


def _when(document: Document) -> Stamp | None:
    """When it was published, as exactly as it says; what its peers lent it says nothing."""
    if document.published is None or document.published_from == "peers":
        return None
    return document.publication or Stamp(document.published, None, document.published_zone)


def _span(here: Stamp, there: Stamp, alike: bool) -> tuple[_Span | None, _Span | None]:
    """What two times can mean; where one has no zone and they may share a clock, both are read on that one."""
    if alike and None in (here.clock and here.zone, there.clock and there.zone):
        here, there = replace(here, zone=None), replace(there, zone=None)
    return _moments(here, alike), _moments(there, alike)


def _moments(stamp: Stamp, alike: bool) -> _Span | None:
    """The first and the last moment, on the clock of Greenwich, that a time can mean.

    Args:
        stamp: A time as told.
        alike: Whether both outlets write one language: without zones they are taken to share a clock.
    """
    days = _days(stamp.value)
    if days is None:
        return None
    begin = datetime.combine(days[0], datetime.min.time())
    end = datetime.combine(days[1], datetime.min.time()) + timedelta(days=1)
    if stamp.clock and days[0] == days[1]:
        hour, minute = (int(part) for part in stamp.clock.split(":")[:2])
        begin += timedelta(hours=hour, minutes=minute)
        end = begin + timedelta(minutes=1)
    if stamp.zone is not None and stamp.clock:
        return begin - timedelta(hours=stamp.zone), end - timedelta(hours=stamp.zone)
    if alike:
        return begin, end
    return begin - timedelta(hours=EASTERNMOST), end - timedelta(hours=WESTERNMOST)


def _days(value: str) -> tuple[date, date] | None:
    """The first and last day of an EDTF date; None of what is vaguer than a month."""
    try:
        if len(value) == len("2024-06"):
            year, month = int(value[:4]), int(value[5:])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day, day


def days_between(one: Article, other: Article) -> float:
    """How many days at least lie between two texts coming out, by the times that they tell.

    Args:
        one, other: The texts.

    Returns:
        Negative where the second came out before the first; 0 where nothing tells, or where the later one was
        corrected, which may be what its date tells.
    """
    here, there = _when(one.document), _when(other.document)
    if here is None or there is None:
        return 0.0
    mine, theirs = _span(here, there, True)
    if mine is None or theirs is None:
        return 0.0
    if mine[1] <= theirs[0] and not _has_correction(other):
        return (theirs[0] - mine[1]) / timedelta(days=1)
    if theirs[1] <= mine[0] and not _has_correction(one):
        return (theirs[1] - mine[0]) / timedelta(days=1)
    return 0.0


def _corrected(one: Side, other: Side) -> float:
    """Whether only the other says that it was corrected: a text is corrected after it was out."""
    return float(_has_correction(other.article) and not _has_correction(one.article))


def _has_correction(article: Article) -> bool:
    notes = article.events.corrections
    if notes:
        return any(note.whose is None for note in notes)
    return any(sentence.kind == "correction" for sentence in article.document.sentences)


def _contains(one: Side, other: Side) -> float:
    """Whether the other stands in this one as a whole, which tells more: texts are cut, from the end.

    A text that begins with something else may be the later one, that put the other into a frame of its own.
    """
    share, back = max(other.told, other.printed), max(one.told, one.printed)
    if share < WHOLE or back > MORE:
        return 0.0
    lead = next((each for each in one.held if each.sentence.kind not in ("title", "dateline")), None)
    return 1.0 if lead is not None and lead.how is not None else 0.0


def _errors(one: Side, other: Side) -> float:
    """Whether the two differ in a figure or a spelling, and those who saw neither write it as this one does."""
    slips = [*_figure_slips(one, other), *_name_slips(one, other)]
    for_it = sum(right and not wrong for right, wrong in slips)
    return (1.0 if for_it > 1 else ONE_SLIP) if for_it else 0.0


def _figure_slips(one: Side, other: Side) -> list[tuple[bool, bool]]:
    """For figures that only one has, in the same measure: whether others print this one's, and the other's."""
    known = [figure for marks in one.others for figure in marks.figures]
    mine = [figure for figure in one.marks.figures if figure not in other.marks.figures]
    theirs = [figure for figure in other.marks.figures if figure not in one.marks.figures]
    return [
        (figure in known, any(wrong in known for wrong in rivals))
        for figure in mine
        if (rivals := [wrong for wrong in theirs if wrong[1] == figure[1] and _same_size(figure[0], wrong[0])])
    ]


def _same_size(left: float, right: float) -> bool:
    """Whether a figure may be a slip of another: of like size, or other by whole powers of ten."""
    small, large = sorted((abs(left), abs(right)))
    return small > 0 and (large / small < 2 or f"{small:e}".split("e")[0] == f"{large:e}".split("e")[0])


def _name_slips(one: Side, other: Side) -> list[tuple[bool, bool]]:
    known = {name for marks in one.others for name in marks.names}
    mine = [name for name in one.marks.names if name not in other.marks.names]
    theirs = [name for name in other.marks.names if name not in one.marks.names]
    return [
        (name in known, any(wrong in known for wrong in rivals))
        for name in mine
        if (rivals := [wrong for wrong in theirs if _misspelt(name, wrong)])
    ]


def _misspelt(left: str, right: str) -> bool:
    if min(len(left), len(right)) < SHORTEST_MISSPELT or left in right or right in left:
        return False
    return left.split(" ")[0][:1] == right.split(" ")[0][:1] and fuzz.ratio(left, right) >= MISSPELT


def _foreign(one: Side, other: Side) -> float:
    """Whether the other carries traces of this one's language: names glossed in its script, "local time"."""
    left, right = one.article, other.article
    if primary(left.document.language) == primary(right.document.language):
        return 0.0
    printed = " ".join(one.marks.names)
    glosses = {
        fold_name(form)
        for referent in right.mentions.referents
        for _, form in referent.aliases
        if _script(form) != _script(referent.label)
    }
    glossed = any(gloss and gloss in printed for gloss in glosses)
    local = any(time.zone == "local" for time in right.mentions.times)
    return float(glossed or (local and not any(time.zone == "local" for time in left.mentions.times)))


def _script(text: str) -> str:
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


EVIDENCE: tuple[Evidence, ...] = (
    Evidence("credit", 4.0, _credited),
    Evidence("wire", 3.0, _wire),
    Evidence("time", 2.5, _before),
    Evidence("correction", 1.5, _corrected),
    Evidence("containment", 1.2, _contains),
    Evidence("errors", 1.2, _errors),
    Evidence("language", 1.2, _foreign),
)


#: Evidence that needs no sentence of one text held against the other.
_OUTER = ("credit", "wire", "time", "correction")


def outer(left: Side, right: Side) -> bool:
    """Whether two texts tell by their credits and times alone which was first; costs little.

    Args:
        left, right: The two, in any order; what stands in their sentences is not looked at.
    """
    seen = [e.weight * (e.function(left, right) - e.function(right, left)) for e in EVIDENCE if e.name in _OUTER]
    return abs(sum(seen)) >= DECIDES


def direct(left: Side, right: Side) -> Direction:
    """Tell which of two dependent texts was first.

    Args:
        left, right: The two, in any order.

    Returns:
        The direction with what it rests on.
    """
    one, other = sorted((left, right), key=lambda side: side.article.document.file)
    seen = [
        (each.name, each.weight * said)
        for each in EVIDENCE
        if (said := each.function(one, other) - each.function(other, one))
    ]
    total = sum(value for _, value in seen)
    if abs(total) < DECIDES:
        return Direction(None, None, tuple(seen))
    sign = 1 if total > 0 else -1
    by = max(seen, key=lambda pair: sign * pair[1])[0]
    first = one if sign > 0 else other
    return Direction(first.article.document.file, by, tuple((name, sign * value) for name, value in seen))


__all__ = ["DECIDES", "EVIDENCE", "Direction", "Side", "days_between", "direct", "outer"]
