"""Sentences, endings and short forms of Turkish."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("tr").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Görüşmede Prof. Dr. Aysel Kırca da sunum yaptı. Heyet 3. Sanayi Sitesi'ni gezdi.", 2),
        ("Toroslar Enerji A.Ş. Yönetim Kurulu Başkanı geldi. Fındık, çay vb. Bu kadar.", 3),
        ('Av. Gülsüm Ertaş katılmadı. İki taraf anlaştı. "Bize sorulmadı." İmza yok.', 4),
        ("Maliyet 12.5 milyar lira. Ş. Baysan açıkladı.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(HOOKS.split_sentences(text)) == count


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Özdemirel'in", "Özdemirel"),
        ("Morinaga’yla", "Morinaga"),
        ("EHA'ya", "EHA"),
        ("KIYIKENT'TE", "KIYIKENT"),
        ("O'Brien", "O'Brien"),
    ],
)
def test_endings_of_names(word: str, stem: str) -> None:
    assert HOOKS.strip_particles(word) == stem


def test_short_forms() -> None:
    assert HOOKS.short_forms("Tarık Özdemirel") == ("Özdemirel", "Tarık")
