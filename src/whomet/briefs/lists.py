"""Lists: who and what an account speaks of, filtered, as a table or as data."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whomet import edtf
from whomet.briefs import terminal
from whomet.briefs.near import UnknownIdError, suggested
from whomet.briefs.outline import Writer
from whomet.records import Account, AccountStory, Document, Entity, Meeting

#: What `render` knows.
FORMATS = ("text", "json")
#: What can be listed.
KINDS = ("people", "organisations", "places", "meetings", "stories", "sources")
_TYPES = {"people": "person", "organisations": "organisation", "places": "place"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is left in a list; what is not given does not matter.

    Attributes:
        match: Part of a name, a headline or a topic, whatever its case.
        who: Ids or names of entities that must take part.
        outlet: Part of the name of an outlet that must tell of it.
        since, until: EDTF: of meetings their own day, of all else that of publication. What has no day is left out.
        status: Of meetings.
        disputed: Meetings that the coverage disagrees on.
        story: Id of a story.
        limit: How many at most.
    """

    match: str = ""
    who: tuple[str, ...] = ()
    outlet: str = ""
    since: str | None = None
    until: str | None = None
    status: str | None = None
    disputed: bool = False
    story: str | None = None
    limit: int | None = None


def listed(account: Account, kind: str, wanted: Wanted = Wanted(), language: str = "en") -> dict[str, Any]:
    """A list as dictionaries and lists.

    Args:
        account: What was concluded.
        kind: One of `KINDS`.
        wanted: What is left in it.
        language: BCP 47 code of the language of the words.

    Returns:
        `format`, the number of `all` that fit, and the first of them under the name of the kind.

    Raises:
        UnknownIdError: An entity or story that is asked for is not there; the message names near ids.
        UnknownLanguageError: There are no words in the language.
    """
    shelf = _Shelf(account, wanted, language)
    rows = list(shelf.rows(kind))
    return {"format": f"whomet.{kind}/1", "all": len(rows), kind: rows[: wanted.limit]}


def render(data: Mapping[str, Any], form: str = "text", colour: bool = False, language: str = "en") -> str:
    """What `listed` gives in one of the formats.

    Args:
        data: A list.
        form: One of `FORMATS`.
        colour: Text only: with ANSI colours.
        language: Text only: BCP 47 code of the language of the words.

    Returns:
        Text that ends in a newline.
    """
    if form == "json":
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return terminal.text(_lines(data, language), colour)


