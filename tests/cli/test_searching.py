"""The command `search`."""

import json
from dataclasses import replace

import pytest

from tests.fakes import fake_models
from whomet import cli
from whomet.briefs import terminal
from whomet.cli import searching
from whomet.records import READ_KINDS
from whomet.workspace import search
from whomet.workspace.search import finding


@pytest.fixture(autouse=True)
def same_encoder(monkeypatch):
    """The encoder that the workspace was filled with."""
    monkeypatch.setattr(finding, "default_encoder", lambda: fake_models().encoder)


def test_what_is_repeated_so_that_the_start_is_quick_is_the_same():
    assert searching.MODES == search.MODES
    assert searching.STATUSES == search.STATUSES
    assert set(searching.KINDS) == READ_KINDS


def test_passages_for_reading(kept, call):
    result = call("search", "pier", "spring", "--mode", "words")
    assert result.exit_code == cli.DONE
    assert "The pier will open in the spring" in result.stdout
    assert "good.txt:" in result.stdout
    assert "\x1b" not in result.stdout


def test_as_data(kept, call):
    told = json.loads(call("search", "ada brook", "--json").stdout)
    assert (told["format"], told["query"]) == ("whomet.search/1", "ada brook")
    text = (kept / "good.txt").read_text(encoding="utf-8")
    for hit in told["hits"]:
        if hit["document"] == "good.txt":
            assert text[hit["start"] : hit["end"]] == hit["text"]
    assert {"person:ada-brook"} <= {id_ for hit in told["hits"] for id_ in hit["entities"]}
    assert told == json.loads(call("search", "ada brook", "--format", "json").stdout)


def test_filters(kept, call):
    def files(*options):
        told = json.loads(call("search", "brook", "--mode", "words", "--json", *options).stdout)
        return {hit["document"] for hit in told["hits"]}

    assert files() == {"good.txt", "more.txt"}
    assert files("--person", "Cleo Marsh") == {"more.txt"}
    assert files("--until", "2031-05") == {"good.txt"}
    assert files("--met", "2031-06") == {"more.txt"}
    assert files("--status", "denied") == set()
    assert files("--status", "held") == {"good.txt", "more.txt"}


def test_nothing_found_is_no_error(kept, call):
    result = call("search", "walrus", "--mode", "words")
    assert (result.exit_code, result.stdout) == (cli.DONE, "")
    assert "nothing found" in result.stderr
    assert json.loads(call("search", "walrus", "--mode", "words", "--json").stdout)["hits"] == []


@pytest.mark.parametrize("options", [["--person", "Nobody"], ["--since", "soon"], ["--mode", "magic"]])
def test_a_wrong_call_is_explained(kept, call, options):
    result = call("search", "pier", *options)
    assert result.exit_code == cli.WRONG_CALL
    assert options[1] in result.stderr


def test_without_a_workspace_it_is_said_how_to_begin(call):
    result = call("search", "pier")
    assert result.exit_code == cli.WRONG_CALL
    assert "whomet add" in result.stderr


def test_a_name_of_several_is_told(kept, call):
    told = call("search", "pier", "--person", "b").stderr
    assert "person:ada-brook" in told
    assert "person:ben-cole" in told
    assert "give an id" in told


def test_marks_are_bold_on_a_terminal(kept, call, monkeypatch):
    monkeypatch.setattr(searching, "in_colour", lambda _: True)
    assert f"The {terminal.BOLD}pier{terminal.OFF} will" in call("search", "pier", "--mode", "words").stdout


@pytest.mark.parametrize("options", [[], ["--show-contacts"]])
def test_contacts_are_masked(kept, call, options, monkeypatch):
    real = search.Searcher.search

    def reachable(self, *given, **more):
        return tuple(replace(hit, contacts=((hit.start, hit.start + 4),)) for hit in real(self, *given, **more))

    monkeypatch.setattr(search.Searcher, "search", reachable)
    (hit,) = json.loads(call("search", "spring", "--mode", "words", "--json", *options).stdout)["hits"]
    assert hit["text"].startswith('"The pier' if options else '"••• pier')


def test_a_query_without_a_word_is_a_wrong_call(kept, call):
    result = call("search", " -- ")
    assert result.exit_code == cli.WRONG_CALL
    assert "give words" in result.stderr


def test_a_phrase_that_stands_nowhere_is_told_what_else_to_try(kept, call):
    result = call("search", '"spring the pier"')
    assert (result.exit_code, result.stdout) == (cli.DONE, "")
    assert "without quotation marks" in result.stderr
    assert "quotation marks" not in call("search", "zzyzx", "--mode", "words").stderr
