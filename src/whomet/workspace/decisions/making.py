"""A decision made: what the analyst asked for, checked, with everything by which it is found again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from whomet.briefs.near import suggested
from whomet.linking.names import fold
from whomet.records import Decision, DecisionKind, Entity, EntityType, Target
from whomet.workspace.database import WorkspaceError
from whomet.workspace.decisions.applying import Applied
from whomet.workspace.decisions.fields import FIELDS, Field
from whomet.workspace.decisions.inventory import Handle
from whomet.workspace.decisions.kinds import (
    CONTRADICTION,
    DECISION,
    DOCUMENT,
    ENTITY,
    KNOWN,
    MEETING,
    REPORT,
    STORY,
    Kind,
    kind_of,
    type_of,
)
from whomet.workspace.decisions.log import undone

#: What one of a kind is called in messages.
_ONE = {kind: f"a {kind}" for kind in KNOWN} | {ENTITY: "a person, body or place", DOCUMENT: "an article"}


class DecisionError(WorkspaceError):
    """What was asked for cannot be decided; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an analyst asks for.

    Attributes:
        kind: Which decision.
        ids: What it is about.
        field: For "correct": the field.
        value: The new value; empty where nobody knows it.
        files: For "split": whose mentions or reports are another one's; for "reject" of a meeting: whose is none.
        names: For "split" of an entity: the names that are another one's.
    """

    kind: DecisionKind
    ids: tuple[str, ...]
    field: str | None = None
    value: str | None = None
    files: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def made(wish: Wish, state: Applied, log: Sequence[Decision]) -> Decision:
    """A decision as it goes into the log, but for its id, reason, author and time.

    Args:
        wish: What was asked for.
        state: The account as it is.
        log: All decisions so far.

    Raises:
        DecisionError: It cannot be decided.
    """
    return _Maker(state, log).make(wish)


class _Maker:
    def __init__(self, state: Applied, log: Sequence[Decision]) -> None:
        self._state, self._inventory, self._log = state, state.inventory, log
        self._handles = {id_: handle for handle, id_ in state.ids.items()}
        self._entities = {entity.id: entity for entity in state.account.entities}

    def make(self, wish: Wish) -> Decision:
        kinds = {self._kind(id_) for id_ in wish.ids}
        if not wish.ids or len(kinds) > 1:
            raise DecisionError(
                "these are of several kinds; decide on one kind at a time" if kinds else "decide on what?"
            )
        kind = kinds.pop()
        if wish.kind not in KNOWN[kind]:
            can = ", ".join(KNOWN[kind])
            raise DecisionError(f"{wish.kind} cannot be decided of {_ONE[kind]}; there is: {can}")
        if kind == DECISION:
            return self._of_decision(wish)
        handles = [self._handles[id_] for id_ in wish.ids]
        decision = self._of_things(wish, kind, handles)
        seen = self._inventory.ground.seen(file for handle in handles for file in self._inventory.files(handle))
        return replace(decision, seen=seen)

    def _kind(self, id_: str) -> Kind:
        """The kind of a thing that is there."""
        kind = kind_of(id_)
        if kind == DECISION:
            if any(decision.id == id_ for decision in self._log):
                return kind
            near = suggested(id_, [each.id for each in self._log])
            raise DecisionError(f"{id_}: no such decision{near or '; `whomet decide log` prints all'}")
        if id_ in self._handles:
            return self._handles[id_].kind
        raise DecisionError(f"{id_}: nothing here has this id{suggested(id_, sorted(self._handles))}")

    # --- each decision ---------------------------------------------------------------------------------

    def _of_things(self, wish: Wish, kind: Kind, handles: Sequence[Handle]) -> Decision:
        match wish.kind:
            case "merge":
                return self._merge(wish, kind, handles)
            case "split":
                return self._split(wish, kind, handles)
            case "reject" if wish.files and kind == MEETING:
                return self._reject_reports(wish, handles[0])
            case "accept" if wish.value and kind != CONTRADICTION:
                raise DecisionError("only of a contradiction a value is accepted; correct ID FIELD VALUE sets a field")
        if len(handles) > 1:
            raise DecisionError(f"{wish.kind} is decided of one thing at a time")
        handle = handles[0]
        target = self._inventory.target(handle)
        match wish.kind:
            case "correct":
                return self._correct(wish, kind, handle, target)
            case "rename":
                name = self._text(wish, "the new name")
                return Decision("", "rename", (target,), None, name, before=self._called(handle))
            case "note":
                return Decision("", "note", (target,), None, self._text(wish, "the note"))
            case "accept" if kind == CONTRADICTION:
                return self._accept(wish, handle, target)
            case "reject" if kind == CONTRADICTION:
                return Decision("", "reject", (target,), self._inventory.contradiction(handle).field)
        return Decision("", wish.kind, (target,))

    def _merge(self, wish: Wish, kind: Kind, handles: Sequence[Handle]) -> Decision:
        if len(set(handles)) < 2:
            raise DecisionError("a merge needs two or more different ids")
        if kind == ENTITY and len({type_of(id_) for id_ in wish.ids}) > 1:
            raise DecisionError(
                "these cannot be one: they are of two types; merge people with people, bodies with bodies"
            )
        return Decision("", "merge", tuple(self._inventory.target(handle) for handle in dict.fromkeys(handles)))

    def _split(self, wish: Wish, kind: Kind, handles: Sequence[Handle]) -> Decision:
        if len(handles) == 2 and len(set(handles)) == 2:
            targets = tuple(self._inventory.target(handle) for handle in handles)
            if kind != ENTITY or len({type_of(id_) for id_ in wish.ids}) == 1:
                return Decision("", "split", targets)
        if kind == DOCUMENT:
            raise DecisionError("an article is independent of another one: give both")
        if len(handles) != 1 or not (wish.files or wish.names):
            raise DecisionError("say what is another one: files of it (or names), or the id of the other one")
        whole = self._inventory.target(handles[0])
        if kind == ENTITY:
            off = self._part(handles[0], wish)
        else:
            self._check_files(wish.files, handles[0])
            off = self._inventory.target(handles[0], wish.files)
        rest = tuple(anchor for anchor in whole.anchors if anchor not in set(off.anchors))
        if not off.anchors or not rest:
            raise DecisionError(
                f"{wish.ids[0]}: a part of it has to stay, and a part to go; choose other files or names"
            )
        return Decision("", "split", (replace(whole, anchors=rest), off))

    def _part(self, handle: Handle, wish: Wish) -> Target:
        """The mentions of an entity in some files, by some names."""
        self._check_files(wish.files, handle)
        inventory = self._inventory
        entity = inventory.account.entities[handle.number]
        wanted = {fold(name) for name in wish.names}
        keys = [
            key
            for key in entity.referents
            if (not wish.files or key[0] in wish.files)
            and (not wanted or {fold(form) for form in inventory.ground.forms([key])} & wanted)
        ]
        if wanted and not keys:
            forms = ", ".join(sorted({form for _, forms in entity.names for form in forms}))
            raise DecisionError(f"{entity.id} has no such name; it is called {forms}")
        return Target(inventory.ids[handle], entity.label, inventory.ground.named(keys))

    def _reject_reports(self, wish: Wish, handle: Handle) -> Decision:
        self._check_files(wish.files, handle)
        if len(wish.files) > 1:
            raise DecisionError("reject one report at a time")
        reports = enumerate(self._inventory.account.meetings[handle.number].reports)
        part = next(part for part, report in reports if report.document == wish.files[0])
        return Decision("", "reject", (self._inventory.target(Handle(REPORT, handle.number, part)),))

    def _check_files(self, files: Iterable[str], handle: Handle) -> None:
        there = self._inventory.files(handle)
        for file in files:
            if file not in there:
                told = ", ".join(there[:10]) + (" ..." if len(there) > 10 else "")
                raise DecisionError(
                    f"{file}: this file does not tell of {self._inventory.ids[handle]}; these do: {told}"
                )

    def _correct(self, wish: Wish, kind: Kind, handle: Handle, target: Target) -> Decision:
        fields = FIELDS[kind]
        if wish.field not in fields:
            near = suggested(wish.field or "", list(fields))
            raise DecisionError(f"{_ONE[kind]} has no field {wish.field!r}{near}; there is: {', '.join(fields)}")
        field = fields[wish.field]
        value, others = self._value(wish, field)
        thing = self._state.draft.now(handle)
        before = field.read(thing)
        if field.needed and not (value and field.read(field.write(thing, value))):
            raise DecisionError(f"{wish.field} cannot be empty: give {field.wanted}")
        if field.read(field.write(thing, value)) == before and not self._disputed(handle, wish.field):
            shown = self._shown(before) or "nothing"
            raise DecisionError(f"{wish.field} is that already: {shown}; accept {wish.ids[0]} to say that it is so")
        return Decision("", "correct", (target, *others), wish.field, value, before=before)

    def _disputed(self, handle: Handle, field: str | None) -> bool:
        """Whether articles disagree about a field, so that what it holds can be told to be right."""
        if handle.kind != MEETING:
            return False
        clashes = self._inventory.account.meetings[handle.number].contradictions
        handles = (Handle(CONTRADICTION, handle.number, part) for part in range(len(clashes)))
        return any(
            each.field == field and each.accepted is None for each in map(self._state.draft.contradiction, handles)
        )

    def _value(self, wish: Wish, field: Field) -> tuple[str, list[Target]]:
        """The value of a correction, and the entities that it names."""
        told = (wish.value or "").strip()
        lines = told.splitlines() if field.many else [told]
        found, others = [], []
        for line in filter(None, map(str.strip, lines)):
            sign = line[0] if field.many and line[0] in "+-" else ""
            value = line[len(sign) :].strip()
            if field.types:
                handle = self._entity(value, field.types)
                others.append(self._inventory.target(handle))
                value = others[-1].id
            elif not field.allows(value):
                raise DecisionError(f"{wish.field}: {value!r} is not {field.wanted}")
            found.append(sign + value)
        if len({line[0] in "+-" for line in found}) > 1 and field.many:
            raise DecisionError(f"{wish.field}: give all that it holds, or only what is added (+) and removed (-)")
        return "\n".join(found), others

    def _entity(self, value: str, types: Sequence[EntityType]) -> Handle:
        """The entity of an id, or of a name that only one goes by."""
        if value in self._entities and self._entities[value].type in types:
            return self._handles[value]
        called = [entity for entity in self._entities.values() if entity.type in types and _goes_by(entity, value)]
        if len(called) == 1:
            return self._handles[called[0].id]
        if called:
            raise DecisionError(f"{value}: several go by this name: {', '.join(entity.id for entity in called)}")
        ids = [entity.id for entity in self._entities.values() if entity.type in types]
        return self._unknown(value, types, ids)

    def _unknown(self, value: str, types: Sequence[EntityType], ids: Sequence[str]) -> Handle:
        wanted = " or ".join("body" if type_ == "organisation" else type_ for type_ in types)
        near = suggested(value if ":" in value else f"{types[0]}:{value}", ids)
        raise DecisionError(f"{value}: no {wanted} of the articles has this id or name{near}")

    def _accept(self, wish: Wish, handle: Handle, target: Target) -> Decision:
        """One value of a contradiction taken for right, or the contradiction found to be one."""
        clash = self._state.draft.contradiction(handle)
        if not wish.value:
            return Decision("", "accept", (target,), clash.field)
        values = [value for value, _ in clash.values]
        named = [v for v in values if wish.value.casefold() in {v.casefold(), self._shown(v).casefold()}]
        if len(named) != 1:
            there = ", ".join(dict.fromkeys(f"{value}" for value in values))
            raise DecisionError(f"{wish.value!r} is none of the values of {self._inventory.ids[handle]}: {there}")
        id_ = named[0].partition(" ")[0]
        others = [self._inventory.target(self._handles[id_])] if id_ in self._entities else []
        return Decision("", "accept", (target, *others), clash.field, named[0], before=clash.accepted)

    def _of_decision(self, wish: Wish) -> Decision:
        targets = []
        gone = undone(self._log)
        for id_ in dict.fromkeys(wish.ids):
            told = next(decision for decision in self._log if decision.id == id_)
            if id_ in gone:
                raise DecisionError(f"{id_} is undone already; to make it hold again, undo what undid it")
            targets.append(Target(id_, describe(told)))
        if wish.kind == "undo":
            return Decision("", "undo", tuple(targets))
        prints = (self._inventory.ground.prints[document.file] for document in self._state.account.documents)
        return Decision("", "accept", tuple(targets), seen=tuple(sorted(set(prints))))

    # --- words -----------------------------------------------------------------------------------------

    def _text(self, wish: Wish, what: str) -> str:
        text = " ".join((wish.value or "").split())
        if not text:
            raise DecisionError(f"{wish.kind} needs {what}")
        return text

    def _called(self, handle: Handle) -> str:
        there = self._state.ids[handle]
        if handle.kind == STORY:
            return next(story.title for story in self._state.account.stories if story.id == there)
        return self._entities[there].label

    def _shown(self, value: str) -> str:
        return self._inventory.called(value)


def _goes_by(entity: Entity, name: str) -> bool:
    wanted = fold(name)
    return wanted in {fold(entity.label), *(fold(form) for _, forms in entity.names for form in forms)}


def describe(decision: Decision) -> str:
    """A decision in a few words: what was done to what."""
    called = [target.label or target.id for target in decision.targets]
    labels = {target.id: target.label for target in decision.targets[1:] if target.label}
    match decision.kind:
        case "merge":
            return f"merge {' = '.join(dict.fromkeys(called))}"
        case "split":
            return f"split {' and '.join(dict.fromkeys(called))}"
        case "correct":
            now = _plain(decision.value, labels)
            return f"correct {decision.field} of {called[0]}: {_plain(decision.before, labels)} -> {now}"
        case "rename":
            return f"rename {decision.before} -> {decision.value}"
        case "accept" if decision.value:
            return f"accept {_plain(decision.value, labels)} for {called[0]}"
        case "note":
            return f"note on {called[0]}: {decision.value}"
    return f"{decision.kind} {', '.join(called)}"


def _plain(value: str | None, labels: Mapping[str, str]) -> str:
    """A value of several lines as one, with names in place of the ids that are known."""
    words = (value or "nothing").replace("\n", " ").split(" ")
    signs = (word[0] if word[:1] in {"+", "-"} else "" for word in words)
    return " ".join(
        sign + labels.get(word[len(sign) :], word[len(sign) :]) for sign, word in zip(signs, words, strict=True)
    )


def as_kind(kind: str, known: Collection[str] = get_args(DecisionKind)) -> DecisionKind:
    """The kind of a decision by its name.

    Raises:
        DecisionError: There is none such.
    """
    if kind not in known:
        raise DecisionError(f"{kind!r} is no decision; there is: {', '.join(known)}")
    return cast(DecisionKind, kind)


__all__ = ["DecisionError", "Wish", "as_kind", "describe", "made"]
