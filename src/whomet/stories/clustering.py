"""Joining groups of articles, the most alike first, along a sparse graph of who may be alike."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence

from whomet.stories.siblings import Groups

#: Log odds from which two groups are one story: even odds, as the weights were fitted.
SAME_STORY = 0.0
#: Log odds below which two groups are no neighbours any more, whatever joins them: with -2 the stories of two public
#: sets of English articles, of parallel texts and of stories in one folder are the same as when all stay neighbours.
HOPELESS = -2.0


def components(links: Sequence[Collection[int]]) -> list[list[int]]:
    """Who hangs together, however long the chain.

    Args:
        links: For every node its neighbours, both ways.

    Returns:
        Groups of nodes, each in order, ordered by their first.
    """
    found: list[list[int]] = []
    seen: set[int] = set()
    for first in range(len(links)):
        if first not in seen:
            reached, open_ends = {first}, [first]
            while open_ends:
                fresh = set(links[open_ends.pop()]) - reached
                reached |= fresh
                open_ends.extend(fresh)
            seen |= reached
            found.append(sorted(reached))
    return found


def joined(groups: Groups, links: Sequence[Collection[int]], tied: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Join groups until no two neighbours are likely to be one story.

    After every join the new group is held against all neighbours of both: what was alike by one article alone may
    turn out to be another story, and the other way round. Nobody else is looked at, so that the work grows with the
    links and not with the square of the articles; and who is hopelessly unlike is not looked at again.

    Args:
        groups: One for every article; they are used up.
        links: For every article those that may be of one story with it, both ways.
        tied: Articles that are one story whatever they are like.

    Returns:
        Groups of row numbers, each in order, ordered by their first.
    """
    near = [set(each) for each in links]
    rounds = [0] * len(near)
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, others: Sequence[int]) -> None:
        if others:
            for other, odds in zip(others, groups.odds(one, others).tolist(), strict=True):
                if odds < HOPELESS:
                    near[one].discard(other)
                    near[other].discard(one)
                elif odds >= SAME_STORY:
                    first, second = sorted((one, other))
                    heapq.heappush(heap, (-odds, first, second, rounds[first], rounds[second]))

    def join(one: int, other: int) -> None:
        groups.join(one, other)
        rounds[one] += 1
        rounds[other] = -1
        for neighbour in near[other]:
            near[neighbour].discard(other)
            near[neighbour].add(one)
        near[one] = (near[one] | near[other]) - {one, other}
        near[other] = set()

    _tie(tied, len(near), join)
    for one in range(len(near)):
        offer(one, sorted(other for other in near[one] if other > one))
    while heap:
        _, one, other, *seen = heapq.heappop(heap)
        if seen == [rounds[one], rounds[other]]:
            join(one, other)
            offer(one, sorted(near[one]))
    return sorted(groups.members[one] for one, done in enumerate(rounds) if done >= 0)


def _tie(pairs: Iterable[tuple[int, int]], count: int, join: Callable[[int, int], None]) -> None:
    """Join what is tied, each set to its first."""
    parent = list(range(count))

    def first(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        left, right = sorted((first(one), first(other)))
        if left != right:
            join(left, right)
            parent[right] = left


__all__ = ["SAME_STORY", "components", "joined"]
