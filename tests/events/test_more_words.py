"""Lists of those present, clauses of purpose, times that last, and other ways news tells of a meeting."""

from tests.events.test_meetings import told


def test_a_list_of_those_present_goes_to_its_meeting() -> None:
    (only,) = told(
        "[T:2031-05-12|Am Montag] traf [P:Ana Wirth] in [L:Lodz] den Bahnchef [P:Ben Okoro].\n"
        "Teilnehmer der Runde\n"
        "[P:Ana Wirth], Ministerin\n"
        "[P:Ben Okoro], Bahnchef\n"
        "[P:Ida Moll], Staatssekretärin",
        "de",
    )
    assert only["attendees"] == {"Ida Moll"}


def test_a_list_without_the_sides_goes_nowhere_when_prose_lies_between() -> None:
    (only,) = told(
        "[P:Ana Wirth] met [P:Ben Okoro] in [L:Lodz].\nPresent:\nThe hall was full.\n[P:Ida Moll], spokeswoman"
    )
    assert only["attendees"] == set()


def test_who_travels_for_a_purpose_meets() -> None:
    (only,) = told(
        "[T:2031-06-24|Am 24. Juni] will [P:Ana Wirth] nach [L:Lodz] reisen, um Bahnchef [P:Ben Okoro] zu treffen.",
        "de",
    )
    assert (only["sides"], only["status"], only["city"]) == ({"Ana Wirth", "Ben Okoro"}, "planned", "Lodz")


def test_a_guest_is_asked_to_talks() -> None:
    (german,) = told(
        "[P:Ana Wirth] hatte [T:2031-05-12|am Montag] [P:Ben Okoro] zu einem Krisengespräch in ihr Haus geladen.", "de"
    )
    (english,) = told("[P:Ana Wirth] had summoned [P:Ben Okoro] to crisis talks [T:2031-05-12|on Monday].")
    assert [(m["host"], m["date"]) for m in (german, english)] == [("Ana Wirth", "2031-05-12")] * 2


def test_since_when_somebody_leads_is_no_date_of_a_meeting() -> None:
    (only,) = told("[P:Ana Wirth], who has led the guild since [T:2019|2019], met [P:Ben Okoro] in [L:Lodz].")
    assert only["date"] is None


def test_the_day_of_the_calling_off_is_not_that_of_the_meeting() -> None:
    (only,) = told(
        "[P:Ana Wirth] will [T:2031-05-24|am 24. Mai] [P:Ben Okoro] treffen.\n"
        "Sie habe das Treffen [T:2031-05-13|am Dienstag] abgesagt.",
        "de",
    )
    assert (only["status"], only["date"]) == ("cancelled", "2031-05-24")
