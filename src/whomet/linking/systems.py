"""Latin words that spell one name by the systems of different languages: "Tchaïkovski", "Tschaikowski"."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from whomet.linking import spelling
from whomet.linking.parts import spellings
from whomet.linking.readings import is_pinyin

#: Likeness of words with the same sounds, and of long ones with a slip.
SAME, SLIP = 0.9, 0.8
#: Sounds from which a slip is allowed, and from which sounds that systems write by the same letters may differ: "ch"
#: is "sh" in French, but Chang is not Shang.
LONG, SURE = 8, 6
#: Likeness of words of one skeleton whose vowels are such as Arabic leaves open.
OPEN_VOWELS = 0.75

Rules = tuple[tuple[re.Pattern[str], str], ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("whomet").joinpath("linking", "data", "systems.toml").read_text("utf-8"))


@cache
def _systems() -> tuple[dict[str, str], tuple[Rules, ...], Rules]:
    data = _data()
    compiled = [tuple((re.compile(p), r) for p, r in rules) for rules in data["systems"].values()]
    same = tuple((re.compile(p), r) for p, r in data["same"]["rules"])
    return data["signs"], tuple(compiled), same


@lru_cache(maxsize=65536)
def sounds(word: str) -> frozenset[str]:
    """The sounds of a Latin word, folded, by every system."""
    signs, systems, same = _systems()
    written = "".join(signs.get(letter, letter) for letter in word)
    found = set()
    for form in spellings(written):
        for rules in systems:
            heard = form
            for pattern, sound in (*rules, *same):
                heard = pattern.sub(sound, heard)
            found.add(heard)
    return frozenset(found)


def in_english(word: str) -> frozenset[str]:
    """A Latin word that another language may have spelt, in the spellings that English would give its sounds."""
    if not re.search(_data()["foreign"], word):
        return frozenset()
    written = _data()["english_letters"]
    return frozenset("".join(written.get(sound, sound) for sound in heard) for heard in sounds(word))


def bare(word: str) -> str:
    """A word without an article written onto it."""
    for article in _data()["articles"]:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return word


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> float:
    """Likeness of two Latin words by their sounds.

    Args:
        a: A word, folded.
        b: Another.

    Returns:
        0 where they sound differently, else up to 0.9.
    """
    best = 0.0
    for x in sounds(a):
        for y in sounds(b):
            shorter = min(len(x), len(y))
            if x == y and (shorter >= SURE or (shorter >= 3 and not re.search("[SCXT]", x))):
                return SAME
            if shorter >= LONG and x[:1] == y[:1] and x[-1:] == y[-1:] and DamerauLevenshtein.distance(x, y) == 1:
                best = SLIP
    return max(best, OPEN_VOWELS if _open_vowels(a, b) else 0.0)


@lru_cache(maxsize=65536)
def _shape(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Consonants and, around them, vowels of a word as English and French write Arabic."""
    for pattern, sound in _systems()[1][0]:
        word = pattern.sub(sound, word)
    word = re.sub(r"(.)\1+", r"\1", word.replace("ou", "u"))
    word = re.sub(r"[ae][iy](?![aeiou])", "A", word)
    pieces = re.split(r"([^aeiouyA]+)", word)
    return tuple("".join(pieces[1::2])), tuple(pieces[::2])


#: What it costs where one has this vowel and the other that.
_COSTS = {frozenset("ou"): 0.5, frozenset("ae"): 1.0, frozenset("ei"): 1.0, frozenset("iy"): 0.0}


def _open_vowels(a: str, b: str) -> bool:
    """Whether two words have the same consonants and vowels that transcription of Arabic confuses.

    Korean and Chinese syllables differ in just these vowels and are left out.
    """
    (one, x), (other, y) = _shape(spellings(a)[0]), _shape(spellings(b)[0])
    if one != other or len(x) != len(y) or len(one) < 2:
        return False
    cost = 0.0
    for place, (p, q) in enumerate(zip(x, y, strict=True)):
        if p != q:
            price = _COSTS.get(frozenset((p, q)), 9.0) if len(p) == len(q) == 1 else 9.0
            cost += price if place < len(x) - 1 else 9.0
    enough = cost <= len(one) - 2 or (cost == 0.5 and x[0] != y[0])
    return enough and (not cost or not any(spelling.hangul(w) or is_pinyin(w) for w in (a, b)))


__all__ = ["alike", "bare", "in_english", "sounds"]
