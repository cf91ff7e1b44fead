"""What was told of the lineage of some articles, whatever their texts say: one line of reporting, or two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from whomet.records import Article, Lineage, Origin


@dataclass(frozen=True, slots=True)
class Told:
    """Files of one line of reporting, and files that do not hang on others.

    Attributes:
        together: Groups of files that hang on one another.
        apart: Pairs of groups of which none of one hangs on any of the other.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()


NOTHING = Told()


def as_told(lineage: Lineage, articles: Sequence[Article], told: Told) -> Lineage:
    """The lineage of some articles as it was told.

    Args:
        lineage: As the texts have it.
        articles: The articles.
        told: What holds whatever the texts say.

    Returns:
        The lineage; files that it does not know of are passed over.
    """
    if told == NOTHING:
        return lineage
    ages = {a.document.file: (a.document.published or "9999", a.document.text, a.document.file) for a in articles}
    desk = _Desk(lineage, ages)
    for here, away in told.apart:
        desk.part(here & ages.keys(), away & ages.keys())
    for group in told.together:
        desk.join(group & ages.keys())
    return desk.lineage()


class _Desk:
    """A lineage that is being changed."""

    def __init__(self, lineage: Lineage, ages: dict[str, tuple[str, str, str]]) -> None:
        self._was, self._ages = lineage, ages
        self._origins = list(lineage.origins)
        known = dict(lineage.voices)
        self._voices = {file: known.get(file, file) for file in ages}

    def part(self, here: Collection[str], away: Collection[str]) -> None:
        """Cut what ties two groups; what hangs together still keeps one voice, that of its earliest text."""
        voices = {self._voices[file] for file in here} & {self._voices[file] for file in away}
        self._origins = [cut for origin in self._origins for cut in _without(origin, here, away)]
        for voice in sorted(voices):
            files = {file for file, own in self._voices.items() if own == voice}
            for parts in self._hanging_together(files):
                if voice not in parts:
                    self._voices.update(dict.fromkeys(parts, min(parts, key=self._age)))

    def join(self, group: Collection[str]) -> None:
        """Give a group one voice, the earliest of those that it has."""
        if len(group) < 2:
            return
        ordered = tuple(sorted(group, key=self._age))
        self._origins.append(Origin("copy", None, ordered, 0.0, reasons=(("told by the user", 1.0),)))
        voices = {self._voices[file] for file in group}
        first = min(voices, key=self._age)
        self._voices.update({file: first for file, voice in self._voices.items() if voice in voices})

    def lineage(self) -> Lineage:
        """What came out; what a file added is told of those that still hang on another one."""
        dependent = {file for origin in self._origins for file in origin.targets}
        known = {file for file, _ in self._was.voices}
        return Lineage(
            tuple(self._origins),
            tuple(sorted((f, v) for f, v in self._voices.items() if f in known or f != v)),
            tuple((file, stretches) for file, stretches in self._was.own if file in dependent),
        )

    def _age(self, file: str) -> tuple[str, str, str]:
        return self._ages[file]

    def _hanging_together(self, files: Iterable[str]) -> list[set[str]]:
        """The files by what still ties them."""
        groups = {file: {file} for file in files}
        for origin in self._origins:
            tied = [file for file in (origin.source, *origin.targets) if file in groups]
            whole = set().union(*(groups[file] for file in tied if file is not None)) if tied else set()
            groups.update(dict.fromkeys(whole, whole))
        distinct = {id(group): group for group in groups.values()}
        return sorted(distinct.values(), key=lambda group: min(map(self._age, group)))


def _without(origin: Origin, here: Collection[str], away: Collection[str]) -> list[Origin]:
    """A dependence without those that were told not to hang on the others; nothing where none is left.

    Two that took from a third one do not hang on one another, so that stays.
    """
    held = {*origin.targets} if origin.source is None else {origin.source}
    tied = {origin.source, *origin.targets}
    if tied.isdisjoint(here) or tied.isdisjoint(away) or held.isdisjoint({*here, *away}):
        return [origin]
    gone = here if origin.held_against in away else away
    targets = tuple(file for file in origin.targets if file not in gone)
    if not targets or (origin.source is None and len(targets) < 2):
        return []
    return [replace(origin, targets=targets, taken=tuple(each for each in origin.taken if each.file not in gone))]


__all__ = ["NOTHING", "Told", "as_told"]
