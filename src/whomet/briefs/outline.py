"""The outline that all briefs for readers share: what is said of each meeting, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.units import format_unit

from whomet import edtf
from whomet.records import Account, Citation, Contradiction, Entity, Figure, Meeting, Plan, Statement

#: How many passages of one article a brief for readers shows for one meeting; the JSON has them all.
PASSAGES = 2
#: How many topics it shows: those that most articles name come first.
TOPICS = 6
#: Units of time: lengths of talks and journeys stay in the JSON, a list of figures is clearer without them.
DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of a meeting: a label and what stands behind it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence that proves something, in its own language, with every article that prints it word for word."""

    text: str
    language: str | None
    places: tuple[Citation, ...]

    @property
    def documents(self) -> str:
        """The articles, in words."""
        return ", ".join(dict.fromkeys(place.document for place in self.places))


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting as readers see it.

    Attributes:
        when, where: Date and city in words, "date unknown" where no article tells.
        sides: The principals with their roles.
        lines: Who else, venue, topics, how well founded, what is disputed.
        proofs: The sentences that prove it, in their own language.
    """

    id: str
    when: str
    where: str
    status: str
    sides: str
    lines: tuple[Line, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A story with its meetings, those in the news apart from those looked back on."""

    title: str
    summary: str
    meetings: tuple[MeetingEntry, ...]
    background: tuple[MeetingEntry, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement, figure, plan or contradiction in words, with the places that print it."""

    text: str
    places: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a brief for readers shows."""

    headline: str
    sections: tuple[Section, ...]
    without_meetings: tuple[str, ...]
    statements: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    plans: tuple[Fact, ...]
    contradictions: tuple[Fact, ...]
    origins: tuple[str, ...]
    problems: tuple[str, ...]


def outline(account: Account, language: str = "en") -> Outline:
    """Put an account into words.

    Args:
        account: What was concluded.
        language: BCP 47 code; dates are written its way.
    """
    return _Writer(account, language).outline()


class _Writer:
    """Puts the parts of one account into words."""

    def __init__(self, account: Account, language: str) -> None:
        self.account = account
        self.entities = {entity.id: entity for entity in account.entities}
        self.injected = {document.file: document.injected for document in account.documents}
        try:
            self.locale = Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            self.locale = Locale("en")

    def outline(self) -> Outline:
        account = self.account
        shown = self._where_told()
        sections = [
            self._section(
                story.title,
                f"{_count(len(story.documents), 'article')}, {_count(story.independent_origins, 'independent origin')}",
                shown[story.id],
            )
            for story in account.stories
            if shown[story.id]
        ]
        return Outline(
            headline=self._headline(),
            sections=tuple(sections),
            without_meetings=tuple(
                f"{story.title or '(no headline)'} ({', '.join(story.documents)})"
                for story in account.stories
                if not story.meetings
            ),
            statements=tuple(self._statement(statement) for statement in account.statements),
            figures=tuple(self._figure(figure) for figure in account.figures if figure.unit not in DURATIONS),
            plans=tuple(self._plan(plan) for plan in account.plans),
            contradictions=tuple(Fact(self._clash(found)) for found in account.contradictions),
            origins=tuple(self._origins()),
            problems=tuple(f"{problem.file}: {problem.problem}" for problem in account.problems),
        )

    def _where_told(self) -> dict[str, list[Meeting]]:
        """Meetings by story; one that several stories tell stands with the story most of its articles belong to."""
        stories = {story.id: set(story.documents) for story in self.account.stories}
        shown: dict[str, list[Meeting]] = {id_: [] for id_ in stories}
        for meeting in self.account.meetings:
            home = max(stories, key=lambda id_: len(stories[id_].intersection(meeting.documents)), default=None)
            if home is not None:
                shown[home].append(meeting)
        return shown

    def _headline(self) -> str:
        languages = sorted({language for document in self.account.documents for language in document.languages})
        held = sum(not meeting.background for meeting in self.account.meetings)
        parts = [
            f"{_count(len(self.account.documents), 'article')} in {', '.join(languages) or 'no known language'}",
            _count(held, "meeting") + " in the news",
            _count(len(self.account.meetings) - held, "earlier meeting") + " looked back on",
        ]
        return "; ".join(parts)

    def _section(self, title: str, summary: str, meetings: Sequence[Meeting]) -> Section:
        return Section(
            title=title or "(no headline)",
            summary=summary,
            meetings=tuple(self._meeting(meeting) for meeting in meetings if not meeting.background),
            background=tuple(self._meeting(meeting) for meeting in meetings if meeting.background),
        )

    # --- meetings ------------------------------------------------------------------------------------

    def _meeting(self, meeting: Meeting) -> MeetingEntry:
        sides = [self._person(id_) for id_ in meeting.principals]
        if len(sides) < 2:
            sides += [self._label(id_) for id_ in meeting.organisations if not self._works_for(meeting, id_)]
        return MeetingEntry(
            id=meeting.id,
            when=self.date(meeting.date) or "date unknown",
            where=self._label(meeting.city),
            status=meeting.status,
            sides=" — ".join(sides),
            lines=tuple(line for line in self._lines(meeting) if line.text),
            proofs=tuple(self._proofs(meeting.evidence)),
        )

    def _lines(self, meeting: Meeting) -> list[Line]:
        manner = "" if meeting.manner in ("unknown", "in person") else f"by {meeting.manner}"
        support = (
            f"{_count(len(meeting.documents), 'article')} ({', '.join(meeting.documents)}), "
            f"{_count(meeting.independent_origins, 'independent origin')}"
        )
        hearsay = [report.document for report in meeting.reports if report.attributed]
        return [
            Line("Venue", ", ".join(part for part in (meeting.venue, manner) if part)),
            Line("Host", self._label(meeting.host)),
            Line("Also there", "; ".join(self._person(id_) for id_ in meeting.attendees)),
            Line("About", "; ".join(topic.label for topic in meeting.topics[:TOPICS])),
            Line("Told by", support),
            Line("By hearsay", ", ".join(hearsay)),
            *(Line("Disputed", self._clash(found)) for found in meeting.contradictions),
        ]

    def _works_for(self, meeting: Meeting, organisation: str) -> bool:
        roles = (role for id_ in meeting.principals for role in self._entity_roles(id_))
        return any(employer == organisation for _, employer in roles)

    def _entity_roles(self, id_: str) -> list[tuple[str, str | None]]:
        entity = self.entities.get(id_)
        return [(role.role, role.organisation) for role in entity.roles] if entity else []

    def _person(self, id_: str) -> str:
        """A person with the role that is printed most often."""
        entity = self.entities.get(id_)
        if entity is None or not entity.roles:
            return self._label(id_)
        role = max(entity.roles, key=lambda r: (r.organisation is not None, len(r.places)))
        body = self._label(role.organisation)
        return f"{entity.label} ({', '.join(part for part in (role.role, body) if part)})"

    def _label(self, id_: str | None) -> str:
        entity: Entity | None = self.entities.get(id_ or "")
        return entity.label if entity else id_ or ""

    def _proofs(self, evidence: Sequence[Citation]) -> list[Proof]:
        """The passages to show: the most telling ones of every article, each wording once.

        What is spliced into a passage is left out and marked; copies without it are shown in its stead.
        """
        worded: dict[str, list[Citation]] = {}
        for citation in _most_telling(evidence):
            worded.setdefault(" ".join(self._reading(citation, " ").split()), []).append(citation)
        shown = (min((self._reading(place, " […] ") for place in places), key=len) for places in worded.values())
        return [
            Proof(" ".join(text.split()), places[0].language, tuple(places))
            for text, places in zip(shown, worded.values(), strict=True)
        ]

    def _reading(self, citation: Citation, mark: str) -> str:
        """The text of a citation with a mark in place of injected stretches."""
        pieces, at = [], citation.start
        for stretch in self.injected.get(citation.document, ()):
            if at <= stretch.start < citation.end:
                pieces.append(citation.text[at - citation.start : stretch.start - citation.start])
                at = min(stretch.end, citation.end)
        pieces.append(citation.text[at - citation.start :])
        return mark.join(pieces)

    # --- the rest ------------------------------------------------------------------------------------

    def _clash(self, found: Contradiction) -> str:
        about = f"{self._label(found.about)}, " if found.about else ""
        values = " against ".join(f"{self._value(value)} ({', '.join(files)})" for value, files in found.values)
        why = f" — {found.explanation}" if found.explanation else ""
        return f"{about}{found.field}: {values}{why}"

    def _value(self, value: str) -> str:
        id_, _, rest = value.partition(" ")
        if id_ in self.entities:
            return f"{self._label(id_)} {rest}".strip()
        return self.date(value) or value

    def _statement(self, statement: Statement) -> Fact:
        first = max(statement.places, key=lambda place: (place.language == self.locale.language, len(place.text)))
        text = f"“{first.text}”" if statement.direct else first.text
        return Fact(f"{self._label(statement.speaker) or 'nobody named'}: {text}", statement.places)

    def _figure(self, figure: Figure) -> Fact:
        amount = f"{figure.amount:,.15g}" + ("" if figure.unit == "count" else f" {figure.unit}")
        over = f" over {self._duration(figure.period)}" if figure.period else ""
        subject = self._label(figure.subject)
        return Fact(f"{subject + ': ' if subject else ''}{amount}{over} — {figure.what}", figure.places)

    def _duration(self, period: str) -> str:
        """An ISO 8601 duration of one unit in words, as it stands where it has several."""
        match = re.fullmatch(r"P(\d+)([YMWD])", period)
        if match is None:
            return period
        unit = {"Y": "year", "M": "month", "W": "week", "D": "day"}[match.group(2)]
        return format_unit(int(match.group(1)), unit, locale=self.locale)

    def _plan(self, plan: Plan) -> Fact:
        when = self.date(plan.when)
        head = ", ".join(part for part in (when, self._label(plan.who)) if part)
        return Fact(f"{head + ': ' if head else ''}{plan.what}", plan.places)

    def _origins(self) -> Iterable[str]:
        words = {"copy": "copied by", "rewrite": "rewritten by", "translation": "translated in"}
        for origin in self.account.lineage.origins:
            share = f" ({origin.shared:.0%} shared)" if origin.shared else ""
            to = ", ".join(origin.targets)
            if origin.source is None:
                yield f"{to} hang on one release{share}"
            elif origin.targets == (origin.source,):
                yield f"{origin.source} holds its own translation{share}"
            else:
                yield f"{origin.source} {words.get(origin.kind, 'taken up by')} {to}{share}"

    def date(self, value: str | None) -> str:
        """An EDTF value in words, as exact as it is and no more; "" where it is none."""
        edges = edtf.interval(value)
        if not value or edges is None:
            return ""
        doubt = " (uncertain)" if value.rstrip("~%").endswith("?") else ""
        if "/" in value:
            first, last = (self.date(part) for part in value.rstrip("?~%").split("/"))
            return f"{first} to {last}{doubt}"
        length = len(value.rstrip("?~%"))
        pattern = {4: "y", 7: "MMMM y"}.get(length, "long")
        return format_date(edges[0], pattern, locale=self.locale) + doubt


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _most_telling(evidence: Sequence[Citation]) -> list[Citation]:
    """Up to `PASSAGES` passages of every article, those that prove most first; no passage inside another."""
    shown: list[Citation] = []
    for document in sorted({citation.document for citation in evidence}):
        own = [citation for citation in evidence if citation.document == document]
        own.sort(key=lambda c: (-len(c.fields), c.start, -c.end))
        kept: list[Citation] = []
        for citation in own:
            if not any(k.start < citation.end and citation.start < k.end for k in kept):
                kept.append(citation)
        shown += sorted(kept[:PASSAGES], key=lambda c: c.start)
    return shown
