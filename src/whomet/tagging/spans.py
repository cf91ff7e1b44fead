"""What a tagger gives: typed spans of a text, and the protocol that every tagger obeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Label = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch of a text that names a person, an organisation or a place.

    Attributes:
        start: Offset of the first character, in code points.
        end: Offset behind the last character.
        label: What is named.
        score: How sure the tagger is, from 0 to 1.
    """

    start: int
    end: int
    label: Label
    score: float


class Tagger(Protocol):
    """Finds names in sentences.

    Spans are sorted, never overlap, are never empty and have no white space at their ends. The spans of a text
    depend on that text alone, not on the others it is given with.
    """

    @property
    def name(self) -> str:
        """Which tagger this is, e.g. ``encoder``."""

    @property
    def version(self) -> str:
        """Changes whenever the tagger may give other spans for the same text."""

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The spans of every text, in the order of the texts.

        Args:
            texts: Sentences, or short stretches of running text, of any language.

        Returns:
            One list of spans for each text.
        """
