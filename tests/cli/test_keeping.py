"""`add` and `watch`: what they say, and how they end."""

import json
import time

import pytest

from tests.cli.conftest import ARTICLE
from whomet import cli, pipeline
from whomet.cli import keeping
from whomet.pipeline import default_models
from whomet.workspace import Workspace, WorkspaceError


def test_what_is_there_already_is_not_added_again(folder, call, tmp_path):
    assert call("add", folder).stdout == "2 articles added, 0 changed, 0 files unchanged\n"
    assert (tmp_path / "whomet.db").exists()
    assert call("add", folder).stdout == "0 articles added, 0 changed, 2 files unchanged\n"
    (folder / "good.txt").write_text(ARTICLE.replace("Sunday", "Saturday"), encoding="utf-8")
    told = json.loads(call("add", folder, "--json").stdout)
    assert told["format"] == "whomet.run/1"
    assert (told["added"], told["changed"], told["unchanged"], told["problems"]) == (0, 1, 1, [])


def test_what_cannot_be_read_is_named(folder, call):
    (folder / "empty.txt").write_bytes(b"")
    result = call("add", folder)
    assert result.exit_code == cli.WITH_PROBLEMS
    assert "whomet: empty.txt: " in result.stderr
    assert result.stdout.startswith("2 articles added")


def test_a_folder_of_nothing_but_broken_files(tmp_path, call):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert call("add", tmp_path / "broken").exit_code in (cli.NOTHING, cli.WITH_PROBLEMS)


def test_without_paths_there_has_to_be_a_workspace(folder, call, tmp_path):
    result = call("add")
    assert result.exit_code == cli.WRONG_CALL
    assert "there is no workspace" in result.stderr
    assert not (tmp_path / "whomet.db").exists()
    call("add", folder)
    assert call("add").stdout == "0 articles added, 0 changed, 0 files unchanged\n"


def test_a_part_that_cannot_be_had_is_a_wrong_call(folder, call, monkeypatch):
    monkeypatch.setattr(pipeline, "default_models", default_models)
    result = call("add", folder, "--tagger", "flair")
    assert result.exit_code == cli.WRONG_CALL
    assert "no tagger 'flair'" in result.stderr


@pytest.mark.parametrize("command", ["add", "watch"])
def test_wrong_calls(command, folder, call, tmp_path):
    if command == "watch":
        assert call(command).exit_code == cli.WRONG_CALL
    nowhere = call(command, tmp_path / "nowhere")
    assert nowhere.exit_code == cli.WRONG_CALL
    assert "no such file or folder" in nowhere.stderr
    assert not (tmp_path / "whomet.db").exists()
    (tmp_path / "other.db").write_text("no database", encoding="utf-8")
    other = call(command, folder, "--db", tmp_path / "other.db")
    assert other.exit_code == cli.WRONG_CALL
    assert "not a workspace" in other.stderr


def test_watching_once(folder, call):
    assert call("watch", folder, "--once").stdout.startswith("2 articles added")
    assert call("watch", folder, "--once").stdout == ""


def test_watching_goes_on_until_it_is_stopped(folder, call, monkeypatch):
    """Each look but the first finds one more file; a look that finds nothing says nothing."""
    looks = []

    def sleep(seconds):
        looks.append(seconds)
        if len(looks) == 1:
            (folder / "new.txt").write_text(ARTICLE.replace("Graz", "Hanau"), encoding="utf-8")
        if len(looks) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    result = call("watch", folder, "--every", "2", "--json")
    assert result.exit_code == cli.DONE
    assert looks == [2.0, 2.0, 2.0]
    assert [json.loads(line)["added"] for line in result.stdout.splitlines()] == [2, 1]
    assert result.stderr == "whomet: stopped\n"


def test_a_problem_is_told_once_while_watching(folder, call, monkeypatch):
    (folder / "empty.txt").write_bytes(b"")
    looks = []

    def sleep(seconds):
        looks.append(seconds)
        (folder / f"{len(looks)}.txt").write_text(ARTICLE, encoding="utf-8")
        if len(looks) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    result = call("watch", folder)
    assert result.exit_code == cli.WITH_PROBLEMS
    assert result.stderr.count("empty.txt") == 1


def test_a_look_opens_no_file(folder, monkeypatch):
    (folder / "good.txt").chmod(0)
    assert len(list(keeping._looks((folder,)))) >= 1
    (folder / "good.txt").chmod(0o600)


def test_watching_outlives_another_run_that_is_in_the_way(folder, call, monkeypatch):
    add, tries = Workspace.add, []

    def busy(self, *paths, **more):
        tries.append(paths)
        if len(tries) == 1:
            raise WorkspaceError("another run has been writing")
        return add(self, *paths, **more)

    def sleep(_):
        if len(tries) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "add", busy)
    monkeypatch.setattr(time, "sleep", sleep)
    result = call("watch", folder)
    assert result.exit_code == cli.WITH_PROBLEMS
    assert "another run has been writing; it is tried again" in result.stderr
    assert result.stdout.startswith("2 articles added")


def test_names_are_evidence_from_then_on(folder, call, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("id,type,name\nq1,person,Ada Brook\n", encoding="utf-8")
    result = call("add", folder, "--names", names)
    assert result.exit_code == cli.DONE, result.stderr
    assert call("add", folder, "--names", names).stdout == "0 articles added, 0 changed, 2 files unchanged\n"
    nowhere = call("add", folder, "--names", tmp_path / "none.csv")
    assert nowhere.exit_code == cli.WRONG_CALL
    assert "none.csv" in nowhere.stderr


def test_what_is_forgotten_is_gone(kept, call):
    unsure = call("forget", "good.txt")
    assert unsure.exit_code == cli.WRONG_CALL
    assert "--yes" in unsure.stderr
    result = call("forget", "good.txt", "--yes", "--json")
    assert result.exit_code == cli.DONE, result.stderr
    assert json.loads(result.stdout)["removed"] == 1
    assert [one["file"] for one in json.loads(call("brief", "--json").stdout)["documents"]] == ["more.txt"]
    again = call("forget", "good.txt", "--yes")
    assert again.exit_code == cli.WRONG_CALL
    assert "good.txt" in again.stderr


def test_an_empty_folder_is_nothing_to_add(tmp_path, call):
    (tmp_path / "empty").mkdir()
    done = call("add", tmp_path / "empty", "--db", tmp_path / "w.db")
    assert done.exit_code == cli.NOTHING
    assert "no file" in done.stderr
