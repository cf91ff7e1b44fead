"""What one article reports: event mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from whomet.records.documents import Document
from whomet.records.mentions import Mentions

MeetingStatus = Literal["held", "planned", "cancelled", "denied", "proposed"]
Manner = Literal["in person", "telephone", "video", "unknown"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of a document that say something.

    Attributes:
        fields: Which fields of the event they prove ("principals", "date", "city" ...).
    """

    start: int
    end: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a meeting was about: an English label where one is known, else the phrase as printed."""

    label: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class FieldReading:
    """A value of a field that an article also gives, against the one it mostly gives (headline against text)."""

    field: str
    value: str | int
    passage: Passage


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting as one article tells it. Numbers are indexes into that article's `Mentions.referents`.

    Attributes:
        principals: The sides. At least one person; a side that is a body stands in `organisations`.
        attendees: Others said to be present.
        absent: People said not to have been present.
        host: Who is said to have invited or received.
        date: EDTF, local to the place where the article lets us know, else as told.
        date_zone: "local" or "home" where the article says which, else None.
        city: A place referent.
        venue: The phrase as printed, or None.
        background: An earlier meeting that the article looks back on.
        attributed: Index of the referent, or printed source, that is said to tell it; None: the article itself.
        other_readings: Values of fields that the article gives elsewhere against these.
        ordinal: Which of the meetings of its sides it is, where the article counts them ("their third meeting").
        evidence: Passages that prove it, at least one.
    """

    status: MeetingStatus
    principals: tuple[int, ...]
    evidence: tuple[Passage, ...]
    background: bool = False
    attendees: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    host: int | None = None
    date: str | None = None
    date_zone: Literal["local", "home"] | None = None
    city: int | None = None
    venue: str | None = None
    manner: Manner = "unknown"
    topics: tuple[Topic, ...] = ()
    attributed: str | None = None
    other_readings: tuple[FieldReading, ...] = ()
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class StatementMention:
    """Something said: a quotation, or reported speech.

    Attributes:
        start, end: Document offsets of the words said (inside the marks for direct speech).
        speaker: Index of a referent, None where nobody is named.
        direct: Printed inside quotation marks.
    """

    start: int
    end: int
    text: str
    language: str
    speaker: int | None
    direct: bool


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A quantity with its subject.

    Attributes:
        start, end: Document offsets of the quantity.
        sentence: Index of the sentence that tells it.
        subject: Index of a referent, or None.
        what: What is measured, words of the sentence.
        period: ISO 8601 duration it is spread over, or None.
    """

    start: int
    end: int
    text: str
    sentence: int
    amount: float
    unit: str
    what: str
    subject: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class PlanMention:
    """Something said to lie ahead.

    Attributes:
        start, end: Document offsets of the clause.
        who: Index of a referent, or None.
        when: EDTF, or None.
        what: The clause in the words of the article.
    """

    start: int
    end: int
    text: str
    language: str
    what: str
    who: int | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class FactMention:
    """A dated or counted fact about a referent that is no meeting, e.g. when a journey began.

    Attributes:
        field: What is told, an English label such as "departure", "return".
        value: EDTF or text.
    """

    start: int
    end: int
    text: str
    about: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class CorrectionMention:
    """A note that says an earlier text was wrong.

    Attributes:
        start, end: Document offsets of the note.
        retraction: Whether the whole report is taken back, not a detail.
        wrong: (start, end) of the words for what was wrong, or None where the note does not tell.
        right: (start, end) of the words for what holds instead, or None.
        whose: Name of the outlet whose text is corrected, as printed; None where it is the article's own.
    """

    start: int
    end: int
    text: str
    language: str
    retraction: bool = False
    wrong: tuple[int, int] | None = None
    right: tuple[int, int] | None = None
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """All event mentions of one document, in order of the text."""

    meetings: tuple[MeetingMention, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    plans: tuple[PlanMention, ...] = ()
    facts: tuple[FactMention, ...] = ()
    corrections: tuple[CorrectionMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One document with all that the per-document rooms concluded from it."""

    document: Document
    mentions: Mentions = field(default_factory=Mentions)
    events: Events = field(default_factory=Events)
