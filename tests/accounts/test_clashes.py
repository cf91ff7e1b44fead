from dataclasses import replace

import pytest

from tests.accounts.building import ADA, BEN, CEM, DORA, FOSS, GRAZ, HANAU, article, meeting, reconciled
from whomet.records import CorrectionMention, FieldReading, NameMention, Origin, Passage, TimeMention

DAY = "2031-05-04"
FRONT = Passage(0, 10, ("principals", "status", "date", "city"))


def _only(*articles, **others):
    (only,) = reconciled(*articles, **others).meetings
    return only


def _clash(found, field):
    (clash,) = [clash for clash in found.contradictions if clash.field == field]
    return clash


def _copied(*files, source="a.txt", kind="copy"):
    return {
        "voices": [(file, source) for file in (source, *files)],
        "origins": (Origin(kind, source, tuple(files), 0.9),),
    }


# --- what excludes what ------------------------------------------------------------------------------


@pytest.mark.parametrize("coarse", ["2031-05", "2031", "2031-05-01/2031-05-07"])
def test_a_coarse_date_contradicts_no_day_in_it(coarse):
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=coarse)),
        article("b.txt", meeting(ADA, BEN, date=DAY)),
    )
    assert found.date == DAY
    assert not found.contradictions


def test_a_week_does_not_hide_that_two_days_of_it_exclude_each_other():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date="2031-05-01/2031-05-07")),
        article("b.txt", meeting(ADA, BEN, date=DAY)),
        article("c.txt", meeting(ADA, BEN, date="2031-05-05")),
    )
    assert [clash.field for clash in found.contradictions] == ["date"]


def test_a_place_that_nobody_knows_may_lie_in_the_city():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, city=GRAZ), unknown=(HANAU,)),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=HANAU), unknown=(HANAU,)),
    )
    assert not found.contradictions
    assert found.city == "place:graz"


def test_what_was_announced_does_not_contradict_what_happened():
    found = _only(
        article("a.txt", meeting(ADA, BEN, status="planned", date=DAY, city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ)),
        article("c.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ)),
    )
    assert not found.contradictions
    assert (found.date, found.city) == ("2031-05-05", "place:graz")


def test_announced_against_denied():
    found = _only(
        article("a.txt", meeting(ADA, BEN, status="planned", date=DAY)),
        article("b.txt", meeting(ADA, BEN, status="denied", date=DAY)),
    )
    clash = _clash(found, "status")
    assert dict(clash.values) == {"planned": ("a.txt",), "denied": ("b.txt",)}
    assert clash.explanation == "announced or reported by some, then denied"


def test_held_against_cancelled():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY)),
        article("b.txt", meeting(ADA, BEN, status="cancelled", date=DAY)),
    )
    assert dict(_clash(found, "status").values) == {"held": ("a.txt",), "cancelled": ("b.txt",)}


def test_who_tells_of_it_as_held_called_something_else_off():
    held = meeting(ADA, BEN, date=DAY, city=GRAZ)
    off = meeting(ADA, BEN, status="cancelled", date=DAY, city=GRAZ)
    again = meeting(ADA, BEN, evidence=(Passage(12, 20, ("principals",)),))
    video = meeting(ADA, BEN, date=DAY, manner="video", evidence=(Passage(12, 20, ("principals",)),))
    told = reconciled(article("a.txt", held), article("b.txt", off, again)).meetings
    assert not [clash for each in told for clash in each.contradictions]
    instead = reconciled(article("a.txt", held), article("b.txt", off, video)).meetings
    assert [clash.field for each in instead for clash in each.contradictions] == ["status"]


def test_a_denial_read_from_a_passage_about_another_meeting_is_none():
    bare = Passage(20, 30, ("status",))
    found = reconciled(
        article("a.txt", meeting(ADA, BEN, date=DAY)),
        article(
            "b.txt",
            meeting(ADA, BEN, status="denied", date=DAY, evidence=(FRONT, bare)),
            meeting(ADA, CEM, status="denied", evidence=(Passage(12, 18, ("principals",)), bare)),
        ),
    ).meetings
    assert [(m.status, m.contradictions) for m in found if "person:ben-cole" in m.principals] == [("held", ())]


