"""Rows of articles without texts, for tests of what joins them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from whomet.stories.siblings import Row, Sparse

DIMENSIONS = 4


def sparse(keys: Sequence[int]) -> Sparse:
    """Keys of equal weight, of length 1."""
    ids = np.array(sorted(set(keys)), dtype=np.int32)
    return ids, np.full(len(ids), 1.0 / np.sqrt(max(1, len(ids))))


def row(
    words: Sequence[int],
    names: Sequence[int] = (),
    numbers: Sequence[int] = (),
    meaning: Sequence[float] = (1, 0, 0, 0),
    day: int | None = None,
    language: str = "en",
) -> Row:
    """An article that says the same in its headline and its text."""
    gist = np.array(meaning, dtype=np.float32)
    gist = gist / max(float(np.linalg.norm(gist)), 1e-9)
    return Row(language, day, gist, gist, sparse(words), sparse(words), sparse(names), sparse(numbers))
