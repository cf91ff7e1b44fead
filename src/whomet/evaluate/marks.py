"""Sentences written by hand with stretches marked inline: `[PER Ana Ruiz] left [LOC Vigo].`

Square brackets serve for nothing else, marks do not nest, and a marked stretch begins and ends without a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_BRACKET = re.compile(r"[\[\]]")
_OPENING = re.compile(r"\[([\w.]*) ?")
#: Parts of a file: what stands before the line "# test", and what stands behind it.
PARTS = ("dev", "test")


class MarkError(ValueError):
    """Marks that cannot be read; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: `text[start:end]`, offsets in code points, of the sentence without its marks."""

    start: int
    end: int
    label: str


def parse(line: str, known: Callable[[str], bool], labels: str) -> tuple[str, list[Mark]]:
    """Take the marks out of a sentence.

    Args:
        line: A sentence with marks.
        known: Whether a label may be used.
        labels: Those that may, in words, for the message.

    Returns:
        The sentence without marks, and the marks in order.

    Raises:
        MarkError: A mark is not closed, not opened, nested, empty, padded with spaces or has an unknown label.
    """
    text, place = "", 0
    marks: list[Mark] = []
    while (opening := _BRACKET.search(line, place)) is not None:
        if opening[0] == "]":
            raise MarkError(f"']' without '[' at column {opening.start() + 1}")
        text += line[place : opening.start()]
        label, inside, place = _mark(line, opening.start(), known, labels)
        marks.append(Mark(len(text), len(text) + len(inside), label))
        text += inside
    return text + line[place:], marks


def _mark(line: str, start: int, known: Callable[[str], bool], labels: str) -> tuple[str, str, int]:
    """Label and characters of the mark that opens at `start`, and where the text goes on behind it."""
    column = f"at column {start + 1}"
    head = _OPENING.match(line, start)
    if head is None or not known(head[1]):
        raise MarkError(f"'[' {column} is not followed by a label; write one of {labels}")
    closing = _BRACKET.search(line, head.end())
    if closing is None:
        raise MarkError(f"the mark {column} is not closed; add ']'")
    if closing[0] == "[":
        raise MarkError(f"another mark begins inside the mark {column}; marks do not nest")
    inside = line[head.end() : closing.start()]
    if not inside or inside != inside.strip():
        raise MarkError(f"the stretch marked {column} is empty or begins or ends with a space")
    return head[1], inside, closing.end()


def lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """The sentences of a file: number of the line, "dev" or "test", and the line.

    Args:
        path: UTF-8; lines that begin with "#" are comments, and "# test" begins the second part.
    """
    part = PARTS[0]
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#"):
            part = PARTS[1] if line == "# test" else part
        elif line:
            yield number, part, line
