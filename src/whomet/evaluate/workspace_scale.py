"""`workspace`: thousands of articles in a workspace, then one more at a time: time, memory, size of the file."""

from __future__ import annotations

import re
import statistics
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from whomet.engines import Parts
from whomet.evaluate import edits
from whomet.evaluate.lineage_scale import peak
from whomet.pipeline import Models
from whomet.records import EntityType
from whomet.tagging import TaggedSpan
from whomet.workspace import Workspace, schema

_CAPITALISED = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")


class QuickTagger:
    """Stands for a tagger where none is measured: two capitalised words are a person, one a place, more a body."""

    name = "capitals"
    version = "1"

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """Names in some texts."""
        return [
            [
                TaggedSpan(found.start(), found.end(), _type(found.group().count(" ")), 1.0)
                for found in _CAPITALISED.finditer(text)
            ]
            for text in texts
        ]


def _type(spaces: int) -> EntityType:
    return ("place", "person", "organisation")[min(spaces, 2)]


class QuickEncoder:
    """Stands for an encoder where none is measured: sums of a vector for every word."""

    name = "words"
    dimensions = 512

    def __init__(self) -> None:
        self._words: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row += self._vector(word)
        found: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return found

    def _vector(self, word: str) -> NDArray[np.float32]:
        if word not in self._words:
            chance = np.random.default_rng(zlib.crc32(word.encode()))
            # short words are mostly those that all texts have
            weight = max(0, len(word) - 3)
            self._words[word] = (weight * chance.standard_normal(self.dimensions)).astype(np.float32)
        return self._words[word]


@dataclass
class Watch:
    """Tells how long a run takes, and how much of it is spent on conclusions.

    Attributes:
        seconds: Of the clock, all of the run.
        processor: Of processor time, all of the run.
        concluding: Of processor time, from the documents to the conclusions.
    """

    seconds: float = 0.0
    processor: float = 0.0
    concluding: float = 0.0
    _begun: float = field(default=0.0, repr=False)

    def progress(self, what: str, done: int, of: int) -> None:
        """What `Workspace.add` calls."""
        if what == "concluding":
            if done < of:
                self._begun = time.process_time()
            else:
                self.concluding = time.process_time() - self._begun

    def add(self, workspace: Workspace, path: Path) -> None:
        """Add a file or folder and tell how long it took."""
        clock, processor = time.perf_counter(), time.process_time()
        workspace.add(path, progress=self.progress)
        self.seconds, self.processor = time.perf_counter() - clock, time.process_time() - processor


def measure(articles: int, more: int, seed: int, quick: bool, folder: Path) -> tuple[Watch, list[Watch]]:
    """Fill a workspace, then add further articles one by one.

    Args:
        articles: How many come at once.
        more: How many come one by one; they belong to happenings all over the others.
        seed: Of the pseudo-random numbers.
        quick: Whether quick stand-ins are used for the models.
        folder: Where the articles and the workspace are put.

    Returns:
        How long the first run took, and each of the others.
    """
    made = edits.made(seed, articles + more)
    step = len(made) // max(1, more)
    late = set(range(step // 2, step * more, step)) if more else set()
    edits.save((one for at, one in enumerate(made) if at not in late), folder / "first")
    models = Models(QuickTagger(), QuickEncoder()) if quick else Parts()
    with Workspace.open(folder / "whomet.db", models=models) as workspace:
        first = Watch()
        first.add(workspace, folder / "first")
        others = []
        for at in sorted(late):
            edits.save([made[at]], folder / f"late-{at}")
            others.append(Watch())
            others[-1].add(workspace, folder / f"late-{at}")
        return first, others


def windows(where: Path) -> list[int]:
    """Documents of every window of a workspace, the most first."""
    with Workspace.open(where) as workspace, workspace.database.read() as connection:
        counts = select(func.count()).select_from(schema.documents).group_by(schema.documents.c.window)
        return sorted(connection.execute(counts).scalars(), reverse=True)


def told(first: Watch, others: Sequence[Watch], where: Path, articles: int) -> str:
    """The outcome in words."""
    sizes = windows(where)
    lines = [
        f"{articles} articles at once: {first.seconds:.1f} s, {first.processor:.1f} s of processor time, "
        f"{first.concluding:.1f} s of them for conclusions",
        f"  {len(sizes)} windows, the largest of {sizes[0]} documents",
        f"  memory {peak():.0f} MiB at most, file {where.stat().st_size / 2**20:.0f} MiB",
    ]
    if others:
        for name, values in (
            ("the clock", [each.seconds for each in others]),
            ("processor time", [each.processor for each in others]),
            ("processor time for conclusions", [each.concluding for each in others]),
        ):
            lines.append(
                f"one more, by {name}: {statistics.median(values):.2f} s in the middle, {max(values):.2f} s at most, "
                f"of {len(values)}"
            )
    return "\n".join(lines)


@click.command("workspace")
@click.option("--articles", type=click.IntRange(20), default=10_000, show_default=True, help="How many come at once.")
@click.option("--more", type=click.IntRange(0), default=20, show_default=True, help="How many come one by one.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the pseudo-random numbers.")
@click.option("--quick", is_flag=True, help="Quick stand-ins for tagger and encoder, whose time is then not measured.")
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="Leave articles and workspace there.")
def workspace_scale(articles: int, more: int, seed: int, quick: bool, keep: Path | None) -> None:
    """Add synthetic articles to a workspace, then some more one by one: time, memory, size of the file."""
    with tempfile.TemporaryDirectory() as made:
        folder = keep or Path(made)
        first, others = measure(articles, more, seed, quick, folder)
        click.echo(told(first, others, folder / "whomet.db", articles))


__all__ = ["Watch", "measure", "told", "workspace_scale"]
