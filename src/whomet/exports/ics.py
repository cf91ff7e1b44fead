"""Meetings as a calendar (iCalendar, RFC 5545).

A calendar knows days. Meetings that are told to the month, or in a span of days, are left out rather than forced onto a
day, and so are those that are denied; `left_out` counts them, and the calendar says so itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText

from whomet import edtf
from whomet.exports.characters import briefly, line, plain
from whomet.exports.view import View
from whomet.records import Account, Meeting

#: How meetings of a status stand in a calendar.
STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "proposed": "TENTATIVE", "cancelled": "CANCELLED"}
#: Passages that a description quotes, and characters of each: calendars show little of it.
_PASSAGES, _CHARACTERS = 3, 400
#: Topics that it names, those of most articles first, as many as a brief does.
_TOPICS = 6
#: Where nothing tells when an article was published.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def render(account: Account, language: str = "en") -> bytes:
    """The meetings of an account that have a day, as a calendar of whole days.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    view = View(account, language)
    calendar = Calendar()
    calendar.add("prodid", "-//Whomet//Who met whom//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Who met whom")
    if missing := left_out(account):
        calendar.add("x-wr-caldesc", f"Not in this calendar: {'; '.join(missing)}.")
    for meeting in account.meetings:
        if _why_not(meeting) is None:
            calendar.add_component(_event(view, meeting))
    return bytes(calendar.to_ical())


def left_out(account: Account) -> list[str]:
    """Which meetings a calendar has no place for, in words, with their number."""
    found = Counter(why for meeting in account.meetings if (why := _why_not(meeting)))
    return [f"{number} {why}" for why, number in sorted(found.items())]


def _why_not(meeting: Meeting) -> str | None:
    if meeting.status not in STATUS:
        return meeting.status
    if not meeting.date:
        return "without a date"
    return None if edtf.is_day(meeting.date) else "without a single day"


def _event(view: View, meeting: Meeting) -> Event:
    day = edtf.interval(meeting.date)
    assert day is not None
    event = Event()
    event.add("uid", f"{meeting.id.replace(':', '-')}@whomet")
    event.add("dtstamp", _told(view, meeting))
    event.add("dtstart", day[0])
    event.add("dtend", day[0] + timedelta(days=1))
    event.add("summary", view.meeting_name(meeting))
    event.add("status", STATUS[meeting.status])
    event.add("transp", "TRANSPARENT")
    where = ", ".join(line(part) for part in (meeting.venue, view.label(meeting.city)) if part)
    if where:
        event.add("location", where)
    event.add("categories", [meeting.status])
    event.add("description", "\n".join(_described(view, meeting)))
    url = next((view.documents[file].url for file in meeting.documents if view.documents[file].url), None)
    if url and url.startswith(("http://", "https://")) and url.isprintable() and " " not in url:
        event.add("url", url)
    event.add("x-whomet-id", vText(meeting.id))
    event.add("x-whomet-independent-origins", vText(str(meeting.independent_origins)))
    return event


def _told(view: View, meeting: Meeting) -> datetime:
    """When the last article that reports it was published: a calendar that knew it before takes what is new."""
    days = [found[1] for file in meeting.documents if (found := edtf.interval(view.documents[file].published))]
    return datetime(*max(days).timetuple()[:3], tzinfo=UTC) if days else _NEVER


def _described(view: View, meeting: Meeting) -> list[str]:
    """What is told of a meeting, a line each."""
    people = [(one, view.label(one.entity) or one.entity) for one in view.presences(meeting)]
    lines = [f"Status: {meeting.status}"]
    if meeting.date and not meeting.date[-1].isdigit():
        lines.append(f"The day is not certain: {meeting.date}")
    for part, title in (("principal", "Sides"), ("attendee", "Also there"), ("organisation", "Bodies")):
        if names := [name for one, name in people if one.part == part]:
            lines.append(f"{title}: {', '.join(map(line, names))}")
    if meeting.host:
        lines.append(f"Host: {line(view.label(meeting.host) or '')}")
    if meeting.topics:
        lines.append(f"About: {', '.join(line(topic.label) for topic in meeting.topics[:_TOPICS])}")
    for found in meeting.contradictions:
        values = (f"{view.value(value)} ({', '.join(files)})" for value, files in found.values)
        lines.append(f"Disputed {found.field}: {line(' against '.join(values))}")
    lines.append(f"Articles: {len(meeting.documents)}, independent origins: {meeting.independent_origins}")
    told = view.voices.of_meeting(meeting) or tuple((file,) for file in meeting.documents)
    lines.append(f"Told by: {'; '.join(' + '.join(files) for files in told)}")
    shown = meeting.evidence[:_PASSAGES]
    lines += [f"“{briefly(line(place.text), _CHARACTERS)}” ({place.document})" for place in shown]
    return [plain(text) for text in lines]


__all__ = ["STATUS", "left_out", "render"]
