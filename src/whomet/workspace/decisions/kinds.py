"""What can be decided on, told by its id, and which decisions each of them knows."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, cast

from whomet.records import DecisionKind, EntityType

Kind: TypeAlias = Literal[
    "entity", "meeting", "report", "statement", "figure", "plan", "contradiction", "story", "document", "decision"
]

ENTITY: Final = "entity"
MEETING: Final = "meeting"
REPORT: Final = "report"
STATEMENT: Final = "statement"
FIGURE: Final = "figure"
PLAN: Final = "plan"
CONTRADICTION: Final = "contradiction"
STORY: Final = "story"
DOCUMENT: Final = "document"
DECISION: Final = "decision"

#: What an id begins with -> what it names; all others are names of files.
_BEGINNINGS: dict[str, Kind] = {
    "person": ENTITY,
    "organisation": ENTITY,
    "place": ENTITY,
    **{kind: kind for kind in (MEETING, REPORT, STATEMENT, FIGURE, PLAN, CONTRADICTION, STORY, DECISION)},
}

#: Which decisions can be made on what.
KNOWN: dict[Kind, tuple[DecisionKind, ...]] = {
    ENTITY: ("merge", "split", "reject", "accept", "correct", "rename", "note"),
    MEETING: ("merge", "split", "reject", "accept", "correct", "note"),
    REPORT: ("reject", "accept", "note"),
    STATEMENT: ("merge", "reject", "accept", "correct", "note"),
    FIGURE: ("reject", "accept", "correct", "note"),
    PLAN: ("reject", "accept", "correct", "note"),
    CONTRADICTION: ("reject", "accept", "note"),
    STORY: ("rename", "accept", "note"),
    DOCUMENT: ("merge", "split", "reject", "accept", "correct", "note"),
    DECISION: ("undo", "accept"),
}


def kind_of(id_: str) -> Kind:
    """What an id names."""
    beginning, colon, _ = id_.partition(":")
    return _BEGINNINGS.get(beginning, DOCUMENT) if colon else DOCUMENT


def type_of(id_: str) -> EntityType:
    """Whether the id of an entity is that of a person, a body or a place."""
    return cast(EntityType, id_.partition(":")[0])


def report_id(meeting: str, file: str) -> str:
    """The id of a meeting as one article tells it."""
    return f"report:{meeting.partition(':')[2]}:{file}"


__all__ = [
    "CONTRADICTION",
    "DECISION",
    "DOCUMENT",
    "ENTITY",
    "FIGURE",
    "KNOWN",
    "MEETING",
    "PLAN",
    "REPORT",
    "STATEMENT",
    "STORY",
    "Kind",
    "kind_of",
    "report_id",
    "type_of",
]
