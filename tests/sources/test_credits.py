"""Tests: who names whom as the place where the news was first told."""

from __future__ import annotations

import pytest

from tests.sources.building import article
from whomet.sources.credits import Credit, Credits

HEADLINE = "The council meets the ferry owners"


def named(text: str, outlet: str, language: str = "ko") -> Credit:
    other = article("b.txt", f"{HEADLINE}\nThey met on Monday.", outlet=outlet)
    return Credits({"a.txt": article("a.txt", text, language), "b.txt": other}).between("a.txt", "b.txt")


@pytest.mark.parametrize("word", ["랜턴", "란테른"])
def test_a_name_is_heard_with_or_without_the_sound_that_transcription_loses(word: str) -> None:
    assert named(f"시의회\n몬태나 {word}이 월요일 보도했다.", "Montana Lantern") is Credit.LEAD


@pytest.mark.parametrize(
    ("text", "outlet", "language"),
    [
        ("주민 설명회\n이웃들의 불만은 크다.", "Eastmoor Bellman", "ko"),
        ("조선소\n철로 만들지만 튼튼하다.", "El Correo de Montesol", "ko"),
        ("The board\nBesuch Pacherneggs came on Monday.", "Невская хроника", "en"),
        ("渡轮\n通关快一小时。", "달내경제", "zh"),
    ],
)
def test_words_that_only_sound_a_little_like_a_name_credit_nobody(text: str, outlet: str, language: str) -> None:
    assert named(text, outlet, language) is Credit.NONE
