"""The network of who met whom, and with whom about what."""

from __future__ import annotations

from fastapi import APIRouter

from whomet.web.graph import chosen, matrix, network
from whomet.web.rendering import Filtered, Page, Visiting

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)
#: What the network can be made of.
TYPES = {"people": ("person",), "bodies": ("organisation",), "both": ("person", "organisation")}
#: Most entities that it can show.
MOST = 150


@ROUTER.get("/network")
def show_network(visit: Visiting, told: Filtered, of: str = "people", most: int = 40) -> Page:
    """Who was at the same meetings."""
    kind = of if of in TYPES else "people"
    wanted = min(max(most, 2), MOST)
    found = network(visit.view, chosen(visit.view, told), TYPES[kind], wanted)
    return visit.page("network", view=visit.view, network=found, told=told, of=kind, kinds=list(TYPES), most=wanted)


@ROUTER.get("/matrix")
def show_matrix(visit: Visiting, told: Filtered) -> Page:
    """With whom about what: of everybody, or of one person or body."""
    found = matrix(visit.view, chosen(visit.view, told), told.entity)
    return visit.page("matrix", view=visit.view, matrix=found, told=told)
