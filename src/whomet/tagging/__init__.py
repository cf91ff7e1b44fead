"""Names in running text: persons, organisations and places, in many languages, without a network."""

from __future__ import annotations

from functools import cache

from whomet.tagging.encoder_tagger import EncoderTagger
from whomet.tagging.spans import Label, TaggedSpan, Tagger

__all__ = ["EncoderTagger", "Label", "TaggedSpan", "Tagger", "default_tagger"]


@cache
def default_tagger() -> Tagger:
    """The tagger that comes with the package, loaded once.

    Returns:
        The packaged encoder tagger.
    """
    return EncoderTagger()
