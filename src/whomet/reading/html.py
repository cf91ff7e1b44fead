"""From markup to reading text: what a reader sees of a page, in lines, and what its markup says about it.

Block elements make lines, inline ones do not, white space is folded as a browser folds it. Text that a reader
would not see is kept and marked, because a page may hide words there that were never the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from whomet.reading.embedded import Written, written_in_scripts
from whomet.reading.metadata import Pairs, metadata_of
from whomet.reading.styles import ANY, Declarations, Look, Sheets, declarations, doubts, for_screens, looked
from whomet.records import Element

#: Never part of what is read.
_DROPPED = frozenset({"script", "style", "head", "svg", "math", "object", "embed", "canvas", "audio", "video",
                      "textarea", "map", "datalist", "meta", "link", "title"})  # fmt: skip
_BLOCKS = frozenset({"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
                     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
                     "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
                     "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody",
                     "tfoot", "thead", "tr", "ul", "optgroup", "noscript", "template", "iframe", "noframes",
                     "amp-img", "listing", "xmp"})  # fmt: skip
_CELLS = frozenset({"td", "th"})
#: Names that need no second look: most elements of a page.
_KNOWN = _BLOCKS | _CELLS | {"a", "b", "br", "button", "em", "i", "img", "input", "label", "span", "strong", "time"}
#: Controls that stand apart on the screen though no space is written between them.
_APART = frozenset({"a", "button", "label", "input", "span", "time"})
_VERBATIM = frozenset({"pre", "listing", "xmp"})
_BLANKS = " \t\n\r\f"
_SPACE = re.compile(f"[{_BLANKS}]+")
# Signs that no screen shows: soft hyphen, zero-width space, word joiner, byte order mark. Joiners stay: they shape
# letters in Persian and the languages of India.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")
# Elements that can be nested without end.
_BOX = re.compile(r"</?(?:div|span|font|b|i|u|em|strong|small|big|center|blockquote|section|article|ul|ol|li|dl|dd|a|"
                  r"table|tbody|tr|td|form|fieldset)\b[^<>]*>", re.I)  # fmt: skip
#: Pages inside of pages (attribute srcdoc) are read so many levels deep.
_DEEPEST_FRAME = 3
#: Innermost elements of a path that are kept; real pages have up to 60.
_LONGEST_PATH = 100
#: Class names, ids and roles of one element that are kept.
_MOST_NAMES = 8


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
    _lay_out(root, layout, times, _TOP, 0)
    written = written_in_scripts(root, layout.seen())
    if written is not None:
        _append(written, layout)
    text, elements = layout.finish()
    pairs, url = metadata_of(root)
    return Page(text, elements, (*pairs, *times), url)


def _parse(markup: str) -> etree._Element | None:
    clean = markup.replace("\0", "\ufffd")
    root, deep = _tree(clean)
    if deep:
        # The parser leaves out what is nested deeper than it can go: without the boxes, the text is all there.
        root, _ = _tree(_BOX.sub("<br>", clean))
    return root


def _tree(markup: str) -> tuple[etree._Element | None, bool]:
    """The parsed page, and whether it is nested too deeply for the parser."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, AssertionError, ValueError):
        root = None
    deep = any("depth" in entry.message for entry in parser.error_log.filter_from_fatals())
    return (root if root is not None and isinstance(root.tag, str) else None), deep


