"""Reading: what does this file say, in characters?

A file is taken for what its bytes are, whatever its name ends in. What is no text, or a kind of text that is not
read, is refused in words that tell the user what it is.
"""

from __future__ import annotations

import re

from whomet.reading.charset import decode
from whomet.reading.html import read_page
from whomet.reading.items import Item, feed_items, json_items, lay_out
from whomet.reading.mail import read_mail
from whomet.reading.sniffing import Unreadable, kind_of, refuse_binary, refuse_garbage
from whomet.records import Document

# Ends of lines of all systems: CR LF, CR, NEL, line and paragraph separators.
_NEWLINES = re.compile(r"\r\n|[\r\x85\u2028\u2029\x0b\x0c]")


def read(file: str, data: bytes) -> list[Document]:
    """Read a file.

    Args:
        file: Path relative to the folder given, with forward slashes.
        data: Its bytes.

    Returns:
        Its documents: one, or one for every item of a feed.

    Raises:
        Unreadable: Where there is nothing to read, with what the file is and what to do about it.
    """
    refuse_binary(data)
    decoded = decode(data)
    if decoded is None:
        raise Unreadable("the bytes are no text in any known charset; save the article as UTF-8 text or HTML")
    text = _NEWLINES.sub("\n", decoded.text.removeprefix("\ufeff"))
    text = _without_surrogates(text)
    refuse_garbage(text)
    kind = kind_of(text)
    if kind == "html":
        return [_page(file, text, decoded.charset)]
    if kind in ("feed", "json"):
        return _items(file, feed_items(text) if kind == "feed" else json_items(text), decoded.charset, kind)
    if kind == "mail":
        return [_mail(file, data, decoded.charset)]
    if kind == "xml":
        raise Unreadable("this is XML that is neither a page nor a feed; save its text as .txt")
    return [Document(file, text, charset=decoded.charset)]


def _page(file: str, markup: str, charset: str) -> Document:
    page = read_page(markup)
    if page is None or not page.text.strip():
        raise Unreadable("the page has markup but no text; save the page after it has been shown in a browser")
    return Document(file, page.text, "html", page.elements, page.metadata, charset, page.url, markup=markup)


def _items(file: str, items: list[Item], charset: str, kind: str) -> list[Document]:
    """Documents of a file of records, numbered where there can be several."""
    found = []
    for number, item in enumerate(items, 1):
        name = file if len(items) == 1 and kind == "json" else f"{file}#{number}"
        document = lay_out(name, item, charset)
        if document is not None and any(letter.isalnum() for letter in document.text):
            found.append(document)
    if not found:
        what = "a feed without an item that has text" if kind == "feed" else "JSON without an article in it"
        raise Unreadable(f"this is {what}; give articles with a title and a text")
    return found


def _mail(file: str, data: bytes, charset: str) -> Document:
    item = read_mail(data)
    document = lay_out(file, item, charset) if item else None
    if document is None:
        raise Unreadable("this is a mail without text; save what it says as .txt")
    return document


def _without_surrogates(text: str) -> str:
    """Halves of a surrogate pair are no characters and cannot be written as UTF-8."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


__all__ = ["Unreadable", "read"]
