"""Reading: what does this file say, in characters?

A file is taken for what its bytes are, whatever its name ends in. What is no text, or a kind of text that is not
read, is refused in words that tell the user what it is.
"""

from __future__ import annotations

import re

from whomet.reading.charset import decode
from whomet.reading.html import read_page
from whomet.reading.sniffing import Unreadable, kind_of, refuse_binary, refuse_garbage
from whomet.records import Document

# Ends of lines of all systems: CR LF, CR, NEL, line and paragraph separators.
_NEWLINES = re.compile(r"\r\n|[\r\x85\u2028\u2029\x0b\x0c]")


_LATER = {
    "mail": "a mail, which is not read yet; save its text as .txt or .html",
    "feed": "a feed (RSS or Atom), which is not read yet; save its articles as .txt or .html",
    "json": "a JSON file, which is not read yet; save its texts as .txt or .html",
    "xml": "an XML file that is neither a page nor a feed, which is not read; save its text as .txt",
}


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
    if kind in _LATER:
        raise Unreadable(_LATER[kind])
    return [Document(file, text, charset=decoded.charset)]


def _page(file: str, markup: str, charset: str) -> Document:
    page = read_page(markup)
    if page is None or not page.text.strip():
        raise Unreadable("the page has markup but no text; save the page after it has been shown in a browser")
    return Document(file, page.text, "html", page.elements, page.metadata, charset, page.url, markup=markup)


def _without_surrogates(text: str) -> str:
    """Halves of a surrogate pair are no characters and cannot be written as UTF-8."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


__all__ = ["Unreadable", "read"]
