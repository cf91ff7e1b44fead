"""What a sentence must have for a rule to be tried on it."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.languages import codes
from whomet.mentions.needs import (
    APART,
    Beginnings,
    Sieve,
    beginnings,
    begins_at_border,
    first_strings,
    fold,
    mark,
    may_match,
    needs,
)
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


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("on", {"o"}),
        (r"(?<!x)(?:the\s)?\d+", {"t", "0"}),
        (rf"(?:{mark(0)}|{mark(1)})\s", {"m", "0"}),
        (rf"(?:Ab|{mark(0)})?c", {"a", "m", "c"}),
        (rf"{mark(2)}", None),
        ("[^a]b", None),
        ("a?", None),
    ],
)
def test_what_a_match_begins_with(pattern: str, wanted: set[str] | None) -> None:
    slots = {mark(0): frozenset("m"), mark(1): frozenset("0"), mark(2): None}
    assert beginnings(pattern, slots) == wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"), [("", True), (r"(?<!a )(?=b)", True), (r"(?:\b(?:on|in)\s)", True), (r"[a-z]\s", False)]
)
def test_where_a_match_begins(pattern: str, wanted: bool) -> None:
    assert begins_at_border(pattern) is wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("days?|weeks?", {"day", "week"}),
        (r"(?:the\s+)?end", {"the", "end"}),
        ("se(?:jam|hari)", {"sejam", "sehari"}),
        (r"(?-i:[Jj]an\.?)", {"jan"}),
        (r"\d+ days", None),
        ("a?", None),
    ],
)
def test_strings_that_begin_a_match(pattern: str, wanted: set[str] | None) -> None:
    assert first_strings(pattern) == wanted


def test_places_of_characters() -> None:
    places = Beginnings("On 12 May", re.compile(r"(?<!\w)\w"))
    assert places.of(frozenset("m0")) == [3, 6]
    assert places.of(frozenset("o")) == [0]
    assert places.of(frozenset("n")) == []


def test_patterns_are_sifted_by_what_they_need() -> None:
    sieve = Sieve([needs("on the day"), needs(r"\d"), needs(r"next\s(?:week|month)"), (frozenset(),)])
    assert sieve.may_match("on the day") == [0, 1]
    assert sieve.may_match("next month") == [1, 2]
    assert sieve.may_match("next year") == [1]
    assert Sieve([]).may_match("next year") == []
    assert Sieve([(frozenset({APART + "an"}),)]).may_match("dans un plan") == []
    assert Sieve([(frozenset({APART + "an"}),)]).may_match("un an") == [0]


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
