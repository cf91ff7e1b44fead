"""What was told of lineage holds, and nothing else changes."""

from whomet.records import Article, Document, Lineage, Origin
from whomet.sources import NOTHING, Told, as_told

ARTICLES = [
    Article(Document(f"{name}.txt", f"text {name}", published=f"2031-05-0{day}")) for day, name in enumerate("abcd", 1)
]
A, B, C, D = (article.document.file for article in ARTICLES)
#: b and d copied a, c copied b.
LINEAGE = Lineage(
    (Origin("copy", A, (B, D), 0.9), Origin("copy", B, (C,), 0.8)),
    ((A, A), (B, A), (C, A), (D, A)),
    ((B, ((0, 3),)), (C, ((1, 2),))),
)


def told(together=(), apart=(), lineage=LINEAGE):
    pairs = tuple((frozenset(left), frozenset(right)) for left, right in apart)
    return as_told(lineage, ARTICLES, Told(tuple(map(frozenset, together)), pairs))


def test_nothing_told_changes_nothing():
    assert as_told(LINEAGE, ARTICLES, NOTHING) is LINEAGE


def test_what_is_independent_has_a_voice_of_its_own_with_all_that_hangs_on_it():
    found = told(apart=[([A], [B])])
    assert dict(found.voices) == {A: A, B: B, C: B, D: A}
    assert [(origin.source, origin.targets) for origin in found.origins] == [(A, (D,)), (B, (C,))]
    assert dict(found.own) == {C: ((1, 2),)}
    assert told(apart=[([B], [A])]) == found


def test_what_two_copies_took_from_a_third_one_stays():
    assert dict(told(apart=[([B], [D])]).voices) == dict(LINEAGE.voices)


def test_copies_have_the_voice_of_the_earliest():
    alone = Lineage((), tuple((file, file) for file in (A, B, C, D)))
    found = told(together=[[D, B]], lineage=alone)
    assert dict(found.voices) == {A: A, B: B, C: C, D: B}
    (origin,) = found.origins
    assert (origin.source, origin.targets, origin.reasons) == (None, (B, D), (("told by the user", 1.0),))


def test_files_that_are_not_there_are_passed_over():
    assert told(together=[["x.txt", A]], apart=[(["y.txt"], [A])]).voices == LINEAGE.voices
