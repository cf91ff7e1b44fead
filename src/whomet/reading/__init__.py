"""Reading: what does this file say, in characters?

A file is taken for what its bytes are, whatever its name ends in. Archives are opened and what lies in them is read.
What is no text, or a kind of text that is not read, is refused in words that tell the user what it is.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from whomet.reading import archives, limits
from whomet.reading.bounds import refuse_heavy_page, within_tags
from whomet.reading.charset import decode
from whomet.reading.feeds import feed_items
from whomet.reading.html import read_page
from whomet.reading.items import Item, json_items, lay_out
from whomet.reading.lines import JsonLines, is_json_lines
from whomet.reading.mail import is_mailbox, mails_of, read_mail
from whomet.reading.mojibake import mend
from whomet.reading.newsroom import news_items
from whomet.reading.options import Options
from whomet.reading.pdf import read_pdf
from whomet.reading.sniffing import Unreadable, kind_of, refuse_binary, refuse_garbage
from whomet.reading.tables import Table, layout_of, read_delimited, read_parquet
from whomet.records import Document, Problem

#: Ends of lines of all systems: CR LF, CR, NEL, line and paragraph separators, tabulation and feed to new ones.
_NEWLINES = ("\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c")
_SURROGATES = re.compile("[\ud800-\udfff]")
_AS_THEY_ARE = Options()
#: How the problem begins that no reader foresaw.
UNFORESEEN = "reading it failed"


def read(file: str, data: bytes, options: Options = _AS_THEY_ARE) -> list[Document]:
    """Read a file.

    Args:
        file: Path relative to the folder given, with forward slashes.
        data: Its bytes.
        options: What the user says about it.

    Returns:
        Its documents: one, or one for every item of a feed, a table or an archive.

    Raises:
        Unreadable: Where there is nothing to read, with what the file is and what to do about it.
    """
    found = list(documents(file, data, options))
    read = [each for each in found if isinstance(each, Document)]
    if not read:
        first = next(each for each in found if isinstance(each, Problem))
        raise Unreadable(first.problem if first.file == file else f"{first.file}: {first.problem}")
    return read


def documents(file: str, source: bytes | BinaryIO, options: Options = _AS_THEY_ARE) -> Iterator[Document | Problem]:
    """Read a file of any size, one document after the other.

    Args:
        file: Path relative to the folder given, with forward slashes.
        source: Its bytes, or the opened file; of a file no more than one article is in memory.
        options: What the user says about it.

    Yields:
        Its documents, and in their place what could not be read; never nothing.
    """
    problems, too_much = 0, None
    try:
        for each in _all(file, source, options):
            problems += isinstance(each, Problem)
            if isinstance(each, Document) or problems <= limits.PROBLEMS:
                yield each
    except archives.TooMuchError as error:
        too_much = str(error)
    if problems > limits.PROBLEMS:
        yield Problem(file, f"has {problems - limits.PROBLEMS} more problems that are not told one by one")
    if too_much:
        yield Problem(file, too_much)


def _all(file: str, source: bytes | BinaryIO, options: Options) -> Iterator[Document | Problem]:
    refused = _Refused()
    for found in archives.find(file, archives.opened(source)):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _documents(found, options, refused)
    yield from refused.problems()


class _Refused:
    """Records of web archives that hold no article: hundreds are usual, so they are told together."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], tuple[str, int]] = {}

    def add(self, name: str, problem: str) -> None:
        """Note a record."""
        key = name.rpartition("#")[0], problem
        first, count = self._told.get(key, (name, 0))
        self._told[key] = first, count + 1

    def problems(self) -> Iterator[Problem]:
        """One problem for each archive and reason."""
        for (archive, problem), (first, count) in self._told.items():
            number = first.rpartition("#")[2]
            yield (
                Problem(archive, f"{count} records (the first is {number}): {problem}")
                if count > 1
                else Problem(first, problem)
            )


