"""Which of many sets share members, without holding every set against every other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = NDArray[np.int64]

#: Pairs counted at once, so that memory stays bounded (16 bytes each).
_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Common:
    """Pairs of sets that share members.

    Attributes:
        left, right: Numbers of the sets, the smaller one left; every pair once, in order.
        count: Members in common, of those that no more than `crowd` sets hold.
        crowded: For every member that more sets hold, the numbers of its holders in order; each group once.
    """

    left: Rows
    right: Rows
    count: Rows
    crowded: tuple[Rows, ...]


def in_common(sets: Sequence[NDArray[np.uint32]], crowd: int) -> Common:
    """Count the members that sets have in common, by lists of the holders of each member.

    Args:
        sets: Members of each set, none twice.
        crowd: Longest list of which all pairs are counted. A list of n holders has n * (n - 1) / 2 pairs, so
            that a thousand texts with one sentence in common would cost as much as all others together.

    Returns:
        The pairs, and the longer lists for the caller to deal with; time and memory grow with the members.
    """
    sizes = [len(members) for members in sets]
    members = np.concatenate(sets) if sets else np.zeros(0, dtype=np.uint32)
    holders = np.repeat(np.arange(len(sets), dtype=np.int32), sizes)
    order = np.argsort(members, kind="stable")
    members, holders = members[order], holders[order]
    begins = np.flatnonzero(np.concatenate(([True], members[1:] != members[:-1]))) if len(members) else members
    lengths = np.diff(np.append(begins, len(members)))
    found = _Counts(len(sets))
    for length in range(2, crowd + 1):
        starts = begins[lengths == length]
        step = max(1, _AT_ONCE // length**2)
        for first in range(0, len(starts), step):
            found.add(holders[starts[first : first + step, None] + np.arange(length)])
    long = lengths > crowd
    groups = {holders[at : at + size].tobytes() for at, size in zip(begins[long], lengths[long], strict=True)}
    crowded = tuple(np.frombuffer(group, dtype=np.int32).astype(np.int64) for group in sorted(groups))
    left, right, count = found.pairs()
    return Common(left, right, count, crowded)


class _Counts:
    """How often every pair was seen; pairs are numbers, so that a million of them fit."""

    def __init__(self, size: int) -> None:
        self._size = max(1, size)
        self._waiting: list[tuple[Rows, Rows]] = []
        self._held = 0

    def add(self, lists: NDArray[np.int32]) -> None:
        """Count all pairs of every row, whose numbers ascend."""
        if not len(lists):
            return
        rows, times = np.unique(lists, axis=0, return_counts=True)
        one, other = np.triu_indices(lists.shape[1], 1)
        pairs = rows[:, one].astype(np.int64) * self._size + rows[:, other]
        self._waiting.append(_summed(pairs.ravel(), np.repeat(times, len(one)).astype(np.int64)))
        self._held += len(self._waiting[-1][0])
        if self._held > _AT_ONCE:
            self._merge()

    def pairs(self) -> tuple[Rows, Rows, Rows]:
        """Left, right and count of every pair, in order."""
        self._merge()
        codes, counts = self._waiting[0] if self._waiting else (np.zeros(0, np.int64), np.zeros(0, np.int64))
        return codes // self._size, codes % self._size, counts

    def _merge(self) -> None:
        if len(self._waiting) > 1:
            codes, counts = (np.concatenate(part) for part in zip(*self._waiting, strict=True))
            self._waiting = [_summed(codes, counts)]
        self._held = 0


def _summed(codes: Rows, counts: Rows) -> tuple[Rows, Rows]:
    different, place = np.unique(codes, return_inverse=True)
    return different, np.bincount(place, weights=counts, minlength=len(different)).astype(np.int64)


def stars(crowded: Sequence[Rows], fullness: NDArray[np.int64], hubs: int) -> Iterator[tuple[int, int]]:
    """Pairs that hang every crowd together: each with the first and with the fullest of it, and with the next fuller.

    Args:
        crowded: Groups of numbers in order; the first of a group are the ones that stand for it.
        fullness: For every number how much it holds.
        hubs: With how many of the first, and how many of the fullest, everybody is paired.

    Yields:
        Pairs, the smaller number first, some of them more than once; their number grows with that of the holders.
    """
    for group in crowded:
        by_fullness = group[np.argsort(-fullness[group], kind="stable")]
        for hub in {*group[:hubs].tolist(), *by_fullness[:hubs].tolist()}:
            yield from ((min(hub, one), max(hub, one)) for one in group.tolist() if one != hub)
        chain = by_fullness.tolist()
        yield from ((min(pair), max(pair)) for pair in pairwise(chain))


__all__ = ["Common", "in_common", "stars"]
