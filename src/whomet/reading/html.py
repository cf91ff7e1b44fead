"""From markup to reading text: what a reader sees of a page, in lines, and what its markup says about it.

Block elements make lines, inline ones do not, white space is folded as a browser folds it. Text that a reader
would not see is kept and marked, because a page may hide words there that were never the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from whomet.reading.metadata import Pairs, metadata_of
from whomet.records import Element

#: Never part of what is read.
_DROPPED = frozenset({"script", "style", "template", "head", "svg", "math", "iframe", "object", "embed", "canvas",
                      "audio", "video", "textarea", "map", "datalist", "meta", "link", "title"})  # fmt: skip
_BLOCKS = frozenset({"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
                     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
                     "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
                     "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody",
                     "tfoot", "thead", "tr", "ul", "optgroup", "noscript", "amp-img", "listing", "xmp"})  # fmt: skip
_CELLS = frozenset({"td", "th"})
#: Controls that stand apart on the screen though no space is written between them.
_APART = frozenset({"a", "button", "label", "input", "span", "time"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Page:
    """The reading text of a page.

    Attributes:
        text: Lines joined with line feeds.
        elements: Stretches that tile the text.
        metadata: See `whomet.reading.metadata`.
        url: Address of the page where it says so.
    """

    text: str
    elements: tuple[Element, ...]
    metadata: Pairs
    url: str | None


@dataclass(slots=True, eq=False)
class _Frame:
    """An open element."""

    parent: _Frame | None
    tag: str
    names: tuple[str, ...]
    hidden: str | None
    link: bool
    verbatim: bool
    depth: int


def read_page(markup: str) -> Page | None:
    """Lay out a page.

    Args:
        markup: HTML or XHTML, decoded.

    Returns:
        The page, None where nothing in it is an element.
    """
    root = _parse(markup)
    if root is None:
        return None
    layout = _Layout()
    times: list[tuple[str, str]] = []
    rules = _hiding_rules(root)
    for event, node, frame in _walk(root, rules):
        if event == "open":
            if node.tag == "time" and node.get("datetime") and frame.hidden is None:
                times.append((f"time@{layout.next_offset()}", node.get("datetime", "").strip()))
            layout.open(node, frame)
        elif event == "close":
            layout.close(frame)
        else:
            layout.write(event, frame)
    text, elements = layout.finish()
    pairs, url = metadata_of(root)
    return Page(text, elements, (*pairs, *times), url)


def _parse(markup: str) -> lxml_html.HtmlElement | None:
    clean = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError):
        return None
    return root if isinstance(root.tag, str) else None


# --- walking -------------------------------------------------------------------------------------------

# The text nodes are yielded as their own event string prefixed by a marker that no tag event uses.
_Step = tuple[str, "lxml_html.HtmlElement", _Frame]


def _walk(root: lxml_html.HtmlElement, rules: dict[str, str]) -> Iterator[_Step]:
    """Open, text and close of every element that is read, in document order, without recursion."""
    top = _Frame(None, "", (), None, False, False, 0)
    stack: list[tuple[lxml_html.HtmlElement, _Frame, Iterator[lxml_html.HtmlElement]]] = []
    frame = _frame(root, top, rules)
    yield "open", root, frame
    yield "\x02" + (root.text or ""), root, frame
    stack.append((root, frame, iter(root)))
    while stack:
        node, frame, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "close", node, frame
            if stack:
                yield "\x02" + (node.tail or ""), node, stack[-1][1]
            continue
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            yield "\x02" + (child.tail or ""), child, frame
            continue
        inner = _frame(child, frame, rules)
        yield "open", child, inner
        yield "\x02" + (child.text or ""), child, inner
        stack.append((child, inner, iter(child)))


def _frame(node: lxml_html.HtmlElement, parent: _Frame, rules: dict[str, str]) -> _Frame:
    tag = str(node.tag).lower()
    names = [*(node.get("class") or "").lower().split(), (node.get("id") or "").lower().strip()]
    names.append((node.get("role") or "").lower().strip())
    names.append((node.get("itemprop") or "").lower().strip())
    kept = tuple(dict.fromkeys(name for name in names if name))[:8]
    hidden = parent.hidden or _hidden(node, tag, kept, rules)
    return _Frame(parent, tag, kept, hidden, parent.link or (tag == "a" and node.get("href") is not None),
                  parent.verbatim or tag in ("pre", "listing", "xmp"), parent.depth + 1)  # fmt: skip


# --- what is not seen ----------------------------------------------------------------------------------

_DECLARATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("display:none", re.compile(r"(?<![\w-])display\s*:\s*none")),
    ("visibility:hidden", re.compile(r"(?<![\w-])visibility\s*:\s*(?:hidden|collapse)")),
    (
        "zero-size font",
        re.compile(r"(?<![\w-])font-size\s*:\s*(?:0(?:\.0+)?(?:px|pt|em|rem|%)?|[01](?:\.\d+)?p[xt])\s*(?:;|!|$)"),
    ),
    ("transparent", re.compile(r"(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?<![\w-])color\s*:\s*transparent")),
    ("off-screen", re.compile(r"(?<![\w-])(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}")),
    ("clipped", re.compile(r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)")),
    ("no height", re.compile(r"(?<![\w-])(?:height|width)\s*:\s*[01](?:px)?\s*;(?=.*overflow\s*:\s*hidden)", re.S)),
)  # fmt: skip
_READERS_ALOUD = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader",
                            "u-visually-hidden", "is-visually-hidden", "element-invisible"})  # fmt: skip
_LONGEST_SHEET = 300_000
_SIMPLE = re.compile(r"^(?:[a-z][\w-]*)?([.#][\w-]+)$", re.I)


def _declared_hidden(style: str) -> str | None:
    style = style.lower()
    return next((reason for reason, pattern in _DECLARATIONS if pattern.search(style)), None)


def _hidden(node: lxml_html.HtmlElement, tag: str, names: tuple[str, ...], rules: dict[str, str]) -> str | None:
    if node.get("hidden") is not None and node.get("hidden") != "until-found":
        return "hidden attribute"
    if tag == "noscript":
        return "noscript"
    if (style := node.get("style")) and (reason := _declared_hidden(style)):
        return reason
    if (node.get("aria-hidden") or "").lower() == "true":
        return "aria-hidden"
    for name in names:
        if name in _READERS_ALOUD:
            return "for screen readers"
        if name in rules:
            return rules[name]
    return None


def _hiding_rules(root: lxml_html.HtmlElement) -> dict[str, str]:
    """Class names and ids that a style sheet of the page hides on every screen."""
    rules: dict[str, str] = {}
    for sheet in root.iter("style"):
        if sheet.get("media") not in (None, "", "all", "screen"):
            continue
        for selectors, body in _rules((sheet.text or "")[:_LONGEST_SHEET]):
            reason = _declared_hidden(body)
            for selector in selectors.split(",") if reason else ():
                if match := _SIMPLE.match(selector.strip()):
                    rules[match.group(1)[1:].lower()] = str(reason)
    return rules


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold always: not those inside of @media and the like."""
    depth, begin, opened = 0, 0, 0
    for brace in re.finditer("[{}]", css):
        if brace.group() == "{":
            depth += 1
            opened = brace.start() if depth == 1 else opened
            continue
        if depth == 1:
            selectors = css[begin:opened].rpartition("*/")[2].rpartition(";")[2]
            if "@" not in selectors:
                yield selectors, css[opened + 1 : brace.start()]
        depth = max(0, depth - 1)
        begin = brace.end() if depth == 0 else begin


