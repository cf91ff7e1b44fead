"""How alike two articles are: by the meaning of their beginnings, by words, names, numbers and days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from whomet import edtf
from whomet.embedding import Encoder
from whomet.records import Article
from whomet.stories.profiles import Profile, Rarity, profile, telling

Features = dict[str, NDArray[np.float64]]

#: Days after which being published close together tells a third of what the same day does.
NEAR = 30.0

#: Weights of a logistic model of "same happenings", for two articles in one language and in two. Fitted by logistic
#: regression (`training/likeness/fit.py`) on public sets (335 and 772 English articles, 1,080 beginnings of articles in
#: ten languages) and 34 written stories in 20 languages, all thrown together; every set counts the same, and as much is
#: given to all pairs of one event as to all others. "near" was not fitted beyond news of one language: the written
#: stories lie months apart. The constants are so moved that all sets are grouped well at even odds.
SAME_LANGUAGE: Mapping[str, float] = {
    "one": -1.0,
    "words and gist": 7.4,
    "names and gist": 4.4,
    "numbers": 1.05,
    "headline's words": 5.0,
    "length": -0.92,
    "near": 2.5,
}
OTHER_LANGUAGE: Mapping[str, float] = {
    "one": -0.65,
    "aligned": 14.0,
    "names and gist": 17.5,
    "numbers": 2.4,
    "length": -1.27,
    "near": 2.5,
}

#: Pairs that are compared at once, which bounds the memory.
_STEP = 65_536


def likeness(articles: Sequence[Article], encoder: Encoder) -> NDArray[np.float64]:
    """How likely any two articles are about the same happenings.

    Args:
        articles: Cleaned articles, with their names where they were looked for.
        encoder: Where the sentence vectors come from.

    Returns:
        A symmetric matrix of probabilities, in the order of the articles.
    """
    profiles = [profile(article, encoder) for article in articles]
    left, right = np.triu_indices(len(profiles))
    found = probabilities(profiles, np.stack((left, right), axis=1), Rarity(profiles))
    table = np.zeros((len(profiles), len(profiles)))
    table[left, right] = table[right, left] = found
    return table


def probabilities(profiles: Sequence[Profile], pairs: NDArray[np.int64], rarity: Rarity) -> NDArray[np.float64]:
    """How likely the articles of some pairs are about the same happenings.

    Args:
        profiles: Articles.
        pairs: Two indexes of profiles a row, in any order; cheapest where pairs of one first article stand together.
        rarity: How rare words, names and numbers are.

    Returns:
        One probability a pair, whichever of the two stands first.
    """
    return 1.0 / (1.0 + np.exp(-_weighed(profiles, pairs, rarity, SAME_LANGUAGE, OTHER_LANGUAGE)))


def _weighed(
    profiles: Sequence[Profile],
    pairs: NDArray[np.int64],
    rarity: Rarity,
    same: Mapping[str, float],
    other: Mapping[str, float],
) -> NDArray[np.float64]:
    """Sums of weighed features, a number of pairs at a time."""
    found = np.zeros(len(pairs))
    compare = comparer(profiles, np.unique(pairs), rarity)
    languages = np.array([each.language for each in profiles])
    for first in range(0, len(pairs), _STEP):
        left, right = np.sort(pairs[first : first + _STEP], axis=1).T
        features = compare(left, right)
        told = languages[left] == languages[right]
        part = np.zeros(len(left))
        for name in dict.fromkeys((*same, *other)):
            part += features[name] * np.where(told, same.get(name, 0.0), other.get(name, 0.0))
        found[first : first + _STEP] = part
    return found


def comparer(
    profiles: Sequence[Profile], used: NDArray[np.int64], rarity: Rarity
) -> Callable[[NDArray[np.int64], NDArray[np.int64]], Features]:
    """What tells how alike two articles are.

    Args:
        profiles: Articles.
        used: Indexes of those that are compared.
        rarity: How rare words, names and numbers are.

    Returns:
        A function from two rows of indexes, those of the first and the second articles of some pairs, to features, each
        one number a pair. No pair's features depend on other pairs. What is told of words holds within one language.
    """
    rows = [int(row) for row in used]
    words = _Sparse({row: rarity.words(profiles[row]) for row in rows})
    names = _Sparse({row: rarity.names(profiles[row]) for row in rows})
    numbers = _Sparse({row: rarity.numbers(profiles[row]) for row in rows})
    heads = {row: rarity.headline(profiles[row]) for row in rows}
    found_in = _Sparse(heads, {row: dict.fromkeys(profiles[row].words, 1.0) for row in rows})
    days = np.array([_day(each) for each in profiles])
    lengths = np.array([each.length for each in profiles])

    def compare(left: NDArray[np.int64], right: NDArray[np.int64]) -> Features:
        gist = _gists(profiles, left, right)
        headline, aligned = _sentences(profiles, left, right)
        named = names.products(left, right)
        word = words.products(left, right)
        gap = np.exp(-np.abs(days[left] - days[right]) / NEAR)
        return {
            "one": np.ones(len(left)),
            "gist": gist,
            "headline": headline,
            "aligned": aligned,
            "words": np.sqrt(word),
            "words and gist": np.sqrt(word * np.maximum(gist, 0.0)),
            "names": np.sqrt(named),
            "names and gist": np.sqrt(named * np.maximum(gist, 0.0)),
            "numbers": np.sqrt(numbers.products(left, right)),
            "headline's words": (found_in.products(left, right) + found_in.products(right, left)) / 2,
            "length": np.minimum(lengths[left], lengths[right]),
            "near": np.nan_to_num(gap),
        }

    return compare


def _day(of: Profile) -> float:
    span = edtf.interval(of.day)
    return float(span[0].toordinal()) if span and edtf.is_day(of.day) else float("nan")


def _gists(profiles: Sequence[Profile], left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Cosines of the gists of some pairs, summed in one order whatever other pairs there are."""
    found = np.zeros(len(left))
    for row, places in _by_first(left):
        others = np.stack([profiles[other].gist for other in right[places]])
        found[places] = (others * profiles[row].gist).sum(axis=1, dtype=np.float64)
    return found


