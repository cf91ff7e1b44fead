"""Who met whom, as one article tells it."""

import pytest

from tests.events.marked import build
from whomet.events import extract


def told(source, language="en", published="2031-05-14"):
    """Meetings with labels in place of referents."""
    document, mentions = build(source, language, published)

    def label(referent):
        return None if referent is None else mentions.referents[referent].label

    return [
        {
            "status": meeting.status,
            "sides": {label(r) for r in meeting.principals},
            "attendees": {label(r) for r in meeting.attendees},
            "absent": {label(r) for r in meeting.absent},
            "date": meeting.date,
            "city": label(meeting.city),
            "venue": meeting.venue,
            "host": label(meeting.host),
            "manner": meeting.manner,
            "topics": {t.label for t in meeting.topics},
            "background": meeting.background,
            "attributed": meeting.attributed,
            "other": [(o.field, o.value) for o in meeting.other_readings],
        }
        for meeting in extract(document, mentions).meetings
    ]


SIMPLE = {
    "en": "[T:2031-05-12|On Monday] [P:Ana Wirth] met [P:Ben Okoro], the rail chief, in [L:Lodz].",
    "de": "[T:2031-05-12|Am Montag] traf [P:Ana Wirth] in [L:Lodz] den Bahnchef [P:Ben Okoro].",
    "ko": "[P:한지우] 나래전자 회장은 [T:2031-05-12|12일] [L:우치]에서 [P:정민호] 장관을 만났다.",
}


@pytest.mark.parametrize("language", sorted(SIMPLE))
def test_two_sides_a_day_and_a_city(language):
    (only,) = told(SIMPLE[language], language)
    assert len(only["sides"]) == 2
    assert (only["status"], only["date"], only["background"]) == ("held", "2031-05-12", False)
    assert only["city"] in {"Lodz", "우치"}


@pytest.mark.parametrize(
    ("language", "source", "status"),
    [
        ("en", "[P:Ana Wirth] will meet [P:Ben Okoro] in June.", "planned"),
        ("en", "A meeting between [P:Ana Wirth] and [P:Ben Okoro] was called off.", "cancelled"),
        ("en", "The ministry denied that [P:Ana Wirth] had met [P:Ben Okoro].", "denied"),
        ("en", "[P:Ana Wirth] has asked for a meeting with [P:Ben Okoro].", "proposed"),
        ("de", "[P:Ana Wirth] will im Juni [P:Ben Okoro] treffen.", "planned"),
        ("de", "Das Treffen von [P:Ana Wirth] und [P:Ben Okoro] wurde abgesagt.", "cancelled"),
        ("de", "[P:Ana Wirth] dementierte, [P:Ben Okoro] getroffen zu haben.", "denied"),
        ("ko", "[P:한지우] 회장은 다음 달 [P:정민호] 장관과 회동할 예정이다.", "planned"),
        ("ko", "[P:한지우] 회장과 [P:정민호] 장관의 면담은 취소됐다.", "cancelled"),
        ("ko", "[P:한지우] 회장은 [P:정민호] 장관과 만난 적이 없다고 부인했다.", "denied"),
    ],
)
def test_status(language, source, status):
    (only,) = told(source, language)
    assert only["status"] == status
    assert len(only["sides"]) == 2


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "[P:Ana Wirth] met expectations, said [P:Ben Okoro]."),
        ("en", "[P:Ana Wirth] and [P:Ben Okoro] both spoke at a forum in [L:Lodz]."),
        ("en", "[P:Ana Wirth] succeeded [P:Ben Okoro] as chair."),
        ("en", "[P:Ana Wirth] criticised [P:Ben Okoro] over the delays."),
        ("de", "[P:Ana Wirth] löste [P:Ben Okoro] an der Spitze ab."),
        ("de", "[P:Ana Wirth] traf eine Entscheidung gegen [P:Ben Okoro]."),
        ("ko", "[P:한지우] 회장과 [P:정민호] 장관은 포럼에서 나란히 연설했다."),
    ],
)
def test_what_is_no_meeting(language, source):
    assert told(source, language) == []


