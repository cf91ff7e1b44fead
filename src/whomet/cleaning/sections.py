"""The part of the outlet that an article stands in: "Business", as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whomet.cleaning.cues import phrases
from whomet.cleaning.dates import find_dates
from whomet.cleaning.lines import Line
from whomet.records import Document

#: Metadata that name it, the surest first.
_KEYS = (
    "article:section",
    "jsonld:section",
    "itemprop:articlesection",
    "parsely-section",
    "og:article:section",
    "section",
    "sectionname",
    "cxenseparse:recs:section",
    "article.section",
    "category",
    "dc.subject.section",
)
# What stands between the steps of a path.
_STEP = re.compile(r"\s*[>›»→▶＞]+\s*|\s+/\s+")
_PIECE = re.compile(r"\s*[>›»→▶＞|｜·•]+\s*|\s+/\s+|\t|\s{2,}")
_EDGES = " \t:：.,|·-–—[]【】<>›»/"
#: Characters of the longest name of a section.
_LONGEST = 40
#: Lines above the title in which a path or a label is looked for.
_NEAR = 12


def section_of(document: Document, lines: Sequence[Line], outlet: str | None) -> str | None:
    """The section of an article.

    Args:
        document: As read.
        lines: Labelled lines.
        outlet: Who published it.

    Returns:
        Its name from the metadata, from the path of links above the title, or behind a word such as "Section:".
    """
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), None)
    headline = lines[title].text if title is not None else ""
    pairs = dict(reversed(document.metadata))
    told = (value for key in _KEYS if (value := pairs.get(key)))
    crumbs = [value for key, value in document.metadata if key == "crumb"]
    for value in (*told, *_first(crumbs, headline, outlet, rooted=False)):
        if name := _name(value, headline, outlet):
            return name
    first = next((index for index, line in enumerate(lines) if line.kind == "body"), len(lines))
    head = lines[: min(first, (title if title is not None else first) + 4)][-_NEAR:]
    return next(_printed(head, headline, outlet), None)


def _name(text: str, headline: str, outlet: str | None) -> str | None:
    """A step of a path, where it may be a section."""
    bare = text.strip(_EDGES)
    letters = _letters(bare)
    if not 1 < len(bare) <= _LONGEST or not any(map(str.isalpha, bare)):
        return None
    if phrases("home_words").fullmatch(bare) or phrases("article_words").fullmatch(bare):
        return None
    if (letters in _letters(headline) and len(letters) > _LONGEST // 2) or letters == _letters(outlet or ""):
        return None
    return bare


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _first(steps: Sequence[str], headline: str, outlet: str | None, rooted: bool) -> Iterator[str]:
    """The step behind the first page; where it must be named, nothing without it."""
    bare = [step.strip(_EDGES) for step in steps]
    homes = [index for index, step in enumerate(bare) if phrases("home_words").fullmatch(step)]
    own = [index for index, step in enumerate(bare) if outlet and _letters(step) == _letters(outlet)]
    begin = max([*homes[:1], *own[:1]], default=-1) + 1
    if begin == 0 and rooted:
        return
    for step in bare[begin:]:
        if step and _letters(step) in _letters(headline) and len(_letters(step)) > 8:
            return
        if name := _name(step, headline, outlet):
            yield name
            return


def _printed(head: Sequence[Line], headline: str, outlet: str | None) -> Iterator[str]:
    """Sections that the lines above and right under the title name."""
    crumbs = [line.text for line in head if any("crumb" in name for name in line.names)]
    if crumbs:
        yield from _first([step for text in crumbs for step in _PIECE.split(text)], headline, outlet, rooted=False)
    for line in head:
        steps = _STEP.split(line.text)
        if len(steps) > 1 and not find_dates(line.text):
            yield from _first(steps, headline, outlet, rooted=True)
    for line in head:
        for piece in _PIECE.split(line.text):
            label = phrases("section_labels").match(piece)
            if (
                label
                and piece[label.end() :].lstrip()[:1] in (":", "：")
                and (name := _name(piece[label.end() :], headline, outlet))
            ):
                yield name
