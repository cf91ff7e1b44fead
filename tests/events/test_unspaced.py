"""Parts told in scripts without spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.events import unspaced

_LETTERS = st.text("王李のはがとや、，。・（）与和的在会见กับและของ 0123社長", max_size=40)


def _ties(marked: str, code: str) -> list[tuple[str, str, bool]]:
    """Part and membership of the names between angle brackets."""
    text, heads = "", []
    for number, piece in enumerate(marked.replace(">", "<").split("<")):
        if number % 2:
            heads.append((len(text), len(text) + len(piece)))
        text += piece
    found = unspaced.ties(text, heads, heads, code)
    return [(text[head[0] : head[1]], tie.part, tie.joined) for head, tie in zip(heads, found, strict=True)]


@pytest.mark.parametrize(
    ("code", "marked", "parts"),
    [
        ("ja", "<戸村>社長は<蓑田>外相（58）と会った", ["topic", "with"]),
        ("ja", "<戸村>さんが<蓑田>市長を訪ねた", ["subject", "object"]),
        ("ja", "<戸村>氏と<蓑田>氏の会談", ["with", "of"]),
        ("ja", "<戸村>第2次官に", ["to"]),
        ("ja", "<戸村>という", ["as"]),
        ("zh", "<郗明哲>在青岛会见<滕怀远>", ["bare", "bare"]),
        ("zh", "<郗明哲>5日与<滕怀远>会谈", ["bare", "with"]),
        ("zh", "<郗明哲>参与<滕怀远>的计划", ["bare", "of"]),
        ("zh", "<郗明哲>共同<滕怀远>", ["bare", "bare"]),
        ("th", "<กฤตยชญ์> หารือกับนาย<เดชา>", ["bare", "with"]),
        ("th", "การพบกันของ<กฤตยชญ์>", ["of"]),
    ],
)
def test_part(code: str, marked: str, parts: list[str]) -> None:
    assert [part for _, part, _ in _ties(marked, code)] == parts


@pytest.mark.parametrize(
    ("code", "marked", "joined"),
    [
        ("ja", "<戸村>社長、<蓑田>外相と<加持>代表が", [False, True, True]),
        ("ja", "<戸村>社長は、<蓑田>外相と", [False, False]),
        ("ja", "<戸村>社長と会った<蓑田>外相が", [False, False]),
        ("zh", "<郗明哲>、<滕怀远>和<厉建章>开会", [False, True, True]),
        ("zh", "<郗明哲>5日在柏林同<滕怀远>会谈", [False, False]),
        ("th", "<กฤตยชญ์> และ นาย<เดชา> พบกัน", [False, True]),
        ("th", "<กฤตยชญ์> หารือกับ<เดชา>", [False, False]),
    ],
)
def test_list(code: str, marked: str, joined: list[bool]) -> None:
    assert [member for *_, member in _ties(marked, code)] == joined


def test_a_script_with_spaces_has_no_rules() -> None:
    assert unspaced.rules("en") is None
    assert _ties("<Wirth> met <Okoro>", "en") == [("Wirth", "bare", False), ("Okoro", "bare", False)]


@given(st.lists(_LETTERS, min_size=1, max_size=5), st.sampled_from(["ja", "zh", "th"]))
def test_any_text_gives_one_tie_a_name_inside_the_text(pieces: list[str], code: str) -> None:
    text, heads = "", []
    for piece in pieces:
        text += piece
        heads.append((len(text), len(text) + 2))
        text += "王李"
    found = unspaced.ties(text, heads, heads, code)
    assert len(found) == len(heads)
    assert not found[0].joined
    for head, tie in zip(heads, found, strict=True):
        assert 0 <= tie.start <= head[0] < head[1] <= tie.end <= len(text)
        assert tie.part
    first, second = unspaced.sides(
        found, (("subject",), ("with", "object")), (0, 0), unspaced.clause_starts(text, code)
    )
    assert first is None
    assert second is None or second in found
