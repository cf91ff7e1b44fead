"""Whatever stands in a text is found by what a user types of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.workspace.search.queries import phrase_of
from whomet.workspace.search.tokens import JOIN, runs, stems, words

UNSPACED = st.text(st.sampled_from("会議东京日本新聞のカナพบกันที่ประชุม"), min_size=1, max_size=12)


def stands(phrase, tokens):
    """Whether a phrase is in some tokens, as a database sees it."""
    size = len(phrase.tokens)
    for at in range(len(tokens) - size + 1):
        *before, last = tokens[at : at + size]
        if before == list(phrase.tokens[:-1]):
            wanted = phrase.tokens[-1]
            if last.startswith(wanted) if phrase.begins else last == wanted:
                return True
    return False


@given(UNSPACED, st.data())
def test_every_stretch_without_spaces_is_found(text, data):
    signs = [sign.text for run in runs(text) for sign in run.signs]
    if not signs:
        return
    first = data.draw(st.integers(0, len(signs) - 1))
    last = data.draw(st.integers(first + 1, len(signs)))
    part = "".join(signs[first:last])
    if len([sign for run in runs(part) for sign in run.signs]) != last - first:
        return  # a vowel sign that lost its letter
    assert stands(phrase_of(part), [token.text for token in words(text)])


@given(st.text(), st.sampled_from(["en", "de", "ko", "ar", "th", "zh", "und", "xx"]))
def test_tokens_know_where_they_stand(text, language):
    for token in (*words(text), *stems(text, language)):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start < token.first <= token.end
        assert token.text
        assert " " not in token.text
        assert "'" not in token.text
        assert '"' not in token.text


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Treffen", "Treffens", "de"),
        ("meetings", "meeting", "en"),
        ("reuniones", "reunión", "es"),
        ("встречи", "встреча", "ru"),
        ("الاجتماع", "اجتماع", "ar"),
        ("만났다", "만난", "ko"),
        ("회장은", "회장이", "ko"),
    ],
)
def test_forms_of_a_word_share_its_stem(one, other, language):
    def of(text):
        return {token.text for token in stems(text, language)}

    assert of(one) & of(other)
    assert all(token.startswith(language + JOIN) for token in of(one))


def test_a_language_without_stems_has_none():
    assert stems("会議は東京で", "ja") == stems("Word", "und") == stems("Word", "not a language") == []
