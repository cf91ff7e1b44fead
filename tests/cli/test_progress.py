"""Bars are for people: nothing is drawn where nobody looks."""

import io
from types import SimpleNamespace

import pytest

from whomet.cli import progress
from whomet.cli.progress import Bar


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    found = Screen()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=found))
    return found


def test_a_bar_for_each_thing_that_is_done(screen):
    with Bar() as bar:
        for done in range(3):
            bar("reading", done, 3)
        bar("concluding", 0, 1)
        bar("concluding", 1, 1)
    drawn = screen.getvalue()
    assert "reading" in drawn
    assert "3/3" in drawn
    assert "concluding" in drawn
    assert "1/1" in drawn


def test_nothing_to_do_is_no_error(screen):
    with Bar() as bar:
        bar("reading", 0, 0)


def test_nothing_is_drawn_into_a_pipe(folder, call):
    assert call("brief", folder).stderr == ""
    assert call("add", folder).stderr == ""
