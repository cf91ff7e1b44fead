"""How good and how fast taggers are: a table over sets of sentences with gold names, and words a second."""

from __future__ import annotations

import gzip
import json
import os
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import click

from whomet.evaluate.ner import LABELS
from whomet.evaluate.untrained_spacy import untrained_spacy
from whomet.tagging import EncoderTagger, Tagger, TaggerError, open_tagger
from whomet.tagging.encoder_tagger import MODEL_FOLDER

Row: TypeAlias = dict[str, Any]
KINDS = tuple(LABELS.values())

#: Sentences before the clock runs.
_WARM = 20
#: What counts as a word, for every tagger alike: a run of letters and digits.
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """How many spans of a tagger have the right ends and the right label.

    Attributes:
        right: Spans that are right.
        found: Spans of the tagger.
        wanted: Gold spans.
    """

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the tagger's spans that are right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Share of the gold spans that are found."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.wanted)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def rows_of(file: Path, limit: int | None = None) -> list[Row]:
    """Sentences with gold spans.

    Args:
        file: JSON Lines with `text` and `spans` (`start`, `end`, `label`), plain or packed with gzip.
        limit: Only the first so many.

    Returns:
        One object a sentence.
    """
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(limit or sys.maxsize), strict=False)]


def score(rows: Sequence[Row], tagger: Tagger) -> dict[str, Score]:
    """Compare a tagger with gold.

    Args:
        rows: Sentences with gold spans.
        tagger: The tagger.

    Returns:
        The score of each kind of name; their sum is the score of all.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for row, spans in zip(rows, tagger.tag([row["text"] for row in rows]), strict=True):
        gold = {(span["start"], span["end"], span["label"]) for span in row["spans"]}
        found = {(span.start, span.end, LABELS[span.label]) for span in spans}
        for side, keys in (("right", gold & found), ("found", found), ("wanted", gold)):
            counts.update((key[2], side) for key in keys)
    return {kind: Score(*(counts[kind, side] for side in ("right", "found", "wanted"))) for kind in KINDS}


def table(sets: Iterable[tuple[str, Sequence[Row]]], tagger: Tagger) -> Iterable[str]:
    """Figures of every set as the lines of a Markdown table, the last over all sets.

    Args:
        sets: Name and sentences of each set.
        tagger: The tagger.

    Yields:
        One line after the other, as soon as it is known.
    """
    yield "| set | sentences | F1 | precision | recall | persons | bodies | places |"
    yield "|---|---|---|---|---|---|---|---|"
    sums = dict.fromkeys(KINDS, Score())
    means: list[float] = []
    sentences = 0
    for name, rows in sets:
        found = score(rows, tagger)
        yield _line(name, len(rows), found)
        sums = {kind: sums[kind] + found[kind] for kind in KINDS}
        means.append(sum(found.values(), Score()).f1)
        sentences += len(rows)
    if len(means) > 1:
        yield _line("all sentences", sentences, sums)
        yield f"| mean of the sets | {sentences} | {short(sum(means) / len(means))} | | | | | |"


def _line(name: str, sentences: int, found: dict[str, Score]) -> str:
    both = sum(found.values(), Score())
    figures = [both.f1, both.precision, both.recall, *(found[kind].f1 for kind in KINDS)]
    return f"| {name} | {sentences} | {' | '.join(map(short, figures))} |"


def short(figure: float) -> str:
    """A figure between 0 and 1 as tables have it: `.812`."""
    return f"{figure:.3f}".lstrip("0")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one text was tagged.

    Attributes:
        name: Of the tagger.
        seconds: Processor time of the best round.
        words: Words of the text.
        pieces: Its sub-words, where the tagger has any.
    """

    name: str
    seconds: float
    words: int
    pieces: int | None = None

    @property
    def words_a_second(self) -> float:
        """Words a second."""
        return self.words / self.seconds

    @property
    def pieces_a_second(self) -> float | None:
        """Sub-words a second."""
        return None if self.pieces is None else self.pieces / self.seconds


def paces(documents: Sequence[Sequence[str]], taggers: Sequence[Tagger], rounds: int) -> list[Pace]:
    """Time taggers on the same documents, in turn, so that all meet the same load.

    Args:
        documents: The sentences of each document; a tagger is given one document at a time.
        taggers: The taggers.
        rounds: How often; the best round of each counts.

    Returns:
        The pace of each.
    """
    best = [float("inf")] * len(taggers)
    for tagger in taggers:
        tagger.tag([text for texts in documents for text in texts][:_WARM])
    for _ in range(rounds):
        for index, tagger in enumerate(taggers):
            begin = time.process_time()
            for texts in documents:
                tagger.tag(texts)
            best[index] = min(best[index], time.process_time() - begin)
    texts = [text for document in documents for text in document]
    words = sum(len(_WORD.findall(text)) for text in texts)
    return [
        Pace(tagger.name, seconds, words, tagger.pieces(texts) if isinstance(tagger, EncoderTagger) else None)
        for tagger, seconds in zip(taggers, best, strict=True)
    ]


