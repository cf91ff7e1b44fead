"""Each decision does what it says, leaves what articles say, and is taken back whole."""

import pytest

from tests.workspace.decisions.building import FILES, Desk
from whomet.workspace.decisions.making import DecisionError


@pytest.fixture
def desk():
    return Desk()


def support(meeting, field):
    return {each.value for each in meeting.support if each.field == field}


# --- people --------------------------------------------------------------------------------------------


def test_a_merge_makes_one_person_and_one_meeting(desk):
    assert len(desk.account.meetings) == 3
    decision = desk.decide("merge", "person:ada-brook", "person:ada-brooke", why="one spelling")
    assert "person:ada-brooke" not in desk.ids("entity")
    assert desk.meeting("ada-brook", "ben-cole").documents == ("a.txt", "b.txt", "c.txt")
    assert desk.standing(decision).ids == ("person:ada-brook", "person:ada-brook")
    assert (decision.who, decision.why, decision.seen) == ("Nora", "one spelling", tuple(sorted(decision.seen)))


def test_a_merge_holds_for_an_article_that_comes_later_whatever_its_file(desk):
    desk.decide("merge", "person:ada-brook", "person:ada-brooke")
    desk.add({"later.txt": FILES["c.txt"].replace("4 May", "9 May").replace("Northern Post", "City Herald")})
    assert not [id_ for id_ in desk.ids("entity") if "brooke" in id_]


def test_a_split_by_files_makes_two_for_good(desk):
    desk.decide("split", "person:ben-cole", files=("c.txt",))
    assert len([id_ for id_ in desk.ids("entity") if "ben-cole" in id_]) == 2
    desk.decide("undo", desk.log[-1].id)
    assert desk.ids("entity").count("person:ben-cole") == 1


def test_a_split_by_a_name_takes_that_name_away(desk):
    desk.decide("merge", "person:cem-dal", "person:dora-eck")
    (one,) = [id_ for id_ in desk.ids("entity") if id_ in {"person:cem-dal", "person:dora-eck"}]
    desk.decide("split", one, names=("Dora Eck",))
    assert {"person:cem-dal", "person:dora-eck"} <= set(desk.ids("entity"))
    assert [s.state for s in desk.account.decisions] == ["applied", "applied"]


def test_a_later_merge_wins_over_an_earlier_split(desk):
    desk.decide("split", "person:ben-cole", files=("c.txt",))
    two = [id_ for id_ in desk.ids("entity") if "ben-cole" in id_]
    desk.decide("merge", *two)
    assert len([id_ for id_ in desk.ids("entity") if "ben-cole" in id_]) == 1
    assert [s.state for s in desk.account.decisions] == ["applied", "applied"]


def test_who_is_none_takes_part_in_nothing(desk):
    decision = desk.decide("reject", "person:ben-cole")
    assert "person:ben-cole" not in desk.ids("entity")
    assert all("person:ben-cole" not in meeting.principals for meeting in desk.account.meetings)
    assert (desk.standing(decision).state, desk.standing(decision).ids) == ("applied", (None,))


def test_a_name_and_a_note_change_nothing_else(desk):
    before = desk.account
    desk.decide("rename", "person:ben-cole", value="Benjamin Cole")
    desk.decide("note", "person:ben-cole", value="spelled so in the register")
    labels = {entity.id: entity.label for entity in desk.account.entities}
    assert labels["person:ben-cole"] == "Benjamin Cole"
    assert desk.account.meetings == before.meetings


def test_roles_are_added_and_removed(desk):
    desk.decide("correct", "person:ben-cole", field="roles", value="+harbour master\n+ferryman")
    desk.decide("correct", "person:ben-cole", field="roles", value="-ferryman")
    (ben,) = [entity for entity in desk.account.entities if entity.id == "person:ben-cole"]
    assert [role.role for role in ben.roles] == ["harbour master"]


# --- meetings ------------------------------------------------------------------------------------------


