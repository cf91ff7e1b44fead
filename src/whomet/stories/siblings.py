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
#: articles, beginnings in ten languages) and 34 written stories, each alone and all in one folder, then on all; the
#: constant was raised by .3 after, which joins more of what is one in the public sets and no two of the stories.
WEIGHTS: Mapping[str, float] = {
    "one": -1.45,
    "same language": -0.51,
    "words": 1.81,
    "headline's words": 0.41,
    "gist": 5.11,
    "gist abroad": 3.8,
    "title": -0.52,
    "title abroad": 2.04,
    "names": 4.82,
    "names abroad": 2.27,
    "numbers": 2.0,
    "days apart": -0.57,
    "undated": -0.05,
    "smaller": -2.08,
    "larger": -1.19,
}

#: Likeness of meaning up to which shared names are those of namesakes, and what is to be added until they count in
#: full: in a public set nine of ten pairs of articles about two events lie below .28 (the median is .14), of those
#: about one event one in a hundred below .24 and half above .68.
STRANGE = 0.3
KIN = 0.3


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


class Groups:
    """Groups that begin as one article each and are joined step by step.

    Args:
        rows: The articles to begin with.
    """

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.members: list[list[int]] = []
        self._words, self._headlines, self._names, self._numbers = _Sums(), _Sums(), _Sums(), _Sums()
        self._gists: list[NDArray[np.float64]] = []
        self._titles: list[NDArray[np.float64]] = []
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
        self._gists.append(row.gist.astype(np.float64))
        self._titles.append(row.title.astype(np.float64))
        self._days.append([] if row.day is None else [row.day])
        self._languages.append({row.language: 1})

    def join(self, one: int, other: int) -> None:
        """Put the second group into the first; the second is not to be used again."""
        for sums in (self._words, self._headlines, self._names, self._numbers):
            sums.join(one, other)
        self.members[one] = sorted(self.members[one] + self.members[other])
        self._gists[one] = self._gists[one] + self._gists[other]
        self._titles[one] = self._titles[one] + self._titles[other]
        for day in self._days[other]:
            insort(self._days[one], day)
        for language, count in self._languages[other].items():
            self._languages[one][language] = self._languages[one].get(language, 0) + count

    def odds(self, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        """Log odds that a group and each of some others tell of the same happenings."""
        features = self.features(one, others)
        found = np.zeros(len(others))
        for name, weight in WEIGHTS.items():
            found += weight * features[name]
        return np.round(found, 9)

    def features(self, one: int, others: Sequence[int]) -> dict[str, NDArray[np.float64]]:
        """What tells whether a group and each of some others are one story.

        Args:
            one: A group.
            others: Groups to hold it against.

        Returns:
            Feature -> a number for each of the others. Words, names and numbers are roots of cosines between sums over
            the groups: roots tell little from more where little is shared. Names count as far as the meaning is
            alike, for namesakes. Features "abroad" stand for groups that share no language, "days apart" is the
            log of the days between the nearest two articles, "undated" the share of pairs without such, and the
            sizes are logs.
        """
        size = len(self.members[one])
        sizes = np.array([len(self.members[other]) for other in others], dtype=np.float64)
        here = np.array([not self._languages[one].keys().isdisjoint(self._languages[other]) for other in others])
        cosines = self._spread.cosines
        gist, title = _meanings(self._gists, one, others), _meanings(self._titles, one, others)
        names = np.sqrt(cosines(self._names, one, self._names, others)) * np.clip((gist - STRANGE) / KIN, 0.0, 1.0)
        words, heads = self._words, self._headlines
        told = cosines(heads, one, words, others) + cosines(words, one, heads, others)
        dated = np.array([len(self._days[other]) for other in others]) * len(self._days[one])
        return {
            "one": np.ones(len(others)),
            "same language": here * 1.0,
            "words": np.sqrt(cosines(words, one, words, others)),
            "headline's words": np.sqrt(told / 2.0),
            "gist": gist,
            "gist abroad": np.where(here, 0.0, gist),
            "title": title,
            "title abroad": np.where(here, 0.0, title),
            "names": names,
            "names abroad": np.where(here, 0.0, names),
            "numbers": np.sqrt(cosines(self._numbers, one, self._numbers, others)),
            "days apart": np.array([math.log1p(_apart(self._days[one], self._days[other])) for other in others]),
            "undated": 1.0 - dated / (size * sizes),
            "smaller": np.log(np.minimum(size, sizes)),
            "larger": np.log(np.maximum(size, sizes)),
        }

    def centrality(self, group: int, rows: Sequence[Row]) -> list[float]:
        """How much each of the articles that a group was made of has of what all of them have."""
        ids, weights = self._words.sums[group]
        size = len(rows)
        whole = {int(number): weight / size for number, weight in zip(ids, weights, strict=True)}
        return [
            float((row.gist * self._gists[group]).sum()) / size
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
        if len(self._places) < max(mine.width, theirs.width):
            self._places = np.zeros(2 * max(mine.width, theirs.width))
        ids, weights = mine.sums[one]
        self._places[ids] = weights
        columns = [theirs.sums[other][0] for other in others]
        shared = self._places[np.concatenate(columns)] * np.concatenate([theirs.sums[other][1] for other in others])
        whose = np.repeat(np.arange(len(columns)), [len(each) for each in columns])
        products = np.bincount(whose, shared, len(columns))
        self._places[ids] = 0.0
        lengths = mine.lengths[one] * np.array([theirs.lengths[other] for other in others])
        found: NDArray[np.float64] = np.clip(products / np.maximum(lengths, 1e-9), 0.0, 1.0)
        return found


def _meanings(sums: Sequence[NDArray[np.float64]], one: int, others: Sequence[int]) -> NDArray[np.float64]:
    """Cosines of a sum of vectors and some others."""
    mine, theirs = sums[one], np.stack([sums[other] for other in others])
    lengths = math.sqrt(float((mine * mine).sum())) * np.sqrt((theirs * theirs).sum(axis=1))
    found: NDArray[np.float64] = (theirs * mine).sum(axis=1) / np.maximum(lengths, 1e-9)
    return found


def _apart(left: Sequence[int], right: Sequence[int]) -> int:
    """Days between the nearest two of two rising rows; 0 where one is empty."""
    few, many = sorted((left, right), key=len)
    nearest = [
        min(abs(day - other) for other in many[max(0, at - 1) : at + 1])
        for day in few
        for at in (bisect_left(many, day),)
    ]
    return min(nearest, default=0)


__all__ = ["WEIGHTS", "Groups", "Row", "Sparse"]
