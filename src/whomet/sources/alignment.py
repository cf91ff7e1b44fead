"""Sentences of two texts that say the same, in the same order, in whatever language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Likeness (cosine) below which two sentences have nothing to do with each other, and above which one says all
#: that the other says; between them the share told rises evenly.
UNLIKE = 0.45
SAME = 0.80


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best pairing of two texts' sentences that keeps their order.

    Attributes:
        pairs: (sentence of the left text, sentence of the right text, how much of one the other tells, 0 to 1).
        left, right: Numbers of sentences.
    """

    pairs: tuple[tuple[int, int, float], ...]
    left: int
    right: int

    @property
    def told(self) -> float:
        """How many sentences' worth of telling the two share."""
        return sum(weight for _, _, weight in self.pairs)

    @property
    def share(self) -> float:
        """Share of the shorter text that the other tells too."""
        return self.told / max(1, min(self.left, self.right))

    @property
    def share_of_longer(self) -> float:
        """Share of the longer text that the other tells too."""
        return self.told / max(1, self.left, self.right)


def align(left: NDArray[np.float32], right: NDArray[np.float32]) -> Alignment:
    """Pair the sentences of two texts so that they tell as much as possible in the same order.

    Args:
        left, right: Vectors of the sentences, one row each, in order.

    Returns:
        The monotone alignment of the greatest sum (Needleman and Wunsch 1970, without costs of gaps).
    """
    if not len(left) or not len(right):
        return Alignment((), len(left), len(right))
    gains = np.clip((left @ right.T - UNLIKE) / (SAME - UNLIKE), 0.0, 1.0).astype(np.float64)
    best = np.zeros((len(left) + 1, len(right) + 1))
    for row in range(len(left)):
        through = best[row, :-1] + gains[row]
        best[row + 1, 1:] = np.maximum.accumulate(np.maximum(best[row, 1:], through))
    return Alignment(_path(gains, best), len(left), len(right))


def _path(gains: NDArray[np.float64], best: NDArray[np.float64]) -> tuple[tuple[int, int, float], ...]:
    pairs = []
    row, column = gains.shape
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column, float(gains[row, column])))
    return tuple(reversed(pairs))
