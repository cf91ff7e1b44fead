"""How far a long run is, on standard error, where somebody is looking."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


class Bar:
    """One bar for each thing that is done; nothing where standard error is not a terminal.

    Called with what is being done, how many are done, and of how many: the `Progress` of a workspace.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._what = ""
        self._stack = ExitStack()
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say how far it is.

        Args:
            what: What is being done.
            done: How many are done.
            of: Of how many.
        """
        if not self._shown:
            return
        if what != self._what or self._bar is None:
            self._stack.close()
            self._what = what
            bar = click.progressbar(length=max(of, 1), label=f"{what:<14}", file=sys.stderr, show_pos=True)
            self._bar = self._stack.enter_context(bar)
        self._bar.update(max(done - self._bar.pos, 0))


__all__ = ["Bar"]