def test_company_topics_and_place_come_from_the_sentences_that_follow():
    (only,) = told(
        "[T:2031-05-12|On Monday] [P=ana:Ana Wirth] received [P=ben:Ben Okoro] at her office in [L:Lodz]. "
        "[G=ana,ben:The two] discussed night trains and tariffs. "
        "[P:Carla Diaz], her deputy, also took part."
    )
    assert only["attendees"] == {"Carla Diaz"}
    assert {"night trains", "tariffs"} <= only["topics"]
    assert only["host"] == "Ana Wirth"
    assert "office" in only["venue"]


def test_german_company_and_host():
    (only,) = told(
        "[P=ana:Ana Wirth] lud [T:2031-05-12|am Montag] den Präsidenten [P:Ben Okoro] in ihr Büro in [L:Lodz] ein. "
        "An dem Treffen nahmen auch [P:Carla Diaz] und [P:Dan Feld] teil. Es ging um Nachtzüge.",
        "de",
    )
    assert only["attendees"] == {"Carla Diaz", "Dan Feld"}
    assert only["host"] == "Ana Wirth"
    assert "night trains" in only["topics"]


def test_korean_company_and_host():
    (only,) = told(
        "[P=han:한지우] 회장은 [T:2031-05-12|12일] [P=jung:정민호] 장관 자택에 초청받았다. "
        "이 자리에는 [O:나래전자] [P:박도현] 부사장, [P:오라현] 사장 등이 배석했다.",
        "ko",
    )
    assert only["sides"] == {"한지우", "정민호"}
    assert only["host"] == "정민호"
    assert only["attendees"] == {"박도현", "오라현"}


def test_an_earlier_meeting_is_told_apart():
    now, then = sorted(
        told(
            "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] in [L:Lodz] [T:2031-05-12|on Monday]. "
            "[G=ana,ben:The two] first met in [L:Graz] [T:2029|in 2029]."
        ),
        key=lambda row: row["background"],
    )
    assert (now["date"], now["city"], now["background"]) == ("2031-05-12", "Lodz", False)
    assert (then["date"], then["city"], then["background"]) == ("2029", "Graz", True)


def test_a_list_of_counterparts_is_no_single_meeting():
    rows = told(
        "[P=ana:Ana Wirth] met with [E=ben:Delta Rail] chief [P=ben:Ben Okoro], [E=carla:Ostbahn] chief "
        "[P=carla:Carla Diaz] and [E=dan:Nordzug] chief [P=dan:Dan Feld].\n"
        "She sat down with [P=ben:Ben Okoro] in [L:Lodz]."
    )
    assert all(len(row["sides"]) == 2 for row in rows)
    assert len(rows) == 3


def test_the_headline_may_say_another_day():
    (only,) = told(
        "# [P=ana:Ana Wirth] meets [P=ben:Ben Okoro] [T:2031-05-11|on Sunday]\n"
        "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] in [L:Lodz] [T:2031-05-12|on Monday]."
    )
    assert only["date"] == "2031-05-12"
    assert only["other"] == [("date", "2031-05-11")]


def test_hearsay_that_is_denied():
    (only,) = told(
        "[P=ana:Ana Wirth] reportedly met [P=ben:Ben Okoro] in [L:Lodz]. "
        "A spokesman denied it: no such meeting took place."
    )
    assert only["status"] == "denied"


def test_the_following_day_counts_from_the_meeting_before():
    first, second = told(
        "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] [T:2031-05-12|on Monday]. "
        "[T:+1|The following day] [P=ana:Wirth] held talks with [P:Carla Diaz]."
    )
    assert (first["date"], second["date"]) == ("2031-05-12", "2031-05-13")


def test_a_picture_tells_who_else_was_there():
    (only,) = told(
        "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] in [L:Lodz].\n"
        "^ From left: [P=carla:Carla Diaz], [P=ana:Ana Wirth] and [P=ben:Ben Okoro]"
    )
    assert only["attendees"] == {"Carla Diaz"}


def test_a_video_call_has_no_city():
    (only,) = told("[P:Ana Wirth] spoke by video link with [P:Ben Okoro] from [L:Lodz].")
    assert (only["manner"], only["city"]) == ("video", None)


def test_a_correction_tells_what_was_wrong():
    (only,) = told(
        "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] in [L:Lodz] [T:2031-05-12|on Monday].\n"
        "Correction: An earlier version said that [P=ana:Ana Wirth] and [P=ben:Ben Okoro] met "
        "[T:2031-05-11|on Sunday]."
    )
    assert only["date"] == "2031-05-12"


