"""One entity explained: text and data, and what is said where there is none."""

import json

import pytest

from tests.linking.build import article, person, story
from tests.linking.test_link import COVERAGE, STORIES, Blind
from whomet.briefs import entity
from whomet.linking import Linker


@pytest.fixture(scope="module")
def linker():
    found = Linker(Blind())
    found.load(COVERAGE, STORIES)
    return found


@pytest.fixture(scope="module")
def told(linker):
    return entity.dossier(COVERAGE, linker, linker.id_of(("b.txt", 0)))


def test_every_mention_is_cut_from_its_text(told):
    texts = {each.document.file: each.document.text for each in COVERAGE}
    data = entity.as_data(told)
    places = [*data["mentions"], *(place for role in data["roles"] for place in role["in"])]
    assert len(places) > 4
    for place in places:
        assert texts[place["document"]][place["start"] : place["end"]] == place["text"]


def test_names_by_language_with_counts(told):
    names = {(name["language"], name["name"]): name for name in entity.as_data(told)["names"]}
    assert names["ko", "서도현"]["mentions"] == 1
    assert names["de", "Seo Do-hyun"]["in"] == ["b.txt"]


def test_links_and_near_misses_tell_both_sides(told, linker):
    data = entity.as_data(told)
    assert len(data["links"]) == len(told.entity.referents) - 1
    for link in data["links"]:
        assert link["score"] == pytest.approx(sum(link["for"].values()) + sum(link["against"].values()), abs=0.01)
    namesake = next(miss for miss in data["near"] if miss["id"] == linker.id_of(("d.txt", 0)))
    assert namesake["against"]["different stories"] < 0


def test_text_and_data_tell_the_same(told):
    text = entity.render(told)
    data = json.loads(entity.render(told, "json"))
    for place in data["mentions"]:
        assert f"{place['document']}:{place['start']}-{place['end']}" in text
    for miss in data["near"]:
        assert miss["id"] in text
    assert "\x1b" not in text
    assert "\x1b" in entity.render(told, colour=True)


def test_an_unknown_id_names_near_ones(linker):
    with pytest.raises(entity.UnknownIdError, match=r"person:brigite-holman: no such .* person:brigitte-hollmann"):
        entity.dossier(COVERAGE, linker, "person:brigite-holman")


def test_text_of_an_article_cannot_steer_the_terminal():
    page = article("x\x1b[2J.txt", person("en", "Ada\x1b[31m Brook", role="min\x07ister"))
    found = Linker(Blind())
    found.load((page,), (story(page),))
    text = entity.render(entity.dossier((page,), found, found.id_of((page.document.file, 0))))
    assert "\x1b" not in text
    assert "\x07" not in text
