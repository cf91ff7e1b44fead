"""What engines do: one file read and labelled, one document understood."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from whomet import pipeline
from whomet.engines.plugs import Engine, Lost
from whomet.extractors import FRAMES, open_extractor
from whomet.extractors.plugs import BUDGET
from whomet.pipeline import Content, Models
from whomet.reading import Options
from whomet.records import Article, Document, Mentions, Problem
from whomet.tagging import open_tagger
from whomet.tagging.plugs import DEFAULT

#: Bytes of a file that one worker reads and labels as a whole. Saved pages have up to 1.6 MB; what is larger is as a
#: rule a collection, which is read here, so that all workers share its documents and none has to hold them all.
WHOLE: Final = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts with a plug are used: what a worker makes its models from.

    Attributes:
        tagger: `NAME` or `NAME:MODEL`.
        extractor: `NAME` or `NAME:ADDRESS#MODEL`.
        budget: Tokens that an extractor may use.
    """

    tagger: str = DEFAULT
    extractor: str = FRAMES.name
    budget: int = BUDGET

    def models(self) -> Models:
        """The models, loaded once a process; their budget is spent by all who use them.

        Raises:
            TaggerError: The tagger cannot be had.
            ExtractorError: The extractor cannot be had.
        """
        return _models(self)


@lru_cache(maxsize=1)
def _models(parts: Parts) -> Models:
    return pipeline.default_models(parts.tagger, open_extractor(parts.extractor, parts.budget))


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of one document.

    Attributes:
        document: As it was given.
        article: What it says; None where the process that read it ended.
        problems: What went wrong.
    """

    document: Document
    article: Article | None
    problems: tuple[Problem, ...] = ()


_Read: TypeAlias = "tuple[str, Content] | Document | Problem"


def labelled(
    engine: Engine, files: Iterable[tuple[str, Content]], options: Options | None = None
) -> Iterator[Document | Problem]:
    """Read and label files with an engine: what `pipeline.labelled` gives, in the same order.

    Args:
        engine: Where that is done.
        files: Name and content of every file. How to open one has to be such that it can be pickled, as those of
            `files.find` are.
        options: What the user says about them.

    Yields:
        Documents and problems, file by file in order of their names.
    """
    for name, found in readings(engine, sorted(files, key=lambda file: file[0]), options):
        if isinstance(found, Lost):
            item = found.item
            yield Problem(name if isinstance(item, tuple) else item.file, found.problem)
        else:
            yield from found


def readings(
    engine: Engine, files: Iterable[tuple[str, Content]], options: Options | None = None
) -> Iterator[tuple[str, list[Document | Problem] | Lost[_Read]]]:
    """Read and label files with an engine, and tell which file everything comes from.

    Args:
        engine: Where that is done.
        files: Name and content of every file, taken as they are needed.
        options: What the user says about them.

    Yields:
        The name of a file and what was found in it, in the order of the files; of a large one in several portions,
        one after the other. `Lost` stands for a portion whose process ended.
    """
    options = options or Options()
    names: deque[str] = deque()

    def portions() -> Iterator[_Read]:
        for name, content in files:
            for portion in _portions(name, content, options):
                names.append(name)
                yield portion

    for found in engine.map(_Labelling(options), portions()):
        yield names.popleft(), found


def _portions(name: str, content: Content, options: Options) -> Iterator[_Read]:
    if _size(content) <= WHOLE:
        yield name, content
    else:
        yield from pipeline.read(name, content, options)


def _size(content: Content) -> int:
    """Bytes of a file; those of one that cannot be opened do not matter, the problem is told when it is read."""
    if isinstance(content, bytes):
        return len(content)
    try:
        with content() as opened:
            return opened.seek(0, os.SEEK_END)
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class _Labelling:
    """Reads and labels a file, or labels what was read of one."""

    options: Options

    def __call__(self, item: _Read) -> list[Document | Problem]:
        if isinstance(item, tuple):
            return list(pipeline.labelled([item], self.options))
        return list(pipeline.cleaned(item))


def understood(engine: Engine, documents: Iterable[Document], models: Parts | Models) -> Iterator[Understood]:
    """What labelled documents say, found with an engine: what `pipeline.understand` gives for each.

    An extractor that is not the packaged one (a language model) works in this process: it has one budget, and what
    is left of it must not depend on who was first.

    Args:
        engine: Where that is done.
        documents: With their sentences.
        models: Which to use; models themselves only where they can be pickled, or the engine works in this process.

    Yields:
        One for each document, in their order.
    """
    if _extractor(models) == FRAMES.name:
        for found in engine.map(_Understanding(models), documents):
            yield _lost(found) if isinstance(found, Lost) else found
        return
    extractor = _loaded(models).extractor
    for named in engine.map(_Naming(models), documents):
        if isinstance(named, Lost):
            yield _lost(named)
            continue
        problems: list[Problem] = []
        document, mentions = named
        article = pipeline.reported(document, mentions, extractor, problems)
        yield Understood(document, article, tuple(problems))


def _extractor(models: Parts | Models) -> str:
    return models.extractor.partition(":")[0] if isinstance(models, Parts) else models.extractor.name


def _loaded(models: Parts | Models) -> Models:
    return models.models() if isinstance(models, Parts) else models


def _lost(lost: Lost[Document]) -> Understood:
    return Understood(lost.item, None, (Problem(lost.item.file, lost.problem),))


@dataclass(frozen=True, slots=True)
class _Understanding:
    """Understands a document with models that the process loads once."""

    models: Parts | Models

    def __call__(self, document: Document) -> Understood:
        problems: list[Problem] = []
        article = pipeline.understand(document, _loaded(self.models), problems)
        return Understood(document, article, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Naming:
    """Finds what a document names, with a tagger that the process loads once."""

    models: Parts | Models

    def __call__(self, document: Document) -> tuple[Document, Mentions]:
        tagger = open_tagger(self.models.tagger) if isinstance(self.models, Parts) else self.models.tagger
        return document, pipeline.named(document, tagger)
