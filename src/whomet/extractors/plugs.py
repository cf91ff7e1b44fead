"""Which extractors there are: the packaged one, the language model, and those that other packages plug in."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final, Protocol, TypeAlias, cast

from whomet.extractors.frames import FRAMES
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

_OWN: Final = {"llm": "whomet.extractors.llm:make"}


def extractor_names() -> tuple[str, ...]:
    """Names of all extractors that can be asked for, whether or not the libraries of each are installed."""
    return tuple(sorted({FRAMES.name, *_OWN, *(point.name for point in entry_points(group=GROUP))}))


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
    if name == FRAMES.name:
        return FRAMES
    return _maker(name)(address or None, budget)


def _maker(name: str) -> Maker:
    if name in _OWN:
        module, _, function = _OWN[name].partition(":")
        return cast("Maker", getattr(import_module(module), function))
    for point in entry_points(group=GROUP):
        if point.name == name:
            try:
                return cast("Maker", point.load())
            except (ImportError, AttributeError) as error:
                raise ExtractorError(f"the extractor {name!r} of {point.value} cannot be loaded: {error}") from error
    raise ExtractorError(f"there is no extractor {name!r}; there are {', '.join(extractor_names())}")
