"""What the tellings of one meeting agree on, and where they clash, counted by independent origin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from whomet import edtf
from whomet.accounts.reports import Telling, clash
from whomet.accounts.view import View
from whomet.records import Citation, Contradiction, Manner, Meeting, MeetingStatus, Report, Topic

#: How far a meeting has come; of several statuses that are no contradiction the last one holds.
PROGRESS: tuple[MeetingStatus, ...] = ("proposed", "planned", "held", "cancelled")


def conclude(told: Sequence[Telling], view: View) -> Meeting:
    """One meeting from all its tellings.

    Args:
        told: At least one telling, of different articles.
        view: Ways to voices and entities.

    Returns:
        The meeting, with an empty id.
    """
    files = tuple(sorted({telling.file for telling in told}))
    status, status_clash = _status(told, view)
    principals, attendees = _people(told, view)
    date, date_clash = _date(told, view)
    city, city_clash = _single("city", told, view)
    host, host_clash = _single("host", told, view)
    clashes = (date_clash, city_clash, host_clash, status_clash, *_attendance(told))
    return Meeting(
        id="",
        status=status,
        background=sum(telling.background for telling in told) * 2 > len(told),
        principals=principals,
        attendees=attendees,
        organisations=tuple(dict.fromkeys(id_ for telling in told for id_ in telling.organisations)),
        date=date,
        city=city,
        venue=_venue(told, view),
        host=None if host_clash and not _better_founded("host", told, view) else host,
        manner=_manner(told),
        topics=_topics(told),
        documents=files,
        independent_origins=view.voices(files),
        reports=tuple(_report(telling) for telling in sorted(told, key=lambda t: t.file)),
        contradictions=tuple(found for found in clashes if found),
        evidence=_evidence(told),
    )


def _votes(pairs: Iterable[tuple[str, str]], view: View) -> Counter[str]:
    """Independent voices for each value of (value, file) pairs."""
    return _counted(pairs, view.voice)


def _counted(pairs: Iterable[tuple[str, str]], stand_in: Callable[[str], str]) -> Counter[str]:
    """How many different stand-ins of their files the values of (value, file) pairs have."""
    found: dict[str, set[str]] = defaultdict(set)
    for value, file in pairs:
        found[value].add(stand_in(file))
    return Counter({value: len(files) for value, files in found.items()})


# --- status ------------------------------------------------------------------------------------------


def _status(told: Sequence[Telling], view: View) -> tuple[MeetingStatus, Contradiction | None]:
    """The status that holds.

    An announcement that came true or was called off is an update. A denial stands against reports that it was held:
    it prevails over hearsay, and yields where more voices report the meeting at first hand than deny it.
    """
    found = {telling.status for telling in told}
    if "denied" in found:
        pairs: list[tuple[str, str]] = [
            (t.status if t.status == "denied" else "held", t.file) for t in told if t.status != "cancelled"
        ]
        firsthand = [(t.status, t.file) for t in told if t.status == "denied" or t.attributed is None]
        votes = _votes(firsthand, view)
        told_held = votes["held"] > votes["denied"]
        return ("held" if told_held else "denied"), clash("status", pairs, "announced or reported, then denied")
    if {"held", "cancelled"} <= found:
        pairs = [(t.status, t.file) for t in told if t.status in ("held", "cancelled")]
        votes = _votes(pairs, view)
        winner: MeetingStatus = "held" if votes["held"] >= votes["cancelled"] else "cancelled"
        return winner, clash("status", pairs)
    return max(found, key=PROGRESS.index), None


# --- people ------------------------------------------------------------------------------------------


def _people(told: Sequence[Telling], view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Principals and attendees; who is both in different articles goes with the majority."""
    side = _votes(((id_, t.file) for t in told for id_ in t.principals), view)
    guest = _votes(((id_, t.file) for t in told for id_ in t.attendees), view)
    principals = tuple(sorted((id_ for id_ in side if side[id_] >= guest[id_]), key=lambda i: (-side[i], i)))
    attendees = tuple(sorted((set(side) | set(guest)) - set(principals), key=lambda i: (-guest[i], i)))
    return principals, attendees


def _attendance(told: Sequence[Telling]) -> list[Contradiction | None]:
    """People whom one article has in the room and another has not."""
    absent = sorted({id_ for telling in told for id_ in telling.absent})
    clashes = []
    for id_ in absent:
        pairs = [(f"{id_} absent", t.file) for t in told if id_ in t.absent]
        pairs += [(f"{id_} present", t.file) for t in told if id_ in t.principals + t.attendees]
        clashes.append(clash("attendees", pairs))
    return clashes


