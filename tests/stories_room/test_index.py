from __future__ import annotations

import numpy as np
import pytest

from tests.stories_room.rows import DIMENSIONS, row
from whomet.stories import index as room
from whomet.stories.index import Index


def test_few_articles_are_all_candidates() -> None:
    found = Index(DIMENSIONS).add([row([at]) for at in range(5)])
    assert found == [[], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]


def test_of_many_those_that_share_rare_words_or_names_or_mean_the_same() -> None:
    rng = np.random.default_rng(7)
    rows = [row([at], names=[10_000 + at], meaning=rng.normal(size=DIMENSIONS)) for at in range(600)]
    last = rng.normal(size=DIMENSIONS)
    rows[17] = row([17], names=[10_017], meaning=last)
    index = Index(DIMENSIONS)
    index.add(rows)
    (found,) = index.add([row([5], names=[10_009], meaning=last)])
    assert {5, 9, 17} <= set(found)
    assert len(found) <= room.MOST + 2


def test_what_everybody_has_finds_nobody() -> None:
    rng = np.random.default_rng(7)
    index = Index(DIMENSIONS)
    index.add([row([1], names=[2], meaning=rng.normal(size=DIMENSIONS)) for _ in range(room.HOLDERS + 1)])
    (found,) = index.add([row([1], names=[2])])
    assert len(found) == room.MOST


def test_one_by_one_or_all_at_once() -> None:
    rng = np.random.default_rng(11)
    rows = [row(rng.integers(0, 50, 6), meaning=rng.normal(size=DIMENSIONS)) for _ in range(300)]
    index = Index(DIMENSIONS)
    assert [index.add([each])[0] for each in rows] == Index(DIMENSIONS).add(rows)


def test_what_is_long_past_is_found_by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LATEST", 150)
    rng = np.random.default_rng(13)
    rows = [row([at], meaning=rng.normal(size=DIMENSIONS)) for at in range(200)]
    rows[7] = rows[8] = rows[180] = row([500, 501], meaning=[1.0] + [0.0] * (DIMENSIONS - 1))
    rows[9] = row([502], meaning=[1.0] + [0.0] * (DIMENSIONS - 1))
    index = Index(DIMENSIONS)
    index.add(rows)
    (found,) = index.add([row([500], meaning=[1.0] + [0.0] * (DIMENSIONS - 1))])
    assert {7, 8, 180} <= set(found)
    assert 9 not in found
