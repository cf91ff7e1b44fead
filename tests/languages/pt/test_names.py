"""Titles, employers and references of Portuguese."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "O secretário de Estado da Energia, Dr. Baltazar Nogal, falou à rádio.",
            "P:Baltazar Nogal",
            "Baltazar Nogal",
            "state secretary for energy",
            None,
        ),
        (
            "Zulmira Peixinho, diretora-geral da Saúde, pediu calma.",
            "P:Zulmira Peixinho|O:Saúde",
            "Zulmira Peixinho",
            "director general for health",
            None,
        ),
        (
            "O ex-ministro da Fazenda Horácio Trancoso negou tudo.",
            "P:Horácio Trancoso",
            "Horácio Trancoso",
            "former finance minister",
            None,
        ),
        (
            "O presidente executivo da Vinhas do Sabor, Amílcar Bispo, assinou.",
            "P:Amílcar Bispo|P:Vinhas do Sabor",
            "Amílcar Bispo",
            "chief executive officer",
            "Vinhas do Sabor",
        ),
        (
            "A prefeita de Santos, Iracema Falcão, recebeu o embaixador chinês, Lin Baoyu.",
            "P:Iracema Falcão|P:Lin Baoyu|L:Santos",
            "Lin Baoyu",
            "ambassador",
            None,
        ),
        (
            "Disse a vice-presidente do Banco Marajó, Dona Celina Pontual.",
            "P:Celina Pontual|O:Banco Marajó",
            "Celina Pontual",
            "vice president",
            "Banco Marajó",
        ),
        (
            "Segundo o porta-voz do Itamaraty, Edmar Quintino, não há data.",
            "P:Edmar Quintino",
            "Edmar Quintino",
            "spokesperson",
            "Itamaraty",
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("pt", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read(
        "A ministra da Saúde, Zulmira Peixinho, chegou tarde. A ministra pediu desculpa.",
        "pt",
        "P:Zulmira Peixinho|O:Saúde",
    )
    assert ["Zulmira Peixinho"] in meant(found, "ministra")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"Teixeira", "Folgado", "Graça"} <= set(pack("pt").hooks.short_forms("Graça Folgado Teixeira"))
