"""Which things are one and which are two, as decided one after the other: what was said last holds."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import Generic, TypeVar

_Node = TypeVar("_Node", bound=Hashable)


class Ties(Generic[_Node]):
    """Groups that are one, and pairs of groups that are two.

    Attributes:
        together: Groups, none of which share a node.
        apart: Pairs of groups, in the order in which they were told apart.
    """

    def __init__(self) -> None:
        self.together: list[frozenset[_Node]] = []
        self.apart: list[tuple[frozenset[_Node], frozenset[_Node]]] = []

    def merge(self, nodes: Collection[_Node]) -> None:
        """Some are one, with all that each of them was one with."""
        if not nodes:
            return
        touched = [group for group in self.together if not group.isdisjoint(nodes)]
        whole = frozenset(nodes).union(*touched)
        self.together = [group for group in self.together if group.isdisjoint(nodes)] + [whole]
        self.apart = [
            (left, right) for one, other in self.apart for left, right in _parted(one, other, whole) if left and right
        ]

    def split(self, rest: Collection[_Node], off: Collection[_Node]) -> None:
        """Some are another one than the rest, and one among themselves."""
        away = frozenset(off)
        here = frozenset(rest) - away
        if not away:
            return
        self.together = [part for group in self.together for part in (group - away, group & away) if len(part) > 1]
        self.together = [group for group in self.together if group.isdisjoint(away)] + [away]
        if here:
            self.apart.append((here, away))


def _parted(
    one: frozenset[_Node], other: frozenset[_Node], whole: frozenset[_Node]
) -> list[tuple[frozenset[_Node], frozenset[_Node]]]:
    """What still holds of two groups being two when some of both were told to be one."""
    if one.isdisjoint(whole) or other.isdisjoint(whole):
        return [(one, other)]
    return [(one - whole, other), (one & whole, other - whole)]


__all__ = ["Ties"]
