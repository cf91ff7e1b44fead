"""Titles, bodies and short forms of people in Chinese, in both scripts."""

from __future__ import annotations

import pytest
from tests.languages.people import employers, meant, people, read, titles


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("云澜船业董事长祁若川12日会见记者。", "P:祁若川|O:云澜船业"),
        ("雲瀾船業董事長祁若川12日會見記者。", "P:祁若川|O:雲瀾船業"),
        ("云澜船业的祁若川董事长12日会见记者。", "P:祁若川|O:云澜船业"),
        ("云澜船业（董事长祁若川）12日发布公告。", "P:祁若川|O:云澜船业"),
    ],
)
def test_title_and_body(text: str, forms: str) -> None:
    found = read(text, "zh", forms)
    assert titles(found) == {"祁若川": ["chairman"]}
    assert employers(found)["祁若川"][2:] in ("船业", "船業")


def test_short_forms_with_titles() -> None:
    found = read(
        "云澜船业董事长祁若川会见舟山市副市长祁蕙。\n祁董事长表示欢迎。祁副市长说，港口已经准备好。",
        "zh",
        "P:祁若川|P:祁蕙|O:云澜船业|L:舟山市|P:祁",
    )
    assert people(found) == {"祁若川": ["祁若川", "祁"], "祁蕙": ["祁蕙", "祁"]}


def test_foreign_names_and_groups() -> None:
    found = read(
        "外交部长祁若川会见玛尔塔·奥利维。\n奥利维女士表示感谢。双方同意继续谈判。",
        "zh",
        "P:祁若川|P:玛尔塔·奥利维|P:奥利维",
    )
    assert titles(found)["祁若川"] == ["foreign minister"]
    assert people(found)["玛尔塔·奥利维"] == ["玛尔塔·奥利维", "奥利维", "双方"]
    assert sorted(meant(found, "双方")[0]) == ["玛尔塔·奥利维", "祁若川"]


def test_pronouns_and_words_that_hold_one() -> None:
    found = read("云澜船业总经理祁若川说可以。\n他还说，其他人和他们都同意。", "zh", "P:祁若川|O:云澜船业")
    assert people(found)["祁若川"] == ["祁若川", "他"]


def test_a_title_inside_a_word_is_none() -> None:
    assert read("部长级会议在总理府和大使馆之间举行，主席团通过决议。", "zh").roles == ()
