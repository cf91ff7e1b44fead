"""Sentences and short forms of Spanish."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("es").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("La Sra. Mur viajó a EE.UU. con el Ing. Sáez. ¿Volverá? ¡Nadie lo sabe! El art. 4 calla.", 4),
        ("Trabaja en Ductos del Sur, S.A. de C.V. El lunes volverá.", 2),
        ("«Basta», dijo. Nadie contestó que no. El acto siguió.", 3),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    spans = HOOKS.split_sentences(text)
    assert len(spans) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Ignacio de la Torre", "de la Torre"), ("Ignacio de la Torre", "Torre"), ("Remedios Cayuela", "Remedios")],
)
def test_short_forms(name: str, form: str) -> None:
    assert form in HOOKS.short_forms(name)
