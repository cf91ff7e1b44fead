from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories_room.rows import row
from whomet.stories.clustering import HOPELESS, SAME_STORY, components, joined
from whomet.stories.siblings import Groups, Row

rows = st.builds(
    row,
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.integers(10, 13), max_size=2),
    meaning=st.tuples(*[st.integers(0, 2)] * 4),
    day=st.none() | st.integers(738_000, 738_100),
    language=st.sampled_from(("en", "de")),
)


def everybody(count: int) -> list[set[int]]:
    return [set(range(count)) - {at} for at in range(count)]


def naive(articles: list[Row]) -> list[list[int]]:
    """The same by holding all groups that are not hopelessly unlike against each other again and again."""
    groups = Groups(articles)
    near = set(combinations(range(len(articles)), 2))
    gone: set[int] = set()
    while True:
        costs = {pair: -float(groups.odds(pair[0], [pair[1]])[0]) for pair in near}
        cost, one, other = min(((cost, *pair) for pair, cost in costs.items()), default=(1.0, 0, 0))
        if cost > -SAME_STORY:
            return sorted(members for each, members in enumerate(groups.members) if each not in gone)
        groups.join(one, other)
        gone.add(other)
        kept = (pair for pair, cost in costs.items() if cost <= -HOPELESS and pair != (one, other))
        near = {tuple(sorted(one if each == other else each for each in pair)) for pair in kept}


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=8))
def test_a_queue_finds_what_a_full_search_finds(articles: list[Row]) -> None:
    assert joined(Groups(articles), everybody(len(articles))) == naive(articles)


def test_who_is_hopelessly_unlike_is_not_looked_at_again() -> None:
    alike, other = row([1], names=[10]), row([2], names=[11], meaning=[0.0, 0.0, 0.0, 1.0])
    groups = Groups([alike, alike, other])
    asked: list[tuple[int, list[int]]] = []
    odds = groups.odds
    groups.odds = lambda one, others: (asked.append((one, list(others))), odds(one, others))[1]  # type: ignore[method-assign]
    assert joined(groups, everybody(3)) == [[0, 1], [2]]
    assert asked == [(0, [1, 2]), (1, [2])]


def test_nobody_but_neighbours_is_joined() -> None:
    articles = [row([1], names=[10])] * 3
    assert joined(Groups(articles), everybody(3)) == [[0, 1, 2]]
    assert joined(Groups(articles), [{1}, {0}, set()]) == [[0, 1], [2]]


def test_what_is_tied_is_one_whatever_it_is_like() -> None:
    articles = [row([at], names=[10 + at], meaning=[float(at == axis) for axis in range(4)]) for at in range(4)]
    assert joined(Groups(articles), everybody(4)) == [[0], [1], [2], [3]]
    assert joined(Groups(articles), everybody(4), [(0, 2), (2, 3)]) == [[0, 2, 3], [1]]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_components_part_the_nodes(edges: list[tuple[int, int]]) -> None:
    links: list[set[int]] = [set() for _ in range(10)]
    for one, other in edges:
        links[one].add(other)
        links[other].add(one)
    found = components(links)
    assert sorted(node for group in found for node in group) == list(range(10))
    place = {node: number for number, group in enumerate(found) for node in group}
    assert all(place[one] == place[other] for one, other in edges)
    assert found == sorted(found)
