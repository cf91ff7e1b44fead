"""Statements, figures, plans, facts, and what holds for any article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.marked import build
from whomet.events import extract
from whomet.records import (
    AmountMention,
    Document,
    Mentions,
    NameMention,
    QuotationMention,
    Referent,
    RoleMention,
    Sentence,
    TimeMention,
)


def read(source, language="en", published="2031-05-14"):
    document, mentions = build(source, language, published)
    return extract(document, mentions), lambda r: None if r is None else mentions.referents[r].label


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "“We go on building,” said [P:Ana Wirth]."),
        ("en", "[P:Ana Wirth] told [P:Ben Okoro]: “We go on building.”"),
        ("en", "“We go on building,” [P:Ana Wirth], who met [P:Ben Okoro], said later."),
        ("de", "„Wir bauen weiter“, sagte [P:Ana Wirth] am Abend."),
        ("de", "[P:Ana Wirth] erklärte: „Wir bauen weiter.“"),
        ("ko", '[P:Ana Wirth] 대표는 "계속 짓겠다"고 말했다.'),
    ],
)
def test_who_is_quoted(language, source):
    events, label = read(source, language)
    (only,) = [s for s in events.statements if s.direct]
    assert label(only.speaker) == "Ana Wirth"


def test_both_quotations_of_a_korean_sentence():
    events, label = read('[P:한지우] 회장은 "기쁘다"며 "더 짓겠다"고 말했다.', "ko")
    assert [label(s.speaker) for s in events.statements if s.direct] == ["한지우", "한지우"]


def test_a_body_speaks_through_an_official():
    events, label = read("“All is well,” a [O:Delta Rail] official noted.")
    assert label(events.statements[0].speaker) == "Delta Rail"


@pytest.mark.parametrize(
    ("language", "source", "content"),
    [
        ("en", "[P:Ana Wirth] said that the line would open in spring.", "the line would open in spring"),
        ("de", "[P:Ana Wirth] sagte, die Strecke werde im Frühling eröffnet.", "die Strecke werde im Frühling"),
        ("ko", "[P:한지우] 회장은 노선이 내년 봄에 열린다고 말했다.", "노선이 내년 봄에 열린다"),
    ],
)
def test_reported_speech(language, source, content):
    events, label = read(source, language)
    (only,) = [s for s in events.statements if not s.direct]
    assert content in only.text
    assert label(only.speaker) in {"Ana Wirth", "한지우"}


def test_a_figure_has_its_subject_and_period():
    events, label = read("[O:Delta Rail] puts [A:90000000 EUR|90 million euros] a year into [O:Ostbahn].")
    (only,) = events.figures
    assert (label(only.subject), only.amount, only.unit, only.period) == ("Delta Rail", 90e6, "EUR", "P1Y")


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "[O:Delta Rail] plans to open the line [T:2031-06|in June]."),
        ("de", "[O:Delta Rail] will die Strecke [T:2031-06|im Juni] eröffnen."),
        ("ko", "[O:Delta Rail]은 [T:2031-06|6월] 노선을 열 계획이다."),
    ],
)
def test_plans(language, source):
    events, label = read(source, language)
    (only,) = events.plans
    assert (label(only.who), only.when) == ("Delta Rail", "2031-06")


def test_a_plan_without_a_doer_is_of_the_body_of_who_was_told_of_before():
    document, mentions = build(
        "[P=ana:Ana Wirth] leads [E=ana:Nordlicht AG].\n[P=ana:Wirth] signed it. Work will start [T:2031-06|in June].",
        published="2031-05-14",
    )
    (only,) = extract(document, mentions).plans
    assert mentions.referents[only.who].label == "Nordlicht AG"


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "[P:Ana Wirth] left for Japan [T:2031-05-02|on 2 May]."),
        ("de", "[P:Ana Wirth] reiste [T:2031-05-02|am 2. Mai] nach Japan."),
        ("ko", "[P:한지우] 회장은 [T:2031-05-02|지난 2일] 일본으로 출국했다."),
    ],
)
def test_departures(language, source):
    events, _ = read(source, language)
    assert [(f.field, f.value) for f in events.facts] == [("departure", "2031-05-02")]


def test_a_language_without_a_pack_gives_no_meeting_and_no_error():
    events, _ = read("[P:Ana Wirth] tapasi [P:Ben Okoro] “Hyvä” [A:5 EUR|5 euroa].", "fi")
    assert events.meetings == ()
    assert len(events.statements) == 1


WORDS = st.sampled_from(
    ["met", "with", "Ana", "said", "the", "two", ",", ".", "and", "who", "“", "”", "will", "받았다", "만났다", "와",
     "회동", "고 말했다", "traf", "mit", "ein", "sagte", "nicht", "(", ")", "\n", "\U0001f600", "́", "talks"]
)  # fmt: skip


TOLD = st.sampled_from([None, "2031-05-12", "2031-06", "2020"])


@st.composite
def articles(draw):
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=40)))
    language = draw(st.sampled_from(["en", "de", "ko", "fi", "es", "pl", "ru", "tr", "ar", "ja", "zh", "th"]))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda s: (s[0], min(len(text), s[0] + s[1]))
    )
    half = draw(st.integers(1, len(text)))
    pieces = [(0, half), (half, len(text))] if half < len(text) else [(0, len(text))]
    kinds = ["body", "title", "caption"]
    sentences = tuple(Sentence(text[a:b], ((a, b),), 0, draw(st.sampled_from(kinds)), language, 0) for a, b in pieces)
    document = Document("a.txt", text, sentences=sentences, published="2031-05-14", languages=(language,))

    def of(span):
        return next(i for i, s in enumerate(sentences) if s.start <= span[0] < s.end)

    sorts = st.sampled_from(["person", "organisation", "place"])
    referents = tuple(Referent(draw(sorts), "x", (), ()) for _ in range(3))
    names = []
    for span in draw(st.lists(spans, max_size=8)):
        to = draw(st.sampled_from([(), (0,), (1,), (2,), (0, 1)]))
        reach = draw(st.sampled_from(["full", "pronoun", "group"]))
        shown = text[slice(*span)]
        names.append(NameMention(*span, shown, draw(sorts), of(span), language, shown, reach, to))
    roles = [RoleMention(*s, text[slice(*s)], of(s), language, "chief", 0) for s in draw(st.lists(spans, max_size=2))]
    times = [TimeMention(*s, text[slice(*s)], of(s), language, draw(TOLD)) for s in draw(st.lists(spans, max_size=3))]
    amounts = [
        AmountMention(*s, text[slice(*s)], of(s), language, 7.0, "EUR") for s in draw(st.lists(spans, max_size=2))
    ]
    quotes = [QuotationMention(*s, text[slice(*s)], of(s), language) for s in draw(st.lists(spans, max_size=2))]
    found = (names, roles, times, amounts, quotes)
    return document, Mentions(*(tuple(sorted(m, key=lambda x: (x.start, x.end))) for m in found), referents)


@settings(max_examples=150, deadline=None)
@given(articles())
def test_events_point_at_the_text_and_at_referents(article):
    document, mentions = article
    events = extract(document, mentions)
    known = range(len(mentions.referents))
    for meeting in events.meetings:
        assert meeting.evidence
        assert meeting.principals
        assert all(0 <= p.start < p.end <= len(document.text) for p in meeting.evidence)
        assert all(r in known for r in (*meeting.principals, *meeting.attendees, *meeting.organisations))
        assert not set(meeting.principals) & set(meeting.attendees)
        assert meeting.host is None or meeting.host in known
        assert meeting.city is None or meeting.city in known
    for span in (*events.statements, *events.figures, *events.plans, *events.facts):
        assert document.text[span.start : span.end] == span.text
    assert all(s.speaker is None or s.speaker in known for s in events.statements)
    assert events == extract(document, mentions)
