import pytest

from tests.cleaning.test_clean import cleaned
from whomet.cleaning.publication import from_peers

BODY = (
    "Die Chefin der Moorwerft hat am Montag den Reeder Rein Saluveer empfangen und mit ihm über Fähren gesprochen.\n"
    "Die erste Fähre war am 12. März 2019 vom Stapel gelaufen und hatte damals viele Gäste an die Ems gelockt.\n"
)


def test_a_date_told_of_is_not_that_of_publication():
    assert cleaned("Werft baut drei Fähren für Reeder\n\n" + BODY).published is None
    dated = "Werft baut drei Fähren für Reeder\n\n5. Mai 2031, 10:15 Uhr\n\n" + BODY
    assert cleaned(dated).published == "2031-05-05"


def test_the_name_of_a_picture_is_a_last_resort():
    text = "Werft baut drei Fähren für Reeder\n\n" + BODY + "\nScreenshot 2031-05-06 101500.png\n"
    assert cleaned(text).published == "2031-05-06"
    assert cleaned("3. Mai 2031\n\n" + text).published == "2031-05-03"


def test_dates_of_other_articles_do_not_count():
    text = (
        "Werft baut drei Fähren für Reeder\n\n" + BODY + "\nMehr zum Thema\n1.1.2030 Die Ems wird flacher und flacher\n"
    )
    assert cleaned(text).published is None


@pytest.mark.parametrize(
    ("days", "peers", "value"),
    [
        ([], ["2031-05-05", "2031-05-05"], "2031-05-05"),
        ([6], ["2031-05-05", "2031-05-05"], "2031-05"),
        ([], ["2031-05-05", "2031-05-07"], "2031-05"),
        ([], ["2031-05"], "2031-05"),
        ([], ["2030-01-01", "2031-05-05"], None),
        ([], [], None),
    ],
)
def test_peers(days, peers, value):
    assert from_peers(days, peers) == value
