"""Why the account says what it says: one conclusion laid open, for a reader or as data.

A person, a body or a place is explained by `briefs.entity`, from the links that made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from whomet.briefs import terminal
from whomet.briefs.decided import decided_lines
from whomet.briefs.explaining.decisions import decision_lines, decision_page
from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.explaining.documents import document_lines, document_page
from whomet.briefs.explaining.facts import (
    contradiction_lines,
    contradiction_page,
    fact_lines,
    figure_page,
    plan_page,
    statement_page,
)
from whomet.briefs.explaining.meetings import meeting_lines, meeting_page
from whomet.briefs.explaining.stories import story_lines, story_page
from whomet.briefs.masking import masked
from whomet.briefs.near import UnknownIdError, suggested
from whomet.briefs.wording import OWN, Words, words
from whomet.records import Account

#: What `render` knows.
FORMATS = ("text", "json")


def explain(account: Account, id_: str, language: str = "en", contacts: bool = False) -> dict[str, Any]:
    """All that is known of one conclusion, and why it was drawn, as dictionaries and lists.

    Args:
        account: What was concluded.
        id_: Id of a meeting, story, statement, figure, plan, contradiction or decision, or the name of a file.
        language: BCP 47 code of the language to use.
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.

    Raises:
        UnknownIdError: There is no such thing in the account.
        UnknownLanguageError: There are no words in the language.
    """
    desk = Desk(account if contacts else masked(account), language)
    page = _page(desk, id_)
    told = list(desk.writer.decided.about(id_))
    return {**page, "decided": told} if told else page


def _page(desk: Desk, id_: str) -> dict[str, Any]:
    if id_ in desk.documents:
        return document_page(desk, id_)
    if id_ in desk.meetings:
        return meeting_page(desk, desk.meetings[id_])
    if id_ in desk.stories:
        return story_page(desk, desk.stories[id_])
    if id_ in desk.contradictions:
        found, meeting = desk.contradictions[id_]
        return contradiction_page(desk, found, meeting, id_)
    if id_ in desk.statements:
        return statement_page(desk, desk.statements[id_])
    if id_ in desk.figures:
        return figure_page(desk, desk.figures[id_], id_)
    if id_ in desk.plans:
        return plan_page(desk, desk.plans[id_], id_)
    if id_ in desk.decisions:
        return decision_page(desk, desk.decisions[id_])
    raise UnknownIdError(f"{id_}: nothing here has this id, and no file this name{suggested(id_, desk.ids())}")


def render(data: Data, form: str = "text", colour: bool = False, language: str = OWN) -> str:
    """What `explain` found in one of the formats.

    Args:
        data: What is known of a conclusion.
        form: One of `FORMATS`.
        colour: Text only: with ANSI colours.
        language: Text only: BCP 47 code of the language to use; that of `explain`.

    Returns:
        Text that ends in a newline.

    Raises:
        UnknownLanguageError: There are no words in the language.
    """
    if form == "json":
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return terminal.text(_lines(words(language), data), colour)


def _lines(spoken: Words, data: Data) -> Iterator[str]:
    kind = data["format"].removeprefix("whomet.").partition("/")[0]
    pages = {
        "document": document_lines,
        "meeting": meeting_lines,
        "story": story_lines,
        "contradiction": contradiction_lines,
        "decision": decision_lines,
    }
    yield from pages.get(kind, fact_lines)(spoken, data)
    yield from decided_lines(spoken, data.get("decided", []))


__all__ = ["FORMATS", "UnknownIdError", "explain", "render"]
