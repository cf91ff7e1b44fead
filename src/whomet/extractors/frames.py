"""The packaged extractor: the frames of the language packs, offline."""

from __future__ import annotations

from typing import Final

from whomet import __version__, events
from whomet.records import Document, Events, Mentions


class FrameExtractor:
    """Reads events with the stage `events`."""

    name: Final = "frames"
    version: Final = __version__

    def extract(self, document: Document, mentions: Mentions) -> Events:
        """What one article reports.

        Args:
            document: Labelled, with its sentences.
            mentions: Of that document.

        Returns:
            All event mentions.
        """
        return events.extract(document, mentions)


#: The one instance that is needed: it keeps nothing.
FRAMES: Final = FrameExtractor()


def make(address: str | None, budget: int) -> FrameExtractor:
    """The packaged extractor; it needs no address and spends nothing."""
    del address, budget
    return FRAMES
