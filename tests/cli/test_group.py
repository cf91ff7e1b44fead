"""The commands as a group: quick to start, completed by the shell, and well ended."""

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from whomet import briefs, cli
from whomet.briefs import documents, entity
from whomet.cli import briefing, common, group
from whomet.extractors.plugs import BUDGET


def test_what_is_repeated_so_that_the_start_is_quick_is_the_same():
    assert common.BUDGET == BUDGET
    assert briefing.FORMATS == briefs.FORMATS
    assert briefing.READ_FORMATS == documents.FORMATS
    assert briefing.SHOW_FORMATS == entity.FORMATS


def test_every_command_is_where_it_is_said_to_be():
    context = click.Context(cli.main)
    for each in cli.COMMANDS:
        command = cli.main.get_command(context, each.name)
        assert command.name == each.name
        assert command.help


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["brief", "--help"]])
def test_nothing_heavy_is_imported_to_say_what_there_is(arguments):
    code = (
        "import sys\n"
        "from whomet.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "print('HEAVY', sorted({'numpy', 'onnxruntime', 'sqlalchemy', 'fastapi', 'lxml', 'babel'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, check=True, text=True)
    assert "HEAVY []" in result.stdout


def test_the_shell_completes_commands_and_options():
    environment = {**os.environ, "_WHOMET_COMPLETE": "bash_complete"}
    for words, cword, wanted in (("whomet br", "1", "brief"), ("whomet brief --form", "2", "--format")):
        result = subprocess.run(
            [sys.executable, "-m", "whomet.cli"],
            capture_output=True,
            env={**environment, "COMP_WORDS": words, "COMP_CWORD": cword},
            timeout=120,
            check=False,
            text=True,
        )
        assert f"plain,{wanted}" in result.stdout.splitlines()


@pytest.fixture
def broken(monkeypatch):
    """A command that ends as told."""

    def make(error):
        @click.command()
        def read():
            raise error

        monkeypatch.setattr(briefing, "COMMANDS", (read,))
        return CliRunner().invoke(cli.main, ["read"])

    return make


def test_ctrl_c_ends_without_a_traceback(broken):
    result = broken(KeyboardInterrupt())
    assert result.exit_code == cli.STOPPED == 130
    assert result.stderr.strip() == "whomet: stopped"


def test_an_error_of_the_program_is_named(broken, monkeypatch):
    monkeypatch.delenv(group.DEBUG, raising=False)
    result = broken(ZeroDivisionError("by nought"))
    assert result.exit_code == cli.NOTHING
    assert result.stderr.startswith("whomet: an error of the program itself: ZeroDivisionError: by nought")
    monkeypatch.setenv(group.DEBUG, "1")
    assert isinstance(broken(ZeroDivisionError("by nought")).exception, ZeroDivisionError)


def test_a_command_that_is_not_there_is_answered_with_those_that_are_near():
    done = CliRunner().invoke(cli.main, ["peple"])
    assert done.exit_code == cli.WRONG_CALL
    assert "people" in done.stderr
    done = CliRunner().invoke(cli.main, ["frobnicate"])
    assert "There is: brief, show" in done.stderr
