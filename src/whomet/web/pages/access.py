"""Getting in with a token, and help."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from whomet.web.rendering import Page, Visiting
from whomet.web.security import LOGIN, door_of

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)


@ROUTER.get(LOGIN)
def ask(visit: Visiting) -> Response:
    """The form that asks for the token; the first page where none is needed."""
    if door_of(visit.request).is_let_in(visit.request.headers):
        return RedirectResponse("/", 303)
    return visit.page("login", refused=True, why="login")


@ROUTER.post(LOGIN)
def let_in(visit: Visiting, token: Annotated[str, Form()] = "") -> Response:
    """Let in who knows the token."""
    door = door_of(visit.request)
    if not door.is_token(token.strip()):
        return visit.page("login", 403, refused=True, why="token")
    response = RedirectResponse("/", 303)
    door.let_in(response)
    return response


@ROUTER.get("/help")
def explain(visit: Visiting) -> Page:
    """How to read the pages, and their keys."""
    return visit.page("help")
