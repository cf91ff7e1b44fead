"""How many sentences a second are read for times and events once their names are known, beside the name tagger."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from whomet import events, files, mentions, pipeline
from whomet.events.meetings.topics import known_topics
from whomet.mentions.times import find_times
from whomet.records import Document, Mentions
from whomet.tagging import EncoderTagger, Tagger


@dataclass(slots=True)
class Spent:
    """Seconds of processor time over some sentences.

    Attributes:
        sentences: How many.
        times, events, tagging: Of finding time expressions, of extracting events, of finding names.
    """

    sentences: int = 0
    times: float = 0.0
    events: float = 0.0
    tagging: float = 0.0

    def add(self, other: Spent) -> None:
        """Count another stretch of work."""
        self.sentences += other.sentences
        self.times += other.times
        self.events += other.events
        self.tagging += other.tagging

    @property
    def together(self) -> float:
        """Sentences a second, times and events together."""
        return self.sentences / max(1e-9, self.times + self.events)


def measure(documents: Sequence[Document], tagger: Tagger, rounds: int = 3) -> dict[str, Spent]:
    """Read documents for times and events, and tag them.

    Args:
        documents: Labelled, with their sentences.
        tagger: Finds the names; measured in the same run.
        rounds: Times that every document is read; the quickest counts, and the first warms up.

    Returns:
        What each language took, by BCP 47 code of most of a document's sentences.
    """
    known = [(document, mentions.find(document, tagger)) for document in documents if document.sentences]
    found: dict[str, Spent] = {}
    for document, named in known:
        languages = [sentence.language for sentence in document.sentences]
        best = min((_once(document, named) for _ in range(rounds)), key=lambda spent: spent.times + spent.events)
        begin = time.process_time()
        tagger.tag([sentence.text for sentence in document.sentences])
        best.tagging = time.process_time() - begin
        found.setdefault(max(set(languages), key=languages.count), Spent()).add(best)
    return found


def _once(document: Document, named: Mentions) -> Spent:
    known_topics.cache_clear()  # what was answered in an earlier round would cost nothing
    begin = time.process_time()
    find_times(document)
    between = time.process_time()
    events.extract(document, named)
    return Spent(len(document.sentences), between - begin, time.process_time() - between)


@click.command("stage-speed")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="How often each article is read.")
def stage_speed(paths: tuple[Path, ...], rounds: int) -> None:
    """Sentences a second for times and for events, once names are known, beside the name tagger."""
    documents, _ = pipeline.label(files.find(list(paths))[0])
    by_language = measure(documents, EncoderTagger(threads=1, remembered=0), rounds)
    whole = Spent()
    for spent in by_language.values():
        whole.add(spent)
    click.echo(f"{'':6} {'sentences':>9} {'times/s':>9} {'events/s':>9} {'together/s':>10} {'tagging/s':>9}")
    for code, spent in (*sorted(by_language.items()), ("all", whole)):
        rates = (spent.sentences / max(1e-9, took) for took in (spent.times, spent.events))
        times, extracted = rates
        tagged = spent.sentences / max(1e-9, spent.tagging)
        click.echo(f"{code:6} {spent.sentences:9d} {times:9.0f} {extracted:9.0f} {spent.together:10.0f} {tagged:9.0f}")


__all__ = ["Spent", "measure", "stage_speed"]
