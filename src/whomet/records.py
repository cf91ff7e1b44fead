"""The records that flow between the rooms: the vocabulary that every stage shares.

All are frozen dataclasses with slots and plain fields. Positions are offsets in Unicode code points, end
exclusive, into `Document.text`; a span of a record is always cut from that text unchanged. Dates are EDTF
level 0/1 strings (https://www.loc.gov/standards/datetime/), languages BCP 47 codes.

One article, from the inside to the outside: a `Document` is tiled by `Block`s and read as `Sentence`s; a
`Mention` is a stretch that names something; a `Referent` is what an article means by its mentions ("Lee",
"der Vorsitzende", "he" are one referent of that article); an event mention (`MeetingMention` ...) is what the
article reports about its referents. Across articles, referents become `Entity`s and event mentions become the
meetings, statements, figures and plans of an `Account`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

# --- documents ---------------------------------------------------------------------------------------

BlockKind = Literal[
    "title",
    "summary",
    "dateline",
    "body",
    "caption",
    "byline",
    "credit",
    "correction",
    "comment",
    "boilerplate",
    "injected",
]
#: Kinds of blocks from which conclusions are drawn.
READ_KINDS: frozenset[str] = frozenset({"title", "summary", "dateline", "body", "caption", "correction"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read or used, in words a user can act on.

    Attributes:
        file: The path as given by the user, relative to the folder given.
        problem: What is wrong and what to do, one sentence.
    """

    file: str
    problem: str


@dataclass(frozen=True, slots=True)
class Element:
    """A stretch of the reading text with what the markup said about it (HTML only).

    Attributes:
        start, end: Offsets into the document's text.
        path: Tag names from the outside to the inside, e.g. ("body", "article", "p").
        names: Class names, ids and ARIA roles met on the path, lower case.
        link_characters: How many characters of the stretch stand inside links.
        hidden: Why a reader does not see the stretch ("display:none"), or None where it is visible.
    """

    start: int
    end: int
    path: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    link_characters: int = 0
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the text. All blocks but the injected ones tile the text without gap or overlap.

    Attributes:
        start, end: Offsets into the document's text.
        kind: What the stretch is to a reader.
        language: BCP 47 code of its language, or None where it has none (numbers, signs).
        reason: Why it is boilerplate, comment or injected, in a few words; else None.
    """

    start: int
    end: int
    kind: BlockKind
    language: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a read block, with injected stretches cut out.

    Attributes:
        text: What a reader reads: the pieces joined.
        pieces: (start, end) spans of the document's text that `text` is made of, in order.
        block: Index of the block in `Document.blocks`.
        kind: Kind of that block.
        language: BCP 47 code.
        paragraph: Number of the paragraph (line) it stands in, counted over the document.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    block: int
    kind: BlockKind
    language: str
    paragraph: int = 0

    @property
    def start(self) -> int:
        """First offset in the document."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset in the document behind the last character."""
        return self.pieces[-1][1]

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of `text[start:end]`; what lies between two pieces is inside the span."""
        return self._position(start), self._position(end - 1) + 1 if end > start else self._position(start)

    def inner(self, offset: int) -> int:
        """Offset in `text` of a document offset; one inside a cut is moved to the cut."""
        done = 0
        for start, end in self.pieces:
            if offset < start:
                return done
            if offset < end:
                return done + offset - start
            done += end - start
        return done

    def _position(self, offset: int) -> int:
        starts = [0]
        for start, end in self.pieces:
            starts.append(starts[-1] + end - start)
        piece = min(bisect_right(starts, offset) - 1, len(self.pieces) - 1)
        return self.pieces[piece][0] + offset - starts[piece]


DateSource = Literal["metadata", "text", "peers"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a document was published or last changed, as exactly as it says.

    Attributes:
        value: EDTF day or coarser, in the time of the outlet.
        clock: ISO 8601 time of day ("09:30" or "09:30:12"), None where only the day is told.
        zone: UTC offset in hours, where told.
        source: Where it was found.
        how: The place in a few words: "JSON-LD datePublished", "meta article:published_time", "line under the title".
    """

    value: str
    clock: str | None = None
    zone: float | None = None
    source: DateSource = "text"
    how: str = ""

    @property
    def precision(self) -> Literal["year", "month", "day", "minute", "second"]:
        """How exact it is."""
        if self.clock:
            return "second" if self.clock.count(":") > 1 else "minute"
        return ("year", "month", "day")[min(2, self.value.split("/")[0].count("-"))]


@dataclass(frozen=True, slots=True)
class Contact:
    """A stretch by which somebody can be reached or paid; faces mask it unless asked not to.

    Attributes:
        start, end: Document offsets.
        kind: What it is.
    """

    start: int
    end: int
    kind: Literal["e-mail", "telephone", "account"]


