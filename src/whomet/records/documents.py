"""What a file says and what each stretch of it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

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


DateSource = Literal["metadata", "text", "peers", "analyst"]


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
