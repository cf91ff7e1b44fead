"""Windows: which documents are concluded together, a function of the set of documents and of nothing else.

Ties between documents (how likely two tell of one story) hang on the two alone. Of all ties the strongest forest is
kept: with its edges alone everything hangs together that hangs together by any, and a new document changes it by its
own ties only. Joined from the strongest tie down, the forest is a tree of ever larger parts (single linkage); a window
is the largest part that is small enough. So a document changes the windows that it comes into, and hardly another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

_Key = TypeVar("_Key", int, str)

#: Documents up to which all of a workspace are one window: they are concluded in about the time that is allowed for
#: one more article (17 ms each).
WHOLE = 100
#: Odds (log) of a tie -> documents of the largest window that it makes. At 2 and more nearly all ties are within one
#: story; from 0 on one story is likelier than two, but names that are in all news chain one to the next. Of 218
#: articles of 38 stories in one folder, all pairs that share a story or a voice in one account lie in one window, and
#: .998 of those that share a meeting; so they do with 40 for all, which has no room for a larger story.
LARGEST: tuple[tuple[float, int], ...] = ((2.0, 60), (0.0, 40))
#: Odds below which nothing is tied.
LEAST = LARGEST[-1][0]


class Tie(NamedTuple):
    """Two documents that may be of one story, by their places in the order of their keys; the lesser place first.

    Attributes:
        odds: Log odds; infinite where they must lie in one window.
        left, right: Places of the documents; keys sort the same however the documents came in.
    """

    odds: float
    left: int
    right: int


def _strength(tie: Tie) -> tuple[float, int, int]:
    """What sorts ties, the strongest first; no two are the same."""
    return -tie.odds, tie.left, tie.right


class Groups(Generic[_Key]):
    """Which keys hang together, by union and find (Tarjan 1975).

    Args:
        keys: Those to begin with, each alone.
    """

    def __init__(self, keys: Iterable[_Key]) -> None:
        self._above: dict[_Key, _Key] = {key: key for key in keys}
        self._size: dict[_Key, int] = dict.fromkeys(self._above, 1)

    def put(self, key: _Key) -> None:
        """Take in a key, alone, unless it is known."""
        if key not in self._above:
            self._above[key] = key
            self._size[key] = 1

    def first(self, key: _Key) -> _Key:
        """What stands for all that hang together with a key."""
        above = self._above
        while (over := above[key]) != key:
            above[key] = above[over]
            key = above[key]
        return key

    def join(self, one: _Key, other: _Key, largest: float = float("inf")) -> bool:
        """Join what two keys stand in, unless it would be too large; whether that was done."""
        left, right = self.first(one), self.first(other)
        if left == right or self._size[left] + self._size[right] > largest:
            return False
        if self._size[left] < self._size[right]:
            left, right = right, left
        self._above[right] = left
        self._size[left] += self._size.pop(right)
        return True

    def all(self) -> list[list[_Key]]:
        """All groups, each sorted, in order of their first."""
        found: dict[_Key, list[_Key]] = {}
        for key in sorted(self._above):
            found.setdefault(self.first(key), []).append(key)
        return list(found.values())


def forest(count: int, ties: Iterable[Tie]) -> list[Tie]:
    """The strongest forest (Kruskal 1956), strongest tie first.

    Since no two ties are equally strong there is but one; and that of a forest with more ties is that of all of them.

    Args:
        count: How many documents there are.
        ties: Between them, in any order.
    """
    groups = Groups(range(count))
    return [tie for tie in sorted(ties, key=_strength) if groups.join(tie.left, tie.right)]


def cut(
    count: int,
    ties: Iterable[Tie],
    whole: int = WHOLE,
    largest: Sequence[tuple[float, int]] = LARGEST,
) -> list[list[int]]:
    """Cut a forest into windows.

    What would be too large by a tie is not joined by it, nor by any weaker one: a part that could have gone with
    several would go with another one whenever one more document came to one of them, and so on from window to window.

    Args:
        count: How many documents there are.
        ties: What `forest` gave, in that order.
        whole: Documents up to which there is one window.
        largest: Odds of a tie, falling -> documents of the largest window that it makes.

    Returns:
        The places of the documents of every window, sorted, in order of their first. Who must lie in one window does,
        however large.
    """
    if count <= whole:
        return [list(range(count))] if count else []
    groups = Groups(range(count))
    done: set[int] = set()
    for tie in ties:
        size = float("inf") if tie.odds == float("inf") else _largest(tie.odds, largest)
        left, right = groups.first(tie.left), groups.first(tie.right)
        if left in done or right in done or not groups.join(left, right, size):
            done |= {left, right}
    return groups.all()


def _largest(odds: float, largest: Sequence[tuple[float, int]]) -> int:
    return next((size for least, size in largest if odds >= least), 0)


__all__ = ["LARGEST", "LEAST", "WHOLE", "Groups", "Tie", "cut", "forest"]
