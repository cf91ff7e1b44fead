"""What the conclusions say about sentences: whom they name, and which meetings and statements rest on them.

This changes without any text changing, whenever a window is concluded afresh or something is decided on it, so that it
stands beside the index of words, window by window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from whomet.briefs.ids import figure_ids, plan_ids
from whomet.records import Account, Article, Citation, Document, Entity
from whomet.workspace import codec, schema
from whomet.workspace.crossing import LANGUAGE
from whomet.workspace.decisions.replay import decided
from whomet.workspace.search.folding import fold, storable
from whomet.workspace.search.queries import phrase_of
from whomet.workspace.search.tables import SHIFT, indexed, meetings, names, noted, reach, threads
from whomet.workspace.search.tokens import runs, stems

#: Of a name that stands in no article.
UNKNOWN = "und"
#: Values in one question to the database.
_BLOCK = 1_000


@dataclass(slots=True)
class Threads:
    """Whom a document means, and what rests on its sentences.

    Attributes:
        referents: The entity of a referent, by its number.
        meetings, statements, figures, plans: Ids of what rests on a sentence, by its number.
    """

    referents: dict[int, str] = field(default_factory=dict)
    meetings: dict[int, list[str]] = field(default_factory=dict)
    statements: dict[int, list[str]] = field(default_factory=dict)
    figures: dict[int, list[str]] = field(default_factory=dict)
    plans: dict[int, list[str]] = field(default_factory=dict)


def forget(connection: Connection, window: str) -> None:
    """Forget what was noted of a window."""
    number = connection.execute(select(noted.c.id).where(noted.c.window == window)).scalar_one_or_none()
    if number is not None:
        for table in (meetings, names, reach, threads):
            connection.execute(delete(table).where(table.c.window == number))
        connection.execute(delete(noted).where(noted.c.id == number))


def note(connection: Connection, window: str, digest: str) -> None:
    """Note what the conclusions of a window say about the sentences of its documents, as an analyst decided.

    Args:
        connection: That of a writer.
        window: Its id.
        digest: Of what it was concluded from, and of what was decided on it since.
    """
    number = (connection.execute(select(func.max(noted.c.id))).scalar() or 0) + 1
    connection.execute(insert(noted).values(id=number, window=window, digest=digest))
    content = connection.execute(
        select(schema.conclusions.c.content).where(
            schema.conclusions.c.window == window, schema.conclusions.c.language == LANGUAGE
        )
    ).scalar_one_or_none()
    if content is None:
        return
    articles = _articles(connection, window)
    told = tuple(article.document for _, article in articles.values())
    concluded = replace(codec.unpack(bytes(content), Account), documents=told)
    account = decided(connection, concluded)
    _date(connection, articles.values())
    found = {file: Threads() for file in articles}
    reached = _entities(account, articles, found)
    reached |= _resting(account, articles, found)
    reached |= {
        ("story", story.id): {articles[file][0] for file in story.documents if file in articles}
        for story in account.stories
    }
    _write(connection, number, reached)
    labels = {entity.id: entity.label for entity in concluded.entities}
    rows: dict[Table, list[dict[str, object]]] = {
        threads: [
            {"document": articles[file][0], "window": number, "content": codec.pack(each)}
            for file, each in found.items()
        ],
        names: [row for one in account.entities for row in _names(number, _called(one, labels.get(one.id)))],
        meetings: [
            {"window": number, "local": one.id, "status": one.status, "date": one.date} for one in account.meetings
        ],
    }
    for table, told_ in rows.items():
        if told_:
            connection.execute(insert(table), told_)


def _articles(connection: Connection, window: str) -> dict[str, tuple[int, Article]]:
    """The articles of a window as it was concluded from them, and their numbers in the index."""
    content = connection.execute(select(schema.windows.c.articles).where(schema.windows.c.id == window)).scalar_one()
    otherwise = codec.unpack(bytes(content), tuple[Article, ...]) if content else ()
    own = {article.document.file: article for article in otherwise}
    rows = connection.execute(
        select(schema.documents.c.name, indexed.c.id, schema.documents.c.content)
        .join(indexed, indexed.c.name == schema.documents.c.name)
        .where(schema.documents.c.window == window)
        .order_by(schema.documents.c.name)
    )
    return {
        name: (number, own[name] if name in own else codec.unpack(bytes(content), Article))
        for name, number, content in rows
    }


def _date(connection: Connection, articles: Iterable[tuple[int, Article]]) -> None:
    """Note when the documents were published: some are dated by their peers alone."""
    now = {number: article.document.published for number, article in articles}
    numbers = sorted(now)
    for first in range(0, len(numbers), _BLOCK):
        wanted = indexed.c.id.in_(numbers[first : first + _BLOCK])
        there = connection.execute(select(indexed.c.id, indexed.c.published).where(wanted)).tuples().all()
        for number, published in there:
            if now[number] != published:
                connection.execute(update(indexed).where(indexed.c.id == number).values(published=now[number]))


Reached = dict[tuple[str, str], set[int]]


def _entities(account: Account, articles: Mapping[str, tuple[int, Article]], found: Mapping[str, Threads]) -> Reached:
    """The sentences that name each entity."""
    reached: Reached = defaultdict(set)
    for entity in account.entities:
        for file, referent in entity.referents:
            if file not in articles:
                continue
            number, article = articles[file]
            found[file].referents[referent] = entity.id
            for mention in article.mentions.names:
                if referent in mention.referents:
                    reached["entity", entity.id].add((number << SHIFT) + mention.sentence)
    return reached


def _resting(account: Account, articles: Mapping[str, tuple[int, Article]], found: Mapping[str, Threads]) -> Reached:
    """The sentences that each meeting rests on; those of all else are noted with their documents alone."""
    reached: Reached = defaultdict(set)
    for kind, id_, citation in _citations(account):
        if citation.document not in articles:
            continue
        number, article = articles[citation.document]
        for at in sentences_of(article.document, citation.start, citation.end):
            own: dict[int, list[str]] = getattr(found[citation.document], kind)
            if id_ not in own.setdefault(at, []):
                own[at].append(id_)
            if kind == "meetings":
                reached["meeting", id_].add((number << SHIFT) + at)
    return reached


def _citations(account: Account) -> Iterator[tuple[str, str, Citation]]:
    """Every passage that something rests on: which kind of thing, its id, the passage."""
    for meeting in account.meetings:
        yield from (("meetings", meeting.id, citation) for citation in meeting.evidence)
    for statement in account.statements:
        yield from (("statements", statement.id, citation) for citation in statement.places)
    for id_, figure in zip(figure_ids(account), account.figures, strict=True):
        yield from (("figures", id_, citation) for citation in figure.places)
    for id_, plan in zip(plan_ids(account), account.plans, strict=True):
        yield from (("plans", id_, citation) for citation in plan.places)


def sentences_of(document: Document, start: int, end: int) -> range:
    """Numbers of the sentences that a stretch of a document lies in."""
    first = bisect_right(document.sentences, start, key=lambda sentence: sentence.end)
    return range(first, bisect_left(document.sentences, end, key=lambda sentence: sentence.start))


def _write(connection: Connection, window: int, reached: Reached) -> None:
    rows = [
        {"window": window, "kind": kind, "local": local, "content": np.array(sorted(ids), "<i8").tobytes()}
        for (kind, local), ids in reached.items()
    ]
    if rows:
        connection.execute(insert(reach), rows)


def _called(entity: Entity, concluded: str | None) -> Entity:
    """The entity with the name that an analyst gave it among its names, in no language that is known."""
    if concluded in {None, entity.label}:
        return entity
    return replace(entity, names=(*entity.names, (UNKNOWN, (entity.label,))))


def _names(window: int, entity: Entity) -> Iterator[dict[str, object]]:
    """Every form of every name of an entity, by what a query is held against first."""
    for language, forms in entity.names:
        for place, form in enumerate(forms):
            for key in dict.fromkeys(keys_of(form, language)):
                yield {
                    "window": window,
                    "local": entity.id,
                    "language": language,
                    "place": place,
                    "key": key,
                    "type": entity.type,
                    "form": storable(form),
                    "folded": fold(form),
                }


def keys_of(form: str, language: str) -> Iterable[str]:
    """What a name begins with: its first token, and the stem of its first word; nothing where it has no letter."""
    first = next(runs(form), None)
    if first is None:
        return
    yield phrase_of(form).tokens[0]
    if not first.paired:
        word = form[first.signs[0].start : first.signs[-1].end]
        yield from (token.text for token in stems(word, language))


__all__ = ["Threads", "forget", "keys_of", "note", "sentences_of"]
