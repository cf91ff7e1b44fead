"""The search of a workspace that is kept open: what was read once is used until something changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection, func, select

from whomet.embedding import Encoder
from whomet.workspace import schema
from whomet.workspace.database import Database
from whomet.workspace.search import tables
from whomet.workspace.search.filters import MODES, Mode, SearchError, Wanted, entities_of
from whomet.workspace.search.hits import Hit
from whomet.workspace.search.memory import Memory
from whomet.workspace.search.searching import By, search
from whomet.workspace.search.upkeep import Progress, index, is_current, is_made


class Options(TypedDict, total=False):
    """What can be told about a search; `Searcher.search` says what each means."""

    mode: Mode
    by: By
    person: str | Sequence[str]
    organisation: str | Sequence[str]
    place: str | Sequence[str]
    outlet: str | Sequence[str]
    since: str | None
    until: str | None
    met: str | None
    status: str | Sequence[str]
    language: str | Sequence[str]
    kind: str | Sequence[str]
    story: str | Sequence[str]
    limit: int
    progress: Progress | None


class Searcher:
    """Searches a workspace.

    Args:
        database: Of the workspace.
        encoder: That of its vectors; loads nothing until a meaning is asked for.
    """

    def __init__(self, database: Database, encoder: Encoder) -> None:
        self._database = database
        self._encoder = encoder
        self._held: tuple[int | None, Memory] | None = None
        self._checked: tuple[int, int] | None = None

    def search(
        self,
        query: str,
        *,
        mode: Mode = "both",
        by: By = "passage",
        person: str | Sequence[str] = (),
        organisation: str | Sequence[str] = (),
        place: str | Sequence[str] = (),
        outlet: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        met: str | None = None,
        status: str | Sequence[str] = (),
        language: str | Sequence[str] = (),
        kind: str | Sequence[str] = (),
        story: str | Sequence[str] = (),
        limit: int = 20,
        progress: Progress | None = None,
    ) -> tuple[Hit, ...]:
        """Sentences that a query is answered by, best first.

        Args:
            query: Words in any language, "phrases", beginnings*, -exclusions, alternatives with OR.
            mode: By words and names ("words"), by meaning, or by all ("both").
            by: Every passage, or the best of every document.
            person, organisation, place: Ids or names, in any writing; the sentence names all of them.
            outlet: Who published it.
            since, until: First and last day of publication, EDTF; undated documents are left out.
            met: The sentence tells of a meeting on these days, EDTF.
            status: The sentence tells of a meeting that is held, planned, cancelled, denied or proposed.
            language: BCP 47 codes of the sentence.
            kind: Kinds of the block that it stands in: title, summary, dateline, body, caption, correction.
            story: Ids of stories.
            limit: How many at most.
            progress: Told how far it is where the index has to be built first.

        Returns:
            Hits; none where the query has no letter and no figure.

        Raises:
            SearchError: A filter names what is not there, or cannot be read.
            WorkspaceError: The database failed.
        """
        if mode not in MODES:
            raise SearchError(f"{mode!r} is no way to search; give one of {', '.join(MODES)}")
        wanted = Wanted(
            people=_several(person),
            organisations=_several(organisation),
            places=_several(place),
            outlets=_several(outlet),
            since=since,
            until=until,
            met=met,
            statuses=_several(status),
            languages=_several(language),
            kinds=_several(kind),
            stories=_several(story),
        )
        self.refresh(progress)
        with self._database.read() as connection:
            return search(connection, self._encoder, self._memory(connection), query, wanted, mode, by, limit)

    def called(self, kind: str, name: str) -> tuple[str, ...]:
        """Ids of the entities of a kind that a filter by a name means.

        Args:
            kind: person, organisation or place.
            name: An id, or a name or a part of one.
        """
        with self._database.read() as connection:
            return entities_of(connection, kind, name)

    def refresh(self, progress: Progress | None = None) -> None:
        """Build what the index lacks: that of a workspace that was filled by another edition of the program.

        Args:
            progress: Told how far it is.
        """
        with self._database.read() as connection:
            revision = _revision(connection)
            if revision == self._checked:
                return
            current = is_current(connection, self._encoder)
        if not current:
            with self._database.write() as connection:
                revision = _revision(connection)
                index(connection, self._encoder, progress=progress)
        self._checked = revision

    def decided(self, connection: Connection) -> None:
        """Note what was decided, so that no search has to; an index that is due to be built is left to the next one.

        Args:
            connection: That of whoever decides.
        """
        if is_made(connection, self._encoder):
            index(connection, self._encoder)

    def _memory(self, connection: Connection) -> Memory:
        """What was read of the index, as long as no other run or decision has written to it."""
        state = connection.execute(select(tables.edition.c.state)).scalar()
        if self._held is None or self._held[0] != state:
            self._held = state, Memory(connection)
        return self._held[1]


def _revision(connection: Connection) -> tuple[int, int]:
    """What changes with every run and every decision."""
    run = connection.execute(select(func.max(schema.runs.c.id))).scalar()
    decided = connection.execute(select(func.max(schema.decisions.c.number))).scalar()
    return run or 0, decided or 0


def _several(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


__all__ = ["Options", "Searcher"]
