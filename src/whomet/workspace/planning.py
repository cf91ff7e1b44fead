"""What a run changes: which documents come, change and go, and which are labelled otherwise because lines recur now.

Nothing is written here. A plan is made before the work is done, and once more, quickly, when the workspace is locked:
where it is the same then, it is carried out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import Column, Connection, select

from whomet import cleaning
from whomet.cleaning import Page
from whomet.workspace import codec
from whomet.workspace.cache import BLOCK
from whomet.workspace.readings import Entry, Reading
from whomet.workspace.schema import documents, pages


@dataclass(frozen=True, slots=True)
class Work:
    """A document that is to be understood, and written.

    Attributes:
        name: Its name in the workspace.
        file: The file that it is of.
        position: Its place among the documents of its file.
        digest: Of the bytes that it comes from.
        labelling: Key of the labelled document.
        understanding: Key of what is understood of it.
        fingerprint: SHA-256 of its text.
        item: What tells it in its feed.
        page: What is counted of it.
        lines: Digests of its lines that recur, in order.
        was_there: Whether there is a document of that name.
        is_kept: Whether the labelled document lies with that document, not among the results.
    """

    name: str
    file: str
    position: int
    digest: str
    labelling: str
    understanding: str
    fingerprint: str
    item: str | None
    page: Page | None
    lines: tuple[int, ...]
    was_there: bool
    is_kept: bool


@dataclass(slots=True)
class Plan:
    """What a run changes.

    Attributes:
        works: Documents that are to be understood and written, by name.
        removed: Names of documents that go.
        places: Documents that stay as they are but at another place among those of their file.
        lost: Files of which a document could not be understood.
    """

    works: list[Work] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A document as a file gives it, with its name in the workspace."""

    name: str
    file: str
    position: int
    digest: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _There:
    """A document of the workspace, without what it holds."""

    name: str
    file: str
    position: int
    digest: str
    labelling: str
    understanding: str
    fingerprint: str
    item: str | None


_COLUMNS = tuple(documents.c[each.name] for each in fields(_There))


def plan(
    connection: Connection,
    readings: Mapping[str, Sequence[Reading]],
    version: str,
    lost: Collection[str],
    gone: Collection[str] = (),
) -> Plan:
    """Say what some files change.

    Args:
        connection: Sees the workspace.
        readings: What the files gave, by name.
        version: Of what understands documents.
        lost: Labelling keys of documents that could not be understood.
        gone: Files that are to be forgotten.
    """
    found = Plan(removed=list(_rows(connection, documents.c.file, gone)))
    there = _rows(connection, documents.c.file, readings)
    of_file: dict[str, dict[str, _There]] = defaultdict(dict)
    for row in there.values():
        of_file[row.file][row.name] = row
    placed: dict[str, _Placed] = {}
    for file in sorted(readings):
        own = _placed(file, readings[file], of_file[file])
        for each in own:
            if each.entry.labelling in lost:
                found.lost.add(file)
            else:
                placed[each.name] = each
        if own and all(reading.is_whole for reading in readings[file]):
            names = {each.name for each in own}
            found.removed += [row.name for row in of_file[file].values() if row.name not in names and row.item is None]
    placed = _free(connection, placed, there)
    changed = {
        name for name, each in placed.items() if name not in there or there[name].labelling != each.entry.labelling
    }
    marks = _Marks(connection, {name: placed[name].entry.page for name in changed}, found.removed, placed)
    for name, each in placed.items():
        before = there.get(name)
        lines = marks.lines(name)
        key = understanding(version, each.entry.labelling, name, lines)
        if before is None or before.understanding != key:
            found.works.append(_work(each, key, lines, before is not None))
        elif before.position != each.position:
            found.places[name] = each.position
    relabelled = [name for name in marks.others if name not in placed]
    for row in _rows(connection, documents.c.name, relabelled).values():
        if row.labelling in lost:
            found.lost.add(row.file)
        else:
            found.works.append(_relabelled(row, version, marks))
    found.works.sort(key=lambda work: work.name)
    return found


def understanding(version: str, labelling: str, name: str, lines: Sequence[int]) -> str:
    """What the article of a document is kept under.

    Args:
        version: Of what understands documents.
        labelling: Key of the labelled document.
        name: Its name.
        lines: Digests of its lines that recur.
    """
    return codec.digest("understanding", version, labelling, name, tuple(lines))


def _work(each: _Placed, key: str, lines: tuple[int, ...], was_there: bool) -> Work:
    entry = each.entry
    return Work(
        each.name, each.file, each.position, each.digest, entry.labelling, key, entry.fingerprint, entry.item,
        entry.page, lines, was_there, False,
    )  # fmt: skip


def _relabelled(row: _There, version: str, marks: _Marks) -> Work:
    lines = marks.lines(row.name)
    key = understanding(version, row.labelling, row.name, lines)
    return Work(
        row.name, row.file, row.position, row.digest, row.labelling, key, row.fingerprint, row.item,
        marks.others[row.name], lines, True, True,
    )  # fmt: skip


def _rows(connection: Connection, column: Column[str], wanted: Iterable[str]) -> dict[str, _There]:
    """Rows of documents by name, without what they hold."""
    found: dict[str, _There] = {}
    keys = sorted(wanted)
    for first in range(0, len(keys), BLOCK):
        rows = connection.execute(select(*_COLUMNS).where(column.in_(keys[first : first + BLOCK])))
        found.update({row.name: _There(*row) for row in rows})
    return found


