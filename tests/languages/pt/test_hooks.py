"""Sentences and short forms of Portuguese."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("pt").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("O Sr. Lins e a Dra. Fão reuniram-se. A Hidro S.A. fechou. “Chega!” Custa R$ 3,5 mil. Acabou.", 5),
        ("Vai ter de sair. Não quer ir. Ponto.", 3),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    spans = HOOKS.split_sentences(text)
    assert len(spans) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Otávio dos Anjos", "dos Anjos"), ("Otávio dos Anjos", "Anjos"), ("Filipa Antunes Rebelo", "Rebelo")],
)
def test_short_forms(name: str, form: str) -> None:
    assert form in HOOKS.short_forms(name)
