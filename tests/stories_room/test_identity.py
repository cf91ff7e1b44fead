from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whomet.stories.identity import identities

prints = st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), unique=True, min_size=1, max_size=8)


def parted(prints: list[str], cuts: list[int]) -> list[list[str]]:
    stories: dict[int, list[str]] = {}
    for print_, cut in zip(prints, cuts, strict=False):
        stories.setdefault(cut, []).append(print_)
    return list(stories.values())


def test_a_later_article_changes_no_name() -> None:
    assert identities([["a" * 64]], {}) == identities([["a" * 64, "b" * 64]], {})


def test_a_name_goes_with_most_of_the_articles() -> None:
    known = {"story:old": ["a", "b", "c"]}
    assert identities([["z", "b", "c"], ["a"]], known)[0] == "story:old"
    assert identities([["z", "b", "c"], ["a"]], known)[1] != "story:old"


def test_of_two_names_that_meet_the_one_with_more_articles_stays() -> None:
    known = {"story:one": ["a"], "story:two": ["b", "c"]}
    assert identities([["a", "b", "c"]], known) == ["story:two"]


def test_of_two_that_bring_as_many_the_one_with_the_earlier_article_stays() -> None:
    known = {"story:one": ["c", "b"], "story:two": ["a", "d"]}
    assert identities([["a", "b", "c", "d"]], known) == ["story:two"]


def test_a_name_that_is_gone_is_not_given_again() -> None:
    assert identities([["a"]], {"story:gone": ["x"]}) != ["story:gone"]


@given(prints, st.lists(st.integers(0, 3), min_size=8, max_size=8), st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_names_are_never_shared_and_stay_where_nothing_changed(all_: list[str], old: list[int], new: list[int]) -> None:
    before = parted(all_, old)
    known = dict(zip(identities(before, {}), before, strict=True))
    assert len(known) == len(before)
    assert identities(before, known) == list(known)
    after = identities(parted(all_, new), known)
    assert len(set(after)) == len(after)
