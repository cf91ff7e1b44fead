"""What waits for a decision, what was decided, and deciding."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from whomet.records import DecisionKind
from whomet.web.deciding import Wish, back, decide, last, own
from whomet.web.rendering import Page, Visiting
from whomet.web.security import door_of
from whomet.workspace import WorkspaceError

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)
#: Questions on one page.
QUESTIONS = 20
#: Kind of a decision -> its key. Where several answers are of one kind, figures are their keys.
KEYS: dict[DecisionKind, str] = {"accept": "a", "reject": "r", "merge": "m", "split": "s", "undo": "u"}


@ROUTER.get("/review")
def review(visit: Visiting, question: str = "") -> Page:
    """The questions that the account leaves open, the weightiest first."""
    view = visit.view
    kinds = view.questions.questions
    pager = visit.paged(view.questions.of(question) if question else view.questions, QUESTIONS)
    return visit.page("review", view=view, pager=pager, question=question, questions=kinds, keys=KEYS, last=last(view))


@ROUTER.get("/decisions")
def decisions(visit: Visiting) -> Page:
    """Everything that was decided, the newest first."""
    view = visit.view
    return visit.page("decisions", view=view, pager=visit.paged(list(reversed(view.account.decisions))))


@ROUTER.post("/decide")
def make(
    visit: Visiting,
    kind: Annotated[str, Form()],
    id: Annotated[list[str], Form()],
    other: Annotated[str, Form()] = "",
    field: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "",
    file: Annotated[list[str] | None, Form()] = None,
    name: Annotated[list[str] | None, Form()] = None,
    why: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "/decisions",
) -> Response:
    """Decide, and go back to where it was asked for."""
    # forms end lines with CR LF
    told = value.replace("\r\n", "\n").strip()
    wish = Wish(kind, tuple(id), other, field, told, tuple(file or ()), tuple(name or ()), why, visit.who)
    try:
        decision = decide(visit, wish)
    except WorkspaceError as error:
        return visit.page("undecided", 422, told=str(error), address=own(address))
    return RedirectResponse(back(visit.now(), address, decision), 303)


@ROUTER.post("/me")
def introduce(visit: Visiting, who: Annotated[str, Form()] = "") -> Response:
    """Keep the name of the reader for the log of decisions."""
    response = RedirectResponse("/review", 303)
    cookie = door_of(visit.request).cookie("who")
    value = " ".join(who.split())[:80].encode("utf-8", "replace").hex()
    response.set_cookie(cookie, value, max_age=365 * 24 * 3600, httponly=True, samesite="strict")
    return response
