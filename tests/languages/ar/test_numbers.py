"""Amounts beyond those that CLDR can name."""

from __future__ import annotations

import pytest

from whomet.mentions.amounts.finding import parse


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("بقدرة ٤٥٠ ميجاوات وكلفة ١٢٫٥ مليار ريال.", "٤٥٠ ميجاوات=450 MW|١٢٫٥ مليار ريال=12500000000 SAR"),
        ("ارتفع 9 في المئة و40 بالمائة", "9 في المئة=9 %|40 بالمائة=40 %"),
        ("ثلاثة ملايين يورو", "ثلاثة ملايين يورو=3000000 EUR"),
    ],
)
def test_amounts(sentence: str, wanted: str) -> None:
    found = parse(sentence, "ar")
    told = "|".join(f"{sentence[one.start : one.end]}={one.amount:.15g} {one.unit}" for one in found)
    assert told == wanted
