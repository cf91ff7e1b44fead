"""What was worked out once is not worked out again, and no more is kept than asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.memory import Memory


@given(st.integers(0, 4), st.lists(st.lists(st.sampled_from("abcdefg"), max_size=6), max_size=8))
def test_values_are_those_of_their_texts(most, calls):
    memory, made = Memory(most), []
    for texts in calls:
        known = {text for text in texts if text in memory}
        made.clear()
        assert memory.values(texts, lambda new: made.extend(new) or [text.upper() for text in new]) == [
            text.upper() for text in texts
        ]
        assert made == [text for text in dict.fromkeys(texts) if text not in known]
        assert len(memory) <= most


def test_what_was_asked_for_longest_ago_is_forgotten():
    memory = Memory(2)
    memory.values(["a", "b"], list)
    memory.values(["a"], list)
    memory.values(["c"], list)
    assert [text in memory for text in "abc"] == [True, False, True]


def test_what_cannot_be_made_costs_nothing_that_is_known():
    def fail(_):
        raise OSError("no model")

    memory = Memory(3)
    memory.values(["a"], list)
    with pytest.raises(OSError, match="no model"):
        memory.values(["a", "b"], fail)
    assert "a" in memory
    assert "b" not in memory
