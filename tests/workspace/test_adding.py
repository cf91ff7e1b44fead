"""What comes in, in whatever order and however often, leaves the workspace that one run over all of it leaves."""

import json

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.workspace.building import article, brief, documents_of, feed, opened, page, write
from whomet.workspace import schema

#: Each example concludes several times; smaller ones would say no more.
SLOW = settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])


def count(workspace, table):
    with workspace.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


@SLOW
@given(data=st.data())
def test_any_order_in_any_number_of_runs_is_one_run(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("order")
    texts = {f"{n}.html": page(n, n % 2) for n in range(7)} | {f"{n}.txt": article(n, n % 3) for n in range(7, 9)}
    paths = [write(folder / "in", texts) / name for name in data.draw(st.permutations(sorted(texts)))]
    cuts = sorted(data.draw(st.sets(st.integers(1, len(paths) - 1), max_size=3)))
    with opened(folder / "w.db") as workspace:
        for first, last in zip([0, *cuts], [*cuts, len(paths)], strict=True):
            for path in paths[first:last] if last - first < 2 else [None]:
                workspace.add(path) if path else _together(workspace, folder / f"run{first}", paths[first:last])
        wanted = brief(folder / "in")
        assert workspace.account() == wanted
        assert any(b.reason == "stands in other pages of the outlet" for d in wanted.documents for b in d.blocks)
        with workspace.database.read() as connection:
            left = connection.execute(select(schema.results.c.stage).distinct()).scalars().all()
        assert set(left) <= {"understanding"}, "what was dated by its peers alone is kept beside the documents"


def _together(workspace, folder, paths):
    """Several files in one run under their bare names."""
    folder.mkdir()
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
    workspace.add(folder)


def test_a_changed_file_is_replaced_and_its_old_bytes_stay(tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(4)})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        write(folder, {"2.txt": article(7)})
        run = workspace.add(folder).run
        assert (run.added, run.removed, run.unchanged) == (0, 0, 3)
        assert run.changed >= 1
        assert workspace.account() == brief(folder)
        assert count(workspace, schema.originals) == 5
        assert count(workspace, schema.contents) == 5


def test_only_what_is_touched_is_written(tmp_path):
    folder = write(tmp_path / "in", {f"{n}.html": page(n, n % 3) for n in range(12)})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        write(folder, {"new.html": page(20, 1)})
        run = workspace.add(folder).run
        assert (run.added, run.changed, run.unchanged) == (1, 0, 12)
        with workspace.database.read() as connection:
            written = connection.execute(select(schema.documents.c.name).where(schema.documents.c.run == run.id))
            assert written.scalars().all() == ["new.html"]
        assert workspace.account() == brief(folder)


def test_rows_that_left_a_table_leave_the_workspace(tmp_path):
    rows = [json.dumps({"title": f"Talks {n}", "text": article(n)}) for n in range(5)]
    folder = write(tmp_path / "in", {"rows.jsonl": "\n".join(rows)})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        write(folder, {"rows.jsonl": "\n".join(rows[:3])})
        run = workspace.add(folder).run
        assert (run.added, run.changed, run.removed) == (0, 0, 2)
        assert workspace.account() == brief(folder)


def test_items_that_left_a_feed_stay(tmp_path):
    folder = write(tmp_path / "in", {"feed.xml": feed(*((n, article(n)) for n in (3, 2, 1)))})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        assert workspace.account() == brief(folder)
        before = documents_of(workspace)
        write(folder, {"feed.xml": feed((5, article(5)), (4, article(4)), (3, article(3)))})
        run = workspace.add(folder).run
        assert (run.added, run.removed) == (2, 0)
        after = documents_of(workspace)
        assert sorted(after) == [f"feed.xml#{n}" for n in range(1, 6)]
        assert {name: after[name].text for name in before} == {name: each.text for name, each in before.items()}
        assert "number 4" in after["feed.xml#4"].text
        assert "number 5" in after["feed.xml#5"].text


def test_items_that_left_a_feed_in_json_stay(tmp_path):
    def text(*numbers):
        items = [{"id": n, "title": f"Talks {n}", "content_text": article(n)} for n in numbers]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": items})

    folder = write(tmp_path / "in", {"feed.json": text(1)})
    with opened(tmp_path / "w.db") as workspace:
        for numbers in ((1,), (3, 2, 1), (4, 3)):
            write(folder, {"feed.json": text(*numbers)})
            workspace.add(folder)
        found = documents_of(workspace)
        assert sorted(found) == ["feed.json", "feed.json#2", "feed.json#3", "feed.json#4"]
        assert all(f"number {n}" in found[name].text for n, name in enumerate(sorted(found), 1))


def test_an_item_that_was_corrected_is_replaced(tmp_path):
    folder = write(tmp_path / "in", {"feed.xml": feed((2, article(2)), (1, article(1)))})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        write(folder, {"feed.xml": feed((3, article(3)), (2, article(12)))})
        run = workspace.add(folder).run
        assert (run.added, run.changed, run.removed) == (1, 1, 0)
        assert "number 12" in documents_of(workspace)["feed.xml#1"].text


def test_a_file_that_gives_nothing_any_more_keeps_what_it_gave(tmp_path):
    folder = write(tmp_path / "in", {"1.txt": article(1), "2.txt": article(2)})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        write(folder, {"2.txt": ""})
        run = workspace.add(folder).run
        assert [problem.file for problem in run.problems] == ["2.txt"]
        assert sorted(documents_of(workspace)) == ["1.txt", "2.txt"]
        assert workspace.account().problems == run.problems


def test_what_cannot_be_opened_is_a_problem_until_it_can(tmp_path):
    folder = write(tmp_path / "in", {"1.txt": article(1)})
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    with opened(tmp_path / "w.db") as workspace:
        run = workspace.add(folder).run
        assert [problem.file for problem in run.problems] == ["gone.txt"]
        assert workspace.account() == brief(folder)
        assert workspace.add(folder).run.id == run.id
        write(tmp_path, {"nowhere.txt": article(2)})
        assert workspace.add(folder).run.problems == ()
        assert workspace.account() == brief(folder)
