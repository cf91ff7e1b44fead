"""Pages by topic."""

from __future__ import annotations

from fastapi import APIRouter

from whomet.web.pages import access, articles, entities, overview, reading, review, searching, taking

#: In the order in which addresses are tried.
ROUTERS: tuple[APIRouter, ...] = (
    reading.ROUTER,
    entities.ROUTER,
    articles.ROUTER,
    overview.ROUTER,
    searching.ROUTER,
    review.ROUTER,
    taking.ROUTER,
    access.ROUTER,
)
