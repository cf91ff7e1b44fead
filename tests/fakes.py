"""Models that answer at once, so that a test of everything around them is quick."""

from __future__ import annotations

import re

from tests.accounts.building import WordEncoder
from whomet.extractors import FRAMES
from whomet.pipeline import Models
from whomet.tagging import TaggedSpan

_CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")


class CapitalTagger:
    """Takes two or more capitalised ASCII words in a row for a person."""

    name = "capitals"
    version = "1"

    def tag(self, texts):
        return [[TaggedSpan(m.start(), m.end(), "person", 1.0) for m in _CAPITALISED.finditer(text)] for text in texts]


def fake_models(tagger="encoder", extractor=FRAMES):
    """A tagger and an encoder without weights."""
    return Models(CapitalTagger(), WordEncoder(), extractor)