def test_by_video_against_in_one_room():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, manner="video")),
        article("b.txt", meeting(ADA, BEN, date=DAY, manner="in person", city=GRAZ)),
    )
    assert dict(_clash(found, "venue").values) == {"video call": ("a.txt",), "in person": ("b.txt",)}


def test_a_city_alone_says_little_against_one_report_of_a_call():
    told = [
        article("a.txt", meeting(ADA, BEN, date=DAY, manner="video")),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
    ]
    assert not _only(*told).contradictions
    more = article("c.txt", meeting(ADA, BEN, date=DAY, manner="video"))
    assert [clash.field for clash in _only(*told, more).contradictions] == ["venue"]


def test_a_body_invites_through_the_person_who_stands_for_it():
    told = FieldReading("host", FOSS, Passage(11, 20, ("host",)))
    invited = meeting(ADA, BEN, date=DAY, host=ADA, evidence=(FRONT, Passage(11, 20, ("host",))))
    same = _only(
        article("a.txt", invited),
        article("b.txt", meeting(ADA, BEN, date=DAY, other_readings=(told,)), employers=((ADA, FOSS),)),
    )
    assert not same.contradictions
    other = _only(
        article("a.txt", invited),
        article("b.txt", meeting(ADA, BEN, date=DAY, other_readings=(told,)), employers=((BEN, FOSS),)),
    )
    assert dict(_clash(other, "host").values) == {"person:ada-brook": ("a.txt",), "organisation:foss": ("b.txt",)}
    assert other.host == "person:ada-brook"


def test_who_asked_does_not_exclude_who_received():
    asked = FieldReading("host", FOSS, Passage(11, 20, ("host",)))
    front = Passage(0, 10, ("principals", "status", "host"))
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, host=ADA, evidence=(front,))),
        article("b.txt", meeting(ADA, BEN, date=DAY, other_readings=(asked,)), employers=((BEN, FOSS),)),
    )
    assert not found.contradictions
    assert found.host == "person:ada-brook"


def test_what_stands_beside_the_meeting_is_no_claim_about_its_place():
    beside = (Passage(0, 10, ("principals", "status", "date")), Passage(12, 30, ("topics", "city")))
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=HANAU, evidence=beside)),
    )
    assert found.city == "place:graz"
    assert not found.contradictions
    assert ("city", "place:hanau") in {(s.field, s.value) for s in found.support}


# --- why they differ ---------------------------------------------------------------------------------


def test_local_time_explains_a_day():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, date_zone="local")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-05")),
    )
    clash = _clash(found, "date")
    assert clash.cause == "time zone"
    assert "a.txt counts in local time of the place" in clash.explanation
    assert found.date == DAY


def test_both_in_local_time_is_no_matter_of_zones():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, date_zone="local")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-05", date_zone="local")),
    )
    assert _clash(found, "date").cause is None


def test_what_only_a_copy_has_otherwise_is_a_copying_error():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=HANAU)),
        article("c.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        **_copied("b.txt"),
    )
    clash = _clash(found, "city")
    assert clash.cause == "copying error"
    assert dict(zip(dict(clash.values), clash.lines, strict=True)) == {
        "place:graz": (("a.txt",), ("c.txt",)),
        "place:hanau": (("b.txt",),),
    }


def test_what_only_a_translation_has_otherwise_is_a_mistranslation():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=HANAU), language="de"),
        article("c.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        **_copied("b.txt", kind="translation"),
    )
    assert _clash(found, "city").cause == "mistranslation"


def test_two_meetings_taken_for_one():
    found = reconciled(
        article("a.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        article("c.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=HANAU), meeting(ADA, CEM, date="2031-05-09", city=HANAU)),
    ).meetings
    (clash,) = [clash for each in found for clash in each.contradictions]
    assert clash.cause == "merged meetings"
    assert "ada-brook and person:cem-dal there (b.txt)" in clash.explanation


def test_an_article_that_gives_both_contradicts_itself():
    other = FieldReading("city", HANAU, Passage(11, 20, ("city",)))
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date=DAY, city=GRAZ, other_readings=(other,))),
    )
    clash = _clash(found, "city")
    assert clash.torn == ("b.txt",)
    assert clash.explanation == "b.txt gives both"
    assert found.city == "place:graz"


# --- which value holds -------------------------------------------------------------------------------


