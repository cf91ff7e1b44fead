"""How many articles a second the whole way takes on one core, and in which stage the time goes.

Beside it, in the same run and on the same pages, the usual parts for the beginning of that way: trafilatura for the
text, a pipeline of spaCy for the names, datasketch for who copied whom.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray

from whomet import accounts, cleaning, engines, linking, pipeline, sources, stories
from whomet.embedding import Encoder, EncoderAround, remembering
from whomet.engines import EngineError, Lost
from whomet.engines.processes import Processes
from whomet.evaluate import beside
from whomet.evaluate.long_pages import LANGUAGES, pages
from whomet.evaluate.machine import forget_peak, machine, peak
from whomet.records import Article, Document
from whomet.tagging import EncoderTagger, TaggedSpan, Tagger, TaggerError

#: Pages of each language that everything is done with first: models are loaded, expressions compiled, tables read.
WARM: Final = 10
#: Seed of those pages; the measured ones have other names, figures and sentences.
_WARM_SEED: Final = 977
PER_DOCUMENT: Final = ("reading", "cleaning", "mentions", "events")
ACROSS: Final = ("sources", "stories", "linking", "accounts")
_LIBRARIES: Final = ("onnxruntime", "numpy", "trafilatura", "spacy", "datasketch")


@dataclass(frozen=True, slots=True)
class Task:
    """What is measured.

    Attributes:
        number: Pages.
        words: Words of each article at least.
        seed: Of their names and figures.
        language: Only pages of this language.
    """

    number: int = 60
    words: int = 600
    seed: int = 1
    language: str | None = None

    def pages(self) -> list[tuple[str, bytes]]:
        """The pages that are timed."""
        return list(pages(self.number, self.words, self.seed, self.language))

    def warm(self) -> list[tuple[str, bytes]]:
        """Other pages that everything is done with before."""
        count = WARM if self.language else WARM * len(LANGUAGES)
        return list(pages(count, self.words, _WARM_SEED, self.language))


@dataclass(slots=True)
class Spent:
    """Processor time and memory of some work.

    Attributes:
        pages: How many.
        seconds: By stage.
        mebibytes: Most memory held during each stage.
        within: Seconds of what is part of several stages: tagging names, encoding sentences.
        languages: Seconds of the per-document stages, by language, and pages of it.
        begun: Seconds until everything was loaded and had worked once.
    """

    pages: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    mebibytes: dict[str, float] = field(default_factory=dict)
    within: dict[str, float] = field(default_factory=dict)
    languages: dict[str, tuple[float, int]] = field(default_factory=dict)
    begun: float = 0.0

    @property
    def rate(self) -> float:
        """Pages a second, all stages together."""
        return self.pages / max(1e-9, sum(self.seconds.values()))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        forget_peak()
        begin = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begin
        self.mebibytes[name] = max(self.mebibytes.get(name, 0.0), peak())


class _TimedTagger:
    """A tagger whose time is counted."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.name, self.version = tagger.name, tagger.version
        self.seconds = 0.0

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        begin = time.process_time()
        found = self._tagger.tag(texts)
        self.seconds += time.process_time() - begin
        return found


