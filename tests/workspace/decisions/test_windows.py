"""Decisions hold across windows: what they bind is concluded, or linked, together."""

from dataclasses import replace

import pytest

from tests.workspace.building import article, write
from tests.workspace.decisions.building import FILES
from tests.workspace.decisions.test_workspace import folder, opened, told
from whomet import briefs
from whomet.workspace import dividing
from whomet.workspace.dividing import Bounds


@pytest.fixture(autouse=True, params=[1, 2])
def small_windows(request, monkeypatch):
    """Windows of one article, or of two."""
    monkeypatch.setattr(dividing, "DEFAULT", Bounds(1, ((-2.0, request.param),)))


@pytest.fixture
def workspace(tmp_path):
    write(tmp_path / "more", {f"{number:02}.txt": article(number) for number in range(6)})
    with opened(tmp_path / "one.db") as workspace:
        yield workspace.add(folder(tmp_path / "articles", FILES)).add(tmp_path / "more")


def test_a_merge_of_people_of_two_windows(workspace):
    decision = workspace.merge("person:ada-brook", "person:ada-brooke")
    ids = {entity.id for entity in workspace.account().entities}
    assert len(ids & {"person:ada-brook", "person:ada-brooke"}) == 1
    (standing,) = workspace.decisions()
    assert (standing.decision, standing.state) == (decision, "applied")


def test_a_split_of_one_of_two_windows(workspace):
    before = {entity.id for entity in workspace.account().entities}
    workspace.split("person:ben-cole", files=["a.txt"])
    after = {entity.id for entity in workspace.account().entities}
    assert len(after) == len(before) + 1
    (standing,) = workspace.decisions()
    assert (standing.state, len(set(standing.ids))) == ("applied", 2)


def test_meetings_of_two_windows_are_one(workspace):
    met = [m.id for m in workspace.account().meetings if {"a.txt", "c.txt"} & {*m.documents}]
    assert len(met) > 1
    workspace.merge(*met)
    (one,) = [m for m in workspace.account().meetings if {"a.txt", "c.txt"} & {*m.documents}]
    assert {"a.txt", "c.txt"} <= {*one.documents}
    assert [standing.state for standing in workspace.decisions()] == ["applied"]


def test_undone_all_is_as_before_and_from_scratch_all_is_the_same(workspace, tmp_path):
    before = briefs.render(replace(workspace.account(), decisions=()), "json")
    workspace.merge("person:ada-brook", "person:ada-brooke", why="one spelling")
    workspace.correct(next(m for m in workspace.account().meetings if "c.txt" in m.documents).id, "manner", "video")
    workspace.rename("person:ben-cole", "Benjamin Cole")
    workspace.reject("person:dora-eck")
    workspace.reject("b.txt")
    with opened(tmp_path / "two.db") as other:
        other.add(tmp_path / "more")
        other.take_decisions(workspace.log())
        other.add(tmp_path / "articles")
        assert told(other) == told(workspace)
    for _ in range(5):
        workspace.undo()
    assert briefs.render(replace(workspace.account(), decisions=()), "json") == before
