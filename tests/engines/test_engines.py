"""Engines give the same whatever their number of processes, and outlive what goes wrong in one."""

import os
import sys
import time

import pytest

from tests.engines import helpers
from whomet import engines
from whomet.engines import EngineError, Lost, open_engine, plugs
from whomet.engines.local import Local
from whomet.engines.processes import AHEAD, Processes


@pytest.fixture(scope="module", params=[1, 2], ids=["local", "processes"])
def engine(request):
    with Local() if request.param == 1 else Processes(2, few=0) as opened:
        yield opened


@pytest.fixture(scope="module")
def processes():
    with Processes(2, few=0) as opened:
        yield opened


def test_results_come_in_the_order_of_the_items(engine):
    assert list(engine.map(helpers.slow_first, range(20))) == list(range(20))


def test_nothing_is_given_for_nothing(engine):
    assert list(engine.map(helpers.twice, [])) == []


def test_items_are_taken_as_they_are_needed(engine):
    taken = []
    results = engine.map(helpers.twice, (taken.append(n) or n for n in range(1000)))
    assert next(results) == 0
    assert len(taken) <= AHEAD * engine.jobs
    results.close()


def test_one_map_feeds_another(engine):
    inner = engine.map(helpers.twice, range(50))
    assert list(engine.map(helpers.twice, inner)) == [4 * n for n in range(50)]


def test_two_maps_by_turns(engine):
    left, right = engine.map(helpers.twice, range(30)), engine.map(helpers.slow_first, range(30))
    assert list(zip(left, right, strict=True)) == [(2 * n, n) for n in range(30)]


def test_too_little_memory_loses_one_item(engine):
    results = list(engine.map(helpers.too_much_at_three, range(6)))
    assert [each for each in results if not isinstance(each, Lost)] == [0, 1, 2, 4, 5]
    assert results[3].item == 3
    assert "memory" in results[3].problem


def test_what_a_function_raises_is_raised_where_its_result_would_be(engine):
    results = engine.map(helpers.fail_at_three, range(6))
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ZeroDivisionError, match="not 3"):
        next(results)
    assert list(engine.map(helpers.twice, range(3))) == [0, 2, 4]


def test_what_fails_while_items_are_taken_goes_through(engine):
    def broken():
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(engine.map(helpers.twice, broken()))
    assert list(engine.map(helpers.twice, range(3))) == [0, 2, 4]


def test_work_is_done_elsewhere_and_by_no_more_processes_than_asked_for(processes):
    found = set(processes.map(helpers.process, range(40)))
    assert os.getpid() not in found
    assert 1 <= len(found) <= 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_killed_process_loses_its_item_alone(processes):
    results = list(processes.map(helpers.kill_at_three, range(8)))
    assert [each for each in results if not isinstance(each, Lost)] == [0, 1, 2, 4, 5, 6, 7]
    assert results[3].item == 3
    assert "SIGKILL" in results[3].problem
    assert "--jobs" in results[3].problem


def test_a_process_that_leaves_loses_its_item_alone(processes):
    results = list(processes.map(helpers.leave_at_three, range(8)))
    assert [each.item for each in results if isinstance(each, Lost)] == [3]
    assert "exit status 7" in results[3].problem


def test_an_exception_that_cannot_be_sent_is_told_all_the_same(processes):
    with pytest.raises(EngineError, match="OwnError: 1 and 1"):
        list(processes.map(helpers.fail_unsendably, [1]))


def test_what_cannot_be_sent_is_told(processes):
    with pytest.raises(EngineError, match="--jobs 1"):
        list(processes.map(lambda n: n, [1]))


def test_closing_ends_what_is_at_work():
    engine = Processes(1, few=0)
    results = engine.map(helpers.sleep, [0, 600])
    assert next(results) != os.getpid()
    begin = time.monotonic()
    engine.close()
    assert time.monotonic() - begin < 60
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        list(engine.map(helpers.twice, [1]))


def test_for_few_items_nothing_is_started():
    with Processes(2, few=3) as engine:
        assert set(engine.map(helpers.process, range(3))) == {os.getpid()}
        assert os.getpid() not in set(engine.map(helpers.process, range(4)))
        assert os.getpid() not in set(engine.map(helpers.process, range(2)))  # workers that run are used


def test_the_number_of_jobs_chooses():
    assert isinstance(open_engine(1), Local)
    assert isinstance(open_engine(2), Processes)
    assert engines.cores() >= 1
    assert {"local", "processes"} <= set(engines.engine_names())


def test_no_more_jobs_than_there_is_memory_for(monkeypatch):
    monkeypatch.setattr(plugs, "_memory", lambda: plugs.WORKER_BYTES // 2)
    assert engines.cores() == 1
    monkeypatch.setattr(plugs, "_memory", lambda: 10**15)
    assert engines.cores() == (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())


def test_memory_is_told_on_every_system(monkeypatch):
    assert plugs._memory() > 2**20
    monkeypatch.setattr("pathlib.Path.read_text", lambda *_, **__: "nothing")
    assert plugs._memory() > 2**20
    monkeypatch.delattr(os, "sysconf", raising=False)
    assert plugs._memory() == sys.maxsize


@pytest.mark.parametrize(
    ("jobs", "name", "told"),
    [
        (0, None, "give 1 or more"),
        (2, "local", "one job at a time"),
        (1, "local:x", "nothing behind a colon"),
        (2, "processes:x", "nothing behind a colon"),
        (2, "cluster", "there are local, processes"),
    ],
)
def test_an_engine_that_cannot_be_had_is_told(jobs, name, told):
    with pytest.raises(EngineError, match=told):
        open_engine(jobs, name)


def test_an_engine_of_another_package(monkeypatch):
    class Entry:
        name, value = "cluster", "package:make"

        def load(self):
            return lambda jobs, address: (jobs, address)

    monkeypatch.setattr("whomet.plugins.entry_points", lambda group: [Entry()] if group == plugs.GROUP else [])
    assert open_engine(8, "cluster:ray://10.0.0.1") == (8, "ray://10.0.0.1")
