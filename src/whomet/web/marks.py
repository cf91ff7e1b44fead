"""The text of an article cut into pieces, each with what is to be shown of it.

The pieces joined are the text: nothing is left out and nothing added. Positions are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Generic, Protocol, TypeVar

from babel import Locale, UnknownLocaleError

from whomet.records import Block, Citation, Document

#: Kinds of blocks that are the article's own text to a reader.
OWN = frozenset({"title", "summary", "dateline", "body", "caption", "correction", "byline", "credit"})


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A stretch of an article that was taken from another one, in words."""

    start: int
    end: int
    told: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article that looks the same from end to end.

    Attributes:
        anchors: Ids of the passages that begin here.
        kind: Kind of its block, or "injected".
        language: Of the block, where it is not that of the paragraph.
        reason: Why it is not the article's.
        cited: Whether a conclusion rests on it.
        here: Whether it belongs to the passage that the reader asked for.
        taken: Where it was taken from, in words.
    """

    start: int
    end: int
    text: str
    anchors: tuple[str, ...]
    kind: str
    language: str | None
    reason: str | None
    cited: bool
    here: bool
    taken: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of an article with the break behind it.

    Attributes:
        kind: Kind of most of it; nothing where it is empty.
        language: BCP 47 code, None where it has none.
        direction: "ltr" or "rtl"; None where the language is not known: its letters tell.
    """

    kind: str
    language: str | None
    direction: str | None
    pieces: tuple[Piece, ...]

    @property
    def own(self) -> bool:
        """Whether it is the article's own text to a reader."""
        return self.kind in OWN


def anchor(start: int, end: int) -> str:
    """The id of a passage on the page of its article."""
    return f"c{start}-{end}"


def paragraphs(
    document: Document,
    cited: Iterable[Citation] = (),
    taken: Sequence[TakenOver] = (),
    here: tuple[int, int] | None = None,
) -> list[Paragraph]:
    """An article line by line.

    Args:
        document: A labelled document.
        cited: Passages that conclusions rest on.
        taken: What was taken over.
        here: (start, end) of the passage to show.

    Returns:
        Paragraphs whose pieces joined are the document's text.
    """
    cutter = _Cutter(document, cited, taken, here)
    return [cutter.paragraph(start, end) for start, end in _lines(document.text)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end


class _Cutter:
    def __init__(
        self,
        document: Document,
        cited: Iterable[Citation],
        taken: Sequence[TakenOver],
        here: tuple[int, int] | None,
    ) -> None:
        self.document = document
        self.here = here
        proofs = sorted({(place.start, place.end) for place in cited})
        shown = [*proofs, here] if here else proofs
        self.anchors: dict[int, list[str]] = {}
        for start, end in sorted(set(shown)):
            self.anchors.setdefault(start, []).append(anchor(start, end))
        self.blocks = _Cover(document.blocks)
        self.injected = _Cover(document.injected)
        self.cited = _Cover([_Span(start, end) for start, end in proofs])
        self.taken = _Cover(taken)
        spans = chain(
            proofs,
            [here] if here else [],
            ((one.start, one.end) for one in (*document.blocks, *document.injected)),
            ((one.start, one.end) for one in taken),
        )
        self.bounds = sorted({0, len(document.text), *chain.from_iterable(spans)})

    def paragraph(self, start: int, end: int) -> Paragraph:
        inner = self.bounds[bisect_right(self.bounds, start) : bisect_left(self.bounds, end)]
        stretches = list(pairwise([start, *inner, end]))
        kind, language = self._mostly(stretches)
        pieces = tuple(self._piece(left, right, language) for left, right in stretches)
        return Paragraph(kind, language, direction(language), pieces)

    def _mostly(self, stretches: Sequence[tuple[int, int]]) -> tuple[str, str | None]:
        """Kind of the longest stretch that is more than space, and the language that the line begins in."""
        found = [
            (right - left, -left, block)
            for left, right in stretches
            if (block := self._block(left)) and self.document.text[left:right].strip()
        ]
        if not found:
            return "", None
        kind = max(found, key=lambda one: one[:2])[2].kind
        return kind, next((block.language for *_, block in found if block.language), None)

    def _block(self, at: int) -> Block | None:
        return self.injected.at(at) or self.blocks.at(at)

    def _piece(self, start: int, end: int, language: str | None) -> Piece:
        block = self._block(start)
        taken = self.taken.at(start)
        return Piece(
            start=start,
            end=end,
            text=self.document.text[start:end],
            anchors=tuple(self.anchors.get(start, ())),
            kind=block.kind if block else "body",
            language=block.language if block and block.language != language else None,
            reason=block.reason if block else None,
            cited=self.cited.at(start) is not None,
            here=self.here is not None and self.here[0] <= start < self.here[1],
            taken=taken.told if taken else None,
        )


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Stretch)


class _Cover(Generic[S]):
    """Spans, asked for the one that lies over a character; of several the one that reaches furthest."""

    def __init__(self, spans: Iterable[S]) -> None:
        self._spans = sorted((one for one in spans if one.end > one.start), key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._spans]
        self._furthest: list[S] = []
        for one in self._spans:
            last = self._furthest[-1] if self._furthest else one
            self._furthest.append(one if one.end >= last.end else last)

    def at(self, offset: int) -> S | None:
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or self._furthest[number].end <= offset:
            return None
        return self._furthest[number]


def direction(language: str | None) -> str | None:
    """Which way a language is written, None where it is not known."""
    if not language or language == "und":
        return None
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return None


__all__ = ["Paragraph", "Piece", "TakenOver", "anchor", "direction", "paragraphs"]
