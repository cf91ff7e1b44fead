"""The calendar: whole days, nothing forced onto a day, and lines as the standard wants them."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from tests.exports.sample import MAIL, account
from whomet import exports


@pytest.fixture(scope="module")
def data():
    return exports.render(account(), "ics")


@pytest.fixture(scope="module")
def events(data):
    found = Calendar.from_ical(data).walk("VEVENT")
    return {str(event["STATUS"]): event for event in found}


def test_a_meeting_that_has_a_day_is_a_whole_day(events):
    held = events["CONFIRMED"]
    assert held["DTSTART"].dt == date(2031, 5, 4)
    assert held["DTEND"].dt == date(2031, 5, 5)
    assert held["DTSTART"].params["VALUE"] == "DATE"
    assert held["LOCATION"] == "the old, wide mill; by the river, place:graz"
    assert held["SUMMARY"] == "Ada Brook and person:ben-cole"
    assert held["URL"] == "https://news.example/a?b=1"
    assert events["CANCELLED"]["SUMMARY"].endswith("(cancelled)")


def test_nobody_is_given_an_address(data):
    assert b"ATTENDEE" not in data
    assert b"mailto" not in data.lower()
    assert MAIL.encode() not in data


def test_what_has_no_day_is_left_out_and_counted(data, events):
    told = account()
    assert len(events) == 2
    assert exports.left_out(told, "ics") == ["1 denied", "2 without a single day"]
    assert str(Calendar.from_ical(data)["X-WR-CALDESC"]) == "Not in this calendar: 1 denied; 2 without a single day."
    assert exports.left_out(told, "csv") == []


def test_the_description_says_who_tells_it_and_what_is_disputed(events):
    told = str(events["CONFIRMED"]["DESCRIPTION"])
    assert "1 independent origin" in told
    assert "Disputed: date:" in told
    assert "Ada Brook (chairwoman, organisation:foss)" in told


def test_the_description_is_in_the_language_asked_for():
    told = exports.render(account(), "ics", "de").decode()
    unfolded = told.replace("\r\n ", "")
    assert "4. Mai 2031" in unfolded
    assert "Ada Brook und person:ben-cole" in unfolded
    left_out = str(Calendar.from_ical(told)["X-WR-CALDESC"])
    assert left_out == "Nicht in diesem Kalender: 1 bestritten; 2 ohne einzelnen Tag."
    assert exports.left_out(account(), "ics", "ko") == ["1 부인", "2 특정한 날 없음"]
    exports.render(account(), "ics", "tlh")


def test_lines_are_folded_and_end_as_the_standard_wants(data):
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not any(byte < 32 and byte not in (10, 13) for byte in data)


def test_a_calendar_knows_an_event_again_and_when_it_was_told(data, events):
    held = events["CONFIRMED"]
    assert str(held["UID"]).startswith("meeting-")
    assert held["DTSTAMP"].dt.date() == date(2031, 5, 31)
    told = account()
    later = replace(told, documents=tuple(replace(one, published=None) for one in told.documents))
    again = Calendar.from_ical(exports.render(later, "ics")).walk("VEVENT")
    assert {str(event["UID"]) for event in again} == {str(event["UID"]) for event in events.values()}
    assert {event["DTSTAMP"].dt.year for event in again} == {1970}
