"""Spans of other libraries are put in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whomet.tagging import TaggedSpan, tidied

SPANS = st.lists(
    st.builds(
        TaggedSpan,
        st.integers(-2, 22),
        st.integers(-2, 22),
        st.sampled_from(["person", "organisation", "place"]),
        st.sampled_from([0.2, 0.5, 0.9]),
    ),
    max_size=12,
)


@given(st.text(alphabet="a b\n", max_size=20), SPANS)
def test_they_are_sorted_trimmed_and_apart(text, spans):
    kept = tidied(text, spans)
    behind = 0
    for span in kept:
        assert behind <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        behind = span.end
    assert tidied(text, kept) == kept
    assert tidied(text, spans[::-1]) == kept


def test_the_surer_stays_then_the_longer():
    sure, long, short = (TaggedSpan(*ends, "person", score) for *ends, score in [(0, 3, 0.9), (2, 9, 0.5), (4, 6, 0.5)])
    assert tidied("abcdefghij", [short, long, sure]) == [sure, short]
    assert tidied("abcdefghij", [short, long]) == [long]
