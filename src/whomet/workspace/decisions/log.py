"""The log of decisions: rows that are only ever added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, insert, select

from whomet.records import Decision
from whomet.workspace import codec
from whomet.workspace.cache import BLOCK
from whomet.workspace.schema import decisions

#: Hexadecimal figures of an id: as many as those of meetings have.
_DIGITS = 12


def read_log(connection: Connection) -> tuple[Decision, ...]:
    """All decisions in the order in which they hold: by when they were made, whenever they came in."""
    rows = connection.execute(select(decisions.c.content).order_by(decisions.c.when, decisions.c.id)).scalars()
    return tuple(codec.unpack(bytes(content), Decision) for content in rows)


def append(connection: Connection, decision: Decision) -> None:
    """Add a decision to the log.

    Args:
        connection: One that writes.
        decision: With its id.
    """
    row = {"id": decision.id, "kind": decision.kind, "who": decision.who, "when": decision.when}
    connection.execute(insert(decisions).values(**row, content=codec.pack(decision)))


def unknown(connection: Connection, given: Iterable[Decision]) -> list[Decision]:
    """Those of some decisions that are not in the log, each once, in the order in which they hold."""
    wanted = {decision.id: decision for decision in given}
    ids = list(wanted)
    for first in range(0, len(ids), BLOCK):
        block = ids[first : first + BLOCK]
        for id_ in connection.execute(select(decisions.c.id).where(decisions.c.id.in_(block))).scalars():
            wanted.pop(id_)
    return sorted(wanted.values(), key=lambda decision: (decision.when, decision.id))


def named(decision: Decision) -> Decision:
    """The decision with its id, a digest of all that it says."""
    said = msgspec.json.encode(replace(decision, id=""))
    return replace(decision, id=f"decision:{hashlib.sha256(said).hexdigest()[:_DIGITS]}")


def moment(now: datetime, log: Sequence[Decision]) -> str:
    """When a decision is made: now, but after all others, even where a clock was set back.

    Args:
        now: With its zone.
        log: The decisions before it.

    Returns:
        ISO 8601 in UTC, to the microsecond.
    """
    made = now.astimezone(UTC)
    last = max((datetime.fromisoformat(decision.when) for decision in log), default=None)
    if last is not None and made <= last:
        made = last + timedelta(microseconds=1)
    return made.isoformat(timespec="microseconds")


def undone(log: Sequence[Decision]) -> frozenset[str]:
    """Ids of the decisions that were undone; what was undone by an undone undo holds again."""
    found: set[str] = set()
    for decision in reversed(log):
        if decision.kind == "undo" and decision.id not in found:
            found.update(target.id for target in decision.targets)
    return frozenset(found)


def in_force(log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold: neither undone, nor undoing."""
    gone = undone(log)
    return tuple(decision for decision in log if decision.kind != "undo" and decision.id not in gone)


__all__ = ["append", "in_force", "moment", "named", "read_log", "undone", "unknown"]
