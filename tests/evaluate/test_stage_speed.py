"""What times and events take: counts and shares, never seconds."""

from __future__ import annotations

from tests.fakes import CapitalTagger
from tests.mentions.conftest import document
from whomet.evaluate.stage_speed import measure


def test_sentences_are_counted_by_language() -> None:
    made = [document("Ada Brook met Ben Cole on Sunday. It rained.\n", "en"), document("Es regnete.\n", "de")]
    found = measure([*made, document("", "en")], CapitalTagger(), rounds=2)
    assert {code: spent.sentences for code, spent in found.items()} == {"en": 2, "de": 1}
    assert all(spent.together > 0 for spent in found.values())
