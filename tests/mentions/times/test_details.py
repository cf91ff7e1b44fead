"""Details of the engine that hold in every language, each shown in one or two; published on Thursday, 12 June 2031."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mentions.times.table import check
from whomet.mentions.times import parse
from whomet.mentions.times.resolve import _easter

CASES = [
    # feasts
    ("en", "Tobias Wren welcomed her on Easter Monday.", "Easter Monday=2031-04-14"),
    ("de", "Am Karfreitag 2029 trafen sie sich.", "Karfreitag 2029=2029-03-30"),
    ("fr", "Le lundi de Pentecôte, il a reçu la ministre.", "lundi de Pentecôte=2031-06-02"),
    ("nl", "Op tweede kerstdag at hij met haar.", "tweede kerstdag=2030-12-26"),
    ("en", "Sales rose on Black Friday.", ""),
    # the year in which a date has the weekday told
    ("en", "They will play on Saturday, 10 June.", "Saturday, 10 June=2034-06-10"),
    ("es", "La visita fue el jueves 12 de junio.", "jueves 12 de junio=2031-06-12"),
    # hours from and to, zones
    ("es", "La sala abre el lunes de las 9 a las 17 horas.", "lunes de las 9 a las 17 horas=2031-06-16#T09:00"),
    ("fr", "La visite aura lieu lundi de 9h à 17h30.", "lundi de 9h à 17h30=2031-06-16#T09:00"),
    ("en", "The launch at 18:00 GMT on Wednesday was called off.", "18:00 GMT on Wednesday=2031-06-11#T18:00"),
    # how many is not told
    ("en", "The coming days will tell.", "The coming days=P3D"),
    ("it", "Negli ultimi mesi si sono visti spesso.", "Negli ultimi mesi=P3M"),
    # counted from another day than today
    ("en", "She will be back two weeks from tomorrow.", "two weeks from tomorrow=2031-06-27"),
    ("nl", "De raad vergadert zondag over een week.", "zondag over een week=2031-06-22"),
    # names of something else
    ("fr", "La rue du 4-Septembre était déserte.", ""),
    ("es", "La calle 24 de Julio estaba vacía.", ""),
    ("de", "Das Zimmer 2010 war leer.", ""),
    # a number behind a month counts what follows
    ("es", "En mayo 20 personas fueron detenidas.", "mayo=2031-05"),
    ("en", "In May two ministers resigned.", "May=2031-05"),
    ("it", "Ha vinto in tre set.", ""),
    # comparisons are no dates
    ("nl", "De brug was drie jaar eerder dan gepland klaar.", "drie jaar=P3Y"),
    # languages without tables
    ("sv", "De träffades den 10 juni 2030 i Lund.", "10 juni 2030=2030-06-10"),
    ("sv", "På 1970-talet bodde han i Lund.", ""),
    ("hi", "वे 10 जून 2030 को मिले।", "10 जून 2030=2030-06-10"),
]


@pytest.mark.parametrize(("language", "sentence", "wanted"), CASES)
def test_details(language: str, sentence: str, wanted: str) -> None:
    check(sentence, language, "2031-06-12", wanted)


def test_the_end_of_a_range_of_hours() -> None:
    (reading,) = parse("A visita será na segunda-feira das 9h às 17h.", "pt", "2031-06-12")
    assert (reading.part, reading.part_until) == ("T09:00", "T17:00")


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, "03-22"), (1943, "04-25"), (2000, "04-23"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")],
)
def test_known_easters(year: int, day: str) -> None:
    assert _easter(year).isoformat() == f"{year}-{day}"


@given(st.integers(1583, 9990))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    day = _easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 3, 22) + timedelta(34)
