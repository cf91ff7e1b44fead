"""Borders and types of names: what is cut off, what proves a type, what all mentions of a form vote for."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import read, referent


def test_name_body_title_in_korean() -> None:
    found = read(
        "복선희 나루배터리 회장은 14일 그레타 홀텐 젠코 최고경영자(CEO)와 만났다.",
        "ko",
        "P:복선희|P:그레타 홀텐|O:젠코",
    )
    chair, chief = referent(found, "복선희"), referent(found, "그레타 홀텐")
    assert found.referents[chair.employer or 0].label == "나루배터리"
    assert found.referents[chief.employer or 0].label == "젠코"
    assert {role.role for role in found.roles} == {"chairman", "chief executive officer"}


def test_half_words_are_completed_and_particles_cut() -> None:
    found = read(
        "나루배터리는 어제 복선희를 만났다. 나루배터리가 밝혔다. 복선희는 웃었다.", "ko", "O:나루배|P:복선희를"
    )
    assert referent(found, "나루배터리").type == "organisation"
    assert referent(found, "복선희").type == "person"


def test_body_name_title_and_area() -> None:
    found = read(
        "나루전자 복선희 메모리사업부장과 한바람 유럽총괄 부사장이 배석했다.", "ko", "P:복선희|O:나루전자|P:한바람"
    )
    roles = {role.text: role.role for role in found.roles}
    assert roles["메모리사업부장"] == "head of memory"
    assert "europe" in roles["유럽총괄 부사장"]
    assert found.referents[referent(found, "복선희").employer or 0].label == "나루전자"


def test_caption_rows_are_read_one_by_one() -> None:
    found = read(
        "^좌측부터 한바람 젠코 부사장, 복선희 사장, 그레타 홀텐 나루전자 CEO", "ko", "P:한바람|P:복선희|P:그레타 홀텐"
    )
    holders = {found.referents[role.holder].label: role.role for role in found.roles if role.holder is not None}
    assert holders == {"한바람": "vice president", "복선희": "president", "그레타 홀텐": "chief executive officer"}
    row = read(
        "^From left, Zenko Vice President Ida Moll, Narumi CTO Bok Sun-hee", "en", "P:Ida Moll|P:Bok Sun-hee|O:Zenko"
    )
    assert [row.referents[role.holder or 0].label for role in row.roles] == ["Ida Moll", "Bok Sun-hee"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Zenko CEO Ida Moll spoke."),
        ("en", "Ida Moll, the chief executive of Zenko, spoke."),
        ("en", "The chief executive of Zenko, Ida Moll, spoke."),
        ("en", "Zenko's chief executive, Ida Moll, spoke."),
        ("de", "Zenko-CEO Ida Moll sprach."),
        ("de", "Die Vorstandschefin von Zenko, Ida Moll, sprach."),
        ("de", "Ida Moll, Vorstandschefin des Herstellers Zenko, sprach."),
        ("ko", "젠코의 CEO인 이다 몰이 말했다."),
    ],
)
def test_holder_and_body_of_a_title(language: str, text: str) -> None:
    person, body = ("이다 몰", "젠코") if language == "ko" else ("Ida Moll", "Zenko")
    found = read(text, language, f"P:{person}|O:{body}")
    holder = referent(found, person, "person")
    assert holder.employer is not None
    assert found.referents[holder.employer].label == body
    assert [role.role for role in found.roles] == ["chief executive officer"]


def test_joined_titles_have_one_holder() -> None:
    found = read("Gestern kam der Präsident und CEO von Zenko, Ida Moll, nach Bonn.", "de", "P:Ida Moll|O:Zenko|L:Bonn")
    assert {found.referents[role.holder or 0].label for role in found.roles} == {"Ida Moll"}


def test_genitives_are_cut() -> None:
    found = read("Moll kam. Molls Besuch war kurz. Lukas Brahms blieb.", "de", "P:Moll|P:Molls|P:Lukas Brahms")
    assert {name.form for name in found.names} == {"Moll", "Lukas Brahms"}
    assert read("Moll’s visit was short.", "en", "P:Moll’s").names[0].text == "Moll"


def test_honorifics_tell_the_gender_and_stay_outside() -> None:
    found = read("Ida Moll spoke. Ms Moll left. Mr. Abara stayed.", "en", "P:Ida Moll|P:Ms Moll|P:Abara")
    assert [name.text for name in found.names] == ["Ida Moll", "Moll", "Abara"]
    assert referent(found, "Ms Moll").gender == "f"
    assert referent(found, "Mr. Abara").gender == "m"


def test_a_title_proves_a_person_and_a_body() -> None:
    found = read("Zenko President Ida Moll met Halm. Zenko grew.", "en", "P:Zenko|O:Ida Moll|P:Halm")
    assert referent(found, "Ida Moll").type == "person"
    assert referent(found, "Zenko").type == "organisation"


def test_mentions_vote_on_the_type() -> None:
    found = read("Ida Moll came. Moll left. Later Moll wrote.", "en", "P:Ida Moll|L:Moll")
    assert referent(found, "Moll").label == "Ida Moll"
    assert {name.type for name in found.names} == {"person"}


def test_missed_repeats_are_found() -> None:
    found = read("Bernd Halm sprach. Danach ging Halm. Später rief Halm an.", "de", "P:Bernd Halm")
    assert len(referent(found, "Halm").mentions) == 3


def test_known_places_carry_their_country() -> None:
    found = read("Moll flew from Germany to Bilbao.", "en", "L:Germany|L:Bilbao|P:Moll")
    assert (referent(found, "Germany").country, referent(found, "Bilbao").country) == ("DE", "ES")
    assert referent(found, "Bilbao").geonames is not None
    assert referent(read("그는 독일 함부르크에서 말했다.", "ko", "L:독일 함부르크"), "함부르크").country == "DE"


def test_ministries_are_bodies() -> None:
    found = read("The Ministry of Industrial Supply declined.", "en")
    assert referent(found, "Ministry of Industrial Supply").type == "organisation"
    found = read("Das Bundesministerium für Handel und Rohstoffe (BMHR) schwieg.", "de", "O:BMHR")
    body = referent(found, "Bundesministerium für Handel und Rohstoffe")
    assert ("de", "BMHR") in body.forms


def test_common_words_are_no_names() -> None:
    assert read("The company said no.", "en", "O:The|O:company").referents == ()


def test_languages_without_pack_use_the_tagger_alone() -> None:
    found = read("Presidente Ida Moll visitò Bilbao. Moll tornò.", "it", "P:Ida Moll|L:Bilbao")
    assert referent(found, "Moll").label == "Ida Moll"
    assert referent(found, "Bilbao").type == "place"


def test_academic_titles_are_no_names() -> None:
    found = read("Gestern sprach Professor Dr. Ida Moll, Direktor Prof. Dr. Bernd Halm schwieg.", "de", "P:Bernd Halm")
    assert {referent.label for referent in found.referents} == {"Ida Moll", "Bernd Halm"}
    assert {found.referents[role.holder or 0].label for role in found.roles} == {"Ida Moll", "Bernd Halm"}


def test_a_word_of_time_before_a_korean_name_is_no_part_of_it() -> None:
    found = read(
        "복선희 대표는 14일 저녁 홀텐 장관과 통화했다. 그레타 홀텐 장관은 웃었다.", "ko", "P:복선희|P:그레타 홀텐"
    )
    minister = referent(found, "그레타 홀텐")
    assert "저녁" not in "".join(form for r in found.referents for _, form in r.forms)
    assert any(form == "홀텐" for _, form in minister.forms)


def test_what_stands_between_a_person_and_the_title_is_the_body() -> None:
    found = read(
        "그레타 홀텐 젠코라 최고경영자가 왔다. 젠코라는 조선소다. 홀텐 CEO는 웃었다.",
        "ko",
        "P:그레타 홀텐 젠코라|P:홀텐",
    )
    assert referent(found, "젠코라").type == "organisation"
    assert found.referents[referent(found, "그레타 홀텐").employer or 0].label == "젠코라"


def test_a_name_before_what_only_a_place_has_behind_it() -> None:
    found = read("복선희 대표는 솔메라폰의 한 식당을 찾았다.", "ko", "P:복선희|P:솔메라폰")
    assert referent(found, "솔메라폰").type == "place"


def test_korean_guests_are_nobody() -> None:
    found = read("복선희 대표는 다른 손님의 말을 들었다.", "ko", "P:복선희")
    assert [r.label for r in found.referents if r.type == "person"] == ["복선희"]


def test_like_titles_are_told_apart_as_printed() -> None:
    found = read(
        "복선희 나루전자 회장이 왔다. 복한울 나루전자 노조위원장도 왔다. 복 위원장은 복 회장에게 말을 건넸다.",
        "ko",
        "P:복선희|P:복한울|O:나루전자",
    )
    assert any("위원장" in form for _, form in referent(found, "복한울").forms)
    assert not any("위원장" in form for _, form in referent(found, "복선희").forms)


def test_a_korean_meal_is_nobody() -> None:
    found = read("복선희 대표는 본점에서 조찬을 함께했다.", "ko", "P:복선희|P:조찬")
    assert [r.label for r in found.referents] == ["복선희"]
