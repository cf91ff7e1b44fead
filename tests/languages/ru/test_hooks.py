"""Sentences, endings and short forms of Russian."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("ru").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Мост построили в 1934 г., и он устал. Артель им. Лоцмана получит 300 т рыбы и т.д. В четверг отдых.", 3),
        ("Об этом сказал Э. Ф. Гринько. С ним был к.э.н. Олег Дудин, т. е. эксперт.", 2),
        ("Контракт на 1,8 млрд руб. пока не подписан. «Сверили часы». Всё!", 3),
        ("Дом стоит на ул. Речной, д. 5. Его снесут в 2026 г. На месте будет сквер.", 3),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(HOOKS.split_sentences(text)) == count


@pytest.mark.parametrize(
    ("word", "stem"),
    [("Тужилиным", "Тужилин"), ("Салоненом", "Салонен"), ("Lumix’а", "Lumix"), ("Ракитина", "Ракитина")],
)
def test_endings_of_names(word: str, stem: str) -> None:
    assert HOOKS.strip_particles(word) == stem


def test_short_forms() -> None:
    assert HOOKS.short_forms("Аркадий Тужилин") == ("Тужилин", "Аркадий")
