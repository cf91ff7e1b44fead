"""The quantities of a plant are told of the place where it stands."""

import pytest

from tests.events.marked import build
from whomet.events import extract

SOURCES = [
    ("en", "[P:Ana Wirth] was pleased. The plant in [L:Tarnwick] will cost [A:90000000 EUR|90 million euros]."),
    ("de", "[P:Ana Wirth] zufolge kostet das Werk in [L:Tarnwick] [A:90000000 EUR|90 Millionen Euro]."),
    ("fr", "Selon [P:Ana Wirth], l'usine de [L:Tarnwick] coûtera [A:90000000 EUR|90 millions d'euros]."),
    ("es", "Según [P:Ana Wirth], la planta de [L:Tarnwick] costará [A:90000000 EUR|90 millones de euros]."),
    ("pt", "Segundo [P:Ana Wirth], a fábrica de [L:Tarnwick] custará [A:90000000 EUR|90 milhões de euros]."),
    ("it", "Secondo [P:Ana Wirth] lo stabilimento di [L:Tarnwick] costerà [A:90000000 EUR|90 milioni di euro]."),
    ("nl", "Volgens [P:Ana Wirth] kost de fabriek in [L:Tarnwick] [A:90000000 EUR|90 miljoen euro]."),
    ("pl", "Według [P:Ana Wirth] zakład w [L:Tarnwick] będzie kosztować [A:90000000 EUR|90 mln euro]."),
    ("ru", "По словам [P:Ana Wirth], завод в [L:Tarnwick] обойдётся в [A:90000000 EUR|90 млн евро]."),
    ("tr", "[P:Ana Wirth] memnun. [L:Tarnwick] fabrikası [A:90000000 EUR|90 milyon avroya] mal olacak."),
    ("id", "Menurut [P:Ana Wirth], pabrik di [L:Tarnwick] menelan biaya [A:90000000 EUR|90 juta euro]."),
    ("ko", "[P:Ana Wirth] 대표는 기뻐했다. [L:Tarnwick] 공장에는 [A:90000000 EUR|9천만유로]가 든다."),
]


def subjects(language, source):
    document, mentions = build(source, language)
    found = extract(document, mentions).figures
    return [mentions.referents[f.subject].label if f.subject is not None else None for f in found]


@pytest.mark.parametrize(("language", "source"), SOURCES)
def test_a_plant_is_known_by_its_place(language, source):
    assert subjects(language, source) == ["Tarnwick"]


def test_a_plant_told_of_before_is_the_same_one():
    source = "[P:Ana Wirth] wants a plant in [L:Tarnwick]. The plant will cost [A:90000000 EUR|90 million euros]."
    assert subjects("en", source) == ["Tarnwick"]


def test_how_long_a_visit_takes_is_no_matter_of_the_plant():
    source = "[P:Ana Wirth] saw the plant in [L:Tarnwick]. She stayed at the plant for [A:2 h|two hours]."
    assert "Tarnwick" not in subjects("en", source)
