"""How likely two articles tell of one story, by what stands in these two alone.

A story is judged among all articles of a group: what is rare there tells more. Here nobody else is looked at, so that
what is said of two articles never changes, whoever comes in: it is what groups are made by in the first place.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whomet import edtf
from whomet.embedding import Encoder
from whomet.records import Article
from whomet.stories.profiles import Rarity, profile
from whomet.stories.siblings import UNDATED, Measures, odds_of, weighed

#: Steps of a vector on either side of 0. Sums of their products are whole numbers: exact, in whatever order they are
#: added up, as long as they lie below what a float holds.
_STEPS = 127
_EXACT = 2**24
#: Digits behind the point to which odds are told: sums in another order differ far below.
_DIGITS = 6
#: Cosine of the beginnings from which two articles are held against each other, and keys of names in common from which
#: they are however they begin (a full name has four). Of all pairs of 218 articles of 38 stories 14 in a hundred are;
#: of the 541 with odds above 1 four are passed over, of those of one story three.
LEAST_ALIKE = 0.35
LEAST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an article is held against any other by; plain fields, to be kept.

    Attributes:
        language: BCP 47 code without region.
        day: Ordinal of the day of publication, None where it is not known to the day.
        gist: Vector of the beginning in whole steps, one signed byte each.
        title: That of the headline alone.
        names: Keys of the names, four bytes each, rising, little endian.
        naming: What each of them weighs, four bytes each.
        words, headline, numbers: Keys and weights of the words, of those of the headline, and of the numbers.
    """

    language: str
    day: int | None
    gist: bytes
    title: bytes
    names: bytes
    naming: bytes
    words: tuple[bytes, bytes]
    headline: tuple[bytes, bytes]
    numbers: tuple[bytes, bytes]


def imprint(article: Article, encoder: Encoder) -> Imprint:
    """What an article is held against any other by.

    Args:
        article: Cleaned, with its names where they were looked for.
        encoder: Where the sentence vectors come from.
    """
    of, rarity = profile(article, encoder), Rarity()
    span = edtf.interval(of.day) if edtf.is_day(of.day) else None
    title = of.sentences[0] if len(of.sentences) else np.zeros(encoder.dimensions, dtype=np.int8)
    return Imprint(
        of.language,
        span[0].toordinal() if span else None,
        np.rint(of.lead * (_STEPS / max(float(np.abs(of.lead).max(initial=0.0)), 1e-9))).astype("i1").tobytes(),
        title.astype("i1").tobytes(),
        *_packed("names", rarity.names(of)),
        _packed(of.language, rarity.words(of)),
        _packed(of.language, rarity.headline(of)),
        _packed("numbers", rarity.numbers(of)),
    )


