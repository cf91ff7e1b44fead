"""Amounts in invented Spanish, French, Italian, Portuguese and Indonesian sentences."""

from __future__ import annotations

import pytest

from tests.mentions.amounts.test_amounts import check


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        (
            "es",
            "Costará 4 mil 200 millones de pesos mexicanos.",
            "4 mil 200 millones de pesos mexicanos=4200000000 MXN",
        ),
        ("es", "Unas trescientas personas esperan.", "trescientas personas=300 count [personas] ~about"),
        ("es", "Pidió ciento veinte mil toneladas.", "ciento veinte mil toneladas=120000 t"),
        ("es", "Vale un millón de euros.", "un millón de euros=1000000 EUR"),
        ("es", "El 12 de mayo llegaron treinta y un camiones.", "treinta y un camiones=31 count [camiones]"),
        ("fr", "Ils ont reçu 5,2 milliards de dirhams.", "5,2 milliards de dirhams=5200000000 MAD"),
        ("fr", "Il manque cent vingt mille tonnes.", "cent vingt mille tonnes=120000 t"),
        ("fr", "On attend soixante et onze maires.", "soixante et onze maires=71 count [maires]"),
        ("fr", "Il coûte mille milliards de dollars.", "mille milliards de dollars=1000000000000 USD"),
        ("it", "Vale 82mila dollari.", "82mila dollari=82000 USD"),
        ("it", "Circa duecentoquaranta operai tornano.", "duecentoquaranta operai=240 count [operai] ~about"),
        ("it", "Servono duecentomila euro.", "duecentomila euro=200000 EUR"),
        ("pt", "Cerca de duas mil pessoas vieram.", "duas mil pessoas=2000 count [pessoas] ~about"),
        ("pt", "Vai custar 210 mi de reais.", "210 mi de reais=210000000 BRL"),
        ("id", "Nilainya Rp 15 M saja.", "Rp 15 M=15000000000 IDR"),
        ("id", "Sekitar dua ratus ribu warga datang.", "dua ratus ribu warga=200000 count [warga] ~about"),
    ],
)
def test_amounts(language: str, sentence: str, wanted: str) -> None:
    check(sentence, language, wanted)
