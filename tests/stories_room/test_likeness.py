"""How alike two articles are, pair by pair and all at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_DE, LOCK_EN, LOCK_KO, LOCK_OTHER_EN
from whomet.records import EntityType
from whomet.stories.features import FEATURES, Comparison
from whomet.stories.likeness import degrees, likeness, probabilities
from whomet.stories.profiles import Profile, Rarity, profile

NAMES: dict[str, EntityType] = {"Marit Donkers": "person", "Overijk": "place", "Brindle Works": "organisation"}
ARTICLES = [
    article("a", LOCK_EN, names=NAMES),
    article("b", LOCK_DE, "de", names=NAMES),
    article("c", LOCK_KO, "ko", names={"마릿 동커스": "person", "오버레이크": "place"}),
    article("d", LOCK_OTHER_EN, names=NAMES),
    article("e", CHOIR_EN),
    article("f", ""),
]


def profiles() -> list[Profile]:
    return [profile(each, encoder()) for each in ARTICLES]


def test_a_table_holds_what_the_pairs_are_told() -> None:
    made = profiles()
    table = likeness(ARTICLES, encoder())
    pairs = np.array([[3, 0], [0, 1], [4, 2], [5, 5]])
    found = probabilities(made, pairs, Rarity(made))
    assert found == pytest.approx([table[0, 3], table[0, 1], table[2, 4], table[5, 5]], abs=0)
    assert table.shape == (6, 6)
    assert (table == table.T).all()


def test_one_event_is_more_alike_than_two_in_any_language() -> None:
    table = likeness(ARTICLES, encoder())
    assert table[0, 1] > 0.5 > table[0, 4]
    assert table[0, 2] > 0.5 > table[2, 4]
    assert table[0, 3] > 0.5


def test_no_pairs_no_answers() -> None:
    assert probabilities(profiles(), np.zeros((0, 2), dtype=np.int64), Rarity()).shape == (0,)
    assert likeness([], encoder()).shape == (0, 0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12), st.permutations(range(6)))
def test_a_pair_depends_on_no_other_pair_and_on_no_order(drawn: list[tuple[int, int]], order: list[int]) -> None:
    made = profiles()
    rarity = Rarity(made)
    found = probabilities(made, np.array(drawn), rarity)
    assert ((found >= 0) & (found <= 1)).all()
    shuffled = [made[at] for at in order]
    turned = np.array([(order.index(right), order.index(left)) for left, right in drawn])
    assert (probabilities(shuffled, turned, Rarity(shuffled)) == found).all()
    for pair, alone in zip(drawn, found, strict=True):
        assert probabilities(made, np.array([pair]), rarity)[0] == alone


def test_a_region_makes_no_other_language() -> None:
    made = profiles()
    british = profile(
        replace(ARTICLES[3], document=replace(ARTICLES[3].document, languages=("en-GB",))),
        encoder(),
    )
    pair = np.array([[0, 3]])
    one = probabilities(made, pair, Rarity(made))
    other = probabilities([*made[:3], british, *made[4:]], pair, Rarity(made))
    assert (one == other).all()


def test_a_degree_tells_apart_what_is_surely_the_same() -> None:
    made = profiles()
    pairs = np.array([[0, 0], [0, 1], [0, 3], [0, 4]])
    itself, translated, other, unrelated = degrees(made, pairs, Rarity(made))
    assert 1.1 > itself > translated > unrelated
    assert itself > other > unrelated > -0.3
    assert (degrees(made, pairs[:, ::-1], Rarity(made)) == degrees(made, pairs, Rarity(made))).all()


def test_no_feature_of_an_article_that_tells_nothing_is_undefined() -> None:
    made = profiles()
    found = Comparison(made, np.arange(6), Rarity(made)).features(np.array([5, 0, 5]), np.array([0, 5, 5]))
    assert set(found) == set(FEATURES)
    assert all(np.isfinite(numbers).all() for numbers in found.values())


def test_the_same_day_tells_and_an_unknown_one_does_not() -> None:
    days = ("2031-05-04", "2031-05-04", "2031-06-03", "2031-05", None)
    made = [profile(article(str(at), LOCK_EN, published=day), encoder()) for at, day in enumerate(days)]
    left, right = np.zeros(4, dtype=np.int64), np.arange(1, 5)
    near = Comparison(made, np.arange(5), Rarity(made)).features(left, right, ("near",))["near"]
    assert near == pytest.approx([1.0, np.exp(-1.0), 0.0, 0.0])
