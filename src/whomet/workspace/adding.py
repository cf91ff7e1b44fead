"""One run: files come in, are read and understood one by one, and what they change is concluded afresh.

    intake         which files are to be read                       under which names
    readings       bytes -> labelled documents                      kept as they come
    planning       which documents come, change, go                 and are labelled otherwise, because lines recur
    understanding  labelled documents -> articles                   kept as they come
    adding         all of it enters the workspace, and is concluded: one transaction

While one run reads, others may read and enter what they have. What is entered follows from what the workspace holds in
that moment: where it is not what it was when the work was planned, what is missing is done before it is tried again.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, delete, func, insert, select, update

from whomet import files
from whomet.engines import Engine, Parts
from whomet.pipeline import Models
from whomet.records import Problem
from whomet.workspace import codec, intake, planning, readings, schema
from whomet.workspace.cache import BLOCK, Source, drop_results, known
from whomet.workspace.concluding import WHOLE, conclude
from whomet.workspace.database import Database
from whomet.workspace.forgetting import forget, known_files
from whomet.workspace.intake import Coming, Intake
from whomet.workspace.names import keep_names, kept_names, read_names
from whomet.workspace.planning import Plan, Work
from whomet.workspace.readings import Held, Reading, listed
from whomet.workspace.search.full_text import index_of
from whomet.workspace.understanding import Understanding, missing, understand
from whomet.workspace.version import conclusions_version, models_version, stages_version

#: How often a run does its work without keeping others from writing. Only another run that comes in between makes it
#: do some of it again; after so many it keeps them out.
ATTEMPTS = 4
#: Documents that are written at once.
BATCH = 100

Progress = Callable[[str, int, int], None]
"""Told how far a run is: what is being done, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did.

    Attributes:
        id: Its number; that of the last one where there was nothing to do.
        added: Documents that are new.
        changed: Documents that were there and are read or labelled otherwise now.
        unchanged: Files that were there already.
        problems: What could not be read of the files given.
        removed: Documents that their file holds no more.
    """

    id: int
    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed of the documents, for those who draw on them.

    Attributes:
        run: Its number.
        added: Names of documents that are new.
        changed: Names of documents that were there and are others now.
        removed: Names of documents that are gone.
    """

    run: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked to do.

    Attributes:
        paths: Files and folders.
        columns: What the columns of tables hold, as `Options.columns`.
        names: Files of the user's own people, bodies and places.
        forget: Names of files that are to be deleted with all that was kept of them.
        who: Who asks.
        command: What for.
        progress: Told how far it is.
    """

    paths: Sequence[Path] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[Path] = ()
    forget: Sequence[str] = ()
    who: str = ""
    command: str = "add"
    progress: Progress | None = None

    def say(self, what: str, done: int, of: int) -> None:
        """Tell how far it is."""
        if self.progress:
            self.progress(what, done, of)


def add(database: Database, models: Parts | Models, engine: Engine, order: Order) -> Run:
    """Add files to a workspace; files that other stages read are read again.

    Args:
        database: The workspace.
        models: The models to use, loaded if there is anything to understand.
        engine: Where files are read and documents understood.
        order: What to add.

    Returns:
        What the run did.
    """
    return _Adding(database, models, engine, order).run()


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What a run has at hand."""

    taken: Intake
    readings: Mapping[str, tuple[Reading, ...]]
    lost: Mapping[str, Problem]


