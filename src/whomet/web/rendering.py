"""From what a page needs to its bytes: templates, and the visit that they are filled in for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from whomet import __version__
from whomet.briefs.near import suggested
from whomet.records import Standing
from whomet.web import security
from whomet.web.decidable import correctable, possible
from whomet.web.dossiers import Dossiers
from whomet.web.graph import Filter
from whomet.web.held import Held
from whomet.web.view import View, marked_href, quoted
from whomet.web.words import Words, codes, spoken, words

THEMES = ("auto", "light", "dark")
#: Entries of a list on one page.
PAGE = 50
#: Control characters, halves of surrogate pairs, and the signs that turn the direction of all text behind them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufdd0-\ufdef\ufffe\uffff]")
#: Headings of the navigation: key of the words, and where it leads.
NAVIGATION = (
    ("stories", "/"),
    ("meetings", "/meetings"),
    ("people", "/people"),
    ("network", "/network"),
    ("matrix", "/matrix"),
    ("sources", "/sources"),
    ("review", "/review"),
    ("decisions", "/decisions"),
    ("export", "/export"),
)


class UnknownError(LookupError):
    """There is no such thing.

    Args:
        id_: What was asked for.
        near: Ids that may be meant.
    """

    def __init__(self, id_: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(id_)
        self.id = id_
        self.near = near


class Page(HTMLResponse):
    """A page in UTF-8, whatever the articles hold."""

    def render(self, content: Any) -> bytes:
        """The bytes of the page."""
        return str(content).encode("utf-8", "replace")


class Data(JSONResponse):
    """JSON in UTF-8, whatever the articles hold; every character keeps its place."""

    def render(self, content: Any) -> bytes:
        """The bytes of the object."""
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


class Problem(Data):
    """What is wrong, as programs read it (RFC 9457)."""

    media_type = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Site:
    """What one application serves.

    Attributes:
        workspace: Where it comes from.
        held: The account of it.
        language: Of pages where the browser asks for none that there are words in; None for the browser's.
        contacts: Show e-mail addresses, telephone and account numbers.
    """

    workspace: Any
    held: Held
    language: str | None
    contacts: bool


class Visit:
    """One request, in the language that its reader wants."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.site: Site = request.app.state.site
        door = security.door_of(request)
        self._cookies = {what: door.cookie(what) for what in ("lang", "theme", "who")}
        self.words: Words = words(self._language())
        themes = (request.query_params.get("theme"), request.cookies.get(self._cookies["theme"]))
        self.theme = next((theme for theme in themes if theme in THEMES), "auto")

    def _language(self) -> str:
        asked = spoken(self.request.query_params.get("lang"))
        kept = spoken(self.request.cookies.get(self._cookies["lang"]))
        return asked or kept or spoken(self.site.language) or self._accepted() or "en"

    def _accepted(self) -> str | None:
        """The first language that the browser asks for and there are words in."""
        wanted = re.findall(r"[A-Za-z-]+(?:;q=[0-9.]+)?", self.request.headers.get("accept-language", ""))
        return next((code for one in wanted if (code := spoken(one.partition(";")[0]))), None)

    @cached_property
    def view(self) -> View:
        """The account as it was when this request first asked for it."""
        return self.now()

    def now(self) -> View:
        """The account as it is after something was decided."""
        return self.site.held.view(self.words.code)

    @property
    def who(self) -> str:
        """Who says to be reading; nothing where nobody said so."""
        try:
            return bytes.fromhex(self.request.cookies.get(self._cookies["who"], "")).decode("utf-8")
        except ValueError:
            return ""

    @cached_property
    def dossiers(self) -> Dossiers:
        """Everything that is known of its entities."""
        return self.site.held.dossiers(self.view)

    @property
    def database(self) -> str:
        """The file or URL of the workspace."""
        return str(getattr(getattr(self.site.workspace, "database", None), "name", "")) or "whomet.db"

    def unknown(self, id_: str) -> UnknownError:
        """That there is no such thing, with what may be meant."""
        kind, colon, _ = id_.partition(":")
        ids = self.view.ids()
        # near ids are of its kind; among all those of a large workspace they take seconds to find
        ids = [one for one in ids if one.startswith(f"{kind}:")] or list(self.view.documents) if colon else ids
        near = suggested(id_, ids).removeprefix("; did you mean ").removesuffix("?")
        return UnknownError(id_, tuple(one for one in near.split(", ") if one in set(ids)))

    def page(self, template: str, status: int = 200, refused: bool = False, **context: Any) -> Page:
        """A page from its template.

        Args:
            template: Name of the file, without ".html.j2".
            status: Of the answer.
            refused: Whether nothing of the workspace is to be shown: to who is not let in, or where it failed.
            context: What is filled in besides.
        """
        told = _ENVIRONMENT.get_template(f"{template}.html.j2").render(
            visit=self,
            t=self.words,
            theme=self.theme,
            csrf=security.csrf(self.request),
            here=self.request.url.path,
            languages=[(code, words(code).name) for code in codes()],
            themes=THEMES,
            navigation=NAVIGATION,
            version=__version__,
            made=None if refused else self._made(),
            **context,
        )
        response = Page(told, status)
        for what, value in (("lang", self.words.code), ("theme", self.theme)):
            if what in self.request.query_params:
                age = 365 * 24 * 3600
                response.set_cookie(self._cookies[what], value, max_age=age, httponly=True, samesite="strict")
        return response

    def _made(self) -> Standing | None:
        """The decision that was just made here."""
        wanted = self.request.query_params.get("done")
        if not wanted:
            return None
        return next((one for one in self.view.account.decisions if one.decision.id == wanted), None)

    def with_query(self, **changed: object) -> str:
        """The address of this page with some of its query changed; what is empty is left out."""
        query = dict(self.request.query_params) | {key: str(value) for key, value in changed.items()}
        kept = {key: value for key, value in query.items() if value != ""}
        return quoted(self.request.url.path) + (f"?{urlencode(kept, errors='replace')}" if kept else "")

    def paged(self, entries: Sequence[Any], size: int = PAGE) -> Pager:
        """The part of a list that this page shows."""
        asked = self.request.query_params.get("page", "1")
        last = max(1, -(-len(entries) // size))
        number = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 9 else 1
        return Pager(entries[(number - 1) * size : number * size], number, last, len(entries))


@dataclass(frozen=True, slots=True)
class Pager:
    """A part of a list.

    Attributes:
        number, last: Which part it is, of how many.
        total: Entries of the whole list.
    """

    entries: Sequence[Any]
    number: int
    last: int
    total: int


Visiting = Annotated[Visit, Depends(Visit)]


def filtered(
    entity: Annotated[str, Query(description="Only with this person, body or place, by id.")] = "",
    topic: Annotated[str, Query(description="Only about this topic, by its label.")] = "",
    status: Annotated[str, Query(description="Only of this status: held, planned, cancelled, denied, proposed.")] = "",
    since: Annotated[str, Query(description="Not before this day, month or year, EDTF.")] = "",
    until: Annotated[str, Query(description="Not after this day, month or year, EDTF.")] = "",
    disputed: Annotated[bool, Query(description="Only those that the coverage disagrees on.")] = False,
    background: Annotated[bool, Query(description="Those that articles look back on, too.")] = True,
) -> Filter:
    """Which meetings a request asks for."""
    return Filter(entity, topic, status, since, until, disputed, background)


Filtered = Annotated[Filter, Depends(filtered)]


def _finalize(value: Any) -> Any:
    """What is printed in a page: without characters that nobody sees or that turn its direction."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("whomet.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    found.filters["quoted"] = quoted
    found.globals.update(marked_href=marked_href, possible=possible, correctable=correctable)
    return found


_ENVIRONMENT = _environment()


__all__ = [
    "PAGE",
    "THEMES",
    "Data",
    "Filtered",
    "Page",
    "Pager",
    "Problem",
    "Site",
    "UnknownError",
    "Visit",
    "Visiting",
]
