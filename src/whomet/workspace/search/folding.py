"""Letters as they are compared: without case, width, marks and the ways to write the same letter.

A text is taken apart into signs, a letter with the marks that stand on it, and each sign is folded by itself, so that
every folded sign knows the characters that it was made from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from anyascii import anyascii

from whomet.linking import readings

Kind = Literal["", "word", "hangul", "unspaced"]
"""What a sign is part of: nothing, a word between spaces, a Korean word, or a script without spaces."""


class Sign(NamedTuple):
    """A letter or figure of a text.

    Attributes:
        text: As it is compared.
        kind: What it is part of.
        start, end: The characters of the text that it was made from.
    """

    text: str
    kind: Kind
    start: int
    end: int


#: Thai, Lao, Burmese, Khmer, kana, bopomofo and Han: scripts that write no spaces between words.
_UNSPACED = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x312F), (0x31A0, 0x31BF)),
    *((0x31F0, 0x31FF), (0x3400, 0x9FFF), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF)),
)
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
#: Letters on which marks tell no words apart to whoever searches: Latin, Greek, Hebrew, Arabic.
_PLAIN = ((0x0000, 0x03FF), (0x0590, 0x077F), (0x08A0, 0x08FF), (0x1D00, 0x1FFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF))
_LATIN = ((0x0000, 0x036F), (0x1D00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF))
#: Unicode keeps apart what keyboards of neighbouring languages write for one letter: alef wasla, teh marbuta, the
#: Persian and Urdu forms of kaf, yeh and heh, alef maksura; yo is mostly written without its dots.
_ONE_LETTER = str.maketrans(
    "\u0671\u0629\u0649\u06a9\u06cc\u06be\u06c1\u06d5\u0451",
    "\u0627\u0647\u064a\u0643\u064a\u0647\u0647\u0647\u0435",
)
#: Tatweel, joiners, variation selectors, the half-width marks of kana: they stand by letters and are none.
_SILENT = "\u0640\uff9e\uff9f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"


@cache
def _signs() -> re.Pattern[str]:
    """A letter with its marks, Hangul in parts as one syllable, or one character."""
    codes = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)).startswith("M")]
    marks = "".join(map(chr, codes)) + _SILENT
    return re.compile(f"[\u1100-\u115f][\u1160-\u11ff]*|[^{marks}]?[{marks}]+|.", re.DOTALL)


def signs(text: str) -> Iterator[Sign]:
    """The letters and figures of a text, in order; what stands between words has an empty kind.

    Args:
        text: Any text.
    """
    for match in _signs().finditer(text):
        folded, kind = _folded(match.group())
        yield Sign(folded, kind, match.start(), match.end())


def fold(text: str) -> str:
    """A text as it is compared; signs between words become one space.

    Args:
        text: Any text.
    """
    return " ".join("".join(sign.text if sign.kind else " " for sign in signs(text)).split())


def storable(text: str) -> str:
    """A text as a database takes it: without null characters and halves of surrogate pairs.

    Args:
        text: Any text.
    """
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


@lru_cache(maxsize=65_536)
def _folded(sign: str) -> tuple[str, Kind]:
    found = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign).casefold())
    found = "".join(_plain(letter) for letter in re.findall(_signs(), found))
    found = "".join(letter for letter in found if unicodedata.category(letter)[0] in "LNM")
    if not any(unicodedata.category(letter)[0] in "LN" for letter in found):
        return "", ""
    return found, _kind(ord(found[0]))


def _plain(sign: str) -> str:
    """A letter with its marks, after Unicode's own folding, without what tells no words apart."""
    code = ord(sign[0])
    if _among(code, _UNSPACED):
        return readings.simplified(sign)
    if unicodedata.category(sign[0]) == "Nd":
        return str(unicodedata.decimal(sign[0]))
    if _among(code, _PLAIN):
        sign = _without_marks(unicodedata.normalize("NFD", sign))
    elif 0x0400 <= code < 0x0530:  # the breve of a short i is part of the letter, an accent is not
        sign = _without_marks(sign)
    sign = re.sub(f"[{_SILENT}]", "", sign).translate(_ONE_LETTER)
    return anyascii(sign).lower() if sign and sign.isalpha() and _among(ord(sign[0]), _LATIN) else sign


def _without_marks(sign: str) -> str:
    return "".join(letter for letter in sign if unicodedata.category(letter) != "Mn")


def _kind(code: int) -> Kind:
    return "unspaced" if _among(code, _UNSPACED) else "hangul" if _among(code, _HANGUL) else "word"


def _among(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


__all__ = ["Kind", "Sign", "fold", "signs", "storable"]
