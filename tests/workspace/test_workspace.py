"""A workspace says what the brief says, and knows it the next day."""

from pathlib import Path

import pytest

from tests.fakes import fake_models
from whomet import briefs, files, pipeline
from whomet.workspace import Workspace, WorkspaceError

ARTICLES = Path(__file__).parent.parent.parent / "examples" / "articles"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    where = tmp_path_factory.mktemp("workspace") / "whomet.db"
    with Workspace.open(where, models=fake_models()) as workspace:
        workspace.add(ARTICLES)
    return where


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_workspace_gives_the_account_of_a_brief(filled, language):
    found, _ = files.find([ARTICLES])
    wanted = briefs.render(pipeline.brief(found, language, fake_models()), "json")
    with Workspace.open(filled, models=fake_models()) as workspace:
        assert briefs.render(workspace.account(language), "json") == wanted


def test_what_is_there_is_not_added_again(filled):
    with Workspace.open(filled, models=fake_models()) as workspace:
        before = workspace.account()
        run = workspace.add(ARTICLES).run
        assert (run.added, run.changed) == (0, 0)
        assert run.unchanged == len(list(ARTICLES.iterdir()))
        assert workspace.account() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00broken", b"no database at all"])
def test_what_is_no_workspace_is_said(tmp_path, content):
    where = tmp_path / "x.db"
    if content:
        where.write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"x\.db"):
        Workspace.open(where, create=False).account()
