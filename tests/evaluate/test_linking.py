"""The archive of invented people, and how linking it is counted."""

import pytest

from whomet.evaluate import invented, linking
from whomet.linking.units import script


@pytest.fixture(scope="module")
def archive():
    return invented.Archive(24, seed=3)


def test_everybody_is_named_in_three_articles(archive):
    counts = dict.fromkeys(range(24), 0)
    for owner in archive.owner.values():
        counts[owner] += 1
    assert set(counts.values()) == {invented.ARTICLES}
    for article in archive.articles:
        for mention in article.mentions.names:
            assert article.document.text[mention.start : mention.end] == mention.text


def test_the_same_seed_gives_the_same_archive(archive):
    assert invented.Archive(24, seed=3).articles == archive.articles
    assert invented.Archive(24, seed=4).articles != archive.articles


@pytest.mark.parametrize("kind", invented.SCRIPTS)
def test_words_are_written_in_their_script(kind):
    word = (("m", "a", "n"), ("sh", "e", ""), ("", "o", "r"))
    assert script(invented.WRITE[kind](word)) == kind


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("latin", "Marko"),
        ("hangul", "마르코"),
        ("kana", "マルコ"),
        ("cyrillic", "Марко"),
        ("arabic", "ماركو"),
        ("hebrew", "מרקו"),
    ],
)
def test_a_word_as_newspapers_write_it(kind, written):
    assert invented.WRITE[kind]((("m", "a", "r"), ("k", "o", ""))) == written


def test_pairs_are_counted():
    owner = {("a", 0): 1, ("b", 0): 1, ("c", 0): 1, ("d", 0): 2}
    entity_of = [(("a", 0), "x"), (("b", 0), "x"), (("c", 0), "y"), (("d", 0), "y"), (("d", 9), "x")]
    assert linking.pairs(entity_of, owner) == (1, 2, 3)


def test_an_archive_is_measured():
    found, archive, linker = linking.measure(24, added=2, seed=3)
    assert found.mentions == 72
    assert len(found.added) == 2
    assert found.f1 > 0.8
    assert found.precision > 0.95
    assert all("are one" in line or "are two" in line for line in linking.misses(archive, linker, 3))
