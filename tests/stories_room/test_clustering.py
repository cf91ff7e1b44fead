from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.stories.clustering import bridged, clusters


def naive(table: np.ndarray, threshold: float) -> list[list[int]]:
    """The same by looking at all pairs of groups again and again."""
    groups = [[at] for at in range(len(table))]
    while len(groups) > 1:
        mean, one, other = max(
            (float(table[np.ix_(groups[a], groups[b])].mean()), -a, -b)
            for a in range(len(groups))
            for b in range(a + 1, len(groups))
        )
        if mean < threshold:
            break
        groups[-one] = sorted(groups[-one] + groups.pop(-other))
    return sorted(groups)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.integers(0, 2**32 - 1), st.floats(0.1, 0.9))
def test_chains_of_neighbours_find_what_a_full_search_finds(count: int, seed: int, threshold: float) -> None:
    table = np.random.default_rng(seed).random((count, count))
    table = (table + table.T) / 2
    assert sorted(clusters(table, threshold)) == naive(table, threshold)


def test_all_alike_is_one_and_all_unlike_are_many() -> None:
    assert clusters(np.ones((4, 4)), 0.5) == [[0, 1, 2, 3]]
    assert clusters(np.zeros((3, 3)), 0.5) == [[0], [1], [2]]


def test_linkage_is_by_the_mean() -> None:
    table = np.array([[1, 0.9, 0.6], [0.9, 1, 0.2], [0.6, 0.2, 1]])
    assert clusters(table, 0.5) == [[0, 1], [2]]
    assert clusters(table, 0.39) == [[0, 1, 2]]


def test_a_report_of_the_whole_bridges_its_parts() -> None:
    table = np.array([[1, 0.9, 0.1, 0.1], [0.9, 1, 0.9, 0.1], [0.1, 0.9, 1, 0.1], [0.1, 0.1, 0.1, 1]])
    assert bridged([[0, 1], [2], [3]], table, 0.7) == [[0, 1, 2], [3]]
    assert bridged([[0, 1], [2], [3]], table, 0.75) == [[0, 1], [2], [3]]


def test_a_bridge_needs_both_sides() -> None:
    table = np.full((5, 5), 0.1) + 0.9 * np.eye(5)
    table[0, 4] = table[4, 0] = 0.9
    assert bridged([[0, 1, 2, 3], [4]], table, 0.7) == [[0, 1, 2, 3], [4]]
