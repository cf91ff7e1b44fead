"""Who published an article, who wrote it, and whose wire it came over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from whomet.cleaning.cues import candidates, expressions, is_phrase, listed, names_have, phrases
from whomet.cleaning.dates import find_dates
from whomet.cleaning.headers import is_byline, is_dated, is_person_line, leading_name
from whomet.cleaning.lines import Line
from whomet.cleaning.openings import Part, opening
from whomet.records import Document

# Where words are not written apart, no spaces stand around the sign either: "標題-網站".
_TITLE_SEPARATOR = re.compile(
    r"[：_]|\s+[|–—·»:-]\s+|\s*[|｜]\s*|\s+::\s+|(?<=[\u3040-\u9fff”’」』）)!?！？])\s*[-_－–—]+\s*(?=[\u3040-\u9fff])"
)
_TAGLINE = re.compile(r"\s+[|–—·•-]\s+|\s*[|｜]\s*|\s{3,}|\t")
#: Words of the longest name of an agency.
_MOST_WORDS = 5
#: Characters of the longest list of authors in metadata that is taken for one.
_LONGEST_AUTHOR = 120
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
    for key in _OUTLET_KEYS:
        value = pairs.get(key, "")
        if value and not _ADDRESS.search(value) and (name := _named(value)) and _letters(name) != _letters(title or ""):
            return name
    suffix = _suffix(pairs.get("title", ""), title, _hosts(document), [_letters(line.text) for line in lines[:3]])
    if suffix:
        return suffix
    masthead = _masthead(lines)
    notice = _from_notices(lines, languages)
    if masthead and notice and _letters(masthead) in _letters(notice):
        return masthead
    return masthead or notice


_OUTLET_KEYS = (
    "og:site_name",
    "jsonld:publisher",
    "jsonld:page:publisher",
    "itemprop:publisher",
    "application-name",
    "publisher",
    "dc.publisher",
)
_HOST = re.compile(r"(?:https?://|@)((?:[\w-]+\.)+[a-z]{2,})", re.I)


def _named(text: str) -> str | None:
    """The name of an outlet without what stands before it on every page; None where it is none."""
    name = _tidy(text)
    home = phrases("home_words").match(name)
    if home and (home.end() == len(name) or not name[home.end()].isalnum()):
        name = _tidy(name[home.end() :])
    if not name or is_phrase("systems", name):
        return None
    return name


def _hosts(document: Document) -> tuple[str, ...]:
    """Letters of the hosts that the page and its mail addresses name: a weak hint at what the outlet is called."""
    found = [match.lower() for match in _HOST.findall(f"{document.url or ''} {document.text[:20_000]}")]
    return tuple(dict.fromkeys(_letters(part) for host in found for part in host.split(".")[:-1] if len(part) > 3))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .,|·-–—")


def _suffix(page: str, title: str | None, hosts: Sequence[str], heads: Sequence[str]) -> str | None:
    """The outlet in the title of a page: what its address is made of, what heads the page, else the last part."""
    parts = [part for part in _TITLE_SEPARATOR.split(page) if part.strip()]
    if len(parts) < 2 or not title:
        return None
    bare = _letters(title)
    # "Mayor hosts ... | Tide Post": a title that is cut short is no outlet, either.
    rest = [
        name
        for part in parts
        if len(part) < 50
        and _letters(part) not in bare
        and not bare.startswith(_letters(part)[:20])
        and (name := _named(part))
    ]
    hosted = [name for name in rest if len(_letters(name)) > 3 and any(_letters(name) in host for host in hosts)]
    headed = [name for name in rest if _letters(name) in heads]
    return (hosted or headed or rest)[-1] if rest else None


def _masthead(lines: Sequence[Line]) -> str | None:
    """A name alone on one of the first lines, above the title, or at the head of the menu."""
    top = next((index for index, line in enumerate(lines) if line.kind in ("title", "body", "summary")), 0)
    for index, line in enumerate(lines[: min(top, 3)]):
        if line.kind != "boilerplate" or line.hidden or line.contact or line.bullet or line.ending:
            continue
        if line.reason and line.reason.startswith("headline"):
            continue
        if phrases("releases").match(line.text) or (line.notice and line.width > 40) or "nav" in line.path:
            continue
        if is_dated(line.text) or is_byline(line.text):
            continue
        name = _head(line, index)
        if name is not None:
            return name
    return None


def _head(line: Line, index: int) -> str | None:
    """The name in a masthead: without its slogan, and in full where its abbreviation stands first."""
    parts = [part for part in _TAGLINE.split(line.text) if part.strip()]
    name = parts[0]
    if len(parts) > 1 and len(name) <= 5 and name.isupper() and not is_phrase("controls", parts[1]):
        name = parts[1] if len(parts) == 2 else name
    elif len(parts) > 2 and (index > 0 or is_phrase("controls", name)):
        return None
    if line.menu and (len(parts) < 3 or index > 0):
        return None
    if any(sign in line.text for sign in (">", "›", "»")) or (line.controls > 0.6 and len(parts) < 2):
        return None
    if len(name) > 60 or len(name.split()) > 8 or re.search(r"\d{2,}", name) or (line.ends and line.width > 60):
        return None
    return _named(name) if not is_phrase("controls", name) else None


def _from_notices(lines: Sequence[Line], languages: Sequence[str]) -> str | None:
    for pattern in expressions("outlets", tuple(languages)):
        for line in lines:
            if line.kind in ("boilerplate", "credit") and (match := pattern.search(line.text)):
                name = _named(match.group("outlet"))
                if name and not is_phrase("notices", name):
                    return name
    return None


@dataclass(frozen=True, slots=True)
class Credits:
    """Who made an article.

    Attributes:
        bylines: Names of authors as printed, without titles.
        agency: Wire agency, or None.
    """

    bylines: tuple[str, ...] = ()
    agency: str | None = None


def credits_of(
    document: Document, lines: Sequence[Line], parts: Sequence[Part], title: int | None, outlet: str | None
) -> Credits:
    """The authors and the wire agency of an article.

    Args:
        document: As read.
        lines: Labelled lines.
        parts: Openings and credits found inside lines.
        title: Index of the title line.
        outlet: Who published it.

    Returns:
        Authors from the metadata, else from the opening of the first line, else from the lines around the article.
    """
    agency = next((_tidy(part.agency) for part in parts if part.agency and (part.place or part.kind == "credit")), None)
    found = _from_metadata(document)
    bracketed = next((part for part in parts if part.agency and not part.place and part.kind != "credit"), None)
    if agency is None and bracketed and _letters(bracketed.agency or "") != _letters(outlet or ""):
        agency = _tidy(bracketed.agency or "")
    header = _from_lines(lines, title)
    names = found or _Names.of([part.byline for part in parts if part.byline]) or header
    if header.agency and _letters(header.agency) == _letters(outlet or ""):
        header.agency = None
    agency = agency or names.agency or header.agency
    own = {_letters(outlet or ""), _letters(agency or "")}
    return Credits(tuple(name for name in dict.fromkeys(names.people) if _letters(name) not in own), agency)


@cache
def _separator() -> re.Pattern[str]:
    """What stands between two names."""
    words = "|".join(map(re.escape, listed("conjunctions")))
    gaps = "|".join(["(?!)", *listed("name_gaps")])
    return re.compile(rf"{gaps}|\s*(?:[,;/&·ㆍ、，]|(?<=\s)(?:{words}|{words.upper()})(?=\s))\s*")


@cache
def _together() -> re.Pattern[str]:
    """What stands between the author and the agency that helped."""
    words = "|".join(map(re.escape, sorted(listed("with_words"), key=len, reverse=True)))
    return re.compile(rf"\s+(?i:{words})\s+(?P<agency>[A-ZÀ-Þ]{{2,8}}(?:/[A-Za-z]{{2,8}})*)\s*$")


def _with(text: str) -> tuple[str, str | None]:
    """A byline and the agency, in capitals, that it names behind "with"."""
    match = _together().search(text)
    return (text[: match.start()], match["agency"]) if match else (text, None)


@dataclass(slots=True)
class _Names:
    """Names read from a byline: people, and the agency among them."""

    people: list[str] = field(default_factory=list)
    agency: str | None = None

    def __bool__(self) -> bool:
        return bool(self.people or self.agency)

    @classmethod
    def of(cls, printed: Sequence[str]) -> _Names:
        """Read some bylines."""
        found = cls()
        for text in printed:
            inverted = _INVERTED.fullmatch(text.strip())
            if inverted and not any(word.isupper() for word in inverted.groups()) and not _is_office(text):
                found.people.append(text.strip())
                continue
            names, source = _with(text)
            if source:
                found.agency = found.agency or source
            for number, piece in enumerate(_separator().split(names)):
                found.add(piece.strip(), number)
        return found

    def add(self, piece: str, number: int) -> None:
        """Take in one name of a list."""
        if phrases("agency_words").search(piece):
            self.agency = self.agency or _tidy(_NAME_TAIL.sub("", piece))
            return
        if number and piece.islower() and len(piece) < 6 and piece.isalpha():
            self.agency = self.agency or piece
            return
        name = personal_name(piece)
        if name is None or ":" in name:
            return
        if number and len(self.people) == 1 and _is_affiliation(name):
            self.agency = self.agency or (name if len(name.split()) > 2 else None)
        elif not (number and self.people and _is_office(piece)):
            self.people.append(name)


def _is_affiliation(name: str) -> bool:
    """Whether what follows a name and a comma is a body (three words and more) or a place (one)."""
    words = name.split()
    return name.isascii() and (len(words) == 1 or (len(words) > 2 and all(word[:1].isupper() for word in words)))


def _is_office(piece: str) -> bool:
    return bool(phrases("byline_titles").search(piece))


def personal_name(piece: str) -> str | None:
    """The name at the beginning of a piece of a byline, without titles.

    Args:
        piece: Text between the word of authorship and the next sign.

    Returns:
        A name, None where the piece begins with none.
    """
    if _is_office(piece) and leading_name(piece) is None:
        piece = phrases("byline_titles").sub("", piece)
        if piece[:1] and piece.strip()[:1] < "\u0530" and len(piece.split()) < 2:
            return None  # the place of an office, not a person
    bare = _tidy(_NAME_TAIL.sub("", piece))
    if not 1 < len(bare) < 60 or bare[:1].isdigit():
        return None
    if len(bare.split()) > 1 and (bare.isupper() or len(bare.split()[-1]) > 3):
        # All of it in capitals, or the family name alone; shorter ones are initials.
        bare = " ".join(
            word.capitalize() if (word.isupper() and len(word) > 3) or bare.isupper() else word for word in bare.split()
        )
    if bare[0] < "\u0530":
        cased = leading_name(bare)
        if cased:
            return _untitled(cased)
        words = bare.split()
        if bare[0].islower():
            later = leading_name(bare[bare.find(next((word for word in words if word[0].isupper()), bare)) :])
            handle = words[0] if len(words) < 3 and words[-1].islower() and len(words[0]) > 2 else None
            return _untitled(later) if later else handle
        return bare if len(words) <= 3 else None
    bare = _tidy(phrases("byline_titles").sub("", bare))
    return bare if bare and len(bare.split()) <= 5 else None


def _untitled(name: str) -> str | None:
    """A name without the titles before or behind it; None where it is an office."""
    titled = phrases("byline_titles").search(name)
    if titled is None:
        return name
    if titled.end() == len(name):
        before = name[: titled.start()].strip()
        return name if before and before.lower() not in listed("name_particles") else None
    rest = _tidy(name[titled.end() :] if titled.start() == 0 else name[: titled.start()])
    if titled.start() == 0 and titled.group().isalpha() and len(rest.split()) == 1:
        return None  # an office and its town: "Redaktion Husum"; respect is abbreviated: "Dr. Storm"
    return rest or name


_AUTHOR_KEYS = (
    "jsonld:author",
    "itemprop:author",
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dable:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "rel:author",
)
# "Orrin, Hale": one family name, and one or two given names.
_INVERTED = re.compile(
    r"(?P<family>[^\W\d_][^\W\d_'’-]+(?:[-'’][^\W\d_]+)*),\s(?P<given>[^\W\d_]+\.?(?:[ -][^\W\d_]+\.?)?)"
)


def _from_metadata(document: Document) -> _Names:
    # Vendors of statistics have keys of their own, which end alike.
    named = {key for key, _ in document.metadata if key.endswith((":author", ".author")) and not key.startswith("pdf:")}
    others = sorted(named - set(_AUTHOR_KEYS))
    for wanted in (*_AUTHOR_KEYS, *others):
        values = [value for key, value in document.metadata if key == wanted]
        values = [value for value in values if not _ADDRESS.search(value) and len(value) < _LONGEST_AUTHOR]
        names = _Names.of([_unlabelled(value) for value in values])
        if names:
            return names
    return _Names()


def _unlabelled(text: str) -> str:
    """An author without the words that go before on the page: "By Hale Orrin"."""
    for pattern in candidates("bylines", text):
        match = pattern.match(text)
        if match and match.start("byline") > 0:
            return str(match["byline"])
    return text


_PIECE = re.compile(r"\s*[|•｜]\s*|\s[/·]\s|\s+[-–—]+\s*|\s{2,}|\t|(?<=[^\W\d_]{3})\.\s+|(?<=\d)\.\s+|^[\s.,–—-]+")
_CLOCK = re.compile(r"[,\s]*\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s+[A-Z]{2,4}\b)?")


def _from_lines(lines: Sequence[Line], title: int | None) -> _Names:
    """Bylines printed above the running text, or right below it."""
    body = [index for index, line in enumerate(lines) if line.kind == "body"]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines) - 1)
    above = list(range(max(0, (title or 0) - 2), first))
    below = [*range(last + 1, min(len(lines), last + 4))]
    inside = [
        index
        for index in range(first, min(len(lines), first + 5))
        if lines[index].kind == "byline"
        # One with the words of a tool beside it ("2 min read") counts among those.
        or (lines[index].kind == "boilerplate" and is_byline(lines[index].text) and is_dated(lines[index].text))
    ]
    found = _Names()
    for index in (*above, *inside, *below):
        line = lines[index]
        if line.width > 200 or line.hidden or index == title or line.ending or (line.menu and index not in above):
            continue
        names = _in_line(line, under=title is None or index > title)
        found.agency = found.agency or names.agency
        if names.people:
            return _Names(names.people, found.agency)
    if found:
        return found
    # A lead in full sentences is body, too: names may stand between it and the next paragraph.
    led = [index for index in range(first, min(len(lines), first + 5)) if lines[index].kind != "body"]
    for index in (*above, *led):
        around = [lines[other].text for other in (index - 1, index + 1) if 0 <= other < len(lines)]
        people = _people(lines[index]) if index != title else []
        if people and (lines[index].text in around or any(is_dated(text) or _is_title(text) for text in around)):
            return _Names(people)
    return _Names()


def _people(line: Line) -> list[str]:
    """Personal names, where a line begins with nothing else: "Noor Whitcombe and Jules Arden"."""
    pieces = [_NAME_TAIL.sub("", piece).strip() for piece in _separator().split(_PIECE.split(line.text)[0])]
    pieces = [piece for index, piece in enumerate(pieces) if not index or not _is_profession(piece)]
    if len(pieces) > 1 or names_have(line.names, "byline"):
        # A single name in capitals may be a rubric as well.
        pieces = [" ".join(map(str.capitalize, piece.split())) if piece.isupper() else piece for piece in pieces]
    names = [name for piece in pieces if is_person_line(piece) and (name := personal_name(piece))]
    return names if len(names) == len(pieces) else []


def _in_line(line: Line, under: bool) -> _Names:
    """Names in a line of the header, piece by piece: dateline, date and clock are taken off first.

    Args:
        line: A line of the header.
        under: Whether it stands under the title; beside a date above it stands the rubric.
    """
    parts = opening(line, None, shortest=0) if line.width < 120 else []
    agency = next((part.agency for part in parts if part.agency), None)
    text = line.text[max((part.end for part in parts), default=line.start) - line.start :]
    dates = find_dates(text)
    for printed in reversed(dates):
        text = text[: printed.start] + " | " + text[max(printed.whole, printed.end) :]
    if _CLOCK.search(text):
        text = phrases("clock_words").sub(" ", _CLOCK.sub("  ", text))
    printed_names = [part.byline for part in parts if part.byline]
    pieces = [piece for piece in _PIECE.split(text) if piece.strip(" ,.|")]
    for piece in pieces if under or not line.text.isupper() else ():
        bare, source = _with(piece.strip(" ,-–—/"))
        agency = agency or source
        match = next((found for pattern in candidates("bylines", bare) if (found := pattern.search(bare))), None)
        if match:
            printed_names.append(match.group("byline"))
        elif len(pieces) > 1 or dates:
            agency = agency or _credited(bare)
    if not printed_names and len(pieces) > 1 and under:
        # A name and its town: what stands between them parts the pieces, too.
        whole = text.strip()
        printed_names += [
            found.group("byline") for pattern in candidates("bylines", whole) if (found := pattern.match(whole))
        ][:1]
    if not printed_names and (dates or parts) and under:
        printed_names = [
            bare for piece in pieces if (bare := piece.strip(" ,.:-–—/")) and _alone(bare) and not _is_label(bare)
        ]
    names = _Names.of(printed_names)
    names.agency = names.agency or (agency.strip() if agency else None)
    return names


def _credited(piece: str) -> str | None:
    """The agency that a piece of a header names: by a word such as "news agency" in it, or behind "Source:"."""
    named = phrases("agency_words").search(piece)
    if named and len(piece.split()) <= _MOST_WORDS and named.group() != piece:
        return piece
    for pattern in candidates("credits", piece):
        match = pattern.match(piece)
        name = match.groupdict().get("agency") if match and match.end() == len(piece) else None
        if match and name and any(map(str.isalpha, piece[: match.start("agency")])):
            return str(name).strip()
    return None


def _is_profession(piece: str) -> bool:
    """Whether a piece ends with a title of authors: "Transport Correspondent"."""
    last = piece.split()[-1:] or [""]
    return _is_title(piece) or _is_title(last[0])


def _is_title(line: str) -> bool:
    """Whether a line is nothing but what somebody is by profession: it stands beside the author's name."""
    return is_phrase("byline_titles", line.strip(" .:-–—"))


def _is_label(piece: str) -> bool:
    """Whether a piece beside a date says which date it is."""
    return any(is_phrase(key, piece) for key in ("date_labels", "revision_labels", "controls"))


def _alone(piece: str) -> bool:
    """Whether a piece beside a date is a personal name: by its capitals, or by two to four uncased words."""
    if is_person_line(piece):
        return True
    words = piece.split()
    return (
        piece[0] > "\u0590"
        and 2 <= len(words) <= 4
        and len(piece) < 35
        and all(word.isalpha() for word in words)
        and piece[0] < "\u0900"
    )
