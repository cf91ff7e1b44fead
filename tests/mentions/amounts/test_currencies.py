"""The currencies of a sentence, found with no more expressions than it has words for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.languages import codes
from whomet.mentions.amounts.finding import _Money
from whomet.mentions.amounts.numbers import words
from whomet.mentions.amounts.units import currencies, signs

_BEFORE, _BEHIND = r"(?P<scale>mn(?=\s))?\s?", r"(?![^\W_])"
_WORDS = st.sampled_from([" ", "EUR", "eur", "€", "US$", "Euro", "dollars", "Pfund", "won", "円", "руб", "mn ", "x"])


@pytest.mark.parametrize("language", codes())
def test_every_currency_is_found(language: str) -> None:
    money = _Money(_BEFORE, _BEHIND, currencies(language))
    for name in currencies(language):
        plain = name.replace(r"[\s\xa0]", " ")
        if re.fullmatch(r"[\w ]+", plain):
            found = money.match(f"5 {plain.upper()}", 1)
            assert found is None or found["money"].casefold() == plain.upper().casefold()
            assert (found is None) == (not re.match(f"(?i:{name})$", plain.upper()))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(codes()), st.lists(_WORDS, max_size=6).map("".join))
def test_no_currency_is_lost_that_one_expression_of_all_would_find(language: str, text: str) -> None:
    names = currencies(language)
    whole = re.compile(f"{_BEFORE}(?:(?P<money>(?i:{words(names)})|{words(signs())}){_BEHIND})")
    money = _Money(_BEFORE, _BEHIND, names)
    for position in range(len(text) + 1):
        found, expected = money.match(text, position), whole.match(text, position)
        assert (found and found.groupdict()) == (expected and expected.groupdict())