def test_a_corrected_date_keeps_what_articles_say(desk):
    (before,) = [m for m in desk.account.meetings if m.contradictions]
    decision = desk.decide("correct", before.id, field="date", value="2031-05-03")
    (after,) = [m for m in desk.account.meetings if m.id == before.id]
    assert (decision.before, after.date) == (before.date, "2031-05-03")
    assert support(after, "date") == {"2031-05-04", "2031-05-05"}
    assert [clash.accepted for clash in after.contradictions] == ["2031-05-03"]
    days = [meeting.date or "9999" for meeting in desk.account.meetings]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("field", "value", "holds"),
    [
        ("city", "Hanover", "place:hannover"),
        ("venue", "the old tram shed", "the old tram shed"),
        ("host", "Cem Dal", "person:cem-dal"),
        ("status", "cancelled", "cancelled"),
        ("manner", "telephone", "telephone"),
        ("principals", "person:ada-brook\nperson:cem-dal", ("person:ada-brook", "person:cem-dal")),
        ("attendees", "+Dora Eck", ("person:dora-eck",)),
        ("date", "", None),
        ("background", "yes", True),
    ],
)
def test_every_field_of_a_meeting(desk, field, value, holds):
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    desk.decide("correct", meeting.id, field=field, value=value)
    (after,) = [m for m in desk.account.meetings if m.id == meeting.id]
    assert getattr(after, field) == holds
    assert after.reports == meeting.reports
    desk.decide("undo", desk.log[-1].id)
    assert meeting in desk.account.meetings


def test_topics_of_a_meeting(desk):
    meeting = desk.meeting("cem-dal", "dora-eck")
    desk.decide("correct", meeting.id, field="topics", value="+snow ploughs")
    assert [topic.label for topic in desk.meeting("cem-dal").topics][-1] == "snow ploughs"


def test_who_is_a_side_is_no_guest(desk):
    meeting = desk.meeting("cem-dal", "dora-eck")
    desk.decide("correct", meeting.id, field="attendees", value="+Dora Eck")
    after = desk.meeting("cem-dal")
    assert (after.principals, after.attendees) == (("person:cem-dal",), ("person:dora-eck",))


def test_reports_are_split_off_and_joined_again(desk):
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    desk.decide("split", meeting.id, files=("b.txt",))
    two = [m for m in desk.account.meetings if "person:ada-brook" in m.principals]
    assert [m.documents for m in two] == [("a.txt",), ("b.txt",)]
    desk.decide("merge", *(m.id for m in two))
    (one,) = [m for m in desk.account.meetings if "person:ada-brook" in m.principals]
    assert one.documents == ("a.txt", "b.txt")
    assert one.reasons[0].features == (("told by the user", 0.0),)
    assert [s.state for s in desk.account.decisions] == ["applied", "applied"]


def test_meetings_of_one_article_can_be_one(desk):
    ids = [m.id for m in desk.account.meetings if "c.txt" in m.documents]
    decision = desk.decide("merge", *ids)
    (one,) = [m for m in desk.account.meetings if "c.txt" in m.documents]
    assert len(one.reports) == 2
    assert len(set(desk.ids("report"))) == len(desk.ids("report"))
    assert desk.standing(decision).state == "applied"


def test_a_rejected_meeting_is_gone_from_its_story_too(desk):
    meeting = desk.meeting("cem-dal", "dora-eck")
    desk.decide("reject", meeting.id)
    assert meeting.id not in desk.ids("meeting")
    assert all(meeting.id not in story.meetings for story in desk.account.stories)


def test_a_single_report_is_rejected(desk):
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    decision = desk.decide("reject", meeting.id, files=("b.txt",))
    (after,) = [m for m in desk.account.meetings if "person:ada-brook" in m.principals]
    assert (after.documents, after.contradictions) == (("a.txt",), ())
    assert desk.standing(decision).state == "applied"


# --- the others ----------------------------------------------------------------------------------------


