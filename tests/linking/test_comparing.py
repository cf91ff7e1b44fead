"""Names compared elsewhere tell what names compared here tell."""

from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from tests.linking.test_link import Blind
from whomet.evaluate.invented import Archive
from whomet.linking import Linker, comparing, keys, names
from whomet.linking.comparing import Comparer

PAIRS = [
    ("Anna Kahl", "Анна Каль"),
    ("Hong Gil-dong", "홍길동"),
    ("Hong Gil-dong", "洪吉東"),
    ("Olga Linden", "オルガ・リンデン"),
    ("Somchai Srisuk", "สมชาย ศรีสุข"),
    ("Anna Kahl", "Hanna Kahl"),
    ("Ван Вэй", "王伟"),
]


class Idle(Executor):
    """Never begins anything."""

    def submit(self, function, /, *args, **kwargs):
        return Future()


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    """Nothing told elsewhere is known before a test, or after it."""
    monkeypatch.setattr(names, "_told", [{}, {}])
    monkeypatch.setattr(keys, "_told", {})
    monkeypatch.setattr(comparing, "FEW", 0)


def entities(executor=None):
    archive = Archive(48, seed=7)
    linker = Linker(Blind(), executor)
    linker.load(archive.articles, archive.stories)
    return linker.entities()


@pytest.fixture(scope="module")
def alone():
    return entities()


def test_another_process_tells_the_same_to_the_last_bit():
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        told = executor.submit(comparing.compared, PAIRS).result()
        filed = executor.submit(comparing.keyed, [y for _, y in PAIRS]).result()
    assert told == comparing.compared(PAIRS)
    assert filed == comparing.keyed([y for _, y in PAIRS])


@pytest.mark.parametrize("size", [1, 3, 2_000])
def test_an_executor_changes_nothing(size, alone, monkeypatch):
    monkeypatch.setattr(comparing, "PAIRS", size)
    monkeypatch.setattr(comparing, "NAMES", size)
    with ThreadPoolExecutor(1) as executor:
        assert entities(executor) == alone


def test_what_nobody_begins_is_done_here(alone):
    assert entities(Idle()) == alone


def test_what_was_told_is_asked_for_in_either_order():
    comparer = Comparer(Idle())
    comparer.end(comparer.begin(PAIRS))
    assert all(names.is_known(pair) for pair in PAIRS)
    found = [(names.likeness(y, x), names.share_a_part(y, x)) for x, y in PAIRS]
    names._told[:] = [{}, {}]
    assert found == comparing.compared(PAIRS)


def test_what_was_told_long_ago_is_forgotten(monkeypatch):
    monkeypatch.setattr(names, "_KEPT", 1)
    first, second, third = ([(pair, (0.5, False))] for pair in PAIRS[:3])
    names.remember(first * 1 + second)
    names.remember(third)
    assert all(names.is_known(pair) for pair in PAIRS[:3])
    names.remember(second + third)
    names.remember(third)
    assert not names.is_known(PAIRS[0])
    assert names.is_known(PAIRS[2])
