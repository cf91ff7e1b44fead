"""From bytes to characters: which charset was this file written in?

What the file says of itself comes first (byte-order mark, escape sequences, a declaration), then UTF-8, which
hardly any other text happens to be. What is left is a choice between legacy charsets, see `letters`. Charsets that
no model covers are left to charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from whomet.reading.letters import bits_a_byte, choose
from whomet.reading.prescan import meta_charset

#: Bytes that are looked at where a few broken ones are to be told from another charset.
SAMPLE = 65_536

_ASCII = bytes(range(0x80))
_LABEL = re.compile(r"[\w:.+()-]{1,40}$", re.ASCII)
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
    if data.isascii():
        return _seven_bits(data, declared)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        # A file cut off inside its last character, or with a few broken bytes in megabytes, is still UTF-8.
        broken, rest = _broken(data), len(data[:SAMPLE].translate(None, _ASCII))
        cut = error.reason == "unexpected end of data" and not data[: error.start].isascii()
        if cut or (rest > 60 and broken * 30 < rest):
            return Decoded(data.decode("utf-8", "replace"), "utf-8", "utf-8")
    wide = _wide_characters(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, "letters")
    return _legacy(data, codec_of(declared) or declaration(data)) or _other(data)


def _seven_bits(data: bytes, declared: str | None) -> Decoded:
    """Text that is the same in nearly all charsets, or switches between them with escape sequences."""
    escaped = _escaped(data)
    if escaped:
        return Decoded(data.decode(escaped, "replace"), escaped, "escapes")
    # A page that declares nothing is windows-1252 to a browser (WHATWG HTML, 13.2.3.1, step 9).
    named = codec_of(declared) or declaration(data) or ("cp1252" if _is_page(data) else "utf-8")
    if named == "utf-7" and (codec_of(declared) or "") == named:
        return Decoded(data.decode(named, "replace"), named, "declared")
    text = data.decode("ascii")
    if named != "utf-8" and data[:SAMPLE].decode(named, "replace") == text[:SAMPLE]:
        return Decoded(text, named, "declared")
    return Decoded(text, "utf-8", "utf-8")


def _is_page(data: bytes) -> bool:
    head = data[:1024].lstrip().lower()
    return head.startswith(b"<") and not head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf"))


def _legacy(data: bytes, named: str | None) -> Decoded | None:
    """The declared charset where the bytes bear it out, else the one under which they surprise least."""
    if named not in (None, "utf-8") and named is not None:
        bits = bits_a_byte(data, named)
        if bits is not None and bits < _PLAUSIBLE:
            return _narrowed(data, named, "declared")
    choice = choose(data, named)
    if named not in (None, "utf-8") and named is not None:
        dearer = choice.costs.get(named, 0.0) - choice.costs[choice.best] if choice.best else 0.0
        if dearer < _TRUST * choice.foreign and data.decode(named, "replace").count("\ufffd") * 20 < choice.foreign:
            return _narrowed(data, named, "declared")
    return _narrowed(data, choice.best, "letters") if choice.best else None


def _other(data: bytes) -> Decoded | None:
    found = from_bytes(data[:SAMPLE]).best()
    return Decoded(data.decode(found.encoding, "replace"), found.encoding, "detected") if found else None


#: A declared charset is believed unless another one is cheaper by this many bits a byte beyond ASCII.
_TRUST = 2.0
#: ... and without a comparison where its text costs no more than this. Sentences in 22 languages cost 3 to 7 bits a
#: byte in their own charset, and 9 to 17 in another.
_PLAUSIBLE = 7.0
# The national standard is named where it is enough. The signs that the makers map anew are read as browsers do (the
# middle dot and the dash of GB 2312), or as the standard does (the wave dash of Shift_JIS).
_NARROW = {"cp932": "shift_jis", "big5hkscs": "big5", "cp949": "euc_kr"}


def _narrowed(data: bytes, codec: str, how: Literal["declared", "letters"]) -> Decoded:
    narrow = _NARROW.get(codec)
    if narrow:
        try:
            return Decoded(data.decode(narrow), narrow, how)
        except UnicodeDecodeError:
            pass
    text = data.decode(codec, "replace")
    if codec == "gb18030" and _is(data, "gb2312"):
        codec = "gb2312"
    elif codec == "cp874" and "\ufffd" in text and _is(data, "tis_620"):
        codec, text = "tis_620", data.decode("tis_620")
    return Decoded(text, codec, how)


def _is(data: bytes, codec: str) -> bool:
    try:
        return bool(data.decode(codec))
    except UnicodeDecodeError:
        return False


def declaration(data: bytes) -> str | None:
    """Python's codec for the charset that a page or XML file declares, as a browser would take it.

    Args:
        data: The file.

    Returns:
        The codec of the XML declaration or of the first `meta` element that names a charset
        (WHATWG HTML, 13.2.3.2, "prescan"), or None.
    """
    return meta_charset(data, codec_of)


def codec_of(label: str | None) -> str | None:
    """Python's codec for the label of a charset, None where there is none that makes text of bytes."""
    if not label:
        return None
    label = label.strip().lower()
    if not _LABEL.match(label):
        return None
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


def _wide_characters(data: bytes) -> str | None:
    """UTF-16 without a mark in scripts where NUL is rare: kana, ideographs, Hangul with their punctuation."""
    if len(data) < 8 or len(data) % 2:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = data[:4096].decode(codec, "replace")
        # Old Korean text in pairs of bytes reads as Hangul in the wrong way: these signs it would not have.
        certain = sum(letter in " \n" or "\u3000" < letter < "\u3100" for letter in text)
        if certain * 20 > len(text) and sum(map(_is_eastern, text)) > 0.97 * len(text):
            return codec
    return None


def _is_eastern(letter: str) -> bool:
    return (
        "\u3000" <= letter <= "\u30ff"
        or "\u4e00" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7a3"
        or "\uff00" <= letter <= "\uffee"
        or "\u2010" <= letter <= "\u203b"
        or letter.isascii()
    )


def _escaped(data: bytes) -> str | None:
    """Seven-bit charsets that switch with escape sequences (RFC 1468, RFC 1557) or tildes (RFC 1843)."""
    if b"\x1b$)C" in data:
        return "iso2022_kr"
    if b"\x1b$" in data:
        return "iso2022_jp_2"
    if re.search(rb"~\{(?:[!-z][!-~]){2,}~\}", data):
        return "hz"
    return None


def _broken(data: bytes) -> int:
    return data[:SAMPLE].decode("utf-8", "replace").count("\ufffd")