class _Adding:
    """A run."""

    def __init__(self, database: Database, models: Parts | Models, engine: Engine, order: Order) -> None:
        self._database = database
        self._models = models
        self._engine = engine
        self._order = order
        self._began = _now()
        self._version = models_version(models)
        located, unlocated = files.locate(order.paths, apart=True)  # a name does not depend on what else is given
        self._found, unopened = intake.look(located)
        self._unopened = [*unlocated, *unopened]
        self._names, self._unread_names = read_names(order.names)

    def run(self) -> Run:
        """Do it."""
        for _ in range(ATTEMPTS):
            prepared = self._prepare(self._database)
            if not prepared.readings and self._is_as_it_was(prepared.taken):
                return self._nothing(prepared)
            with self._database.write() as connection:
                ready = self._ready(connection, prepared)
                if ready is not None:
                    return self._enter(connection, *ready)
        with self._database.write() as connection:
            prepared = self._prepare(Held(connection))
            return self._enter(connection, prepared, self._plan(connection, prepared))

    # --- before ----------------------------------------------------------------------------------------

    def _prepare(self, source: Source) -> _Prepared:
        """Read and understand all that is to be entered."""
        say = self._order.say
        with source.read() as connection:
            taken = self._take_in(connection)
        count = len(taken.coming)
        read = readings.read(
            source, self._engine, taken.coming, stages_version(), lambda done: say("reading", done, count)
        )
        lost: dict[str, Problem] = {}
        before: list[Work] = []
        while True:
            prepared = _Prepared(taken, read, lost)
            with source.read() as connection:
                plan = self._plan(connection, prepared)
            works = missing(source, plan.works)
            if not works or works == before:
                return prepared
            before = works
            lost |= understand(source, self._engine, self._models, works, self._version, partial(self._say, len(works)))

    def _say(self, of: int, done: int) -> None:
        self._order.say("understanding", done, of)

    def _take_in(self, connection: Connection) -> Intake:
        return intake.take_in(connection, self._found, self._order.columns, self._version)

    def _plan(self, connection: Connection, prepared: _Prepared) -> Plan:
        gone = known_files(connection, self._order.forget)
        read = {name: found for name, found in prepared.readings.items() if name not in gone}
        return planning.plan(connection, read, self._version, prepared.lost.keys(), gone)

    def _ready(self, connection: Connection, prepared: _Prepared) -> tuple[_Prepared, Plan] | None:
        """What the run enters as the workspace is now; None where more has to be done for it first."""
        now = self._take_in(connection)
        if not {_asked(file) for file in now.coming} <= {_asked(file) for file in prepared.taken.coming}:
            return None
        names = {file.name for file in now.coming}
        left = {name: read for name, read in prepared.readings.items() if name in names}
        anew = _Prepared(now, left, prepared.lost)
        plan = self._plan(connection, anew)
        return None if missing(Held(connection), plan.works) else (anew, plan)

    def _is_as_it_was(self, taken: Intake) -> bool:
        """Whether there is nothing to be entered or concluded."""
        with self._database.read() as connection:
            last = connection.execute(
                select(schema.runs.c.version).order_by(schema.runs.c.id.desc()).limit(1)
            ).scalar_one_or_none()
            names = select(schema.files.c.name).where(schema.files.c.name.in_([p.file for p in self._unopened]))
            known_ = set(connection.execute(names).scalars())
            before = kept_names(connection)
        new = [problem for problem in self._unopened if problem.file not in known_]
        is_same = last == conclusions_version() or last is None
        return is_same and not self._order.forget and not new and not taken.moved and set(self._names) <= set(before)

    def _nothing(self, prepared: _Prepared) -> Run:
        with self._database.read() as connection:
            last = connection.execute(select(func.max(schema.runs.c.id))).scalar() or 0
            told = _told(connection, prepared.taken.unchanged)
        return Run(last, 0, 0, len(prepared.taken.unchanged), (*self._wrong(prepared), *told))

    def _wrong(self, prepared: _Prepared) -> list[Problem]:
        """What could not be opened, or used of the user's names."""
        of_names = [problem for names in self._names for problem in names.problems]
        gone = [file.name for file in prepared.taken.coming if file.path and file.name not in prepared.readings]
        lost = [Problem(name, "cannot be opened any more; add it again") for name in gone]
        return [*self._unread_names, *of_names, *self._unopened, *lost]

    # --- the transaction -------------------------------------------------------------------------------

    def _enter(self, connection: Connection, prepared: _Prepared, plan: Plan) -> Run:
        """Carry out what the run changes, and conclude."""
        order, taken = self._order, prepared.taken
        run = _begin(connection, self._began, order.who or _account(), order.command)
        coming = [file for file in taken.coming if file.name in prepared.readings and file.name not in order.forget]
        _enter_files(connection, run, coming, prepared, plan, self._version)
        for name, place in taken.moved.items():
            connection.execute(update(schema.files).where(schema.files.c.name == name).values(path=place))
        _enter_unopened(connection, run, self._unopened, self._version)
        keep_names(connection, self._names)
        models = self._loaded()
        if order.forget:
            forget(connection, order.forget, models.encoder.name)
        changes = _enter_documents(connection, run, plan)
        order.say("concluding", 0, 1)
        conclude(connection, models, (*changes.added, *changes.changed), order.progress)
        order.say("concluding", 1, 1)
        if order.forget:
            index_of(connection).sweep()
        _let_go(connection, prepared, plan, self._version)
        added, changed, removed = len(changes.added), len(changes.changed), len(changes.removed)
        counts = {"ended": _now(), "added": added, "changed": changed}
        connection.execute(update(schema.runs).where(schema.runs.c.id == run).values(**counts))
        given = {*taken.unchanged, *(file.name for file in coming if file.path is not None)}
        problems = (*self._wrong(prepared), *_told(connection, given))
        return Run(run, added, changed, len(taken.unchanged), problems, removed)

    def _loaded(self) -> Models:
        return self._models.models() if isinstance(self._models, Parts) else self._models


