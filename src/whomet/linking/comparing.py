"""Names worked out many at once: in this process, or ahead of their use in those of an executor.

What comparing two names tells depends on the two strings alone, so it makes no difference where it is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from whomet.linking import keys, names

Pair: TypeAlias = tuple[str, str]
_T = TypeVar("_T")
_Answer = TypeVar("_Answer")

#: Pairs of names in one task: half a second of work, so that to send them costs little and the tasks end evenly.
PAIRS = 2_000
#: Pairs up to which it is not worth while to send them: those of one article.
FEW = 500
#: Names whose keys are one task.
NAMES = 1_000


def compared(pairs: Sequence[Pair]) -> list[tuple[float, bool]]:
    """What comparing some names of people tells: their likeness, and whether they share a distinctive part.

    Args:
        pairs: Pairs of names in any scripts, the lesser first.
    """
    names.prepare(pairs)
    return [(names.likeness(x, y), names.share_a_part(x, y)) for x, y in pairs]


def keyed(forms: Sequence[str]) -> list[tuple[str, ...]]:
    """The blocking keys of some names."""
    return [keys.block_keys(form) for form in forms]


@dataclass
class Pending:
    """Pairs of names that are being compared elsewhere, or will be here."""

    pairs: list[Pair]
    tasks: list[tuple[list[Pair], Future[list[tuple[float, bool]]]]] = field(default_factory=list)


class Comparer:
    """Compares names of people.

    Args:
        executor: Works on other processors; None: everything is done here, when it is wanted.
    """

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor

    @property
    def ahead(self) -> int:
        """How many batches may be begun before the first of them is wanted."""
        return 3 if self._executor else 0

    def begin(self, pairs: Iterable[Pair]) -> Pending:
        """Have some names compared, the lesser of each pair first; the answer is wanted later."""
        found = sorted(set(pairs))
        if self._executor is None or len(found) < FEW:
            return Pending(found)
        fresh = [pair for pair in found if not names.is_known(pair)]
        return Pending(fresh, self._submit(compared, _parts(fresh, PAIRS)))

    def end(self, pending: Pending) -> None:
        """See to it that `names.likeness` and `names.share_a_part` know some pairs."""
        if pending.tasks:
            for part, told in _answers(compared, pending.tasks):
                names.remember(zip(part, told, strict=True))
        else:
            names.prepare(pending.pairs)

    def file(self, forms: Iterable[str]) -> None:
        """See to it that `keys.block_keys` knows some names; nothing is done where there is no executor."""
        if self._executor is not None:
            for part, told in _answers(keyed, self._submit(keyed, _parts(sorted(set(forms)), NAMES))):
                keys.remember(zip(part, told, strict=True))

    def _submit(
        self, function: Callable[[Sequence[_T]], list[_Answer]], parts: Iterable[list[_T]]
    ) -> list[tuple[list[_T], Future[list[_Answer]]]]:
        executor = self._executor
        return [(part, executor.submit(function, part)) for part in parts] if executor else []


def _parts(found: list[_T], size: int) -> list[list[_T]]:
    return [found[begin : begin + size] for begin in range(0, len(found), size)]


def _answers(
    function: Callable[[Sequence[_T]], list[_Answer]], tasks: list[tuple[list[_T], Future[list[_Answer]]]]
) -> Iterator[tuple[list[_T], list[_Answer]]]:
    """The answers of some tasks; those that nobody has begun are done here meanwhile, the last one first."""
    waiting = []
    for part, task in reversed(tasks):
        if task.cancel():
            yield part, function(part)
        else:
            waiting.append((part, task))
    yield from ((part, task.result()) for part, task in reversed(waiting))


__all__ = ["Comparer", "Pending", "compared", "keyed"]
