"""From ties between any two texts to a forest: from which one text each was mainly made."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whomet.sources.directions import Direction
from whomet.sources.ties import Tie

#: Steps of the share of two texts within which ties are about as strong. Of 10 and 5 the latter tells more directions
#: right on made articles (two sets of names and edits) and costs no pair.
STEPS = 5


@dataclass(frozen=True, slots=True)
class Branch:
    """One text made from another.

    Attributes:
        tie: What they share.
        above, below: File of the earlier text and of the one made from it. Where nothing tells which is which, they
            only say along which way the forest is walked.
        direction: What tells.
    """

    tie: Tie
    above: str
    below: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Forest:
    """The texts with what each was made from.

    Attributes:
        main: At most one branch into each text: from the text that it shares most with.
        further: Branches from further texts that the main one does not hang together with, strongest first; of a text
            that takes from several.
    """

    main: tuple[Branch, ...]
    further: tuple[Branch, ...]


def grow(
    ties: Iterable[Tie], files: Sequence[str], direct: Callable[[Tie], Direction], dated: Callable[[Tie], bool]
) -> Forest:
    """Choose for every text the one that it was mainly made from, the strongest ties first (Kruskal 1956).

    A tie of two texts that hang together already says nothing new. A tie whose direction is known is the main one of
    the later text, unless that has one. A tie whose direction is unknown is the main one of either of the two, so
    that of all texts that hang together by such ties all but one have their main tie, and this one may still be made
    from another text: which of the two it is does not matter, and their names decide nothing.

    Args:
        ties: What any two texts share; those that depend on each other.
        files: All texts, in order of preference where one must stand for others that cannot be told apart.
        direct: Tells which of two is the earlier.
        dated: Tells, at little cost, whether credits and times say so; of ties about as strong these come first.

    Returns:
        The forest.
    """
    together, equals = _Joined(files), _Joined(files)
    made: dict[str, bool] = defaultdict(bool)
    main: list[tuple[Tie, Direction]] = []
    further: list[tuple[Tie, Direction]] = []
    for tie in sorted(ties, key=lambda tie: _strength(tie, dated(tie))):
        if together.find(tie.left) == together.find(tie.right):
            continue
        direction = direct(tie)
        left, right = equals.find(tie.left), equals.find(tie.right)
        if direction.first is None:
            if made[left] and made[right]:
                further.append((tie, direction))
                continue
            made[equals.join(left, right)] = made[left] or made[right]
        else:
            below = right if direction.first == tie.left else left
            if made[below]:
                further.append((tie, direction))
                continue
            made[below] = True
        together.join(tie.left, tie.right)
        main.append((tie, direction))
    return Forest(tuple(_walked(main, files)), tuple(_branch(tie, direction, tie.left) for tie, direction in further))


def _strength(tie: Tie, dated: bool) -> tuple[bool, bool, int, bool, float, float, str, str]:
    """Printing the same words weighs most, then naming the source, then how much is shared."""
    about, exact = -round(tie.shared * STEPS), -round(tie.shared, 3)
    return tie.kind != "copy", tie.credited is None, about, not dated, exact, -tie.size, tie.left, tie.right


def _branch(tie: Tie, direction: Direction, above: str) -> Branch:
    above = direction.first or above
    return Branch(tie, above, tie.right if above == tie.left else tie.left, direction)


def _walked(main: Sequence[tuple[Tie, Direction]], files: Sequence[str]) -> list[Branch]:
    """The chosen ties as branches, walked from the first text of each tree downwards, in order of the text below."""
    touching: dict[str, list[tuple[Tie, Direction]]] = defaultdict(list)
    below: set[str] = set()
    open_: dict[str, set[str]] = defaultdict(set)
    for tie, direction in main:
        touching[tie.left].append((tie, direction))
        touching[tie.right].append((tie, direction))
        if direction.first is None:
            open_[tie.left].add(tie.right)
            open_[tie.right].add(tie.left)
        else:
            below.add(tie.right if direction.first == tie.left else tie.left)
    found: dict[str, Branch] = {}
    seen: set[str] = set()
    for root in _roots(files, open_, below):
        waiting = deque([root])
        seen.add(root)
        while waiting:
            file = waiting.popleft()
            for tie, direction in touching[file]:
                other = tie.right if file == tie.left else tie.left
                if other not in seen:
                    seen.add(other)
                    found[other] = _branch(tie, direction, file)
                    waiting.append(other)
    return [found[file] for file in sorted(found)]


def _roots(files: Sequence[str], open_: Mapping[str, set[str]], below: set[str]) -> list[str]:
    """Of every group of texts that cannot be told apart and of which none was made from another, the first one."""
    roots, seen = [], set()
    for file in files:
        if file in seen:
            continue
        group, waiting = {file}, [file]
        while waiting:
            for other in open_.get(waiting.pop(), ()):
                if other not in group:
                    group.add(other)
                    waiting.append(other)
        seen |= group
        if not group & below:
            roots.append(file)
    return roots


class _Joined:
    """Which files hang together.

    Args:
        files: All of them.
    """

    def __init__(self, files: Iterable[str]) -> None:
        self._above = {file: file for file in files}

    def find(self, file: str) -> str:
        """The file that stands for those that hang together with this one."""
        while self._above[file] != file:
            self._above[file] = self._above[self._above[file]]
            file = self._above[file]
        return file

    def join(self, left: str, right: str) -> str:
        """Let two hang together, and give the file that stands for them."""
        one, other = sorted((self.find(left), self.find(right)))
        self._above[other] = one
        return one


__all__ = ["Branch", "Forest", "grow"]
