"""Which charset does a page or an XML file declare? The scan that browsers make before they decode
(WHATWG HTML, 13.2.3.2, "prescan a byte stream to determine its encoding").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: Bytes that are scanned. Browsers promise 1,024 and find a later one when they build the page.
_SCANNED = 65_536
_SPACE = b"\t\n\x0c\r "
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,400}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']", re.I)
_CHARSET = re.compile(rb"charset[\t\n\x0c\r ]*=[\t\n\x0c\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\s;][^\s;]*))", re.I)
_NAME_END = _SPACE + b"/>="


def meta_charset(data: bytes, codec_of: Callable[[str], str | None]) -> str | None:
    """The charset that the bytes declare.

    Args:
        data: The file.
        codec_of: Gives the codec of a label, None for an unknown one.

    Returns:
        The codec of the XML declaration or of the first `meta` element that names a known charset, or None.
    """
    head = data[:_SCANNED]
    xml = _XML.match(head)
    if xml and (codec := codec_of(xml.group(1).decode("latin-1"))):
        return codec
    return next((codec for label in _labels(head) if (codec := codec_of(label))), None)


def _labels(head: bytes) -> Iterator[str]:
    """Labels of the `meta` elements, in order."""
    at = 0
    while (at := head.find(b"<", at)) >= 0:
        follower = head[at + 1 : at + 2]
        if head.startswith(b"<!--", at):
            end = head.find(b"-->", at + 2)  # "<!-->" is a whole comment
            if end < 0:
                return
            at = end + 3
        elif head[at : at + 5].lower() == b"<meta" and head[at + 5 : at + 6] in _ends(b"/"):
            at, pairs = _attributes(head, at + 5)
            label = _label(pairs)
            if label and at <= len(head):
                yield label
        elif follower.isalpha() or (follower == b"/" and head[at + 2 : at + 3].isalpha()):
            name = re.compile(rb"[^\t\n\x0c\r >]*").match(head, at + 1)
            at, _ = _attributes(head, name.end() if name else at + 1)
        elif follower in (b"!", b"/", b"?"):
            end = head.find(b">", at)
            if end < 0:
                return
            at = end + 1
        else:
            at += 1


def _ends(more: bytes) -> tuple[bytes, ...]:
    return tuple(bytes([byte]) for byte in _SPACE + more)


def _label(pairs: dict[bytes, bytes]) -> str | None:
    """What a `meta` element declares: `charset`, or `content` of one that stands for a header of HTTP."""
    if b"charset" in pairs:
        return pairs[b"charset"].decode("latin-1")
    if pairs.get(b"http-equiv", b"").lower() != b"content-type":
        return None
    found = _CHARSET.search(pairs.get(b"content", b""))
    return next((group for group in found.groups() if group is not None), b"").decode("latin-1") if found else None


def _attributes(head: bytes, at: int) -> tuple[int, dict[bytes, bytes]]:
    """Attributes of a tag from an offset on, the first of each name, and the offset behind the tag.

    Where the tag does not end, the offset lies behind the end of the bytes.
    """
    pairs: dict[bytes, bytes] = {}
    while at < len(head):
        while at < len(head) and head[at] in _SPACE + b"/":
            at += 1
        if head[at : at + 1] == b">":
            return at + 1, pairs
        start = at
        while at < len(head) and (head[at] not in _NAME_END or (head[at] == 0x3D and at == start)):
            at += 1
        name = head[start:at].lower()
        at, value = _value(head, at)
        pairs.setdefault(name, value)
    return len(head) + 1, pairs


def _value(head: bytes, at: int) -> tuple[int, bytes]:
    equals = re.compile(rb"[\t\n\x0c\r ]*=[\t\n\x0c\r ]*").match(head, at)
    if not equals:
        return at, b""
    at = equals.end()
    quote = head[at : at + 1]
    if quote in (b'"', b"'"):
        end = head.find(quote, at + 1)
        return (len(head), b"") if end < 0 else (end + 1, head[at + 1 : end])
    bare = re.compile(rb"[^\t\n\x0c\r >]*").match(head, at)
    return (bare.end(), bare.group()) if bare else (at, b"")
