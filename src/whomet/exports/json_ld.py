"""The account as linked data: JSON-LD 1.1 in the words of schema.org.

The context stands in the file, so nothing is loaded. What schema.org has no word for is in Whomet's own vocabulary, and
passages point at their characters with the selectors of the W3C's Web Annotation vocabulary.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from whomet import edtf
from whomet.exports.characters import level, line, plain
from whomet.exports.view import View
from whomet.records import Account, Citation, Document, Entity, Meeting, Origin, Stamp

_Node: TypeAlias = dict[str, Any]
_DATE = {"@type": "https://schema.org/Date"}
_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}
#: What the status of a meeting is in schema.org, as far as it has a word: what was held took place as scheduled.
_STATUS = {"held": "EventScheduled", "planned": "EventScheduled", "cancelled": "EventCancelled"}
_ATTENDANCE = {
    "in person": "OfflineEventAttendanceMode",
    "telephone": "OnlineEventAttendanceMode",
    "video": "OnlineEventAttendanceMode",
}
_RELEASE = "shared-release"
CONTEXT: _Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "whomet": "urn:whomet:vocabulary:",
    **{name: {"@id": f"https://schema.org/{name}", **_DATE} for name in ("startDate", "endDate", "scheduledTime")},
    "sameAs": {"@id": "https://schema.org/sameAs", "@type": "@id"},
    "eventStatus": {"@id": "https://schema.org/eventStatus", "@type": "@vocab"},
    "eventAttendanceMode": {"@id": "https://schema.org/eventAttendanceMode", "@type": "@vocab"},
}


def render(account: Account, language: str = "en") -> bytes:
    """The account as one JSON-LD object, a node a line.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    nodes = (json.dumps(node, ensure_ascii=False) for node in _graph(View(account, language)))
    told = f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n' + ",\n".join(nodes) + "\n]}\n"
    return told.encode("utf-8", "replace")


def iri(id_: str) -> str:
    """An id of the account as an IRI: "urn:whomet:person:ada-brook"."""
    return "urn:whomet:" + quote(id_.encode("utf-8", "replace"), safe=":-._~")


def _graph(view: View) -> Iterator[_Node]:
    account = view.account
    yield from (_article(view, document) for document in account.documents)
    yield from _releases(account)
    yield from (_entity(view, entity) for entity in account.entities)
    passages: dict[str, Citation] = {}

    def cite(places: Iterable[Citation]) -> list[_Node]:
        """Passages by their addresses; the nodes themselves come last."""
        found = {_passage_id(place): place for place in places}
        passages.update(found)
        return [{"@id": id_} for id_ in found]

    for meeting in account.meetings:
        yield _event(view, meeting, cite(meeting.evidence))
    for statement in account.statements:
        yield _made(
            statement.id,
            "Quotation",
            text=[_worded(place) for place in statement.places],
            spokenByCharacter=_reference(view, statement.speaker),
            citation=cite(statement.places),
            **{"whomet:direct": statement.direct, "whomet:independentOrigins": len(statement.lines) or None},
        )
    for id_, figure in view.figures:
        yield _made(
            id_,
            "Observation",
            description=plain(figure.what),
            observationAbout=_reference(view, figure.subject),
            value=int(figure.amount) if float(figure.amount).is_integer() else figure.amount,
            unitText=figure.unit,
            subjectOf=cite(figure.places),
            **{"whomet:period": figure.period, "whomet:independentOrigins": len(figure.lines) or None},
        )
    for id_, plan in view.plans:
        yield _made(
            id_,
            "PlanAction",
            description=plain(plan.what),
            agent=_reference(view, plan.who),
            scheduledTime=_day(plan.when),
            subjectOf=cite(plan.places),
            **{"whomet:date": plan.when, "whomet:independentOrigins": len(plan.lines) or None},
        )
    yield from _claims(view, cite)
    yield from _stories(view)
    yield from (_passage(id_, place) for id_, place in sorted(passages.items()))


