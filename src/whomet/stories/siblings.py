"""Groups of articles, and what tells whether two of them tell of the same happenings or of look-alikes.

Groups are compared as wholes: what only one article of a group says hardly counts in the sum of all, what all of
them say stands out. That is what parts two earthquakes, two trials or two rounds of talks: each has its own people,
places and numbers, while single articles of both may be as alike as two articles of one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Sparse: TypeAlias = tuple[NDArray[np.int32], NDArray[np.float64]]
"""Numbers of keys, rising, and the weight of each."""

#: Weights of a logistic model of "the same happenings" for two groups of articles; its features are told in
#: `Groups.features`. Fitted by `training/stories/fit.py` on halves of the events of public sets (345 and 772 English
#: articles, beginnings in ten languages) and 34 written stories, each alone, with a namesake, with a late article and
#: all in one folder, then on all; the constant was raised by .3 after, which costs nothing on events held out.
WEIGHTS: Mapping[str, float] = {
    "one": -2.92,
    "same language": -0.06,
    "words": 2.69,
    "headline's words": 2.58,
    "gist": 4.69,
    "gist abroad": 3.93,
    "title": 0.63,
    "title abroad": 2.74,
    "names": 3.73,
    "names abroad": 2.98,
    "numbers": 1.46,
    "days apart": -0.39,
    "smaller": -1.57,
    "larger": -1.18,
}

#: How many keys of equal weight shared names are worth where one is that of a namesake, and where they count in full. A
#: full name has four keys: its letters, its sound and those of its two words. Of articles of 34 written stories into
#: which the name of another story's main person was put, ninety-eight in a hundred share less than 4.3 with those of
#: that story; of articles about one story in two languages three in four share more than 4.4 and half 9, in one
#: language ninety-eight in a hundred more than 5.7.
NAMESAKE = 3.0
ACQUAINTED = 8.0

#: Days that are thought between two groups of which one has no date: a feature of its own for such learnt nothing but
#: which public sets have no dates.
UNDATED = 7


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What an article brings into a group.

    Attributes:
        language: BCP 47 code without region.
        day: Ordinal of the day of publication, None where it is not known to the day.
        gist: Vector of meaning, of length 1 or 0.
        title: That of the headline alone, or of the first sentence.
        words, headline, names, numbers: Weighed by how rare they are; words, those of the headline too, are told apart
            by language.
    """

    language: str
    day: int | None
    gist: NDArray[np.float32]
    title: NDArray[np.float32]
    words: Sparse
    headline: Sparse
    names: Sparse
    numbers: Sparse


