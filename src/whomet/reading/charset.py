"""From bytes to characters: which charset was this file written in?

What the file says of itself comes first (byte-order mark, escape sequences, a declaration), then UTF-8, which
hardly any other text happens to be. What is left is a choice between legacy charsets, and is made by minimum
description length (Rissanen 1978): each charset is tried with the letters of the languages written in it, and
the one under which the text is the least surprising wins. Short texts are decided well by this, because every
character counts. Charsets that no model covers are left to charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Literal

from charset_normalizer import from_bytes
from charset_normalizer.constant import FREQUENCIES

#: Bytes that are looked at where a few broken ones are to be told from another charset.
SAMPLE = 65_536
#: Bytes on which charsets are compared: enough for certainty, and 23 charsets are tried in under 50 ms.
_COMPARED = 4_096

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels that browsers take for a wider charset (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "windows-949": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
    # A page that could be scanned for a declaration cannot be UTF-16 (WHATWG HTML, 13.2.3.2).
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
    "utf8": "utf-8",
    "x-user-defined": "cp1252",
}
_META = re.compile(rb"<meta\b[^>]{0,1000}>", re.I)
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,400}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']", re.I)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters with the charset they were written in.

    Attributes:
        how: What the charset was concluded from.
    """

    text: str
    charset: str
    how: Literal["mark", "escapes", "declared", "utf-8", "letters", "detected"]


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Decode the bytes of a text.

    Args:
        data: The file.
        declared: A charset named outside of the bytes (a mail header); it is believed like one inside.

    Returns:
        The text, or None where no charset makes text of it.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace"), codec, "mark")
    wide = _without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, "utf-8")
    escaped = _escaped(data)
    if escaped:
        return Decoded(data.decode(escaped, "replace"), escaped, "escapes")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        # A file cut off inside its last character, or with a few broken bytes in megabytes, is still UTF-8.
        broken, rest = _broken(data), sum(byte > 0x7F for byte in data[:SAMPLE])
        if error.start >= len(data) - 3 > 3 or (rest > 60 and broken * 30 < rest):
            return Decoded(data.decode("utf-8", "replace"), "utf-8", "utf-8")
    named = codec_of(declared) or declaration(data)
    best = _least_surprising(data, named)
    if best is not None:
        return best
    found = from_bytes(data[:SAMPLE]).best()
    if found is None:
        return None
    return Decoded(data.decode(found.encoding, "replace"), found.encoding, "detected")


def declaration(data: bytes) -> str | None:
    """Python's codec for the charset that a page or XML file declares, as a browser would take it.

    Args:
        data: The file.

    Returns:
        The codec of the XML declaration or of the first `meta` element that names a charset
        (WHATWG HTML, 13.2.3.2, "prescan"), or None.
    """
    head = data[:4096]
    xml = _XML.match(head)
    if xml:
        return codec_of(xml.group(1).decode("ascii"))
    for meta in _META.finditer(_COMMENT.sub(b" ", head)):
        charset = _META_CHARSET.search(meta.group())
        codec = codec_of(charset.group(1).decode("ascii")) if charset else None
        if codec:
            return codec
    return None


def codec_of(label: str | None) -> str | None:
    """Python's codec for the label of a charset, None where there is none that makes text of bytes."""
    if not label:
        return None
    label = label.strip().lower()
    try:
        info = codecs.lookup(_WIDER.get(label, label))
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None


def _without_mark(data: bytes) -> str | None:
    """UTF-16/32 without a mark: every second byte (or three of four) of Latin text is NUL."""
    head = data[:1024]
    if len(head) < 8 or head.count(0) * 3 < len(head):
        return None
    nul = [head[shift::4].count(0) / len(head[shift::4]) for shift in range(4)]
    for codec, empty in (
        ("utf-32-le", (1, 2, 3)),
        ("utf-32-be", (0, 1, 2)),
        ("utf-16-le", (1, 3)),
        ("utf-16-be", (0, 2)),
    ):
        full = [shift for shift in range(4) if shift not in empty]
        if min(nul[shift] for shift in empty) > 0.6 and max(nul[shift] for shift in full) < 0.1:
            return codec
    return None


def _escaped(data: bytes) -> str | None:
    """Seven-bit charsets that switch with escape sequences (RFC 1468, RFC 1557) or tildes (RFC 1843)."""
    if any(byte > 0x7F for byte in data[:SAMPLE]):
        return None
    if b"\x1b$)C" in data:
        return "iso2022_kr"
    if b"\x1b$" in data:
        return "iso2022_jp_2"
    if re.search(rb"~\{(?:[!-z][!-~]){2,}~\}", data):
        return "hz"
    return None


