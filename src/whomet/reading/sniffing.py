"""What kind of file is this? By content, never by the ending of its name."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import Literal

Kind = Literal["text", "html", "mail", "feed", "news", "json", "xml"]


class Unreadable(Exception):  # noqa: N818 - the word the house uses for it
    """A file that cannot be read; the message says what it is and what to do."""


#: First bytes of formats that are no text (file(1), https://www.garykessler.net/library/file_sigs.html).
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive, which is not read; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive, which is not read; unpack it first"),
    (b"\x04\x22\x4d\x18", "an LZ4 archive, which is not read; unpack it first"),
    (b"\x1f\x9d", "a compressed file (compress), which is not read; unpack it first"),
    (b"\x1f\xa0", "a compressed file (compress), which is not read; unpack it first"),
    (b"MSCF\0\0\0\0", "a cabinet archive, which is not read; unpack it first"),
    (b"!<arch>\n", "a Debian package or ar archive, which is not read; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document, which is not read; save its text as .txt"),
    (b"{\\rtf", "an RTF document, which is not read; save its text as .txt"),
    (b"\x89PNG", "an image (PNG), which has no characters to read"),
    (b"\xff\xd8\xff", "an image (JPEG), which has no characters to read"),
    (b"GIF87a", "an image (GIF), which has no characters to read"),
    (b"GIF89a", "an image (GIF), which has no characters to read"),
    (b"II*\x00", "an image (TIFF), which has no characters to read"),
    (b"MM\x00*", "an image (TIFF), which has no characters to read"),
    *((b"ID3" + version, "a sound file (MP3), which has no characters to read") for version in (b"\2", b"\3", b"\4")),
    (b"OggS\0", "a sound file (Ogg), which has no characters to read"),
    (b"SQLite format 3", "a database (SQLite), which is not read"),
    (b"\x7fELF", "a program, which has nothing to read"),
    (b"MZ\x90", "a program, which has nothing to read"),
)
#: Share of characters that no text has (controls, unassigned, private) from which a file is not text. Texts in
#: 80 charsets stay under 0.01; the few binary files among them lie over 0.1.
_GARBAGE = 0.05

#: Categories of Unicode: controls, unassigned and private characters.
_NO_TEXT = frozenset({"Cc", "Cn", "Co"})
_LETTER = re.compile(r"[^\W_]")

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I)
_TAG = re.compile(
    r"</?(?:p|div|a|br|span|h[1-6]|ul|ol|li|table|tr|td|img|article|section|main|header|footer|figure|b|i|em|strong)"
    r"(?:\s[^<>]{0,400})?/?>",
    re.I,
)
_FEED = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\b(?!:)", re.I)
_NEWS = re.compile(r"<(?:[\w.-]{1,40}:)?(?:nitf|newsml|newsmessage|newsitem|newsitems|packageitem)\b(?!:)", re.I)
_JOURNAL = re.compile(r"<article\b[^<>]{0,1000}>\s*<(?:front|info)\b", re.I)
#: What may stand before the first element, and how each ends: comments, processing instructions, document types.
_PROLOGUE = (("<!--", "-->"), ("<?", "?>"), ("<!doctype", ">"))
_XML = re.compile(r"\s*<\?xml\b")
_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t].*|[ \t]+\S.*|From \S+ .*)$")
_MAIL_FIELDS = frozenset({"from", "date", "subject", "to", "message-id", "mime-version", "received", "return-path",
                          "content-type", "delivered-to"})  # fmt: skip


def refuse_binary(data: bytes) -> None:
    """Refuse what is empty or a known format that is no text.

    Args:
        data: The file.

    Raises:
        Unreadable: With what it is.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise Unreadable("the file is empty; there is nothing to read")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"this is {name}")
    if data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI ", b"WEBP", b"RMID"):
        raise Unreadable("this is an image, sound or film (RIFF), which has no characters to read")
    if data[4:8] == b"ftyp":
        raise Unreadable("this is a film (MP4), which has no characters to read")


def refuse_garbage(text: str) -> None:
    """Refuse characters that are no text, whatever charset they came from.

    Args:
        text: The decoded file.

    Raises:
        Unreadable: Where too many characters are controls, unassigned or broken, or nothing is left to read.
    """
    sample = text[:100_000]
    odd = sum(sign < "\U00010000" or unicodedata.category(sign) in _NO_TEXT for sign in _odd().findall(sample))
    nul = sample.count("\0")
    if odd + max(0, nul - 3) > _GARBAGE * len(sample):
        raise Unreadable("the file is binary or damaged, not text; save the article as UTF-8 text or HTML")
    if not _LETTER.search(text):
        raise Unreadable("the file has no letters; there is nothing to read")


@cache
def _odd() -> re.Pattern[str]:
    """Characters that no text has; beyond the basic plane all of them, to be looked at one by one.

    One pass of an expression takes a hundredth of the time of looking at every character in turn.
    """
    plane = (chr(code) for code in range(0x10000))
    odd = "".join(sign for sign in plane if unicodedata.category(sign) in _NO_TEXT and sign not in "\t\n\x1b\0")
    return re.compile(f"[{re.escape(odd)}\ufffd\U00010000-\U0010ffff]")


def kind_of(text: str) -> Kind:
    """The kind of a text.

    Args:
        text: The decoded file.

    Returns:
        "html" also for fragments that are mostly marked up; "xml" for XML that is neither a page nor a feed.
    """
    head = text[:20_000]
    first = head[_prologue(head) :]
    if _FEED.match(first):
        return "feed"
    if _NEWS.match(first) or _JOURNAL.match(first):
        return "news"
    if _PAGE.match(first):
        return "html"
    if _is_mail(head):
        return "mail"
    if head.lstrip()[:1] in ("{", "[") and _is_json(text):
        return "json"
    if len(_TAG.findall(head)) >= 3 and (head.lstrip().startswith("<") or len(_TAG.findall(head)) * 400 > len(head)):
        return "html"
    return "xml" if _XML.match(head) else "text"


def _prologue(head: str) -> int:
    """Offset of the first element, or of a document type of HTML."""
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        start = head[at : at + 9].lower()
        end = next((close for opener, close in _PROLOGUE if start.startswith(opener)), None)
        if end is None or _PAGE.match(head, at):
            return at
        subset = head.find("[", at)
        declares = start == "<!doctype" and 0 <= subset < head.find(end, at)
        found = head.find("]>" if declares else end, at)
        if found < 0:
            return at
        at = found + (2 if declares else len(end))


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text, strict=False), (dict, list))
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()][:3]
        try:
            return bool(lines) and all(isinstance(json.loads(line, strict=False), dict) for line in lines)
        except (ValueError, RecursionError):
            return False


def _is_mail(head: str) -> bool:
    """Header fields up to the first empty line, three of those that mails have (RFC 5322)."""
    fields = set()
    for line in head.lstrip("\n").split("\n"):
        if not line.strip():
            break
        if not _HEADER.match(line):
            return False
        if line[0] not in " \t":
            fields.add(line.partition(":")[0].lower())
    saved = "content-type" in fields and re.search(r"^content-type:\s*multipart/related", head, re.I | re.M)
    sent = len(fields & _MAIL_FIELDS) >= 3 and bool(fields & {"from", "received"})
    return sent or bool(saved and "mime-version" in fields)
