"""Names worked out many at once: in this process, or ahead of their use in those of an executor.

What comparing two names tells depends on the two strings alone, so it makes no difference where it is worked out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from whomet.linking import keys, names

Pair: TypeAlias = tuple[str, str]
_T = TypeVar("_T")
_Answer = TypeVar("_Answer")

#: Pairs of names in one task: a quarter of a second of work, so that sending costs little and tasks end evenly.
PAIRS = 1_000
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


@dataclass(eq=False)
class _Task(Generic[_T, _Answer]):
    """Some work that was given away, and is taken back where nobody has begun it.

    Attributes:
        part: What it is about.
        future: Its answer from elsewhere.
        told: Its answer from here.
    """

    function: Callable[[Sequence[_T]], list[_Answer]]
    part: list[_T]
    future: Future[list[_Answer]]
    told: list[_Answer] | None = None

    def take_back(self) -> bool:
        """Do it here if nobody has begun it; whether that was so."""
        if self.told is not None or not self.future.cancel():
            return False
        self.told = self.function(self.part)
        return True

    def answer(self) -> list[_Answer]:
        """What was found, waiting for it if need be."""
        return self.future.result() if self.told is None else self.told


@dataclass
class Pending:
    """Pairs of names that are being compared elsewhere, or will be here."""

    pairs: list[Pair]
    tasks: list[_Task[Pair, tuple[float, bool]]] = field(default_factory=list)


class Comparer:
    """Compares names of people.

    Args:
        executor: Works on other processors; None: everything is done here, when it is wanted.
    """

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        #: What was given away and is not asked for yet, in order.
        self._open: deque[_Task[Any, Any]] = deque()

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
        return Pending(fresh, self._give(self._executor, compared, fresh, PAIRS))

    def end(self, pending: Pending) -> None:
        """See to it that `names.likeness` and `names.share_a_part` know some pairs."""
        for part, told in self._answers(pending.tasks):
            names.remember(zip(part, told, strict=True))
        if not pending.tasks:
            names.prepare(pending.pairs)

    def file(self, forms: Iterable[str]) -> None:
        """See to it that `keys.block_keys` knows some names; nothing is done where there is no executor."""
        if self._executor is not None:
            for part, told in self._answers(self._give(self._executor, keyed, sorted(set(forms)), NAMES)):
                keys.remember(zip(part, told, strict=True))

    def _give(
        self, executor: Executor, function: Callable[[Sequence[_T]], list[_Answer]], found: list[_T], size: int
    ) -> list[_Task[_T, _Answer]]:
        """Give work away, so much at a time."""
        parts = [found[begin : begin + size] for begin in range(0, len(found), size)]
        tasks = [_Task(function, part, executor.submit(function, part)) for part in parts]
        self._open.extend(tasks)
        return tasks

    def _answers(self, tasks: list[_Task[_T, _Answer]]) -> Iterator[tuple[list[_T], list[_Answer]]]:
        """The answers of some tasks, in order; instead of waiting, the last work given away is done here."""
        for task in tasks:
            while task.told is None and not task.future.done():
                if not any(other.take_back() for other in reversed(self._open)):
                    break
            self._open.remove(task)
            yield task.part, task.answer()


__all__ = ["Comparer", "Pending", "compared", "keyed"]
