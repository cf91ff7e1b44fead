"""The way of the data, on one screen: from the bytes of some files to one account.

    1. reading    bytes -> Document                    what does this file say, in characters?
    2. cleaning   Document -> Document                 which stretch is title, body, spam? which language?
    3. mentions   Document -> Mentions                 which stretch names whom, where, when, how much?
    4. events     Document, Mentions -> Events         which meetings, statements, plans does it report?
                  (or another extractor that the user plugs in)
    5. sources    articles -> Lineage                  who copied, rewrote or translated whom?
    6. stories    articles -> Story...                 which articles are about the same happenings?
       (articles that name no date of their own take it from their story, and go through 3 and 4 once more)
    7. linking    articles -> Entity...                which names are the same person, body or place?
    8. accounts   all of it -> Account                 what is agreed, what contradicted, how often?

Steps 1 to 4 look at one document alone; steps 5 to 8 at all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import BinaryIO, TypeAlias

from whomet import accounts, cleaning, linking, mentions, reading, sources, stories
from whomet.embedding import Encoder, default_encoder, remembering
from whomet.extractors import FRAMES, Extractor, ExtractorError
from whomet.linking import Reference, WrongDecisionError
from whomet.records import (
    Account,
    Article,
    Document,
    Entity,
    EntityRole,
    Lineage,
    Mentions,
    Problem,
    ReferentKey,
    Story,
)
from whomet.tagging import Tagger, open_tagger

Content: TypeAlias = bytes | Callable[[], BinaryIO]
"""What stands in a file: its bytes, or how to open it."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user told about whom the articles mean: pairs of (file, name) or (file, number of the referent).

    Attributes:
        together: Pairs that are one.
        apart: Pairs that are two.
        nobody: Groups of (file, number of the referent): who or what they are mostly found to be is none at all.
        meetings: Which reports tell of one meeting, of two or of none.
        lineage: Which articles are of one line of reporting, and which are not.
    """

    together: tuple[tuple[Reference, Reference], ...] = ()
    apart: tuple[tuple[Reference, Reference], ...] = ()
    nobody: tuple[frozenset[ReferentKey], ...] = ()
    meetings: accounts.Forced = accounts.FREE
    lineage: sources.Told = sources.NOTHING


NONE = Decisions()


@dataclass(frozen=True, slots=True)
class Models:
    """The parts with a plug."""

    tagger: Tagger
    encoder: Encoder
    extractor: Extractor = FRAMES


def default_models(tagger: str = "encoder", extractor: Extractor = FRAMES) -> Models:
    """The packaged models: offline, on the CPU, loaded once.

    Args:
        tagger: Another tagger, as `NAME` or `NAME:MODEL`.
        extractor: What reads events, as `open_extractor` gives it.

    Returns:
        The models.

    Raises:
        TaggerError: The tagger cannot be had.
    """
    return Models(open_tagger(tagger), default_encoder(), extractor)


def brief(
    files: Iterable[tuple[str, Content]],
    language: str = "en",
    models: Models | None = None,
    problems: Sequence[Problem] = (),
    options: reading.Options | None = None,
    knowledge: linking.Knowledge | None = None,
    decisions: Decisions = NONE,
) -> Account:
    """Read some files and conclude one account from them.

    Args:
        files: Name and content of every file; names are relative to the folder given, with forward slashes.
        language: BCP 47 code of the language that labels are wanted in.
        models: The models to use, the packaged ones by default.
        problems: What could not even be opened; it is named in the account with the rest.
        options: What the user says about the files.
        knowledge: The user's own names, as evidence of who is who.
        decisions: Who is one and who is two, whatever the evidence says.

    Returns:
        The account. Files that cannot be read are among its problems; their order does not matter.
    """
    models = _remembering(models or default_models())
    articles, unread = _understood(files, models, options)
    return conclude(articles, models, language, (*problems, *unread), knowledge, decisions)


def conclude(
    articles: Sequence[Article],
    models: Models,
    language: str = "en",
    problems: Sequence[Problem] = (),
    knowledge: linking.Knowledge | None = None,
    decisions: Decisions = NONE,
    reread: Callable[[Document], Article] | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> Account:
    """Steps 5 to 8: conclude one account from articles that were understood one by one.

    Args:
        articles: In any order.
        models: The models to use.
        language: BCP 47 code of the language that labels are wanted in.
        problems: What could not be read; it is named in the account.
        knowledge: The user's own names, as evidence of who is who.
        decisions: Who is one and who is two, whatever the evidence says.
        reread: How an article is understood that was dated by its story; `understand` with the models by default.
        known: Ids of stories given before -> fingerprints of their articles.

    Returns:
        The account, the same for any order of the articles.
    """
    (account,) = conclude_in((language,), articles, models, problems, knowledge, decisions, reread, known)
    return account


def conclude_in(
    languages: Sequence[str],
    articles: Sequence[Article],
    models: Models,
    problems: Sequence[Problem] = (),
    knowledge: linking.Knowledge | None = None,
    decisions: Decisions = NONE,
    reread: Callable[[Document], Article] | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[Account, ...]:
    """The same in several languages at once: only what things are called differs, so that most is done once.

    Args:
        languages: BCP 47 codes of the languages that labels are wanted in.
        articles, models, problems, knowledge, decisions, reread, known: As of `conclude`.

    Returns:
        An account for each language, in their order.
    """
    dated, found, lineage = _across(articles, models, reread, known, decisions.lineage)
    linker = linking.linked(dated, found, models.encoder, decisions.together, decisions.apart, knowledge)
    close = linker.near()
    told = []
    for language in languages:
        entities = without(linker.entities(language), decisions.nobody)
        forced = decisions.meetings
        account = accounts.reconcile(dated, entities, lineage, found, models.encoder, problems, language, forced)
        there = {entity.id for entity in entities}
        near = tuple(each for each in close if {each.left, each.right} <= there)
        told.append(replace(account, near=near))
    return tuple(told)


def without(entities: Sequence[Entity], nobody: Sequence[Collection[ReferentKey]]) -> tuple[Entity, ...]:
    """The entities but those that were told to be none.

    Args:
        entities: Who and what the articles' referents are.
        nobody: Groups of referents: the entity that holds most of a group is none.
    """
    owner = {key: entity.id for entity in entities for key in entity.referents} if nobody else {}
    gone = set()
    for group in nobody:
        held = Counter(owner[key] for key in group if key in owner)
        gone.update(sorted(held, key=lambda id_: (-held[id_], id_))[:1])
    if not gone:
        return tuple(entities)
    return tuple(
        replace(entity, roles=tuple(_without_body(role, gone) for role in entity.roles))
        for entity in entities
        if entity.id not in gone
    )


def _without_body(role: EntityRole, gone: Collection[str]) -> EntityRole:
    return replace(role, organisation=None) if role.organisation in gone else role


def linked(
    files: Iterable[tuple[str, Content]],
    models: Models | None = None,
    options: reading.Options | None = None,
    knowledge: linking.Knowledge | None = None,
    decisions: Decisions = NONE,
) -> tuple[list[Article], linking.Linker, list[Problem]]:
    """Read some files and link whom and what they name: all but the account.

    Args:
        files: Name and content of every file.
        models: The models to use, the packaged ones by default.
        options: What the user says about the files.
        knowledge: The user's own names, as evidence of who is who.
        decisions: Who is one and who is two, whatever the evidence says.

    Returns:
        The articles, the linker that holds what was found, and what could not be read.
    """
    models = _remembering(models or default_models())
    understood, unread = _understood(files, models, options)
    articles, found, _ = _across(understood, models)
    linker = linking.linked(articles, found, models.encoder, decisions.together, decisions.apart, knowledge)
    return articles, linker, unread


def _remembering(models: Models) -> Models:
    """The same models; what one stage has encoded no other encodes again."""
    return replace(models, encoder=remembering(models.encoder))


def _understood(
    files: Iterable[tuple[str, Content]], models: Models, options: reading.Options | None
) -> tuple[list[Article], list[Problem]]:
    """Steps 1 to 4."""
    documents, unread = label(files, options)
    return [understand(document, models, unread) for document in documents], unread


def _across(
    articles: Sequence[Article],
    models: Models,
    reread: Callable[[Document], Article] | None = None,
    known: Mapping[str, Collection[str]] | None = None,
    told: sources.Told = sources.NOTHING,
) -> tuple[list[Article], tuple[Story, ...], Lineage]:
    """Steps 5 and 6."""
    lineage = sources.as_told(sources.trace(articles, models.encoder), articles, told)
    found = stories.group(articles, lineage, models.encoder, known)
    return date_from_peers(articles, found, reread or partial(understand, models=models)), found, lineage


def label(
    files: Iterable[tuple[str, Content]], options: reading.Options | None = None
) -> tuple[list[Document], list[Problem]]:
    """Read and label files, in order of their names; what cannot be read becomes a problem."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for each in labelled(files, options):
        if isinstance(each, Document):
            documents.append(each)
        else:
            problems.append(each)
    known = cleaning.recurring(documents)
    return [cleaning.without_recurring(document, known) for document in documents], problems


