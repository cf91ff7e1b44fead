"""Search: by words in any language, by meaning across languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from fastapi import APIRouter

from whomet.records import Citation
from whomet.web.rendering import Page, Visit, Visiting
from whomet.web.view import View

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)
MODES = ("both", "words", "meaning")
Mode = Literal["both", "words", "meaning"]
#: Filters that are handed on as they are.
FILTERS = ("person", "outlet", "since", "until", "status")


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as the page shows it.

    Attributes:
        parts: (text, whether it was looked for), which joined are the sentence.
    """

    hit: Any
    parts: tuple[tuple[str, bool], ...]
    href: str
    direction: str | None


@ROUTER.get("/search")
def search(
    visit: Visiting,
    q: str = "",
    mode: str = "both",
    person: str = "",
    outlet: str = "",
    since: str = "",
    until: str = "",
    status: str = "",
) -> Page:
    """Sentences that hold or mean what is looked for."""
    told = {"person": person, "outlet": outlet, "since": since, "until": until, "status": status}
    chosen = mode if mode in MODES else "both"
    hits, failed = searched(visit, q, chosen, told)
    view = visit.view
    return visit.page(
        "search",
        view=view,
        q=q,
        mode=chosen,
        modes=MODES,
        told=told,
        hits=[_found(view, hit) for hit in hits if hit.document in view.documents],
        failed=failed,
        outlets=sorted({document.outlet for document in view.account.documents if document.outlet}),
    )


def searched(visit: Visit, q: str, mode: str, told: dict[str, str]) -> tuple[tuple[Any, ...], str]:
    """What is found, and why nothing could be looked for.

    Args:
        visit: Whose workspace it is.
        q: What is looked for.
        mode: One of `MODES`.
        told: The filters; empty ones are left out.
    """
    wanted = {key: value.strip() for key, value in told.items() if value.strip()}
    if not q.strip() and not wanted:
        return (), ""
    try:
        return visit.site.workspace.search(q.strip(), mode=mode, **wanted), ""
    except ValueError as error:
        return (), str(error)


def _found(view: View, hit: Any) -> Found:
    """A hit with its marks: the text is that of the account, in which contacts are masked."""
    text = view.documents[hit.document].text
    edges = {hit.start, hit.end, *(edge for mark in hit.marks for edge in mark if hit.start < edge < hit.end)}
    parts = tuple(
        (text[left:right], any(start <= left and right <= end for start, end in hit.marks))
        for left, right in pairwise(sorted(edges))
    )
    place = Citation(hit.document, hit.start, hit.end, text[hit.start : hit.end], (), hit.language)
    return Found(hit, parts, view.passage_href(place), view.direction(hit.language))


__all__ = ["FILTERS", "MODES", "ROUTER", "Mode", "searched"]
