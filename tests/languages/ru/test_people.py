"""Titles, bodies, cases and short forms of people in Russian."""

from __future__ import annotations

import pytest
from tests.languages.people import employers, meant, people, read, titles


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Глава компании «Полярис» Яна Грушева выступила в Омске.", "P:Яна Грушева|O:Полярис|L:Омске"),
        ("Встреча с главой компании «Полярис» Яной Грушевой прошла в Омске.", "P:Яной Грушевой|O:Полярис|L:Омске"),
        ("Яна Грушева, глава компании «Полярис», выступила в Омске.", "P:Яна Грушева|O:Полярис|L:Омске"),
    ],
)
def test_title_and_body(text: str, forms: str) -> None:
    found = read(text, "ru", forms)
    assert titles(found) == {"Яна Грушева": ["chief executive officer"]}
    assert employers(found) == {"Яна Грушева": "Полярис"}


def test_what_an_office_is_for() -> None:
    found = read(
        "Министра сельского хозяйства Туркмении Яну Грушеву принял замминистра энергетики Ефим Лаптев.",
        "ru",
        "P:Яну Грушеву|P:Ефим Лаптев|L:Туркмении",
    )
    assert titles(found) == {"Яна Грушева": ["minister of agriculture"], "Ефим Лаптев": ["deputy minister of energy"]}


def test_cases_are_one_person() -> None:
    found = read(
        "Яна Грушева приехала в Омск.\nС Грушевой беседовал Ефим Лаптев. Лаптева сопровождал юрист.\n"
        "Г-жу Грушеву ждут в Туле. Яне Грушевой вручат приз.",
        "ru",
        "P:Яна Грушева|P:Грушевой|P:Ефим Лаптев|P:Лаптева|P:Грушеву|P:Яне Грушевой|L:Омск|L:Туле",
    )
    assert people(found) == {
        "Яна Грушева": ["Яна Грушева", "Грушевой", "Грушеву", "Яне Грушевой"],
        "Ефим Лаптев": ["Ефим Лаптев", "Лаптева"],
    }


def test_a_guess_where_no_first_form_is_printed() -> None:
    found = read("Переговоры с Ефимом Лаптевым и Яной Грушевой отложены.", "ru", "P:Ефимом Лаптевым|P:Яной Грушевой")
    assert sorted(people(found)) == ["Ефим Лаптев", "Яна Грушева"]
    assert [name.text for name in found.names] == ["Ефимом Лаптевым", "Яной Грушевой"]


def test_husband_and_wife_are_two() -> None:
    found = read("Ефим Лаптев и Яна Лаптева прибыли. Лаптев выступил.", "ru", "P:Ефим Лаптев|P:Яна Лаптева|P:Лаптев")
    assert people(found) == {"Ефим Лаптев": ["Ефим Лаптев", "Лаптев"], "Яна Лаптева": ["Яна Лаптева"]}


def test_given_name_and_that_of_the_father() -> None:
    found = read(
        "Яна Грушева улетела.\n«Яна Олеговна довольна», — сказал помощник.", "ru", "P:Яна Грушева|P:Яна Олеговна"
    )
    assert people(found) == {"Яна Грушева": ["Яна Грушева", "Яна Олеговна"]}


def test_titles_alone_and_groups() -> None:
    found = read(
        "Министр культуры Яна Грушева приняла губернатора Ефима Лаптева.\nОба политика довольны.\n"
        "Министр улетела в Омск.",
        "ru",
        "P:Яна Грушева|P:Ефима Лаптева|L:Омск",
    )
    assert len(meant(found, "Оба политика")[0]) == 2
    assert meant(found, "Министр") == [["Яна Грушева"]]


def test_a_family_name_that_ends_like_an_adjective() -> None:
    found = read("Встреча министра Полянского прошла в Твери.", "ru", "P:Полянского|L:Твери")
    assert [name.text for name in found.names if name.type == "person"] == ["Полянского"]
