"""Titles, employers and references of French."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "La ministre déléguée aux Transports, Apolline Ferrasse, a promis une loi.",
            "P:Apolline Ferrasse|O:Transports",
            "Apolline Ferrasse",
            "deputy transport minister",
            None,
        ),
        (
            "Gonzague Tellier, directeur général d'Aubrac Métaux, s'est tu.",
            "P:Gonzague Tellier|O:Aubrac Métaux",
            "Gonzague Tellier",
            "director general",
            "Aubrac Métaux",
        ),
        (
            "L'ancien secrétaire d'État au Logement Ulysse Carmentran était là.",
            "P:Ulysse Carmentran|O:Logement",
            "Ulysse Carmentran",
            "former state secretary for housing",
            None,
        ),
        (
            "Le maire de Saint-Malo, M. Yves-Marie Kerdoncuff, a coupé le ruban.",
            "P:Yves-Marie Kerdoncuff|L:Saint-Malo",
            "Yves-Marie Kerdoncuff",
            "mayor",
            "Saint-Malo",
        ),
        (
            "Selon Me Blanche Ostermann, avocate de la société Dorlange, tout est prêt.",
            "P:Blanche Ostermann|P:Dorlange",
            "Blanche Ostermann",
            "lawyer",
            "Dorlange",
        ),
        (
            "La porte-parole du ministère de l’Intérieur, Capucine Lheureux, a démenti.",
            "P:Capucine Lheureux",
            "Capucine Lheureux",
            "spokesperson",
            "ministère de l’Intérieur",
        ),
        (
            "Le ministre turc des Affaires étrangères Selim Bozkan arrive lundi.",
            "P:Selim Bozkan",
            "Selim Bozkan",
            "foreign minister",
            None,
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("fr", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read(
        "Le ministre Ulysse Carmentran a reçu Mme Blanche Ostermann. Le ministre a souri. Elle est restée de marbre.",
        "fr",
        "P:Ulysse Carmentran|P:Blanche Ostermann",
    )
    assert ["Ulysse Carmentran"] in meant(found, "ministre")
    assert ["Blanche Ostermann"] in meant(found, "Elle")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"de la Tour", "Solange"} <= set(pack("fr").hooks.short_forms("Solange de la Tour"))
