"""One story of an account."""

from dataclasses import replace

import pytest

from tests.accounts.building import ADA, BEN, CEM, DORA, GRAZ, article, meeting, reconciled
from tests.exports.sample import account
from whomet import exports
from whomet.records import Lineage, Origin, StatementMention, Story


@pytest.fixture(scope="module")
def two():
    """Two stories, a meeting in each."""
    said = (StatementMention(0, 5, "b.txt", "en", DORA, True),)
    first = article("a.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ))
    second = article(
        "b.txt", meeting(CEM, DORA, date="2031-06-04"), text="b.txt tells something else.", statements=said
    )
    stories = (Story("story:1", "One", ("a.txt",)), Story("story:2", "Other", ("b.txt",)))
    told = reconciled(first, second, stories=stories)
    entities = tuple(
        replace(
            entity, referents=(("b.txt", 0),) if entity.id in ("person:cem-dal", "person:dora-eck") else (("a.txt", 0),)
        )
        for entity in told.entities
    )
    lineage = Lineage((Origin("copy", "a.txt", ("b.txt",), 0.1),), (("a.txt", "a.txt"), ("b.txt", "b.txt")))
    return replace(told, entities=entities, lineage=lineage)


def test_a_story_has_its_articles_meetings_people_and_statements(two):
    one, other = exports.of_story(two, "story:1"), exports.of_story(two, "story:2")
    assert [document.file for document in one.documents] == ["a.txt"]
    assert len(one.meetings) == len(other.meetings) == 1
    assert {entity.id for entity in other.entities} == {"person:cem-dal", "person:dora-eck"}
    assert (len(one.statements), len(other.statements)) == (0, 1)
    assert one.lineage.origins == ()
    assert [story.id for story in one.stories] == ["story:1"]


@pytest.mark.parametrize("form", [form for form in exports.FORMATS if form != "pdf"])
def test_every_form_can_be_made_of_it(two, form):
    for id_ in ("story:1", "story:2"):
        assert exports.render(exports.of_story(two, id_), form)


def test_an_account_of_one_story_is_that_story():
    told = account()
    (story,) = told.stories
    assert exports.of_story(told, story.id) == replace(told, problems=())


def test_a_story_that_is_not_there_is_answered_with_those_near(two):
    with pytest.raises(exports.ExportError, match="did you mean story:1"):
        exports.of_story(two, "story:11")
    with pytest.raises(exports.ExportError, match="no such story; the brief prints"):
        exports.of_story(two, "zzz")
