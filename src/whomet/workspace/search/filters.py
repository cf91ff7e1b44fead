"""Which sentences a search is for: those that name somebody, of an outlet, of a time, that tell of a held meeting."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, or_, select

from whomet import edtf
from whomet.records import READ_KINDS
from whomet.workspace import schema
from whomet.workspace.search.folding import fold, storable
from whomet.workspace.search.tables import SHIFT, indexed, meetings, names, noted, reach, sentences

Mode = Literal["words", "meaning", "both"]
Ids = NDArray[np.int64]
MODES: tuple[Mode, ...] = ("words", "meaning", "both")
_LISTS = {"person": "people", "organisation": "organisations", "place": "places"}
STATUSES = ("held", "planned", "cancelled", "denied", "proposed")


class SearchError(ValueError):
    """Something is asked for that is not there or cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search is for beside its query; of several values of one kind the sentences must have one, but name all.

    Attributes:
        people, organisations, places: Ids or names of entities; the sentence names all of them.
        outlets: Who published it.
        since, until: EDTF; first and last day of publication. Undated documents are left out where one is given.
        met: EDTF; the sentence tells of a meeting on these days.
        statuses: The sentence tells of a meeting of one of these statuses.
        languages: BCP 47 codes of the sentence.
        kinds: Kinds of the block it stands in.
        stories: Ids of stories that its document belongs to.
    """

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    met: str | None = None
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted()


Keep = Callable[[Ids], NDArray[np.bool_]]
"""Tells of numbers of sentences which of them are wanted."""


def keeping(connection: Connection, wanted: Wanted) -> Keep:
    """What tells wanted sentences from others.

    Args:
        connection: Sees the workspace.
        wanted: What is wanted.

    Raises:
        SearchError: A name, a date or a kind is not known; the message says which are.
    """
    conditions = [
        *(_within(_naming(connection, kind, name)) for kind, name in _named(wanted)),
        *([_of_documents(connection, wanted)] if wanted.outlets or wanted.since or wanted.until else []),
        *([_within(_telling(connection, wanted))] if wanted.statuses or wanted.met else []),
        *([_in_stories(connection, wanted.stories)] if wanted.stories else []),
        *([_written(connection, wanted)] if wanted.languages or wanted.kinds else []),
    ]

    def keep(ids: Ids) -> NDArray[np.bool_]:
        mask = np.ones(len(ids), dtype=np.bool_)
        for condition in conditions:
            mask &= condition(ids)
        return mask

    return keep


def _within(allowed: Ids) -> Keep:
    return lambda ids: np.isin(ids, allowed)


# --- entities ------------------------------------------------------------------------------------------


def _named(wanted: Wanted) -> Iterable[tuple[str, str]]:
    yield from (("person", name) for name in wanted.people)
    yield from (("organisation", name) for name in wanted.organisations)
    yield from (("place", name) for name in wanted.places)


def entities_of(connection: Connection, kind: str, name: str) -> tuple[str, ...]:
    """Ids of the entities of a kind that have an id or a name, in order.

    Args:
        connection: Sees the workspace.
        kind: person, organisation or place.
        name: An id, or a name or a part of one in any language, without regard to case and marks.
    """
    rows, wanted = schema.entities.c, storable(name)
    by_id = select(rows.id).where(rows.type == kind, or_(rows.id == wanted, rows.local == wanted))
    found = set(connection.execute(by_id).scalars())
    if not found:
        joined = names.join(noted, noted.c.id == names.c.window).join(
            schema.entities, and_(rows.window == noted.c.window, rows.local == names.c.local)
        )
        by_name = select(rows.id).select_from(joined).where(names.c.type == kind)
        plain = fold(name)
        # The whole name, else a part of one.
        for condition in (names.c.folded == plain, names.c.folded.contains(plain, autoescape=True)):
            found = set(connection.execute(by_name.where(condition)).scalars()) if plain and not found else found
    return tuple(sorted(found))


def _naming(connection: Connection, kind: str, name: str) -> Ids:
    """The sentences that name an entity."""
    found = entities_of(connection, kind, name)
    if not found:
        raise SearchError(f"no {kind} here is called {name!r}; `whomet {_LISTS[kind]}` lists them with their ids")
    return sentences_naming(connection, found)


def sentences_naming(connection: Connection, ids: Sequence[str]) -> Ids:
    """Numbers of the sentences that name one of some entities.

    Args:
        connection: Sees the workspace.
        ids: Ids of entities across windows.
    """
    rows = schema.entities.c
    joined = reach.join(noted, noted.c.id == reach.c.window).join(
        schema.entities, and_(rows.window == noted.c.window, rows.local == reach.c.local)
    )
    told = select(reach.c.content).select_from(joined).where(reach.c.kind == "entity", rows.id.in_(ids))
    return _joined(connection.execute(told).scalars())


def _joined(contents: Iterable[bytes]) -> Ids:
    found = [np.frombuffer(bytes(content), dtype="<i8") for content in contents]
    return np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, dtype=np.int64)


# --- documents -----------------------------------------------------------------------------------------


def _of_documents(connection: Connection, wanted: Wanted) -> Keep:
    """By outlet and date of publication."""
    rows = connection.execute(
        select(indexed.c.id, indexed.c.published, schema.documents.c.outlet).join(
            schema.documents, schema.documents.c.name == indexed.c.name
        )
    ).all()
    outlets = [_outlets(outlet, {row.outlet for row in rows if row.outlet}) for outlet in wanted.outlets]
    allowed_outlets = set().union(*outlets)
    first, last = _day("since", wanted.since, 0), _day("until", wanted.until, 1)
    allowed = [
        row.id
        for row in rows
        if (not outlets or row.outlet in allowed_outlets) and _between(row.published, first, last)
    ]
    return _in_documents(allowed)


def _outlets(name: str, known: Collection[str]) -> set[str]:
    """The outlets of a name, else those that have it in theirs."""
    plain = fold(name)
    same = {outlet for outlet in known if fold(outlet) == plain}
    found = same or {outlet for outlet in known if plain and plain in fold(outlet)}
    if not found:
        raise SearchError(f"no document here was published by {name!r}; `whomet sources` lists the outlets")
    return found


def _in_documents(allowed: Iterable[int]) -> Keep:
    numbers = np.array(sorted(allowed), dtype=np.int64)
    return lambda ids: np.isin(ids >> SHIFT, numbers)


def _day(option: str, value: str | None, edge: int) -> date | None:
    return None if value is None else _days(option, value)[edge]


def _days(option: str, value: str) -> tuple[date, date]:
    """First and last day of a value that a user gave."""
    days = edtf.interval(value)
    if days is None:
        raise SearchError(
            f"{option}: {value!r} is no date; give a day, a month or a year such as 2024-06-11 or 2024-06"
        )
    return days


def _between(published: str | None, first: date | None, last: date | None) -> bool:
    """Whether a date can lie between two days; an unknown one cannot."""
    if first is None and last is None:
        return True
    days = edtf.interval(published)
    return days is not None and (first is None or days[1] >= first) and (last is None or days[0] <= last)


def _in_stories(connection: Connection, stories: Sequence[str]) -> Keep:
    found = []
    for story in stories:
        content = connection.execute(
            select(reach.c.content).where(reach.c.kind == "story", reach.c.local == storable(story))
        ).scalars()
        documents = _joined(content)
        if not len(documents):
            raise SearchError(f"there is no story {story!r} here; `whomet stories` lists them with their ids")
        found.append(documents)
    return _in_documents(int(number) for number in reduce(np.union1d, found))


# --- meetings and sentences ----------------------------------------------------------------------------


def _telling(connection: Connection, wanted: Wanted) -> Ids:
    """The sentences that meetings of some statuses and of some days rest on."""
    for status in wanted.statuses:
        if status not in STATUSES:
            raise SearchError(f"no meeting is {status!r}; give one of {', '.join(STATUSES)}")
    if wanted.met is not None:
        _days("met", wanted.met)
    joined = reach.join(meetings, and_(meetings.c.window == reach.c.window, meetings.c.local == reach.c.local))
    told = select(reach.c.content, meetings.c.date).select_from(joined).where(reach.c.kind == "meeting")
    if wanted.statuses:
        told = told.where(meetings.c.status.in_(wanted.statuses))
    return _joined(
        content
        for content, day in connection.execute(told).tuples()
        if wanted.met is None or (day is not None and edtf.meet(day, wanted.met))
    )


def _written(connection: Connection, wanted: Wanted) -> Keep:
    """By the language of the sentence and the kind of its block."""
    for kind in wanted.kinds:
        if kind not in READ_KINDS:
            raise SearchError(f"no sentence stands in a {kind!r}; give one of {', '.join(sorted(READ_KINDS))}")
    told = select(sentences.c.id)
    told = told.where(sentences.c.kind.in_(wanted.kinds)) if wanted.kinds else told
    told = told.where(sentences.c.language.in_(map(storable, wanted.languages))) if wanted.languages else told
    return _within(np.array(connection.execute(told).scalars().all(), dtype=np.int64))


__all__ = [
    "MODES",
    "STATUSES",
    "Ids",
    "Keep",
    "Mode",
    "SearchError",
    "Wanted",
    "entities_of",
    "keeping",
    "sentences_naming",
]
