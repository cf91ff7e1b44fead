"""Whatever the text and whatever the tagger proposes, mentions point at the characters they name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions.conftest import ListTagger, document
from whomet.mentions import find

WORDS = [
    "Ida Moll",
    "Moll",
    "Zenko",
    "CEO",
    "chairman",
    ", ",
    ". ",
    "(ZMW)",
    "Ms",
    "Herr",
    "the",
    "two",
    "she",
    "der",
    "Minister",
    '"',
    "“",
    "”",
    "said",
    "met",
    "복선희",
    "복 회장",
    "회장",
    "은 ",
    "를 ",
    "나루배터리",
    "만났다. ",
    "두 사람",
    "그는",
    "Oslo",
    "서울",
    "에서 ",
    "-",
    "’s",
    "s",
    "von",
    "of",
    "and",
    "und",
    "겸",
    "(Ida Moll)",
    "U.S.",
    "\n",
    "14일",
    "3.5%",
    "真壁",
    "真壁志津",
    "董事长",
    "氏",
    "市",
    "日本",
    "の",
    "นาย",
    "ธีรพร แก้ว",
    "«",
    "»",
    "Zenko Marine Works",
    "(ZMW、",
    "who ",
    "brother ",
    "both women",
    "두 장관",
    "복",
    "「",
    "」",
]


@pytest.mark.parametrize("language", ["ko", "en", "de", "ja", "zh", "th", "ru"])
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=25),
    spaces=st.lists(st.sampled_from(["", " "]), min_size=25, max_size=25),
    forms=st.lists(st.tuples(st.sampled_from("POL"), st.sampled_from(WORDS)), max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_offsets_indexes_and_order(
    language: str, words: list[str], spaces: list[str], forms: list[tuple[str, str]]
) -> None:
    text = "".join(word + space for word, space in zip(words, spaces, strict=False))
    made = document(text, language)
    tagger = ListTagger("|".join(f"{label}:{word.strip()}" for label, word in forms if word.strip()))
    found = find(made, tagger)
    for kind in (found.names, found.roles, found.quotations):
        assert all(item.start < item.end and made.text[item.start : item.end] == item.text for item in kind)
        assert [item.start for item in kind] == sorted(item.start for item in kind)
    for number, name in enumerate(found.names):
        assert name.form
        for index in name.referents:
            assert number in found.referents[index].mentions
        assert all(index < len(found.roles) for index in name.roles)
        # Referents part the names: only a group means several.
        assert name.reach == "group" or len(name.referents) <= 1
    for referent in found.referents:
        assert referent.label
        assert referent.forms
        assert all(number < len(found.names) for number in referent.mentions)
        assert referent.employer is None or referent.employer < len(found.referents)
    assert found == find(made, tagger)
