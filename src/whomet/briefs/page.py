"""The brief as one self-contained HTML file: every fact opens its source with the passage marked."""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from whomet.briefs.outline import Outline, outline
from whomet.briefs.wording import Words
from whomet.records import Account, Citation, Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article as the page shows it.

    Attributes:
        anchors: Ids of the passages that begin here.
        cited: Whether a passage covers it.
        kind: Kind of its block, or "injected".
        taken: Where it was taken from and how, None where it is the article's own.
    """

    text: str
    anchors: tuple[str, ...]
    cited: bool
    kind: str
    language: str | None
    reason: str | None
    taken: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article with its pieces."""

    anchor: str
    document: Document
    pieces: tuple[Piece, ...]


def render(account: Account, language: str = "en") -> str:
    """The brief as one HTML file that needs nothing else.

    Args:
        account: What was concluded.
        language: BCP 47 code of the language to use.
    """
    told = outline(account, language)
    environment = Environment(
        loader=PackageLoader("whomet.briefs", "."),
        autoescape=select_autoescape(["j2"], default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    numbers = {document.file: number for number, document in enumerate(account.documents, 1)}
    cited = set(_citations(told))
    passages: dict[str, list[Citation]] = defaultdict(list)
    for citation in cited:
        passages[citation.document].append(citation)
    taken = _taken(account, told.words)
    environment.globals["anchor"] = lambda place: _anchor(numbers, place)
    sources = [
        _source(document, numbers, passages[document.file], taken.get(document.file, []))
        for document in account.documents
    ]
    return (
        environment.get_template("page.html.j2").render(
            told=told, words=told.words, sources=sources, language=told.words.locale_tag
        )
        + "\n"
    )


def _citations(told: Outline) -> Iterator[Citation]:
    for section in told.sections:
        for meeting in (*section.meetings, *section.background):
            yield from itertools.chain.from_iterable(proof.places for proof in meeting.proofs)
    for fact in (*told.statements, *told.figures, *told.plans, *told.contradictions):
        yield from fact.places


def _anchor(numbers: dict[str, int], place: Citation) -> str:
    return f"d{numbers[place.document]}-{place.start}-{place.end}"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch of an article that was taken over."""

    start: int
    end: int
    told: str


def _taken(account: Account, words: Words) -> dict[str, list[_Taken]]:
    """What was taken over, by file, in order of the text."""
    found: dict[str, list[_Taken]] = defaultdict(list)
    for origin in account.lineage.origins:
        for one in origin.taken:
            found[one.file].append(_Taken(one.start, one.end, f"{words.term('how', one.how)}: {origin.held_against}"))
    return {file: sorted(spans, key=lambda span: (span.start, span.end)) for file, spans in found.items()}


def _source(document: Document, numbers: dict[str, int], cited: Iterable[Citation], taken: Sequence[_Taken]) -> Source:
    own = sorted(cited, key=lambda c: (c.start, c.end))
    injected = sorted(document.injected, key=lambda block: block.start)
    spans = (
        [(c.start, c.end) for c in own]
        + [(t.start, t.end) for t in taken]
        + [(b.start, b.end) for b in (*injected, *document.blocks)]
    )
    bounds = sorted({0, len(document.text), *itertools.chain.from_iterable(spans)})
    anchors: dict[int, dict[str, None]] = defaultdict(dict)
    for citation in own:
        anchors[citation.start][_anchor(numbers, citation)] = None
    proofs, over, under, before = _Cover(own), _Cover(injected), _Cover(document.blocks), _Cover(taken)
    pieces = []
    for start, end in itertools.pairwise(bounds):
        proof, on_top, below = proofs.at(start, end), over.at(start, end), under.at(start, end)
        block = on_top or below
        earlier = before.at(start, end)
        pieces.append(
            Piece(
                text=document.text[start:end],
                anchors=tuple(anchors.get(start, ())),
                cited=proof is not None,
                kind=block.kind if block else "body",
                language=block.language if block else None,
                reason=block.reason if block else None,
                taken=earlier.told if earlier else None,
            )
        )
    return Source(f"d{numbers[document.file]}", document, tuple(pieces))


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


class _Cover(Generic[S]):
    """Spans in order of their starts, asked for the one that covers each of some stretches from left to right."""

    def __init__(self, spans: Sequence[S]) -> None:
        self._waiting = deque(spans)
        self._furthest: S | None = None

    def at(self, start: int, end: int) -> S | None:
        """A span that covers the stretch; the stretches asked for are cut at the ends of all spans."""
        while self._waiting and self._waiting[0].start <= start:
            span = self._waiting.popleft()
            if self._furthest is None or span.end > self._furthest.end:
                self._furthest = span
        return self._furthest if self._furthest is not None and self._furthest.end >= end else None
