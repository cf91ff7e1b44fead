from __future__ import annotations

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_DE, LOCK_EN, LOCK_OTHER_EN
from tests.stories_room.test_group import LATIN
from whomet.records import Article
from whomet.stories.profiles import Rarity, profile
from whomet.stories.streaming import CLOSEST, Stream


def profiles(*articles: Article) -> list:
    return [profile(each, encoder()) for each in articles]


def stream(of: list) -> Stream:
    return Stream(Rarity(of), encoder().dimensions)


def test_an_article_at_a_time_or_all_at_once() -> None:
    of = profiles(
        article("a", LOCK_EN, names=LATIN),
        article("b", CHOIR_EN),
        article("c", LOCK_DE, "de", names=LATIN),
        article("d", LOCK_OTHER_EN, names=LATIN),
    )
    one, other = stream(of), stream(of)
    one.add(of)
    for each in of:
        other.add([each])
        other.stories()
    assert one.stories() == other.stories() == [[0, 2, 3], [1]]


def test_tied_articles_are_one_story() -> None:
    of = profiles(article("a", LOCK_EN, names=LATIN), article("b", CHOIR_EN))
    one = stream(of)
    one.add(of, [(0, 1)])
    assert one.stories() == [[0, 1]]


def test_an_article_links_back_to_few() -> None:
    of = profiles(*(article(f"{at:02}", LOCK_EN, names=LATIN) for at in range(CLOSEST + 4)))
    one = stream(of)
    one.add(of)
    back = [sum(other < number for other in links) for number, links in enumerate(one.links)]
    assert max(back) == CLOSEST
    assert one.stories() == [list(range(CLOSEST + 4))]


def test_nothing_was_added() -> None:
    assert stream([]).stories() == []
