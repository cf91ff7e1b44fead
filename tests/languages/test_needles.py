import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.languages.needles import Needles, needed


@pytest.mark.parametrize(
    ("expression", "strings"),
    [
        (r"photo by \w+", {"photo by "}),
        (r"(?:photo|image)s?\s*:", {"photo", "image"}),
        (r"[(（]\w{2,9}[)）]", {"(", "（"}),
        (r"(?:photo)?\w+", None),
        (r"photo|\w+", None),
        (r"(?:von){1,2}\s+(?P<byline>\w+)", {"von"}),
        (r"(?<!\w)by(?=\s)", {"by"}),
    ],
)
def test_what_an_expression_needs(expression, strings):
    found = needed(expression)
    assert found == (None if strings is None else frozenset(strings))


_WORDS = st.sampled_from(["met", "MEETING", " talks ", "with", "İ", "ı", "ſ", "ß", "will be ", "held", "회동"])


@given(
    st.lists(st.sampled_from(["me(?:t|ets?)", "(?:a|b)+held", "[Ss]s?", "ı", "(?<=w)ith", "회|동"]), min_size=1),
    st.lists(_WORDS, max_size=8).map("".join),
)
def test_no_expression_that_matches_is_left_out(expressions, text):
    promising = Needles(expressions).may_match(text)
    found = {n for n, e in enumerate(expressions) if re.search(e, text, re.IGNORECASE)}
    assert found <= promising


def test_expressions_that_need_a_word_are_left_out_without_it():
    needles = Needles([r"\bmet\b", r"\b(?:talks|discussions?)\b", r"\d+"])
    assert needles.may_match("The DISCUSSION went on") == {1, 2}