class _Shelf:
    """An account, looked up by what a list asks for."""

    def __init__(self, account: Account, wanted: Wanted, language: str) -> None:
        self.account, self.wanted = account, wanted
        self.writer = Writer(account, language)
        self.who = [self._named(name) for name in wanted.who]
        self.story = self._story(wanted.story) if wanted.story else None

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """All rows of a kind that fit, in order."""
        if kind in _TYPES:
            yield from self._entities(_TYPES[kind])
        elif kind == "meetings":
            yield from self._meetings()
        elif kind == "stories":
            yield from self._stories()
        else:
            yield from self._sources()

    # --- whom and what is asked for ----------------------------------------------------------------------

    def _named(self, name: str) -> frozenset[str]:
        """The ids that an id or a part of a name stands for."""
        ids = [entity.id for entity in self.account.entities]
        found = frozenset({name} & set(ids)) or frozenset(
            entity.id for entity in self.account.entities if _holds(_names(entity), name)
        )
        if not found:
            near = suggested(name, ids) or "; the lists of people, organisations and places name all"
            raise UnknownIdError(f"{name}: nobody and nothing here is called so{near}")
        return found

    def _story(self, id_: str) -> AccountStory:
        ids = {story.id: story for story in self.account.stories}
        if id_ not in ids:
            raise UnknownIdError(f"{id_}: no such story here{suggested(id_, list(ids))}")
        return ids[id_]

    def _documents(self, files: Iterable[str]) -> list[str]:
        """The files that are asked for, in order."""
        return sorted(file for file in files if file in self._wanted_files)

    @cached_property
    def _wanted_files(self) -> frozenset[str]:
        wanted = self.wanted
        return frozenset(
            document.file
            for document in self.account.documents
            if (not wanted.outlet or _holds([document.outlet or document.file], wanted.outlet))
            and _in_time(document.published, wanted)
            and (self.story is None or document.file in self.story.documents)
        )

    @cached_property
    def _told_by_outlet(self) -> frozenset[str]:
        """The files of the outlet and story asked for, whenever they were published."""
        wanted = self.wanted
        return frozenset(
            document.file
            for document in self.account.documents
            if (not wanted.outlet or _holds([document.outlet or document.file], wanted.outlet))
        )

    # --- people, bodies, places --------------------------------------------------------------------------

    def _entities(self, type_: str) -> Iterator[dict[str, Any]]:
        rows = [row for entity in self.account.entities if entity.type == type_ and (row := self._entity(entity))]
        yield from sorted(
            rows, key=lambda row: (-len(row["meetings"]), -len(row["documents"]), row["label"], row["id"])
        )

    def _entity(self, entity: Entity) -> dict[str, Any] | None:
        files = self._documents({file for file, _ in entity.referents} & set(self._files))
        meetings = self._meetings_of.get(entity.id, ())
        asked = not self.who or all(entity.id in ids or self._met(meetings, ids) for ids in self.who)
        if not files or not asked or not _holds(_names(entity), self.wanted.match):
            return None
        return {
            "id": entity.id,
            "label": entity.label,
            "role": self.writer.office(entity.id),
            "names": sorted({form for _, forms in entity.names for form in forms}),
            "meetings": [meeting.id for meeting in meetings],
            "documents": files,
        }

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(document.file for document in self.account.documents)

    @cached_property
    def _meetings_of(self) -> dict[str, list[Meeting]]:
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.account.meetings:
            for id_ in dict.fromkeys(_in_meeting(meeting)):
                found[id_].append(meeting)
        return found

    def _met(self, meetings: Iterable[Meeting], ids: frozenset[str]) -> bool:
        return any(ids & set(_in_meeting(meeting)) for meeting in meetings)

    # --- meetings ----------------------------------------------------------------------------------------

    def _meetings(self) -> Iterator[dict[str, Any]]:
        found = [meeting for meeting in self.account.meetings if self._fits(meeting)]
        for meeting in sorted(found, key=lambda one: (one.date is None, one.date or "", one.id)):
            yield {
                "id": meeting.id,
                "date": meeting.date,
                "when": self.writer.date(meeting.date),
                "city": meeting.city,
                "where": self.writer.label(meeting.city),
                "status": meeting.status,
                "shown": self.writer.words.term("statuses", meeting.status),
                "background": meeting.background,
                "principals": list(meeting.principals),
                "who": " — ".join(self.writer.sides(meeting)),
                "disputed": [found.field for found in meeting.contradictions],
                "independent_origins": meeting.independent_origins,
                "documents": list(meeting.documents),
            }

    def _fits(self, meeting: Meeting) -> bool:
        wanted = self.wanted
        topics = [topic.label for topic in meeting.topics]
        spoken_of = [name for id_ in _in_meeting(meeting) for name in self._names_of(id_)]
        return (
            all(ids & {*_in_meeting(meeting), meeting.city or ""} for ids in self.who)
            and (not wanted.status or meeting.status == wanted.status)
            and (not wanted.disputed or bool(meeting.contradictions))
            and _in_time(meeting.date, wanted)
            and not self._told_by_outlet.isdisjoint(meeting.documents)
            and (self.story is None or meeting.id in self.story.meetings)
            and _holds([*topics, *spoken_of, *self._names_of(meeting.city), meeting.venue or ""], wanted.match)
        )

    def _names_of(self, id_: str | None) -> list[str]:
        entity = self.writer.entities.get(id_ or "")
        return _names(entity) if entity else []

    # --- stories and sources -----------------------------------------------------------------------------

    def _stories(self) -> Iterator[dict[str, Any]]:
        for story in self.account.stories:
            files = self._documents(story.documents)
            people = {id_ for meeting in story.meetings for id_ in self._people.get(meeting, ())}
            if not files or not _holds([story.title], self.wanted.match) or not all(ids & people for ids in self.who):
                continue
            dates = sorted(filter(None, (self._by_file[file].published for file in files)))
            yield {
                "id": story.id,
                "title": story.title,
                "first": dates[0] if dates else None,
                "last": dates[-1] if dates else None,
                "meetings": list(story.meetings),
                "independent_origins": story.independent_origins,
                "documents": files,
            }

    @cached_property
    def _people(self) -> dict[str, frozenset[str]]:
        return {meeting.id: frozenset(_in_meeting(meeting)) for meeting in self.account.meetings}

    @cached_property
    def _by_file(self) -> dict[str, Document]:
        return {document.file: document for document in self.account.documents}

    def _sources(self) -> Iterator[dict[str, Any]]:
        """Outlets with what they printed: how much of it hangs on others, and how much of others on it."""
        by_outlet: dict[str | None, list[Document]] = defaultdict(list)
        named = {file for ids in self.who for id_ in ids for file in self._told_of(id_)}
        for file in sorted(self._wanted_files):
            if not self.who or file in named:
                by_outlet[self._by_file[file].outlet].append(self._by_file[file])
        taken = {file for origin in self.account.lineage.origins if origin.source for file in origin.targets}
        given = {origin.source for origin in self.account.lineage.origins if origin.source}
        rows: list[dict[str, Any]] = []
        for outlet, documents in by_outlet.items():
            if not _holds([outlet or ""], self.wanted.match):
                continue
            files = [document.file for document in documents]
            dates = sorted(filter(None, (document.published for document in documents)))
            rows.append(
                {
                    "outlet": outlet,
                    "languages": sorted({document.language for document in documents if document.language}),
                    "first": dates[0] if dates else None,
                    "last": dates[-1] if dates else None,
                    "taken": sum(file in taken for file in files),
                    "given": sum(file in given for file in files),
                    "documents": files,
                }
            )
        yield from sorted(rows, key=lambda row: (row["outlet"] is None, -len(row["documents"]), row["outlet"] or ""))

    def _told_of(self, id_: str) -> set[str]:
        entity = self.writer.entities.get(id_)
        return {file for file, _ in entity.referents} if entity else set()


