"""Task `pairs`: how alike two articles of clusters/sts22_pairs.jsonl.gz are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from whomet.embedding import default_encoder
from whomet.evaluate.clusters import article, rows
from whomet.records import Article
from whomet.stories.likeness import degrees
from whomet.stories.profiles import Rarity, profile


def predictions(data: Path, args: list[str]) -> Iterator[dict[str, Any]]:
    """Likeness of every pair, from all articles of the set together.

    Args:
        data: A folder laid out like the benchmark data.
        args: None.

    Returns:
        {"index", "score"}: the row of the pair, counted from 0, and the degree to which the two are alike.
    """
    del args
    pairs = rows(data / "clusters/sts22_pairs.jsonl.gz")
    articles: dict[tuple[str, str], Article] = {}
    for pair in pairs:
        for row in (pair["a"], pair["b"]):
            key = row["language"], row["text"]
            if key not in articles:
                articles[key] = article(row)
    places = {key: place for place, key in enumerate(articles)}
    profiles = [profile(each, default_encoder()) for each in articles.values()]
    sides = [[places[pair[side]["language"], pair[side]["text"]] for side in ("a", "b")] for pair in pairs]
    for index, score in enumerate(degrees(profiles, np.array(sides), Rarity(profiles))):
        yield {"index": index, "score": round(float(score), 6)}


__all__ = ["predictions"]
