"""Meetings, statements and plans told in Italian."""

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract

SIDES = {"Ada Robelli", "Bo Lind"}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("[P:Ada Robelli] ha incontrato ieri [P:Bo Lind].", "held"),
        ("Si sono visti a [L:Bari] [P:Ada Robelli] e [P:Bo Lind].", "held"),
        ("[P:Ada Robelli] si è intrattenuta con [P:Bo Lind].", "held"),
        ("[P:Ada Robelli] incontrerà domani [P:Bo Lind].", "planned"),
        ("[P:Ada Robelli] sta per ricevere [P:Bo Lind].", "planned"),
        ("È stata annullata la cena tra [P:Ada Robelli] e [P:Bo Lind].", "cancelled"),
        ("[P:Ada Robelli] nega di aver incontrato [P:Bo Lind].", "denied"),
        ("[P:Ada Robelli] ha chiesto un incontro al cantautore [P:Bo Lind].", "proposed"),
        ("[P:Ada Robelli] avrebbe incontrato [P:Bo Lind].", "held"),
        ("[P:Ada Robelli] si è riunita con la capa della missione, [P:Bo Lind].", "held"),
        ("Il colloquio tra [P:Ada Robelli] e [P:Bo Lind] è durato un'ora.", "held"),
    ],
)
def test_status(source, status):
    (only,) = told(source, "it")
    assert (only["status"], only["sides"]) == (status, SIDES)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("[P:Ada Robelli] ha ricevuto [P:Bo Lind] nella sede del gruppo.", "Ada Robelli"),
        ("[P:Bo Lind] è stato ricevuto da [P:Ada Robelli].", "Ada Robelli"),
        ("[P:Bo Lind] ha visto a [L:Bari] la sindaca [P:Ada Robelli], che l'ha ricevuto in municipio.", "Ada Robelli"),
        ("[P:Ada Robelli] ha offerto un pranzo a [P:Bo Lind].", "Ada Robelli"),
    ],
)
def test_who_receives(source, host):
    (only,) = told(source, "it")
    assert (only["host"], only["sides"]) == (host, SIDES)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ada Robelli] e [P:Bo Lind] hanno votato contro.",
        "[P:Ada Robelli] ha incontrato difficoltà nel sostituire [P:Bo Lind].",
        "[P:Ada Robelli] ha ricevuto una lettera di [P:Bo Lind].",
        "[P:Ada Robelli] non ha incontrato [P:Bo Lind].",
        "La partita tra [P:Ada Robelli] e [P:Bo Lind] è stata sospesa.",
        "Sul lungomare [P:Ada Robelli] ha parlato [P:Bo Lind].",
    ],
)
def test_no_meeting(source):
    assert told(source, "it") == []


def test_subjects_left_out_and_those_who_came_along():
    (only,) = told(
        "[P=ana:Ada Robelli] è arrivata [T:2031-05-12|lunedì] a [L:Bari]. "
        "Ha incontrato a [L:Bari] [P=bo:Bo Lind] per discutere dei dazi. "
        "Era presente anche [P:Ciro Vela].",
        "it",
    )
    assert only["sides"] == SIDES
    assert only["attendees"] == {"Ciro Vela"}
    assert (only["date"], only["city"], only["topics"]) == ("2031-05-12", "Bari", {"tariffs"})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[P:Ada Robelli] ha assicurato che il porto aprirà presto.", "il porto aprirà presto"),
        ("Secondo [P:Ada Robelli], il porto non aprirà quest'anno.", "il porto non aprirà quest'anno"),
        ("“Il porto aprirà presto”, ha detto [P:Ada Robelli].", "Il porto aprirà presto"),
    ],
)
def test_statements(source, text):
    document, mentions = build(source, "it")
    (only,) = extract(document, mentions).statements
    assert (mentions.referents[only.speaker].label, only.text.rstrip(".")) == ("Ada Robelli", text)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ada Robelli] intende aprire un altro stabilimento.",
        "[P:Ada Robelli] aprirà un altro stabilimento.",
        "[P:Ada Robelli] sta per aprire un altro stabilimento.",
    ],
)
def test_plans(source):
    document, mentions = build(source, "it")
    assert [mentions.referents[plan.who].label for plan in extract(document, mentions).plans] == ["Ada Robelli"]
