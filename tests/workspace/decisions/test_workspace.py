"""Decisions in a workspace: kept, replayed by the next run, taken to another one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.fakes import fake_models
from tests.workspace.decisions.building import FILES
from whomet import briefs
from whomet.workspace import Workspace, concluding
from whomet.workspace.decisions.exchange import as_lines
from whomet.workspace.decisions.making import DecisionError


def folder(where, files):
    where.mkdir(exist_ok=True)
    for file, text in files.items():
        (where / file).write_text(text, encoding="utf-8")
    return where


@pytest.fixture
def articles(tmp_path):
    return folder(tmp_path / "articles", FILES)


def opened(where, who="Nora"):
    return Workspace.open(where, models=fake_models(), who=who)


@pytest.fixture
def workspace(tmp_path, articles):
    with opened(tmp_path / "one.db") as workspace:
        yield workspace.add(articles)


def told(workspace):
    return briefs.render(workspace.account(), "json")


def disputed(workspace):
    return next(m for m in workspace.account().meetings if m.contradictions)


def some(workspace):
    """A merge, a correction, a rejection, a name and an undo."""
    workspace.merge("person:ada-brook", "person:ada-brooke", why="one spelling")
    workspace.correct(disputed(workspace).id, "date", "2031-05-03")
    workspace.rename("person:ben-cole", "Benjamin Cole")
    workspace.reject("person:dora-eck")
    workspace.reject("b.txt")
    workspace.undo()


def test_what_was_decided_is_known_the_next_day(workspace, tmp_path):
    some(workspace)
    with opened(tmp_path / "one.db") as again:
        assert told(again) == told(workspace)
        assert [s.state for s in again.decisions()] == ["applied"] * 4 + ["undone", "applied"]
        assert {s.decision.who for s in again.decisions()} == {"Nora"}


def test_from_scratch_in_another_order_with_the_same_log(workspace, articles, tmp_path):
    some(workspace)
    with opened(tmp_path / "two.db", "somebody else") as other:
        for file in ("c.txt", "b.txt", "a.txt"):
            (tmp_path / "apart").mkdir(exist_ok=True)
            (tmp_path / "apart" / file).write_text(FILES[file], encoding="utf-8")
            other.add(tmp_path / "apart")
            if file == "b.txt":
                other.take_decisions(workspace.log())
        assert told(other) == told(workspace)


def test_both_databases_give_the_same_bytes(workspace, articles, where):
    some(workspace)
    with opened(where) as other:
        other.add(articles)
        assert other.take_decisions(workspace.log()) == 6
        assert told(other) == told(workspace)
        undone = other.undo()
        assert undone.when > workspace.log()[-1].when
        assert as_lines(other.log()[:6]) == as_lines(workspace.log())


def test_a_later_run_replays_them(workspace, articles):
    some(workspace)
    (articles / "d.txt").write_text(
        "Weekly Ledger\n\n2031-05-09\n\nAda Brooke shook hands with Ben Cole in Linz on 6 May 2031, a clerk told us.",
        encoding="utf-8",
    )
    workspace.add(articles)
    account = workspace.account()
    assert "person:ada-brooke" not in {entity.id for entity in account.entities}
    assert [s.decision.kind for s in workspace.conflicts()] == ["correct"]
    assert "Benjamin Cole" in {entity.label for entity in account.entities}


def test_undoing_everything_gives_the_bytes_of_before(workspace):
    before = briefs.render(replace(workspace.account(), decisions=()), "json")
    some(workspace)
    for _ in range(4):
        workspace.undo()
    assert briefs.render(replace(workspace.account(), decisions=()), "json") == before
    with pytest.raises(DecisionError, match="nothing is decided"):
        workspace.undo()


def test_what_cannot_be_decided_leaves_no_trace(workspace):
    revision = workspace.revision()
    with pytest.raises(DecisionError, match="did you mean"):
        workspace.reject("person:ada-brok")
    with pytest.raises(DecisionError, match="no decision"):
        workspace.decide("delete", "person:ada-brook")
    assert (workspace.log(), workspace.revision()) == ((), revision)


def test_only_what_changes_conclusions_concludes_again(workspace, monkeypatch):
    calls = []
    conclude = concluding.conclude
    monkeypatch.setattr(
        "whomet.workspace.decisions.deciding.conclude", lambda *given: calls.append(1) or conclude(*given)
    )
    workspace.rename("person:ben-cole", "Benjamin Cole")
    workspace.note("person:ben-cole", "as in the register")
    workspace.undo()
    assert calls == []
    workspace.merge("person:ada-brook", "person:ada-brooke")
    workspace.undo()
    workspace.undo(workspace.log()[-1].id)
    assert len(calls) == 3


def test_time_only_goes_on(workspace):
    moments = iter(
        [datetime(2031, 6, 2, tzinfo=UTC), datetime(2031, 6, 1, tzinfo=UTC), datetime(2031, 6, 3, tzinfo=UTC)]
    )
    workspace.clock = lambda: next(moments)
    for text in ("one", "two", "three"):
        workspace.note("person:ben-cole", text)
    assert [(d.value, d.when) for d in workspace.log()] == [
        ("one", "2031-06-02T00:00:00.000000+00:00"),
        ("two", "2031-06-02T00:00:00.000001+00:00"),
        ("three", "2031-06-03T00:00:00.000000+00:00"),
    ]


def test_rows_are_only_ever_added(workspace):
    statements = []
    event.listen(workspace.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    some(workspace)
    changed = [each for each in statements if "decisions" in each and each.startswith(("UPDATE", "DELETE"))]
    assert changed == []


# --- from one workspace to another ---------------------------------------------------------------------


def test_a_log_goes_to_another_workspace_once(workspace, articles, tmp_path):
    some(workspace)
    file = tmp_path / "decisions.jsonl"
    file.write_text(as_lines(workspace.log()), encoding="utf-8")
    with opened(tmp_path / "two.db") as other:
        other.add(articles)
        assert other.take_decisions(file) == 6
        assert other.take_decisions(file) == 0
        assert told(other) == told(workspace)


def test_the_logs_of_two_analysts_give_the_same_in_either_order(workspace, articles, tmp_path):
    workspace.merge("person:ada-brook", "person:ada-brooke")
    with opened(tmp_path / "two.db", "Olaf") as second:
        second.add(articles)
        second.rename("person:cem-dal", "Cem D.")
        second.reject("a.txt")
        mine, theirs = workspace.log(), second.log()
        workspace.take_decisions(theirs)
        second.take_decisions(mine)
        assert told(second) == told(workspace)
        assert {decision.who for decision in second.log()} == {"Nora", "Olaf"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not json\n", "line 1 is no decision"),
        (b'{"id": "decision:1"}\n', "line 1 is no decision"),
        (b"\xff\xfe\n", "not a log of decisions"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_log_is_said(workspace, tmp_path, content, said):
    file = tmp_path / "x.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DecisionError, match=said):
        workspace.take_decisions(file)


def test_a_line_that_was_changed_is_refused(workspace, tmp_path):
    workspace.rename("person:ben-cole", "Benjamin Cole")
    file = tmp_path / "x.jsonl"
    file.write_text(as_lines(workspace.log()).replace("Benjamin", "Bernard"), encoding="utf-8")
    with pytest.raises(DecisionError, match="line 1: the decision was changed"):
        workspace.take_decisions(Path(file))
