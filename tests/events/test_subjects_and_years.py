"""Whom a sentence that names one side only may mean, and in which year a month without one lies."""

from tests.events.test_meetings import told


def test_an_unknown_pronoun_stands_for_nobody():
    assert told("[P:Ana Robalo] chegou a [L:Faro]. Na terça, ela esteve com [P:Bo Lind].", "pt") == []


def test_months_lie_on_the_side_that_the_words_tell():
    (held,) = told("[P:Ana Wirth] met [P:Bo Lind] in [T:2031-09|September].")
    (planned,) = told("[P:Ana Wirth] will meet [P:Bo Lind] in [T:2031-03|March].")
    assert (held["date"], planned["date"]) == ("2030-09", "2032-03")


def test_a_denial_looks_back():
    (only,) = told("[P:Ana Wirth] denied having met [P:Bo Lind] in [T:2031-09|September].")
    assert (only["status"], only["date"]) == ("denied", "2030-09")


def test_what_was_called_off_and_what_took_place_on_a_screen_are_two():
    first, second = told(
        "The dinner of [P=ana:Ana Wirth] and [P=bo:Bo Lind] on [T:2031-05-12|Monday] was called off.\n"
        "[P=ana:Wirth] and [P=bo:Lind] spoke by video on [T:2031-05-12|Monday]."
    )
    assert (first["status"], second["status"], second["manner"]) == ("cancelled", "held", "video")


def test_what_did_not_take_place_lies_behind():
    (only,) = told(
        "La reunión entre [P:Ana Robalo] y [P:Bo Lind], anunciada para el [T:~2031-05-19|lunes], no se produjo.", "es"
    )
    assert (only["status"], only["date"]) == ("cancelled", "2031-05-12")


def test_a_month_in_several_words_is_named_where_it_is_far_away():
    (far,) = told("[P:Ana Wirth] denied having met [P:Bo Lind] [T:2032-04|late in April].")
    (near,) = told("[P:Ana Wirth] denied a plan to meet [P:Bo Lind] [T:2031-06|next month].")
    assert (far["date"], near["date"]) == ("2031-04", "2031-06")


def test_what_was_agreed_on_in_the_infinitive_is_a_plan():
    (only,) = told("[P:Ana Wirth] und [P:Bo Lind] haben vereinbart, sich in [L:Wels] zu treffen.", "de")
    assert only["status"] == "planned"


def test_a_month_told_before_dates_only_its_own_sentence():
    month = told("She goes to [L:Graz] in [T:2031-07|July]. [P:Ana Wirth] met [P:Bo Lind].")
    day = told("She went to [L:Graz] on [T:2031-05-12|Monday]. [P:Ana Wirth] met [P:Bo Lind].")
    assert (month[0]["date"], day[0]["date"]) == (None, "2031-05-12")
