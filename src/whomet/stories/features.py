"""What tells how alike two articles are: meaning, words, names, numbers and days, for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from whomet import edtf
from whomet.stories.profiles import Profile, Rarity

Rows = NDArray[np.int64]
Numbers = NDArray[np.float64]

#: Days after which being published close together tells a third of what the same day does.
NEAR = 30.0

FEATURES = (
    "one",
    "gist",
    "lead",
    "headline",
    "aligned",
    "words",
    "words and gist",
    "wording",
    "names",
    "names and gist",
    "numbers",
    "headline's words",
    "length",
    "near",
)
"""Names of all features:

- gist, lead: cosines of the mean vectors, of all first sentences alike and with the headline above them.
- headline, aligned: how well the best sentence of the other article tells the headline, and any first sentence on
  average; both ways.
- words, names, numbers: roots of the cosines by rarity: most is told where little is shared. "and gist": only as far as
  the gists are alike, for namesakes.
- wording: the cosine of the words itself: most is told where much is shared.
- headline's words: the share of them, by rarity, that stands in the other article, both ways.
- length: log of the number of words of the shorter one: long articles share more by chance.
- near: 1 where both were published on one day, 0 where far apart or where a day is unknown.
"""


class Comparison:
    """Features of pairs of some articles.

    Args:
        profiles: Articles.
        used: Indexes of those that are compared.
        rarity: How rare words, names and numbers are.
    """

    def __init__(self, profiles: Sequence[Profile], used: Rows, rarity: Rarity) -> None:
        rows = [int(row) for row in used]
        self._profiles = profiles
        self._days = np.array([_day(each) for each in profiles])
        self._lengths = np.array([each.length for each in profiles])
        self._cosines = {
            "words": _Sparse({row: rarity.words(profiles[row]) for row in rows}),
            "names": _Sparse({row: rarity.names(profiles[row]) for row in rows}),
            "numbers": _Sparse({row: rarity.numbers(profiles[row]) for row in rows}),
        }
        headlines = {row: rarity.headline(profiles[row]) for row in rows}
        self._headlines = _Sparse(headlines, {row: dict.fromkeys(profiles[row].words, 1.0) for row in rows})

    def features(self, left: Rows, right: Rows, wanted: Sequence[str] = FEATURES) -> dict[str, Numbers]:
        """Features of some pairs; no pair's features depend on other pairs, nor on which article stands first.

        Args:
            left: Indexes of the first articles.
            right: Those of the second ones.
            wanted: Names of features.

        Returns:
            Name -> one number a pair.
        """
        found = {"one": np.ones(len(left))}
        if {"headline", "aligned"} & set(wanted):
            found["headline"], found["aligned"] = _sentences(self._profiles, left, right)
        for name in wanted:
            if name not in found:
                found[name] = self._feature(name, left, right, found)
        return {name: found[name] for name in wanted}

    def _feature(self, name: str, left: Rows, right: Rows, found: dict[str, Numbers]) -> Numbers:
        first, _, second = name.partition(" and ")
        if second:
            for part in (first, second):
                if part not in found:
                    found[part] = self._feature(part, left, right, found)
            return found[first] * np.sqrt(np.maximum(found[second], 0.0))
        if name in self._cosines:
            return np.sqrt(self._cosines[name].products(left, right))
        if name == "headline's words":
            return (self._headlines.products(left, right) + self._headlines.products(right, left)) / 2
        if name == "wording":
            return self._cosines["words"].products(left, right)
        if name == "length":
            lengths: Numbers = np.minimum(self._lengths[left], self._lengths[right])
            return lengths
        if name == "near":
            near: Numbers = np.nan_to_num(np.exp(-np.abs(self._days[left] - self._days[right]) / NEAR))
            return near
        means = {"gist": [each.gist for each in self._profiles], "lead": [each.lead for each in self._profiles]}
        return _means(means[name], left, right)


def _day(of: Profile) -> float:
    span = edtf.interval(of.day)
    return float(span[0].toordinal()) if span and edtf.is_day(of.day) else float("nan")


def _means(vectors: Sequence[NDArray[np.float32]], left: Rows, right: Rows) -> Numbers:
    """Cosines of the mean vectors of some pairs, summed in one order whatever other pairs there are."""
    found = np.zeros(len(left))
    for row, places in _by_first(left):
        others = np.stack([vectors[other] for other in right[places]])
        found[places] = (others * vectors[row]).sum(axis=1, dtype=np.float64)
    return found


def _sentences(profiles: Sequence[Profile], left: Rows, right: Rows) -> tuple[Numbers, Numbers]:
    """How well the best sentence of the other tells the headline, and any sentence on average, both ways."""
    headline, aligned = np.zeros(len(left)), np.zeros(len(left))
    for row, places in _by_first(left):
        told = np.array([bool(len(profiles[other].sentences)) for other in right[places]])
        if len(profiles[row].sentences) and told.any():
            others = [profiles[other] for other in right[places[told]]]
            headline[places[told]], aligned[places[told]] = _aligned(profiles[row], others)
    return headline, aligned


def _aligned(mine: Profile, others: Sequence[Profile]) -> tuple[Numbers, Numbers]:
    sizes = np.array([len(each.sentences) for each in others])
    starts = np.cumsum(sizes) - sizes
    theirs = np.concatenate([each.sentences for each in others]).astype(np.float32)
    steps = np.concatenate([each.steps for each in others])
    # Whole numbers below 2**24: exact in 32 bits, in whatever order they are summed.
    table = (mine.sentences.astype(np.float32) @ theirs.T) * np.multiply.outer(mine.steps, steps)
    best_for_mine, best_for_theirs = np.maximum.reduceat(table, starts, axis=1), table.max(axis=0)
    headline = (best_for_mine[0] + best_for_theirs[starts]) / 2
    # Both are summed one after the other: a plain sum takes another order where there is one pair alone.
    mine_mean = np.add.accumulate(best_for_mine, axis=0)[-1] / len(mine.sentences)
    theirs_mean = np.bincount(np.repeat(np.arange(len(others)), sizes), weights=best_for_theirs) / sizes
    return headline, (mine_mean + theirs_mean) / 2


class _Sparse:
    """Rows of few weights each, and their products.

    Args:
        rows: Number of the row -> key -> weight.
        others: What the second of two rows is taken from, where not from the same.
    """

    def __init__(
        self, rows: Mapping[int, Mapping[str, float]], others: Mapping[int, Mapping[str, float]] | None = None
    ) -> None:
        self._numbers: dict[str, int] = {}
        self._rows = self._numbered(rows)
        self._others = self._rows if others is None else self._numbered(others)

    def _numbered(self, rows: Mapping[int, Mapping[str, float]]) -> dict[int, tuple[Rows, Numbers]]:
        number = self._numbers.setdefault
        return {
            row: (
                np.array([number(key, len(self._numbers)) for key in weights], dtype=np.int64),
                np.array(list(weights.values()), dtype=np.float64),
            )
            for row, weights in rows.items()
        }

    def products(self, left: Rows, right: Rows) -> Numbers:
        """Products of some pairs of rows, between 0 and 1."""
        found = np.zeros(len(left))
        spread = np.zeros(len(self._numbers))
        for row, places in _by_first(left):
            at, weights = self._rows[row]
            spread[at] = weights
            others = [self._others[int(other)] for other in right[places]]
            pair = np.repeat(np.arange(len(others)), [len(columns) for columns, _ in others])
            shared = spread[np.concatenate([columns for columns, _ in others])]
            summands = shared * np.concatenate([theirs for _, theirs in others])
            found[places] = np.bincount(pair, weights=summands, minlength=len(others))
            spread[at] = 0.0
        return np.clip(found, 0.0, 1.0)


def _by_first(left: Rows) -> Iterator[tuple[int, Rows]]:
    """Every row that stands first, with the places of its pairs."""
    order = np.argsort(left, kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(left[order])) + 1):
        if len(places):
            yield int(left[places[0]]), places


__all__ = ["FEATURES", "Comparison"]
