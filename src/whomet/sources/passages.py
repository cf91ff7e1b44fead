"""Passages that two texts share word for word, in any script."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from whomet.sources.postings import in_common, stars

#: Letters in a shingle. About four words of a spaced script: shorter ones are shared by chance (names with their
#: titles), longer ones lose a passage after every touched word. A character of the scripts below says more.
SHINGLE = 20
DENSE_SHINGLE = 8
#: Shingles' worth of letters from which a stretch in common is a passage; shorter ones are phrases that articles of one
#: trade share. Of 1 to 3, 2 parts best: of 34 stories copies keep 0.42 and more, but for one that is rewritten, where
#: all others fall from 0.30 to 0.17; of 2,000 articles put together from the same phrases no copy falls below 0.54,
#: and the others above 0.40 are 49 where they were 1,100.
PASSAGE = 2
#: Scripts, by the first word of their characters' Unicode names, that need fewer characters for a word.
DENSE_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI"})
#: Shingles in a window of which one is kept: a shared passage of SHINGLE + WINDOW - 1 letters is never missed.
WINDOW = 12
#: Fingerprints in common from which two texts are compared in full, and the least share of those of the shorter one:
#: copies of 34 stories have 0.36 and more of them in common, articles put together from the same phrases below 0.10.
FEWEST_COMMON = 2
LEAST_COMMON = 0.08
#: Most holders of a fingerprint of which all pairs are counted; beyond, `HUBS` of the first and as many of the
#: fullest stand for them. Clusters of dependent texts are far smaller but for what everybody prints, and 64 holders
#: are 32 pairs a text.
CROWD = 64
HUBS = 2

_BASE = np.uint64(1_000_003)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a text.

    Attributes:
        hashes: One hash a position of the folded text.
        size: Letters in a shingle.
        letters: Letters of the folded text.
        fingerprints: The winnowed hashes, ascending, each once.
    """

    hashes: NDArray[np.uint32]
    size: int
    letters: int
    fingerprints: NDArray[np.uint32]


def shingles(text: str) -> Shingles:
    """Cut a text into overlapping shingles of letters and digits.

    Broder 1997, "On the resemblance and containment of documents"; fingerprints after Schleimer, Wilkerson and
    Aiken 2003, "Winnowing: local algorithms for document fingerprinting".

    Args:
        text: What a reader reads; signs, white space and case are looked through.

    Returns:
        The shingles; none where the text is shorter than one.
    """
    points = np.frombuffer(_fold(text).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    full, size = _hashed(points)
    # The upper half: by chance one pair of texts in some hundreds shares one such hash, and a candidate needs two.
    hashes = (full >> np.uint64(32)).astype(np.uint32)
    return Shingles(hashes, size, len(points), _winnow(hashes))


def covered(part: Shingles, whole: Shingles) -> float:
    """Share (0 to 1) of the letters of one text that stand in passages which the other prints too."""
    if part.size != whole.size or not len(part.hashes) or not len(whole.hashes):
        return 0.0
    # A passage holds a whole window, of which both texts keep the same fingerprint.
    if part.size >= WINDOW <= len(part.hashes) and not _meet(part.fingerprints, whole.fingerprints):
        return 0.0
    ordered = np.sort(whole.hashes)
    place = np.minimum(np.searchsorted(ordered, part.hashes), len(ordered) - 1)
    shared = np.concatenate(([False], ordered[place] == part.hashes, [False]))
    turns = np.flatnonzero(shared[1:] != shared[:-1])
    begins, ends = turns[::2], turns[1::2] + part.size - 1
    long = ends - begins >= min(PASSAGE * part.size, part.letters)
    marks = np.zeros(part.letters + 1, dtype=np.int32)
    np.add.at(marks, begins[long], 1)
    np.add.at(marks, ends[long], -1)
    return float(np.count_nonzero(np.cumsum(marks)[:-1]) / part.letters)


def candidates(texts: Mapping[str, Shingles], first: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Pairs of texts that share passages, in order of their names.

    A passage that more than `CROWD` texts hold (a release printed everywhere, a line at the foot of every page) does
    not pair all of them: each is paired with those that stand for them, the first and the fullest. So all that share
    a passage hang together, and the pairs grow with the number of texts.

    Args:
        texts: Shingles by name.
        first: The names, those that stand for a crowd before others (the earliest); by default in order.

    Returns:
        Pairs (smaller name first) with at least `FEWEST_COMMON` fingerprints and `LEAST_COMMON` of those of the shorter
        text in common, or all of it.
    """
    names = list(first) or sorted(texts)
    sets = [texts[name].fingerprints for name in names]
    common = in_common(sets, CROWD)
    sizes = np.array([len(marks) for marks in sets], dtype=np.int64)
    few = np.minimum(sizes, np.maximum(FEWEST_COMMON, LEAST_COMMON * sizes))
    enough = common.count >= np.minimum(few[common.left], few[common.right])
    pairs = set(zip(common.left[enough].tolist(), common.right[enough].tolist(), strict=True))
    letters = np.array([texts[name].letters for name in names], dtype=np.int64)
    for one, other in set(stars(common.crowded, letters, HUBS)) - pairs:
        if len(np.intersect1d(sets[one], sets[other], assume_unique=True)) >= min(few[one], few[other]):
            pairs.add((one, other))
    return sorted((min(names[a], names[b]), max(names[a], names[b])) for a, b in pairs)


def _meet(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> bool:
    """Whether two rising rows of numbers have one in common."""
    place = np.minimum(np.searchsorted(right, left), len(right) - 1)
    return bool((right[place] == left).any())


@lru_cache(maxsize=131_072)
def is_dense(text: str) -> bool:
    """Whether most letters of a text are of scripts that need fewer characters for a word."""
    letters = [ord(sign) for sign in text if sign.isalnum()]
    return sum(_script(letter) in DENSE_SCRIPTS for letter in letters) * 2 > len(letters)


class _Letters(dict[int, str | None]):
    """For `str.translate`: of a decomposed text the characters that count, looked up once each."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = chr(code) if _counts(chr(code)) else None
        return found


_LETTERS = _Letters()


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", folded.translate(_LETTERS))


def _counts(character: str) -> bool:
    """Whether a character of a decomposed text counts: letters, digits, and signs that letters are made of."""
    category = unicodedata.category(character)
    accent = "\u0300" <= character <= "\u036f"
    return category[0] in "LN" or category == "Mc" or (category == "Mn" and not accent)


@cache
def _script(code: int) -> str:
    return unicodedata.name(chr(code), "").split(" ")[0]


@cache
def _code(code: int) -> int:
    """A number for a character, the same for both writings (traditional, simplified) of a Han character."""
    return zlib.crc32(anyascii(chr(code)).encode()) if _script(code) == "CJK" else code


def _hashed(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], int]:
    """The hash of every shingle of a folded text, and its size."""
    different, place, times = np.unique(points, return_inverse=True, return_counts=True)
    dense = sum(times[at] for at, code in enumerate(different.tolist()) if _script(code) in DENSE_SCRIPTS)
    size = DENSE_SHINGLE if dense * 2 > len(points) else SHINGLE
    count = len(points) - size + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64), size
    codes = np.fromiter(map(_code, different.tolist()), dtype=np.uint64, count=len(different))[place]
    total = np.zeros(count, dtype=np.uint64)
    for shift in range(size):
        total = total * _BASE + codes[shift : shift + count]
    total = total * _MIX
    return total ^ (total >> np.uint64(31)), size


def _winnow(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    if not len(hashes):
        return hashes
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    return np.unique(windows.min(axis=1))
