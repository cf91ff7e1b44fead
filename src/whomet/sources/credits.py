"""Who names whom as the place where the news was first told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from whomet.languages import pack
from whomet.records import Article, Document, Sentence
from whomet.sounds import consonants
from whomet.sources.versions import lead, telling

#: Letters of the shortest outlet name that is looked for in running text; shorter ones hide in other words.
SHORTEST_NAME = 3
#: A name is compared by sound from so many consonants on, in words of so many letters (articles and the like are
#: not transcribed), and each word must be so alike (0 to 100): transcription moves a vowel freely, but drops or
#: adds at most one consonant in a word of five. Chance matches of the outlets of 15 stories ended here.
SHORTEST_SOUND = 7
SHORTEST_HEARD_WORD = 4
ALIKE_SOUND = 80.0

_PARENTHESES = re.compile(r"[(（\[［][^()（）\[\]［］]*[)）\]］]")
_WORD = re.compile(r"\w+")


class Credit(IntEnum):
    """Where an article names the outlet that it rests on: nowhere, in its text, or in its lead."""

    NONE = 0
    TEXT = 1
    LEAD = 2


def credits(article: Article, other: Article) -> Credit:
    """How prominently an article names the outlet of another as its source.

    A name inside the other's own lead says that the outlet is itself part of the news (a ministry that publishes
    a release); naming it credits nobody. Names in parentheses there are datelines ("Rome (XYZ) -").

    Args:
        article: The article that may rest on the other.
        other: The article that may be named.

    Returns:
        Whether its lead or wire credit, only the text behind, or nothing names the outlet or wire of the other.
    """
    document, target = article.document, other.document
    names = _names(target, document)
    if any(_fold(name) == _fold(document.agency or "") for name in names):
        return Credit.LEAD
    names = [name for name in names if not _in_the_news(name, lead(target))]
    if _any_named(names, lead(document)):
        return Credit.LEAD
    return Credit.TEXT if _any_named(names, telling(document)) else Credit.NONE


def is_wire(document: Document) -> bool:
    """Whether an article stands at the wire agency that it credits, by its name or an abbreviation of it."""
    agency, outlet = _fold(document.agency or ""), _fold(document.outlet or "")
    if not agency or not outlet:
        return False
    letters = iter(outlet)
    return agency == outlet or (agency[0] == outlet[0] and all(letter in letters for letter in agency))


def speaks_of_itself(article: Article) -> bool:
    """Whether an outlet is named in its own lead, as one who publishes a release is."""
    outlet = article.document.outlet
    return outlet is not None and _in_the_news(outlet, lead(article.document))


def _names(target: Document, document: Document) -> list[str]:
    own = _fold(document.outlet or "")
    found = [name for name in (target.outlet, target.agency if is_wire(target) else None) if name]
    return [name for name in found if len(_fold(name)) >= SHORTEST_NAME and _fold(name) != own]


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def _in_the_news(name: str, own: Sequence[Sentence]) -> bool:
    return _printed(name, _PARENTHESES.sub(" ", _text(own)))


def _any_named(names: Sequence[str], sentences: Sequence[Sentence]) -> bool:
    if not names:
        return False
    text = _text(sentences)
    return any(_printed(name, text) or (_script(name) != _script(text) and _heard(name, sentences)) for name in names)


def _printed(name: str, text: str) -> bool:
    return f" {_words(name)} " in f" {_words(text)} " or (not name.isascii() and _fold(name) in _fold(text))


def _heard(name: str, sentences: Sequence[Sentence]) -> bool:
    """Whether the consonants of a name are heard, word by word, in sentences of another script."""
    wanted = [consonants(word) for word in _WORD.findall(name) if len(anyascii(word)) >= SHORTEST_HEARD_WORD]
    if _script(name) == "CJK" or sum(map(len, wanted)) < SHORTEST_SOUND:
        return False
    words = [
        consonants(pack(sentence.language).hooks.strip_particles(word))
        for sentence in sentences
        for word in _WORD.findall(sentence.text)
    ]
    return any(
        all(fuzz.ratio(*pair) >= ALIKE_SOUND for pair in zip(wanted, words[start:], strict=False))
        for start in range(len(words) - len(wanted) + 1)
    )


@lru_cache(maxsize=8192)
def _script(text: str) -> str:
    """The script most letters are of, by the first word of their Unicode names; empty where there are none."""
    counts = Counter(unicodedata.name(letter, "?").split(" ")[0] for letter in text if letter.isalpha())
    return max(sorted(counts), key=lambda name: counts[name], default="")


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(anyascii(unicodedata.normalize("NFKC", text)).casefold()))


def _fold(text: str) -> str:
    return "".join(_words(text).split())