def labelled(
    files: Iterable[tuple[str, Content]], options: reading.Options | None = None
) -> Iterator[Document | Problem]:
    """Read and label files one by one: of a crawl of any size no more than one page is held in memory.

    Args:
        files: Name and content of every file.
        options: What the user says about them.

    Yields:
        Documents, without what only shows when all are looked at together (lines that recur), and problems.
    """
    for name, content in sorted(files, key=lambda file: file[0]):
        for each in read(name, content, options):
            yield from cleaned(each)


def read(name: str, content: Content, options: reading.Options | None = None) -> Iterator[Document | Problem]:
    """Step 1: the documents of one file, one by one, not yet labelled.

    Args:
        name: Of the file.
        content: Its bytes, or how to open it.
        options: What the user says about it.

    Yields:
        Documents, and problems in the place of what cannot be read.
    """
    try:
        with BytesIO(content) if isinstance(content, bytes) else content() as opened:
            yield from reading.documents(name, opened, options or reading.Options())
    except OSError as error:
        yield Problem(name, f"cannot be opened: {error.strerror or error}")


def cleaned(read: Document | Problem) -> Iterator[Document | Problem]:
    """Step 2: one document labelled, and behind it what is wrong with it; a problem as it is."""
    if isinstance(read, Problem):
        yield read
        return
    yield cleaning.clean(read)
    yield from (Problem(read.file, flaw) for flaw in read.flaws)


