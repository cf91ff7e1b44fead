"""Vectors of four bits a dimension say nearly what they said."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.workspace.search import meanings


def unit(seed, rows, dimensions):
    found = np.random.default_rng(seed).normal(size=(rows, dimensions)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 9), st.sampled_from([8, 24, 512]))
def test_a_vector_comes_back_nearly(seed, rows, dimensions):
    vectors = unit(seed, rows, dimensions)
    packed = meanings.pack(vectors)
    back = meanings.unpack(*meanings.rows(packed, np.arange(rows), rows), dimensions)
    assert np.allclose(np.linalg.norm(back, axis=1), 1, atol=1e-5)
    assert ((back * vectors).sum(axis=1) > 0.97).all()
    assert len(packed.signs) + len(packed.sizes) == rows * dimensions // 2


def test_rows_can_be_chosen():
    vectors = unit(3, 5, 64)
    packed = meanings.pack(vectors)
    every = meanings.unpack(*meanings.rows(packed, np.arange(5), 5), 64)
    assert (meanings.unpack(*meanings.rows(packed, np.array([4, 1]), 5), 64) == every[[4, 1]]).all()


def test_the_nearest_hold_the_best_whatever_their_order():
    vectors = unit(5, 4000, 512)
    asked = vectors[17] + 0.5 * unit(6, 1, 512)[0]
    best = set(np.argsort(-(vectors @ asked))[:5].tolist())
    signs = np.frombuffer(meanings.pack(vectors).signs, np.uint8).reshape(4000, -1)
    near = meanings.nearest(signs, asked, 300)
    assert best <= set(near.tolist())
    order = np.random.default_rng(1).permutation(4000)
    assert set(order[meanings.nearest(signs[order], asked, 300)].tolist()) == set(near.tolist())


def test_nothing_is_near_in_an_empty_workspace():
    assert len(meanings.nearest(np.zeros((0, 64), np.uint8), np.ones(512, np.float32))) == 0
    assert meanings.pack(np.zeros((0, 512), np.float32)) == (b"", b"")