# --- date --------------------------------------------------------------------------------------------


def _date(told: Sequence[Telling], view: View) -> tuple[str | None, Contradiction | None]:
    """The date that holds, and the clash of those that cannot be one.

    It is the one with most voices behind it, then with most texts, then one told in local time, then the exact one.
    """
    local = {t.date for t in told if t.zone == "local"}
    main = [(t.date, t.file) for t in told if t.date]
    others = [(value, t.file) for t in told for field, value in t.readings if field == "date"]
    if not main and not others:
        return None, None
    voices, texts = _backing(main or others, view.voice), _backing(main or others, view.text)
    winner = min(voices, key=lambda v: (-voices[v], -texts[v], v not in local, edtf.precision(v) or 10**6, v))
    pairs = [(winner if edtf.meet(value, winner) else value, file) for value, file in main + others]
    return winner, clash("date", pairs, _why_dates_differ(told, pairs))


def _backing(pairs: Sequence[tuple[str, str]], stand_in: Callable[[str], str]) -> dict[str, int]:
    """For each date how many stand-ins give it or a date that can be it."""
    votes = _counted(pairs, stand_in)
    return {value: sum(count for other, count in votes.items() if edtf.meet(value, other)) for value in votes}


def _why_dates_differ(told: Sequence[Telling], pairs: Sequence[tuple[str, str]]) -> str | None:
    """Local against home time, or an article against itself, where that is the cause."""
    values = sorted({value for value, _ in pairs})
    days = [edges[0] for value in values if (edges := edtf.interval(value)) and edtf.is_day(value)]
    one_day = len(days) == len(values) == 2 and (days[1] - days[0]).days == 1
    zones = {telling.zone for telling in told}
    if one_day and zones & {"local", "home"}:
        return "a day apart: local time against the outlet's time"
    files = Counter(file for _, file in set(pairs))
    torn = sorted(file for file, count in files.items() if count > 1)
    return f"{', '.join(torn)} gives both" if torn else None


# --- single values -------------------------------------------------------------------------------------


def _pairs(field: str, told: Sequence[Telling]) -> list[tuple[str, str]]:
    main = [(value, t.file) for t in told if (value := getattr(t, field))]
    return main + [(value, t.file) for t in told for name, value in t.readings if name == field]


def _single(field: str, told: Sequence[Telling], view: View) -> tuple[str | None, Contradiction | None]:
    """The value with most voices, articles that give it as their main reading first."""
    pairs = _pairs(field, told)
    if not pairs:
        return None, None
    votes = _votes(pairs, view)
    files = Counter(value for value, _ in pairs)
    winner = min(votes, key=lambda value: (-votes[value], -files[value], value))
    return winner, clash(field, pairs)


def _better_founded(field: str, told: Sequence[Telling], view: View) -> bool:
    """Whether the first value has at least twice the voices of the second."""
    ranked = [count for _, count in _votes(_pairs(field, told), view).most_common(2)]
    return len(ranked) < 2 or ranked[0] >= 2 * ranked[1]


def _venue(told: Sequence[Telling], view: View) -> str | None:
    """The venue as printed most often, in the brief's language where an article of that language names it."""
    counted = Counter((view.article(t.file).document.language != view.language, t.venue) for t in told if t.venue)
    ranked = sorted(counted, key=lambda found: (found[0], -counted[found], -len(found[1]), found[1]))
    return ranked[0][1] if ranked else None


def _manner(told: Sequence[Telling]) -> Manner:
    counted: Counter[Manner] = Counter(t.manner for t in told if t.manner != "unknown")
    return min(counted, key=lambda manner: (-counted[manner], manner)) if counted else "unknown"


def _topics(told: Sequence[Telling]) -> tuple[Topic, ...]:
    """Every topic once: those that many articles name first, English labels before printed phrases.

    Of two English ones the longer stands where it has all words of the other ("supply contract" for "contract").
    """
    counted = Counter(topic for telling in told for topic in set(telling.topics))
    words = {topic: frozenset(topic.label.split()) for topic in counted if topic.language == "en"}
    within = {topic for topic in words if any(words[topic] < other for other in words.values())}
    kept = [topic for topic in counted if topic not in within]
    return tuple(sorted(kept, key=lambda t: (t.language != "en", -counted[t], t.label)))


def _report(telling: Telling) -> Report:
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
    )


def _evidence(told: Sequence[Telling]) -> tuple[Citation, ...]:
    cited = {citation for telling in told for citation in telling.evidence}
    return tuple(sorted(cited, key=lambda c: (c.document, c.start, c.end, c.fields)))