# --- layout --------------------------------------------------------------------------------------------


class _Layout:
    """Writes text as it stands on the screen and keeps book of the elements it came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._break = False
        self._space = ""
        self._elements: list[Element] = []
        self._begin = 0
        self._frame: _Frame | None = None
        self._links = 0
        self._after: str | None = None

    def next_offset(self) -> int:
        """Where the next character will stand, at the latest."""
        return self._at + (1 if self._at and (self._break or self._space) else 0)

    def open(self, node: lxml_html.HtmlElement, frame: _Frame) -> None:
        if frame.tag in _BLOCKS or frame.tag == "br":
            self._break = True
        elif frame.tag in _CELLS:
            self._space = "\t"
        elif frame.tag in _APART and self._after in _APART and not (self._after == frame.tag == "span"):
            self._space = self._space or " "
        if frame.tag == "input" and (node.get("type") or "").lower() in ("submit", "button"):
            self.write("\x02" + (node.get("value") or ""), frame)
        self._after = None

    def close(self, frame: _Frame) -> None:
        if frame.tag in _BLOCKS:
            self._break = True
        self._after = frame.tag

    def write(self, marked: str, frame: _Frame) -> None:
        text = marked[1:]
        if not text:
            return
        if frame.verbatim:
            for index, line in enumerate(text.splitlines() or [""]):
                self._break = self._break or index > 0
                self._write(line, frame)
            self._break = self._break or text.endswith("\n")
            return
        self._write(text, frame)

    def _write(self, text: str, frame: _Frame) -> None:
        words = _SPACE.sub(" ", text)
        if words.startswith(" "):
            self._space = self._space or " "
        bare = words.strip(" ")
        if not bare:
            return
        self._after = None
        if self._break and self._at:
            self._put("\n")
            self._flush()
        elif self._frame is not None and self._frame.hidden != frame.hidden:
            self._put(self._space)
            self._flush()
        elif self._at:
            self._put(self._space)
        self._break, self._space = False, " " if words.endswith(" ") else ""
        self._frame = frame if self._frame is None else _common(self._frame, frame)
        self._put(bare)
        if frame.link:
            self._links += len(bare)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _flush(self) -> None:
        if self._frame is None or self._at == self._begin:
            return
        path: list[str] = []
        names: list[str] = []
        frame: _Frame | None = self._frame
        while frame is not None and frame.tag:
            path.append(frame.tag)
            names.extend(reversed(frame.names))
            frame = frame.parent
        element = Element(self._begin, self._at, tuple(reversed(path)), tuple(reversed(names)), self._links,
                          self._frame.hidden)  # fmt: skip
        self._elements.append(element)
        self._begin, self._frame, self._links = self._at, None, 0

    def finish(self) -> tuple[str, tuple[Element, ...]]:
        """The text and the elements that tile it."""
        self._flush()
        return "".join(self._parts), tuple(self._elements)


def _common(left: _Frame, right: _Frame) -> _Frame:
    """The innermost element that holds both."""
    while left is not right:
        if left.depth >= right.depth and left.parent is not None:
            left = left.parent
        elif right.parent is not None:
            right = right.parent
        else:
            break
    return left