def _sentences(
    profiles: Sequence[Profile], left: NDArray[np.int64], right: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How well the best sentence of the other tells the headline, and any sentence on average, both ways."""
    headline, aligned = np.zeros(len(left)), np.zeros(len(left))
    for row, places in _by_first(left):
        mine = profiles[row]
        if not len(mine.sentences):
            continue
        others = [profiles[other] for other in right[places]]
        sizes = np.array([len(each.sentences) for each in others])
        told = sizes > 0
        if not told.any():
            continue
        starts = (np.cumsum(sizes) - sizes)[told]
        theirs = np.concatenate([each.sentences for each in others]).astype(np.float32)
        steps = np.concatenate([each.steps for each in others])
        # Whole numbers below 2**24: exact in 32 bits.
        table = (mine.sentences.astype(np.float32) @ theirs.T) * np.multiply.outer(mine.steps, steps)
        best_for_mine = np.maximum.reduceat(table, starts, axis=1)
        best_for_theirs = table.max(axis=0)
        whose = np.repeat(np.arange(len(starts)), sizes[told])
        theirs_mean = np.bincount(whose, weights=best_for_theirs) / sizes[told]
        headline[places[told]] = (best_for_mine[0] + best_for_theirs[starts]) / 2
        # Both are summed one after the other: a plain sum takes another order where there is one pair alone.
        mine_mean = np.add.accumulate(best_for_mine, axis=0)[-1] / len(mine.sentences)
        aligned[places[told]] = (mine_mean + theirs_mean) / 2
    return headline, aligned


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

    def _numbered(
        self, rows: Mapping[int, Mapping[str, float]]
    ) -> dict[int, tuple[NDArray[np.int64], NDArray[np.float64]]]:
        number = self._numbers.setdefault
        return {
            row: (
                np.array([number(key, len(self._numbers)) for key in weights], dtype=np.int64),
                np.array(list(weights.values()), dtype=np.float64),
            )
            for row, weights in rows.items()
        }

    def products(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
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


def _by_first(left: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Every row that stands first, with the places of its pairs."""
    order = np.argsort(left, kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(left[order])) + 1):
        if len(places):
            yield int(left[places[0]]), places


__all__ = ["comparer", "likeness", "probabilities", "profile", "telling"]
