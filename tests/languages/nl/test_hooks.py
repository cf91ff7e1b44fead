"""Sentences, endings and short forms of Dutch."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("nl").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dat zei dhr. Mulderij, o.a. directeur van het lab. Hij vertrok om 21.14 uur. Einde.", 3),
        ("Mevr. dr. A.J. Postuma sprak met drs. K. van Loon e.d. De rest bleef weg.", 2),
        ("Er kwamen ca. dertig boeren. ‘Mooi zo.’ Verder niemand!", 3),
        ("Het bedrijf Zonnewind B.V. De top zweeg.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(HOOKS.split_sentences(text)) == count


@pytest.mark.parametrize(("word", "stem"), [("Thijmen's", "Thijmen"), ("Joris’", "Joris"), ("Dirks", "Dirks")])
def test_endings_of_names(word: str, stem: str) -> None:
    assert HOOKS.strip_particles(word) == stem


def test_family_names_keep_their_particles() -> None:
    assert HOOKS.short_forms("Lotte van der Haperen")[0] == "van der Haperen"
    assert "Haperen" in HOOKS.short_forms("Lotte van der Haperen")
