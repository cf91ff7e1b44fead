"""What an office is for, behind or before its title."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions.conftest import read
from whomet.mentions.lexicon import fold, lexicon
from whomet.mentions.portfolios import portfolios

CODES = ("es", "fr", "it", "pt", "nl", "tr", "id")


@pytest.mark.parametrize(
    ("code", "text", "title", "label"),
    [
        ("es", "la ministra de Economía y Turismo", "ministra", "economy and tourism minister"),
        ("es", "el ministro turco de Defensa", "ministro", "defence minister"),
        ("fr", "la ministre de l’Agriculture et de la Pêche", "ministre", "agriculture and fisheries minister"),
        ("it", "il ministro degli Esteri", "ministro", "foreign minister"),
        ("pt", "o ministro do Mar", "ministro", "maritime affairs minister"),
        ("nl", "minister van Landbouw, Visserij en Natuur", "minister", "agriculture and fisheries minister"),
        ("id", "Menteri Kelautan dan Perikanan", "Menteri", "fisheries minister"),
    ],
)
def test_a_title_goes_on_with_its_field(code: str, text: str, title: str, label: str) -> None:
    found = portfolios(code)
    assert found is not None
    form = lexicon(code).roles[fold(title)]
    end, said = found.behind(text, text.index(title) + len(title), form, form.label, code)
    assert (said, end > text.index(title) + len(title)) == (label, True)


def test_a_field_stands_before_a_turkish_title() -> None:
    found, text = portfolios("tr"), "Eski Tarım ve Orman Bakanı"
    assert found is not None
    begin, label = found.before(text, text.index("Bakan"), lexicon("tr").roles["bakan"], "minister")
    assert (text[begin:], label) == ("Tarım ve Orman Bakanı", "agriculture and forestry minister")


def test_a_country_is_no_field_and_a_company_no_field() -> None:
    found = portfolios("es")
    assert found is not None
    minister, director = lexicon("es").roles["ministro"], lexicon("es").roles["director"]
    assert found.behind("ministro de Portugal", 8, minister, "minister", "es") == (8, "minister")
    assert found.behind("director de Energía Solar", 8, director, "director", "es") == (8, "director")


def test_a_language_without_fields_has_none() -> None:
    assert portfolios("ko") is None


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=60), cut=st.integers(0, 60))
@settings(max_examples=40, deadline=None)
def test_a_field_never_leaves_the_sentence(code: str, text: str, cut: int) -> None:
    found, cut = portfolios(code), min(cut, len(text))
    assert found is not None
    for form in list(lexicon(code).roles.values())[::20]:
        assert cut <= found.behind(text, cut, form, form.label, code)[0] <= len(text)
        assert 0 <= found.before(text, cut, form, form.label)[0] <= cut


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_offsets_hold_for_any_row_of_titles_names_and_signs(code: str, data: st.DataObject) -> None:
    words = lexicon(code)
    pieces = [
        *sorted(words.roles)[::9],
        *sorted(words.areas)[::9],
        *sorted(words.honorifics_before),
        *sorted(words.area_of),
    ]
    pieces += ["Ida Moll", "Moll", "Zenko Cavi", "van der Halm", "d'Arrast", "(izq.)", ",", ".", "«", "l'", "’"]
    text = " ".join(data.draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=14)))
    found = read(text, code, "P:Ida Moll|P:Moll|O:Zenko Cavi|P:van der Halm|P:d'Arrast")
    for item in (*found.names, *found.roles):
        assert text[item.start : item.end] == item.text != ""
    for title in found.roles:
        assert title.holder is None or found.referents[title.holder].type == "person"
