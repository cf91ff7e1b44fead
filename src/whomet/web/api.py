"""The same for programs: the objects of the account, search, decisions and exports under `/api`.

Every answer is JSON but for exports; whatever goes wrong is a problem object. What writes needs `X-CSRF-Token`, which
`/api/session` hands out together with the cookie that it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from whomet import __version__
from whomet.briefs import entity, explaining
from whomet.briefs.near import UnknownIdError
from whomet.exports import FORMATS
from whomet.records import DecisionKind, Standing
from whomet.web import security, stories
from whomet.web.graph import chosen, network
from whomet.web.pages.overview import MOST, TYPES
from whomet.web.pages.searching import Mode, searched
from whomet.web.pages.taking import exported
from whomet.web.rendering import Data, Filtered, Page, Visit, Visiting
from whomet.web.schemas import answer, components, listing, objects, operations, ref
from whomet.web.view import ENTITY_TYPES, View
from whomet.web.words import codes
from whomet.workspace import WorkspaceError
from whomet.workspace.decisions.queue import Item

ROUTER = APIRouter(prefix="/api", default_response_class=Data)
#: Objects of a list in one answer: as many as anybody asks for, and by default.
MOST_OBJECTS, OBJECTS = 1_000, 100

Limit = Annotated[int, Query(ge=1, le=MOST_OBJECTS, description="How many objects at most.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="How many objects to leave out before them.")]
Lang = Annotated[str, Query(description=f"Language of the labels: {', '.join(codes())}.")]
Words = Annotated[str, Query(description="Only those with these words in a title or a name.")]


def _part(items: Sequence[Any], offset: int, limit: int) -> Data:
    return Data({"total": len(items), "offset": offset, "items": list(items[offset : offset + limit])})


def _objects(view: View, kind: str, key: str = "id") -> Mapping[str, Any]:
    return {one[key]: one for one in view.data[kind]}


def _one(visit: Visit, kind: str, id_: str, key: str = "id") -> Data:
    found = _objects(visit.view, kind, key)
    if id_ not in found:
        raise visit.unknown(id_)
    return Data(found[id_])


# --- the account ---------------------------------------------------------------------------------------


@ROUTER.get("/session", responses=answer(ref("Session"), "What is needed to write, and what there is."))
def session(visit: Visiting) -> Data:
    """What a program needs to write: a token that belongs to the cookie of this answer."""
    return Data(
        {
            "csrf": security.csrf(visit.request),
            "revision": visit.view.revision,
            "languages": list(codes()),
            "formats": list(FORMATS),
        }
    )


@ROUTER.get("/account", responses=answer(ref("Account"), "The account."))
def account(visit: Visiting, lang: Lang = "") -> Data:  # noqa: ARG001
    """The whole account, as `whomet brief --format json` prints it."""
    return Data(visit.view.data)


@ROUTER.get("/stories", responses=answer(listing("Story"), "Stories, the newest first."))
def list_stories(
    visit: Visiting,
    q: Words = "",
    disputed: Annotated[bool, Query(description="Only those that the coverage disagrees on.")] = False,
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """The stories."""
    objects = _objects(visit.view, "stories")
    return _part([objects[card.story.id] for card in stories.cards(visit.view, q, disputed)], offset, limit)


@ROUTER.get("/stories/{id}", responses=answer(ref("Story"), "The story."))
def one_story(visit: Visiting, id: str) -> Data:
    """A story."""
    return _one(visit, "stories", id)


@ROUTER.get("/meetings", responses=answer(listing("Meeting"), "Meetings, in order of time."))
def list_meetings(visit: Visiting, told: Filtered, offset: Offset = 0, limit: Limit = OBJECTS) -> Data:
    """Meetings: with an `entity`, about a `topic`, of a `status`, `since` and `until` a day, `disputed` ones only."""
    objects = _objects(visit.view, "meetings")
    found = stories.in_time(chosen(visit.view, told))
    return _part([objects[meeting.id] for meeting in found], offset, limit)


@ROUTER.get("/meetings/{id}", responses=answer(ref("Meeting"), "The meeting."))
def one_meeting(visit: Visiting, id: str) -> Data:
    """A meeting with its reports, support, contradictions and evidence."""
    return _one(visit, "meetings", id)


@ROUTER.get("/entities", responses=answer(listing("Entity"), "Entities in order of their ids."))
def list_entities(
    visit: Visiting,
    type: Annotated[str, Query(description=f"Only of this type: {', '.join(ENTITY_TYPES)}.")] = "",
    q: Words = "",
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """People, bodies and places."""
    wanted = q.casefold().split()

    def fits(one: Mapping[str, Any]) -> bool:
        names = " ".join((one["label"], *(form for forms in one["names"].values() for form in forms))).casefold()
        return (not type or one["type"] == type) and all(word in names for word in wanted)

    return _part([one for one in visit.view.data["entities"] if fits(one)], offset, limit)


@ROUTER.get("/entities/{id}", responses=answer(ref("Entity"), "The entity."))
def one_entity(visit: Visiting, id: str) -> Data:
    """A person, a body or a place."""
    return _one(visit, "entities", id)


@ROUTER.get("/statements", responses=answer(listing("Statement"), "Statements."))
def list_statements(
    visit: Visiting,
    speaker: Annotated[str, Query(description="Only of this person or body, by id.")] = "",
    document: Annotated[str, Query(description="Only printed in this file.")] = "",
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """What was said."""
    return _part(_facts(visit.view, "statements", "speaker", speaker, document), offset, limit)


@ROUTER.get("/figures", responses=answer(listing("Figure"), "Figures."))
def list_figures(
    visit: Visiting,
    subject: Annotated[str, Query(description="Only of this person, body or place, by id.")] = "",
    document: Annotated[str, Query(description="Only printed in this file.")] = "",
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """Quantities with their subjects."""
    return _part(_facts(visit.view, "figures", "subject", subject, document), offset, limit)


@ROUTER.get("/plans", responses=answer(listing("Plan"), "Plans."))
def list_plans(
    visit: Visiting,
    who: Annotated[str, Query(description="Only of this person or body, by id.")] = "",
    document: Annotated[str, Query(description="Only printed in this file.")] = "",
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """What is said to lie ahead."""
    return _part(_facts(visit.view, "plans", "who", who, document), offset, limit)


def _facts(view: View, kind: str, field: str, entity_: str, document: str) -> list[Any]:
    return [
        one
        for one in view.data[kind]
        if (not entity_ or one[field] == entity_)
        and (not document or any(place["document"] == document for place in one["in"]))
    ]


@ROUTER.get("/contradictions", responses=answer(listing("Contradiction"), "Contradictions outside of meetings."))
def list_contradictions(visit: Visiting, offset: Offset = 0, limit: Limit = OBJECTS) -> Data:
    """What the coverage disagrees on outside of meetings; those of a meeting stand with it."""
    return _part(visit.view.data["contradictions"], offset, limit)


@ROUTER.get("/origins", responses=answer(listing("Origin"), "Which text depends on which."))
def list_origins(
    visit: Visiting,
    document: Annotated[str, Query(description="Only those that this file takes part in.")] = "",
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """Who copied, rewrote or translated whom."""
    found = [one for one in visit.view.data["origins"] if not document or document in (one["from"], *one["to"])]
    return _part(found, offset, limit)


@ROUTER.get("/documents", responses=answer(listing("Document"), "Documents in order of their files."))
def list_documents(
    visit: Visiting,
    outlet: Annotated[str, Query(description="Only of this outlet.")] = "",
    offset: Offset = 0,
    limit: Limit = OBJECTS,
) -> Data:
    """The documents with their whole text and what each stretch of it is."""
    return _part([one for one in visit.view.data["documents"] if outlet in ("", one["outlet"])], offset, limit)


@ROUTER.get("/documents/{file:path}", responses=answer(ref("Document"), "The document."))
def one_document(visit: Visiting, file: str) -> Data:
    """A document; slashes of its name stand as they are, a `#` as `%23`."""
    return _one(visit, "documents", visit.view.file(file), "file")


@ROUTER.get("/network", responses=answer(ref("Network"), "Who was at the same meetings."))
def show_network(
    visit: Visiting,
    told: Filtered,
    of: Annotated[str, Query(description=f"Between whom: {', '.join(TYPES)}.")] = "people",
    most: Annotated[int, Query(ge=2, le=MOST, description="How many entities at most.")] = 40,
) -> Data:
    """Who met whom, those of most meetings first; filters as of meetings."""
    view = visit.view
    found = network(view, chosen(view, told), TYPES.get(of, TYPES["people"]), most)
    nodes = [
        {"id": id_, "label": view.label(id_), "type": view.entities[id_].type, "meetings": number}
        for id_, number in found.nodes
    ]
    edges = [
        {"left": edge.left, "right": edge.right, "meetings": [meeting.id for meeting in edge.meetings]}
        for edge in found.edges
    ]
    return Data({"nodes": nodes, "edges": edges, "left_out": found.left_out})


@ROUTER.get(
    "/explain/{id:path}",
    responses=answer({"type": "object", "required": ["format"]}, "All that is known of it, and why."),
)
def explain(visit: Visiting, id: str, lang: Lang = "") -> Data:  # noqa: ARG001
    """Why the account says so, as `whomet show ID --format json` prints it: of anything that has an id, or a file."""
    view = visit.view
    id = view.file(id)
    try:
        if id in view.entities:
            told = entity.kept_dossier(view.account, visit.site.workspace.article, id, visit.site.contacts)
            return Data(entity.as_data(told))
        return Data(explaining.explain(view.account, id, view.words.code, visit.site.contacts))
    except UnknownIdError as error:
        raise visit.unknown(id) from error


# --- search and decisions ------------------------------------------------------------------------------


@ROUTER.get("/search", responses=answer(listing("Hit"), "Sentences, the best first."))
def search(
    visit: Visiting,
    q: Annotated[str, Query(description="What to find, in any language.")] = "",
    mode: Annotated[Mode, Query(description="By words, by meaning, or by both.")] = "both",
    person: Annotated[str, Query(description="Only what speaks of this person or body: id or name.")] = "",
    outlet: Annotated[str, Query(description="Only of this outlet.")] = "",
    since: Annotated[str, Query(description="Only published from this day on, EDTF.")] = "",
    until: Annotated[str, Query(description="Only published up to this day, EDTF.")] = "",
    status: Annotated[str, Query(description="Only of meetings of this status.")] = "",
) -> Data:
    """Sentences that hold or mean what is looked for, in any language."""
    told = {"person": person, "outlet": outlet, "since": since, "until": until, "status": status}
    hits, failed = searched(visit, q, mode, told)
    if failed:
        raise HTTPException(422, visit.words("search.failed", why=failed))
    found = [_hit(visit.view, hit) for hit in hits if hit.document in visit.view.documents]
    return Data({"total": len(found), "offset": 0, "items": found})


def _hit(view: View, hit: Any) -> dict[str, Any]:
    return {
        "document": hit.document,
        "start": hit.start,
        "end": hit.end,
        "text": view.documents[hit.document].text[hit.start : hit.end],
        "marks": [{"start": start, "end": end} for start, end in hit.marks],
        "score": round(float(hit.score), 4),
        "why": list(hit.why),
        "outlet": hit.outlet,
        "published": hit.published,
        "language": hit.language,
        "kind": hit.kind,
        "title": view.title(view.documents[hit.document]),
        "entities": list(hit.entities),
        "meetings": list(hit.meetings),
        "also": list(hit.also),
    }


@ROUTER.get("/queue", responses=answer(listing("Question"), "What waits for a decision."))
def list_questions(visit: Visiting, offset: Offset = 0, limit: Limit = OBJECTS) -> Data:
    """What is worth an analyst's look, the weightiest first, each with its answers."""
    found = visit.view.questions
    items = [_question(item) for item in found[offset : offset + limit]]
    return Data({"total": len(found), "offset": offset, "items": items})


