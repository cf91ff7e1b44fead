"""The user's own names: people, bodies and places with ids, as evidence for linking.

An entry stands beside the articles like one more that names a person with role and employer: it pulls mentions
together by the same features as any article, and two entries are never taken for one. Only entries whose names lead
to a name in the articles take part, so a file may hold more than fits the story.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from whomet.languages import codes, pack
from whomet.linking import names
from whomet.linking.decisions import KNOWN
from whomet.linking.entities import printed
from whomet.linking.keys import block_keys
from whomet.records import (
    Article,
    Document,
    Entity,
    EntityType,
    Mentions,
    NameMention,
    Problem,
    Referent,
    RoleMention,
    Story,
)

#: Likeness from which an entry that is nothing but a name is looked for in the story of a name.
SAME_NAME = 0.9
#: What types are called in tables.
_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(("person", "people", "per"), "person"),
    **dict.fromkeys(("organisation", "organization", "org", "company", "body"), "organisation"),
    **dict.fromkeys(("place", "location", "city", "country", "loc"), "place"),
}
#: Schemata of FollowTheMoney and the types they are.
_SCHEMATA: dict[str, EntityType] = {
    "Person": "person",
    **dict.fromkeys(("Organization", "Company", "PublicBody", "LegalEntity"), "organisation"),
}
#: Schemata that tie a person to a body: who, where.
_TIES = {
    "Employment": ("employee", "employer"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
}
#: Properties of FollowTheMoney that are names.
_NAMES = ("name", "alias", "previousName", "abbreviation")
_LIST = "|;"
#: Problems named a file; a file that is wrong throughout is not listed line by line.
MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, body or place that the user knows.

    Attributes:
        id: The user's id: any text; what entities are said to be the same as.
        type: person, organisation or place.
        names: Names in any script, the first the best.
        roles: Titles and offices of a person, in any language.
        employers: Ids or names of the bodies that a person works for.
        country: ISO 3166 code of a place.
        gender: "f", "m" or None.
    """

    id: str
    type: EntityType
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    country: str | None = None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The entries of one file or several, each id once."""

    entries: tuple[Entry, ...] = ()

    def join(self, other: Knowledge, file: str) -> tuple[Knowledge, list[Problem]]:
        """The entries of both.

        Args:
            other: More entries; those whose id is taken are left out.
            file: Where they come from, for problems.

        Returns:
            The entries and what was left out.
        """
        taken = {entry.id for entry in self.entries}
        kept = tuple(entry for entry in other.entries if entry.id not in taken)
        problems = [
            Problem(file, f"id {entry.id} is in an earlier file of names; this entry is left out: give it another id")
            for entry in other.entries
            if entry.id in taken
        ]
        return Knowledge(self.entries + kept), problems[:MOST_PROBLEMS]


# --- files ---------------------------------------------------------------------------------------------


class _WrongError(ValueError):
    """A row that cannot be used, in words for the user."""


def read(file: str, data: bytes) -> tuple[Knowledge, list[Problem]]:
    """Read a file of names.

    Args:
        file: Its path, for problems.
        data: A table as CSV with a header (id, name, aliases, type, role, employer, country, gender; the columns name
            and id are needed, lists are divided by ";" or "|"), or FollowTheMoney entities, one JSON object a line.

    Returns:
        What can be used, and what is wrong with the rest: each problem names the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Knowledge(), [Problem(file, f"line {line}: the names are not UTF-8; save the file as UTF-8")]
    rows = _entities(text) if text.lstrip().startswith("{") else _rows(text)
    entries: dict[str, Entry] = {}
    ties: list[tuple[str, str, tuple[str, ...]]] = []
    problems: list[Problem] = []
    for line, row in rows:
        if isinstance(row, Entry) and row.id not in entries:
            entries[row.id] = row
        elif isinstance(row, Entry):
            problems.append(Problem(file, f"line {line}: id {row.id} stands in an earlier line; the row is left out"))
        elif isinstance(row, _WrongError):
            problems.append(Problem(file, f"line {line}: {row}"))
        else:
            ties.append(row)
    for holder, body, roles in ties:
        if holder in entries:
            entry = entries[holder]
            entries[holder] = replace(entry, roles=entry.roles + roles, employers=(*entry.employers, body))
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS
        problems = [*problems[:MOST_PROBLEMS], Problem(file, f"{more} more lines of names cannot be used either")]
    return Knowledge(tuple(entries.values())), problems


