"""The application: pages, API, what guards them, and what is said when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from whomet import __version__
from whomet.web import api, pages
from whomet.web.held import Held
from whomet.web.rendering import Problem, Site, UnknownError, Visit
from whomet.web.security import LOOPBACK, Door, Guard, RefusedError, checked, is_loopback
from whomet.workspace import WorkspaceError

_LOG = logging.getLogger("whomet.web")
#: Why something is refused -> status of the answer.
_REFUSED = {"host": 421, "elsewhere": 403, "csrf": 403, "token": 403, "login": 401}


def create_app(
    workspace: Any,
    *,
    host: str = "127.0.0.1",
    token: str | None = None,
    language: str | None = None,
    contacts: bool = False,
) -> FastAPI:
    """The page of a workspace.

    Args:
        workspace: An open workspace.
        host: What the server is bound to.
        token: What visitors must know; needed where others than this computer can reach the host.
        language: Of the pages; by default what the browser asks for.
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.

    Returns:
        An ASGI application.

    Raises:
        ValueError: Others can reach the host, and there is no token.
    """
    if token is None and not is_loopback(host):
        raise ValueError(f"{host}: others can reach this address; give a token")
    app = FastAPI(
        title="Whomet",
        version=__version__,
        summary="Who met whom: the account of a workspace, and what is decided on it.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(checked)],
    )
    name = str(getattr(getattr(workspace, "database", None), "name", "workspace"))
    app.state.door = Door.of(name, token)
    app.state.site = Site(workspace, Held(workspace, contacts), language, contacts)
    for router in pages.ROUTERS:
        app.include_router(router)
    app.include_router(api.ROUTER)
    app.mount("/static", StaticFiles(directory=Path(str(resources.files("whomet.web") / "static"))), "static")
    app.openapi = lambda: api.openapi(app)  # type: ignore[method-assign]
    _handlers(app)
    hosts = None if token is not None else LOOPBACK | {host.strip("[]").casefold()}
    app.add_middleware(Guard, door=app.state.door, hosts=hosts, refusal=_refusal(app))
    return app


def _refusal(app: FastAPI) -> Callable[[Request, str], Response]:
    def refuse(request: Request, why: str) -> Response:
        request.scope["app"] = app
        return _refused(request, why)

    return refuse


def _refused(request: Request, why: str) -> Response:
    visit = Visit(request)
    status = _REFUSED[why]
    if _is_api(request):
        return _problem(status, visit.words(f"refused.{why}"))
    template = "login" if why in {"login", "token"} else "refused"
    return visit.page(template, status, refused=True, why=why)


def _is_api(request: Request) -> bool:
    return request.url.path == "/api" or request.url.path.startswith("/api/")


def _problem(status: int, detail: str, **more: Any) -> Response:
    return Problem({"type": "about:blank", "status": status, "detail": detail, **more}, status)


# --- when something goes wrong -------------------------------------------------------------------------

Handler = Callable[[Request, Any], Awaitable[Response]]


def _handlers(app: FastAPI) -> None:
    handlers: dict[Any, Handler] = {
        UnknownError: _unknown,
        RefusedError: _refuse,
        HTTPException: _http,
        RequestValidationError: _invalid,
        WorkspaceError: _workspace,
        Exception: _failed,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _unknown(request: Request, error: UnknownError) -> Response:
    visit = Visit(request)
    if _is_api(request):
        return _problem(404, visit.words("errors.unknown", id=error.id), near=list(error.near))
    return visit.page("unknown", 404, id=error.id, near=error.near)


async def _refuse(request: Request, error: RefusedError) -> Response:
    return _refused(request, str(error))


async def _http(request: Request, error: HTTPException) -> Response:
    visit = Visit(request)
    key = f"errors.status_{error.status_code}"
    told = visit.words(key) if visit.words.has(key) else str(error.detail)
    if _is_api(request):
        return _problem(error.status_code, told)
    return visit.page("error", error.status_code, refused=True, told=told)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    visit = Visit(request)
    wrong = [
        {"where": ".".join(str(part) for part in one["loc"][1:]) or "body", "problem": one["msg"]}
        for one in error.errors()
    ]
    told = visit.words("errors.invalid", fields=", ".join(one["where"] for one in wrong))
    if _is_api(request):
        return _problem(422, told, errors=wrong)
    return visit.page("error", 422, told=told)


async def _workspace(request: Request, error: WorkspaceError) -> Response:
    if _is_api(request):
        return _problem(503, str(error))
    return Visit(request).page("error", 503, refused=True, told=str(error))


async def _failed(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s: %s: %s", request.method, request.url.path, type(error).__name__, error)
    told = Visit(request).words("errors.status_500")
    return _problem(500, told) if _is_api(request) else Visit(request).page("error", 500, refused=True, told=told)


__all__ = ["create_app"]
