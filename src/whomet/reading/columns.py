"""In which order are the lines of a printed page read? Columns are found by the gutters between lines.

A line that crosses a gutter (a headline over two columns) closes what is above it: columns are read to their end
between two such lines. Pages written from right to left are mirrored, so that their first column is the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

#: Least width of a gutter in units of the type size; columns of newspapers are 1 to 3 apart.
_GUTTER = 0.7
#: Widest gap between words, in units of the type size, in what is taken for one line before columns are known.
_WORD_GAP = 0.6
#: Lines that a column has at least: two short lines side by side are a table or a caption beside a picture.
_COLUMN = 3
#: How often columns may be found within columns.
_DEPTH = 6
#: Right edges of lines that are tried as the left side of a gutter; a page of a newspaper has some 300 lines.
_EDGES = 400
#: Share of lines but the last ones of paragraphs that reach the right edge where words are broken anywhere. Where they
#: are not, lines of 20 to 30 characters end within one character of the edge in one of three cases.
_PACKED = 0.8


#: Baselines differ by at most this much in one line, in units of the type size (raised figures, fonts of two scripts).
DRIFT = 0.4


@dataclass(frozen=True, slots=True)
class Mark:
    """A painted character on the page turned upright; y grows downwards."""

    letter: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its glyphs, where it stands (y grows downwards), its type size.

    Attributes:
        rtl: Whether it is written from right to left.
        text: What it says, once that is known; then the glyphs are let go of.
        spaced: Whether a space is painted at its end.
    """

    marks: tuple[Mark, ...]
    x0: float
    x1: float
    y: float
    size: float
    rtl: bool = False
    text: str = ""
    spaced: bool = False

    def moved(self, down: float) -> Line:
        """The line farther down on the page."""
        return replace(self, y=self.y + down) if down else self


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one type size that stand below each other in one column, in order.

    Attributes:
        left, right: Its edges, mirrored for lines from right to left.
        packed: Whether nearly all its lines reach the right edge but for one character, so that words may be broken
            anywhere (Korean, which is set in either way).
        centred: Whether its lines are centred.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    packed: bool
    centred: bool


def regions(lines: Sequence[Line]) -> list[Region]:
    """The regions of a page in reading order.

    Args:
        lines: Its lines, in any order.

    Returns:
        Regions that hold every line once.
    """
    rtl = sum(len(line.marks) for line in lines if line.rtl) * 2 > sum(len(line.marks) for line in lines)
    placed = [replace(line, x0=-line.x1, x1=-line.x0) if rtl else line for line in lines]
    parts = _parts(_merged(placed, _WORD_GAP), _DEPTH)
    return [_region(run) for part in parts for run in _runs(_merged(part))]


def _merged(lines: Sequence[Line], gap: float = float("inf")) -> list[Line]:
    """Pieces that stand on one baseline of a column as one line (bold words, links, widely spaced words).

    Pieces with a gap of more type sizes between them than given stay apart.
    """
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: (round(line.y), line.x0)):
        last = found[-1] if found else None
        largest = max(last.size, line.size) if last else 0.0
        if last is not None and abs(last.y - line.y) < DRIFT * largest and line.x0 - last.x1 < gap * largest:
            size = last.size if len(last.marks) >= len(line.marks) else line.size
            marks = (*last.marks, *line.marks) if last.marks[0].x0 <= line.marks[0].x0 else (*line.marks, *last.marks)
            found[-1] = Line(marks, min(last.x0, line.x0), max(last.x1, line.x1), last.y, size, last.rtl or line.rtl)
        else:
            found.append(line)
    return found


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one type size that follow each other."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and abs(runs[-1][-1].size - line.size) <= 0.08 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _region(lines: Sequence[Line]) -> Region:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = max(line.size for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.75 * (right - left)]
    packed = len(long) > 2 and sum(right - line.x1 < 1.1 * line.size for line in long) > _PACKED * len(long)
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    centred = (
        len(lines) > 1
        and max(middles) - min(middles) < 0.3 * size
        and max(line.x0 for line in lines) - left > 0.8 * size
    )
    return Region(tuple(lines), left, right, packed, centred)


def _parts(lines: Sequence[Line], depth: int) -> list[list[Line]]:
    if not lines:
        return []
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return [list(lines)]
    found: list[list[Line]] = []
    band: list[Line] = []
    crossing: list[Line] = []
    for line in lines:
        if line.x0 < gutter < line.x1 or (crossing and _goes_on(crossing[-1], line, lines)):
            found += _columns(band, gutter, depth)
            band = []
            crossing.append(line)
        else:
            if crossing:
                found.append(crossing)
                crossing = []
            band.append(line)
    found += [crossing] if crossing else []
    return found + _columns(band, gutter, depth)


def _goes_on(above: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the short last one of a headline that crosses the gutter."""
    usual = median(other.size for other in lines)
    alike = abs(above.size - line.size) < 0.08 * line.size and line.size > 1.15 * usual
    return alike and line.y - above.y < 1.6 * line.size


def _columns(band: Sequence[Line], gutter: float, depth: int) -> list[list[Line]]:
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x1 > gutter]
    return _parts(left, depth - 1) + _parts(right, depth - 1)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where most lines stand on one side or the other and few cross; None where the lines are one column."""
    if len(lines) < 2 * _COLUMN:
        return None
    best, chosen = 0.0, None
    edges = sorted({round(line.x1, 1) for line in lines})
    for edge in edges[:: max(1, len(edges) // _EDGES)]:
        after = [line for line in lines if line.x0 >= edge - 0.05]
        before = [line for line in lines if line.x1 <= edge + 0.05]
        if len(after) < _COLUMN or len(before) < _COLUMN:
            continue
        size = min(before[0].size, after[0].size)
        start = min(line.x0 for line in after)
        crossing = len(lines) - len(before) - len(after)
        if start - edge < _GUTTER * size or not _side_by_side(before, after):
            continue
        score = min(len(before), len(after)) - 2.0 * crossing
        if score > best:
            best, chosen = score, (edge + start) / 2
    return chosen


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether most of the shorter column stands beside the other, and both are text rather than figures."""
    top, bottom = max(left[0].y, right[0].y), min(left[-1].y, right[-1].y)
    beside = [sum(top - line.size <= line.y <= bottom + line.size for line in side) for side in (left, right)]
    if min(beside) < _COLUMN:
        return False
    wide = [sum(line.x1 - line.x0 for line in side) / len(side) / side[0].size for side in (left, right)]
    return min(wide) > 4
