"""The lines of a document with the features that tell prose from mess.

After Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (2010): length, link
density and the company of a line say most; to these come the ending of a sentence, the shape of lists and menus,
cue words, and, for pages, the result of trafilatura (Barbaresi 2021).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from whomet.cleaning.cues import Hits, candidates, names_have, scan
from whomet.records import BlockKind, Document, Element

#: Characters of a line that are looked at: a longer one is no heading, menu or caption.
_HEAD = 4000
#: Characters in which the end of a sentence with all that may stand behind it lies: marks and a note in brackets.
_TAIL = 80
#: Characters in which an expression that names the source of a picture at the end of a line lies.
_CAPTION_TAIL = 200
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[\d%)\]）】\"'”’»」』]))(?:\s?[.!?…]+|[。！？｡؟۔])(?:\s?[\"'”’»“」』)\]）】])*(?:\s*[\[(（][^()\[\]（）]{1,40}[\])）])?$"
)
_INNER_END = re.compile(
    r"[^\W\d_]\s?[.!?…][\"'”’»)]*\s+[\"'“„«(]*[A-ZÀ-ÞА-ЯЁ가-힣Ⴀ-ჿ]|[가-힣][.!?](?=[가-힣A-Z])|[。！？؟]"
)
_BULLET = re.compile(r"\s*(?:[-–—•·∙‧*▶►▷■□◆◇○●◦☞※→›»＞>ㆍ・]|\(?\d{1,2}[.)]?(?=\s)|[①-⑳])\s*")
_SEPARATOR = re.compile(r"\s*[|｜•·∙ㆍ・›»>/]\s*|\s{2,}|\t|\s+[-–—]\s+")
#: Signs between the steps of a path of links.
_PATH_SIGNS = (" > ", " › ", " » ")
_MAIL = re.compile(r"[\w.+-]{2,}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,])(?:\+?\(?\d{1,4}\)?[ /.·–-]?){2,6}\d{3,4}(?!\d|[.,]\d)")
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@.])[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20}){1,3}/[\w-]+", re.I)
_SEPARATES = re.compile(r"[|｜•·∙ㆍ・›»>/\t]|\s\s|\s[-–—]\s")
_DASHED = re.compile(r"[-–—]\s+\S")
_NUMBER = re.compile(r"(?<![^\W_])[\d.,]+(?![^\W_])")
_SIGNS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_COLON = re.compile(r"[:：]")
_POINTS = re.compile(r"(?:\s+[^\W\d_]+){0,2}\s*[\]】>]?\s*[:：>＞|｜\]】］〕]")
_TERM = re.compile(r"[\u4e00-\u9fff]+|[가-힣]+|[\u3040-\u30ff]+|[\u0e00-\u0e7f]+|[^\W\d_]+|\d+")
_MAYBE_WIDE = re.compile(r"[\u1100-\uffff\U00010000-\U0010ffff]")
_UNPUNCTUATED = re.compile(r"[\u0e00-\u109f\u1780-\u17ff]+")
_PHONE_SIGN = re.compile(r"[ /().+-]")
_VISIBLE = re.compile(r"[^\n]")
_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:19|20|25)\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d\D")
#: What may stand around the words of a heading.
_EDGES = " \t:：.-–—=<>[]【】|*▶►■●·…？?!"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOX_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "select", "option", "menu", "dialog"})
_FIGURED = frozenset({"table", "blockquote", "pre", "code", "ul", "ol", "h2", "h3"})
_FILE_NAME = re.compile(r"^\S.{0,80}\.(?:png|jpe?g|gif|webp|pdf|mp4|hwp|docx?)$", re.I)


_T = TypeVar("_T")


class _Lazy(Generic[_T]):
    """A feature that is found when it is first asked for; like `cached_property`, without its lock."""

    def __init__(self, find: Callable[[Any], _T]) -> None:
        self._find, self.__doc__ = find, find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, line: Any, owner: type | None = None) -> _T:
        found = line.__dict__[self._name] = self._find(line)
        return found


class Line:
    """A line that is not empty, with what can be told from itself alone.

    Features that not every line is asked for are found when they are.

    Attributes:
        start, end: Offsets of the trimmed line in the document.
        text: The trimmed line.
        gap: Empty lines before it.
        width: Columns it takes; a character of East Asian width counts two.
        notice: A phrase of legal notices, offers and contacts in it, or None.
        links: Share of its characters inside links.
        path, names: Of its element.
        hidden: Why it is not seen, where that holds for all of it.
        pictured: Whether the markup puts it under a picture.
        boxed: Whether it stands in a part of the page that is made for other things than the article.
        extracted: Whether trafilatura holds it for main text; None where it was not asked.
        kind, reason: The label, filled in by `labels`.
    """

    def __init__(self, text: str, start: int, end: int, gap: int, hits: Hits) -> None:
        self.start, self.end, self.gap = start, end, gap
        self.text = text[start:end]
        self._hits = hits
        self.width = width_of(self.text)
        notice = hits.within("notices", start, min(end, start + _HEAD))
        self.notice = text[notice[0][0] : notice[0][1]] if notice else None
        self.links = 0.0
        self.path: tuple[str, ...] = ()
        self.names: tuple[str, ...] = ()
        self.hidden: str | None = None
        self.extracted: bool | None = None
        self.pictured = False
        self.boxed = False
        self.kind: BlockKind = "boilerplate"
        self.reason: str | None = None

    @_Lazy
    def _head(self) -> str:
        return self.text[:_HEAD]

    @_Lazy
    def ends(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_SENTENCE_END.search(self.text, max(0, len(self.text) - _TAIL))) or _unpunctuated(self.text)

    @_Lazy
    def inner(self) -> int:
        """Sentence ends inside of it."""
        return len(_INNER_END.findall(self._head))

    @_Lazy
    def bullet(self) -> bool:
        """Whether it begins like an item of a list."""
        head = self._head
        return bool(_DASHED.match(head) if head.startswith("- ") else _BULLET.match(head) or _DASHED.match(head))

    @_Lazy
    def items(self) -> list[str]:
        """Short parts between separators, where it is made of such."""
        return [item for item in _SEPARATOR.split(self._head) if item and item.strip()]

    @_Lazy
    def menu(self) -> bool:
        """Whether it is a row of short items."""
        if not _SEPARATES.search(self._head):
            return False
        items = self.items
        path = any(sign in self.text for sign in _PATH_SIGNS)
        if len(items) < (2 if path else 3) or (self.ends and self.width > 80):
            return False
        # Scripts without spaces have long words: their items are measured in columns.
        words = sum(len(item.split()) for item in items)
        return words <= 3.2 * len(items) and sum(map(width_of, items)) <= 26 * len(items)

    @_Lazy
    def controls(self) -> float:
        """Share of its letters and figures that are words of menus and tools, or numbers alone."""
        text = self._head
        letters = _alphanumerics(text)
        if not letters:
            return 1.0
        if len(text) > 400:
            return 0.0
        numbers = sum(len(match.group()) for match in _NUMBER.finditer(text))
        return min(1.0, self.tools + numbers / letters)

    @_Lazy
    def tools(self) -> float:
        """Share of its letters and figures that are words of menus and tools."""
        text = self._head
        spans = self._hits.within("controls", self.start, min(self.end, self.start + len(text)))
        if not spans:
            return 0.0
        covered = sum(_alphanumerics(text[start - self.start : end - self.start]) for start, end in spans)
        return covered / max(1, _alphanumerics(text))

    @_Lazy
    def ending(self) -> bool:
        """Whether it is a heading after which other articles follow."""
        return self._is_heading("endings")

    @_Lazy
    def comment(self) -> bool:
        """Whether it is a heading after which readers write."""
        return self._is_heading("comment_endings")

    @_Lazy
    def digest(self) -> bool:
        """Whether it is a heading above a summary."""
        return self._is_heading("summaries")

    @_Lazy
    def pointer(self) -> bool:
        """Whether it begins like "Related: ..." and goes on with a headline."""
        start = self.start + len(self.text) - len(self.text.lstrip(" \t[【<▶►■●☞*-"))
        behind = self._hits.at("endings", start, self.end)
        return behind is not None and bool(_POINTS.match(self.text, behind - self.start))

    @_Lazy
    def contact(self) -> bool:
        """Whether it gives a mail address, telephone number or web address."""
        head = self._head
        return bool(
            ("@" in head and _MAIL.search(head))
            or _URL.search(head)
            or is_phone(head)
            or ("." in head and _FILE_NAME.match(head))
        )

    @_Lazy
    def caption(self) -> str | None:
        """Why it is about a picture, or None."""
        if self.pictured:
            return "stands under a picture"
        if self.end - self.start > 700:
            return None
        if self._hits.at("caption_starts", self.start, self.end) is not None:
            return "begins like a caption"
        tail = max(0, len(self.text) - _CAPTION_TAIL)
        if any(pattern.search(self.text, tail) for pattern in candidates("caption_ends", self.text[tail:])):
            return "names a picture's source"
        return "points at people in a picture" if self._hits.within("caption_within", self.start, self.end) else None

    @_Lazy
    def correction(self) -> bool:
        """Whether it corrects the article."""
        return self.begins("corrections")

    @_Lazy
    def heading(self) -> bool:
        """Whether the markup calls it a heading."""
        return not _HEADINGS.isdisjoint(self.path)

    @_Lazy
    def marks(self) -> frozenset[str]:
        """Tags and class names of the parts it stands in that speak of other things than the article."""
        return _marks(self.path, self.names)

    @_Lazy
    def row(self) -> bool:
        """Whether it is a row of a table of data."""
        return "\t" in self.text and "tr" in self.path and self.links < 0.3

    @_Lazy
    def terms(self) -> frozenset[str]:
        """Stems by which it is compared with other lines."""
        return terms_of(self.text)

    @_Lazy
    def bare(self) -> str:
        """Its letters and digits alone, in small letters."""
        return bare_of(self.text)

    def begins(self, key: str) -> bool:
        """Whether it begins with a phrase of a key of the cues that `scan` looks for."""
        return self._hits.at(key, self.start, self.end) is not None

    def _is_heading(self, key: str) -> bool:
        """A line that is such a heading, or begins with one and a colon."""
        bare = self._head.strip(_EDGES)
        if not bare or len(bare) >= 60:
            return False
        first = self.start + len(self._head) - len(self._head.lstrip(_EDGES))
        behind = self._hits.at(key, first, first + len(bare))
        last = first + len(bare)
        if behind is None:
            mark = None if self.text.startswith(("▲", "▼", "△")) else _BULLET.match(self._head)
            if mark is None:
                return False
            last = self.start + len(self._head)
            behind = self._hits.at(key, self.start + mark.end(), last)
            if behind is None:
                return False
        rest = self.text[behind - self.start : last - self.start].strip()
        return (
            not rest
            or not _LETTER.search(rest)
            or (len(rest) < 25 and not _COLON.search(rest) and _words_in(rest) <= 3)
        )


def _words_in(text: str) -> int:
    """Words of a text; where they are not written apart, two ideographs or kana or four Thai letters count as one."""
    count = 0
    for word in text.split():
        wide = sum("\u3040" <= letter <= "\u9fff" for letter in word)
        thai = sum("\u0e00" <= letter <= "\u0eff" for letter in word)
        count += max(1, (wide + 1) // 2, (thai + 3) // 4)
    return count


@lru_cache(maxsize=20_000)
def _marks(path: tuple[str, ...], names: tuple[str, ...]) -> frozenset[str]:
    found = [name for name in names if _speaks_of_others(name)]
    tags = _BOX_TAGS.intersection(path)
    return tags.union(found) if found else tags


@lru_cache(maxsize=20_000)
def _speaks_of_others(name: str) -> bool:
    return names_have((name,), "boilerplate") or names_have((name,), "comment")


def terms_of(text: str) -> frozenset[str]:
    """Stems by which two lines are compared: word beginnings, or pairs of characters where words are not spaced.

    Args:
        text: A line.

    Returns:
        Case-folded stems; words of up to three letters are left out.
    """
    found: set[str] = set()
    for run in _TERM.findall(text.casefold()):
        if run[0] > "\u0e00":
            found.update(run[index : index + 2] for index in range(len(run) - 1))
        elif len(run) > 3 or run.isdigit():
            found.add(run[:5])
    return frozenset(found)


def bare_of(text: str) -> str:
    """The letters and digits of a text, in small letters: by them two printings of a headline are one."""
    return _SIGNS.sub("", text.casefold())


def read_lines(document: Document) -> list[Line]:
    """The lines of a document that are not empty.

    Args:
        document: As read.

    Returns:
        Lines with features, in order.
    """
    text = _seen(document)
    hits = scan(text)
    found = [Line(text, start, end, gap, hits) for start, end, gap in _spans(text)]
    if document.elements:
        _add_markup(found, document.elements)
    return found


def _seen(document: Document) -> str:
    """The text with blanks for what is hidden within a line: a line is told by what a reader sees of it."""
    text, pieces, done = document.text, [], 0
    for element in document.elements:
        if element.hidden is None:
            continue
        start, end = element.start, element.end
        begin, stop = text.rfind("\n", done, start) + 1, text.find("\n", end)
        if text[max(begin, done) : start].strip() or text[end : stop if stop >= 0 else None].strip():
            pieces += [text[done:start], _VISIBLE.sub(" ", text[start:end])]
            done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of empty lines before, of every line that has a visible character."""
    begin, gap = 0, 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare and (bare.isalnum() or any(unicodedata.category(letter)[0] not in "CZ" for letter in bare)):
            start = begin + len(raw) - len(raw.lstrip())
            yield start, start + len(bare), gap
            gap = 0
        else:
            gap += 1
        begin += len(raw) + 1


