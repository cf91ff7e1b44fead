"""Statements, figures, plans and facts, once each."""

import pytest

from tests.accounts.building import ADA, BEN, FOSS, article, reconciled
from whomet.records import FactMention, FigureMention, Origin, PlanMention, StatementMention, Taken

_QUOTE = "We build bridges before we build ships."


def _said(speaker, text=_QUOTE, language="en"):
    return StatementMention(0, len(text), text, language, speaker, True)


def _figure(amount, what="price of the ferry", unit="EUR", subject=FOSS):
    return FigureMention(0, 5, "price", 0, amount, unit, what, subject)


def test_a_quotation_printed_twice_is_one_statement():
    account = reconciled(
        article("a.txt", text=_QUOTE, statements=(_said(ADA),)),
        article("b.txt", text=_QUOTE, statements=(_said(None),)),
    )
    (only,) = account.statements
    assert only.speaker == "person:ada-brook"
    assert [place.document for place in only.places] == ["a.txt", "b.txt"]


def test_a_later_print_leaves_the_id_of_a_statement():
    first = article("m.txt", text=_QUOTE, statements=(_said(ADA),), published="2025-03-04")
    longer = f"{_QUOTE} And roads before bridges."
    later = article("a.txt", text=longer, statements=(_said(ADA, longer),), published="2025-03-06")
    (alone,) = reconciled(first).statements
    (both,) = reconciled(first, later).statements
    assert len(both.places) == 2
    assert both.id == alone.id


def test_a_phrase_of_the_day_is_said_by_many():
    text = "We will see."
    account = reconciled(
        article("a.txt", text=text, statements=(_said(ADA, text),)),
        article("b.txt", text=text, statements=(_said(BEN, text),)),
    )
    assert len(account.statements) == 2


def test_a_quotation_given_to_two_speakers_is_one():
    account = reconciled(
        article("a.txt", text=_QUOTE, statements=(_said(ADA),)),
        article("b.txt", text=_QUOTE, statements=(_said(BEN),)),
        article("c.txt", text=_QUOTE, statements=(_said(BEN),)),
    )
    (only,) = account.statements
    assert only.speaker == "person:ben-cole"
    assert only.lines == (("a.txt",), ("b.txt",), ("c.txt",))


def test_copies_do_not_outvote():
    account = reconciled(
        article("a.txt", text=_QUOTE, statements=(_said(ADA),)),
        article("b.txt", text=_QUOTE, statements=(_said(BEN),)),
        article("c.txt", text=_QUOTE, statements=(_said(BEN),)),
        voices=(("b.txt", "b.txt"), ("c.txt", "b.txt")),
    )
    (only,) = account.statements
    assert only.speaker == "person:ada-brook"
    assert only.lines == (("a.txt",), ("b.txt", "c.txt"))


def test_what_was_taken_over_is_one_statement_though_its_speaker_was_misread():
    german = "Erst die Bruecken, dann die Schiffe, so machen wir das."
    taken = Taken("b.txt", 0, len(german), 0, len(_QUOTE), "translated", 0.8)
    account = reconciled(
        article("a.txt", text=_QUOTE, statements=(_said(ADA),)),
        article("b.txt", text=german, language="de", statements=(_said(BEN, german, "de"),)),
        voices=(("a.txt", "a.txt"), ("b.txt", "a.txt")),
        origins=(Origin("translation", "a.txt", ("b.txt",), 0.9, "credit", (taken,)),),
    )
    assert len(account.statements) == 1


def test_a_body_and_who_speaks_for_it_say_one_thing():
    account = reconciled(
        article("a.txt", text=_QUOTE, statements=(_said(FOSS),)),
        article("b.txt", text=_QUOTE, statements=(_said(ADA),), employers=[(ADA, FOSS)]),
    )
    (only,) = account.statements
    assert only.speaker == "person:ada-brook"


def test_one_article_against_two_is_outvoted():
    account = reconciled(
        article("a.txt", text=_QUOTE, statements=(_said(ADA),)),
        article("b.txt", text=_QUOTE, statements=(_said(ADA),)),
        article("c.txt", text=_QUOTE, statements=(_said(BEN),)),
    )
    (only,) = account.statements
    assert only.speaker == "person:ada-brook"
    assert len(only.places) == 3


_PRICE = "40 million is the price of the new ferry, the owner says."


def test_one_figure_in_two_articles():
    account = reconciled(
        article("a.txt", text=_PRICE, figures=(_figure(40e6),)), article("b.txt", text=_PRICE, figures=(_figure(40e6),))
    )
    (only,) = account.figures
    assert (only.subject, only.amount, only.unit) == ("organisation:foss", 40e6, "EUR")
    assert not account.contradictions


def test_two_amounts_of_one_thing_are_disputed():
    account = reconciled(
        article("a.txt", text=_PRICE, figures=(_figure(40e6),)), article("b.txt", text=_PRICE, figures=(_figure(45e6),))
    )
    (clash,) = account.contradictions
    assert dict(clash.values) == {"40000000 EUR": ("a.txt",), "45000000 EUR": ("b.txt",)}
    assert clash.about == "organisation:foss"


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (45e6, "EUR", "45000 thousand went into yearly wages, pensions plus bonuses that dockers got last winter."),
        (45e6, "USD", _PRICE),
        (90e6, "EUR", _PRICE),
    ],
)
def test_amounts_of_different_things_are_not(amount, unit, text):
    account = reconciled(
        article("a.txt", text=_PRICE, figures=(_figure(40e6),)),
        article("b.txt", text=text, figures=(_figure(amount, unit=unit),)),
    )
    assert not account.contradictions


def test_facts_that_cannot_both_be_true():
    def left(value):
        return FactMention(0, 4, "left", ADA, "departure", value)

    account = reconciled(article("a.txt", facts=(left("2031-05-31"),)), article("b.txt", facts=(left("2031-06"),)))
    (clash,) = account.contradictions
    assert (clash.about, clash.field) == ("person:ada-brook", "departure")
    same = reconciled(article("a.txt", facts=(left("2031-05-31"),)), article("b.txt", facts=(left("2031-05"),)))
    assert not same.contradictions


def test_a_plan_in_two_articles():
    def plan(when):
        return PlanMention(0, 9, "will build", "en", "will build a new ferry terminal", FOSS, when)

    account = reconciled(article("a.txt", plans=(plan("2032"),)), article("b.txt", plans=(plan("2032-03"),)))
    (only,) = account.plans
    assert (only.who, only.when, len(only.places)) == ("organisation:foss", "2032-03", 2)


def test_two_times_for_one_plan_are_disputed():
    def plan(when, what="will build a new ferry terminal"):
        return PlanMention(0, 9, "will build", "en", what, FOSS, when)

    account = reconciled(article("a.txt", plans=(plan("2032"),)), article("b.txt", plans=(plan("2033-03"),)))
    (clash,) = account.contradictions
    assert dict(clash.values) == {"2032": ("a.txt",), "2033-03": ("b.txt",)}
    both = reconciled(article("a.txt", plans=(plan("2032"), plan("2033-03"))))
    assert not both.contradictions
    other = reconciled(article("a.txt", plans=(plan("2032"),)), article("b.txt", plans=(plan("2035", "opens museum"),)))
    assert not other.contradictions
