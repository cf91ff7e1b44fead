"""Short forms, titles, pronouns, groups: to whom they point."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import meant, read, referent


def test_korean_surname_with_title() -> None:
    found = read("복선희 나루전자 회장이 왔다. 복 회장은 웃었다.", "ko", "P:복선희|O:나루전자")
    assert meant(found, "복 회장") == [["복선희"]]
    assert ("ko", "복 회장") in referent(found, "복선희").forms


def test_titles_tell_two_people_of_one_surname_apart() -> None:
    text = "노하늘 나루전자 사장과 노바람 젠코 부사장이 왔다. 노 사장은 웃었다. 노 부사장은 떠났다."
    found = read(text, "ko", "P:노하늘|P:노바람|O:나루전자|O:젠코")
    assert meant(found, "노 사장") == [["노하늘"]]
    assert meant(found, "노 부사장") == [["노바람"]]


def test_foreign_short_form_with_title() -> None:
    found = read("그레타 홀텐 젠코 CEO가 왔다. 홀텐 CEO는 웃었다. 홀텐은 떠났다.", "ko", "P:그레타 홀텐|P:홀텐|O:젠코")
    holten = referent(found, "그레타 홀텐")
    assert {"홀텐", "홀텐 CEO"} <= {form for _, form in holten.forms}


def test_honorifics_tell_namesakes_apart() -> None:
    text = "Bok Tae-ho, chairman of Zenko, came with his daughter, Bok Sun-hee. Mr Bok spoke. Ms Bok did not."
    found = read(text, "en", "P:Bok Tae-ho|P:Bok Sun-hee|O:Zenko")
    assert ("en", "Mr Bok") in referent(found, "Bok Tae-ho").forms
    assert ("en", "Ms Bok") in referent(found, "Bok Sun-hee").forms


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "Trade minister Ida Moll came. Later the minister left.", "minister"),
        ("de", "Ministerin Ida Moll kam. Später ging die Ministerin.", "Ministerin"),
        ("de", "Zenko-Chefin Ida Moll kam. Das sagte die Zenko-Chefin.", "Chefin"),
    ],
)
def test_titles_take_up_their_holder(language: str, text: str, title: str) -> None:
    found = read(text, language, "P:Ida Moll|O:Zenko")
    assert [name.reach for name in found.names if name.text == title] == ["title"]
    assert meant(found, title) == [["Ida Moll"]]


def test_pronouns_follow_the_gender() -> None:
    found = read("Ms Moll met Mr Abara. She spoke first. He listened.", "en", "P:Moll|P:Abara")
    assert meant(found, "She") == [["Moll"]]
    assert meant(found, "He") == [["Abara"]]
    found = read("Frau Moll traf Herrn Halm. Danach ging sie. Er blieb.", "de", "P:Moll|P:Halm")
    assert meant(found, "sie") == [["Moll"]]
    assert meant(found, "Er") == [["Halm"]]


def test_korean_pronoun() -> None:
    found = read("복선희 회장이 서울에 왔다. 그는 웃었다.", "ko", "P:복선희|L:서울")
    assert meant(found, "그") == [["복선희"]]


@pytest.mark.parametrize(
    ("language", "text", "group", "forms"),
    [
        ("en", "Ida Moll met Bernd Halm in Oslo. The two agreed.", "The two", "P:Ida Moll|P:Bernd Halm|L:Oslo"),
        ("en", "Ida Moll met Bernd Halm. The two leaders agreed.", "The two leaders", "P:Ida Moll|P:Bernd Halm"),
        ("de", "Ida Moll traf Bernd Halm. Das Duo sprach lange.", "Das Duo", "P:Ida Moll|P:Bernd Halm"),
        ("de", "Ida Moll traf Bernd Halm. Die beiden sprachen lange.", "Die beiden", "P:Ida Moll|P:Bernd Halm"),
        (
            "ko",
            "복선희 회장은 그레타 홀텐 대표와 만났다. 두 사람은 협력을 논의했다.",
            "두 사람",
            "P:복선희|P:그레타 홀텐",
        ),
    ],
)
def test_groups_mean_the_persons_before(language: str, text: str, group: str, forms: str) -> None:
    found = read(text, language, forms)
    assert [name.reach for name in found.names if name.text == group] == ["group"]
    assert len(meant(found, group)[0]) == 2


def test_a_group_looks_over_those_who_only_attended() -> None:
    text = "Ida Moll met Bernd Halm. Greta Rask, Jon Berg and Per Lund sat in. The two agreed."
    found = read(text, "en", "P:Ida Moll|P:Bernd Halm|P:Greta Rask|P:Jon Berg|P:Per Lund")
    assert meant(found, "The two") == [["Ida Moll", "Bernd Halm"]]


def test_the_company_and_the_ministry() -> None:
    text = "Zenko grew fast. The company hired. The Ministry of Supply Chains knew. The ministry was silent."
    found = read(text, "en", "O:Zenko")
    assert meant(found, "The company") == [["Zenko"]]
    assert meant(found, "The ministry") == [["Ministry of Supply Chains"]]


def test_brackets_give_aliases_and_abbreviations() -> None:
    found = read("그레타 홀텐(Greta Holten) 젠코 대표가 왔다.", "ko", "P:그레타 홀텐|P:Greta Holten")
    assert ("en", "Greta Holten") in referent(found, "그레타 홀텐").aliases
    found = read("The Narumi Shipping Authority (NSA) agreed. NSA paid.", "en", "O:Narumi Shipping Authority|O:NSA")
    assert referent(found, "NSA").label == "Narumi Shipping Authority"


def test_spelling_variants_of_one_holder_are_joined() -> None:
    text = "Zenko CEO Ida Mollsen came. Zenko CEO Ida Molsen left. Halm met Balm."
    found = read(text, "en", "P:Ida Mollsen|P:Ida Molsen|P:Halm|P:Balm|O:Zenko")
    assert {"Ida Mollsen", "Ida Molsen"} <= {form for _, form in referent(found, "Ida Mollsen").forms}
    assert referent(found, "Halm") is not referent(found, "Balm")


def test_a_short_form_is_left_open_where_nothing_decides() -> None:
    text = "한하늘 회장과 한바람 회장이 왔다. 한 회장은 웃었다."
    found = read(text, "ko", "P:한하늘|P:한바람")
    assert meant(found, "한 회장") == [[]]
