"""Trees of XML files as they are, well-formed or not, without following anything that they point to."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

from whomet.reading import limits

#: What XML itself knows; other names of characters are those of HTML, or declared in the file.
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
#: Characters that entities may make a text longer by: more than any article has of them, and nothing to a bomb.
_GROWTH = 1_000_000
_ENTITY = re.compile(r"&([A-Za-z][\w.-]{0,40});")
_DECLARED = re.compile(r"<!ENTITY\s+([\w.-]{1,40})\s+(?:\"([^\"<%]{0,2000})\"|'([^'<%]{0,2000})')\s*>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(text: str) -> Any | None:
    """The root element of an XML text.

    Args:
        text: The file, decoded.

    Returns:
        The root, None where there is none. Entities that the file declares are put in once and not again inside of
        each other, so that they cannot grow; external ones are left out.
    """
    bare = _CONTROLS.sub(" ", _DECLARATION.sub("", text))
    doctype = _DOCTYPE.search(bare, 0, 100_000)
    known: dict[str, str] = {}
    if doctype:
        known = {name: double or single for name, double, single in _DECLARED.findall(doctype.group())}
        bare = bare[: doctype.start()] + bare[doctype.end() :]
        if bare.count("&") * max(map(len, known.values()), default=0) > limits.ARTICLE_BYTES:
            known = {}  # they are declared to blow the file up
    left = _GROWTH

    def written(match: re.Match[str]) -> str:
        nonlocal left
        found = _written_out(match, known)
        left -= max(0, len(found) - len(match.group()))
        return found if left > 0 else " "

    bare = _ENTITY.sub(written, bare).strip()
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, strip_cdata=False
    )
    try:
        return etree.fromstring(bare.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _written_out(match: re.Match[str], known: dict[str, str]) -> str:
    name = match.group(1)
    if name in _OWN:
        return match.group()
    if name in known:
        return known[name].replace("&", "&amp;") if "&#" not in known[name] else known[name]
    return (
        html5.get(f"{name};", f"&amp;{name};").replace("&", "&amp;").replace("&amp;amp;", "&amp;").replace("<", "&lt;")
    )


def name_of(node: Any) -> str:
    """The local name of an element in lower case, also behind a prefix that is not declared; empty for no element."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2].lower() if isinstance(node.tag, str) else ""


def child(node: Any, *names: str) -> Any | None:
    """The first child element with the first of some local names that there is."""
    return next((each for name in names for each in node if name_of(each) == name), None)


def inside(node: Any, *names: str) -> list[Any]:
    """All elements below with one of some local names, in order."""
    return [each for each in node.iter() if name_of(each) in names]


def words(node: Any | None) -> str:
    """The text of an element with white space folded."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
