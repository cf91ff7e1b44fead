"""A meeting explained: the reports side by side, who carries each value, why the reports are one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from whomet.briefs import terminal
from whomet.briefs.data import contradiction_data, lines_data
from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.ids import clash_ids
from whomet.briefs.lines import listed, told_by
from whomet.briefs.terminal import BOLD, DIM, OFF, RED, clean, headed, title, wrap
from whomet.briefs.wording import Words
from whomet.records import Meeting, Report

#: Passages of one article, and pairs of reports, that the text shows; the data has them all.
PASSAGES = 3
PAIRS = 8
#: Fields that are set side by side.
FIELDS = ("status", "date", "city", "host")


def meeting_page(desk: Desk, meeting: Meeting) -> dict[str, Any]:
    """All that is known of a meeting and why."""
    voices = desk.writer.voices
    spoken_of = chain(
        meeting.principals,
        meeting.attendees,
        meeting.organisations,
        (meeting.city, meeting.host),
        *((*r.principals, *r.attendees, r.city, r.host) for r in meeting.reports),
    )
    reports = {report.document: report for report in meeting.reports}
    return {
        "format": "whomet.meeting/1",
        **desk.heading(meeting),
        "principals": list(meeting.principals),
        "told_by": desk.writer.told_by(meeting),
        "reports": [_report(desk, meeting, reports[file]) for file in desk.in_time(reports)],
        "support": [
            {
                "field": each.field,
                "value": each.value,
                "label": desk.writer.value(each.value),
                "lines": lines_data(each.lines),
            }
            for each in meeting.support
        ],
        "contradictions": [
            {**contradiction_data(found, id_, voices.of_values(found)), "told": desk.writer.clash(found)}
            for found, id_ in zip(meeting.contradictions, clash_ids(meeting), strict=True)
        ],
        "superseded": [told for report in meeting.reports if (told := desk.writer.superseded(report))],
        "reasons": [
            {
                "left": reason.left,
                "right": reason.right,
                "score": round(reason.score, 3),
                "for": {name: round(weight, 3) for name, weight in reason.features if weight >= 0},
                "against": {name: round(weight, 3) for name, weight in reason.features if weight < 0},
            }
            for reason in meeting.reasons
        ],
        "stories": [story.id for story in desk.account.stories if meeting.id in story.meetings],
        "labels": desk.labels(spoken_of),
    }


def _report(desk: Desk, meeting: Meeting, report: Report) -> dict[str, Any]:
    places = [place for place in meeting.evidence if place.document == report.document]
    return {
        **desk.source(report.document),
        "status": report.status,
        "date": report.date,
        "city": report.city,
        "host": report.host,
        "venue": report.venue,
        "principals": list(report.principals),
        "attendees": list(report.attendees),
        "attributed": report.attributed,
        "superseded": report.superseded,
        "in": [desk.cited(place) for place in sorted(places, key=lambda p: (-len(p.fields), p.start))],
    }


def meeting_lines(words: Words, data: Data) -> Iterator[str]:
    """The same for the terminal."""
    head = " · ".join(part for part in (data["when"], data["where"], data["shown"]) if part)
    yield from headed(head, data["id"])
    yield from wrap(clean(data["sides"]), "  ")
    yield from wrap(clean(data["told_by"]), "  ")
    yield title(words.loud("each_article"))
    yield from terminal.table(list(_rows(words, data)))
    yield from _values(words, data)
    if data["contradictions"]:
        yield title(words.loud("disputed"))
    for found in data["contradictions"]:
        yield from wrap(clean(found["told"]), f"  {RED}*{OFF} ", 4)
        yield f"    {DIM}{clean(found['id'])}{OFF}"
    if data["superseded"]:
        yield title(words.loud("corrected"))
        yield from chain.from_iterable(wrap(clean(told), "  ", 4) for told in data["superseded"])
    yield from _reasons(words, data)
    yield title(words.loud("where_said"))
    for report in data["reports"]:
        yield from _proof(words, report, data)


def _rows(words: Words, data: Data) -> Iterator[list[str]]:
    """The reports as rows; a star marks a value in dispute."""
    disputed = {
        (found["field"], file)
        for found in data["contradictions"]
        for files in found["values"].values()
        for file in files
    }
    yield [words.label("article"), words.label("published"), *(words.term("fields", field) for field in FIELDS)]
    for report in data["reports"]:
        told = {field: data["labels"].get(report[field], report[field]) or "" for field in FIELDS}
        told["status"] = words.term("statuses", told["status"])
        stars = {field: "*" if told[field] and (field, report["document"]) in disputed else "" for field in FIELDS}
        yield [report["document"], report["published"] or "", *(told[field] + stars[field] for field in FIELDS)]


def _values(words: Words, data: Data) -> Iterator[str]:
    if data["support"]:
        yield title(words.loud("values"))
    field = None
    for each in data["support"]:
        shown = "" if each["field"] == field else clean(words.term("fields", each["field"]))
        head = f"  {DIM}{terminal.padded(shown, max(12, terminal.cells(shown) + 2))}{OFF}"
        field = each["field"]
        files = told_by(words, tuple(map(tuple, each["lines"])))
        origins = words.count("origins", len(each["lines"]))
        yield from wrap(f"{clean(each['label'])}  {origins}: {clean(files)}", head, 14)


def _reasons(words: Words, data: Data) -> Iterator[str]:
    if data["reasons"]:
        yield title(words.loud("why_reports_one"))
    for reason in data["reasons"][:PAIRS]:
        yield from wrap(f"{clean(reason['left'])} = {clean(reason['right'])}  ({reason['score']:+.2f})", "  ", 4)
        yield from terminal.features(reason)
    if len(data["reasons"]) > PAIRS:
        yield "  " + words.count("more_pairs", len(data["reasons"]) - PAIRS)


def _proof(words: Words, report: Data, data: Data) -> Iterator[str]:
    labels = data["labels"]
    known = (report["outlet"], report["published"], report["language"])
    yield f"  {BOLD}{clean(report['document'])}{OFF}  {clean(', '.join(part for part in known if part))}"
    sides = [labels[id_] for id_ in report["principals"]]
    others = {
        "between": listed(words, sides) if set(report["principals"]) != set(data["principals"]) else "",
        "also_there": listed(words, [labels[id_] for id_ in report["attendees"]]),
        "venue": report["venue"],
        "as_told_by": report["attributed"],
    }
    for label, value in others.items():
        if value:
            yield from wrap(clean(value), f"    {DIM}{words.label(label)}{OFF}  ", 6)
    for place in report["in"][:PASSAGES]:
        fields = ", ".join(words.term("fields", field) for field in place["fields"])
        yield from terminal.place(words, {**place, "published": None}, 4, f"  [{fields}]")
    if len(report["in"]) > PASSAGES:
        yield "    " + words.count("more_passages", len(report["in"]) - PASSAGES)


__all__ = ["meeting_lines", "meeting_page"]
