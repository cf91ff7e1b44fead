"""Files that hold articles as records: feeds (RSS, Atom) and JSON (JSON Feed, lists, content management systems).

Every item is laid out as a page of its own: headline, author, content. What the record says about it becomes the
metadata that a page would have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any

from lxml import etree

from whomet.reading.html import read_page
from whomet.records import Document

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a record tells it.

    Attributes:
        content: Markup or plain text.
        published: As the record gives it.
    """

    title: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    outlet: str = ""
    language: str = ""


def lay_out(file: str, item: Item, charset: str) -> Document | None:
    """The document of an item.

    Args:
        file: Its name.
        item: The record.
        charset: Of the file it stands in.

    Returns:
        A document, None where the item has no text.
    """
    title = " ".join(_TAG.sub(" ", unescape(item.title)).split())
    parts = [f"<h1>{escape(title)}</h1>"] if title else []
    parts.append(f"<div>{as_markup(item.content)}</div>")
    language = f' lang="{escape(item.language)}"' if item.language else ""
    head = f"<head><title>{escape(title)}</title></head>"
    markup = f"<!DOCTYPE html><html{language}>{head}<body><article>{''.join(parts)}</article></body></html>"
    page = read_page(markup)
    if page is None or not page.text.strip():
        return None
    pairs = [(key, value) for key, value in page.metadata if key != "title"]
    pairs += [
        ("og:title", title),
        ("og:site_name", item.outlet),
        ("article:published_time", as_instant(item.published)),
    ]
    pairs += [("author", author) for author in item.authors]
    metadata = tuple((key, value) for key, value in pairs if value)
    return Document(file, page.text, "html", page.elements, metadata, charset, item.url or page.url, markup=markup)


def as_markup(content: str) -> str:
    """Plain text as paragraphs; markup as it is."""
    if _TAG.search(content):
        return content
    if re.search(r"&lt;/?(?:p|br|div|a)\b", content):
        return unescape(content)
    return "".join(f"<p>{escape(unescape(line))}</p>" for line in content.split("\n") if line.strip())


def as_instant(value: str) -> str:
    """An RFC 5322 date as ISO 8601; others unchanged."""
    try:
        return parsedate_to_datetime(value).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return value.strip()


# --- feeds ---------------------------------------------------------------------------------------------


