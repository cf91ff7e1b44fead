"""What a tagger gives: typed spans of a text, and the protocol that every tagger obeys."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Label = Literal["person", "organisation", "place"]

_SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Lone surrogates are not valid text for most libraries; they are replaced one for one, so offsets stay."""


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


def without_surrogates(text: str) -> str:
    """A text that libraries outside Python can encode.

    Args:
        text: Any text.

    Returns:
        The text with every lone surrogate replaced by one other character, so that all offsets stay.
    """
    return text.translate(_SURROGATES)


def tidied(text: str, spans: Iterable[TaggedSpan]) -> list[TaggedSpan]:
    """Spans as every tagger has to give them.

    Args:
        text: The text they point into.
        spans: Spans in any order; they may overlap, be empty or have white space at their ends.

    Returns:
        Spans within the text, sorted, trimmed and apart: of two that overlap the surer stays, then the longer, then
        the first.
    """
    trimmed = []
    for span in spans:
        start, end = max(0, span.start), min(len(text), span.end)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            trimmed.append(TaggedSpan(start, end, span.label, span.score))
    kept: list[TaggedSpan] = []
    for span in sorted(trimmed, key=lambda span: (-span.score, span.start - span.end, span.start, span.label)):
        place = bisect(kept, span.start, key=lambda other: other.start)
        before, behind = kept[place - 1 : place], kept[place : place + 1]
        if all(other.end <= span.start for other in before) and all(span.end <= other.start for other in behind):
            kept.insert(place, span)
    return kept
