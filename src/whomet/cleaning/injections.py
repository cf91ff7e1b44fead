"""Words spliced into an article that were never its own, and stretches that nobody sees.

Spam pages hide an advertised phrase in a stolen text, again and again. The phrase gives itself away: the same run
of words stands in places where no sentence can have it twice, glued to its neighbours or between two words that
belong together, while a phrase of the article's own is repeated with particles, at the ends of clauses, and its
words are found alone as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from whomet.cleaning.lines import Line
from whomet.records import Block, Document

_WORD = re.compile(r"[^\W_]+(?:[-'’+.&][^\W_]+)*")
_LONGEST = 14
_GLUE_LEFT = frozenset(",，、.。·")


@dataclass(frozen=True, slots=True)
class _Place:
    line: int
    start: int
    end: int


def find_injected(document: Document, lines: Sequence[Line], languages: Sequence[str | None]) -> list[Block]:
    """Stretches that are not the article's own.

    Args:
        document: As read.
        lines: Labelled lines.
        languages: Their languages.

    Returns:
        Blocks of kind "injected", in order, without overlap.
    """
    found = [*_hidden(document), *_spliced(document, lines)]
    result: list[Block] = []
    for block in sorted(found, key=lambda block: (block.start, -block.end)):
        if not result or block.start >= result[-1].end:
            result.append(block)
    return result


def _hidden(document: Document) -> list[Block]:
    seen = sum(element.end - element.start for element in document.elements if not element.hidden)
    hidden = [element for element in document.elements if element.hidden]
    if sum(element.end - element.start for element in hidden) > 2 * seen:
        return []  # a page that shows itself by script
    return [
        Block(element.start, element.end, "injected", None, f"not seen: {element.hidden}")
        for element in hidden
        if element.end > element.start
    ]


def _spliced(document: Document, lines: Sequence[Line]) -> list[Block]:
    """Runs of three and more words repeated inside sentences."""
    body = [index for index, line in enumerate(lines) if line.kind in ("body", "summary", "caption")]
    words = {index: list(_WORD.finditer(lines[index].text)) for index in range(len(lines))}
    places: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for index, found in words.items():
        folded = [match.group().casefold() for match in found]
        for length in range(3, _LONGEST + 1):
            for at in range(len(found) - length + 1):
                run = tuple(folded[at : at + length])
                places[run].append(_Place(index, found[at].start(), found[at + length - 1].end()))
    repeated = {run: spots for run, spots in places.items() if len(spots) > 1}
    blocks: list[Block] = []
    taken: list[tuple[int, int]] = []
    for run in sorted(repeated, key=lambda run: (-len(run), run)):
        inside = [spot for spot in repeated[run] if spot.line in set(body)]
        outside = len(repeated[run]) - len(inside)
        cuts = [cut for spot in inside if (cut := _cut(lines[spot.line], spot)) is not None]
        if len(cuts) + min(outside, 1) < 2 or len(cuts) * 2 <= len(inside) or not cuts:
            continue
        if not _foreign(run, inside, lines, words, body):
            continue
        for spot, (start, end) in [(spot, cut) for spot in inside if (cut := _cut(lines[spot.line], spot)) is not None]:
            offset = lines[spot.line].start
            span = (offset + start, offset + end)
            if all(span[1] <= first or span[0] >= last for first, last in taken):
                taken.append(span)
                blocks.append(Block(*span, "injected", None, "the same words spliced into several sentences"))
    return blocks


def _cut(line: Line, spot: _Place) -> tuple[int, int] | None:
    """Where a run must be cut out of its line so that the rest reads on, or None where it ends a clause."""
    before, after = line.text[: spot.start], line.text[spot.end :]
    if not before.strip() or not after.strip():
        return None
    glued_after = after[0].isalnum() or after[0] in "\"'“‘("
    glued_before = before[-1].isalnum()
    if not after[0].isspace() and not glued_after:
        return None  # a comma or full stop follows: the run is part of its clause
    if after[0].isspace() and before[-1].isspace():
        return spot.start, spot.end + 1
    if glued_before and after[0].isspace():
        return spot.start, spot.end
    return spot.start, spot.end


def _foreign(
    run: tuple[str, ...], inside: Sequence[_Place], lines: Sequence[Line], words: dict[int, list[re.Match[str]]], body: Sequence[int]
) -> bool:
    """Whether the words of a run are strangers to the article: most occur nowhere else in it, or the run is glued."""
    counts: Counter[str] = Counter()
    for index in body:
        counts.update(match.group().casefold() for match in words[index])
    alone = sum(counts[word] > len(inside) for word in run)
    contexts = {
        (lines[spot.line].text[max(0, spot.start - 4) : spot.start], lines[spot.line].text[spot.end : spot.end + 4]) for spot in inside
    }
    if len(contexts) < len(inside):
        return False  # the same words around it: a phrase that is repeated as a whole
    glued = sum(_glued(lines[spot.line].text, spot) for spot in inside)
    if glued * 2 >= len(inside):
        return True
    return alone * 3 <= len(run) and not any(_names(lines[spot.line].text[spot.start : spot.end]) for spot in inside)


def _glued(text: str, spot: _Place) -> bool:
    """Whether no space stands between the run and the word after it, where all other words have one."""
    return text[spot.end].isalnum() or (text[spot.start - 1] in _GLUE_LEFT and spot.start > 1 and text[spot.start - 2].isalnum() and not text[spot.end].isspace())


def _names(text: str) -> bool:
    """Whether a run looks like a name: capital letters at the beginning of all longer words."""
    longer = [word for word in _WORD.findall(text) if len(word) > 3]
    return bool(longer) and all(word[0].isupper() for word in longer)


__all__ = ["find_injected"]
