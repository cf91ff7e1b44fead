"""Which engines there are: this process, worker processes, and those that other packages plug in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, Protocol, Self, TypeAlias, TypeVar, cast

from whomet.plugins import Plug

GROUP: Final = "whomet.engines"
"""Entry points of this group plug in an engine: the name, and a callable `(jobs, address) -> Engine`."""

LOCAL: Final = "local"
PROCESSES: Final = "processes"

#: What a worker takes with the packaged models, the Korean morphemes among them: 0.9 GiB were seen.
WORKER_BYTES: Final = 2**30

Item = TypeVar("Item")
Result = TypeVar("Result")


class EngineError(ValueError):
    """Work cannot run as asked for; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """Stands in the place of a result that there is none of, because what worked on it ended.

    Attributes:
        item: What was worked on.
        problem: What happened and what to do, one sentence.
    """

    item: Item
    problem: str


class Engine(Protocol):
    """Does the same work for many items.

    What it gives depends on neither the number of its processes nor which of them is done first.
    """

    @property
    def name(self) -> str:
        """Which engine this is, e.g. ``processes``."""

    @property
    def jobs(self) -> int:
        """How many items are worked on at the same time."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost[Item]]:
        """Do something for every item.

        Args:
            function: What is done. It, the items and the results can be pickled, and it holds no open file or model.
            items: Taken as they are needed, never many more than are worked on. They may come from another `map`
                of the same engine.

        Yields:
            What the function gives, in the order of the items; `Lost` where the process that worked on an item
            ended or had too little memory.

        Raises:
            EngineError: Nothing can be worked on.
            Exception: What the function raises for an item is raised where its result would be.
        """

    def close(self) -> None:
        """End all work, finished or not; may be called again."""

    def __enter__(self) -> Self:
        """The engine, closed at the end of the block."""

    def __exit__(self, *_: object) -> None: ...


Maker: TypeAlias = Callable[[int, str | None], Engine]

_PLUG: Final = Plug(
    "engine",
    GROUP,
    {LOCAL: "whomet.engines.local:make", PROCESSES: "whomet.engines.processes:make"},
    EngineError,
)


def engine_names() -> tuple[str, ...]:
    """Names of all engines that can be asked for, whether or not the library of each is installed."""
    return _PLUG.names()


def cores() -> int:
    """How many jobs this machine is good for: the processor cores this process may use, where their memory is there."""
    allowed = getattr(os, "sched_getaffinity", None)
    processors = len(allowed(0)) if allowed else os.cpu_count() or 1
    return min(processors, max(1, _memory() // WORKER_BYTES))


def _memory() -> int:
    """Bytes that are free, or could be made free; half of all where that is not told; a lot where nothing is."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]) * 1024
    except (OSError, StopIteration, ValueError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, OSError, ValueError):  # Windows
        return sys.maxsize


def open_engine(jobs: int = 1, wanted: str | None = None) -> Engine:
    """Make an engine ready. Nothing is started before there is work.

    A script that asks for several jobs has to keep what it does under ``if __name__ == "__main__":``, as ever where
    Python starts processes.

    Args:
        jobs: How many items are worked on at the same time. One stays in this process.
        wanted: The engine's name, and behind a colon what it needs to know, such as an address; by default
            ``local`` for one job, ``processes`` for more.

    Returns:
        The engine; `close` it, or use it in a `with` statement.

    Raises:
        EngineError: There is no such engine, its library is not installed, or it cannot work with so many jobs.
    """
    if jobs < 1:
        raise EngineError(f"{jobs} jobs: nothing would be done; give 1 or more")
    name, _, address = (wanted or (PROCESSES if jobs > 1 else LOCAL)).partition(":")
    return cast("Maker", _PLUG.maker(name))(jobs, address or None)
