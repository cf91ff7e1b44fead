"""What an analyst decided, and how it stands against what the articles say now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

DecisionKind: TypeAlias = Literal["merge", "split", "reject", "accept", "correct", "rename", "note", "undo"]

DecisionState: TypeAlias = Literal["applied", "undone", "lost", "conflict"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters of an article by which what was decided on is found again in every later run.

    Attributes:
        fingerprint: Of the article's text, whatever its file is called.
        file: What the file was called then.
        start, end: Document offsets.
        text: `document.text[start:end]`.
        key: What it is among several that the same characters tell: a report by its key, a figure by its amount.
    """

    fingerprint: str
    file: str
    start: int
    end: int
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about.

    Attributes:
        id: Its id when it was decided: an entity, meeting, statement, figure, plan, contradiction, story, an earlier
            decision (for "undo"), or the name of a file.
        label: How it was called then, for the reader.
        anchors: Where the articles speak of it; ids may change when articles come in, characters do not.
    """

    id: str
    label: str = ""
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of an analyst. They are only ever added; an undone one stays, with the one that undid it.

    Attributes:
        id: "decision:" and a digest.
        kind: "merge" (all targets are one), "split" (the second target's anchors are not the first), "reject" (it is
            not so), "accept" (it is so, it was looked at), "correct" (`field` of the target is `value`), "rename" (the
            target is called `value`), "note" (`value` is to be read beside it), "undo" (the target decision holds
            no more).
        targets: What it is about.
        field: For "correct": "date", "city", "host", "status", "principals" ...
        value: The new value: EDTF date, entity id, or text.
        why: The reason in the analyst's words.
        who: Who decided.
        when: ISO 8601, UTC, to the microsecond: the order of the log.
        seen: Fingerprints of the articles that spoke of the targets then: what comes later is new evidence.
        before: What the field said before, for "correct" and "rename".
    """

    id: str
    kind: DecisionKind
    targets: tuple[Target, ...]
    field: str | None = None
    value: str | None = None
    why: str = ""
    who: str = ""
    when: str = ""
    seen: tuple[str, ...] = ()
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision as it stands in an account.

    Attributes:
        decision: The decision.
        state: "applied"; "undone"; "lost" (no article speaks of its target any more); "conflict" (applied, but evidence
            that came in later speaks against it).
        ids: Ids that the targets have in this account, in their order; None for a target that is not found.
        because: What speaks against it, in words; empty unless lost or in conflict.
        evidence: Files of that evidence.
    """

    decision: Decision
    state: DecisionState
    ids: tuple[str | None, ...] = ()
    because: str = ""
    evidence: tuple[str, ...] = ()


__all__ = ["Anchor", "Decision", "DecisionKind", "DecisionState", "Standing", "Target"]