class Affinities:
    """Some articles, any of which can be held against any others.

    Args:
        of: Their imprints.
    """

    def __init__(self, of: Sequence[Imprint]) -> None:
        numbers: dict[str, int] = {}
        self._languages = np.array([numbers.setdefault(each.language, len(numbers)) for each in of])
        self._days = np.array([math.nan if each.day is None else each.day for each in of])
        self._gists, self._titles = _steps([each.gist for each in of]), _steps([each.title for each in of])
        kinds = [
            _Sparse([each.words for each in of]),
            _Sparse([each.headline for each in of]),
            _Sparse([(each.names, each.naming) for each in of]),
            _Sparse([each.numbers for each in of]),
        ]
        keys = np.unique(np.concatenate([kind.keys for kind in kinds])) if of else np.zeros(0, dtype=np.uint32)
        self._words, self._headlines, self._names, self._numbers = (kind.numbered(keys) for kind in kinds)
        self._room = np.zeros(len(keys))

    def odds(self, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        """Log odds that an article and each of some others tell of one story, whichever of two stands first.

        Args:
            one: Number of an article.
            others: Numbers of those to hold it against.

        Returns:
            For each of the others the log odds, above 0 where one story is likelier than two.
        """
        rows = np.asarray(others, dtype=np.int64)
        if not len(rows):
            return np.zeros(0)
        words, heads, names = self._words, self._headlines, self._names
        apart = np.abs(self._days[rows] - self._days[one])
        alone = np.ones(len(rows))
        measures = Measures(
            here=self._languages[rows] == self._languages[one],
            words=self._cosines(words, one, words, rows),
            headlines=(self._cosines(heads, one, words, rows) + self._cosines(words, one, heads, rows)) / 2.0,
            gist=_meaning(self._gists, one, rows),
            title=_meaning(self._titles, one, rows),
            names=self._cosines(names, one, names, rows),
            breadths=self._breadths(names, one, rows),
            numbers=self._cosines(self._numbers, one, self._numbers, rows),
            days=np.where(np.isnan(apart), UNDATED, apart),
            smaller=alone,
            larger=alone,
        )
        return np.round(odds_of(weighed(measures)), _DIGITS)

    def _cosines(self, mine: _Sparse, one: int, theirs: _Sparse, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        shared, whose = self._products(mine, one, theirs, rows)
        lengths = np.maximum(mine.lengths[one] * theirs.lengths[rows], 1e-9)
        found: NDArray[np.float64] = np.clip(np.bincount(whose, shared, len(rows)) / lengths, 0.0, 1.0)
        return found

    def _breadths(self, sparse: _Sparse, one: int, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        shared, whose = self._products(sparse, one, sparse, rows)
        products, squares = (np.bincount(whose, weights, len(rows)) for weights in (shared, shared * shared))
        found: NDArray[np.float64] = products * products / np.maximum(squares, 1e-12)
        return found

    def _products(
        self, mine: _Sparse, one: int, theirs: _Sparse, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """What an article and some others share, key by key, and which of the others it is."""
        own = slice(mine.ends[one], mine.ends[one + 1])
        self._room[mine.numbers[own]] = mine.weights[own]
        sizes = theirs.ends[rows + 1] - theirs.ends[rows]
        whose = np.repeat(np.arange(len(rows)), sizes)
        places = np.arange(len(whose)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + theirs.ends[rows][whose]
        shared = self._room[theirs.numbers[places]] * theirs.weights[places]
        self._room[mine.numbers[own]] = 0.0
        return shared, whose


class _Sparse:
    """Keys and weights of all articles, one after the other.

    Args:
        of: Keys and weights of each, four bytes each.
    """

    def __init__(self, of: Sequence[tuple[bytes, bytes]]) -> None:
        self.keys = np.frombuffer(b"".join(keys for keys, _ in of), dtype="<u4")
        self.weights = np.frombuffer(b"".join(weights for _, weights in of), dtype="<f4").astype(np.float64)
        sizes = np.array([len(keys) // 4 for keys, _ in of], dtype=np.int64)
        self.ends = np.concatenate(([0], np.cumsum(sizes)))
        whose = np.repeat(np.arange(len(of)), sizes)
        self.lengths = np.sqrt(np.bincount(whose, self.weights * self.weights, len(of)))
        self.numbers = np.zeros(0, dtype=np.int64)

    def numbered(self, keys: NDArray[np.uint32]) -> _Sparse:
        """The same with the places of its keys among all."""
        self.numbers = np.searchsorted(keys, self.keys)
        return self


def _steps(vectors: Sequence[bytes]) -> NDArray[np.floating]:
    """Vectors in whole steps, one a row."""
    width = len(vectors[0]) if vectors else 0
    steps = np.frombuffer(b"".join(vectors), dtype="i1").reshape(len(vectors), width)
    return steps.astype(np.float32 if width * _STEPS**2 < _EXACT else np.float64)


def _meaning(vectors: NDArray[np.floating], one: int, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Cosines of a vector and some others."""
    mine, theirs = vectors[one], vectors[rows]
    lengths = np.sqrt(float(mine @ mine) * (theirs * theirs).sum(axis=1, dtype=np.float64))
    found: NDArray[np.float64] = (theirs @ mine).astype(np.float64) / np.maximum(lengths, 1e-9)
    return found


class Beginnings:
    """The beginnings and names of many articles, to find those that are worth holding against another.

    Args:
        gists: `Imprint.gist` of every article.
        names: `Imprint.names` of every article.
    """

    def __init__(self, gists: Sequence[bytes], names: Sequence[bytes]) -> None:
        self._size = len(gists)
        self._gists = _steps(gists)
        self._lengths = np.sqrt((self._gists * self._gists).sum(axis=1))
        keys = np.frombuffer(b"".join(names), dtype="<u4")
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._holders = np.repeat(np.arange(self._size), [len(each) // 4 for each in names])[order]

    def near(self, gist: bytes, names: bytes) -> NDArray[np.int64]:
        """Numbers of the articles that begin alike, or share names; it hangs on the two alone.

        Args:
            gist: `Imprint.gist` of an article.
            names: Its `Imprint.names`.
        """
        if not self._size:
            return np.zeros(0, dtype=np.int64)
        mine = np.frombuffer(gist, dtype="i1").astype(self._gists.dtype)
        products, length = self._gists @ mine, np.sqrt(mine @ mine)
        begins = products >= LEAST_ALIKE * np.maximum(self._lengths * length, 1.0)
        shared = np.bincount(self._of(np.frombuffer(names, dtype="<u4")), minlength=self._size) >= LEAST_NAMES
        return np.flatnonzero(begins | shared)

    def _of(self, keys: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The holders of some keys, one after the other."""
        first, last = (np.searchsorted(self._keys, keys, side) for side in ("left", "right"))
        parts = [self._holders[begin:end] for begin, end in zip(first.tolist(), last.tolist(), strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _packed(kind: str, weights: Mapping[str, float]) -> tuple[bytes, bytes]:
    """Keys as numbers, rising, and their weights; two keys of one number are one, which 32 bits make rare."""
    found: dict[int, float] = {}
    for key, weight in weights.items():
        number = zlib.crc32(f"{kind}\n{key}".encode("utf-8", "surrogatepass"))
        found[number] = found.get(number, 0.0) + weight
    ordered = sorted(found)
    return (
        np.array(ordered, dtype="<u4").tobytes(),
        np.array([found[number] for number in ordered], dtype="<f4").tobytes(),
    )


__all__ = ["Affinities", "Beginnings", "Imprint", "imprint"]
