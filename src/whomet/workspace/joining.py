"""The accounts of windows as one: whom they speak of by the ids across windows, all in the order of one account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from whomet.records import (
    Account,
    Contradiction,
    Entity,
    EntityRole,
    Lineage,
    Meeting,
    Nearness,
    Report,
    Statement,
    Support,
)

_Thing = TypeVar("_Thing", Meeting, Statement)

EMPTY = Account((), (), (), (), (), (), (), Lineage(), ())


@dataclass(frozen=True, slots=True)
class Part:
    """What was concluded from one window.

    Attributes:
        account: With all documents of the window.
        ids: Id of an entity in the window -> its id across windows.
    """

    account: Account
    ids: Mapping[str, str]


def joined(parts: Iterable[Part], entity: Callable[[str, Sequence[Entity]], Entity]) -> Account:
    """One account from those of some windows.

    Args:
        parts: In any order.
        entity: Makes one entity of what windows tell of it; given its id.

    Returns:
        The account, without problems; the same in whatever order the parts come.
    """
    ordered = sorted((part for part in parts if part.account.documents), key=_earliest)
    told = [_renamed(part) for part in _distinct(ordered)]
    meetings = sorted((each for one in told for each in one.meetings), key=_of_meeting)
    statements = sorted((each for one in told for each in one.statements), key=_of_statement)
    groups: dict[str, list[Entity]] = {}
    for each in (each for one in told for each in one.entities):
        groups.setdefault(each.id, []).append(each)
    return Account(
        documents=tuple(sorted((d for one in told for d in one.documents), key=lambda document: document.file)),
        entities=tuple(entity(id_, groups[id_]) for id_ in sorted(groups)),
        meetings=tuple(meetings),
        statements=tuple(statements),
        figures=tuple(
            sorted(
                (each for one in told for each in one.figures),
                key=lambda f: (f.places[0].document, f.places[0].start, f.amount),
            )
        ),
        plans=tuple(
            sorted(
                (each for one in told for each in one.plans), key=lambda p: (p.places[0].document, p.places[0].start)
            )
        ),
        contradictions=tuple(each for one in told for each in one.contradictions),
        lineage=Lineage(
            tuple(each for one in told for each in one.lineage.origins),
            tuple(sorted(each for one in told for each in one.lineage.voices)),
            tuple(sorted(each for one in told for each in one.lineage.own)),
        ),
        stories=tuple(sorted((each for one in told for each in one.stories), key=lambda story: story.documents)),
        near=_near(ordered),
    )


def _near(parts: Iterable[Part]) -> tuple[Nearness, ...]:
    """The pairs that came close in any window and are two across them, each with its best score."""
    found: dict[tuple[str, str], Nearness] = {}
    for part in parts:
        for pair in part.account.near:
            left, right = sorted((part.ids[pair.left], part.ids[pair.right]))
            known = found.get((left, right))
            if left != right and (known is None or known.score < pair.score):
                found[left, right] = replace(pair, left=left, right=right)
    return tuple(found[key] for key in sorted(found))


def _earliest(part: Part) -> tuple[str, str, str]:
    return min((each.published or "9999", each.text, each.file) for each in part.account.documents)


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """The parts, none of which has the id of a meeting or statement that another one has.

    Ids are made of the first report's words; where two windows tell the same words, the one with the earlier text
    keeps the id.
    """
    taken: Counter[str] = Counter()
    found = []
    for part in parts:
        account = part.account
        given = [*(each.id for each in account.meetings), *(each.id for each in account.statements)]
        renamed = {id_: _free(id_, taken) for id_ in given}
        if all(old == new for old, new in renamed.items()):
            found.append(part)
            continue
        stories = tuple(replace(s, meetings=tuple(renamed[id_] for id_ in s.meetings)) for s in account.stories)
        account = replace(
            account,
            meetings=_with(account.meetings, renamed),
            statements=_with(account.statements, renamed),
            stories=stories,
        )
        found.append(replace(part, account=account))
    return found


def _free(id_: str, taken: Counter[str]) -> str:
    taken[id_] += 1
    return id_ if taken[id_] == 1 else f"{id_}:{taken[id_]}"


def _with(found: Sequence[_Thing], renamed: Mapping[str, str]) -> tuple[_Thing, ...]:
    return tuple(replace(each, id=renamed[each.id]) for each in found)


def _of_meeting(meeting: Meeting) -> tuple[object, ...]:
    """What sorts meetings, as in one account."""
    start = meeting.evidence[0].start if meeting.evidence else 0
    return (
        meeting.date is None,
        meeting.date or "",
        meeting.principals,
        meeting.status,
        meeting.documents,
        start,
    )


def _of_statement(statement: Statement) -> tuple[str, int]:
    return min((place.document, place.start) for place in statement.places)


# --- ids -----------------------------------------------------------------------------------------------


def _renamed(part: Part) -> Account:
    """An account with the ids across windows."""
    account, ids = part.account, part.ids
    if all(old == new for old, new in ids.items()):
        return account
    return replace(
        account,
        entities=tuple(_entity(each, ids) for each in account.entities),
        meetings=tuple(_meeting(each, ids) for each in account.meetings),
        statements=tuple(replace(each, speaker=_id(each.speaker, ids)) for each in account.statements),
        figures=tuple(replace(each, subject=_id(each.subject, ids)) for each in account.figures),
        plans=tuple(replace(each, who=_id(each.who, ids)) for each in account.plans),
        contradictions=tuple(_contradiction(each, ids) for each in account.contradictions),
    )


def _id(id_: str | None, ids: Mapping[str, str]) -> str | None:
    return None if id_ is None else ids.get(id_, id_)


def _all(found: Sequence[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ids.get(id_, id_) for id_ in found)


def _value(value: str, ids: Mapping[str, str]) -> str:
    """A value of a field: an entity's id, maybe with what is told of it behind a space, or words of an article."""
    id_, space, rest = value.partition(" ")
    return f"{ids[id_]}{space}{rest}" if id_ in ids else value


def _entity(entity: Entity, ids: Mapping[str, str]) -> Entity:
    roles = tuple(EntityRole(role.role, _id(role.organisation, ids), role.places) for role in entity.roles)
    ordered = tuple(sorted(roles, key=lambda role: (role.role, role.organisation or "")))
    return replace(entity, id=ids.get(entity.id, entity.id), roles=ordered)


def _meeting(meeting: Meeting, ids: Mapping[str, str]) -> Meeting:
    return replace(
        meeting,
        principals=_all(meeting.principals, ids),
        attendees=_all(meeting.attendees, ids),
        organisations=_all(meeting.organisations, ids),
        city=_id(meeting.city, ids),
        host=_id(meeting.host, ids),
        reports=tuple(_report(each, ids) for each in meeting.reports),
        contradictions=tuple(_contradiction(each, ids) for each in meeting.contradictions),
        support=tuple(Support(each.field, _value(each.value, ids), each.lines) for each in meeting.support),
    )


def _report(report: Report, ids: Mapping[str, str]) -> Report:
    return replace(
        report,
        principals=_all(report.principals, ids),
        attendees=_all(report.attendees, ids),
        host=_id(report.host, ids),
        city=_id(report.city, ids),
        attributed=_id(report.attributed, ids),
    )


def _contradiction(found: Contradiction, ids: Mapping[str, str]) -> Contradiction:
    values = tuple((_value(value, ids), files) for value, files in found.values)
    return replace(found, values=values, about=_id(found.about, ids))


__all__ = ["EMPTY", "Part", "joined"]
