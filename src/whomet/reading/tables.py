"""Tables of articles, one a row: delimited text (CSV, TSV and kin) and Parquet, read row by row.

What a column holds is told by the user, by the names in the first row (`fields.toml`), or by what stands in it: a
column of addresses, of dates, of long texts.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from whomet.reading import limits
from whomet.reading.charset import decode
from whomet.reading.items import Item, bare, field_names, mapping, record_item
from whomet.reading.sniffing import Unreadable

#: Bytes of a file from which its delimiter is found; a hundred rows of headlines, or a few whole articles.
_LOOKED_AT = 32_768
_DELIMITERS = ",\t;|"
#: Share of rows that have as many cells as the first; the rest is damaged.
_EVEN = 0.9
#: Rows of a table whose first row tells nothing, from which the cells are believed.
_FEWEST = 3
#: Share of the cells of a column that must look like addresses or dates.
_SURE = 0.8
#: Mean letters of the cells of a column of texts, and of one of headlines.
_LONG, _SHORT = 120, 12
#: Share of cells that are numbers, dates or addresses in a table of anything else than texts.
_PLAIN_DATA = 0.3
#: Columns that a message lists.
_LISTED = 30

_ADDRESS = re.compile(r"https?://\S+$")
_DATE = re.compile(
    r"(?:\d{4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}|\d{1,2}[-./ ]\s?(?:\d{1,2}|[^\W\d_]{3,12})\.?[-./ ]\s?\d{4}|"
    r"[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|(?:19|20)\d{6}(?:\d{6})?$|1\d{9}(?:\d{3})?$)"
)
_NUMBER = re.compile(r"[-+]?[\d.,]+%?$")
_DAY_AND_MONTH = re.compile(r"\s*(\d{1,2})([-./])(\d{1,2})\2(\d{4})(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited file is laid out.

    Attributes:
        charset: The codec it is in.
        delimiter: Between its cells.
        escape: What makes a quotation mark part of a cell, besides doubling it.
        header: The names of its columns; numbers where it does not name them.
        named: Whether its first row names them.
        sample: The rows looked at, without that row.
    """

    charset: str
    delimiter: str
    escape: str | None
    header: tuple[str, ...]
    named: bool
    sample: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Table:
    """The articles of a table, as they are read.

    Attributes:
        columns: The names of its columns.
        rows: Cells by their place, row by row.
        fields: Which column (by its place) was given or found for which field.
        order: Whether days come before months in its dates: "day", "month", or "" where that is not known.
        problems: What could not be read, known at the end.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    fields: Mapping[str, int]
    order: str = ""
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Item | None]:
        """Every row as an article, None for a row that is none."""
        names = [bare(name) for name in self.columns]
        for row in self.rows:
            cells = {
                name: cell for name, cell in reversed(list(zip(names, row, strict=False))) if cell not in (None, "")
            }
            for wanted, place in self.fields.items():
                if place < len(row) and row[place] not in (None, ""):
                    cells[field_names()[wanted][0]] = row[place]
            item = record_item({name: self._value(name, cell) for name, cell in cells.items()})
            yield item if item and (item.content or item.title) else None

    def _value(self, name: str, cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell.isoformat() if hasattr(cell, "isoformat") else cell
        match = _DAY_AND_MONTH.match(cell) if name in field_names()["published"] else None
        if match is None:
            return cell
        first, sign, second, year, rest = match.groups()
        order = "day" if sign == "." else self.order
        day, month = (first, second) if order == "day" or int(first) > 12 else (second, first)
        if not order and int(first) <= 12 and int(second) <= 12:
            return cell
        return f"{year}-{month:0>2}-{day:0>2}{rest}"


# --- delimited text ------------------------------------------------------------------------------------


def layout_of(head: bytes, columns: Mapping[str, str]) -> Layout | None:
    """How a delimited file is laid out.

    Args:
        head: Its first bytes.
        columns: What the user says about its columns.

    Returns:
        The layout, None where the file is no table but text.
    """
    start = head[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start[:1] in (b"<", b"{", b"[") or b"\n" not in head[:_LOOKED_AT].replace(b"\r", b"\n"):
        return None
    decoded = decode(head[:_LOOKED_AT])
    if decoded is None:
        return None
    text = decoded.text.removeprefix("\ufeff").lstrip("\r\n")
    charset = "utf-8" if decoded.charset == "cp1252" and head[:_LOOKED_AT].isascii() else decoded.charset
    first = text.partition("\n")[0]
    found = [
        layout
        for delimiter in _DELIMITERS
        for escape in ((None, "\\") if '\\"' in text else (None,))
        if delimiter in first and (layout := _laid_out(text, charset, delimiter, escape, columns))
    ]
    return max(found, key=lambda layout: (_recognised(layout.header, columns), len(layout.header)), default=None)


def _laid_out(text: str, charset: str, delimiter: str, escape: str | None, columns: Mapping[str, str]) -> Layout | None:
    whole = len(text) < _LOOKED_AT // 4
    rows = [row for row in _parsed(io.StringIO(text, newline=""), delimiter, escape) if row]
    rows = rows if whole or len(rows) < 3 else rows[:-1]
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    even = sum(len(row) == len(rows[0]) for row in rows)
    named = _names_columns(rows[0], rows[1:], columns)
    if even < _EVEN * len(rows) and not (_recognised(rows[0], columns) > 1 and even * 2 > len(rows)):
        return None
    if not named and (len(rows) < _FEWEST or not _are_articles(rows)) and not _is_data(rows):
        return None
    header = tuple(cell.strip() for cell in rows[0]) if named else tuple(str(n) for n in range(1, len(rows[0]) + 1))
    sample = tuple(map(tuple, rows[1:] if named else rows))
    return Layout(charset, delimiter, escape, header, named, sample[:200])


def _parsed(lines: Iterable[str], delimiter: str, escape: str | None) -> Iterator[list[str]]:
    """Rows of delimited text; one that cannot be parsed ends it."""
    reader = csv.reader(lines, delimiter=delimiter, escapechar=escape, doublequote=True)
    while True:
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def _recognised(header: Sequence[str], columns: Mapping[str, str]) -> int:
    """How many cells of a first row are names of fields."""
    names = {name for known in field_names().values() for name in known} | set(map(bare, columns.values()))
    return sum(bare(cell) in names for cell in header)


def _names_columns(first: Sequence[str], rest: Sequence[Sequence[str]], columns: Mapping[str, str]) -> bool:
    """Whether a first row names columns: short names, none twice, and one of a field or none that looks like a cell."""
    cells = [cell.strip() for cell in first]
    if len({bare(cell) for cell in cells if cell}) < sum(map(bool, cells)) or max(map(len, cells)) > 60:
        return False
    known = _recognised(first, columns)
    if any(_ADDRESS.match(cell) or _DATE.match(cell) or _NUMBER.match(cell) for cell in cells):
        return False
    if known >= 2 or (known and len(cells) > 1 and any(len(cell) > _LONG for row in rest for cell in row)):
        return True
    longest = max((len(cell) for row in rest for cell in row), default=0)
    telling = longest > max(_LONG, 3 * max(map(len, cells))) or _is_data([first, *rest])
    return len(rest) >= _FEWEST - 1 and len(cells) > 2 and all(cells) and telling


def _are_articles(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without names are articles: a column of long texts beside one of addresses or dates."""
    kinds = _kinds(rows)
    return "text" in kinds.values() and ("url" in kinds.values() or "published" in kinds.values())


