"""From ties to what each text was made from, whatever the files are called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whomet.sources.directions import Direction
from whomet.sources.forest import Forest, grow
from whomet.sources.ties import Tie

OPEN = Direction(None, None, ())


def grown(*ties: tuple[str, str, float, str | None], files: str = "abcdef") -> Forest:
    """Ties of one letter a file, with the share and the first of the two."""
    first = {(left, right): before for left, right, _, before in ties}
    made = [Tie(left, right, "copy", share) for left, right, share, _ in ties]

    def direct(tie: Tie) -> Direction:
        before = first[tie.left, tie.right]
        return Direction(before, "time", (("time", 2.5),)) if before else OPEN

    return grow(made, files, direct, lambda tie: first[tie.left, tie.right] is not None)


def edges(forest: Forest) -> set[str]:
    return {branch.above + branch.below for branch in forest.main}


def test_the_strongest_source_is_the_main_one_and_others_are_further() -> None:
    forest = grown(("a", "c", 0.9, "a"), ("b", "c", 0.5, "b"))
    assert edges(forest) == {"ac"}
    assert [branch.above + branch.below for branch in forest.further] == ["bc"]


def test_twins_hang_on_one_source_whatever_their_names() -> None:
    for twin, other in ("bc", "cb"):
        forest = grown(("b", "c", 1.0, None), (*sorted(("a", twin)), 0.5, "a"))  # type: ignore[arg-type]
        assert edges(forest) == {"a" + twin, twin + other}


def test_twins_have_no_second_source() -> None:
    forest = grown(("b", "c", 1.0, None), ("a", "b", 0.6, "a"), ("c", "d", 0.5, "d"))
    assert edges(forest) == {"ab", "bc"}
    assert [branch.above + branch.below for branch in forest.further] == ["dc"]


def test_two_that_were_made_from_others_do_not_join_these() -> None:
    forest = grown(("a", "b", 0.9, "a"), ("c", "d", 0.9, "c"), ("b", "d", 0.5, None))
    assert edges(forest) == {"ab", "cd"}
    assert len(forest.further) == 1


TIES = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from([0.4, 0.6, 0.8, 1.0]), st.booleans()
    ),
    max_size=10,
)


@given(TIES)
def test_a_forest_has_no_circles_and_one_way_to_each_text(drawn: list[tuple[str, str, float, bool]]) -> None:
    ties = {tuple(sorted((a, b))): (share, known) for a, b, share, known in drawn if a != b}
    forest = grown(*((a, b, share, a if known else None) for (a, b), (share, known) in sorted(ties.items())))
    below = [branch.below for branch in forest.main]
    assert len(set(below)) == len(below)
    above = {branch.below: branch.above for branch in forest.main}
    for file in "abcdef":
        seen = [file]
        while seen[-1] in above:
            seen.append(above[seen[-1]])
            assert len(set(seen)) == len(seen)
    for branch in forest.main:
        assert branch.direction.first in (None, branch.above)
