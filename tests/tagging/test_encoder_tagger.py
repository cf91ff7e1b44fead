"""The packaged tagger on any text, and without its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whomet.tagging import EncoderTagger, default_tagger
from whomet.tagging.encoder_tagger import ModelMissingError

ANY_TEXT = st.text(st.characters(), max_size=40)
NEWSY_TEXT = st.lists(
    st.sampled_from(
        [
            "Ines Calder",
            "한서린",
            "대표는",
            " ",
            "\n",
            "Wien",
            "㈜다온",
            "ﬁ",
            "e\u0301",
            "三枝",
            "氏",
            "-Chef",
            "s",
            "、",
            "’",
            "\ud800",
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(ANY_TEXT, NEWSY_TEXT))
def test_offsets_hold_for_any_text(text: str) -> None:
    (spans,) = default_tagger().tag([text])
    behind = 0
    for span in spans:
        assert behind <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        behind = span.end


def test_offsets_count_code_points_behind_folded_characters() -> None:
    text = "㈜㈜ ﬁﬁ½ \U0001f600 — Ines Calder flew to Lisbon."
    (spans,) = default_tagger().tag([text])
    assert "Ines Calder" in [text[span.start : span.end] for span in spans]


def test_the_default_is_loaded_once() -> None:
    assert default_tagger() is default_tagger()


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"model\.json"):
        EncoderTagger(tmp_path)
