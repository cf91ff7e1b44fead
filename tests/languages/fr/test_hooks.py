"""Sentences and short forms of French."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("fr").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("M. Tazi a vu Mme Corlay. « Oui. » Le maire sourit. « Pourquoi ? » demande-t-elle.", 4),
        ("« On avance. » Fin.", 2),
        ("Le Dr. Petit, cf. art. 3, vit à Dax. Il rit.", 2),
        ("«Entendu.» (« Bien. ») Il part.", 3),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    spans = HOOKS.split_sentences(text)
    assert len(spans) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Aymar de Reynal", "de Reynal"), ("Aymar de Reynal", "Reynal"), ("Solène Garrouste", "Solène")],
)
def test_short_forms(name: str, form: str) -> None:
    assert form in HOOKS.short_forms(name)
