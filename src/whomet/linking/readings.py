"""Names in Han characters by the ways they are read: Mandarin, Cantonese, Korean, Japanese, Vietnamese.

A character has several readings and each of them several spellings; a name matches some letters where readings of its
characters, one behind the other, spell them.
"""

from __future__ import annotations

import gzip
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from whomet.linking.parts import name_parts, words
from whomet.linking.units import letters, script, script_of

#: Most characters of a name that is read character by character; longer ones spell foreign names.
LONGEST = 6
#: Korean readings of a name that are tried.
MOST_KOREAN = 8
#: Likeness of a name and letters that one of its readings spells in full. Pinyin has one spelling a reading, Japanese
#: readings are many, and what Hong Kong and Vietnam write is the spelling of many a syllable.
MANDARIN, JAPANESE, CANTONESE, VIETNAMESE = 0.93, 0.9, 0.85, 0.85
#: The same where a given name is only an initial.
INITIAL = 0.7


@dataclass(frozen=True, slots=True)
class Row:
    """Readings of a character, in the letters a to z or in Hangul."""

    mandarin: tuple[str, ...] = ()
    cantonese: tuple[str, ...] = ()
    hangul: tuple[str, ...] = ()
    japanese: tuple[str, ...] = ()
    vietnamese: tuple[str, ...] = ()
    simple: str = ""


@cache
def _table() -> dict[str, str]:
    packed = resources.files("whomet").joinpath("linking", "data", "readings.tsv.gz").read_bytes()
    return {line[0]: line for line in gzip.decompress(packed).decode().splitlines()}


@lru_cache(maxsize=16384)
def _row(character: str) -> Row:
    line = _table().get(character)
    if line is None:
        return Row()
    found = line.split("\t")
    mandarin, cantonese, hangul, japanese, vietnamese = (tuple(cell.split()) for cell in found[1:6])
    return Row(mandarin, cantonese, hangul, japanese, vietnamese, found[6])


Rules = tuple[tuple[re.Pattern[str], str], ...]


@cache
def _rules(name: str) -> Rules:
    text = resources.files("whomet").joinpath("linking", "data", "romanise.toml").read_text("utf-8")
    return tuple((re.compile(pattern), result) for pattern, result in tomllib.loads(text)[name])


@lru_cache(maxsize=65536)
def _spelt(syllable: str, system: str) -> frozenset[str]:
    """The spellings of a syllable in a system whose rules may give several."""
    found = {syllable}
    for pattern, result in _rules(system):
        found = {
            pattern.sub(way, form) for form in found for way in (result.split("|") if pattern.search(form) else [""])
        }
    return frozenset(found)


@lru_cache(maxsize=65536)
def coarse(spelt: str) -> str:
    """Letters a to z that spell Japanese, without what differs between the ways to do so."""
    for pattern, result in _rules("coarse"):
        spelt = pattern.sub(result, spelt)
    return spelt


@lru_cache(maxsize=262144)
def has_han(name: str) -> bool:
    """Whether a name has a Han character."""
    return any(script_of(character) == "han" for character in name)


@lru_cache(maxsize=65536)
def simplified(name: str) -> str:
    """A name with every character in its simplified form."""
    return "".join(_row(character).simple or character for character in name)


@lru_cache(maxsize=65536)
def characters(name: str) -> str:
    """The characters of a name that can be read one by one; empty for a name that spells a foreign one."""
    found = "".join("".join(words(name)).split())
    native = 1 <= len(found) <= LONGEST and all(script_of(c) in {"han", "kana"} for c in found)
    return found if native and has_han(found) and not re.search(r"\w[·・]\w", name) else ""


@lru_cache(maxsize=65536)
def korean(name: str) -> tuple[str, ...]:
    """The Korean readings of a name, in Hangul; empty where a character has none or the name is not of that length."""
    found = [_row(character).hangul for character in characters(name)]
    if not 1 <= len(found) <= 4 or not all(found):
        return ()
    return tuple("".join(way) for way in itertools.islice(itertools.product(*found), MOST_KOREAN))


