"""Deciding from the terminal: each command says what it changed, and every wrong call what to do."""

import json

import pytest
from click.testing import CliRunner

from tests.workspace.decisions.building import FILES
from whomet import cli


@pytest.fixture
def decided(tmp_path, call):
    """Run `whomet decide` in a workspace with three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for file, text in FILES.items():
        (folder / file).write_text(text, encoding="utf-8")
    assert call("add", folder).exit_code == cli.DONE
    return lambda *arguments: call("decide", *arguments)


def disputed(call):
    (meeting,) = [m for m in json.loads(call("brief", "--json").stdout)["meetings"] if m["contradictions"]]
    return meeting["id"]


def test_a_merge_says_what_it_changed(decided):
    result = decided("merge", "person:ada-brook", "person:ada-brooke", "--why", "one spelling")
    assert result.exit_code == cli.DONE
    lines = result.stdout.splitlines()
    assert lines[0].endswith("merge Ada Brook = Ada Brooke")
    assert "   gone: person:ada-brooke  Ada Brooke" in lines
    assert any("articles: a.txt, b.txt -> a.txt, b.txt, c.txt" in line for line in lines)


def test_a_correction_as_data(decided, call):
    id_ = disputed(call)
    told = json.loads(decided("correct", id_, "date", "2031-05-03", "--who", "Olaf", "--json").stdout)
    assert (told["decision"]["who"], told["decision"]["value"]) == ("Olaf", "2031-05-03")
    assert {
        "id": id_,
        "label": "Ada Brook – Ben Cole",
        "field": "date",
        "before": "2031-05-05",
        "after": "2031-05-03",
    } in (told["changes"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("split", "person:ben-cole", "--file", "c.txt"),
        ("split", "person:cem-dal", "person:dora-eck"),
        ("reject", "person:dora-eck"),
        ("accept", "person:dora-eck"),
        ("rename", "person:dora-eck", "Dora E."),
        ("note", "person:dora-eck", "look again"),
        ("correct", "person:dora-eck", "roles", "--add", "harbour master"),
        ("correct", "a.txt", "outlet", "--unknown"),
        ("reject", "a.txt"),
    ],
)
def test_each_is_done_and_undone(decided, call, arguments):
    before = call("brief", "--json").stdout
    assert decided(*arguments).exit_code == cli.DONE
    assert decided("undo").exit_code == cli.DONE
    after = json.loads(call("brief", "--json").stdout)
    assert [each["state"] for each in after.pop("decisions")] == ["undone", "applied"]
    assert {**after, "decisions": []} == json.loads(before)


def test_an_undo_names_what_rested_on_it(decided):
    merged = decided("merge", "person:ada-brook", "person:ada-brooke").stdout.split()[0]
    decided("rename", "person:ada-brook", "Ada B.")
    told = decided("undo", merged).stdout
    assert "this bears on another decision" in told
    assert "rename Ada Brook -> Ada B.  [conflict]" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reject", "person:ada-brok"), "did you mean person:ada-brook"),
        (("correct", "a.txt", "published"), "give VALUE, or --add and --remove, or --unknown"),
        (("correct", "a.txt", "published", "2031", "--unknown"), "give VALUE"),
        (("correct", "a.txt", "published", "soon"), "is not a date"),
        (("undo",), "nothing is decided"),
        (("import", "nowhere.jsonl"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(decided, arguments, said):
    result = decided(*arguments)
    assert result.exit_code == cli.WRONG_CALL
    assert said in result.stderr


def test_without_a_workspace_it_is_said_how_to_begin(call):
    for command in (("queue",), ("log",), ("undo",), ("reject", "a.txt"), ("review",)):
        result = call("decide", *command)
        assert result.exit_code == cli.WRONG_CALL
        assert "whomet add" in result.stderr


def test_the_log_goes_to_another_workspace(decided, call, tmp_path):
    assert decided("log").stdout == "nothing is decided yet\n"
    decided("rename", "person:dora-eck", "Dora E.", "--why", "as she signs")
    decided("log", "--json", "-o", "log.jsonl")
    assert call("add", "articles", "--db", "two.db").exit_code == cli.DONE
    assert decided("import", "log.jsonl", "--db", "two.db").stdout == "1 new decision\n"
    assert decided("import", "log.jsonl", "--db", "two.db").stdout == "0 new decisions\n"
    told = decided("log", "--db", "two.db").stdout
    assert "rename Dora Eck -> Dora E." in told
    assert "why: as she signs" in told
    assert decided("log", "--conflicts").stdout == "no decision is in conflict with the articles\n"


def test_the_queue_as_text_and_as_data(decided):
    items = json.loads(decided("queue", "--json").stdout)
    assert [item["question"] for item in items] == ["contradiction", "near", "single", "single"]
    told = decided("queue", "--limit", "1").stdout
    assert items[0]["label"] in told
    assert "3 more" in told


def test_a_review_by_keys(decided):
    def review(keys):
        return CliRunner().invoke(cli.main, ["decide", "review", "--who", "Olaf"], input=keys)

    result = review("?1q")
    assert result.exit_code == cli.DONE
    assert "one of 1, 2, x; n for later, q to stop" in result.stdout
    assert "accept 2031-05-04 for Ada Brook – Ben Cole, date" in decided("log").stdout
    assert "nothing is open" in review("mn").stdout
    assert "told by one origin" in decided("queue").stdout
    assert len(decided("log", "--json").stdout.splitlines()) == 2


def test_what_articles_print_cannot_steer_the_terminal(decided, call, tmp_path):
    decided("note", "person:dora-eck", "red \x1b[31m and \u202e back")
    assert "\x1b" not in decided("log").stdout
    assert "\u202e" not in decided("log").stdout
