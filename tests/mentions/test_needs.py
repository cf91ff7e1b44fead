"""What a sentence must have for a rule to be tried on it."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.languages import codes
from whomet.mentions.needs import fold, mark, may_match, needs
from whomet.mentions.times import grammar


def _wants(*found: set[str]) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, found))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("on the Day", _wants({"on the day"})),
        (rf"in\s+{mark(2)}(?: later)?", _wants({"in"}, {mark(2)})),
        (rf"{mark(0)}?", ()),
        (rf"(?:next|last)\s{mark(1)}", _wants({"next", "last"}, {mark(1)})),
        (rf"(?:{mark(3)} ago|soon)(?=!)", _wants({"!"}, {" ago", "soon"})),
        (r"(?<!not )[ab]\d+", ()),
        (r"(?:x|\d)y", _wants({"y"})),
    ],
)
def test_a_pattern_needs_what_every_match_has(pattern: str, wanted: tuple[frozenset[str], ...]) -> None:
    assert set(needs(pattern)) == set(wanted)


def test_a_rule_is_tried_where_all_it_needs_is_there() -> None:
    wanted = needs(rf"(?:next|last)\s{mark(1)}")
    assert may_match(wanted, fold("The NEXT one"), lambda sign: sign == mark(1))
    assert not may_match(wanted, fold("The NEXT one"), lambda sign: False)
    assert not may_match(wanted, fold("The first one"), lambda sign: True)


def test_letters_that_are_the_same_to_an_expression_are_folded_to_the_same() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isalpha()]
    cased = [letter for letter in letters if letter.lower() != letter or letter.upper() != letter]
    together = "".join(cased)
    for letter in cased:
        same = re.compile(letter, re.IGNORECASE).findall(together)
        assert {fold(other) for other in same} == {fold(letter)}


_SIGNS = st.sampled_from(
    [*"0123456789 .,:/-", " March ", " am ", "월", "日", " Montag ", " days ago", "ayer", "in ", "İ"]
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(codes()), st.lists(_SIGNS, max_size=12).map("".join))
def test_no_match_of_a_rule_is_lost(language: str, text: str) -> None:
    rules = grammar.grammar(language)
    found = list(rules.frames(text))
    tried = [
        frame
        for rule in rules.rules
        for match in re.compile(rule.source, re.IGNORECASE).finditer(text)
        if (frame := rules._frame(rule, match)) is not None
    ]
    assert found == tried
