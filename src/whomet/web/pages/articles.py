"""Articles with their marked passages, and who publishes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter

from whomet.records import Citation, Document, Figure, Plan, Statement
from whomet.web.marks import TakenOver, direction, paragraphs
from whomet.web.rendering import Page, Visiting
from whomet.web.stories import moment
from whomet.web.view import View

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)
_MARK = re.compile(r"(\d{1,9})-(\d{1,9})")


@ROUTER.get("/article/{file:path}")
def article(visit: Visiting, file: str, mark: str = "") -> Page:
    """The whole text of an article: what each stretch is, what rests on it, where it was taken from."""
    view = visit.view
    file = view.file(file)
    if file not in view.documents:
        raise visit.unknown(file)
    document = view.documents[file]
    here = _here(document, mark)
    return visit.page(
        "article",
        view=view,
        document=document,
        title=view.title(document),
        paragraphs=paragraphs(document, view.cited(file), list(_taken(view, file)), here),
        marked=here,
        direction=direction(document.language),
        resting=_resting(view, file),
        related=_related(view, file),
        link=document.url if (document.url or "").startswith(("http://", "https://")) else None,
    )


def _here(document: Document, mark: str) -> tuple[int, int] | None:
    """The passage to show, where it lies in the text."""
    match = _MARK.fullmatch(mark)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= len(document.text) else None


def _taken(view: View, file: str) -> Iterator[TakenOver]:
    for origin in view.account.lineage.origins:
        for one in origin.taken:
            if one.file == file:
                how = view.words.term("how", one.how)
                yield TakenOver(one.start, one.end, f"{view.outlet(origin.held_against)}: {how}")


@dataclass(frozen=True, slots=True)
class Resting:
    """A conclusion that rests on an article.

    Attributes:
        kind: "meeting", "statement", "figure", "plan" or "contradiction".
        told: In words.
        places: Its passages here.
    """

    id: str
    kind: str
    told: str
    places: tuple[Citation, ...]


def _resting(view: View, file: str) -> list[Resting]:
    """Every conclusion that rests on an article, in order of kinds."""
    found = [
        Resting(one.id, "meeting", view.heading(one), tuple(p for p in one.evidence if p.document == file))
        for one in view.account.meetings
        if file in one.documents
    ]
    facts: Mapping[str, Statement | Figure | Plan] = {**view.statements, **view.figures, **view.plans}
    for id_, fact in facts.items():
        if here := tuple(place for place in fact.places if place.document == file):
            found.append(Resting(id_, type(fact).__name__.lower(), view.told(fact).text, here))
    for id_, (one, _) in view.contradictions.items():
        if any(file in files for _, files in one.values):
            found.append(Resting(id_, "contradiction", view.clash(one), ()))
    return found


def _related(view: View, file: str) -> list[tuple[str, str]]:
    """Articles of the same line of reporting, and what ties them to this one in words."""
    found: dict[str, str] = {}
    for origin in view.account.lineage.origins:
        if file in origin.targets and origin.source not in (None, file):
            told = view.kinship.depends(origin.kind, str(origin.source), [file], view.outlet(str(origin.source)))
            found[str(origin.source)] = told + view.kinship.share(origin.shared)
        elif file in origin.targets and origin.source is None:
            told = view.kinship.alike(origin.kind) + view.kinship.share(origin.shared)
            found.update({other: told for other in origin.targets if other != file})
        elif origin.source == file:
            for other in origin.targets:
                told = view.kinship.depends(origin.kind, file, [other], view.outlet(file))
                if other != file:
                    found[other] = told + view.kinship.share(origin.shared)
    return sorted(found.items(), key=lambda one: moment(view, one[0]))


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet and what it did.

    Attributes:
        files: Its articles.
        dependent: Those that hang on another one.
        took_from: Outlet -> how many of its texts were taken over.
        taken_by: The other way round.
    """

    name: str
    files: list[str]
    dependent: list[str]
    took_from: dict[str, int]
    taken_by: dict[str, int]


@ROUTER.get("/sources")
def sources(visit: Visiting, q: str = "") -> Page:
    """Who published how much, and what of it is their own."""
    found = [one for one in _outlets(visit.view) if q.casefold() in one.name.casefold()]
    problems = visit.view.account.problems
    return visit.page("sources", view=visit.view, pager=visit.paged(found), q=q, problems=problems)


def _outlets(view: View) -> list[Outlet]:
    found: dict[str, Outlet] = {}
    for document in view.account.documents:
        name = document.outlet or ""
        found.setdefault(name, Outlet(name, [], [], {}, {})).files.append(document.file)
    names = {document.file: document.outlet or "" for document in view.account.documents}
    dependent: dict[str, set[str]] = defaultdict(set)
    for origin in view.account.lineage.origins:
        for file in origin.targets:
            if file == origin.source:
                continue
            dependent[names[file]].add(file)
            if origin.source is not None:
                left, right = found[names[file]], found[names[origin.source]]
                left.took_from[right.name] = left.took_from.get(right.name, 0) + 1
                right.taken_by[left.name] = right.taken_by.get(left.name, 0) + 1
    for name, files in dependent.items():
        found[name].dependent.extend(sorted(files))
    return sorted(found.values(), key=lambda one: (not one.name, -len(one.files), one.name))
