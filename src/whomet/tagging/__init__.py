"""Names in running text: persons, organisations and places, in many languages, without a network."""

from __future__ import annotations

from whomet.tagging.encoder_tagger import EncoderTagger
from whomet.tagging.plugs import TaggerError, default_tagger, open_tagger, tagger_names
from whomet.tagging.spans import Label, TaggedSpan, Tagger, tidied

__all__ = [
    "EncoderTagger",
    "Label",
    "TaggedSpan",
    "Tagger",
    "TaggerError",
    "default_tagger",
    "open_tagger",
    "tagger_names",
    "tidied",
]
