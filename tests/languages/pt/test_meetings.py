"""Meetings, statements and plans told in Portuguese."""

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract

SIDES = {"Ana Robalo", "Bo Lind"}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("[P:Ana Robalo] reuniu-se ontem com [P:Bo Lind].", "held"),
        ("[P:Ana Robalo] se encontrou com [P:Bo Lind].", "held"),
        ("Encontraram-se em [L:Faro] [P:Ana Robalo] e [P:Bo Lind].", "held"),
        ("[P:Ana Robalo] vai reunir-se com [P:Bo Lind].", "planned"),
        ("[P:Ana Robalo] encontrar-se-á com [P:Bo Lind].", "planned"),
        ("Foi cancelado o jantar entre [P:Ana Robalo] e [P:Bo Lind].", "cancelled"),
        ("[P:Ana Robalo] nega ter se reunido com [P:Bo Lind].", "denied"),
        ("O encontro de [P:Ana Robalo] com [P:Bo Lind], marcado para segunda, não se realizou.", "cancelled"),
        ("[P:Ana Robalo] solicitou um encontro com [P:Bo Lind].", "proposed"),
        ("[P:Ana Robalo] teria se encontrado com [P:Bo Lind].", "held"),
        ("[P:Ana Robalo] reuniu ontem com a chefe da missão, [P:Bo Lind].", "held"),
        ("[P:Ana Robalo] esteve em [L:Faro] com [P:Bo Lind].", "held"),
    ],
)
def test_status(source, status):
    (only,) = told(source, "pt")
    assert (only["status"], only["sides"]) == (status, SIDES)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("[P:Ana Robalo] recebeu [P:Bo Lind] no palácio.", "Ana Robalo"),
        ("[P:Bo Lind] foi recebido por [P:Ana Robalo].", "Ana Robalo"),
        ("[P:Bo Lind] viajou a [L:Faro]; [P:Ana Robalo] recebeu-o no palácio.", "Ana Robalo"),
        ("[P:Ana Robalo] ofereceu um almoço a [P:Bo Lind].", "Ana Robalo"),
    ],
)
def test_who_receives(source, host):
    (only,) = told(source, "pt")
    assert (only["host"], only["sides"]) == (host, SIDES)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Robalo] e [P:Bo Lind] votaram contra.",
        "[P:Ana Robalo] encontrou no arquivo fotografias de [P:Bo Lind].",
        "[P:Ana Robalo] recebeu uma carta de [P:Bo Lind].",
        "[P:Ana Robalo] não se reuniu com [P:Bo Lind].",
        "A partida entre [P:Ana Robalo] e [P:Bo Lind] foi adiada.",
        "[P:Ana Robalo] processou [P:Bo Lind] por difamação.",
    ],
)
def test_no_meeting(source):
    assert told(source, "pt") == []


def test_subjects_left_out_and_those_who_came_along():
    (only,) = told(
        "[P=ana:Ana Robalo] chegou [T:2031-05-12|na segunda] a [L:Faro]. "
        "Reuniu-se em [L:Faro] com [P=bo:Bo Lind] para falar das tarifas. "
        "Participou também [P:Ciro Vela].",
        "pt",
    )
    assert only["sides"] == SIDES
    assert only["attendees"] == {"Ciro Vela"}
    assert (only["date"], only["city"], only["topics"]) == ("2031-05-12", "Faro", {"tariffs"})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[P:Ana Robalo] garantiu que o porto abrirá em breve.", "o porto abrirá em breve"),
        ("Segundo [P:Ana Robalo], o porto não abrirá este ano.", "o porto não abrirá este ano"),
        ("“O porto abrirá em breve”, disse [P:Ana Robalo].", "O porto abrirá em breve"),
    ],
)
def test_statements(source, text):
    document, mentions = build(source, "pt")
    (only,) = extract(document, mentions).statements
    assert (mentions.referents[only.speaker].label, only.text.rstrip(".")) == ("Ana Robalo", text)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Robalo] pretende abrir outra fábrica.",
        "[P:Ana Robalo] abrirá outra fábrica.",
        "[P:Ana Robalo] vai abrir outra fábrica.",
    ],
)
def test_plans(source):
    document, mentions = build(source, "pt")
    assert [mentions.referents[plan.who].label for plan in extract(document, mentions).plans] == ["Ana Robalo"]
