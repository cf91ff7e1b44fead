"""`linking-scale`: an archive of invented people, linked: time, memory, and how many pairs come out right."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context

import click

from whomet.evaluate.invented import CAST, SCRIPTS, STAFF, Archive
from whomet.evaluate.machine import peak
from whomet.linking import Linker


def pairs(entity_of: Iterable[tuple[tuple[str, int], str]], owner: dict[tuple[str, int], int]) -> tuple[int, int, int]:
    """(right, predicted, gold) pairs of mentions of people."""
    both: Counter[tuple[str, int]] = Counter()
    mine: Counter[str] = Counter()
    gold: Counter[int] = Counter()
    for key, id_ in entity_of:
        if key in owner:
            both[id_, owner[key]] += 1
            mine[id_] += 1
            gold[owner[key]] += 1
    return tuple(sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, mine, gold))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linking an archive took and gave.

    Attributes:
        people, mentions: How many there are.
        seconds, cpu: To link all, by the clock and of processor time.
        before, memory: Peak memory of the process in MiB with the archive alone, and after linking.
        right, predicted, gold: Pairs of mentions of one person.
        added: Milliseconds of processor time of each article added afterwards.
    """

    people: int
    mentions: int
    seconds: float
    cpu: float
    before: float
    memory: float
    right: int
    predicted: int
    gold: int
    added: tuple[float, ...]

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are one person."""
        return self.right / max(1, self.predicted)

    @property
    def recall(self) -> float:
        """Share of the pairs of one person that are joined."""
        return self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, self.predicted + self.gold)


def measure(people: int, added: int = 50, seed: int = 20261122, jobs: int = 1) -> tuple[Outcome, Archive, Linker]:
    """Link an archive of invented people, then add articles one by one.

    Args:
        people: How many people.
        added: How many articles are added afterwards: each names the people of a story of the archive once more.
        seed: Of the pseudo-random numbers.
        jobs: Processes that work on it, this one among them.
    """
    archive = Archive(people, seed)
    owner = dict(archive.owner)
    before = peak()
    # Processes that begin afresh: one that is copied from another with threads may hang.
    made = ProcessPoolExecutor(jobs - 1, get_context("spawn")) if jobs > 1 else nullcontext()
    with made as executor:
        linker = Linker(executor=executor)
        begin, spent = time.monotonic(), time.process_time()
        linker.load(archive.articles, archive.stories)
        seconds, cpu = time.monotonic() - begin, time.process_time() - spent
        right, predicted, gold = pairs(((key, linker.id_of(key)) for key in owner), owner)
        times = tuple(_add(linker, archive, number, people) for number in range(added))
        outcome = Outcome(people, len(owner), seconds, cpu, before, peak(), right, predicted, gold, times)
    return outcome, archive, linker


def _add(linker: Linker, archive: Archive, number: int, people: int) -> float:
    """Milliseconds to add an article."""
    draw = random.Random(number)
    first = draw.randrange(max(1, people // STAFF)) * STAFF % max(1, people - CAST)
    script = draw.choice(tuple(SCRIPTS))
    article = archive.article(f"added-{number:06d}.txt", script, range(first, min(first + CAST, people)))
    begin = time.process_time()
    linker.add(article)
    return 1000 * (time.process_time() - begin)


def misses(archive: Archive, linker: Linker, most: int) -> Iterator[str]:
    """Some people whose mentions did not come out as one, and some mentions wrongly joined, in words."""
    names = {(a.document.file, i): r.label for a in archive.articles for i, r in enumerate(a.mentions.referents)}
    told: dict[int, set[str]] = defaultdict(set)
    held: dict[str, set[int]] = defaultdict(set)
    printed: dict[tuple[int, str], list[str]] = defaultdict(list)
    for key, person in archive.owner.items():
        if key in names:
            id_ = linker.id_of(key)
            told[person].add(id_)
            held[id_].add(person)
            printed[person, id_].append(names[key])
    split = [person for person, ids in told.items() if len(ids) > 1][:most]
    yield from (" | ".join(", ".join(printed[p, id_]) for id_ in sorted(told[p])) + "  are one" for p in split)
    mixed = [id_ for id_, people in held.items() if len(people) > 1][:most]
    yield from (" | ".join(", ".join(printed[p, id_]) for p in sorted(held[id_])) + "  are two" for id_ in mixed)


@click.command("linking-scale")
@click.option(
    "--people", type=click.IntRange(CAST), default=10_000, show_default=True, help="How many people there are."
)
@click.option("--added", type=click.IntRange(1), default=50, show_default=True, help="Articles added afterwards.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that compare names.")
@click.option("--sample", type=click.IntRange(0), default=0, help="Print so many people that came out wrong.")
def linking_scale(people: int, added: int, jobs: int, sample: int) -> None:
    """Link an archive of invented people in eight scripts: time, memory, pairs, and what one more article takes."""
    found, archive, linker = measure(people, added, jobs=jobs)
    for line in misses(archive, linker, sample) if sample else ():
        click.echo(line)
    times = sorted(found.added)
    click.echo(
        f"{found.people} people, {found.mentions} mentions in {len(archive.articles)} articles\n"
        f"linked in {found.seconds:.1f} s ({found.cpu:.1f} s of processor time in the first of {jobs} processes)\n"
        f"memory {found.memory:.0f} MiB at most, of which {found.before:.0f} MiB are the archive itself\n"
        f"pairs  P {found.precision:.4f}  R {found.recall:.4f}  F1 {found.f1:.4f}  "
        f"({found.right} right of {found.predicted} joined, {found.gold} in all)\n"
        f"one more article: {times[len(times) // 2]:.1f} ms in the middle, {times[-1]:.1f} ms at most"
    )


__all__ = ["Archive", "Outcome", "linking_scale", "measure", "misses", "pairs"]
