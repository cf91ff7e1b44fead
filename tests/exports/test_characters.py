"""Texts of articles are made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.exports.characters import FORMULA_SIGNS, briefly, cell

_ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
_HOSTILE = st.text(alphabet="=+-@\t\r\n\x00\x1b '\"|\u200b\u00a0＝５5.,%\ud800", max_size=12)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+82-2-555", "-2+3", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "\u200b=1", "＝1", "\ufeff@x", "\x00=1", "-"],
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "+5", "-1.5", "1,000", "-3 %", "a=b", "", "이재용", "2031-05-04", "'=1"])
def test_numbers_and_plain_words_stay_as_they_are(text):
    assert cell(text) == text


@given(st.one_of(_ANY, _HOSTILE))
def test_no_cell_begins_as_a_formula_does(text):
    told = cell(text)
    told.encode("utf-8")
    seen = told.lstrip("".join(char for char in told if char.isspace() or unicodedata.category(char) in ("Cf", "Cc")))
    if seen[:1] in FORMULA_SIGNS:
        float(seen.replace(",", "").replace("%", "").replace(".", ""))  # then it is a number
    assert told[:1] not in ("\t", "\r", "\n")
    assert "\r" not in told
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n" for char in told)


def test_briefly_says_that_it_leaves_something_out():
    assert briefly("abc", 3) == "abc"
    assert briefly("abcd", 3) == "ab…"
