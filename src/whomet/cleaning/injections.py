"""Text inside of an article that was never its own, and stretches that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whomet.cleaning.lines import Line
from whomet.cleaning.offers import offers
from whomet.cleaning.repeats import Spot, inside, repeats
from whomet.records import Block, Document

_FRAMED = re.compile(
    r"(?:[▶►▷☞★☆◆■♥♡]+|[>＞»]{2,})\s?[^\n▶►◀◄<>]{4,120}?\s?(?:[◀◄◁☜★☆◆■♥♡]+|[<＜«]{2,}|(?<=[!?！])\s?[<>＜＞]{1,3})"
)
#: Share of a line from which it is a headline of the spliced words.
_HEADLINE = 0.4


def hidden_stretches(document: Document) -> list[Block]:
    """Stretches of a page that its reader does not see.

    Args:
        document: As read.

    Returns:
        Blocks of kind "injected"; none where the page shows itself by script and hides more than it shows.
    """
    seen = sum(element.end - element.start for element in document.elements if not element.hidden)
    hidden = [element for element in document.elements if element.hidden]
    if sum(element.end - element.start for element in hidden) > 2 * seen:
        return []
    return [
        Block(element.start, element.end, "injected", None, f"not seen: {element.hidden}")
        for element in hidden
        if element.end > element.start
    ]


def spliced_stretches(lines: Sequence[Line], languages: Sequence[str | None]) -> tuple[list[Block], frozenset[int]]:
    """What was spliced into sentences and between them.

    Args:
        lines: Labelled lines.
        languages: Their languages.

    Returns:
        Blocks of kind "injected", and the indexes of lines that are headlines of the spliced words.
    """
    stretches, foreign = offers(lines, languages)
    for text, spots, reason in repeats(lines, languages):
        for spot in spots:
            line = lines[spot.line]
            if line.kind == "body" or inside(line.text, spot):
                start, end = _cut(line.text, spot)
                stretches.append(Block(line.start + start, line.start + end, "injected", None, reason))
        foreign.update(
            index
            for index, line in enumerate(lines)
            if line.kind in ("title", "summary", "boilerplate")
            and text.casefold() in line.text.casefold()
            and len(text) >= _HEADLINE * len(line.text)
        )
    return stretches, frozenset(foreign)


def framed_stretches(lines: Sequence[Line]) -> list[Block]:
    """Calls set between arrows or stars inside of running text.

    Args:
        lines: Labelled lines.

    Returns:
        Blocks of kind "injected".
    """
    found = []
    for line in lines:
        if line.kind != "body":
            continue
        for match in _FRAMED.finditer(line.text):
            end = match.end() + (line.text[match.end() : match.end() + 1] == " " and match.start() > 0)
            found.append(Block(line.start + match.start(), line.start + end, "injected", None, "a call between arrows"))
    return found


def without_overlap(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in order; those that overlap become one, with the reason of the longest that begins first."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda block: (block.start, -block.end)):
        if kept and block.start < kept[-1].end:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, block.end))
        else:
            kept.append(block)
    return tuple(kept)


def _cut(text: str, spot: Spot) -> tuple[int, int]:
    """The run with one of the spaces around it, so that the rest reads on."""
    if text[spot.end : spot.end + 1].isspace() and (spot.start == 0 or text[spot.start - 1].isspace()):
        return spot.start, spot.end + 1
    return spot.start, spot.end


__all__ = ["framed_stretches", "hidden_stretches", "spliced_stretches", "without_overlap"]
