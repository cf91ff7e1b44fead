"""Meetings, statements and plans told in Japanese."""

from __future__ import annotations

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("[P:戸村敬一郎]社長は[P:蓑田克彦]外相と[L:大阪市]で会談した。", "held"),
        ("[P:戸村敬一郎]社長と[P:蓑田克彦]外相が懇談し、意見を交わした。", "held"),
        ("[P:戸村敬一郎]氏（58）と[O:外務省]の[P:蓑田克彦]局長は電話で協議した。", "held"),
        ("[P:戸村敬一郎]社長は来月、[P:蓑田克彦]外相と会う見通しだ。", "planned"),
        ("[P:戸村敬一郎]社長は近く[P:蓑田克彦]外相と会談する。", "planned"),
        ("[P:戸村敬一郎]社長と[P:蓑田克彦]外相の会談は中止となった。", "cancelled"),
        ("[P:戸村敬一郎]社長は[P:蓑田克彦]外相とは会っていないと述べた。", "denied"),
        ("[P:戸村敬一郎]社長は[P:蓑田克彦]外相に会談を申し入れた。", "proposed"),
    ],
)
def test_status(source: str, status: str) -> None:
    (only,) = told(source, "ja")
    assert (only["sides"], only["status"]) == ({"戸村敬一郎", "蓑田克彦"}, status)


@pytest.mark.parametrize(
    "source",
    [
        "[P:戸村敬一郎]知事は[P:蓑田克彦]大使の表敬訪問を受けた。",
        "[P:蓑田克彦]大使が[P:戸村敬一郎]知事を表敬訪問した。",
        "[P:戸村敬一郎]知事は[P:蓑田克彦]大使を公邸に招き、懇談した。",
    ],
)
def test_host(source: str) -> None:
    (only,) = told(source, "ja")
    assert (only["host"], only["status"]) == ("戸村敬一郎", "held")


@pytest.mark.parametrize(
    "source",
    [
        "[P:戸村敬一郎]氏は[P:蓑田克彦]氏の発言を批判した。",
        "[P:戸村敬一郎]選手は決勝で[P:蓑田克彦]選手を破った。",
        "[P:戸村敬一郎]氏の後任には[P:蓑田克彦]氏が就く。",
        "[P:戸村敬一郎]氏は記者会見で[P:蓑田克彦]氏の案に触れた。",
        "[P:戸村敬一郎]選手と[P:蓑田克彦]選手は次の試合で顔を合わせる。",
    ],
)
def test_no_meeting(source: str) -> None:
    assert told(source, "ja") == []


def test_a_list_with_company() -> None:
    (only,) = told("[P:戸村敬一郎]氏は[P:蓑田克彦]氏と会談した。会談には[P:加持玲子]氏、[P:倉光実]氏も同席した。", "ja")
    assert only["attendees"] == {"加持玲子", "倉光実"}


def test_a_day_on_which_it_was_told_is_not_the_day_of_the_meeting() -> None:
    (only,) = told("[P:戸村敬一郎]社長は[T:2024-06-12|12日]、[P:蓑田克彦]外相と会談したことを明らかにした。", "ja")
    assert only["date"] is None


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("[P:戸村敬一郎]社長は新しい工場を来年建てると述べた。", "新しい工場を来年建てる"),
        ("[P:戸村敬一郎]社長は計画に変更がないことを明らかにした。", "計画に変更がない"),
    ],
)
def test_statements(source: str, content: str) -> None:
    document, mentions = build(source, "ja")
    (only,) = extract(document, mentions).statements
    assert (only.text, mentions.referents[only.speaker or 0].label) == (content, "戸村敬一郎")


def test_a_plan() -> None:
    document, mentions = build("[O:霧島電機]は[T:2025|来年]、工場を建てる計画だ。", "ja")
    (only,) = extract(document, mentions).plans
    assert (only.when, only.who) == ("2025", 0)
