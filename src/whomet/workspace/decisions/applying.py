"""Decisions applied to an account, in the order in which they were made, and how each of them stands then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whomet.briefs.wording import words
from whomet.records import Account, Anchor, Decision, Standing
from whomet.workspace.decisions.conflicts import Witnesses, objection
from whomet.workspace.decisions.draft import Draft
from whomet.workspace.decisions.ground import Ground
from whomet.workspace.decisions.inventory import Handle, Inventory, Resolution
from whomet.workspace.decisions.kinds import (
    CONTRADICTION,
    DECISION,
    DOCUMENT,
    ENTITY,
    MEETING,
    REPORT,
    STATEMENT,
    kind_of,
)
from whomet.workspace.decisions.log import in_force, undone
from whomet.workspace.decisions.ruling import left_out


@dataclass(frozen=True, slots=True)
class Applied:
    """An account with all that was decided.

    Attributes:
        account: With how every decision stands.
        inventory: What was concluded before the decisions were applied.
        ids: The id that a thing has in the account; things that were rejected have none.
        draft: What became of single things.
    """

    account: Account
    inventory: Inventory
    ids: Mapping[Handle, str]
    draft: Draft


def applied(account: Account, ground: Ground, log: Sequence[Decision]) -> Applied:
    """Apply decisions to an account.

    Args:
        account: What was concluded from the articles, with what `ruled` says of them.
        ground: The articles, those that were left out as well.
        log: All decisions, in their order.

    Returns:
        The account; what articles say is still among its support and reports.
    """
    inventory = Inventory(replace(account, decisions=()), ground)
    draft = Draft(inventory)
    force = in_force(log)
    desk = _Desk(draft, force)
    found = {decision.id: desk.take(number) for number, decision in enumerate(force)}
    after = draft.account(left_out(force, ground))
    ids = draft.ids(after)
    gone = undone(log)
    standings = (_standing(decision, found.get(decision.id), ids, gone) for decision in log)
    return Applied(replace(after, decisions=tuple(standings)), inventory, ids, draft)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a decision.

    Attributes:
        handles: What its targets are in the account that was concluded.
        lost: Why it could not be applied; empty where it was.
        against: What speaks against it.
        files: Which articles say so.
    """

    handles: tuple[Handle | None, ...]
    lost: str = ""
    against: str = ""
    files: tuple[str, ...] = ()