def read_in_korean(han: str, hangul: str) -> bool:
    """Whether Hangul is the Korean reading of some Han characters, of any length."""
    return len(han) == len(hangul) and all(h in _row(c).hangul for c, h in zip(han, hangul, strict=True))


@cache
def _syllables() -> frozenset[str]:
    lines = (_row(character).mandarin for character in _table())
    return frozenset(syllable.replace("v", "u") for syllables in lines for syllable in syllables)


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether a Latin word is one or two syllables of pinyin."""
    known = _syllables()
    return word in known or any(word[:i] in known and word[i:] in known for i in range(1, len(word)))


@lru_cache(maxsize=65536)
def mandarin(name: str) -> str:
    """A name in pinyin, family name first, without tones; empty where a character has no reading."""
    read = [[_row(c).mandarin[:1] for c in part] for part in name_parts(name)]
    if not characters(name) or not all(syllable for part in read for syllable in part):
        return ""
    return " ".join("".join(syllable[0].replace("v", "u") for syllable in part) for part in read)


# --- readings against letters --------------------------------------------------------------------------


def _pinyin(character: str) -> Iterable[str]:
    for syllable in _row(character).mandarin:
        yield from (syllable.replace("v", "u"), syllable.replace("v", "yu"), syllable)
        yield from _spelt(syllable, "wade")


def _palladius(character: str) -> Iterable[str]:
    for syllable in _row(character).mandarin:
        yield from (form.replace("y", "i") for form in _spelt(syllable, "palladius"))


def _hongkong(character: str) -> Iterable[str]:
    for syllable in _row(character).cantonese:
        yield from _spelt(syllable, "hongkong")


def _vietnamese(character: str) -> Iterable[str]:
    return _row(character).vietnamese


def _japanese(character: str) -> Iterable[str]:
    if script_of(character) == "kana":
        return (coarse(kana(character)),)
    found = {coarse(reading) for reading in _row(character).japanese}
    # behind another character a reading may begin with "b" ("hayashi", "Kobayashi")
    return found | {"p" + reading[1:] for reading in found if reading.startswith("h")}


_SYSTEMS: dict[str, Callable[[str], Iterable[str]]] = {
    "pinyin": _pinyin,
    "palladius": _palladius,
    "hongkong": _hongkong,
    "vietnamese": _vietnamese,
    "japanese": _japanese,
}


@lru_cache(maxsize=32768)
def _ways(character: str, system: str) -> tuple[str, ...]:
    return tuple(sorted(set(_SYSTEMS[system](character)) - {""}))


@lru_cache(maxsize=32768)
def first_letters(character: str, system: str) -> tuple[str, ...]:
    """The readings of a character by a system, as Latin letters, those that no other begins with first."""
    ways = sorted(_romaji(character) if system == "japanese" else _ways(character, system), key=lambda w: (len(w), w))
    return tuple(sorted(ways, key=lambda way: sum(other != way and other.startswith(way) for other in ways)))


def _romaji(character: str) -> tuple[str, ...]:
    return (kana(character),) if script_of(character) == "kana" else _row(character).japanese


def spells(read: str, system: str, spelt: str) -> bool:
    """Whether readings of some characters, one behind the other, give some letters.

    Args:
        read: Characters.
        system: A key of the systems of spelling.
        spelt: Letters, coarse where the system is Japanese.

    Returns:
        True where they do. A vowel that two readings share at their border may stand once.
    """
    places = {0}
    for character in read:
        reached: set[int] = set()
        for way in _ways(character, system):
            for place in places:
                if spelt.startswith(way, place):
                    reached.add(place + len(way))
                elif system == "japanese" and place and way[0] == spelt[place - 1] and spelt.startswith(way[1:], place):
                    reached.add(place + len(way) - 1)
        places = reached
        if not places:
            return False
    return len(spelt) in places


def kana(text: str) -> str:
    """Kana in the letters a to z, small letters joined to those before them."""
    found = ""
    for character in text:
        read = letters(character)
        if "SMALL" in unicodedata.name(character, ""):
            found = found.removesuffix("i") if read.startswith("y") else found[:-1] if read != "tsu" else found
            read = "" if read == "tsu" else read
        found += read
    return found


@lru_cache(maxsize=65536)
def korean_in_kana(name: str) -> str:
    """What kana make of a name in Hangul, coarse."""
    found = ""
    for character in "".join(words(name)):
        syllable = letters(character)
        for pattern, result in _rules("kana"):
            syllable = pattern.sub(result, syllable)
        found += syllable
    return coarse(found)


#: The Cyrillic letter that is romanised as if its dots were left out.
_IO = "\u0451"


@lru_cache(maxsize=65536)
def korean_in_cyrillic(name: str) -> str:
    """Letters of a Korean name, in Hangul or in Cyrillic, without what differs between the two."""
    spelt = letters("".join(words(name)).replace(_IO, "yo"))
    for pattern, result in _rules("korean"):
        spelt = pattern.sub(result, spelt)
    return spelt


@lru_cache(maxsize=65536)
def wade(word: str) -> frozenset[str]:
    """The spellings of one or two syllables of pinyin in the system of Wade and Giles."""
    known = _syllables()
    cuts = [(word,), *((word[:i], word[i:]) for i in range(1, len(word)))]
    ways = (itertools.product(*(_spelt(s, "wade") for s in cut)) for cut in cuts if all(s in known for s in cut))
    return frozenset("".join(spelt) for found in ways for spelt in found)


def _latin(word: str) -> str:
    """A word of any phonetic script in the letters a to z."""
    return kana(word) if script(word) == "kana" else letters(word)


#: What a name of a script may be read by: (system, likeness).
_BY_SCRIPT = {
    "latin": (("pinyin", MANDARIN), ("japanese", JAPANESE), ("hongkong", CANTONESE), ("vietnamese", VIETNAMESE)),
    "cyrillic": (("palladius", MANDARIN), ("japanese", JAPANESE)),
    "kana": (("japanese", JAPANESE),),
    "hangul": (("japanese", JAPANESE),),
}


@lru_cache(maxsize=131072)
def fit(name: str, other: str) -> float:
    """How well the readings of a name in Han characters spell a name of a phonetic script.

    Args:
        name: A name with Han characters.
        other: A name without, in either order of family and given name.

    Returns:
        0 where no reading spells it, else the likeness of the system of spelling.
    """
    read, found = characters(name), [_latin(word) for word in words(other)]
    if not read or not found or not all(found) or len(found) > LONGEST:
        return 0.0
    for system, value in _BY_SCRIPT.get(script(other), ()):
        for i in range(len(found)):
            order = [*found[i:], *found[:i]]
            initials = len(order) > 1 and all(len(word) == 1 for word in order[1:]) and len(order[0]) > 1
            if initials:
                if _begins(read, system, order):
                    return INITIAL
            elif spells(read, system, _form("".join(order), system)):
                return value
    return 0.0


def _form(spelt: str, system: str) -> str:
    return coarse(spelt) if system == "japanese" else spelt.replace("y", "i") if system == "palladius" else spelt


def _begins(read: str, system: str, order: Sequence[str]) -> bool:
    """Whether a family name is spelt in full and the given name begins with an initial."""
    family, initial = _form(order[0], system), _form(order[1], system)
    return any(
        spells(read[:k], system, family) and any(way.startswith(initial) for way in _ways(read[k], system))
        for k in range(1, len(read))
    )


__all__ = [
    "characters",
    "coarse",
    "first_letters",
    "fit",
    "has_han",
    "is_pinyin",
    "kana",
    "korean",
    "korean_in_cyrillic",
    "korean_in_kana",
    "mandarin",
    "read_in_korean",
    "simplified",
    "spells",
    "wade",
]
