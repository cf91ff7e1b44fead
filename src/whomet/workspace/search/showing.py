"""The passages that were found, as they stand in their documents, with what the account says about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from whomet.records import Article
from whomet.workspace import codec, schema
from whomet.workspace.search import tables
from whomet.workspace.search.asking import Asked
from whomet.workspace.search.hits import Hit, Why, contacts_in, entities_in, marks
from whomet.workspace.search.memory import Memory
from whomet.workspace.search.notes import Threads
from whomet.workspace.search.queries import phrases
from whomet.workspace.search.tables import SHIFT

#: Values in one question to the database.
_BLOCK = 1_000


class Shown:
    """What is read of the documents of some hits, all at once.

    Args:
        connection: Sees the workspace.
        memory: Of this state of it.
        asked: What was looked for.
        documents: Numbers of the documents.
    """

    def __init__(self, connection: Connection, memory: Memory, asked: Asked, documents: Iterable[int]) -> None:
        self._memory = memory
        self._looked = [phrase for clause in asked.clauses for phrase in phrases(clause)]
        self._named = {id_ for name in asked.named for id_ in name.ids}
        numbers = sorted(set(documents))
        self._rows = self._documents(connection, [memory.documents[number][0] for number in numbers])
        self._articles: dict[str, Article] = {}
        self._threads = dict(self._noted(connection, numbers))
        self._ids = _ids(connection, self._threads.values())

    def _documents(self, connection: Connection, names: Sequence[str]) -> dict[str, Any]:
        own = schema.documents.c
        columns = own.name, own.outlet, own.title, own.content
        found: dict[str, Any] = {}
        for first in range(0, len(names), _BLOCK):
            told = select(*columns).where(own.name.in_(names[first : first + _BLOCK]))
            found.update({row.name: row for row in connection.execute(told)})
        return found

    def _noted(self, connection: Connection, numbers: Sequence[int]) -> Iterable[tuple[int, tuple[str, Threads]]]:
        """The window of some documents, and what is noted of them."""
        own = tables.threads.c
        for first in range(0, len(numbers), _BLOCK):
            told = (
                select(own.document, tables.noted.c.window, own.content)
                .join(tables.noted, tables.noted.c.id == own.window)
                .where(own.document.in_(numbers[first : first + _BLOCK]))
            )
            for document, window, content in connection.execute(told).tuples():
                yield document, (window, codec.unpack(bytes(content), Threads))

    def hit(self, prints: Sequence[int], score: float, whys: Iterable[Why]) -> Hit:
        """A sentence that was found.

        Args:
            prints: Numbers of all sentences of the same words; the first is shown.
            score: How good it is.
            whys: How it was found.
        """
        number, place = prints[0] >> SHIFT, prints[0] & ((1 << SHIFT) - 1)
        row = self._rows[self._memory.documents[number][0]]
        if row.name not in self._articles:
            self._articles[row.name] = codec.unpack(bytes(row.content), Article)
        article = self._articles[row.name]
        window, threads = self._threads.get(number, ("", Threads()))
        meant = {referent: self._ids.get((window, local), local) for referent, local in threads.referents.items()}
        named = {referent for referent, id_ in meant.items() if id_ in self._named}
        sentence = article.document.sentences[place]
        files = dict.fromkeys(self._memory.documents[other >> SHIFT][0] for other in prints)
        return Hit(
            document=row.name,
            start=sentence.start,
            end=sentence.end,
            text=article.document.text[sentence.start : sentence.end],
            pieces=sentence.pieces,
            marks=marks(article, place, self._looked, named),
            score=round(score, 6),
            why=tuple(whys),
            outlet=row.outlet,
            published=self._memory.documents[number][1],
            language=sentence.language,
            kind=sentence.kind,
            title=row.title,
            entities=entities_in(article, place, meant),
            meetings=tuple(threads.meetings.get(place, ())),
            statements=tuple(threads.statements.get(place, ())),
            figures=tuple(threads.figures.get(place, ())),
            plans=tuple(threads.plans.get(place, ())),
            also=tuple(file for file in files if file != row.name),
            contacts=contacts_in(article.document, sentence),
        )


def _ids(connection: Connection, noted: Iterable[tuple[str, Threads]]) -> Mapping[tuple[str, str], str]:
    """The ids across windows of entities of windows."""
    own = schema.entities.c
    wanted: dict[str, set[str]] = {}
    for window, threads in noted:
        wanted.setdefault(window, set()).update(threads.referents.values())
    found: dict[tuple[str, str], str] = {}
    for window, locals_ in wanted.items():
        names = sorted(locals_)
        for first in range(0, len(names), _BLOCK):
            told = select(own.local, own.id).where(own.window == window, own.local.in_(names[first : first + _BLOCK]))
            found.update(((window, local), id_) for local, id_ in connection.execute(told).tuples())
    return found


__all__ = ["Shown"]
