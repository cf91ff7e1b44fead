"""A decision explained: what was decided on what, by whom, how it stands; and what was decided on a thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whomet.briefs.data import standing_data
from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.terminal import clean, headed, wrap
from whomet.briefs.wording import Words
from whomet.records import Standing


def decision_page(desk: Desk, standing: Standing) -> dict[str, Any]:
    """All that is known of a decision."""
    decision = standing.decision
    related = [s for s in desk.account.decisions if decision.id in {target.id for target in s.decision.targets}]
    return {
        "format": "whomet.decision/1",
        **standing_data(standing),
        "told": desk.writer.decided.told(standing),
        "about": [{"id": s.decision.id, "kind": s.decision.kind, "state": s.state} for s in related],
    }


def decision_lines(words: Words, data: Data) -> Iterator[str]:
    """A decision for the terminal."""
    yield from headed(data["told"], data["id"])
    for target in data["targets"]:
        now = target["now"] or "—"
        shown = target["id"] if now == target["id"] else f"{target['id']} -> {now}"
        yield from wrap(clean(f"{target['label']}  {shown}"), "  ", 4)
    if data["because"]:
        yield from wrap(clean(words.objected(data["because"])), "  ", 4)
    yield f"  {data['when']}"
    for other in data["about"]:
        yield f"  {other['kind']}: {other['id']}"


__all__ = ["decision_lines", "decision_page"]
