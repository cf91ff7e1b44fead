"""Keeping the index as the workspace is: only what changed is indexed again, inside the transaction that changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, delete, func, insert, inspect, select, update

from whomet.embedding import Encoder
from whomet.records import Article, Sentence
from whomet.workspace import codec, schema
from whomet.workspace.cache import BLOCK, KeptEncoder
from whomet.workspace.decisions.log import in_force, read_log
from whomet.workspace.decisions.ruling import acts_before
from whomet.workspace.search import meanings, tables
from whomet.workspace.search.full_text import Row, index_of
from whomet.workspace.search.notes import forget, note
from whomet.workspace.search.tables import SHIFT
from whomet.workspace.search.tokens import edition, stems, words

Progress = Callable[[str, int, int], None]
#: Changes with the tables and with what stands in them.
_EDITION = "2"
#: What a document's own vectors are asked for in one go; those of the stages lie in the workspace.
_BATCH = 50


class _Stale(NamedTuple):
    """What is not in the index as it is in the workspace."""

    documents: dict[str, str]
    gone: list[str]
    windows: dict[str, str]
    gone_windows: list[str]


def is_current(connection: Connection, encoder: Encoder) -> bool:
    """Whether the index is as the workspace is.

    Args:
        connection: Sees the workspace.
        encoder: That of the vectors; only its name is asked for.
    """
    return is_made(connection, encoder) and not any(_stale(connection, ()))


def index(
    connection: Connection, encoder: Encoder, changed: Collection[str] = (), progress: Progress | None = None
) -> None:
    """Bring the index to what the workspace holds: called at the end of a run, and before a search where that is due.

    Args:
        connection: That of a writer.
        encoder: Encodes the sentences whose vectors no stage has asked for.
        changed: Names of documents that are to be indexed again whatever is known of them.
        progress: Told how far it is.
    """
    if not is_made(connection, encoder):
        _begin(connection, encoder)
    stale = _stale(connection, changed)
    if not any(stale):
        return
    connection.execute(update(tables.edition).values(state=tables.edition.c.state + 1))
    for window in (*stale.gone_windows, *stale.windows):
        forget(connection, window)
    _remove(connection, (*stale.gone, *stale.documents))
    _enter(connection, encoder, stale.documents, progress)
    for window, digest in stale.windows.items():
        note(connection, window, digest)


def _name(encoder: Encoder) -> str:
    return f"{_EDITION} | {edition()} | {encoder.name}"


def is_made(connection: Connection, encoder: Encoder) -> bool:
    """Whether there is an index of this edition of the program and this encoder, current or not.

    Args:
        connection: Sees the workspace.
        encoder: That of the vectors; only its name is asked for.
    """
    if not inspect(connection).has_table(tables.edition.name):
        return False
    return connection.execute(select(tables.edition.c.name)).scalar_one_or_none() == _name(encoder)


def _begin(connection: Connection, encoder: Encoder) -> None:
    """Begin an empty index."""
    state = 0
    if inspect(connection).has_table(tables.edition.name):
        state = connection.execute(select(func.max(tables.edition.c.state))).scalar() or 0
    words_ = index_of(connection)
    words_.drop()
    tables.drop(connection)
    tables.make(connection)
    words_.make()
    connection.execute(insert(tables.edition).values(name=_name(encoder), state=state + 1))


def _stale(connection: Connection, changed: Collection[str]) -> _Stale:
    documents, windows = schema.documents.c, schema.windows.c
    stamp = documents.fingerprint + ":" + documents.understanding
    now = dict(connection.execute(select(documents.name, stamp)).tuples().all())
    there = dict(connection.execute(select(tables.indexed.c.name, tables.indexed.c.stamp)).tuples().all())
    concluded = _with_decisions(connection, dict(connection.execute(select(windows.id, windows.digest)).tuples().all()))
    noted = dict(connection.execute(select(tables.noted.c.window, tables.noted.c.digest)).tuples().all())
    again = set(changed)
    stale = {name: now[name] for name in sorted(now) if there.get(name) != now[name] or name in again}
    touched = _windows_of(connection, stale) | {name for name in concluded if noted.get(name) != concluded[name]}
    return _Stale(
        stale,
        sorted(there.keys() - now.keys()),
        {window: concluded[window] for window in sorted(touched & concluded.keys())},
        sorted(noted.keys() - concluded.keys()),
    )


def _with_decisions(connection: Connection, digests: dict[str, str]) -> dict[str, str]:
    """The digests of windows, with what was decided on them that changes only what is said of their conclusions."""
    force = [one for one in in_force(read_log(connection)) if one.kind != "note" and not acts_before(one)]
    own = schema.documents.c
    on: dict[str, list[str]] = {}
    for decision in force:
        anchors = [anchor for target in decision.targets for anchor in target.anchors]
        files, prints = sorted({each.file for each in anchors}), sorted({each.fingerprint for each in anchors})
        touched: set[str] = set()
        for column, values in ((own.name, files), (own.fingerprint, prints)):
            for first in range(0, len(values), BLOCK):
                told = select(own.window).where(column.in_(values[first : first + BLOCK]))
                touched.update(connection.execute(told).scalars())
        for window in touched & digests.keys():
            on.setdefault(window, []).append(decision.id)
    return digests | {window: codec.digest(digests[window], decisions) for window, decisions in on.items()}


def _windows_of(connection: Connection, documents: Collection[str]) -> set[str]:
    """The windows of some documents: what is noted of them bears the numbers of their sentences."""
    if not documents:
        return set()
    rows = connection.execute(select(schema.documents.c.name, schema.documents.c.window)).tuples()
    return {window for name, window in rows if name in documents}


# --- documents -----------------------------------------------------------------------------------------


def _remove(connection: Connection, names: Iterable[str]) -> None:
    """Forget documents."""
    for name in names:
        number = connection.execute(
            select(tables.indexed.c.id).where(tables.indexed.c.name == name)
        ).scalar_one_or_none()
        if number is None:
            continue
        index_of(connection).remove(_kept(connection, number))
        sentences = tables.sentences
        within = sentences.c.id.between(number << SHIFT, ((number + 1) << SHIFT) - 1)
        connection.execute(delete(sentences).where(within))
        for table in (tables.vectors, tables.tokens, tables.threads):
            connection.execute(delete(table).where(table.c.document == number))
        connection.execute(delete(tables.indexed).where(tables.indexed.c.id == number))


def _kept(connection: Connection, number: int) -> list[Row]:
    """What was indexed of a document."""
    content = connection.execute(
        select(tables.tokens.c.content).where(tables.tokens.c.document == number)
    ).scalar_one_or_none()
    kept = codec.unpack(bytes(content), tuple[tuple[str, str], ...]) if content is not None else ()
    return [Row((number << SHIFT) + at, own.split(), its.split()) for at, (own, its) in enumerate(kept)]


def _enter(connection: Connection, encoder: Encoder, stale: dict[str, str], progress: Progress | None) -> None:
    highest = connection.execute(select(func.max(tables.indexed.c.id))).scalar() or 0
    names = list(stale)
    for first in range(0, len(names), _BATCH):
        if progress:
            progress("indexing", first, len(names))
        # A new one each time: it holds all that it was asked for.
        kept = KeptEncoder(encoder, connection)
        rows = connection.execute(
            select(schema.documents.c.name, schema.documents.c.content)
            .where(schema.documents.c.name.in_(names[first : first + _BATCH]))
            .order_by(schema.documents.c.name)
        )
        for name, content in rows.all():
            highest += 1
            _enter_one(connection, kept, highest, stale[name], codec.unpack(bytes(content), Article))


def _enter_one(connection: Connection, encoder: Encoder, number: int, stamp: str, article: Article) -> None:
    document = article.document
    connection.execute(
        insert(tables.indexed).values(id=number, name=document.file, stamp=stamp, published=document.published)
    )
    told = document.sentences[: 1 << SHIFT]
    if not told:
        return
    rows = list(_rows(number, told))
    index_of(connection).put(rows)
    kept = tuple((" ".join(row.words), " ".join(row.stems)) for row in rows)
    connection.execute(insert(tables.tokens).values(document=number, content=codec.pack(kept)))
    connection.execute(
        insert(tables.sentences),
        [
            {"id": row.id, "kind": sentence.kind, "language": sentence.language, "same": _same(row.words)}
            for row, sentence in zip(rows, told, strict=True)
        ],
    )
    vectors = meanings.pack(np.asarray(encoder.encode([sentence.text for sentence in told])))
    connection.execute(insert(tables.vectors).values(document=number, signs=vectors.signs, sizes=vectors.sizes))


def _rows(number: int, sentences: Sequence[Sentence]) -> Iterator[Row]:
    for at, sentence in enumerate(sentences):
        own = [token.text for token in words(sentence.text)]
        its = [token.text for token in stems(sentence.text, sentence.language)]
        yield Row((number << SHIFT) + at, own, its)


def _same(words_: Sequence[str]) -> int:
    """The same number for sentences of the same words."""
    digest = hashlib.blake2b(" ".join(words_).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


__all__ = ["Progress", "index", "is_current", "is_made"]
