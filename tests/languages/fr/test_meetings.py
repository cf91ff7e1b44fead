"""Meetings, statements and plans told in French."""

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract

SIDES = {"Anne Roblin", "Bo Lind"}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("[P:Anne Roblin] a rencontré hier [P:Bo Lind].", "held"),
        ("[P:Anne Roblin] s'est entretenue avec [P:Bo Lind].", "held"),
        ("[P:Anne Roblin] et [P:Bo Lind] se sont vus à [L:Pau].", "held"),
        ("Rencontre à [L:Pau] entre [P:Anne Roblin] et [P:Bo Lind].", "held"),
        ("[P:Anne Roblin] rencontrera demain [P:Bo Lind].", "planned"),
        ("[P:Anne Roblin] doit encore rencontrer [P:Bo Lind].", "planned"),
        ("Le dîner entre [P:Anne Roblin] et [P:Bo Lind] est annulé.", "cancelled"),
        ("La rencontre prévue lundi entre [P:Anne Roblin] et [P:Bo Lind] n'a pas eu lieu.", "cancelled"),
        ("[P:Anne Roblin] dément avoir rencontré [P:Bo Lind].", "denied"),
        ("[P:Anne Roblin] sollicite un entretien avec [P:Bo Lind].", "proposed"),
        ("[P:Anne Roblin] s'est réunie avec la cheffe de la mission, [P:Bo Lind].", "held"),
        ("[P:Anne Roblin] aurait rencontré [P:Bo Lind].", "held"),
    ],
)
def test_status(source, status):
    (only,) = told(source, "fr")
    assert (only["status"], only["sides"]) == (status, SIDES)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("[P:Anne Roblin] a reçu [P:Bo Lind] à la mairie.", "Anne Roblin"),
        ("[P:Bo Lind] a été reçu par [P:Anne Roblin].", "Anne Roblin"),
        ("[P:Bo Lind] s'est rendu à [L:Pau] ; [P:Anne Roblin] l'a reçu à la mairie.", "Anne Roblin"),
        ("[P:Anne Roblin] a offert un déjeuner à [P:Bo Lind].", "Anne Roblin"),
    ],
)
def test_who_receives(source, host):
    (only,) = told(source, "fr")
    assert (only["host"], only["sides"]) == (host, SIDES)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Anne Roblin] et [P:Bo Lind] ont voté contre.",
        "[P:Anne Roblin] a rencontré un vif succès avec le film de [P:Bo Lind].",
        "[P:Anne Roblin] a reçu une lettre de [P:Bo Lind].",
        "[P:Anne Roblin] n'a pas rencontré [P:Bo Lind].",
        "Le match entre les clubs d'[P:Anne Roblin] et de [P:Bo Lind] a été arrêté.",
        "[P:Anne Roblin] affrontera [P:Bo Lind] au second tour.",
    ],
)
def test_no_meeting(source):
    assert told(source, "fr") == []


def test_subjects_left_out_and_those_who_came_along():
    (only,) = told(
        "[P=ana:Anne Roblin] est arrivée [T:2031-05-12|lundi] à [L:Pau]. "
        "[H=ana:Elle] a rencontré à [L:Pau] [P=bo:Bo Lind] pour parler des droits de douane. "
        "[P:Cyr Vela] était également présent.",
        "fr",
    )
    assert only["sides"] == SIDES
    assert only["attendees"] == {"Cyr Vela"}
    assert (only["date"], only["city"], only["topics"]) == ("2031-05-12", "Pau", {"tariffs"})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[P:Anne Roblin] a assuré que le port ouvrira bientôt.", "le port ouvrira bientôt"),
        ("Selon [P:Anne Roblin], le port n'ouvrira pas cette année.", "le port n'ouvrira pas cette année"),
        ("“Le port ouvrira bientôt”, a déclaré [P:Anne Roblin].", "Le port ouvrira bientôt"),
    ],
)
def test_statements(source, text):
    document, mentions = build(source, "fr")
    (only,) = extract(document, mentions).statements
    assert (mentions.referents[only.speaker].label, only.text.rstrip(".")) == ("Anne Roblin", text)


@pytest.mark.parametrize(
    "source",
    [
        "[P:Anne Roblin] prévoit d'ouvrir une autre usine.",
        "[P:Anne Roblin] ouvrira une autre usine.",
        "[P:Anne Roblin] va ouvrir une autre usine.",
    ],
)
def test_plans(source):
    document, mentions = build(source, "fr")
    assert [mentions.referents[plan.who].label for plan in extract(document, mentions).plans] == ["Anne Roblin"]
