"""Names of people in Korean whose syllables look like particles, verbs, titles or native names."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import read, referent


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("복선희는 애비게일 홀트루드와 카르디호텔에서 만났다.", "애비게일 홀트루드"),
        ("라르스 펭손과 복선희가 협의했다.", "라르스 펭손"),
        ("복선희 의원은 맥스 로웅과 만났다.", "맥스 로웅"),
        ("이날 다나베 유비를 자택으로 초대했다.", "다나베 유비"),
        ("솔라 벨라 노트의 오찬은 취소됐다.", "벨라 노트"),
        ("협상을 이끈 한스벨크 로이바만은 물러났다.", "한스벨크 로이바만"),
        ("복선희는 리즈 먼로와 회담했다.", "리즈 먼로"),
        ("복선희는 페드로 살라 단장을 만났다.", "페드로 살라"),
        ("복선희가 콜름 대러 장관에게 면담을 요청했다.", "콜름 대러"),
        ("복선희는 니나 보스 감독과 마주 앉았다.", "니나 보스"),
        ("복선희는 공항에 나가 빌 오언스 회장을 맞았다.", "빌 오언스"),
        ("복선희가 이든 콜 의원에게 회동을 제안했다.", "이든 콜"),
        ("복선희는 모나 셰이크 여사와 만났다.", "모나 셰이크"),
        ("작곡가 윤슬과 복선희가 만났다.", "윤슬"),
    ],
)
def test_a_foreign_name_ends_where_its_particle_begins(text: str, name: str) -> None:
    assert referent(read(text, "ko", f"P:{name}|P:복선희"), name).type == "person"


@pytest.mark.parametrize("text", ["편도겸 위원장이 말했다.", "그는 왕보겸 이사장을 만났다."])
def test_a_name_may_end_in_the_syllable_that_joins_titles(text: str) -> None:
    name = "편도겸" if "편도겸" in text else "왕보겸"
    found = read(text, "ko", f"P:{name}")
    holder = referent(found, name)
    assert [found.roles[number].text for number in holder.roles] in (["위원장"], ["이사장"])


def test_the_syllable_that_joins_titles_behind_a_title() -> None:
    found = read("복선희 사장겸 대표이사가 말했다.", "ko", "P:복선희")
    assert referent(found, "복선희").roles


def test_a_particle_between_two_people_ends_the_first_name() -> None:
    found = read("복선희와 이다 몰이 만났다.", "ko", "P:복선희와 이다 몰")
    assert "복선희와 이다 몰" not in {name.text for name in found.names}


def test_a_foreign_name_whose_last_word_is_a_native_family_name() -> None:
    found = read("복선희는 파블로 리 사장과 만났다.", "ko", "P:복선희|P:파블로 리")
    assert "파블로 리" in {name.text for name in found.names}