def _broken(data: bytes) -> int:
    return data[:SAMPLE].decode("utf-8", "replace").count("\ufffd")


# --- the least surprising charset ----------------------------------------------------------------------

_LATIN = (
    "English",
    "German",
    "French",
    "Dutch",
    "Italian",
    "Spanish",
    "Portuguese",
    "Swedish",
    "Danish",
    "Norwegian",
    "Finnish",
    "Estonian",
    "Indonesian",
)
_EASTERN = ("Polish", "Czech", "Slovak", "Hungarian", "Slovene", "Croatian", "Romanian", "German")
_CYRILLIC = ("Russian", "Ukrainian", "Bulgarian", "Serbian", "Kazakh")
_TRIED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp949", ("Korean",)),
    ("johab", ("Korean",)),
    ("cp932", ("Japanese",)),
    ("euc_jp", ("Japanese",)),
    ("gb18030", ("Chinese",)),
    ("big5hkscs", ("Traditional",)),
    ("cp1251", _CYRILLIC),
    ("koi8_r", ("Russian", "Bulgarian")),
    ("koi8_u", ("Ukrainian",)),
    ("iso8859_5", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("mac_cyrillic", _CYRILLIC),
    ("cp855", _CYRILLIC),
    ("cp1252", _LATIN),
    ("cp1250", _EASTERN),
    ("iso8859_2", _EASTERN),
    ("cp1254", ("Turkish",)),
    ("cp1257", ("Lithuanian", "Estonian")),
    ("cp1253", ("Greek",)),
    ("iso8859_7", ("Greek",)),
    ("cp1255", ("Hebrew",)),
    ("cp1256", ("Arabic", "Farsi")),
    ("iso8859_6", ("Arabic",)),
    ("cp874", ("Thai",)),
)  # fmt: skip
# Letters of alphabets in which the library lists only the 26 most frequent.
_MORE_LETTERS = {
    "German": "ß", "French": "êèçôûùîïâëœ", "Spanish": "ñúéíáóü", "Portuguese": "õâêôúüà", "Italian": "ìòéù",
    "Polish": "ńśźżćłąęó", "Czech": "ůúňťďžřšěé", "Slovak": "ľňťďôŕĺäúó", "Hungarian": "őűíúü", "Turkish": "öâî",
    "Dutch": "éïöü", "Danish": "é", "Swedish": "é", "Romanian": "ăâîşţșț", "Lithuanian": "ųūįęąčšž", "Slovene": "ćđ",
    "Croatian": "đćčšž",
}  # fmt: skip
# Frequent characters of Chinese in its traditional form (the list of the library is of the simplified one).
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之"
    "年過發後作裡用道行所然家種事成方多經麼去法學如都同現"
)
# The national standard is meant where it is enough: the makers' additions map some signs (the wave dash) anew.
_NARROW = {"cp932": "shift_jis", "big5hkscs": "big5", "cp949": "euc_kr"}
# Bits that a character costs: found on short lines (12-40 characters) in ten charsets, where the right one must
# be the cheapest. Only the differences matter.
_ASCII_BITS = 4.5
_PUNCTUATION_BITS = 7.0
_ODD_BITS = 15.0
_BROKEN_BITS = 30.0
_MIXED_BITS = 8.0
#: A declared charset is believed unless another one is cheaper by this many bits a character.
_TRUST = 2.0


def _least_surprising(data: bytes, named: str | None) -> Decoded | None:
    sample = _around_letters(data)
    costs: dict[str, float] = {}
    for codec, languages in _TRIED:
        text = sample.decode(codec, "replace")
        costs[codec] = min(_bits(text, language) for language in languages)
    best = min(costs, key=lambda codec: costs[codec])
    foreign = max(1, sum(byte > 0x7F for byte in sample))
    trusted = named not in (None, "utf-8") and costs.get(named or "", 0.0) - costs[best] < _TRUST * foreign
    if named is not None and trusted and data.decode(named, "replace").count("\ufffd") * 20 < foreign:
        return _narrowed(data, named, "declared")
    if costs[best] > _HOPELESS * foreign + _ASCII_BITS * (len(sample) - foreign):
        return None
    return _narrowed(data, best, "letters")


def _narrowed(data: bytes, codec: str, how: Literal["declared", "letters"]) -> Decoded:
    narrow = _NARROW.get(codec)
    if narrow:
        try:
            return Decoded(data.decode(narrow), narrow, how)
        except UnicodeDecodeError:
            pass
    return Decoded(data.decode(codec, "replace"), codec, how)


#: Bits a byte beyond ASCII that no text of a covered language reaches (binary files cost 12 and more).
_HOPELESS = 11.5


