"""The database of a workspace: SQLite in a file, or PostgreSQL by URL."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import zstandard
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as TooManyError
from sqlalchemy.pool import QueuePool

from whomet.workspace import holder
from whomet.workspace.migrations import Standing, standing, upgrade

#: Seconds that a writer waits for another one before it gives up.
PATIENCE = 60.0
#: Seconds after which a writer that waits looks whether it was told to stop.
_LOOK = 1.0
#: Seconds that a reader waits where a writer keeps it out: only where the disk has no shared memory.
_READER = 5.0
#: Connections at the same time: as many threads as answer requests of the page, and one that writes.
_CONNECTIONS, _MORE = 5, 40
_URL = re.compile(r"^[a-z][a-z0-9+]*://", re.IGNORECASE)
#: Key of the lock that a run holds in PostgreSQL: any number that no other program takes.
_LOCK = 0x77686F6D6574
_MAGIC = b"SQLite format 3\x00"


class WorkspaceError(Exception):
    """A workspace cannot be used as asked for; the message says what to do."""


class BusyError(WorkspaceError):
    """Another run is writing, and did not end in time."""


class Database:
    """Opens connections for reading, and one at a time for writing.

    Args:
        where: Path of a SQLite file, or URL of a database.
        create: Make the file where there is none.
        patience: Seconds that a writer waits for another one.

    Raises:
        WorkspaceError: There is none, it is not a workspace, or it cannot be opened.
    """

    def __init__(self, where: str | Path, create: bool = True, patience: float = PATIENCE) -> None:
        self.url = _url(where)
        self.patience = patience
        if self.is_sqlite:
            self._check(create)
        self._is_fixed = self.is_sqlite and _is_fixed(self._path)
        self.engine = self._engine()
        try:
            self._bring_up_to_date(create)
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """The file or URL, without a password."""
        return str(self._path) if self.is_sqlite else self.url.set(query={}).render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state, whatever is written meanwhile; nothing can be written through it."""
        with self._told(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA query_only = ON")
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @contextmanager
    def write(self, patience: float | None = None) -> Iterator[Connection]:
        """A connection that writes alone; all of it is there afterwards, or nothing.

        Args:
            patience: Seconds to wait for another writer, where not as long as ever.

        Raises:
            BusyError: Another one did not end in time; the message says who.
        """
        patience = self.patience if patience is None else patience
        if self._is_fixed:
            raise WorkspaceError(f"{self.name}: can only be read; copy it to a folder of your own to add to it")
        with self._told(patience), self.engine.connect() as connection, self._alone(connection, patience):
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def sweep(self) -> None:
        """Give back the room of what was deleted, so that nobody finds it there."""
        with self._told(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA query_only = OFF")
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    # --- one writer ------------------------------------------------------------------------------------

    @contextmanager
    def _alone(self, connection: Connection, patience: float) -> Iterator[None]:
        """Begin a transaction as the only writer, and say meanwhile who that is."""
        if self.is_sqlite:
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            self._begin_alone(connection, patience)
            with holder.told(self._path):
                yield
        else:
            connection.execute(text(f"SET LOCAL lock_timeout = {max(1, int(patience * 1000))}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield

    def _begin_alone(self, connection: Connection, patience: float) -> None:
        until = time.monotonic() + patience
        while True:
            left = max(0.0, min(_LOOK, until - time.monotonic()))
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(left * 1000)}")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                break
            except DBAPIError as error:
                if not _is_locked(error) or time.monotonic() >= until:
                    raise
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(_READER * 1000)}")

    def _holder(self) -> str:
        """Who is writing, as far as that can be had."""
        if self.is_sqlite:
            return holder.read(self._path)
        with suppress(DBAPIError), self.engine.connect() as connection:
            row = connection.execute(text(_WHO), {"high": _LOCK >> 32, "low": _LOCK & 0xFFFFFFFF}).one_or_none()
            return "" if row is None else f"{row[0]}, since {row[1]}"
        return ""

    # --- opening ---------------------------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return Path(self.url.database or "")

    def _check(self, create: bool) -> None:
        """See that there is the file of a workspace, or room for one."""
        path = self._path
        try:
            if path.is_dir():
                raise WorkspaceError(f"{path}: a folder; give the file of a workspace, such as {path / 'whomet.db'}")
            if not path.exists():
                if not create:
                    raise WorkspaceError(
                        f"{path}: there is no workspace; begin one with `whomet add FOLDER --db {path}`"
                    )
                if not path.absolute().parent.is_dir():
                    raise WorkspaceError(f"{path}: there is no folder {path.absolute().parent}; make it first")
                return
            with path.open("rb") as opened:
                if opened.read(len(_MAGIC)) not in (b"", _MAGIC):
                    raise WorkspaceError(f"{path}: not a workspace but another file; give another name")
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be opened: {error.strerror or error}") from error

    def _engine(self) -> Engine:
        try:
            if not self.is_sqlite:
                told = {"application_name": holder.told_of()}
                return create_engine(
                    self.url, pool_pre_ping=True, pool_size=_CONNECTIONS, max_overflow=_MORE, connect_args=told
                )
            engine = create_engine(
                "sqlite://",
                creator=self._connect,
                pool_size=_CONNECTIONS,
                max_overflow=_MORE,
                poolclass=QueuePool,
            )
        except ModuleNotFoundError as error:
            raise WorkspaceError(f"{error.name} is not installed: pip install 'whomet[postgresql]'") from error
        return engine

    def _connect(self) -> sqlite3.Connection:
        """A connection to the file, prepared; transactions begin where `read` and `write` say so."""
        path = self._path.absolute()
        if self._is_fixed:
            unwritten = path.with_name(f"{path.name}-wal")
            # Nobody writes: without a journal that holds more, SQLite needs no files of its own beside it.
            mode = "mode=ro" if unwritten.exists() and unwritten.stat().st_size else "mode=ro&immutable=1"
            return sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False)
        connection = sqlite3.connect(path, timeout=_READER, isolation_level=None, check_same_thread=False)
        self._log_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _log_ahead(self, connection: sqlite3.Connection) -> None:
        """Write ahead into a log, so that readers and a writer do not wait for each other.

        Where the disk has no shared memory (some network drives) SQLite stays with its journal, and they wait. Two who
        begin a workspace at the same moment may both want to change its mode; SQLite lets neither wait for that.
        """
        until = time.monotonic() + _READER
        while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() >= until:
                    raise
                time.sleep(0.01)

    def _bring_up_to_date(self, create: bool) -> None:
        with self.read() as connection:
            now = standing(connection)
        if now is Standing.CURRENT:
            return
        if now is Standing.FOREIGN:
            raise WorkspaceError(f"{self.name}: not a workspace but the database of another program; give another name")
        if now is Standing.NEW:
            raise WorkspaceError(f"{self.name}: made by a newer Whomet; install that one (pip install -U whomet)")
        if now is Standing.EMPTY and not create:
            raise WorkspaceError(f"{self.name}: there is no workspace; begin one with `whomet add FOLDER --db ...`")
        with self.write() as connection:
            if standing(connection) in (Standing.EMPTY, Standing.OLD):
                upgrade(connection)

    @contextmanager
    def _told(self, patience: float = _READER) -> Iterator[None]:
        """Say what is wrong with the database in words of the user's; `patience` is how long it was waited for."""
        try:
            yield
        except DBAPIError as error:
            if _is_locked(error):
                who = self._holder()
                raise BusyError(
                    f"{self.name}: another run{f' ({who})' if who else ''} did not end within {patience:g} seconds;"
                    " wait for it to end and try again"
                ) from error
            raise WorkspaceError(f"{self.name}: {self._wrong(error)}") from error
        except TooManyError as error:
            raise WorkspaceError(f"{self.name}: too many connections at the same time; try again") from error
        except (msgspec.DecodeError, zstandard.ZstdError) as error:
            raise WorkspaceError(f"{self.name}: what is kept in it is damaged ({error}); {self._remedy()}") from error

    def _wrong(self, error: DBAPIError) -> str:
        said = str(error.orig).strip().partition("\n")[0]
        if "full" in said:
            return f"{said}; make room on that disk and try again: nothing was changed"
        if "malformed" in said or "not a database" in said or "disk I/O" in said:
            return f"the file is damaged ({said}); {self._remedy()}"
        if "readonly" in said or "read-only" in said:
            return f"cannot be written ({said}); copy it to a folder of your own to add to it"
        if "unable to open" in said:
            return f"{said}; give a file in a folder that you may write to"
        if error.connection_invalidated or "connect" in said:
            return f"{said}; see that the server runs and can be reached, and try again: what was begun was not done"
        return said

    def _remedy(self) -> str:
        if not self.is_sqlite:
            return "restore a copy of the database"
        mended = self._path.with_name(f"mended-{self._path.name}")
        return f"restore a copy, or save what can be read: sqlite3 {self._path} .recover | sqlite3 {mended}"


#: Who holds the lock of a run in PostgreSQL.
_WHO = """
    SELECT a.application_name, to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :high AND l.objid = :low LIMIT 1
"""


def _url(where: str | Path) -> URL:
    if isinstance(where, str) and _URL.match(where):
        try:
            url = make_url(where)
        except ArgumentError as error:
            raise WorkspaceError("the address of the database cannot be read; give postgresql://HOST/NAME") from error
        if url.drivername in {"postgresql", "postgres"}:
            return url.set(drivername="postgresql+psycopg")
        if url.drivername.partition("+")[0] not in {"sqlite", "postgresql"}:
            raise WorkspaceError(
                f"{url.drivername}: no database of this kind can be used; give a file, or postgresql://HOST/NAME"
            )
        if url.drivername.startswith("sqlite") and url.database in (None, "", ":memory:"):
            raise WorkspaceError("a workspace in memory would be gone at once; give the name of a file")
        return url
    return URL.create("sqlite", database=str(where))


def _is_fixed(path: Path) -> bool:
    """Whether a file can only be read: SQLite writes into the folder, too."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))


def _is_locked(error: DBAPIError) -> bool:
    said = str(error.orig)
    return "locked" in said or "lock timeout" in said


__all__ = ["PATIENCE", "BusyError", "Database", "WorkspaceError"]
