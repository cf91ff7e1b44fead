"""What a workspace holds at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from sqlalchemy import Connection, select

from whomet.linking import Joined, closeness
from whomet.pipeline import Models
from whomet.records import Account, Article, Entity, Nearness, Problem
from whomet.workspace import codec, schema
from whomet.workspace.concluding import Anew, articles_of, concluded, packed, understood_otherwise
from whomet.workspace.crossing import joined_of
from whomet.workspace.decisions.replay import decided
from whomet.workspace.dividing import ALL
from whomet.workspace.joining import EMPTY, Part, joined
from whomet.workspace.names import knowledge_of

#: People of one name that are held against one another.
MOST_NAMESAKES = 12


class Snapshot:
    """What a workspace holds, seen through one connection.

    Args:
        connection: That of `Database.read`.
        models: Makes the models, where something has to be concluded in another language.

    Attributes:
        anew: What had to be concluded since.
    """

    def __init__(self, connection: Connection, models: Callable[[], Models]) -> None:
        self._connection = connection
        self._models = models
        self.anew: list[Anew] = []

    def account(self, language: str = "en", about: str | None = None) -> Account:
        """The account of all documents, or of those around something, as an analyst decided.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
            about: Only what was concluded together with this: id of an entity, a meeting or a story, or the name of
                a document. Far faster where the workspace is large; of an entity all is there.
        """
        return decided(self._connection, self.concluded(language, about))

    def concluded(self, language: str = "en", about: str | None = None) -> Account:
        """The account; decisions that change only what is said of it are not applied yet.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
            about: As of `account`.
        """
        windows = self._all() if about is None else self.windows(about)
        return replace(self._joined(windows, language), problems=self.problems() if about is None else ())

    def windows(self, about: str) -> list[str]:
        """The windows that speak of something, in order; of a person those that speak of namesakes, too.

        Args:
            about: Id of an entity, a meeting or a story, or the name of a document.
        """
        documents, entities, meetings = schema.documents.c, schema.entities.c, schema.meetings.c
        kind, _, print_ = about.partition(":")
        questions = [
            select(entities.window).where(entities.id == about),
            select(entities.window).where(
                entities.type == "person",
                entities.plain != "",
                entities.plain.in_(select(entities.plain).where(entities.id == about)),
            ),
            # the second of two meetings with the same words has a number behind the id
            select(meetings.window).where(meetings.id.in_([about, about.rpartition(":")[0]])),
            select(documents.window).where(documents.name == about),
        ]
        if kind == "story" and print_:
            questions.append(select(documents.window).where(documents.fingerprint.startswith(print_, autoescape=True)))
        return sorted({window for question in questions for window in self._connection.execute(question).scalars()})

    def _all(self) -> list[str]:
        return list(self._connection.execute(select(schema.windows.c.id).order_by(schema.windows.c.id)).scalars())

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, as `pipeline.brief` orders it: not opened, not read, not understood as asked for."""
        files, documents = schema.files.c, schema.documents.c
        of_files = select(files.problems).order_by(files.digest != "", files.name)
        of_documents = select(documents.problems).order_by(documents.file, documents.position)
        contents = [*self._connection.execute(of_files).scalars(), *self._connection.execute(of_documents).scalars()]
        unread = [each for content in contents for each in codec.unpack(bytes(content), tuple[Problem, ...])]
        return (*knowledge_of(self._connection)[1], *unread)

    def article(self, file: str) -> Article | None:
        """An article by the name of its file, as conclusions were drawn from it; None where there is none."""
        columns = schema.documents.c
        row = self._connection.execute(
            select(columns.content, columns.window).where(columns.name == file)
        ).one_or_none()
        if row is None:
            return None
        again = understood_otherwise(self._connection, row.window).get(file)
        return again or codec.unpack(bytes(row.content), Article)

    def _joined(self, windows: Sequence[str], language: str) -> Account:
        """The account of some windows, of their entities and of what their documents tell."""
        if not windows:
            return EMPTY
        if windows == [ALL]:
            return self._account_of(ALL, language)
        parts = [Part(self._account_of(window, language), self._ids(window)) for window in windows]
        found = joined_of(self._connection, {id_ for part in parts for id_ in part.ids.values()})
        account = joined(parts, partial(_merged, found, language))
        near = [*account.near, *_namesakes(found, account.near)]
        return replace(account, near=tuple(sorted(near, key=lambda pair: (pair.left, pair.right))))

    def _ids(self, window: str) -> dict[str, str]:
        columns = schema.entities.c
        rows = self._connection.execute(select(columns.local, columns.id).where(columns.window == window))
        return dict(rows.tuples().all())

    def _digest(self, window: str) -> str:
        columns = schema.windows.c
        found: str = self._connection.execute(select(columns.digest).where(columns.id == window)).scalar_one()
        return found

    def _account_of(self, window: str, language: str) -> Account:
        articles = articles_of(self._connection, window)
        content = self._connection.execute(
            select(schema.conclusions.c.content).where(
                schema.conclusions.c.window == window, schema.conclusions.c.language == language
            )
        ).scalar_one_or_none()
        if content is None:
            content = packed(concluded(self._connection, self._models(), articles, language), articles)
            self.anew.append(Anew(window, self._digest(window), language, content))
        account = codec.unpack(bytes(content), Account)
        own = {file: article.document for file, article in articles.items()}
        own.update({document.file: document for document in account.documents})
        return replace(account, documents=tuple(own[file] for file in sorted(own)))


def _merged(found: Mapping[str, Joined], language: str, id_: str, parts: Sequence[Entity]) -> Entity:
    """One entity of what windows tell of it."""
    one = found[id_]
    return one.entity(id_, parts, language) if len(one.cards) > 1 else parts[0]


def _namesakes(found: Mapping[str, Joined], known: Iterable[Nearness]) -> list[Nearness]:
    """People of one name in different windows who came close to being one."""
    told = {(pair.left, pair.right) for pair in known}
    by_plain: dict[str, list[str]] = {}
    for id_ in sorted(found):
        if found[id_].cards[0].type == "person":
            by_plain.setdefault(found[id_].plain, []).append(id_)
    near = []
    for ids in by_plain.values():
        for left, right in combinations(ids[:MOST_NAMESAKES], 2):
            score = closeness(found[left], found[right]) if (left, right) not in told else None
            if score is not None:
                near.append(Nearness(left, right, score))
    return near


__all__ = ["Snapshot"]
