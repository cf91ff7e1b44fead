"""People, bodies and places."""

from __future__ import annotations

from fastapi import APIRouter

from whomet.records import Entity
from whomet.web.rendering import Page, Visit, Visiting
from whomet.web.view import ENTITY_TYPES

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)


@ROUTER.get("/people")
def people(visit: Visiting, q: str = "", type: str = "person") -> Page:
    """People, bodies or places, those of most meetings first."""
    kind = type if type in ENTITY_TYPES else "person"
    found = _ranked(visit, q, kind)
    return visit.page("people", view=visit.view, pager=visit.paged(found), q=q, kind=kind, types=ENTITY_TYPES)


def _ranked(visit: Visit, words: str, kind: str) -> list[tuple[Entity, int, int]]:
    """(entity, meetings, articles) of a type whose names hold some words."""
    wanted = words.casefold().split()
    found = [
        (entity, *visit.dossiers.counted(entity))
        for entity in visit.view.account.entities
        if entity.type == kind and all(word in _names(entity) for word in wanted)
    ]
    return sorted(found, key=lambda one: (-one[1], -one[2], one[0].label.casefold(), one[0].id))


def _names(entity: Entity) -> str:
    return " ".join((entity.label, *(form for _, forms in entity.names for form in forms))).casefold()


@ROUTER.get("/entity/{id_:path}")
def entity(visit: Visiting, id_: str) -> Page:
    """Everything that is known of a person, a body or a place."""
    if id_ not in visit.view.entities:
        raise visit.unknown(id_)
    return visit.page("entity", view=visit.view, dossier=visit.dossiers.dossier(id_), dossiers=visit.dossiers)