# --- walking -------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Frame:
    """An open element."""

    parent: _Frame | None
    tag: str
    attributes: Mapping[str, str]
    look: Look
    own: str | None
    hidden: str | None
    link: bool
    verbatim: bool
    depth: int
    _path: tuple[str, ...] | None = None
    _all_names: tuple[str, ...] | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Tag names from the outside to the inside, the innermost of very many."""
        frames = []
        frame: _Frame | None = self
        while frame is not None and frame._path is None and frame.tag:
            frames.append(frame)
            frame = frame.parent
        path = (frame._path or ()) if frame is not None else ()
        for frame in reversed(frames):
            path = (*path[1 - _LONGEST_PATH :], frame.tag)
            frame._path = path
        return path

    @property
    def names(self) -> tuple[str, ...]:
        """Class names, ids and roles met on the path, lower case."""
        if self._all_names is None:
            frames = []
            frame: _Frame | None = self
            while frame is not None and frame._all_names is None and frame.tag:
                frames.append(frame)
                frame = frame.parent
            names = (frame._all_names or ()) if frame is not None else ()
            for frame in reversed(frames):
                if frame.attributes:
                    names = (*names[-_LONGEST_PATH:], *_names(frame.attributes))
                frame._all_names = names
        return self._all_names or ()


def _names(attributes: Mapping[str, str]) -> list[str]:
    names = attributes["class"].lower().split() if "class" in attributes else []
    for key in ("id", "role", "itemprop"):
        if key in attributes and (name := attributes[key].lower().strip()):
            names.append(name)
    return list(dict.fromkeys(names))[:_MOST_NAMES]


_NOTHING: Mapping[str, str] = {}
_TOP = _Frame(None, "", _NOTHING, Look(), None, None, False, False, 0)


#: In place of a tag: no element is called so, but one may have no name behind its prefix ("<o:>").
_END = "/"
#: A step through a page: the tag of an element that begins, `_END` where one ends and None where one was left out; its
#: attributes; the text behind.
_Step: TypeAlias = tuple[str | None, Mapping[str, str], str | None]


def _steps(root: etree._Element) -> list[_Step]:
    """Every element that is read, in document order."""
    steps: list[_Step] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    dropped = 0
    node: Any  # the stubs know no elements of a walk
    for event, node in walker:
        if event == "end":
            steps.append((None if dropped else _END, _NOTHING, node.tail if node is not root else None))
            dropped -= dropped > 0
            continue
        tag = node.tag
        if tag not in _KNOWN:
            tag = tag.lower().rpartition(":")[2] if isinstance(tag, str) else "script"
        if tag in _DROPPED:
            dropped += 1
            walker.skip_subtree()
            continue
        items = node.items()
        if tag == "iframe":
            walker.skip_subtree()
        steps.append((tag, dict(items) if items else _NOTHING, node.text if tag != "iframe" else None))
    return steps


def _lay_out(root: etree._Element, layout: _Layout, times: list[tuple[str, str]], top: _Frame, frames: int) -> None:
    """Write every element that is read, in document order, without recursion but for pages inside of pages."""
    steps = _steps(root)
    opened = _seen_by(root, steps)
    frame = top
    for tag, attributes, text in steps:
        if tag == _END:
            layout.close(frame)
            frame = frame.parent or top
        elif tag is not None:
            frame = opened(tag, attributes, frame)
            if tag == "time" and frame.hidden is None and (told := attributes.get("datetime")):
                times.append((f"time@{layout.next_offset()}", told.strip()))
            layout.open(frame)
            if tag == "iframe" and frames < _DEEPEST_FRAME and (source := attributes.get("srcdoc", "")).strip():
                inner = _parse(source)
                if inner is not None:
                    _lay_out(inner, layout, times, frame, frames + 1)
        if text:
            layout.write(text, frame)


def _append(written: Written, layout: _Layout) -> None:
    """Text that only a script would have put on the page, behind what the markup has."""
    frame = _Frame(_TOP, "article", {"class": "written-by-script"}, Look(), None, None, False, False, 1)
    for tag, text in written.lines:
        line = _Frame(frame, tag, _NOTHING, Look(), None, None, False, False, 2)
        layout.open(line)
        layout.write(text, line)
        layout.close(line)


# --- what is not seen ----------------------------------------------------------------------------------

#: Class names that frameworks give to labels for screen readers; their rules stand in sheets that are not at hand.
_READERS_ALOUD = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader",
                            "u-visually-hidden", "is-visually-hidden", "element-invisible"})  # fmt: skip


def _seen_by(root: etree._Element, steps: list[_Step]) -> Callable[[str, Mapping[str, str], _Frame], _Frame]:
    """A function that opens an element with what the page's styles and attributes say about its being seen."""
    complete = not any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    sources = [sheet.text for sheet in root.iter("style") if sheet.text and _counts(sheet)]
    classes = {attributes["class"] for _, attributes, _ in steps if "class" in attributes}
    sheets = Sheets(sources, _names_used(classes, steps) if sources else frozenset(), complete)
    aloud = {value for value in classes if not _READERS_ALOUD.isdisjoint(value.lower().split())}
    inlines: dict[str, tuple[Declarations, tuple[str, ...]]] = {}

    def opened(tag: str, attributes: Mapping[str, str], parent: _Frame) -> _Frame:
        look, own = parent.look, parent.own
        frame = _Frame(parent, tag, attributes, look, own, parent.hidden, parent.link or (tag == "a" and "href" in
                       attributes), parent.verbatim or tag in _VERBATIM, parent.depth + 1)  # fmt: skip
        # A page that hides itself whole shows itself later; in what is not seen, nothing can be seen.
        if tag in ("html", "body") or own is not None or look.gone:
            return frame
        if tag in _HIDING or "hidden" in attributes or "aria-hidden" in attributes:
            frame.own = _by_markup(tag, attributes)
        if aloud and frame.own is None and attributes.get("class") in aloud:
            frame.own = "for screen readers"
        inline = _NO_STYLE
        if "style" in attributes:
            source = attributes["style"]
            if (known := inlines.get(source)) is None:
                style = declarations(source)
                known = inlines[source] = style, doubts(style, ANY)
            inline = known
        suspected = sheets.suspected(frame)
        if suspected or inline[1] or look.hidden:
            style = sheets.style(frame, _doubtful([*suspected, *inline[1]], look), inline[0])
            frame.look = looked(style, look, sheets.ground(parent) if "color" in style else None)
        frame.hidden = frame.own or frame.look.hidden
        return frame

    return opened


