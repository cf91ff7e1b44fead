"""Meetings, statements and plans told in Turkish."""

from __future__ import annotations

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("Bakan [P:Ana Wirth], [L:Lodz]'da başkan [P:Ben Okoro]'yla görüştü.", "held"),
        ("[P:Ana Wirth] ile [P:Ben Okoro] dün bir araya geldi.", "held"),
        ("[P:Ana Wirth]'in [P:Ben Okoro] ile yaptığı görüşme iki saat sürdü.", "held"),
        ("[P:Ben Okoro]'yla görüşen [P:Ana Wirth] soruları yanıtsız bıraktı.", "held"),
        ("[P:Ana Wirth], haziranda [P:Ben Okoro] ile görüşecek.", "planned"),
        ("[P:Ana Wirth] ile [P:Ben Okoro]'nun buluşması bekleniyor.", "planned"),
        ("[P:Ana Wirth], [P:Ben Okoro] ile görüşmesini iptal etti.", "cancelled"),
        ("[P:Ana Wirth], [P:Ben Okoro]'yla görüştüğü iddialarını yalanladı.", "denied"),
        ("[P:Ana Wirth], [P:Ben Okoro]'ya görüşme teklif etti.", "proposed"),
    ],
)
def test_status(source: str, status: str) -> None:
    (only,) = told(source, "tr")
    assert (only["sides"], only["status"]) == ({"Ana Wirth", "Ben Okoro"}, status)


@pytest.mark.parametrize(
    "source",
    [
        "Bakan [P:Ana Wirth], [P:Ben Okoro]'yu makamında kabul etti.",
        "[P:Ben Okoro], bakan [P:Ana Wirth] tarafından ağırlandı.",
        "[P:Ben Okoro], [P:Ana Wirth]'in konuğu oldu.",
    ],
)
def test_host(source: str) -> None:
    (only,) = told(source, "tr")
    assert (only["host"], only["status"]) == ("Ana Wirth", "held")


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Wirth], [P:Ben Okoro]'nun istifasını kabul etti.",
        "[P:Ana Wirth], finalde [P:Ben Okoro] ile karşılaştı.",
        "[P:Ana Wirth], [P:Ben Okoro]'nun görüşüne katılmıyor.",
        "[P:Ana Wirth], [P:Ben Okoro]'ya bir mektup gönderdi.",
    ],
)
def test_look_alikes(source: str) -> None:
    assert told(source, "tr") == []


def test_a_comma_ends_the_subject_before_others_in_a_case() -> None:
    (only,) = told("[P:Ana Wirth], [P:Ben Okoro] ve [P:Ida Moll]'ü kabul etti.", "tr")
    assert (only["host"], only["sides"]) == ("Ana Wirth", {"Ana Wirth", "Ben Okoro", "Ida Moll"})


def test_who_else_took_part() -> None:
    (only,) = told("[P:Ana Wirth], [P:Ben Okoro] ile görüştü.\nToplantıya [P:Ida Moll] de katıldı.", "tr")
    assert only["attendees"] == {"Ida Moll"}


def test_reported_speech_and_plans() -> None:
    document, mentions = build(
        "[P:Ana Wirth], kredinin pahalı olduğunu söyledi. [O:Nordlicht], iskeleyi [T:2031-08|ağustosta] açacak.",
        "tr",
        "2031-05-14",
    )
    found = extract(document, mentions)
    (statement,) = found.statements
    assert (statement.speaker, statement.text) == (0, "kredinin pahalı olduğunu söyledi")
    assert [(p.who, p.when) for p in found.plans] == [(1, "2031-08")]
