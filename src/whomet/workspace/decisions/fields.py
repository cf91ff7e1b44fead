"""Which fields of what can be corrected, what they may hold, and how a correction is entered."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from whomet import edtf
from whomet.records import (
    Document,
    Entity,
    EntityRole,
    EntityType,
    Figure,
    Manner,
    Meeting,
    MeetingStatus,
    Plan,
    Statement,
    Topic,
)
from whomet.workspace.decisions.kinds import DOCUMENT, ENTITY, FIGURE, MEETING, PLAN, STATEMENT, Kind

_ANYBODY: tuple[EntityType, ...] = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected.

    Attributes:
        wanted: What it may hold, for the message where it does not.
        read: Its value as text, empty where nothing is known.
        write: The same thing with another value.
        allows: Whether it may hold a value; all fields may be empty that `needed` does not exclude.
        needed: Whether it cannot be empty.
        types: Types of entity whose ids it holds; none where it holds text.
        many: Whether it holds several: lines that begin with "+" are added, with "-" removed; else they are all of it.
    """

    wanted: str
    read: Callable[[Any], str]
    write: Callable[[Any, str], Any]
    allows: Callable[[str], bool] = bool
    needed: bool = False
    types: tuple[EntityType, ...] = ()
    many: bool = False


def edited(held: Sequence[str], value: str) -> tuple[str, ...]:
    """What a field of several values holds after a correction.

    Args:
        held: What it holds.
        value: One line each: "+x" adds, "-x" removes; without a sign the lines are all that it holds, none nothing.
    """
    lines = [line for line in value.splitlines() if line]
    if not lines or not all(line[0] in "+-" for line in lines):
        return tuple(dict.fromkeys(lines))
    gone = {line[1:] for line in lines if line[0] == "-"}
    added = [line[1:] for line in lines if line[0] == "+"]
    return tuple(dict.fromkeys([*(each for each in held if each not in gone), *added]))


def _single(name: str, wanted: str, **more: Any) -> Field:
    """A field that holds text or nothing under its own name."""

    def write(thing: Any, value: str) -> Any:
        return replace(thing, **{name: value or None})

    return Field(wanted, lambda thing: getattr(thing, name) or "", write, **more)


def _is_date(value: str) -> bool:
    return edtf.interval(value) is not None


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


_DATE = "a date such as 2031-05-04, 2031-05 or 2031-05-04/2031-05-06"


# --- meetings ------------------------------------------------------------------------------------------


def _principals(meeting: Meeting, value: str) -> Meeting:
    now = edited(meeting.principals, value)
    others = tuple(id_ for id_ in meeting.attendees if id_ not in now)
    return replace(meeting, principals=now, attendees=others)


def _attendees(meeting: Meeting, value: str) -> Meeting:
    now = edited(meeting.attendees, value)
    sides = tuple(id_ for id_ in meeting.principals if id_ not in now)
    return replace(meeting, attendees=now, principals=sides)


def _organisations(meeting: Meeting, value: str) -> Meeting:
    return replace(meeting, organisations=edited(meeting.organisations, value))


def _topics(meeting: Meeting, value: str) -> Meeting:
    known = {topic.label: topic for topic in meeting.topics}
    labels = edited(tuple(known), value)
    return replace(meeting, topics=tuple(known.get(label) or Topic(label) for label in labels))


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values)


def _status(meeting: Meeting, value: str) -> Meeting:
    return replace(meeting, status=next(status for status in get_args(MeetingStatus) if status == value))


def _manner(meeting: Meeting, value: str) -> Meeting:
    return replace(meeting, manner=next(manner for manner in get_args(Manner) if manner == (value or "unknown")))


