"""When was an article published, and when last changed?

A page tells it in several places, of which each has its own faults: metadata may be in another clock or left over
from a template, printed dates may be of other articles or of what is told. The surest place is taken, and what is
printed beside the title mends it where both mean the same moment: the day is that of the outlet's own clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median_low

from whomet import edtf
from whomet.cleaning.clocks import LEAST_OFFSET, MOST_OFFSET
from whomet.cleaning.cues import date_words, names_have, phrases
from whomet.cleaning.dates import PrintedDate, find_dates, plain_digits
from whomet.cleaning.lines import Line
from whomet.cleaning.openings import opening
from whomet.records import DateSource, Document, Stamp

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
    "citation_publication_date",
    "citation_online_date",
    "vr:published_time",
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
    "itemprop:datecreated",
    "jsonld:page:datepublished",
)
_CHANGED = (
    "article:modified_time",
    "jsonld:datemodified",
    "og:updated_time",
    "og:article:modified_time",
    "itemprop:datemodified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
    "jsonld:page:datemodified",
)
#: Keys that name the day of an article and nothing else; others may be of the page, the template or the crawl.
_SURE = frozenset(_KEYS[:7])
_ISO = re.compile(
    r"\s*(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T ]{0,2}(?P<time>\d{2}:?\d{2}(?::?\d{2})?)(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|(?<!\d)(?P<year2>20\d\d)(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01])(?!\d)"
)
_FILE = re.compile(r"(20\d\d)[-_.]?(\d{2})[-_.]?(\d{2})(?!\d{1,2}\b).{0,12}\.(?:png|jpe?g|gif|webp)", re.I)
#: News on the web is neither older nor from so far ahead.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
#: Characters of a value in the metadata that a date is looked for in.
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Stamps:
    """When an article was published and changed.

    Attributes:
        publication: The first time it stood there, None where nothing tells.
        update: The last change, None where there was none after publication or nothing tells.
    """

    publication: Stamp | None = None
    update: Stamp | None = None


def stamps_of(document: Document, lines: Sequence[Line], language: str | None) -> Stamps:
    """The times of publication and of the last change from the document alone.

    Args:
        document: As read, with its markup.
        lines: Labelled lines.
        language: Language of its body.

    Returns:
        What it tells.
    """
    address = _from_address(document.url)
    printed = _printed(document, lines, language, address)
    key, told = _from_metadata(document.metadata, _KEYS, language)
    publication = _agreed(told, printed, address, key in _SURE)
    publication = publication or _from_markup(document) or _from_file_names(document.text)
    _, changed = _from_metadata(document.metadata, _CHANGED, language)
    update = _mended(changed, printed.update) if changed and printed.update else changed or printed.update
    if update is not None and (publication is None or not _later(update, publication)):
        update = None
    return Stamps(publication, _in_the_same_clock(update, publication))


def _agreed(told: Stamp | None, printed: _Printed, address: Stamp | None, strong: bool) -> Stamp | None:
    """What metadata, the printed page and its address say together.

    Args:
        told: What the metadata say.
        printed: What the lines say.
        address: What the address says.
        strong: Whether the metadata are of a kind that names the publication and nothing else.
    """
    seen = printed.publication
    if told is not None and seen is not None and _distance(told, seen) <= 1 and _same_moment(told, seen, printed.zones):
        return _mended(told, seen)
    if told is None or (seen is not None and not strong and printed.weight >= _CLEAR):
        # A page's own date may be that of its template or of the crawl: beside a date under the title it gives way.
        told = None
    if told is None and seen is not None and address is not None and address.value != seen.value:
        return seen if printed.weight >= _BEYOND_DOUBT else address
    return told or seen or address


def _same_moment(told: Stamp, printed: Stamp, zones: tuple[float, float]) -> bool:
    """Whether a day in UTC may be the printed day where the language of the page is at home."""
    if told.value == printed.value:
        return True
    if told.zone != 0 or told.clock is None:
        return False
    if printed.zone is not None:
        zones = (printed.zone, printed.zone)
    moment = _moment(told)
    return any((moment + timedelta(hours=zone)).date().isoformat() == printed.value for zone in zones)


def _distance(left: Stamp, right: Stamp) -> int:
    """Days between two stamps; very many where one is coarser than a day."""
    if not (edtf.is_day(left.value) and edtf.is_day(right.value)):
        return 0 if left.value.startswith(right.value) or right.value.startswith(left.value) else 10_000
    return abs((date.fromisoformat(left.value) - date.fromisoformat(right.value)).days)


def _mended(told: Stamp, printed: Stamp) -> Stamp:
    """A stamp of the metadata in the clock of the outlet, which the page prints."""
    if told.clock is None:
        same = told.value == printed.value
        return replace(told, clock=printed.clock, zone=printed.zone) if same and printed.clock else told
    if printed.clock is None:
        # The same instant on the other side of midnight; a day told without a zone is the outlet's own.
        return (
            replace(printed, source=told.source, how=told.how)
            if told.zone == 0 and told.value != printed.value
            else told
        )
    shift = (_moment(printed) - _moment(told)).total_seconds() / 3600
    zone = (told.zone if told.zone is not None else printed.zone or 0) + shift
    quarters = abs(4 * zone - round(4 * zone)) < 0.08
    if (
        told.zone is not None
        and quarters
        and LEAST_OFFSET <= zone <= MOST_OFFSET
        and (printed.zone in (None, round(4 * zone) / 4))
    ):
        clock = told.clock if abs(shift) < 0.02 else printed.clock
        return replace(told, value=printed.value, clock=clock, zone=round(4 * zone) / 4)
    return told if told.zone != 0 or told.value == printed.value else printed


def _moment(stamp: Stamp) -> datetime:
    return datetime.fromisoformat(f"{stamp.value}T{stamp.clock}")


def _later(update: Stamp, publication: Stamp) -> bool:
    if not (edtf.is_day(update.value) and edtf.is_day(publication.value)):
        return update.value > publication.value
    if update.clock is None or publication.clock is None:
        return update.value > publication.value
    shift = (update.zone or 0) - (publication.zone or 0) if None not in (update.zone, publication.zone) else 0
    return _moment(update) - timedelta(hours=shift) > _moment(publication)


def _in_the_same_clock(update: Stamp | None, publication: Stamp | None) -> Stamp | None:
    """An update that is told in UTC, in the clock of the publication."""
    if update is None or publication is None or update.clock is None or update.zone != 0 or not publication.zone:
        return update
    return _shifted(update, publication.zone)


# --- metadata --------------------------------------------------------------------------------------------


def _from_metadata(
    metadata: Sequence[tuple[str, str]], keys: Sequence[str], language: str | None
) -> tuple[str, Stamp | None]:
    pairs = dict(reversed(metadata))
    for key in keys:
        if (value := pairs.get(key)) and (found := _parsed(value)):
            return key, _at_home(replace(found, how=_where(key)), _zones(language))
    return "", None


#: Months in which the northern half of the world has summer time.
_SUMMER = range(4, 11)


def _zones(language: str | None) -> tuple[float, float]:
    """The least and the greatest offset from UTC where a language is at home; all there are where that is not known."""
    homes = date_words()["homes"]
    least, most = homes.get((language or "").split("-")[0], (LEAST_OFFSET, MOST_OFFSET))
    return float(least), float(most)


def _at_home(stamp: Stamp, zones: tuple[float, float]) -> Stamp:
    """A moment told in UTC, in the clock of the outlet where its language leaves no doubt: machines write UTC."""
    least, most = zones
    if stamp.zone != 0 or stamp.clock is None or most - least > 1:
        return stamp
    return _shifted(stamp, most if int(stamp.value[5:7]) in _SUMMER else least)


def _shifted(stamp: Stamp, zone: float) -> Stamp:
    """The same moment in the clock of another zone."""
    moment = _moment(stamp) + timedelta(hours=zone - (stamp.zone or 0))
    clock = moment.time().isoformat("seconds" if stamp.precision == "second" else "minutes")
    return replace(stamp, value=moment.date().isoformat(), clock=clock, zone=zone)


def _where(key: str) -> str:
    """A key in the words of the page."""
    place, _, name = key.rpartition(":")
    known = {"datepublished": "datePublished", "datemodified": "dateModified", "datecreated": "dateCreated"}
    if place.startswith("jsonld"):
        return f"JSON-LD {known.get(name, name)}"
    return f"itemprop {known.get(name, name)}" if place == "itemprop" else f"meta {key}"


def _parsed(value: str) -> Stamp | None:
    """A date as machines write it, or as people do."""
    value = plain_digits(value[:_LONGEST_VALUE])
    if _EPOCH.fullmatch(value.strip()):
        moment = datetime(1970, 1, 1) + timedelta(seconds=int(value.strip()[:10]))
        return Stamp(moment.date().isoformat(), moment.time().isoformat(), 0.0, "metadata")
    match = _ISO.match(value)
    if match:
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
        clock = _time(match["time"])
        zone = _zone(match["zone"]) if clock else None
        return Stamp(day.isoformat(), clock, zone, "metadata") if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
    printed = find_dates(value, month_first=True)
    return _stamp(printed[0], "metadata", "") if printed else None


def _time(text: str | None) -> str | None:
    """ISO time of day; midnight to the second is what machines write for a day without a time."""
    figures = (text or "").replace(":", "")
    if len(figures) < 4 or not figures.strip("0") or int(figures[:2]) > 23 or max(figures[2:3], figures[4:5]) > "5":
        return None
    return ":".join(figures[at : at + 2] for at in range(0, len(figures), 2))


def _zone(text: str | None) -> float | None:
    if not text:
        return None
    if text == "Z":
        return 0.0
    hours, minutes = int(text[1:3]), int(text[3:].strip(":") or 0)
    offset = (1 if text[0] == "+" else -1) * (hours + minutes / 60)
    return offset if LEAST_OFFSET <= offset <= MOST_OFFSET else None


def _stamp(printed: PrintedDate, source: DateSource, how: str) -> Stamp:
    return Stamp(printed.day.isoformat(), printed.clock, printed.zone, source, how)


def _from_address(url: str | None) -> Stamp | None:
    """The day that an address holds: "/2031/05/14/", "-20310514"."""
    for match in _ADDRESS.finditer(url or ""):
        parts = (match["year"] or match["year2"], match["month"] or match["month2"], match["day"] or match["day2"])
        try:
            day = date(*map(int, parts))
        except ValueError:
            continue
        if _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return Stamp(day.isoformat(), None, None, "metadata", "address")
    return None


def _from_markup(document: Document) -> Stamp | None:
    """What htmldate finds (Barbaresi 2020), for pages that neither declare nor print a date where one is expected."""
    if not document.markup:
        return None
    from htmldate import find_date  # few pages come so far

    try:
        found = find_date(document.markup, original_date=True, extensive_search=False, url=document.url)
    except Exception:  # the library promises nothing for broken pages
        return None
    return Stamp(found, None, None, "metadata", "htmldate") if found and edtf.is_day(found) else None


def _from_file_names(text: str) -> Stamp | None:
    """A picture made for the article bears its day in its name; the earliest is nearest to what was seen."""
    days = []
    for match in _FILE.finditer(text):
        try:
            days.append(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return Stamp(min(days).isoformat(), None, None, "text", "name of a picture") if days else None


# --- printed ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the lines say.

    Attributes:
        publication, update: The best of either kind.
        weight: How much speaks for the publication.
        zones: The least and the greatest offset from UTC where the language is at home.
    """

    publication: Stamp | None = None
    update: Stamp | None = None
    weight: float = 0.0
    zones: tuple[float, float] = (LEAST_OFFSET, MOST_OFFSET)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the article lies among the lines.

    Attributes:
        title: Index of its title, or None.
        first, last: Indexes of its first and last running line; both behind the end where it has none.
        closed: Index of the line from which other articles or comments follow.
    """

    title: int | None
    first: int
    last: int
    closed: int


#: Weights from which a printed date is taken for that of the article, is taken in place of metadata that may mean
#: something else, and of the address; found with those of `_weight` on every second of 606 dated pages.
_TAKEN = 0.9
_CLEAR = 2.0
_BEYOND_DOUBT = 2.9
#: Share of a line from which it is about its date.
_MOST_OF_IT = 0.4


def _printed(document: Document, lines: Sequence[Line], language: str | None, address: Stamp | None) -> _Printed:
    """The best dates printed around the article."""
    body = [index for index, line in enumerate(lines) if line.kind == "body"]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), None)
    rest = range(last, len(lines))
    closed = next((index for index in rest if lines[index].ending or lines[index].comment), len(lines))
    place = _Place(title, first, last, closed)
    corrected = any(line.kind == "correction" for line in lines)
    best, chosen, spare, revised, revision = _TAKEN, None, _TAKEN, -1.0, None
    fallback: Stamp | None = None
    for index, stamp, weight, is_revision in _candidates(document, lines, language, place):
        how = _place_of(index, place)
        stamp = replace(stamp, how=stamp.how or how)
        weight += 1.0 if address is not None and address.value == stamp.value else 0.0
        if is_revision and not corrected:
            if weight > revised:
                revised, revision = weight, stamp
            if weight - 0.8 > spare:
                spare, fallback = weight - 0.8, stamp
        elif weight > best:
            best, chosen = weight, stamp
    return _Printed(chosen or fallback, revision, best if chosen else spare, _zones(language))


def _place_of(index: int, place: _Place) -> str:
    if place.title is not None and place.title < index < place.first:
        return "line under the title"
    return "line above the text" if index < place.first else "line in the text" if index <= place.last else "line below"


def _candidates(
    document: Document, lines: Sequence[Line], language: str | None, place: _Place
) -> Iterator[tuple[int, Stamp, float, bool]]:
    """Dates with the index of their line, their weight, and whether they are those of a change."""
    times = [(int(key[5:]), value) for key, value in document.metadata if key.startswith("time@")]
    for index, line in enumerate(lines):
        if line.hidden:
            continue
        inside = [(at, value) for at, value in times if line.start <= at < line.end] if times else []
        if line.width > 300 and not inside and not (line.kind == "body" and index <= place.first + 1):
            continue
        text = line.text[:160] if line.kind == "body" else line.text[:600]
        found = find_dates(text, language)
        for number, printed in enumerate(found):
            since = found[number - 1].whole if number else 0
            until = found[number + 1].start if number + 1 < len(found) else None
            label, revision = _label(text, printed, since, until, lines[index - 1] if index else None)
            weight = _weight(line, index, printed.start, printed.end, bool(printed.clock), place) + label
            exact = next((value for at, value in inside if abs(at - line.start - printed.start) < 30), None)
            stamp = _exact(printed, exact)
            # "28 June 2031 14 January 2032": what follows a date at once is that of the last change.
            follows = (
                number > 0 and not text[since : printed.start].strip(_EDGES) and printed.day > found[number - 1].day
            )
            yield index, stamp, weight + (0.4 if exact else 0.0), revision or follows
        if not found:
            for at, value in inside:
                stamp_told = _parsed(value)
                if stamp_told is not None:
                    start = at - line.start
                    label, revision = _label(text, PrintedDate(start, start, date.min), 0, None, None)
                    weight = _weight(line, index, start, len(line.text), bool(stamp_told.clock), place) + label
                    yield index, replace(stamp_told, how="time element"), weight, revision


def _exact(printed: PrintedDate, value: str | None) -> Stamp:
    """A printed date with what the time element around it adds."""
    stamp = _stamp(printed, "text", "")
    told = _parsed(value) if value else None
    if told is None:
        return stamp
    if _distance(told, stamp) <= 1:
        return replace(_mended(told, stamp), how="time element")
    # Day and month the other way round, or a date beside the element.
    return replace(told, how="time element") if not printed.sure else stamp


# A place, or nothing, before the date that a text begins with; and what stands between that date and the text.
_HEADED = re.compile(r"\W{0,3}(?:[^\W\d_][^\d(){,.]{1,25}[\s,/(]{1,4})?$")
_HEAD_ENDS = re.compile(r"\s?[)\]]?\s?(?:[.:–—-]|\s[\"“„«])")


def _weight(line: Line, index: int, start: int, end: int, clock: bool, place: _Place) -> float:
    """How likely a printed date is that of publication."""
    share = (end - start) / max(1, len(line.text))
    score = 1.5 * min(1.0, 2 * share)
    score += 0.7 if clock else 0.0
    if index > place.closed:
        score -= 1.5
    if line.kind == "body":
        if line.width < 60 and (share > _MOST_OF_IT or not line.ends):
            return score + (1.2 if share > _MOST_OF_IT else 0.2)
        if index <= place.first + 1 and _HEADED.match(line.text[:start]) and _HEAD_ENDS.match(line.text[end:]):
            return 1.6
        # "am 12. März 2019" inside running text is what the article tells of; in its dateline it is its own.
        return 2.0 if any(part.end >= line.start + end for part in opening(line, None)) else score - 3.0
    if line.kind in ("caption", "comment"):
        return score - 1.5
    if names_have(line.names[-3:], "date"):
        score += 0.3
    if names_have(line.names, "comment"):
        score -= 2.0
    if place.title is not None:
        score -= 0.05 * min(10, abs(index - place.title))
    if index < place.first:
        score += 1.0 if place.title is None or index >= place.title - 3 else 0.5
        score += 0.3 if place.title is not None and index > place.title else 0.0
    elif index > place.last:
        score += 0.6 if index <= place.last + 4 else -1.0
        score -= 0.8 if line.bullet and share < 0.5 else 0.0
    score -= 0.8 if line.links > 0.5 else 0.0
    score -= 1.0 if line.notice and share < 0.3 else 0.0
    return score


# What separates the parts of a line.
_BORDER = re.compile(r"[|｜•·∙/()（）\[\]\n]|\s[-–—]\s|(?<=[^\W\d_]{3})\.\s|[;；]")
#: Characters of a weekday that may stand between "published" and a date.
_WEEKDAY = 12
_EDGES = " \t:：.,،|-–—(（/"


def _label(text: str, printed: PrintedDate, since: int, until: int | None, above: Line | None) -> tuple[float, bool]:
    """What the words beside a date add to its weight, and whether they say that something was changed then."""
    before = text[since : printed.start]
    border = [match.end() for match in _BORDER.finditer(before.rstrip(_EDGES))]
    before = before[border[-1] if border else 0 :]
    bare = before.strip(_EDGES)
    behind = text[max(printed.whole, printed.end) : until].lstrip(" \t:：.,|-–)/0123456789")
    if not bare and printed.start == 0 and above is not None and above.width < 40:
        bare = above.text.strip(_EDGES)
    revision, labelled = _ends_with("revision_labels", bare), _ends_with("date_labels", bare)
    if not labelled and not revision:
        revised, dated = phrases("revision_labels").match(behind), phrases("date_labels").match(behind)
        # What stands between two dates belongs to the second, unless a bracket holds it to the first.
        own = next((match for match in (revised, dated) if match), None)
        if own and (until is None or behind[own.end() :].lstrip()[:1] in (")", "）")):
            revision, labelled = own is revised, own is dated
    if revision:
        return 1.0, True
    if labelled:
        return 1.0, False
    # "Date of the event: 21 June" names a date of something else.
    return (-1.5 if before.rstrip().endswith((":", "：")) and any(map(str.isalpha, before)) else 0.0), False


def _ends_with(key: str, text: str) -> bool:
    """Whether a text is a label, perhaps with a weekday or a few words of its own behind it."""
    for match in phrases(key).finditer(text[-60:]):
        first = match.start() == 0 or not text[-60:][: match.start()].strip(_EDGES)
        if first and match.end() >= len(text[-60:]) - 2 * _WEEKDAY:
            return True
    return False


# --- from peers ------------------------------------------------------------------------------------------


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


__all__ = ["Stamps", "from_peers", "stamps_of"]