def _question(item: Item) -> dict[str, Any]:
    return {
        "question": item.question,
        "ids": list(item.ids),
        "label": item.label,
        "why": item.why,
        "weight": item.weight,
        "choices": [
            {"key": one.key, "says": one.says, "kind": one.kind, "ids": list(one.ids), "value": one.value}
            for one in item.choices
        ],
        "files": list(item.files),
    }


@ROUTER.get("/decisions", responses=answer(listing("Decision"), "Decisions in order of the log."))
def list_decisions(visit: Visiting, offset: Offset = 0, limit: Limit = OBJECTS) -> Data:
    """Everything that was decided, and how it stands."""
    return _part([_standing(one) for one in visit.view.account.decisions], offset, limit)


class Deciding(BaseModel):
    """A decision to make: as `Workspace.decide` takes it."""

    kind: DecisionKind
    ids: list[str] = Field(min_length=1, description="What it is about.")
    field: str | None = Field(None, description="For correct: the field.")
    value: str | None = Field(None, description="The new value, the value that is right, the new name, or the note.")
    files: list[str] = Field([], description="For split: files that speak of another one.")
    names: list[str] = Field([], description="For split: names that are another one's.")
    why: str = Field("", description="The reason, for those who read it later.")
    who: str = Field("", description="Who decides.")


