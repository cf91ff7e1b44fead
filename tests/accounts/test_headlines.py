from dataclasses import replace

from tests.accounts.building import ADA, BEN, CAST, CEM, FOSS, GRAZ, HANAU, meeting, reconciled
from whomet.records import (
    Article,
    Block,
    Document,
    Events,
    Mentions,
    NameMention,
    Origin,
    Passage,
    Referent,
    Sentence,
    TimeMention,
)

TITLE = "Brook sees Foss in Hanau on Tuesday"
BODY = "Ada Brook met Ben Cole in Graz on Monday."


def _article(file, *meetings, names=(), times=(), body=BODY, published="2031-05-08"):
    """An article with a title; names are (words, index of the cast), times are (words, value), each where it stands."""
    text = f"{TITLE}\n{body}"
    split = len(TITLE) + 1
    sentences = (
        Sentence(TITLE, ((0, split - 1),), 0, "title", "en"),
        Sentence(body, ((split, len(text)),), 1, "body", "en"),
    )
    blocks = (Block(0, split, "title", "en"), Block(split, len(text), "body", "en"))
    document = Document(file, text, blocks=blocks, sentences=sentences, languages=("en",), published=published)
    referents = tuple(
        Referent(kind, id_, (("en", id_),), (), employer=FOSS if n == BEN else None, geonames=n if n > FOSS else None)
        for n, (id_, kind) in enumerate(CAST)
    )
    spots = [(text.index(words), words, number) for words, number in names]
    found = tuple(
        NameMention(at, at + len(w), w, CAST[n][1], int(at >= split), "en", w, referents=(n,)) for at, w, n in spots
    )
    days = [(text.index(words), words, value) for words, value in times]
    told = tuple(TimeMention(at, at + len(w), w, int(at >= split), "en", value) for at, w, value in days)
    fresh = [
        replace(m, evidence=(Passage(split, len(text), ("principals", "status", "date", "city")),)) for m in meetings
    ]
    return Article(document, Mentions(names=found, times=told, referents=referents), Events(tuple(fresh)))


NAMES = (("Brook", ADA), ("Foss", FOSS), ("Hanau", HANAU), ("Graz", GRAZ))
TIMES = (("Tuesday", "2031-05-06"), ("Monday", "2031-05-05"))


def _clashes(*articles, **others):
    return {c.field: c for m in reconciled(*articles, **others).meetings for c in m.contradictions}


def test_a_headline_against_its_text_is_shown():
    found = _clashes(
        _article("a.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ), names=NAMES, times=TIMES),
        _article("b.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ)),
    )
    assert dict(found["city"].values) == {"place:graz": ("a.txt", "b.txt"), "place:hanau": ("a.txt",)}
    assert found["city"].torn == found["date"].torn == ("a.txt",)


def test_a_headline_that_means_one_side_only_says_nothing_of_the_meeting():
    told = _article("a.txt", meeting(ADA, CEM, date="2031-05-05", city=GRAZ), names=NAMES, times=TIMES)
    assert not _clashes(told)


def test_a_city_or_day_that_the_text_has_elsewhere_is_not_held_against_it():
    body = f"{BODY} She came from Hanau on Tuesday."
    names = (*NAMES, ("Hanau on Tuesday.", HANAU))
    times = (*TIMES, ("Tuesday.", "2031-05-06"))
    told = _article("a.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ), names=names, times=times, body=body)
    assert not _clashes(told)


def test_the_headline_may_mean_the_other_meeting_of_the_article():
    told = _article(
        "a.txt",
        meeting(ADA, BEN, date="2031-05-05", city=GRAZ),
        meeting(ADA, CEM, date="2031-05-06", city=HANAU),
        names=NAMES,
        times=TIMES,
    )
    assert not _clashes(told)


def test_a_copy_with_its_sources_words_for_the_day_tells_of_the_same_day():
    first = _article("a.txt", meeting(ADA, BEN, date="2031-05-05"), times=(("Monday", "2031-05-05"),))
    words = (("Monday", "2031-05-12"),)
    copy = _article("b.txt", meeting(ADA, BEN, date="2031-05-12"), times=words, published="2031-05-13")
    lineage = {"voices": [("b.txt", "a.txt")], "origins": (Origin("copy", "a.txt", ("b.txt",), 1.0),)}
    (only,) = reconciled(first, copy, **lineage).meetings
    assert (only.date, only.contradictions) == ("2031-05-05", ())
    assert dict(only.reasons[0].features)["told in the same words"] > 0
    assert len(reconciled(first, copy).meetings) == 2


def test_a_copy_with_another_word_for_the_day_tells_of_another_one():
    first = _article("a.txt", meeting(ADA, BEN, date="2031-05-05"), times=(("Monday", "2031-05-05"),))
    body = BODY.replace("Monday", "Sunday")
    copy = _article("b.txt", meeting(ADA, BEN, date="2031-05-04"), times=(("Sunday", "2031-05-04"),), body=body)
    lineage = {"voices": [("b.txt", "a.txt")], "origins": (Origin("copy", "a.txt", ("b.txt",), 1.0),)}
    assert _clashes(first, copy, **lineage)["date"].cause == "copying error"