def _names_used(classes: set[str], steps: list[_Step]) -> frozenset[str]:
    """Class names and ids of all elements that are read."""
    ids = {attributes["id"] for _, attributes, _ in steps if "id" in attributes}
    return frozenset(ids.union(*(value.split() for value in classes)))


#: Elements that may be hidden by what they are.
_HIDING = frozenset({"noscript", "template", "dialog", "rt", "rp", "noframes"})
_NO_STYLE: tuple[Declarations, tuple[str, ...]] = ({}, ())


def _doubtful(names: list[str], look: Look) -> list[str]:
    """Properties of an element in doubt, with those that decide along with them whether it is seen."""
    if look.hidden:
        names += ["visibility", "font-size", "text-indent", "color"]
    if "color" in names:
        names.append("background")
    return sorted(set(names))


def _counts(sheet: etree._Element) -> bool:
    """Whether a style element holds on a screen; that of AMP is taken back by its script."""
    return for_screens(sheet.get("media")) and sheet.get("amp-boilerplate") is None


def _by_markup(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Why an element is not seen whatever the styles say."""
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "hidden attribute"
    match tag:
        case "noscript" | "noframes":
            return tag
        case "template" if "shadowrootmode" not in attributes:
            return tag
        case "dialog" if "open" not in attributes:
            return "closed dialog"
        case "rt" | "rp":
            return "reading aid above the line"
    # Signs and words inside a line that are said otherwise to the blind are seen; boxes are closed menus and dialogs.
    if tag in _BLOCKS and attributes.get("aria-hidden", "").lower() == "true":
        return "aria-hidden"
    return None


# --- layout --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Layout:
    """Writes text as it stands on the screen and keeps book of the elements it came from."""

    _parts: list[str] = field(default_factory=list)
    _at: int = 0
    _break: bool = False
    _space: str = ""
    _elements: list[Element] = field(default_factory=list)
    _begin: int = 0
    _frame: _Frame | None = None
    _hidden: str | None = None
    _links: int = 0
    _after: str | None = None
    _filled: bool = False
    _tall: bool = False

    def next_offset(self) -> int:
        """Where the next character will stand, at the latest."""
        return self._at + (1 if self._at and (self._break or self._space) else 0)

    def open(self, frame: _Frame) -> None:
        """Begin an element."""
        tag = frame.tag
        if tag in _BLOCKS or tag == "br":
            self._break = True
        elif tag in _CELLS:
            # Behind a cell of several lines another column of the page begins, not the next value of a row.
            self._break = self._break or self._tall
            self._space = "\t"
            self._filled = self._tall = False
        elif tag in _APART and self._after in _APART and not (self._after == tag == "span"):
            self._space = self._space or " "
        if tag == "input" and frame.attributes.get("type", "").lower() in ("submit", "button"):
            self.write(frame.attributes.get("value", ""), frame)
        self._after = None

    def close(self, frame: _Frame) -> None:
        """End an element."""
        if frame.tag in _BLOCKS:
            self._break = True
        self._after = frame.tag

    def write(self, text: str, frame: _Frame) -> None:
        """Write text of an element."""
        if not text.isascii():
            text = _UNSEEN.sub("", text)
        if not frame.verbatim:
            self._write(text, frame)
            return
        for index, line in enumerate(text.splitlines() or [""]):
            self._break = self._break or index > 0
            self._write(line, frame)
        self._break = self._break or text.endswith("\n")

    def _write(self, text: str, frame: _Frame) -> None:
        bare = text.strip(_BLANKS)
        if not bare:
            if text:
                self._space = self._space or " "
            return
        if text[0] in _BLANKS:
            self._space = self._space or " "
        if "\n" in bare or "  " in bare or "\t" in bare or "\r" in bare or "\f" in bare:
            bare = _SPACE.sub(" ", bare)
        self._after = None
        hidden = frame.hidden
        if self._break and self._at:
            self._tall = self._filled
            self._put("\n")
            self._flush()
        elif self._frame is not None and self._hidden != hidden:
            self._put(self._space)
            self._flush()
        elif self._at:
            self._put(self._space)
        self._break, self._space = False, " " if text[-1] in _BLANKS else ""
        self._frame = frame if self._frame is None else _common(self._frame, frame)
        self._hidden = hidden
        self._put(bare)
        self._filled = True
        if frame.link:
            self._links += len(bare)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _flush(self) -> None:
        if self._frame is None or self._at == self._begin:
            return
        frame = self._frame
        element = Element(self._begin, self._at, frame.path, frame.names, self._links, self._hidden)
        self._elements.append(element)
        self._begin, self._frame, self._links = self._at, None, 0

    def seen(self) -> str:
        """The text so far that is seen outside of links, for a look at whether there is an article in it."""
        self._flush()
        text = "".join(self._parts)
        parts = (text[item.start : item.end] for item in self._elements if item.hidden is None)
        return "".join(parts)

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
