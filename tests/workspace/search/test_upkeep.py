"""The index is as the workspace is, however it came to be so."""

import random

import pytest
from sqlalchemy import text

from tests.workspace.search import building as b
from tests.workspace.search.test_searching import ALL, MEETINGS, MINISTER, MULLER, SEO, STORIES
from whomet.workspace.search import index, is_current, upkeep

QUERIES = ("meeting", "서유진", "tower", "minister board", "会", "muller", "-board talks")
WHOLE = {"entities": (SEO, MULLER, MINISTER), "meetings": MEETINGS, "stories": STORIES}


def answers(searcher):
    return [searcher.search(query) for query in QUERIES]


@pytest.fixture
def fresh(tmp_path):
    from whomet.workspace.database import Database

    database = Database(tmp_path / "fresh.db")
    b.fill(database, ALL, **WHOLE)
    yield answers(b.searcher(database))
    database.close()


def rounded(found):
    """Hits but for their scores: those of the two databases' ranks differ where words are weighed."""
    return [[(hit.document, hit.start, hit.marks, hit.entities) for hit in hits] for hits in found]


def test_one_by_one_and_in_any_order_is_as_at_once(database, fresh):
    order = list(ALL)
    random.Random(7).shuffle(order)
    searcher = b.searcher(database)
    for count in range(1, len(order) + 1):
        b.fill(database, order[:count], **WHOLE)
        searcher.refresh()
    again = answers(searcher)
    if database.is_sqlite:
        assert again == fresh
    else:
        assert [set(hits) for hits in rounded(again)] == [set(hits) for hits in rounded(fresh)]


def test_what_changed_or_went_is_indexed_again(database, fresh):
    searcher = b.searcher(database)
    old = b.article("en.txt", "A walrus spoke.")
    gone = b.article("gone.txt", "A walrus sang.")
    b.fill(database, [old, gone])
    assert len(searcher.search("walrus", mode="words")) == 2
    b.fill(database, ALL, **WHOLE)
    assert searcher.search("walrus", mode="words") == ()
    if database.is_sqlite:
        assert answers(searcher) == fresh


def test_conclusions_change_without_the_text(database):
    searcher = b.searcher(database)
    b.fill(database, ALL, (SEO,), MEETINGS)
    assert searcher.search("board", mode="words")[0].meetings == ("meeting:a",)
    b.fill(database, ALL, (), MEETINGS[1:])
    hit = searcher.search("board", mode="words")[0]
    assert (hit.meetings, hit.entities) == ((), ())
    assert {hit.document for hit in searcher.search("徐有珍", mode="words")} == {"zh.txt"}


def test_another_edition_builds_it_anew(database, monkeypatch):
    searcher = b.searcher(database)
    b.fill(database, ALL, **WHOLE)
    before = answers(searcher)
    monkeypatch.setattr(upkeep, "edition", lambda: "another")
    with database.read() as connection:
        assert not is_current(connection, b.MeaningEncoder())
    assert answers(b.searcher(database)) == before


def test_an_encoder_of_another_name_builds_it_anew(database):
    class Other(b.MeaningEncoder):
        name = "other"
        dimensions = 64

    b.fill(database, ALL, **WHOLE)
    b.searcher(database).refresh()
    assert b.searcher(database, Other()).search("tower", mode="meaning")


def test_what_is_current_is_left_alone(database):
    b.fill(database, ALL, **WHOLE)
    searcher = b.searcher(database)
    searcher.refresh()

    class Strict(b.MeaningEncoder):
        def encode(self, texts):
            raise AssertionError("nothing is new")

    state = text("SELECT state FROM search_edition")
    with database.write() as connection:
        before = connection.execute(state).scalar_one()
        index(connection, Strict())
        assert connection.execute(state).scalar_one() == before


def test_a_document_can_be_named(database):
    b.fill(database, ALL, **WHOLE)
    searcher = b.searcher(database)
    before = answers(searcher)
    with database.write() as connection:
        index(connection, b.MeaningEncoder(), ["en.txt"])
    assert answers(searcher) == before


def test_a_document_without_sentences(database):
    b.fill(database, [b.article("empty.txt", language="en"), *ALL], **WHOLE)
    assert b.searcher(database).search("tower")
