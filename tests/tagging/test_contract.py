"""What every tagger must hold to; a tagger that is plugged in is put through the same checks.

Taggers of optional libraries are checked with the library where it is installed, and with a stand-in for its part of
the work everywhere.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes import CapitalTagger
from tests.tagging.standins import StandInGliner, StandInSpacy
from whomet.tagging import EncoderTagger, TaggedSpan, Tagger
from whomet.tagging.gliner_tagger import GlinerTagger
from whomet.tagging.spacy_tagger import SpacyTagger
from whomet.tagging.spacy_tagger import make as make_spacy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KNOWN = "then Ines Calder flew to Lisbon."
"""A sentence whose names every tagger here finds."""

TEXTS = [
    "",
    "   ",
    "Nothing here but words.",
    "Orla Venn, chief executive of Castmere Foods, met Tomasz Brelik in Lisbon on Friday.",
    "한서린 다온제약 대표는 12일 부산에서 오스카르 린델 장관을 만났다.",
    "Norvia-Chefin Grete Althoff reiste am Montag nach Wien.",
    "三枝航平氏はソウルで会談した。",
    "Встреча прошла в Москве, сообщил Игнат Полесов.",
    "مؤتمر في القاهرة",
    "ประชุมที่กรุงเทพฯ",
    "नई दिल्ली में बैठक",
    "a\u0301\u200b\ufeff \u202e%\U0001f600 ㈜해솔 ﬁ ½",
    "\ud800Ines Calder\udfff flew\ud83d to Lisbon.",
    "\r\n\t Ines Calder \u00a0\u3000",
    "𐤀𐤁𐤂 ꙮ ᚠᚢᚦ ⵣ 𝔄𝔅 Z̵̧͝a̸l̷g̴o̸",
    "\x00\x07\x1b[0m",
    KNOWN,
    "word " * 300,
    "Ines Calder " * 200,
    "가" * 500,
]


def spacy_pipeline(folder: Path) -> Tagger:
    """A pipeline of spaCy that is made here: two rules for names."""
    import spacy

    pipeline = spacy.blank("xx")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Ines Calder"}, {"label": "GPE", "pattern": "Lisbon"}])
    pipeline.to_disk(folder)
    return make_spacy(str(folder))


TAGGERS: dict[str, Callable[[Path], Tagger]] = {
    "packaged": lambda _: EncoderTagger(remembered=0),
    "capitals": lambda _: CapitalTagger(),
    "spacy, stand-in": lambda _: SpacyTagger(StandInSpacy(), "0"),
    "gliner, stand-in": lambda _: GlinerTagger(StandInGliner(), "0"),
}
if importlib.util.find_spec("spacy"):
    TAGGERS["spacy"] = spacy_pipeline


@pytest.fixture(scope="module", params=sorted(TAGGERS))
def tagger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    return TAGGERS[request.param](tmp_path_factory.mktemp("pipeline"))


def check(text: str, spans: list[TaggedSpan]) -> None:
    """Spans are sorted, apart, within the text, not empty and trimmed."""
    behind = 0
    for span in spans:
        assert behind <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert span.label in ("person", "organisation", "place")
        assert 0 <= span.score <= 1
        behind = span.end


def test_it_says_what_it_is(tagger: Tagger) -> None:
    assert tagger.name
    assert tagger.version


def test_one_list_for_each_text_in_their_order(tagger: Tagger) -> None:
    assert tagger.tag([]) == []
    found = tagger.tag(["No name.", KNOWN, "", KNOWN])
    assert [bool(spans) for spans in found] == [False, True, False, True]
    assert found[1] == found[3]


@pytest.mark.parametrize("text", TEXTS)
def test_spans_point_at_the_text(tagger: Tagger, text: str) -> None:
    (spans,) = tagger.tag([text])
    check(text, spans)


def test_a_text_does_not_depend_on_its_neighbours(tagger: Tagger) -> None:
    together = tagger.tag(TEXTS)
    assert together == [tagger.tag([text])[0] for text in TEXTS]
    order = list(range(len(TEXTS)))
    random.Random(4).shuffle(order)
    shuffled = tagger.tag([TEXTS[index] for index in order])
    assert [together[index] for index in order] == shuffled


def test_the_same_text_has_the_same_spans(tagger: Tagger) -> None:
    assert tagger.tag(TEXTS[:8]) == tagger.tag(TEXTS[:8])


def test_nothing_is_found_in_nothing(tagger: Tagger) -> None:
    assert tagger.tag(["", " \n\t ", "…", "12:30"]) == [[], [], [], []]


def test_offsets_count_code_points(tagger: Tagger) -> None:
    text = "\U0001f600 ㈜ ﬁ e\u0301 \ud800 — " + KNOWN
    (spans,) = tagger.tag([text])
    assert "Ines Calder" in [text[span.start : span.end] for span in spans]


def test_a_long_text_is_read_to_its_end(tagger: Tagger) -> None:
    text = "the talks went on for hours and nobody left. " * 60 + KNOWN
    (spans,) = tagger.tag([text])
    assert "Ines Calder" in [text[span.start : span.end] for span in spans]


def test_a_huge_text_comes_to_an_end(tagger: Tagger) -> None:
    text = "aa " * 2_500 + KNOWN
    (spans,) = tagger.tag([text])
    check(text, spans)


def test_spans_are_values() -> None:
    span = TaggedSpan(0, 4, "person", 0.5)
    assert span == TaggedSpan(0, 4, "person", 0.5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 1  # type: ignore[misc]


def test_the_stand_ins_find_more_than_names() -> None:
    """They also give what a tagger has to leave out: other labels, overlaps, white space at the ends."""
    text = "On Monday Ines Calder flew."
    assert {entity.label_ for entity in StandInSpacy()(text).ents} > {"PERSON"}
    asked: list[dict[str, Any]] = StandInGliner().predict_entities(text, ["person"], threshold=0.5)
    assert any(re.search(r"^\s|\s$", text[found["start"] : found["end"]]) for found in asked)