@dataclass(frozen=True, slots=True)
class Version:
    """One language version of a document that tells the same in several.

    Attributes:
        language: BCP 47 code.
        blocks: Indexes into `Document.blocks`, in order.
    """

    language: str
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read: its whole reading text, labelled.

    `reading` fills file, text, elements, metadata, charset and url; `cleaning` the rest.

    Attributes:
        file: Path relative to the folder given, with forward slashes; an item of a feed is "feed.xml#2".
        text: The whole reading text. Nothing is thrown away.
        media: How the text is laid out: "text" or "html" (with elements).
        format: What the file was taken for: "txt", "html", "mht", "pdf", "mail", "feed", "json", "csv", "parquet",
            "nitf", "newsml", "warc", "wet".
        elements: What the markup said, in order of the text, tiling it; empty for plain text.
        metadata: (key, value) pairs found in the markup, lower-case keys such as "og:title", "jsonld:datepublished".
        charset: The charset the bytes were decoded with.
        flaws: What is wrong with the file although it could be read ("the text is mojibake ..."), one sentence each
            that says what to do; the run names them as problems.
        url: Address of the page where it says so.
        blocks: Labelled stretches that tile the text, in order.
        injected: Stretches that lie on top of the blocks: text that is not the article's own (kind "injected").
        sentences: The sentences of the read blocks, in order.
        outlet: Who published it, as it names itself.
        published: EDTF day or coarser, None where nothing tells.
        published_from: How the date was found.
        published_zone: UTC offset of the publication in hours, where known.
        publication: The same with hour, zone and how it was found; None where undated or dated by its peers.
        update: When the article was last changed, where it says so.
        section: The part of the outlet it stands in ("Business"), as printed.
        languages: Languages of the body in order of appearance.
        bylines: Names of the authors as printed, without title.
        agency: The wire agency credited.
        contacts: Addresses, telephone and account numbers, in order of the text.
        versions: The language versions, where the document tells the same in several languages; else empty.
        markup: The decoded page that `text` was laid out from (HTML only); `cleaning` lets go of it.
    """

    file: str
    text: str
    media: Literal["text", "html"] = "text"
    elements: tuple[Element, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    charset: str = "utf-8"
    url: str | None = None
    format: str = "txt"
    flaws: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    injected: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    outlet: str | None = None
    published: str | None = None
    published_from: DateSource | None = None
    published_zone: float | None = None
    publication: Stamp | None = None
    update: Stamp | None = None
    section: str | None = None
    languages: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    agency: str | None = None
    contacts: tuple[Contact, ...] = ()
    versions: tuple[Version, ...] = ()
    markup: str | None = None

    @property
    def language(self) -> str:
        """The first body language, "und" where none is known."""
        return self.languages[0] if self.languages else "und"


# --- mentions ----------------------------------------------------------------------------------------

EntityType = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A stretch that names, or points back to, a person, a body or a place.

    Attributes:
        start, end: Document offsets, without particles, titles and quotation marks.
        text: `document.text[start:end]`.
        type: person, organisation or place.
        sentence: Index in `Document.sentences`.
        language: BCP 47 code of the sentence.
        form: How the name is written once genitive endings and the like are off ("Lees" -> "Lee").
        reach: "full" (a full name), "short" (family or given name, abbreviation), "title" (a role that stands
            for its holder: "the minister", "der Meta-Chef"), "pronoun", or "group" ("the two", "두 사람").
        referents: Indexes into `Mentions.referents`: one, several for a group, none where it stays open.
        roles: Indexes into `Mentions.roles` of the roles printed with this name.
    """

    start: int
    end: int
    text: str
    type: EntityType
    sentence: int
    language: str
    form: str
    reach: Literal["full", "short", "title", "pronoun", "group"] = "full"
    referents: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A title or office: "chairman", "메모리사업부장", "Staatssekretärin".

    Attributes:
        role: English label, lower case, where the pack knows one, else the printed form.
        holder: Index into `Mentions.referents` of the person, or None.
        organisation: Index into `Mentions.referents` of the body, or None.
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str
    role: str
    holder: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and what it means, given when and where the article was published.

    Attributes:
        value: EDTF level 0/1 ("2024-06-11", "2024-06", "2024-06-10/2024-06-12", "2024-06?"), None if unresolved.
        kind: "point" (a day, month, year ...), "duration" ("for two weeks") or "set" ("every Monday").
        part: ISO time of day where one is told ("T09:30") or a part of day ("TMO", "TEV", "TNI"), else None.
        zone: "local" for the place of the event ("현지시간", "Ortszeit"), "home" for that of the outlet
            ("한국시간", "MESZ"), None where nothing is said.
        anchor: "absolute", "publication" (relative to publication) or "event" (relative to the event before it:
            "the following day").
        offset_days: For anchor "event": days from the event before it.
        duration: ISO 8601 duration for kind "duration".
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str
    value: str | None
    kind: Literal["point", "duration", "set"] = "point"
    part: str | None = None
    zone: Literal["local", "home"] | None = None
    anchor: Literal["absolute", "publication", "event"] = "absolute"
    offset_days: int | None = None
    duration: str | None = None


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A quantity: a number with its unit.

    Attributes:
        amount: The plain number.
        unit: ISO 4217 code, UCUM unit, "%" or "count".
        counted: For counts, the printed noun that is counted ("번", "trams"), else None.
        modifier: "more than", "less than", "about" or None.
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str
    amount: float
    unit: str
    counted: str | None = None
    modifier: Literal["more than", "less than", "about"] | None = None


