from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.cleaning import Page, clean, recurring, recurring_lines, without_recurring
from whomet.records import Document

STORIES = [
    ("Mayor Farrow meets eel catchers", "Mayor Odile Farrow met the eel catchers of Marshgate on Monday at noon."),
    ("Ferry line names a new captain", "The ferry line of Saltmere has named Ida Noor its new captain for the spring."),
    (
        "School in Tarnsby gets a second roof",
        "Builders in Tarnsby will put a second roof on the leaking village school.",
    ),
    ("Choir sings for the broken organ", "Forty singers of Brackwater raised nine thousand crowns for their organ."),
    (
        "Lighthouse turns to solar light",
        "The lighthouse keeper Rein Saluveer said that his lamp will run on solar power.",
    ),
]
MORE = "The council will talk about the matter again in September, and nobody expects a quick answer before then."
BOX = "Tamsin Orde has written about the coast and its people for twenty years and lives with two dogs near the dyke."
SLOGAN = "Fen Courier: the paper of the wetlands"


def page(number, title, *lines, host="fencourier.example"):
    text = "\n\n".join([title, *lines]) + "\n"
    return clean(Document(f"{number}.txt", text, url=f"https://www.{host}/news/{number}"))


def read(document):
    return "\n".join(sentence.text for sentence in document.sentences)


def settled(documents):
    known = recurring(documents)
    return [without_recurring(document, known) for document in documents]


def pages():
    return [
        page(
            at,
            title,
            lead,
            f"{lead.split()[1]} and others spoke of it for hours in house {at + 2} by the mill.",
            SLOGAN,
            BOX,
        )
        for at, (title, lead) in enumerate(STORIES)
    ]


def test_what_stands_under_every_article_is_the_outlets():
    before = pages()
    assert all(BOX in read(document) for document in before)
    for document, (_, lead) in zip(settled(before), STORIES, strict=True):
        assert BOX not in read(document)
        assert SLOGAN not in read(document)
        assert lead in read(document)
        reasons = [b.reason for b in document.blocks if BOX in document.text[b.start : b.end]]
        assert reasons == ["stands in other pages of the outlet"]
        assert "".join(document.text[b.start : b.end] for b in document.blocks) == document.text


def test_cleaning_uses_what_was_counted():
    before = pages()
    raw = Document("0.txt", before[0].text, url=before[0].url)
    assert clean(raw, recurring(before)) == settled(before)[0]


PAGES = st.builds(
    Page,
    st.just("fencourier.example"),
    st.integers(0, 3),
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from([20, 59, 60, 90])), min_size=1, max_size=7).map(tuple),
)


@given(before=st.lists(PAGES, max_size=9), after=st.lists(PAGES, max_size=3), gone=st.integers(0, 3))
def test_after_a_change_only_lines_of_what_changed_have_to_be_looked_at(before, after, gone):
    now = before[gone:] + after
    touched = {line for page in (*before[:gone], *after) for line, _ in page.lines}
    stay = recurring_lines(before) - touched
    assert stay | recurring_lines(now, touched) == recurring_lines(now)
    assert recurring_lines(now[::-1]) == recurring_lines(now)


def test_order_changes_nothing():
    before = pages()
    assert settled(before) == settled(before[::-1])[::-1]


def test_other_outlets_prove_nothing():
    before = [replace(document, url=f"https://paper{at}.example/x") for at, document in enumerate(pages())]
    assert settled(before) == before
    assert settled([replace(document, url=None, outlet=None) for document in before])[0].blocks == before[0].blocks


def test_copies_of_one_article_keep_their_story():
    title, lead = STORIES[0]
    near = [page(at, title, lead, MORE, f"Page seen {at} times", BOX) for at in range(6)]
    assert settled(near) == near
    renamed = [page(at, STORIES[at % 5][0], lead, MORE, BOX) for at in range(5)]
    assert settled(renamed) == renamed


def test_background_told_again_in_the_middle_stays():
    before = []
    for at, (title, lead) in enumerate(STORIES):
        own = [
            f"Yet nobody else spoke to the {title.split()[0]} that day, a witness said.",
            "A last word came from the harbour at night, " + lead.lower(),
            "And so it went on, said the " + title.lower() + ".",
        ]
        before.append(page(at, title, lead, MORE, *own))
    assert all(MORE in read(document) for document in settled(before))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_pages_prove_nothing(count):
    before = pages()[:count]
    assert settled(before) == before
