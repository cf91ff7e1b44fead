"""Amounts in the writings of sixteen languages, and money whose country the article tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mentions.conftest import read
from whomet.mentions.amounts.finding import parse

_ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "writings.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "sentence", "wanted"), _ROWS)
def test_writings(language: str, sentence: str, wanted: str) -> None:
    found = [(amount.amount, amount.unit, amount.modifier) for amount in parse(sentence, language)]
    rows = [row.split() for row in wanted.split(";")]
    assert len(found) == len(rows)
    for (amount, unit, modifier), row in zip(found, rows, strict=True):
        assert (amount, unit) == (pytest.approx(float(row[0])), row[1])
        assert len(row) < 3 or modifier == row[2].replace("_", " ")


@pytest.mark.parametrize(
    ("language", "text", "places", "unit"),
    [
        ("es", "Argentina y Buenos Aires pagan 12 millones de pesos.", "Argentina|Buenos Aires", "ARS"),
        ("es", "México y Guadalajara pagan $12 millones. México espera.", "México|Guadalajara", "MXN"),
        ("es", "Chile y Valparaíso pagan 12 millones de pesos mexicanos.", "Chile|Valparaíso", "MXN"),
        ("es", "La empresa paga 12 millones de dólares en Chile. Chile espera.", "Chile", "USD"),
        ("zh", "台北與高雄補助87億元。", "台北|高雄", "TWD"),
        ("zh", "上海和北京投资87亿元。", "上海|北京", "CNY"),
        ("ar", "في الأردن وعمان دفعت الشركة 75 مليون دينار.", "الأردن|عمان", "JOD"),
        ("fr", "Le Sénégal paie 30 millions de francs. Dakar attend.", "Sénégal|Dakar", "XOF"),
        ("fr", "La Suisse paie 30 millions de francs. Genève attend.", "Suisse|Genève", "CHF"),
        ("en", "Tunisia pays 30 million dinars. Tunis waits.", "Tunisia|Tunis", "TND"),
        ("en", "Denmark pays 30 million kroner. Copenhagen waits.", "Denmark|Copenhagen", "DKK"),
        ("en", "Canada pays $30 million. Toronto waits.", "Canada|Toronto", "USD"),
        ("en", "Kenya pays 30 million euros. Nairobi waits.", "Kenya|Nairobi", "EUR"),
    ],
)
def test_money_is_that_of_the_countries_named(language: str, text: str, places: str, unit: str) -> None:
    forms = "|".join(f"L:{place}" for place in places.split("|"))
    (amount,) = read(text, language, forms).amounts
    assert amount.unit == unit
