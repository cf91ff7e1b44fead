"""Exports."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from whomet import exports
from whomet.exports import FORMS, ExportError
from whomet.exports.selecting import of_story
from whomet.web.rendering import Page, Visit, Visiting

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)


@ROUTER.get("/export")
def offer(visit: Visiting, story: str = "") -> Page:
    """Every form that the account can be taken in."""
    if story and story not in visit.view.stories:
        raise visit.unknown(story)
    return visit.page("export", view=visit.view, forms=list(FORMS.values()), story=story)


@ROUTER.get("/export/{form}")
def take(visit: Visiting, form: str, story: str = "") -> Response:
    """The account in a form."""
    return exported(visit, form, story)


def exported(visit: Visit, form: str, story: str = "") -> Response:
    """The account, or one story of it, as a file.

    Args:
        visit: Whose language it is in.
        form: One of `exports.FORMATS`.
        story: Id of a story; nothing for all.
    """
    if form not in FORMS:
        raise visit.unknown(form)
    if story and story not in visit.view.stories:
        raise visit.unknown(story)
    view = visit.view
    account = of_story(view.account, story) if story else view.account
    try:
        content = exports.render(account, form, view.words.code, visit.site.contacts)
    except ExportError as error:
        raise HTTPException(422, visit.words("export.failed", why=error)) from error
    name = f"whomet{'-' + story.partition(':')[2] if story else ''}{FORMS[form].suffix}"
    # a page of ours is sandboxed where it is opened at all: it is to be kept, not to be run here
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=FORMS[form].media, headers=headers)


__all__ = ["ROUTER", "exported"]
