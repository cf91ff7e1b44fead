"""Sentences, endings and short forms of Polish."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("pl").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Spotkali się 3 lipca 2025 r. w Warszawie. Zdaniem prof. Anny Wójtowicz to m.in. sukces.", 2),
        ("Działka przy ul. Długiej ma 1,2 ha. Trwa 3. Festiwal Miodu. Kosztuje 5 tys. zł. To dużo.", 4),
        ("Przyjechał gen. bryg. J. Sowa, tzn. sam. Nikt go nie witał.", 2),
        ("Umowę podpisano w 2023 r. Obie strony milczą.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(HOOKS.split_sentences(text)) == count


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Kettlerowi", "Kettler"),
        ("Szreniawskiego", "Szreniawski"),
        ("Johnson'em", "Johnson"),
        ("MSZ-owi", "MSZ"),
        ("Sobieraj", "Sobieraj"),
        ("Hanna", "Hanna"),
        ("Sowa", "Sowa"),
    ],
)
def test_endings_of_names(word: str, stem: str) -> None:
    assert HOOKS.strip_particles(word) == stem


def test_short_forms() -> None:
    assert HOOKS.short_forms("Hubert Dąbrowa") == ("Dąbrowa", "Hubert")
