"""Whom words of meeting tie together, and when and where the sentences around tell it."""

import pytest

from tests.events.test_meetings import told


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "After meeting [P:Bo Lind] on Thursday, [P:Ana Wirth] said the ferry would sail."),
        ("en", "[P:Ana Wirth] sat down with the breeder's chief and namesake, [P:Bo Lind], in [L:Lodz]."),
        ("en", "Over lunch at the Harbour Club, [P:Ana Wirth] and [P:Bo Lind] settled the terms."),
        ("en", "[P:Ana Wirth] and [P:Bo Lind] attended a Marlowe summit in [L:Lodz]."),
        ("de", "Die beiden Bürgermeisterinnen [P:Ana Wirth] und [P:Bea Lind] setzten sich zusammen."),
        ("de", "[P:Ana Wirth] stattete [P:Bo Lind] am Montag einen Höflichkeitsbesuch ab."),
        ("de", "Kanzler [P:Ana Wirth] wird am Mittwoch [P:Bo Lind] empfangen."),
        ("ko", "[P:레나 스톡]를 만난 뒤 [P:어진명] 위원장은 투표하겠다고 말했다."),
        ("ko", "지난 6일 열린 회동에는 [P:소미르] 대표와 [P:기우람] 의장이 참석했다."),
    ],
)
def test_both_sides_are_found(language, source):
    (only,) = told(source, language)
    assert len(only["sides"]) == 2


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "[P:Ana Wirth] blamed [P:Bo Lind] for the collapse of the peace talks."),
        ("en", "In the final, [P:Ana Wirth] meets the Dutch champion [P:Bea Lind]."),
        ("en", "“She knows more than anyone I have met,” [P:Ana Wirth] said of [P:Bo Lind]."),
        ("en", "[P:Ana Wirth] refused for a second time to meet [P:Bo Lind]."),
        ("en", "[P:Ana Wirth] launched a mediation effort in the dispute with [P:Bo Lind]."),
        ("de", "Der Streik trifft vor allem [P:Ana Wirth], und [P:Bo Lind] bangt um die Ernte."),
        ("ko", "마 회장도 참석했으나 [P:마재훈]과 [P:우경아]가 따로 대화를 나누지는 않은 것으로 전해졌다."),
    ],
)
def test_look_alikes_tell_no_meeting(language, source):
    assert told(source, language) == []


def test_who_was_at_a_meeting_that_is_being_told_is_no_side():
    (only,) = told(
        "[P=han:한지우] 회장은 12일 [P:정민호] 장관을 만났다. 면담에는 [P:표은결] 본부장과 [P:기우람] 의장이 참석했다.",
        "ko",
    )
    assert only["sides"] == {"한지우", "정민호"}


def test_what_is_over_is_held_though_the_sentence_tells_of_plans():
    (only,) = told("Nach dem Treffen mit [P:Ana Wirth] sagte [P:Bo Lind], man werde abstimmen.", "de")
    assert only["status"] == "held"


def test_the_korean_verb_of_another_clause_asks_for_no_meeting():
    (only,) = told("[P:도경란] 국장은 20일 [P:정민호] 사장과 면담하고 증편을 요청했다.", "ko")
    assert only["status"] == "held"
    (only,) = told("[P:도경란] 국장은 [P:정민호] 사장을 만나 계측기를 공급하기로 합의했다.", "ko")
    assert only["status"] == "held"


def test_ministers_without_names_are_those_of_the_news():
    first, second = told(
        "[P:Ana Wirth], [P:Bo Lind] and [P:Cy Moll] met in [L:Lodz].\n"
        "The works will take years.\nNobody objected.\nTrains stand.\nRain fell.\n"
        "The ministers will meet in [L:Graz] on [T:2031-06-05|5 June], hosted by [P:Cy Moll]."
    )
    assert second["sides"] == first["sides"]
    assert (second["city"], second["host"], second["date"]) == ("Graz", "Cy Moll", "2031-06-05")


def test_a_relative_clause_of_place_hangs_on_the_city_before_it():
    (only,) = told("[P:Ana Wirth] came to [L:London] from [L:Weimar], where she met [P:Bo Lind].")
    assert only["city"] == "Weimar"


def test_a_side_has_one_city_a_day():
    first, second = told(
        "[P=ana:Ana Wirth] met [P:Bo Lind] in [L:Lodz] on [T:2031-05-12|Monday].\n"
        "The river was high, and nobody minded at all.\n"
        "[P=ana:Wirth] also spoke with [P:Cy Moll] on [T:2031-05-12|Monday]."
    )
    assert (first["city"], second["city"]) == ("Lodz", "Lodz")


def test_a_later_talk_of_two_is_no_part_of_a_signing_without_a_day():
    meetings = told(
        "[P=ana:Ana Wirth], [P=bo:Bo Lind] and [P:Cy Moll] met and signed.\n"
        "[P=bo:Lind] called on [P=ana:Wirth] at her office on [T:2031-05-12|Monday]."
    )
    assert [meeting["date"] for meeting in meetings] == [None, "2031-05-12"]


def test_a_german_denial_may_stand_behind_the_verb():
    source = "[P:Ana Wirth] und [P:Bo Lind] haben in [L:Graz] studiert, begegnet sind sie einander dort aber nie."
    assert told(source, "de") == []
