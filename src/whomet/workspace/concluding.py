"""From the documents of a workspace to its conclusions: window by window, and only those that changed.

What an analyst decided on the articles of a window is part of what it is concluded from, and of its digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select, update

from whomet import pipeline
from whomet.languages import codes
from whomet.linking import Reference, cards_of
from whomet.pipeline import Models
from whomet.records import Account, Article, Document
from whomet.workspace import codec, search
from whomet.workspace.cache import KeptEncoder, keep_results, known
from whomet.workspace.crossing import NOTHING, Place, Told, Touched, cross, enter, enter_alone, forget, leave
from whomet.workspace.database import Database, WorkspaceError
from whomet.workspace.decisions.log import in_force, read_log
from whomet.workspace.decisions.replay import KeptArticles, ruling_of
from whomet.workspace.decisions.ruling import FREELY, Ruling, touching
from whomet.workspace.dividing import ALL, divide
from whomet.workspace.names import knowledge_of
from whomet.workspace.schema import conclusions, documents, meetings, results, settings, windows
from whomet.workspace.search.upkeep import Progress
from whomet.workspace.version import conclusions_version, stages_version

#: Language that is concluded when something is added; others when they are asked for.
LANGUAGE = "en"
#: Name of the setting that keeps the other languages that the workspace was read in.
LANGUAGES = "languages"
#: The window that new documents lie in until they are divided.
WHOLE = ALL


@dataclass(frozen=True, slots=True)
class Anew:
    """What had to be concluded to be read.

    Attributes:
        window: The window.
        digest: Of all that it was concluded from.
        language: BCP 47 code of the language of the labels.
        content: An account, as `packed` gave it.
    """

    window: str
    digest: str
    language: str
    content: bytes


def conclude(
    connection: Connection, models: Models, changed: Collection[str] = (), progress: Progress | None = None
) -> None:
    """Divide the documents into windows, and conclude afresh every window that is another one than last time.

    Another one is it where its documents, or the decisions on them, are others, or where other stages conclude. Of the
    decisions those that bind things of different windows hold across windows.

    Args:
        connection: That of a run.
        models: The models to use.
        changed: Documents that the search is to read again.
        progress: Told how far the search is with them.
    """
    encoder = KeptEncoder(models.encoder, connection)
    own, _ = knowledge_of(connection)
    force = in_force(read_log(connection))
    kept = KeptArticles(connection)
    ruling = ruling_of(connection, kept) if force else FREELY
    found = divide(connection, encoder, _bound(ruling))
    before = dict(connection.execute(select(windows.c.id, windows.c.digest)).tuples().all())
    digests = {
        window: codec.digest(
            conclusions_version(),
            members,
            touching(force, {each[1] for each in members}, {each[0] for each in members}),
            *([own] if own.entries else []),
        )
        for window, members in found.items()
    }
    gone = sorted(before.keys() - found.keys())
    anew = [window for window in sorted(found) if before.get(window) != digests[window]]
    touched = Touched()
    leave(connection, gone, touched)
    for window in gone:
        connection.execute(delete(windows).where(windows.c.id == window))
    for window in anew:
        _conclude_window(connection, models, encoder, window, digests[window], touched)
    if found.keys() - {ALL}:
        cross(connection, encoder, touched, _told(connection, ruling))
    elif anew or gone:
        forget(connection)
    encoder.keep()
    search.index(connection, models.encoder, changed, progress)


def _bound(ruling: Ruling) -> list[list[str]]:
    """Documents that are told to be of one line, or whose reports of one meeting: they are concluded together."""
    decided = ruling.decisions
    meetings = [sorted({report.file for report in group}) for group in decided.meetings.together]
    return [*meetings, *map(sorted, decided.lineage.together)]


def _told(connection: Connection, ruling: Ruling) -> Told:
    """What was decided of entities of different windows."""
    decided = ruling.decisions
    pairs = [*decided.together, *decided.apart]
    if not pairs:
        return NOTHING
    places = _places(connection, {key for pair in pairs for key in pair})
    groups: dict[Reference, set[Reference]] = {}
    for pair in decided.together:
        whole = set(pair).union(*(groups.get(key, set()) for key in pair))
        groups.update(dict.fromkeys(whole, whole))
    found = sorted({tuple(sorted({places[key] for key in group if key in places})) for group in groups.values()})
    return Told(
        tuple((group[0], other) for group in found for other in group[1:]),
        tuple(
            sorted(
                {
                    (min(places[one], places[other]), max(places[one], places[other]))
                    for one, other in decided.apart
                    if one in places and other in places and places[one][0] != places[other][0]
                }
            )
        ),
    )


def _places(connection: Connection, keys: Collection[Reference]) -> dict[Reference, Place]:
    """The entities of windows that some referents belong to."""
    files = sorted({file for file, _ in keys})
    rows = connection.execute(select(documents.c.name, documents.c.window).where(documents.c.name.in_(files)))
    found: dict[Reference, Place] = {}
    for window in sorted({row.window for row in rows}):
        content = connection.execute(
            select(conclusions.c.content).where(conclusions.c.window == window, conclusions.c.language == LANGUAGE)
        ).scalar_one()
        for entity in codec.unpack(bytes(content), Account).entities:
            found.update((key, (window, entity.id)) for key in entity.referents if key in keys)
    return found


def _conclude_window(
    connection: Connection, models: Models, encoder: KeptEncoder, window: str, digest: str, touched: Touched
) -> None:
    raw = articles_of(connection, window)
    languages = (LANGUAGE, *kept_languages(connection))
    (account, *others), told = _concluded(connection, replace(models, encoder=encoder), raw, languages, writing=True)
    otherwise = tuple(told[file] for file in sorted(told) if told[file] != raw[file])
    values = {"digest": digest, "articles": codec.pack(otherwise)}
    if connection.execute(update(windows).where(windows.c.id == window).values(**values)).rowcount:
        for table in (conclusions, meetings):
            connection.execute(delete(table).where(table.c.window == window))
    else:
        connection.execute(insert(windows).values(id=window, **values))
    for language, each in zip(languages, (account, *others), strict=True):
        content = packed(each, raw)
        connection.execute(insert(conclusions).values(window=window, language=language, content=content))
    rows = [
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
    if window == ALL:
        enter_alone(connection, window, rows)
    else:
        enter(connection, window, cards_of(window, list(told.values()), account.entities), rows, touched)
    meant = [
        {"window": window, "id": one.id, "status": one.status, "date": one.date, "background": one.background}
        for one in account.meetings
    ]
    if meant:
        connection.execute(insert(meetings), meant)


def articles_of(connection: Connection, window: str) -> dict[str, Article]:
    """The articles of a window by name."""
    rows = connection.execute(
        select(documents.c.name, documents.c.content).where(documents.c.window == window).order_by(documents.c.name)
    )
    return {name: codec.unpack(content, Article) for name, content in rows}


def understood_otherwise(connection: Connection, window: str) -> dict[str, Article]:
    """The articles of a window that were understood otherwise when it was concluded, by name.

    Those are dated by their peers, or what an analyst knows better was put in.
    """
    content = connection.execute(select(windows.c.articles).where(windows.c.id == window)).scalar_one_or_none()
    found = codec.unpack(bytes(content), tuple[Article, ...]) if content else ()
    return {article.document.file: article for article in found}


def concluded(connection: Connection, models: Models, articles: Mapping[str, Article], language: str) -> Account:
    """What is concluded from some articles, when it is read.

    Args:
        connection: One for reading.
        models: The models to use.
        articles: By name.
        language: BCP 47 code of the language that labels are wanted in.
    """
    own = replace(models, encoder=KeptEncoder(models.encoder, connection))
    (account,), _ = _concluded(connection, own, articles, (language,), writing=False)
    return account


def _concluded(
    connection: Connection, models: Models, articles: Mapping[str, Article], languages: Sequence[str], writing: bool
) -> tuple[tuple[Account, ...], dict[str, Article]]:
    """What is concluded from some articles in some languages, and those articles as understood for it, by name."""
    again: dict[str, Article] = {}

    def reread(document: Document) -> Article:
        again[document.file] = understood(connection, models, [document], writing)[0]
        return again[document.file]

    ruling = ruling_of(connection, articles)
    told = ruling.articles(articles, reread)
    own, _ = knowledge_of(connection)
    found = pipeline.conclude_in(languages, told, models, (), own, ruling.decisions, reread)
    return found, {article.document.file: article for article in told} | again


# --- other languages -----------------------------------------------------------------------------------


def kept_languages(connection: Connection) -> tuple[str, ...]:
    """The languages besides `LANGUAGE` that the workspace was read in: it is concluded in them, too."""
    content = connection.execute(select(settings.c.value).where(settings.c.name == LANGUAGES)).scalar_one_or_none()
    return codec.decode(bytes(content), tuple[str, ...]) if content else ()


def keep_concluded(database: Database, found: Iterable[Anew]) -> None:
    """Keep what had to be concluded to be read, so that the next reader finds it, and runs conclude it, too.

    Where another one is writing, or nothing can be written, it is left: then it is worked out again next time.

    Args:
        database: That it was read from, by a reader who is done.
        found: What was concluded.
    """
    wanted = [each for each in found if each.language in codes()]
    if not wanted:
        return
    with suppress(WorkspaceError), database.write(patience=0) as connection:
        before = kept_languages(connection)
        languages = tuple(sorted({*before, *(each.language for each in wanted)} - {LANGUAGE}))
        if languages != before:
            connection.execute(delete(settings).where(settings.c.name == LANGUAGES))
            connection.execute(insert(settings).values(name=LANGUAGES, value=codec.encode(languages)))
        digests = dict(connection.execute(select(windows.c.id, windows.c.digest)).tuples().all())
        there = set(connection.execute(select(conclusions.c.window, conclusions.c.language)).tuples().all())
        new = [
            {"window": each.window, "language": each.language, "content": each.content}
            for each in wanted
            if digests.get(each.window) == each.digest and (each.window, each.language) not in there
        ]
        if new:
            connection.execute(insert(conclusions), new)


def packed(account: Account, articles: Mapping[str, Article]) -> bytes:
    """An account to be kept: of its documents only those that are not the same where the documents are kept."""
    own = tuple(each for each in account.documents if each != articles[each.file].document)
    return codec.pack(replace(account, documents=own))


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


__all__ = [
    "LANGUAGE",
    "WHOLE",
    "Anew",
    "articles_of",
    "conclude",
    "concluded",
    "keep_concluded",
    "kept_languages",
    "packed",
    "understood",
    "understood_otherwise",
]
