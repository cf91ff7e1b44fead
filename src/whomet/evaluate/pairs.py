"""Task `pairs`: how alike two articles of clusters/sts22_pairs.jsonl.gz are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whomet.embedding import default_encoder
from whomet.evaluate.clusters import article, rows
from whomet.records import Article
from whomet.stories.likeness import likeness
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
                articles[key] = article(row, named=False)
    profiles = {key: profile(each, default_encoder()) for key, each in articles.items()}
    rarity = Rarity(profiles.values())
    for index, pair in enumerate(pairs):
        left, right = (profiles[row["language"], row["text"]] for row in (pair["a"], pair["b"]))
        yield {"index": index, "score": round(likeness(left, right, rarity), 6)}


__all__ = ["predictions"]
