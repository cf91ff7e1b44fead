"""Lists, and the brief and explanations of a workspace."""

import json

import pytest

from whomet import briefs, cli, records
from whomet.briefs import lists
from whomet.cli import listing

COMMANDS = ("people", "organisations", "places", "meetings", "stories", "sources")


def test_what_is_repeated_so_that_the_start_is_quick_is_the_same():
    assert listing.FORMATS == lists.FORMATS
    assert set(COMMANDS) == set(lists.KINDS) == {command.name for command in listing.COMMANDS}
    assert set(listing.STATUSES) == set(records.MeetingStatus.__args__)


@pytest.mark.parametrize("command", [*COMMANDS, "brief", "show"])
def test_without_a_workspace_it_is_said_how_to_begin(command, call, tmp_path):
    result = call(command, *(["good.txt"] if command == "show" else []))
    assert result.exit_code == cli.WRONG_CALL
    assert "whomet add" in result.stderr
    assert not (tmp_path / "whomet.db").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_list_as_text_and_as_data(command, kept, call):
    text = call(command)
    assert text.exit_code == cli.DONE
    told = json.loads(call(command, "--json").stdout)
    assert told == json.loads(call(command, "--format", "json").stdout)
    assert told["format"] == f"whomet.{command}/1"
    assert told["all"] == len(told[command])
    for row in told[command]:
        assert row.get("id", row.get("outlet") or "?") in text.stdout


def test_filters(kept, call):
    def ids(command, *options):
        return [row["id"] for row in json.loads(call(command, "--json", *options).stdout)[command]]

    assert len(ids("meetings")) == 2
    assert len(ids("meetings", "--person", "ada brook")) == 2
    assert len(ids("meetings", "--person", "person:ben-cole")) == 1
    (met,) = ids("meetings", "--person", "ada", "--person", "Cleo")
    assert ids("meetings", "--since", "2031-06") == [met]
    assert ids("meetings", "--until", "2031-05") != [met]
    assert ids("meetings", "--match", "cleo") == [met]
    assert ids("meetings", "--status", "denied") == []
    assert ids("meetings", "--disputed") == []
    assert all(id_.startswith("person:ada-brook") for id_ in ids("people", "--match", "BROOK"))
    assert ids("people", "--match", "BROOK")
    assert ids("people", "--limit", "1") == ids("people")[:1]
    assert ids("people", "--person", "person:ben-cole") == ["person:ada-brook", "person:ben-cole"]
    assert "person:cleo-marsh" in ids("people", "--since", "2031-06")
    assert "person:ben-cole" not in ids("people", "--since", "2031-06")
    story = ids("stories")[0]
    assert ids("stories", "--story", story) == [story] or ids("stories", "--match", "ferry")
    assert call("people", "--match", "nobody at all").stdout == "Nothing fits.\n"


def test_what_is_cut_off_is_told(kept, call):
    assert "more; --limit shows them" in call("people", "--limit", "1").stdout
    assert "--limit" not in call("people").stdout


@pytest.mark.parametrize(
    "options",
    [["--since", "soon"], ["--limit", "0"], ["--lang", "tlh"], ["--person", "nobody"], ["--story", "story:none"]],
)
def test_wrong_filters_are_named(options, kept, call):
    result = call("meetings", *options)
    assert result.exit_code == cli.WRONG_CALL
    assert options[1] in result.stderr or options[0] in result.stderr


def test_the_words_are_those_of_the_language(kept, call):
    assert "2031년 5월 4일" in call("meetings", "--lang", "ko").stdout
    assert "abgehalten" in call("meetings", "--lang", "de").stdout
    assert "4. Mai 2031" in call("brief", "--lang", "de").stdout


def test_the_brief_of_a_workspace_is_that_of_its_files(kept, call):
    for form in ("text", "json", "md"):
        assert call("brief", "--format", form).stdout == call("brief", kept, "--format", form).stdout
    assert call("brief", "--json").stdout == call("brief", kept, "--json").stdout


def test_the_brief_of_one_story(kept, call):
    story = json.loads(call("stories", "--json").stdout)["stories"][0]
    told = json.loads(call("brief", "--json", "--story", story["id"]).stdout)
    assert [one["id"] for one in told["stories"]] == [story["id"]]
    assert [one["file"] for one in told["documents"]] == story["documents"]
    wrong = call("brief", "--story", "story:none")
    assert wrong.exit_code == cli.WRONG_CALL
    assert "story:none: no such story" in wrong.stderr


def test_show_explains_from_a_workspace_as_from_files(kept, call):
    account = json.loads(call("brief", "--json").stdout)
    named = [one["id"] for kind in ("meetings", "stories", "statements", "plans") for one in account[kind]]
    for id_ in [*named, "good.txt", "person:ada-brook"]:
        from_files, from_workspace = call("show", id_, kept), call("show", id_)
        assert from_workspace.exit_code == cli.DONE, from_workspace.stderr
        assert from_workspace.stdout.partition("\nCAME CLOSE")[0] == from_files.stdout.partition("\nCAME CLOSE")[0]
    wrong = call("show", "person:ada-brok")
    assert wrong.exit_code == cli.WRONG_CALL
    assert "did you mean person:ada-brook" in wrong.stderr


def test_files_and_a_workspace_are_not_mixed(kept, call):
    both = call("brief", kept, "--db", "whomet.db")
    assert both.exit_code == cli.WRONG_CALL
    assert "not both" in both.stderr
    told = call("brief", "--together", "good.txt:Ada Brook", "more.txt:Ada Brook")
    assert told.exit_code == cli.WRONG_CALL
    assert "whomet decide" in told.stderr


def test_a_pdf_of_a_workspace(kept, call, tmp_path):
    assert call("brief", "--format", "pdf", "-o", tmp_path / "brief.pdf").exit_code == cli.DONE
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert briefs.FORMATS[-1] == "pdf"


def test_an_empty_workspace(call, tmp_path):
    (tmp_path / "empty").mkdir()
    call("add", tmp_path / "empty")
    result = call("people")
    assert result.exit_code in (cli.NOTHING, cli.WRONG_CALL)
    assert "whomet add" in result.stderr
