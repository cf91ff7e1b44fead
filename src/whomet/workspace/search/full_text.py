"""The index of tokens: FTS5 in SQLite, tsvectors in PostgreSQL. Both are given tokens, and take none apart.

SQLite's tokenizer `ascii` leaves every letter beyond ASCII where it is; `unicode61` would cut Thai at its vowel signs
and all scripts at letters that are younger than its tables. Its rank is BM25 (Robertson and Zaragoza 2009). PostgreSQL
counts no documents by itself: a clause weighs the more, the fewer sentences satisfy it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from whomet.workspace.search.queries import AllOf, Phrase, Sought

#: A stem says less than the word itself: of two sentences the one that has the very word comes first. From 0.2 to 1 the
#: queries made of the test stories' gold find the same.
STEM = 0.5
#: What is added to a row where it is deleted or inserted at once.
_BATCH = 500


class Row(NamedTuple):
    """A sentence's tokens.

    Attributes:
        id: Its number.
        words: Words and pairs of signs.
        stems: Stems.
    """

    id: int
    words: Sequence[str]
    stems: Sequence[str]


class Found(NamedTuple):
    """Sentences and how well they match, best first, or in order of their number where all were asked for."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float64]


class Index(Protocol):
    """An index of tokens."""

    def make(self) -> None:
        """Make it where it is not there."""

    def drop(self) -> None:
        """Drop it where it is there."""

    def put(self, rows: Sequence[Row]) -> None:
        """Add sentences."""

    def remove(self, rows: Sequence[Row]) -> None:
        """Forget sentences; their tokens are those that were put."""

    def sweep(self) -> None:
        """Leave nothing of what was removed."""

    def match(self, wanted: Sequence[Sought], every: bool, most: int | None) -> Found:
        """Sentences that satisfy every clause, or at least one.

        Args:
            wanted: The clauses, at least one.
            every: Whether all clauses must be satisfied.
            most: The best so many; None for all, in any order.
        """


def index_of(connection: Connection) -> Index:
    """The index of a database."""
    return _Sqlite(connection) if connection.dialect.name == "sqlite" else _PostgreSQL(connection)


def _found(rows: Iterable[tuple[int, float]]) -> Found:
    table = list(rows)
    ids = np.fromiter((row[0] for row in table), np.int64, len(table))
    return Found(ids, np.fromiter((row[1] for row in table), np.float64, len(table)))


# --- SQLite --------------------------------------------------------------------------------------------


class _Sqlite:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make(self) -> None:
        # Without content: the words can be read in the documents. Offsets are kept, for phrases.
        self._connection.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS search_words"
                " USING fts5(words, stems, content='', tokenize='ascii', detail='full')"
            )
        )

    def drop(self) -> None:
        self._connection.execute(text("DROP TABLE IF EXISTS search_words"))

    def put(self, rows: Sequence[Row]) -> None:
        self._run("INSERT INTO search_words(rowid, words, stems) VALUES (:id, :words, :stems)", rows)

    def remove(self, rows: Sequence[Row]) -> None:
        self._run(
            "INSERT INTO search_words(search_words, rowid, words, stems) VALUES ('delete', :id, :words, :stems)", rows
        )

    def sweep(self) -> None:
        # What was removed is only marked so until the parts of the index are joined.
        self._connection.execute(text("INSERT INTO search_words(search_words) VALUES ('optimize')"))

    def _run(self, statement: str, rows: Sequence[Row]) -> None:
        given = [{"id": row.id, "words": " ".join(row.words), "stems": " ".join(row.stems)} for row in rows]
        if given:
            self._connection.execute(text(statement), given)

    def match(self, wanted: Sequence[Sought], every: bool, most: int | None) -> Found:
        asked = (" AND " if every else " OR ").join(_fts5(clause) for clause in wanted)
        told = (
            f"SELECT rowid, -bm25(search_words, 1.0, {STEM}) AS score FROM search_words WHERE search_words MATCH :asked"
        )
        if most is not None:
            told += " ORDER BY score DESC, rowid LIMIT :most"
        rows = self._connection.execute(text(told), {"asked": asked, **({} if most is None else {"most": most})})
        return _found((row[0], row[1]) for row in rows)


