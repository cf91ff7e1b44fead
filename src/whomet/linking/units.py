"""Scripts of names, and the sound units that a name in another script is made of."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from anyascii import anyascii

#: First code points of Unicode blocks, in order, with the script they begin ("" ends one).
_RANGES = (
    (0x0041, "latin"),
    (0x0370, "greek"),
    (0x0400, "cyrillic"),
    (0x0530, "armenian"),
    (0x0590, "hebrew"),
    (0x0600, "arabic"),
    (0x0780, "other"),
    (0x0E00, "thai"),
    (0x0E80, "other"),
    (0x1100, "hangul"),
    (0x1200, "other"),
    (0x1E00, "latin"),
    (0x1F00, "greek"),
    (0x2000, "other"),
    (0x3040, "kana"),
    (0x3100, "other"),
    (0x3130, "hangul"),
    (0x3190, "other"),
    (0x3400, "han"),
    (0xA000, "other"),
    (0xAC00, "hangul"),
    (0xD7B0, "other"),
    (0xF900, "han"),
    (0xFB00, "other"),
    (0x20000, "han"),
)
_STARTS = tuple(start for start, _ in _RANGES)

#: Written initials of pinyin syllables, longest first.
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")


@cache
def script_of(character: str) -> str | None:
    """Script of a letter, None for what is no letter."""
    if not unicodedata.category(character).startswith(("L", "M")) and character != "ー":
        return None
    code, script = ord(character), "other"
    for start, name in _RANGES:
        if code < start:
            break
        script = name
    return script


@lru_cache(maxsize=524288)
def script(text: str) -> str:
    """The script most letters of a text are written in; "han" only where there is no kana beside it.

    Returns:
        "latin", "hangul", "kana", "han", "cyrillic", "arabic", "hebrew", "thai" ... or "" without letters.
    """
    counts: dict[str, int] = {}
    for character in text:
        found = script_of(character)
        if found:
            counts[found] = counts.get(found, 0) + 1
    return max(sorted(counts), key=lambda name: counts[name]) if counts else ""


@lru_cache(maxsize=524288)
def letters(text: str) -> str:
    """The Latin letters a to z of a romanised text, lower case, all else left out."""
    return "".join(c for c in anyascii(text).lower() if "a" <= c <= "z")


@lru_cache(maxsize=65536)
def units(word: str) -> tuple[str, ...]:
    """The sound units of a word that is not written in Latin letters.

    Hangul gives its onset (the silent one left out), vowel and coda, the coda marked by an apostrophe; Han
    characters give initial and final of their Mandarin reading; Greek and Thai letters that are one sound give one
    unit, Thai vowels behind their consonant; all else its letters, without vowel points.
    """
    if script(word) in _tables():
        return _compounds(word.lower(), _tables()[script(word)])
    found: list[str] = []
    for character in unicodedata.normalize("NFC", word.lower()):
        kind = script_of(character)
        if kind == "hangul":
            found.extend(_jamo(character))
        elif kind == "han":
            found.extend(_syllable(letters(character)))
        elif kind == "kana":
            found.append(_katakana(character))
        elif kind is not None and not unicodedata.category(character).startswith("M"):
            found.append(character)
    return tuple(found)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """How letters of some scripts are one sound together."""
    return tomllib.loads(resources.files("whomet").joinpath("linking", "data", "units.toml").read_text("utf-8"))


def _compounds(word: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """The units of a word in a script with compounds, as its table tells."""
    if "before" in table:
        word = _spoken_order(word, table)
    else:
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    word = "".join(c for c in word if script_of(c))
    for letter, other in table["same"].items():
        word = word.replace(letter, other)
    found: list[str] = []
    place = 0
    while place < len(word):
        unit = next((c for c in table["compounds"] if word.startswith(c, place)), word[place])
        place += len(unit)
        if not found or found[-1] != unit:
            found.append(unit)
    return tuple(found)


def _spoken_order(word: str, table: Mapping[str, Any]) -> str:
    """A word without tone marks and silent letters, and with the vowels behind the consonants they belong to."""
    word = "".join(c for c in word if c not in table["marks"])
    word = re.sub(f".[{table['silenced_vowels']}]?{table['silencer']}", "", word)
    cluster = f"[{table['cluster_first']}][{table['cluster_second']}](?=.)|."
    return re.sub(f"([{table['before']}])({cluster})", r"\2\1", word)


def _jamo(character: str) -> list[str]:
    index = ord(character) - 0xAC00
    if not 0 <= index < 11172:
        return [character]
    onset, rest = divmod(index, 588)
    vowel, coda = divmod(rest, 28)
    parts = [chr(0x1161 + vowel)]
    if onset != 11:
        parts.insert(0, chr(0x1100 + onset))
    if coda:
        parts.append(chr(0x1100 + _CODA_AS_ONSET.get(coda, coda + 100)) + "'")
    return parts


#: Codas that are an onset letter too, so that their mark reads well; others are numbered.
_CODA_AS_ONSET = {1: 0, 4: 2, 7: 3, 8: 5, 16: 6, 17: 7, 19: 9, 21: 11, 22: 12, 23: 14, 24: 15, 25: 16, 26: 17, 27: 18}


def _katakana(character: str) -> str:
    code = ord(character)
    return chr(code + 0x60) if 0x3041 <= code <= 0x3096 else character


def _syllable(reading: str) -> list[str]:
    for initial in _INITIALS:
        if reading.startswith(initial) and len(reading) > len(initial):
            return [initial, "-" + reading[len(initial) :]]
    return ["-" + reading] if reading else []
