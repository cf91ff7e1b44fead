"""What pages show of a person, a body or a place, and of what others took for the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from whomet.records import Entity, EntityRole, Figure, Meeting, Plan, Statement
from whomet.web.stories import in_time
from whomet.web.view import View

#: Names that are shown as alike, and how alike they are at least (0 to 100). On the 594 entities of the fifteen
#: written stories most names above are of one family name, or one name in two spellings; below they have little in
#: common. It is a help to find what to merge, nothing is concluded from it.
ALIKE, AS_ALIKE = 6, 82.0


@dataclass(frozen=True, slots=True)
class Office:
    """A role of a person, and from when to when articles print it."""

    role: EntityRole
    first: str
    last: str

    @property
    def places(self) -> tuple[tuple[str, int, int], ...]:
        """Where it is printed first in each article."""
        found: dict[str, tuple[str, int, int]] = {}
        for file, start, end in self.role.places:
            found.setdefault(file, (file, start, end))
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody, or a body, met."""

    id: str
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An entity that came close to being the same.

    Attributes:
        score: The weight of what speaks for it, in nats.
        forbidden: Why they are kept apart whatever speaks for it; nothing where only too little does.
    """

    id: str
    score: float
    forbidden: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of an entity.

    Attributes:
        names: (language, forms), the languages with most articles first.
        files: Articles that name it, newest first.
        people: Of a body: the people that have a role there.
        near: Entities that came close to being the same.
        alike: Other entities of its type with names alike.
    """

    entity: Entity
    names: tuple[tuple[str, tuple[str, ...]], ...]
    offices: tuple[Office, ...]
    meetings: tuple[Meeting, ...]
    partners: tuple[Partner, ...]
    topics: tuple[tuple[str, int], ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    plans: tuple[Plan, ...]
    disputes: tuple[str, ...]
    files: tuple[str, ...]
    people: tuple[str, ...]
    near: tuple[Near, ...]
    alike: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Its names in all languages."""
        return tuple(dict.fromkeys(form for _, forms in self.names for form in forms))


class Dossiers:
    """Looks up everything that is known of the entities of an account.

    Args:
        view: The account.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        account = view.account
        self._meetings: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in account.meetings:
            here = [*view.present(meeting), *([meeting.city] if meeting.city else [])]
            for id_ in dict.fromkeys(here):
                self._meetings[id_].append(meeting)
        self._said: dict[str | None, list[Statement]] = defaultdict(list)
        for statement in account.statements:
            self._said[statement.speaker].append(statement)
        self._people: dict[str | None, dict[str, None]] = defaultdict(dict)
        for entity in account.entities:
            for role in entity.roles:
                self._people[role.organisation][entity.id] = None
        self._about: dict[str | None, list[str]] = defaultdict(list)
        for id_, (found, _) in view.contradictions.items():
            if found.about:
                self._about[found.about].append(id_)

    @cached_property
    def _near(self) -> Mapping[str, list[Near]]:
        found: dict[str, list[Near]] = defaultdict(list)
        for pair in sorted(self.view.account.near, key=lambda one: (-one.score, one.left, one.right)):
            for id_, other in ((pair.left, pair.right), (pair.right, pair.left)):
                if other in self.view.entities:
                    found[id_].append(Near(other, pair.score, pair.forbidden or ""))
        return found

    def meetings(self, id_: str) -> list[Meeting]:
        """The meetings that an entity was at, or that were there."""
        return self._meetings.get(id_, [])

    def counted(self, entity: Entity) -> tuple[int, int]:
        """How many meetings and articles an entity stands in."""
        return len(self.meetings(entity.id)), len({file for file, _ in entity.referents})

    def dossier(self, id_: str) -> Dossier:
        """Everything that is known of an entity.

        Args:
            id_: Of an entity of the account.
        """
        view, entity = self.view, self.view.entities[id_]
        files = {file for file, _ in entity.referents if file in view.documents}
        meetings = in_time(self.meetings(id_))
        topics = Counter(topic.label for meeting in meetings for topic in meeting.topics)
        near = tuple(self._near.get(id_, ()))
        return Dossier(
            entity=entity,
            names=self._names(entity),
            offices=tuple(self._office(role) for role in entity.roles),
            meetings=tuple(meetings),
            partners=tuple(self._partners(id_, meetings)),
            topics=tuple(sorted(topics.items(), key=lambda one: (-one[1], one[0]))),
            statements=tuple(self._said.get(id_, ())),
            figures=tuple(one for one in view.account.figures if one.subject == id_),
            plans=tuple(one for one in view.account.plans if one.who == id_),
            disputes=tuple(self._about.get(id_, ())),
            files=tuple(sorted(files, key=lambda file: (view.documents[file].published or "", file), reverse=True)),
            people=tuple(self._people.get(id_, ())) if entity.type != "person" else (),
            near=near,
            alike=tuple(other for other in self.alike(entity) if other not in {one.id for one in near}),
        )

    def _names(self, entity: Entity) -> tuple[tuple[str, tuple[str, ...]], ...]:
        files = {file for file, _ in entity.referents}
        seen = Counter(
            self.view.documents[file].language.partition("-")[0] for file in files if file in self.view.documents
        )
        return tuple(sorted(entity.names, key=lambda one: (-seen[one[0].partition("-")[0]], one[0])))

    def _office(self, role: EntityRole) -> Office:
        documents = self.view.documents
        days = sorted(
            str(documents[file].published)
            for file, _, _ in role.places
            if file in documents and documents[file].published
        )
        return Office(role, days[0] if days else "", days[-1] if days else "")

    def _partners(self, id_: str, meetings: Sequence[Meeting]) -> list[Partner]:
        """With whom it was at meetings, those of most meetings first; the bodies of its own people are none."""
        own = {role.organisation for role in self.view.entities[id_].roles}
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            for other in self.view.present(meeting):
                if other != id_ and other not in own and id_ in self.view.present(meeting):
                    found[other].append(meeting)
        return [
            Partner(other, tuple(told)) for other, told in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
        ]

    def alike(self, entity: Entity) -> list[str]:
        """Entities of its type with a name like one of its own, the most alike first."""
        names, owners = self._by_type[entity.type]
        best: dict[str, float] = {}
        for name in _all_names(entity):
            for _, score, at in process.extract(name, names, scorer=fuzz.ratio, limit=40, score_cutoff=AS_ALIKE):
                best[owners[at]] = max(score, best.get(owners[at], 0.0))
        best.pop(entity.id, None)
        return sorted(best, key=lambda id_: (-best[id_], id_))[:ALIKE]

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """All names of each type with the ids of who is called so."""
        found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for entity in self.view.account.entities:
            for name in sorted(_all_names(entity)):
                found[entity.type][0].append(name)
                found[entity.type][1].append(entity.id)
        return found


def _all_names(entity: Entity) -> set[str]:
    return {_plain(form) for _, forms in entity.names for form in forms} | {_plain(entity.label)}


def _plain(name: str) -> str:
    """A name as it is held against others: its words in order of the alphabet."""
    return " ".join(sorted(name.casefold().split()))


__all__ = ["Dossier", "Dossiers", "Office", "Partner"]
