"""Amounts beyond those that CLDR can name."""

from __future__ import annotations

import pytest

from whomet.mentions.amounts.finding import parse


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("總經費為新台幣416億元，約3.2公頃。", "新台幣416億=41600000000 TWD|3.2公頃=3.2 har"),
        ("投资额为3200万令吉，年产量逾19万标箱。", "3200万令吉=32000000 MYR|19万标箱=190000 count"),
    ],
)
def test_amounts(sentence: str, wanted: str) -> None:
    found = parse(sentence, "zh")
    told = "|".join(f"{sentence[one.start : one.end]}={one.amount:.15g} {one.unit}" for one in found)
    assert told == wanted
