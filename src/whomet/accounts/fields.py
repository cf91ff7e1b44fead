"""What the tellings of one meeting agree on, counted by independent origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from whomet.accounts.choosing import Scene, ranked
from whomet.accounts.clashes import clashes_of
from whomet.accounts.reports import Telling
from whomet.accounts.support import PRESENT, Gathered, Given
from whomet.accounts.view import View
from whomet.records import Citation, Manner, Meeting, MeetingStatus, Report, Topic

#: How far a meeting has come; of several statuses that are no contradiction the last one holds.
PROGRESS: tuple[MeetingStatus, ...] = ("proposed", "planned", "held", "cancelled")


def conclude(gathered: Gathered, peers: Sequence[Telling]) -> Meeting:
    """One meeting from all its tellings.

    Args:
        gathered: At least one telling, of different articles, with all values that they give.
        peers: What the same articles tell of other meetings.

    Returns:
        The meeting, with an empty id and no reasons.
    """
    told, view = gathered.told, gathered.view
    files = tuple(sorted({telling.file for telling in told}))
    status = _status(gathered)
    principals, attendees = _people(gathered)
    values = _values(gathered)
    clashes = clashes_of(gathered, status, values, peers)
    disputed_host = any(clash.field == "host" for clash in clashes) and not _better_founded(gathered)
    evidence = _evidence(told)
    return Meeting(
        id="",
        status=status,
        background=view.voices(t.file for t in told if t.background) * 2 > view.voices(files),
        principals=principals,
        attendees=attendees,
        organisations=tuple(dict.fromkeys(id_ for telling in told for id_ in telling.organisations)),
        date=values["date"],
        city=values["city"],
        venue=_venue(told, view),
        host=None if disputed_host else values["host"],
        manner=_manner(told, view),
        topics=_topics(told, view),
        documents=files,
        independent_origins=len(view.lines(evidence)),
        reports=tuple(_report(telling, gathered) for telling in sorted(told, key=lambda t: t.file)),
        contradictions=clashes,
        evidence=evidence,
        support=gathered.support(),
    )


def _values(gathered: Gathered) -> dict[str, str | None]:
    """The date, city and host that hold; each is weighed in the light of those before it."""
    city = _first(gathered, "city", Scene())
    date = _first(gathered, "date", Scene(None, gathered.places.countries(city)))
    city = _first(gathered, "city", Scene(date, gathered.places.countries(city)))
    host = _first(gathered, "host", Scene(date, gathered.places.countries(city)))
    return {"date": date, "city": city, "host": host}


def _first(gathered: Gathered, field: str, scene: Scene) -> str | None:
    # who asked for a meeting did not thereby receive anybody
    given = [each for each in gathered.of(field) if each.main or field != "host"]
    values = ranked(gathered, given, scene)
    return values[0] if values else None


def _votes(gathered: Gathered, given: Iterable[Given]) -> Counter[str]:
    """Independent lines of reporting for each value."""
    sides: dict[str, list[Given]] = {}
    for each in given:
        sides.setdefault(each.value, []).append(each)
    return Counter({value: len(gathered.lines(each)) for value, each in sides.items()})


# --- status ------------------------------------------------------------------------------------------


def _status(gathered: Gathered) -> MeetingStatus:
    """The status that holds.

    An announcement that came true or was called off is an update. A denial stands against reports that it was held:
    it prevails over hearsay, and yields where more voices report the meeting at first hand than deny it.
    """
    told = gathered.told
    found = {telling.status for telling in told}
    given = gathered.of("status")
    if "denied" in found:
        firsthand = [g for g in given if g.value == "denied" or g.telling.attributed is None]
        votes = _votes(gathered, firsthand)
        return "held" if votes["held"] > votes["denied"] else "denied"
    if {"held", "cancelled"} <= found:
        votes = _votes(gathered, given)
        return "held" if votes["held"] >= votes["cancelled"] else "cancelled"
    return max(found, key=PROGRESS.index)


# --- people ------------------------------------------------------------------------------------------


def _people(gathered: Gathered) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Principals and attendees; who is both in different articles goes with the majority.

    Who is said to be there only in words that were taken back is left out.
    """
    side = _votes(gathered, gathered.of("principals"))
    present = [g for g in gathered.of("attendees") if g.value.endswith(PRESENT) and g.amendment is None]
    guest = Counter({v.removesuffix(PRESENT): count for v, count in _votes(gathered, present).items()})
    principals = tuple(sorted((id_ for id_ in side if side[id_] >= guest[id_]), key=lambda i: (-side[i], i)))
    attendees = tuple(sorted((set(side) | set(guest)) - set(principals), key=lambda i: (-guest[i], i)))
    return principals, attendees


# --- single values -------------------------------------------------------------------------------------


def _better_founded(gathered: Gathered) -> bool:
    """Whether the first host has at least twice the lines of the second."""
    given = [each for each in gathered.of("host") if each.main]
    counts = [count for _, count in _votes(gathered, given).most_common(2)]
    return len(counts) < 2 or counts[0] >= 2 * counts[1]


def _venue(told: Sequence[Telling], view: View) -> str | None:
    """The venue as most lines of reporting print it, in the brief's language where an article of it names it."""
    printed: dict[tuple[bool, str], set[str]] = {}
    for telling in told:
        if telling.venue:
            other = view.article(telling.file).document.language != view.language
            printed.setdefault((other, telling.venue), set()).add(telling.file)
    order = sorted(printed, key=lambda found: (found[0], -view.voices(printed[found]), -len(found[1]), found[1]))
    return order[0][1] if order else None


def _manner(told: Sequence[Telling], view: View) -> Manner:
    counted: dict[Manner, set[str]] = {}
    for telling in told:
        if telling.manner != "unknown":
            counted.setdefault(telling.manner, set()).add(telling.file)
    return min(counted, key=lambda manner: (-view.voices(counted[manner]), manner)) if counted else "unknown"


def _topics(told: Sequence[Telling], view: View) -> tuple[Topic, ...]:
    """Every topic once: those that many lines of reporting name first, English labels before printed phrases.

    Of two English ones the longer stands where it has all words of the other ("supply contract" for "contract").
    """
    named: dict[Topic, set[str]] = {}
    for telling in told:
        for topic in telling.topics:
            named.setdefault(topic, set()).add(telling.file)
    words = {topic: frozenset(topic.label.split()) for topic in named if topic.language == "en"}
    within = {topic for topic in words if any(words[topic] < other for other in words.values())}
    kept = [topic for topic in named if topic not in within]
    return tuple(sorted(kept, key=lambda t: (t.language != "en", -view.voices(named[t]), t.label)))


def _report(telling: Telling, gathered: Gathered) -> Report:
    notes = [g.amendment.by for g in gathered.given if g.telling is telling and g.amendment is not None]
    return Report(
        document=telling.file,
        status=telling.status,
        principals=telling.principals,
        attendees=telling.attendees,
        host=telling.host,
        date=telling.date,
        city=telling.city,
        venue=telling.venue,
        attributed=telling.attributed,
        superseded=min(notes, default=None),
        key=telling.key,
    )


def _evidence(told: Sequence[Telling]) -> tuple[Citation, ...]:
    cited = {citation for telling in told for citation in telling.evidence}
    return tuple(sorted(cited, key=lambda c: (c.document, c.start, c.end, c.fields)))
