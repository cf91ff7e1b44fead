"""Fits the weights of `whomet.stories.likeness` and prints them, with the correlation on the half that was held out.

    PYTHONPATH=src python training/likeness/fit.py BENCH

BENCH holds `clusters/sts22_pairs.jsonl.gz`: pairs of articles with grades from 1 (the same) to 4 (nothing in common).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whomet.embedding import default_encoder
from whomet.evaluate.clusters import article, rows
from whomet.stories.likeness import OTHER_LANGUAGE, SAME_LANGUAGE, features
from whomet.stories.profiles import Rarity, profile

RIDGE = 3.0
HALVINGS = 8


def table(pairs: Sequence[dict]) -> dict[str, NDArray[np.float64]]:
    """Features of all pairs, the columns by name."""
    sides = {(side["language"], side["text"]): side for pair in pairs for side in (pair["a"], pair["b"])}
    profiles = {key: profile(article(side, named=False), default_encoder()) for key, side in sides.items()}
    rarity = Rarity(profiles.values())
    found = [
        features(*(profiles[pair[side]["language"], pair[side]["text"]] for side in ("a", "b")), rarity)
        for pair in pairs
    ]
    return {name: np.array([row[name] for row in found]) for name in found[0]}


def ridge(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a ridge regression, that of the first column (all ones) free."""
    scale = x[:, 1:].std(axis=0)
    centred = (x[:, 1:] - x[:, 1:].mean(axis=0)) / scale
    found = np.linalg.solve(centred.T @ centred + RIDGE * np.eye(len(scale)), centred.T @ (y - y.mean())) / scale
    return np.concatenate(([y.mean() - x[:, 1:].mean(axis=0) @ found], found))


def main(bench: Path) -> None:
    """Fit and print everything."""
    pairs = rows(bench / "clusters/sts22_pairs.jsonl.gz")
    columns = table(pairs)
    grades = np.array([(4 - pair["overall"]) / 3 for pair in pairs])
    original = np.array([pair["original"] for pair in pairs])
    same = np.array([pair["a"]["language"] == pair["b"]["language"] for pair in pairs])
    guesses = np.zeros((HALVINGS, len(pairs)))
    for names, asked, taught in ((SAME_LANGUAGE, same, same & original), (OTHER_LANGUAGE, ~same, ~same)):
        x = np.stack([columns[name] for name in names], axis=1)
        fitted = zip(names, ridge(x[taught], grades[taught]), strict=True)
        print(", ".join(f'"{name}": {weight:.2f}' for name, weight in fitted))
        for seed in range(HALVINGS):
            half = np.random.default_rng(seed).random(len(pairs)) < 0.5
            for fold in (half, ~half):
                weights = ridge(x[taught & ~fold], grades[taught & ~fold])
                guesses[seed, asked & fold] = x[asked & fold] @ weights
    for what, chosen in (("originals", original), ("originals in two languages", original & ~same)):
        found = [np.corrcoef(guess[chosen], grades[chosen])[0, 1] for guess in guesses]
        print(f"Pearson, {what}, fitted on the other half: {np.mean(found):.3f} ({chosen.sum()} pairs)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
