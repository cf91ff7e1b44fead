"""Amounts beyond those that CLDR can name."""

from __future__ import annotations

import pytest

from whomet.mentions.amounts.finding import parse


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("เงินกู้ 1,200 ล้านดอลลาร์ หรือ 3 แสนล้านบาท", "1,200 ล้านดอลลาร์=1200000000 USD|3 แสนล้านบาท=300000000000 THB"),
        ("จ้างงาน 2 หมื่นคน", "2 หมื่นคน=20000 count"),
    ],
)
def test_amounts(sentence: str, wanted: str) -> None:
    found = parse(sentence, "th")
    told = "|".join(f"{sentence[one.start : one.end]}={one.amount:.15g} {one.unit}" for one in found)
    assert told == wanted
