"""How far a long run is, on standard error, where somebody is looking."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from whomet.extractors import Extractor
    from whomet.records import Document, Events, Mentions


class Bar:
    """One bar for each thing that is done; nothing where standard error is not a terminal.

    Called with what is being done, how many are done, and of how many: the `Progress` of a workspace.
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
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
            if self._bar is not None:
                self._bar.update((self._bar.length or 0) - self._bar.pos)  # what came before is done
            self._stack.close()
            self._what = what
            bar = click.progressbar(length=max(of, 1), label=f"{what:<14}", file=sys.stderr, show_pos=True)
            self._bar = self._stack.enter_context(bar)
        self._bar.update(max(done - self._bar.pos, 0))


class Watched:
    """An extractor that says how many articles it has seen.

    Args:
        extractor: What reads the events.
        bar: Told of each article.
        of: How many there are about; a file may hold several.
    """

    def __init__(self, extractor: Extractor, bar: Bar, of: int) -> None:
        self._extractor = extractor
        self._bar = bar
        self._of = of
        self._seen: set[str] = set()

    @property
    def name(self) -> str:
        """That of the extractor."""
        return self._extractor.name

    @property
    def version(self) -> str:
        """That of the extractor."""
        return self._extractor.version

    def extract(self, document: Document, mentions: Mentions) -> Events:
        """What the extractor finds."""
        found = self._extractor.extract(document, mentions)
        self._seen.add(document.file)
        self._bar("understanding", min(len(self._seen), self._of), self._of)
        return found


__all__ = ["Bar", "Watched"]
