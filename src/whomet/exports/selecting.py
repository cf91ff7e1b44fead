"""The part of an account that belongs to one story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from whomet.briefs.near import suggested
from whomet.exports.errors import ExportError
from whomet.records import (
    Account,
    Citation,
    Contradiction,
    Entity,
    Figure,
    Lineage,
    Meeting,
    Origin,
    Plan,
    Standing,
    Statement,
)

_Fact = TypeVar("_Fact", Statement, Figure, Plan)


def of_story(account: Account, id_: str) -> Account:
    """The account of one story: its articles, those that report its meetings, and what these say.

    Args:
        account: What was concluded.
        id_: Id of the story.

    Raises:
        ExportError: There is no such story; the message names near ids.
    """
    story = next((story for story in account.stories if story.id == id_), None)
    if story is None:
        near = suggested(id_, [story.id for story in account.stories])
        raise ExportError(f"{id_}: no such story{near or '; the brief prints the ids of all stories'}")
    meetings = tuple(meeting for meeting in account.meetings if meeting.id in story.meetings)
    files = frozenset((*story.documents, *(file for meeting in meetings for file in meeting.documents)))
    statements = _facts(account.statements, files)
    figures, plans = _facts(account.figures, files), _facts(account.plans, files)
    contradictions = tuple(kept for found in account.contradictions if (kept := _clash(found, files)))
    spoken_of = {
        *(id_ for meeting in meetings for id_ in _in_meeting(meeting)),
        *(statement.speaker for statement in statements),
        *(figure.subject for figure in figures),
        *(plan.who for plan in plans),
        *(found.about for found in contradictions),
    }
    entities = tuple(_entity(entity, files) for entity in account.entities)
    entities = tuple(entity for entity in entities if entity.referents or entity.id in spoken_of)
    known = {entity.id for entity in entities}
    return replace(
        account,
        documents=tuple(document for document in account.documents if document.file in files),
        entities=entities,
        meetings=meetings,
        statements=statements,
        figures=figures,
        plans=plans,
        contradictions=contradictions,
        lineage=_lineage(account.lineage, files),
        stories=(story,),
        problems=(),
        near=tuple(pair for pair in account.near if pair.left in known and pair.right in known),
        decisions=_decisions(account, files, {story.id, *story.meetings, *known}),
    )


def _places(places: Iterable[Citation], files: frozenset[str]) -> tuple[Citation, ...]:
    return tuple(place for place in places if place.document in files)


def _facts(facts: Iterable[_Fact], files: frozenset[str]) -> tuple[_Fact, ...]:
    """What is printed in some files; its lines of reporting stay whole, so its origins are counted as before."""
    return tuple(replace(one, places=kept) for one in facts if (kept := _places(one.places, files)))


def _clash(found: Contradiction, files: frozenset[str]) -> Contradiction | None:
    """A contradiction of which one of the values at least stands in some files."""
    return found if any(file in files for _, given in found.values for file in given) else None


def _in_meeting(meeting: Meeting) -> Iterable[str]:
    reports = (id_ for report in meeting.reports for id_ in (*report.principals, *report.attendees))
    yield from (*meeting.principals, *meeting.attendees, *meeting.organisations, *reports)
    yield from filter(None, (meeting.city, meeting.host))


def _entity(entity: Entity, files: frozenset[str]) -> Entity:
    roles = (replace(role, places=tuple(place for place in role.places if place[0] in files)) for role in entity.roles)
    return replace(
        entity,
        referents=tuple(key for key in entity.referents if key[0] in files),
        roles=tuple(role for role in roles if role.places),
    )


def _lineage(lineage: Lineage, files: frozenset[str]) -> Lineage:
    return Lineage(
        tuple(kept for origin in lineage.origins if (kept := _origin(origin, files))),
        tuple(pair for pair in lineage.voices if pair[0] in files),
        tuple(pair for pair in lineage.own if pair[0] in files),
    )


def _origin(origin: Origin, files: frozenset[str]) -> Origin | None:
    """A dependence between some files; nothing where what they were held against is not among them."""
    targets = tuple(file for file in origin.targets if file in files)
    if origin.held_against not in files or not targets or (origin.source is None and len(targets) < 2):
        return None
    return replace(origin, targets=targets, taken=tuple(one for one in origin.taken if one.file in files))


def _decisions(account: Account, files: frozenset[str], ids: set[str]) -> tuple[Standing, ...]:
    """The decisions on what is kept, and those that undo them."""
    kept: list[Standing] = []
    known = set(ids) | files
    for standing in account.decisions:
        targets = standing.decision.targets
        anchored = any(anchor.file in files for target in targets for anchor in target.anchors)
        if anchored or not known.isdisjoint((*standing.ids, *(target.id for target in targets))):
            kept.append(standing)
            known.add(standing.decision.id)
    return tuple(kept)


__all__ = ["of_story"]
