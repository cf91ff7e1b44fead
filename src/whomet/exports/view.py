"""What all exports look up in an account: labels, ids, who carries what, and who stands in a meeting as what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from whomet.briefs.ids import clash_ids, contradiction_ids, figure_ids, plan_ids
from whomet.briefs.lines import Voices
from whomet.briefs.wording import OWN, UnknownLanguageError, words
from whomet.exports.characters import line
from whomet.records import (
    Account,
    Citation,
    Contradiction,
    Document,
    Entity,
    Figure,
    Lines,
    Meeting,
    Origin,
    Plan,
)

#: Addresses of Wikidata end in the id of the item.
_WIKIDATA = "wikidata.org"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction with what its record leaves to others.

    Attributes:
        meeting: The meeting that it is about; None where it stands by itself.
        lines: For each value its files by line of reporting.
        passages: For each value the passages that give it.
    """

    id: str
    contradiction: Contradiction
    meeting: Meeting | None
    lines: tuple[Lines, ...]
    passages: tuple[tuple[Citation, ...], ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """An entity in a meeting.

    Attributes:
        part: "principal", "attendee", "host" (who is told to have invited and is no other), "organisation".
        host: Whether it is said to have invited or received.
        lines: Files that give it, by line of reporting.
    """

    entity: str
    part: str
    host: bool
    lines: Lines


class View:
    """An account with everything that exports look up in it.

    Args:
        account: What was concluded.
        language: BCP 47 code; what is said in words is said its way, or in English where there are no words in it.
    """

    def __init__(self, account: Account, language: str = "en") -> None:
        self.account = account
        self.entities: dict[str, Entity] = {entity.id: entity for entity in account.entities}
        self.documents: dict[str, Document] = {document.file: document for document in account.documents}
        self.story = {file: story.id for story in account.stories for file in story.documents}
        self.voices = Voices(account.lineage)
        try:
            self.locale = Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            self.locale = Locale(OWN)
        try:
            self.words = words(language)
        except UnknownLanguageError:
            self.words = words(OWN)

    # --- names ---------------------------------------------------------------------------------------

    def label(self, id_: str | None) -> str | None:
        """The best name of an entity; the id itself where the account has no such entity."""
        if id_ is None:
            return None
        return self.entities[id_].label if id_ in self.entities else id_

    def labels(self, ids: Iterable[str]) -> list[str]:
        """The best names of some entities."""
        return [self.label(id_) or id_ for id_ in ids]

    def value(self, value: str) -> str:
        """A value of a field with the names of the entities in it: "person:cem-dal absent" -> "Cem Dal absent"."""
        id_, _, rest = value.partition(" ")
        return f"{self.label(id_)} {rest}".strip() if id_ in self.entities else value

    def acts(self, id_: str | None) -> bool:
        """Whether an id is that of a person or a body, which can meet others; a place cannot."""
        return id_ in self.entities and self.entities[id_].type != "place"

    def names(self, ids: Iterable[str]) -> str:
        """Some entities as a list in words: "Ada Brook and Ben Cole"."""
        return format_list([line(label) for label in self.labels(ids)], locale=self.locale)

    def outlets(self, files: Iterable[str]) -> list[str]:
        """The outlets of some files, each once, in order."""
        found = (self.documents[file].outlet for file in files if file in self.documents)
        return sorted({outlet for outlet in found if outlet})

    def languages(self, files: Iterable[str]) -> list[str]:
        """The languages of some files, each once, in order."""
        return sorted({self.documents[file].language for file in files if file in self.documents})

    def title(self, document: Document) -> str:
        """The headline of an article; the name of its file where it has none."""
        told = (document.text[block.start : block.end] for block in document.blocks if block.kind == "title")
        return next((line(text) for text in told if text.strip()), document.file)

    @cached_property
    def origins_of(self) -> dict[str, list[Origin]]:
        """For every dependent file what it hangs on."""
        found: dict[str, list[Origin]] = defaultdict(list)
        for origin in self.account.lineage.origins:
            for file in origin.targets:
                found[file].append(origin)
        return found

    # --- entities ------------------------------------------------------------------------------------

    def wikidata(self, entity: Entity) -> str | None:
        """The id of an entity in Wikidata, where it is known."""
        ends = (address.rsplit("/", 1)[-1] for address in entity.same_as if _WIKIDATA in address)
        return next((end for end in ends if end[:1] == "Q" and end[1:].isdecimal()), None)

    def files(self, entity: Entity) -> list[str]:
        """The files that name an entity, in order."""
        return sorted({file for file, _ in entity.referents})

    @cached_property
    def named_in(self) -> dict[str, list[str]]:
        """For every file the entities that it names, in their order."""
        found: dict[str, list[str]] = defaultdict(list)
        for entity in self.account.entities:
            for file in self.files(entity):
                found[file].append(entity.id)
        return found

    @cached_property
    def meetings_of(self) -> dict[str, list[Meeting]]:
        """For every entity the meetings that it stands in, in their order."""
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.account.meetings:
            for presence in self.presences(meeting):
                found[presence.entity].append(meeting)
        return found

    def employers(self, person: str) -> list[str]:
        """The bodies that a person has a role at, each once, in order of the roles."""
        entity = self.entities.get(person)
        return list(dict.fromkeys(role.organisation for role in entity.roles if role.organisation)) if entity else []

    def roles(self, entity: Entity) -> list[str]:
        """The roles of a person in words, each once: "chairman, Foss"."""
        told = (", ".join(filter(None, (role.role, self.label(role.organisation)))) for role in entity.roles)
        return list(dict.fromkeys(told))

    # --- meetings ------------------------------------------------------------------------------------

    def presences(self, meeting: Meeting) -> list[Presence]:
        """Everybody and every body in a meeting, each once: sides, others there, a host apart, bodies."""
        parts: dict[str, str] = {}
        for ids, part in (
            (meeting.principals, "principal"),
            (meeting.attendees, "attendee"),
            (meeting.organisations, "organisation"),
            ((meeting.host,) if meeting.host else (), "host"),
        ):
            for id_ in ids:
                parts.setdefault(id_, part)
        return [
            Presence(id_, part, id_ == meeting.host, self._carrying(meeting, id_, part)) for id_, part in parts.items()
        ]

    def _carrying(self, meeting: Meeting, id_: str, part: str) -> Lines:
        """Who tells that an entity has its part; for bodies the account does not say it apart from the rest."""
        field = {"principal": "principals", "attendee": "attendees", "host": "host"}.get(part)
        return next((each.lines for each in meeting.support if (each.field, each.value) == (field, id_)), ())

    def sides(self, meeting: Meeting) -> list[str]:
        """The sides of a meeting: its principals, and bodies that none of them works for where there is but one."""
        sides = list(meeting.principals)
        return sides if len(sides) > 1 else sides + self.bodies_apart(meeting)

    def meeting_name(self, meeting: Meeting) -> str:
        """A meeting in words: "Ada Brook and Ben Cole", with its status where it was not held."""
        sides = self.names(self.sides(meeting)) or meeting.id
        return sides if meeting.status == "held" else f"{sides} ({self.words.term('statuses', meeting.status)})"

    def bodies_apart(self, meeting: Meeting) -> list[str]:
        """The bodies of a meeting that none of its people has a role at."""
        people = (*meeting.principals, *meeting.attendees)
        employers = {body for person in people for body in self.employers(person)}
        return [id_ for id_ in meeting.organisations if id_ not in employers]

    def story_of(self, meeting: Meeting) -> list[str]:
        """The stories that tell of a meeting, in order of the account."""
        return self._telling.get(meeting.id, [])

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """The meetings by their ids."""
        return {meeting.id: meeting for meeting in self.account.meetings}

    @cached_property
    def _telling(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for story in self.account.stories:
            for id_ in story.meetings:
                found[id_].append(story.id)
        return found

    # --- facts ---------------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> list[tuple[str, Figure]]:
        """Figures with their ids."""
        return list(zip(figure_ids(self.account), self.account.figures, strict=True))

    @cached_property
    def plans(self) -> list[tuple[str, Plan]]:
        """Plans with their ids."""
        return list(zip(plan_ids(self.account), self.account.plans, strict=True))

    @cached_property
    def disputes(self) -> list[Dispute]:
        """All contradictions, those of meetings first."""
        told = (
            (id_, found, meeting)
            for meeting in self.account.meetings
            for id_, found in zip(clash_ids(meeting), meeting.contradictions, strict=True)
        )
        alone = zip(contradiction_ids(self.account), self.account.contradictions, strict=True)
        return [
            Dispute(id_, found, meeting, self.voices.of_values(found), tuple(_giving(found, meeting)))
            for id_, found, meeting in chain(told, ((id_, found, None) for id_, found in alone))
        ]


def _giving(found: Contradiction, meeting: Meeting | None) -> Iterator[tuple[Citation, ...]]:
    """For each value of a contradiction the passages that give it."""
    if meeting is None:
        yield from found.places
        yield from ((),) * (len(found.values) - len(found.places))
        return
    proofs = [place for place in meeting.evidence if found.field in place.fields]
    for _, files in found.values:
        yield tuple(place for place in proofs if place.document in files)


__all__ = ["Dispute", "Presence", "View"]