@ROUTER.post("/decisions", status_code=201, responses=answer(ref("Decision"), "The decision as it stands.", status=201))
def make_decision(visit: Visiting, wanted: Deciding) -> Data:
    """Decide something: merge, split, reject, accept, correct, rename, note, undo. Needs `X-CSRF-Token`."""
    try:
        decision = visit.site.workspace.decide(
            wanted.kind,
            *wanted.ids,
            field=wanted.field,
            value=wanted.value,
            files=wanted.files,
            names=wanted.names,
            why=wanted.why,
            who=wanted.who or None,
        )
    except WorkspaceError as error:
        raise HTTPException(422, visit.words("decide.failed", why=error)) from error
    standing = next(one for one in visit.now().account.decisions if one.decision.id == decision.id)
    return Data(_standing(standing), 201)


def _standing(standing: Standing) -> dict[str, Any]:
    decision = standing.decision
    return {
        "id": decision.id,
        "kind": decision.kind,
        "targets": [{"id": target.id, "label": target.label} for target in decision.targets],
        "field": decision.field,
        "value": decision.value,
        "before": decision.before,
        "why": decision.why,
        "who": decision.who,
        "when": decision.when,
        "state": standing.state,
        "ids": list(standing.ids),
        "because": standing.because,
        "evidence": list(standing.evidence),
    }


