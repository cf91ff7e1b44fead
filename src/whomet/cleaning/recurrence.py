"""What an outlet prints under every article is no article: lines that stand in several of its pages."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from whomet.cleaning.contacts import contacts_of
from whomet.cleaning.lines import width_of
from whomet.cleaning.reading_units import split_sentences
from whomet.cleaning.versions import language_versions
from whomet.records import Block, Document

#: Pages of different articles from which a line is the outlet's: a short line, and a sentence, which may also be the
#: background that an outlet tells again and again and so must stand at the edge of the text.
_PAGES, _PAGES_OF_SENTENCE = 3, 4
#: Columns from which a line is a sentence.
_SENTENCE = 60
#: Lines at the beginning and at the end of the text that are its edge, and the share of the pages in which a sentence
#: must stand there.
_FIRST, _LAST, _SHARE = 1, 3, 0.8
#: Share of the shorter text, without its last lines, from which two pages print the same article.
_COPY = 0.5
#: Letters of the shortest line that is counted: numbers and signs stand everywhere.
_LETTERS = 4
_DIGITS = re.compile(r"\d+")
_KINDS = frozenset({"body", "summary", "comment"})


@dataclass(frozen=True, slots=True)
class Page:
    """What is counted of one document: enough to tell what recurs without the document itself.

    Attributes:
        outlet: What tells the pages of one outlet, as `outlet_key` gives it.
        title: Digest of its headline, 0 without one.
        lines: Digest and columns of every line that is counted, in order.
    """

    outlet: str
    title: int
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Recurring:
    """The lines that stand in several pages of an outlet.

    Attributes:
        lines: Digests of these lines by outlet.
    """

    lines: Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a page is laid out.

    Attributes:
        title: Its headline.
        lines: Its lines with the columns each takes.
        edge: The first and the last of them.
        lead: The first that is a sentence, 0 without one.
        inner: What stands before the last of them: boxes and slogans do not.
    """

    title: int
    lines: Mapping[int, int]
    edge: frozenset[int]
    lead: int
    inner: Mapping[int, int]


def recurring(documents: Iterable[Document]) -> Recurring:
    """Find the lines that stand in several pages of one outlet; the order of the documents changes nothing.

    Args:
        documents: Labelled documents.

    Returns:
        What `without_recurring` asks for.
    """
    by_outlet: dict[str, list[Page]] = defaultdict(list)
    for document in documents:
        page = page_of(document)
        if page:
            by_outlet[page.outlet].append(page)
    found = {outlet: recurring_lines(pages) for outlet, pages in by_outlet.items()}
    return Recurring({outlet: lines for outlet, lines in found.items() if lines})


def page_of(document: Document) -> Page | None:
    """What `recurring_lines` counts of a document; None where it tells no outlet or has no lines to count.

    Args:
        document: A labelled document.
    """
    outlet = outlet_key(document)
    lines = tuple((_digest(line), width) for _, line, width in _lines(document)) if outlet else ()
    if not outlet or not lines:
        return None
    title = next((document.text[block.start : block.end] for block in document.blocks if block.kind == "title"), "")
    folded = _folded(title)
    return Page(outlet, _digest(folded) if folded else 0, lines)


