"""Titles, employers and references of Spanish."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "El viceministro de Obras Públicas, Celedonio Rebollar, firmó ayer.",
            "P:Celedonio Rebollar",
            "Celedonio Rebollar",
            "deputy public works minister",
            None,
        ),
        (
            "Asistió Brígida Olalla, directora general de Aguas del Arlanza, S.A., ayer.",
            "P:Brígida Olalla|O:Aguas del Arlanza",
            "Brígida Olalla",
            "director general",
            "Aguas del Arlanza",
        ),
        (
            "La exministra francesa de Defensa Odile Sarrazac dio una charla.",
            "P:Odile Sarrazac",
            "Odile Sarrazac",
            "former defence minister",
            None,
        ),
        (
            "El presidente de la Cámara de Comercio de Lugo, D. Fabián Touriño Rey, abrió la sesión.",
            "P:Fabián Touriño Rey|O:Cámara de Comercio de Lugo",
            "Fabián Touriño Rey",
            "president",
            "Cámara de Comercio de Lugo",
        ),
        (
            "Lo dijo Nuria Alcalde, portavoz del sindicato Unitario.",
            "P:Nuria Alcalde|O:Unitario",
            "Nuria Alcalde",
            "spokesperson",
            "Unitario",
        ),
        (
            "El consejero delegado de Gorriti Naval, Telmo Ansa, viajó con la secretaria de Estado de Pesca, Sra. Mur.",
            "P:Telmo Ansa|P:Gorriti Naval|P:Mur",
            "Telmo Ansa",
            "chief executive officer",
            "Gorriti Naval",
        ),
        (
            "Según el fiscal jefe, habló el coronel Isidro Vallejera.",
            "P:Isidro Vallejera",
            "Isidro Vallejera",
            "colonel",
            None,
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("es", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read(
        "Telmo Ansa, ministro de Pesca, recibió a Brígida Olalla. El ministro sonrió. Ella no.",
        "es",
        "P:Telmo Ansa|P:Brígida Olalla|P:Ansa",
    )
    assert ["Telmo Ansa"] in meant(found, "ministro")
    assert ["Brígida Olalla"] in meant(found, "Ella")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"Pantoja", "Aldecoa", "Pantoja Aldecoa", "Remedios"} <= set(
        pack("es").hooks.short_forms("Remedios Pantoja Aldecoa")
    )
