"""Who was not there, who asked for it, and which of their meetings it was."""

import pytest

from tests.events.marked import build
from whomet.extractors import FRAMES


def _only(source, language="en"):
    document, mentions = build(source, language)
    (meeting,) = FRAMES.extract(document, mentions).meetings
    return meeting, [referent.label for referent in mentions.referents]


MET = "[P:Ana Wirth] met [P:Bo Lind] in [L:Lodz] on [T:2024-06-11|Tuesday]. They spoke of trams. "


@pytest.mark.parametrize(
    "told",
    [
        "[P:Cem Dal] did not attend.",
        "[P:Cem Dal] stayed behind.",
        "[P:Cem Dal] was not at the table.",
        "[P:Cem Dal] could not make it.",
        "[P:Cem Dal] denied having been there.",
    ],
)
def test_who_was_not_there(told):
    found, labels = _only(MET + told)
    assert [labels[number] for number in found.absent] == ["Cem Dal"]
    assert not found.attendees


def test_who_was_not_there_is_told_last():
    found, labels = _only(MET + "It lasted an hour. Coffee was served. The mood was good. [P:Cem Dal] was absent.")
    assert [labels[number] for number in found.absent] == ["Cem Dal"]


def test_words_for_who_took_part_are_in_those_for_who_did_not():
    source = (
        "[P:Ana Wirth] traf am [T:2024-06-11|Dienstag] in [L:Lodz] [P:Bo Lind]. "
        "[P:Cem Dal] nahm an dem Gespräch nicht teil. Nicht dabei war [P:Dora Eck]."
    )
    found, labels = _only(source, "de")
    assert sorted(labels[number] for number in found.absent) == ["Cem Dal", "Dora Eck"]
    assert not found.attendees


def test_who_asked_for_it_is_another_reading_of_the_host():
    source = (
        "[P=ana:Ana Wirth] of [E=ana:Nordlicht AG] was received by [P:Bo Lind] in [L:Lodz] on [T:2024-06-11|Tuesday]. "
        "The talks took place at the request of [E=ana:Nordlicht AG]."
    )
    found, labels = _only(source)
    assert labels[found.host] == "Bo Lind"
    assert [(reading.field, labels[reading.value]) for reading in found.other_readings] == [("host", "Nordlicht AG")]


def test_a_body_that_has_no_part_in_it_asked_for_nothing():
    found, _ = _only(MET + "The talks took place at the request of [O:Nordlicht AG].")
    assert not found.other_readings


@pytest.mark.parametrize(
    ("told", "language", "number"),
    [
        ("[P:Ana Wirth] met [P:Bo Lind] for the third time.", "en", 3),
        ("[P:Ana Wirth] met [P:Bo Lind]. It was their second meeting.", "en", 2),
        ("[P:Ana Wirth] met [P:Bo Lind]. It was their first meeting since 2019.", "en", None),
        ("[P:Ana Wirth] met [P:Bo Lind]. “It was for the third time,” he said.", "en", None),
        ("[P:Ana Wirth] traf [P:Bo Lind] zum vierten Mal.", "de", 4),
        ("[P:Ana Wirth] se reunió por segunda vez con [P:Bo Lind].", "es", 2),
        ("[P:Ana Wirth] a rencontré [P:Bo Lind] pour la troisième fois.", "fr", 3),
    ],
)
def test_which_of_their_meetings_it_was(told, language, number):
    found, _ = _only(told, language)
    assert found.ordinal == number
