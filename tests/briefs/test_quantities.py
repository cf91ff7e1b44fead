"""Quantities as readers write them."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from whomet.briefs import wording
from whomet.briefs.quantities import parsed, quantity

SIGNS = ("a", "mo", "wk", "d", "h", "min", "s")


@pytest.mark.parametrize(
    ("amount", "unit", "language", "told"),
    [
        (30, "a", "en", "30 years"),
        (1, "a", "en", "1 year"),
        (30, "a", "de", "30 Jahre"),
        (30, "a", "ko", "30년"),
        (30, "a", "tr", "30 yıl"),
        (2_200_000, "count", "en", "2,200,000"),
        (2_200_000, "count", "de", "2.200.000"),
        (380e6, "EUR", "en", "380,000,000 euros"),
        (40.5, "%", "en", "40.5%"),
        (30, "GW.h", "en", "30 GWh"),
        (5, "Tbit/s", "en", "5 Tbit/s"),
        (7, "km", "de", "7 Kilometer"),
        (7, "[never]", "en", "7 [never]"),
    ],
)
def test_an_amount_with_its_unit(amount, unit, language, told):
    assert quantity(amount, unit, Locale.parse(language)).replace("\xa0", " ") == told


@pytest.mark.parametrize("code", wording.codes())
@pytest.mark.parametrize("unit", SIGNS)
def test_every_language_has_words_for_time(code, unit):
    told = quantity(30, unit, wording.words(code).locale)
    assert "duration" not in told
    assert told.strip("0123456789٠١٢٣٤٥٦٧٨٩ \xa0")


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.sampled_from([*SIGNS, "count", "EUR", "%", "x"]))
def test_what_a_contradiction_has_is_read_again(amount, unit):
    assert parsed(f"{amount:.15g} {unit}") == (float(f"{amount:.15g}"), unit)


@pytest.mark.parametrize("value", ["2031-05-04", "held", "person:ada-brook absent", "30", "1e5"])
def test_what_is_no_amount(value):
    assert parsed(value) is None
