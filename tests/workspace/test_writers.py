"""Several runs at the same time, and runs that are killed: nothing is lost, nothing is half there."""

import os
import threading

import pytest

from tests.fakes import fake_models
from tests.workspace.building import article, brief, feed, page, write
from whomet.evaluate.kills import quick_models, trials
from whomet.workspace import Workspace, adding, intake, readings

CANNOT_FORK = not hasattr(os, "fork")


def together(*jobs):
    """Do some things at the same time; what they raise is raised here."""
    raised, barrier = [], threading.Barrier(len(jobs))

    def do(job):
        barrier.wait()
        try:
            job()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=do, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


def adder(where, *paths):
    def add():
        with Workspace.open(where, models=fake_models()) as workspace:
            workspace.add(*paths)

    return add


def test_two_writers_at_once_lose_nothing(where, tmp_path):
    texts = {f"{n}.html": page(n, n % 2) for n in range(10)}
    names = sorted(texts)
    for half in range(2):
        write(tmp_path / f"half{half}", {name: texts[name] for name in names[half::2]})
    together(adder(where, tmp_path / "half0"), adder(where, tmp_path / "half1"))
    with Workspace.open(where, models=fake_models()) as workspace:
        assert workspace.account() == brief(write(tmp_path / "in", texts))


def test_two_writers_of_the_same_files(where, tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(4)} | {"feed.xml": feed((7, article(7)))})
    together(adder(where, folder), adder(where, folder))
    with Workspace.open(where, models=fake_models()) as workspace:
        assert workspace.account() == brief(folder)


def test_two_files_of_one_name_at_once(where, tmp_path):
    write(tmp_path / "monday", {"a.txt": article(1)})
    write(tmp_path / "tuesday", {"a.txt": article(2)})
    together(adder(where, tmp_path / "monday"), adder(where, tmp_path / "tuesday"))
    with Workspace.open(where, models=fake_models()) as workspace:
        found = {document.file: document.text for document in workspace.account().documents}
    assert sorted(found) in (["a.txt", "monday/a.txt"], ["a.txt", "tuesday/a.txt"])
    assert sorted(text.split("\n")[0] for text in found.values()) == sorted(article(n).split("\n")[0] for n in (1, 2))


def test_who_always_comes_too_late_keeps_the_others_out(tmp_path, monkeypatch):
    """Others come in between until there are no attempts left; then the work is done under the lock."""
    where = tmp_path / "w.db"
    folder = write(tmp_path / "in", {f"{n}.html": page(n) for n in range(6)})
    first = adding._Adding._ready
    others = iter(range(6, 20))

    def ready(self, connection, prepared):
        found = first(self, connection, prepared)
        return None if next(others, None) is not None and self._order.who == "slow" else found

    monkeypatch.setattr(adding._Adding, "_ready", ready)
    with Workspace.open(where, models=fake_models(), who="slow") as workspace:
        workspace.add(folder)
        assert workspace.account() == brief(folder)


def test_a_run_goes_on_reading_while_another_writes(where, tmp_path, monkeypatch):
    monkeypatch.setattr(readings, "SECONDS", 0)
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(6)})
    far = threading.Event()

    def progress(what, done, of):
        if what == "reading" and done == 5:
            far.set()

    def add():
        with Workspace.open(where, models=fake_models(), patience=20) as workspace:
            workspace.add(folder, progress=progress)

    with Workspace.open(where) as other:
        thread = threading.Thread(target=add)
        with other.database.write():
            thread.start()
            assert far.wait(10)
        thread.join()
    with Workspace.open(where, models=fake_models()) as workspace:
        assert workspace.account() == brief(folder)


def test_a_file_that_vanishes_while_it_is_added_is_a_problem(tmp_path, monkeypatch):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    look = intake.look

    def vanish(located):
        found = look(located)
        (folder / "1.txt").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(intake, "look", vanish)
    with Workspace.open(tmp_path / "w.db", models=fake_models()) as workspace:
        run = workspace.add(folder).run
        assert (run.added, [problem.file for problem in run.problems]) == (2, ["1.txt"])
        assert workspace.account() == brief(folder)


@pytest.mark.skipif(CANNOT_FORK, reason="processes that are killed are forked")
def test_runs_that_are_killed(tmp_path):
    places = [str(tmp_path / f"{n}.db") for n in range(30)]
    seen = trials(places, 8, tmp_path, quick_models(), seed=7)
    assert seen.wrong == []
    assert sum(seen.kills.values()) == 8


@pytest.mark.skipif(CANNOT_FORK, reason="processes that are killed are forked")
def test_runs_that_are_killed_at_a_server(tmp_path, server):
    places = [server.database() for _ in range(9)]
    seen = trials(places, 3, tmp_path, quick_models(), seed=3)
    assert seen.wrong == []
