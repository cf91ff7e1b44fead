"""`doctor` and `completion`."""

import json
import sqlite3

import pytest

from whomet import cli
from whomet.cli import checks, common


def told(result):
    return {check["check"]: check for check in json.loads(result.stdout)["checks"]}


@pytest.fixture(autouse=True)
def no_weights(monkeypatch):
    """The models are looked at in their own tests."""
    monkeypatch.setattr(checks, "_models", lambda: iter(()))


def test_all_well(kept, call):
    result = call("doctor")
    assert result.exit_code == cli.DONE
    assert "AMISS" not in result.stdout
    found = told(call("doctor", "--json"))
    assert found["workspace file"]["state"] == "ok"
    assert "2 articles" in found["workspace"]["found"]
    assert found["Python"]["state"] == found["packages"]["state"] == found["SQLite"]["state"] == "ok"


def test_no_workspace_is_no_fault_unless_it_was_asked_for(call):
    assert call("doctor").exit_code == cli.DONE
    result = call("doctor", "--db", "mine.db")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert "AMISS  workspace: mine.db: there is none" in result.stdout
    assert "whomet add FOLDER --db mine.db" in result.stdout


def test_a_broken_workspace_is_found(kept, call, tmp_path):
    path = tmp_path / "whomet.db"
    for journal in tmp_path.glob("whomet.db-*"):
        journal.unlink()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(bytes(data))
    result = call("doctor")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert "AMISS  workspace file" in result.stdout
    assert "backup" in result.stdout


def test_another_file_is_no_workspace(call, tmp_path):
    (tmp_path / "notes.db").write_text("just notes " * 500, encoding="utf-8")
    result = call("doctor", "--db", "notes.db")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert "notes.db" in result.stdout


def test_it_only_looks(kept, call, tmp_path):
    def rows():
        with sqlite3.connect(tmp_path / "whomet.db") as connection:
            return list(connection.iterdump())

    before = rows()
    call("doctor")
    assert rows() == before


@pytest.mark.parametrize(
    ("found", "wanted", "fits"),
    [
        ("2.1.9", ">=2.0.30", True),
        ("2.1", ">=2.1.0", True),
        ("0.2.0", "==0.2.1", False),
        ("3.0.0rc1", ">=2,<4", True),
        ("4.0", ">=2,<4", False),
        ("1.0", "", True),
    ],
)
def test_versions(found, wanted, fits):
    assert checks._fits(found, wanted) is fits


def test_a_package_that_is_missing_or_old_is_named(monkeypatch, call):
    monkeypatch.setattr(checks.metadata, "requires", lambda _: ["nowhere-to-be-found>=1", 'x-extra>=2; extra == "x"'])
    found = told(call("doctor", "--json"))
    assert found["packages"]["state"] == "amiss"
    assert "nowhere-to-be-found missing" in found["packages"]["found"]
    assert found["extra x"]["hint"] == "pip install 'whomet[x]'"


def test_a_full_disk_is_amiss(monkeypatch, call):
    monkeypatch.setattr(checks, "ROOM", 2**80)
    assert told(call("doctor", "--json"))["disk"]["state"] == "amiss"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell, call):
    result = call("completion", shell)
    assert result.exit_code == cli.DONE
    assert f"_WHOMET_COMPLETE={shell}_complete" in result.stdout


def test_completion_of_another_shell(call):
    assert call("completion", "tcsh").exit_code == cli.WRONG_CALL


def test_colours_only_where_they_can_be_seen(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert common.in_colour(None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not common.in_colour(None)