def _documents(found: archives.Found, options: Options, refused: _Refused) -> Iterator[Document | Problem]:
    """What one file says; whatever goes wrong stays with that file."""
    try:
        for each in _readings(found, options):
            if isinstance(each, Document) and len(each.text) > limits.TEXT_CHARACTERS:
                yield Problem(each.file, _too_long())
            else:
                yield _with_origin(each, found) if isinstance(each, Document) else each
    except Unreadable as error:
        if found.stream.damage:
            return  # the damage is the reason, and is told by those who unpack
        if found.origin is not None:
            refused.add(found.name, str(error))
        else:
            yield Problem(found.name, str(error))
    except archives.TooMuchError:
        raise
    except Exception as error:  # a library that breaks on one file is not to end the reading of all others
        yield Problem(found.name, f"{UNFORESEEN} ({type(error).__name__}: {error}); save the article as .txt or .html")


def _too_long() -> str:
    return f"has more than {limits.TEXT_CHARACTERS} characters of text, which no article has: split it"


def _with_origin(document: Document, found: archives.Found) -> Document:
    """A document with what a web archive says about where it was fetched."""
    origin = found.origin
    if origin is None:
        return document
    is_page = document.file == found.name
    return replace(
        document,
        url=origin.url if is_page else document.url or origin.url,
        metadata=(*document.metadata, *origin.metadata),
        format="wet" if origin.extracted and document.format == "txt" else document.format,
    )


def _readings(found: archives.Found, options: Options) -> Iterable[Document | Problem]:
    """What a file says that is no archive: by records where it has records, else as a whole."""
    if is_json_lines(found.stream.head()):
        return _records(found.name, JsonLines(found.stream, options.columns))
    if is_mailbox(found.stream.head()):
        return _mailbox(found, options)
    if found.stream.head().startswith(b"PAR1"):
        return _table(found.name, read_parquet(_jumpable(found.stream), options.columns), "parquet")
    layout = layout_of(found.stream.head(), options.columns) if found.origin is None else None
    if layout is not None:
        table = read_delimited(found.stream, layout, options.columns)
        return _table(found.name, table, "csv", layout.charset)
    data = found.stream.whole()
    if data is None:
        most = limits.size(limits.ARTICLE_BYTES)
        raise Unreadable(f"is larger than {most}, which no article is: split it, or give the articles alone")
    return _whole(found.name, data, found.origin.charset if found.origin else None, options)


def _records(file: str, lines: JsonLines) -> Iterator[Document | Problem]:
    """Documents of a file with a record a line."""
    nothing = True
    for name, item in _named(file, lines):
        document = lay_out(name, item, "utf-8")
        if document is not None and _has_letters(document):
            nothing = False
            yield replace(document, format="json")
    if nothing:
        raise Unreadable("this is JSON without an article in it; give articles with a title and a text")
    if lines.problem:
        yield Problem(file, lines.problem)