def test_copies_do_not_outvote_independent_reports():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY)),
        article("b.txt", meeting(ADA, BEN, date=DAY)),
        article("c.txt", meeting(ADA, BEN, date="2031-05-05")),
        article("d.txt", meeting(ADA, BEN, date="2031-05-05")),
        article("e.txt", meeting(ADA, BEN, date=DAY)),
        **_copied("b.txt", "e.txt"),
    )
    assert found.date == "2031-05-05"


def test_told_soonest_after_holds_where_origins_are_equal():
    late = article("a.txt", meeting(ADA, BEN, date=DAY), published="2031-05-20")
    soon = article("b.txt", meeting(ADA, BEN, date="2031-05-05"), published="2031-05-06")
    assert _only(late, soon).date == "2031-05-05"


def test_first_hand_holds_where_origins_are_equal():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, attributed="insiders")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-05")),
    )
    assert found.date == "2031-05-05"


def test_support_names_every_value_with_its_lines():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, attendees=(CEM,), host=ADA)),
        article("b.txt", meeting(ADA, BEN, date=DAY, absent=(CEM,), city=GRAZ)),
        article("c.txt", meeting(ADA, BEN, date="2031-05-05", venue="the mill", manner="in person")),
        **_copied("b.txt"),
    )
    support = {(each.field, each.value): each.lines for each in found.support}
    assert support["date", DAY] == (("a.txt", "b.txt"),)
    assert support["date", "2031-05-05"] == (("c.txt",),)
    assert support["attendees", "person:cem-dal present"] == (("a.txt",),)
    assert support["attendees", "person:cem-dal absent"] == (("b.txt",),)
    assert support["venue", "the mill"] == support["manner", "in person"] == (("c.txt",),)
    assert support["status", "held"] == (("a.txt", "b.txt"), ("c.txt",))
    assert support["host", "person:ada-brook"] == (("a.txt",),)
    assert support["principals", "person:ben-cole"] == (("a.txt", "b.txt"), ("c.txt",))


def test_a_present_and_absent_guest_of_three_files():
    found = _only(
        article("a.txt", meeting(ADA, BEN, date=DAY, attendees=(DORA,))),
        article("b.txt", meeting(ADA, BEN, date=DAY, absent=(DORA,))),
        article("c.txt", meeting(ADA, BEN, date=DAY)),
    )
    assert _clash(found, "attendees").lines == ((("b.txt",),), (("a.txt",),))


def _span(text, words):
    return text.index(words), text.index(words) + len(words)


def test_a_note_says_who_was_not_there_and_what_an_earlier_version_told():
    text = "They met. Brook and Cole were said to have met on 4 May. It was on 5 May. Dal was not there."
    first, second, third = "Brook and Cole were said to have met on 4 May", "It was on 5 May", "Dal"
    day = CorrectionMention(10, 73, text[10:73], "en", wrong=_span(text, first), right=_span(text, second))
    guest = CorrectionMention(74, len(text), text[74:], "en", wrong=_span(text, third))
    names = tuple(
        NameMention(*_span(text, word), word, "person", 0, "en", word, referents=(number,))
        for word, number in (("Brook", ADA), ("Cole", BEN), ("Dal", CEM))
    )
    times = tuple(
        TimeMention(*_span(text, word), word, 0, "en", value)
        for word, value in (("4 May", "2031-05-04"), ("5 May", "2031-05-05"))
    )
    later = article("b.txt", meeting(ADA, BEN, date="2031-05-05"), text=text, corrections=(day, guest))
    later = replace(later, mentions=replace(later.mentions, names=names, times=times))
    found = _only(
        article("a.txt", meeting(ADA, BEN, attendees=(CEM, DORA))),
        later,
        **_copied("b.txt"),
    )
    assert dict(_clash(found, "date").values) == {"2031-05-05": ("b.txt",), "2031-05-04": ("a.txt",)}
    attendance = _clash(found, "attendees")
    assert dict(attendance.values) == {"person:cem-dal present": ("a.txt",), "person:cem-dal absent": ("b.txt",)}
    assert {clash.cause for clash in found.contradictions} == {"correction"}
    assert (found.date, found.attendees) == ("2031-05-05", ("person:dora-eck",))
    assert [report.superseded for report in found.reports] == ["b.txt", None]
