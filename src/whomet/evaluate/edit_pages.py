"""How outlets print articles for `edits`: records, web pages and plain text, each with the furniture of its outlet."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from html import escape
from typing import Literal, TypeAlias

from anyascii import anyascii

from whomet.evaluate.edit_texts import dated, words

Form: TypeAlias = Literal["json", "html", "txt"]

#: Sentences of a paragraph, by outlet.
_PARAGRAPHS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: an invented paper or an invented wire agency.

    Attributes:
        name: As it names itself.
        language: The language it writes.
        agency: Whether it is a wire agency.
    """

    name: str
    language: str
    agency: bool = False

    @property
    def number(self) -> int:
        """A number of its own, from which its habits follow."""
        return zlib.crc32(self.name.encode())

    @property
    def site(self) -> str:
        """Its invented domain."""
        letters = "".join(letter if letter.isalnum() else "-" for letter in anyascii(self.name).lower())
        return "-".join(part for part in letters.split("-") if part) + ".example"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed.

    Attributes:
        outlet: Who prints it.
        headline, sentences: The article.
        dateline: What stands before its first sentence.
        byline: Who signs it.
        credit: A line behind it that names where it is from.
        when: Its time, UTC; None where the outlet tells none.
    """

    outlet: Outlet
    headline: str
    sentences: Sequence[str]
    dateline: str = ""
    byline: str | None = None
    credit: str | None = None
    when: datetime | None = None


@lru_cache(maxsize=64)
def outlets(language: str, agency: bool = False) -> tuple[Outlet, ...]:
    """The outlets of a language.

    Args:
        language: Which.
        agency: Its wire agencies instead.

    Returns:
        All of them, in a fixed order.
    """
    own = words(language)
    if agency:
        return tuple(Outlet(name, language, True) for name in own["agencies"])
    between = "" if language in ("ja", "zh", "ko") else " "
    return tuple(Outlet(f"{fore}{between}{aft}", language) for fore in own["fore"] for aft in own["aft"])


def local(when: datetime, language: str) -> datetime:
    """A time, given in UTC, by the clocks where a language's outlets are.

    Args:
        when: The time.
        language: The language; one zone stands for it.

    Returns:
        The same time with its zone.
    """
    return when.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=words(language)["zone"])))


def published(when: datetime | None, language: str, form: Form) -> str | None:
    """A time as far as a form of print tells it.

    Args:
        when: The time, UTC.
        language: The language of the outlet, whose clock is told.
        form: Plain text tells the day alone.

    Returns:
        An ISO time or day; None for none.
    """
    if when is None:
        return None
    here = local(when, language)
    return here.date().isoformat() if form == "txt" else here.isoformat(timespec="seconds")


def printed(sheet: Sheet, form: Form) -> bytes:
    """An article as its outlet prints it.

    Args:
        sheet: What is printed.
        form: A record, a web page or plain text.

    Returns:
        The bytes of its file, UTF-8. The same outlet prints the same furniture every time.
    """
    return {"json": _record, "html": _page, "txt": _plain}[form](sheet).encode("utf-8")


def _paragraphs(sheet: Sheet) -> list[str]:
    size = _PARAGRAPHS[sheet.outlet.number % len(_PARAGRAPHS)]
    between = "" if sheet.outlet.language in ("ja", "zh") else " "
    texts = list(sheet.sentences)
    groups = [between.join(texts[start : start + size]) for start in range(0, len(texts), size)]
    return [sheet.dateline + groups[0], *groups[1:]]


def _bottom(sheet: Sheet) -> list[str]:
    """The lines that this outlet prints below every article."""
    lines = words(sheet.outlet.language)["bottom"]
    kept = [line for place, line in enumerate(lines) if (sheet.outlet.number >> place) % 4 or place == len(lines) - 2]
    year = sheet.when.year if sheet.when else 2025
    return [line.format(outlet=sheet.outlet.name, year=year) for line in kept]


def _byline(sheet: Sheet) -> list[str]:
    patterns = words(sheet.outlet.language)["byline"]
    return [patterns[sheet.outlet.number % len(patterns)].format(name=sheet.byline)] if sheet.byline else []


def _record(sheet: Sheet) -> str:
    credit = [sheet.credit] if sheet.credit else []
    row = {
        "title": sheet.headline,
        "text": "\n\n".join((*_paragraphs(sheet), *credit, *_bottom(sheet)[:2])),
        "published": published(sheet.when, sheet.outlet.language, "json"),
        "outlet": sheet.outlet.name,
        "author": sheet.byline,
    }
    return json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False, indent=1) + "\n"


def _plain(sheet: Sheet) -> str:
    language = sheet.outlet.language
    own = words(language)
    day = [dated(local(sheet.when, language).date(), language)] if sheet.when else []
    credit = [sheet.credit] if sheet.credit else []
    head = [sheet.outlet.name, *own["top"], "", sheet.headline, "", *day, *_byline(sheet), ""]
    return "\n".join((*head, "\n\n".join((*_paragraphs(sheet), *credit)), "", *_bottom(sheet))) + "\n"


def _page(sheet: Sheet) -> str:
    outlet, own = sheet.outlet, words(sheet.outlet.language)
    name, headline = escape(outlet.name), escape(sheet.headline)
    time = published(sheet.when, outlet.language, "html")
    stamp = [f'<meta property="article:published_time" content="{time}">'] if time else []
    signed = [f'<p class="byline">{escape(line)}</p>' for line in _byline(sheet)]
    credit = [f'<p class="source">{escape(sheet.credit)}</p>'] if sheet.credit else []
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{outlet.language}"><head><meta charset="utf-8">',
        f"<title>{headline} | {name}</title>",
        f'<meta property="og:site_name" content="{name}">',
        f'<meta property="og:title" content="{headline}">',
        *stamp,
        "</head><body>",
        f'<header><a href="https://www.{outlet.site}/">{name}</a><nav>',
        *(f"<ul><li>{escape(item)}</li></ul>" for item in own["top"]),
        f"</nav></header><main><article><h1>{headline}</h1>",
        *signed,
        *(f"<p>{escape(text)}</p>" for text in _paragraphs(sheet)),
        *credit,
        "</article></main><footer>",
        *(f"<p>{escape(line)}</p>" for line in _bottom(sheet)),
        "</footer></body></html>",
    ]
    return "\n".join(lines) + "\n"
