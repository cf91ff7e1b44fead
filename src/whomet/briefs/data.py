"""The account as plain data, as `whomet.account/1` describes it (schema in `account.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from whomet.briefs.ids import clash_ids, contradiction_ids, figure_ids, plan_ids
from whomet.briefs.lines import Voices
from whomet.records import (
    Account,
    AccountStory,
    Block,
    Citation,
    Contradiction,
    Document,
    Entity,
    Figure,
    Lineage,
    Lines,
    Meeting,
    Origin,
    Plan,
    Report,
    Stamp,
    Standing,
    Statement,
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
    voices = Voices(account.lineage)
    return {
        "format": FORMAT,
        "documents": [document_data(document) for document in account.documents],
        "entities": [_entity(entity) for entity in account.entities],
        "meetings": [_meeting(meeting, voices) for meeting in account.meetings],
        "statements": [statement_data(statement) for statement in account.statements],
        "figures": [figure_data(figure, id_) for figure, id_ in zip(account.figures, figure_ids(account), strict=True)],
        "plans": [plan_data(plan, id_) for plan, id_ in zip(account.plans, plan_ids(account), strict=True)],
        "contradictions": [
            {"about": found.about, **contradiction_data(found, id_, voices.of_values(found))}
            for found, id_ in zip(account.contradictions, contradiction_ids(account), strict=True)
        ],
        "origins": [origin_data(origin) for origin in account.lineage.origins],
        "own": _own(account.lineage),
        "stories": [_story(story, voices) for story in account.stories],
        "problems": [{"file": problem.file, "problem": problem.problem} for problem in account.problems],
        "decisions": [standing_data(standing) for standing in account.decisions],
    }


def standing_data(standing: Standing) -> dict[str, Any]:
    """A decision and how it stands as dictionaries and lists."""
    decision = standing.decision
    ids = standing.ids or (None,) * len(decision.targets)
    return {
        "id": decision.id,
        "kind": decision.kind,
        "targets": [
            {"id": target.id, "label": target.label, "now": id_}
            for target, id_ in zip(decision.targets, ids, strict=True)
        ],
        "field": decision.field,
        "value": decision.value,
        "before": decision.before,
        "why": decision.why,
        "who": decision.who,
        "when": decision.when,
        "state": standing.state,
        "because": standing.because,
        "evidence": list(standing.evidence),
    }


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


def _meeting(meeting: Meeting, voices: Voices) -> dict[str, Any]:
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
        "contradictions": [
            contradiction_data(found, id_, voices.of_values(found))
            for found, id_ in zip(meeting.contradictions, clash_ids(meeting), strict=True)
        ],
        "evidence": [_proof(citation) for citation in meeting.evidence],
        "support": [
            {"field": each.field, "value": each.value, "lines": lines_data(each.lines)} for each in meeting.support
        ],
        "reasons": [
            {
                "left": reason.left,
                "right": reason.right,
                "score": round(reason.score, 3),
                "features": _weights(reason.features),
            }
            for reason in meeting.reasons
        ],
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
        "superseded": report.superseded,
    }


def contradiction_data(found: Contradiction, id_: str, lines: Sequence[Lines]) -> dict[str, Any]:
    """A contradiction as dictionaries and lists.

    Args:
        found: The contradiction.
        id_: Its id.
        lines: For each value its files by line of reporting.
    """
    values = [value for value, _ in found.values]
    return {
        "id": id_,
        "field": found.field,
        "values": {value: list(files) for value, files in found.values},
        "explanation": found.explanation,
        "cause": found.cause,
        "lines": {value: lines_data(lines) for value, lines in zip(values, lines, strict=True)},
        "torn": list(found.torn),
        "accepted": found.accepted,
        "in": {value: list(map(place_data, places)) for value, places in zip(values, found.places, strict=False)},
    }


def statement_data(statement: Statement) -> dict[str, Any]:
    """A statement as dictionaries and lists."""
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "direct": statement.direct,
        "in": [place_data(place) for place in statement.places],
        "lines": lines_data(statement.lines),
    }


def figure_data(figure: Figure, id_: str) -> dict[str, Any]:
    """A figure as dictionaries and lists."""
    return {
        "id": id_,
        "subject": figure.subject,
        "what": figure.what,
        "amount": _number(figure.amount),
        "unit": figure.unit,
        "period": figure.period,
        "in": [place_data(place) for place in figure.places],
        "lines": lines_data(figure.lines),
    }


def plan_data(plan: Plan, id_: str) -> dict[str, Any]:
    """A plan as dictionaries and lists."""
    return {
        "id": id_,
        "what": plan.what,
        "who": plan.who,
        "when": plan.when,
        "in": [place_data(place) for place in plan.places],
        "lines": lines_data(plan.lines),
    }


def _number(amount: float) -> int | float:
    return int(amount) if float(amount).is_integer() else amount


def origin_data(origin: Origin) -> dict[str, Any]:
    """A dependence as dictionaries and lists."""
    return {
        "kind": origin.kind,
        "from": origin.source,
        "to": list(origin.targets),
        "shared": round(origin.shared, 3),
        "directed_by": origin.directed_by,
        "taken": [
            {
                "document": one.file,
                "start": one.start,
                "end": one.end,
                "source_start": one.source_start,
                "source_end": one.source_end,
                "how": one.how,
                "likeness": round(one.likeness, 3),
            }
            for one in origin.taken
        ],
        "reasons": _weights(origin.reasons),
    }


def _own(lineage: Lineage) -> list[dict[str, Any]]:
    return [
        {"document": file, "start": start, "end": end}
        for file, stretches in sorted(lineage.own)
        for start, end in stretches
    ]


def _story(story: AccountStory, voices: Voices) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "documents": list(story.documents),
        "meetings": list(story.meetings),
        "independent_origins": story.independent_origins,
        "lines": lines_data(voices.of_files(story.documents)),
    }


def lines_data(lines: Lines) -> list[list[str]]:
    """Files by line of reporting as lists."""
    return [list(files) for files in lines]


def _weights(features: Iterable[tuple[str, float]]) -> dict[str, float]:
    return {name: round(weight, 3) for name, weight in features}


def place_data(place: Citation) -> dict[str, Any]:
    """A citation as a dictionary."""
    return {
        "document": place.document,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "language": place.language,
    }


def _proof(place: Citation) -> dict[str, Any]:
    return {**place_data(place), "fields": list(place.fields)}
