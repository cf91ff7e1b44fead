"""The database of a workspace: SQLite in a file, or PostgreSQL by URL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

#: Seconds that a writer waits for another one before it gives up.
PATIENCE = 60.0
_MIGRATIONS = Path(__file__).parent / "migrations"
_URL = re.compile(r"^[a-z][a-z0-9+]*://", re.IGNORECASE)
#: Key of the lock that a run holds in PostgreSQL: any number that no other program takes.
_LOCK = 0x77686F6D6574


class WorkspaceError(Exception):
    """A workspace cannot be used as asked for; the message says what to do."""


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
        self._check(create)
        self.engine = self._engine()
        self._upgrade()

    @property
    def name(self) -> str:
        """The file or URL, without a password."""
        return self.url.database or "" if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state, whatever is written meanwhile."""
        with self._told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that writes alone; all of it is there afterwards, or nothing."""
        with self._told(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(text(f"SET LOCAL lock_timeout = {int(self.patience * 1000)}"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    # --- opening ---------------------------------------------------------------------------------------

    def _check(self, create: bool) -> None:
        if not self.is_sqlite:
            return
        path = Path(self.url.database or "")
        if not path.exists():
            if not create:
                raise WorkspaceError(f"{path}: there is no workspace; begin one with `whomet add FOLDER --db {path}`")
            if not path.absolute().parent.is_dir():
                raise WorkspaceError(f"{path}: there is no folder {path.absolute().parent}")
        elif path.is_dir():
            raise WorkspaceError(f"{path}: a folder; give the file of a workspace, such as {path / 'whomet.db'}")
        elif path.stat().st_size and path.open("rb").read(16) != b"SQLite format 3\x00":
            raise WorkspaceError(f"{path}: not a workspace but another file; give another name")

    def _engine(self) -> Engine:
        try:
            engine = create_engine(self.url)
        except ModuleNotFoundError as error:
            raise WorkspaceError(f"{error.name} is not installed: pip install 'whomet[postgresql]'") from error
        if self.is_sqlite:
            event.listen(engine, "connect", self._prepare)
        return engine

    def _prepare(self, connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where `write` says so
        connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def _upgrade(self) -> None:
        with self.write() as connection:
            config = Config()
            config.set_main_option("script_location", str(_MIGRATIONS))
            config.attributes["connection"] = connection
            newest = ScriptDirectory.from_config(config).get_current_head()
            if MigrationContext.configure(connection).get_current_revision() != newest:
                command.upgrade(config, "head")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what is wrong with the database in words of the user's."""
        try:
            yield
        except OperationalError as error:
            if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
                raise WorkspaceError(
                    f"{self.name}: another run has been writing for {self.patience:g} seconds; wait for it to end"
                ) from error
            raise WorkspaceError(f"{self.name}: {_first_line(error)}") from error
        except DBAPIError as error:
            raise WorkspaceError(f"{self.name}: {_first_line(error)}") from error


def _url(where: str | Path) -> URL:
    if isinstance(where, str) and _URL.match(where):
        url = make_url(where)
        return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgresql", "postgres"} else url
    return URL.create("sqlite", database=str(where))


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]


__all__ = ["PATIENCE", "Database", "WorkspaceError"]
