"""Windows are a function of the set of documents; the forest hangs on the ties, not on the order they came in."""

import math
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from whomet.workspace.windows import Groups, Tie, cut, forest

COUNT = 14
KEYS = list(range(COUNT))
ODDS = st.integers(-2, 6).map(lambda half: half / 2)
TIES = st.lists(
    st.tuples(st.sampled_from(list(combinations(KEYS, 2))), ODDS), unique_by=lambda tie: tie[0], max_size=40
).map(lambda found: [Tie(odds, *pair) for pair, odds in found])
LARGEST = ((2.0, 6), (0.0, 3))


@given(TIES, st.randoms(use_true_random=False))
def test_a_forest_does_not_hang_on_the_order_of_its_ties(ties, random):
    shuffled = random.sample(ties, len(ties))
    assert forest(COUNT, shuffled) == forest(COUNT, ties)


@given(TIES, st.integers(0, 40))
def test_a_forest_that_grows_is_that_of_all_ties(ties, at):
    assert forest(COUNT, [*forest(COUNT, ties[:at]), *ties[at:]]) == forest(COUNT, ties)


@given(TIES)
def test_a_forest_ties_together_what_all_ties_do(ties):
    whole, kept = Groups(KEYS), Groups(KEYS)
    for tie in ties:
        whole.join(tie.left, tie.right)
    for tie in forest(COUNT, ties):
        kept.join(tie.left, tie.right)
    assert kept.all() == whole.all()


@given(TIES)
def test_windows_part_the_documents_and_are_no_larger_than_allowed(ties):
    windows = cut(COUNT, forest(COUNT, ties), 0, LARGEST)
    assert sorted(key for window in windows for key in window) == KEYS
    assert max(map(len, windows)) <= LARGEST[0][1]


@given(TIES)
def test_weak_ties_make_no_large_windows(ties):
    weak = [tie for tie in ties if tie.odds < LARGEST[0][0]]
    assert max(map(len, cut(COUNT, forest(COUNT, weak), 0, LARGEST))) <= LARGEST[1][1]


@given(TIES)
def test_few_documents_are_one_window(ties):
    assert cut(COUNT, forest(COUNT, ties), COUNT, LARGEST) == [KEYS]


@given(TIES, st.lists(st.sampled_from(KEYS), min_size=2, max_size=10, unique=True))
def test_what_must_lie_together_does(ties, group):
    bound = [Tie(math.inf, *sorted(pair)) for pair in pairwise(group)]
    windows = cut(COUNT, forest(COUNT, [*ties, *bound]), 0, LARGEST)
    assert any(set(group) <= set(window) for window in windows)


def test_the_strongest_ties_go_first_and_what_is_too_large_by_one_is_not_joined_by_weaker_ones():
    ties = [Tie(3.0, 0, 1), Tie(2.5, 1, 2), Tie(2.0, 2, 3), Tie(2.0, 4, 5)]
    assert cut(6, ties, 0, ((2.0, 2),)) == [[0, 1], [2], [3], [4, 5]]


@given(TIES)
def test_a_document_changes_no_window_that_it_has_no_way_to(ties):
    last = COUNT - 1
    before = cut(last, forest(last, [tie for tie in ties if last not in (tie.left, tie.right)]), 0, LARGEST)
    after = cut(COUNT, forest(COUNT, ties), 0, LARGEST)
    reach = Groups(KEYS)
    for tie in ties:
        reach.join(tie.left, tie.right)
    far = [window for window in before if reach.first(window[0]) != reach.first(last)]
    assert all(window in after for window in far)
