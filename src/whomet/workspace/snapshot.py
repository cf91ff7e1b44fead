"""What a workspace holds at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, select

from whomet.pipeline import Models
from whomet.records import Account, Article, Lineage, Problem
from whomet.workspace import codec, schema
from whomet.workspace.concluding import articles_of, concluded


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
        """The account of all documents.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
        """
        window = self._connection.execute(select(schema.windows.c.id)).scalar()
        account = self._account_of(window, language) if window else _EMPTY
        problems = self._connection.execute(select(schema.files.c.problems).order_by(schema.files.c.name)).scalars()
        found = [problem for content in problems for problem in codec.unpack(bytes(content), tuple[Problem, ...])]
        return replace(account, problems=tuple(found))

    def article(self, file: str) -> Article | None:
        """An article by the name of its file, None where there is none."""
        content = self._connection.execute(
            select(schema.documents.c.content).where(schema.documents.c.name == file)
        ).scalar_one_or_none()
        return None if content is None else codec.unpack(bytes(content), Article)

    def _account_of(self, window: str, language: str) -> Account:
        articles = articles_of(self._connection, window)
        content = self._connection.execute(
            select(schema.conclusions.c.content).where(
                schema.conclusions.c.window == window, schema.conclusions.c.language == language
            )
        ).scalar_one_or_none()
        if content is None:
            return concluded(self._connection, self._models(), articles, language, writing=False)
        account = codec.unpack(bytes(content), Account)
        own = {file: article.document for file, article in articles.items()}
        own.update({document.file: document for document in account.documents})
        return replace(account, documents=tuple(own[file] for file in sorted(own)))


_EMPTY = Account((), (), (), (), (), (), (), Lineage(), ())


__all__ = ["Snapshot"]