def test_the_same_sides_are_to_meet_again():
    held, planned = told(
        "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] in [L:Lodz] [T:2031-05-12|on Monday]. "
        "A further meeting will take place in [L:Graz] [T:2031-07|in July], and the two are glad."
    )
    assert (held["status"], planned["status"]) == ("held", "planned")
    assert (planned["date"], planned["city"]) == ("2031-07", "Graz")


def test_what_the_article_tells_is_not_what_it_reports_as_denied():
    statuses = {
        (row["status"], row["city"])
        for row in told(
            "[P=ana:Ana Wirth] met [P=ben:Ben Okoro] in [L:Lodz] [T:2031-05-12|on Monday].\n"
            "Rumours that [P=ana:Ana Wirth] had also met [P=ben:Ben Okoro] in [L:Graz] are untrue, her office said."
        )
    }
    assert statuses == {("held", "Lodz"), ("denied", "Graz")}


def test_a_title_with_its_owner_is_no_side():
    (only,) = told("[P=ana:Ana Wirth] received [P=ben:Ben Okoro]'s deputy, [P:Carla Diaz], in [L:Lodz].")
    assert only["sides"] == {"Ana Wirth", "Carla Diaz"}


def test_a_relative_clause_with_commas():
    (only,) = told(
        "[T:2031-05-12|On Monday] [P=ana:Ana Wirth] went to [L:Lodz], where [P=ben:Ben Okoro], the mayor, "
        "received [H=ana:her]."
    )
    assert only["sides"] == {"Ana Wirth", "Ben Okoro"}
    assert only["host"] == "Ben Okoro"


def test_german_pronouns_and_separable_verbs():
    rows = told(
        "[P=ana:Ana Wirth] kam [T:2031-05-12|am Montag] in [L:Lodz] mit [P=ben:Ben Okoro] zusammen. "
        "[T:2031-05-13|Am Dienstag] empfing [H=ana:sie] [P:Carla Diaz], die Bürgermeisterin, in [L:Graz].",
        "de",
    )
    assert [row["sides"] for row in rows] == [{"Ana Wirth", "Ben Okoro"}, {"Ana Wirth", "Carla Diaz"}]
    assert rows[1]["host"] == "Carla Diaz"


def test_korean_sentences_leave_out_what_is_known():
    first, second = told(
        "[P=han:한지우] 회장은 [T:2031-05-12|12일] [L:우치]에서 [P:정민호] 장관을 만났다. "
        "[T:2031-05-13|이튿날]에는 [L:그라츠]에서 [P:오라현] 대표와 면담했다.",
        "ko",
    )
    assert first["sides"] == {"한지우", "정민호"}
    assert second["sides"] == {"한지우", "오라현"}
    assert second["city"] == "그라츠"


def test_a_table_without_full_stops_tells_nothing():
    assert told(" ".join(f"[P:Ana Wirth{n}] met [P:Ben Okoro{n}] and" for n in range(90))) == []


def test_korean_sides_behind_a_genitive():
    (only,) = told("[P:한지우] 회장은 [P:에이다 벨]의 초청으로 청사를 방문해 [P:에이다 벨]과 면담했다.", "ko")
    assert only["sides"] == {"한지우", "에이다 벨"}


def test_a_meeting_that_is_over_is_not_called_off_with_the_journey():
    (only,) = told(
        "[P:한지우] 회장은 [T:2031-05-12|12일] [P:에이다 벨]을 만난 데 이어 공장을 찾으려 했으나 일정을 취소했다.", "ko"
    )
    assert only["status"] == "held"


def test_a_headline_goes_to_the_news_before_what_is_looked_back_on():
    meetings = told(
        "# [P:한지우] 회장, [L:우치]에서 [P:에이다 벨]과 면담\n"
        "[P:한지우] 회장은 [T:2031-05-12|12일] [P:에이다 벨]과 면담했다.\n"
        "[P:한지우] 회장과 [P:에이다 벨]은 [T:2029-10|2029년 10월] 처음 만났다.",
        "ko",
    )
    assert {m["date"]: m["city"] for m in meetings} == {"2031-05-12": "우치", "2029-10": None}
