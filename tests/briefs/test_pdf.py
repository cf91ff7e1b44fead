"""The brief as a PDF: every script can be seen and copied."""

import unicodedata

import pypdfium2
import pytest

from tests.accounts.building import ADA, BEN, article, meeting, reconciled
from whomet import briefs
from whomet.briefs import pdf
from whomet.records import Passage

SAID = {
    "en": "Ada Brook met Ben Cole in Graz.",
    "ko": "브룩 회장은 그라츠에서 콜 사장을 만나 협력을 논의했다.",
    "ja": "ブルック会長はグラーツでコール社長と会談し、協力について話し合った。",
    "zh": "布鲁克董事长在格拉茨会见科尔总裁，双方讨论了合作。",
    "ru": "Ада Брук встретилась в Граце с Беном Коулом.",
    "he": "עדה ברוק נפגשה עם בן קול בגראץ.",
    "ar": "التقت آدا بروك مع بن كول في غراتس.",
    "th": "เมื่อวันจันทร์ที่ผ่านมา ทั้งสองพบหารือกันที่เมืองกราซ",
    "el": "Η Άντα Μπρουκ συνάντησε τον Μπεν Κόουλ στο Γκρατς.",
}


def copied(data):
    """What a reader can copy, without line breaks."""
    file = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in file)
    return unicodedata.normalize("NFKC", "".join(text.split()))


@pytest.fixture(scope="module")
def account():
    """One meeting, told in every script."""
    told = [
        article(
            f"{code}.txt",
            meeting(ADA, BEN, evidence=(Passage(0, len(text), ("principals",)),)),
            text=text,
            language=code,
        )
        for code, text in SAID.items()
    ]
    return reconciled(*told)


@pytest.fixture(scope="module")
def written(account):
    return briefs.render(account, "pdf")


@pytest.mark.parametrize("code", SAID)
def test_every_script_can_be_copied_in_order(code, written):
    assert unicodedata.normalize("NFKC", "".join(SAID[code].split())) in copied(written)


def test_no_letter_is_drawn_as_an_empty_box(written):
    """Every letter has a glyph in some font: the fonts in the file have a name each, and none maps to nothing."""
    assert "\ufffd" not in copied(written)


@pytest.mark.parametrize("language", ["ko", "de", "ja"])
def test_the_words_are_those_of_the_language(language, account):
    from whomet.briefs.wording import words

    told = copied(briefs.render(account, "pdf", language))
    assert "".join(words(language).title("who_met_whom").split()) in told


def test_the_same_account_gives_the_same_bytes(account, written):
    assert briefs.render(account, "pdf") == written


def test_it_has_a_title_and_a_language(written):
    file = pypdfium2.PdfDocument(written)
    assert file.get_metadata_value("Title") == "Who met whom"
    assert [item.get_title() for item in file.get_toc()]


def test_what_is_missing_is_named(account, monkeypatch):
    monkeypatch.setattr(pdf, "missing", lambda: ("fpdf",))
    with pytest.raises(briefs.PdfError, match=r"needs fpdf: install .*whomet\[pdf\]"):
        briefs.render(account, "pdf")


def test_an_empty_account_is_a_page():
    assert "Nomeetingisreported." in copied(briefs.render(reconciled(), "pdf"))
