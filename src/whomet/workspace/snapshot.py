"""What a workspace holds at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, select

from whomet.pipeline import Models
from whomet.records import Account, Article, Lineage, Problem
from whomet.workspace import codec, schema
from whomet.workspace.concluding import articles_of, concluded
from whomet.workspace.decisions.replay import decided


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
        window = self._connection.execute(select(schema.windows.c.id)).scalar()
        account = self._account_of(window, language) if window else _EMPTY
        return replace(account, problems=self.problems())

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, as `pipeline.brief` orders it: not opened, not read, not understood as asked for."""
        files, documents = schema.files.c, schema.documents.c
        of_files = select(files.problems).order_by(files.digest != "", files.name)
        of_documents = select(documents.problems).order_by(documents.file, documents.position)
        contents = [*self._connection.execute(of_files).scalars(), *self._connection.execute(of_documents).scalars()]
        return tuple(each for content in contents for each in codec.unpack(bytes(content), tuple[Problem, ...]))

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
