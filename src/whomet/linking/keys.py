"""Blocking keys: short strings of which two spellings of one name, in any two scripts, share at least one.

To compare a name with a million others takes too long. A key is the consonant skeleton of one word of the name and
the first sound of another, in Latin letters; a name of another script has the keys of all its likely spellings. Since
either word may give the skeleton, a slip in one of them does no harm, and the order of the words makes no difference.
An initial tells the first sound. A name in Han characters has the keys of its readings.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

from whomet.linking import readings, systems
from whomet.linking.parts import name_parts, particles
from whomet.linking.spelling import SKELETON, skeletons, usual_korean
from whomet.linking.units import letters, script
from whomet.sounds import VOWEL, extend

#: Skeletons tried for a word of another script, and the least probability of one. With 10 and 0.01 a name has 40 %
#: more candidates and, but for foreign names in Hangul, no more pairs share a key.
MOST, LEAST = 6, 0.02
#: The same for Hangul: foreign names lose more of their sounds in it.
MOST_HANGUL, LEAST_HANGUL = 10, 0.01
#: The same for a Korean reading of a name in Han characters, and the Japanese skeletons of a part of one.
MOST_READ, MOST_JAPANESE = 3, 12
#: Most words of a name that are paired; of longer names the first and the last ones.
LONGEST = 5

Sounds = tuple[str, ...]
"""The skeletons that a word may have."""


@lru_cache(maxsize=65536)
def _sounds(word: str) -> Sounds:
    kind = script(word)
    if kind == "hangul":
        return skeletons(word, MOST_HANGUL, LEAST_HANGUL)
    if kind != "latin":
        return skeletons(word, MOST, LEAST)
    spelt = letters(word)
    others = {*readings.wade(spelt), *systems.in_english(word), *usual_korean(word)}
    return tuple(dict.fromkeys(extend("", form, SKELETON) for form in (spelt, *sorted(others))))


def _cuts(name: str) -> set[tuple[str, ...]]:
    """The ways a name is cut into words: with and without particles, and with words joined ("Do Hyun", "Van Berg")."""
    parts = name_parts(name)
    kept = tuple(part for part in parts if part not in particles() or len(part) == 1) or parts
    if len(kept) > LONGEST:
        kept = (*kept[:2], *kept[2 - LONGEST :])
    cuts = {kept, tuple(_without_article(part) for part in kept)}
    if len(parts) == 1 and script(name) == "hangul" and len(parts[0]) > 2:
        # a Chinese name written in one: its family name has one syllable or two
        cuts |= {(parts[0][:k], parts[0][k:]) for k in (1, 2)}
    if len(parts) == 3 and script(name) == "latin":
        cuts |= {(parts[0], parts[1] + parts[2]), (parts[0] + parts[1], parts[2])}
    return cuts


def _without_article(word: str) -> str:
    first, sign, rest = word.partition("-")
    return rest if sign and first in particles() else systems.bare(word)


#: Keys worked out elsewhere, and how many names of them are kept.
_told: dict[str, tuple[str, ...]] = {}
_KEPT = 1_000_000


def remember(told: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Take in the keys of some names that were worked out elsewhere."""
    if len(_told) > _KEPT:
        _told.clear()
    _told.update(told)


def block_keys(name: str) -> tuple[str, ...]:
    """Keys under which a name is filed, so that only names with a key in common need comparing.

    Args:
        name: A name in any script, family and given name in either order, with or without initials.

    Returns:
        The keys, sorted; a name of one word has other keys than longer ones. Empty where there is no letter.
    """
    return _told.get(name) or _block_keys(name)


@lru_cache(maxsize=524288)
def _block_keys(name: str) -> tuple[str, ...]:
    keys: set[str] = set()
    for cut in _cuts(name):
        keys |= _paired([_sounds(word) for word in cut], [len(w) > 1 or script(w) != "latin" for w in cut])
    if readings.has_han(name):
        for heard in _read(name):
            keys |= _paired(heard, [True] * len(heard))
    return tuple(sorted(keys))


def _paired(heard: list[Sounds], whole: list[bool]) -> set[str]:
    """The keys of some words; initials, which are not whole, give a first sound alone."""
    if len(heard) == 1:
        return {f"={skeleton.removeprefix(VOWEL)}" for skeleton in heard[0]}
    keys: set[str] = set()
    for one, other in permutations(range(len(heard)), 2):
        if whole[one]:
            heads = {skeleton[:1] for skeleton in heard[other]}
            keys.update(f"{body.removeprefix(VOWEL)}/{head}" for body in heard[one] for head in heads)
    return keys


def _read(name: str) -> list[list[Sounds]]:
    """What is heard of a name in Han characters by its readings, part by part."""
    found: list[list[Sounds]] = []
    if mandarin := readings.mandarin(name):
        found.append([_sounds(word) for word in mandarin.split()])
    found += [[skeletons(part, MOST_READ, LEAST) for part in name_parts(way)] for way in readings.korean(name)]
    read = readings.characters(name)
    if len(read) > 1:
        found.append([_by_system(part, "hongkong") for part in (read[:1], read[1:])])
    cuts = range(1, len(read)) if len(read) < 4 else range(len(read) // 2, len(read) // 2 + 1)
    found += [[_by_system(part, "japanese") for part in (read[:k], read[k:])] for k in cuts]
    return [heard for heard in found if all(heard)]


@lru_cache(maxsize=16384)
def _by_system(part: str, system: str) -> Sounds:
    """The skeletons that the readings of some characters give by a system, as many as are looked at."""
    ways = [readings.first_letters(character, system) for character in part]
    spelt = itertools.islice(itertools.product(*ways), 4 * MOST_JAPANESE)
    return tuple(dict.fromkeys(extend("", "".join(way), SKELETON) for way in spelt))[:MOST_JAPANESE]


__all__ = ["block_keys", "remember"]
