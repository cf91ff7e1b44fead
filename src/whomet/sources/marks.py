"""What an article tells that is recognised in other words and other languages: figures, names, quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz

from whomet.records import Article, Document, Sentence
from whomet.sounds import consonants
from whomet.sources.versions import primary, telling

#: Digits of the shortest number that is no amount (a year, a line, a model) and still tells something.
SHORTEST_NUMBER = 3
#: How alike (0 to 100) the consonants of two names must be to be one in two scripts, and how many there must be.
ALIKE_NAME = 75.0
SHORTEST_NAME = 4
#: How alike (0 to 100) two quotations in one language must be, letter by letter: an edited word does not part them ...
ALIKE_WORDS = 75.0
#: ... or how alike their vectors must be, in one language (other words for the same) and in two.
ALIKE_MEANING = 0.75
ALIKE_ACROSS = 0.60
#: Marks compared of each kind, from the beginning.
MOST = 24

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_WORD = re.compile(r"\w+")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Speech between quotation marks.

    Attributes:
        text: The words.
        language: Primary language code.
        vector: What they mean.
    """

    text: str
    language: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of an article, each kind in order of the text, each mark once.

    Attributes:
        figures: (amount, unit); numbers that are no amounts have no unit.
        names: Names as printed, folded.
        quotations: What is said.
    """

    figures: tuple[tuple[float, str], ...] = ()
    names: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()


def marks(article: Article, encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> Marks:
    """The marks of an article.

    Args:
        article: With its mentions.
        encode: Gives the vectors of some texts.

    Returns:
        Figures, names and quotations of the sentences that tell the news.
    """
    spans = [(sentence.start, sentence.end) for sentence in telling(article.document)]
    said = [q for q in article.mentions.quotations if _within(q.start, spans)][:MOST]
    vectors = encode([q.text for q in said])
    return Marks(
        tuple(_once(_figures(article, spans))),
        tuple(_once(_names(article, spans))),
        tuple(Quotation(q.text, primary(q.language), vectors[row]) for row, q in enumerate(said)),
    )


def brings_news(article: Article, sentence: Sentence, others: Sequence[Marks]) -> bool:
    """Whether a sentence has a name, a figure or a quotation that some texts do not have.

    Args:
        article: Whose sentence it is.
        sentence: One that the others do not tell: a quotation in it is new.
        others: The marks of the texts.
    """
    span = [(sentence.start, sentence.end)]
    if any(_within(quotation.start, span) for quotation in article.mentions.quotations):
        return True
    known = {figure for other in others for figure in other.figures}
    names = [name for other in others for name in other.names]
    return any(figure not in known for figure in _figures(article, span)) or any(
        not any(name in theirs or same_name(name, theirs) for theirs in names) for name in _names(article, span)
    )


def _within(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _once(found: Iterable[_T]) -> Iterable[_T]:
    return dict.fromkeys(found)


def _figures(article: Article, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[float, str]]:
    amounts = [(a.start, a.end, (float(a.amount), a.unit)) for a in article.mentions.amounts if _within(a.start, spans)]
    numbers = [
        (start, end, (value, ""))
        for start, end, value in _numbers(article.document, spans)
        if not any(begin <= start < stop for begin, stop, _ in amounts)
    ]
    return [figure for _, _, figure in sorted(amounts + numbers)]


def _numbers(document: Document, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, float]]:
    for start, end in spans:
        for match in _NUMBER.finditer(document.text, start, end):
            digits = [unicodedata.digit(sign, -1) for sign in match.group()]
            value = "".join(str(digit) for digit in digits if digit >= 0)
            if len(value) >= SHORTEST_NUMBER:
                yield match.start(), match.end(), float(value)


def _names(article: Article, spans: Sequence[tuple[int, int]]) -> Iterable[str]:
    """Full names and bodies, a shorter form of a name before it not counted again."""
    seen: list[str] = []
    for name in article.mentions.names:
        folded = fold_name(name.form)
        telling_name = name.reach in ("full", "short") and folded and _within(name.start, spans)
        if telling_name and not any(folded in longer for longer in seen):
            seen.append(folded)
    return seen


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """A name without case, accents and signs."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(_WORD.findall("".join(sign for sign in decomposed if not unicodedata.combining(sign))))


def same_name(left: str, right: str) -> bool:
    """Whether two folded names are one, in one script or two."""
    if left == right:
        return True
    if left.isascii() and right.isascii():
        short, long = sorted((left, right), key=len)
        return f" {short} " in f" {long} "
    mine, theirs = consonants(left), consonants(right)
    return min(len(mine), len(theirs)) >= SHORTEST_NAME and fuzz.ratio(mine, theirs) >= ALIKE_NAME


def same_quotation(left: Quotation, right: Quotation) -> bool:
    """Whether two quotations are the same words, in one language or two."""
    like = float(left.vector @ right.vector)
    if left.language != right.language:
        return like >= ALIKE_ACROSS
    return like >= ALIKE_MEANING or fuzz.partial_ratio(_plain(left.text), _plain(right.text)) >= ALIKE_WORDS


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(_WORD.findall(anyascii(text).casefold()))


def in_order(left: Sequence[_T], right: Sequence[_T], same: Callable[[_T, _T], bool]) -> int:
    """How many marks two articles have in common in the same order: the longest common subsequence."""
    best = [0] * (len(right) + 1)
    for mine in left:
        before = best[:]
        for column, theirs in enumerate(right):
            best[column + 1] = before[column] + 1 if same(mine, theirs) else max(before[column + 1], best[column])
    return best[-1]


def common(left: Sequence[_T], right: Sequence[_T], same: Callable[[_T, _T], bool]) -> float:
    """How much two articles share of one kind of marks in the same order, 0 to 1.

    One shared mark says little even where it is all there is, so a further one that is not shared is always counted.
    """
    if not left or not right:
        return 0.0
    left, right = left[:MOST], right[:MOST]
    return in_order(left, right, same) / (min(len(left), len(right)) + 1)


__all__ = [
    "Marks",
    "Quotation",
    "brings_news",
    "common",
    "fold_name",
    "in_order",
    "marks",
    "same_name",
    "same_quotation",
]
