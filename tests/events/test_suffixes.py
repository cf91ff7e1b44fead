"""Parts told by cases written behind names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.events import suffixes


def _ties(marked: str) -> list[tuple[str, str, bool]]:
    """Part and membership of the names between angle brackets."""
    text, heads = "", []
    for number, piece in enumerate(marked.replace(">", "<").split("<")):
        if number % 2:
            heads.append((len(text), len(text) + len(piece)))
        text += piece
    found = suffixes.ties(text, heads, heads, "tr")
    return [(text[head[0] : head[1]], tie.part, tie.joined) for head, tie in zip(heads, found, strict=True)]


@pytest.mark.parametrize(
    ("behind", "part"),
    [
        ("", "subject"),
        ("'ın", "of"),
        ("’nin", "of"),
        ("'yı", "object"),
        ("'ya", "to"),
        ("'yla", "with"),
        (" ile", "with"),
        ("'da", "at"),
        ("'dan", "from"),
        (" tarafından", "by"),
        (" arasında", "between"),
        (" hakkında", "about"),
        (" ise", "topic"),
        ("'nin de", "of"),
    ],
)
def test_a_case_or_a_word_behind_tells_the_part(behind: str, part: str) -> None:
    assert _ties(f"Dün <Ana Moll>{behind} geldi.") == [("Ana Moll", part, False)]


def test_lists() -> None:
    assert [joined for _, _, joined in _ties("<Ana> ve <Ben> geldi.")] == [False, True]
    assert [joined for _, _, joined in _ties("<Ana>, <Ben> ve <Ida> geldi.")] == [False, True, True]
    assert [joined for _, _, joined in _ties("<Ana>, <Ben> ve <Ida>'yı ağırladı.")] == [False, False, True]
    assert [joined for _, _, joined in _ties("<Ana>, <Ben>'le görüştü.")] == [False, False]


def test_the_owner_in_a_title_belongs_to_it() -> None:
    text = "Dün Nordlicht'in Başkanı Ana geldi."
    body, name = (4, 13), (text.index("Ana"), text.index("Ana") + 3)
    (tie,) = suffixes.ties(text, [name], [body, name], "tr")
    assert text[tie.start : tie.end].startswith(("Dün", "Nordlicht"))


def test_a_pack_without_cases_tells_nothing() -> None:
    assert [tie.part for tie in suffixes.ties("Ana met Ben", [(0, 3), (8, 11)], [], "en")] == ["bare", "bare"]


_PIECES = st.sampled_from(["Ana", " ", ", ", "'ın ", " ile ", " ve ", "'yı", "(sağda)", "bakan ", "Bakan ", "\n", "İ"])


@given(st.lists(_PIECES, max_size=12))
def test_ties_lie_in_the_text_around_their_names(pieces: list[str]) -> None:
    text = "".join(pieces)
    heads = [(n, n + 3) for n in range(len(text)) if text.startswith("Ana", n)]
    found = suffixes.ties(text, heads, heads, "tr")
    assert len(found) == len(heads)
    for head, tie in zip(heads, found, strict=True):
        assert 0 <= tie.start <= head[0] < head[1] <= tie.end <= len(text)
    assert not found or not found[0].joined