def _asked(file: Coming) -> tuple[str, str, str, str, tuple[str, ...]]:
    return file.name, file.place, file.digest, file.columns, file.older


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


# --- writing -------------------------------------------------------------------------------------------


def _begin(connection: Connection, began: str, who: str, command: str) -> int:
    values = {"began": began, "ended": began, "who": who, "command": command, "version": conclusions_version()}
    made = insert(schema.runs).values(**values, added=0, changed=0).returning(schema.runs.c.id)
    return int(connection.execute(made).scalar_one())


def _enter_files(
    connection: Connection, run: int, coming: Sequence[Coming], prepared: _Prepared, plan: Plan, version: str
) -> None:
    """Enter files as they were read."""
    names = [file.name for file in coming]
    there = {name for (name,) in _of(connection, names, schema.files.c.name, schema.files.c.name)}
    columns = schema.contents.c
    last: dict[str, tuple[int, str]] = {}
    for name, number, digest in _of(connection, names, columns.file, columns.file, columns.number, columns.digest):
        last[name] = max(last.get(name, (0, "")), (number, digest))
    new, contents = [], []
    for file in coming:
        reading = prepared.readings[file.name][-1]
        lost = [prepared.lost[each.labelling] for each in reading.entries if each.labelling in prepared.lost]
        row: dict[str, object] = {
            "path": file.place,
            "digest": reading.digest,
            "size": reading.size,
            "columns": file.columns,
            "version": version if reading.is_whole and file.name not in plan.lost else "",
            "run": run,
            "problems": codec.pack((*reading.problems, *lost)),
        }
        if file.name in there:
            connection.execute(update(schema.files).where(schema.files.c.name == file.name).values(**row))
        else:
            new.append({"name": file.name, **row})
        number, digest = last.get(file.name, (0, ""))
        if digest != reading.digest:
            contents.append({"file": file.name, "number": number + 1, "digest": reading.digest, "run": run})
    if new:
        connection.execute(insert(schema.files), new)
    if contents:
        connection.execute(insert(schema.contents), contents)


def _of(
    connection: Connection, names: Sequence[str], column: Column[str], *wanted: Column[Any]
) -> Iterator[tuple[Any, ...]]:
    """Columns of the rows that belong to some files."""
    for first in range(0, len(names), BLOCK):
        rows = connection.execute(select(*wanted).where(column.in_(names[first : first + BLOCK]))).all()
        yield from map(tuple, rows)


def _enter_unopened(connection: Connection, run: int, problems: Sequence[Problem], version: str) -> None:
    """Enter files that could not be opened, so that the account says so until they can be."""
    for problem in problems:
        own = schema.files.c.name == problem.file
        digest = connection.execute(select(schema.files.c.digest).where(own)).scalar_one_or_none()
        row = {"run": run, "version": version, "problems": codec.pack((problem,))}
        if digest is None:
            empty = {"path": "", "digest": "", "size": 0, "columns": "{}"}
            connection.execute(insert(schema.files).values(name=problem.file, **empty, **row))
        elif not digest:
            connection.execute(update(schema.files).where(own).values(**row))


