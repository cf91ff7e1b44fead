"""The packaged tagger: a multilingual encoder with a label head, run by onnxruntime on the CPU."""

from __future__ import annotations

import json
import os
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import onnxruntime

from whomet.memory import Memory
from whomet.tagging.decoding import LABELS, decode
from whomet.tagging.plugs import TaggerError
from whomet.tagging.spans import without_surrogates
from whomet.tagging.vocabulary import build_tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from whomet.tagging.spans import TaggedSpan

MODEL_FOLDER: Final = Path(__file__).parent / "model"
SETTINGS_FILE: Final = "model.json"
GRAPH_FILE: Final = "tagger.onnx"
TABLE_FILE: Final = "words.q4"
PIECES_FILE: Final = "pieces.txt"
SCORES_FILE: Final = "scores.f32"

BLOCK_WEIGHTS: Final = 32
BLOCK_BYTES: Final = 18

WINDOW: Final = 126
"""Sub-words the network sees at once: with the two special pieces 128. Tuned on up to 96, pre-trained on up to 512;
most sentences fit, and the cost of attention grows with the square of the window."""

OVERLAP: Final = 40
"""Sub-words that two neighbouring windows share, so that every sub-word has at least 20 on both sides."""

BATCH: Final = 256
"""Sub-words that are run at once at most, of one window or several. The matrices are read from memory once for each
run: 256 take 4 % less time than 160, and 384 or 512 no less."""

REMEMBERED: Final = 8_192
"""Texts whose spans are kept, some MiB: outlets print each other's sentences."""

_Cut: TypeAlias = tuple[int, tuple[int, int, int, int]]
"""Which text, and a window of it."""


class ModelMissingError(TaggerError):
    """The model's files are not where they should be."""


class EncoderTagger:
    """Finds names with the packaged encoder, about 23 million weights in 8 bits."""

    name: Final = "encoder"

    def __init__(self, folder: Path = MODEL_FOLDER, threads: int = 2, remembered: int = REMEMBERED) -> None:
        """Loads the model.

        Args:
            folder: Where the model's files lie.
            threads: Threads that the network's arithmetic may use.
            remembered: Texts whose spans are kept.
        """
        for file in (SETTINGS_FILE, GRAPH_FILE, TABLE_FILE, PIECES_FILE, SCORES_FILE):
            if not (folder / file).is_file():
                raise ModelMissingError(
                    f"the name tagger's file {folder / file} is missing: the package is incomplete; install it"
                    " again, or make the model with the scripts in training/ner"
                )
        settings: dict[str, Any] = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
        self._version = str(settings["version"])
        self._width = int(settings["width"])
        self._begin, self._end = int(settings["begin"]), int(settings["end"])
        pieces = (folder / PIECES_FILE).read_text(encoding="utf-8").split("\n")
        scores = np.fromfile(folder / SCORES_FILE, "<f4").tolist()
        self._tokenizer = build_tokenizer(pieces, scores, int(settings["unknown"]))
        row_bytes = self._width // BLOCK_WEIGHTS * BLOCK_BYTES
        self._table = np.memmap(folder / TABLE_FILE, np.uint8, "r").reshape(len(pieces), row_bytes)
        self._session = _session(folder / GRAPH_FILE, threads)
        self._known: Memory[list[TaggedSpan]] = Memory(remembered)

    @property
    def version(self) -> str:
        """Version of the weights."""
        return self._version

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The spans of every text, in the order of the texts.

        Args:
            texts: Sentences, or short stretches of running text, of any language.

        Returns:
            One list of spans for each text.
        """
        return [list(spans) for spans in self._known.values(texts, self._tagged)]

    def _tagged(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The spans of texts that were not tagged before."""
        clean = [without_surrogates(text) for text in texts]
        encodings = self._tokenizer.encode_batch(clean, add_special_tokens=False)
        scores = self._scores([encoding.ids for encoding in encodings])
        return [
            decode(text, encoding.offsets, logits)
            for text, encoding, logits in zip(clean, encodings, scores, strict=True)
        ]

    def pieces(self, texts: Sequence[str]) -> int:
        """How many sub-words texts have.

        Args:
            texts: The texts.

        Returns:
            Their number, without the special pieces.
        """
        clean = [without_surrogates(text) for text in texts]
        return sum(len(each.ids) for each in self._tokenizer.encode_batch(clean, add_special_tokens=False))

    def _scores(self, texts: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
        """Label scores of every sub-word of every text, from as many windows as it takes.

        Windows are run together, one behind the other, which is faster and changes nothing: the network rounds with
        fixed scales and there is no padding, so that a window's scores are the same to the last bit whatever stands
        beside it.
        """
        scores = [np.zeros((len(ids), LABELS), np.float32) for ids in texts]
        cut = [(text, window) for text, ids in enumerate(texts) for window in windows(len(ids))]
        for group in _groups(cut, BATCH):
            logits = self._run([texts[text][start:end] for text, (start, end, _, _) in group])
            for (text, (start, _, first, last)), rows in zip(group, logits, strict=True):
                scores[text][first:last] = rows[first - start : last - start]
        return scores

    def _run(self, group: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
        """Label scores of some windows."""
        lengths = np.array([len(ids) + 2 for ids in group])
        embedded = self._embedded([piece for ids in group for piece in (self._begin, *ids, self._end)])[None]
        places = np.concatenate([np.arange(length) for length in lengths])
        given = {"embedded": embedded, "places": places, "lengths": lengths}
        logits: NDArray[np.float32] = self._session.run(None, given)[0][0]
        return [rows[1:-1] for rows in np.split(logits, np.cumsum(lengths)[:-1])]

    def _embedded(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Rows of the word table: blocks of 32 weights, a float16 scale and 16 bytes of two 4-bit values."""
        blocks = self._table[np.asarray(ids)].reshape(len(ids), -1, BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
        nibbles = blocks[:, :, 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        return (values * scales).reshape(len(ids), self._width)


def _groups(cut: Sequence[_Cut], most: int) -> Iterator[list[_Cut]]:
    """Windows in groups of up to so many sub-words, in their order; a longer window is a group by itself."""
    group: list[_Cut] = []
    filled = 0
    for text, window in cut:
        length = window[1] - window[0]
        if group and filled + length > most:
            yield group
            group, filled = [], 0
        group.append((text, window))
        filled += length
    if group:
        yield group


def make(model: str | None) -> EncoderTagger:
    """Loads the packaged model, or another that was made alike.

    Args:
        model: Folder of the other model.

    Returns:
        The tagger.

    Raises:
        ModelMissingError: A file of the model is missing.
    """
    return EncoderTagger(MODEL_FOLDER if model is None else Path(model), _threads())


def _threads() -> int:
    """Two threads where there are two cores: a third is no faster. A worker process has one core for itself."""
    allowed = getattr(os, "sched_getaffinity", None)
    cores = len(allowed(0)) if allowed else os.cpu_count() or 1
    return 1 if parent_process() is not None else min(2, cores)


def windows(length: int) -> Iterator[tuple[int, int, int, int]]:
    """Cuts a long row of sub-words into overlapping windows.

    Args:
        length: How many sub-words there are.

    Yields:
        Start and end of a window, and start and end of the part of it whose labels count: up to the middle of the
        overlap with its neighbours.
    """
    start = first = 0
    while first < length:
        end = min(length, start + WINDOW)
        last = length if end == length else end - OVERLAP // 2
        yield start, end, first, last
        first = last
        start = end - OVERLAP


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is written as it is to be run: it stays the same whatever the optimiser of a release puts in its place.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Idle threads that spin would take the processor from the rest of the pipeline.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
