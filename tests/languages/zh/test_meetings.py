"""Meetings, statements and plans told in Chinese, in both scripts."""

from __future__ import annotations

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("部长[P:郗明哲]在[L:青岛]会见了[P:滕怀远]董事长。", "held"),
        ("[P:郗明哲]与[P:滕怀远]周二举行会谈。", "held"),
        ("[P:郗明哲]部长同[O:海岳重工]董事长[P:滕怀远]通电话，双方交换了意见。", "held"),
        ("[P:郗明哲]部長昨日會晤[P:滕怀远]董事長。", "held"),
        ("[P:郗明哲]部长下周将与[P:滕怀远]会晤。", "planned"),
        ("[P:郗明哲]取消了与[P:滕怀远]的会面。", "cancelled"),
        ("[P:郗明哲]同[P:滕怀远]的會談延期。", "cancelled"),
        ("[P:郗明哲]否认曾会见[P:滕怀远]。", "denied"),
        ("[P:郗明哲]部长建议与[P:滕怀远]会面。", "proposed"),
    ],
)
def test_status(source: str, status: str) -> None:
    (only,) = told(source, "zh")
    assert (only["sides"], only["status"]) == ({"郗明哲", "滕怀远"}, status)


@pytest.mark.parametrize(
    "source",
    [
        "省长[P:郗明哲]接见了[P:滕怀远]。",
        "[P:郗明哲]市长会见来访的[P:滕怀远]董事长。",
        "[P:滕怀远]董事长拜会[P:郗明哲]市长。",
        "總理[P:郗明哲]設宴款待[P:滕怀远]。",
    ],
)
def test_host(source: str) -> None:
    (only,) = told(source, "zh")
    assert (only["host"], only["status"]) == ("郗明哲", "held")


@pytest.mark.parametrize(
    "source",
    [
        "[P:郗明哲]批评了[P:滕怀远]的言论。",
        "[P:郗明哲]接替[P:滕怀远]出任总经理。",
        "[P:郗明哲]的球队击败[P:滕怀远]执教的球队。",
        "[P:郗明哲]和[P:滕怀远]毕业于同一所大学。",
        "[P:郗明哲]在会上朗诵了[P:滕怀远]的诗。",
    ],
)
def test_no_meeting(source: str) -> None:
    assert told(source, "zh") == []


def test_a_list_with_company() -> None:
    (only,) = told("[P:郗明哲]会见了[P:滕怀远]。[P:厉建章]、[P:聂晓蕾]参加了会见。", "zh")
    assert only["attendees"] == {"厉建章", "聂晓蕾"}


def test_a_time_of_the_next_clause_is_not_the_day_of_the_meeting() -> None:
    (only,) = told("[T:2024-06-12|12日][P:郗明哲]会见[P:滕怀远]，工厂将于[T:2026-04|2026年4月]投产。", "zh")
    assert only["date"] == "2024-06-12"


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("[P:郗明哲]表示，公司将在五年内建成新厂。", "公司将在五年内建成新厂。"),
        ("[P:郗明哲]說工廠明年不會關閉。", "工廠明年不會關閉。"),
    ],
)
def test_statements(source: str, content: str) -> None:
    document, mentions = build(source, "zh")
    (only,) = extract(document, mentions).statements
    assert (only.text, mentions.referents[only.speaker or 0].label) == (content, "郗明哲")


def test_a_plan() -> None:
    document, mentions = build("[O:海岳重工]计划[T:2026|2026年]在青岛建第二座工厂。", "zh")
    (only,) = extract(document, mentions).plans
    assert (only.when, only.who) == ("2026", 0)
