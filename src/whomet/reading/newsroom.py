"""What newsrooms send each other: NITF, NewsML-G2 and NewsML 1 (https://iptc.org/standards/), and articles of journals
in JATS and its kin. The elements that say what a line is (headline, byline, dateline, caption) become those of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from whomet.reading.items import Item
from whomet.reading.trees import child, inside, name_of, parse, words

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements of NITF, XHTML and JATS that are blocks of a page, by what they are there.
_BLOCKS = {
    **{name: name for name in ("p", "table", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre",
                               "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "figure", "figcaption", "br")},
    "hl1": "h2", "hl2": "h2", "block": "div", "body.content": "div", "body.end": "div", "body": "div", "sec": "div",
    "bq": "blockquote", "media": "figure", "fig": "figure", "media-caption": "figcaption", "caption": "figcaption",
    "media-producer": "p", "credit": "p", "para": "p", "list": "ul", "list-item": "li", "note": "aside",
    "tagline": "p", "nitf-table": "div", "disp-quote": "blockquote", "title": "h2", "table-wrap": "div",
    "inlinexml": "div", "inlinedata": "div", "datacontent": "div", "html": "div",
}  # fmt: skip
_LEFT_OUT = frozenset({"head", "media-reference", "media-metadata", "media-object", "script", "style", "ref-list",
                       "nitf-table-metadata", "object-id", "graphic", "body.head"})  # fmt: skip
#: Levels of elements that are written out; deeper ones keep their text.
_DEEPEST = 100


def news_items(text: str) -> tuple[str, list[Item]] | None:
    """Articles of a newsroom's XML.

    Args:
        text: The file.

    Returns:
        "nitf", "newsml" or "xml", and the items, None where it is another kind of XML.
    """
    root = parse(text)
    if root is None:
        return None
    name = name_of(root)
    if name == "nitf":
        return "nitf", [_nitf(root)]
    if name in ("newsml", "newsmessage", "newsitem", "packageitem", "newsitems"):
        return "newsml", [_newsml(item) for item in inside(root, "newsitem") if not _has_inner(item)]
    articles = inside(root, "article")
    if articles and any(child(article, "front", "body", "info") is not None for article in articles):
        return "xml", [_journal(article) for article in articles]
    return None


def _has_inner(item: Any) -> bool:
    return any(each is not item for each in inside(item, "newsitem"))


def _markup(node: Any, depth: int = 0) -> str:
    """An element as markup of a page, itself included."""
    name = name_of(node)
    if not name or name in _LEFT_OUT:
        return escape(node.tail or "")
    if depth > _DEEPEST:
        return escape(words(node)) + escape(node.tail or "")
    inner = escape(node.text or "") + "".join(_markup(each, depth + 1) for each in node)
    tag = _BLOCKS.get(name)
    kind = f' class="{name}"' if tag and tag != name else ""
    shown = f"<{tag}{kind}>{inner}</{tag}>" if tag else inner
    return shown + escape(node.tail or "")


def _lines(*lines: tuple[str, str]) -> str:
    """Lines above the text, each with what it is."""
    return "".join(f'<p class="{kind}">{escape(said)}</p>' for kind, said in lines if said)


def _dated(dateline: str, content: str) -> str:
    """The text with its dateline in front of the first paragraph, as it is printed."""
    if not dateline:
        return content
    start = content.find("<p>")
    said = f"{escape(dateline)} " if dateline[-1:] in "-\u2013\u2014:" else f"{escape(dateline)} \u2013 "
    if start < 0:
        return _lines(("dateline", dateline)) + content
    return f"{content[: start + 3]}{said}{content[start + 3 :]}"


def _said(root: Any, *names: str) -> str:
    """What the first element with text says that has the first of some names."""
    return next((said for name in names for each in inside(root, name) if (said := words(each))), "")


def _value(root: Any, name: str, *attributes: str) -> str:
    """An attribute, or the text, of the first element with a name that has one."""
    for each in inside(root, name):
        if said := next((each.get(key) for key in attributes if each.get(key)), "") or words(each):
            return str(said)
    return ""


def _language(root: Any) -> str:
    return str(root.get(_LANG) or next((each.get(_LANG) for each in root.iter() if each.get(_LANG)), "") or "")


def _people(node: Any) -> tuple[str, ...]:
    """The persons marked in bylines; a byline without one is a line to be read, and not only a name."""
    persons = [words(each) for byline in inside(node, "byline") for each in inside(byline, "person")]
    return tuple(dict.fromkeys(filter(None, persons)))


def _rights(credit: str, notice: str, usage: str = "") -> tuple[tuple[str, str], ...]:
    return tuple((key, said) for key, said in (("credit", credit), ("copyright", notice), ("usage", usage)) if said)


# --- NITF ----------------------------------------------------------------------------------------------


def _nitf(root: Any) -> Item:
    head = next(iter(inside(root, "body.head")), root)
    content = inside(root, "body.content") or [each for each in inside(root, "body") if name_of(each) == "body"]
    ends = inside(root, "body.end")
    published = _value(root, "date.issue", "norm") or _value(root, "date.release", "norm")
    published = published or _value(root, "pubdata", "date.publication") or _value(head, "story.date", "norm")
    holder = _value(root, "doc.copyright", "holder")
    bylines = [words(each) for each in inside(head, "byline")]
    above = [("byline", line) for line in bylines]
    text = _dated(_said(head, "dateline"), "".join(map(_markup, content)))
    notes = "".join(_markup(each) for each in inside(head, "note"))
    rights = _said(head, "rights") or (f"© {holder}" if holder else "")
    return Item(
        title=_said(head, "hl1", "hedline", "headline") or _said(root, "title"),
        content=_lines(*above) + notes + text + "".join(map(_markup, ends)) + _lines(("copyright", rights)),
        authors=_people(head),
        published=published,
        outlet=_value(root, "pubdata", "name") or _said(head, "distributor") or holder,
        language=_language(root),
        summary="".join(f"<p>{escape(words(each))}</p>" for each in inside(head, "hl2", "abstract") if words(each)),
        section=_value(root, "pubdata", "position.section"),
        metadata=_rights(_said(head, "distributor"), holder),
        plain_title=True,
    )


# --- NewsML --------------------------------------------------------------------------------------------


def _newsml(root: Any) -> Item:
    """A news item of NewsML-G2, or of NewsML 1, whose elements have the same or like names."""
    nitf = next(iter(inside(root, "nitf")), None)
    inner = _nitf(nitf) if nitf is not None else None
    captions = [words(each) for each in inside(root, "description") if "caption" in (each.get("role") or "")]
    credit = _said(root, "creditline")
    notice = _said(root, "copyrightnotice", "copyrightline")
    first = _said(root, "firstcreated") or _said(root, "contentcreated")
    latest = _said(root, "versioncreated", "thisrevisioncreated")
    content = inner.content if inner else "".join(_contents(root))
    shown = words_of(content)
    byline, dateline = _said(root, "by", "byline"), _said(root, "dateline")
    above = [("byline", byline)] if byline not in shown else []
    content = _dated(dateline, content) if dateline not in shown else content
    credits = [("credit", credit), ("copyright", notice)]
    return Item(
        title=_said(root, "headline") or (inner.title if inner else ""),
        content=_lines(*above) + content + _lines(*((kind, said) for kind, said in credits if said not in shown)),
        authors=(inner.authors if inner else ()) or tuple(_creators(root)),
        published=first or latest or (inner.published if inner else ""),
        outlet=_provider(root) or (inner.outlet if inner else ""),
        language=_value(root, "language", "tag", "formalname") or _language(root),
        summary=_said(root, "subheadline") or (inner.summary if inner else "") or _summary(root),
        modified=latest if first and first != latest else "",
        captions=tuple(captions),
        metadata=_rights(credit, notice or _copyright(root), _said(root, "usageterms")),
        plain_title=True,
    )


def words_of(markup: str) -> str:
    """The text of markup that was written here."""
    return re.sub(r"<[^<>]*>", " ", markup)


def _contents(root: Any) -> Iterator[str]:
    for holder in inside(root, "inlinexml", "inlinedata", "datacontent"):
        kind = (holder.get("contenttype") or "text/plain").lower()
        if len(holder):
            yield _markup(holder)
        elif kind.startswith("text/html") or "xml" in kind:
            yield f"<div>{words_of_html(holder)}</div>"
        elif kind.startswith("text/") and holder.get("encoding") is None:
            yield "".join(f"<p>{escape(line)}</p>" for line in "".join(holder.itertext()).split("\n") if line.strip())


def words_of_html(holder: Any) -> str:
    """Markup that stands in an element as characters."""
    return "".join(holder.itertext())


def _summary(root: Any) -> str:
    summaries = [words(each) for each in inside(root, "description") if "caption" not in (each.get("role") or "")]
    return next(filter(None, summaries), "")


def _creators(root: Any) -> Iterator[str]:
    for creator in inside(root, "creator"):
        if name := words(child(creator, "name")) or (creator.get("literal") or ""):
            yield name


def _provider(root: Any) -> str:
    """Who sends it; a code without a name ("nprov:TP") says it too."""
    for provider in (*inside(root, "provider"), *inside(root, "providerid")):
        code = str(provider.get("literal") or provider.get("qcode") or "").rpartition(":")[2]
        if name := words(child(provider, "name")) or words(provider) or code:
            return name
    return ""


def _copyright(root: Any) -> str:
    for holder in inside(root, "copyrightholder"):
        if name := words(child(holder, "name")) or words(holder) or (holder.get("literal") or ""):
            return str(name)
    return ""


# --- journals ------------------------------------------------------------------------------------------


def _journal(root: Any) -> Item:
    front = next((each for each in root if name_of(each) in ("front", "info")), root)
    dates = inside(front, "pub-date")
    names = [" ".join(filter(None, (words(child(each, "given-names")), words(child(each, "surname"))))) or words(each)
             for each in inside(front, "name", "personname")]  # fmt: skip
    return Item(
        title=_said(front, "article-title", "title"),
        content="".join(_markup(each) for each in root if name_of(each) in ("body", "section", "para", "p")),
        authors=tuple(dict.fromkeys(filter(None, names))),
        published=next((date for each in dates if (date := _date(each))), _said(front, "pubdate")),
        outlet=_said(front, "journal-title", "publisher-name"),
        language=_language(root),
        summary="".join(_markup(each) for each in inside(front, "abstract")),
        plain_title=True,
    )


def _date(node: Any) -> str:
    if said := node.get("iso-8601-date"):
        return str(said)
    parts = [words(child(node, part)) for part in ("year", "month", "day")]
    kept = [part.zfill(2) for part in parts if part.isdigit()]
    return "-".join(kept) if parts[0].isdigit() else ""