def understand(document: Document, models: Models, problems: list[Problem] | None = None) -> Article:
    """What one labelled document says.

    Args:
        document: With its sentences.
        models: The models to use.
        problems: An extractor that cannot read the document is named here; the frames of the packs take its place.

    Returns:
        The document with its mentions and events.
    """
    return reported(document, named(document, models.tagger), models.extractor, problems)


def named(document: Document, tagger: Tagger) -> Mentions:
    """Step 3: whom, where, when and how much one labelled document names."""
    return mentions.find(document, tagger)


def reported(
    document: Document, named: Mentions, extractor: Extractor, problems: list[Problem] | None = None
) -> Article:
    """Step 4: what one document reports whose names are known.

    Args:
        document: With its sentences.
        named: What it names.
        extractor: What reads the events.
        problems: An extractor that cannot read the document is named here; the frames of the packs take its place.

    Returns:
        The document with its mentions and events.
    """
    try:
        found = extractor.extract(document, named)
    except ExtractorError as error:
        found = FRAMES.extract(document, named)
        if problems is not None:
            problems.append(Problem(document.file, f"{error}; read without the model"))
    return Article(document, named, found)


def date_from_peers(
    articles: Sequence[Article], found: tuple[Story, ...], reread: Callable[[Document], Article]
) -> list[Article]:
    """Give undated articles a date from their story, and read them again in its light."""
    by_file = {article.document.file: article for article in articles}
    for story in found:
        peers = [by_file[file].document for file in story.documents]
        for document in peers:
            if document.published is None:
                dated = cleaning.date_from_peers(document, peers)
                if dated.published is not None:
                    by_file[document.file] = reread(dated)
    return [by_file[article.document.file] for article in articles]


__all__ = [
    "Content",
    "Decisions",
    "Models",
    "Reference",
    "WrongDecisionError",
    "brief",
    "conclude",
    "conclude_in",
    "date_from_peers",
    "default_models",
    "label",
    "labelled",
    "linked",
    "understand",
    "without",
]
