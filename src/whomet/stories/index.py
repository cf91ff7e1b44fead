"""Who of many earlier articles may be of one story with a new one, found without looking at all of them closely."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whomet.stories.siblings import Row, Sparse

#: Articles that are looked up by each of meaning, words and names. With 16 public sets of 345 and 772 articles and
#: parallel texts come out the same as with 32, which did as with 64; a mixed folder of 183 articles no worse.
MOST = 16
#: A word or name that so many articles have finds nobody any more; with 128 the same comes out as with 400.
HOLDERS = 128
#: The latest articles, of which those of a like meaning are looked up; older ones are found by words and names alone.
#: So an article costs the same however many came before.
LATEST = 8192
#: Articles that are compared by meaning at once.
BLOCK = 256


class Index:
    """Articles by their meaning, their rare words and their rare names; it grows as articles come in.

    Args:
        dimensions: Length of the vectors of meaning.
    """

    def __init__(self, dimensions: int) -> None:
        self._gists = np.zeros((0, dimensions), dtype=np.float32)
        self._words, self._names = _Postings(), _Postings()
        self._count = 0

    def add(self, rows: Sequence[Row]) -> list[list[int]]:
        """Look up articles among those before, then put them in, one after the other.

        Args:
            rows: New articles in order of time.

        Returns:
            For every one the numbers of earlier articles that may be alike, in order.
        """
        found = []
        for first in range(0, len(rows), BLOCK):
            block = rows[first : first + BLOCK]
            begin = self._grow(block)
            oldest = max(0, begin - LATEST)
            meanings = self._gists[begin : begin + len(block)] @ self._gists[oldest : begin + len(block)].T
            for at, row in enumerate(block):
                number = begin + at
                past = max(0, number - LATEST)
                near = set((_highest(meanings[at, past - oldest : number - oldest]) + past).tolist())
                for postings, key in ((self._words, row.words), (self._names, row.names)):
                    near.update(postings.nearest(key).tolist())
                    postings.put(key, number)
                found.append(sorted(near))
        return found

    def _grow(self, block: Sequence[Row]) -> int:
        begin = self._count
        self._count += len(block)
        if self._count > len(self._gists):
            wider = np.zeros((2 * self._count, self._gists.shape[1]), dtype=np.float32)
            wider[:begin] = self._gists[:begin]
            self._gists = wider
        self._gists[begin : self._count] = [row.gist for row in block]
        return begin


class _Postings:
    """For every key the articles that have it, and how much it weighs there."""

    def __init__(self) -> None:
        self._holders: dict[int, tuple[array[int], array[float]]] = {}
        self._seats = np.zeros(0, dtype=np.int64)

    def nearest(self, row: Sparse) -> NDArray[np.int64]:
        """The earlier articles that share most of what is rare."""
        parts, shares = [], []
        for key, weight in zip(row[0].tolist(), row[1].tolist(), strict=True):
            held = self._holders.get(key)
            if held is not None and len(held[0]) < HOLDERS:
                parts.append(np.frombuffer(held[0], dtype=np.int64))
                shares.append(np.frombuffer(held[1]) * weight)
        if not parts:
            return np.zeros(0, dtype=np.int64)
        ids = np.concatenate(parts)
        numbers = self._different(ids)
        self._seats[numbers] = np.arange(len(numbers))
        shared = np.asarray(np.bincount(self._seats[ids], np.concatenate(shares), len(numbers)), dtype=np.float64)
        return numbers[shared > 0.0][_highest(shared[shared > 0.0])]

    def _different(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Every number once, rising, by one look at each."""
        least = int(ids.max()) + 1
        if least > len(self._seats):
            self._seats = np.zeros(2 * least, dtype=np.int64)
        places = np.arange(len(ids))
        self._seats[ids] = places
        return np.sort(ids[self._seats[ids] == places])

    def put(self, row: Sparse, number: int) -> None:
        for key, weight in zip(row[0].tolist(), row[1].tolist(), strict=True):
            ids, weights = self._holders.setdefault(key, (array("q"), array("d")))
            if len(ids) < HOLDERS:
                ids.append(number)
                weights.append(weight)


def _highest(likeness: NDArray[np.float32] | NDArray[np.float64]) -> NDArray[np.int64]:
    """Numbers of the highest values; of equal ones (to five digits) the first."""
    if len(likeness) <= MOST:
        return np.arange(len(likeness))
    rounded = np.round(likeness, 5)
    least = np.partition(rounded, -MOST)[-MOST]
    above = np.flatnonzero(rounded > least)
    return np.concatenate((above, np.flatnonzero(rounded == least)[: MOST - len(above)]))


__all__ = ["Index"]
