"""The brief as one self-contained HTML file: every fact opens its source with the passage marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from whomet.briefs.outline import Outline, outline
from whomet.records import Account, Citation, Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article as the page shows it.

    Attributes:
        anchors: Ids of the passages that begin here.
        cited: Whether a passage covers it.
        kind: Kind of its block, or "injected".
    """

    text: str
    anchors: tuple[str, ...]
    cited: bool
    kind: str
    language: str | None
    reason: str | None


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
        language: BCP 47 code; dates are written its way.
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
    environment.globals["anchor"] = lambda place: _anchor(numbers, place)
    sources = [_source(document, numbers, cited) for document in account.documents]
    return environment.get_template("page.html.j2").render(told=told, sources=sources, language=language) + "\n"


def _citations(told: Outline) -> Iterator[Citation]:
    for section in told.sections:
        for meeting in (*section.meetings, *section.background):
            yield from itertools.chain.from_iterable(proof.places for proof in meeting.proofs)
    for fact in (*told.statements, *told.figures, *told.plans, *told.contradictions):
        yield from fact.places


def _anchor(numbers: dict[str, int], place: Citation) -> str:
    return f"d{numbers[place.document]}-{place.start}-{place.end}"


def _source(document: Document, numbers: dict[str, int], cited: Iterable[Citation]) -> Source:
    own = sorted((c for c in cited if c.document == document.file), key=lambda c: (c.start, c.end))
    blocks = (*document.injected, *document.blocks)
    spans = [(c.start, c.end) for c in own] + [(b.start, b.end) for b in blocks]
    bounds = sorted({0, len(document.text), *itertools.chain.from_iterable(spans)})
    pieces = []
    for start, end in itertools.pairwise(bounds):
        over = [c for c in own if c.start <= start and end <= c.end]
        block = next((b for b in blocks if b.start <= start and end <= b.end), None)
        anchors = tuple(dict.fromkeys(_anchor(numbers, c) for c in own if c.start == start))
        pieces.append(
            Piece(
                text=document.text[start:end],
                anchors=anchors,
                cited=bool(over),
                kind=block.kind if block else "body",
                language=block.language if block else None,
                reason=block.reason if block else None,
            )
        )
    return Source(f"d{numbers[document.file]}", document, tuple(pieces))
