"""Feeds: RSS of all versions (0.9x, 1.0, 2.0, with their modules), Atom 0.3 and 1.0, as they are found.

An item's date is what the item says of its publication; when it was changed stands beside it, and counts as the date
of publication only where nothing else is told. What the feed says of its own making is never an item's date.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from whomet.reading import limits
from whomet.reading.charset import decode
from whomet.reading.items import FEED_ID, Item
from whomet.reading.trees import child, inside, name_of, parse, words

_XML = "{http://www.w3.org/XML/1998/namespace}"
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((.+)\)$")
_PLAIN = ("text", "text/plain")
#: Elements that hold an item's article, the fullest first. (`content` with an address only is media, not text.)
_CONTENTS = ("encoded", "content", "fullitem", "body", "description", "summary", "tagline", "subtitle", "abstract")
_PUBLISHED = ("pubdate", "published", "issued", "date", "datepublished", "created", "available")
_MODIFIED = ("updated", "modified", "lastbuilddate", "lastmodified")


def feed_items(text: str) -> list[Item]:
    """Items of an RSS or Atom feed, broken ones as far as they can be read.

    Args:
        text: The file.
    """
    root = parse(text)
    if root is None:
        return []
    channel = next(iter(inside(root, "channel")), root)
    outlet = words(child(channel, "title"))
    language = words(child(channel, "language")) or root.get(f"{_XML}lang", "")
    nodes = inside(root, "item", "entry")[: limits.ITEMS + 1]  # one more tells that there are too many
    return [_item(node, outlet, language) for node in nodes]


def _item(node: Any, outlet: str, language: str) -> Item:
    title = child(node, "title")
    texts = [each for name in _CONTENTS for each in node if name_of(each) == name and not _is_media(each)]
    bodies = [(each, _markup(each)) for each in texts]
    found = [(each, markup) for each, markup in bodies if markup.strip()]
    best = max(
        found, key=lambda entry: (name_of(entry[0]) in ("encoded", "content"), -found.index(entry)), default=None
    )
    others = [markup for each, markup in found if best is None or each is not best[0]]
    source = child(node, "source")
    bare = title is not None and (title.get("type") or "").lower() in _PLAIN and not len(title)
    published = _first(node, _PUBLISHED)
    modified = _first(node, _MODIFIED)
    return Item(
        title="" if title is None else words(title) if bare else _markup(title),
        content=best[1] if best else "",
        authors=tuple(_authors(node)),
        published=published or modified,
        url=_address(node),
        outlet=(words(child(source, "title")) or words(source) if source is not None else "") or outlet,
        language=_language(best[0] if best else node) or language,
        summary=max(others, key=len, default=""),
        modified=modified if published else "",
        section=next((said for each in node if name_of(each) == "category" and (said := _category(each))), ""),
        captions=tuple(_captions(node)),
        metadata=((FEED_ID, said),) if (said := words(child(node, "guid", "id"))) else (),
        plain_title=bare,
    )


def _is_media(node: Any) -> bool:
    """Whether an element points to a picture or film (Media RSS), rather than holding text."""
    return bool(node.get("url") or node.get("medium")) or "mrss" in str(node.tag)


def _first(node: Any, names: tuple[str, ...]) -> str:
    return next((said for name in names for each in node if name_of(each) == name and (said := words(each))), "")


def _markup(node: Any) -> str:
    """What an element says: nested markup written out, escaped markup as it is, base64 decoded, plain text escaped."""
    kind = (node.get("type") or "").lower()
    if len(node) and kind not in _PLAIN:
        return escape(node.text or "") + "".join(_written(inner) for inner in node)
    text = "".join(node.itertext())
    if node.get("mode") == "base64" or (kind and "/" in kind and not kind.startswith("text/") and "xml" not in kind):
        return _unpacked(text)
    return escape(text, quote=False) if kind in _PLAIN and node.get("mode") != "escaped" and "<" in text else text


def _written(node: Any) -> str:
    """Nested markup as HTML, without the prefixes of its namespace."""
    for each in node.iter():
        if isinstance(each.tag, str):
            each.tag = name_of(each)
    return str(etree.tostring(node, encoding="unicode", method="html"))


def _unpacked(text: str) -> str:
    try:
        decoded = decode(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return text
    return decoded.text if decoded else ""


def _authors(node: Any) -> Iterator[str]:
    for each in node:
        if name_of(each) in ("creator", "author"):
            name = words(child(each, "name")) or words(each)
            mail = _MAIL_AND_NAME.match(name)
            name = mail.group(1) if mail else name
            if name and "@" not in name:
                yield name


def _address(node: Any) -> str:
    links = [each for each in node if name_of(each) == "link" and each.get("rel") in (None, "alternate")]
    said = next((found for each in links if (found := (each.text or each.get("href") or "").strip())), "")
    if not said:
        guid = child(node, "guid", "origlink")
        lasting = guid is not None and (guid.get("isPermaLink") or guid.get("ispermalink") or "true").lower() != "false"
        said = words(guid) if lasting and words(guid).startswith("http") else ""
    if not said or re.match(r"[a-z][a-z0-9+.-]*:", said, re.I):
        return said
    return _joined(_base(links[0] if links else node), said)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _base(node: Any) -> str:
    """The address that relative ones hang on: `xml:base` of the elements around, from the outside to the inside."""
    base = ""
    for each in reversed([node, *node.iterancestors()]):
        if said := (each.get(f"{_XML}base") or "").strip():
            base = _joined(base, said)
    return base


def _language(node: Any) -> str:
    return next((said for each in (node, *node.iterancestors()) if (said := each.get(f"{_XML}lang"))), "")


def _category(node: Any) -> str:
    return str(node.get("label") or node.get("term") or words(node))


def _captions(node: Any) -> Iterator[str]:
    """What Media RSS and the like say below pictures."""
    for media in inside(node, "content", "thumbnail", "group"):
        if media.get("url") or name_of(media) != "content":
            description = child(media, "description")
            if description is not None and (said := _markup(description).strip()):
                yield said
    description = next((each for each in node if name_of(each) == "description" and "mrss" in str(each.tag)), None)
    if description is not None and (said := _markup(description).strip()):
        yield said