@dataclass(frozen=True, slots=True)
class QuotationMention:
    """Text between quotation marks that is speech (not a title or a scare quote).

    Attributes:
        start, end: Document offsets inside the marks.
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str


@dataclass(frozen=True, slots=True)
class Referent:
    """A person, body or place as one article speaks of it: the names, roles and mentions that belong together.

    Attributes:
        type: person, organisation or place.
        label: The fullest form printed.
        forms: (language, form) of every name form printed, fullest first, without pronouns and groups.
        mentions: Indexes into `Mentions.names`.
        roles: Indexes into `Mentions.roles`.
        employer: Index into `Mentions.referents` of a person's body, or None.
        gender: "f", "m" or None, from titles and pronouns.
        country: ISO 3166 code of a known place (UN M.49 code of a continent), else None.
        geonames: GeoNames id of a known city, else None.
        aliases: Forms in other scripts that the article itself gives: "캐런 휘틀록(Karen Whitlock)".
    """

    type: EntityType
    label: str
    forms: tuple[tuple[str, str], ...]
    mentions: tuple[int, ...]
    roles: tuple[int, ...] = ()
    employer: int | None = None
    gender: Literal["f", "m"] | None = None
    country: str | None = None
    geonames: int | None = None
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one document. Every tuple is in order of the text."""

    names: tuple[NameMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    quotations: tuple[QuotationMention, ...] = ()
    referents: tuple[Referent, ...] = ()


# --- event mentions: what one article reports ----------------------------------------------------------

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
class Events:
    """All event mentions of one document, in order of the text."""

    meetings: tuple[MeetingMention, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    plans: tuple[PlanMention, ...] = ()
    facts: tuple[FactMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One document with all that the per-document rooms concluded from it."""

    document: Document
    mentions: Mentions = field(default_factory=Mentions)
    events: Events = field(default_factory=Events)


# --- across documents ----------------------------------------------------------------------------------

OriginKind = Literal["copy", "rewrite", "translation", "shared-release"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One text that depends on another.

    Attributes:
        source: File of the earlier text, None where all hang on an unseen one.
        targets: Files that depend on it; the source itself for a translation inside one page.
        shared: Share (0 to 1) of the dependent text that is taken over.
    """

    kind: OriginKind
    source: str | None
    targets: tuple[str, ...]
    shared: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied, rewrote or translated whom.

    Attributes:
        origins: Every dependence found.
        voices: For every file the file that stands for its line of reporting: files with the same voice are one
            independent origin.
    """

    origins: tuple[Origin, ...] = ()
    voices: tuple[tuple[str, str], ...] = ()

    def voice(self, file: str) -> str:
        """The file that stands for the line of reporting of `file`; itself where it depends on none."""
        return dict(self.voices).get(file, file)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about the same happenings. `id` depends on the documents' texts alone."""

    id: str
    title: str
    documents: tuple[str, ...]


ReferentKey: TypeAlias = tuple[str, int]
"""(file, index into that document's `Mentions.referents`)."""


@dataclass(frozen=True, slots=True)
class LinkReason:
    """Why two referents were taken for one: a feature, its weight and what it saw."""

    left: ReferentKey
    right: ReferentKey
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class EntityRole:
    """A role of a person, with the entity id of the body and where it is printed."""

    role: str
    organisation: str | None
    places: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or place across all articles and scripts.

    Attributes:
        id: "person:lee-jae-yong"; stable under reordering of files.
        label: Best name in the brief's language.
        names: (language, forms) for every language, each form once, fullest first.
        roles: Persons only.
        referents: The referents of the articles that it is made of.
        reasons: Why they are one.
        same_as: URIs of an installed knowledge base.
    """

    id: str
    type: EntityType
    label: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    referents: tuple[ReferentKey, ...]
    roles: tuple[EntityRole, ...] = ()
    reasons: tuple[LinkReason, ...] = ()
    same_as: tuple[str, ...] = ()


# --- the account ---------------------------------------------------------------------------------------


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
