"""What is concluded from all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from whomet.records.across import Entity, Lineage, Nearness
from whomet.records.decisions import Standing
from whomet.records.documents import Document, Problem
from whomet.records.events import Manner, MeetingStatus, Topic


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters of a document that prove something.

    Attributes:
        document: File.
        text: `document.text[start:end]`.
        fields: The fields of the event that they prove.
        language: BCP 47 code.
    """

    document: str
    start: int
    end: int
    text: str
    fields: tuple[str, ...] = ()
    language: str | None = None


Lines: TypeAlias = tuple[tuple[str, ...], ...]
"""Files grouped by line of reporting: as many groups as independent origins carry a fact."""

Cause = Literal["time zone", "copying error", "mistranslation", "correction", "merged meetings", "rounding"]


@dataclass(frozen=True, slots=True)
class Support:
    """One value of one field, and who carries it.

    Attributes:
        field: "date", "city", "host" ...
        value: Entity id, EDTF date or text.
        lines: Files that give it, by line of reporting.
    """

    field: str
    value: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A fact on which the coverage disagrees.

    Attributes:
        field: "date", "city", "host", "status", "attendees" ... or free text.
        values: (value, files that give it); entity ids where the field is an entity.
        about: Entity id, for contradictions outside a meeting.
        explanation: Why they differ, where it can be told, in words.
        cause: The same as a kind.
        lines: For each value its files by line of reporting.
        torn: Files that give more than one of the values: they contradict themselves.
        places: For each value the passages that give it, for contradictions outside a meeting.
        accepted: The value that an analyst took for right; None as long as nobody did.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    about: str | None = None
    explanation: str | None = None
    cause: Cause | None = None
    lines: tuple[Lines, ...] = ()
    torn: tuple[str, ...] = ()
    places: tuple[tuple[Citation, ...], ...] = ()
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class MatchReason:
    """Why the reports of two articles were taken for one meeting.

    Attributes:
        left, right: Files.
        score: Sum of the features' weights.
        features: Name and what it added.
    """

    left: str
    right: str
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A meeting as one article tells it, in entity ids.

    Attributes:
        attributed: Whom the article names as its source.
        superseded: The file whose correction or retraction it yields to, wholly or in a part.
        key: Digest of the words that tell it and of the sides as printed: what it is found again by.
    """

    document: str
    status: MeetingStatus
    principals: tuple[str, ...]
    attendees: tuple[str, ...]
    host: str | None
    date: str | None
    city: str | None
    venue: str | None
    attributed: str | None = None
    superseded: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting from all its reports, in entity ids.

    Attributes:
        support: Every value of every field that a report gives, and who carries it.
        reasons: Why its reports were taken for one.
    """

    id: str
    status: MeetingStatus
    background: bool
    principals: tuple[str, ...]
    attendees: tuple[str, ...]
    organisations: tuple[str, ...]
    date: str | None
    city: str | None
    venue: str | None
    host: str | None
    manner: Manner
    topics: tuple[Topic, ...]
    documents: tuple[str, ...]
    independent_origins: int
    reports: tuple[Report, ...]
    contradictions: tuple[Contradiction, ...]
    evidence: tuple[Citation, ...]
    support: tuple[Support, ...] = ()
    reasons: tuple[MatchReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, wherever it is printed; `places` carry the language of each print.

    Attributes:
        lines: The files that print it, by line of reporting.
    """

    id: str
    speaker: str | None
    direct: bool
    places: tuple[Citation, ...]
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its subject, wherever it is printed.

    Attributes:
        lines: The files that print it, by line of reporting.
    """

    subject: str | None
    what: str
    amount: float
    unit: str
    period: str | None
    places: tuple[Citation, ...]
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Something said to lie ahead, wherever it is printed.

    Attributes:
        lines: The files that print it, by line of reporting.
    """

    what: str
    who: str | None
    when: str | None
    places: tuple[Citation, ...]
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class AccountStory:
    """A story with its meetings and how many independent lines of reporting carry it."""

    id: str
    title: str
    documents: tuple[str, ...]
    meetings: tuple[str, ...]
    independent_origins: int


@dataclass(frozen=True, slots=True)
class Account:
    """All that was concluded from a set of documents. Printed by `briefs`.

    Attributes:
        decisions: What an analyst decided, in order of the log, and how it stands; empty without a workspace.
        near: Entities that came close to being one, for an analyst to look at.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    meetings: tuple[Meeting, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    plans: tuple[Plan, ...]
    contradictions: tuple[Contradiction, ...]
    lineage: Lineage
    stories: tuple[AccountStory, ...]
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Standing, ...] = ()
    near: tuple[Nearness, ...] = ()
