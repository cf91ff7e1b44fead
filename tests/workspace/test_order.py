"""The account is a function of the set of documents and decisions, whatever came first and in however many runs."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.workspace.building import article, opened, write
from whomet import briefs
from whomet.workspace import dividing, schema
from whomet.workspace.dividing import Bounds

NUMBERS = range(14)


@pytest.fixture(autouse=True, scope="module")
def small_windows():
    """Windows of a few articles."""
    was, dividing.DEFAULT = dividing.DEFAULT, Bounds(3, ((2.0, 4), (-2.0, 3)))
    yield
    dividing.DEFAULT = was


def rendered(workspace):
    return briefs.render(workspace.account(), "json")


def windows(workspace):
    with workspace.database.read() as connection:
        return connection.execute(select(func.count()).select_from(schema.windows)).scalar_one()


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """All articles added at once."""
    folder = tmp_path_factory.mktemp("once")
    write(folder / "texts", {f"{number:02}.txt": article(number) for number in NUMBERS})
    with opened(folder / "whomet.db") as workspace:
        workspace.add(folder / "texts")
        assert windows(workspace) > 3
        return rendered(workspace)


@settings(max_examples=6, deadline=None)
@given(st.permutations(NUMBERS), st.lists(st.integers(1, 6), min_size=14, max_size=14))
def test_the_account_does_not_hang_on_the_order_nor_the_runs(once, order, sizes):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        left = list(order)
        with opened(folder / "whomet.db") as workspace:
            while left:
                batch, left = left[: sizes[len(left) - 1]], left[sizes[len(left) - 1] :]
                write(folder / "texts", {f"{number:02}.txt": article(number) for number in batch})
                workspace.add(folder / "texts")
            assert rendered(workspace) == once


def test_what_changed_and_changed_back_leaves_no_trace(once, tmp_path):
    texts = {f"{number:02}.txt": article(number) for number in NUMBERS}
    with opened(tmp_path / "whomet.db") as workspace:
        workspace.add(write(tmp_path / "texts", texts | {"03.txt": article(40), "07.txt": article(12, 2)}))
        assert rendered(workspace) != once
        workspace.add(write(tmp_path / "texts", texts))
        assert rendered(workspace) == once


def test_one_person_in_two_windows_is_one(once):
    account = __import__("json").loads(once)
    people = [each["label"] for each in account["entities"] if each["type"] == "person"]
    assert len(people) < 14 * 2