def _made(id_: str, type_: str | list[str], **properties: Any) -> _Node:
    """A node; properties without a value are left out."""
    told = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return {"@id": iri(id_), "@type": type_, "identifier": id_, **told}


def _reference(view: View, id_: str | None) -> _Node | None:
    return {"@id": iri(id_)} if id_ in view.entities and id_ else None


def _references(view: View, ids: Iterable[str | None]) -> list[_Node]:
    return [found for id_ in dict.fromkeys(ids) if (found := _reference(view, id_))]


def _files(files: Iterable[str]) -> list[_Node]:
    return [{"@id": iri(f"document:{file}")} for file in files]


def _day(value: str | None) -> str | None:
    """A day that is certain; EDTF that says less has no date in schema.org."""
    return _iso(value) if edtf.is_day(value) else None


# --- articles ----------------------------------------------------------------------------------------------


def _article(view: View, document: Document) -> _Node:
    origins = view.origins_of.get(document.file, [])
    sources = [one.source for one in origins if one.source and one.source != document.file]
    unseen = [one for one in origins if one.source is None]
    based = _files(dict.fromkeys(sources)) + [{"@id": _release(one)} for one in unseen if one.kind == _RELEASE]
    alike = [file for one in unseen if one.kind != _RELEASE for file in one.targets if file != document.file]
    translated = [one.source for one in origins if one.kind == "translation" and one.source in sources]
    node = _made(
        f"document:{document.file}",
        "NewsArticle",
        headline=view.title(document),
        publisher=_named("Organization", document.outlet),
        sourceOrganization=_named("Organization", document.agency),
        author=[_named("Person", name) for name in document.bylines],
        datePublished=_moment(document.publication) or _iso(document.published),
        dateModified=_moment(document.update),
        inLanguage=list(document.languages),
        articleSection=document.section,
        url=document.url,
        isBasedOn=based,
        translationOfWork=_files(file for file in dict.fromkeys(translated) if file),
        mentions=_references(view, view.named_in.get(document.file, ())),
        articleBody=level(document.text),
        **{"whomet:sharesTextWith": _files(dict.fromkeys(alike))},
    )
    return {**node, "identifier": document.file}


def _named(type_: str, name: str | None) -> _Node | None:
    return {"@type": type_, "name": line(name)} if name else None


def _iso(value: str | None) -> str | None:
    """An EDTF value that ISO 8601 has, too: a day, month or year that is certain."""
    return value if value and edtf.interval(value) and value[-1].isdigit() and "/" not in value else None


def _moment(stamp: Stamp | None) -> str | None:
    """When something was published as exactly as it is told, ISO 8601."""
    if stamp is None or not stamp.clock or _day(stamp.value) is None:
        return _iso(stamp.value) if stamp else None
    if stamp.zone is None:
        return f"{stamp.value}T{stamp.clock}"
    minutes = round(abs(stamp.zone) * 60)
    return f"{stamp.value}T{stamp.clock}{'-' if stamp.zone < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _releases(account: Account) -> Iterator[_Node]:
    """The texts that several articles hang on and that are not among them."""
    for origin in account.lineage.origins:
        if origin.source is None and origin.kind == _RELEASE:
            yield {
                "@id": _release(origin),
                "@type": "CreativeWork",
                "description": "A release that several articles hang on and that is not among them",
            }


def _release(origin: Origin) -> str:
    digest = hashlib.sha256("\n".join((origin.kind, *origin.targets)).encode("utf-8", "surrogatepass")).hexdigest()
    return iri(f"release:{digest[:12]}")


def _stories(view: View) -> Iterator[_Node]:
    for story in view.account.stories:
        yield _made(
            story.id,
            "Collection",
            name=line(story.title),
            hasPart=_files(story.documents),
            about=[{"@id": iri(id_)} for id_ in story.meetings],
            **{"whomet:independentOrigins": story.independent_origins},
        )


