"""What is concluded from all of them."""

from __future__ import annotations

from dataclasses import dataclass

from whomet.records.across import Entity, Lineage
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


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A fact on which the coverage disagrees.

    Attributes:
        field: "date", "city", "host", "status", "attendees" ... or free text.
        values: (value, files that give it); entity ids where the field is an entity.
        about: Entity id, for contradictions outside a meeting.
        explanation: Why they differ, where it can be told.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    about: str | None = None
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A meeting as one article tells it, in entity ids."""

    document: str
    status: MeetingStatus
    principals: tuple[str, ...]
    attendees: tuple[str, ...]
    host: str | None
    date: str | None
    city: str | None
    venue: str | None
    attributed: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting from all its reports, in entity ids."""

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


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, wherever it is printed; `places` carry the language of each print."""

    id: str
    speaker: str | None
    direct: bool
    places: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its subject, wherever it is printed."""

    subject: str | None
    what: str
    amount: float
    unit: str
    period: str | None
    places: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Something said to lie ahead, wherever it is printed."""

    what: str
    who: str | None
    when: str | None
    places: tuple[Citation, ...]


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
    """All that was concluded from a set of documents. Printed by `briefs`."""

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
