"""What was worked out for a text, kept for the next time the same text comes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Values by text; of too many, those that were asked for longest ago are forgotten."""

    def __init__(self, most: int) -> None:
        """Nothing is known yet.

        Args:
            most: Values that are kept.
        """
        self._most = most
        self._known: dict[str, Value] = {}
        self._lock = Lock()  # several requests of a server may share it; the work itself is not held up

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._known)

    def __contains__(self, text: str) -> bool:
        return text in self._known

    def values(self, texts: Sequence[str], make: Callable[[list[str]], Iterable[Value]]) -> list[Value]:
        """The values of some texts.

        Args:
            texts: Any texts; the same one may come several times.
            make: Gives the values of those that are not known, each once, in their order.

        Returns:
            One for each text, in their order.
        """
        with self._lock:
            found = {text: self._known.pop(text) for text in dict.fromkeys(texts) if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        try:
            found.update(zip(new, make(new), strict=True) if new else ())
        finally:
            self._keep(found)
        return [found[text] for text in texts]

    def _keep(self, found: dict[str, Value]) -> None:
        with self._lock:
            self._known.update(found)  # those asked for last stand last
            for text in list(itertools.islice(self._known, max(0, len(self._known) - self._most))):
                del self._known[text]
