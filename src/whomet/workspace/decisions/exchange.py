"""The log as JSON lines, so that decisions go from one workspace to another."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from whomet.records import Decision
from whomet.workspace.decisions.log import named
from whomet.workspace.decisions.making import DecisionError

_DECODER = msgspec.json.Decoder(Decision)


def as_lines(decisions: Iterable[Decision]) -> str:
    """Decisions as JSON, one a line."""
    return "".join(msgspec.json.encode(decision).decode("utf-8") + "\n" for decision in decisions)


def from_lines(text: str) -> list[Decision]:
    """Decisions from JSON, one a line.

    Args:
        text: What `as_lines` gave; empty lines do no harm.

    Raises:
        DecisionError: A line is no decision, or was changed since it was written.
    """
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            found.append(_decision(line, number))
    return found


def _decision(line: str, number: int) -> Decision:
    try:
        decision = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise DecisionError(
            f"line {number} is no decision ({error}); give what `whomet decide log --json` wrote"
        ) from error
    if not decision.targets or named(decision).id != decision.id:
        raise DecisionError(f"line {number}: the decision was changed after it was written; import it as it was")
    return decision


__all__ = ["as_lines", "from_lines"]
