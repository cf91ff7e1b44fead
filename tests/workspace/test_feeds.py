"""A feed shows its newest items; a workspace has all that it ever showed, each as it was told last."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.workspace.building import article, feed, opened, write
from whomet.records import Article
from whomet.workspace import adding, codec, schema


def texts(workspace):
    """The headline and the text of every document, by name."""
    with workspace.database.read() as connection:
        rows = connection.execute(select(schema.documents.c.name, schema.documents.c.content)).all()
    return {name: codec.unpack(bytes(content), Article).document.text for name, content in rows}


@pytest.fixture(autouse=True)
def unconcluded(monkeypatch):
    """Nothing is concluded: that is tested elsewhere, and takes most of the time."""
    monkeypatch.setattr(adding, "conclude", lambda *_: None)


@settings(max_examples=8, deadline=None)
@given(shown=st.lists(st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=4), min_size=1, max_size=5))
def test_whatever_a_feed_showed_is_there_once(tmp_path_factory, shown):
    folder = tmp_path_factory.mktemp("feed")
    told, names = {}, {}
    with opened(folder / "w.db") as workspace:
        for turn, numbers in enumerate(shown):
            told |= {number: number + 10 * (turn % 2) for number in numbers}
            write(folder / "in", {"feed.xml": feed(*((n, article(told[n])) for n in numbers))})
            workspace.add(folder / "in")
            found = texts(workspace)
            assert len(found) == len(told)
            now = {text.split("\n")[0]: name for name, text in found.items()}
            assert names.items() <= now.items(), "an item keeps its name"
            names = now
            for number, version in told.items():
                assert f"talks number {version}\n" in found[names[f"Talks {number}"]] + "\n"


def test_items_without_ids_are_told_by_what_they_say(tmp_path):
    def bare(*numbers):
        items = "".join(
            f"<item><title>Talks {n}</title><description>{article(n)}</description></item>" for n in numbers
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'

    with opened(tmp_path / "w.db") as workspace:
        for numbers in ((2, 1), (3, 2), (3, 3)):
            write(tmp_path / "in", {"feed.xml": bare(*numbers)})
            workspace.add(tmp_path / "in")
        found = texts(workspace)
    assert sorted(found) == ["feed.xml#1", "feed.xml#2", "feed.xml#3", "feed.xml#4"]
    assert [found[name].split("\n")[0] for name in sorted(found)] == ["Talks 2", "Talks 1", "Talks 3", "Talks 3"]


def test_a_page_in_the_place_of_a_feed_takes_nothing_away(tmp_path):
    with opened(tmp_path / "w.db") as workspace:
        for text in (
            feed((2, article(2)), (1, article(1))),
            "The feed is down for repairs until Monday.",
            feed((3, article(3))),
        ):
            write(tmp_path / "in", {"feed.xml": text})
            workspace.add(tmp_path / "in")
        found = texts(workspace)
    assert {"Talks 1", "Talks 2", "Talks 3"} <= {text.split("\n")[0] for text in found.values()}