def documents_of(rows: Sequence[Row], size: int) -> list[list[str]]:
    """Sentences as documents of so many each, as the pipeline hands them to a tagger."""
    texts = [row["text"] for row in rows]
    return [texts[begin : begin + size] for begin in range(0, len(texts), size)]


_FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILES..."
)
_LIMIT = click.option("--limit", type=click.IntRange(1), help="Only the first so many sentences of each file.")


def _opened(wanted: str, make: Callable[[str], Tagger] | None = None) -> Tagger:
    try:
        return (make or open_tagger)(wanted)
    except TaggerError as error:
        click.echo(f"whomet.evaluate: {error}", err=True)
        sys.exit(2)


def _on_one_core(wanted: str) -> Tagger:
    name, _, model = wanted.partition(":")
    if name == "encoder":
        folder = Path(model) if model else MODEL_FOLDER
        return _opened(wanted, lambda _: EncoderTagger(folder, threads=1, remembered=0))
    return _opened(wanted, (lambda _: untrained_spacy()) if wanted == "untrained-spacy" else None)


def _name(file: Path) -> str:
    return file.name.split(".")[0]


@click.command()
@_FILES
@_LIMIT
@click.option("--tagger", "wanted", default="encoder", show_default=True, help="NAME or NAME:MODEL, as for a brief.")
def tagging(files: tuple[Path, ...], limit: int | None, wanted: str) -> None:
    """Print a table of a tagger's figures on FILES of sentences with gold names (spans with exact ends and label)."""
    tagger = _opened(wanted)
    for line in table(((_name(file), rows_of(file, limit)) for file in files), tagger):
        click.echo(line)


@click.command("tagging-speed")
@_FILES
@_LIMIT
@click.option("--tagger", "wanted", default="encoder", show_default=True, help="NAME or NAME:MODEL, as for a brief.")
@click.option("--beside", help="Another tagger on the same text; `untrained-spacy` for spaCy's small English layers.")
@click.option("--document", default=30, show_default=True, help="Sentences that are tagged together as one document.")
@click.option("--rounds", default=5, show_default=True, help="The best of so many rounds counts.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write figures and machine to this file.")
def tagging_speed(
    files: tuple[Path, ...],
    limit: int | None,
    wanted: str,
    beside: str | None,
    document: int,
    rounds: int,
    out: Path | None,
) -> None:
    """Print how many sub-words and words of FILES of sentences a tagger reads in a second of one core."""
    taggers = [_on_one_core(name) for name in (wanted, beside) if name]
    documents = [texts for file in files for texts in documents_of(rows_of(file, limit), document)]
    found = paces(documents, taggers, rounds)
    for pace in found:
        pieces = f"{pace.pieces_a_second:8.0f} sub-words/s" if pace.pieces_a_second is not None else " " * 20
        click.echo(f"{pace.name:10s}{pieces} {pace.words_a_second:9.0f} words/s  ({pace.seconds:.2f} s)")
    if len(found) > 1:
        click.echo(f"ratio      {found[0].words_a_second / found[1].words_a_second:.2f} of the words")
    if out is not None:
        out.write_text(json.dumps(_result(found, taggers, files), indent=2) + "\n", encoding="utf-8")


def _result(found: Sequence[Pace], taggers: Sequence[Tagger], files: Sequence[Path]) -> dict[str, Any]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "sets": [_name(file) for file in files],
        "machine": f"{platform.processor() or platform.machine()}, {platform.system()}, {cores} cores allowed",
        "versions": {"python": platform.python_version(), "onnxruntime": version("onnxruntime")},
        "taggers": [
            {
                "name": tagger.name,
                "version": tagger.version,
                "seconds": round(pace.seconds, 3),
                "words_per_second": round(pace.words_a_second, 1),
                "sub_words_per_second": None if pace.pieces_a_second is None else round(pace.pieces_a_second, 1),
            }
            for pace, tagger in zip(found, taggers, strict=True)
        ],
    }


__all__ = ["Pace", "Score", "documents_of", "paces", "rows_of", "score", "short", "table", "tagging", "tagging_speed"]