class _Desk:
    """Takes the decisions one by one.

    Args:
        draft: What they are applied to.
        force: The decisions in force.
    """

    def __init__(self, draft: Draft, force: Sequence[Decision]) -> None:
        self._draft, self._inventory, self._force = draft, draft.inventory, force
        self._moved = list(_moved(force))
        self._rejected: dict[Handle, str] = {}
        self._seen: dict[str, set[str]] = {}
        for decision in force:
            if decision.kind == "accept" and kind_of(decision.targets[0].id) == DECISION:
                self._seen.setdefault(decision.targets[0].id, set()).update(decision.seen)

    def take(self, number: int) -> _Outcome:
        """Apply a decision in force."""
        decision = self._force[number]
        if kind_of(decision.targets[0].id) == DECISION:
            return _Outcome((None,))
        found = [self._inventory.find(target, decision, self._moved[number]) for target in decision.targets]
        handles = tuple(resolution.handle for resolution in found)
        lost = self._lost(decision, handles)
        if lost is not None:
            return _Outcome(handles, lost) if lost else self._outcome(number, handles, found, decision.value or "")
        value = _value_now(decision, [self._inventory.ids[h] if h else None for h in handles])
        wrong = self._apply(decision, handles, value)
        return _Outcome(handles, wrong) if wrong else self._outcome(number, handles, found, value)

    def _lost(self, decision: Decision, handles: Sequence[Handle | None]) -> str | None:
        """Why a decision cannot be applied; "" where what it rejects is rightly not there; None where all is there."""
        first = handles[0]
        if first is not None and first in self._rejected:
            return _said("rejected", id=self._rejected[first])
        if first is None:
            return "" if self._rejects(decision) else self._why_not_there(decision)
        for target, handle in zip(decision.targets[1:], handles[1:], strict=True):
            if handle is None and decision.kind != "split":
                return _said("unnamed", who=target.label or target.id)
        return None

    def _rejects(self, decision: Decision) -> bool:
        """Whether a decision took out what it is about before anything was concluded, and articles still tell it."""
        kind = kind_of(decision.targets[0].id)
        if decision.kind != "reject" or kind not in {ENTITY, REPORT, DOCUMENT}:
            return False
        ground = self._inventory.ground
        return any(ground.files(a) if kind == DOCUMENT else ground.spots(a) for a in decision.targets[0].anchors)

    def _why_not_there(self, decision: Decision) -> str:
        anchors = set(decision.targets[0].anchors)
        for other in self._force:
            if other is not decision and other.kind == "reject" and anchors & set(other.targets[0].anchors):
                return _said("rejected", id=other.id)
        return _said("untold")

    def _apply(self, decision: Decision, handles: Sequence[Handle | None], value: str) -> str:
        """Apply it; says why it cannot be."""
        handle = handles[0]
        if handle is None:
            return ""
        draft = self._draft
        match decision.kind:
            case "reject" if handle.kind not in {ENTITY, REPORT, DOCUMENT}:
                draft.removed.add(handle)
                self._rejected[handle] = decision.id
            case "accept" if handle.kind == CONTRADICTION and value:
                if value not in dict(self._inventory.contradiction(handle).values):
                    return _said("no_value", value=self._inventory.called(value))
                draft.accept(handle, value)
            case "correct" if handle.kind != DOCUMENT:
                draft.correct(handle, decision.field or "", value)
            case "rename":
                draft.rename(handle, value)
            case "merge" if handle.kind == STATEMENT:
                draft.join([each for each in dict.fromkeys(handles) if each is not None])
        return ""

    def _outcome(
        self, number: int, handles: tuple[Handle | None, ...], found: Sequence[Resolution], value: str
    ) -> _Outcome:
        """How a decision that was applied stands against the evidence."""
        decision = self._force[number]
        against = self._not_done(number, handles) or self._ambiguous(decision, found)
        if against:
            return _Outcome(handles, "", against)
        known = self._inventory.ground.reworded(anchor for target in decision.targets for anchor in target.anchors)
        seen = Witnesses(self._inventory, {*decision.seen, *self._seen.get(decision.id, ())}, known)
        said = objection(decision, handles, value, seen)
        return _Outcome(handles, "", said.because, said.files) if said else _Outcome(handles)

    def _not_done(self, number: int, handles: Sequence[Handle | None]) -> str:
        """Why things that were told to be one are still two, or the other way round."""
        decision = self._force[number]
        kind = kind_of(decision.targets[0].id)
        if kind not in {ENTITY, MEETING} or decision.kind not in {"merge", "split"}:
            return ""
        moved = self._moved[number]
        standing = [
            handle
            for target, handle in zip(decision.targets, handles, strict=True)
            if handle is not None and not set(target.anchors) <= moved
        ]
        if decision.kind == "merge":
            if len(set(standing)) < 2:
                return ""
            return _said("not_joined", ids=", ".join(self._inventory.ids[h] for h in dict.fromkeys(standing)))
        joined = len(standing) > 1 and len(set(standing)) == 1 and not self._merged_later(number)
        return _said("not_parted", id=self._inventory.ids[standing[0]]) if joined else ""

    def _merged_later(self, number: int) -> bool:
        left, right = (set(target.anchors) for target in self._force[number].targets[:2])
        later = (_all_anchors(other) for other in self._force[number + 1 :] if other.kind == "merge")
        return any(left & anchors and right & anchors for anchors in later)

    def _ambiguous(self, decision: Decision, found: Sequence[Resolution]) -> str:
        """What a target is besides, where it has come apart since."""
        if decision.kind in {"merge", "split"}:
            return ""
        for resolution in found:
            if resolution.handle is not None and resolution.rivals:
                one, *others = (self._inventory.ids[h] for h in (resolution.handle, *resolution.rivals))
                return _said("apart", n=len(others) + 1, ids=", ".join((one, *others)), id=one)
        return ""


def _said(key: str, **parts: object) -> str:
    """What keeps a decision from holding, in the account's own words."""
    return words().say("against", key, **parts)


def _moved(force: Sequence[Decision]) -> Iterator[set[Anchor]]:
    """For every decision the anchors that later ones told to be of something else."""
    found: list[set[Anchor]] = []
    moved: set[Anchor] = set()
    for decision in reversed(force):
        found.append(set(moved))
        if decision.kind == "split" and len(decision.targets) > 1:
            moved.update(decision.targets[1].anchors)
    return reversed(found)


def _all_anchors(decision: Decision) -> set[Anchor]:
    return {anchor for target in decision.targets for anchor in target.anchors}


def _value_now(decision: Decision, ids: Sequence[str | None]) -> str:
    """The value of a decision, with the ids that the entities in it have now."""
    now = {target.id: id_ for target, id_ in zip(decision.targets[1:], ids[1:], strict=True) if id_}
    return "\n".join(_line_now(line, now) for line in (decision.value or "").split("\n"))


def _line_now(line: str, now: Mapping[str, str]) -> str:
    sign = line[:1] if line[:1] in {"+", "-"} else ""
    id_, space, more = line[len(sign) :].partition(" ")
    return f"{sign}{now.get(id_, id_)}{space}{more}"


def _standing(
    decision: Decision, outcome: _Outcome | None, ids: Mapping[Handle, str], undone: Collection[str]
) -> Standing:
    """How a decision stands; one without an outcome is not in force."""
    if decision.id in undone:
        return Standing(decision, "undone", (None,) * len(decision.targets))
    if outcome is None or kind_of(decision.targets[0].id) == DECISION:
        return Standing(decision, "applied", tuple(target.id for target in decision.targets))
    told = tuple(ids.get(handle) if handle else None for handle in outcome.handles)
    if outcome.lost:
        return Standing(decision, "lost", told, outcome.lost)
    return Standing(decision, "conflict" if outcome.against else "applied", told, outcome.against, outcome.files)


__all__ = ["Applied", "applied"]
