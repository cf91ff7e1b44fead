"""What is read once for all searches of one state of a workspace."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from whomet.workspace.search import tables
from whomet.workspace.search.filters import Ids
from whomet.workspace.search.tables import SHIFT


class Memory:
    """Documents, languages and the signs of all vectors: 64 bytes a sentence, read when the first meaning is asked for.

    Args:
        connection: Sees the workspace, whose index is current.

    Attributes:
        documents: Name and date of publication by number.
        languages: Of the sentences.
    """

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(select(tables.indexed.c.id, tables.indexed.c.name, tables.indexed.c.published))
        self.documents = {number: (name, published) for number, name, published in rows.tuples()}
        told = connection.execute(select(tables.sentences.c.language).distinct()).scalars()
        self.languages = tuple(sorted(told))
        self._vectors: tuple[Ids, NDArray[np.uint8]] | None = None

    def vectors(self, connection: Connection, dimensions: int) -> tuple[Ids, NDArray[np.uint8]]:
        """Numbers of all sentences, and the signs of their vectors."""
        if self._vectors is None:
            width = (dimensions + 7) // 8
            numbers, signs = [np.zeros(0, np.int64)], [np.zeros((0, width), np.uint8)]
            own = tables.vectors.c
            for document, content in connection.execute(select(own.document, own.signs).order_by(own.document)):
                signs.append(np.frombuffer(bytes(content), np.uint8).reshape(-1, width))
                numbers.append((document << SHIFT) + np.arange(len(signs[-1]), dtype=np.int64))
            self._vectors = np.concatenate(numbers), np.concatenate(signs)
        return self._vectors

    def order(self, number: int) -> tuple[str, str, int]:
        """What puts equal sentences in order: the earliest published first, then by name and place."""
        name, published = self.documents[number >> SHIFT]
        return published or "~", name, number


__all__ = ["Memory"]
