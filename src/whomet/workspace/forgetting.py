"""Forgetting a file for good: its bytes, its documents, and all that was kept of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, select

from whomet.records import Article
from whomet.workspace import codec
from whomet.workspace.cache import BLOCK, vector_key
from whomet.workspace.database import WorkspaceError
from whomet.workspace.names import drop_names, kept_names
from whomet.workspace.schema import contents, documents, files, originals, results, vectors


def known_files(connection: Connection, names: Sequence[str]) -> list[str]:
    """The files of a workspace that some names stand for: files of articles, or of the user's own names.

    Args:
        connection: Sees the workspace.
        names: As the account has them; files of names by their paths.

    Raises:
        WorkspaceError: There is none of that name; a document of a file says which file that is.
    """
    there = set(connection.execute(select(files.c.name).where(files.c.name.in_(names))).scalars())
    there |= {each.place for each in kept_names(connection)}
    for name in names:
        if name not in there:
            file = connection.execute(select(documents.c.file).where(documents.c.name == name)).scalar_one_or_none()
            if file:
                raise WorkspaceError(f"{name}: an article of {file}; only files as a whole can be forgotten")
            raise WorkspaceError(f"{name}: there is no such file in the workspace")
    return list(dict.fromkeys(names))


def forget(connection: Connection, names: Collection[str], encoder: str) -> None:
    """Delete files and what was kept of them; their documents have gone already, or go with them.

    Args:
        connection: That of a run.
        names: The files.
        encoder: Name of the encoder whose vectors are kept.
    """
    for name in names:
        drop_names(connection, name)
        drop_vectors(connection, name, encoder)
        digests = connection.execute(select(contents.c.digest).where(contents.c.file == name)).scalars().all()
        connection.execute(delete(files).where(files.c.name == name))
        elsewhere = select(contents.c.digest)
        connection.execute(
            delete(originals).where(originals.c.digest.in_(digests), originals.c.digest.not_in(elsewhere))
        )
    connection.execute(delete(results))  # of whichever documents; they can be had again


def drop_vectors(connection: Connection, name: str, encoder: str) -> None:
    """Delete the vectors of what a file says; another file that says the same has them worked out again."""
    rows = connection.execute(select(documents.c.content).where(documents.c.file == name)).scalars()
    keys: set[str] = set()
    for content in rows:
        document = codec.unpack(bytes(content), Article).document
        keys.update(vector_key(encoder, sentence.text) for sentence in document.sentences)
    wanted = sorted(keys)
    for first in range(0, len(wanted), BLOCK):
        connection.execute(delete(vectors).where(vectors.c.key.in_(wanted[first : first + BLOCK])))


__all__ = ["drop_vectors", "forget", "known_files"]
