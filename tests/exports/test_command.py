"""`whomet export`: of files and of a workspace."""

import json

import pytest
from click.testing import CliRunner

from tests.exports.sample import account
from tests.fakes import fake_models
from whomet import exports, pipeline, workspace
from whomet.cli import NOTHING, WITH_PROBLEMS, WRONG_CALL, main

_ARTICLE = "Ada Brook met Ben Cole on 4 May 2031. They talked about ferries, said Ada Brook."


@pytest.fixture
def told(monkeypatch):
    """An account in the workspace, whichever it is."""

    class Kept:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def account(self, language):
            return account()

    monkeypatch.setattr(workspace.Workspace, "open", lambda where, **_: Kept())
    return account()


def kept(*arguments):
    return run(*arguments, "--db", "kept.db")


def run(*arguments):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_of_a_workspace_to_a_file(told, tmp_path):
    done = kept("graphml", "-o", tmp_path / "a.graphml")
    assert done.exit_code == WITH_PROBLEMS  # the account names a file that could not be read
    assert (tmp_path / "a.graphml").read_bytes() == exports.render(told, "graphml")
    assert "x.bin" in done.stderr


def test_to_the_screen(told):
    assert kept("followthemoney").stdout_bytes == exports.render(told, "followthemoney")


def test_tables_need_a_place(told, tmp_path):
    done = kept("csv")
    assert done.exit_code == WRONG_CALL
    assert "-o FOLDER or -o FILE.zip, or --table NAME" in done.stderr
    kept("csv", "-o", tmp_path / "tables")
    assert (tmp_path / "tables" / "meetings.csv").is_file()


def test_one_table_is_one_file(told, tmp_path):
    meetings = exports.table_files(told)["meetings.csv"]
    assert kept("csv", "--table", "meetings").stdout_bytes == meetings
    kept("csv", "--table", "meetings", "-o", tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_bytes() == meetings
    assert "no such table: meeting; there are documents, " in kept("csv", "--table", "meeting").stderr
    assert "gexf has no tables" in kept("gexf", "--table", "meetings").stderr
    done = kept("csv", "-o", tmp_path / "all.csv")
    assert done.exit_code == WRONG_CALL
    assert "name a folder, a file that ends in .zip, or one table" in done.stderr


def test_a_calendar_says_what_it_leaves_out(told):
    assert "Not in this calendar: 1 denied; 2 without a single day." in kept("ics").stderr


def test_one_story(told, tmp_path):
    assert json.loads(kept("json", "--story", "story:1").stdout)["stories"][0]["id"] == "story:1"
    done = kept("json", "--story", "story:9")
    assert done.exit_code == WRONG_CALL
    assert "did you mean story:1?" in done.stderr


def test_what_cannot_be_written_is_named(told, tmp_path):
    done = kept("gexf", "-o", tmp_path)
    assert done.exit_code == WRONG_CALL
    assert "is a folder; name a file" in done.stderr


def test_files_or_a_workspace_not_both(tmp_path):
    (tmp_path / "a.txt").write_text(_ARTICLE)
    done = run("json", tmp_path, "--db", "x.db")
    assert done.exit_code == WRONG_CALL
    assert "not both" in done.stderr


def test_no_workspace(tmp_path):
    done = run("json", "--db", tmp_path / "none.db")
    assert done.exit_code == WRONG_CALL
    assert "none.db" in done.stderr


def test_of_files(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "default_models", fake_models)
    (tmp_path / "a.txt").write_text(_ARTICLE)
    done = run("json-ld", tmp_path)
    assert done.exit_code == 0, done.stderr
    assert "urn:whomet:person:ada-brook" in done.stdout
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "empty.txt").write_bytes(b"")
    assert run("json-ld", tmp_path / "b").exit_code == NOTHING


def test_a_program_does_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(workspace.Workspace, "account", lambda self, language="en": account())
    with workspace.Workspace.open(tmp_path / "kept.db") as opened:
        (path,) = opened.export("gexf", tmp_path / "a.gexf")
        assert path.read_bytes() == exports.render(account(), "gexf")
        (path,) = opened.export("csv", tmp_path / "m.csv", story="story:1", table="meetings")
        assert path.read_bytes() == exports.render(exports.of_story(account(), "story:1"), "csv", table="meetings")
        with pytest.raises(exports.ExportError, match="did you mean story:1"):
            opened.export("gexf", tmp_path / "a.gexf", story="story:11")
