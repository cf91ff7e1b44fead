"""Fits the weights of `whomet.stories.likeness` and prints them, with what they reach on the half that was held out.

    PYTHONPATH=src python training/likeness/fit.py BENCH STORIES...

BENCH holds `clusters/*.jsonl.gz`, each of the STORIES `articles/` about one happening. Names are looked for in all of
it, which takes half an hour on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whomet import files, pipeline
from whomet.embedding import default_encoder
from whomet.evaluate.clusters import article, rows
from whomet.records import Article
from whomet.stories.features import Comparison
from whomet.stories.profiles import Rarity, profile

SETS = ("news_cluster", "ecbplus", "pud")
SAME = ("one", "words and gist", "names and gist", "numbers", "headline's words", "length")
OTHER = ("one", "aligned", "names and gist", "numbers", "length")
DEGREE_SAME = ("one", "lead", "words", "wording")
DEGREE_OTHER = ("one", "lead", "headline", "words")
ALL = tuple(dict.fromkeys((*SAME, *OTHER, *DEGREE_SAME, *DEGREE_OTHER, "gist", "names", "near")))
#: What a set counts where the language is one, and where it is not.
SHARES = {"news_cluster": (1.0, 0.0), "ecbplus": (1.0, 0.0), "stories": (0.35, 1.0), "pud": (0.0, 1.0)}
#: The weight of nearness in time; see the comment in `whomet.stories.likeness`.
NEAR = 2.5
RIDGE_OF_ODDS, RIDGE_OF_DEGREES = 1.0, 3.0


@dataclass
class Pairs:
    """Pairs of a set: features, whether of one language, the gold, and the half of the set."""

    features: Mapping[str, NDArray[np.float64]]
    same: NDArray[np.bool_]
    gold: NDArray[np.float64]
    halves: NDArray[np.int64]


def compared(articles: Sequence[Article], left: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[dict, NDArray]:
    """Features of some pairs, and which are of one language."""
    profiles = [profile(each, default_encoder()) for each in articles]
    made = Comparison(profiles, np.arange(len(profiles)), Rarity(profiles))
    parts = [
        made.features(left[at : at + 65_536], right[at : at + 65_536], ALL)
        for at in range(0, max(len(left), 1), 65_536)
    ]
    languages = np.array([each.language for each in profiles])
    return {name: np.concatenate([part[name] for part in parts]) for name in ALL}, languages[left] == languages[right]


def clustered(articles: Sequence[Article], events: Sequence[str]) -> Pairs:
    """All pairs within each half of the events (those of one topic, before "_", are never torn apart)."""
    topics = sorted({event.partition("_")[0] for event in events})
    half = dict(zip(topics, np.random.default_rng(0).permutation(len(topics)) % 2, strict=True))
    halves, codes = np.array([half[event.partition("_")[0]] for event in events]), np.array(events)
    left, right = np.triu_indices(len(articles), 1)
    kept = halves[left] == halves[right]
    left, right = left[kept], right[kept]
    features, same = compared(articles, left, right)
    return Pairs(features, same, (codes[left] == codes[right]).astype(float), halves[left])


def stories(folders: Sequence[Path]) -> Iterator[tuple[Article, str]]:
    """Articles of some stories, with the names of the stories."""
    models = pipeline.default_models()
    for folder in folders:
        documents, _ = pipeline.label(files.find([folder / "articles"])[0])
        yield from ((pipeline.understand(document, models), folder.name) for document in documents)


def drawn(pairs: Pairs, same: bool, halves: Sequence[int]) -> NDArray[np.int64]:
    """All pairs of one event, the hardest others, and some others by chance."""
    rows_ = np.flatnonzero((pairs.same == same) & np.isin(pairs.halves, halves))
    gold = pairs.gold[rows_] > 0
    hard = pairs.features["gist"] + 2 * pairs.features["names"] + (2 * pairs.features["words"] if same else 0)
    hardest = np.argsort(-np.where(gold, -np.inf, hard[rows_]), kind="stable")[: 4 * int(gold.sum()) + 2_000]
    chance = np.random.default_rng(1).choice(len(rows_), min(len(rows_), 3_000), replace=False)
    return rows_[np.unique(np.concatenate((np.flatnonzero(gold), hardest, chance)))]


def odds(sets: Mapping[str, Pairs], names: Sequence[str], same: bool, halves: Sequence[int]) -> dict[str, float]:
    """Weights of a logistic model, nearness given, by Newton's method."""
    table, gold, weight, given = [], [], [], []
    for name, pairs in sets.items():
        share = SHARES[name][0 if same else 1]
        chosen = drawn(pairs, same, halves) if share else np.zeros(0, dtype=np.int64)
        if len(chosen):
            right = pairs.gold[chosen]
            table.append(np.stack([pairs.features[each][chosen] for each in names], axis=1))
            gold.append(right)
            weight.append(1_000 * share * np.where(right > 0, 1 / right.sum(), 1 / (1 - right).sum()))
            given.append(NEAR * pairs.features["near"][chosen])
    x, y, w, offset = (np.concatenate(each) for each in (table, gold, weight, given))
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    x, ridge = x / scale, RIDGE_OF_ODDS * np.diag([0.0, *[1.0] * (len(names) - 1)])
    found = np.zeros(len(names))
    for _ in range(30):
        guess = 1 / (1 + np.exp(-np.clip(x @ found + offset, -40, 40)))
        hessian = (x * (w * guess * (1 - guess))[:, None]).T @ x + ridge
        found = found + np.linalg.solve(hessian, x.T @ (w * (y - guess)) - ridge @ found)
    return dict(zip(names, (found / scale).tolist(), strict=True))


