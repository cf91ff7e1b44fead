"""What was decided on meetings before all evidence: reports that tell of one, that tell of two, that tell of none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from whomet.accounts.reports import Telling


@dataclass(frozen=True, slots=True, order=True)
class ReportRef:
    """One report of a meeting.

    Attributes:
        file: Of the article.
        key: As `Report.key`; where the article has no such report, the one that its characters tell.
        start, end: Document offsets of a passage that tells it.
    """

    file: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Forced:
    """What holds of the reports whatever the evidence says.

    Attributes:
        together: Groups of reports that tell of one meeting.
        apart: Pairs of groups that tell of two.
        left_out: Reports that tell of no meeting.
    """

    together: tuple[frozenset[ReportRef], ...] = ()
    apart: tuple[tuple[frozenset[ReportRef], frozenset[ReportRef]], ...] = ()
    left_out: frozenset[ReportRef] = frozenset()


FREE = Forced()


class Ruled:
    """What was decided, in numbers of tellings.

    Args:
        forced: What was decided.
        told: All tellings.
    """

    def __init__(self, forced: Forced, told: Sequence[Telling]) -> None:
        self._by_file: dict[str, list[int]] = {}
        self._told = told
        if forced != FREE:
            for number, telling in enumerate(told):
                self._by_file.setdefault(telling.file, []).append(number)
        self.together = [sorted(self._numbers(group)) for group in forced.together]
        self._apart = {
            pair
            for left, right in forced.apart
            for i, j in product(self._numbers(left), self._numbers(right))
            for pair in ((i, j), (j, i))
            if i != j
        }

    def apart(self, left: Iterable[int], right: Iterable[int]) -> bool:
        """Whether two groups of tellings hold two that were told to be of two meetings."""
        return bool(self._apart) and any(pair in self._apart for pair in product(left, right))

    def _numbers(self, refs: Iterable[ReportRef]) -> set[int]:
        return {number for ref in refs for number in self._of(ref)}

    def _of(self, ref: ReportRef) -> list[int]:
        own = self._by_file.get(ref.file, [])
        named = [number for number in own if self._told[number].key == ref.key]
        return named or [number for number in own if tells(self._told[number], ref)]


def tells(telling: Telling, ref: ReportRef) -> bool:
    """Whether a telling stands on the characters of a reference."""
    return any(cited.start < ref.end and ref.start < cited.end for cited in telling.evidence)


def without(told: Sequence[Telling], left_out: Iterable[ReportRef]) -> list[Telling]:
    """The tellings but those that tell of no meeting.

    Args:
        told: All tellings.
        left_out: Reports that tell of none.
    """
    ruled = Ruled(Forced((frozenset(left_out),)), told)
    gone = {number for group in ruled.together for number in group}
    return [telling for number, telling in enumerate(told) if number not in gone]


__all__ = ["FREE", "Forced", "ReportRef", "Ruled", "without"]
