"""What pages say is there in every language, and everything that pages ask for is said."""

import re
from pathlib import Path

import pytest

from whomet.briefs.wording import placeholders
from whomet.exports import FORMATS
from whomet.web import words
from whomet.web.app import _REFUSED
from whomet.workspace.decisions.queue import WEIGHTS

TEMPLATES = Path(words.__file__).parent / "templates"
OWN = words.table("en")
_ASKED = re.compile(r"""\bt\(["']([a-z_]+\.[a-z_]+)["']\s*[,)]""")
_COUNTED = re.compile(r"""\bt\.count\(["']([a-z_]+)["']""")


def keys(table):
    return {(section, key) for section, told in table.items() for key in told}


def test_there_are_three_languages_at_least():
    assert {"de", "en", "ko"} <= set(words.codes())


@pytest.mark.parametrize("code", words.codes())
def test_every_language_says_the_same(code):
    table = words.table(code)
    assert keys(table) == keys(OWN)
    for section, told in table.items():
        for key, text in told.items():
            if section == "counts":
                forms = words.words(code)._locale.plural_form.tags | {"other"}
                assert set(text) == forms, (code, key)
                assert all(placeholders(form) == {"n"} for form in text.values())
            else:
                assert placeholders(text) == placeholders(OWN[section][key]), (code, section, key)
                assert text.strip() == text != ""


def test_everything_that_templates_ask_for_is_said():
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.j2"))
    asked = {tuple(key.split(".")) for key in _ASKED.findall(text)}
    assert len(asked) > 100
    assert asked <= keys(OWN)
    assert {("counts", key) for key in _COUNTED.findall(text)} <= keys(OWN)


def test_what_is_asked_for_by_kind_is_said():
    for form in FORMATS:
        assert form in OWN["export"]
    for why in _REFUSED:
        assert why in OWN["refused"]
    for question in WEIGHTS:
        assert question in OWN["queue"]


@pytest.mark.parametrize(("asked", "code"), [("ko-KR", "ko"), ("DE_at", "de"), ("xx", None), ("", None), (None, None)])
def test_a_variety_has_the_words_of_its_language(asked, code):
    assert words.spoken(asked) == code


def test_numbers_are_written_as_the_language_writes_them():
    assert words.words("de").count("articles", 12345) == "12.345 Artikel"
    assert words.words("en").count("articles", 1) == "1 article"
