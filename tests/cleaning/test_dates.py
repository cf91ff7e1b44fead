from datetime import date

import pytest

from whomet.cleaning.dates import find_dates
from whomet.cleaning.headers import is_byline, is_dated, is_person_line


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("입력 2031.03.14 09:20", date(2031, 3, 14)),
        ("2031년 3월 14일", date(2031, 3, 14)),
        ("- 31-03-14", date(2031, 3, 14)),
        ("Posted on March 14, 2031", date(2031, 3, 14)),
        ("14 Mar 2031", date(2031, 3, 14)),
        ("Freitag, 14. März 2031, 5:58 Uhr", date(2031, 3, 14)),
        ("14.03.2031", date(2031, 3, 14)),
        ("publié le 14 mars 2031 à 9h20", date(2031, 3, 14)),
        ("14 de marzo de 2031", date(2031, 3, 14)),
        ("14 марта 2031", date(2031, 3, 14)),
        ("14/03/2031", date(2031, 3, 14)),
        ("令和13年3月14日", date(2031, 3, 14)),
        ("２０３１年３月１４日", date(2031, 3, 14)),
        ("١٤/٣/٢٠٣١", date(2031, 3, 14)),
        ("14 มีนาคม 2574", date(2031, 3, 14)),
        ("14 KASIM 2031", date(2031, 11, 14)),
        ("14 HAZİRAN 2031", date(2031, 6, 14)),
    ],
)
def test_printed_dates(text, day):
    (found,) = find_dates(text)
    assert found.day == day


@pytest.mark.parametrize(
    "text", ["31.02.2031", "tel. 555-01-4433-2", "version 1.2.3", "3 March", "in 2031", "12-18-99-1"]
)
def test_no_dates(text):
    assert find_dates(text) == []


def test_the_clock_and_the_order_of_day_and_month():
    assert find_dates("14.03.2031, 05:58 Uhr")[0].clock
    assert find_dates("4/5/2031", month_first=True)[0].day == date(2031, 4, 5)
    assert find_dates("4/5/2031")[0].day == date(2031, 5, 4)
    assert not find_dates("4/5/2031")[0].sure


def test_lines_of_headers():
    assert is_dated("Veröffentlicht am 14. März 2031, 05:58 Uhr")
    assert not is_dated("Die Fähre sank am 14. März 2031 im Sturm vor der Küste bei schwerer See.")
    assert is_byline("Von Jelka Brandis")
    assert is_byline("채리안 기자")
    assert is_person_line("Piet van den Wenlock")
    assert not is_person_line("Sport")
