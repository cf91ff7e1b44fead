"""Which sentences were taken from whom, and which are an outlet's own."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_DE, LOCK_EN, LOCK_REWRITTEN_EN
from whomet.records import Article, Lineage
from whomet.sources import trace

ADDED = (
    'A farmer from Zandmeer, Wiebe Holst, had hoped for a bridge instead. "My cows will not swim," he told this paper.'
)


def traced(*articles: Article) -> Lineage:
    return trace(list(articles), encoder())


def test_every_sentence_of_a_copy_has_its_place_in_both() -> None:
    lines = LOCK_EN.split("\n")
    text = "\n".join(["A gate at last", lines[3], lines[1], lines[2], ADDED])
    first, second = article("a", LOCK_EN, published="2030-05-07"), article("b", text, published="2030-05-08")
    lineage = traced(first, second)
    (found,) = lineage.origins
    assert found.reasons
    assert all(0 <= value <= 1 for _, value in found.reasons)
    places = [(text[each.start : each.end], LOCK_EN[each.source_start : each.source_end]) for each in found.taken]
    assert places == [(lines[n], lines[n]) for n in (3, 1, 2)]
    assert {each.how for each in found.taken} == {"verbatim"}
    ((file, (span,)),) = lineage.own
    assert (file, text[slice(*span)]) == ("b", ADDED)


@pytest.mark.parametrize(
    ("text", "language", "how"), [(LOCK_REWRITTEN_EN, "en", "reworded"), (LOCK_DE, "de", "translated")]
)
def test_rewrites_and_translations(text: str, language: str, how: str) -> None:
    second = article("b", text, language, published="2030-05-08")
    (found,) = traced(article("a", LOCK_EN, published="2030-05-07"), second).origins
    assert len(found.taken) >= 5
    assert how in {each.how for each in found.taken}
    for each in found.taken:
        assert each.file == "b"
        assert (each.start, each.end) in {(s.start, s.end) for s in second.document.sentences}
        assert 0 < each.likeness <= 1


def test_versions_of_one_page_are_beside_each_other() -> None:
    both = LOCK_DE + "\n" + LOCK_EN
    count = len(LOCK_DE.split("\n"))
    (found,) = traced(article("a", both, "de", languages=dict.fromkeys(range(count, 2 * count), "en"))).origins
    assert found.taken
    assert found.held_against == "a"
    assert all(each.source_end <= len(LOCK_DE) < each.start for each in found.taken)


COMPILED = "\n".join(["The week on the coast", *LOCK_EN.split("\n")[1:5], *CHOIR_EN.split("\n")[1:4]])


def test_a_compilation_has_two_origins_and_does_not_make_them_one() -> None:
    lineage = traced(
        article("a", LOCK_EN, published="2030-05-07"),
        article("b", CHOIR_EN, published="2030-05-07"),
        article("c", COMPILED, published="2030-05-09"),
    )
    assert {(one.source, one.targets) for one in lineage.origins} == {("a", ("c",)), ("b", ("c",))}
    assert dict(lineage.voices) == {"a": "a", "b": "b", "c": "b"}
    assert lineage.own == ()
    by_source = {one.source: one.taken for one in lineage.origins}
    assert COMPILED[by_source["b"][0].start :].startswith("The women's choir")


def test_a_box_that_points_to_another_article_copies_nothing() -> None:
    lines = CHOIR_EN.split("\n")
    pointing = "\n".join([*LOCK_EN.split("\n"), *lines[:4]])
    assert traced(article("a", pointing), article("b", CHOIR_EN + "\n" + LOCK_REWRITTEN_EN)).origins != ()
    long = CHOIR_EN + "\n" + "\n".join(f"Song number {n} was about a fish of {n} pounds in a net." for n in range(1, 9))
    assert traced(article("a", pointing), article("b", long)).origins == ()


def test_what_a_copy_of_an_addition_prints_is_still_that_outlet_s() -> None:
    added = LOCK_EN + "\n" + ADDED
    lineage = traced(
        article("a", LOCK_EN, published="2030-05-07"),
        article("b", added, published="2030-05-08"),
        article("c", added, published="2030-05-09"),
    )
    assert [file for file, _ in lineage.own] == ["b"]
    assert len(set(dict(lineage.voices).values())) == 1


def test_what_two_add_alike_is_nobody_s_own() -> None:
    lines = LOCK_EN.split("\n")
    lineage = traced(
        article("a", LOCK_EN, published="2030-05-07"),
        article("b", "\n".join([*lines[:5], ADDED]), published="2030-05-08"),
        article("c", "\n".join([lines[0], *lines[4:], ADDED]), published="2030-05-08"),
    )
    assert len(set(dict(lineage.voices).values())) == 1
    assert lineage.own == ()


POOL = [*LOCK_EN.split("\n")[1:], *CHOIR_EN.split("\n")[1:], ADDED, *LOCK_REWRITTEN_EN.split("\n")[1:]]
TEXTS = st.lists(st.lists(st.sampled_from(POOL), min_size=2, max_size=8, unique=True), min_size=1, max_size=4)
DAYS = st.lists(st.sampled_from([None, "2030-05-07", "2030-05-08"]), min_size=4, max_size=4)


@settings(max_examples=40, deadline=None)
@given(TEXTS, DAYS)
def test_places_lie_in_their_documents(texts: list[list[str]], days: list[str | None]) -> None:
    articles = [
        article(f"{number}", "\n".join(["A headline", *lines]), published=day)
        for number, (lines, day) in enumerate(zip(texts, days, strict=False))
    ]
    lineage = traced(*articles)
    by_file = {one.document.file: one.document for one in articles}
    for origin in lineage.origins:
        assert origin.taken == tuple(sorted(origin.taken, key=lambda each: (each.file, each.start)))
        for each in origin.taken:
            there = by_file[origin.held_against]
            assert (each.start, each.end) in {(s.start, s.end) for s in by_file[each.file].sentences}
            assert (each.source_start, each.source_end) in {(s.start, s.end) for s in there.sentences}
            if each.how == "verbatim":
                assert each.likeness == 1.0
    for file, stretches in lineage.own:
        document = by_file[file]
        assert all(0 <= start < end <= len(document.text) for start, end in stretches)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(stretches))
        taken = [each for one in lineage.origins for each in one.taken if each.file == file]
        assert not any(each.start < end and start < each.end for each in taken for start, end in stretches)


@settings(max_examples=30, deadline=None)
@given(TEXTS, DAYS, st.integers(0, 3))
def test_an_exact_copy_adds_no_voice(texts: list[list[str]], days: list[str | None], which: int) -> None:
    articles = [
        article(f"{number}", "\n".join(["A headline", *lines]), published=day)
        for number, (lines, day) in enumerate(zip(texts, days, strict=False))
    ]
    copied = articles[which % len(articles)]
    again = article("9", copied.document.text, published=copied.document.published)
    before, after = traced(*articles), traced(*articles, again)
    if sum(map(str.isalpha, copied.document.text)) > 200:
        assert len({voice for _, voice in before.voices}) == len({voice for _, voice in after.voices})
        assert after.voice("9") == after.voice(copied.document.file)


INDEPENDENT = """Rain delays the hay in the hills
Farmers around Steenwold fear for their hay after three weeks of rain.
A weather station on the ridge measured ninety litres in a night.
The regional association wants the deadline for mowing to be moved."""


@settings(max_examples=30, deadline=None)
@given(TEXTS, DAYS)
def test_an_independent_report_adds_a_voice(texts: list[list[str]], days: list[str | None]) -> None:
    articles = [
        article(f"{number}", "\n".join(["A headline", *lines]), published=day)
        for number, (lines, day) in enumerate(zip(texts, days, strict=False))
    ]
    before, after = traced(*articles), traced(*articles, article("9", INDEPENDENT, published="2030-05-08"))
    assert len({voice for _, voice in after.voices}) == len({voice for _, voice in before.voices}) + 1
