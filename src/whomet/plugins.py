"""Parts with a plug: those of the package, and those that other packages declare as entry points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any


@dataclass(frozen=True, slots=True)
class Plug:
    """One kind of part.

    Attributes:
        kind: What it is called in messages: "tagger".
        group: Entry points of this group plug one in.
        own: Name of one that comes with the package -> "module:function" that makes it; imported when asked for.
        error: Raised with a message that says what to do.
    """

    kind: str
    group: str
    own: Mapping[str, str]
    error: type[ValueError]

    def names(self) -> tuple[str, ...]:
        """All that can be asked for, whether or not the library of each is installed."""
        return tuple(sorted({*self.own, *(point.name for point in entry_points(group=self.group))}))

    def maker(self, name: str) -> Any:
        """What makes the part of a name.

        Args:
            name: One of `names`.

        Returns:
            The callable that was declared for it.

        Raises:
            ValueError: Of the type `error`: there is none of that name, or it cannot be loaded.
        """
        if name in self.own:
            module, _, function = self.own[name].partition(":")
            return getattr(import_module(module), function)
        for point in entry_points(group=self.group):
            if point.name == name:
                try:
                    return point.load()
                except (ImportError, AttributeError) as error:
                    raise self.error(f"the {self.kind} {name!r} of {point.value} cannot be loaded: {error}") from error
        raise self.error(f"there is no {self.kind} {name!r}; there are {', '.join(self.names())}")


__all__ = ["Plug"]
