"""The measure of lineage at scale."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whomet.evaluate import edits, lineage_scale
from whomet.records import Lineage, Origin


class Hashed:
    """An encoder that knows nothing but whether two texts are the same."""

    name, dimensions = "hashed", 16

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.stack([np.random.default_rng(zlib.crc32(text.encode())).normal(size=16) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_pairs_hang_together_across_origins() -> None:
    origins = (
        Origin("copy", "a", ("b",), 1.0),
        Origin("rewrite", None, ("b", "c"), 0.5),
        Origin("shared-release", None, ("c", "d"), 0.5),
        Origin("translation", "e", ("e",), 0.5),
    )
    found = lineage_scale.tied(Lineage(origins))
    assert found == {frozenset(pair) for pair in ("ab", "ac", "bc")}
    assert lineage_scale.tied(Lineage(origins), ("copy",)) == {frozenset("ab")}


def test_a_made_article_is_built_as_it_is_printed() -> None:
    for made in edits.made(3, 20):
        document = lineage_scale.built(made).document
        assert [sentence.text for sentence in document.sentences] == [made.headline, *made.body]
        for sentence in document.sentences:
            (start, end), *_ = sentence.pieces
            assert document.text[start:end] == sentence.text
        assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text


def test_what_is_measured_adds_up() -> None:
    made = edits.made(3, 40)
    found = lineage_scale.measure(made, encoder=Hashed())
    assert found.articles == len(made)
    assert 0 < found.encoded <= found.sentences
    assert found.right <= min(found.predicted, found.gold)
    assert found.gold == len(edits.pairs(made))
    assert "40 articles" in lineage_scale.told(found)