# --- entities ----------------------------------------------------------------------------------------------


def _entity(view: View, entity: Entity) -> _Node:
    names = [{"@value": line(form), "@language": language} for language, forms in entity.names for form in forms]
    return _made(
        entity.id,
        _TYPES[entity.type],
        name=line(entity.label),
        alternateName=names,
        jobTitle=[line(role) for role in view.roles(entity)],
        worksFor=_references(view, view.employers(entity.id)),
        sameAs=[address for address in entity.same_as if address.startswith(("http://", "https://"))],
    )


# --- meetings ----------------------------------------------------------------------------------------------


def _event(view: View, meeting: Meeting, proofs: Sequence[_Node]) -> _Node:
    attending = [one.entity for one in view.presences(meeting) if one.part != "host" and view.acts(one.entity)]
    return _made(
        meeting.id,
        "Event",
        name=view.meeting_name(meeting),
        eventStatus=_STATUS.get(meeting.status),
        eventAttendanceMode=_ATTENDANCE.get(meeting.manner),
        startDate=_day(meeting.date),
        endDate=_day(meeting.date),
        location=_where(view, meeting),
        attendee=_references(view, attending),
        organizer=_reference(view, meeting.host) if view.acts(meeting.host) else None,
        about=[
            {"@type": "Thing", "name": {"@value": line(topic.label), "@language": topic.language}}
            for topic in meeting.topics
        ],
        subjectOf=[*_files(meeting.documents), *proofs],
        **{
            "whomet:status": meeting.status,
            "whomet:date": meeting.date,
            "whomet:background": meeting.background,
            "whomet:independentOrigins": meeting.independent_origins,
        },
    )


def _where(view: View, meeting: Meeting) -> _Node | None:
    city = _reference(view, meeting.city)
    if not meeting.venue:
        return city
    venue: _Node = {"@type": "Place", "name": line(meeting.venue)}
    return {**venue, "containedInPlace": city} if city else venue


def _claims(view: View, cite: Any) -> Iterator[_Node]:
    """Contradictions: a claim for each of the values, with the articles that it appears in and those against it."""
    for dispute in view.disputes:
        found = dispute.contradiction
        ids = [f"{dispute.id}:{number}" for number in range(1, len(found.values) + 1)]
        about = {"@id": iri(dispute.meeting.id)} if dispute.meeting else _reference(view, found.about)
        for id_, (value, files), lines, places in zip(ids, found.values, dispute.lines, dispute.passages, strict=True):
            dated = sorted((view.documents[file].published or "9", file) for file in files if file in view.documents)
            yield _made(
                id_,
                "Claim",
                name=line(f"{found.field}: {view.value(value)}"),
                about=about,
                appearance=_files(files),
                firstAppearance=_files([dated[0][1]])[0] if dated and dated[0][0] != "9" else None,
                citation=cite(places),
                abstract=found.explanation,
                **{
                    "whomet:field": found.field,
                    "whomet:value": value,
                    "whomet:independentOrigins": len(lines),
                    "whomet:contradicts": [{"@id": iri(other)} for other in ids if other != id_],
                },
            )


# --- passages ----------------------------------------------------------------------------------------------


def _passage_id(place: Citation) -> str:
    return f"{iri('document:' + place.document)}#char={place.start},{place.end}"


def _worded(place: Citation) -> _Node:
    told = {"@value": plain(place.text)}
    return {**told, "@language": place.language} if place.language else told


def _passage(id_: str, place: Citation) -> _Node:
    article = {"@id": iri(f"document:{place.document}")}
    return {
        "@id": id_,
        "@type": ["CreativeWork", "oa:SpecificResource"],
        "text": _worded(place),
        "isPartOf": article,
        "oa:hasSource": article,
        "oa:hasSelector": {"@type": "oa:TextPositionSelector", "oa:start": place.start, "oa:end": place.end},
    }


__all__ = ["CONTEXT", "iri", "render"]
