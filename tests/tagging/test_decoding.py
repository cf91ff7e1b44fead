"""Label scores become spans of the text."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from whomet.tagging.decoding import LABELS, best_labels, decode
from whomet.tagging.encoder_tagger import OVERLAP, WINDOW, windows

OUTSIDE, B_PERSON, I_PERSON, B_BODY, I_BODY, B_PLACE, I_PLACE = range(LABELS)


def scores(*labels: int) -> np.ndarray:
    return np.eye(LABELS, dtype=np.float32)[list(labels)] * 8


def valid(labels: tuple[int, ...]) -> bool:
    pairs = zip((OUTSIDE, *labels), labels, strict=False)
    return all(after % 2 or not after or before in (after, after - 1) for before, after in pairs)


@settings(deadline=None)
@given(st.integers(1, 3).flatmap(lambda n: arrays.arrays(np.float32, (n, LABELS), elements=st.floats(-5, 5, width=32))))
def test_the_best_valid_sequence_is_found(logits: np.ndarray) -> None:
    found, chosen = best_labels(logits)
    assert valid(tuple(found))
    assert ((chosen >= 0) & (chosen <= 1.0001)).all()
    rows = np.arange(len(logits))
    best = max(
        logits[rows, list(labels)].sum()
        for labels in itertools.product(range(LABELS), repeat=len(logits))
        if valid(labels)
    )
    assert abs(logits[rows, found].sum() - best) < 1e-3


def test_a_name_that_begins_inside_is_mended() -> None:
    text = "Ada Stern spoke"
    spans = decode(text, [(0, 3), (3, 9), (9, 15)], scores(B_PERSON, I_PERSON, OUTSIDE))
    assert [text[s.start : s.end] for s in spans] == ["Ada Stern"]
    logits = scores(I_PERSON, I_PERSON, OUTSIDE)
    assert [text[s.start : s.end] for s in decode(text, [(0, 3), (3, 9), (9, 15)], logits)] == ["Ada Stern"]


def test_ends_move_to_the_edges_of_words_where_words_are_spaced() -> None:
    text = "bei Althoffs Rede"
    (span,) = decode(text, [(0, 3), (4, 8), (8, 12), (12, 17)], scores(OUTSIDE, B_PERSON, OUTSIDE, OUTSIDE))
    assert text[span.start : span.end] == "Althoffs"


def test_korean_ends_stay_where_the_labels_put_them() -> None:
    text = "한서린은 말했다"
    (span,) = decode(text, [(0, 3), (3, 4), (4, 8)], scores(B_PERSON, OUTSIDE, OUTSIDE))
    assert text[span.start : span.end] == "한서린"


def test_touching_names_of_one_type_are_one_but_not_in_thai() -> None:
    assert len(decode("三枝航平", [(0, 2), (2, 4)], scores(B_PERSON, B_PERSON))) == 1
    assert len(decode("三枝航平", [(0, 2), (2, 4)], scores(B_PERSON, B_PLACE))) == 2
    assert len(decode("กขคง", [(0, 2), (2, 4)], scores(B_PERSON, B_PERSON))) == 2


def test_of_two_types_in_one_word_the_surer_stays() -> None:
    logits = scores(B_PLACE, B_BODY)
    logits[1] *= 0.2
    (span,) = decode("Wienwerke", [(0, 4), (4, 9)], logits)
    assert (span.start, span.end, span.label) == (0, 9, "place")


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], np.ndarray]:
    text = draw(st.text(alphabet=st.sampled_from("aB é한국三กا .-'\n1"), min_size=1, max_size=30))
    ends = sorted(
        draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), min_size=1, max_size=8))
    )
    offsets = [(min(pair), max(pair)) for pair in ends]
    logits = draw(arrays.arrays(np.float32, (len(offsets), LABELS), elements=st.floats(-5, 5, width=32)))
    return text, sorted(offsets), logits


@settings(deadline=None)
@given(cut_texts())
def test_spans_are_always_in_order_apart_and_trimmed(case: tuple[str, list[tuple[int, int]], np.ndarray]) -> None:
    text, offsets, logits = case
    behind = 0
    for span in decode(text, offsets, logits):
        assert behind <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        behind = span.end


@settings(deadline=None)
@given(st.integers(0, 2000))
def test_windows_cover_every_sub_word_once(length: int) -> None:
    behind = 0
    for start, end, first, last in windows(length):
        assert 0 < end - start <= WINDOW
        assert first == behind
        assert start <= first < last <= end
        assert start == 0 or first - start >= OVERLAP // 2
        assert end == length or end - last >= OVERLAP // 2
        behind = last
    assert behind == length
