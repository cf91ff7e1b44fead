"""What a reader decides, put into the words of a workspace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from whomet.records import Decision
from whomet.web.rendering import Visit
from whomet.web.view import View

#: What names the decision that was just made, in an address.
DONE = "done"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for.

    Attributes:
        ids: What it is about.
        other: Another one, by id or by name; nothing where it is about the ids alone.
        field, value: What is corrected, and to what; the name, the note, the value that is right.
        files, names: The part that is split off.
        why: The reason.
        who: Who decides; nothing for whoever the workspace knows.
    """

    kind: str
    ids: tuple[str, ...]
    other: str = ""
    field: str = ""
    value: str = ""
    files: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    why: str = ""
    who: str = ""


def decide(visit: Visit, wish: Wish) -> Decision:
    """Have the workspace decide.

    Args:
        visit: Whose account it is decided in.
        wish: What is asked for.

    Raises:
        WorkspaceError: It cannot be decided; the message says why.
    """
    ids = (*wish.ids, *([named(visit.view, wish.ids, wish.other)] if wish.other.strip() else []))
    decision: Decision = visit.site.workspace.decide(
        wish.kind,
        *ids,
        field=wish.field or None,
        # a correction to nothing says that nobody knows
        value=wish.value if wish.value or wish.kind == "correct" else None,
        files=wish.files,
        names=wish.names,
        why=wish.why.strip(),
        who=wish.who.strip() or None,
    )
    return decision


def named(view: View, ids: Sequence[str], other: str) -> str:
    """The id of another one that is told by its id or its name; as it is where no name fits, or several do."""
    other = other.strip()
    kind = ids[0].partition(":")[0] if ids else ""
    wanted = " ".join(other.casefold().split())
    found = [
        entity.id
        for entity in view.account.entities
        if entity.type == kind
        and entity.id not in ids
        and wanted in {entity.label.casefold(), *(form.casefold() for _, forms in entity.names for form in forms)}
    ]
    return found[0] if other not in view.entities and len(found) == 1 else other


def own(address: str) -> str:
    """An address where it leads to a page of ours, else that of the decisions."""
    return address if re.match(r"/(?![/\\])", address) else "/decisions"


def back(view: View, address: str, decision: Decision) -> str:
    """Where to go after a decision: where it was made, or to what is left of it.

    Args:
        view: The account, with the decision.
        address: Of the page with the form.
        decision: What was decided.
    """
    parts = urlsplit(own(address))
    path = parts.path
    standing = next((one for one in view.account.decisions if one.decision.id == decision.id), None)
    gone = any(path == view.href(target.id) for target in decision.targets if target.id not in view.entities)
    if gone and standing:
        left = next((id_ for id_ in standing.ids if id_), None)
        path = view.href(left) if left else "/decisions"
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != DONE]
    return f"{path}?{urlencode([*query, (DONE, decision.id)])}" + (f"#{parts.fragment}" if parts.fragment else "")


def last(view: View) -> str | None:
    """The id of the last decision that holds."""
    held = (one for one in reversed(view.account.decisions) if one.state != "undone" and one.decision.kind != "undo")
    return next((one.decision.id for one in held), None)


__all__ = ["DONE", "Wish", "back", "decide", "last", "named", "own"]
