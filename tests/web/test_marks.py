"""The pieces of an article are its text, whatever is marked in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from whomet.records import Block, Citation, Document
from whomet.web.marks import TakenOver, direction, paragraphs

KINDS = ("title", "body", "caption", "boilerplate", "comment")


@st.composite
def documents(draw):
    text = draw(st.text(alphabet=st.sampled_from("ab \n\u0627\u202e\U0001f6a2\ud800é"), max_size=60))
    edges = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=6))})
    blocks = tuple(
        Block(start, end, draw(st.sampled_from(KINDS)), draw(st.sampled_from(["en", "ar", None])))
        for start, end in pairwise(edges)
    )
    injected = tuple(
        Block(start, end, "injected", None, "spliced in") for start, end in draw(spans(text)) if end > start
    )
    return Document("a.txt", text, blocks=blocks, injected=injected, languages=("en",))


def spans(text):
    return st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).map(tuple), max_size=5)


@given(documents(), st.data())
def test_the_pieces_joined_are_the_text(document, data):
    cited = [Citation("a.txt", s, e, document.text[s:e]) for s, e in data.draw(spans(document.text))]
    taken = [TakenOver(s, e, "b.txt") for s, e in data.draw(spans(document.text))]
    here = data.draw(st.none() | spans(document.text).filter(bool).map(lambda found: found[0]))
    here = here if here and here[1] > here[0] else None
    found = [piece for one in paragraphs(document, cited, taken, here) for piece in one.pieces]
    assert "".join(piece.text for piece in found) == document.text
    assert all(piece.text == document.text[piece.start : piece.end] for piece in found)
    assert [piece.start for piece in found] == [0, *(piece.end for piece in found[:-1])][: len(found)]
    over = {at for place in cited for at in range(place.start, place.end)}
    assert over == {at for piece in found if piece.cited for at in range(piece.start, piece.end)}
    if here:
        assert set(range(*here)) == {at for piece in found if piece.here for at in range(piece.start, piece.end)}
    anchors = [anchor for piece in found for anchor in piece.anchors]
    wanted = {f"c{place.start}-{place.end}" for place in cited if place.start < len(document.text)}
    assert wanted <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_a_language_tells_its_direction():
    assert direction("ar") == direction("he-IL") == "rtl"
    assert direction("ko") == "ltr"
    assert direction("und") is direction(None) is direction("x!") is None


def test_a_line_runs_the_way_it_begins():
    text = "\u0645\u0631\u062d\u0628\u0627 a longer sentence"
    document = Document("a.txt", text, blocks=(Block(0, 6, "body", "ar"), Block(6, len(text), "body", "en")))
    (line,) = paragraphs(document)
    assert (line.language, line.direction) == ("ar", "rtl")
    assert [piece.language for piece in line.pieces] == [None, "en"]
