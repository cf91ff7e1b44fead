"""Short forms: whom a family name, a title or a pronoun takes up, and where it stays open."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import meant, read, referent


@pytest.mark.parametrize("forms", ["P:복선희", "P:복선희|P:복"])
def test_a_lone_family_name_before_a_title_is_one_short_mention(forms: str) -> None:
    found = read("복선희 나루전자 회장이 왔다. 복 회장은 웃었다. 복씨는 말이 없었다.", "ko", forms)
    person = referent(found, "복선희")
    assert [name.text for name in found.names if name.type == "person"] == ["복선희", "복 회장", "복씨"]
    assert [name.reach for name in found.names if name.type == "person"] == ["full", "short", "short"]
    assert len(person.mentions) == 3
    assert [r.label for r in found.referents if r.type == "person"] == ["복선희"]


@pytest.mark.parametrize("text", ["복선희 회장이 왔다. 복 터졌다.", "복선희 회장이 왔다. 그는 복 많은 사람이다."])
def test_a_lone_syllable_without_title_is_nobody(text: str) -> None:
    found = read(text, "ko", "P:복선희|P:복")
    assert [r.label for r in found.referents if r.type == "person"] == ["복선희"]
    assert "복" not in [name.text for name in found.names]


def test_two_people_with_one_family_name_are_told_apart_by_title() -> None:
    found = read(
        "복선희 나루전자 회장과 복한울 나루전자 부회장이 왔다. 복 부회장은 먼저 떠났다. 복 회장은 남았다.",
        "ko",
        "P:복선희|P:복한울|O:나루전자",
    )
    assert meant(found, "복 부회장") == [["복한울"]]
    assert meant(found, "복 회장") == [["복선희"]]


def test_a_short_form_that_fits_two_alike_is_never_merged() -> None:
    found = read("Ida Moll and Bernd Moll came. Ida Moll left. Bernd Moll left.", "en", "P:Ida Moll|P:Bernd Moll")
    assert len([r for r in found.referents if r.type == "person"]) == 2


def test_an_honorific_does_not_take_up_who_was_named_in_the_same_sentence() -> None:
    found = read("Ida Moll came. Chef Bernd Moll, no kin of Ms Moll, cooked.", "en", "P:Ida Moll|P:Bernd Moll|P:Moll")
    assert meant(found, "Moll") == [["Ida Moll"]]


def test_a_body_before_a_family_name_with_its_title() -> None:
    found = read("나루 복 회장이 왔다. 복선희 나루전자 회장은 웃었다.", "ko", "P:복선희|O:나루전자|O:나루")
    assert [r.label for r in found.referents if r.type == "person"] == ["복선희"]
    assert found.referents[referent(found, "복선희").employer or 0].label.startswith("나루")


def test_a_full_name_with_its_title_settles_the_family_name_elsewhere() -> None:
    found = read(
        "크루덴 이사장이 초대했다. 필리파 크루덴 이사장은 나루미술관을 찾았다.",
        "ko",
        "O:크루덴|P:필리파 크루덴|O:나루미술관",
    )
    assert meant(found, "크루덴") == [["필리파 크루덴"]]


def test_an_abbreviation_behind_a_name_tells_the_body() -> None:
    found = read("그레타 홀텐 젠코마리나(ZMR) 최고경영자가 왔다.", "ko", "P:그레타 홀텐 젠코마리나|O:ZMR")
    chief = referent(found, "그레타 홀텐")
    assert {form for _, form in found.referents[chief.employer or 0].forms} == {"젠코마리나", "ZMR"}


def test_an_envoy_has_a_country_and_a_seat() -> None:
    found = read("복선희 주케냐 한국대사가 왔다.", "ko", "P:복선희|O:주케냐 한국대사")
    assert found.referents[referent(found, "복선희").employer or 0].country == "KR"
    assert referent(found, "케냐").type == "place"


def test_what_stands_behind_no_person_belongs_to_the_name() -> None:
    found = read("엘렌 카스타니에 프랑스 디종 시장이 왔다.", "ko", "P:엘렌 카스타니|L:프랑스 디종")
    assert referent(found, "엘렌 카스타니에").type == "person"


def test_contractions_of_bodies() -> None:
    found = read("방위사업청이 밝혔다. 방사청은 이를 부인했다.", "ko", "O:방위사업청|O:방사청")
    assert referent(found, "방사청").label == "방위사업청"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ida Moll met Bernd Halm. “Bernd sings well,” she said.", "Ida Moll"),
        ("Ida Moll spoke. Bernd Halm, who says he sings, left.", "Bernd Halm"),
        ("Ida Moll spoke. Bernd Halm and his dog left.", "Bernd Halm"),
        ("Bernd Halm praised Ida Moll. “She sings well,” Halm said.", "Ida Moll"),
    ],
)
def test_pronouns(text: str, who: str) -> None:
    found = read(text, "en", "P:Ida Moll|P:Bernd Halm|P:Bernd")
    pronoun = next(name for name in found.names if name.reach == "pronoun")
    assert [found.referents[index].label for index in pronoun.referents] == [who]


def test_kinship_tells_the_gender() -> None:
    found = read("Ida Moll came with her brother Jost Moll.", "en", "P:Ida Moll|P:Jost Moll")
    assert referent(found, "Jost Moll").gender == "m"
    found = read("복선희 회장은 장남인 복한울 부회장과 왔다.", "ko", "P:복선희|P:복한울")
    assert referent(found, "복한울").gender == "m"


def test_groups_by_gender_and_from_single_sentences() -> None:
    found = read(
        "Frau Ida Moll kam. Herr Bernd Halm kam. Frau Greta Ruiz kam. Die beiden Frauen blieben.",
        "de",
        "P:Ida Moll|P:Bernd Halm|P:Greta Ruiz",
    )
    assert sorted(meant(found, "Die beiden Frauen")[0]) == ["Greta Ruiz", "Ida Moll"]
    found = read(
        "복선희 회장은 웃었다. 그레타 홀텐 대표도 웃었다. 두 사람은 처음 만났다.", "ko", "P:복선희|P:그레타 홀텐"
    )
    assert meant(found, "두 사람") == [["복선희", "그레타 홀텐"]]


def test_affiliations_without_a_title() -> None:
    found = read(
        "Zenko's Ida Moll met Bernd Halm of Narumi Works.", "en", "P:Ida Moll|P:Bernd Halm|O:Zenko|O:Narumi Works"
    )
    assert found.referents[referent(found, "Ida Moll").employer or 0].label == "Zenko"
    assert found.referents[referent(found, "Bernd Halm").employer or 0].label == "Narumi Works"


@pytest.mark.parametrize(
    ("language", "text", "forms", "group", "who"),
    [
        (
            "en",
            "Trade minister Ida Moll came. Bernd Halm came. Rail minister Greta Ruiz came. The two ministers left.",
            "P:Ida Moll|P:Bernd Halm|P:Greta Ruiz",
            "The two ministers",
            ["Greta Ruiz", "Ida Moll"],
        ),
        (
            "ko",
            "복선희 산업부 장관이 왔다. 한바람 회장이 왔다. 그레타 홀텐 외교부 장관이 왔다. 두 장관은 악수했다.",
            "P:복선희|P:한바람|P:그레타 홀텐|O:산업부|O:나루전자|O:외교부",
            "두 장관",
            ["그레타 홀텐", "복선희"],
        ),
    ],
)
def test_a_group_called_by_its_title(language: str, text: str, forms: str, group: str, who: list[str]) -> None:
    assert sorted(meant(read(text, language, forms), group)[0]) == who


@pytest.mark.parametrize("called", ["복모씨", "복모 씨", "복 모 씨", "복모(45)씨"])
def test_who_is_not_named_is_not_the_one_with_that_family_name(called: str) -> None:
    found = read(f"복선희 나루전자 회장이 왔다. {called}는 따로 왔다.", "ko", "P:복선희|P:복모|O:나루전자")
    assert [r.label for r in found.referents if r.type == "person"] == ["복선희"]
    assert len(referent(found, "복선희").mentions) == 1


def test_whose_something_is_stands_behind_who_it_is() -> None:
    found = read("Halm's predecessor, Bernd Ruiz, called. He left.", "en", "P:Halm|P:Bernd Ruiz")
    assert meant(found, "He") == [["Bernd Ruiz"]]


def test_mr_and_ms_of_one_name_stay_open_where_nothing_tells_them_apart() -> None:
    found = read(
        "Ida Moll and Sam Moll came. It rained. Ms Moll left. It snowed. Mr Moll stayed.", "en", "P:Ida Moll|P:Sam Moll"
    )
    assert meant(found, "Moll") == [[], []]


def test_a_title_before_a_part_of_a_name_leaves_no_empty_form() -> None:
    found = read("ทองไพรอธิบดีทองไพร", "th", "P:ทองไพร")
    assert all(form for referent in found.referents for _, form in referent.forms)
