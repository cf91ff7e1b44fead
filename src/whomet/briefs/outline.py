"""The outline that all briefs for readers share: what is said of each meeting, in which order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whomet import edtf
from whomet.briefs.decided import Decided, accepted
from whomet.briefs.ids import clash_ids, contradiction_ids
from whomet.briefs.lineage import Kinship
from whomet.briefs.lines import Voices, carried, listed, told_by
from whomet.briefs.quantities import parsed
from whomet.briefs.wording import Words, words
from whomet.records import (
    Account,
    AccountStory,
    Citation,
    Contradiction,
    Entity,
    EntityRole,
    Figure,
    Lines,
    Meeting,
    Plan,
    Report,
    Statement,
)

#: How many passages of one article a brief for readers shows for one meeting; the JSON has them all.
PASSAGES = 2
#: How many topics it shows: those that most articles name come first.
TOPICS = 6
#: Units of time: lengths of talks and journeys stay in the JSON, a list of figures is clearer without them.
DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of a meeting: its kind, a label in words, and what stands behind it."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence that proves something, in its own language, with every article that prints it word for word.

    Attributes:
        documents: The articles, in words.
    """

    text: str
    language: str | None
    places: tuple[Citation, ...]
    documents: str


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting as readers see it.

    Attributes:
        when, where: Date and city in words, "date unknown" where no article tells.
        status: As the account has it; `shown` is the word for it.
        sides: The principals with their roles.
        lines: Who else, venue, topics, how well founded, what is disputed.
        values: (field, value, who carries it) of every value that an article gives.
        proofs: The sentences that prove it, in their own language.
    """

    id: str
    when: str
    where: str
    status: str
    shown: str
    sides: str
    lines: tuple[Line, ...]
    values: tuple[tuple[str, str, str], ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A story with its meetings, those in the news apart from those looked back on."""

    id: str
    title: str
    summary: str
    meetings: tuple[MeetingEntry, ...]
    background: tuple[MeetingEntry, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement, figure, plan or contradiction in words, with the places that print it.

    Attributes:
        lines: The files that print it by line of reporting.
        where: The articles in words: "a.txt, b.txt: 1 origin"; nothing where the text has them.
        origins: By how many lines of reporting several articles carry it, in words; nothing for a single one.
        id: What `whomet show` explains it by; only of what has no other sign of it.
    """

    text: str
    places: tuple[Citation, ...] = ()
    lines: Lines = ()
    where: str = ""
    origins: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a brief for readers shows, and the words for what it does not say itself."""

    words: Words
    headline: str
    sections: tuple[Section, ...]
    without_meetings: tuple[str, ...]
    statements: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    plans: tuple[Fact, ...]
    contradictions: tuple[Fact, ...]
    origins: tuple[str, ...]
    decided: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """What stands behind the stories, by the key of its heading, in order."""
        return (
            ("said", self.statements),
            ("figures", self.figures),
            ("ahead", self.plans),
            ("disputed_besides", self.contradictions),
            ("who_copied_whom", tuple(map(Fact, self.origins))),
            ("decided", tuple(map(Fact, self.decided))),
            ("no_meeting_in", tuple(map(Fact, self.without_meetings))),
            ("not_read", tuple(map(Fact, self.problems))),
        )


def outline(account: Account, language: str = "en") -> Outline:
    """Put an account into words.

    Args:
        account: What was concluded.
        language: BCP 47 code of the language to use.

    Raises:
        UnknownLanguageError: There are no words in it.
    """
    return Writer(account, language).outline()


class Writer:
    """Puts the parts of one account into words.

    Args:
        account: What was concluded.
        language: BCP 47 code of the language to use.

    Raises:
        UnknownLanguageError: There are no words in it.
    """

    def __init__(self, account: Account, language: str) -> None:
        self.account = account
        self.voices = Voices(account.lineage)
        self.entities = {entity.id: entity for entity in account.entities}
        self.injected = {document.file: document.injected for document in account.documents}
        self.words = words(language)
        self.documents = {document.file: document for document in account.documents}
        self.decided = Decided(account, self.words, self.value, self.date)

    def outline(self) -> Outline:
        """All of it."""
        account = self.account
        shown = self._where_told()
        sections = [self._section(story, shown[story.id]) for story in account.stories if shown[story.id]]
        return Outline(
            words=self.words,
            headline=self._headline(),
            sections=tuple(sections),
            without_meetings=tuple(
                f"{story.title or self._no_headline} ({listed(self.words, story.documents)})"
                for story in account.stories
                if not story.meetings
            ),
            statements=tuple(self.statement(statement) for statement in account.statements),
            figures=tuple(self.figure(figure) for figure in account.figures if figure.unit not in DURATIONS),
            plans=tuple(self.plan(plan) for plan in account.plans),
            contradictions=tuple(
                Fact(self.clash(found), _each(found), id=id_)
                for found, id_ in zip(account.contradictions, contradiction_ids(account), strict=True)
            ),
            origins=tuple(Kinship(account, self.words).lines()),
            decided=tuple(self.decided.lines()),
            problems=tuple(f"{problem.file}: {problem.problem}" for problem in account.problems),
        )

    def _where_told(self) -> dict[str, list[Meeting]]:
        """Meetings by story; one that several stories tell stands with the story most of its articles belong to."""
        shown: dict[str, list[Meeting]] = {story.id: [] for story in self.account.stories}
        order = {id_: number for number, id_ in enumerate(shown)}
        home = {file: story.id for story in self.account.stories for file in story.documents}
        for meeting in self.account.meetings:
            told = Counter(home[file] for file in meeting.documents if file in home)
            if told:
                shown[min(told, key=lambda id_: (-told[id_], order[id_]))].append(meeting)
        return shown

    def _headline(self) -> str:
        languages = sorted({language for document in self.account.documents for language in document.languages})
        held = sum(not meeting.background for meeting in self.account.meetings)
        named = ", ".join(languages) or self.words.say("phrases", "no_language")
        parts = [
            self.words.count("articles_in", len(self.account.documents), languages=named),
            self.words.count("meetings_in_news", held),
            self.words.count("earlier_meetings", len(self.account.meetings) - held),
        ]
        return "; ".join(parts)

    def _section(self, story: AccountStory, meetings: Sequence[Meeting]) -> Section:
        return Section(
            id=story.id,
            title=story.title or self._no_headline,
            summary=self._carried_by(len(story.documents), story.independent_origins),
            meetings=tuple(self.entry(meeting) for meeting in meetings if not meeting.background),
            background=tuple(self.entry(meeting) for meeting in meetings if meeting.background),
        )

    @property
    def _no_headline(self) -> str:
        return self.words.say("phrases", "no_headline")

    def _carried_by(self, articles: int, origins: int) -> str:
        return f"{self.words.count('articles', articles)}, {self.words.count('independent_origins', origins)}"

    # --- meetings ------------------------------------------------------------------------------------

    def entry(self, meeting: Meeting) -> MeetingEntry:
        """A meeting as readers see it."""
        bodies = [self.label(id_) for id_ in self._bodies(meeting)]
        sides = [*(self._person(id_) for id_ in meeting.principals), *bodies]
        return MeetingEntry(
            id=meeting.id,
            when=self.date(meeting.date) or self.words.say("phrases", "date_unknown"),
            where=self.label(meeting.city),
            status=meeting.status,
            shown=self.words.term("statuses", meeting.status),
            sides=" — ".join(sides),
            lines=tuple(line for line in self._lines(meeting) if line.text),
            values=tuple(self._values(meeting)),
            proofs=tuple(self._proofs(meeting.evidence)),
        )

    def sides(self, meeting: Meeting) -> list[str]:
        """The names of the sides, without their roles."""
        return [self.label(id_) for id_ in (*meeting.principals, *self._bodies(meeting))]

    def _bodies(self, meeting: Meeting) -> list[str]:
        """The bodies that stand for a side that nobody is named of."""
        if len(meeting.principals) > 1:
            return []
        return [id_ for id_ in meeting.organisations if not self._works_for(meeting, id_)]

    def _lines(self, meeting: Meeting) -> list[Line]:
        hearsay = [report.document for report in meeting.reports if report.attributed]
        told = {
            "venue": ", ".join(part for part in (meeting.venue, self._manner(meeting)) if part),
            "host": self.label(meeting.host),
            "also_there": "; ".join(self._person(id_) for id_ in meeting.attendees),
            "about": "; ".join(self.words.topic(topic.label) for topic in meeting.topics[:TOPICS]),
            "told_by": self.told_by(meeting),
            "by_hearsay": listed(self.words, hearsay),
            "corrected": "; ".join(filter(None, map(self.superseded, meeting.reports))),
        }
        disputed = [("disputed", self.clash(found)) for found in meeting.contradictions]
        decided = [("decided", text) for text in self.decided.about(meeting.id, *clash_ids(meeting))]
        return [Line(kind, self.words.label(kind), text) for kind, text in (*told.items(), *disputed, *decided)]

    def _manner(self, meeting: Meeting) -> str:
        if meeting.manner in ("unknown", "in person"):
            return ""
        return self.words.say("marks", "by_manner", manner=self.words.term("manners", meeting.manner))

    def told_by(self, meeting: Meeting) -> str:
        """Who reports a meeting: "3 articles, 2 independent origins: a.txt + b.txt; c.txt"."""
        lines = self.voices.of_meeting(meeting)
        files = told_by(self.words, lines) if lines else listed(self.words, meeting.documents)
        return f"{self._carried_by(len(meeting.documents), meeting.independent_origins)}: {files}"

    def _values(self, meeting: Meeting) -> Iterator[tuple[str, str, str]]:
        for each in meeting.support:
            origins = self.words.count("origins", len(each.lines))
            told = f"{origins}: {told_by(self.words, each.lines)}"
            yield self.words.term("fields", each.field), self.value(each.value), told

    def _works_for(self, meeting: Meeting, organisation: str) -> bool:
        roles = (role for id_ in meeting.principals for role in self._entity_roles(id_))
        return any(employer == organisation for _, employer in roles)

    def _entity_roles(self, id_: str) -> list[tuple[str, str | None]]:
        entity = self.entities.get(id_)
        return [(role.role, role.organisation) for role in entity.roles] if entity else []

    def _person(self, id_: str) -> str:
        """A person with the role that is printed most often."""
        office = self.office(id_)
        return f"{self.label(id_)} ({office})" if office else self.label(id_)

    def office(self, id_: str) -> str:
        """The role of a person that is printed most often, with its body; nothing where none is known."""
        entity = self.entities.get(id_)
        if entity is None or not entity.roles:
            return ""
        role = max(entity.roles, key=lambda r: (r.organisation is not None, len(r.places)))
        body = self.label(role.organisation)
        office = self.words.role(role.role, self._as_printed(role))
        return ", ".join(part for part in (office, body) if part)

    def _as_printed(self, role: EntityRole) -> list[str]:
        """How articles in the language of the brief print an office."""
        found = []
        for file, start, end in role.places:
            document = self.documents.get(file)
            if document and self.words.code in document.languages:
                found.append(document.text[start:end])
        return found

    def label(self, id_: str | None) -> str:
        """The best name of an entity; nothing where there is none."""
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
            Proof(" ".join(text.split()), places[0].language, tuple(places), listed(self.words, _files(places)))
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

    def clash(self, found: Contradiction) -> str:
        """A contradiction with its values, who gives each, and why they differ where it can be told."""
        about = f"{self.label(found.about)}, " if found.about else ""
        because = self.words.say("marks", "because")
        values = self.words.say("marks", "against").join(
            f"{self.value(value)} ({carried(self.words, files, lines)})"
            for (value, files), lines in zip(found.values, self.voices.of_values(found), strict=False)
        )
        field = self.words.term("fields", found.field)
        told = f"{about}{field}: {values}" + "".join(because + why for why in self.reasons(found))
        return accepted(self.words, told, found.accepted, self.value)

    def reasons(self, found: Contradiction) -> Iterator[str]:
        """Why the values of a contradiction differ, where it can be told."""
        if found.explanation:
            yield self.words.explained(found.explanation)
        elif found.cause:
            yield self.words.term("causes", found.cause)
        if found.torn and not all(file in (found.explanation or "") for file in found.torn):
            yield self.words.verb("torn", len(found.torn), files=listed(self.words, found.torn))

    def superseded(self, report: Report) -> str:
        """That a report yields to a correction; nothing where it does not."""
        if report.superseded == report.document:
            return self.words.say("phrases", "corrects_itself", file=report.document)
        if not report.superseded:
            return ""
        return self.words.say("phrases", "yields", file=report.document, source=report.superseded)

    def value(self, value: str) -> str:
        """A value of a field in words: an entity, an amount, a date, a status, or as it is."""
        id_, _, rest = value.partition(" ")
        if id_ in self.entities:
            return f"{self.label(id_)} {self.words.term('presence', rest) if rest else ''}".strip()
        if (amount := parsed(value)) is not None:
            return self.words.quantity(*amount)
        return self.date(value) or self.words.term("statuses", self.words.term("manners", value))

    def statement(self, statement: Statement) -> Fact:
        """A statement with its speaker."""
        first = max(statement.places, key=lambda place: (place.language == self.words.code, len(place.text)))
        text = self.words.quoted(first.text) if statement.direct else first.text
        speaker = self.label(statement.speaker) or self.words.say("phrases", "nobody_named")
        return self._fact(f"{speaker}: {text}", statement.places, statement.lines)

    def _fact(self, text: str, places: tuple[Citation, ...], lines: Lines) -> Fact:
        files = _files(places)
        origins = self.words.count("origins", len(lines)) if lines and len(files) > 1 else ""
        return Fact(text, places, lines, carried(self.words, files, lines), origins)

    def figure(self, figure: Figure) -> Fact:
        """A figure with its subject and what it measures."""
        amount = self.words.quantity(figure.amount, figure.unit)
        if figure.period:
            amount = self.words.say("marks", "over", amount=amount, period=self._duration(figure.period))
        subject = self.label(figure.subject)
        told = f"{subject + ': ' if subject else ''}{amount} — {figure.what}"
        return self._fact(told, figure.places, figure.lines)

    def _duration(self, period: str) -> str:
        """An ISO 8601 duration of one unit in words, as it stands where it has several."""
        match = re.fullmatch(r"P(\d+)([YMWD])", period)
        if match is None:
            return period
        unit = {"Y": "year", "M": "month", "W": "week", "D": "day"}[match.group(2)]
        return self.words.duration(int(match.group(1)), unit)

    def plan(self, plan: Plan) -> Fact:
        """A plan with its time and who it is of."""
        when = self.date(plan.when)
        head = ", ".join(part for part in (when, self.label(plan.who)) if part)
        return self._fact(f"{head + ': ' if head else ''}{plan.what}", plan.places, plan.lines)

    def date(self, value: str | None) -> str:
        """An EDTF value in words, as exact as it is and no more; "" where it is none."""
        edges = edtf.interval(value)
        if not value or edges is None:
            return ""
        exact = value.rstrip("?~%")
        if "/" in value:
            first, last = (self.date(part) for part in exact.split("/"))
            told = self.words.say("marks", "span", first=first, last=last)
        else:
            told = self.words.day(edges[0], len(exact))
        doubtful = value.rstrip("~%").endswith("?")
        return self.words.say("marks", "uncertain", date=told) if doubtful else told


def _each(found: Contradiction) -> tuple[Citation, ...]:
    """The first passage of each value."""
    return tuple(places[0] for places in found.places if places)


def _files(places: Sequence[Citation]) -> list[str]:
    return list(dict.fromkeys(place.document for place in places))


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
