"""Signs and neighbours: quotation marks, brackets, initials, towns, firms of families."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import read, referent


@pytest.mark.parametrize(
    ("language", "text", "forms", "name"),
    [
        ("ru", "Глава компании «Додам Фильм» Ида Молль приехала.", "O:компании «Додам Фильм", "Додам Фильм"),
        ("en", "The fund of PT Zenko Marina (Zenmar) grew.", "O:PT Zenko Marina (Zenmar)", "PT Zenko Marina"),
        ("de", "Das Hangol-Museum zahlt.", "O:Hangol", "Hangol-Museum"),
    ],
)
def test_borders(language: str, text: str, forms: str, name: str) -> None:
    assert referent(read(text, language, forms), name).type == "organisation"


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("The Council of Narumi Olives (CNO) met.", "Council of Narumi Olives", "CNO"),
        ("Das Landesamt für Häfen und Handel (LHH) schwieg.", "Landesamt für Häfen und Handel", "LHH"),
        ("Глава Федерации сталеваров Нарумии (ФСН) приехал.", "Федерации сталеваров Нарумии", "ФСН"),
    ],
)
def test_initials_in_brackets(text: str, name: str, short: str) -> None:
    language = "ru" if "Глава" in text else "de" if "Das" in text else "en"
    body = referent(read(text, language), name)
    assert body.type == "organisation"
    assert short in [form for _, form in (*body.forms, *body.aliases)]


def test_initials_of_a_body_are_no_title() -> None:
    found = read("The Council of Marina Olives (CMO) met. The CMO agreed with Ida Moll.", "en", "P:Ida Moll|O:CMO")
    assert found.roles == ()


def test_a_blend_is_an_alias() -> None:
    found = read("PT Zenko Marina (Zenmar) grew. Zenmar said so.", "en", "O:PT Zenko Marina|O:Zenmar")
    assert referent(found, "Zenmar").label == "PT Zenko Marina"


def test_towns_that_the_tagger_takes_for_people() -> None:
    assert referent(read("Rotterdam schwieg dazu.", "de", "P:Rotterdam"), "Rotterdam").type == "place"
    found = read("Ida Halle kam. Halle schwieg.", "de", "P:Ida Halle|P:Halle")
    assert [r.type for r in found.referents] == ["person"]


def test_a_firm_bears_the_name_of_a_family() -> None:
    found = read("Moll Saaten wächst. Ida Moll führt den Züchter.", "de", "P:Moll Saaten|P:Ida Moll")
    assert {r.label: r.type for r in found.referents}["Moll Saaten"] == "organisation"


def test_what_is_led_is_a_body() -> None:
    found = read(
        "Ida Moll, chairman of South Korea's Zenko Logis, spoke.", "en", "P:Ida Moll|P:Zenko Logis|L:South Korea"
    )
    assert found.referents[referent(found, "Ida Moll").employer or 0].label == "Zenko Logis"
    found = read("A spokeswoman for Halm, Ida Moll, said so. Bernd Halm left.", "en", "P:Halm|P:Ida Moll|P:Bernd Halm")
    assert referent(found, "Ida Moll").gender == "f"


def test_what_is_in_brackets_behind_an_abbreviation_is_not_the_body() -> None:
    found = read("Zenko Works（ZW、横浜市）の発表。", "ja", "O:Zenko Works|L:横浜市")
    assert referent(found, "横浜市").type == "place"


def test_a_firm_by_its_short_form() -> None:
    found = read("Zenko Logis grew. Zenko's chairman, Ida Moll, spoke.", "en", "P:Zenko Logis|P:Zenko|P:Ida Moll")
    assert {r.label: r.type for r in found.referents} == {"Zenko Logis": "organisation", "Ida Moll": "person"}


def test_a_unit_in_capitals_is_apart_from_its_body() -> None:
    text = "해솔전자 RDX 부사장이 왔다. 해솔전자는 밝혔다."
    found = read(text, "ko", "O:해솔전자 RDX|O:해솔전자")
    assert {"해솔전자", "RDX"} <= {name.text for name in found.names}
    assert all(text[name.start : name.end] == name.text for name in found.names)


def test_the_given_name_stands_before_that_of_the_father() -> None:
    text = "«Инга Прохоровна уехала», — сказал он."
    found = read(text, "ru", "P:Прохоровна")
    assert [name.text for name in found.names if name.start == 1] == ["Инга Прохоровна"]


def test_a_body_is_apart_from_the_person_behind_it() -> None:
    text = "미르 한도윤 대표가 왔다. 미르로보틱스는 쉰다."
    found = read(text, "ko", "P:미르 한도윤|O:미르로보틱스")
    assert {"미르", "한도윤"} <= {name.text for name in found.names}
    assert referent(found, "한도윤").type == "person"
