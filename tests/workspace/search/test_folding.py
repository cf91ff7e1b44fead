"""Letters that users take for the same are the same, and every one knows where it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.workspace.search.folding import fold, signs


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Großes TREFFEN", "grosses treffen"),
        ("Łódź, Ørsted, Æon", "lodz orsted aeon"),
        ("İstanbul ve IŞIK", "istanbul ve isik"),
        ("２０２４年", "2024年"),
        ("ｶﾞｽ", "ガス"),
        ("會議", "会议"),
        ("الاِجْتِمَاعُ", "الاجتماع"),
        ("أمازون إلى آخر", "امازون الي اخر"),
        ("مدرســـة", "مدرسه"),
        ("کتابی", "كتابي"),
        ("٢٠٢٤", "2024"),
        ("שָׁלוֹם", "שלום"),
        ("ёлка", "елка"),
        ("за́мок", "замок"),
        ("한글", "한글"),
        ("ﬁne café", "fine cafe"),
    ],
)
def test_the_same_to_whoever_searches(written, typed):
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("ガス", "カス"), ("กำ", "กา"), ("कि", "का"), ("가", "각")])
def test_marks_that_make_another_letter_stay(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_signs_tile_the_text(text):
    end = 0
    for sign in signs(text):
        assert sign.start == end
        assert bool(sign.text) == bool(sign.kind)
        end = sign.end
    assert end == len(text)


@given(st.text())
def test_what_is_folded_stays(text):
    text = re.sub(
        "[\u0e33\u0eb3]", "\u0e19\\g<0>", text
    )  # a vowel that Unicode takes apart, and no language writes alone
    assert fold(fold(text)) == fold(text)
