"""Figures, names and quotations in the same order, across languages and scripts."""

from __future__ import annotations

import operator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.building import article, encoder
from whomet.records import AmountMention, Mentions, NameMention, QuotationMention
from whomet.sources.marks import Quotation, brings_news, common, in_order, marks, same_name, same_quotation

TEXT = "Fair opens\nAda Brook paid 48 million euros in 2031.\nBrook said: “We waited thirty years.”"


def with_mentions():
    one = article("a", TEXT)
    at = TEXT.index
    names = (
        NameMention(at("Ada"), at("Ada") + 9, "Ada Brook", "person", 1, "en", "Ada Brook"),
        NameMention(at("Brook said"), at("Brook said") + 5, "Brook", "person", 2, "en", "Brook", "short"),
    )
    amount = AmountMention(at("48"), at(" in 2031"), "48 million euros", 1, "en", 48e6, "EUR")
    said = QuotationMention(at("We"), at("years") + 6, "We waited thirty years.", 2, "en")
    return type(one)(one.document, Mentions(names=names, amounts=(amount,), quotations=(said,)))


def test_marks_of_an_article() -> None:
    found = marks(with_mentions(), encoder().encode)
    assert found.figures == ((48e6, "EUR"), (2031.0, ""))
    assert found.names == ("ada brook",)
    assert [quotation.text for quotation in found.quotations] == ["We waited thirty years."]


def test_a_sentence_brings_news_or_not() -> None:
    one = with_mentions()
    known = marks(one, encoder().encode)
    title, paid, said = one.document.sentences
    assert not brings_news(one, title, [known])
    assert not brings_news(one, paid, [known])
    assert brings_news(one, said, [known])  # a quotation, in a sentence that the others do not tell
    assert brings_news(one, paid, [])


def test_names_across_scripts() -> None:
    assert same_name("marit donkers", "marit donkers")
    assert same_name("donkers", "marit donkers")
    assert same_name("마릿 동커스", "marit donkers")
    assert not same_name("pavel ostry", "marit donkers")


def test_quotations_across_languages() -> None:
    english, german = "We have waited thirty years for this gate", "Wir haben dreißig Jahre auf dieses Tor gewartet"
    other = "The mayor's dog likes cheese from the market"
    vectors = encoder().encode([english, german, other])
    one, two, three = (
        Quotation(text, language, vectors[row])
        for row, (text, language) in enumerate([(english, "en"), (german, "de"), (other, "en")])
    )
    assert same_quotation(one, two)
    assert same_quotation(one, Quotation(english[8:], "en", np.zeros(512, dtype=np.float32)))
    assert not same_quotation(one, three)


@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=8))
def test_in_order(left: list[int], right: list[int]) -> None:
    count = in_order(left, right, operator.eq)
    assert count == in_order(right, left, operator.eq)
    assert count <= min(len(left), len(right))
    assert in_order(left, left, operator.eq) == len(left)
    assert 0 <= common(left, right, operator.eq) < 1
