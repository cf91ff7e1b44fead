"""Titles, employers and references of Dutch."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "Staatssecretaris van Cultuur Aukje Hoitinga opende het museum.",
            "P:Aukje Hoitinga",
            "Aukje Hoitinga",
            "state secretary for culture",
            None,
        ),
        (
            "Gijsbert ten Kate, financieel directeur van Rederij Noorderlicht, zweeg.",
            "P:Gijsbert ten Kate|O:Rederij Noorderlicht",
            "Gijsbert ten Kate",
            "chief financial officer",
            "Rederij Noorderlicht",
        ),
        (
            "Oud-burgemeester Jan de Koning sprak de zaal toe.",
            "P:Jan de Koning",
            "Jan de Koning",
            "former mayor",
            None,
        ),
        (
            "De Belgische defensieminister Lieve Dhondt komt vrijdag.",
            "P:Lieve Dhondt",
            "Lieve Dhondt",
            "defence minister",
            None,
        ),
        (
            "Wethouder Fenna Postma van Assen lachte.",
            "P:Fenna Postma|L:Assen",
            "Fenna Postma",
            "alderman",
            None,
        ),
        (
            "FNO-voorzitter Marloes Wiersma is tegen.",
            "P:Marloes Wiersma",
            "Marloes Wiersma",
            "chairman",
            "FNO",
        ),
        (
            "Volgens de topman van Brouwerij De Zwaan, Teun Aerts, smaakt het.",
            "P:Teun Aerts|O:Brouwerij De Zwaan",
            "Teun Aerts",
            "chief executive officer",
            "Brouwerij De Zwaan",
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("nl", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read("Minister Lieve Dhondt sprak met Teun Aerts. De minister lachte.", "nl", "P:Lieve Dhondt|P:Teun Aerts")
    assert ["Lieve Dhondt"] in meant(found, "minister")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"Van der Hamersma", "Hamersma"} <= set(pack("nl").hooks.short_forms("Jorinde van der Hamersma"))
