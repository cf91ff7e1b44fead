"""What outside meetings cannot all be true: amounts, milestones, roles and wordings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.accounts.building import ADA, CAST, FOSS, WordEncoder, article, reconciled
from whomet import accounts
from whomet.accounts.wording import changed
from whomet.records import (
    AmountMention,
    Entity,
    EntityRole,
    FactMention,
    FigureMention,
    Lineage,
    Origin,
    StatementMention,
    Story,
)

_SENTENCE = "The new ferry of the port costs {} million euros, says the owner."


def figure(file, amount, *, sentence=_SENTENCE, modifier=None, published=None, unit="EUR", language="en"):
    """An article that tells one amount."""
    shown = f"{amount:g}"
    text = sentence.format(shown)
    start = text.index(shown)
    span = (start, start + len(shown), shown)
    value = amount * 1e6 if unit == "EUR" else amount
    told = FigureMention(*span, 0, value, unit, "costs of the ferry", FOSS)
    made = article(file, text=text, language=language, figures=(told,))
    mention = AmountMention(*span, 0, language, value, unit, modifier=modifier)
    return replace(
        made,
        document=replace(made.document, published=published),
        mentions=replace(made.mentions, amounts=(mention,)),
    )


def disputes(*articles, **fields):
    return [dict(found.values) for found in reconciled(*articles, **fields).contradictions]


def test_close_amounts_clash():
    assert disputes(figure("a.txt", 40), figure("b.txt", 45)) == [
        {"40000000 EUR": ("a.txt",), "45000000 EUR": ("b.txt",)}
    ]


@pytest.mark.parametrize(
    ("low", "high", "modifier"),
    [(2.1, 2.14, None), (50, 52, "about"), (20, 26, "more than"), (60, 52, "less than")],
)
def test_what_is_rounded_or_only_bounded_does_not_clash(low, high, modifier):
    assert not disputes(figure("a.txt", low, modifier=modifier), figure("b.txt", high))


@pytest.mark.parametrize(("low", "high"), [(40, 45), (50, 52), (32, 34)])
def test_single_digits_are_meant_exactly(low, high):
    assert disputes(figure("a.txt", low), figure("b.txt", high))


def test_a_slip_of_the_scale_clashes_where_the_words_are_the_same():
    assert disputes(figure("a.txt", 40), figure("b.txt", 400))
    assert not disputes(figure("a.txt", 40), figure("b.txt", 400, sentence="Tax revenue rose by {} million last year."))


def test_swapped_digits_are_a_copying_error():
    account = reconciled(figure("a.txt", 56), figure("b.txt", 65))
    (clash,) = account.contradictions
    assert (clash.cause, clash.explanation) == ("copying error", "digits have changed places")
    assert [place.text for places in clash.places for place in places] == ["56", "65"]


def test_an_amount_that_changed_in_translation():
    origin = Origin("translation", "a.txt", ("b.txt",), 0.9, "credit")
    voices = (("a.txt", "a.txt"), ("b.txt", "a.txt"))
    german = figure("b.txt", 45, language="de")
    (clash,) = reconciled(figure("a.txt", 40), german, origins=(origin,), voices=voices).contradictions
    assert clash.cause == "mistranslation"
    assert clash.lines == ((("a.txt",),), (("b.txt",),))


def test_a_toll_that_grows_is_news():
    toll = "The number of dead in the flood rose to {} on the coast."
    early = figure("a.txt", 40, sentence=toll, published="2031-05-04", unit="count")
    late = figure("b.txt", 44, sentence=toll, published="2031-05-06", unit="count")
    same_day = figure("b.txt", 44, sentence=toll, published="2031-05-04", unit="count")
    assert not disputes(early, late)
    assert disputes(early, same_day)


def test_an_article_that_contradicts_itself_is_torn():
    text = "Ferry for 40 million\nThe new ferry costs 45 million."
    made = article("a.txt", text=text)
    head = replace(made.document.blocks[0], end=21, kind="title")
    body = replace(made.document.blocks[0], start=21)
    sentences = (
        replace(made.document.sentences[0], text=text[:20], pieces=((0, 20),), kind="title"),
        replace(made.document.sentences[0], text=text[21:], pieces=((21, len(text)),), block=1),
    )
    figures = (
        FigureMention(10, 12, "40", 0, 40e6, "EUR", "ferry", FOSS),
        FigureMention(41, 43, "45", 1, 45e6, "EUR", "ferry", FOSS),
    )
    document = replace(made.document, blocks=(head, body), sentences=sentences)
    (clash,) = reconciled(replace(made, document=document, events=replace(made.events, figures=figures))).contradictions
    assert clash.torn == ("a.txt",)


def milestone(file, value, text, field="signing", about=FOSS):
    fact = FactMention(0, len(text), text, about, field, value)
    return article(file, text=text, facts=(fact,))


def test_a_milestone_has_one_date():
    text = "The contract for the ferry will be signed in {} at the port."
    told = [
        milestone("a.txt", "2031-05", text.format("May 2031")),
        milestone("b.txt", "2031-09", text.format("September 2031")),
    ]
    (clash,) = reconciled(*told).contradictions
    assert (clash.field, dict(clash.values)) == ("signing", {"2031-05": ("a.txt",), "2031-09": ("b.txt",)})
    assert not disputes(told[0], milestone("b.txt", "2031", text.format("2031")))
    assert not disputes(told[0], milestone("b.txt", "2031-09", "Museum opens after long repair works.", about=ADA))


def test_a_year_that_is_not_printed_may_be_inferred_amiss():
    text = "The contract for the ferry will be signed in May at the port."
    assert not disputes(milestone("a.txt", "2031-05", text), milestone("b.txt", "2032-05", text))


def holding(*told, voices=()):
    """The contradictions of one person's roles at one body: (file, role, language)."""
    made = [article(file, language=language) for file, _, language in told]
    files = tuple(sorted({file for file, _, _ in told}))
    roles = tuple(EntityRole(role, "organisation:foss", ((file, 0, 3),)) for file, role, _ in told)
    entities = [
        Entity(id_, kind, id_, (), tuple((f, i) for f in files), roles=roles if i == ADA else ())
        for i, (id_, kind) in enumerate(CAST)
    ]
    made = list({a.document.file: a for a in made}.values())
    lineage = Lineage((), tuple(voices))
    account = accounts.reconcile(made, entities, lineage, (Story("story:1", "Told", files),), WordEncoder())
    return [dict(found.values) for found in account.contradictions]


