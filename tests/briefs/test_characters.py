"""What steers a program is taken out of a text."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.sample import account
from whomet import briefs
from whomet.briefs.characters import level, line, plain

_ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)


@given(_ANY)
def test_what_is_level_has_the_length_of_the_text(text):
    told = level(text)
    told.encode("utf-8")
    assert len(told) == len(text)
    assert all(new == old or new == " " for new, old in zip(told, text, strict=True))


@given(_ANY)
def test_plain_text_is_legal_in_xml_and_stays_plain(text):
    told = plain(text)
    assert plain(told) == told
    assert all(char in "\t\n" or 0x20 <= ord(char) < 0xD800 or ord(char) > 0xDFFF for char in told)
    assert "\n" not in line(text)


def test_breaks_of_a_line_are_one():
    assert plain("a\r\nb\rc\u2028d\x85e\x0bf") == "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_no_brief_has_control_characters(form):
    told = account()
    story = replace(told.stories[0], title="Bells\x07 and\x00 turns\u202e of\x1b[2J direction")
    shown = briefs.render(replace(told, stories=(story, *told.stories[1:])), form)
    assert "Bells" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
