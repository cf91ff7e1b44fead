"""FollowTheMoney entities, one JSON object a line, as the tools of investigators load them.

People are Person, bodies Organization, places Address, articles Article, meetings Event, roles at a body Employment.
What a schema has no property for (status, disputes, independent origins) is told in words. Statements, figures, plans
and contradictions are Notes; who copied whom is an UnknownLink between two articles.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from babel.core import get_global

from whomet import edtf
from whomet.exports.characters import briefly, level, line, plain
from whomet.exports.view import View
from whomet.records import Account, Document, Entity, Meeting, Origin

#: Longest values of the types of properties, in characters (`max_length` of the types, version 4.11).
LONGEST = {"name": 384, "string": 1024, "address": 250, "text": 65000}
#: ISO 639-3 of the languages that the model knows by the code of the whole group.
_GROUPS = {"ar": "ara", "fa": "fas", "nb": "nor", "nn": "nor", "no": "nor", "ro": "ron", "zh": "zho"}
_SAFE = re.compile(r"[0-9A-Za-z]+(-[0-9A-Za-z]+)*")
#: Characters of an id that is kept as it is, and of what is kept of another one: the model takes 200.
_LONGEST_ID, _LONGEST_SLUG = 150, 80
#: Hexadecimal figures of the digest in an id that cannot be kept as it is.
_DIGITS = 10
_SCHEMATA = {"person": "Person", "organisation": "Organization", "place": "Address"}
_KINDS = {"copy": "copy of", "rewrite": "rewritten from", "translation": "translation of"}


def render(account: Account, language: str = "en") -> bytes:
    """The account as FollowTheMoney entities, one a line.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    lines = (json.dumps(entity, ensure_ascii=False) for entity in entities(account, language))
    return "".join(f"{told}\n" for told in lines).encode("utf-8")


def entities(account: Account, language: str = "en") -> Iterator[dict[str, Any]]:
    """The entities as dictionaries of `id`, `schema` and `properties`."""
    view = View(account, language)
    for document in account.documents:
        yield _article(view, document)
    for entity in account.entities:
        yield _thing(view, entity)
        yield from _employments(view, entity)
        yield from _mentions(view, entity)
    for meeting in account.meetings:
        yield _event(view, meeting)
    yield from _notes(view)
    for origin in account.lineage.origins:
        yield from _links(view, origin)


