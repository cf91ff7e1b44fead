"""Amounts beyond those that CLDR can name."""

from __future__ import annotations

import pytest

from whomet.mentions.amounts.finding import parse


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("総事業費は1兆2千億円、延べ3万5千人が参加した。", "1兆2千億円=1200000000000 JPY|3万5千人=35000 count"),
        ("3000万ドル超を投じ、10ギガワット時を貯める。", "3000万ドル=30000000 USD|10ギガワット時=10 GW.h"),
    ],
)
def test_amounts(sentence: str, wanted: str) -> None:
    found = parse(sentence, "ja")
    told = "|".join(f"{sentence[one.start : one.end]}={one.amount:.15g} {one.unit}" for one in found)
    assert told == wanted
