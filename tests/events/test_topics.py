"""What meetings were about: known subjects and printed phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events.marked import build
from whomet.events import extract
from whomet.events.meetings.topics import known_topics
from whomet.languages import pack

_LANGUAGES = ("en", "de", "ko", "es", "fr", "it", "pt", "nl", "tr", "id", "ru", "pl", "ar", "ja", "zh", "th")


@pytest.mark.parametrize("code", _LANGUAGES)
def test_every_pack_uses_labels_of_the_english_list(code: str) -> None:
    english = pack("en").table("topics")["topics"]
    assert set(pack(code).table("topics")["topics"]) <= set(english)


@pytest.mark.parametrize(
    ("code", "text", "labels"),
    [
        ("en", "talks about fishing quotas and tariffs", {"fishing quotas", "tariffs"}),
        ("en", "a fine evening with a portable bill", set()),  # terms are whole words
        ("de", "Gespräch über Fangquoten und Zölle", {"fishing quotas", "tariffs"}),
        ("ko", "관세와 어획량 문제를 논의", {"tariffs", "fishing quotas"}),
        ("ko", "방관세력", set()),  # a short term begins a word
        ("ru", "переговоры о пошлинах", {"tariffs"}),
        ("ja", "関税について協議", {"tariffs"}),
    ],
)
def test_known_topics(code: str, text: str, labels: set[str]) -> None:
    assert set(known_topics(code, text)) == labels


def _topics(source: str) -> set[str]:
    (only,) = extract(*build(source)).meetings
    return {topic.label for topic in only.topics}


def test_what_belongs_to_a_subject_is_printed_with_it() -> None:
    source = "[P:Ana Wirth] met [P:Ben Okoro] in [L:Lodz] to discuss the joint takeover of the club."
    assert "joint takeover of the club" in _topics(source)


def test_the_next_sentence_tells_what_was_discussed() -> None:
    source = "[P:Ana Wirth] met [P:Ben Okoro] in [L:Lodz]. They discussed the ferry route."
    assert "ferry route" in _topics(source)


def test_people_and_times_are_no_subjects() -> None:
    source = "[P:Ana Wirth] met [P:Ben Okoro] and talked about [P:Ida Moll], wheat and [T:2024-06-11|June 11]."
    found = _topics(source)
    assert "wheat" in found
    assert not any("moll" in label or "june" in label for label in found)


@given(st.sampled_from(_LANGUAGES), st.text(max_size=60))
def test_any_text_has_labels_of_the_list(code: str, text: str) -> None:
    assert set(known_topics(code, text)) <= set(pack("en").table("topics")["topics"])
