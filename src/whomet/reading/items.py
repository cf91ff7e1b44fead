"""Articles told as records: what a feed, a JSON file, a table or a newsroom's XML says about each.

Every item is laid out as a page of its own: headline, summary, content, captions. What the record says about it becomes
the metadata that a page would have.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

from whomet.reading.html import read_page
from whomet.reading.mojibake import mend
from whomet.reading.sniffing import Unreadable
from whomet.records import Document

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.I | re.S)
#: Controls that are what is left of windows-1252 read as Latin-1; no text has them.
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
#: Characters of a summary of which the beginning of the content is looked at to see whether it says the same.
_SAME = 60


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a record tells it.

    Attributes:
        content: Markup or plain text.
        summary: What stands between headline and content; markup or plain text.
        published, modified: As the record gives it.
        captions: Texts of pictures, plain.
        metadata: More pairs for the document.
        plain_title: Whether the title is to be taken letter by letter, also where it looks like markup.
    """

    title: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    outlet: str = ""
    language: str = ""
    summary: str = ""
    modified: str = ""
    section: str = ""
    captions: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    plain_title: bool = False


def lay_out(file: str, item: Item, charset: str) -> Document | None:
    """The document of an item.

    Args:
        file: Its name.
        item: The record.
        charset: Of the file it stands in.

    Returns:
        A document, None where the item has no text.
    """
    item, flaws = _mended(item)
    title = " ".join((item.title if item.plain_title else plain(item.title)).split())
    parts = [f"<h1>{escape(title)}</h1>"] if title else []
    if item.summary and not _says(item.content, item.summary):
        parts.append(f'<div class="summary">{as_markup(item.summary)}</div>')
    parts.append(f"<div>{as_markup(item.content)}</div>")
    said = plain(item.content) + plain(item.summary)
    captions = [caption for caption in dict.fromkeys(map(plain, item.captions)) if caption and caption not in said]
    parts += [f"<figure><figcaption>{escape(caption)}</figcaption></figure>" for caption in captions]
    language = f' lang="{escape(item.language)}"' if item.language else ""
    head = f"<head><title>{escape(title)}</title></head>"
    markup = f"<!DOCTYPE html><html{language}>{head}<body><article>{''.join(parts)}</article></body></html>"
    page = read_page(markup.translate(_CONTROLS))
    if page is None or not page.text.strip():
        return None
    pairs = [(key, value) for key, value in page.metadata if key not in ("title", "refresh")]
    pairs += [
        ("og:title", title.translate(_CONTROLS)),
        ("og:site_name", plain(item.outlet)),
        ("article:published_time", as_instant(item.published)),
        ("article:modified_time", as_instant(item.modified)),
        ("article:section", plain(item.section)),
    ]
    pairs += [("author", plain(author)) for author in item.authors]
    metadata = tuple((key, value) for key, value in (*pairs, *item.metadata) if value)
    url = item.url or page.url
    return Document(file, page.text, "html", page.elements, metadata, charset, url, flaws=flaws, markup=markup)


#: Stands between fields while they are looked at together.
_BETWEEN = "\x1f"


def _mended(item: Item) -> tuple[Item, tuple[str, ...]]:
    """An item whose texts were decoded wrongly, mended where that is certain; single fields are too short to tell."""
    fields = (item.title, item.content, item.summary, item.outlet, item.section, *item.authors, *item.captions)
    found = mend(_BETWEEN.join(fields))
    anew = found.text.split(_BETWEEN)
    if not found.flaws or len(anew) != len(fields):
        return item, found.flaws
    title, content, summary, outlet, section, *more = anew
    authors, captions = tuple(more[: len(item.authors)]), tuple(more[len(item.authors) :])
    return (
        replace(item, title=title, content=content, summary=summary, outlet=outlet, section=section, authors=authors,
                captions=captions),
        found.flaws,
    )  # fmt: skip


def plain(text: str) -> str:
    """The words of a short text that may be marked up or escaped."""
    return " ".join(unescape(_TAG.sub(" ", _SCRIPT.sub(" ", unescape(text)))).split())


def _says(content: str, summary: str) -> bool:
    """Whether the content begins with the summary, or says it anywhere."""
    short = "".join(letter for letter in plain(summary) if letter.isalnum())
    return not short or short[:_SAME] in "".join(letter for letter in plain(content) if letter.isalnum())


def as_markup(content: str) -> str:
    """Plain text as paragraphs; markup as it is."""
    if _TAG.search(content):
        return content
    if re.search(r"&lt;/?(?:p|br|div|a|b|i|em|strong|img|span|figure|h\d|ul|ol|li|table)\b", content):
        return unescape(content)
    return "".join(f"<p>{escape(unescape(line))}</p>" for line in content.split("\n") if line.strip())


def as_instant(value: str) -> str:
    """A date of RFC 5322, or of ISO 8601 in its short form, in the long form of ISO 8601; others unchanged."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value.strip()).isoformat() if len(value.strip()) > 10 else value.strip()
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
    return value.strip()


# --- names of fields -----------------------------------------------------------------------------------


def bare(name: str) -> str:
    """A name of a field without case, spaces and signs."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@cache
def field_names() -> Mapping[str, tuple[str, ...]]:
    """The names of every field of an article, bare, the surest first."""
    known = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
    return {field: tuple(dict.fromkeys(map(bare, names))) for field, names in known.items()}