# --- exports -------------------------------------------------------------------------------------------


@ROUTER.get(
    "/export/{format}",
    responses=answer({"type": "string", "format": "binary"}, "The export.", "application/octet-stream"),
)
def export(
    visit: Visiting,
    format: str,
    story: Annotated[str, Query(description="Only this story, by id.")] = "",
    lang: Lang = "",  # noqa: ARG001
) -> Response:
    """The account as another tool reads it."""
    return exported(visit, format, story)


# --- its description -----------------------------------------------------------------------------------


@ROUTER.get("/openapi.json", include_in_schema=False)
def description(visit: Visiting) -> Data:
    """The description of the API."""
    return Data(openapi(visit.request.app))


@ROUTER.get("/docs", include_in_schema=False, response_class=Page)
def read_description(visit: Visiting) -> Page:
    """The description of the API, for reading."""
    spec = openapi(visit.request.app)
    return visit.page("api", info=spec["info"], operations=operations(spec), objects=objects(spec))


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of the API, made once."""
    if not app.openapi_schema:
        told = get_openapi(
            title=app.title,
            version=__version__,
            summary=app.summary,
            description=(__doc__ or "").partition("\n\n")[2].strip(),
            routes=app.routes,
        )
        told.setdefault("components", {}).setdefault("schemas", {}).update(components())
        for way in told["paths"].values():
            for operation in way.values():
                operation["responses"].pop("422", None)
        app.openapi_schema = told
    return app.openapi_schema


__all__ = ["ROUTER", "openapi"]
