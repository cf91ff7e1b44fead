"""Where evidence that came in after a decision speaks against it.

What an analyst saw does not count, nor what hangs on it: only articles of another line of reporting do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from whomet import edtf
from whomet.briefs.wording import words
from whomet.linking.names import fold
from whomet.records import Decision, Meeting, ReferentKey, Target
from whomet.workspace.decisions.fields import edited
from whomet.workspace.decisions.inventory import Handle, Inventory
from whomet.workspace.decisions.kinds import kind_of, type_of

#: Files that the words name; the objection has all.
_SHOWN = 3
#: Statuses that a decided one cannot be beside; what was planned may be held later, and is news then.
_AGAINST = {
    "held": {"cancelled", "denied"},
    "planned": {"held", "cancelled", "denied"},
    "proposed": {"planned", "held", "cancelled", "denied"},
    "cancelled": {"held"},
    "denied": {"held"},
}


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a decision.

    Attributes:
        because: In English words, those of the table `against`.
        files: The articles that say so.
    """

    because: str
    files: tuple[str, ...]


class Witnesses:
    """The articles that came in after a decision and hang on none that its analyst saw.

    Args:
        inventory: What was concluded.
        seen: Fingerprints of the articles that the analyst saw.
        files: Articles whose text changed, but not the words that were decided on.
    """

    def __init__(self, inventory: Inventory, seen: Collection[str], files: Collection[str] = ()) -> None:
        self.inventory = inventory
        self._voices = dict(inventory.account.lineage.voices)
        self._prints = inventory.ground.prints
        self._known, self._files = seen, files

    @cached_property
    def _seen(self) -> set[str]:
        return {file for file, print_ in self._prints.items() if print_ in self._known}.union(self._files)

    @cached_property
    def _heard(self) -> set[str]:
        files = (document.file for document in self.inventory.account.documents)
        return {self.voice(file) for file in files if file in self._seen}

    def voice(self, file: str) -> str:
        """The file that stands for a line of reporting."""
        return self._voices.get(file, file)

    def among(self, files: Iterable[str]) -> tuple[str, ...]:
        """Those of some files that came in since, in order."""
        asked = set(files)
        fresh = asked - self._seen if asked else asked
        return tuple(sorted(file for file in fresh if self.voice(file) not in self._heard))


def objection(decision: Decision, handles: Sequence[Handle | None], value: str, seen: Witnesses) -> Objection | None:
    """What speaks against a decision since it was made.

    Args:
        decision: The decision.
        handles: What its targets are now.
        value: Its value, with the ids that entities have now.
        seen: The articles that came in since.
    """
    handle = handles[0]
    kind = kind_of(decision.targets[0].id)
    if kind == "entity" and decision.kind in {"merge", "split"}:
        return _of_names(decision, seen)
    if handle is None:
        return None
    inventory = seen.inventory
    if kind == "meeting" and decision.kind == "correct":
        return _of_field(inventory.account.meetings[handle.number], decision.field or "", value, seen)
    if kind == "meeting" and decision.kind == "accept":
        clashes = inventory.account.meetings[handle.number].contradictions
        told = (f for clash in clashes for _, files in clash.values[1:] for f in files)
        return _said(seen.among(told), "disagrees")
    if kind == "contradiction" and decision.kind == "accept" and value:
        others = [files for held, files in inventory.contradiction(handle).values if held != value]
        return _said(seen.among(f for files in others for f in files), "another", value=inventory.called(value))
    if decision.kind == "reject" and kind in {"meeting", "statement", "figure", "plan", "contradiction"}:
        told = (file for file in inventory.files(handle))
        return _said(seen.among(told), "tells")
    return None


def _said(files: Sequence[str], key: str, **parts: str) -> Objection | None:
    """What some files say against a decision; None where there are none."""
    if not files:
        return None
    shown = ", ".join((*files[:_SHOWN], *(["…"] if len(files) > _SHOWN else [])))
    return Objection(words().say("against", key, files=shown, **parts), tuple(files))


# --- fields of meetings --------------------------------------------------------------------------------


def _of_field(meeting: Meeting, field: str, value: str, seen: Witnesses) -> Objection | None:
    """Whether articles that came in since give a value that excludes the corrected one."""
    excluded = _excluding(meeting, field, value)
    against = {s.value: seen.among(f for files in s.lines for f in files) for s in meeting.support if excluded(s)}
    told = {given: files for given, files in against.items() if files}
    if not told:
        return None
    said = ", ".join(seen.inventory.called(given) for given in sorted(told))
    return _said(sorted({f for files in told.values() for f in files}), "gives", field=field, values=said)


def _excluding(meeting: Meeting, field: str, value: str) -> Callable[..., bool]:
    """What of the values that articles give excludes a corrected one."""
    if field in {"principals", "attendees"}:
        before = {*meeting.principals, *meeting.attendees}
        now = set(edited(meeting.principals if field == "principals" else meeting.attendees, value))
        held = meeting.principals if field == "principals" else meeting.attendees
        gone, added = set(held) - now, now - before
        told = {*gone, *(f"{id_} present" for id_ in gone), *(f"{id_} absent" for id_ in added)}
        return lambda support: support.field in {"principals", "attendees"} and support.value in told
    if field == "date":
        return lambda s: s.field == "date" and (not value or not edtf.meet(s.value, value))
    if field == "status":
        return lambda s: s.field == "status" and s.value in _AGAINST.get(value, ())
    if field in {"city", "host", "manner"}:
        return lambda s: s.field == field and s.value != value
    return lambda _: False


# --- names ---------------------------------------------------------------------------------------------


def _of_names(decision: Decision, seen: Witnesses) -> Objection | None:
    """Whether an article that came in since names two that were merged as two, or two that were split as one."""
    forms = [_forms(target, seen) for target in decision.targets]
    pairs = [(left - right, right - left) for left, right in combinations(forms, 2)]
    pairs = [(left, right) for left, right in pairs if left and right]
    if not pairs:
        return None
    type_ = type_of(decision.targets[0].id)
    merged = decision.kind == "merge"
    files = []
    for file in _speaking(decision, seen):
        referents = seen.inventory.ground.articles[file].mentions.referents
        named = [{fold(f) for _, f in (*r.forms, *r.aliases)} for r in referents if r.type == type_]
        if any((_two if merged else _one)(named, left, right) for left, right in pairs):
            files.append(file)
    return _said(files, "two" if merged else "one")


def _speaking(decision: Decision, seen: Witnesses) -> tuple[str, ...]:
    """The articles that came in since and speak of any of the entities that the targets are now."""
    inventory = seen.inventory
    keys = (k for t in decision.targets for k in _referents(t, inventory))
    numbers = {inventory.entity_of[key] for key in keys if key in inventory.entity_of}
    entities = (inventory.account.entities[number] for number in numbers)
    return seen.among(file for entity in entities for file, _ in entity.referents)


def _referents(target: Target, inventory: Inventory) -> list[ReferentKey]:
    return [key for anchor in target.anchors for key in inventory.ground.referents(anchor, type_of(target.id))]


def _forms(target: Target, seen: Witnesses) -> set[str]:
    return {fold(form) for form in seen.inventory.ground.forms(_referents(target, seen.inventory))}


def _two(named: Sequence[set[str]], left: set[str], right: set[str]) -> bool:
    """Whether one referent goes by a name of the first alone, and another one by a name of the second alone."""
    return any(a & left and b & right for a in named for b in named if a is not b)


def _one(named: Sequence[set[str]], left: set[str], right: set[str]) -> bool:
    return any(a & left and a & right for a in named)


__all__ = ["Objection", "Witnesses", "objection"]