# --- names ---------------------------------------------------------------------------------------------


def _placed(file: str, readings: Sequence[Reading], there: Mapping[str, _There]) -> list[_Placed]:
    """Documents of a file with their names: items of a feed keep theirs, and new ones come behind them."""
    found: dict[str, _Placed] = {}
    names = {row.item: row.name for row in there.values() if row.item is not None}
    if not names and len(readings) == 1:
        return [
            _Placed(entry.name, file, at, readings[0].digest, entry) for at, entry in enumerate(readings[0].entries)
        ]
    for reading in readings:
        is_last = reading is readings[-1]
        positions = {entry.name: at for at, entry in enumerate(reading.entries)}
        for entry in reversed(reading.entries):  # a feed begins with the newest item
            if entry.item is None:
                if is_last:
                    found[entry.name] = _Placed(entry.name, file, positions[entry.name], reading.digest, entry)
                continue
            taken = there.keys() | set(names.values())
            name = names.setdefault(entry.item, _next(entry.name, taken))
            row = there.get(name)
            at = _numbered(name)[1] - 1
            digest = row.digest if row is not None and row.labelling == entry.labelling else reading.digest
            found[name] = _Placed(name, file, at, digest, entry)
    return list(found.values())


def _next(name: str, taken: Collection[str]) -> str:
    """The name behind those of the other items of a feed."""
    base = _numbered(name)[0]
    numbers = [number for head, number in map(_numbered, taken) if head == base]
    return f"{base}#{max(numbers, default=0) + 1}"


def _numbered(name: str) -> tuple[str, int]:
    """The name of the feed and the number of the item; a single one may bear that of the feed alone."""
    base, _, number = name.rpartition("#")
    return (base, int(number)) if base and number.isdecimal() else (name, 1)


def _free(connection: Connection, placed: Mapping[str, _Placed], there: Mapping[str, _There]) -> dict[str, _Placed]:
    """The same, where a name is that of a document of another file under a longer one.

    The second item of `a.xml` is `a.xml#2`, and so may be the name of a file.
    """
    strange = {row.name for row in _rows(connection, documents.c.name, placed.keys() - there.keys()).values()}
    found = {}
    for name, each in placed.items():
        own = name
        while own in strange:
            own += "#1"
        found[own] = _Placed(own, each.file, each.position, each.digest, each.entry)
    return found


# --- lines that recur ----------------------------------------------------------------------------------


class _Marks:
    """Which lines of which documents recur, after some of them have changed.

    Args:
        connection: Sees the workspace.
        changed: What is counted of documents that are new or changed, by name.
        removed: Names of documents that go.
        asked: Names of documents whose lines will be asked for.
    """

    def __init__(
        self,
        connection: Connection,
        changed: Mapping[str, Page | None],
        removed: Collection[str],
        asked: Collection[str],
    ) -> None:
        self._lines: dict[str, tuple[int, ...]] = {}
        #: Documents that are not changed themselves, but labelled otherwise.
        self.others: dict[str, Page] = {}
        gone = {*changed, *removed}
        before = _pages(connection, pages.c.document, {*gone, *asked})
        checked: dict[str, set[int]] = defaultdict(set)
        for page in (*(before[name].page for name in gone if name in before), *filter(None, changed.values())):
            checked[page.outlet].update(line for line, _ in page.lines)
        kept = {name: each for name, each in before.items() if name not in gone}
        kept |= {name: each for name, each in _pages(connection, pages.c.outlet, checked).items() if name not in gone}
        of_outlet: dict[str, list[Page]] = defaultdict(list)
        for page in (*(each.page for each in kept.values()), *filter(None, changed.values())):
            of_outlet[page.outlet].append(page)
        now = {outlet: cleaning.recurring_lines(of_outlet[outlet], lines) for outlet, lines in checked.items()}
        for name, own in changed.items():
            self._lines[name] = _held(own, now[own.outlet]) if own else ()
        for name, each in kept.items():
            seen = checked.get(each.page.outlet, set())
            marked = {line for line in each.lines if line not in seen} | now.get(each.page.outlet, frozenset())
            self._lines[name] = _held(each.page, marked)
            if self._lines[name] != each.lines:
                self.others[name] = each.page

    def lines(self, name: str) -> tuple[int, ...]:
        """Digests of the lines of a document that recur, in order."""
        return self._lines.get(name, ())


@dataclass(frozen=True, slots=True)
class _Kept:
    page: Page
    lines: tuple[int, ...]


def _held(page: Page, lines: Collection[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(line for line, _ in page.lines if line in lines))


def _pages(connection: Connection, column: Column[str], wanted: Iterable[str]) -> dict[str, _Kept]:
    """What is counted of documents, by name."""
    found: dict[str, _Kept] = {}
    keys = sorted(wanted)
    for first in range(0, len(keys), BLOCK):
        rows = connection.execute(
            select(pages.c.document, pages.c.recurring, pages.c.content).where(column.in_(keys[first : first + BLOCK]))
        )
        for name, lines, content in rows:
            found[name] = _Kept(codec.decode(bytes(content), Page), codec.decode(bytes(lines), tuple[int, ...]))
    return found


__all__ = ["Plan", "Work", "plan", "understanding"]