#: Other names under which a user may speak of the fields.
_ALSO = {"date": "published", "content": "text", "body": "text", "headline": "title", "byline": "author",
         "authors": "author", "link": "url", "source": "outlet", "lang": "language", "lead": "summary"}  # fmt: skip


def mapping(columns: Mapping[str, str]) -> dict[str, str]:
    """What the user says about the columns of a table or the fields of records.

    Args:
        columns: Names by fields, as given.

    Returns:
        Bare names by fields.

    Raises:
        Unreadable: Where an article has no such field.
    """
    found = {}
    for given, name in columns.items():
        wanted = _ALSO.get(bare(given), bare(given))
        if wanted not in field_names():
            raise Unreadable(f"an article has no field {given!r}; name one of {', '.join(field_names())}")
        found[wanted] = bare(name)
    return found


# --- JSON ----------------------------------------------------------------------------------------------

#: Metadata of an item: what its feed tells it by, whatever becomes of its place and text.
FEED_ID = "feed:id"

_LISTS = ("items", "articles", "posts", "entries", "results", "documents", "docs", "stories", "news", "data", "hits",
          "records")  # fmt: skip
_WRAPPERS = ("source", "article", "data", "node", "attributes", "fields")
#: Nothing said about names.
_NONE: Mapping[str, str] = {}
#: How deep lists of articles may lie.
_DEEPEST = 5


def json_items(text: str, columns: Mapping[str, str] = _NONE) -> list[Item]:
    """Articles of a JSON file: one object, a list, an object with a list of them, or one object a line.

    Args:
        text: The file.
        columns: What the user says about the names of fields.
    """
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        values = []
        for line in text.split("\n"):
            try:
                values.append(json.loads(line, strict=False))
            except (ValueError, RecursionError):
                continue
        value = values
    return record_items(value, columns)


def record_items(value: Any, columns: Mapping[str, str] = _NONE) -> list[Item]:
    """Articles of a JSON value: an object, a list of them, an object with such a list.

    Args:
        value: As `json` reads it.
        columns: What the user says about the names of fields.
    """
    return list(_json_items(value, "", "", 0, mapping(columns)))


def _json_items(value: Any, outlet: str, language: str, depth: int, told: Mapping[str, str]) -> Iterator[Item]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _json_items(entry, outlet, language, depth + 1, told)
        return
    if not isinstance(value, dict):
        return
    fields = {bare(str(key)): entry for key, entry in reversed(list(value.items()))}
    inner = next((fields[key] for key in _LISTS if _holds_records(fields.get(key))), None)
    names = field_names()
    fields |= {names[wanted][0]: fields[name] for wanted, name in told.items() if name in fields}
    if inner is not None and not _first(fields, names["text"]):
        named = _first(fields, ("title", "name", *names["outlet"])) or outlet
        if "jsonfeed" in str(fields.get("version")).casefold():
            inner = [{**each, FEED_ID: each.get("id")} if isinstance(each, dict) else each for each in inner]
        yield from _json_items(inner, named, _first(fields, names["language"]) or language, depth + 1, told)
        return
    item = record_item(fields, outlet, language)
    if item is not None:
        yield item
        return
    for key in _WRAPPERS:
        if isinstance(fields.get(key), (dict, list)):
            yield from _json_items(fields[key], outlet, language, depth + 1, told)
            return


def _holds_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)


def record_item(fields: Mapping[str, Any], outlet: str = "", language: str = "") -> Item | None:
    """The article of a record.

    Args:
        fields: Values by their bare names.
        outlet: Who publishes it, where the record does not say.
        language: Its language, where the record does not say.

    Returns:
        An item, None where the record is no article: without text, and without a title that is dated.
    """
    names = field_names()
    content, summary = _first(fields, names["text"]), _first(fields, names["summary"])
    title, published = _first(fields, names["title"]), _first(fields, names["published"])
    if not (content or summary or (title and published)):
        return None
    return Item(
        title,
        content or summary,
        tuple(_all(fields, names["author"])),
        published,
        _first(fields, names["url"]),
        _first(fields, names["outlet"]) or outlet,
        _first(fields, names["language"]) or language,
        summary if content else "",
        _first(fields, names["modified"]),
        _first(fields, names["section"]),
        tuple(_all(fields, names["caption"])),
        tuple((FEED_ID, said) for said in _texts_or_numbers(fields.get(bare(FEED_ID)))),
    )


def _texts_or_numbers(value: Any) -> Iterator[str]:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
        yield str(value)


def _first(fields: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next(iter(_all(fields, keys)), "")


def _all(fields: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    for key in keys:
        found = [text for text in _texts(fields.get(key)) if text.strip()]
        if found:
            return found
    return []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.encode("utf-8", "replace").decode("utf-8")  # JSON may escape half a character
    elif isinstance(value, datetime):
        yield value.isoformat()
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _instant_of(value)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        lower = {str(key).lower(): entry for key, entry in value.items()}
        for key in ("rendered", "html", "text", "name", "title", "value", "#text"):
            if isinstance(lower.get(key), str):
                yield lower[key]
                return


def _instant_of(value: float) -> Iterator[str]:
    """A number that is a time: seconds or milliseconds since 1970 (from 1989 on), or a day as eight digits."""
    if value == int(value) and re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", str(int(value))):
        digits = str(int(value))
        yield f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    elif 6e8 < value < 5e12:
        yield datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).isoformat()
