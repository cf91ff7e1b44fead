"""What a page says about itself: (key, value) pairs, keys in lower case.

title                      the title element
lang                       language of the html element
canonical                  address of the page
og:*, article:*, author,   meta elements by their name, property or http-equiv
description, date ...
jsonld:type, :headline,    the article described in JSON-LD (https://schema.org/Article); author and section
:description, :section,    once for every one
:author, :publisher,
:datepublished,
:datemodified, :language
jsonld:page:datepublished  the same of a page that is not called an article
itemprop:*                 microdata and RDFa of an article: datepublished, datemodified, author, headline,
                           publisher, articlesection
rel:author                 text of a link to the author
crumb                      a step of the path to the page, in order, once for every one
time@N                     the datetime of a time element whose text stands at offset N
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from lxml import etree

Pairs: TypeAlias = tuple[tuple[str, str], ...]

_LONGEST = 2_000
#: Names taken from one description of authors.
_MOST_NAMES = 20
_ARTICLE = re.compile(r"(?:article|posting|report|reportage|review|story)$", re.I)
_PAGE = re.compile(r"(?:page|creativework|webcontent)$", re.I)
_ITEMS = frozenset(
    {"datepublished", "datemodified", "datecreated", "author", "headline", "publisher", "articlesection"}
)
# A date in JSON-LD that is too broken to be parsed.
_LOOSE = re.compile(r'"(datePublished|dateModified|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"')


def metadata_of(root: etree._Element) -> tuple[Pairs, str | None]:
    """Metadata and address of a page.

    Args:
        root: The parsed page.

    Returns:
        The pairs in the order of the page, and the address that it gives for itself, or None.
    """
    pairs: list[tuple[str, str]] = []
    title = root.find(".//title")
    if title is not None:
        pairs.append(("title", _fold("".join(map(str, title.itertext())))))
    if root.get("lang") or root.get("xml:lang"):
        pairs.append(("lang", _fold(root.get("lang") or root.get("xml:lang") or "")))
    links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    pairs.extend(("canonical", _fold(link.get("href") or "")) for link in links)
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if key and content and content.strip():
            prefix = "itemprop:" if key == meta.get("itemprop") and key.lower() in _ITEMS else ""
            pairs.append((prefix + _fold(key).lower(), _fold(content)))
    pairs.extend(_json_ld(root))
    pairs.extend(_microdata(root))
    unique = tuple(dict.fromkeys((key, value) for key, value in pairs if value))
    found = dict(reversed(unique))
    return unique, found.get("canonical") or found.get("og:url")


def _fold(text: str) -> str:
    return " ".join(text[:_LONGEST].split())


_MARKED: Callable[[etree._Element], Any] = etree.XPath(
    "//*[@itemprop or (@property and not(self::meta))]", smart_strings=False
)
_NAMES: Callable[[etree._Element], Any] = etree.XPath(
    "descendant::*[@itemprop='name' or @property='name' or @property='schema:name']", smart_strings=False
)
_AUTHORS: Callable[[etree._Element], Any] = etree.XPath("//a[contains(@rel, 'author')]", smart_strings=False)


def _microdata(root: etree._Element) -> Iterator[tuple[str, str]]:
    for node in _MARKED(root):
        names = f"{node.get('itemprop') or ''} {node.get('property') or ''}".lower().split()
        for name in (name.rpartition(":")[2] for name in names):
            if name in _ITEMS and node.tag != "meta":
                yield from ((f"itemprop:{name}", value) for value in _said(node))
    for link in _AUTHORS(root):
        if "author" in link.get("rel").lower().split():
            yield "rel:author", _fold("".join(link.itertext()))


def _said(node: etree._Element) -> Iterator[str]:
    """What an element with a property says: the name of a thing described inside of it, else its own value."""
    inner = list(_NAMES(node))[:_MOST_NAMES]
    for part in inner or [node]:
        yield _fold(part.get("datetime") or part.get("content") or "".join(part.itertext()))


def _json_ld(root: etree._Element) -> Iterator[tuple[str, str]]:
    nodes: list[dict[str, Any]] = []
    loose: list[tuple[str, str]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        source = (script.text or "").strip()
        source = (
            re.sub(r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)$", "", source).strip().rstrip(";")
        )
        try:
            nodes.extend(_nodes(_parsed(source)))
        except (ValueError, RecursionError):
            loose.extend((f"jsonld:{key.lower()}", _fold(value)) for key, value in _LOOSE.findall(source))
    known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    if articles:
        yield from _article(articles[0], known, "jsonld:")
    else:
        yield from dict.fromkeys(loose)
    paths = [node for node in nodes if any(kind.endswith("BreadcrumbList") for kind in _kinds(node))]
    for node in paths[:1]:
        steps = node.get("itemListElement")
        for step in steps if isinstance(steps, list) else ():
            named = step.get("name") or step.get("item") if isinstance(step, dict) else None
            yield from (("crumb", value) for value in _strings(named, known))
    pages = [node for node in nodes if any(_PAGE.search(kind) for kind in _kinds(node))]
    if pages:
        yield from _article(pages[0], known, "jsonld:page:")


# Strings are passed over, so that "https://" is no comment.
_STRAY = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|//[^\n]*|,(?=\s*[}\]])', re.S)


def _parsed(source: str) -> Any:
    """JSON, also with comments and with commas before closing brackets, as scripts are written by hand."""
    try:
        return json.loads(source, strict=False)
    except ValueError:
        plain = _STRAY.sub(lambda match: match[1] or "", source)
        return json.loads(_STRAY.sub(lambda match: match[1] or "", plain), strict=False)


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All typed nodes, outer before inner."""
    if depth > 12:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            if isinstance(value.get(key), (dict, list)):
                yield from _nodes(value[key], depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _article(node: dict[str, Any], known: dict[str, dict[str, Any]], prefix: str) -> Iterator[tuple[str, str]]:
    for kind in _kinds(node)[:1]:
        yield f"{prefix}type", kind
    keys = ("headline", "description", "datePublished", "dateModified", "dateCreated", "inLanguage", "articleSection")
    short = {"inLanguage": "language", "articleSection": "section"}
    for key in keys:
        for value in _strings(node.get(key), known):
            yield f"{prefix}{short.get(key, key.lower())}", value
    for key in ("author", "creator", "publisher"):
        for value in _strings(node.get(key), known):
            yield f"{prefix}{key}", value


def _strings(value: Any, known: dict[str, dict[str, Any]], depth: int = 0) -> Iterator[str]:
    if depth > 4:
        return
    if isinstance(value, str):
        if value.strip():
            yield _fold(value)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, known, depth + 1)
    elif isinstance(value, dict):
        named = value if "name" in value else known.get(str(value.get("@id")), value)
        yield from _strings(named.get("name", named.get("@value")), known, depth + 1)
