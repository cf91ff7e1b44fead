"""From blocks to sentences, with what was injected cut out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whomet.languages import pack
from whomet.records import READ_KINDS, Block, Sentence

#: Characters of a sentence. What is longer is no prose and is read in pieces, so that no rule has to stand a line
#: without an end. Four times the longest sentence (237) of the demo and test stories.
LONGEST = 1_000


def split_sentences(
    text: str, blocks: Sequence[Block], injected: Sequence[Block], default: str
) -> tuple[Sentence, ...]:
    """The sentences of the read blocks.

    Args:
        text: The document's text.
        blocks: Its blocks.
        injected: Stretches to be cut out.
        default: Language of blocks that have none.

    Returns:
        Sentences in order of the text; their pieces hold no character of an injected stretch.
    """
    found: list[Sentence] = []
    paragraph = 0
    for index, block in enumerate(blocks):
        if index and "\n" in text[blocks[index - 1].start : block.start]:
            paragraph += 1
        if block.kind not in READ_KINDS:
            continue
        pieces = _remaining(block, injected)
        joined = "".join(text[start:end] for start, end in pieces)
        language = block.language or default
        for start, end in _short_enough(joined, pack(language).hooks.split_sentences(joined)):
            spans = _outer(pieces, start, end)
            if spans:
                found.append(Sentence(joined[start:end], spans, index, block.kind, language, paragraph))
    return tuple(found)


def _short_enough(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those beyond `LONGEST` cut at the last space before it, or at it; without white space at the ends."""
    for start, end in spans:
        while start < end:
            stop = end
            if end - start > LONGEST:
                space = text.rfind(" ", start + 1, start + LONGEST)
                stop = space if space > start else start + LONGEST
            piece = text[start:stop]
            if piece.strip():
                yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
            start = stop


def _remaining(block: Block, injected: Sequence[Block]) -> list[tuple[int, int]]:
    pieces, at = [], block.start
    for cut in injected:
        if cut.end <= at or cut.start >= block.end:
            continue
        if cut.start > at:
            pieces.append((at, cut.start))
        at = max(at, cut.end)
    if at < block.end:
        pieces.append((at, block.end))
    return pieces


def _outer(pieces: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Document spans of a span of the joined pieces."""
    spans, done = [], 0
    for first, last in pieces:
        length = last - first
        begin, stop = max(start - done, 0), min(end - done, length)
        if begin < stop:
            spans.append((first + begin, first + stop))
        done += length
    return tuple(spans)