def _enter_documents(connection: Connection, run: int, plan: Plan) -> Changes:
    """Enter, change and remove documents."""
    documents = schema.documents
    for first in range(0, len(plan.removed), BATCH):
        connection.execute(delete(documents).where(documents.c.name.in_(plan.removed[first : first + BATCH])))
    for name, position in plan.places.items():
        connection.execute(update(documents).where(documents.c.name == name).values(position=position))
    for first in range(0, len(plan.works), BATCH):
        _write(connection, run, plan.works[first : first + BATCH])
    return Changes(
        run,
        tuple(work.name for work in plan.works if not work.was_there),
        tuple(work.name for work in plan.works if work.was_there),
        tuple(plan.removed),
    )


def _write(connection: Connection, run: int, works: Sequence[Work]) -> None:
    documents, pages = schema.documents, schema.pages
    contents = known(connection, schema.results, (work.understanding for work in works))
    new, again = [], set()
    for work in works:
        found = codec.decode(contents[work.understanding], Understanding)
        row = _row(work, found, run)
        if found.problems:
            again.add(work.file)
        if work.was_there:
            connection.execute(update(documents).where(documents.c.name == work.name).values(**row))
        else:
            new.append({"name": work.name, "window": WHOLE, **row})
    if new:
        connection.execute(insert(documents), new)
    if again:
        connection.execute(update(schema.files).where(schema.files.c.name.in_(again)).values(version=""))
    connection.execute(delete(pages).where(pages.c.document.in_([work.name for work in works])))
    counted = [
        {
            "document": work.name,
            "outlet": listed(work.page.outlet),
            "recurring": codec.encode(work.lines),
            "content": codec.encode(work.page),
        }
        for work in works
        if work.page
    ]
    if counted:
        connection.execute(insert(pages), counted)


def _row(work: Work, found: Understanding, run: int) -> dict[str, object]:
    return {
        "file": work.file,
        "position": work.position,
        "digest": work.digest,
        "labelling": work.labelling,
        "understanding": "" if found.problems else work.understanding,
        "run": run,
        "fingerprint": work.fingerprint,
        "outlet": found.outlet,
        "published": found.published,
        "language": found.language,
        "title": found.title,
        "url": found.url,
        "item": listed(work.item),
        "problems": codec.pack(found.problems),
        "content": found.article,
        "labelled": found.labelled,
    }


def _let_go(connection: Connection, prepared: _Prepared, plan: Plan, version: str) -> None:
    """Drop results that stand in the documents now, and those of other versions, which nobody asks for."""
    used = [work.understanding for work in plan.works]
    for file in prepared.taken.coming:
        for reading in prepared.readings.get(file.name, ()):
            used.append(readings.key_of(stages_version(), file.name, reading.digest, file.columns))
            used += [entry.labelling for entry in reading.entries]
    drop_results(connection, used)
    results = schema.results
    connection.execute(delete(results).where(results.c.version.not_in([version, stages_version()])))


def _told(connection: Connection, names: Collection[str]) -> list[Problem]:
    """What could not be read of some files."""
    wanted, files, documents = sorted(names), schema.files.c, schema.documents.c
    rows = _of(connection, wanted, files.name, files.name, files.problems)
    found = [(row[0], -1, bytes(row[1])) for row in rows]
    rows = _of(connection, wanted, documents.file, documents.file, documents.position, documents.problems)
    found += [(row[0], row[1], bytes(row[2])) for row in rows]
    found.sort(key=lambda each: each[:2])
    nothing = codec.pack(())
    told = [content for _, _, content in found if content != nothing]
    return [problem for content in told for problem in codec.unpack(content, tuple[Problem, ...])]


__all__ = ["Changes", "Order", "Progress", "Run", "add"]
