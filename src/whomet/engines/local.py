"""Work in this process, one item after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Self

from whomet.engines.plugs import LOCAL, EngineError, Item, Lost, Result

MEMORY: Final = "needs more memory than this machine has left; free some, or split the file"


class Local:
    """The engine of one job: nothing is sent anywhere, so models need not be pickled."""

    name: Final = LOCAL
    jobs: Final = 1

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost[Item]]:
        """Do something for every item when its result is asked for."""
        for item in items:
            result: Result | Lost[Item]
            try:
                result = function(item)
            except MemoryError:
                result = Lost(item, MEMORY)
            yield result

    def close(self) -> None:
        """Nothing to end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def make(jobs: int, address: str | None) -> Local:
    """The engine.

    Raises:
        EngineError: More than one job, or an address is given.
    """
    if jobs != 1:
        raise EngineError(f"the engine {LOCAL!r} does one job at a time, not {jobs}; ask for 'processes'")
    if address is not None:
        raise EngineError(f"{LOCAL}:{address}: the engine {LOCAL!r} takes nothing behind a colon")
    return Local()