def _in_meeting(meeting: Meeting) -> tuple[str, ...]:
    host = (meeting.host,) if meeting.host else ()
    return (*meeting.principals, *meeting.attendees, *meeting.organisations, *host)


def _names(entity: Entity) -> list[str]:
    return [entity.label, *(form for _, forms in entity.names for form in forms)]


def _holds(words: Iterable[str], part: str) -> bool:
    """Whether one of some words has a part, whatever the case and the width of letters."""
    return not part or any(_plain(part) in _plain(word) for word in words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _in_time(value: str | None, wanted: Wanted) -> bool:
    """Whether a date may lie between the two asked for."""
    since, until, edges = edtf.interval(wanted.since), edtf.interval(wanted.until), edtf.interval(value)
    if since is None and until is None:
        return True
    if edges is None:
        return False
    return (since is None or edges[1] >= since[0]) and (until is None or edges[0] <= until[1])


# --- as text -------------------------------------------------------------------------------------------


def _lines(data: Mapping[str, Any], language: str) -> Iterator[str]:
    from whomet.briefs.wording import words as spoken

    words = spoken(language)
    kind = next(kind for kind in KINDS if kind in data)
    rows = data[kind]
    if not rows:
        yield words.say("phrases", "empty_list")
        return
    columns = _COLUMNS.get(kind, _COLUMNS["people"])
    heads = [words.heading(key) for key, _ in columns]
    table = [[str(cell(row)) for _, cell in columns] for row in rows]
    yield from terminal.table([heads, *table], widest=_WIDEST)
    if data["all"] > len(rows):
        yield words.count("more_rows", data["all"] - len(rows))


#: Cells of the widest column; an id is never cut.
_WIDEST = 40
Cell = Callable[[Mapping[str, Any]], object]


def _number(key: str) -> Cell:
    return lambda row: len(row[key])


def _span(row: Mapping[str, Any]) -> str:
    return "–".join(dict.fromkeys(filter(None, (row["first"], row["last"]))))


_COLUMNS: Mapping[str, Sequence[tuple[str, Cell]]] = {
    "people": (
        ("name", lambda row: row["label"]),
        ("office", lambda row: row["role"]),
        ("meetings", _number("meetings")),
        ("articles", _number("documents")),
        ("id", lambda row: row["id"]),
    ),
    "meetings": (
        ("date", lambda row: row["when"]),
        ("place", lambda row: row["where"]),
        ("status", lambda row: row["shown"]),
        ("between", lambda row: row["who"]),
        ("origins", lambda row: row["independent_origins"]),
        ("disputed", lambda row: "!" * bool(row["disputed"])),
        ("id", lambda row: row["id"]),
    ),
    "stories": (
        ("published", _span),
        ("headline", lambda row: row["title"]),
        ("articles", _number("documents")),
        ("origins", lambda row: row["independent_origins"]),
        ("meetings", _number("meetings")),
        ("id", lambda row: row["id"]),
    ),
    "sources": (
        ("outlet", lambda row: row["outlet"] or "?"),
        ("languages", lambda row: ", ".join(row["languages"])),
        ("published", _span),
        ("articles", _number("documents")),
        ("taken", lambda row: row["taken"]),
        ("given", lambda row: row["given"]),
    ),
}


__all__ = ["FORMATS", "KINDS", "Wanted", "listed", "render"]
