"""Lines for the terminal: wrapped, in colour where wanted, and safe from what articles print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from whomet.briefs.wording import Words

#: Cells of a line where nothing else is asked for, and at most: longer lines are hard to read.
WIDTH = 100
#: Below that no table is legible, however narrow the terminal.
_NARROWEST = 40
_width: ContextVar[int] = ContextVar("width", default=WIDTH)
BOLD, DIM, RED, OFF = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
#: Categories of characters that stand on the one before, or are not seen.
_NO_CELL = frozenset({"Mn", "Me", "Cf"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_COLOUR = re.compile(r"\x1b\[\d+m")


def fit(columns: int) -> None:
    """Wrap from now on what is written to the cells that a terminal has."""
    _width.set(max(_NARROWEST, min(columns, WIDTH)))


def text(lines: Iterable[str], colour: bool) -> str:
    """Lines as one text that ends in a newline, without ANSI colours unless wanted."""
    whole = "\n".join(lines) + "\n"
    return whole if colour else _COLOUR.sub("", whole)


def title(words: str) -> str:
    """The heading of a part, with an empty line above it."""
    return f"\n{BOLD}{words}{OFF}"


def place(words: Words, cited: Mapping[str, Any], indent: int = 4, note: str = "") -> Iterator[str]:
    """A citation: where it stands, what it proves, and the line around it where it is only a part of one."""
    head = f"{' ' * indent}{DIM}{clean(cited['document'])}:{cited['start']}-{cited['end']}{OFF} "
    dated = f"  {cited['published']}" if cited["published"] else ""
    language = f" ({cited['language']})" if cited["language"] else ""
    yield from wrap(f"{words.quoted(clean(cited['text']))}{language}{dated}{note}", head, indent + 2)
    around = cited.get("context")
    if around and clean(around) != clean(cited["text"]):
        yield from wrap(words.say("marks", "within", text=clean(around)), f"{' ' * (indent + 2)}", indent + 6)


def features(found: Mapping[str, Any]) -> Iterator[str]:
    """What speaks for a link, then what speaks against it."""
    for name, value in found["for"].items():
        yield f"      {value:+.2f}  {name}"
    for name, value in found["against"].items():
        yield f"      {RED}{value:+.2f}  {name}{OFF}"


def table(rows: Sequence[Sequence[str]], widest: int = 24) -> Iterator[str]:
    """Rows below a first row of headings, in columns as wide as they need to be; empty columns are left out.

    Where the terminal is too narrow the widest columns are cut first; the last one, with the id, never is.

    Args:
        rows: The headings, then the rows.
        widest: Cells of a column but the last at most.
    """
    kept = [at for at in range(len(rows[0])) if any(row[at] for row in rows[1:])]
    wide = {at: max(cells(clean(row[at])) for row in rows) for at in kept}
    cut = kept[:-1]
    wide |= {at: min(widest, wide[at]) for at in cut}
    while sum(wide.values()) + 2 * len(kept) > _width.get() and max((wide[at] for at in cut), default=0) > _THIN:
        wide[max(cut, key=lambda at: wide[at])] -= 1
    for number, row in enumerate(rows):
        line = "  ".join(padded(clean(row[at]), wide[at]) for at in kept).rstrip()
        yield f"  {DIM}{line}{OFF}" if number == 0 else f"  {line}"


#: Cells that a cut column keeps.
_THIN = 8


def padded(words: str, width: int) -> str:
    """Words cut or filled up to a width in cells."""
    if cells(words) > width:
        words = words[: _cut(words, width - 1)] + "…"
    return words + " " * (width - cells(words))


def clean(text: str) -> str:
    """Text of articles as one line that cannot steer the terminal."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def headed(head: str, id_: str) -> Iterator[str]:
    """A heading with the id behind it, or below it where the line is full."""
    head, id_ = clean(head), clean(id_)
    if cells(head) + 2 + cells(id_) <= _width.get():
        yield f"{BOLD}{head}{OFF}  {DIM}{id_}{OFF}"
        return
    yield from (f"{BOLD}{line}{OFF}" for line in _fill(head, _width.get(), _width.get()))
    yield f"{DIM}{id_}{OFF}"


def wrap(text: str, first: str, indent: int = 2) -> Iterator[str]:
    """Lines of at most the width in terminal cells; wide characters count two."""
    seen = len(_COLOUR.sub("", first))
    lines = _fill(text, max(_width.get() - seen, 1), _width.get() - indent)
    for number, line in enumerate(lines):
        yield (first if number == 0 else " " * indent) + line


def _fill(text: str, first: int, rest: int) -> list[str]:
    lines, line, room = [], "", first
    for word in text.split(" "):
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line, room = "", rest
        line = f"{line} {word}" if line else word
        while cells(line) > room:
            cut = _cut(line, room)
            lines.append(line[:cut])
            line, room = line[cut:], rest
    return [*lines, line]


def cells(text: str) -> int:
    """How many cells of the terminal a text takes; wide characters take two, marks on others none."""
    return sum(
        0 if unicodedata.category(char) in _NO_CELL else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _cut(text: str, room: int) -> int:
    """How many characters fit, at least one."""
    at = 1
    while at < len(text) and cells(text[: at + 1]) <= room:
        at += 1
    return at
