"""What a decision changed in the account: before and after, thing by thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from whomet.briefs.ids import clash_ids, contradiction_ids, figure_ids, plan_ids
from whomet.records import Account, Contradiction, Entity, Meeting
from whomet.workspace.decisions.fields import FIELDS
from whomet.workspace.decisions.kinds import DOCUMENT, FIGURE, MEETING, PLAN, STATEMENT


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that is another one than before.

    Attributes:
        id: Its id.
        label: How it is called.
        field: What of it changed; empty where it is new or gone.
        before, after: What the field held and holds; of a thing, what it is called where it is there. None for nothing.
    """

    id: str
    label: str
    field: str = ""
    before: str | None = None
    after: str | None = None


def changes(before: Account, after: Account) -> tuple[Change, ...]:
    """What is otherwise in an account, in order of kinds and ids.

    Args:
        before: The account as it was.
        after: As it is.
    """
    labels = {entity.id: entity.label for account in (before, after) for entity in account.entities}
    found: list[Change] = []
    for was, now in zip(_things(before, labels), _things(after, labels), strict=True):
        for id_ in sorted(was.keys() | now.keys()):
            found += _of_thing(id_, was.get(id_), now.get(id_))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Thing:
    label: str
    fields: Mapping[str, str]


def _of_thing(id_: str, was: _Thing | None, now: _Thing | None) -> Iterable[Change]:
    if was is None or now is None:
        one = now or was
        assert one is not None
        yield Change(id_, one.label, "", was.label if was else None, now.label if now else None)
        return
    for name in now.fields:
        if was.fields[name] != now.fields[name]:
            yield Change(id_, now.label, name, was.fields[name] or None, now.fields[name] or None)


def _things(account: Account, labels: Mapping[str, str]) -> list[dict[str, _Thing]]:
    """Everything by id, kind by kind."""

    def called(value: str) -> str:
        parts = (line.partition(" ") for line in value.split("\n"))
        return ", ".join(f"{labels.get(id_, id_)}{space}{more}" for id_, space, more in parts)

    def read(kind: Any, thing: Any, **more: str) -> dict[str, str]:
        return {name: called(field.read(thing)) for name, field in FIELDS[kind].items()} | more

    return [
        {document.file: _Thing(document.file, read(DOCUMENT, document)) for document in account.documents},
        {entity.id: _Thing(entity.label, _entity(entity)) for entity in account.entities},
        {m.id: _Thing(_met(m, called), read(MEETING, m, articles=", ".join(m.documents))) for m in account.meetings},
        {s.id: _Thing(s.places[0].text, read(STATEMENT, s, articles=_articles(s))) for s in account.statements},
        {id_: _Thing(id_, read(FIGURE, f)) for id_, f in zip(figure_ids(account), account.figures, strict=True)},
        {id_: _Thing(plan.what, read(PLAN, plan)) for id_, plan in zip(plan_ids(account), account.plans, strict=True)},
        {id_: _Thing(_clash(one, called), {"accepted": called(one.accepted or "")}) for id_, one in _clashes(account)},
        {story.id: _Thing(story.title, {"title": story.title}) for story in account.stories},
    ]


def _entity(entity: Entity) -> dict[str, str]:
    return {
        "name": entity.label,
        "articles": ", ".join(sorted({file for file, _ in entity.referents})),
        "roles": ", ".join(dict.fromkeys(role.role for role in entity.roles)),
        "same_as": ", ".join(entity.same_as),
    }


def _met(meeting: Meeting, called: Callable[[str], str]) -> str:
    sides = meeting.principals if len(meeting.principals) > 1 else (*meeting.principals, *meeting.organisations)
    return " – ".join(map(called, sides))


def _articles(thing: Any) -> str:
    return ", ".join(sorted({place.document for place in thing.places}))


def _clash(found: Contradiction, called: Callable[[str], str]) -> str:
    return f"{found.field} {' or '.join(called(value) for value, _ in found.values)}"


def _clashes(account: Account) -> Iterable[tuple[str, Contradiction]]:
    for meeting in account.meetings:
        yield from zip(clash_ids(meeting), meeting.contradictions, strict=True)
    yield from zip(contradiction_ids(account), account.contradictions, strict=True)


def as_data(change: Change) -> dict[str, str | None]:
    """A change as a dictionary."""
    return {field.name: getattr(change, field.name) for field in fields(change)}


__all__ = ["Change", "as_data", "changes"]
