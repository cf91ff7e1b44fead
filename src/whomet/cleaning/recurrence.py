"""What an outlet prints under every article is no article: lines that stand in several of its pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
class Recurring:
    """The lines that stand in several pages of an outlet.

    Attributes:
        pages: By outlet and line, in how many different articles it stands.
    """

    pages: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class _Page:
    """One article of an outlet.

    Attributes:
        title: Its headline.
        lines: Its lines with the columns each takes.
        edge: The first and the last of them.
        lead: The first that is a sentence.
        inner: What stands before the last of them: boxes and slogans do not.
    """

    title: str
    lines: Mapping[str, int]
    edge: frozenset[str]
    lead: str
    inner: Mapping[str, int]


def recurring(documents: Iterable[Document]) -> Recurring:
    """Count the lines that stand in several pages of one outlet; their order changes nothing.

    Args:
        documents: Labelled documents.

    Returns:
        What `without_recurring` asks for.
    """
    by_outlet: dict[str, list[_Page]] = defaultdict(list)
    for document in documents:
        outlet = outlet_key(document)
        page = _page(document) if outlet else None
        if outlet and page and page.lines:
            by_outlet[outlet].append(page)
    found: dict[tuple[str, str], int] = {}
    for outlet, pages in by_outlet.items():
        if len(pages) >= _PAGES:
            found.update({(outlet, line): count for line, count in _counted(pages)})
    return Recurring(found)


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
        known: Counted over the documents of a run.

    Returns:
        The document; the same one where nothing of it recurs.
    """
    outlet = outlet_key(document)
    if not outlet or not known.pages:
        return document
    counts = {at: known.pages.get((outlet, line)) for at, line, _ in _lines(document)}
    if not any(counts.values()):
        return document
    blocks = tuple(_labelled(block, counts.get(index)) for index, block in enumerate(document.blocks))
    left = {block.language for block in blocks if block.kind in ("title", "summary", "body", "caption")}
    return replace(
        document,
        blocks=blocks,
        sentences=split_sentences(document.text, blocks, document.injected, document.language),
        languages=tuple(code for code in document.languages if code in left) or document.languages,
        contacts=contacts_of(document.text, blocks, document.languages),
        versions=language_versions(document.text, blocks, document.injected),
    )


def _labelled(block: Block, pages: int | None) -> Block:
    if not pages:
        return block
    return replace(block, kind="boilerplate", reason=f"stands in {pages - 1} other pages of the outlet")


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


def _page(document: Document) -> _Page:
    listed = [(line, width) for _, line, width in _lines(document)]
    title = next((document.text[block.start : block.end] for block in document.blocks if block.kind == "title"), "")
    names = [line for line, _ in listed]
    lead = next((line for line, width in listed if width >= _SENTENCE), "")
    edge = frozenset(names[:_FIRST] + names[-_LAST:])
    return _Page(_folded(title), dict(listed), edge, lead, dict(listed[:-_LAST]))


def _counted(pages: Sequence[_Page]) -> Iterator[tuple[str, int]]:
    """Lines that stand in enough different articles, with their number."""
    holders: dict[str, list[_Page]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            holders[line].append(page)
    for line, own in holders.items():
        if len(own) < _PAGES or any(page.title == line for page in own):
            continue
        width = own[0].lines[line]
        count = _different(own)
        if width < _SENTENCE:
            if count >= _PAGES:
                yield line, count
        elif count >= _PAGES_OF_SENTENCE and sum(line in page.edge for page in own) >= _SHARE * len(own):
            yield line, count


#: Pages of a line that are compared with one another: more would take time and change nothing.
_MOST = 40


def _different(pages: Sequence[_Page]) -> int:
    """How many different articles some pages print: copies of one count once."""
    chosen: list[_Page] = []
    for page in sorted(pages, key=lambda page: (page.title, sorted(page.lines)))[:_MOST]:
        if not any(_is_copy(page, other) for other in chosen):
            chosen.append(page)
    return len(chosen) + max(0, len(pages) - _MOST) * (len(chosen) == _MOST)


def _is_copy(page: _Page, other: _Page) -> bool:
    """Whether two pages print one article: under one headline, with one beginning, or for the most part."""
    if (page.title and page.title == other.title) or (page.lead and page.lead == other.lead):
        return True
    shared = sum(width for line, width in page.inner.items() if line in other.inner)
    return shared > 0 and shared >= _COPY * min(sum(page.inner.values()), sum(other.inner.values()))


__all__ = ["Recurring", "outlet_key", "recurring", "without_recurring"]
