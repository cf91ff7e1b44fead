"""What an article is compared by, and how rare that is."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_EN, LOCK_KO, LOCK_OTHER_EN
from whomet.languages import codes, pack
from whomet.records import EntityType
from whomet.stories.profiles import Rarity, profile, terms

NAMES: dict[str, EntityType] = {"Marit Donkers": "person", "Overijk": "place"}


def test_a_profile_holds_meaning_words_and_names() -> None:
    made = profile(article("a", LOCK_EN, published="2026-03-04", names=NAMES), encoder())
    assert (made.file, made.language, made.day) == ("a", "en", "2026-03-04")
    assert np.linalg.norm(made.lead) == pytest.approx(1.0)
    assert made.words["overij"] > made.words["spring"] > 0.0
    assert set(made.headline) <= set(made.words)
    assert made.numbers == {"1931": 1.0, "2031": 1.0, "48": 1.0}
    assert made.sentences.dtype == np.int8
    assert list(made.words) == sorted(made.words)
    assert made.names["=maritdonkers"] > made.names["=overijk"] > 0.0


def test_scripts_without_case_are_cut_into_pairs() -> None:
    made = profile(article("a", LOCK_KO, "ko"), encoder())
    assert {len(word) for word in made.words if not word.isdigit()} == {2}


def test_an_article_that_tells_nothing_has_an_empty_profile() -> None:
    made = profile(article("a", ""), encoder())
    assert not made.lead.any()
    assert not made.words
    assert Rarity([made]).words(made) == {}


def test_what_all_have_weighs_less() -> None:
    lock = profile(article("a", LOCK_EN, names=NAMES), encoder())
    other = profile(article("b", LOCK_OTHER_EN), encoder())
    before = Rarity([lock]).words(lock)
    after = Rarity([lock, other]).words(lock)
    both = {"lock", "overij"}
    own = "spring"
    assert both <= set(lock.words) & set(other.words)
    assert own in lock.words.keys() - other.words.keys()
    assert all(after[word] / after[own] < before[word] / before[own] for word in both)
    assert math.sqrt(sum(weight * weight for weight in after.values())) == pytest.approx(1.0)


def test_common_words_of_a_language_weigh_little_in_the_smallest_folder() -> None:
    lock = profile(article("a", LOCK_EN), encoder())
    weights = Rarity([lock]).words(lock)
    assert weights["the"] < weights["lock"] / 20


def test_numbers_are_alike_in_all_scripts_and_however_they_are_grouped() -> None:
    numbers = [
        profile(article("a", f"Title\nIn all {written} came.", "und"), encoder()).numbers
        for written in ("12,500", "12.500", "١٢٬٥٠٠".replace("٬", ","), "012500")
    ]
    assert numbers == [{"12500": 1.0}] * 4


def test_vectors_in_steps_are_as_good() -> None:
    made = profile(article("a", LOCK_EN), encoder())
    whole = encoder().encode([LOCK_EN.split("\n")[0]])[0]
    assert float(whole @ (made.sentences[0] * made.steps[0])) == pytest.approx(1.0, abs=0.002)


def test_counting_one_by_one_is_counting_at_once() -> None:
    made = [profile(article(str(at), text), encoder()) for at, text in enumerate((LOCK_EN, CHOIR_EN, LOCK_KO))]
    slow = Rarity()
    for each in made:
        slow.observe(each)
    assert all(slow.words(each) == Rarity(reversed(made)).words(each) for each in made)
    assert all(slow.names(each) == Rarity(reversed(made)).names(each) for each in made)


def test_words_of_one_language_say_nothing_of_another() -> None:
    lock = profile(article("a", LOCK_EN), encoder())
    korean = profile(article("b", LOCK_KO, "ko"), encoder())
    assert Rarity([lock]).words(lock) == Rarity([lock, korean]).words(lock)


@pytest.mark.parametrize("code", codes())
def test_common_words_are_written_as_they_are_compared(code: str) -> None:
    share = pack(code).table("common")["share"]
    assert len(share) > 40
    assert all(0.1 <= each <= 1.0 for each in share.values())
    assert all(word in terms(word) for word in share)