def _fts5(wanted: Sought) -> str:
    """A condition in the language of FTS5; tokens are letters and figures, so that nothing has to be escaped."""
    if isinstance(wanted, Phrase):
        column = "stems" if wanted.stem else "words"
        return f'{column} : "{" ".join(wanted.tokens)}"{" *" if wanted.begins else ""}'
    sign = " AND " if isinstance(wanted, AllOf) else " OR "
    return "(" + sign.join(_fts5(part) for part in wanted.parts) + ")"


# --- PostgreSQL ----------------------------------------------------------------------------------------


class _PostgreSQL:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make(self) -> None:
        self._connection.execute(
            text("CREATE TABLE IF NOT EXISTS search_words (id bigint PRIMARY KEY, tokens tsvector NOT NULL)")
        )
        self._connection.execute(
            text("CREATE INDEX IF NOT EXISTS ix_search_words_tokens ON search_words USING gin (tokens)")
        )

    def drop(self) -> None:
        self._connection.execute(text("DROP TABLE IF EXISTS search_words"))

    def put(self, rows: Sequence[Row]) -> None:
        given = [{"id": row.id, "tokens": _tsvector(row)} for row in rows]
        if given:
            told = text("INSERT INTO search_words(id, tokens) VALUES (:id, CAST(:tokens AS tsvector))")
            self._connection.execute(told, given)

    def remove(self, rows: Sequence[Row]) -> None:
        for first in range(0, len(rows), _BATCH):
            ids = [row.id for row in rows[first : first + _BATCH]]
            self._connection.execute(text("DELETE FROM search_words WHERE id = ANY(:ids)"), {"ids": ids})

    def sweep(self) -> None:
        """Nothing to do: what was removed goes when the server sweeps its tables."""

    def match(self, wanted: Sequence[Sought], every: bool, most: int | None) -> Found:
        clauses = [_tsquery(clause) for clause in wanted]
        given: dict[str, object] = {f"q{at}": clause for at, clause in enumerate(clauses)}
        given["asked"] = (" & " if every else " | ").join(clauses)
        # Of each clause: how rare it is, times how it stands in the sentence, divided by the sentence's length.
        score = " + ".join(
            f"{weight!r} * ts_rank('{{0, 0, {STEM}, 1}}', tokens, CAST(:q{at} AS tsquery), 1)"
            for at, weight in enumerate(self._weights(clauses))
        )
        told = f"SELECT id, {score} AS score FROM search_words WHERE tokens @@ CAST(:asked AS tsquery)"
        if most is not None:
            told += " ORDER BY score DESC, id LIMIT :most"
            given["most"] = most
        return _found((row[0], row[1]) for row in self._connection.execute(text(told), given))

    def _weights(self, clauses: Sequence[str]) -> list[float]:
        """How rare each clause is, as BM25 has it."""
        if len(clauses) == 1:
            return [1.0]
        counts = ", ".join(
            f"(SELECT count(*) FROM search_words WHERE tokens @@ CAST(:q{at} AS tsquery))" for at in range(len(clauses))
        )
        given = {f"q{at}": clause for at, clause in enumerate(clauses)}
        total, *each = self._connection.execute(
            text(f"SELECT (SELECT count(*) FROM search_words), {counts}"), given
        ).one()
        return [math.log(1 + (total - count + 0.5) / (count + 0.5)) for count in each]


def _tsvector(row: Row) -> str:
    """Tokens with their places, as PostgreSQL writes them; words bear the letter A, stems B."""
    places: dict[str, list[str]] = {}
    for letter, tokens in (("A", row.words), ("B", row.stems)):
        for place, token in enumerate(tokens[:16_000], 1):
            places.setdefault(token, []).append(f"{place}{letter}")
    return " ".join(f"'{token}':{','.join(at[:250])}" for token, at in places.items())


def _tsquery(wanted: Sought) -> str:
    if isinstance(wanted, Phrase):
        each = [f"'{token}'" for token in wanted.tokens]
        if wanted.begins:
            each[-1] += ":*"
        return "(" + " <-> ".join(each) + ")"
    sign = " & " if isinstance(wanted, AllOf) else " | "
    return "(" + sign.join(_tsquery(part) for part in wanted.parts) + ")"


__all__ = ["STEM", "Found", "Index", "Row", "index_of"]
