"""What came in later and speaks against a decision is told; what the analyst saw, and copies of it, is not."""

from dataclasses import replace

import pytest

from tests.workspace.decisions.building import FILES, Desk
from whomet.records import Nearness
from whomet.workspace.decisions.queue import MOST_OF_A_NAME, queue

#: An article of its own that tells of the same meeting on another day, and calls Ada by both of her spellings.
LATER = (
    "Weekly Ledger\n\n2031-05-09\n\nAda Brook shook hands with Ben Cole in Linz on 6 May 2031, a clerk told us; "
    "Ada Brook met Ben Cole for an hour. Nobody else of the guild came, and the band stayed at home."
)


@pytest.fixture
def desk():
    return Desk()


def disputed(desk):
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    return meeting


def later(desk, text=LATER, file="later.txt"):
    desk.add({file: text})


def test_another_date_of_an_origin_that_came_in_later(desk):
    decision = desk.decide("correct", disputed(desk).id, field="date", value="2031-05-04")
    assert desk.standing(decision).state == "applied"
    later(desk)
    standing = desk.standing(decision)
    assert (standing.state, standing.evidence) == ("conflict", ("later.txt",))
    assert standing.because == "what came in since gives date 2031-05-06: later.txt"
    assert desk.meeting("ada-brook", "ben-cole").date == "2031-05-04"


def test_a_copy_of_what_was_seen_is_no_new_evidence(desk):
    decision = desk.decide("correct", disputed(desk).id, field="date", value="2031-05-04")
    later(desk, FILES["b.txt"].replace("Harbour Echo", "City Herald") + " It rained.")
    assert "later.txt" in desk.meeting("ada-brook", "ben-cole").documents
    assert desk.standing(decision).state == "applied"


def test_the_same_value_again_is_no_conflict(desk):
    decision = desk.decide("correct", disputed(desk).id, field="date", value="2031-05-06")
    later(desk)
    assert desk.standing(decision).state == "applied"


def test_an_accepted_value_against_another_one(desk):
    decision = desk.decide("accept", desk.ids("contradiction")[0], value="2031-05-04")
    later(desk)
    assert (desk.standing(decision).state, desk.standing(decision).evidence) == ("conflict", ("later.txt",))


def test_a_meeting_that_was_accepted_and_is_contradicted(desk):
    decision = desk.decide("accept", disputed(desk).id)
    assert desk.standing(decision).state == "applied"
    later(desk)
    assert desk.standing(decision).state == "conflict"


def test_a_meeting_that_was_rejected_and_is_told_anew(desk):
    decision = desk.decide("reject", disputed(desk).id)
    later(desk)
    standing = desk.standing(decision)
    assert (standing.state, standing.evidence) == ("conflict", ("later.txt",))
    assert not [m for m in desk.account.meetings if "person:ada-brook" in m.principals]


def test_a_status_that_is_denied_later(desk):
    meeting = desk.meeting("cem-dal", "dora-eck")
    decision = desk.decide("accept", meeting.id)
    again = desk.decide("correct", meeting.id, field="status", value="planned")
    later(
        desk, "Daily Lantern\n\n2031-05-08\n\nCem Dal met Dora Eck in Hanover on 2 May 2031, as our reporter saw there."
    )
    assert desk.standing(again).state == "conflict"
    assert desk.standing(decision).state == "applied"


def test_two_that_were_merged_and_are_named_side_by_side(desk):
    decision = desk.decide("merge", "person:cem-dal", "person:dora-eck")
    later(
        desk,
        "City Herald\n\n2031-05-08\n\nBen Cole received Ada Brook in Graz on 4 May 2031. With Ben Cole stood Cem Dal. "
        "Behind Ada Brook stood Dora Eck with a flag, says a baker who sold them rolls.",
    )
    standing = desk.standing(decision)
    assert (standing.state, standing.evidence) == ("conflict", ("later.txt",))
    assert "side by side as two" in standing.because


def test_who_was_taken_out_and_is_there_again(desk):
    meeting = disputed(desk)
    decision = desk.decide("correct", meeting.id, field="principals", value="-Ben Cole")
    later(desk)
    assert desk.standing(decision).state == "conflict"


def test_a_decision_that_was_looked_at_again_holds_until_more_comes(desk):
    decision = desk.decide("correct", disputed(desk).id, field="date", value="2031-05-04")
    later(desk)
    desk.decide("accept", decision.id)
    assert desk.standing(decision).state == "applied"
    desk.decide("undo", desk.log[-1].id)
    assert desk.standing(decision).state == "conflict"


def test_nothing_is_left_of_what_was_decided_on(desk):
    decision = desk.decide("rename", "person:dora-eck", value="Dora E.")
    without = Desk({file: text for file, text in FILES.items() if file != "c.txt"}, desk.log)
    assert without.standing(decision).state == "lost"
    assert without.standing(decision).because == "no article tells of it any more"
    assert Desk(FILES, desk.log).account == desk.account