def width_of(text: str) -> int:
    """Columns a text takes on a screen (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in _MAYBE_WIDE.findall(text))


def _alphanumerics(text: str) -> int:
    return len(text) - sum(map(len, _SIGNS.findall(text)))


def _unpunctuated(text: str) -> bool:
    """Thai, Lao, Khmer and Burmese end their sentences with a space: a long line of them is running text."""
    if text.isascii():
        return False
    letters = sum(map(len, _UNPUNCTUATED.findall(text)))
    return letters > 60 and 2 * letters > len(text)


def is_phone(text: str) -> bool:
    """Whether a telephone number stands in a text."""
    for match in _PHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in match.group())
        told = match.group().strip("() ")
        if 7 <= digits <= 15 and _PHONE_SIGN.search(told) and not _YEAR.match(told) and not _DAY.fullmatch(told):
            return True
    return False


def _add_markup(lines: list[Line], elements: tuple[Element, ...]) -> None:
    starts = [element.start for element in elements]
    for line in lines:
        first = max(0, bisect_right(starts, line.start) - 1)
        parts = []
        while first < len(elements) and elements[first].start < line.end:
            parts.append(elements[first])
            first += 1
        seen = [part for part in parts if part.hidden is None] or parts
        if not seen:
            continue
        line.path, line.names = seen[0].path, seen[0].names
        line.links = min(1.0, sum(part.link_characters for part in parts) / max(1, line.end - line.start))
        if all(part.hidden for part in parts):
            line.hidden = parts[0].hidden
        line.pictured = "figcaption" in line.path or names_have(line.names[-2:], "caption") or _in_figure(line.path)


def _in_figure(path: tuple[str, ...]) -> bool:
    """Whether an element stands in a figure that is no table, quotation or listing."""
    return "figure" in path and _FIGURED.isdisjoint(path[path.index("figure") :])


def mark_boxes(lines: Sequence[Line]) -> None:
    """Fill in `boxed` of every line; marks that most of the main text bears say nothing on this page.

    Args:
        lines: The lines of a page, with `extracted`.
    """
    main = [line for line in lines if line.extracted and line.width >= 60 and line.ends]
    weight: Counter[str] = Counter()
    for line in main:
        for mark in line.marks:
            weight[mark] += line.width
    total = sum(line.width for line in main)
    common = frozenset(mark for mark, width in weight.items() if 2 * width >= total)
    for line in lines:
        line.boxed = bool(line.marks - common)
