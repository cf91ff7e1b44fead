"""Which of the legacy charsets makes the least surprising text of some bytes?

The choice is made by minimum description length (Rissanen 1978): each charset is tried with the letters of the
languages written in it, and the one under which the text costs the fewest bits wins. Only words with bytes beyond
ASCII are weighed; the rest reads the same everywhere.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Literal

from charset_normalizer.constant import FREQUENCIES

_Kind = Literal["latin", "alphabet", "characters"]
_DATA = tomllib.loads(Path(__file__).with_name("letters.toml").read_text(encoding="utf-8"))
#: What stands for a lost character, also after it was decoded wrongly itself.
LOST: tuple[str, ...] = tuple(_DATA["lost"]["signs"])
#: Bytes on which charsets are compared: more than four thousand never changed a choice.
_COMPARED = 4_096
#: Bytes of the first round, after which only the best few go on.
_FIRST_ROUND = 1_024
_FINALISTS = 6

_WESTERN = ("English", "German", "French", "Dutch", "Italian", "Spanish", "Portuguese", "Swedish", "Danish",
            "Norwegian", "Finnish", "Estonian", "Indonesian", "Icelandic", "Catalan", "Albanian")  # fmt: skip
_EASTERN = ("Polish", "Czech", "Slovak", "Hungarian", "Slovene", "Croatian", "Romanian", "German", "Albanian")
_CYRILLIC = ("Russian", "Ukrainian", "Bulgarian", "Serbian", "Belarusian", "Macedonian")
_BALTIC = ("Lithuanian", "Latvian", "Estonian")
#: Charsets with the languages written in them, and bits that naming them costs: those of today's files and pages are
#: free, those of systems long gone need to be the better reading by a few words.
_TRIED: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("cp949", ("Korean",), 0),
    ("johab", ("Korean",), 12),
    ("cp932", ("Japanese",), 0),
    ("euc_jp", ("Japanese",), 0),
    ("gb18030", ("Chinese",), 0),
    ("big5hkscs", ("Traditional",), 0),
    ("cp1251", _CYRILLIC, 0),
    ("koi8_r", ("Russian", "Bulgarian"), 0),
    ("koi8_u", ("Ukrainian",), 4),
    ("iso8859_5", _CYRILLIC, 6),
    ("cp866", _CYRILLIC, 4),
    ("mac_cyrillic", _CYRILLIC, 6),
    ("cp855", _CYRILLIC, 8),
    ("kz1048", ("Kazakh",), 8),
    ("ptcp154", ("Kazakh",), 12),
    ("cp1252", _WESTERN, 0),
    ("iso8859_15", _WESTERN, 6),
    ("cp850", _WESTERN, 8),
    ("cp437", _WESTERN, 10),
    ("mac_roman", _WESTERN, 6),
    ("cp1250", _EASTERN, 0),
    ("iso8859_2", _EASTERN, 0),
    ("cp852", _EASTERN, 8),
    ("mac_latin2", _EASTERN, 10),
    ("cp1254", ("Turkish",), 2),
    ("cp857", ("Turkish",), 10),
    ("mac_turkish", ("Turkish",), 12),
    ("cp1257", _BALTIC, 2),
    ("iso8859_13", _BALTIC, 8),
    ("iso8859_4", _BALTIC, 10),
    ("cp775", _BALTIC, 12),
    ("cp1258", ("Vietnamese",), 8),
    ("cp1253", ("Greek",), 0),
    ("iso8859_7", ("Greek",), 0),
    ("cp737", ("Greek",), 10),
    ("cp869", ("Greek",), 12),
    ("mac_greek", ("Greek",), 12),
    ("cp1255", ("Hebrew",), 0),
    ("cp862", ("Hebrew",), 10),
    ("cp1256", ("Arabic", "Farsi"), 0),
    ("iso8859_6", ("Arabic",), 4),
    ("cp874", ("Thai",), 0),
)  # fmt: skip
#: Charsets of mainframes, in which not even the space is that of ASCII.
_MAINFRAMES: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("cp500", _WESTERN, 0),
    ("cp037", _WESTERN, 0),
    ("cp424", ("Hebrew",), 0),
    ("cp1026", ("Turkish",), 4),
    ("cp875", ("Greek",), 0),
)  # fmt: skip
# Bits that a character costs: found on short lines (12 to 40 characters) in ten charsets, where the right one must
# be the cheapest. Only the differences matter.
_ASCII_BITS = 4.5
_PUNCTUATION_BITS = 7.0
_FURTHER_BITS = 8.0
_STRANGE_BITS = 12.0
_ODD_BITS = 15.0
_BROKEN_BITS = 30.0
_CAPITAL_BITS = 1.5
#: Bits a byte beyond ASCII that no text of a covered language reaches (binary files cost 12 and more).
_HOPELESS = 11.5


@dataclass(frozen=True, slots=True)
class Choice:
    """What the comparison of charsets came to.

    Attributes:
        best: The codec under which the text is the least surprising, None where none makes text of it.
        costs: Bits for every codec compared.
        foreign: Bytes beyond ASCII that were compared.
    """

    best: str | None
    costs: dict[str, float]
    foreign: int


def choose(data: bytes, also: str | None = None) -> Choice:
    """Compare the charsets on some bytes.

    Args:
        data: Bytes that are no UTF-8.
        also: A codec that is to be compared to the end (a declared one).

    Returns:
        The best, with its rivals.
    """
    sample = _around_letters(data)
    candidates = (*_TRIED, *_MAINFRAMES) if _is_mainframe(data) else _TRIED
    first = sample[:_FIRST_ROUND]
    ranked = sorted(candidates, key=lambda candidate: _cost(first, *candidate))
    if len(sample) > len(first):
        ranked = ranked[:_FINALISTS] + [tried for tried in ranked[_FINALISTS:] if tried[0] == also]
    costs = {codec: _cost(sample, codec, languages, prior) for codec, languages, prior in ranked}
    best = min(costs, key=lambda codec: costs[codec])
    foreign = max(1, sum(byte > 0x7F for byte in sample))
    hopeless = costs[best] > _HOPELESS * foreign + _ASCII_BITS * (len(sample) - foreign) + 12
    return Choice(None if hopeless else best, costs, foreign)


def bits_a_byte(data: bytes, codec: str) -> float | None:
    """How surprising bytes are as text in a charset.

    Args:
        data: The file.
        codec: One of the codecs compared.

    Returns:
        Bits for every byte beyond ASCII, None where the codec is not one of those compared.
    """
    languages = next((languages for tried, languages, _ in _TRIED if tried == codec), None)
    if languages is None:
        return None
    sample = _around_letters(data)[:_FIRST_ROUND]
    foreign = sum(byte > 0x7F for byte in sample)
    return (_cost(sample, codec, languages, 0.0) - _ASCII_BITS * (len(sample) - foreign)) / max(1, foreign)


# --- the sample ----------------------------------------------------------------------------------------

#: Bytes in which words are looked for, and where there are too few, how far.
_NEAR, _FAR = 65_536, 4_000_000
_TAGS = re.compile(rb"<[a-zA-Z/!][^<>\x00-\x08]{0,2000}>")


def _around_letters(data: bytes) -> bytes:
    """Bytes in which those beyond ASCII are dense: the words that have some, with a space between.

    Only white space parts words, because every other sign can be the second byte of a character.
    """
    found = b""
    for length in (_NEAR, _FAR):
        head = data[:length]
        for text in (_TAGS.sub(b" ", head) if b"<" in head else head, head):
            found = _foreign_words(text)
            if found:
                break
        if len(found) >= _FIRST_ROUND or length >= len(data):
            break
    return found


def _foreign_words(text: bytes) -> bytes:
    words, size = [], 0
    for word in text.split():
        if not word.isascii():
            words.append(word[:_COMPARED])
            size += len(words[-1]) + 1
            if size >= _COMPARED:
                break
    return b" ".join(words)


def _is_mainframe(data: bytes) -> bool:
    """Whether the space seems to be 0x40 (EBCDIC) and not 0x20."""
    head = data[:2048]
    return head.count(b"\x40") * 15 > len(head) and head.count(b" ") * 100 < len(head)


# --- bits ----------------------------------------------------------------------------------------------


def _cost(sample: bytes, codec: str, languages: tuple[str, ...], prior: float) -> float:
    text = sample.decode(codec, "replace")
    letters = Counter(text)
    classes = text.translate(_CLASSES)
    pairs = Counter(pairwise(classes))
    joints = {kind: _joints(pairs, kind) for kind in {_tongue(language).kind for language in languages}}
    return prior + min(
        joints[_tongue(language).kind] + sum(count * _bits(letter, language) for letter, count in letters.items())
        for language in languages
    )


class _Classes(dict[int, str]):
    """What a character is to its neighbours, learnt as they come.

    a, A    a small, a capital letter of ASCII
    d       a digit of ASCII
    l, L    one of another alphabet or with a mark
    o       a letter of a script without capitals
    c       a character of a script of thousands
    q       punctuation that stands beside letters everywhere
    s       another sign
    x       broken
    """

    def __missing__(self, code: int) -> str:
        self[code] = found = _class(chr(code))
        return found


def _class(letter: str) -> str:
    if letter.isascii():
        return "d" if letter.isdigit() else ("A" if letter.isupper() else "a") if letter.isalpha() else " "
    if letter == "\ufffd":
        return "x"
    if letter in _PUNCTUATION or "\u0300" <= letter <= "\u036f":
        return "q"
    if letter.isalpha() or unicodedata.category(letter) == "Mn":
        if letter >= "\u1100":
            return "c" if letter < "\uff61" or letter > "\uffef" else "s"
        return "L" if letter.isupper() else "l" if letter.islower() else "o"
    return "s"


_PUNCTUATION = frozenset(
    "、。「」『』・（）：；！？，《》〈〉“”‘’…·–—―„«»‹›°©®™€£§№\xa0،؟؛¿¡→△▲■□○●◆◇※☆★【】〔〕［］｜／＝～‐−　％＋＆º"
)
_CLASSES = _Classes()
#: Bits for two neighbours that hardly any word has: a capital behind a small letter, two scripts in one word, a
#: fraction or currency sign between letters.
_JOINTS: dict[_Kind, dict[str, float]] = {
    "latin": {"lL": 6, "aL": 6, "lA": 6, "ll": 3, "LL": 3, "Ll": 3, "as": 4, "ls": 4, "Ls": 4, "sa": 4, "sl": 4,
              "sL": 4, "ao": 8, "oa": 8, "lc": 8, "cl": 8, "ac": 8, "ca": 8, "ss": 3,
              "dl": 3, "dL": 3, "ld": 3, "Ld": 3},
    "alphabet": {"lL": 6, "al": 8, "la": 8, "Al": 8, "lA": 8, "aL": 8, "La": 8, "AL": 3, "LA": 3, "ao": 8, "oa": 8,
                 "oA": 8, "Ao": 8, "as": 4, "ls": 4, "sl": 4, "os": 3, "so": 3, "sa": 4, "ol": 8, "lo": 8, "oL": 8,
                 "cl": 8, "lc": 8, "ss": 3, "dl": 3, "dL": 3, "ld": 3, "Ld": 3, "od": 3, "do": 3},
    "characters": {"ca": 4, "ac": 4, "cl": 8, "lc": 8, "co": 8, "oc": 8, "lL": 6, "al": 8, "la": 8, "ao": 8, "oa": 8},
}  # fmt: skip


def _joints(pairs: Counter[tuple[str, str]], kind: _Kind) -> float:
    bits = _JOINTS[kind]
    return sum(count * bits.get(left + right, 0.0) for (left, right), count in pairs.items())


@dataclass(frozen=True, slots=True, eq=False)
class _Tongue:
    """What one expects who expects a language: bits for its letters."""

    kind: _Kind
    known: dict[str, float]
    block: int


@cache
def _tongue(language: str) -> _Tongue:
    if language in ("Korean", "Chinese", "Traditional"):
        ranked = _DATA["characters"].get(language) or "".join(FREQUENCIES[language])
        # The frequent ones make up about two fifths of a text.
        return _Tongue("characters", {letter: log2(len(ranked) / 0.4) for letter in ranked}, 0)
    if language == "Japanese":
        kana = "".join(FREQUENCIES["Japanese—"] + FREQUENCIES["Japanese——"])
        return _Tongue("characters", dict.fromkeys(FREQUENCIES["Japanese"], 8.5) | dict.fromkeys(kana, 6.2), 0)
    ranked = _DATA["alphabets"].get(language) or "".join(FREQUENCIES[language])
    known = {letter: 2.8 + 0.17 * rank for rank, letter in enumerate(ranked)}
    for letter in _DATA["further"].get(language, ""):
        known.setdefault(letter, _FURTHER_BITS)
    if ranked[0].isascii() or ranked[1].isascii():
        return _Tongue("latin", known | _marked(known), 0)
    return _Tongue("alphabet", {letter: bits for letter, bits in known.items() if letter > "\x7f"}, ord(ranked[0]) >> 8)


def _marked(known: dict[str, float]) -> dict[str, float]:
    """Bits for the letters with a mark in the words that have one: a sixth of their letters, by rank (Zipf)."""
    marked = [letter for letter in known if letter > "\x7f"]
    total = sum(1 / rank for rank in range(1, len(marked) + 1))
    return {letter: log2(6 * total * rank) for rank, letter in enumerate(marked, 1)}


@lru_cache(maxsize=200_000)
def _bits(letter: str, language: str) -> float:
    """Bits of one character to one who expects a language."""
    tongue = _tongue(language)
    cost = tongue.known.get(letter)
    if cost is not None:
        return cost
    lower = tongue.known.get(letter.lower()) if letter.isupper() else None
    if lower is not None:
        return lower + _CAPITAL_BITS
    if letter < "\x80":
        if letter.isalpha() and tongue.kind == "latin":
            return 9.0
        return _ASCII_BITS if letter >= " " or letter in "\n\r\t\f" else _ODD_BITS
    if letter == "\ufffd":
        return _BROKEN_BITS
    if tongue.kind == "characters":
        return _character_bits(letter, language)
    if letter in _PUNCTUATION:
        return _PUNCTUATION_BITS
    if letter.isalpha() and letter < "\u1000":
        if tongue.kind == "latin":
            return _STRANGE_BITS if letter < "\u0250" else _ODD_BITS
        return 9.0 if ord(letter) >> 8 == tongue.block else _ODD_BITS
    return _ODD_BITS


def _character_bits(letter: str, language: str) -> float:
    if letter in _PUNCTUATION or "\uff10" <= letter <= "\uff5a":
        return _PUNCTUATION_BITS
    if "\uac00" <= letter <= "\ud7a3":
        return 11.5 if language == "Korean" and _level(letter, "euc_kr") else _ODD_BITS
    if "\u4e00" <= letter <= "\u9fff":
        return _ideograph_bits(letter, language)
    if "\u3041" <= letter <= "\u30ff":
        return 13.0
    return _ODD_BITS


def _level(letter: str, codec: str) -> int:
    """First byte of a character in a national standard: they put the frequent ones first."""
    try:
        encoded = letter.encode(codec)
    except UnicodeEncodeError:
        return 0
    return encoded[0] if len(encoded) == 2 else 0


#: (codec, first and last first byte of the frequent characters, bits of those) of the languages with thousands of
#: characters; the rest costs half a bit more than an odd sign.
_FREQUENT = {
    "Chinese": ("gb2312", 0xB0, 0xD7, 12.0),
    "Traditional": ("big5", 0xA4, 0xC6, 12.0),
    "Japanese": ("euc_jp", 0xB0, 0xCF, 11.5),
}


def _ideograph_bits(letter: str, language: str) -> float:
    frequent = _FREQUENT.get(language)
    if frequent is None:
        return _ODD_BITS  # a rare guest in Korean
    codec, first, last, bits = frequent
    return bits if first <= _level(letter, codec) <= last else _ODD_BITS + 0.5


def text_bits(text: str) -> float:
    """How surprising a text is to whoever expects one of the languages covered.

    Args:
        text: Words.

    Returns:
        Bits under the language that it surprises least.
    """
    letters = Counter(text)
    pairs = Counter(pairwise(text.translate(_CLASSES)))
    languages = {language for _, some, _ in _TRIED for language in some}
    joints = {kind: _joints(pairs, kind) for kind in _JOINTS}
    return min(
        joints[_tongue(language).kind] + sum(count * _bits(letter, language) for letter, count in letters.items())
        for language in languages
    )
