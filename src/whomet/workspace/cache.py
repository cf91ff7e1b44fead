"""What is kept so that nothing is worked out twice: results of documents, vectors of sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, delete, insert, select

from whomet.embedding import Encoder, EncoderAround
from whomet.workspace.database import BusyError
from whomet.workspace.schema import results, vectors
from whomet.workspace.version import stages_version

#: Vectors that are held in memory, 2 KiB each for 512 dimensions; beyond them those that are needed are read again.
HELD = 50_000
#: Keys in one question to the database: SQLite allows 32,766 values in one.
BLOCK = 1_000


class Source(Protocol):
    """Opens connections: a `Database`, or the one connection of a writer."""

    def read(self) -> AbstractContextManager[Connection]:
        """A connection for reading."""

    def write(self, patience: float | None = None) -> AbstractContextManager[Connection]:
        """A connection for writing; `patience` is how long to wait for another writer, where not as long as ever."""


def known(connection: Connection, table: Table, keys: Iterable[str]) -> dict[str, bytes]:
    """What a table of contents by key holds of some keys."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, bytes] = {}
    for first in range(0, len(wanted), BLOCK):
        block = wanted[first : first + BLOCK]
        rows = connection.execute(select(table.c.key, table.c.content).where(table.c.key.in_(block)))
        found.update({key: bytes(content) for key, content in rows})
    return found


def there(connection: Connection, table: Table, keys: Iterable[str]) -> set[str]:
    """Which of some keys a table of contents by key has."""
    wanted = list(dict.fromkeys(keys))
    found: set[str] = set()
    for first in range(0, len(wanted), BLOCK):
        block = wanted[first : first + BLOCK]
        found.update(connection.execute(select(table.c.key).where(table.c.key.in_(block))).scalars())
    return found


def keep_results(connection: Connection, stage: str, found: Mapping[str, bytes], version: str | None = None) -> None:
    """Keep results of a stage; those that are there stay.

    Args:
        connection: That of a writer.
        stage: Which gave them.
        found: What it gave, by key.
        version: Of what gave them; of the stages by default.
    """
    before = there(connection, results, found)
    shared = {"stage": stage, "version": version or stages_version()}
    rows = [{"key": key, "content": data, **shared} for key, data in found.items() if key not in before]
    if rows:
        connection.execute(insert(results), rows)


def drop_results(connection: Connection, keys: Iterable[str]) -> None:
    """Let go of results that stand elsewhere now."""
    wanted = list(dict.fromkeys(keys))
    for first in range(0, len(wanted), BLOCK):
        connection.execute(delete(results).where(results.c.key.in_(wanted[first : first + BLOCK])))


def vector_key(encoder: str, text: str) -> str:
    """What the vector of a text is kept under.

    Args:
        encoder: Name and version of the model.
        text: The text.
    """
    return hashlib.sha256(f"{encoder}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def keep_vectors(source: Source, encoder: Encoder, texts: Iterable[str]) -> None:
    """Encode some texts and keep their vectors, without keeping others from writing meanwhile.

    Args:
        source: The workspace.
        encoder: Where the vectors come from that are not kept yet.
        texts: The texts.
    """
    keys = {vector_key(encoder.name, text): text for text in texts}
    with source.read() as connection:
        before = there(connection, vectors, keys)
    new = {key: text for key, text in keys.items() if key not in before}
    if not new:
        return
    rows = encoder.encode(list(new.values())).astype("<f4")
    found = [{"key": key, "content": row.tobytes()} for key, row in zip(new, rows, strict=True)]
    with suppress(BusyError), source.write() as connection:  # what is not kept is worked out again
        before = there(connection, vectors, new)
        left = [row for row in found if row["key"] not in before]
        if left:
            connection.execute(insert(vectors), left)


class KeptEncoder(EncoderAround):
    """An encoder that looks in the workspace before it encodes.

    Args:
        encoder: Where the vectors come from that are not kept yet.
        connection: Where those that are kept lie.
    """

    def __init__(self, encoder: Encoder, connection: Connection) -> None:
        super().__init__(encoder)
        self._connection = connection
        self._held: dict[str, NDArray[np.float32]] = {}
        self._new: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._held]
        if missing and len(self._held) > HELD:
            self._held = {}
            missing = list(dict.fromkeys(texts))
        if missing:
            self._fetch(missing)
        return np.stack([self._held[text] for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def _fetch(self, texts: Sequence[str]) -> None:
        keys = {text: self.key(text) for text in texts}
        kept = known(self._connection, vectors, keys.values())
        for text, key in keys.items():
            if key in self._new:
                self._held[text] = self._new[key]
            elif key in kept:
                self._held[text] = np.frombuffer(kept[key], dtype="<f4")
        new = [text for text in texts if text not in self._held]
        if new:
            for text, vector in zip(new, self._encoder.encode(new), strict=True):
                self._held[text] = self._new[keys[text]] = vector

    def key(self, text: str) -> str:
        """What a text is kept under."""
        return vector_key(self.name, text)

    def keep(self) -> None:
        """Write what is new into the workspace."""
        if self._new:
            rows = [{"key": key, "content": vector.astype("<f4").tobytes()} for key, vector in self._new.items()]
            self._connection.execute(insert(vectors), rows)
            self._new.clear()


__all__ = [
    "BLOCK",
    "KeptEncoder",
    "Source",
    "drop_results",
    "keep_results",
    "keep_vectors",
    "known",
    "there",
    "vector_key",
]
