"""Which reports of one article tell of the same meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from whomet import edtf
from whomet.records import FieldReading, Manner, MeetingMention, MeetingStatus, Passage, Topic

#: A held meeting that ended this many days before publication is looked back on. Reports of a journey run up to
#: three weeks; gold stories put earlier meetings two months and more before.
BACKGROUND_DAYS = 25

#: The status that stands when two reports are one meeting: the later word of the list wins.
RANK: tuple[MeetingStatus, ...] = ("proposed", "planned", "held", "cancelled", "denied")


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting while an article is being read.

    Attributes:
        sentence: Index of the last sentence that told of it.
        crowd: One side is a class of people without names.
        split: Made from a sentence that lists several counterparts.
        headline: Told by a title, summary or caption alone.
    """

    status: MeetingStatus
    principals: tuple[int, ...]
    evidence: tuple[Passage, ...]
    sentence: int
    background: bool = False
    attendees: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    host: int | None = None
    date: str | None = None
    zone: str | None = None
    city: int | None = None
    venue: str | None = None
    manner: Manner = "unknown"
    topics: tuple[Topic, ...] = ()
    attributed: str | None = None
    crowd: bool = False
    split: bool = False
    headline: bool = False
    other_readings: tuple[FieldReading, ...] = ()
    ordinal: int | None = None


def fits(draft: Draft, new: Draft) -> bool:
    """Whether two reports can be one meeting.

    Args:
        draft: Told before.
        new: Told now.

    Returns:
        True where sides, status, date, place and manner do not exclude it.
    """
    if not _same_sides(draft, new) or not _same_status(draft, new):
        return False
    if draft.background != new.background and (new.background or new.date is not None):
        return False
    if not edtf.meet(draft.date, new.date):
        return False
    if draft.date is None and new.date is not None and len(set(new.principals)) < len(set(draft.principals)):
        return False  # two of those who signed together met on another day
    days = draft.date is not None and new.date is not None
    days = days and min(edtf.precision(draft.date), edtf.precision(new.date)) == 1
    days = days and max(edtf.precision(draft.date), edtf.precision(new.date)) <= 7
    if draft.city is not None and new.city is not None and draft.city != new.city and not days:
        return False
    apart = {draft.manner, new.manner} - {"unknown"}
    return len(apart) < 2 or "in person" not in apart


def _same_sides(draft: Draft, new: Draft) -> bool:
    a, b = set(draft.principals), set(new.principals)
    if draft.crowd != new.crowd:
        return False
    if len(a) == 1 and len(b) == 1:
        return a == b and (bool(set(draft.organisations) & set(new.organisations)) or draft.crowd)
    if len(a) < 2 or len(b) < 2:
        return False
    present = a | set(draft.attendees)
    return (b <= present and len(a & b) >= 2) or (a <= b | set(new.attendees) and len(a & b) >= 2)


def _same_status(draft: Draft, new: Draft) -> bool:
    pair = {draft.status, new.status}
    if len(pair) == 1:
        return True
    if pair <= {"planned", "cancelled", "proposed"}:
        return True
    if "denied" in pair and "planned" in pair:
        return True
    if "denied" in pair:
        # what the article tells in its own voice is another meeting than the one it reports as denied
        held = draft if draft.status == "held" else new
        same_place = draft.city is not None and draft.city == new.city
        return held.status == "held" and (held.attributed is not None or same_place)
    if {"cancelled", "held"} == pair and {"video", "telephone"} & {draft.manner, new.manner}:
        return False  # what was called off and took place on a screen instead are two
    same_day = draft.date is not None and draft.date == new.date
    return same_day


def absorb(draft: Draft, new: Draft) -> Draft:
    """One draft of two reports of the same meeting; what was told first stays, except for a vaguer date."""
    finer = new.date is not None and (draft.date is None or 0 < edtf.precision(new.date) < edtf.precision(draft.date))
    principals = draft.principals if len(draft.principals) >= len(new.principals) else new.principals
    attendees = (*draft.attendees, *new.attendees)
    return replace(
        draft,
        status=max(draft.status, new.status, key=RANK.index),
        principals=principals,
        evidence=merged_evidence(draft.evidence, new.evidence),
        sentence=max(draft.sentence, new.sentence),
        background=draft.background or new.background,
        attendees=tuple(dict.fromkeys(r for r in attendees if r not in principals)),
        absent=tuple(dict.fromkeys((*draft.absent, *new.absent))),
        organisations=tuple(dict.fromkeys((*draft.organisations, *new.organisations))),
        host=draft.host if draft.host is not None else new.host,
        date=new.date if finer else draft.date,
        zone=(new.zone if finer else draft.zone) or draft.zone or new.zone,
        city=draft.city if draft.city is not None else new.city,
        venue=draft.venue or new.venue,
        manner=draft.manner if draft.manner != "unknown" else new.manner,
        topics=tuple(dict.fromkeys((*draft.topics, *new.topics))),
        attributed=draft.attributed or new.attributed,
        split=draft.split and new.split,
        headline=draft.headline and new.headline,
        other_readings=(*draft.other_readings, *new.other_readings),
        ordinal=draft.ordinal if draft.ordinal is not None else new.ordinal,
    )


