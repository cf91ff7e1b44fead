import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.cleaning import clean
from whomet.cleaning.clocks import clock_after
from whomet.cleaning.dates import find_dates
from whomet.records import Document


@pytest.mark.parametrize(
    ("text", "clock", "zone"),
    [
        ("Published 3:45 PM EDT, Thu May 15, 2031", "15:45", -4),
        ("12:05 a.m., 15 May 2031", "00:05", None),
        ("2031년 5월 14일 오후 3시 7분", "15:07", None),
        ("2031年5月14日 午後3時5分", "15:05", None),
        ("2031年5月14日 晚上9:05", "21:05", None),
        ("令和13年5月14日(水) 9時20分 JST", "09:20", 9),
        ("14 พ.ค. 2574 เวลา 09:20 น.", "09:20", None),
        ("١٤ مايو ٢٠٣١ - ٩:٢٠ م", "21:20", None),
        ("14/05/2031 a las 09:20h", "09:20", None),
        ("14 mai 2031 à 09h20", "09:20", None),
        ("14 Mei 2031 09:20 WIB", "09:20", 7),
        ("14 мая 2031, 09:20 (МСК)", "09:20", 3),
        ("14.05.2031 um 09:05 Uhr MESZ", "09:05", 2),
        ("14. Mai 2031, 9 Uhr", "09:00", None),
        ("2031-05-14T09:20:31+0530", "09:20:31", 5.5),
        ("14.05.2031 12:05 GMT+2", "12:05", 2),
        ("14.05.2031 - 17", None, None),
        ("May 14, 2031 3 people", None, None),
        ("14.05.2031 25:10", None, None),
    ],
)
def test_clocks_beside_dates(text, clock, zone):
    (found,) = find_dates(text)
    assert (found.clock, found.zone) == (clock, zone)


def test_every_date_of_a_line_has_its_own_clock():
    first, second = find_dates("14/05/2031 09h20 · Atualizado em 15/05/2031 às 10h11")
    assert (first.clock, second.clock) == ("09:20", "10:11")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789:.h시時 ampmPM오후午後ZKST+-()MSK,", max_size=30))
def test_a_clock_is_one_or_none(text):
    found = clock_after(text, 0)
    if found is not None:
        assert re.fullmatch(r"([01]\d|2[0-3])(:[0-5]\d){1,2}", found.time)
        assert found.zone is None or -12 <= found.zone <= 14
        assert 0 <= found.start <= found.end <= len(text)


KEYS = (
    "article:published_time",
    "jsonld:datepublished",
    "date",
    "article:modified_time",
    "time@0",
    "lang",
    "canonical",
)
MOMENTS = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.from_regex(r"[12][09]\d\d-[01]\d-[0-3]\d[T ]\d\d:\d\d(:\d\d)?([+-]\d\d:?\d\d|Z)?", fullmatch=True),
    st.text(max_size=20),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), MOMENTS), max_size=6), MOMENTS)
def test_stamps_are_dates_whatever_a_page_says(pairs, shown):
    text = (
        f"Mayor meets dyke builders\n{' '.join(shown.split())}\n"
        + "The mayor met the builders on Monday, she said. " * 4
    )
    document = clean(
        Document("a.html", text, "html", metadata=tuple(pairs), url="https://tide.example/2031/05/14/mayor")
    )
    assert document.published == (document.publication.value if document.publication else None)
    for stamp in (document.publication, document.update):
        if stamp is not None:
            assert re.fullmatch(r"(?:19|20|21)\d\d-[01]\d-[0-3]\d", stamp.value)
            assert stamp.clock is None or re.fullmatch(r"([01]\d|2[0-3])(:[0-5]\d){1,2}", stamp.clock)
            assert stamp.zone is None or -12 <= stamp.zone <= 14
            assert stamp.how


def cleaned(text, *pairs):
    return clean(Document("a.html", text, "html", metadata=pairs))


PROSE = "Bürgermeisterin Gesche Dralle hat am Montag den Reeder Fiete Holm im Rathaus empfangen, teilte sie mit. " * 3


def test_a_moment_in_utc_is_told_in_the_clock_of_the_outlet():
    key = "article:published_time"
    late = cleaned("Reeder trifft Bürgermeisterin\n" + PROSE, (key, "2031-05-13T22:40:00Z"))
    assert (late.publication.value, late.publication.clock, late.publication.zone) == ("2031-05-14", "00:40:00", 2)
    printed = cleaned(
        "Reeder trifft Bürgermeisterin\n14. Mai 2031, 08:30 Uhr\n" + PROSE, (key, "2031-05-14T06:30:12+00:00")
    )
    assert (printed.publication.clock, printed.publication.zone) == ("08:30:12", 2)


def test_a_change_before_publication_is_none():
    pairs = (("article:published_time", "2031-05-14T09:00+02:00"), ("article:modified_time", "2031-05-14T08:00+02:00"))
    assert cleaned("Reeder trifft Bürgermeisterin\n" + PROSE, *pairs).update is None
