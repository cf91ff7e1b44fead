"""Average-linkage clustering, and bridges between the clusters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def clusters(likeness: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Join what is alike on average, the most alike first, until nothing is alike enough.

    The tree of joins is built by chains of nearest neighbours (Murtagh 1983, "A survey of recent advances in
    hierarchical clustering algorithms"), in time and memory that grow with the square of the number of items.

    Args:
        likeness: Symmetric matrix.
        threshold: The mean likeness between two groups from which they are one.

    Returns:
        Groups of row numbers, each in order, ordered by their first.
    """
    count = len(likeness)
    parent = list(range(count))

    def find(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for height, left, right in sorted(_joins(likeness), key=lambda join: (-join[0], join[1], join[2])):
        if height >= threshold:
            one, other = sorted((find(left), find(right)))
            parent[other] = one
    groups: dict[int, list[int]] = {}
    for item in range(count):
        groups.setdefault(find(item), []).append(item)
    return list(groups.values())


def bridged(groups: list[list[int]], likeness: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Join groups whose members each find somebody like them in the other group.

    A chain of events is told in parts: the report of its end is unlike that of its beginning, which keeps their
    mean likeness low, but both are like the reports that tell of the whole.

    Args:
        groups: Groups of row numbers.
        likeness: Symmetric matrix.
        threshold: The likeness of a member to its nearest in the other group, on average over each of the two
            groups and then over both, from which they are one.

    Returns:
        Groups of row numbers, each in order, ordered by their first.
    """
    groups = [list(group) for group in groups]
    while (best := _best_bridge(groups, likeness, threshold)) is not None:
        _, one, other = best
        groups[one] = sorted(groups[one] + groups[other])
        del groups[other]
    return sorted(groups)


def _best_bridge(
    groups: list[list[int]], likeness: NDArray[np.float64], threshold: float
) -> tuple[float, int, int] | None:
    owner = np.empty(len(likeness), dtype=np.int64)
    for number, group in enumerate(groups):
        owner[group] = number
    rows, columns = np.nonzero(likeness >= threshold)
    met = {(int(one), int(other)) for one, other in zip(owner[rows], owner[columns], strict=True) if one < other}
    found = []
    for one, other in met:
        part = likeness[np.ix_(groups[one], groups[other])]
        nearest = float(part.max(axis=0).mean() + part.max(axis=1).mean()) / 2
        if nearest >= threshold:
            found.append((nearest, one, other))
    return max(found, key=lambda bridge: (bridge[0], -bridge[1], -bridge[2]), default=None)


def _joins(likeness: NDArray[np.float64]) -> list[tuple[float, int, int]]:
    """(mean likeness, row of one group, row of the other) of every join, in any order."""
    table = likeness.astype(np.float64, copy=True)
    np.fill_diagonal(table, -np.inf)
    sizes = np.ones(len(table))
    left = set(range(len(table)))
    chain: list[int] = []
    joins: list[tuple[float, int, int]] = []
    while len(left) > 1:
        if not chain:
            chain.append(min(left))
        tip = chain[-1]
        nearest = int(np.argmax(table[tip]))
        if len(chain) > 1 and table[tip, chain[-2]] >= table[tip, nearest]:
            one, other = sorted((chain.pop(), chain.pop()))
            joins.append((float(table[one, other]), one, other))
            _merge(table, sizes, one, other)
            left.discard(other)
        else:
            chain.append(nearest)
    return joins


def _merge(table: NDArray[np.float64], sizes: NDArray[np.float64], one: int, other: int) -> None:
    """Put the second group into the first: likeness to a union is the mean over its members."""
    whole = sizes[one] + sizes[other]
    row = (sizes[one] * table[one] + sizes[other] * table[other]) / whole
    sizes[one] = whole
    row[one] = row[other] = -np.inf
    table[one, :] = table[:, one] = row
    table[other, :] = table[:, other] = -np.inf


__all__ = ["bridged", "clusters"]
