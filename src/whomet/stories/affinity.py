"""How likely two articles tell of one story, by what stands in these two alone.

A story is judged among all articles of a group: what is rare there tells more. Here nobody else is looked at, so that
what is said of two articles never changes, whoever comes in: it is what groups are made by in the first place.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whomet import edtf
from whomet.embedding import Encoder
from whomet.records import Article
from whomet.stories.profiles import Rarity, profile
from whomet.stories.siblings import Groups, Row, Sparse

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
        self._groups = Groups(_rows(of))

    def odds(self, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        """Log odds that an article and each of some others tell of one story, whichever of two stands first.

        Args:
            one: Number of an article.
            others: Numbers of those to hold it against.

        Returns:
            For each of the others the log odds, above 0 where one story is likelier than two.
        """
        return np.round(self._groups.odds(one, others), _DIGITS) if len(others) else np.zeros(0)


class Beginnings:
    """The beginnings and names of many articles, to find those that are worth holding against another.

    Args:
        gists: `Imprint.gist` of every article.
        names: `Imprint.names` of every article.
    """

    def __init__(self, gists: Sequence[bytes], names: Sequence[bytes]) -> None:
        self._size = len(gists)
        width = len(gists[0]) if gists else 0
        steps = np.frombuffer(b"".join(gists), dtype="i1").reshape(self._size, width)
        self._gists: NDArray[np.floating] = steps.astype(np.float32 if width * _STEPS**2 < _EXACT else np.float64)
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


def _rows(of: Sequence[Imprint]) -> list[Row]:
    """Imprints as rows, their keys numbered from 0 in the order of the keys."""
    kinds = [[each.words, each.headline, (each.names, each.naming), each.numbers] for each in of]
    keys = [np.frombuffer(keys, dtype="<u4") for each in kinds for keys, _ in each]
    if not keys:
        return []
    numbers = np.unique(np.concatenate(keys), return_inverse=True)[1].astype(np.int32)
    ends = np.cumsum([len(each) for each in keys])[:-1]
    weights = (np.frombuffer(weights, dtype="<f4").astype(np.float64) for each in kinds for _, weights in each)
    found = zip(np.split(numbers, ends), weights, strict=True)
    return [_row(each, [next(found) for _ in range(4)]) for each in of]


def _row(of: Imprint, sparse: Sequence[Sparse]) -> Row:
    gist, title = (_unit(np.frombuffer(vector, dtype="i1")) for vector in (of.gist, of.title))
    words, headline, names, numbers = sparse
    return Row(of.language, of.day, gist, title, words, headline, names, numbers)


def _unit(steps: NDArray[np.int8]) -> NDArray[np.float32]:
    vector = steps.astype(np.float64)
    unit: NDArray[np.float32] = (vector / max(float(np.sqrt((vector * vector).sum())), 1e-9)).astype(np.float32)
    return unit


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
