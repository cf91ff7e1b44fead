"""Names in other cases than the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.languages import pack
from whomet.mentions.cases import first_form, nominatives, readings, same_name, same_words
from whomet.mentions.lexicon import lexicon


@pytest.mark.parametrize(
    ("code", "left", "right", "same"),
    [
        ("ru", "Яна Грушева", "Яной Грушевой", True),
        ("ru", "Ефимом Лаптевым", "Ефиму Лаптеву", True),
        ("ru", "Ефим Лаптев", "Яна Лаптева", False),
        ("ru", "Ефим Лаптев", "Ефим Лаптенко", False),
        ("pl", "Hanna Sobieraj", "Hanną Sobieraj", True),
        ("pl", "Marek Zdunek", "Markiem Zdunkiem", True),
        ("pl", "Marek Zdunek", "Marta Zdunek", False),
        ("en", "Ida Moll", "Ida Molla", False),
    ],
)
def test_same_name(code: str, left: str, right: str, same: bool) -> None:
    assert same_name(left.casefold(), right.casefold(), lexicon(code)) is same


def test_words_of_bodies() -> None:
    assert same_words("федерация стали", "федерации стали", lexicon("ru"))
    assert not same_words("федерация стали", "федерации зерна", lexicon("ru"))


@pytest.mark.parametrize(
    ("code", "forms", "first"),
    [
        ("ru", ["Яной Грушевой", "Яна Грушева"], "Яна Грушева"),
        ("ru", ["Севдой Караосман"], "Севда Караосман"),
        ("ru", ["Сергей Ким"], "Сергей Ким"),
        ("pl", ["Teodorem Sobalskim"], "Teodor Sobalski"),
        ("pl", ["Halina Grzęda"], "Halina Grzęda"),
        ("en", ["Ida Moll"], "Ida Moll"),
    ],
)
def test_first_form(code: str, forms: list[str], first: str) -> None:
    assert first_form(forms, lexicon(code)) == first


@given(st.text(alphabet="абвгдеёийлмнорсуыьюяАБВ", min_size=1, max_size=9))
def test_a_word_is_among_its_own_first_forms(word: str) -> None:
    language = lexicon("ru")
    assert word in nominatives(word, language)
    assert f"{word} {word}" in readings(f"{word} {word}", "ru")


def test_words_of_a_table_are_declined_together() -> None:
    forms = {form for role in pack("ru").table("roles")["role"] for form in role.get("forms", ())}
    assert {"генеральный директор", "генеральным директором"} <= forms
    assert "генеральный директором" not in forms
