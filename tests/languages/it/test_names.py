"""Titles, employers and references of Italian."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "Il sottosegretario alla Difesa, Ermete Bazzoli, ha visitato la base.",
            "P:Ermete Bazzoli",
            "Ermete Bazzoli",
            "state secretary for defence",
            None,
        ),
        (
            "Livia Cardinale, direttrice generale dell'Ente Porti, ha risposto.",
            "P:Livia Cardinale|O:Ente Porti",
            "Livia Cardinale",
            "director general",
            "Ente Porti",
        ),
        (
            "L'ex ministro dell'Economia Tiberio Sammarco ha lasciato la sala.",
            "P:Tiberio Sammarco",
            "Tiberio Sammarco",
            "former economy minister",
            None,
        ),
        (
            "Parla l'ad di Orsini Cavi, Fosca Tremolada.",
            "P:Fosca Tremolada|O:Orsini Cavi",
            "Fosca Tremolada",
            "chief executive officer",
            "Orsini Cavi",
        ),
        (
            "Il sindaco di Gorizia, l'ingegner Ruben Cossutta, era assente.",
            "P:Ruben Cossutta|L:Gorizia",
            "Ruben Cossutta",
            "mayor",
            "Gorizia",
        ),
        (
            "Il ministro degli Esteri maltese Joe Zerafa è atteso a Trapani.",
            "P:Joe Zerafa|L:Trapani",
            "Joe Zerafa",
            "foreign minister",
            None,
        ),
        (
            "Il treno va ad Ancona, dice il ministro Bazzoli.",
            "P:Bazzoli|L:Ancona",
            "Bazzoli",
            "minister",
            None,
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("it", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read(
        "Parla l'ad di Orsini Cavi, Fosca Tremolada. Poi l'ad ha lasciato la sala.",
        "it",
        "P:Fosca Tremolada|O:Orsini Cavi",
    )
    assert ["Fosca Tremolada"] in meant(found, "ad")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"De Luca"} <= set(pack("it").hooks.short_forms("Maria De Luca"))