CEO, CFO = "chief executive officer", "chief financial officer"


def test_two_offices_that_nobody_holds_at_once():
    assert holding(("a.txt", CEO, "en"), ("b.txt", CFO, "en")) == [{CEO: ("a.txt",), CFO: ("b.txt",)}]
    assert holding(("a.txt", "deputy minister of trade", "en"), ("b.txt", "minister of trade", "de"))


@pytest.mark.parametrize(
    "told",
    [
        (("a.txt", CEO, "en"), ("b.txt", CFO, "de")),  # names of offices do not match from one language to another
        (("a.txt", CEO, "en"), ("a.txt", CFO, "en"), ("b.txt", CFO, "en")),  # an article that gives both knows why
        (("a.txt", CEO, "en"), ("b.txt", "former chairman", "en")),
        (("a.txt", CEO, "en"), ("b.txt", "president", "en")),
    ],
)
def test_synonyms_changes_and_translations_of_a_role_do_not_clash(told):
    assert not holding(*told)


def test_a_copy_is_not_set_against_its_source():
    assert not holding(("a.txt", CEO, "en"), ("b.txt", CFO, "en"), voices=(("a.txt", "a.txt"), ("b.txt", "a.txt")))


_SAID = "We will build the bridge before the harbour freezes next winter."


def said(file, text, language="en"):
    return article(
        file, text=text, language=language, statements=(StatementMention(0, len(text), text, language, ADA, True),)
    )


def test_one_quotation_in_two_wordings():
    other = _SAID.replace("harbour", "channel")
    (clash,) = reconciled(said("a.txt", _SAID), said("b.txt", other)).contradictions
    assert (clash.field, clash.about) == ("wording", "person:ada-brook")
    assert dict(clash.values) == {_SAID: ("a.txt",), other: ("b.txt",)}
    assert clash.cause is None
    copied = reconciled(
        said("a.txt", _SAID),
        said("b.txt", other),
        origins=(Origin("copy", "a.txt", ("b.txt",), 0.9, "time"),),
        voices=(("a.txt", "a.txt"), ("b.txt", "a.txt")),
    )
    assert copied.contradictions[0].cause == "copying error"


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        (_SAID, _SAID[:40], False),
        (_SAID, _SAID.upper(), False),
        (_SAID, _SAID.replace("harbour", "harbor"), False),
        ("We need 400 jobs here, and we need them now.", "We need ٤٠٠ jobs here, and we need them now.", False),
        ("We need 400 jobs here, and we need them now.", "We need 500 jobs here, and we need them now.", True),
        (_SAID, _SAID.replace("before", "after"), True),
        ("우리는 다리를 팔지 않고 나눈다", "우리는 항만을 팔지 않고 나눈다", True),
        ("海は道である、港は家である", "海は道である、船は家である", True),
        (_SAID, "We are going to build that bridge before our port freezes in winter.", False),
        (_SAID, _SAID.replace("will build the", "will now build the"), False),
    ],
)
def test_what_changes_a_quotation(left, right, clash):
    assert changed(left, right) is clash
