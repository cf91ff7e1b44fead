"""What a workspace holds at one moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from whomet.pipeline import Models
from whomet.records import Account, Article, Entity, Problem
from whomet.workspace import codec, schema
from whomet.workspace.concluding import articles_of, concluded
from whomet.workspace.crossing import joined_of
from whomet.workspace.decisions.replay import decided
from whomet.workspace.dividing import ALL
from whomet.workspace.joining import EMPTY, Part, joined
from whomet.workspace.names import knowledge_of


class Snapshot:
    """What a workspace holds, seen through one connection.

    Args:
        connection: That of `Database.read`.
        models: Makes the models, where something has to be concluded in another language.
    """

    def __init__(self, connection: Connection, models: Callable[[], Models]) -> None:
        self._connection = connection
        self._models = models

    def account(self, language: str = "en") -> Account:
        """The account of all documents, as an analyst decided.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
        """
        return decided(self._connection, self.concluded(language))

    def concluded(self, language: str = "en") -> Account:
        """The account of all documents; decisions that change only what is said of it are not applied yet.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
        """
        windows = self._connection.execute(select(schema.windows.c.id).order_by(schema.windows.c.id)).scalars().all()
        return replace(self._joined(windows, language), problems=self.problems())

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, as `pipeline.brief` orders it: not opened, not read, not understood as asked for."""
        files, documents = schema.files.c, schema.documents.c
        of_files = select(files.problems).order_by(files.digest != "", files.name)
        of_documents = select(documents.problems).order_by(documents.file, documents.position)
        contents = [*self._connection.execute(of_files).scalars(), *self._connection.execute(of_documents).scalars()]
        unread = [each for content in contents for each in codec.unpack(bytes(content), tuple[Problem, ...])]
        return (*knowledge_of(self._connection)[1], *unread)

    def article(self, file: str) -> Article | None:
        """An article by the name of its file, None where there is none."""
        content = self._connection.execute(
            select(schema.documents.c.content).where(schema.documents.c.name == file)
        ).scalar_one_or_none()
        return None if content is None else codec.unpack(bytes(content), Article)

    def _joined(self, windows: Sequence[str], language: str) -> Account:
        """The account of some windows, of their entities and of what their documents tell."""
        if not windows:
            return EMPTY
        if windows == [ALL]:
            return self._account_of(ALL, language)
        parts = [Part(self._account_of(window, language), self._ids(window)) for window in windows]
        return joined(parts, self._merging({id_ for part in parts for id_ in part.ids.values()}, language))

    def _ids(self, window: str) -> dict[str, str]:
        columns = schema.entities.c
        rows = self._connection.execute(select(columns.local, columns.id).where(columns.window == window))
        return dict(rows.tuples().all())

    def _merging(self, ids: Collection[str], language: str) -> Callable[[str, Sequence[Entity]], Entity]:
        """What makes one entity of what windows tell of it."""
        found = joined_of(self._connection, ids)

        def merged(id_: str, parts: Sequence[Entity]) -> Entity:
            one = found[id_]
            return one.entity(id_, parts, language) if len(one.cards) > 1 else parts[0]

        return merged

    def _account_of(self, window: str, language: str) -> Account:
        articles = articles_of(self._connection, window)
        content = self._connection.execute(
            select(schema.conclusions.c.content).where(
                schema.conclusions.c.window == window, schema.conclusions.c.language == language
            )
        ).scalar_one_or_none()
        if content is None:
            return concluded(self._connection, self._models(), articles, language)
        account = codec.unpack(bytes(content), Account)
        own = {file: article.document for file, article in articles.items()}
        own.update({document.file: document for document in account.documents})
        return replace(account, documents=tuple(own[file] for file in sorted(own)))


__all__ = ["Snapshot"]
