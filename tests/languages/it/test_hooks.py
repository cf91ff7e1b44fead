"""Sentences and short forms of Italian."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("it").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Il sig. Fabbri e l'avv. Mondello hanno firmato. «Basta!» Poi l'Officina Freni S.p.A. ha chiuso.", 3),
        ("Sono andati via. La porta è chiusa. È tutto.", 3),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    spans = HOOKS.split_sentences(text)
    assert len(spans) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Cinzia Della Rovere", "Della Rovere"), ("Reto Bernasconi", "Bernasconi")],
)
def test_short_forms(name: str, form: str) -> None:
    assert form in HOOKS.short_forms(name)
