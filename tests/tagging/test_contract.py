"""What every tagger must hold to; a tagger that is plugged in is put through the same checks."""

from __future__ import annotations

import dataclasses

import pytest

from whomet.tagging import TaggedSpan, Tagger, default_tagger

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
    "word " * 600,
    "Ines Calder " * 200,
]


@pytest.fixture(scope="module", params=[default_tagger], ids=["default"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    made: Tagger = request.param()
    return made


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


def test_one_list_for_each_text(tagger: Tagger) -> None:
    assert tagger.tag([]) == []
    assert len(tagger.tag(TEXTS)) == len(TEXTS)


@pytest.mark.parametrize("text", TEXTS)
def test_spans_point_at_the_text(tagger: Tagger, text: str) -> None:
    (spans,) = tagger.tag([text])
    check(text, spans)


def test_a_text_does_not_depend_on_its_neighbours(tagger: Tagger) -> None:
    together = tagger.tag(TEXTS)
    assert together == [tagger.tag([text])[0] for text in TEXTS]
    assert together == tagger.tag(TEXTS[::-1])[::-1]


def test_nothing_is_found_in_nothing(tagger: Tagger) -> None:
    assert tagger.tag(["", " \n\t ", "…", "12:30"]) == [[], [], [], []]


def test_a_long_text_is_read_to_its_end(tagger: Tagger) -> None:
    text = "The talks went on for hours and nobody left. " * 40 + "Then Ines Calder flew to Lisbon."
    (spans,) = tagger.tag([text])
    found = {(text[span.start : span.end], span.label) for span in spans}
    assert ("Ines Calder", "person") in found
    assert ("Lisbon", "place") in found


def test_spans_are_values() -> None:
    span = TaggedSpan(0, 4, "person", 0.5)
    assert span == TaggedSpan(0, 4, "person", 0.5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 1  # type: ignore[misc]
