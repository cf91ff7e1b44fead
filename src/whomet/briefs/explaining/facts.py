"""A statement, a figure, a plan or a contradiction explained: who carries it, line of reporting by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whomet.briefs import terminal
from whomet.briefs.data import contradiction_data, figure_data, plan_data, statement_data
from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.lines import listed
from whomet.briefs.outline import Fact
from whomet.briefs.terminal import DIM, OFF, RED, clean, headed, title, wrap
from whomet.briefs.wording import Words
from whomet.records import Citation, Contradiction, Figure, Meeting, Plan, Statement

#: Passages of one line of reporting or one value that the text shows; the data has them all.
PASSAGES = 6


def statement_page(desk: Desk, statement: Statement) -> dict[str, Any]:
    """All that is known of a statement and why."""
    said = "in_quotation_marks" if statement.direct else "reported_speech"
    return {
        "format": "whomet.statement/1",
        **statement_data(statement),
        **_told(desk, desk.writer.statement(statement), said),
        "labels": desk.labels([statement.speaker]),
    }


def figure_page(desk: Desk, figure: Figure, id_: str) -> dict[str, Any]:
    """All that is known of a figure and why."""
    return {
        "format": "whomet.figure/1",
        **figure_data(figure, id_),
        **_told(desk, desk.writer.figure(figure), "a_figure"),
        "labels": desk.labels([figure.subject]),
    }


def plan_page(desk: Desk, plan: Plan, id_: str) -> dict[str, Any]:
    """All that is known of a plan and why."""
    return {
        "format": "whomet.plan/1",
        **plan_data(plan, id_),
        **_told(desk, desk.writer.plan(plan), "lies_ahead"),
        "labels": desk.labels([plan.who]),
    }


def _told(desk: Desk, fact: Fact, kind: str) -> dict[str, Any]:
    files = sorted({place.document for place in fact.places})
    lines = desk.told(fact.lines, fact.places)
    words = desk.writer.words
    carried = f"{words.count('articles', len(files))}, {words.count('independent_origins', len(lines))}"
    return {"told": fact.text, "summary": f"{words.say('phrases', kind)}; {carried}", "by_line": lines}


def fact_lines(words: Words, data: Data) -> Iterator[str]:
    """A statement, a figure or a plan for the terminal."""
    yield from headed(data["told"], data["id"])
    yield f"  {data['summary']}"
    yield title(words.loud("carried_by_line"))
    for number, line in enumerate(data["by_line"], 1):
        yield from wrap(clean(listed(words, line["files"], " + ")), f"  {DIM}{number:>3}{OFF} ", 6)
        yield from _places(words, line["in"])


def contradiction_page(desk: Desk, found: Contradiction, meeting: Meeting | None, id_: str) -> dict[str, Any]:
    """All that is known of a contradiction and why."""
    lines = desk.writer.voices.of_values(found)
    places = found.places or tuple(_proving(meeting, found.field, files) for _, files in found.values)
    return {
        "format": "whomet.contradiction/1",
        "about": found.about,
        **contradiction_data(found, id_, lines),
        "meeting": desk.heading(meeting) if meeting else None,
        "why": list(desk.writer.reasons(found)),
        "sides": [
            {
                "value": value,
                "label": desk.writer.value(value),
                "articles": len(files),
                "independent_origins": len(carried),
                "by_line": desk.told(carried, told),
            }
            for (value, files), carried, told in zip(found.values, lines, places, strict=True)
        ],
        "labels": desk.labels([found.about]),
    }


def _proving(meeting: Meeting | None, field: str, files: tuple[str, ...]) -> tuple[Citation, ...]:
    """The passages of some files that prove a field of a meeting, all that prove it where none is of the field."""
    if meeting is None:
        return ()
    own = [place for place in meeting.evidence if place.document in files]
    of_field = {place.document for place in own if field in place.fields}
    return tuple(place for place in own if field in place.fields or place.document not in of_field)


def contradiction_lines(words: Words, data: Data) -> Iterator[str]:
    """A contradiction for the terminal."""
    about = data["meeting"]["who"] if data["meeting"] else data["labels"].get(data["about"], "")
    field = words.term("fields", data["field"])
    yield from headed(f"{about}: {field}" if about else field, data["id"])
    if data["meeting"]:
        yield f"  {DIM}{clean(data['meeting']['id'])}{OFF}"
    for why in data["why"] or (words.say("phrases", "nothing_tells"),):
        yield from wrap(clean(why), "  ", 4)
    for side in data["sides"]:
        origins = words.count("independent_origins", side["independent_origins"])
        carried = f"{words.count('articles', side['articles'])}, {origins}"
        yield title(f"{RED}{clean(side['label'])}{OFF}  {carried}")
        for line in side["by_line"]:
            yield from wrap(clean(listed(words, line["files"], " + ")), "  ", 4)
            yield from _places(words, line["in"])


def _places(words: Words, places: list[dict[str, Any]]) -> Iterator[str]:
    for place in places[:PASSAGES]:
        yield from terminal.place(words, place, 6)
    if len(places) > PASSAGES:
        yield "      " + words.count("more_passages", len(places) - PASSAGES)


__all__ = ["contradiction_lines", "contradiction_page", "fact_lines", "figure_page", "plan_page", "statement_page"]
