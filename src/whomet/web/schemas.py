"""What the API answers with, described once: by the schema of the account."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from whomet.briefs import data
from whomet.web.words import codes

#: Names of the objects that stand in the lists of the account.
OBJECTS = {
    "documents": "Document",
    "entities": "Entity",
    "meetings": "Meeting",
    "statements": "Statement",
    "figures": "Figure",
    "plans": "Plan",
    "contradictions": "Contradiction",
    "origins": "Origin",
    "stories": "Story",
    "own": "Own",
    "problems": "Unread",
}
_PREFIX = "#/components/schemas/"

_STRING = {"type": "string"}
_NULLABLE = {"type": ["string", "null"]}
_STRINGS = {"type": "array", "items": _STRING}
_OFFSET = {"type": "integer", "minimum": 0}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def ref(name: str) -> dict[str, str]:
    """A description by its name."""
    return {"$ref": _PREFIX + name}


def answer(
    schema: dict[str, Any], told: str, media: str = "application/json", status: int = 200
) -> dict[int | str, dict[str, Any]]:
    """What an endpoint answers with: its own object, or a problem.

    Args:
        schema: Of the object.
        told: What it is.
        media: Media type.
        status: Of the answer.
    """
    problem = {"description": "What is wrong, and what to do.", "content": {_PROBLEM: {"schema": ref("Problem")}}}
    return {status: {"description": told, "content": {media: {"schema": schema}}}, "default": problem}


_PROBLEM = "application/problem+json"


def listing(name: str) -> dict[str, Any]:
    """A part of a list of objects, with how many there are."""
    return _object(
        total={"type": "integer", "description": "How many there are."},
        offset={"type": "integer", "description": "How many were left out before these."},
        items={"type": "array", "items": ref(name)},
    )


def components() -> dict[str, Any]:
    """Every description by its name."""
    text = json.dumps(data.schema()).replace('"#/$defs/', f'"{_PREFIX}Account_')
    account = json.loads(text)
    found: dict[str, Any] = {f"Account_{name}": schema for name, schema in account.pop("$defs").items()}
    for key, name in OBJECTS.items():
        if key in account["properties"]:
            found[name] = account["properties"][key]["items"]
            account["properties"][key] = {"type": "array", "items": ref(name)}
    for key in ("$schema", "$id"):
        account.pop(key, None)
    return {**found, "Account": account, **_OWN}


_OWN: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457.",
        "required": ["type", "status", "detail"],
        "properties": {
            "type": _STRING,
            "status": {"type": "integer"},
            "detail": {**_STRING, "description": "What is wrong and what to do."},
            "near": {**_STRINGS, "description": "Ids that may be meant."},
            "errors": {"type": "array", "items": _object(where=_STRING, problem=_STRING)},
        },
    },
    "Session": _object(
        csrf={**_STRING, "description": "Send it back as X-CSRF-Token with whatever writes."},
        revision={**_STRING, "description": "Changes when the workspace does."},
        languages={"type": "array", "items": {"enum": list(codes())}},
        formats=_STRINGS,
    ),
    "Network": _object(
        nodes={
            "type": "array",
            "items": _object(id=_STRING, label=_STRING, type=_STRING, meetings={"type": "integer"}),
        },
        edges={"type": "array", "items": _object(left=_STRING, right=_STRING, meetings=_STRINGS)},
        left_out={"type": "integer", "description": "Entities that would make it unreadable."},
    ),
    "Hit": _object(
        document=_STRING,
        start=_OFFSET,
        end=_OFFSET,
        text=_STRING,
        marks={"type": "array", "items": _object(start=_OFFSET, end=_OFFSET)},
        score={"type": "number"},
        why=_STRINGS,
        outlet=_NULLABLE,
        published=_NULLABLE,
        language=_NULLABLE,
        kind=_STRING,
        title=_STRING,
        entities=_STRINGS,
        meetings=_STRINGS,
        also=_STRINGS,
    ),
    "Question": _object(
        question={"enum": ["conflict", "contradiction", "near", "namesakes", "single"]},
        ids=_STRINGS,
        label=_STRING,
        why=_STRING,
        weight={"type": "number"},
        choices={
            "type": "array",
            "items": _object(key=_STRING, says=_STRING, kind=_STRING, ids=_STRINGS, value=_NULLABLE),
        },
        files=_STRINGS,
    ),
    "Target": _object(id=_STRING, label=_STRING),
    "Decision": _object(
        id=_STRING,
        kind={"enum": ["merge", "split", "reject", "accept", "correct", "rename", "note", "undo"]},
        targets={"type": "array", "items": ref("Target")},
        field=_NULLABLE,
        value=_NULLABLE,
        before=_NULLABLE,
        why=_STRING,
        who=_STRING,
        when={**_STRING, "description": "ISO 8601, UTC."},
        state={"enum": ["applied", "undone", "lost", "conflict"]},
        ids={"type": "array", "items": _NULLABLE, "description": "Ids of the targets as the account has them now."},
        because=_STRING,
        evidence=_STRINGS,
    ),
}


# --- for reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """Something that has a name and a type: a parameter, or a part of an object."""

    name: str
    type: str
    told: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An endpoint as readers see it.

    Attributes:
        told: What it is for.
        parameters: What it can be asked.
        body: What is sent to it.
        answer: What comes back.
    """

    method: str
    path: str
    told: str
    parameters: tuple[Told, ...]
    body: str
    answer: Told


def operations(description: dict[str, Any]) -> list[Operation]:
    """The endpoints of a description of the API, in its order."""
    return [
        _operation(method, path, one) for path, ways in description["paths"].items() for method, one in ways.items()
    ]


def _operation(method: str, path: str, one: dict[str, Any]) -> Operation:
    status, answered = next((status, one) for status, one in one["responses"].items() if status != "default")
    parameters = tuple(
        Told(each["name"], said(each["schema"]), each.get("description", "")) for each in one.get("parameters", ())
    )
    told = one.get("description") or one.get("summary", "")
    body = _content(one.get("requestBody", {}))
    return Operation(
        method.upper(), path, told, parameters, body, Told(status, _content(answered), answered["description"])
    )


def _content(holder: dict[str, Any]) -> str:
    return " | ".join(said(one["schema"]) for one in holder.get("content", {}).values())


def objects(description: dict[str, Any]) -> list[tuple[str, str, list[Told]]]:
    """The objects of a description of the API: name, what it is, and its parts."""
    return [
        (
            name,
            schema.get("description", ""),
            [Told(key, said(one), one.get("description", "")) for key, one in schema.get("properties", {}).items()],
        )
        for name, schema in description["components"]["schemas"].items()
    ]


def said(schema: dict[str, Any]) -> str:
    """The type that a schema describes, in a few signs."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(json.dumps(one) for one in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(map(said, schema["anyOf"])))
    if "items" in schema:
        return f"[{said(schema['items'])}]"
    if "properties" in schema:
        return "{" + ", ".join(f"{key}: {said(one)}" for key, one in schema["properties"].items()) + "}"
    if isinstance(schema.get("additionalProperties"), dict):
        return "{…: " + said(schema["additionalProperties"]) + "}"
    kind = schema.get("type", "any")
    return kind if isinstance(kind, str) else " | ".join(kind)


__all__ = ["OBJECTS", "Operation", "Told", "answer", "components", "listing", "objects", "operations", "ref", "said"]