def _named(file: str, items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    """Items with their names; a single one keeps that of the file."""
    number, first = 0, None
    for number, item in enumerate(items, 1):
        if first is None:
            first = item
            continue
        if number == 2:
            yield f"{file}#1", first
        yield f"{file}#{number}", item
    if first is not None and number == 1:
        yield file, first


def _jumpable(stream: archives.Stream) -> BinaryIO:
    """A stream in which one can jump: what is packed must fit into the memory for that."""
    if stream.seekable_source:
        return stream
    data = stream.whole()
    if data is None:
        raise Unreadable(f"is a packed table of more than {limits.size(limits.ARTICLE_BYTES)}; unpack it first")
    return io.BytesIO(data)


def _table(file: str, table: Table, form: str, charset: str = "utf-8") -> Iterator[Document | Problem]:
    """Every row of a table that is an article."""
    nothing, empty, first = True, 0, 0
    for number, item in enumerate(table, 1):
        document = lay_out(f"{file}#{number}", item, charset) if item else None
        if document is not None and _has_letters(document):
            nothing = False
            yield replace(document, format=form)
        else:
            empty, first = empty + 1, first or number
    if nothing:
        raise Unreadable("this is a table without a row that has text; say which column holds it (--column text=NAME)")
    if empty:
        yield Problem(file, f"{empty} rows have no text (the first is row {first}) and are left out")
    yield from (Problem(file, problem) for problem in table.problems)


def _mailbox(found: archives.Found, options: Options) -> Iterator[Document | Problem]:
    """Every mail of a mailbox; a single one keeps the name of the file."""
    mails = mails_of(found.stream)
    first, second = next(mails, None), next(mails, b"")
    alone = second == b""
    for number, data in enumerate((first,) if alone else itertools.chain((first, second), mails), 1):
        name = found.name if alone else f"{found.name}#{number}"
        if data is None:
            yield Problem(name, f"is a mail of more than {limits.size(limits.ARTICLE_BYTES)}, which no article is")
            continue
        try:
            yield from read_mail(name, data, lambda name, part, charset: _whole(name, part, charset, options))
        except Unreadable as error:
            yield Problem(name, str(error))


def _whole(file: str, data: bytes, declared: str | None, options: Options) -> Iterable[Document | Problem]:
    """What the bytes of a file say; `declared` is the charset that its server named."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return [read_pdf(file, data)]
    refuse_binary(data)
    decoded = decode(data, declared)
    if decoded is None:
        raise Unreadable("the bytes are no text in any known charset; save the article as UTF-8 text or HTML")
    written = _without_surrogates(decoded.text.removeprefix("\ufeff"))
    text = _in_lines(written)
    refuse_garbage(text)
    kind = kind_of(text)
    if kind in ("html", "text"):
        mended = mend(text)
        document = _page(file, mended.text, decoded.charset) if kind == "html" else Document(file, mended.text)
        return [replace(document, charset=decoded.charset, flaws=(*document.flaws, *mended.flaws))]
    if kind == "json":
        return _items(file, json_items(written, options.columns), decoded.charset, kind)
    if kind == "feed":
        text, cut = within_tags(text)
        return _items(file, feed_items(text), decoded.charset, kind, cut)
    if kind == "mail":
        return read_mail(file, data, lambda name, part, charset: _whole(name, part, charset, options))
    text, cut = within_tags(text)
    found = news_items(text)
    if found is None:
        raise Unreadable("this is XML that is neither a page nor a feed nor of a newsroom; save its text as .txt")
    return _items(file, found[1], decoded.charset, found[0], cut)


def _page(file: str, markup: str, charset: str) -> Document:
    refuse_heavy_page(markup)
    page = read_page(markup)
    if page is None or not page.text.strip():
        raise Unreadable("the page has markup but no text; save the page after it has been shown in a browser")
    return Document(file, page.text, "html", page.elements, page.metadata, charset, page.url, "html", markup=markup)


_NO_ITEMS = {"feed": "a feed without an item that has text", "json": "JSON without an article in it"}


def _items(file: str, items: list[Item], charset: str, kind: str, cut: bool = False) -> Iterator[Document | Problem]:
    """Documents of a file of records, numbered where there can be several; `cut` says that its end is left out."""
    nothing = True
    for number, item in enumerate(items[: limits.ITEMS], 1):
        name = file if len(items) == 1 and kind != "feed" else f"{file}#{number}"
        document = lay_out(name, item, charset)
        if document is not None and _has_letters(document):
            nothing = False
            yield replace(document, format=kind)
    if nothing:
        raise Unreadable(f"this is {_NO_ITEMS.get(kind, 'XML without an article in it')}; give articles with a text")
    if cut or len(items) > limits.ITEMS:
        most = f"{limits.XML_TAGS} tags" if cut else f"{limits.ITEMS} items"
        yield Problem(file, f"has more than {most}, the rest is left out: split it")


def _has_letters(document: Document) -> bool:
    return any(letter.isalnum() for letter in document.text)


def _in_lines(text: str) -> str:
    """A text whose lines all end alike; looking for each end takes a fifth of the time of one expression for all."""
    for end in _NEWLINES:
        if end[0] in text:
            text = text.replace(end, "\n")
    return text


def _without_surrogates(text: str) -> str:
    """Halves of a surrogate pair are no characters and cannot be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


__all__ = ["UNFORESEEN", "Options", "Unreadable", "documents", "read"]
