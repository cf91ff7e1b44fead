"""How the tables came to be what they are, step by step.

`python -m whomet.workspace.migrations` writes the next step after `schema.py` has been changed.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

FOLDER = Path(__file__).parent
#: Table that says which step a workspace is at.
VERSION_TABLE = "whomet_version"


class Standing(Enum):
    """How the tables of a database stand against those of this program."""

    EMPTY = "has no tables"
    OLD = "is of an earlier release"
    CURRENT = "is of this release"
    NEW = "is of a later release"
    FOREIGN = "is of another program"


def standing(connection: Connection) -> Standing:
    """Say how the tables of a database stand against those of this program.

    Args:
        connection: One for reading.
    """
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        return Standing.FOREIGN if tables else Standing.EMPTY
    scripts = ScriptDirectory.from_config(config(connection))
    known = {script.revision for script in scripts.walk_revisions()}
    now = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
    if now == scripts.get_current_head():
        return Standing.CURRENT
    return Standing.OLD if now is None or now in known else Standing.NEW


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables of a database up to date, in the transaction that is open.

    Args:
        connection: That of a writer.
        to: The step wanted.
    """
    command.upgrade(config(connection), to)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Take steps back, in the transaction that is open; what they brought is lost.

    Args:
        connection: That of a writer.
        to: The step wanted.
    """
    command.downgrade(config(connection), to)


def config(connection: Connection) -> Config:
    """What Alembic has to know.

    Args:
        connection: The database.
    """
    found = Config()
    found.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    found.attributes["connection"] = connection
    return found


__all__ = ["FOLDER", "VERSION_TABLE", "Standing", "config", "downgrade", "standing", "upgrade"]