def test_where_the_text_changed_the_file_and_the_words_find_it(desk):
    decision = desk.decide("merge", "person:ada-brook", "person:ada-brooke")
    dated = desk.decide("correct", desk.meeting("cem-dal").id, field="date", value="2031-05-01")
    changed = {file: text.replace("2031-05-0", "Updated.\n\n2031-05-0") for file, text in FILES.items()}
    again = Desk(changed, desk.log)
    assert [again.standing(each).state for each in (decision, dated)] == ["applied", "applied"]
    assert again.meeting("cem-dal").date == "2031-05-01"
    assert "person:ada-brooke" not in again.ids("entity")


# --- what is to be looked at ---------------------------------------------------------------------------


def asked(desk):
    return [(item.question, *item.ids) for item in queue(desk.account)]


def test_the_queue_begins_with_what_matters_most(desk):
    questions = [item.question for item in queue(desk.account)]
    assert questions == ["contradiction", "near", "single", "single"]
    weights = [item.weight for item in queue(desk.account)]
    assert weights == sorted(weights, reverse=True)


def test_every_answer_can_be_decided_and_is_not_asked_again(desk):
    while items := queue(desk.account):
        item = items[0]
        choice = item.choices[0]
        desk.decide(choice.kind, *choice.ids, value=choice.value)
        assert item not in queue(desk.account)
    assert {decision.kind for decision in desk.log} == {"accept", "merge"}


def test_every_other_answer_as_well(desk):
    while items := queue(desk.account):
        choice = items[0].choices[-1]
        desk.decide(choice.kind, *choice.ids, value=choice.value)
    assert {decision.kind for decision in desk.log} == {"reject", "split"}
    assert [s.state for s in desk.account.decisions] == ["applied"] * len(desk.log)


def test_a_conflict_is_the_first_question(desk):
    decision = desk.decide("correct", disputed(desk).id, field="date", value="2031-05-04")
    later(desk)
    assert asked(desk)[0] == ("conflict", decision.id)
    first = queue(desk.account)[0]
    assert [(choice.key, choice.kind) for choice in first.choices] == [("a", "accept"), ("u", "undo")]
    desk.decide("undo", decision.id)
    assert asked(desk)[0][0] == "contradiction"


def test_of_many_of_one_name_those_told_of_most_are_asked_first(desk):
    ada = next(entity for entity in desk.account.entities if entity.type == "person")
    many = tuple(
        replace(ada, id=f"person:x-{n:02}", label="Xan Yew", referents=(ada.referents[0],) * (n + 1)) for n in range(40)
    )
    found = queue(replace(desk.bare, entities=(*desk.account.entities, *many))).of("namesakes")
    assert len(found) == MOST_OF_A_NAME
    assert {id_ for item in found for id_ in item.ids} == {f"person:x-{n}" for n in range(34, 40)}
    assert [item.ids for item in found] == sorted(item.ids for item in found)


def test_others_of_a_name_come_up_when_those_before_are_answered(desk):
    ada = next(entity for entity in desk.account.entities if entity.type == "person")
    many = tuple(replace(ada, id=f"person:x-{n}", label="Xan Yew") for n in range(7))
    account = replace(desk.bare, entities=(*desk.account.entities, *many))
    first = queue(account).of("namesakes")
    near = tuple(Nearness(*item.ids, 1.0) for item in first)
    others = queue(replace(account, near=near)).of("namesakes")
    assert len(others) == 7 * 6 // 2 - MOST_OF_A_NAME
    assert not {item.ids for item in first} & {item.ids for item in others}


def test_a_queue_is_a_sequence_of_items_by_kind(desk):
    found = queue(desk.account)
    assert found.questions == ("contradiction", "near", "single")
    assert found[1:3] == tuple(found)[1:3]
    assert [item for kind in found.questions for item in found.of(kind)] == list(found)


def test_the_questions_are_put_into_the_words_of_a_language(desk):
    decision = desk.decide("correct", disputed(desk).id, field="date", value="2031-05-04")
    later(desk)
    own, german, korean = (queue(desk.account, language) for language in ("en", "de-AT", "ko"))
    assert [item.ids for item in own] == [item.ids for item in german] == [item.ids for item in korean]
    assert german[0].why == "was seither kam, nennt Datum 2031-05-06: later.txt"
    assert [choice.says for choice in german[0].choices] == ["sie gilt", "zurücknehmen"]
    for one, other, third in zip(own, german, korean, strict=True):
        assert len({one.why, other.why, third.why}) == 3
        assert not {choice.says for choice in one.choices} & {choice.says for choice in other.choices}
        assert [choice.key for choice in one.choices] == [choice.key for choice in third.choices]
    assert list(queue(desk.account, "tlh")) == list(own)
    assert desk.standing(decision).because == "what came in since gives date 2031-05-06: later.txt"
