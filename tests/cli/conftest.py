"""A folder of articles, models that answer at once, and a way to call."""

import pytest
from click.testing import CliRunner

from tests.fakes import fake_models
from whomet import cli, pipeline
from whomet.cli import group
from whomet.engines import work

ARTICLE = """Ferry chiefs agree on a new pier

Graz, 4 May 2031 - Ada Brook met Ben Cole in Graz on Sunday to talk about ferries.
"The pier will open in the spring," Ada Brook said.
"""
OTHER = """Harbour chief sees the ferry owner

Linz, 20 June 2031 - Ada Brook met Cleo Marsh in Linz on Thursday to talk about harbours.
"The harbour is too small," Cleo Marsh said.
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    """The pipeline with models that answer at once, in an empty folder; an error of the program fails the test."""
    monkeypatch.setattr(pipeline, "default_models", fake_models)
    monkeypatch.setenv(group.DEBUG, "1")
    monkeypatch.chdir(tmp_path)
    work._models.cache_clear()
    yield
    work._models.cache_clear()


@pytest.fixture
def folder(tmp_path):
    """A folder with two articles."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (articles / "more.txt").write_text(OTHER, encoding="utf-8")
    return articles


@pytest.fixture
def call():
    """Run a command in this process; a traceback fails the test."""

    def run(*arguments):
        result = CliRunner().invoke(cli.main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def kept(folder, call):
    """The same folder in a workspace at whomet.db."""
    assert call("add", folder).exit_code == cli.DONE
    return folder