def _is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are those of a table of numbers and the like, rather than lines of text with commas."""
    cells = [cell.strip() for row in rows[1:] for cell in row if cell.strip()]
    plain = sum(bool(_NUMBER.match(cell) or _DATE.match(cell) or _ADDRESS.match(cell)) for cell in cells)
    return len(rows) >= _FEWEST and bool(cells) and plain >= _PLAIN_DATA * len(cells)


def _kinds(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What stands in the columns, as far as the cells tell: one of each field at most."""
    found: dict[int, str] = {}
    lengths: dict[int, float] = {}
    for place in range(max(map(len, rows))):
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        if not cells:
            continue
        for kind, pattern in (("url", _ADDRESS), ("published", _DATE)):
            if kind not in found.values() and sum(bool(pattern.match(cell)) for cell in cells) >= _SURE * len(cells):
                found[place] = kind
        if place not in found and len(set(cells)) > len(cells) / 2:
            lengths[place] = sum(map(len, cells)) / len(cells)
    longest = max(lengths, key=lambda place: lengths[place], default=None)
    if longest is not None and lengths[longest] >= _LONG:
        found[longest] = "text"
        shorter = [place for place in lengths if place != longest and _SHORT <= lengths[place] <= lengths[longest] / 2]
        if shorter:
            found[max(shorter, key=lambda place: lengths[place])] = "title"
    return found


def read_delimited(stream: BinaryIO, layout: Layout, columns: Mapping[str, str]) -> Table:
    """The articles of a delimited file.

    Args:
        stream: The file, at its beginning.
        layout: How it is laid out.
        columns: What the user says about its columns.

    Returns:
        The table, to be read row by row.

    Raises:
        Unreadable: Where no column holds texts.
    """
    fields = _fields(layout.header, layout.sample, columns)
    table = Table(layout.header, (), fields, _order(layout, fields))
    table.rows = _rows(stream, layout, table.problems)
    return table


