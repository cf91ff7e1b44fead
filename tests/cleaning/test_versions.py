from itertools import combinations

import pytest

from tests.cleaning.splicing import LANGUAGES, material
from whomet.cleaning import clean
from whomet.cleaning.versions import tells_the_same
from whomet.records import READ_KINDS, Document

#: Languages whose articles in the material keep the names of the others: the rest have names of their own.
SAME_NAMES = ("en", "de", "es", "fr", "id", "it", "nl", "pt", "tr")


def article(language, number=0):
    return material(language)["articles"][number].strip().split("\n")


def cleaned(*lines):
    return clean(Document("a.txt", "\n\n".join(lines) + "\n"))


@pytest.mark.parametrize(("left", "right"), [("nl", "en"), ("de", "fr"), ("ko", "en"), ("th", "en"), ("ja", "id")])
def test_a_second_article_below_the_first_is_a_version(left, right):
    document = cleaned(*article(left), *article(right))
    assert [version.language for version in document.versions] == [left, right]
    for version in document.versions:
        kinds = {document.blocks[index].kind for index in version.blocks}
        assert kinds <= READ_KINDS
        assert {document.blocks[index].language for index in version.blocks} == {version.language}
        assert list(version.blocks) == sorted(version.blocks)


def test_paragraphs_may_alternate():
    both = [line for pair in zip(article("es"), article("nl"), strict=True) for line in pair]
    assert [version.language for version in cleaned(*both).versions] == ["es", "nl"]


def test_another_story_in_another_language_is_no_version():
    assert cleaned(*article("nl", 0), *article("en", 1)).versions == ()
    assert cleaned(*article("ko", 2), *article("en", 0)).versions == ()


def test_a_quotation_or_one_language_is_none():
    assert cleaned(*article("de")).versions == ()
    quoted = (
        '"The river buys nothing and sells nothing, and Anders Holmvik builds 40 boats in Salzmoor for 200 men in 1998"'
    )
    assert cleaned(*article("de"), quoted).versions == ()


@pytest.mark.parametrize(("left", "right"), combinations(SAME_NAMES, 2))
def test_translations_share_numbers_and_names(left, right):
    assert tells_the_same("\n".join(article(left)), "\n".join(article(right)))


@pytest.mark.parametrize(("left", "right"), combinations(LANGUAGES, 2))
def test_different_stories_do_not(left, right):
    for one, other in ((0, 1), (1, 2), (2, 0)):
        assert not tells_the_same("\n".join(article(left, one)), "\n".join(article(right, other)))


def test_it_does_not_matter_which_is_asked_about():
    for left, right in combinations(LANGUAGES, 2):
        ours, theirs = "\n".join(article(left)), "\n".join(article(right))
        assert tells_the_same(ours, theirs) == tells_the_same(theirs, ours)
