"""Every pack has every table and every hook, and the hooks keep their word about offsets."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.languages import TABLES, Token, codes, pack

ALL = (*codes(), "und")
FUNCTIONS = ("split_sentences", "tokens", "strip_particles", "short_forms")


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read(code: str, table: str) -> None:
    assert isinstance(pack(code).table(table), dict)


@pytest.mark.parametrize("code", ALL)
def test_every_hook_is_there(code: str) -> None:
    hooks = pack(code).hooks
    for name in FUNCTIONS:
        assert callable(getattr(hooks, name))


def test_a_language_without_folder_has_the_undetermined_pack() -> None:
    assert pack("sw").code == "und"
    assert pack(None).code == "und"
    assert pack("de-AT").code == "de"


LETTERS = st.text(alphabet="abcDEZ äß가나은는이 .!?…\"”„“'’()12,-·", max_size=60)


@pytest.mark.parametrize("code", ALL)
@given(text=LETTERS)
@settings(max_examples=60, deadline=None)
def test_sentences_and_tokens_are_in_order_and_do_not_overlap(code: str, text: str) -> None:
    hooks = pack(code).hooks
    spans = hooks.split_sentences(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    tokens = list(hooks.tokens(text))
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert all(left.end <= right.start for left, right in itertools.pairwise(tokens))


@pytest.mark.parametrize(
    ("code", "text", "count"),
    [
        ("en", "Mr. Abara of Zenko Inc. flew to the U.S. on Jan. 5. He met J. Moll at 10 a.m. in Oslo.", 2),
        ("en", "It closed at 5 p.m. The two agreed.", 2),
        ("en", "“Why?” he asked. It was 2024. Then she left.", 3),
        ("en", "They signed the deal.The post went on.", 2),
        ("de", "Am 11. Juni traf Dr. Halm den Minister. Das war 2024. Danach ging er.", 3),
        ("de", "„Was nun?“, fragte sie. Die Nr. 3 folgte, z. B. in Bonn.", 2),
        ("ko", "김나리 사장은 14일 돌아왔다.이 회장은 3.5%를 샀다.", 2),
        ("ko", '그는 "없다."라고 말했다. 그리고 떠났다.', 2),
        ("und", "Foo bar baz. Qux went home.", 2),
    ],
)
def test_sentence_ends(code: str, text: str, count: int) -> None:
    assert len(pack(code).hooks.split_sentences(text)) == count


@pytest.mark.parametrize(
    ("code", "name", "form"),
    [
        ("en", "Greta van Holten", "van Holten"),
        ("en", "Greta van Holten", "Holten"),
        ("en", "Bok Sun-hee", "Bok"),
        ("en", "Jay P. Bok", "Bok"),
        ("de", "Wiebke Halm-Reiter", "Halm-Reiter"),
        ("ko", "남궁나리", "남궁"),
        ("ko", "복선희", "복"),
        ("ko", "그레타 홀텐", "홀텐"),
    ],
)
def test_short_forms(code: str, name: str, form: str) -> None:
    assert form in pack(code).hooks.short_forms(name)


def test_the_family_name_comes_first() -> None:
    assert pack("en").hooks.short_forms("Bok Sun-hee")[0] == "Bok"
    assert pack("en").hooks.short_forms("Ida Moll")[0] == "Moll"
    assert pack("en").hooks.short_forms("Madonna") == ()


@pytest.mark.parametrize(
    ("code", "word", "stem"),
    [
        ("en", "Moll's", "Moll"),
        ("en", "Jonas’", "Jonas"),
        ("de", "Molls", "Moll"),
        ("de", "Voss", "Voss"),
        ("ko", "그레타의", "그레타"),
    ],
)
def test_particles_are_cut(code: str, word: str, stem: str) -> None:
    assert pack(code).hooks.strip_particles(word) == stem


def test_contracted_morphemes_have_an_empty_span() -> None:
    tokens: list[Token] = list(pack("ko").hooks.tokens("만났다"))
    assert any(token.lemma == "만나다" for token in tokens)
    assert all(left.end <= right.start for left, right in itertools.pairwise(tokens))
