"""Meetings, statements and plans told in Spanish."""

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract

SIDES = {"Ana Robledo", "Bo Lind"}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("[P:Ana Robledo] se reunió ayer con [P:Bo Lind].", "held"),
        ("Se vieron en [L:Vigo] [P:Ana Robledo] y [P:Bo Lind].", "held"),
        ("[P:Ana Robledo] se reunirá mañana con [P:Bo Lind].", "planned"),
        ("Está previsto que [P:Ana Robledo] se reúna con [P:Bo Lind].", "planned"),
        ("Quedó cancelada la cena entre [P:Ana Robledo] y [P:Bo Lind].", "cancelled"),
        ("[P:Ana Robledo] negó haberse reunido con [P:Bo Lind].", "denied"),
        ("La reunión de [P:Ana Robledo] con [P:Bo Lind], anunciada para el lunes, no se celebró.", "cancelled"),
        ("[P:Ana Robledo] pidió una reunión a [P:Bo Lind].", "proposed"),
        ("[P:Ana Robledo] habría cenado con [P:Bo Lind].", "held"),
        ("[P:Ana Robledo] se reunió con la jefa de la misión, [P:Bo Lind], en [L:Vigo].", "held"),
        ("[P:Ana Robledo] mantuvo una conversación telefónica con [P:Bo Lind].", "held"),
    ],
)
def test_status(source, status):
    (only,) = told(source, "es")
    assert (only["status"], only["sides"]) == (status, SIDES)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("[P:Ana Robledo] recibió a [P:Bo Lind] en su despacho.", "Ana Robledo"),
        ("[P:Bo Lind] fue recibido por [P:Ana Robledo].", "Ana Robledo"),
        ("[P:Bo Lind] viajó a [L:Vigo], donde lo recibió [P:Ana Robledo].", "Ana Robledo"),
        ("[P:Ana Robledo] ofreció un almuerzo a [P:Bo Lind].", "Ana Robledo"),
    ],
)
def test_who_receives(source, host):
    (only,) = told(source, "es")
    assert (only["host"], only["sides"]) == (host, SIDES)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Robledo] y [P:Bo Lind] votaron en contra.",
        "[P:Ana Robledo] reunió pruebas contra [P:Bo Lind].",
        "[P:Ana Robledo] recibió una carta de [P:Bo Lind].",
        "[P:Ana Robledo] no se reunió con [P:Bo Lind].",
        "Tras reunirse con la prensa, [P:Ana Robledo] criticó a [P:Bo Lind].",
        "El encuentro entre el club de [P:Ana Robledo] y el de [P:Bo Lind] terminó sin goles.",
        "En la calle [P:Ana Robledo] se reunieron los vecinos de [P:Bo Lind].",
    ],
)
def test_no_meeting(source):
    assert told(source, "es") == []


def test_subjects_left_out_and_those_who_came_along():
    (only,) = told(
        "[P=ana:Ana Robledo] llegó [T:2031-05-12|el lunes] a [L:Vigo]. "
        "Se reunió en [L:Vigo] con [P=bo:Bo Lind] para hablar de los aranceles. "
        "Asistió también [P:Ciro Vela].",
        "es",
    )
    assert only["sides"] == SIDES
    assert only["attendees"] == {"Ciro Vela"}
    assert (only["date"], only["city"], only["topics"]) == ("2031-05-12", "Vigo", {"tariffs"})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[P:Ana Robledo] aseguró que el puerto abrirá pronto.", "el puerto abrirá pronto"),
        ("Según [P:Ana Robledo], el puerto no abrirá este año.", "el puerto no abrirá este año"),
        ("“El puerto abrirá”, dijo [P:Ana Robledo].", "El puerto abrirá"),
    ],
)
def test_statements(source, text):
    document, mentions = build(source, "es")
    (only,) = extract(document, mentions).statements
    assert (mentions.referents[only.speaker].label, only.text.rstrip(".")) == ("Ana Robledo", text)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Robledo] prevé abrir otra planta.",
        "[P:Ana Robledo] abrirá otra planta.",
        "[P:Ana Robledo] va a abrir otra planta.",
    ],
)
def test_plans(source):
    document, mentions = build(source, "es")
    assert [mentions.referents[plan.who].label for plan in extract(document, mentions).plans] == ["Ana Robledo"]
