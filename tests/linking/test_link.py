import itertools
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.build import article, body, person, place, story
from whomet.linking import link
from whomet.linking.clusters import cannot_link
from whomet.linking.profiles import bare, profiles_of
from whomet.records import Sentence


class Blind:
    """An encoder to which nothing means the same."""

    name = "blind"
    dimensions = 64

    def encode(self, texts):
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[sum(map(ord, text)) % self.dimensions] = 1.0
        return rows


def together(entities, *names):
    """Whether some names are forms of one entity."""
    return any(set(names) <= {form for _, forms in e.names for form in forms} for e in entities)


KOREAN = article(
    "a.txt",
    person("ko", "서도현", "서 회장", role="chairman", employer=2),
    person("ko", "브리기테 홀만", "홀만", role="chief executive officer", employer=3),
    body("ko", "다온물산"),
    body("ko", "브란델"),
    place("ko", "함부르크", "DE", 2911298),
)
GERMAN = article(
    "b.txt",
    person("de", "Seo Do-hyun", "Seo", role="chairman", employer=2),
    person("de", "Brigitte Hollmann", "Hollmann", role="chief executive officer", employer=3),
    body("de", "Daon Mulsan"),
    body("de", "Brandel Werke AG", "Brandel"),
    place("de", "Hamburg", "DE", 2911298),
)
ENGLISH = article(
    "c.txt",
    person("en", "Do-hyun Seo", role="chairman", employer=1),
    body("en", "Daon Mulsan Co., Ltd."),
    body("en", "Brandel"),
    person("en", "Hollmann", role="chief executive officer", employer=2, reach="short"),
    place("en", "Hamburg", "DE", 2911298),
)
NAMESAKE = article(
    "d.txt",
    person("en", "Seo Do-hyun", role="goalkeeper", employer=1),
    body("en", "Tarvo Rovers"),
    person("en", "Werner Hollmann", role="coach", employer=1),
    place("en", "Leeds", "GB", 2644688),
)
COVERAGE = (KOREAN, GERMAN, ENGLISH, NAMESAKE)
STORIES = (story(KOREAN, GERMAN, ENGLISH), story(NAMESAKE, id="other"))


@pytest.fixture(scope="module")
def entities():
    return link(COVERAGE, STORIES, "en", Blind())


def test_people_across_scripts(entities):
    assert together(entities, "서도현", "Seo Do-hyun", "Do-hyun Seo", "서 회장")
    assert together(entities, "브리기테 홀만", "Brigitte Hollmann")


def test_bodies_and_places_across_scripts(entities):
    assert together(entities, "브란델", "Brandel Werke AG", "Brandel")
    assert together(entities, "다온물산", "Daon Mulsan", "Daon Mulsan Co., Ltd.")
    assert together(entities, "함부르크", "Hamburg")


def test_a_lone_family_name_joins_the_one_whom_it_fits(entities):
    holder = next(e for e in entities if ("c.txt", 3) in e.referents)
    assert ("b.txt", 1) in holder.referents


def test_namesakes_stay_apart(entities):
    assert next(e for e in entities if ("d.txt", 0) in e.referents).referents == (("d.txt", 0),)
    assert not together(entities, "Werner Hollmann", "Brigitte Hollmann")


def test_ids_and_labels(entities):
    ids = [entity.id for entity in entities]
    assert len(set(ids)) == len(ids)
    assert "person:brigitte-hollmann" in ids
    chairman = next(e for e in entities if ("a.txt", 0) in e.referents)
    assert chairman.id.startswith("person:")
    assert "tarvo" not in chairman.id
    assert chairman.roles[0].role == "chairman"
    assert chairman.roles[0].organisation == next(e.id for e in entities if ("b.txt", 2) in e.referents)


def test_labels_in_the_language_asked_for():
    korean = link(COVERAGE, STORIES, "ko", Blind())
    assert next(e for e in korean if ("b.txt", 0) in e.referents).label == "서도현"
    alone = link((KOREAN,), (story(KOREAN),), "en", Blind())
    assert "Seo Do-hyun" in {entity.label for entity in alone}


