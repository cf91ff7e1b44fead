"""What is read in another language is kept: the next reader finds it, and runs conclude it as well."""

import os

import pytest
from sqlalchemy import select

from tests.workspace.building import article, opened, write
from whomet import briefs, pipeline
from whomet.workspace import dividing, schema
from whomet.workspace.dividing import Bounds


@pytest.fixture(autouse=True, params=[3, 100])
def windows(request, monkeypatch):
    """Several windows, and one."""
    monkeypatch.setattr(dividing, "DEFAULT", Bounds(request.param, ((-2.0, 3),)))


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "texts", {f"{number:02}.txt": article(number) for number in range(8)})


@pytest.fixture
def workspace(folder, tmp_path):
    with opened(tmp_path / "whomet.db") as workspace:
        yield workspace.add(folder)


@pytest.fixture
def concluded(monkeypatch):
    """In how many languages something was concluded, each time that it was."""
    seen, was = [], pipeline.conclude_in

    def conclude_in(languages, *rest):
        seen.append(tuple(languages))
        return was(languages, *rest)

    monkeypatch.setattr(pipeline, "conclude_in", conclude_in)
    return seen


def kept(workspace):
    with workspace.database.read() as connection:
        return set(connection.execute(select(schema.conclusions.c.language)).scalars())


def rendered(workspace, language):
    return briefs.render(workspace.account(language), "json", language)


def test_what_is_read_once_is_not_concluded_again(workspace, concluded):
    first = rendered(workspace, "ko")
    assert concluded
    assert kept(workspace) == {"en", "ko"}
    concluded.clear()
    assert rendered(workspace, "ko") == first
    assert not concluded


def test_a_run_concludes_what_was_read_before(workspace, concluded, tmp_path):
    rendered(workspace, "de")
    concluded.clear()
    workspace.add(write(tmp_path / "more", {"more.txt": article(2, 1)}))
    assert set(concluded) == {("en", "de")}
    concluded.clear()
    account = rendered(workspace, "de")
    assert not concluded
    with opened(tmp_path / "other.db") as other:
        assert rendered(other.add(tmp_path / "texts").add(tmp_path / "more"), "de") == account


def test_of_a_language_without_a_pack_nothing_is_kept(workspace):
    workspace.account("xx")
    assert kept(workspace) == {"en"}


def test_a_reader_does_not_wait_for_a_run(workspace, concluded):
    with workspace.database.write():
        first = rendered(workspace, "ko")
        concluded.clear()
    assert kept(workspace) == {"en"}
    assert rendered(workspace, "ko") == first
    assert concluded


def test_what_changed_meanwhile_is_not_kept(workspace, monkeypatch, folder):
    was = pipeline.conclude_in
    done = []

    def conclude_in(languages, *rest):
        found = was(languages, *rest)
        if not done:
            done.append(True)
            write(folder, {f"{number:02}.txt": article(number + 20) for number in range(8)})
            workspace.add(folder)
        return found

    monkeypatch.setattr(pipeline, "conclude_in", conclude_in)
    before = rendered(workspace, "ko")
    assert done
    after = rendered(workspace, "ko")
    assert before != after
    assert "talks number 27" in after


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="all may write")
def test_what_can_only_be_read_is_read(workspace, tmp_path, concluded):
    workspace.close()
    (tmp_path / "whomet.db").chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with opened(tmp_path / "whomet.db", create=False) as fixed:
            assert rendered(fixed, "ko")
            assert kept(fixed) == {"en"}
    finally:
        tmp_path.chmod(0o700)