def graded(bench: Path) -> tuple[Pairs, NDArray[np.bool_]]:
    """The graded pairs, 1 for the same and 0 for nothing in common; and which are originals."""
    pairs = rows(bench / "clusters/sts22_pairs.jsonl.gz")
    sides = {(side["language"], side["text"]): side for pair in pairs for side in (pair["a"], pair["b"])}
    places = {key: place for place, key in enumerate(sides)}
    left, right = (
        np.array([places[pair[side]["language"], pair[side]["text"]] for pair in pairs]) for side in ("a", "b")
    )
    features, same = compared([article(side) for side in sides.values()], left, right)
    gold = np.array([(4 - pair["overall"]) / 3 for pair in pairs])
    return Pairs(features, same, gold, np.zeros(len(gold), dtype=np.int64)), np.array([p["original"] for p in pairs])


def degrees(pairs: Pairs, names: Sequence[str], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of a ridge regression."""
    x = np.stack([pairs.features[name][chosen] for name in names], axis=1)
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    centred = (x - x.mean(axis=0))[:, 1:] / scale[1:]
    gold = pairs.gold[chosen]
    found = np.linalg.solve(
        centred.T @ centred + RIDGE_OF_DEGREES * np.eye(len(names) - 1), centred.T @ (gold - gold.mean())
    )
    found = found / scale[1:]
    return np.concatenate(([gold.mean() - x.mean(axis=0)[1:] @ found], found))


def correlation(pairs: Pairs, original: NDArray[np.bool_]) -> float:
    """Pearson on original pairs whose weights were fitted on the other half, the mean of eight halvings."""
    found = []
    for seed in range(8):
        half = np.random.default_rng(seed).random(len(pairs.gold)) < 0.5
        guess = np.zeros(len(half))
        for fold in (half, ~half):
            for names, mine, taught in (
                (DEGREE_SAME, pairs.same, pairs.same & original),
                (DEGREE_OTHER, ~pairs.same, ~pairs.same),
            ):
                weights = degrees(pairs, names, taught & ~fold)
                guess += np.where(
                    fold & mine, sum(pairs.features[n] * w for n, w in zip(names, weights, strict=True)), 0
                )
        found.append(np.corrcoef(guess[original], pairs.gold[original])[0, 1])
    return float(np.mean(found))


def shown(weights: Mapping[str, float]) -> str:
    """Weights for the eye."""
    return ", ".join(f'"{name}": {weight:.2f}' for name, weight in weights.items())


def main(bench: Path, folders: Sequence[Path]) -> None:
    """Fit and print everything."""
    pairs, original = graded(bench)
    same, other = pairs.same & original, ~pairs.same
    print("degrees, one language:", shown(dict(zip(DEGREE_SAME, degrees(pairs, DEGREE_SAME, same), strict=True))))
    print("degrees, two:", shown(dict(zip(DEGREE_OTHER, degrees(pairs, DEGREE_OTHER, other), strict=True))))
    print(f"Pearson on originals, fitted on the other half: {correlation(pairs, original):.3f}")
    sets = {}
    for name in SETS:
        found = rows(bench / f"clusters/{name}.jsonl.gz")
        sets[name] = clustered([article(row) for row in found], [row["event"] for row in found])
    articles, names = zip(*stories(folders), strict=True)
    sets["stories"] = clustered(articles, names)
    for halves in ([0], [1], [0, 1]):
        print("halves", halves, "one language:", shown(odds(sets, SAME, True, halves)))
        print("halves", halves, "two:", shown(odds(sets, OTHER, False, halves)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
