"""The user's own people, bodies and places: given once, evidence of who is who from then on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from whomet.linking import Knowledge, knowledge
from whomet.records import Problem
from whomet.workspace import codec
from whomet.workspace.intake import written
from whomet.workspace.schema import settings

#: Under which setting they are kept.
NAMES = "names"


@dataclass(frozen=True, slots=True)
class Names:
    """A file of names.

    Attributes:
        place: Its path, absolute.
        own: What it says.
        problems: What could not be used of it.
    """

    place: str
    own: Knowledge
    problems: tuple[Problem, ...]


def read_names(paths: Sequence[Path]) -> tuple[list[Names], list[Problem]]:
    """Read files of names.

    Args:
        paths: CSV or FollowTheMoney.

    Returns:
        The files, and those that cannot be opened.
    """
    found: list[Names] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            own, wrong = knowledge.read(str(path), path.read_bytes())
        except OSError as error:
            problems.append(Problem(str(path), f"the names cannot be read: {error.strerror or error}; give a file"))
            continue
        found.append(Names(written(Path(os.path.realpath(path))), own, tuple(wrong)))
    return found, problems


def kept_names(connection: Connection) -> tuple[Names, ...]:
    """The files of names that a workspace knows, in the order of their paths."""
    content = connection.execute(select(settings.c.value).where(settings.c.name == NAMES)).scalar_one_or_none()
    return codec.unpack(bytes(content), tuple[Names, ...]) if content else ()


def keep_names(connection: Connection, found: Sequence[Names]) -> bool:
    """Keep files of names; one that was given before is replaced.

    Args:
        connection: That of a run.
        found: The files.

    Returns:
        Whether anything is new.
    """
    before = kept_names(connection)
    after = {each.place: each for each in (*before, *found)}
    now = tuple(after[place] for place in sorted(after))
    if now == before:
        return False
    _set(connection, now)
    return True


def drop_names(connection: Connection, place: str) -> bool:
    """Forget a file of names; tells whether there was one at that path."""
    before = kept_names(connection)
    left = tuple(each for each in before if each.place != place)
    if len(left) < len(before):
        _set(connection, left)
    return len(left) < len(before)


def _set(connection: Connection, names: tuple[Names, ...]) -> None:
    connection.execute(delete(settings).where(settings.c.name == NAMES))
    if names:
        connection.execute(insert(settings).values(name=NAMES, value=codec.pack(names)))


def knowledge_of(connection: Connection) -> tuple[Knowledge, tuple[Problem, ...]]:
    """What all files of names say together, and what could not be used of them."""
    own, problems = Knowledge(), []
    for each in kept_names(connection):
        own, twice = own.join(each.own, each.place)
        problems += [*each.problems, *twice]
    return own, tuple(problems)


__all__ = ["Names", "drop_names", "keep_names", "kept_names", "knowledge_of", "read_names"]
