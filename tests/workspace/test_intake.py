"""Names that files have in a workspace: each its own, whatever the paths by which they come."""

import os
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workspace.building import article, opened, write
from whomet import files
from whomet.workspace import intake
from whomet.workspace.database import Database


def names(workspace):
    return sorted(document.file for document in workspace.account().documents)


@pytest.fixture
def days(tmp_path):
    for day, number in (("monday", 1), ("tuesday", 2)):
        write(tmp_path / day, {"a.txt": article(number)})
    return tmp_path


def test_a_name_that_another_file_has_becomes_longer(days):
    with opened(days / "w.db") as workspace:
        workspace.add(days / "monday").add(days / "tuesday")
        assert names(workspace) == ["a.txt", "tuesday/a.txt"]
        assert workspace.add(days / "monday").add(days / "tuesday").run.unchanged == 1
        workspace.add(days / "monday", days / "tuesday")
        assert names(workspace) == ["a.txt", "tuesday/a.txt"]


def test_one_file_has_one_name_by_whatever_path_it_comes(days, monkeypatch):
    monkeypatch.chdir(days)
    (days / "link.txt").symlink_to(days / "monday" / "a.txt")
    with opened(days / "w.db") as workspace:
        workspace.add("monday")
        for path in ("monday/a.txt", days / "monday", "tuesday/../monday", "./monday/a.txt", "link.txt"):
            run = workspace.add(path).run
            assert (run.added, run.changed, run.unchanged) == (0, 0, 1), path
        assert names(workspace) == ["a.txt"]


def test_a_file_that_moved_is_the_same(days):
    with opened(days / "w.db") as workspace:
        workspace.add(days / "monday")
        shutil.move(days / "monday", days / "archive")
        assert workspace.add(days / "archive").run.unchanged == 1
        write(days / "archive", {"a.txt": article(7)})
        run = workspace.add(days / "archive").run
        assert (run.added, run.changed) == (0, 1)


def test_the_same_bytes_under_another_name_are_another_article(days):
    shutil.copy(days / "monday" / "a.txt", days / "monday" / "b.txt")
    with opened(days / "w.db") as workspace:
        workspace.add(days / "monday")
        assert names(workspace) == ["a.txt", "b.txt"]


def test_columns_stay_with_their_table(tmp_path):
    table = "Schlagzeile;Volltext\nTalks in Graz;Ada Brook met Ben Cole in Graz on 4 May 2031, the Graz Courier said.\n"
    folder = write(tmp_path / "in", {"table.csv": table})
    columns = {"title": "Schlagzeile", "text": "Volltext"}
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder, columns=columns)
        before = workspace.account()
        assert workspace.add(folder).run.unchanged == 1
        write(folder, {"table.csv": table + "Talks in Linz;Ada Brook met Ida Noor in Linz on 5 May 2031.\n"})
        assert workspace.add(folder).run.added >= 1
        assert len(workspace.account().documents) == len(before.documents) + 1


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_file_has_a_name_of_its_own(tmp_path_factory, data):
    """Whatever folders are given, in whatever order: no two contents share a name, and no file has two."""
    root = tmp_path_factory.mktemp("names")
    parts = st.sampled_from(["a", "b", "a.txt"])
    wanted = data.draw(st.sets(st.tuples(parts, parts, st.sampled_from(["x.txt", "y.txt"])), min_size=2, max_size=6))
    for at, place in enumerate(sorted(wanted)):
        write(root / "in" / place[0] / place[1], {place[2]: f"text {at}"})
    folders = sorted(
        {root / "in", *(root / "in" / one for one, _, _ in wanted), *(root / "in" / p[0] / p[1] for p in wanted)}
    )
    database = Database(root / "w.db")
    given_ = {}
    for paths in data.draw(
        st.lists(st.lists(st.sampled_from(folders), min_size=1, max_size=3), min_size=1, max_size=4)
    ):
        found, _ = intake.look(files.locate(paths)[0])
        with database.write() as connection:
            taken = intake.take_in(connection, found, {}, "1")
            for file in taken.coming:
                enter(connection, file)
                assert given_.setdefault(file.place, file.name) == file.name
        assert len(set(given_.values())) == len(given_)
    database.close()


def enter(connection, file):
    from whomet.workspace.adding import _begin, _enter_files, _Prepared
    from whomet.workspace.planning import Plan
    from whomet.workspace.readings import Reading

    run = _begin(connection, "", "", "")
    prepared = _Prepared(intake.Intake((file,), (), {}), {file.name: (Reading(file.digest, 1, (), ()),)}, {})
    _enter_files(connection, run, [file], prepared, Plan(), "1")


def test_names_of_other_systems():
    """A path is kept with forward slashes, in proper Unicode."""
    assert intake.written(intake.Path("a/b")) == "a/b"
    if os.name == "posix":
        assert intake.written(intake.Path(os.fsdecode(b"/a/\xff"))) == "/a/\\xff"