def safe_id(id_: str) -> str:
    """An id that the model takes: letters, figures and hyphens, a digest behind it where that says less.

    Args:
        id_: An id of the account, or the name of a file behind "document:".

    Returns:
        "person:ada-brook" as "person-ada-brook". No dots: they would be taken for a signature behind the id.
    """
    kind, _, rest = id_.partition(":")
    if _SAFE.fullmatch(rest) and len(id_) <= _LONGEST_ID:
        return f"{kind}-{rest}"
    slug = re.sub(r"[^0-9A-Za-z]+", "-", rest)[:_LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return "-".join(filter(None, (kind, slug, digest)))


def _document(file: str) -> str:
    return safe_id(f"document:{file}")


def _made(id_: str, schema: str, **properties: Iterable[str | None] | str | None) -> dict[str, Any]:
    """An entity; values are lists without doubles, properties without a value are left out."""
    told: dict[str, list[str]] = {}
    for name, given in properties.items():
        values = [given] if isinstance(given, str) or given is None else given
        found = list(dict.fromkeys(value for value in values if value))
        if found:
            told[name] = found
    return {"id": id_, "schema": schema, "properties": told}


def _short(text: str | None, kind: str = "string") -> str | None:
    """A text on one line, no longer than its type may be."""
    return briefly(line(text), LONGEST[kind]) if text else None


# --- articles ----------------------------------------------------------------------------------------------


def _article(view: View, document: Document) -> dict[str, Any]:
    places = (view.label(id_) for id_ in view.named_in.get(document.file, ()) if _is(view, id_, "place"))
    update = document.update
    return _made(
        _document(document.file),
        "Article",
        fileName=_short(document.file),
        title=_short(view.title(document)),
        author=[_short(name) for name in document.bylines],
        publisher=_short(document.outlet),
        publishedAt=_prefix(document.published),
        modifiedAt=_prefix(update.value) if update else None,
        language=[_alpha3(code) for code in document.languages],
        sourceUrl=_address(document.url),
        encoding=document.charset,
        bodyText=_pieces(level(document.text)),
        locationMentioned=[_short(place, "address") for place in places],
        notes=f"Wire agency: {line(document.agency)}" if document.agency else None,
    )


def _pieces(text: str) -> list[str]:
    """A text in pieces no longer than a value may be."""
    most = LONGEST["text"]
    return [text[at : at + most] for at in range(0, len(text), most)]


def _prefix(value: str | None) -> str | None:
    """An EDTF value as a date of the model, which is as exact as its length; None for spans."""
    return value.rstrip("?~%") if value and "/" not in value and edtf.interval(value) else None


def _edges(value: str | None) -> tuple[str | None, str | None]:
    """First and last date of an EDTF value, each as exact as it is told."""
    first, _, last = (value or "").partition("/")
    return _prefix(first), _prefix(last or first)


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://[^\s]+$", url) else None


def _alpha3(code: str) -> str | None:
    """ISO 639-3 of a BCP 47 code, as CLDR has it."""
    base = code.split("-")[0]
    return _GROUPS.get(base) or _three_letters().get(base)


@cache
def _three_letters() -> dict[str, str]:
    found: dict[str, str] = {}
    for three, two in get_global("language_aliases").items():
        if len(three) == 3:
            found.setdefault(two, three)
    return found


# --- entities ----------------------------------------------------------------------------------------------


def _is(view: View, id_: str | None, type_: str) -> bool:
    return id_ in view.entities and view.entities[id_].type == type_


def _thing(view: View, entity: Entity) -> dict[str, Any]:
    forms = [_short(form, "name") for _, printed in entity.names for form in printed]
    label = _short(entity.label, "name") or entity.id
    place = entity.type == "place"
    return _made(
        safe_id(entity.id),
        _SCHEMATA[entity.type],
        name=label,
        alias=[form for form in forms if form != label],
        full=_short(entity.label, "address") if place else None,
        position=[_short(role) for role in view.roles(entity)] if entity.type == "person" else None,
        wikidataId=view.wikidata(entity),
        sourceUrl=[_address(address) for address in entity.same_as],
        proof=[_document(file) for file in view.files(entity) if file in view.documents],
    )


def _employments(view: View, person: Entity) -> Iterator[dict[str, Any]]:
    """What a person is at which body: one for each body, with all roles there."""
    for body in view.employers(person.id):
        if not _is(view, body, "organisation"):
            continue
        roles = [role for role in person.roles if role.organisation == body]
        yield _made(
            safe_id(f"employment:{person.id}:{body}"),
            "Employment",
            employee=safe_id(person.id),
            employer=safe_id(body),
            role=[_short(role.role) for role in roles],
            proof=[_document(file) for role in roles for file, _, _ in role.places if file in view.documents],
        )


def _mentions(view: View, entity: Entity) -> Iterator[dict[str, Any]]:
    """Which articles name a person or body, by the name in their language."""
    if entity.type == "place":
        return  # the model resolves mentions to people and bodies only
    names = {language: forms[0] for language, forms in entity.names if forms}
    for file in view.files(entity):
        if document := view.documents.get(file):
            yield _made(
                safe_id(f"mention:{file}:{entity.id}"),
                "Mention",
                document=_document(file),
                name=_short(names.get(document.language, entity.label), "name") or entity.id,
                resolved=safe_id(entity.id),
                detectedSchema=_SCHEMATA[entity.type],
            )


# --- meetings ----------------------------------------------------------------------------------------------


def _event(view: View, meeting: Meeting) -> dict[str, Any]:
    start, end = _edges(meeting.date)
    people = [one.entity for one in view.presences(meeting) if one.part != "host"]
    where = ", ".join(filter(None, (meeting.venue, view.label(meeting.city))))
    return _made(
        safe_id(meeting.id),
        "Event",
        name=_short(view.meeting_name(meeting), "name"),
        recordId=meeting.id,
        summary=_short(_headline(view, meeting), "text"),
        description=[plain(place.text)[: LONGEST["text"]] for place in meeting.evidence],
        notes=[_short(text, "text") for text in _remarks(view, meeting)],
        keywords=[meeting.status, *(_short(topic.label) for topic in meeting.topics)],
        startDate=start,
        endDate=end,
        location=_short(where, "address"),
        addressEntity=safe_id(meeting.city) if meeting.city and _is(view, meeting.city, "place") else None,
        organizer=safe_id(meeting.host) if meeting.host and view.acts(meeting.host) else None,
        involved=[safe_id(id_) for id_ in people if view.acts(id_)],
        proof=[_document(file) for file in meeting.documents if file in view.documents],
    )


def _headline(view: View, meeting: Meeting) -> str:
    parts = (meeting.status, meeting.date, view.label(meeting.city))
    origins = f"independent origins: {meeting.independent_origins}"
    return " · ".join([*filter(None, parts), origins])


def _remarks(view: View, meeting: Meeting) -> Iterator[str]:
    """What the properties of an event have no room for."""
    yield f"Status: {meeting.status}"
    if meeting.date:
        yield f"Date (EDTF): {meeting.date}"
    if meeting.background:
        yield "An earlier meeting that the articles look back on"
    if meeting.manner != "unknown":
        yield f"Manner: {meeting.manner}"
    if meeting.attendees:
        yield f"Also there: {', '.join(view.labels(meeting.attendees))}"
    for found in meeting.contradictions:
        values = (f"{view.value(value)} ({', '.join(files)})" for value, files in found.values)
        yield f"Disputed {found.field}: {' against '.join(values)}"


# --- the rest ----------------------------------------------------------------------------------------------


def _notes(view: View) -> Iterator[dict[str, Any]]:
    """Statements, figures, plans and contradictions, each on whom it is about."""
    for statement in view.account.statements:
        words = [place.text for place in statement.places]
        yield _note(view, statement.id, "Statement", words, [statement.speaker], statement.places)
    for id_, figure in view.figures:
        told = f"{figure.what}: {figure.amount:.15g} {figure.unit}"
        yield _note(view, id_, "Figure", [told], [figure.subject], figure.places)
    for id_, plan in view.plans:
        yield _note(
            view, id_, "Plan", [f"{plan.what} ({plan.when})" if plan.when else plan.what], [plan.who], plan.places
        )
    for dispute in view.disputes:
        found = dispute.contradiction
        values = (f"{view.value(value)} ({', '.join(files)})" for value, files in found.values)
        told = f"{found.field}: {' against '.join(values)}" + (f" — {found.explanation}" if found.explanation else "")
        about = [dispute.meeting.id if dispute.meeting else found.about]
        files = dict.fromkeys(file for _, given in found.values for file in given)
        yield _note(view, dispute.id, "Contradiction", [told], about, (), files)


def _note(
    view: View,
    id_: str,
    kind: str,
    told: Iterable[str],
    about: Iterable[str | None],
    places: Iterable[Any],
    files: Iterable[str] = (),
) -> dict[str, Any]:
    told = [plain(text) for text in told]
    proofs = dict.fromkeys([*(place.document for place in places), *files])
    return _made(
        safe_id(id_),
        "Note",
        name=_short(": ".join((kind, *told[:1])), "name"),
        description=[text[: LONGEST["text"]] for text in told],
        keywords=kind.lower(),
        entity=[safe_id(one) for one in about if one and (one in view.entities or one in view.meetings)],
        proof=[_document(file) for file in proofs if file in view.documents],
    )


def _links(view: View, origin: Origin) -> Iterator[dict[str, Any]]:
    """Who hangs on whom; a page that holds its own translation is no link."""
    held = origin.held_against
    for file in origin.targets:
        if file == held or file not in view.documents or held not in view.documents:
            continue
        role = _KINDS.get(origin.kind) if origin.source else None
        yield _made(
            safe_id(f"origin:{file}:{held}"),
            "UnknownLink",
            subject=_document(file),
            object=_document(held),
            role=role or "hangs on the same text as",
            summary=f"{origin.shared:.0%} of the text is taken over",
            proof=[_document(file), _document(held)],
        )


__all__ = ["LONGEST", "entities", "render", "safe_id"]
