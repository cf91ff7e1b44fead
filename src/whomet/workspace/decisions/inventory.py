"""All that can be decided on in an account, and how what was decided on earlier is found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from whomet.briefs.ids import clash_ids, contradiction_ids, figure_ids, plan_ids
from whomet.records import (
    Account,
    Anchor,
    Citation,
    Contradiction,
    Decision,
    Document,
    Figure,
    Meeting,
    Target,
)
from whomet.workspace.decisions.ground import Ground, Spot, files_of
from whomet.workspace.decisions.kinds import (
    CONTRADICTION,
    DOCUMENT,
    ENTITY,
    FIGURE,
    MEETING,
    PLAN,
    REPORT,
    STATEMENT,
    STORY,
    Kind,
    kind_of,
    report_id,
    type_of,
)

#: The meeting of a contradiction that stands by itself.
OUTSIDE = -1
#: Characters of a text that are shown as its name.
_SHOWN = 80


class Handle(NamedTuple):
    """A thing of an account.

    Attributes:
        kind: What it is.
        number: Its place among those of its kind; for a report or a contradiction that of its meeting.
        part: The place of a report or a contradiction in its meeting.
    """

    kind: Kind
    number: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a target is in an account.

    Attributes:
        handle: The thing, None where nothing is left of it.
        rivals: Other things that hold a part of it.
    """

    handle: Handle | None
    rivals: tuple[Handle, ...] = ()


