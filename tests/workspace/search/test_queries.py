"""There is no query that cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.workspace.search.queries import MOST_TERMS, Phrase, Term, parse, phrases, sought

SIGNS = st.text(st.sampled_from("\"'*-()|:^{}[]~\\;,.%_ ab회会พบOR NOT“”„«»「」\x00\n"), max_size=40)


@given(st.one_of(st.text(max_size=80), SIGNS))
def test_any_text_is_a_query(text):
    query = parse(text)
    for clause in query.clauses:
        assert clause
        for term in clause:
            for phrase in phrases(sought(term, ["de", "en"])):
                assert phrase.tokens


@pytest.mark.parametrize(
    ("typed", "clauses", "without"),
    [
        ("amazon meeting", [["amazon"], ["meeting"]], []),
        ("amazon OR google talks", [["amazon", "google"], ["talks"]], []),
        ("amazon | google", [["amazon", "google"]], []),
        ("amazon -talks", [["amazon"]], ["talks"]),
        ("amazon NOT talks", [["amazon"]], ["talks"]),
        ("amazon AND talks", [["amazon"], ["talks"]], []),
        ('-"big talks" a', [["a"]], ["big talks"]),
        ("OR amazon OR", [["amazon"]], []),
        ("Jae-yong", [["Jae-yong"]], []),
        ('"', [], []),
        ("...", [], []),
    ],
)
def test_what_is_asked_for(typed, clauses, without):
    query = parse(typed)
    assert [[term.text for term in clause] for clause in query.clauses] == clauses
    assert [term.text for term in query.without] == without


@pytest.mark.parametrize(
    "typed", ['"great talks"', "“great talks”", "„great talks“", "«great talks»", "「great talks」"]
)
def test_phrases_in_any_quotation_marks(typed):
    assert parse(typed).clauses == ((Term("great talks", quoted=True),),)


def test_beginnings():
    assert parse("amaz*").clauses == ((Term("amaz", begins=True),),)
    assert sought(Term("amaz", begins=True), ["en"]) == Phrase(("amaz",), begins=True)


def test_a_long_query_is_cut():
    assert len(parse("word " * 500).clauses) == MOST_TERMS


@pytest.mark.parametrize(("typed", "other"), [("Müller", "mueller"), ("Mueller", "muller")])
def test_umlauts_in_both_spellings(typed, other):
    assert Phrase((other,)) in set(phrases(sought(Term(typed), [])))
