"""Which of two texts came first, by each kind of evidence and by none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sources.building import article, encoder
from tests.sources.texts import LOCK_DE, LOCK_EN
from whomet.records import Article, CorrectionMention, Events, Origin, Referent, Stamp
from whomet.sources import trace


def origin(left: Article, right: Article) -> Origin:
    (found,) = trace([left, right], encoder()).origins
    return found


def stamped(one: Article, value: str, clock: str | None = None, zone: float | None = None) -> Article:
    stamp = Stamp(value, clock, zone)
    return replace(one, document=replace(one.document, published=value, publication=stamp, published_zone=zone))


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
@pytest.mark.parametrize(
    ("early", "late", "by"),
    [
        (("2030-05-07",), ("2030-05-08",), "time"),
        (("2030-05-07", "09:30", 0.0), ("2030-05-07", "10:10", 0.0), "time"),
        (("2030-05-07", "23:30", 9.0), ("2030-05-07", "16:00", 0.0), "time"),  # 14:30 at Greenwich
        (("2030-05-07", "09:30", 0.0), ("2030-05-07", "09:30", 0.0), None),
        (("2030-05-07", "09:30", None), ("2030-05-07",), None),
        (("2030-05",), ("2030-05-08",), None),
        (("2030-05",), ("2030-06-08",), "time"),
        (("2030?",), ("2031-06-08",), None),
    ],
)
def test_time(first: str, second: str, early: tuple[str], late: tuple[str], by: str | None) -> None:
    found = origin(stamped(article(first, LOCK_EN), *early), stamped(article(second, LOCK_EN), *late))
    assert (found.source, found.directed_by) == (first if by else None, by)


def test_a_date_lent_by_peers_tells_nothing() -> None:
    lent = article("a", LOCK_EN, published="2030-05-01")
    lent = replace(lent, document=replace(lent.document, published_from="peers"))
    assert origin(lent, article("b", LOCK_EN, published="2030-05-07")).source is None


def test_one_day_on_two_clocks_says_less_than_a_credit() -> None:
    first = article("b", LOCK_EN, outlet="The Heron Gazette", published="2030-05-08")
    second = article("a", LOCK_DE + "\nQuelle ist die Zeitung The Heron Gazette.", "de", published="2030-05-07")
    assert origin(first, second).source == "b"
    assert origin(first, second).directed_by == "credit"


def test_a_corrected_text_comes_after_the_one_that_is_not() -> None:
    right = article("a", LOCK_EN)
    note = CorrectionMention(0, 7, LOCK_EN[:7], "en")
    corrected = replace(article("b", LOCK_EN.replace("1931", "1913")), events=Events(corrections=(note,)))
    assert (origin(right, corrected).source, origin(right, corrected).directed_by) == ("a", "correction")
    foreign = replace(corrected, events=Events(corrections=(replace(note, whose="Post"),)))
    assert origin(right, foreign).source is None


def test_those_who_saw_neither_tell_who_made_the_slip() -> None:
    witness = """A lock for 1931 pounds of gold
Overijk has known its old lock since 1931 and remembers the flood of 1953.
The town hall shows pictures of the builders, and the widow of one of them came to see them on Friday.
She brought a cake in the form of a lock that leaked cream."""
    right = LOCK_EN + "\nThe flood of 1953 came a foot below its edge."
    wrong = right.replace("1931", "1951").replace("1953", "1935")
    found = trace([article("z", right), article("a", wrong), article("m", witness)], encoder()).origins
    assert [(one.source, one.targets, one.directed_by) for one in found] == [("z", ("a",), "errors")]


def test_a_name_glossed_in_the_letters_of_the_other_was_translated() -> None:
    korean = """브린들, 오버레이크와 갑문 계약
오버레이크의 마릿 동커스(Marit Donkers) 시장은 화요일 브린들웍스와 새 운하 갑문 건설 계약을 체결했다.
갑문 건설에는 4800만 유로가 들며 2031년 봄에 개통할 예정이다.
동커스 시장은 시청에서 열린 서명식 뒤 "우리는 이 문을 30년 동안 기다렸다"고 말했다.
브린들의 파벨 오스트리 수석 기술자는 바지선이 한 달 이상 기다리지 않아도 될 것이라고 약속했다.
옛 갑문은 1931년에 지어졌으며 시간당 약 2천 리터의 물이 샌다.
시의회는 지난 3월 경쟁 업체의 더 싼 제안을 거부했다.
동커스 시장은 내년 가을 그디니아에 있는 브린들 조선소를 방문할 예정이다."""
    told = article("a", korean, "ko")
    glossed = Referent("person", "마릿 동커스", (("ko", "마릿 동커스"),), (), aliases=(("en", "Marit Donkers"),))
    told = replace(told, mentions=replace(told.mentions, referents=(glossed,)))
    source = article("b", LOCK_EN, names={"Marit Donkers": "person"})
    assert (origin(told, source).source, origin(told, source).directed_by) == ("b", "language")
    plain = article("a", korean, "ko")
    assert origin(plain, source).source is None