def test_a_value_is_accepted_and_holds(desk):
    (id_,) = desk.ids("contradiction")
    desk.decide("accept", id_, value="2031-05-04")
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    assert (meeting.date, meeting.contradictions[0].accepted) == ("2031-05-04", "2031-05-04")
    desk.decide("reject", id_)
    assert desk.ids("contradiction") == []


def test_statements_are_one_have_another_speaker_or_are_none(desk):
    one, other = desk.ids("statement")[:2]
    desk.decide("correct", one, field="speaker", value="Ben Cole")
    desk.decide("merge", one, other)
    (said,) = [s for s in desk.account.statements if s.id == one]
    assert said.speaker == "person:ben-cole"
    assert len(said.places) == 2
    desk.decide("reject", one)
    assert one not in desk.ids("statement")


def test_a_figure_is_corrected_and_found_again_under_its_new_id(desk):
    (id_,) = desk.ids("figure")
    first = desk.decide("correct", id_, field="amount", value="13000000")
    (now,) = desk.ids("figure")
    assert now != id_
    assert desk.standing(first).ids == (now,)
    desk.decide("correct", now, field="what", value="a pier of steel")
    assert [(f.amount, f.what) for f in desk.account.figures] == [(13_000_000, "a pier of steel")]
    assert [s.state for s in desk.account.decisions] == ["applied", "applied"]


def test_an_article_is_left_out_of_everything(desk):
    decision = desk.decide("reject", "c.txt")
    assert [document.file for document in desk.account.documents] == ["a.txt", "b.txt"]
    assert desk.ids("meeting") == [desk.meeting("ada-brook").id]
    assert desk.standing(decision).state == "applied"


def test_all_articles_can_be_left_out(desk):
    for file in FILES:
        desk.decide("reject", file)
    assert (desk.account.documents, desk.account.meetings) == ((), ())
    for decision in desk.log[:]:
        desk.decide("undo", decision.id)
    assert desk.bare == Desk().bare


def test_an_article_that_is_dated_by_an_analyst_is_read_anew():
    files = {"a.txt": "Graz Courier\n\nAda Brook met Ben Cole in Graz on Sunday to talk about ferries. The rain fell."}
    desk = Desk(files)
    desk.decide("correct", "a.txt", field="published", value="2031-05-05")
    (document,) = desk.account.documents
    assert (document.published, document.published_from) == ("2031-05-05", "analyst")
    assert desk.meeting("ada-brook").date == "2031-05-04"
    desk.decide("correct", "a.txt", field="outlet", value="The Graz Courier")
    assert desk.account.documents[0].outlet == "The Graz Courier"


def test_a_story_is_renamed(desk):
    id_ = desk.ids("story")[0]
    desk.decide("rename", id_, value="The pier")
    assert [story.title for story in desk.account.stories if story.id == id_] == ["The pier"]


# --- what cannot be decided ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("merge", "person:ada-brook"), "two or more"),
        (("merge", "person:ada-brook", "person:ada-brook"), "two or more"),
        (("merge", "person:ada-brook", "place:graz"), "two types"),
        (("merge", "person:ada-brook", "a.txt"), "several kinds"),
        (("reject", "person:ada-brok"), "did you mean person:ada-brook"),
        (("rename", "a.txt"), "cannot be decided of an article"),
        (("rename", "person:ada-brook"), "needs the new name"),
        (("split", "person:ada-brook"), "say what is another one"),
        (("undo", "decision:000000000000"), "no such decision"),
        (("accept", "person:ada-brook", "person:ben-cole"), "one thing at a time"),
        (("reject",), "on what"),
    ],
)
def test_what_cannot_be_decided_is_said(desk, wish, said):
    with pytest.raises(DecisionError, match=said):
        desk.decide(*wish)
    assert desk.log == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("dat", "2031-05-04", "did you mean date"),
        ("date", "yesterday", "is not a date"),
        ("date", "2031-05-02", "is that already"),
        ("status", "maybe", "one of held"),
        ("status", "", "one of held"),
        ("city", "person:ada-brook", "no place"),
        ("host", "Ada Brok", "did you mean person:ada-brook"),
        ("principals", "", "cannot be empty"),
        ("principals", "+Ada Brook\nperson:ben-cole", "give all that it holds"),
    ],
)
def test_a_value_that_a_field_cannot_have_is_said(desk, field, value, said):
    with pytest.raises(DecisionError, match=said):
        desk.decide("correct", desk.meeting("cem-dal", "dora-eck").id, field=field, value=value)


