"""One run: files come in, are read and understood one by one, and what they change is concluded afresh.

What one file or one document gives is kept as soon as it is there, so that a run that was stopped loses no work. What
the workspace holds changes in one transaction at the end: stopped at any moment, it is as before or as after.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import zstandard
from sqlalchemy import Connection, delete, insert, select, update

from whomet import cleaning, files, pipeline
from whomet.pipeline import Models
from whomet.reading import Options
from whomet.records import Article, Document, Problem
from whomet.workspace import codec, schema
from whomet.workspace.cache import keep_results, known
from whomet.workspace.concluding import WHOLE, conclude, understood
from whomet.workspace.database import Database
from whomet.workspace.version import stages_version

#: Bytes of the largest file whose bytes are kept: articles are far below, archives of a crawl far above.
LARGEST_KEPT = 16 * 2**20
#: Documents that are understood before what they gave is written.
BATCH = 20

Progress = Callable[[str, int, int], None]
"""Told how far a run is: what is being done, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did.

    Attributes:
        id: Its number.
        added: Documents that are new.
        changed: Documents that were there and are read otherwise now.
        unchanged: Files that were there already.
        problems: What could not be read of the files given.
    """

    id: int
    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    path: Path
    digest: str
    size: int

    def key(self, columns: str) -> str:
        """What its result is kept under."""
        return codec.digest("reading", stages_version(), self.name, self.digest, columns)


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading one file gave."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def add(
    database: Database,
    models: Callable[[], Models],
    paths: Sequence[Path],
    options: Options,
    who: str = "",
    progress: Progress | None = None,
) -> Run:
    """Add files to a workspace.

    Args:
        database: The workspace.
        models: Makes the models, if there is anything to read.
        paths: Files and folders.
        options: What the user says about the files.
        who: Who adds them; the name of the account on this computer by default.
        progress: Told how far it is.

    Returns:
        What the run did.
    """
    began = _now()
    located, problems = files.locate(paths)
    columns = json.dumps(dict(sorted(options.columns.items())), ensure_ascii=False)
    with database.read() as connection:
        given = list(_given(connection, located, problems))
        fresh = [file for file in given if not _is_there(connection, file, columns)]
    for at, file in enumerate(fresh):
        _say(progress, "reading", at, len(fresh))
        _read(database, file, columns, options)
    with database.write() as connection:
        values = {
            "began": began,
            "ended": began,
            "who": who or _account(),
            "command": "add",
            "version": stages_version(),
        }
        run = connection.execute(insert(schema.runs).values(**values, added=0, changed=0)).inserted_primary_key[0]
        for file in fresh:
            _file(connection, file, columns, run)
        added, changed = _renew(connection, models, progress)
        conclude(connection, models())
        counts = {"ended": _now(), "added": added, "changed": changed}
        connection.execute(update(schema.runs).where(schema.runs.c.id == run).values(**counts))
        told = _told(connection, [file.name for file in given])
    return Run(run, added, changed, len(given) - len(fresh), (*problems, *told))


def _begin(connection: Connection, began: str, who: str) -> int:
    values = {"began": began, "ended": began, "who": who, "command": "add", "version": stages_version()}
    made = insert(schema.runs).values(**values, added=0, changed=0).returning(schema.runs.c.id)
    return int(connection.execute(made).scalar_one())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _say(progress: Progress | None, what: str, done: int, of: int) -> None:
    if progress:
        progress(what, done, of)


# --- which files ---------------------------------------------------------------------------------------


def _given(connection: Connection, located: Sequence[tuple[str, Path]], problems: list[Problem]) -> Iterator[_File]:
    """The files with their digests, under names that no other file of the workspace has."""
    rows = connection.execute(select(schema.files.c.name, schema.files.c.path, schema.files.c.digest)).tuples()
    taken = {name: (path, digest) for name, path, digest in rows}
    for name, path in located:
        try:
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
                size = opened.tell()
        except OSError as error:
            problems.append(Problem(name, f"cannot be opened: {error.strerror or error}"))
            continue
        own = _own_name(name, path.absolute(), digest, taken)
        taken[own] = str(path.absolute()), digest
        yield _File(own, path.absolute(), digest, size)


def _own_name(name: str, path: Path, digest: str, taken: Mapping[str, tuple[str, str]]) -> str:
    """The name, with as many of the folders before it as tell it from another file of that name."""
    depth = len(path.parts) - name.count("/") - 2
    longer = ("/".join(path.parts[at:]) for at in range(depth, 0, -1))
    for candidate in (name, *longer):
        if candidate not in taken or taken[candidate][0] == str(path) or taken[candidate][1] == digest:
            return candidate
    return str(path)


def _is_there(connection: Connection, file: _File, columns: str) -> bool:
    row = connection.execute(
        select(schema.files.c.digest, schema.files.c.columns).where(schema.files.c.name == file.name)
    ).one_or_none()
    return row is not None and tuple(row) == (file.digest, columns)


# --- reading and understanding -------------------------------------------------------------------------


def _read(database: Database, file: _File, columns: str, options: Options) -> None:
    """Read and label one file, and keep what it gives."""
    key = file.key(columns)
    with database.read() as connection:
        if known(connection, schema.results, [key]):
            return
    found = list(pipeline.labelled([(file.name, partial(_open, file.path))], options))
    read = _Read(
        tuple(each for each in found if isinstance(each, Document)),
        tuple(each for each in found if isinstance(each, Problem)),
    )
    with database.write() as connection:
        keep_results(connection, "reading", {key: codec.pack(read)})


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _file(connection: Connection, file: _File, columns: str, run: int) -> None:
    """Enter a file, with its bytes."""
    row = {"path": str(file.path), "digest": file.digest, "size": file.size, "columns": columns, "run": run}
    row["problems"] = codec.pack(())
    connection.execute(delete(schema.files).where(schema.files.c.name == file.name))
    connection.execute(insert(schema.files).values(name=file.name, **row))
    there = connection.execute(select(schema.originals.c.digest).where(schema.originals.c.digest == file.digest))
    if file.size <= LARGEST_KEPT and there.one_or_none() is None:
        content = zstandard.compress(file.path.read_bytes())
        connection.execute(insert(schema.originals).values(digest=file.digest, content=content))


def _renew(connection: Connection, models: Callable[[], Models], progress: Progress | None) -> tuple[int, int]:
    """Enter the documents of all files as they are understood now."""
    labelled: list[tuple[str, Document]] = []
    for name, digest, columns in connection.execute(
        select(schema.files.c.name, schema.files.c.digest, schema.files.c.columns).order_by(schema.files.c.name)
    ).tuples():
        key = codec.digest("reading", stages_version(), name, digest, columns)
        read = codec.unpack(known(connection, schema.results, [key])[key], _Read)
        labelled += [(name, document) for document in read.documents]
        problems = codec.pack(read.problems)
        connection.execute(update(schema.files).where(schema.files.c.name == name).values(problems=problems))
    recurring = cleaning.recurring(document for _, document in labelled)
    whole = [(name, cleaning.without_recurring(document, recurring)) for name, document in labelled]
    columns_ = schema.documents.c
    before = dict(connection.execute(select(columns_.name, columns_.fingerprint)).tuples().all())
    connection.execute(delete(schema.documents))
    added = changed = 0
    for first in range(0, len(whole), BATCH):
        _say(progress, "understanding", first, len(whole))
        batch = whole[first : first + BATCH]
        for (name, _), article in zip(batch, understood(connection, models(), [d for _, d in batch]), strict=True):
            row = _row(name, article)
            there = before.get(row["name"])
            added += there is None
            changed += there is not None and there != row["fingerprint"]
            connection.execute(insert(schema.documents).values(**row))
    return added, changed


def _row(file: str, article: Article) -> dict[str, str | bytes | None]:
    document = article.document
    titles = [document.text[block.start : block.end] for block in document.blocks if block.kind == "title"]
    return {
        "name": document.file,
        "file": file,
        "fingerprint": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "window": WHOLE,
        "outlet": document.outlet,
        "published": document.published,
        "language": document.language,
        "title": " ".join(" ".join(titles).split()),
        "url": document.url,
        "content": codec.pack(article),
    }


def _told(connection: Connection, names: Sequence[str]) -> list[Problem]:
    """What could not be read of some files."""
    found: list[Problem] = []
    for name in names:
        row = connection.execute(select(schema.files.c.problems).where(schema.files.c.name == name)).one_or_none()
        found += codec.unpack(bytes(row[0]), tuple[Problem, ...]) if row else ()
    return found


__all__ = ["Progress", "Run", "add"]
