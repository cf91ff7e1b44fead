"""Names in scripts without spaces: countries, titles and respectful words are written onto them."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import meant, read, referent


def forms_of(found: object, name: str) -> list[str]:
    return [form for _, form in referent(found, name).forms]  # type: ignore[arg-type]


def test_family_names_with_title_and_respect_in_japanese() -> None:
    found = read(
        "北鳴物産の三角涼介社長は２０日、大阪で会見した。三角氏は笑った。三角社長は帰った。",
        "ja",
        "O:北鳴物産|P:三角涼介|P:三角|L:大阪",
    )
    person = referent(found, "三角涼介")
    assert {"三角氏", "三角社長"} <= set(forms_of(found, "三角涼介"))
    assert found.referents[person.employer or 0].label == "北鳴物産"
    assert len([r for r in found.referents if r.type == "person"]) == 1


def test_a_name_that_the_tagger_missed_before_a_title() -> None:
    found = read("代表の盧賢碩が来た。会場で盧代表は笑った。", "ja", "P:盧賢碩")
    assert "盧代表" in forms_of(found, "盧賢碩")
    found = read("云岫影业董事长顾明澜到会。他说，将与顾董事长会谈。", "zh", "O:云岫影业|P:顾明澜")
    assert "顾董事长" in forms_of(found, "顾明澜")


def test_body_title_name_in_chinese() -> None:
    found = read("云岫影业董事长顾明澜到会。", "zh", "O:云岫影业|P:顾明澜")
    person = referent(found, "顾明澜")
    assert [role.role for role in found.roles] == ["chairman"]
    assert found.referents[person.employer or 0].label == "云岫影业"


@pytest.mark.parametrize(
    ("language", "text", "forms", "name", "type_"),
    [
        ("ja", "独レーゲンスブルクで会った。", "L:独レーゲンスブルク", "レーゲンスブルク", "place"),
        ("ja", "韓国文化創造部が発表した。", "O:韓国文化創造部", "文化創造部", "organisation"),
        ("ja", "大阪市で会った。", "L:大阪市", "大阪", "place"),
        ("zh", "他在日本大阪会见。", "L:在日本大阪", "大阪", "place"),
        ("th", "นายธีรพร แก้วกาญ เดินทาง", "P:นายธีรพร แก้วกาญ", "ธีรพร แก้วกาญ", "person"),
    ],
)
def test_what_is_joined_to_a_name(language: str, text: str, forms: str, name: str, type_: str) -> None:
    assert referent(read(text, language, forms), name, type_).type == type_


def test_a_thai_word_of_respect_tells_the_gender() -> None:
    found = read("นางสาวพิมพ์ดา วิชัยชล เดินทาง", "th", "P:นางสาวพิมพ์ดา วิชัยชล")
    assert referent(found, "พิมพ์ดา วิชัยชล").gender == "f"


def test_a_title_inside_of_another_word_is_none() -> None:
    found = read("中国大使館で会見した。", "ja", "O:中国大使館")
    assert found.roles == ()


def test_two_families_of_one_character_stay_two() -> None:
    found = read("衛宏志会長と衛嵐副市長が来た。衛会長は笑った。", "ja", "P:衛宏志|P:衛嵐")
    assert meant(found, "衛") == [["衛宏志"]]
