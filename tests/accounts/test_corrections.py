"""What corrections and retractions supersede, in copies and translations too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.accounts.building import ADA, BEN, CAST, CEM, FOSS, GRAZ, HANAU, article, reconciled
from whomet.accounts.corrections import amount_value, explain, superseded
from whomet.accounts.view import View
from whomet.records import (
    AmountMention,
    CorrectionMention,
    Entity,
    FigureMention,
    Lineage,
    NameMention,
    Origin,
    StatementMention,
    Story,
    TimeMention,
)

_TEXT = "An earlier version said they met in Graz on May 3 for 40 euros. They met in Hanau on May 4 for 50 euros."
_WRONG, _RIGHT = (_TEXT.index("they met"), _TEXT.index(". They")), (_TEXT.index("They met in Hanau"), len(_TEXT))


def at(word):
    start = _TEXT.index(word)
    return start, start + len(word), word


def noting(file, *, published="2031-05-06", outlet=None, wrong=_WRONG, right=_RIGHT, **fields):
    """An article that prints the note, with the values in it."""
    made = article(file, text=_TEXT)
    names = (
        NameMention(*at("Graz"), "place", 0, "en", "Graz", referents=(GRAZ,)),
        NameMention(*at("Hanau"), "place", 0, "en", "Hanau", referents=(HANAU,)),
    )
    times = (
        TimeMention(*at("May 3"), 0, "en", "2031-05-03"),
        TimeMention(*at("May 4"), 0, "en", "2031-05-04"),
    )
    amounts = (AmountMention(*at("40 euros"), 0, "en", 40, "EUR"), AmountMention(*at("50 euros"), 0, "en", 50, "EUR"))
    note = CorrectionMention(0, len(_TEXT), _TEXT, "en", wrong=wrong, right=right, **fields)
    return replace(
        made,
        document=replace(made.document, published=published, outlet=outlet),
        mentions=replace(made.mentions, names=names, times=times, amounts=amounts),
        events=replace(made.events, corrections=(note,)),
    )


def told(file, *, published="2031-05-04", outlet=None, agency=None):
    made = article(file)
    return replace(made, document=replace(made.document, published=published, outlet=outlet, agency=agency))


def seen(*articles, origins=()):
    files = tuple(sorted(a.document.file for a in articles))
    entities = [Entity(id_, kind, id_, (), tuple((f, i) for f in files)) for i, (id_, kind) in enumerate(CAST)]
    view = View(articles, entities, Lineage(tuple(origins)), (Story("story:1", "Told", files),), "en")
    return superseded(view)


COPY = Origin("copy", "a.txt", ("b.txt",), 0.9, "time")
TRANSLATION = Origin("translation", "a.txt", ("c.txt",), 0.9, "credit")


def test_a_note_holds_for_the_text_its_copies_and_translations():
    found = seen(noting("a.txt"), told("b.txt"), told("c.txt"), told("d.txt"), origins=(COPY, TRANSLATION))
    for file in ("a.txt", "b.txt", "c.txt"):
        for value in ("2031-05-03", "place:graz", amount_value(40, "EUR")):
            assert found.by(file, value).by == "a.txt"
        assert found.by(file, "2031-05-04") is None
        assert found.by(file, "place:hanau") is None
    assert found.by("d.txt", "2031-05-03") is None


def test_a_note_printed_by_a_copy_holds_for_the_source():
    found = seen(told("a.txt"), noting("b.txt"), told("d.txt"), origins=(COPY,))
    assert found.by("a.txt", "2031-05-03").by == "b.txt"
    assert found.by("d.txt", "2031-05-03") is None


def test_what_the_outlet_told_before_yields():
    note = noting("b.txt", outlet="The Graz Lantern")
    early, late = (
        told("a.txt", outlet="the graz lantern"),
        told("c.txt", outlet="The Graz Lantern", published="2031-05-09"),
    )
    found = seen(note, early, late)
    assert found.by("a.txt", "2031-05-03") is not None
    assert found.by("c.txt", "2031-05-03") is None


def test_a_note_about_another_outlet_holds_for_its_texts():
    found = seen(
        noting("z.txt", whose="the agency Harbour Wire"),
        told("a.txt", agency="Harbour Wire"),
        told("b.txt"),
        told("d.txt"),
        origins=(COPY,),
    )
    assert found.by("a.txt", "place:graz")
    assert found.by("b.txt", "place:graz")
    assert found.by("z.txt", "place:graz") is None
    assert found.by("d.txt", "place:graz") is None


def test_a_retraction_takes_everything_back():
    found = seen(
        noting("a.txt", retraction=True, wrong=None, right=None), told("b.txt"), told("d.txt"), origins=(COPY,)
    )
    assert found.retracted("b.txt").by == "a.txt"
    assert found.by("b.txt", "anything") is not None
    assert found.retracted("d.txt") is None
    assert explain(found.retracted("b.txt")) == "a.txt took it back on 2031-05-06"


def test_without_a_direction_a_retraction_holds_for_all():
    unknown = Origin("copy", None, ("b.txt", "a.txt"), 0.9)
    found = seen(noting("a.txt", retraction=True, wrong=None, right=None), told("b.txt"), origins=(unknown,))
    assert found.retracted("b.txt").by == "a.txt"


def test_a_copy_cannot_take_its_source_back():
    found = seen(told("a.txt"), noting("b.txt", retraction=True, wrong=None, right=None), origins=(COPY,))
    assert found.retracted("b.txt").by == "b.txt"
    assert found.retracted("a.txt") is None


def test_the_words_for_what_was_wrong_are_not_told():
    found = seen(noting("a.txt"))
    assert found.told_wrong("a.txt", _WRONG[0])
    assert not found.told_wrong("a.txt", _RIGHT[0])


def test_what_a_retraction_repeats_is_not_told():
    found = seen(noting("z.txt", retraction=True, wrong=None, right=None, whose="Harbour Wire"), told("a.txt"))
    assert found.told_wrong("z.txt", _RIGHT[0])


def test_without_what_holds_only_a_single_value_is_known_to_be_wrong():
    assert seen(noting("a.txt", right=None)).by("a.txt", amount_value(40, "EUR"))
    assert seen(noting("a.txt", right=None)).by("a.txt", "place:graz") is None


def _price(amount, text):
    start = text.index("40") if "40" in text else text.index("50")
    return FigureMention(start, start + 8, text[start : start + 8], 0, amount, "EUR", "the price", FOSS)


def test_a_correction_explains_a_dispute_and_its_value_loses_its_lines():
    text = "The price of the ferry is 40 euros a head, says the owner."
    other = "The price of the ferry is 50 euros a head, says the owner."
    noted = noting("b.txt")
    first = article("a.txt", text=text, figures=(_price(40, text),))
    third = article("c.txt", text=other, figures=(_price(50, other),))
    account = reconciled(first, noted, third, origins=(COPY,), voices=(("a.txt", "a.txt"), ("b.txt", "a.txt")))
    (clash,) = account.contradictions
    assert (clash.cause, clash.explanation) == ("correction", "b.txt corrected it on 2031-05-06")
    lines = {value: carried for (value, _), carried in zip(clash.values, clash.lines, strict=True)}
    assert lines == {"40 EUR": (), "50 EUR": (("c.txt",),)}
    carried = {figure.amount: figure.lines for figure in account.figures}
    assert carried == {40: (), 50: (("c.txt",),)}


def test_what_was_taken_back_is_listed_without_a_line():
    text = "We are ready to talk about the bridge."
    spoken = article("a.txt", text=text, statements=(StatementMention(0, len(text), text, "en", ADA, True),))
    account = reconciled(spoken, noting("b.txt", retraction=True, wrong=None, right=None, outlet="X"), origins=(COPY,))
    assert account.statements[0].lines == (("a.txt",),)
    origin = Origin("copy", "b.txt", ("a.txt",), 0.9, "time")
    account = reconciled(spoken, noting("b.txt", retraction=True, wrong=None, right=None), origins=(origin,))
    assert account.statements[0].lines == ()
    assert [place.document for place in account.statements[0].places] == ["a.txt"]


@pytest.mark.parametrize(("named", "meant"), [((ADA,), False), ((CEM,), True), ((), True)])
def test_a_note_that_names_others_says_nothing(named, meant):
    names = tuple(NameMention(0, 2, "An", "person", 0, "en", "An", referents=(ADA,)) for _ in named if _ == ADA)
    made = noting("a.txt", wrong=(0, _WRONG[1]))
    made = replace(made, mentions=replace(made.mentions, names=(*names, *made.mentions.names)))
    found = seen(made, told("b.txt"), origins=(COPY,))
    assert bool(found.by("b.txt", "2031-05-03", [CAST[BEN][0]])) is meant
