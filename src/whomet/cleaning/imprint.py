"""Who published an article, who wrote it, and whose wire it came over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whomet.cleaning.cues import expressions, phrases
from whomet.cleaning.headers import is_byline, is_dated, is_person_line
from whomet.cleaning.lines import Line
from whomet.cleaning.openings import Part
from whomet.records import Document

_TITLE_SEPARATOR = re.compile(r"\s+[|–—·»:-]\s+|\s*[|｜]\s*|\s+::\s+")
_TAGLINE = re.compile(r"\s+[|–—·•-]\s+|\s*[|｜]\s*|\s{3,}|\t")
_AND = re.compile(r"\s*(?:,|;|/|&|·|ㆍ|、|\b(?:and|und|et|y|e|en|ve|и)\b)\s*")
_ADDRESS = re.compile(r"https?://|www\.|@")
_NAME_TAIL = re.compile(r"\s*(?:[|•·(<\[,–—]|\s-\s|\s{2,}|\d|$).*", re.S)


def outlet_of(document: Document, lines: Sequence[Line], title: str | None, languages: Sequence[str]) -> str | None:
    """Who published an article, as it names itself.

    Args:
        document: As read.
        lines: Labelled lines.
        title: Its title.
        languages: Languages of its body.

    Returns:
        The name from the metadata, the masthead or the copyright notice, or None.
    """
    pairs = dict(reversed(document.metadata))
    for key in ("og:site_name", "jsonld:publisher", "jsonld:page:publisher", "application-name", "publisher", "dc.publisher"):
        value = pairs.get(key, "")
        if value and not _ADDRESS.search(value):
            return _tidy(value)
    suffix = _suffix(pairs.get("title", ""), title)
    if suffix:
        return suffix
    masthead = _masthead(lines)
    notice = _from_notices(lines, languages)
    if masthead and notice and _letters(masthead) in _letters(notice):
        return masthead
    return masthead or notice


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .,|·-–—")


def _suffix(page: str, title: str | None) -> str | None:
    parts = [part for part in _TITLE_SEPARATOR.split(page) if part.strip()]
    if len(parts) < 2 or not title:
        return None
    bare = _letters(title)
    rest = [part for part in parts[1:] if _letters(part) not in bare]
    return _tidy(rest[-1]) if rest and len(rest[-1]) < 50 else None


def _masthead(lines: Sequence[Line]) -> str | None:
    """A name alone on one of the first lines, above menu and title."""
    top = next((index for index, line in enumerate(lines) if line.kind in ("title", "body", "summary")), 0)
    for line in lines[: min(top, 3)]:
        name = _TAGLINE.split(line.text)[0]
        if line.menu or line.contact or line.bullet or line.ending or is_dated(line.text) or is_byline(line.text):
            continue
        if line.hidden or line.controls > 0.6 or line.ends or len(name) > 60 or len(name.split()) > 8:
            continue
        if line.reason and line.reason.startswith("notice"):
            continue
        if re.search(r"\d{2,}", name) or "nav" in line.path or line.kind != "boilerplate":
            continue
        if any(sign in line.text for sign in (">", "›", "»", "|")):
            continue
        return _tidy(name)
    return None


def _from_notices(lines: Sequence[Line], languages: Sequence[str]) -> str | None:
    for pattern in expressions("outlets", tuple(languages)):
        for line in lines:
            if line.kind in ("boilerplate", "credit") and (match := pattern.search(line.text)):
                name = _tidy(match.group("outlet"))
                if name and not phrases("notices").fullmatch(name):
                    return name
    return None


def bylines_of(document: Document, lines: Sequence[Line], parts: Iterable[Part], title: int | None) -> tuple[str, ...]:
    """Names of the authors, without titles.

    Args:
        document: As read.
        lines: Labelled lines.
        parts: Openings of the first lines.
        title: Index of the title line.

    Returns:
        Names as printed, in order, each once.
    """
    printed: list[str] = []
    for key, value in document.metadata:
        if key in ("jsonld:author", "author", "article:author", "byl", "parsely-author", "dc.creator", "itemprop:author", "sailthru.author"):
            if not _ADDRESS.search(value) and len(value) < 80:
                printed.extend(_names(value))
            if printed:
                break
    if not printed:
        for part in parts:
            if part.byline:
                printed.extend(_names(part.byline))
    if not printed:
        printed = _from_lines(lines, title)
    outlet = {_letters(value) for key, value in document.metadata if key in ("og:site_name", "jsonld:publisher")}
    return tuple(dict.fromkeys(name for name in printed if _letters(name) not in outlet))


def _from_lines(lines: Sequence[Line], title: int | None) -> list[str]:
    body = [index for index, line in enumerate(lines) if line.kind == "body"]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines) - 1)
    near = [*range((title or 0), first), *range(last + 1, min(len(lines), last + 4))]
    for index in near:
        for pattern in expressions("bylines"):
            match = pattern.search(lines[index].text) if lines[index].width < 200 else None
            names = _names(match.group("byline")) if match else []
            if names:
                return names
    for index in range(title + 1 if title is not None else 0, first):
        line = lines[index]
        name = _NAME_TAIL.sub("", line.text)
        if line.kind in ("boilerplate", "byline", "summary") and not line.menu and is_person_line(name):
            around = [lines[other].text for other in (index - 1, index + 1) if 0 <= other < len(lines)]
            repeated = any(text == line.text for text in around)
            if repeated or any(is_dated(text) for text in (*around, line.text)):
                return [name.strip()]
    return []


def _names(text: str) -> list[str]:
    found = []
    for piece in _AND.split(text):
        name = _NAME_TAIL.sub("", piece.strip()) if not piece[:1].isdigit() else ""
        for title in sorted(_titles(), key=len, reverse=True):
            name = re.sub(rf"(?:^|(?<=\s)|(?<=[가-힣])){re.escape(title)}(?:$|(?=\s))", "", name, flags=re.I).strip()
        name = _tidy(name)
        if 1 < len(name) < 60 and len(name.split()) <= 6 and any(letter.isalpha() for letter in name):
            found.append(name)
    return found[:1] if found and len(found) > 1 and len(found[1].split()) < 2 and found[1].isascii() else found


def _titles() -> tuple[str, ...]:
    from whomet.languages import codes, pack

    return tuple(title for code in (*codes(), "und") for title in pack(code).table("cues").get("byline_titles", ()))


def agency_of(parts: Iterable[Part]) -> str | None:
    """The agency named by a dateline or credit."""
    return next((_tidy(part.agency) for part in parts if part.agency), None)
