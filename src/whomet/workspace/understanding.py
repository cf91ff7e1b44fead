"""Understanding documents outside of any run's transaction: what each says is kept as soon as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from whomet import cleaning, engines
from whomet.engines import Engine, Parts
from whomet.pipeline import Models
from whomet.records import Article, Document, Problem
from whomet.workspace import codec, schema
from whomet.workspace.cache import Source, keep_vectors, known, there
from whomet.workspace.planning import Work
from whomet.workspace.readings import Keeper, Told, listed

#: Sentences that are encoded at once: some twenty articles.
SENTENCES = 500
#: Labelled documents that are taken from the workspace at once.
AHEAD = 50


@dataclass(frozen=True, slots=True)
class Understanding:
    """An article as it is kept until a run enters it.

    Attributes:
        outlet, published, language, title, url: For the list of documents.
        article: The article, packed.
        labelled: The labelled document, packed, where lines of it recur.
        problems: What went wrong.
    """

    outlet: str | None
    published: str | None
    language: str
    title: str
    url: str | None
    article: bytes
    labelled: bytes | None
    problems: tuple[Problem, ...]


def missing(source: Source, works: Sequence[Work]) -> list[Work]:
    """Those of some documents that are not understood yet."""
    with source.read() as connection:
        done = there(connection, schema.results, (work.understanding for work in works))
    return [work for work in works if work.understanding not in done]


def understand(
    source: Source, engine: Engine, models: Parts | Models, works: Sequence[Work], version: str, told: Told
) -> dict[str, Problem]:
    """Understand some documents, and keep what they say, and the vectors of their sentences, which all stages ask for.

    Args:
        source: The workspace.
        engine: Where it is done.
        models: The models to use.
        works: The documents.
        version: Of what understands them.
        told: Told how many are done.

    Returns:
        Labelling keys of the documents that could not be understood because a process ended, and what to do.
    """
    lost: dict[str, Problem] = {}
    keeper = Keeper(source, version)
    taken: list[tuple[Work, bytes]] = []
    encoder = (models.models() if isinstance(models, Parts) else models).encoder
    sentences: list[str] = []
    for at, found in enumerate(engines.understood(engine, _labelled(source, works, taken), models)):
        told(at)
        work, labelled = taken[at]
        taken[at] = work, b""
        if found.article is None:
            lost[work.labelling] = found.problems[0]
            continue
        kept = _kept(found.article, labelled if work.lines else None, found.problems)
        keeper.add("understanding", work.understanding, codec.encode(kept))
        sentences += [sentence.text for sentence in found.article.document.sentences]
        if len(sentences) >= SENTENCES:
            keep_vectors(source, encoder, sentences)
            sentences = []
    keeper.write()
    keep_vectors(source, encoder, sentences)
    return lost


def _labelled(source: Source, works: Sequence[Work], taken: list[tuple[Work, bytes]]) -> Iterator[Document]:
    """Documents under their names, with the lines marked that recur; one that is gone is left out."""
    for first in range(0, len(works), AHEAD):
        block = works[first : first + AHEAD]
        contents = _contents(source, block)
        for work in block:
            if work.name in contents:
                taken.append((work, contents[work.name]))
                yield marked(replace(codec.unpack(contents[work.name], Document), file=work.name), work)


def _contents(source: Source, works: Sequence[Work]) -> dict[str, bytes]:
    """Labelled documents, packed and without their names, by name."""
    documents = schema.documents.c
    with source.read() as connection:
        results = known(connection, schema.results, (work.labelling for work in works if not work.is_kept))
        names = [work.name for work in works if work.is_kept]
        rows = connection.execute(
            select(documents.name, documents.labelling, documents.labelled, documents.content).where(
                documents.name.in_(names)
            )
        ).all()
    found = {work.name: results[work.labelling] for work in works if work.labelling in results and not work.is_kept}
    wanted = {work.name: work.labelling for work in works}
    for name, key, labelled, content in rows:
        if key == wanted[name]:
            found[name] = bytes(labelled) if labelled is not None else _of_article(bytes(content))
    return found


def _of_article(content: bytes) -> bytes:
    return codec.pack(replace(codec.unpack(content, Article).document, file=""))


def marked(document: Document, work: Work) -> Document:
    """A labelled document with the lines marked that recur."""
    if not work.lines or work.page is None:
        return document
    return cleaning.without_recurring(document, cleaning.Recurring({work.page.outlet: frozenset(work.lines)}))


def _kept(article: Article, labelled: bytes | None, problems: tuple[Problem, ...]) -> Understanding:
    document = article.document
    titles = [document.text[block.start : block.end] for block in document.blocks if block.kind == "title"]
    return Understanding(
        listed(document.outlet),
        document.published,
        document.language,
        listed(" ".join(" ".join(titles).split())) or "",
        listed(document.url),
        codec.pack(article),
        labelled,
        problems,
    )


__all__ = ["Understanding", "missing", "understand"]