_OF_MEETINGS = {
    "date": _single("date", _DATE, allows=_is_date),
    "city": _single("city", "a place", types=("place",)),
    "venue": _single("venue", "the name of a place, as it is printed"),
    "host": _single("host", "a person or body", types=_ANYBODY),
    "status": Field(
        f"one of {', '.join(get_args(MeetingStatus))}",
        lambda meeting: str(meeting.status),
        _status,
        allows=get_args(MeetingStatus).__contains__,
        needed=True,
    ),
    "manner": Field(
        f"one of {', '.join(get_args(Manner))}",
        lambda meeting: str(meeting.manner),
        _manner,
        allows=get_args(Manner).__contains__,
    ),
    "principals": Field(
        "people", lambda m: _lines(m.principals), _principals, types=("person",), many=True, needed=True
    ),
    "attendees": Field("people", lambda m: _lines(m.attendees), _attendees, types=("person",), many=True),
    "organisations": Field(
        "bodies", lambda m: _lines(m.organisations), _organisations, types=("organisation",), many=True
    ),
    "topics": Field("topics in a word or two", lambda m: _lines(t.label for t in m.topics), _topics, many=True),
    "background": Field(
        "yes or no",
        lambda meeting: "yes" if meeting.background else "no",
        lambda meeting, value: replace(meeting, background=value == "yes"),
        allows=("yes", "no").__contains__,
        needed=True,
    ),
}


# --- the others ----------------------------------------------------------------------------------------


def _roles(entity: Entity, value: str) -> Entity:
    """The roles, by their words; what articles print of those that stay is kept."""
    wanted = edited(tuple(dict.fromkeys(role.role for role in entity.roles)), value)
    kept = [role for role in entity.roles if role.role in wanted]
    known = {role.role for role in kept}
    return replace(entity, roles=(*kept, *(EntityRole(word, None, ()) for word in wanted if word not in known)))


_OF_ENTITIES = {
    "roles": Field("offices in words", lambda e: _lines(dict.fromkeys(r.role for r in e.roles)), _roles, many=True),
    "same_as": Field(
        "addresses of the same one elsewhere",
        lambda e: _lines(e.same_as),
        lambda e, value: replace(e, same_as=edited(e.same_as, value)),
        many=True,
    ),
}
_OF_FIGURES = {
    "amount": Field(
        "a number such as 1500000 or 2.5",
        lambda figure: f"{figure.amount:.15g}",
        lambda figure, value: replace(figure, amount=float(value)),
        allows=_is_number,
        needed=True,
    ),
    "unit": Field(
        "a currency (EUR), a unit (MW), % or count",
        lambda figure: figure.unit,
        lambda figure, value: replace(figure, unit=value),
        needed=True,
    ),
    "what": Field(
        "what is measured, in words",
        lambda figure: figure.what,
        lambda figure, value: replace(figure, what=value),
        needed=True,
    ),
    "subject": _single("subject", "a person, body or place", types=get_args(EntityType)),
}
_OF_PLANS = {
    "what": Field(
        "what is planned, in words",
        lambda plan: plan.what,
        lambda plan, value: replace(plan, what=value),
        needed=True,
    ),
    "who": _single("who", "a person or body", types=get_args(EntityType)),
    "when": _single("when", _DATE, allows=_is_date),
}
_OF_DOCUMENTS = {
    "outlet": _single("outlet", "the name of the publisher"),
    "published": _single("published", _DATE, allows=_is_date),
    "agency": _single("agency", "the name of a wire agency"),
    "section": _single("section", "the part of the outlet that it stands in"),
    "url": _single("url", "the address of the page"),
}

FIELDS: dict[Kind, dict[str, Field]] = {
    MEETING: _OF_MEETINGS,
    ENTITY: _OF_ENTITIES,
    STATEMENT: {"speaker": _single("speaker", "a person or body", types=_ANYBODY)},
    FIGURE: _OF_FIGURES,
    PLAN: _OF_PLANS,
    DOCUMENT: _OF_DOCUMENTS,
}

Thing = Document | Entity | Meeting | Statement | Figure | Plan

__all__ = ["FIELDS", "Field", "Thing", "edited"]
