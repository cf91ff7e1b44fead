"""How the tables came to be what they are, step by step.

`python -m whomet.workspace.migrations` writes the next step after `schema.py` has been changed.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

if TYPE_CHECKING:
    from alembic.config import Config

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
    now = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one_or_none()
    if now == steps()[-1]:
        return Standing.CURRENT
    return Standing.OLD if now is None or now in steps() else Standing.NEW


@cache
def steps() -> tuple[str, ...]:
    """The numbers of all steps, in order; their files begin with them."""
    return tuple(sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py")))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables of a database up to date, in the transaction that is open.

    Args:
        connection: That of a writer.
        to: The step wanted.
    """
    from alembic import command

    command.upgrade(config(connection), to)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Take steps back, in the transaction that is open; what they brought is lost.

    Args:
        connection: That of a writer.
        to: The step wanted.
    """
    from alembic import command

    command.downgrade(config(connection), to)


def config(connection: Connection) -> Config:
    """What Alembic, which is loaded only where there is a step to take, has to know.

    Args:
        connection: The database.
    """
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    found.attributes["connection"] = connection
    return found


__all__ = ["FOLDER", "VERSION_TABLE", "Standing", "config", "downgrade", "standing", "steps", "upgrade"]
