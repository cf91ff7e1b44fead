"""Names cut into their parts, and folded for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from whomet.languages import codes, pack
from whomet.linking.units import letters, script

_SPACES = re.compile(r"[\s,·・･＝=]+")
_SEPARATORS = re.compile(r"[\s,·・･＝=‐–—\-'’.]+")
#: Letters that some spell by two: both spellings are tried.
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ą": "on", "ę": "en"})
_ONE_LETTER = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=524288)
def fold(name: str) -> str:
    """A name for comparing: NFKC, case folded, single spaces, without quotation marks around it."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()).strip("\"'“”‘’«»„「」『』")


@lru_cache(maxsize=524288)
def plain(name: str) -> str:
    """A folded name without diacritics, spaces and signs, in its own script."""
    decomposed = unicodedata.normalize("NFKD", fold(name).translate(_ONE_LETTER))
    if script(name) == "latin":
        decomposed = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub("", unicodedata.normalize("NFC", decomposed))


@lru_cache(maxsize=524288)
def words(name: str) -> tuple[str, ...]:
    """The words of a name as printed, hyphens kept inside a word; dots are left out."""
    return tuple(word for part in _SPACES.split(fold(name)) if (word := part.replace(".", "").strip("-'’")))


@lru_cache(maxsize=262144)
def spellings(word: str) -> tuple[str, ...]:
    """The ways a Latin word is spelt in the letters a to z."""
    simple = letters(word.translate(_ONE_LETTER))
    expanded = letters(word.translate(_EXPANDED).translate(_ONE_LETTER))
    return (simple,) if simple == expanded else (simple, expanded)


@cache
def family_names() -> tuple[frozenset[str], frozenset[str]]:
    """Family names of the packs of languages that write them first and unspaced: single, double."""
    single: set[str] = set()
    double: set[str] = set()
    for code in codes():
        table = pack(code).table("names")
        single.update(name for name in table.get("surnames", ()) if script(name) in {"hangul", "han"})
        double.update(table.get("double_surnames", ()))
    return frozenset(single), frozenset(double)


@cache
def family_variants() -> dict[str, str]:
    """Family names by their variants in spelling."""
    found: dict[str, str] = {}
    for code in codes():
        for first, *others in pack(code).table("names").get("surname_variants", ()):
            found.update(dict.fromkeys(others, first))
    return found


@lru_cache(maxsize=524288)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a personal name: its words; family and given name where they are written in one."""
    found = words(name)
    if len(found) != 1 or script(name) not in {"hangul", "han"}:
        return found
    word = found[0]
    single, double = family_names()
    if len(word) >= 3 and word[:2] in double:
        return word[:2], word[2:]
    if script(word) == "han" and len(word) in (4, 5):
        return word[:2], word[2:]
    if 2 <= len(word) <= 3 and (word[0] in single or script(word) == "han"):
        return word[0], word[1:]
    return found


@cache
def particles() -> frozenset[str]:
    """Words of family names that come and go ("van", "al", "bin"), of all packs, folded."""
    found = {word for code in codes() for word in pack(code).table("names").get("family_particles", ())}
    return frozenset(fold(word) for word in found)


__all__ = [
    "family_names",
    "family_variants",
    "fold",
    "name_parts",
    "particles",
    "plain",
    "spellings",
    "words",
]
