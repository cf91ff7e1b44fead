"""Which extractors there are: the packaged one, the language model, and those that other packages plug in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeAlias, cast

from whomet.extractors.frames import FRAMES
from whomet.plugins import Plug
from whomet.records import Document, Events, Mentions

GROUP: Final = "whomet.extractors"
"""Entry points of this group plug in an extractor: the name, and a callable `(address, budget) -> Extractor`."""

#: Tokens that an extractor may spend in one run where the user says nothing: some hundred articles.
BUDGET: Final = 500_000


class ExtractorError(ValueError):
    """An extractor cannot be had, or cannot read an article; the message says why and what to do."""


class Extractor(Protocol):
    """Reads events from an article whose names, times and amounts are known.

    Every offset of what it gives lies in the document, every index in the mentions given, and every text is that of
    its offsets: an extractor that proposes what the article does not say has to drop it.
    """

    @property
    def name(self) -> str:
        """Which extractor this is, e.g. ``frames``."""

    @property
    def version(self) -> str:
        """Changes whenever the extractor may give other events for the same article."""

    def extract(self, document: Document, mentions: Mentions) -> Events:
        """What one article reports.

        Args:
            document: Labelled, with its sentences.
            mentions: Of that document.

        Returns:
            Its event mentions.

        Raises:
            ExtractorError: The article cannot be read by it; the frames are used in its place.
        """


Maker: TypeAlias = Callable[[str | None, int], Extractor]

_PLUG: Final = Plug(
    "extractor",
    GROUP,
    {FRAMES.name: "whomet.extractors.frames:make", "llm": "whomet.extractors.llm:make"},
    ExtractorError,
)


def extractor_names() -> tuple[str, ...]:
    """Names of all extractors that can be asked for, whether or not the libraries of each are installed."""
    return _PLUG.names()


def open_extractor(wanted: str = FRAMES.name, budget: int = BUDGET) -> Extractor:
    """Make an extractor ready.

    Args:
        wanted: Its name, and behind a colon what it needs to know, e.g. ``llm:http://127.0.0.1:8080/v1#MODEL``.
        budget: Tokens it may spend, where it counts any.

    Returns:
        The extractor.

    Raises:
        ExtractorError: There is no such extractor, a library is not installed, or the address cannot be understood.
    """
    name, _, address = wanted.partition(":")
    if name == FRAMES.name and address:
        raise ExtractorError(f"{wanted}: the extractor {FRAMES.name!r} takes nothing behind a colon")
    return cast("Maker", _PLUG.maker(name))(address or None, budget)