def _fields(header: Sequence[str], sample: Sequence[Sequence[Any]], columns: Mapping[str, str]) -> dict[str, int]:
    """The columns that the user named, and those that their cells tell where no name does."""
    places = {bare(name): place for place, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for wanted, name in mapping(columns).items():
        if name not in places:
            said = next(given for given in columns.values() if bare(given) == name)
            raise Unreadable(f"the table has no column {said!r}; its columns are {_listed(header)}")
        found[wanted] = places[name]
    known = {wanted for wanted, names in field_names().items() if any(name in places for name in names)}
    texts = [[cell if isinstance(cell, str) else "" for cell in row] for row in sample]
    named = {place for name, place in places.items() if any(name in names for names in field_names().values())}
    for place, kind in _kinds(texts).items() if texts else ():
        if kind not in known and kind not in found and place not in named:
            found[kind] = place
    if not (found.keys() | known) & {"text", "summary"}:
        raise Unreadable(
            f"this is a table without a column of texts; its columns are {_listed(header)}: say which one holds the "
            "text (--column text=NAME)"
        )
    return found


def _listed(header: Sequence[str]) -> str:
    more = f" and {len(header) - _LISTED} more" if len(header) > _LISTED else ""
    return ", ".join(repr(name[:60]) for name in header[:_LISTED]) + more


def _order(layout: Layout, fields: Mapping[str, int]) -> str:
    """Whether days stand before months in the dates of a table: some day behind the 12th tells."""
    names = field_names()["published"]
    places = [fields["published"]] if "published" in fields else [
        place for place, name in enumerate(layout.header) if bare(name) in names
    ]  # fmt: skip
    dates = [_DAY_AND_MONTH.match(row[place]) for row in layout.sample for place in places if place < len(row)]
    pairs = [(int(date[1]), int(date[3])) for date in dates if date]
    if any(first > 12 for first, _ in pairs):
        return "day"
    return "month" if any(second > 12 for _, second in pairs) else ""


def _rows(stream: BinaryIO, layout: Layout, problems: list[str]) -> Iterator[Sequence[str]]:
    """Rows of a delimited file; after one that cannot be parsed, it goes on with the next line."""
    csv.field_size_limit(limits.ARTICLE_BYTES)
    errors = "surrogateescape" if layout.charset.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(stream, layout.charset.replace("utf-8-sig", "utf-8"), errors, newline="")
    lines = _Lines(text)
    number, uneven = 0, 0
    try:
        while not lines.over:
            reader = csv.reader(lines, delimiter=layout.delimiter, escapechar=layout.escape, doublequote=True)
            try:
                for row in reader:
                    if not any(row):
                        continue
                    number += 1
                    if number == 1 and layout.named:
                        continue
                    uneven += len(row) > len(layout.header)
                    yield [_mended(cell) for cell in row]
            except csv.Error as error:
                problems.append(f"row {number + 1 - layout.named} cannot be read ({error}) and is left out")
    finally:
        text.detach()
    if uneven:
        problems.append(
            f"{uneven} rows have more cells than the first one, their last ones are left out: check the quotes"
        )


class _Lines:
    """Lines of a text, none beyond what an article has; the byte-order mark is left out."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._first = True
        self.over = False

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(limits.ARTICLE_BYTES):
            yield line.removeprefix("\ufeff") if self._first else line
            self._first = False
        self.over = True


def _mended(cell: str) -> str:
    """A cell that is in another charset than the beginning of the file."""
    if cell.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in cell):
        return cell
    decoded = decode(cell.encode("utf-8", "surrogateescape"))
    return decoded.text if decoded else cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


# --- Parquet -------------------------------------------------------------------------------------------

#: Rows that are in memory at once.
_BATCH = 64


def read_parquet(source: BinaryIO, columns: Mapping[str, str]) -> Table:
    """The articles of a Parquet file.

    Args:
        source: The file; one can jump in it.
        columns: What the user says about its columns.

    Returns:
        The table, to be read row by row.

    Raises:
        Unreadable: Where it is damaged, no column holds texts, or the library for it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise Unreadable(
            'this is a Parquet table; to read it, install its library: pip install "whomet[parquet]"'
        ) from None
    try:
        file = pyarrow.parquet.ParquetFile(source)
        header = tuple(str(name) for name in file.schema_arrow.names)
        sample = next(_batches(file), [])
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise Unreadable(
            f"this is a Parquet table that is damaged ({str(error).splitlines()[0]}); save it again"
        ) from None
    fields = _fields(header, sample, columns)
    table = Table(header, (), fields)
    table.rows = _parquet_rows(file, table.problems)
    return table


def _batches(file: Any) -> Iterator[list[tuple[Any, ...]]]:
    for batch in file.iter_batches(batch_size=_BATCH):
        cells = [column.to_pylist() for column in batch.columns]
        yield list(zip(*cells, strict=True))


def _parquet_rows(file: Any, problems: list[str]) -> Iterator[tuple[Any, ...]]:
    number = 0
    try:
        for batch in _batches(file):
            for row in batch:
                number += 1
                yield row
    except (OSError, ValueError) as error:  # damaged pages; pyarrow's own errors are of these kinds
        problems.append(f"the table is damaged behind row {number} ({str(error).splitlines()[0]}): save it again")
