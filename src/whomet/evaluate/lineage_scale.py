"""`lineage-scale`: thousands of articles made from one another: time, memory, and how many pairs come out right."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import click
import numpy as np
from numpy.typing import NDArray

from whomet import pipeline, sources, stories
from whomet.embedding import Encoder, EncoderAround, default_encoder, remembering
from whomet.evaluate import edits
from whomet.evaluate.edits import Made
from whomet.evaluate.machine import peak
from whomet.records import Article, Block, BlockKind, Document, Lineage, OriginKind, Sentence


class _Timed(EncoderAround):
    """An encoder with a clock.

    Args:
        encoder: The one whose time is taken.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder)
        self.seconds = 0.0
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        begin = time.process_time()
        rows = self._encoder.encode(texts)
        self.seconds += time.process_time() - begin
        self.texts += len(texts)
        return rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What tracing some articles took and gave; times are of processor time.

    Attributes:
        articles, sentences: How many there are; sentences as often as they are printed.
        encoded: Different sentences that were turned into vectors.
        encoding: Seconds in the encoder.
        tracing: Seconds for who depends on whom, without the encoder.
        grouping: Seconds for the stories, without the encoder; None where they were not asked for.
        before, memory: Peak memory of the process in MiB with the articles alone, and after all.
        right, predicted, gold: Pairs of articles that depend on each other.
    """

    articles: int
    sentences: int
    encoded: int
    encoding: float
    tracing: float
    grouping: float | None
    before: float
    memory: float
    right: int
    predicted: int
    gold: int

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.encoding + self.tracing + (self.grouping or 0.0)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the pairs."""
        return (
            self.right / max(1, self.predicted),
            self.right / max(1, self.gold),
            2 * self.right / max(1, self.predicted + self.gold),
        )


def built(made: Made) -> Article:
    """A synthetic article as if it had been read: its headline and sentences, without what stands around them.

    Args:
        made: The article in the making.

    Returns:
        The article; without names and events, and without the credit line that its file may have.
    """
    lines = [made.headline, *made.body]
    blocks, sentences, begin = [], [], 0
    for number, line in enumerate(lines):
        kind: BlockKind = "body" if number else "title"
        end = begin + len(line) + (number < len(made.body))
        blocks.append(Block(begin, end, kind, made.language))
        sentences.append(Sentence(line, ((begin, begin + len(line)),), number, kind, made.language, number))
        begin = end
    return Article(
        Document(
            made.file,
            "\n".join(lines),
            blocks=tuple(blocks),
            sentences=tuple(sentences),
            outlet=made.outlet,
            published=made.published,
            languages=(made.language,),
        )
    )


def measure(
    made: Sequence[Made], labelled: bool = False, grouped: bool = False, encoder: Encoder | None = None
) -> Outcome:
    """Trace who depends on whom among articles of which it is known.

    Args:
        made: The articles and the truth about them.
        labelled: Whether their files are read and labelled as the pipeline does; else they are taken as made.
        grouped: Whether they are grouped into stories too.
        encoder: Where the sentence vectors come from, the packaged one by default.

    Returns:
        Times, memory and pairs; reading and labelling are not counted, and names and events are not looked for.
    """
    timed = _Timed(encoder or default_encoder())
    timed.encode(["."])
    if labelled:
        articles = [Article(document) for document in pipeline.label([(one.file, one.data) for one in made])[0]]
    else:
        articles = [built(one) for one in made]
    timed.seconds, timed.texts = 0.0, 0
    before, memory = peak(), remembering(timed)
    begin = time.process_time()
    lineage = sources.trace(articles, memory)
    traced, encoded = time.process_time() - begin, timed.seconds
    grouping = None
    if grouped:
        begin = time.process_time()
        stories.group(articles, lineage, memory)
        grouping = time.process_time() - begin - (timed.seconds - encoded)
    found, gold = tied(lineage), edits.pairs(made)
    return Outcome(
        len(articles),
        sum(len(article.document.sentences) for article in articles),
        timed.texts,
        timed.seconds,
        traced - encoded,
        grouping,
        before,
        peak(),
        len(found & gold),
        len(found),
        len(gold),
    )


def tied(lineage: Lineage, kinds: Iterable[OriginKind] = edits.DEPENDENT) -> set[frozenset[str]]:
    """Pairs of files that depend on each other, directly or by others.

    Args:
        lineage: What was found.
        kinds: Which dependences tie.

    Returns:
        Unordered pairs.
    """
    above: dict[str, str] = {}

    def first(file: str) -> str:
        while above.setdefault(file, file) != file:
            above[file] = above[above[file]]
            file = above[file]
        return file

    for origin in lineage.origins:
        if origin.kind in set(kinds):
            files = [*origin.targets, *([origin.source] if origin.source else [])]
            for file in files[1:]:
                above[first(file)] = first(files[0])
    groups: dict[str, list[str]] = defaultdict(list)
    for file in list(above):
        groups[first(file)].append(file)
    return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


def told(found: Outcome) -> str:
    """An outcome in words."""
    grouping = "" if found.grouping is None else f", {found.grouping:.1f} s stories"
    each = 1000 * (found.seconds - found.encoding) / max(1, found.articles)
    precision, recall, f1 = found.figures
    return (
        f"{found.articles} articles, {found.sentences} sentences, {found.encoded} different ones encoded\n"
        f"  {found.seconds:.1f} s of processor time: {found.encoding:.1f} s encoder, {found.tracing:.1f} s lineage"
        f"{grouping} ({each:.1f} ms an article without the encoder)\n"
        f"  memory {found.memory:.0f} MiB at most, of which {found.before:.0f} MiB before: the articles themselves\n"
        f"  pairs  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  "
        f"({found.right} right of {found.predicted} found, {found.gold} in all)"
    )


@click.command("lineage-scale")
@click.option("--articles", type=click.IntRange(20), default=20_000, show_default=True, help="How many articles.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the pseudo-random numbers.")
@click.option("--labelled", is_flag=True, help="Read and label the files too, which takes longest and is not counted.")
@click.option("--stories", "grouped", is_flag=True, help="Group them into stories too.")
def lineage_scale(articles: int, seed: int, labelled: bool, grouped: bool) -> None:
    """Trace synthetic articles, a tenth of them and all: time, ratio, memory, and pairs against the known truth."""
    small = measure(edits.made(seed, articles // 10), labelled, grouped)
    click.echo(told(small))
    large = measure(edits.made(seed, articles), labelled, grouped)
    click.echo(told(large))
    bare = (large.seconds - large.encoding) / max(1e-9, small.seconds - small.encoding)
    click.echo(
        f"{large.articles / max(1, small.articles):.1f} times the articles take "
        f"{large.seconds / max(1e-9, small.seconds):.1f} times the time; without the encoder {bare:.1f} times"
    )


__all__ = ["Outcome", "built", "lineage_scale", "measure", "peak", "tied", "told"]
