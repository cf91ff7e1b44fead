"""Which files a run has to read, and under which names: those that came, and those that other stages read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from whomet.records import Problem
from whomet.workspace import schema

#: Bytes of the largest file whose bytes are kept: articles are far below, archives of a crawl far above.
LARGEST_KEPT = 16 * 2**20
#: Files given from which all of the workspace are looked through: for one, a question with its names is quicker.
FEW = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk.

    Attributes:
        name: As the user's paths name it.
        path: Where it lies: absolute, without links.
        digest: SHA-256 of its bytes.
        size: In bytes.
    """

    name: str
    path: Path
    digest: str
    size: int

    @property
    def place(self) -> str:
        """The path as it is kept: proper Unicode, with forward slashes."""
        return written(self.path)


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that is to be read.

    Attributes:
        name: What it is called in the workspace.
        place: Its path as it is kept.
        digest: SHA-256 of the bytes that are to be read; of those that were read last where they are kept no more.
        columns: Fields of its table as the user named them, JSON.
        path: Where its bytes lie on disk, None where they are read as they were kept.
        older: Digests of what it held earlier and that documents still come from, in order of time.
    """

    name: str
    place: str
    digest: str
    columns: str
    path: Path | None
    older: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What is to be read of the files that were given, and what is not.

    Attributes:
        coming: Files to be read.
        unchanged: Names of files that were given and are there as they are.
        moved: Names of files that lie elsewhere now, with their paths.
    """

    coming: tuple[Coming, ...]
    unchanged: tuple[str, ...]
    moved: Mapping[str, str]


def look(located: Iterable[tuple[str, Path]]) -> tuple[list[Found], list[Problem]]:
    """Files with the digests of their bytes, and those that cannot be opened.

    Args:
        located: Name and path of every file, as `files.locate` gives them.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    for name, path in located:
        try:
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
                found.append(Found(name, Path(os.path.realpath(path)), digest, opened.tell()))
        except OSError as error:
            problems.append(Problem(name, f"cannot be opened: {error.strerror or error}"))
    return found, problems


def written(path: Path) -> str:
    """A path as it is kept: proper Unicode, with forward slashes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def take_in(connection: Connection, found: Sequence[Found], columns: Mapping[str, str], version: str) -> Intake:
    """Say which files are to be read.

    Args:
        connection: Sees the workspace.
        found: The files that were given.
        columns: Fields of tables as the user named them for these files; those of an earlier run where none are named.
        version: Of what reads and understands documents now.
    """
    there = _there(connection, found, version)
    told = json.dumps(dict(sorted(columns.items())), ensure_ascii=False) if columns else None
    coming: dict[str, Coming] = {}
    unchanged: list[str] = []
    moved: dict[str, str] = {}
    for file, name in _named(found, there.values()):
        row = there.get(name)
        own = told or (row.columns if row else "{}")
        if row and (row.digest, row.columns, row.version) == (file.digest, own, version):
            unchanged.append(name)
            if row.place != file.place and not Path(row.place).exists():
                moved[name] = file.place
        else:
            coming[name] = Coming(name, file.place, file.digest, own, file.path)
    again = [row for row in there.values() if row.version != version and row.digest and row.name not in coming]
    for row in again:
        coming[row.name] = Coming(row.name, row.place, row.digest, row.columns, None)
    older = _older(connection, [row.name for row in there.values() if row.version != version and row.name in coming])
    full = (_with_older(coming[name], older.get(name, ())) for name in sorted(coming))
    return Intake(tuple(full), tuple(unchanged), moved)


def _with_older(coming: Coming, older: Sequence[str]) -> Coming:
    kept = tuple(digest for digest in older if digest != coming.digest)
    return Coming(coming.name, coming.place, coming.digest, coming.columns, coming.path, kept)


def _older(connection: Connection, names: Sequence[str]) -> dict[str, list[str]]:
    """Digests of all that items of some feeds were read from, in order of time."""
    contents, documents = schema.contents.c, schema.documents.c
    found: dict[str, list[str]] = {}
    for name in names:
        used = select(documents.digest).where(documents.file == name, documents.item.is_not(None))
        rows = connection.execute(
            select(contents.digest).where(contents.file == name, contents.digest.in_(used)).order_by(contents.number)
        )
        found[name] = list(rows.scalars())
    return found


# --- names ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    place: str
    digest: str
    columns: str
    version: str


def _there(connection: Connection, found: Sequence[Found], version: str) -> dict[str, _Row]:
    """Files of the workspace by name: those that may have to do with the ones given, and those of another version."""
    files = schema.files.c
    asked = select(files.name, files.path, files.digest, files.columns, files.version)
    if len(found) < FEW:
        names = {name for file in found for name in _candidates(file)}
        places = {file.place for file in found}
        asked = asked.where(files.name.in_(names) | files.path.in_(places) | (files.version != version))
    return {name: _Row(name, *more) for name, *more in connection.execute(asked).tuples()}


def _named(found: Sequence[Found], there: Iterable[_Row]) -> Iterator[tuple[Found, str]]:
    """Files with the names they have here: that of a file at the same path, else one that no other file has."""
    taken: dict[str, tuple[str, str]] = {}
    names: dict[str, str] = {}
    for row in there:
        if row.digest:  # else it could never be opened, and its name is free
            taken[row.name] = row.place, row.digest
            names[row.place] = row.name
    for file in found:
        name = names.get(file.place) or _own_name(file, taken)
        yield file, name
        if name not in taken:
            taken[name] = file.place, file.digest
            names[file.place] = name


def _own_name(file: Found, taken: Mapping[str, tuple[str, str]]) -> str:
    """The name, with as many of the folders before it as tell it from another file of that name.

    A file of the same name and the same bytes is the same file, wherever it lies.
    """
    return next(each for each in _candidates(file) if each not in taken or taken[each][1] == file.digest)


def _candidates(file: Found) -> list[str]:
    """Names that a file may have, the shortest first; the last is nobody else's."""
    parts = file.place.split("/")
    longer = ("/".join(parts[at:]) for at in range(len(parts) - 1, 0, -1))
    own = (each for each in longer if len(each) > len(file.name))
    return [file.name, *own, file.place, f"{file.place}#{file.digest}"]


__all__ = ["LARGEST_KEPT", "Coming", "Found", "Intake", "look", "take_in", "written"]
