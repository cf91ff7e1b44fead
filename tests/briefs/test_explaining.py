"""Conclusions explained: what is said of each, and that every passage is where it is said to be."""

import json
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from tests.walking import places
from whomet import briefs
from whomet.briefs import explaining
from whomet.briefs.data import as_data
from whomet.records import (
    Account,
    AccountStory,
    Block,
    Citation,
    Contact,
    Contradiction,
    Document,
    Entity,
    Figure,
    Lineage,
    MatchReason,
    Meeting,
    Origin,
    Plan,
    Report,
    Sentence,
    Statement,
    Support,
    Taken,
)

_NEWS = "Ada Brook met Ben Cole in Graz. They spoke of ferries. The pier costs 5 million euros."
_COPY = "Ada Brook met Ben Cole in Graz. They spoke of ferries. Call 02-555-0142 for tickets."
_OTHER = "Ada Brook and Ben Cole met in Linz on Monday."
_MEETING = "meeting:ada-brook+ben-cole:2031-05-04"
_STORY = "story:0123456789ab"


def _document(file, text, published, outlet=None, **fields):
    starts = [0, *(at + 2 for at in range(len(text) - 2) if text[at : at + 2] == ". ")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    spans = zip(starts, ends, strict=True)
    sentences = tuple(Sentence(text[start:end], ((start, end),), 0, "body", "en") for start, end in spans)
    blocks = (Block(0, len(text), "body", "en"),)
    return Document(
        file, text, outlet=outlet, published=published, blocks=blocks, sentences=sentences, languages=("en",), **fields
    )


def _cite(document, words, *fields):
    start = document.text.index(words)
    return Citation(document.file, start, start + len(words), words, fields, "en")


def _report(file, city, **fields):
    sides = ("person:ada-brook", "person:ben-cole")
    return Report(file, "held", sides, (), None, "2031-05-04", city, None, **fields)


@pytest.fixture(scope="module")
def account():
    news = _document("a.txt", _NEWS, "2031-05-04", "Graz Courier")
    contact = _COPY.index("02-")
    copy = _document("b.txt", _COPY, "2031-05-05", "Echo", contacts=(Contact(contact, contact + 11, "telephone"),))
    other = _document("c.txt", _OTHER, "2031-05-06")
    lines = (("a.txt", "b.txt"), ("c.txt",))
    city = Contradiction(
        "city",
        (("place:graz", ("a.txt", "b.txt")), ("place:linz", ("c.txt",))),
        cause="copying error",
        lines=(lines[:1], lines[1:]),
    )
    evidence = (
        _cite(news, "Ada Brook met Ben Cole in Graz.", "principals", "city"),
        _cite(copy, "Ada Brook met Ben Cole in Graz.", "principals", "city"),
        _cite(other, "Linz", "city"),
    )
    meeting = Meeting(
        _MEETING, "held", False, ("person:ada-brook", "person:ben-cole"), (), (), "2031-05-04", "place:graz", None,
        None, "in person", (), ("a.txt", "b.txt", "c.txt"), 2,
        (
            _report("a.txt", "place:graz"),
            _report("b.txt", "place:graz", superseded="a.txt"),
            _report("c.txt", "place:linz"),
        ),
        (city,), evidence,
        (Support("city", "place:graz", lines[:1]), Support("city", "place:linz", lines[1:])),
        (MatchReason("a.txt", "c.txt", 3.0, (("same people", 4.5), ("other city", -1.5))),),
    )  # fmt: skip
    cut = _COPY.index("They")
    taken = Taken("b.txt", 0, cut - 1, 0, cut - 1, "verbatim", 1.0)
    origin = Origin("copy", "a.txt", ("b.txt",), 0.7, "time", (taken,), (("words in common", 0.7),))
    lineage = Lineage(
        (origin,),
        (("a.txt", "a.txt"), ("b.txt", "a.txt"), ("c.txt", "c.txt")),
        (("b.txt", ((_COPY.index("Call"), len(_COPY)),)),),
    )
    amount = _cite(news, "5 million euros")
    figures = (Figure("organisation:pier", "the pier costs", 5e6, "EUR", None, (amount,), (("a.txt",),)),)
    plans = (Plan("for tickets", None, None, (_cite(copy, "Call 02-555-0142 for tickets."),), (("b.txt",),)),)
    said = Statement("statement:1", "person:ada-brook", False, (_cite(news, "They spoke of ferries."),), (("a.txt",),))
    departure = Contradiction(
        "departure",
        (("2031-05-03", ("a.txt",)), ("2031-05-04", ("c.txt",))),
        "person:ada-brook",
        "local time against the outlet's time",
        places=((_cite(news, "Ada Brook"),), (_cite(other, "on Monday"),)),
        torn=("a.txt",),
    )
    entities = (
        Entity("person:ada-brook", "person", "Ada Brook", (("en", ("Ada Brook",)),), ()),
        Entity("person:ben-cole", "person", "Ben Cole", (("en", ("Ben Cole",)),), ()),
        Entity("place:graz", "place", "Graz", (("en", ("Graz",)),), ()),
        Entity("place:linz", "place", "Linz", (("en", ("Linz",)),), ()),
    )
    story = AccountStory(_STORY, "Ferry chiefs meet", ("a.txt", "b.txt", "c.txt"), (_MEETING,), 2)
    return Account((news, copy, other), entities, (meeting,), (said,), figures, plans, (departure,), lineage, (story,))


def told(account, id_, **options):
    return " ".join(explaining.render(explaining.explain(account, id_, **options)).split())


def _ids(account):
    data = as_data(account)
    kinds = ("meetings", "statements", "figures", "plans", "contradictions", "stories")
    found = [one["id"] for kind in kinds for one in data[kind]]
    return [*found, *(one["id"] for each in data["meetings"] for one in each["contradictions"]), "a.txt", "b.txt"]


def test_every_passage_of_every_explanation_is_cut_from_its_text(account):
    texts = {document.file: document.text for document in account.documents}
    found = 0
    for id_ in _ids(account):
        told = explaining.explain(account, id_, contacts=True)
        for place in (one for one in places(told) if "text" in one):
            assert texts[place["document"]][place["start"] : place["end"]] == place["text"]
            assert place["text"] in place.get("context", place["text"])
            found += 1
    assert found > 20


def test_every_explanation_is_text_and_data(account):
    for id_ in _ids(account):
        data = explaining.explain(account, id_)
        assert json.loads(explaining.render(data, "json")) == data
        assert id_ in told(account, id_)
        assert "\x1b" not in explaining.render(data)
        assert "\x1b[1m" in explaining.render(data, colour=True)


def test_a_meeting_side_by_side(account):
    text = told(account, _MEETING)
    assert "3 articles, 2 independent origins: a.txt + b.txt; c.txt" in text
    assert "c.txt 2031-05-06 held 2031-05-04 Linz*" in text
    assert "city Graz 1 origin: a.txt + b.txt Linz 1 origin: c.txt" in text
    assert "city: Graz (a.txt, b.txt: 1 origin) against Linz (c.txt) — copying error" in text
    assert "b.txt yields to the correction in a.txt" in text
    assert "a.txt = c.txt (+3.00) +4.50 same people -1.50 other city" in text
    assert "c.txt:30-34 “Linz” (en) [city] in: Ada Brook and Ben Cole met in Linz on Monday." in text


def test_a_story_as_a_tree(account):
    text = told(account, _STORY)
    assert "1 a.txt Graz Courier, 2031-05-04, English └─ b.txt Echo, 2031-05-05, English; repeats a.txt" in text
    assert "(70 % of it), came later; adds 1 sentence of its own 2 c.txt" in text
    assert f"Ada Brook — Ben Cole {_MEETING}" in text


def test_a_document_beside_its_source(account):
    text = told(account, "b.txt")
    assert "it repeats a.txt (Graz Courier) word for word (70 % of it); it came later 0.70 words in common" in text
    assert "b.txt:0-31 “Ada Brook met Ben Cole in Graz.” verbatim, 1.00 a.txt:0-31 “Ada Brook met" in text
    assert "WHAT IT ADDED 1 sentence b.txt:55-84 “Call ••-•••-•••• for tickets.”" in text
    assert "one line of reporting with a.txt" in text
    assert _MEETING in text
    assert "WHO TOOK IT UP copy: b.txt (70 % of it)" in told(account, "a.txt")


def test_texts_of_which_none_is_known_to_be_the_earlier(account):
    (origin,) = account.lineage.origins
    open_ = replace(origin, source=None, targets=("a.txt", "b.txt"), directed_by=None)
    account = replace(account, lineage=replace(account.lineage, origins=(open_,)))
    assert "it and a.txt repeat each other word for word (70 % of it); nothing tells" in told(account, "b.txt")
    assert "a.txt:0-31 “Ada Brook met" in told(account, "b.txt")
    assert "= a.txt, b.txt repeat each other word for word" in told(account, _STORY)


def test_contradictions_with_the_passages_of_each_value(account):
    text = told(account, "contradiction:ada-brook+ben-cole:2031-05-04:city")
    assert "Graz 2 articles, 1 independent origin a.txt + b.txt a.txt:0-31 “Ada Brook met" in text
    assert "Linz 1 article, 1 independent origin c.txt c.txt:30-34 “Linz”" in text
    text = told(account, "contradiction:ada-brook:departure")
    assert "local time against the outlet's time" in text
    assert "a.txt gives more than one of them" in text
    assert "May 4, 2031 1 article, 1 independent origin c.txt c.txt:35-44 “on Monday”" in text


def test_contacts_are_masked_unless_asked_for(account):
    (plan,) = (id_ for id_ in _ids(account) if id_.startswith("plan:"))
    assert "0142" not in told(account, plan)
    assert "0142" in told(account, plan, contacts=True)


def test_the_page_marks_what_was_taken_over_and_who_carries_each_value(account):
    page = lxml_html.fromstring(briefs.render(account, "html"))
    (taken,) = page.xpath("//*[contains(@class, 'taken')]")
    assert (taken.text, taken.get("title")) == ("Ada Brook met Ben Cole in Graz.", "verbatim: a.txt")
    rows = [" ".join(text for text in row.itertext() if text.strip()) for row in page.xpath("//table//tr")]
    assert rows == ["city Graz 1 origin: a.txt + b.txt", "city Linz 1 origin: c.txt"]


def test_an_unknown_id_names_near_ones(account):
    with pytest.raises(explaining.UnknownIdError, match=r"no file this name; did you mean .*meeting:ada-brook"):
        explaining.explain(account, "meeting:ada-brok+ben-cole:2031-05-04")