class Inventory:
    """An account laid open, as it was concluded, before decisions are applied to it.

    Args:
        account: What was concluded.
        ground: The articles that it was concluded from.
    """

    def __init__(self, account: Account, ground: Ground) -> None:
        self.account = account
        self.ground = ground
        self.entity_of = {key: n for n, entity in enumerate(account.entities) for key in entity.referents}
        self.labels = {entity.id: entity.label for entity in account.entities}
        self.document_of = {document.file: n for n, document in enumerate(account.documents)}

    # --- what there is ---------------------------------------------------------------------------------

    @cached_property
    def ids(self) -> dict[Handle, str]:
        """The id of every thing."""
        account = self.account
        found: dict[Handle, str] = {}
        named: Mapping[Kind, Iterable[str]] = {
            ENTITY: (entity.id for entity in account.entities),
            MEETING: (meeting.id for meeting in account.meetings),
            STATEMENT: (statement.id for statement in account.statements),
            FIGURE: figure_ids(account),
            PLAN: plan_ids(account),
            STORY: (story.id for story in account.stories),
            DOCUMENT: (document.file for document in account.documents),
        }
        for kind, ids in named.items():
            found |= {Handle(kind, number): id_ for number, id_ in enumerate(ids)}
        for number, meeting in enumerate(account.meetings):
            found |= {Handle(CONTRADICTION, number, part): id_ for part, id_ in enumerate(clash_ids(meeting))}
            found |= {Handle(REPORT, number, part): id_ for part, id_ in enumerate(_report_ids(meeting))}
        outside = enumerate(contradiction_ids(account))
        return found | {Handle(CONTRADICTION, OUTSIDE, part): id_ for part, id_ in outside}

    @cached_property
    def handles(self) -> dict[str, Handle]:
        """The thing of every id."""
        return {id_: handle for handle, id_ in self.ids.items()}

    def contradiction(self, handle: Handle) -> Contradiction:
        """The contradiction of a handle."""
        if handle.number == OUTSIDE:
            return self.account.contradictions[handle.part]
        return self.account.meetings[handle.number].contradictions[handle.part]

    def files(self, handle: Handle) -> tuple[str, ...]:
        """The files that speak of a thing, in order."""
        account, number = self.account, handle.number
        match handle.kind:
            case "entity":
                found: Iterable[str] = files_of(account.entities[number])
            case "meeting":
                found = account.meetings[number].documents
            case "report":
                found = [account.meetings[number].reports[handle.part].document]
            case "story":
                found = account.stories[number].documents
            case "document":
                found = [account.documents[number].file]
            case "contradiction":
                found = (file for _, files in self.contradiction(handle).values for file in files)
            case _:
                found = (place.document for place in self.places(handle))
        return tuple(sorted(set(found)))

    def places(self, handle: Handle) -> tuple[Citation, ...]:
        """The passages that print a statement, a figure or a plan, or that give the values of a contradiction."""
        match handle.kind:
            case "statement":
                return self.account.statements[handle.number].places
            case "figure":
                return self.account.figures[handle.number].places
            case "plan":
                return self.account.plans[handle.number].places
            case "contradiction":
                return tuple(place for places in self.contradiction(handle).places for place in places)
        return ()

    def label(self, handle: Handle) -> str:
        """How a thing is called, for the reader."""
        account, number = self.account, handle.number
        match handle.kind:
            case "entity":
                return account.entities[number].label
            case "meeting":
                return self._meeting_label(account.meetings[number])
            case "report":
                meeting = account.meetings[number]
                return f"{self._meeting_label(meeting)}, as {meeting.reports[handle.part].document} tells it"
            case "figure":
                figure = account.figures[number]
                return f"{figure.amount:.15g} {figure.unit}: {_short(figure.what)}"
            case "contradiction":
                found = self.contradiction(handle)
                about = self.called(found.about or "") if number == OUTSIDE else self._sides(account.meetings[number])
                values = " / ".join(self.called(value) for value, _ in found.values)
                return f"{about}, {found.field}: {values}" if about else f"{found.field}: {values}"
            case "story":
                return account.stories[number].title
            case "document":
                return _title(account.documents[number])
        return next((_short(place.text) for place in self.places(handle)), "")

    def called(self, value: str) -> str:
        """A value for the reader: an entity by its label; "person:x present" as well."""
        id_, space, more = value.partition(" ")
        return f"{self.labels[id_]}{space}{more}" if id_ in self.labels else _short(value)

    def _sides(self, meeting: Meeting) -> str:
        sides = meeting.principals if len(meeting.principals) > 1 else (*meeting.principals, *meeting.organisations)
        return " – ".join(self.called(id_) for id_ in sides[:2])

    def _meeting_label(self, meeting: Meeting) -> str:
        told = self._sides(meeting)
        return f"{told}, {meeting.date}" if meeting.date else told

    # --- to be found again -----------------------------------------------------------------------------

    def target(self, handle: Handle, only: Collection[str] | None = None) -> Target:
        """A thing, to be found again in every later run.

        Args:
            handle: The thing.
            only: Some of its files; all by default.
        """
        return Target(self.ids[handle], self.label(handle), tuple(self._anchors(handle, only)))

    def _anchors(self, handle: Handle, only: Collection[str] | None) -> Iterator[Anchor]:
        ground, number = self.ground, handle.number
        match handle.kind:
            case "entity":
                keys = self.account.entities[number].referents
                yield from ground.named(key for key in keys if only is None or key[0] in only)
            case "meeting":
                yield from self._reports(self.account.meetings[number], only)
            case "report":
                meeting = self.account.meetings[number]
                yield from self._reports(meeting, [meeting.reports[handle.part].document])
            case "contradiction" if number != OUTSIDE:
                yield from self._reports(self.account.meetings[number], None)
            case "contradiction":
                found = self.contradiction(handle)
                for (value, _), places in zip(found.values, found.places, strict=False):
                    yield from (ground.cited(place, value) for place in places)
            case "story" | "document":
                for file in self.files(handle):
                    yield ground.whole(self.account.documents[self.document_of[file]])
            case _:
                key = _amount(self.account.figures[number]) if handle.kind == FIGURE else ""
                yield from (ground.cited(place, key) for place in self.places(handle))

    def _reports(self, meeting: Meeting, only: Collection[str] | None) -> Iterator[Anchor]:
        for report in meeting.reports:
            if only is None or report.document in only:
                cited = [place for place in meeting.evidence if place.document == report.document]
                first = min(cited, key=lambda place: ("principals" not in place.fields, place.start))
                yield self.ground.cited(first, report.key)

    # --- found again -----------------------------------------------------------------------------------

    def find(self, target: Target, decision: Decision, skipped: Collection[Anchor] = ()) -> Resolution:
        """What a target of a decision is now: the thing that holds most of its anchors.

        Args:
            target: As it was decided on.
            decision: The decision; of contradictions it tells the field.
            skipped: Anchors that a later decision moved elsewhere.
        """
        anchors = [anchor for anchor in target.anchors if anchor not in skipped] or target.anchors
        found = [self._held(anchor, target, decision) for anchor in anchors]
        votes = Counter(handle for handles in found for handle in handles)
        if not votes:
            return Resolution(None)
        best = min(votes, key=lambda handle: (-votes[handle], self.ids[handle] != target.id, handle[1:]))
        rivals = {handle for handles in found if best not in handles for handle in handles}
        return Resolution(best, tuple(sorted(rivals)))

    def _held(self, anchor: Anchor, target: Target, decision: Decision) -> set[Handle]:
        """The things of the target's kind that hold an anchor."""
        kind = kind_of(target.id)
        match kind:
            case "entity":
                keys = self.ground.referents(anchor, type_of(target.id))
                return {Handle(ENTITY, self.entity_of[key]) for key in keys if key in self.entity_of}
            case "document":
                return {
                    Handle(DOCUMENT, self.document_of[f]) for f in self.ground.files(anchor) if f in self.document_of
                }
            case "story":
                stories = (self._story_of.get(file) for file in self.ground.files(anchor))
                return {Handle(STORY, number) for number in stories if number is not None}
            case "meeting" | "report":
                told = {handle for spot in self.ground.spots(anchor) for handle in self._told(spot, anchor.key)}
                return told if kind == REPORT else {Handle(MEETING, handle.number) for handle in told}
            case "contradiction":
                return self._clashes(anchor, target, decision)
        return {handle for spot in self.ground.spots(anchor) for handle in self._printed(kind, spot, anchor.key)}

    def _told(self, spot: Spot, key: str) -> list[Handle]:
        """Reports of a file: that of a key, else those whose evidence shares characters with a spot."""
        own = self._reports_of.get(spot.file, [])
        named = [handle for handle in own if self._report_key(handle) == key]
        return named or [
            handle
            for handle in own
            for place in self.account.meetings[handle.number].evidence
            if place.document == spot.file and spot.touches(place.start, place.end)
        ]

    def _report_key(self, handle: Handle) -> str:
        return self.account.meetings[handle.number].reports[handle.part].key

    def _clashes(self, anchor: Anchor, target: Target, decision: Decision) -> set[Handle]:
        """Contradictions on the field of a decision: of the meeting of an anchor, or outside of meetings."""
        spots = self.ground.spots(anchor)
        meetings = {handle.number for spot in spots for handle in self._told(spot, anchor.key)}
        inside = [
            Handle(CONTRADICTION, number, part)
            for number in meetings
            for part, clash in enumerate(self.account.meetings[number].contradictions)
            if clash.field == decision.field
        ]
        found = inside or [
            handle
            for spot in spots
            for handle in self._printed(CONTRADICTION, spot, "")
            if self.contradiction(handle).field == decision.field
        ]
        same = {handle for handle in found if self.ids[handle] == target.id}
        return same or set(found)

    def _printed(self, kind: Kind, spot: Spot, key: str) -> list[Handle]:
        """Things of a kind that stand on a spot: exactly there before those that only touch it."""
        there = [(place, handle) for place, handle in self._placed(kind).get(spot.file, ())
                 if spot.touches(place.start, place.end)]  # fmt: skip
        exact = [handle for place, handle in there if (place.start, place.end) == (spot.start, spot.end)]
        found = exact or [handle for _, handle in there]
        keyed = [h for h in found if h.kind == FIGURE and _amount(self.account.figures[h.number]) == key]
        return keyed or found

    def _placed(self, kind: Kind) -> dict[str, list[tuple[Citation, Handle]]]:
        if kind not in self._places:
            by_file = self._places[kind] = {}
            for handle in self.ids:
                if handle.kind == kind:
                    for place in self.places(handle):
                        by_file.setdefault(place.document, []).append((place, handle))
        return self._places[kind]

    @cached_property
    def _places(self) -> dict[Kind, dict[str, list[tuple[Citation, Handle]]]]:
        return {}

    @cached_property
    def _reports_of(self) -> dict[str, list[Handle]]:
        found: dict[str, list[Handle]] = {}
        for number, meeting in enumerate(self.account.meetings):
            for part, report in enumerate(meeting.reports):
                found.setdefault(report.document, []).append(Handle(REPORT, number, part))
        return found

    @cached_property
    def _story_of(self) -> dict[str, int]:
        return {file: number for number, story in enumerate(self.account.stories) for file in story.documents}


def _report_ids(meeting: Meeting) -> list[str]:
    """Ids of the reports; an article whose two reports were told to be of one meeting has two."""
    taken: Counter[str] = Counter()
    found = []
    for report in meeting.reports:
        taken[report.document] += 1
        number = taken[report.document]
        found.append(report_id(meeting.id, report.document) + (f"#{number}" if number > 1 else ""))
    return found


def _amount(figure: Figure) -> str:
    return f"{figure.amount:.15g} {figure.unit}"


def _title(document: Document) -> str:
    titles = (document.text[block.start : block.end] for block in document.blocks if block.kind == "title")
    return next((_short(title) for title in titles), document.file)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


__all__ = ["OUTSIDE", "Handle", "Inventory", "Resolution"]