def feed_items(text: str) -> list[Item]:
    """Items of an RSS or Atom feed, broken ones as far as they can be read.

    Args:
        text: The file.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, strip_cdata=False
    )
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = etree.fromstring(bare.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return []
    if root is None:
        return []
    channel = next((node for node in root.iter() if _name(node) == "channel"), root)
    outlet = _child_text(channel, "title")
    language = _child_text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return [_feed_item(node, outlet, language) for node in root.iter() if _name(node) in ("item", "entry")]


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _child_text(node: Any, *names: str) -> str:
    for name in names:
        for child in node:
            if _name(child) == name and (text := _content(child)).strip():
                return text.strip()
    return ""


def _content(node: Any) -> str:
    """Text of an element; nested markup is written out."""
    if len(node) and node.get("type") in ("xhtml", "application/xhtml+xml", None):
        return (node.text or "") + "".join(etree.tostring(child, encoding="unicode", method="html") for child in node)
    return "".join(node.itertext())


def _feed_item(node: Any, outlet: str, language: str) -> Item:
    authors = []
    for child in node:
        if _name(child) in ("creator", "author"):
            name = _child_text(child, "name") or "".join(child.itertext()).strip()
            mail = re.match(r"\S+@\S+\s*\((.+)\)$", name)
            authors.append(mail.group(1) if mail else name)
    link = next((child for child in node if _name(child) == "link" and child.get("rel") in (None, "alternate")), None)
    address = ((link.text or link.get("href") or "").strip()) if link is not None else ""
    source = next((_child_text(child, "title") or (child.text or "") for child in node if _name(child) == "source"), "")
    return Item(
        title=_child_text(node, "title"),
        content=_child_text(node, "encoded", "content", "description", "summary"),
        authors=tuple(author for author in authors if author and "@" not in author),
        published=_child_text(node, "pubdate", "published", "date", "issued", "updated"),
        url=address,
        outlet=source.strip() or outlet,
        language=language,
    )


# --- JSON ----------------------------------------------------------------------------------------------

_LISTS = (
    "items",
    "articles",
    "posts",
    "entries",
    "results",
    "documents",
    "docs",
    "stories",
    "news",
    "data",
    "hits",
    "records",
)
_TITLES = ("title", "headline", "title_text", "heading", "subject")
_SUMMARIES = ("description", "summary")
_CONTENTS = (
    *[
        "content_html",
        "content",
        "body",
        "body_html",
        "articlebody",
        "article_body",
        "full_text",
        "fulltext",
        "maintext",
        "main_text",
    ],
    *["text", "content_text", "article", "html", "raw_text"],
    *_SUMMARIES,
)
_DATES = (
    "date_published",
    "datepublished",
    "published_at",
    "published_time",
    "publishedat",
    "publish_date",
    "published",
    "publication_date",
    "pub_date",
    "pubdate",
    "date_publish",
    "first_published",
    "firstpublished",
    "date",
    "created_at",
    "timestamp",
    "seendate",
    "date_gmt",
)
_AUTHORS = ("authors", "author", "author_name", "byline", "creator", "writer")
_ADDRESSES = ("url", "link", "permalink", "canonical_url", "canonical", "uri", "source_url")
_OUTLETS = (
    "site_name",
    "outlet",
    "publisher",
    "source_name",
    "source",
    "site",
    "newspaper",
    "medium",
    "source_domain",
    "domain",
)
_LANGUAGES = ("language", "lang", "inlanguage", "locale")


def json_items(text: str) -> list[Item]:
    """Articles of a JSON file: one object, a list, an object with a list of them, or one object a line.

    Args:
        text: The file.
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
    return record_items(value)


def record_items(value: Any) -> list[Item]:
    """Articles of a JSON value: an object, a list of them, an object with such a list.

    Args:
        value: As `json` reads it.
    """
    return list(_json_items(value, "", "", 0))


def _json_items(value: Any, outlet: str, language: str, depth: int) -> Iterator[Item]:
    if depth > 5:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _json_items(entry, outlet, language, depth + 1)
        return
    if not isinstance(value, dict):
        return
    fields = {str(key).lower(): entry for key, entry in value.items()}
    inner = next(
        (
            fields[key]
            for key in _LISTS
            if isinstance(fields.get(key), list) and any(isinstance(entry, dict) for entry in fields[key])
        ),
        None,
    )
    if inner is not None and not _first(fields, _CONTENTS[: -len(_SUMMARIES)]):
        named = _first(fields, ("title", "name", *_OUTLETS)) or outlet
        yield from _json_items(inner, named, _first(fields, _LANGUAGES) or language, depth + 1)
        return
    content = _first(fields, _CONTENTS)
    title = _first(fields, _TITLES)
    if content or (title and _first(fields, _DATES)):
        yield Item(title, content, tuple(_all(fields, _AUTHORS)), _first(fields, _DATES), _first(fields, _ADDRESSES),
                   _first(fields, _OUTLETS) or outlet, _first(fields, _LANGUAGES) or language)  # fmt: skip
        return
    for key in ("_source", "article", "data", "node", "attributes", "fields"):
        if isinstance(fields.get(key), (dict, list)):
            yield from _json_items(fields[key], outlet, language, depth + 1)
            return


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
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and 6e8 < value < 5e12:
        from datetime import datetime

        yield datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).isoformat()
    elif isinstance(value, list):
        if value and all(isinstance(entry, str) for entry in value):
            yield from value
        else:
            for entry in value:
                yield from _texts(entry)
    elif isinstance(value, dict):
        lower = {str(key).lower(): entry for key, entry in value.items()}
        for key in ("rendered", "html", "text", "name", "title", "value", "#text"):
            if isinstance(lower.get(key), str):
                yield lower[key]
                return
