"""Meetings as a calendar (iCalendar, RFC 5545).

A calendar knows days. Meetings that are told to the month, or in a span of days, are left out rather than forced onto a
day, and so are those that are denied; `left_out` counts them, and the calendar says so itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText

from whomet import edtf
from whomet.briefs.outline import Writer
from whomet.briefs.wording import spoken
from whomet.exports.characters import briefly, line
from whomet.exports.view import View
from whomet.records import Account, Meeting

#: How meetings of a status stand in a calendar.
STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "proposed": "TENTATIVE", "cancelled": "CANCELLED"}
#: Passages that a description quotes, and characters of each: calendars show little of it.
_PASSAGES, _CHARACTERS = 3, 400
#: Where nothing tells when an article was published.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def render(account: Account, language: str = "en") -> bytes:
    """The meetings of an account that have a day, as a calendar of whole days.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    view = View(account, language)
    writer = Writer(account, view.words.locale_tag)
    calendar = Calendar()
    calendar.add("prodid", "-//Whomet//Who met whom//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", view.words.title("who_met_whom"))
    if missing := left_out(account, language):
        calendar.add("x-wr-caldesc", view.words.say("missing", "caption", missing="; ".join(missing)))
    for meeting in account.meetings:
        if _why_not(meeting) is None:
            calendar.add_component(_event(view, writer, meeting))
    return bytes(calendar.to_ical())


def left_out(account: Account, language: str = "en") -> list[str]:
    """Which meetings a calendar has no place for, in words, with their number.

    Args:
        account: What was concluded.
        language: BCP 47 code of the words.
    """
    told = spoken(language)
    found = Counter(why for meeting in account.meetings if (why := _why_not(meeting)))
    return [
        f"{told.number(number)} {told.say(*why)}" for why, number in sorted(found.items(), key=lambda one: one[0][1])
    ]


def _why_not(meeting: Meeting) -> tuple[str, str] | None:
    """Section and key of the words for why a calendar has no place for a meeting."""
    if meeting.status not in STATUS:
        return "statuses", meeting.status
    if not meeting.date:
        return "missing", "without_date"
    return None if edtf.is_day(meeting.date) else ("missing", "without_day")


def _event(view: View, writer: Writer, meeting: Meeting) -> Event:
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
    event.add("description", "\n".join(line(told) for told in _described(writer, meeting)))
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


def _described(writer: Writer, meeting: Meeting) -> Iterator[str]:
    """What a brief tells of a meeting, a line each."""
    told = writer.entry(meeting)
    yield f"{told.when} · {told.shown}"
    yield told.sides
    for each in told.lines:
        yield f"{each.label}: {each.text}"
    for proof in told.proofs[:_PASSAGES]:
        yield f"{writer.words.quoted(briefly(proof.text, _CHARACTERS))} ({proof.places[0].document})"


__all__ = ["STATUS", "left_out", "render"]