def _around_letters(data: bytes) -> bytes:
    """A sample in which the bytes beyond ASCII are dense: the lines that have some, whole."""
    lines, size = [], 0
    for line in data[: 64 * SAMPLE].splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_COMPARED])
            size += len(lines[-1])
            if size >= _COMPARED:
                break
    return b"".join(lines)


@cache
def _letters(language: str) -> dict[str, float]:
    """Bits of the frequent characters of a language, by rank."""
    if language in ("Korean", "Chinese", "Traditional"):
        ranked = _TRADITIONAL if language == "Traditional" else "".join(FREQUENCIES[language])
        # The frequent ones make up about two fifths of a text.
        return {letter: log2(len(ranked) / 0.4) for letter in ranked}
    if language == "Japanese":
        kana = "".join(FREQUENCIES["Japanese—"] + FREQUENCIES["Japanese——"])
        return dict.fromkeys(kana, 6.2) | dict.fromkeys(FREQUENCIES["Japanese"], 8.5)
    listed = (*FREQUENCIES[language], *_MORE_LETTERS.get(language, ""))
    alphabet = [letter for letter in listed if not letter.isascii()]
    if len(alphabet) > 15:  # a script of its own
        return {letter: 2.8 + 0.17 * rank for rank, letter in enumerate(FREQUENCIES[language])}
    return dict.fromkeys(alphabet, 7.0)


def _bits(text: str, language: str) -> float:
    """How surprising a text is to one who expects a language: bits to write it down."""
    known = _letters(language)
    own_script = len(known) > 15
    total, before = 0.0, " "
    for letter in text:
        if letter < "\x80":
            total += _ASCII_BITS if letter >= " " or letter in "\n\r\t\f" else _ODD_BITS
            if own_script and letter.isalpha() and "\x80" < before < "\u2000" and before.isalpha():
                total += _MIXED_BITS
        elif letter == "\ufffd":
            total += _BROKEN_BITS
        else:
            total += _bits_of(letter, known, own_script)
            if own_script and letter.isalpha():
                # Words are lower case inside, and scripts do not mix within a word.
                if letter.isupper() and before.islower():
                    total += 6.0
                if before.isascii() and before.isalpha() and letter < "\u2000":
                    total += _MIXED_BITS
            elif not own_script and letter.isalpha() and not before.isascii() and before.isalpha():
                total += 4.0
        before = letter
    return total


def _bits_of(letter: str, known: dict[str, float], own_script: bool) -> float:
    cost = known.get(letter)
    if cost is None:
        cost = known.get(letter.lower())
        if cost is not None:
            return cost + 1.5
    if cost is not None:
        return cost
    if "가" <= letter <= "힣":
        return 11.5 if _common_hangul(letter) and "이" in known else _ODD_BITS
    if "\u4e00" <= letter <= "\u9fff":
        return _ideograph_bits(letter, known)
    if (
        letter
        in "、。「」『』・（）：；！？，《》〈〉“”‘’…·–—―→△▲■□○●◆◇※☆★【】〔〕［］｜／＝～‐−　％＋＆「」«»„°©®™€£§№\xa0"
        or "０" <= letter <= "ｚ"
    ):
        return _PUNCTUATION_BITS
    if "\u3041" <= letter <= "\u30ff":
        return 13.0
    if letter.isalpha() and letter < "\u0250":
        return 12.0 if not own_script else _ODD_BITS
    if letter.isalpha() and letter < "\u1000":
        return 9.0 if own_script and _same_script(letter, known) else _ODD_BITS
    return _ODD_BITS


@cache
def _common_hangul(letter: str) -> bool:
    try:
        return bool(letter.encode("euc_kr"))
    except UnicodeEncodeError:
        return False


@cache
def _level(letter: str, codec: str) -> int:
    """Lead byte of an ideograph: the national standards put the frequent ones first."""
    try:
        encoded = letter.encode(codec)
    except UnicodeEncodeError:
        return 0
    return encoded[0] if len(encoded) == 2 else 0


def _ideograph_bits(letter: str, known: dict[str, float]) -> float:
    if "的" in known and "这" in known:
        return 12.0 if 0xB0 <= _level(letter, "gb2312") <= 0xD7 else 15.5
    if "的" in known:
        return 12.0 if 0xA4 <= _level(letter, "big5") <= 0xC6 else 15.5
    if "の" in known:
        return 11.5 if 0xB0 <= _level(letter, "euc_jp") <= 0xCF else 15.5
    return _ODD_BITS  # a rare guest in Korean


@cache
def _block(letter: str) -> int:
    return ord(letter) >> 8


def _same_script(letter: str, known: dict[str, float]) -> bool:
    return _block(letter) == _block(next(iter(known)))
