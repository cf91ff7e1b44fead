"""From the documents of a workspace to its conclusions: window by window, and only those that changed.

What an analyst decided on the articles of a window is part of what it is concluded from, and of its digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from whomet import pipeline
from whomet.pipeline import Models
from whomet.records import Account, Article, Document
from whomet.workspace import codec
from whomet.workspace.cache import KeptEncoder, keep_results, known
from whomet.workspace.decisions.log import in_force, read_log
from whomet.workspace.decisions.replay import ruling_of
from whomet.workspace.decisions.ruling import touching
from whomet.workspace.schema import conclusions, documents, entities, meetings, results, windows
from whomet.workspace.version import stages_version

#: Language that is concluded when something is added; others when they are asked for.
LANGUAGE = "en"
#: The window that all documents lie in.
WHOLE = "all"


def conclude(connection: Connection, models: Models) -> None:
    """Conclude afresh every window whose documents, or the decisions on them, are others than last time.

    Args:
        connection: That of a run.
        models: The models to use.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name, print_, window in connection.execute(
        select(documents.c.name, documents.c.fingerprint, documents.c.window).order_by(documents.c.name)
    ):
        found.setdefault(window, []).append((name, print_))
    before = dict(connection.execute(select(windows.c.id, windows.c.digest)).tuples().all())
    decided = in_force(read_log(connection))
    for window in before.keys() - found.keys():
        connection.execute(delete(windows).where(windows.c.id == window))
    for window in sorted(found):
        names, prints = zip(*found[window], strict=True)
        now = codec.digest(stages_version(), found[window], touching(decided, set(prints), set(names)))
        if before.get(window) != now:
            _conclude_window(connection, models, window, now, window in before)


def _conclude_window(connection: Connection, models: Models, window: str, digest: str, there: bool) -> None:
    articles = articles_of(connection, window)
    account = concluded(connection, models, articles, LANGUAGE)
    if there:
        connection.execute(update(windows).where(windows.c.id == window).values(digest=digest))
        for table in (conclusions, entities, meetings):
            connection.execute(delete(table).where(table.c.window == window))
    else:
        connection.execute(insert(windows).values(id=window, digest=digest))
    keep(connection, window, LANGUAGE, account, articles)
    _list(connection, window, account)


def articles_of(connection: Connection, window: str) -> dict[str, Article]:
    """The articles of a window by name."""
    rows = connection.execute(
        select(documents.c.name, documents.c.content).where(documents.c.window == window).order_by(documents.c.name)
    )
    return {name: codec.unpack(content, Article) for name, content in rows}


def concluded(
    connection: Connection, models: Models, articles: Mapping[str, Article], language: str, writing: bool = True
) -> Account:
    """What is concluded from some articles.

    Args:
        connection: That of a run, or one for reading.
        models: The models to use.
        articles: By name.
        language: BCP 47 code of the language that labels are wanted in.
        writing: Keep what had to be worked out for it.
    """
    encoder = KeptEncoder(models.encoder, connection)
    own = replace(models, encoder=encoder)

    def reread(document: Document) -> Article:
        return understood(connection, models, [document], writing)[0]

    ruling = ruling_of(connection, articles)
    told = ruling.articles(articles, reread)
    account = pipeline.conclude(told, own, language, decisions=ruling.decisions, reread=reread)
    if writing:
        encoder.keep()
    return account


def keep(connection: Connection, window: str, language: str, account: Account, articles: Mapping[str, Article]) -> None:
    """Keep the account of a window; of its documents only those that were dated by their peers."""
    dated = tuple(each for each in account.documents if each != articles[each.file].document)
    content = codec.pack(replace(account, documents=dated))
    connection.execute(insert(conclusions).values(window=window, language=language, content=content))


def _list(connection: Connection, window: str, account: Account) -> None:
    found = [
        {
            "window": window,
            "local": entity.id,
            "id": entity.id,
            "type": entity.type,
            "label": entity.label,
            "documents": len({file for file, _ in entity.referents}),
        }
        for entity in account.entities
    ]
    if found:
        connection.execute(insert(entities), found)
    told = [
        {"window": window, "id": one.id, "status": one.status, "date": one.date, "background": one.background}
        for one in account.meetings
    ]
    if told:
        connection.execute(insert(meetings), told)


def understood(
    connection: Connection, models: Models, labelled: Sequence[Document], writing: bool = True
) -> list[Article]:
    """Articles of some labelled documents; those that were understood before are taken from the workspace."""
    version = stages_version(), models.tagger.name, models.tagger.version, models.extractor.name
    keys = {document.file: codec.digest(version, codec.digest(document)) for document in labelled}
    there = known(connection, results, keys.values())
    new: dict[str, bytes] = {}
    found = []
    for document in labelled:
        key = keys[document.file]
        if key in there:
            found.append(codec.unpack(there[key], Article))
        else:
            article = pipeline.understand(document, models)
            new[key] = codec.pack(article)
            found.append(article)
    if writing:
        keep_results(connection, "understanding", new)
    return found


__all__ = ["LANGUAGE", "WHOLE", "articles_of", "conclude", "concluded", "keep", "understood"]
