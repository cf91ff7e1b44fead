"""An account while decisions are applied to it, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from whomet.records import (
    Account,
    AccountStory,
    Contradiction,
    Document,
    Entity,
    Figure,
    Lines,
    Meeting,
    Plan,
    Statement,
)
from whomet.workspace.decisions.fields import FIELDS, Thing
from whomet.workspace.decisions.inventory import OUTSIDE, Handle, Inventory
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
)

_Record = TypeVar("_Record")


class Draft:
    """An account that is being changed; what is not touched stays what it is.

    Args:
        inventory: What was concluded.
    """

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.removed: set[Handle] = set()
        self._changed: dict[Handle, object] = {}

    # --- single things ---------------------------------------------------------------------------------

    def now(self, handle: Handle) -> Thing:
        """A thing that can be corrected, as it is now."""
        return cast(Thing, self._changed.get(handle) or self._held(handle.kind)[handle.number])

    def put(self, handle: Handle, thing: object) -> None:
        """A thing as it is from now on."""
        self._changed[handle] = thing

    def contradiction(self, handle: Handle) -> Contradiction:
        """A contradiction as it is now."""
        return cast(Contradiction, self._changed.get(handle) or self.inventory.contradiction(handle))

    def correct(self, handle: Handle, field: str, value: str) -> None:
        """Enter what an analyst knows better; contradictions on the field are decided by it."""
        self.put(handle, FIELDS[handle.kind][field].write(self.now(handle), value))
        if handle.kind == MEETING:
            meeting = self.inventory.account.meetings[handle.number]
            for part, clash in enumerate(meeting.contradictions):
                if clash.field == field and field not in {"attendees", "venue"}:
                    self.put(Handle(CONTRADICTION, handle.number, part), replace(clash, accepted=value or None))

    def accept(self, handle: Handle, value: str) -> None:
        """Take one value of a contradiction for right; of a meeting it is the one that holds then."""
        self.put(handle, replace(self.contradiction(handle), accepted=value))
        if handle.number != OUTSIDE:
            meeting = Handle(MEETING, handle.number)
            field = self.inventory.contradiction(handle).field
            self.put(meeting, _taken(cast(Meeting, self.now(meeting)), field, value))

    def rename(self, handle: Handle, name: str) -> None:
        """Call an entity or a story by another name."""
        if handle.kind == ENTITY:
            self.put(handle, replace(cast(Entity, self.now(handle)), label=name))
        else:
            story = cast(AccountStory, self._changed.get(handle) or self.inventory.account.stories[handle.number])
            self.put(handle, replace(story, title=name))

    def join(self, handles: Sequence[Handle]) -> None:
        """Make one statement of several: the first, with the passages and lines of all."""
        said = [cast(Statement, self.now(handle)) for handle in handles]
        places = {place for each in said for place in each.places}
        ordered = tuple(sorted(places, key=lambda place: (place.document, place.start, place.end)))
        speaker = next((each.speaker for each in said if each.speaker), None)
        direct = any(each.direct for each in said)
        lines = self._lines(line for each in said for line in each.lines)
        self.put(handles[0], replace(said[0], speaker=speaker, direct=direct, places=ordered, lines=lines))
        self.removed.update(handles[1:])

    def _lines(self, lines: Iterable[Sequence[str]]) -> Lines:
        """Lines of reporting joined where they share a file or a voice."""
        voices = dict(self.inventory.account.lineage.voices)
        groups: list[tuple[set[str], set[str]]] = []
        for line in lines:
            files, heard = set(line), {voices.get(file, file) for file in line}
            for group in [g for g in groups if g[0] & files or g[1] & heard]:
                groups.remove(group)
                files |= group[0]
                heard |= group[1]
            groups.append((files, heard))
        return tuple(sorted(tuple(sorted(files)) for files, _ in groups))

    def _held(self, kind: Kind) -> Sequence[object]:
        account = self.inventory.account
        held: dict[Kind, Sequence[object]] = {
            ENTITY: account.entities,
            MEETING: account.meetings,
            STATEMENT: account.statements,
            FIGURE: account.figures,
            PLAN: account.plans,
            STORY: account.stories,
            DOCUMENT: account.documents,
        }
        return held[kind]

    # --- all of it -------------------------------------------------------------------------------------

    def account(self, left_out: Collection[str]) -> Account:
        """The account with all that was decided.

        Args:
            left_out: Files that nothing is concluded from.
        """
        was = self.inventory.account
        gone = {was.meetings[handle.number].id for handle in self.removed if handle.kind == MEETING}
        stories = self._kept(STORY, AccountStory)
        return replace(
            was,
            documents=tuple(each for each in self._kept(DOCUMENT, Document) if each.file not in left_out),
            entities=self._kept(ENTITY, Entity),
            meetings=self._meetings(),
            statements=self._kept(STATEMENT, Statement),
            figures=self._kept(FIGURE, Figure),
            plans=self._kept(PLAN, Plan),
            contradictions=self._clashes(OUTSIDE, was.contradictions),
            stories=tuple(replace(s, meetings=tuple(m for m in s.meetings if m not in gone)) for s in stories)
            if gone
            else stories,
        )

    def ids(self, account: Account) -> dict[Handle, str]:
        """The ids that things have in the account with all that was decided.

        Args:
            account: What `account` gave.
        """
        after = Inventory(account, self.inventory.ground)
        numbers: dict[Kind, dict[int, int]] = {}
        for kind in (ENTITY, MEETING, STATEMENT, FIGURE, PLAN, STORY):
            kept = [n for n in range(len(self._held(kind))) if Handle(kind, n) not in self.removed]
            numbers[kind] = {number: place for place, number in enumerate(kept)}
        place_of = {meeting.id: place for place, meeting in enumerate(account.meetings)}
        numbers[MEETING] = {n: place_of[self.inventory.account.meetings[n].id] for n in numbers[MEETING]}
        numbers[DOCUMENT] = {n: after.document_of[f] for f, n in self.inventory.document_of.items()
                             if f in after.document_of}  # fmt: skip
        found = {}
        for handle in self.inventory.ids:
            there = self._after(handle, numbers)
            if there is not None:
                found[handle] = after.ids[there]
        return found

    def _after(self, handle: Handle, numbers: dict[Kind, dict[int, int]]) -> Handle | None:
        """Where a thing stands in the account with all that was decided."""
        if handle.kind not in {REPORT, CONTRADICTION}:
            place = numbers[handle.kind].get(handle.number)
            return None if place is None else Handle(handle.kind, place)
        meeting = OUTSIDE if handle.number == OUTSIDE else numbers[MEETING].get(handle.number)
        if meeting is None or handle in self.removed:
            return None
        before = sum(Handle(handle.kind, handle.number, part) in self.removed for part in range(handle.part))
        return Handle(handle.kind, meeting, handle.part - before)

    def _kept(self, kind: Kind, _: type[_Record]) -> tuple[_Record, ...]:
        handles = (Handle(kind, number) for number in range(len(self._held(kind))))
        held = cast(Sequence[_Record], self._held(kind))
        return tuple(
            cast(_Record, self._changed.get(handle, held[handle.number]))
            for handle in handles
            if handle not in self.removed
        )

    def _meetings(self) -> tuple[Meeting, ...]:
        """The meetings with their contradictions; in order of time, where one has another date."""
        found = []
        moved = False
        for number, was in enumerate(self.inventory.account.meetings):
            handle = Handle(MEETING, number)
            if handle not in self.removed:
                now = cast(Meeting, self._changed.get(handle, was))
                clashes = self._clashes(number, was.contradictions)
                found.append(now if clashes == now.contradictions else replace(now, contradictions=clashes))
                moved = moved or now.date != was.date
        if moved:
            found.sort(key=lambda meeting: (meeting.date is None, meeting.date or ""))
        return tuple(found)

    def _clashes(self, number: int, was: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
        handles = [Handle(CONTRADICTION, number, part) for part in range(len(was))]
        return tuple(self.contradiction(handle) for handle in handles if handle not in self.removed)


def _taken(meeting: Meeting, field: str, value: str) -> Meeting:
    """A meeting of which one value of a contradiction is right."""
    fields = FIELDS[MEETING]
    if field == "attendees":
        id_, _, how = value.rpartition(" ")
        if how != "present":
            return cast(Meeting, fields["attendees"].write(fields["principals"].write(meeting, f"-{id_}"), f"-{id_}"))
        known = id_ in meeting.principals
        return meeting if known else cast(Meeting, fields["attendees"].write(meeting, f"+{id_}"))
    if field == "venue":
        manner = value.removesuffix(" call")
        return cast(Meeting, fields["manner"].write(meeting, manner)) if fields["manner"].allows(manner) else meeting
    return cast(Meeting, fields[field].write(meeting, value)) if field in fields else meeting


__all__ = ["Draft"]
