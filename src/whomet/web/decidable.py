"""What can be decided on what."""

from __future__ import annotations

from whomet.records import DecisionKind
from whomet.workspace.decisions.fields import FIELDS
from whomet.workspace.decisions.kinds import KNOWN, kind_of


def possible(id_: str) -> tuple[DecisionKind, ...]:
    """Which decisions there are on what has an id."""
    return KNOWN[kind_of(id_)]


def correctable(id_: str) -> tuple[str, ...]:
    """Which fields of it can be corrected."""
    return tuple(FIELDS.get(kind_of(id_), {}))


__all__ = ["correctable", "possible"]
