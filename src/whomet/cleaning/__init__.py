"""Cleaning: which stretch is title, body, menu, spam? Which language, who published it, when?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whomet.cleaning.contacts import contacts_of
from whomet.cleaning.cues import expressions
from whomet.cleaning.extraction import mark_extracted
from whomet.cleaning.imprint import credits_of, outlet_of
from whomet.cleaning.injections import framed_stretches, hidden_stretches, spliced_stretches, without_overlap
from whomet.cleaning.labels import label
from whomet.cleaning.lines import Line, read_lines
from whomet.cleaning.offers import restored
from whomet.cleaning.openings import Part, credit, opening
from whomet.cleaning.publication import from_peers, stamps_of
from whomet.cleaning.reading_units import split_sentences
from whomet.cleaning.recurrence import Page, Recurring, page_of, recurring, recurring_lines, without_recurring
from whomet.cleaning.sections import section_of
from whomet.cleaning.tongues import body_languages, line_languages
from whomet.cleaning.versions import language_versions
from whomet.records import Block, Document

#: Columns of the longest line that is nothing but a dateline or a credit; "WASHINGTON, Sept. 12 (Agency) --" has 32.
_OPENING_LINE = 60


def clean(document: Document, known: Recurring | None = None) -> Document:
    """Label a document: blocks, injected stretches, sentences, languages, outlet, date, authors, agency, contacts.

    Args:
        document: As `reading` gives it.
        known: Lines that stand in other pages of its outlet, where those have been counted.

    Returns:
        The same text with everything else filled in; the markup is let go.
    """
    lines = read_lines(document)
    if not lines:
        whole = (Block(0, len(document.text), "boilerplate", None, "nothing to read"),) if document.text else ()
        return replace(document, blocks=whole, markup=None)
    if document.markup:
        mark_extracted(document.markup, lines)
        document = _shown(document, lines)
    label(document, lines)
    languages = line_languages(lines, _declared(document))
    restored(lines, languages)
    spliced, foreign = spliced_stretches(lines, languages)
    if foreign:
        label(document, lines, foreign)
        restored(lines, languages)
    body = body_languages(lines, languages)
    parts = _parts(lines, languages, body)
    blocks = _tile(document, lines, languages, parts)
    injected = without_overlap([*hidden_stretches(document), *spliced, *framed_stretches(lines)])
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), None)
    stamps = stamps_of(document, lines, body[0] if body else None)
    published = stamps.publication
    outlet = outlet_of(document, lines, lines[title].text if title is not None else None, body)
    credited = credits_of(document, lines, parts, title, outlet)
    labelled = replace(
        document,
        blocks=blocks,
        injected=injected,
        sentences=split_sentences(document.text, blocks, injected, body[0] if body else "und"),
        outlet=outlet,
        published=published.value if published else None,
        published_from=published.source if published else None,
        published_zone=published.zone if published else None,
        publication=published,
        update=stamps.update,
        section=section_of(document, lines, outlet),
        languages=body,
        bylines=credited.bylines,
        agency=credited.agency,
        contacts=contacts_of(document.text, blocks, body),
        versions=language_versions(document.text, blocks, injected),
        markup=None,
    )
    return without_recurring(labelled, known) if known else labelled


def date_from_peers(document: Document, peers: Sequence[Document]) -> Document:
    """Date an article that names no date by the articles of its story.

    Args:
        document: A labelled document.
        peers: The documents of its story; itself and undated ones among them do no harm.

    Returns:
        The document, with a day or a coarser date where its peers let one tell.
    """
    dated = [
        peer.published
        for peer in peers
        if peer.file != document.file and peer.published_from != "peers" and peer.published
    ]
    days = [
        int(match[1])
        for sentence in document.sentences
        for pattern in expressions("bare_days")
        for match in pattern.finditer(sentence.text)
    ]
    value = from_peers(days, dated)
    return replace(document, published=value, published_from="peers") if value else document


def _shown(document: Document, lines: Sequence[Line]) -> Document:
    """A page whose main text is hidden at first is shown by its script: then nothing of it counts as hidden."""
    main = [line for line in lines if line.extracted]
    if 2 * sum(line.width for line in main if line.hidden) <= sum(line.width for line in main):
        return document
    for line in lines:
        line.hidden = None
    return replace(document, elements=tuple(replace(element, hidden=None) for element in document.elements))


def _declared(document: Document) -> str | None:
    return next((value.split("-")[0].lower() for key, value in document.metadata if key == "lang" and value), None)


def _parts(lines: Sequence[Line], languages: Sequence[str | None], body: Sequence[str]) -> list[Part]:
    """Datelines, bylines and credits inside lines of the article, and credits on their own lines."""
    running = [index for index, line in enumerate(lines) if line.kind in ("body", "summary")]
    found: list[Part] = []
    opened: set[str | None] = set()
    for index in running:
        # Every language of the document may have an opening of its own.
        if languages[index] not in opened:
            first = opening(lines[index], languages[index])
            if not first and index in running[:2] and lines[index].width < _OPENING_LINE:
                # One that stands on a line of its own above the first sentence.
                alone = opening(lines[index], languages[index], shortest=0)
                first = alone if alone and alone[-1].end == lines[index].end else []
            if first:
                found.extend(first)
                opened.add(languages[index])
    if running:
        last = running[-1]
        for index in running[-3:]:
            # One that stands at the very end is the credit, not one in the middle of the text.
            part = credit(lines[index], body, whole=False)
            if part is not None and (index == last or part.end == lines[index].end):
                found.append(part)
                break
        closing = lines[last]
        if len(running) > 1 and not closing.ends and closing.width < _OPENING_LINE:
            # "Source: ..." as the last line of the main text of a page.
            part = credit(closing, body, whole=True)
            if part is not None and part.end == closing.end:
                found.append(part)
                closing.kind, closing.reason = part.kind, None
        for line in lines[last + 1 : last + 4]:
            if line.kind in ("boilerplate", "byline") and (part := credit(line, body, whole=True)) is not None:
                found.append(part)
                line.kind, line.reason = part.kind, None
    return found


def _tile(
    document: Document, lines: Sequence[Line], languages: Sequence[str | None], parts: Sequence[Part]
) -> tuple[Block, ...]:
    """Blocks from line to line; white space goes to the line before it, and at the beginning to the first."""
    by_start = {part.start: part for part in parts}
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        begin = 0 if index == 0 else line.start
        end = lines[index + 1].start if index + 1 < len(lines) else len(document.text)
        cuts = sorted(start for start in by_start if line.start <= start < line.end)
        at = begin
        for start in cuts:
            part = by_start[start]
            stop = part.end if part.end < line.end else end
            if start > at:
                if document.text[at:start].strip():
                    blocks.append(Block(at, start, line.kind, languages[index], line.reason))
                else:
                    start = at
            blocks.append(Block(start, stop, part.kind, languages[index], None))
            at = stop
        if at < end:
            blocks.append(Block(at, end, line.kind, languages[index], line.reason))
    return tuple(blocks)


__all__ = [
    "Page",
    "Recurring",
    "clean",
    "date_from_peers",
    "page_of",
    "recurring",
    "recurring_lines",
    "without_recurring",
]
