"""Meetings, statements and plans told in Dutch."""

from __future__ import annotations

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("Minister [P:Ana Wirth] heeft in [L:Lodz] met uitgever [P:Ben Okoro] gesproken.", "held"),
        ("In [L:Lodz] kwamen [P:Ana Wirth] en directeur [P:Ben Okoro] bijeen.", "held"),
        ("[P:Ana Wirth] en [P:Ben Okoro] gingen met elkaar om de tafel.", "held"),
        ("[P:Ana Wirth] zal in juni [P:Ben Okoro] ontmoeten.", "planned"),
        ("[P:Ana Wirth] zegde het gesprek met [P:Ben Okoro] af.", "cancelled"),
        ("Tot een gesprek van [P:Ana Wirth] met [P:Ben Okoro] kwam het niet.", "cancelled"),
        ("[P:Ana Wirth] ontkent dat zij [P:Ben Okoro] heeft ontmoet.", "denied"),
    ],
)
def test_status(source: str, status: str) -> None:
    (only,) = told(source, "nl")
    assert (only["sides"], only["status"]) == ({"Ana Wirth", "Ben Okoro"}, status)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Wirth] ontving [P:Ben Okoro] op kantoor.",
        "[P:Ben Okoro] werd dinsdag door minister [P:Ana Wirth] ontvangen.",
        "[P:Ben Okoro] was te gast bij [P:Ana Wirth].",
    ],
)
def test_host(source: str) -> None:
    (only,) = told(source, "nl")
    assert (only["host"], only["status"]) == ("Ana Wirth", "held")


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Wirth] sprak zich uit tegen het plan van [P:Ben Okoro].",
        "De plannen van [P:Ana Wirth] werden door [P:Ben Okoro] goed ontvangen.",
        "[P:Ana Wirth] ontmoet in de kwartfinale [P:Ben Okoro].",
        "[P:Ana Wirth] ontving een brief van [P:Ben Okoro].",
        "[P:Ana Wirth] trof maatregelen tegen [P:Ben Okoro].",
    ],
)
def test_look_alikes(source: str) -> None:
    assert told(source, "nl") == []


def test_hearsay_is_attributed() -> None:
    (only,) = told("[P:Ana Wirth] zou [P:Ben Okoro] in [L:Lodz] hebben ontmoet.", "nl")
    assert (only["status"], only["city"]) == ("held", "Lodz")
    assert only["attributed"] is not None


def test_a_clause_without_comma_has_its_own_sides() -> None:
    source = "[P:Ida Moll] hield vol dat [P:Ana Wirth] en [P:Ben Okoro] elkaar in [L:Lodz] troffen."
    (only,) = told(source, "nl")
    assert only["sides"] == {"Ana Wirth", "Ben Okoro"}


def test_reported_speech_and_plans() -> None:
    document, mentions = build(
        "[P:Ana Wirth] zei dat de lening veel te duur is. [O:Nordlicht] wil in [T:2031-08|augustus] een kade bouwen.",
        "nl",
        "2031-05-14",
    )
    found = extract(document, mentions)
    (statement,) = found.statements
    assert statement.text.startswith("dat de lening")
    assert statement.speaker == 0
    assert [(p.who, p.when) for p in found.plans] == [(1, "2031-08")]
