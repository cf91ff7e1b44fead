"""Meetings as single articles tell them, in entity ids: one `Telling` an article and meeting."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whomet import edtf
from whomet.accounts.view import View
from whomet.records import Citation, Contradiction, Manner, MeetingMention, MeetingStatus, Topic


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A value of a field that an article also gives, in its headline or elsewhere, against the one it mostly gives."""

    field: str
    value: str
    place: Citation


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of one meeting.

    Attributes:
        sides: Principals, and the bodies that they stand for.
        readings: Values that the article also gives.
        published: EDTF day of the article, where known.
        ordinal: Which of the meetings of its sides it is, where the article counts them.
        key: Digest of the words that tell it first and of the sides as printed there: the same in every copy; counted
            where an article has two of them.
    """

    file: str
    status: MeetingStatus
    background: bool
    principals: tuple[str, ...]
    attendees: tuple[str, ...]
    absent: tuple[str, ...]
    organisations: tuple[str, ...]
    sides: frozenset[str]
    host: str | None
    date: str | None
    zone: str | None
    city: str | None
    venue: str | None
    manner: Manner
    topics: tuple[Topic, ...]
    attributed: str | None
    readings: tuple[OtherReading, ...]
    evidence: tuple[Citation, ...]
    published: str | None
    ordinal: int | None
    key: str


def tellings(view: View) -> list[Telling]:
    """Every meeting that an article reports; one that an article tells twice (in two languages) is one."""
    found: list[Telling] = []
    for article in view.articles:
        own: list[Telling] = []
        for mention in article.events.meetings:
            telling = _telling(view, article.document.file, mention)
            if not telling.principals and len(telling.organisations) < 2:
                continue
            twin = next((i for i, other in enumerate(own) if _told_twice(telling, other)), None)
            if twin is None:
                own.append(telling)
            else:
                own[twin] = _joined(own[twin], telling)
        found += [_unborrowed(telling, own) for telling in _told_apart(own)]
    return found


def _told_apart(own: Sequence[Telling]) -> list[Telling]:
    """The tellings of one article; those of one key are counted, so that each is found again."""
    taken: Counter[str] = Counter()
    found = []
    for telling in own:
        taken[telling.key] += 1
        number = taken[telling.key]
        found.append(telling if number == 1 else replace(telling, key=f"{telling.key}:{number}"))
    return found


def _unborrowed(telling: Telling, own: Sequence[Telling]) -> Telling:
    """A telling without a denial or cancellation that was read from a passage about another meeting of the article.

    The passage names none of the sides, and is evidence of a meeting of which the article tells the same.
    """
    if telling.status not in {"denied", "cancelled"} or len(telling.evidence) < 2:
        return telling
    told = {(c.start, c.end) for c in telling.evidence if c.fields == ("status",)}
    others = [t for t in own if t is not telling and t.status == telling.status]
    if not any(told & {(c.start, c.end) for c in other.evidence} for other in others):
        return telling
    return replace(telling, status="held")


def _telling(view: View, file: str, mention: MeetingMention) -> Telling:
    principals = view.ids(file, mention.principals)
    employers = (view.employer(file, referent) for referent in mention.principals)
    organisations = view.ids(file, mention.organisations)
    evidence = tuple(view.cite(file, passage) for passage in mention.evidence)
    return Telling(
        file=file,
        status=mention.status,
        background=mention.background,
        principals=principals,
        attendees=tuple(id_ for id_ in view.ids(file, mention.attendees) if id_ not in principals),
        absent=view.ids(file, mention.absent),
        organisations=organisations,
        sides=frozenset(principals) | frozenset(organisations) | {id_ for id_ in employers if id_},
        host=view.entity(file, mention.host),
        date=mention.date,
        zone=mention.date_zone,
        city=view.entity(file, mention.city),
        venue=mention.venue,
        manner=mention.manner,
        topics=mention.topics,
        attributed=mention.attributed,
        readings=tuple(
            OtherReading(reading.field, value, view.cite(file, reading.passage))
            for reading in mention.other_readings
            if (value := view.entity(file, reading.value) if isinstance(reading.value, int) else reading.value)
        ),
        evidence=evidence,
        published=view.article(file).document.published,
        ordinal=mention.ordinal,
        key=_key(view, file, mention, evidence),
    )


def _key(view: View, file: str, mention: MeetingMention, evidence: Sequence[Citation]) -> str:
    referents = view.article(file).mentions.referents
    sides = sorted(referents[number].label for number in (*mention.principals, *mention.organisations))
    first = min(evidence, key=lambda c: ("principals" not in c.fields, c.start))
    # the printed words and sides alone: no entity id, as names may change when another article is read
    words = "\n".join((" ".join(first.text.split()), mention.status, *sides))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _told_twice(left: Telling, right: Telling) -> bool:
    """The same people at the same time: one meeting, told again further down or in another language."""
    if set(left.principals) != set(right.principals) or left.background != right.background:
        return False
    languages = {citation.language for citation in left.evidence}, {c.language for c in right.evidence}
    same_time = left.date == right.date or (edtf.meet(left.date, right.date) and languages[0].isdisjoint(languages[1]))
    same_place = left.city == right.city or left.city is None or right.city is None
    return left.status == right.status and same_time and same_place and bool(left.principals)


def _joined(left: Telling, right: Telling) -> Telling:
    """The first telling with what only the second one says."""
    return replace(
        left,
        attendees=tuple(dict.fromkeys(left.attendees + right.attendees)),
        absent=tuple(dict.fromkeys(left.absent + right.absent)),
        organisations=tuple(dict.fromkeys(left.organisations + right.organisations)),
        sides=left.sides | right.sides,
        host=left.host or right.host,
        date=min((left.date, right.date), key=lambda date: edtf.precision(date) or 10**6),
        zone=left.zone or right.zone,
        city=left.city or right.city,
        venue=left.venue or right.venue,
        manner=left.manner if left.manner != "unknown" else right.manner,
        topics=tuple(dict.fromkeys(left.topics + right.topics)),
        readings=tuple(dict.fromkeys(left.readings + right.readings)),
        evidence=left.evidence + right.evidence,
        ordinal=left.ordinal if left.ordinal is not None else right.ordinal,
    )


def by_value(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(value, files that give it), the value with most files first."""
    values: dict[str, set[str]] = {}
    for value, file in pairs:
        values.setdefault(value, set()).add(file)
    ranked = sorted(values.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((value, tuple(sorted(files))) for value, files in ranked)


def clash(
    field: str, pairs: Sequence[tuple[str, str]], explanation: str | None = None, about: str | None = None
) -> Contradiction | None:
    """A contradiction of the given (value, file) pairs, None where they all say the same."""
    values = by_value(pairs)
    return Contradiction(field, values, about, explanation) if len(values) > 1 else None
