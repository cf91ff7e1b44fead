"""Contacts are masked in everything that is printed, and every offset stays what it was."""

import json
from dataclasses import replace

import pypdfium2
import pytest

from tests.accounts.building import ADA, BEN, article, meeting, reconciled
from whomet import briefs
from whomet.briefs import documents
from whomet.briefs.masking import masked
from whomet.records import Block, Contact, Passage, StatementMention

_TEXT = "Ada met Ben, says ada@brook.example. Call 02-555-0142."
_MAIL, _PHONE = "ada@brook.example", "02-555-0142"


def _contact(text, kind):
    return Contact(_TEXT.index(text), _TEXT.index(text) + len(text), kind)


@pytest.fixture(scope="module")
def account():
    told = article(
        "a.txt",
        meeting(ADA, BEN, evidence=(Passage(0, len(_TEXT), ("principals",)),)),
        text=_TEXT,
        statements=(StatementMention(13, 35, _TEXT[13:35], "en", ADA, True),),
    )
    contacts = (_contact(_MAIL, "e-mail"), _contact(_PHONE, "telephone"))
    blocks = (Block(0, len(_TEXT), "body", "en"),)
    told = replace(told, document=replace(told.document, contacts=contacts, blocks=blocks, bylines=(f"Jo {_MAIL}",)))
    return reconciled(told)


@pytest.mark.parametrize("form", briefs.FORMATS)
def test_no_format_shows_a_contact_unless_asked(account, form):
    shown, whole = (_read(briefs.render(account, form, contacts=contacts)) for contacts in (False, True))
    assert _MAIL not in shown
    assert _PHONE not in shown
    assert "•••@•••••.•••••••" in shown
    assert _MAIL in whole


def _read(told):
    """The text of a brief, that of a PDF as a reader can copy it."""
    if isinstance(told, str):
        return told
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(told))


def test_offsets_stay(account):
    hidden = masked(account)
    (document,) = hidden.documents
    assert len(document.text) == len(_TEXT)
    for place in hidden.meetings[0].evidence + hidden.statements[0].places:
        assert document.text[place.start : place.end] == place.text


@pytest.mark.parametrize("form", documents.FORMATS)
def test_read_masks_too(account, form):
    document = account.documents[0]
    assert _PHONE not in documents.render(document, form)
    assert _PHONE in documents.render(document, form, contacts=True)


def test_read_names_the_contacts(account):
    told = json.loads(documents.render(account.documents[0]))
    assert [(one["kind"], told["text"][one["start"] : one["end"]]) for one in told["contacts"]] == [
        ("e-mail", "•••@•••••.•••••••"),
        ("telephone", "••-•••-••••"),
    ]


def test_read_shows_what_lies_on_top():
    from whomet.records import Document

    document = Document(
        "a.txt",
        "It rained.BUY NOW Then not.",
        blocks=(Block(0, 27, "body", "en"),),
        injected=(Block(10, 17, "injected", "en", "an offer"),),
    )
    lines = documents.render(document, "text").splitlines()[2:]
    assert lines == ["body         It rained.", "injected     BUY NOW   [an offer]", "body         Then not."]
