from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.sources.building import article
from whomet.records import Article
from whomet.sources import candidates
from whomet.sources.candidates import SAME_NEWS_CREDITED, candidate_pairs, standing
from whomet.sources.credits import Credit, Credits
from whomet.sources.versions import SAME_NEWS, Version, versions


class Topics:
    """An encoder for which texts are alike that begin with the same word, and a little less where they differ."""

    name, dimensions = "topics", 64

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, 64), dtype=np.float32)

    def _one(self, text: str) -> NDArray[np.float32]:
        topic, _, _ = text.partition(" ")
        vector = self._noise(topic) + 0.6 * self._noise(text)
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def _noise(self, text: str) -> NDArray[np.float64]:
        return np.random.default_rng(zlib.crc32(text.encode())).normal(size=64)


def parted(articles: Sequence[Article]) -> tuple[dict[str, Article], dict[str, tuple[Version, ...]]]:
    encoder = Topics()
    return {a.document.file: a for a in articles}, {a.document.file: versions(a, encoder) for a in articles}


def pairs(articles: Sequence[Article], copied: Sequence[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    by_file, parts = parted(articles)
    return candidate_pairs(by_file, parts, Credits(by_file), copied)


def one_by_one(articles: Sequence[Article]) -> list[tuple[str, str]]:
    by_file, parts = parted(articles)
    credits = Credits(by_file)
    found = []
    for left, right in combinations(sorted(by_file), 2):
        gist = max((float(a.gist @ b.gist) for a in parts[left] for b in parts[right]), default=0.0)
        named = max(credits.between(left, right), credits.between(right, left)) is not Credit.NONE
        if gist >= SAME_NEWS or (named and gist >= SAME_NEWS_CREDITED):
            found.append((left, right))
    return found


WORDS = st.sampled_from(["harbour", "choir", "lock", "herring", ""])
TEXTS = st.lists(st.tuples(WORDS, st.integers(0, 9), st.sampled_from(["Post", "Heron Gazette", None])), max_size=9)


def news(texts: Sequence[tuple[str, int, str | None]]) -> list[Article]:
    made = []
    for number, (topic, other, outlet) in enumerate(texts):
        credit = " says the Heron Gazette" if other % 3 == 0 else ""
        text = f"{topic} news {other}\n{topic} is told again {other}{credit}." if topic else ""
        made.append(article(f"{number}.txt", text, outlet=outlet))
    return made


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_few_articles_are_compared_as_one_by_one_in_any_order(
    texts: list[tuple[str, int, str | None]], random: object
) -> None:
    articles = news(texts)
    wanted = set(one_by_one(articles))
    assert wanted <= set(pairs(articles))
    random.shuffle(articles)  # type: ignore[attr-defined]
    assert pairs(articles) == pairs(news(texts))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is compared counts as a large collection."""
    monkeypatch.setattr(candidates, "EXACT", 0)
    monkeypatch.setattr(candidates, "NEAREST", 4)
    monkeypatch.setattr(candidates, "NEAREST_EVER", 2)
    monkeypatch.setattr(candidates, "NEAREST_CREDITED", 2)


@pytest.mark.usefixtures("many")
def test_of_many_the_nearest_are_compared() -> None:
    articles = [article(f"{n:03d}", f"{topic} news {n}") for n, topic in enumerate(["harbour", "choir"] * 30)]
    found = pairs(articles)
    assert 60 <= len(found) <= 60 * 6
    by_file, parts = parted(articles)
    for file in by_file:
        others = [other for other in by_file if other != file]
        nearest = max(others, key=lambda other: float(parts[file][0].gist @ parts[other][0].gist))
        assert (min(file, nearest), max(file, nearest)) in found


@pytest.mark.usefixtures("many")
def test_copies_do_not_hide_what_retells_them() -> None:
    told = "harbour news\nharbour walls are built of stone.\nharbour masters met on Monday in the old hall."
    copies = [article(f"{n:03d}", told + f"\nPrinted {n:03d}.") for n in range(40)]
    retold = [article(f"r{n}", f"harbour news {n}\nharbour in other words.") for n in range(3)]
    copied = [("000", f"{n:03d}") for n in range(1, 40)]
    found = pairs([*copies, *retold], copied)
    assert {("000", f"r{n}") for n in range(3)} <= set(found)
    assert not any(left.startswith("0") and right.startswith("0") and left != "000" for left, right in found)


@pytest.mark.usefixtures("many")
def test_of_many_those_of_a_day_go_first() -> None:
    early = [article(f"e{n:02d}", f"choir news {n}", published="2030-01-02") for n in range(20)]
    late = [article(f"l{n:02d}", f"choir news {n + 100}", published="2030-06-02") for n in range(20)]
    found = pairs([*early, *late])
    across = sum(left[0] != right[0] for left, right in found)
    assert across < len(found) / 2


@pytest.mark.usefixtures("many")
def test_of_many_the_one_that_is_named_is_compared() -> None:
    others = [article(f"{n:03d}", f"choir news {n}", outlet="Post") for n in range(30)]
    source = article("source", "choir begins\nlock is a word.", outlet="Heron Gazette")
    later = article("target", "choir news, says the Heron Gazette\nherring is another.", outlet="Post")
    assert ("source", "target") in pairs([*others, source, later])


@pytest.mark.usefixtures("many")
def test_of_many_rare_figures_are_compared() -> None:
    others = [article(f"{n:03d}", f"choir news {n}") for n in range(30)]
    figures = "choir sang for 4817 guests, 93 minutes and 65200 crowns."
    left, right = article("x", "choir one\n" + figures), article("y", "choir two\nchoir: 65,200 crowns, 4817, 93.")
    assert ("x", "y") in pairs([*others, left, right])


def test_the_wire_the_earliest_and_the_fullest_stand_for_others() -> None:
    articles = [
        article("a", "News", published="2030-01-02"),
        article("b", "News", published="2030-01-01"),
        article("c", "News and more", published="2030-01-01"),
        article("d", "News", outlet="Northern Wire", agency="Northern Wire", published="2030-01-03"),
        article("e", "News"),
    ]
    assert standing({one.document.file: one for one in articles}) == ["d", "c", "b", "a", "e"]
