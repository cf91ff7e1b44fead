"""The lines of a document with the features that tell prose from mess.

After Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (2010): length, link
density and the company of a line say most; to these come the ending of a sentence, the shape of lists and menus,
cue words, and, for pages, the result of trafilatura (Barbaresi 2021).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from whomet.cleaning.cues import expressions, names_have, phrases
from whomet.records import BlockKind, Document, Element

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
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
_FILE_NAME = re.compile(r"^\S.{0,80}\.(?:png|jpe?g|gif|webp|pdf|mp4|hwp|docx?)$", re.I)


@dataclass(slots=True)
class Line:
    """A line that is not empty, with what can be told from itself alone.

    Attributes:
        start, end: Offsets of the trimmed line in the document.
        text: The trimmed line.
        width: Columns it takes; a character of East Asian width counts two.
        words: Its words.
        ends: Whether it ends like a sentence.
        inner: Sentence ends inside of it.
        bullet: Whether it begins like an item of a list.
        items: Short parts between separators, where it is made of such.
        controls: Share of its letters that are words of menus and tools.
        notice: A phrase of legal notices, offers and contacts in it, or None.
        ending: Whether it is a heading after which other articles follow.
        comment: Whether it is a heading after which readers write.
        contact: Whether it gives a mail address, telephone number or web address.
        caption: Why it is about a picture, or None.
        correction: Whether it corrects the article.
        links: Share of its characters inside links.
        path, names: Of its element.
        hidden: Why it is not seen, where that holds for all of it.
        extracted: Whether trafilatura holds it for main text; None where it was not asked.
        kind, reason: The label, filled in by `labels`.
    """

    start: int
    end: int
    text: str
    width: int
    words: list[str]
    ends: bool
    inner: int
    bullet: bool
    items: list[str]
    controls: float
    notice: str | None
    ending: bool
    comment: bool
    contact: bool
    caption: str | None
    correction: bool
    links: float = 0.0
    path: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hidden: str | None = None
    extracted: bool | None = None
    gap: int = 0
    kind: BlockKind = "boilerplate"
    reason: str | None = None
    terms: frozenset[str] = field(default_factory=frozenset)

    @property
    def menu(self) -> bool:
        """Whether it is a row of short items."""
        path = any(sign in self.text for sign in _PATH_SIGNS)
        if len(self.items) < (2 if path else 3) or (self.ends and self.width > 80):
            return False
        # Scripts without spaces have long words: their items are measured in columns.
        words = sum(len(item.split()) for item in self.items)
        return words <= 3.2 * len(self.items) and sum(map(width_of, self.items)) <= 26 * len(self.items)

    @property
    def heading(self) -> bool:
        """Whether the markup calls it a heading."""
        return any(tag in ("h1", "h2", "h3", "h4", "h5", "h6") for tag in self.path)


def read_lines(document: Document) -> list[Line]:
    """The lines of a document that are not empty.

    Args:
        document: As read.

    Returns:
        Lines with features, in order.
    """
    found: list[Line] = []
    for start, end, gap in _spans(document.text):
        line = _line(document.text, start, end)
        line.gap = gap
        found.append(line)
    if document.elements:
        _add_markup(found, document.elements)
    return found


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of empty lines before, of every line that has a visible character."""
    begin, gap = 0, 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare and any(not unicodedata.category(letter).startswith(("C", "Z")) for letter in bare):
            start = begin + len(raw) - len(raw.lstrip())
            yield start, start + len(bare), gap
            gap = 0
        else:
            gap += 1
        begin += len(raw) + 1


def width_of(text: str) -> int:
    """Columns a text takes on a screen (Unicode Standard Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _line(text: str, start: int, end: int) -> Line:
    line = text[start:end]
    head = line[:4000]
    notice = phrases("notices").search(head)
    items = [item for item in _SEPARATOR.split(head) if item and item.strip()]
    bare = head.strip(" \t:：.-–—=<>[]【】|*▶►■●·…？?!")
    heading = bool(bare) and len(bare) < 60
    starts = _BULLET.sub("", head, count=1) if not head.startswith(("▲", "▼", "△")) else head
    return Line(
        start=start,
        end=end,
        text=line,
        width=width_of(line),
        words=_WORD.findall(head),
        ends=bool(_SENTENCE_END.search(line)) or _unpunctuated(line),
        inner=len(_INNER_END.findall(head)),
        bullet=(bool(_BULLET.match(head)) and not head.startswith("- ")) or bool(re.match(r"[-–—]\s+\S", head)),
        items=items,
        controls=_control_share(head),
        notice=notice.group() if notice else None,
        ending=_is_heading(starts, bare, "endings", heading),
        comment=_is_heading(starts, bare, "comment_endings", heading),
        contact=bool(_MAIL.search(head) or _URL.search(head) or _is_phone(head) or _FILE_NAME.match(head)),
        caption=_caption(head),
        correction=bool(phrases("corrections").match(head)),
    )


def _unpunctuated(text: str) -> bool:
    """Thai, Lao, Khmer and Burmese end their sentences with a space: a long line of them is running text."""
    letters = sum("\u0e00" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff" for letter in text)
    return letters > 80 and 2 * letters > len(text)


def _is_phone(text: str) -> bool:
    for match in _PHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in match.group())
        if (
            7 <= digits <= 15
            and re.search(r"[ /().+-]", match.group())
            and not re.match(r"(?:19|20)\d\d\D", match.group())
        ):
            return True
    return False


def _is_heading(starts: str, bare: str, key: str, short: bool) -> bool:
    """A line that is such a heading, or begins with one and a colon."""
    if not short:
        return False
    match = phrases(key).match(bare) or phrases(key).match(starts)
    if not match:
        return False
    rest = (bare if phrases(key).match(bare) else starts)[match.end() :].strip()
    return (
        not rest
        or not re.search(r"[^\W\d_]", rest)
        or (len(rest) < 25 and not re.search(r"[:：]", rest) and len(rest.split()) <= 3)
    )


def begins_with_ending(text: str) -> bool:
    """Whether a line begins like "Related: ..." and goes on with a headline."""
    bare = text.lstrip(" \t[【<▶►■●*-")
    match = phrases("endings").match(bare)
    return bool(match and re.match(r"(?:\s+[^\W\d_]+){0,2}\s*[\]】>]?\s*(?:[:：>|]|\])", bare[match.end() :]))


def _control_share(text: str) -> float:
    letters = sum(letter.isalnum() for letter in text)
    if not letters:
        return 1.0
    if len(text) > 400:
        return 0.0
    covered = sum(sum(letter.isalnum() for letter in match.group()) for match in phrases("controls").finditer(text))
    numbers = sum(len(match.group()) for match in re.finditer(r"(?<![^\W_])[\d.,]+(?![^\W_])", text))
    return min(1.0, (covered + numbers) / letters)


def _caption(text: str) -> str | None:
    if len(text) > 700:
        return None
    if phrases("caption_starts").match(text):
        return "begins like a caption"
    for pattern in expressions("caption_ends"):
        if pattern.search(text):
            return "names a picture's source"
    if phrases("caption_within").search(text):
        return "points at people in a picture"
    return None


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
        if "figcaption" in line.path or names_have(line.names[-2:], "caption"):
            line.caption = "stands under a picture"
