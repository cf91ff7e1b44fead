"""Titles, bodies and short forms of people in Japanese."""

from __future__ import annotations

import pytest
from tests.languages.people import employers, meant, people, read, titles


@pytest.mark.parametrize(
    "text",
    [
        "鳴海造船の久瀬直樹社長は12日、会見した。",
        "鳴海造船（呉市）の久瀬直樹（くぜ・なおき）社長は12日、会見した。",
        "鳴海造船社長の久瀬直樹氏は12日、会見した。",
        "久瀬直樹・鳴海造船社長は12日、会見した。",
        "会見したのは鳴海造船の代表取締役社長 久瀬直樹。",
    ],
)
def test_title_and_body(text: str) -> None:
    found = read(text, "ja", "P:久瀬直樹|O:鳴海造船|L:呉市")
    assert titles(found) == {"久瀬直樹": ["president"]}
    assert employers(found) == {"久瀬直樹": "鳴海造船"}


def test_short_forms_with_titles() -> None:
    found = read(
        "鳴海造船の久瀬直樹社長が呉市の久瀬照代市長と会談した。\n久瀬社長は歓迎した。久瀬市長も応じた。\n同社長は帰京した。",
        "ja",
        "P:久瀬直樹|P:久瀬照代|O:鳴海造船|L:呉市|P:久瀬",
    )
    assert people(found)["久瀬直樹"] == ["久瀬直樹", "久瀬", "同社長"]
    assert people(found)["久瀬照代"] == ["久瀬照代", "久瀬"]


def test_respectful_words_and_groups() -> None:
    found = read(
        "久瀬直樹社長は范楚安（ファン・チューアン）会長と握手した。\n范氏は笑った。両氏は再会を約束した。同氏は帰国した。",
        "ja",
        "P:久瀬直樹|P:范楚安",
    )
    assert people(found)["范楚安"][1] == "范"
    assert sorted(meant(found, "両氏")[0]) == ["久瀬直樹", "范楚安"]
    assert len(meant(found, "同氏")) == 1


def test_captions_row_by_row() -> None:
    found = read("^（左から）久瀬直樹社長、范楚安会長、辻真帆局長", "ja", "P:久瀬直樹|P:范楚安|P:辻真帆")
    assert titles(found) == {"久瀬直樹": ["president"], "范楚安": ["chairman"], "辻真帆": ["director"]}


def test_a_title_inside_a_word_is_none() -> None:
    found = read("社長室と会長選と首相官邸と大使館の前。", "ja")
    assert found.roles == ()