def merged_evidence(left: Sequence[Passage], right: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages in order of the text, each span once with all fields it proves."""
    fields: dict[tuple[int, int], dict[str, None]] = {}
    for passage in (*left, *right):
        known = fields.setdefault((passage.start, passage.end), {})
        known.update(dict.fromkeys(passage.fields))
    return tuple(Passage(start, end, tuple(names)) for (start, end), names in sorted(fields.items()))


def add(drafts: list[Draft], new: Draft) -> int:
    """Put a report to the meeting it tells of, or begin a new one.

    Args:
        drafts: Changed in place.
        new: The report.

    Returns:
        The index of its meeting.
    """
    for number in reversed(range(len(drafts))):
        if fits(drafts[number], new):
            drafts[number] = absorb(drafts[number], new)
            return number
    drafts.append(new)
    return len(drafts) - 1


def add_headline(drafts: list[Draft], new: Draft) -> None:
    """Put the report of a headline to the meeting of the text; where they differ, keep both readings.

    Args:
        drafts: Changed in place.
        new: What the title, summary or caption tells.
    """
    fitting = [number for number, draft in enumerate(drafts) if fits(draft, new)]
    if fitting:
        # a headline tells the news: it goes to what is looked back on only where nothing else fits
        number = max(fitting, key=lambda n: (not drafts[n].background, n))
        drafts[number] = absorb(drafts[number], new)
        return
    alike = [
        number
        for number, draft in enumerate(drafts)
        if _same_sides(draft, new) and draft.status == new.status and not draft.background
    ]
    if len(alike) != 1:
        drafts.append(new)
        return
    draft = drafts[alike[0]]
    readings = []
    passage = new.evidence[0]
    if new.date and draft.date and not edtf.meet(new.date, draft.date):
        readings.append(FieldReading("date", new.date, replace(passage, fields=("date",))))
    if new.city is not None and draft.city not in (None, new.city):
        readings.append(FieldReading("city", new.city, replace(passage, fields=("city",))))
    plain = replace(new, date=None, city=None, other_readings=tuple(readings))
    drafts[alike[0]] = absorb(draft, plain)


def looks_back(date: str | None, published: str | None) -> bool | None:
    """Whether a date lies well before publication; None where either is unknown."""
    told, day = edtf.interval(date), edtf.interval(published)
    if told is None or day is None:
        return None
    return told[1] < day[0] - timedelta(days=BACKGROUND_DAYS)


def lies_ahead(date: str | None, published: str | None) -> bool:
    """Whether a date lies wholly after publication."""
    told, day = edtf.interval(date), edtf.interval(published)
    return told is not None and day is not None and told[0] > day[1]


def settled(drafts: Sequence[Draft], dateline: tuple[int, Passage] | None = None) -> tuple[MeetingMention, ...]:
    """The meetings of an article, in order of the text; summaries that single meetings fill in are left out.

    Args:
        drafts: All that was told.
        dateline: The city from which the article is reported, and where it says so.

    Returns:
        The meetings.
    """
    kept = [_reported_from(_placed(d, drafts), drafts, dateline) for d in drafts if not _summed_up(d, drafts)]
    return tuple(_mention(draft) for draft in sorted(kept, key=lambda d: (d.evidence[0].start, d.principals)))


def _placed(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A meeting without a city, put where one of its sides met others on the same day, if that was in one city."""
    remote = draft.manner in {"video", "telephone"} or draft.status not in {"held", "planned"}
    if draft.city is not None or draft.venue is not None or draft.background or remote or not edtf.is_day(draft.date):
        return draft
    sides = set(draft.principals)
    near = [d for d in drafts if d.date == draft.date and d.city is not None and sides & set(d.principals)]
    if len({d.city for d in near}) != 1:
        return draft
    proof = replace(near[0].evidence[0], fields=("city",))
    return replace(draft, city=near[0].city, evidence=merged_evidence(draft.evidence, (proof,)))


def _reported_from(draft: Draft, drafts: Sequence[Draft], dateline: tuple[int, Passage] | None) -> Draft:
    """A fresh meeting without a place, put where the article is reported from if it tells of none elsewhere."""
    apart = draft.background or draft.manner in {"video", "telephone"} or draft.split or draft.status != "held"
    if dateline is None or draft.city is not None or apart or not edtf.is_day(draft.date):
        return draft
    city, proof = dateline
    told = {d.city for d in drafts if d.city is not None and d.status == "held" and not d.background}
    if not told <= {city}:
        return draft
    return replace(draft, city=city, evidence=merged_evidence(draft.evidence, (proof,)))


def _summed_up(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a crowd is only the sum of meetings told elsewhere, or nothing told of at all."""
    others = [d for d in drafts if d is not draft and not d.crowd and set(draft.principals) & set(d.principals)]
    if len(draft.principals) >= 2:
        return False
    if draft.headline:
        return True
    if not draft.crowd:
        return not draft.organisations or any(set(draft.organisations) <= set(d.organisations) for d in others)
    told = {o for d in others for o in d.organisations}
    return bool(others) and (not draft.topics or bool(set(draft.organisations) & told))


def _mention(draft: Draft) -> MeetingMention:
    present = tuple(r for r in draft.attendees if r not in draft.principals and r not in draft.absent)
    return MeetingMention(
        status=draft.status,
        principals=draft.principals,
        evidence=draft.evidence,
        background=draft.background,
        attendees=present,
        absent=draft.absent,
        organisations=draft.organisations,
        host=draft.host,
        date=draft.date,
        date_zone="local" if draft.zone == "local" else "home" if draft.zone == "home" else None,
        city=draft.city,
        venue=draft.venue,
        manner=draft.manner,
        topics=draft.topics,
        attributed=draft.attributed,
        other_readings=draft.other_readings,
        ordinal=draft.ordinal,
    )
