"""How alike two articles are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_DE, LOCK_EN, LOCK_KO, LOCK_OTHER_EN, LOCK_REWRITTEN_EN
from whomet.records import Article
from whomet.stories.likeness import likeness
from whomet.stories.profiles import Rarity, profile

ARTICLES = {
    "report": article("a", LOCK_EN),
    "german": article("b", LOCK_DE, "de"),
    "korean": article("c", LOCK_KO, "ko"),
    "reworded": article("d", LOCK_REWRITTEN_EN),
    "other report": article("e", LOCK_OTHER_EN),
    "choir": article("f", CHOIR_EN),
    "nothing": article("g", ""),
}


def alike(one: str, other: str, articles: dict[str, Article] = ARTICLES) -> float:
    """The likeness of two articles among all."""
    made = {name: profile(each, encoder()) for name, each in articles.items()}
    return likeness(made[one], made[other], Rarity(made.values()))


def test_degrees_fall_from_the_same_to_nothing_in_common() -> None:
    degrees = [alike("report", other) for other in ("report", "reworded", "other report", "choir")]
    assert degrees == sorted(degrees, reverse=True)
    assert 1.15 > degrees[0] > 0.9
    assert 0.35 > degrees[-1] > -0.3


@pytest.mark.parametrize("translated", ["german", "korean"])
def test_a_translation_is_more_alike_than_another_event(translated: str) -> None:
    assert alike("report", translated) > 0.5 > alike(translated, "choir") + 0.2


@settings(max_examples=30, deadline=None)
@given(st.permutations(list(ARTICLES)))
def test_no_order_changes_a_degree(names: list[str]) -> None:
    shuffled = {name: ARTICLES[name] for name in names}
    one, other = names[:2]
    assert alike(one, other, shuffled) == alike(other, one) == alike(one, other)


def test_a_region_makes_no_other_language() -> None:
    report = ARTICLES["report"]
    british = replace(report, document=replace(report.document, languages=("en-GB",)))
    assert alike("report", "choir", {**ARTICLES, "report": british}) == alike("report", "choir")


def test_an_article_that_tells_nothing_is_like_none() -> None:
    assert alike("nothing", "report") < 0.0
    assert alike("nothing", "nothing") < 0.0
