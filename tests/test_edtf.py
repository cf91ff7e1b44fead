"""Dates as intervals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-06-11", date(2024, 6, 11), date(2024, 6, 11)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2027-01/2027-03", date(2027, 1, 1), date(2027, 3, 31)),
        ("2024-06?", date(2024, 6, 1), date(2024, 6, 30)),
    ],
)
def test_interval(value, first, last):
    assert edtf.interval(value) == (first, last)


@pytest.mark.parametrize("value", [None, "", "soon", "2024-13", "2024-06-31", "2024-06/.."])
def test_no_interval(value):
    assert edtf.interval(value) is None


def test_unknown_times_meet_all_but_are_within_none():
    assert edtf.meet(None, "2024")
    assert not edtf.within(None, "2024")
    assert edtf.within("2024-06-11", "2024-06")
    assert not edtf.meet("2024-06-11", "2024-06-12")


@given(st.dates(), st.integers(-400, 400))
def test_a_shift_back_undoes_a_shift(day, days):
    try:
        there = edtf.shift(day.isoformat(), days)
    except OverflowError:
        return
    assert edtf.shift(there, -days) == day.isoformat()


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        (date(2031, 6, 11), date(2031, 6, 11), "2031-06-11"),
        (date(2031, 6, 1), date(2031, 6, 30), "2031-06"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2031, 1, 1), date(2031, 3, 31), "2031-01/2031-03"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990/1999"),
        (date(2031, 6, 9), date(2031, 6, 15), "2031-06-09/2031-06-15"),
    ],
)
def test_of(first, last, value):
    assert edtf.of(first, last) == value
    assert edtf.interval(value) == (first, last)


def test_common():
    assert edtf.common("2031-06-11", "2031-06-11") == "2031-06-11"
    assert edtf.common("2031-06-11", "2031-06-12") == "2031-06"
    assert edtf.common("2031-05", "2031-06") == "2031"
    assert edtf.common("2030", "2031") is None
    assert edtf.common(None, "2031") is None
