"""When was an article published?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from htmldate import find_date

from whomet import edtf
from whomet.cleaning.cues import phrases
from whomet.cleaning.dates import PrintedDate, find_dates
from whomet.cleaning.lines import Line
from whomet.cleaning.openings import opening
from whomet.records import DateSource, Document

#: Metadata that names the day of publication, the surest first.
_KEYS = (
    "article:published_time",
    "jsonld:datepublished",
    "og:article:published_time",
    "itemprop:datepublished",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "pubdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date.issued",
    "article.published",
    "displaydate",
    "timestamp",
    "date",
    "cxenseparse:recs:publishtime",
    "dc:date",
    "dcterms.date",
    "jsonld:datecreated",
    "jsonld:page:datepublished",
)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_FILE = re.compile(r"(20\d\d)[-_.]?(\d{2})[-_.]?(\d{2})(?!\d{1,2}\b).{0,12}\.(?:png|jpe?g|gif|webp)", re.I)


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication.

    Attributes:
        value: EDTF.
        source: Where it was found.
        zone: UTC offset in hours, where told.
    """

    value: str
    source: DateSource
    zone: float | None = None


def publication_of(document: Document, lines: Sequence[Line], language: str | None) -> Published | None:
    """The day of publication from the document alone.

    Args:
        document: As read, with its markup.
        lines: Labelled lines.
        language: Language of its body.

    Returns:
        The day, or None where nothing tells.
    """
    return (
        _from_metadata(document)
        or _from_time_elements(document, lines)
        or _from_lines(lines, language)
        or _from_markup(document)
        or _from_file_names(document.text)
    )


def _from_metadata(document: Document) -> Published | None:
    pairs = dict(reversed(document.metadata))
    for key in _KEYS:
        if (value := pairs.get(key)) and (found := _parsed(value, "metadata")):
            return found
    return None


def _parsed(value: str, source: DateSource) -> Published | None:
    match = _ISO.match(value)
    if match:
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
        return Published(day.isoformat(), source, _zone(match[4])) if day.year >= 1990 else None
    printed = find_dates(value, month_first=True)
    return Published(printed[0].day.isoformat(), source) if printed else None


def _zone(text: str | None) -> float | None:
    if not text:
        return None
    if text == "Z":
        return None  # written by machines everywhere: it tells the instant, not where
    hours, minutes = int(text[1:3]), int(text[-2:])
    return (1 if text[0] == "+" else -1) * (hours + minutes / 60)


def _from_time_elements(document: Document, lines: Sequence[Line]) -> Published | None:
    """A time element near the title; those beside other headlines are not this article's."""
    body = [line for line in lines if line.kind in ("body", "summary", "title")]
    if not body:
        return None
    first, last = body[0].start - 200, max(line.end for line in body) + 400
    middle = next((line.start for line in lines if line.kind == "body"), last) + 200
    for limit in (middle, last):
        for key, value in document.metadata:
            if key.startswith("time@") and first <= int(key[5:]) <= limit and (found := _parsed(value, "metadata")):
                return found
    return None


def _from_lines(lines: Sequence[Line], language: str | None) -> Published | None:
    """The best date printed around the article."""
    body = [index for index, line in enumerate(lines) if line.kind == "body"]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), None)
    corrected = any(line.kind == "correction" for line in lines)
    closed = next(
        (index for index in range(last, len(lines)) if lines[index].ending or lines[index].comment), len(lines)
    )
    best, chosen = 0.9, None
    for index, line in enumerate(lines):
        if line.width > 300 and not (line.kind == "body" and index <= first + 1):
            continue
        text = line.text[:160] if line.kind == "body" else line.text
        for printed in find_dates(text, language):
            score = _weight(line, index, printed, first, last, title) - (1.5 if index > closed else 0.0)
            if phrases("revision_labels").search(line.text[max(0, printed.start - 25) : printed.start]):
                # What was corrected is the text at hand; what was only touched up bears its first date.
                score += 1.0 if corrected else -0.8
            if score > best:
                best, chosen = score, printed
    return Published(_value(chosen), "text") if chosen else None


def _weight(line: Line, index: int, printed: PrintedDate, first: int, last: int, title: int | None) -> float:
    """How likely a printed date is that of publication."""
    share = (printed.end - printed.start) / max(1, len(line.text))
    score = 1.5 * min(1.0, 2 * share)
    score += 0.7 if printed.clock else 0.0
    score += 1.0 if _labelled(line.text, printed) else 0.0
    if line.kind == "body":
        if line.width < 60 and not line.ends:
            return 1.2 + score
        # "am 12. März 2019" inside running text is what the article tells of; in its dateline it is its own.
        return 2.0 if any(part.end >= line.start + printed.end for part in opening(line, None)) else 0.0
    if line.kind == "caption":
        return score - 1.5
    if index < first:
        score += 1.0 if title is None or index >= title - 3 else 0.5
    elif index > last:
        score += 0.6 if index <= last + 4 else -1.0
        score -= 0.8 if line.bullet and share < 0.5 else 0.0
    score -= 1.0 if line.notice and share < 0.3 else 0.0
    return score


def _labelled(text: str, printed: PrintedDate) -> bool:
    """Whether a word like "published" stands right before or right after a date."""
    before = text[max(0, printed.start - 30) : printed.start].rstrip(" \t:：.,|-–(/")
    labels = [match.end() for match in phrases("date_labels").finditer(before)]
    if labels and labels[-1] >= len(before) - _WEEKDAY:
        return True
    return bool(phrases("date_labels").match(text[printed.end :].lstrip(" \t:：.,|-–)/0123456789")))


#: Characters of a weekday that may stand between "published" and a date.
_WEEKDAY = 12


def _value(printed: PrintedDate) -> str:
    return printed.day.isoformat()


def _from_markup(document: Document) -> Published | None:
    """What htmldate finds (Barbaresi 2020), for pages that neither declare nor print a date where one is expected."""
    if not document.markup:
        return None
    try:
        found = find_date(document.markup, original_date=True, extensive_search=False, url=document.url)
    except Exception:  # the library promises nothing for broken pages
        return None
    return Published(found, "metadata") if found and edtf.is_day(found) else None


def _from_file_names(text: str) -> Published | None:
    """A picture made for the article bears its day in its name; the earliest is nearest to what was seen."""
    days = []
    for match in _FILE.finditer(text):
        try:
            days.append(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return Published(min(days).isoformat(), "text") if days else None


# --- from peers ----------------------------------------------------------------------------------------


def from_peers(days_named: Sequence[int], peers: Sequence[str]) -> str | None:
    """The date of an article that names none, from the articles of its story.

    Args:
        days_named: Days of a month that the article speaks of without a month.
        peers: Dates of publication of the other articles.

    Returns:
        The peers' day where they agree on one and nothing speaks against it, else their month, else None.
    """
    known = sorted(edges[0] for value in peers if (edges := edtf.interval(value)) and edtf.is_day(value))
    coarse = sorted(value for value in peers if value and not edtf.is_day(value))
    if not known:
        return coarse[len(coarse) // 2] if coarse else None
    middle = median_low(known)
    near = [day for day in known if abs((day - middle).days) <= 15]
    if len(near) * 2 <= len(known):
        return None
    first, last = min(near), max(near)
    if first == last and all(day <= first.day for day in days_named):
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{middle:%Y-%m}"


__all__ = ["Published", "from_peers", "publication_of"]
