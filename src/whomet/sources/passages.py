"""Passages that two texts share word for word, in any script."""

from __future__ import annotations

import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

#: Letters in a shingle. About four words of a spaced script: shorter ones are shared by chance (names with their
#: titles), longer ones lose a passage after every touched word. A character of the scripts below says more.
SHINGLE = 20
DENSE_SHINGLE = 8
#: Scripts, by the first word of their characters' Unicode names, that need fewer characters for a word.
DENSE_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI"})
#: Shingles in a window of which one is kept: a shared passage of SHINGLE + WINDOW - 1 letters is never missed.
WINDOW = 12
#: Fingerprints in common from which two texts are compared in full.
FEWEST_COMMON = 2

_BASE = np.uint64(1_000_003)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a text.

    Attributes:
        hashes: One hash a position of the folded text.
        size: Letters in a shingle.
        letters: Letters of the folded text.
        fingerprints: The winnowed hashes.
    """

    hashes: NDArray[np.uint64]
    size: int
    letters: int
    fingerprints: frozenset[int]


def shingles(text: str) -> Shingles:
    """Cut a text into overlapping shingles of letters and digits.

    Broder 1997, "On the resemblance and containment of documents"; fingerprints after Schleimer, Wilkerson and
    Aiken 2003, "Winnowing: local algorithms for document fingerprinting".

    Args:
        text: What a reader reads; signs, white space and case are looked through.

    Returns:
        The shingles; none where the text is shorter than one.
    """
    letters = _fold(text)
    size = DENSE_SHINGLE if _dense(letters) else SHINGLE
    hashes = _hashes(letters, size)
    return Shingles(hashes, size, len(letters), _winnow(hashes))


def covered(part: Shingles, whole: Shingles) -> float:
    """Share (0 to 1) of the letters of one text that stand in shingles which the other has too."""
    if part.size != whole.size or not len(part.hashes) or not len(whole.hashes):
        return 0.0
    marks = np.zeros(part.letters + 1, dtype=np.int64)
    shared = np.flatnonzero(np.isin(part.hashes, whole.hashes))
    np.add.at(marks, shared, 1)
    np.add.at(marks, shared + part.size, -1)
    return float(np.count_nonzero(np.cumsum(marks)[:-1]) / part.letters)


def candidates(texts: Mapping[str, Shingles]) -> list[tuple[str, str]]:
    """Pairs of texts that share passages, in order of their names.

    Args:
        texts: Shingles by name.

    Returns:
        Pairs (smaller name first) with at least `FEWEST_COMMON` fingerprints in common, or all of one text.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(texts):
        for mark in texts[name].fingerprints:
            holders[mark].append(name)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        for pair in combinations(names, 2):
            common[pair] += 1
    return sorted(
        (left, right)
        for (left, right), count in common.items()
        if count >= min(FEWEST_COMMON, len(texts[left].fingerprints), len(texts[right].fingerprints))
    )


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(character for character in folded if _counts(character)))


@cache
def _counts(character: str) -> bool:
    """Whether a character of a decomposed text counts: letters, digits, and signs that letters are made of."""
    category = unicodedata.category(character)
    accent = "\u0300" <= character <= "\u036f"
    return category[0] in "LN" or category == "Mc" or (category == "Mn" and not accent)


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


@cache
def _code(character: str) -> int:
    """A number for a character, the same for both writings (traditional, simplified) of a Han character."""
    return zlib.crc32(anyascii(character).encode()) if _script(character) == "CJK" else ord(character)


def _dense(letters: str) -> bool:
    return sum(_script(character) in DENSE_SCRIPTS for character in letters) * 2 > len(letters)


def _hashes(letters: str, size: int) -> NDArray[np.uint64]:
    codes = np.fromiter(map(_code, letters), dtype=np.uint64, count=len(letters))
    count = len(codes) - size + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for shift in range(size):
        total = total * _BASE + codes[shift : shift + count]
    total = total * _MIX
    return total ^ (total >> np.uint64(31))


def _winnow(hashes: NDArray[np.uint64]) -> frozenset[int]:
    if not len(hashes):
        return frozenset()
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    return frozenset(int(value) for value in np.unique(windows.min(axis=1)))