_Row = tuple[int, "Entry | _WrongError | tuple[str, str, tuple[str, ...]]"]


def _rows(text: str) -> Iterator[_Row]:
    """The rows of a table with their lines."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=lambda sign: (head.count(sign), sign == ","))
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [cell.strip().casefold() for cell in next(table, [])]
        if not {"id", "name"} <= set(columns):
            yield 1, _WrongError("names need a header with the columns id and name, or one JSON object a line")
            return
        line = table.line_num + 1
        for cells in table:
            if any(cell.strip() for cell in cells):
                row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
                try:
                    yield line, _entry(row)
                except _WrongError as error:
                    yield line, error
            line = table.line_num + 1
    except csv.Error as error:
        yield table.line_num, _WrongError(f"this is no table from here on ({error}); the lines above are used")


def _entry(row: Mapping[str, str]) -> Entry:
    if not row.get("id") or not row.get("name"):
        raise _WrongError(f"the {'id' if not row.get('id') else 'name'} is missing; the row is left out")
    told = row.get("type", "").casefold()
    if told and told not in _TYPES:
        raise _WrongError(f"unknown type {told!r}; use person, organisation or place")
    gender = row.get("gender", "").casefold()[:1]
    return Entry(
        row["id"],
        _TYPES[told] if told else "person",
        _unique([row["name"], *_split(row.get("aliases", ""))]),
        _split(row.get("role", "")),
        _split(row.get("employer", "")),
        row.get("country", "").upper() or None,
        gender if gender in {"f", "m"} else None,
    )


def _split(cell: str) -> tuple[str, ...]:
    for sign in _LIST[1:]:
        cell = cell.replace(sign, _LIST[0])
    return tuple(part.strip() for part in cell.split(_LIST[0]) if part.strip())


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _entities(text: str) -> Iterator[_Row]:
    """FollowTheMoney entities with their lines; schemata that are no names are passed over."""
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        try:
            found = json.loads(raw)
            schema, properties = found["schema"], found.get("properties", {})
            if schema in _SCHEMATA:
                yield line, _thing(found, _SCHEMATA[schema], properties)
            elif schema in _TIES:
                holder, body = (_values(properties, key) for key in _TIES[schema])
                roles = _values(properties, "role")
                yield from ((line, (one, other, roles)) for one in holder for other in body)
        except _WrongError as error:
            yield line, error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield line, _WrongError("this is no FollowTheMoney entity (a JSON object with id, schema, properties)")


def _thing(found: Mapping[str, Any], type_: EntityType, properties: Mapping[str, Any]) -> Entry:
    called = _unique(name for key in _NAMES for name in _values(properties, key))
    if not isinstance(found.get("id"), str) or not found["id"] or not called:
        raise _WrongError("the entity has no id or no name; it is left out")
    gender = "".join(_values(properties, "gender"))[:1].casefold()
    known = gender if gender in {"f", "m"} else None
    return Entry(found["id"], type_, called, _values(properties, "position"), gender=known)


def _values(properties: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = properties.get(key, ())
    return tuple(str(value) for value in ([values] if isinstance(values, str) else values))


# --- entries as articles -------------------------------------------------------------------------------


def beside(
    knowledge: Knowledge, articles: Sequence[Article], stories: Sequence[Story]
) -> tuple[list[Article], list[Story]]:
    """The entries that some articles may speak of, as articles that name nobody else but the employer.

    Args:
        knowledge: The user's entries.
        articles: Articles with their mentions.
        stories: The stories that they belong to.

    Returns:
        One article for each entry whose names lead to a name in the articles, and the stories: an entry that says
        nothing but a name joins the story that speaks of that name most.
    """
    if not knowledge.entries:
        return [], list(stories)
    story_of = {file: story.id for story in stories for file in story.documents}
    spoken: dict[tuple[EntityType, str], set[tuple[str, str]]] = {}
    for article in articles:
        file = article.document.file
        for index, referent in enumerate(article.mentions.referents):
            for _, form in printed(article, index):
                for key in block_keys(form):
                    spoken.setdefault((referent.type, key), set()).add((form, story_of.get(file, "")))
    by_id = {entry.id: entry for entry in knowledge.entries}
    made: list[Article] = []
    joined: dict[str, list[str]] = {}
    for entry in knowledge.entries:
        keys = {(entry.type, key) for name in entry.names for key in block_keys(name)}
        near = sorted(set().union(*(spoken.get(key, ()) for key in keys)))
        if near:
            made.append(_article(entry, by_id))
            if not entry.roles and not entry.employers and (story := _story(entry, near)):
                joined.setdefault(story, []).append(made[-1].document.file)
    return made, [replace(s, documents=(*s.documents, *joined[s.id])) if s.id in joined else s for s in stories]


def _story(entry: Entry, near: Sequence[tuple[str, str]]) -> str:
    """The story with most of the forms that are a name of an entry; the first of several."""
    counts: dict[str, int] = {}
    for form, story in near:
        if story and any(names.likeness(form, name) >= SAME_NAME for name in entry.names):
            counts[story] = counts.get(story, 0) + 1
    return min(counts, key=lambda story: (-counts[story], story), default="")


@cache
def _labels() -> dict[str, str]:
    """English labels of roles by their forms in all languages."""
    found: dict[str, str] = {}
    for code in codes():
        for role in pack(code).table("roles").get("role", ()):
            for key in ("forms", "female", "male"):
                found.update({form.casefold(): role["label"].lower() for form in role.get(key, ()) if "label" in role})
    return found


def _article(entry: Entry, by_id: Mapping[str, Entry]) -> Article:
    """An entry as an article of its names, role and employers."""
    text = ""
    mentions: list[NameMention] = []
    referents: list[Referent] = []

    def name(type_: EntityType, called: Sequence[str], **more: Any) -> None:
        nonlocal text
        own = []
        for form in called:
            own.append(len(mentions))
            span = (len(text), len(text) + len(form), form)
            mentions.append(NameMention(*span, type_, 0, "und", form, "full", (len(referents),)))
            text += form + "\n"
        forms = tuple(("und", form) for form in called)
        referents.append(Referent(type_, called[0], forms, tuple(own), **more))

    bodies = [by_id[body].names if body in by_id else (body,) for body in entry.employers]
    employer = 1 if bodies and entry.type == "person" else None
    held = tuple(range(len(entry.roles)))
    name(entry.type, entry.names, roles=held, employer=employer, gender=entry.gender, country=entry.country)
    for called in bodies if entry.type == "person" else ():
        name("organisation", called)
    roles = []
    for role in entry.roles:
        label = _labels().get(role.casefold(), role.lower())
        roles.append(RoleMention(len(text), len(text) + len(role), role, 0, "und", label, 0, employer))
        text += role + "\n"
    document = Document(KNOWN + entry.id, text, languages=("und",))
    return Article(document, Mentions(tuple(mentions), tuple(roles), referents=tuple(referents)))


def without(entities: Sequence[Entity], articles: Sequence[Article]) -> tuple[Entity, ...]:
    """Entities as the articles alone speak of them, with the ids of the entries that they are the same as.

    Args:
        entities: What was linked with the articles that `beside` made.
        articles: The real articles.

    Returns:
        The entities that an article speaks of; their reasons still tell how an entry pulled them together.
    """
    by_file = {article.document.file: article for article in articles}
    found = []
    for entity in entities:
        real = tuple(key for key in entity.referents if key[0] in by_file)
        if len(real) == len(entity.referents):
            found.append(entity)
        elif real:
            forms = {form for file, index in real for form in printed(by_file[file], index)}
            spelt = ((language, tuple(f for f in kept if (language, f) in forms)) for language, kept in entity.names)
            roles = (replace(r, places=tuple(p for p in r.places if p[0] in by_file)) for r in entity.roles)
            ids = sorted(f.removeprefix(KNOWN) for f, index in entity.referents if f not in by_file and index == 0)
            found.append(
                replace(
                    entity,
                    referents=real,
                    names=tuple((language, kept) for language, kept in spelt if kept),
                    roles=tuple(role for role in roles if role.places),
                    same_as=tuple(ids),
                )
            )
    return tuple(found)


__all__ = ["Entry", "Knowledge", "beside", "read", "without"]
