"""Titles, bodies, cases and short forms of people in Polish."""

from __future__ import annotations

import pytest
from tests.languages.people import employers, meant, people, read, titles


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Prezes spółki Norvik Lena Wąsik przyjechała do Płocka.", "P:Lena Wąsik|O:Norvik|L:Płocka"),
        ("Rozmowa z prezes spółki „Norvik” Leną Wąsik odbyła się w Płocku.", "P:Leną Wąsik|O:Norvik|L:Płocku"),
        ("Lena Wąsik, prezes Norvik, przyjechała do Płocka.", "P:Lena Wąsik|O:Norvik|L:Płocka"),
    ],
)
def test_title_and_body(text: str, forms: str) -> None:
    found = read(text, "pl", forms)
    assert titles(found) == {"Lena Wąsik": ["president"]}
    assert employers(found) == {"Lena Wąsik": "Norvik"}


def test_what_an_office_is_for() -> None:
    found = read(
        "Ministra rolnictwa Czech Teodora Kmieca przyjęła wiceminister klimatu Lena Wąsik.",
        "pl",
        "P:Teodora Kmieca|P:Lena Wąsik|L:Czech",
    )
    assert titles(found)["Lena Wąsik"] == ["deputy minister of climate"]
    assert ["minister of agriculture"] in titles(found).values()


def test_cases_are_one_person() -> None:
    found = read(
        "Teodor Kmieć spotkał się z Leną Grzelą.\nKmieciowi towarzyszył syn. Lena Grzela wyjechała. Grzeli nie pytano.",
        "pl",
        "P:Teodor Kmieć|P:Leną Grzelą|P:Lena Grzela|P:Grzeli",
    )
    assert people(found)["Lena Grzela"] == ["Leną Grzelą", "Lena Grzela", "Grzeli"]


def test_a_guess_where_no_first_form_is_printed() -> None:
    found = read("Rozmowy z Teodorem Sobalskim odwołano.", "pl", "P:Teodorem Sobalskim")
    assert list(people(found)) == ["Teodor Sobalski"]


def test_titles_with_names_alone_and_groups() -> None:
    found = read(
        "Minister kultury Lena Grzela przyjęła prezesa Teodora Nowotnego.\nObaj politycy są zadowoleni.\n"
        "Minister wyjechała. Prezes Nowotny został.",
        "pl",
        "P:Lena Grzela|P:Teodora Nowotnego|P:Nowotny",
    )
    assert len(meant(found, "Obaj politycy")[0]) == 2
    assert meant(found, "Minister") == [["Lena Grzela"]]
    assert len(people(found)) == 2


def test_a_family_name_that_ends_like_an_adjective() -> None:
    found = read("Teodor Rudziński milczy. Prezydent Rudziński wyjechał.", "pl", "P:Teodor Rudziński|P:Rudziński")
    assert people(found) == {"Teodor Rudziński": ["Teodor Rudziński", "Rudziński"]}