class _TimedEncoder(EncoderAround):
    """An encoder whose time is counted."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder)
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        begin = time.process_time()
        found = self._encoder.encode(texts)
        self.seconds += time.process_time() - begin
        return found


def whole(task: Task) -> Spent:
    """Take pages the whole way, from their bytes to one account, stage by stage.

    Args:
        task: Which pages.

    Returns:
        What each stage took. Nothing is done in parallel.
    """
    begin = time.process_time()
    models = pipeline.default_models()
    tagger, encoder = _TimedTagger(EncoderTagger(threads=1)), _TimedEncoder(models.encoder)
    models = replace(models, tagger=tagger, encoder=remembering(encoder))
    _through(task.warm(), models)
    begun = time.process_time() - begin
    tagger.seconds = encoder.seconds = 0.0
    spent = _through(task.pages(), models)
    return replace(spent, within={"tagging": tagger.seconds, "encoding": encoder.seconds}, begun=begun)


def _through(given: Sequence[tuple[str, bytes]], models: pipeline.Models) -> Spent:
    spent = Spent(len(given))
    with spent.stage("reading"):
        read = [each for name, data in given for each in pipeline.read(name, data) if isinstance(each, Document)]
    articles = [_understood(spent, document, models) for document in _labelled(spent, read)]
    with spent.stage("sources"):
        lineage = sources.trace(articles, models.encoder)
    with spent.stage("stories"):
        found = stories.group(articles, lineage, models.encoder)
    with spent.stage("linking"):
        entities = linking.linked(articles, found, models.encoder).entities("en")
    with spent.stage("accounts"):
        accounts.reconcile(articles, entities, lineage, found, models.encoder, (), "en")
    return spent


def _labelled(spent: Spent, read: Sequence[Document]) -> list[Document]:
    made: list[Document] = []
    for document in read:
        with spent.stage("cleaning"), _language(spent, document):
            made += [each for each in pipeline.cleaned(document) if isinstance(each, Document)]
    with spent.stage("cleaning"):
        known = cleaning.recurring(made)
        return [cleaning.without_recurring(document, known) for document in made]


def _understood(spent: Spent, document: Document, models: pipeline.Models) -> Article:
    with _language(spent, document):
        with spent.stage("mentions"):
            named = pipeline.named(document, models.tagger)
        with spent.stage("events"):
            article = pipeline.reported(document, named, models.extractor)
    seconds, count = spent.languages[_folder(document)]
    spent.languages[_folder(document)] = seconds, count + 1
    return article


@contextmanager
def _language(spent: Spent, document: Document) -> Iterator[None]:
    begin = time.process_time()
    yield
    seconds, count = spent.languages.get(_folder(document), (0.0, 0))
    spent.languages[_folder(document)] = seconds + time.process_time() - begin, count


def _folder(document: Document) -> str:
    """The language that a page was made in."""
    return document.file.partition("/")[0]


def others(task: Task) -> Spent:
    """Do with other libraries what they do of the same work.

    Args:
        task: Which pages.

    Returns:
        What each library took. Nothing is done in parallel.

    Raises:
        TaggerError: A library is not installed.
    """
    begin = time.process_time()
    parts = beside.parts()
    _with_others(task.warm(), parts)
    begun = time.process_time() - begin
    return replace(_with_others(task.pages(), parts), begun=begun)


def _with_others(given: Sequence[tuple[str, bytes]], parts: beside.Parts) -> Spent:
    spent = Spent(len(given))
    with spent.stage("trafilatura"):
        texts = {name: parts.text(data) for name, data in given}
    with spent.stage("spaCy"):
        for text in texts.values():
            parts.names(text)
    with spent.stage("datasketch"):
        parts.copies(texts)
    return spent


def at_once(task: Task, jobs: int) -> float:
    """Pages a second of wall-clock time that some processes together read, label and understand.

    Args:
        task: Which pages.
        jobs: How many processes.

    Returns:
        Pages a second, once every process has loaded its models.
    """
    with Processes(jobs, few=0) as engine:
        for _ in range(jobs):  # whoever is done first takes the next page: all have seen every language by then
            _per_document(engine, task.warm())
        begin = time.perf_counter()
        done = _per_document(engine, task.pages())
        return done / (time.perf_counter() - begin)


def _per_document(engine: engines.Engine, given: Sequence[tuple[str, bytes]]) -> int:
    documents = (each for each in engines.labelled(engine, given) if isinstance(each, Document))
    return sum(1 for _ in engines.understood(engine, documents, engines.Parts()))


def _alone(function: Callable[[Task], Spent], task: Task) -> Spent:
    """What a function gives in a process of its own: memory and threads of nothing else are counted."""
    with Processes(1, few=0) as engine:
        (found,) = engine.map(function, [task])
    if isinstance(found, Lost):
        raise EngineError(found.problem)
    return found


def told(task: Task, ours: Spent, theirs: Spent | None, together: Mapping[int, float]) -> str:
    """Figures in words.

    Args:
        task: What was measured.
        ours: The whole way.
        theirs: The other libraries, where they were asked for.
        together: Pages a second of per-document work, by number of processes.
    """
    lines = [
        f"{task.number} pages of {task.words} words ({task.language or ' '.join(LANGUAGES)}), processor time, one core",
        f"{'':14} {'docs/s':>8} {'ms a page':>10} {'peak MiB':>9}",
        *_rows(ours),
        *(_row(f"  of it {name}", seconds, ours.pages) for name, seconds in ours.within.items()),
        *(_row(f"  alone {code}", *ours.languages[code]) for code in sorted(ours.languages)),
        _row("per document", sum(ours.seconds[stage] for stage in PER_DOCUMENT), ours.pages),
        _row("whole", sum(ours.seconds.values()), ours.pages, max(ours.mebibytes.values())),
        f"ready after {ours.begun:.1f} s",
    ]
    if theirs is not None:
        lines += [
            f"\nbeside it, on the same pages: {beside.WHAT}",
            *_rows(theirs),
            _row("whole", sum(theirs.seconds.values()), theirs.pages, max(theirs.mebibytes.values())),
            f"ready after {theirs.begun:.1f} s",
            f"ratio          {ours.rate / theirs.rate:8.2f}",
        ]
    lines += [f"processes: {jobs}, per document by the clock {rate:.2f} docs/s" for jobs, rate in together.items()]
    return "\n".join(lines)


def _rows(spent: Spent) -> list[str]:
    return [_row(stage, seconds, spent.pages, spent.mebibytes[stage]) for stage, seconds in spent.seconds.items()]


def _row(name: str, seconds: float, count: int, mebibytes: float | None = None) -> str:
    held = "" if mebibytes is None else f" {mebibytes:9.0f}"
    return f"{name:14} {count / max(1e-9, seconds):8.2f} {1000 * seconds / max(1, count):10.1f}{held}"


def _kept(task: Task, ours: Spent, theirs: Spent | None, together: Mapping[int, float]) -> dict[str, Any]:
    per_document = sum(ours.seconds[stage] for stage in PER_DOCUMENT)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "command": "python -m whomet.evaluate speed",
        "task": asdict(task),
        "machine": f"{machine()}, one core",
        "versions": {"python": platform.python_version(), **_versions()},
        "docs_per_second": {
            "whole": round(ours.rate, 3),
            "per_document": round(ours.pages / max(1e-9, per_document), 3),
            "beside": theirs and round(theirs.rate, 3),
            "processes": {str(jobs): round(rate, 3) for jobs, rate in together.items()},
        },
        "ratio": theirs and round(ours.rate / theirs.rate, 3),
        "whomet": asdict(ours),
        "others": theirs and asdict(theirs),
    }


def _versions() -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except ModuleNotFoundError:
            continue
    return found


@click.command()
@click.option("--pages", "number", type=click.IntRange(1), default=60, show_default=True, help="How many pages.")
@click.option("--words", type=click.IntRange(1), default=600, show_default=True, help="Words of each article at least.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Only pages of this language; all by turns else.")
@click.option("--seed", default=1, show_default=True, help="Another one gives other names, figures and sentences.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Processes to compare with one.")
@click.option("--beside/--alone", "compared", default=True, help="Whether other libraries do their part too.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write figures and machine to this file.")
def speed(
    number: int, words: int, language: str | None, seed: int, jobs: int, compared: bool, out: Path | None
) -> None:
    """Articles a second from their bytes to one account, stage by stage, beside other libraries on the same pages."""
    task = Task(number, words, seed, language)
    try:
        theirs = _alone(others, task) if compared else None
        ours = _alone(whole, task)
        together = {count: at_once(task, count) for count in sorted({1, jobs})}
    except (TaggerError, EngineError, FileNotFoundError) as error:
        click.echo(f"whomet.evaluate: {error}", err=True)
        sys.exit(2)
    click.echo(told(task, ours, theirs, together))
    if out is not None:
        kept = _kept(task, ours, theirs, together)
        out.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


__all__ = ["Spent", "Task", "at_once", "others", "speed", "told", "whole"]
