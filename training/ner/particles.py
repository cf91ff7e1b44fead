"""Sub-words that hold the end of a word together with a particle written onto it are given up.

Labels are given to sub-words, so that a name cannot end inside one: of "수는" either both letters belong to a person or
none. Where Korean and Japanese particles and the Chinese 的 are a piece of their own, names end before them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WITH_PARTICLE = re.compile(
    r"▁?[가-힣]+(?:[은는을를가의와과에]|에서|에게|으로|부터|까지)"  # 이, 도, 로 and 만 as often end a name or its noun
    r"|▁?.*[一-鿿々ァ-ヶー](?:の|的)"
)
GIVEN_UP = -10_000.0
"""A score so low that a piece is taken only where a letter before the particle has no piece of its own."""


def apart(pieces: Sequence[str], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores by which particles become pieces of their own.

    Args:
        pieces: The sub-word pieces.
        scores: Log probability of each.

    Returns:
        The scores, very low for pieces that join a particle to what stands before it.
    """
    given_up = [WITH_PARTICLE.fullmatch(piece) is not None for piece in pieces]
    return np.where(given_up, np.float32(GIVEN_UP), scores)
