"""Blocking keys: short strings of which two spellings of one name, in any two scripts, share at least one.

To compare a name with a million others takes too long. A key is the consonant skeleton of one word of the name and
the first sound of another, in Latin letters; a name of another script has the keys of all its likely spellings. Since
either word may give the skeleton, a slip in one of them does no harm, and the order of the words makes no difference.
An initial tells the first sound.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations

from whomet.linking.parts import name_parts, particles
from whomet.linking.spelling import skeletons
from whomet.linking.units import letters, script
from whomet.sounds import VOWEL

#: Skeletons tried for a word of another script, and the least probability of one.
MOST, LEAST = 10, 0.01
#: Most words of a name that are paired; of longer names the first and the last ones.
LONGEST = 5
#: Characters of the skeleton that count: with four instead of six a name has more candidates and 0.5 % more of the
#: pairs share a key.
COUNTED = 6


@lru_cache(maxsize=65536)
def _sounds(word: str) -> tuple[str, ...]:
    return skeletons(word if script(word) != "latin" else letters(word), MOST, LEAST)


def _cuts(name: str) -> set[tuple[str, ...]]:
    """The ways a name is cut into words: with and without particles, and with words joined ("Do Hyun", "Van Berg")."""
    parts = name_parts(name)
    kept = tuple(part for part in parts if part not in particles() or len(part) == 1) or parts
    if len(kept) > LONGEST:
        kept = (*kept[:2], *kept[2 - LONGEST :])
    cuts = {kept}
    if len(parts) == 3 and script(name) == "latin":
        cuts |= {(parts[0], parts[1] + parts[2]), (parts[0] + parts[1], parts[2])}
    return cuts


@lru_cache(maxsize=65536)
def block_keys(name: str) -> tuple[str, ...]:
    """Keys under which a name is filed, so that only names with a key in common need comparing.

    Args:
        name: A name in any script, family and given name in either order, with or without initials.

    Returns:
        The keys, sorted; a name of one word has other keys than longer ones. Empty where there is no letter.
    """
    keys: set[str] = set()
    for cut in _cuts(name):
        if len(cut) == 1:
            keys.update(f"={_body(skeleton)}" for skeleton in _sounds(cut[0]))
        for one, other in permutations(cut, 2):
            if len(one) > 1 or script(one) != "latin":
                heads = {skeleton[:1] for skeleton in _sounds(other)}
                keys.update(f"{body}/{head}" for body in map(_body, _sounds(one)) for head in heads)
    return tuple(sorted(keys))


def _body(skeleton: str) -> str:
    return skeleton.removeprefix(VOWEL)[:COUNTED]


__all__ = ["block_keys"]
