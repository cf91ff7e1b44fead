"""Ways of Korean news to tell of a meeting, and sentences that look like it."""

import pytest

from tests.events.test_meetings import told

MEETINGS = [
    ("[P:한지우]와 [P:에이다 벨]은 한 카페에서 회포를 풀었다.", "held"),
    ("[P:한지우] 의원은 [P:에이다 벨]과 마주했다.", "held"),
    ("[P:한지우] 의원과 [P:에이다 벨] 대사는 자리를 함께했다.", "held"),
    ("[P:한지우] 대표가 [P:에이다 벨]과 한 테이블에 앉았다.", "held"),
    ("[P:한지우] 대표는 [P:에이다 벨]에게 전화를 걸어 축하했다.", "held"),
    ("[P:한지우]는 [P:에이다 벨]과 국밥을 먹으며 이적을 논의했다.", "held"),
    ("[P:한지우] 교수가 입원한 [P:에이다 벨]을 병문안했다.", "held"),
    ("[P:한지우] 대표가 [P:에이다 벨]의 배웅을 받으며 떠났다.", "held"),
    ("[P:한지우]와 [P:에이다 벨]은 30년 만에 재회했다.", "held"),
    ("두 차례 무산 끝에 [P:한지우] 대표와 [P:에이다 벨]이 얼굴을 맞댔다.", "held"),
    ("[P:한지우] 대표와 [P:에이다 벨] 총리의 정상회담이 다음 달 열린다.", "planned"),
    ("[P:한지우] 장관이 다음 주 [P:에이다 벨]과 머리를 맞댄다.", "planned"),
    ("[P:한지우] 회장은 [P:에이다 벨]을 만나는 방안을 추진 중이다.", "planned"),
    ("[P:한지우] 사장이 [P:에이다 벨]을 만나러 18일 출국한다.", "planned"),
    ("[P:한지우] 총리의 [P:에이다 벨] 대통령 예방이 취소됐다.", "cancelled"),
    ("[P:한지우]와 [P:에이다 벨]의 오찬은 없던 일이 됐다.", "cancelled"),
    ("[P:한지우] 장관은 [P:에이다 벨]과의 오찬을 미뤘다.", "cancelled"),
    ("[P:한지우] 의원은 [P:에이다 벨]과 접촉한 사실이 없다고 해명했다.", "denied"),
    ("[P:한지우] 회장은 [P:에이다 벨]을 만난 기억이 없다고 말했다.", "denied"),
    ("[P:한지우]는 [P:에이다 벨]에게 만나 달라고 요청했다.", "proposed"),
    ("[P:한지우] 위원장이 [P:에이다 벨] 장관에게 면담을 촉구했다.", "proposed"),
    ("[P:한지우]는 [P:에이다 벨]을 만나고 싶다고 말했다.", "proposed"),
    ("[P:한지우] 대통령은 [P:에이다 벨] 총리에게 초청장을 보냈다.", "proposed"),
]


@pytest.mark.parametrize(("source", "status"), MEETINGS)
def test_a_meeting_is_told(source: str, status: str) -> None:
    found = told(source, "ko")
    assert [(m["status"], m["sides"]) for m in found] == [(status, {"한지우", "에이다 벨"})]


@pytest.mark.parametrize(
    "source",
    [
        "[P:한지우]는 16강에서 [P:에이다 벨]을 만난다.",
        "[P:한지우] 감독은 결승에서 [P:에이다 벨] 감독과 만났다.",
        "[P:한지우]는 재판에서 [P:에이다 벨]과 마주했다.",
        "[P:한지우]는 드라마에서 [P:에이다 벨]과 부부로 만났다.",
        "[P:한지우]와 [P:에이다 벨]은 2019년 만나 이듬해 결혼했다.",
        "[P:한지우]는 [P:에이다 벨]을 찾아 나선 형사를 연기한다.",
        "[P:한지우]는 [P:에이다 벨]을 사장으로 맞아들였다.",
        "100주년을 맞아 [P:한지우]는 [P:에이다 벨]의 곡을 연주했다.",
        "[P:한지우] 대표와 [P:에이다 벨] 대표는 손을 맞잡고 공동 브랜드를 출시했다.",
        "[P:한지우]는 [P:에이다 벨]의 통화 정책을 비판했다.",
        "[P:한지우]는 [P:에이다 벨]의 회담 제안을 거절했다.",
        "이날 행사에는 [P:한지우] 부시장, [P:에이다 벨] 의원 등 60여 명이 자리를 함께했다.",
    ],
)
def test_what_looks_like_a_meeting_is_none(source: str) -> None:
    assert told(source, "ko") == []


@pytest.mark.parametrize(
    "source",
    [
        "[P:한지우] 시장은 [P:에이다 벨] 단장을 반갑게 맞아 환담했다.",
        "[P:한지우] 대통령은 [P:에이다 벨] 총리를 청와대로 초청해 만찬을 베풀었다.",
        "[P:한지우] 시장은 [P:에이다 벨] 감독을 초청해 간담회를 연다.",
        "[P:한지우] 회장은 [P:에이다 벨] 회장에게 저녁을 대접했다.",
    ],
)
def test_who_receives_is_the_host(source: str) -> None:
    assert [m["host"] for m in told(source, "ko")] == ["한지우"]
