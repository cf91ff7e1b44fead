from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories_room.rows import row
from whomet.stories.siblings import UNDATED, WEIGHTS, Groups, Row

rows = st.builds(
    row,
    st.lists(st.integers(0, 9), max_size=5),
    st.lists(st.integers(10, 14), max_size=3),
    st.lists(st.integers(15, 19), max_size=3),
    st.tuples(*[st.integers(-2, 2)] * 4),
    st.none() | st.integers(738_000, 738_400),
    st.sampled_from(("en", "de", "ko")),
)


def whole(of: list[Row]) -> tuple[Groups, int]:
    groups = Groups(of)
    for other in range(1, len(of)):
        groups.join(0, other)
    return groups, 0


def test_every_feature_has_a_weight() -> None:
    groups = Groups([row([1]), row([2])])
    assert list(groups.features(0, [1])) == list(WEIGHTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_groups_are_held_against_each_other_whichever_stands_first_and_however_they_were_joined(
    articles: list[Row], random: object
) -> None:
    half = len(articles) // 2
    groups = Groups(articles)
    for members in (range(half), range(half, len(articles))):
        for other in members[1:]:
            groups.join(members[0], other)
    shuffled = list(articles)
    first, second = shuffled[:half], shuffled[half:]
    random.shuffle(first)  # type: ignore[attr-defined]
    random.shuffle(second)  # type: ignore[attr-defined]
    again = Groups([*second, *first])
    for members in (range(len(second)), range(len(second), len(articles))):
        for other in members[1:]:
            again.join(members[0], other)
    there = groups.odds(0, [half])[0]
    back = again.odds(0, [len(second)])[0]
    assert there == pytest.approx(back, abs=1e-6)
    assert np.isfinite(there)


def test_what_all_of_a_group_say_stands_out() -> None:
    """Two trials: every article has words of its own and those of all trials, and those of one trial their people."""
    first = [row([1, 2, 20 + at], names=[100, 101]) for at in range(4)]
    second = [row([1, 2, 30 + at], names=[102, 103]) for at in range(4)]
    groups = Groups([*first, *second])
    alone = groups.odds(0, [4])[0]
    for base in (0, 4):
        for at in range(1, 4):
            groups.join(base, base + at)
    assert groups.odds(0, [4])[0] < alone


def test_days_apart_are_those_of_the_nearest() -> None:
    groups = Groups([row([1], day=10), row([1], day=40), row([1], day=44), row([1])])
    groups.join(0, 1)
    found = groups.features(0, [2, 3])
    assert found["days apart"] == pytest.approx([np.log1p(4), np.log1p(UNDATED)])


def test_one_shared_name_is_that_of_a_namesake_several_are_not() -> None:
    known = range(100, 112)
    groups = Groups([row([1], known), row([2], [*known[:3], 200]), row([3], known[:9])])
    found = groups.features(0, [1, 2])["names"]
    assert found[0] == pytest.approx(0.0)
    assert found[1] > 0.8


def test_words_of_two_languages_are_not_shared() -> None:
    groups = Groups([row([1], language="en"), row([1], language="en"), row([2], language="de")])
    found = groups.features(0, [1, 2])
    assert found["same language"].tolist() == [1.0, 0.0]
    assert found["words"] == pytest.approx([1.0, 0.0])
    assert found["gist abroad"] == pytest.approx([0.0, 1.0])


def test_the_most_central_has_most_of_what_all_have() -> None:
    articles = [row([1, 2, 3]), row([1, 2]), row([7, 8], meaning=(0, 1, 0, 0))]
    groups, group = whole(articles)
    shares = groups.centrality(group, articles)
    assert max(range(3), key=lambda at: shares[at]) in (0, 1)
    assert min(range(3), key=lambda at: shares[at]) == 2