Column: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured on a group and each of some others, a number for each of the others.

    Attributes:
        here: Whether they share a language.
        words, headlines, names, numbers: Cosines; of headlines with words, either way.
        gist, title: Cosines of meaning.
        breadths: How many keys of equal weight would make up the names that they share.
        days: Days between the nearest two articles.
        smaller, larger: Articles of the smaller and of the larger group.
    """

    here: NDArray[np.bool_]
    words: Column
    headlines: Column
    names: Column
    numbers: Column
    gist: Column
    title: Column
    breadths: Column
    days: NDArray[np.int64] | Column
    smaller: Column
    larger: Column


def weighed(seen: Measures) -> dict[str, Column]:
    """The features of the model from what was measured; see `Groups.features`."""
    several = (seen.breadths - NAMESAKE) / (ACQUAINTED - NAMESAKE)
    names = np.sqrt(seen.names) * np.clip(several, 0.0, 1.0)
    return {
        "one": np.ones(len(seen.here)),
        "same language": seen.here * 1.0,
        "words": np.sqrt(seen.words),
        "headline's words": np.sqrt(seen.headlines),
        "gist": seen.gist,
        "gist abroad": np.where(seen.here, 0.0, seen.gist),
        "title": seen.title,
        "title abroad": np.where(seen.here, 0.0, seen.title),
        "names": names,
        "names abroad": np.where(seen.here, 0.0, names),
        "numbers": np.sqrt(seen.numbers),
        "days apart": np.log1p(seen.days),
        "smaller": np.log(seen.smaller),
        "larger": np.log(seen.larger),
    }


def odds_of(features: Mapping[str, Column]) -> Column:
    """Log odds of one story."""
    found = np.zeros(len(features["one"]))
    for name, weight in WEIGHTS.items():
        found += weight * features[name]
    return np.round(found, 9)


class Groups:
    """Groups that begin as one article each and are joined step by step.

    Args:
        rows: The articles to begin with.
    """

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.members: list[list[int]] = []
        self._words, self._headlines, self._names, self._numbers = _Sums(), _Sums(), _Sums(), _Sums()
        # An article's own vectors are not copied: only those of joined groups are sums of their own.
        self._gists: list[NDArray[np.float32] | NDArray[np.float64]] = []
        self._titles: list[NDArray[np.float32] | NDArray[np.float64]] = []
        self._spread = _Spread()
        self._days: list[list[int]] = []
        self._languages: list[dict[str, int]] = []
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Put in an article as a group of its own."""
        self.members.append([len(self.members)])
        self._words.add(row.words)
        self._headlines.add(row.headline)
        self._names.add(row.names)
        self._numbers.add(row.numbers)
        self._gists.append(row.gist)
        self._titles.append(row.title)
        self._days.append([] if row.day is None else [row.day])
        self._languages.append({row.language: 1})

    def join(self, one: int, other: int) -> None:
        """Put the second group into the first; the second is not to be used again."""
        for sums in (self._words, self._headlines, self._names, self._numbers):
            sums.join(one, other)
        self.members[one] = sorted(self.members[one] + self.members[other])
        self._gists[one] = np.add(self._gists[one], self._gists[other], dtype=np.float64)
        self._titles[one] = np.add(self._titles[one], self._titles[other], dtype=np.float64)
        for day in self._days[other]:
            insort(self._days[one], day)
        for language, count in self._languages[other].items():
            self._languages[one][language] = self._languages[one].get(language, 0) + count

    def odds(self, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        """Log odds that a group and each of some others tell of the same happenings."""
        return odds_of(self.features(one, others))

    def features(self, one: int, others: Sequence[int]) -> dict[str, NDArray[np.float64]]:
        """What tells whether a group and each of some others are one story.

        Args:
            one: A group.
            others: Groups to hold it against.

        Returns:
            Feature -> a number for each of the others. Words, names and numbers are roots of cosines between sums over
            the groups: roots tell little from more where little is shared. Names count as far as there is more than
            one, for namesakes. Features "abroad" stand for groups that share no language, "days apart" is the
            log of the days between the nearest two articles, and the sizes are logs.
        """
        size = len(self.members[one])
        sizes = np.array([len(self.members[other]) for other in others], dtype=np.float64)
        here = np.array([not self._languages[one].keys().isdisjoint(self._languages[other]) for other in others])
        cosines = self._spread.cosines
        gist, title = _meanings(self._gists, one, others), _meanings(self._titles, one, others)
        words, heads = self._words, self._headlines
        return weighed(
            Measures(
                here=here,
                words=cosines(words, one, words, others),
                headlines=(cosines(heads, one, words, others) + cosines(words, one, heads, others)) / 2.0,
                gist=gist,
                title=title,
                names=cosines(self._names, one, self._names, others),
                breadths=self._spread.breadths(self._names, one, others),
                numbers=cosines(self._numbers, one, self._numbers, others),
                days=np.array([_apart(self._days[one], self._days[other]) for other in others]),
                smaller=np.minimum(size, sizes),
                larger=np.maximum(size, sizes),
            )
        )

    def centrality(self, group: int, rows: Sequence[Row]) -> list[float]:
        """How much each of the articles that a group was made of has of what all of them have."""
        ids, weights = self._words.sums[group]
        size = len(rows)
        whole = {int(number): weight / size for number, weight in zip(ids, weights, strict=True)}
        return [
            float((row.gist * self._gists[group]).sum(dtype=np.float64)) / size
            + sum(whole[int(number)] * weight for number, weight in zip(*row.words, strict=True))
            for row in rows
        ]


class _Sums:
    """Sums of sparse rows, one a group, and their lengths."""

    def __init__(self) -> None:
        self.sums: list[Sparse] = []
        self.lengths: list[float] = []
        self.width = 0

    def add(self, row: Sparse) -> None:
        self.sums.append(row)
        self.lengths.append(float(np.sqrt((row[1] * row[1]).sum())))
        if len(row[0]):
            self.width = max(self.width, int(row[0][-1]) + 1)

    def join(self, one: int, other: int) -> None:
        ids, places = np.unique(np.concatenate((self.sums[one][0], self.sums[other][0])), return_inverse=True)
        both = np.concatenate((self.sums[one][1], self.sums[other][1]))
        weights = np.asarray(np.bincount(places, both, len(ids)), dtype=np.float64)
        self.sums[one] = ids, weights
        self.lengths[one] = float(np.sqrt((weights * weights).sum()))


class _Spread:
    """A sum with a place for every key, to be multiplied with many others; the room is used again and again."""

    def __init__(self) -> None:
        self._places = np.zeros(0)

    def cosines(self, mine: _Sums, one: int, theirs: _Sums, others: Sequence[int]) -> NDArray[np.float64]:
        """Cosines of a sum and some others, between 0 and 1."""
        shared, whose = self._products(mine, one, theirs, others)
        products = np.bincount(whose, shared, len(others))
        lengths = mine.lengths[one] * np.array([theirs.lengths[other] for other in others])
        found: NDArray[np.float64] = np.clip(products / np.maximum(lengths, 1e-9), 0.0, 1.0)
        return found

    def breadths(self, sums: _Sums, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        """How many keys of equal weight would make up what a sum and some others share (Laakso and Taagepera 1979)."""
        shared, whose = self._products(sums, one, sums, others)
        products, squares = (np.bincount(whose, weights, len(others)) for weights in (shared, shared * shared))
        found: NDArray[np.float64] = products * products / np.maximum(squares, 1e-12)
        return found

    def _products(
        self, mine: _Sums, one: int, theirs: _Sums, others: Sequence[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """What a sum and some others share, key by key, and which of the others it is."""
        if len(self._places) < max(mine.width, theirs.width):
            self._places = np.zeros(2 * max(mine.width, theirs.width))
        ids, weights = mine.sums[one]
        self._places[ids] = weights
        columns = [theirs.sums[other][0] for other in others]
        shared = self._places[np.concatenate(columns)] * np.concatenate([theirs.sums[other][1] for other in others])
        self._places[ids] = 0.0
        return shared, np.repeat(np.arange(len(columns)), [len(each) for each in columns])


def _meanings(
    sums: Sequence[NDArray[np.float32] | NDArray[np.float64]], one: int, others: Sequence[int]
) -> NDArray[np.float64]:
    """Cosines of a sum of vectors and some others."""
    mine, theirs = sums[one].astype(np.float64), np.stack([sums[other] for other in others], dtype=np.float64)
    lengths = math.sqrt(float((mine * mine).sum())) * np.sqrt((theirs * theirs).sum(axis=1))
    found: NDArray[np.float64] = (theirs * mine).sum(axis=1) / np.maximum(lengths, 1e-9)
    return found


def _apart(left: Sequence[int], right: Sequence[int]) -> int:
    """Days between the nearest two of two rising rows."""
    few, many = sorted((left, right), key=len)
    nearest = [
        min(abs(day - other) for other in many[max(0, at - 1) : at + 1])
        for day in few
        for at in (bisect_left(many, day),)
    ]
    return min(nearest, default=UNDATED)


__all__ = ["UNDATED", "WEIGHTS", "Groups", "Measures", "Row", "Sparse", "odds_of", "weighed"]
