"""How alike two articles are: how likely they tell the same happenings, and how alike readers find them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.records import Article
from whomet.stories.features import Comparison
from whomet.stories.profiles import Profile, Rarity, profile, telling

#: Weights of a logistic model of "same happenings", for two articles in one language and in two. Fitted by logistic
#: regression (`training/likeness/fit.py`) on public sets (335 and 772 English articles, 1,080 beginnings of articles in
#: ten languages) and 34 written stories in 20 languages, all thrown together; every set counts the same (the stories a
#: third where the language is one), and as much is given to all pairs of one event as to all others. "near" was not
#: fitted: the public sets have days in one language only, and the written stories lie months apart. The constants are
#: so moved that all sets are grouped well at even odds.
SAME_LANGUAGE: Mapping[str, float] = {
    "one": -1.19,
    "words and gist": 8.2,
    "names and gist": 3.9,
    "numbers": 0.9,
    "headline's words": 4.8,
    "length": -0.88,
    "near": 2.5,
}
OTHER_LANGUAGE: Mapping[str, float] = {
    "one": -0.95,
    "aligned": 14.0,
    "names and gist": 16.8,
    "numbers": 2.55,
    "length": -1.2,
    "near": 2.5,
}

#: Weights of the degree to which readers find two articles alike, on a scale from 0 to 1. Fitted by ridge regression on
#: public pairs of articles that readers graded: 555 in one language; in two 89, and 201 translated by a machine. Names
#: added nothing to words and meaning. Correlation with the grades of originals, fitted on the other half: .739.
SAME_LANGUAGE_DEGREES: Mapping[str, float] = {"one": -0.25, "lead": 0.72, "words": 1.23, "wording": -0.62}
OTHER_LANGUAGE_DEGREES: Mapping[str, float] = {"one": -0.16, "lead": 1.15, "headline": 0.17, "words": 0.28}

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


def degrees(profiles: Sequence[Profile], pairs: NDArray[np.int64], rarity: Rarity) -> NDArray[np.float64]:
    """How alike the articles of some pairs are, as readers grade it.

    A probability says "surely" or "surely not" of most pairs; a degree also tells apart what is surely the same, and
    what has only the subject or the place in common.

    Args:
        profiles: Articles.
        pairs: Two indexes of profiles a row, in any order.
        rarity: How rare words, names and numbers are.

    Returns:
        One degree a pair: about 0 for two articles that have nothing in common, 1 for two that tell the same.
    """
    return _weighed(profiles, pairs, rarity, SAME_LANGUAGE_DEGREES, OTHER_LANGUAGE_DEGREES)


def _weighed(
    profiles: Sequence[Profile],
    pairs: NDArray[np.int64],
    rarity: Rarity,
    same: Mapping[str, float],
    other: Mapping[str, float],
) -> NDArray[np.float64]:
    """Sums of weighed features, a number of pairs at a time."""
    found = np.zeros(len(pairs))
    comparison = Comparison(profiles, np.unique(pairs), rarity)
    languages = np.array([each.language for each in profiles])
    ordered = np.sort(pairs, axis=1)
    alike = languages[ordered[:, 0]] == languages[ordered[:, 1]]
    for weights, chosen in ((same, np.flatnonzero(alike)), (other, np.flatnonzero(~alike))):
        for first in range(0, len(chosen), _STEP):
            rows = chosen[first : first + _STEP]
            features = comparison.features(ordered[rows, 0], ordered[rows, 1], tuple(weights))
            for name, weight in weights.items():
                found[rows] += features[name] * weight
    return found


__all__ = ["degrees", "likeness", "probabilities", "profile", "telling"]
