"""Invariants of the records."""

from hypothesis import given
from hypothesis import strategies as st

from whomet.records import Lineage, Sentence


@st.composite
def _cut_sentences(draw):
    """A text and a sentence made of some of its stretches, in order."""
    text = draw(st.text(min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2)))
    pieces = tuple(zip(edges[::2], edges[1::2], strict=False))
    read = "".join(text[start:end] for start, end in pieces)
    return text, Sentence(read, pieces, 0, "body", "und")


@given(_cut_sentences(), st.data())
def test_every_character_of_a_sentence_is_where_it_says(case, data):
    text, sentence = case
    at = data.draw(st.integers(0, len(sentence.text) - 1))
    start, end = sentence.outer(at, at + 1)
    assert text[start:end] == sentence.text[at]
    assert sentence.inner(start) == at


@given(_cut_sentences(), st.data())
def test_an_outer_span_holds_its_characters_in_order(case, data):
    text, sentence = case
    first = data.draw(st.integers(0, len(sentence.text) - 1))
    last = data.draw(st.integers(first + 1, len(sentence.text)))
    start, end = sentence.outer(first, last)
    assert 0 <= start < end <= len(text)
    kept = "".join(text[max(a, start) : min(b, end)] for a, b in sentence.pieces if a < end and b > start)
    assert kept == sentence.text[first:last]


def test_an_offset_inside_a_cut_is_moved_to_the_cut():
    sentence = Sentence("abcdef", ((10, 13), (20, 23)), 0, "body", "en")
    assert sentence.inner(15) == 3
    assert sentence.outer(1, 5) == (11, 22)


def test_a_file_without_lineage_speaks_for_itself():
    lineage = Lineage(voices=(("b.txt", "a.txt"),))
    assert lineage.voice("b.txt") == "a.txt"
    assert lineage.voice("c.txt") == "c.txt"
