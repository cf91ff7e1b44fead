"""Stories, meetings, and single facts."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter

from whomet.records import Figure, Meeting, Plan, Statement
from whomet.web import stories
from whomet.web.graph import chosen
from whomet.web.rendering import Filtered, Page, Visiting
from whomet.web.view import View

ROUTER = APIRouter(default_response_class=Page, include_in_schema=False)
#: Statements, figures and plans of one story or entity that are shown before the rest is folded.
FACTS = 8
#: Fields of the table that holds reports side by side.
FIELDS = ("status", "date", "city", "venue", "host", "principals", "attendees")


@ROUTER.get("/")
def home(visit: Visiting, q: str = "", disputed: bool = False) -> Page:
    """The stories, the newest first; what to do where there are none."""
    if not visit.view.account.documents:
        return visit.page("empty", view=visit.view)
    found = stories.cards(visit.view, q, disputed)
    return visit.page("home", view=visit.view, pager=visit.paged(found), q=q, disputed=disputed)


@ROUTER.get("/story/{id_:path}")
def story(visit: Visiting, id_: str) -> Page:
    """A story: what is disputed, who met whom, what was said, who took from whom."""
    view = visit.view
    if id_ not in view.stories:
        raise visit.unknown(id_)
    one = view.stories[id_]
    meetings = stories.in_time(view.meetings[meeting] for meeting in one.meetings)
    files = set(one.documents)
    alone = [view.dispute(id_) for id_ in view.alone(one.documents)]
    return visit.page(
        "story",
        view=view,
        story=one,
        card=stories.card(view, one),
        disputes=[dispute for meeting in meetings for dispute in view.disputes(meeting)] + alone,
        meetings=[meeting for meeting in meetings if not meeting.background],
        earlier=[meeting for meeting in meetings if meeting.background],
        people=stories.who_was_there(view, meetings),
        statements=stories.statements_of(view, files),
        figures=[each for each in view.account.figures if any(place.document in files for place in each.places)],
        plans=[each for each in view.account.plans if any(place.document in files for place in each.places)],
        lines=stories.lines_of_reporting(view, one.documents),
        facts=FACTS,
    )


@ROUTER.get("/meetings")
def meetings(visit: Visiting, told: Filtered) -> Page:
    """Meetings, the newest first, with a filter."""
    view = visit.view
    found = sorted(chosen(view, told), key=lambda meeting: (meeting.date or "", meeting.id), reverse=True)
    topics = sorted({topic.label for meeting in view.account.meetings for topic in meeting.topics})
    return visit.page("meetings", view=view, pager=visit.paged(found), told=told, topics=topics)


@ROUTER.get("/meeting/{id_:path}")
def meeting(visit: Visiting, id_: str) -> Page:
    """A meeting with its reports side by side."""
    view = visit.view
    if id_ not in view.meetings:
        raise visit.unknown(id_)
    one = view.meetings[id_]
    reports = sorted(one.reports, key=lambda report: stories.moment(view, report.document))
    return visit.page(
        "meeting",
        view=view,
        meeting=one,
        entry=view.writer.entry(one),
        disputes=view.disputes(one),
        reports=reports,
        fields=[field for field in FIELDS if any(getattr(report, field) for report in reports)],
        disputed=_disputed(one),
        proofs=_proofs(view, one),
        others=[
            each.id for each in view.account.meetings if each.id != id_ and set(each.documents) & set(one.documents)
        ],
        stories=[view.stories[story] for story in view.stories if id_ in view.stories[story].meetings],
    )


def _disputed(one: Meeting) -> set[tuple[str, str]]:
    """(field, file) of every value in dispute."""
    return {(found.field, file) for found in one.contradictions for _, files in found.values for file in files}


def _proofs(view: View, one: Meeting) -> dict[tuple[str, str], str]:
    """(file, field) -> where the article says it; for a field without a passage of its own where it tells of it."""
    found: dict[tuple[str, str], str] = {}
    for place in sorted(one.evidence, key=lambda place: (len(place.text), place.start)):
        for field in place.fields:
            found.setdefault((place.document, field), view.passage_href(place))
    for place in sorted(one.evidence, key=lambda place: (-len(place.fields), place.start)):
        found.setdefault((place.document, ""), view.passage_href(place))
    return found


@ROUTER.get("/fact/{id_:path}")
def fact(visit: Visiting, id_: str) -> Page:
    """A statement, figure, plan or contradiction with every passage that prints it."""
    view = visit.view
    if id_ in view.contradictions:
        return visit.page("dispute", view=view, dispute=view.dispute(id_))
    facts: Mapping[str, Statement | Figure | Plan] = {**view.statements, **view.figures, **view.plans}
    if id_ not in facts:
        raise visit.unknown(id_)
    one = facts[id_]
    return visit.page("fact", view=view, fact=view.told(one), id=id_, kind=type(one).__name__.lower())
