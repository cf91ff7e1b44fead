"""The same for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

ROUTER = APIRouter(prefix="/api")


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of the API."""
    if not app.openapi_schema:
        app.openapi_schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
    return app.openapi_schema