def test_the_family_name_stands_first_in_labels_of_korean_names():
    told = [
        article(file, person(language, form, role="chairman"))
        for file, language, form in (("e", "ko", "서도현"), ("f", "en", "Do-hyun Seo"), ("g", "de", "Seo Do-hyun"))
    ]
    assert [entity.label for entity in link(told, (story(*told),), "en", Blind())] == ["Seo Do-hyun"]


def test_every_link_has_a_reason(entities):
    for entity in entities:
        assert len(entity.reasons) == len(entity.referents) - 1
        for reason in entity.reasons:
            assert reason.left in entity.referents
            assert reason.right in entity.referents
            assert reason.score == pytest.approx(sum(value for _, value in reason.features), abs=0.01)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(entities, generator: random.Random):
    shuffled = list(COVERAGE)
    generator.shuffle(shuffled)
    assert link(shuffled, STORIES, "en", Blind()) == entities


def test_two_of_one_article_are_never_one(entities):
    profiles = profiles_of(COVERAGE, STORIES)
    for entity in entities:
        for a, b in itertools.combinations(entity.referents, 2):
            assert a[0] != b[0] or not cannot_link(profiles[a], profiles[b])


def test_two_languages_of_one_page_may_speak_of_one():
    page = article("e.html", person("ko", "서도현", role="chairman"), person("en", "Seo Do-hyun", role="chairman"))
    assert len(link((page,), (story(page),), "en", Blind())) == 1
    twins = article("f.html", person("en", "Seo Do-hyun"), person("en", "Seo Do-hyeon"))
    assert len(link((twins,), (story(twins),), "en", Blind())) == 2


def test_titles_are_no_part_of_a_name():
    assert bare("Ms Abara", "en") == "Abara"
    assert bare("서 회장", "ko") == "서"
    assert bare("Herrn Groß", "de") == "Groß"


def test_every_referent_is_in_one_entity(entities):
    keys = [key for entity in entities for key in entity.referents]
    assert sorted(keys) == sorted(profiles_of(COVERAGE, STORIES))


def test_relatives_in_one_firm_stay_apart():
    first = article(
        "g.txt",
        person("ko", "서도현", role="vice president", employer=1),
        body("ko", "다온물산"),
        person("ko", "임채윤", role="minister"),
    )
    second = article(
        "h.txt",
        person("ko", "서도훈", role="head of marketing", employer=1),
        body("ko", "다온물산"),
        person("ko", "임채윤", role="minister"),
    )
    third = article(
        "i.txt",
        person("en", "Seo Min-ji", role="vice president", employer=1),
        body("en", "Daon Mulsan"),
        person("en", "Lim Chae-yoon", role="minister"),
    )
    found = link((first, second, third), (story(first, second, third),), "en", Blind())
    assert together(found, "임채윤", "Lim Chae-yoon")
    for a, b in itertools.combinations(("서도현", "서도훈", "Seo Min-ji"), 2):
        assert not together(found, a, b)


def test_a_copy_means_whom_its_text_means():
    """A lone name is too little to link two articles, but not where they are one text."""
    lone = article("a.txt", person("en", "Kilbarron", reach="short"), person("en", "Ada Brook"))
    told = tuple(Sentence(text, ((0, len(text)),), 0, "body", "en") for text in ("Kilbarron saw Ada Brook.",))
    one = replace(lone, document=replace(lone.document, sentences=told))
    two = replace(one, document=replace(one.document, file="b.txt"))
    other = replace(lone, document=replace(lone.document, file="c.txt"))
    stories = tuple(story(each) for each in (one, two, other))
    found = link((one, two, other), stories, encoder=Blind())
    kilbarron = next(entity for entity in found if ("a.txt", 0) in entity.referents)
    assert ("b.txt", 0) in kilbarron.referents
    assert kilbarron.reasons[0].features == (("named in the same text", 0.0),)
    apart = link((one, two, other), stories, encoder=Blind(), apart=[(("a.txt", 0), ("b.txt", 0))])
    assert not any({("a.txt", 0), ("b.txt", 0)} <= set(entity.referents) for entity in apart)
