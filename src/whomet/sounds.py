"""How names sound: what is left of a name in any script when transcription has done its worst."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

#: Consonants that transcription confuses are one, after the classes of Soundex (Russell 1918). What is missing
#: here (vowels, h, w, y) comes and goes between scripts and is left out.
_CLASSES = {"p": "bpfv", "t": "dt", "k": "gkqcx", "l": "lr", "s": "szj", "m": "m", "n": "n"}
_SOUNDS = {letter: sound for sound, letters in _CLASSES.items() for letter in letters}
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def consonants(name: str) -> str:
    """The consonants of a name, romanised, each by the class of its sound, repeated ones once.

    Args:
        name: A word or name in any script.

    Returns:
        A key such as "pskn"; empty where no consonant is left.
    """
    heard = "".join(_SOUNDS.get(letter, "") for letter in anyascii(name).lower())
    return _REPEATED.sub(r"\1", heard)


#: Stands at the head of a skeleton that begins with a vowel or another sound that comes and goes.
VOWEL = "-"


@lru_cache(maxsize=262_144)
def extend(skeleton: str, letters: str, longest: int) -> str:
    """A skeleton with some Latin letters more behind it.

    Args:
        skeleton: The consonant classes so far, `VOWEL` before them where the word does not begin with a consonant.
        letters: Letters a to z.
        longest: Most characters of the result.

    Returns:
        The longer skeleton, every class once in a row.
    """
    for letter in letters:
        sound = _SOUNDS.get(letter, "" if skeleton else VOWEL)
        if sound and not skeleton.endswith(sound):
            skeleton += sound
    return skeleton[:longest]


__all__ = ["VOWEL", "consonants", "extend"]
