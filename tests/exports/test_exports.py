"""What holds for every form."""

import io
import zipfile

import pytest

from tests.exports.sample import MAIL, account
from whomet import briefs, exports
from whomet.exports.forms import BRIEFS, FORMS

_FORMS = [form for form in exports.FORMATS if form != "pdf"]  # a brief in any case, and slow to make
_TEXTS = [form for form in _FORMS if form != "parquet"]


@pytest.fixture(scope="module")
def told():
    return account()


def _opened(form, data):
    """What a form says, unpacked."""
    if not FORMS[form].tables:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize("form", _FORMS)
def test_the_same_account_gives_the_same_bytes(told, form):
    assert exports.render(told, form) == exports.render(account(), form)


@pytest.mark.parametrize("form", _TEXTS)
def test_contacts_are_masked_unless_asked_for(told, form):
    assert MAIL.encode() not in _opened(form, exports.render(told, form))
    if form not in ("gexf", "graphml", "ics", "md", "html"):
        assert MAIL.encode() in _opened(form, exports.render(told, form, contacts=True))


@pytest.mark.parametrize("form", _TEXTS)
def test_no_control_character_gets_through(told, form):
    data = _opened(form, exports.render(told, form))
    data.decode("utf-8")
    assert not any(byte < 32 and byte not in (9, 10, 13) for byte in data)


def test_briefs_are_those_of_the_brief(told):
    assert exports.render(told, "json").decode() == briefs.render(told, "json")
    assert exports.render(told, "md", "de").decode() == briefs.render(told, "md", "de")


def test_every_brief_is_one_that_briefs_make():
    assert set(briefs.FORMATS) >= BRIEFS


def test_a_pdf_is_that_of_the_brief(told, monkeypatch):
    monkeypatch.setattr(briefs, "render", lambda *_, **__: b"%PDF")
    assert exports.render(told, "pdf") == b"%PDF"

    def refused(*_args, **_options):
        raise briefs.PdfError("install the typesetter")

    monkeypatch.setattr(briefs, "render", refused)
    with pytest.raises(exports.ExportError, match="install the typesetter"):
        exports.render(told, "pdf")


def test_a_form_that_is_not_there_is_told():
    with pytest.raises(exports.ExportError, match="no such form: xml; there are followthemoney, json-ld"):
        exports.render(account(), "xml")
    with pytest.raises(exports.ExportError, match="gexf has no tables"):
        exports.table_files(account(), "gexf")


def test_a_brief_in_a_language_without_words_says_so(told):
    with pytest.raises(exports.ExportError, match="tlh"):
        exports.render(told, "md", "tlh")


def test_parquet_without_its_library_says_what_to_install(told, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(exports.ExportError, match=r"pip install 'whomet\[parquet\]'"):
        exports.render(told, "parquet")
