"""The account as plain data, as `whomet.account/1` describes it (schema in `account.schema.json`)."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from whomet.records import (
    Account,
    Block,
    Citation,
    Contradiction,
    Document,
    Entity,
    Meeting,
    Origin,
    Report,
    Stamp,
)

FORMAT = "whomet.account/1"


def render(account: Account) -> str:
    """The account as one JSON object, indented, the same bytes for the same account."""
    return json.dumps(as_data(account), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the account."""
    text = (resources.files(__package__) / "account.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def as_data(account: Account) -> dict[str, Any]:
    """The account as dictionaries and lists."""
    return {
        "format": FORMAT,
        "documents": [document_data(document) for document in account.documents],
        "entities": [_entity(entity) for entity in account.entities],
        "meetings": [_meeting(meeting) for meeting in account.meetings],
        "statements": [
            {
                "id": s.id,
                "speaker": s.speaker,
                "direct": s.direct,
                "in": [_place(place) for place in s.places],
            }
            for s in account.statements
        ],
        "figures": [
            {
                "subject": figure.subject,
                "what": figure.what,
                "amount": _number(figure.amount),
                "unit": figure.unit,
                "period": figure.period,
                "in": [_place(place) for place in figure.places],
            }
            for figure in account.figures
        ],
        "plans": [
            {"what": p.what, "who": p.who, "when": p.when, "in": [_place(place) for place in p.places]}
            for p in account.plans
        ],
        "contradictions": [_contradiction(found, with_about=True) for found in account.contradictions],
        "origins": [_origin(origin) for origin in account.lineage.origins],
        "stories": [
            {
                "id": story.id,
                "title": story.title,
                "documents": list(story.documents),
                "meetings": list(story.meetings),
                "independent_origins": story.independent_origins,
            }
            for story in account.stories
        ],
        "problems": [{"file": problem.file, "problem": problem.problem} for problem in account.problems],
    }


def _number(amount: float) -> int | float:
    return int(amount) if float(amount).is_integer() else amount


def document_data(document: Document) -> dict[str, Any]:
    """A labelled document as dictionaries and lists."""
    return {
        "file": document.file,
        "url": document.url,
        "outlet": document.outlet,
        "published": document.published,
        "published_from": document.published_from,
        "languages": list(document.languages),
        "bylines": list(document.bylines),
        "agency": document.agency,
        "section": document.section,
        "publication": _stamp(document.publication),
        "update": _stamp(document.update),
        "format": document.format,
        "charset": document.charset,
        "text": document.text,
        "blocks": [_block(block) for block in (*document.blocks, *document.injected)],
        "contacts": [{"start": one.start, "end": one.end, "kind": one.kind} for one in document.contacts],
        "versions": [{"language": one.language, "blocks": list(one.blocks)} for one in document.versions],
    }


def _stamp(stamp: Stamp | None) -> dict[str, Any] | None:
    if stamp is None:
        return None
    return {
        "value": stamp.value,
        "clock": stamp.clock,
        "zone": stamp.zone,
        "precision": stamp.precision,
        "from": stamp.source,
        "how": stamp.how,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "start": block.start,
        "end": block.end,
        "kind": block.kind,
        "language": block.language,
        "reason": block.reason,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    roles = [
        {
            "role": role.role,
            "organisation": role.organisation,
            "in": [{"document": file, "start": start, "end": end} for file, start, end in role.places],
        }
        for role in entity.roles
    ]
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "names": {language: list(forms) for language, forms in entity.names},
        "roles": roles,
        "same_as": list(entity.same_as),
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "status": meeting.status,
        "background": meeting.background,
        "principals": list(meeting.principals),
        "attendees": list(meeting.attendees),
        "organisations": list(meeting.organisations),
        "date": meeting.date,
        "city": meeting.city,
        "venue": meeting.venue,
        "host": meeting.host,
        "manner": meeting.manner,
        "topics": [{"label": topic.label, "language": topic.language} for topic in meeting.topics],
        "documents": list(meeting.documents),
        "independent_origins": meeting.independent_origins,
        "reports": [_report(report) for report in meeting.reports],
        "contradictions": [_contradiction(found) for found in meeting.contradictions],
        "evidence": [_proof(citation) for citation in meeting.evidence],
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "document": report.document,
        "status": report.status,
        "principals": list(report.principals),
        "attendees": list(report.attendees),
        "host": report.host,
        "date": report.date,
        "city": report.city,
        "venue": report.venue,
        "attributed": report.attributed,
    }


def _contradiction(found: Contradiction, with_about: bool = False) -> dict[str, Any]:
    about = {"about": found.about} if with_about else {}
    values = {value: list(files) for value, files in found.values}
    return {**about, "field": found.field, "values": values, "explanation": found.explanation}


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "kind": origin.kind,
        "from": origin.source,
        "to": list(origin.targets),
        "shared": round(origin.shared, 3),
    }


def _place(place: Citation) -> dict[str, Any]:
    return {
        "document": place.document,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "language": place.language,
    }


def _proof(place: Citation) -> dict[str, Any]:
    return {**_place(place), "fields": list(place.fields)}
