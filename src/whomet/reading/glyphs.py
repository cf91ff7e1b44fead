"""From the glyphs of a PDF page to its lines: what stands on one baseline without a gap, in logical order."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whomet.reading.columns import DRIFT, Line, Mark

#: Gaps in units of the type size. Spaces are 0.2 to 0.35 wide (to 1 in justified lines), letters touch; columns are
#: at least 1.5 apart.
_SPACE, _WIDE_SPACE, _GUTTER = 0.16, 0.45, 1.8
#: Letters to a space at most, in a line in which spaces are painted and not left out.
_WORD = 25


@dataclass(frozen=True, slots=True)
class Glyph:
    """A painted character: its box, the origin on its baseline, type size and turn in degrees."""

    letter: str
    left: float
    right: float
    bottom: float
    top: float
    x: float
    y: float
    size: float
    angle: int


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page.

    Args:
        glyphs: In the order of the file.

    Returns:
        Lines in no order. Those that run across the others (credits along a picture) come too, laid out apart.
    """
    if not glyphs:
        return []
    turns = Counter(glyph.angle for glyph in glyphs if not glyph.letter.isspace())
    found: list[Line] = []
    for number, (angle, _) in enumerate(turns.most_common()):
        marks = [_upright(glyph, angle) for glyph in glyphs if glyph.angle == angle]
        lines = [_line(marks) for marks in _segments(marks)]
        offset = 0.0 if number == 0 else max(line.y for line in found) + 1000.0
        found += [line.moved(offset) for line in lines]
    return found


def _upright(glyph: Glyph, angle: int) -> Mark:
    left, right, base = {
        0: (min(glyph.left, glyph.x), glyph.right, -glyph.y),
        90: (glyph.bottom, glyph.top, glyph.x),
        180: (-glyph.right, -glyph.left, glyph.y),
        270: (-glyph.top, -glyph.bottom, -glyph.x),
    }[angle]
    return Mark(_plain(glyph.letter), left, right, base, glyph.size)


def _plain(letter: str) -> str:
    """A character as it is typed: no ligatures, no forms of Arabic letters, no marks of the library."""
    if letter in "\x02\ufffe":
        return "-"  # a hyphen at the end of a line
    if "\ufb00" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc":
        return unicodedata.normalize("NFKC", letter)
    return " " if letter in "\t\r\n\0\xa0" else letter


def _segments(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks that follow each other on one baseline."""
    found: list[list[Mark]] = []
    for mark in marks:
        if found and _follows(found[-1][-1], mark):
            if not _is_double(found[-1], mark):
                found[-1].append(mark)
        else:
            found.append([mark])
    return [segment for segment in found if any(not mark.letter.isspace() for mark in segment)]


def _follows(before: Mark, mark: Mark) -> bool:
    size = max(before.size, mark.size)
    if abs(mark.y - before.y) > DRIFT * size:
        return False
    if _is_rtl(before.letter) or _is_rtl(mark.letter):
        return max(mark.x0 - before.x1, before.x0 - mark.x1) < _GUTTER * size
    return -1.0 * size < mark.x0 - before.x1 < _GUTTER * size


def _is_double(segment: Sequence[Mark], mark: Mark) -> bool:
    """Whether a glyph is painted once more, a hair beside itself, to look bold."""
    return any(
        mark.letter == other.letter and abs(mark.x0 - other.x0) < 0.1 * mark.size and not mark.letter.isspace()
        for other in segment[-2:]
    )


def _line(marks: Sequence[Mark]) -> Line:
    shown = [mark for mark in marks if not mark.letter.isspace()]
    rtl = sum(_is_rtl(mark.letter) for mark in shown) * 2 > sum(mark.letter.isalpha() for mark in shown)
    size = Counter(round(mark.size, 1) for mark in shown).most_common(1)[0][0]
    base = Counter(round(mark.y, 1) for mark in shown).most_common(1)[0][0]
    return Line(tuple(marks), min(mark.x0 for mark in shown), max(mark.x1 for mark in shown), base, size, rtl)


def with_text(line: Line) -> Line:
    """A line with what it says, in the order in which it is read.

    Args:
        line: With its glyphs.

    Returns:
        The line with its words, one space between, and without its glyphs.
    """
    marks = line.marks
    letters = sum(not mark.letter.isspace() for mark in marks)
    # Where spaces are painted, a gap is none but for the widest.
    wide = (len(marks) - letters) * _WORD > letters
    text = _logical(marks, wide) if line.rtl else _spaced(marks, wide)
    return replace(line, marks=(), text=_without_halves(text).strip(), spaced=marks[-1].letter.isspace())


def _spaced(marks: Sequence[Mark], wide: bool) -> str:
    """Text of marks from left to right, with a space where a gap is."""
    parts: list[str] = []
    edge, before = 0.0, ""
    for _, mark in sorted(_placed(marks), key=lambda entry: entry[0]):
        letter = mark.letter
        if before and not letter.isspace() and not before.isspace() and not unicodedata.combining(letter[:1]):
            dense = wide or (is_dense(letter[:1]) and is_dense(before[-1:]))
            if mark.x0 - edge > (_WIDE_SPACE if dense else _SPACE) * mark.size:
                parts.append(" ")
        parts.append(letter)
        edge, before = (max(edge, mark.x1) if unicodedata.combining(letter[:1] or " ") else mark.x1), letter
    return " ".join("".join(parts).split())


def _placed(marks: Sequence[Mark]) -> list[tuple[float, Mark]]:
    """Marks with the middle of where they stand; what is set over a letter stands where the letter does."""
    placed: list[tuple[float, Mark]] = []
    for mark in marks:
        at = placed[-1][0] if placed and unicodedata.combining(mark.letter[:1] or " ") else (mark.x0 + mark.x1) / 2
        placed.append((at, mark))
    return placed


def is_dense(letter: str) -> bool:
    """Whether a letter's script writes no spaces between words (ideographs, kana, their punctuation, Thai)."""
    return bool(letter) and (
        "\u3000" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\uff00" <= letter <= "\uffef"
        or "\u0e00" <= letter <= "\u0e7f"
    )


def _logical(marks: Sequence[Mark], wide: bool) -> str:
    """Text of a line written from right to left: as it stands, read backwards, with numbers and Latin forwards."""
    seen = [mark for _, mark in sorted(_placed(marks), key=lambda entry: -entry[0])]
    runs: list[list[Mark]] = []
    forward = False
    for mark in seen:
        kind = unicodedata.bidirectional(mark.letter[:1] or " ")
        now = kind in ("L", "EN", "AN") or (forward and kind in ("CS", "ES", "ET", "NSM"))
        if runs and now and forward:
            runs[-1].insert(0, mark)
        else:
            runs.append([mark])
        forward = now
    parts: list[str] = []
    edge: float | None = None
    for run in runs:
        right, left = max(mark.x1 for mark in run), min(mark.x0 for mark in run)
        if edge is not None and edge - right > (_WIDE_SPACE if wide else _SPACE) * run[0].size:
            parts.append(" ")
        parts.append(_spaced(run, wide) if len(run) > 1 else run[0].letter)
        edge = left
    return " ".join("".join(parts).split())


def _is_rtl(letter: str) -> bool:
    return unicodedata.bidirectional(letter[:1] or " ") in ("R", "AL")


def _without_halves(text: str) -> str:
    """Pairs of surrogates as the one character that they are."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