def test_a_split_needs_a_part_that_stays_and_one_that_goes(desk):
    with pytest.raises(DecisionError, match="has to stay"):
        desk.decide("split", "person:cem-dal", files=("c.txt",))
    with pytest.raises(DecisionError, match=r"these do: c\.txt"):
        desk.decide("split", "person:cem-dal", files=("a.txt",))
    with pytest.raises(DecisionError, match="has no such name"):
        desk.decide("split", "person:cem-dal", names=("Nobody",))


def test_a_value_that_no_article_gives_is_not_accepted(desk):
    with pytest.raises(DecisionError, match="2031-05-04, 2031-05-05"):
        desk.decide("accept", desk.ids("contradiction")[0], value="2031-05-09")


# --- undone --------------------------------------------------------------------------------------------


def test_an_undo_is_undone(desk):
    nothing = desk.bare
    merged = desk.decide("merge", "person:ada-brook", "person:ada-brooke")
    one = desk.bare
    undone = desk.decide("undo", merged.id)
    assert desk.bare == nothing
    with pytest.raises(DecisionError, match="undone already"):
        desk.decide("undo", merged.id)
    desk.decide("undo", undone.id)
    assert desk.bare == one
    assert [s.state for s in desk.account.decisions] == ["applied", "undone", "applied"]


def test_what_rested_on_an_undone_merge_is_told(desk):
    merged = desk.decide("merge", "person:ada-brook", "person:ada-brooke")
    renamed = desk.decide("rename", "person:ada-brook", value="Ada B.")
    desk.decide("undo", merged.id)
    standing = desk.standing(renamed)
    assert standing.state == "conflict"
    assert "person:ada-brooke" in standing.because


def test_what_a_later_decision_rejects_is_lost(desk):
    meeting = desk.meeting("cem-dal", "dora-eck")
    desk.decide("reject", meeting.id)
    rejected = desk.log[-1]
    desk.log.insert(0, desk.log.pop())
    desk.decide("undo", rejected.id)
    noted = desk.decide("note", meeting.id, value="look again")
    desk.decide("undo", desk.log[-2].id)
    assert (desk.standing(noted).state, desk.standing(noted).because) == ("lost", f"rejected by {rejected.id}")


# --- lines of reporting --------------------------------------------------------------------------------


def test_articles_are_one_line_of_reporting_or_two(desk):
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    assert meeting.independent_origins == 2
    desk.decide("merge", "a.txt", "b.txt")
    assert [m.independent_origins for m in desk.account.meetings if {"a.txt", "b.txt"} <= {*m.documents}] == [1]
    assert [origin.targets for origin in desk.account.lineage.origins] == [("b.txt", "a.txt")]
    desk.decide("split", "a.txt", "b.txt")
    assert [m.independent_origins for m in desk.account.meetings if {"a.txt", "b.txt"} <= {*m.documents}] == [2]
    assert [s.state for s in desk.account.decisions] == ["applied", "applied"]
    with pytest.raises(DecisionError, match="give both"):
        desk.decide("split", "a.txt", files=("a.txt",))


def test_a_value_is_accepted_of_contradictions_alone(desk):
    with pytest.raises(DecisionError, match="only of a contradiction"):
        desk.decide("accept", desk.ids("meeting")[0], value="2031-05-09")