def recurring_lines(pages: Sequence[Page], among: Collection[int] | None = None) -> frozenset[int]:
    """The lines that stand in several pages.

    Whether one line recurs depends on nothing but the pages that hold it, so that after a change only the lines of
    the pages that are new, gone or changed have to be looked at.

    Args:
        pages: All pages of one outlet, in any order.
        among: Digests of the lines to look at; all of them by default.

    Returns:
        Digests of those that recur.
    """
    if len(pages) < _PAGES:
        return frozenset()
    holders: dict[int, list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        own = {line for line, _ in page.lines}
        for line in own if among is None else own.intersection(among):
            holders[line].append(at)
    shapes: dict[int, _Shape] = {}
    found = set()
    for line, places in holders.items():
        if len(places) >= _PAGES:
            for at in places:
                if at not in shapes:
                    shapes[at] = _shape(pages[at])
            if _recurs(line, [shapes[at] for at in places]):
                found.add(line)
    return frozenset(found)


def outlet_key(document: Document) -> str | None:
    """What tells the pages of one outlet: the host of their address, else its name.

    Args:
        document: As read or labelled.
    """
    host = urlsplit(document.url).hostname if document.url and "//" in document.url else None
    if host:
        return host.removeprefix("www.")
    return document.outlet.casefold() if document.outlet else None


def without_recurring(document: Document, known: Recurring) -> Document:
    """Label as boilerplate what stands in other pages of the outlet.

    Args:
        document: A labelled document.
        known: Counted over all documents.

    Returns:
        The document; the same one where nothing of it recurs.
    """
    outlet = outlet_key(document)
    found = known.lines.get(outlet) if outlet else None
    if not found:
        return document
    places = {at for at, line, _ in _lines(document) if _digest(line) in found}
    if not places:
        return document
    blocks = tuple(_labelled(block) if at in places else block for at, block in enumerate(document.blocks))
    left = {block.language for block in blocks if block.kind in ("title", "summary", "body", "caption")}
    return replace(
        document,
        blocks=blocks,
        sentences=split_sentences(document.text, blocks, document.injected, document.language),
        languages=tuple(code for code in document.languages if code in left) or document.languages,
        contacts=contacts_of(document.text, blocks, document.languages),
        versions=language_versions(document.text, blocks, document.injected),
    )


def _labelled(block: Block) -> Block:
    """A block as boilerplate; the reason names no number, so that one more page changes nothing in all others."""
    return replace(block, kind="boilerplate", reason="stands in other pages of the outlet")


def _lines(document: Document) -> Iterator[tuple[int, str, int]]:
    """Index of the block, folded text and columns of every line of the text that is one block."""
    text = document.text
    for index, block in enumerate(document.blocks):
        if block.kind not in _KINDS or (block.start and text[block.start - 1] != "\n"):
            continue
        own = text[block.start : block.end]
        if not own.endswith("\n") and block.end < len(text):
            continue
        folded = _folded(own)
        if sum(map(str.isalpha, folded)) >= _LETTERS:
            yield index, folded, width_of(own.strip())


def _folded(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.casefold().split()))


def _digest(line: str) -> int:
    """What stands for a line: 64 bits tell the lines of any outlet."""
    return int.from_bytes(hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _shape(page: Page) -> _Shape:
    names = [line for line, _ in page.lines]
    lead = next((line for line, width in page.lines if width >= _SENTENCE), 0)
    edge = frozenset(names[:_FIRST] + names[-_LAST:])
    return _Shape(page.title, dict(page.lines), edge, lead, dict(page.lines[:-_LAST]))


def _recurs(line: int, own: Sequence[_Shape]) -> bool:
    """Whether a line stands in enough different articles, of the pages that hold it."""
    if any(page.title == line for page in own):
        return False
    if max(page.lines[line] for page in own) < _SENTENCE:
        return _different(own) >= _PAGES
    at_edge = sum(line in page.edge for page in own)
    return at_edge >= _SHARE * len(own) and _different(own) >= _PAGES_OF_SENTENCE


#: Pages of a line that are compared with one another: more would take time and change nothing.
_MOST = 40


def _different(pages: Sequence[_Shape]) -> int:
    """How many different articles some pages print: copies of one count once."""
    chosen: list[_Shape] = []
    for page in sorted(pages, key=lambda page: (page.title, sorted(page.lines)))[:_MOST]:
        if not any(_is_copy(page, other) for other in chosen):
            chosen.append(page)
    return len(chosen) + max(0, len(pages) - _MOST) * (len(chosen) == _MOST)


def _is_copy(page: _Shape, other: _Shape) -> bool:
    """Whether two pages print one article: under one headline, with one beginning, or for the most part."""
    if (page.title and page.title == other.title) or (page.lead and page.lead == other.lead):
        return True
    shared = sum(width for line, width in page.inner.items() if line in other.inner)
    return shared > 0 and shared >= _COPY * min(sum(page.inner.values()), sum(other.inner.values()))


__all__ = ["Page", "Recurring", "outlet_key", "page_of", "recurring", "recurring_lines", "without_recurring"]
