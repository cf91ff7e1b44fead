"""Sentences, particles and short forms of Chinese in both scripts."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("zh").hooks


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in HOOKS.split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双方举行会谈。会后签署协议。", ["双方举行会谈。", "会后签署协议。"]),
        # The clause that says who spoke belongs to the quotation.
        ("“我们不急。”温绍棠说。会谈随后结束。", ["“我们不急。”温绍棠说。", "会谈随后结束。"]),
        ("「我們不急。」屈敬謙表示。會議結束。", ["「我們不急。」屈敬謙表示。", "會議結束。"]),
        ("他说：“先有水电。再有晶圆。”会谈随后结束。", ["他说：“先有水电。再有晶圆。”", "会谈随后结束。"]),
        ("“我们不急。”随后，双方前往工厂参观，并同当地的工程师共进午餐，之后又与市长会谈。", None),
        ("他认为“太慢了。”，但没有反对。", ["他认为“太慢了。”，但没有反对。"]),
        ("投资2.4亿元，同比下降4.3%。股价上涨。", ["投资2.4亿元，同比下降4.3%。", "股价上涨。"]),
        ("真的吗？没有人知道！", ["真的吗？", "没有人知道！"]),
        ("第一段　　第二段。", ["第一段", "第二段。"]),
        ("路透社说...没有下文。下一句。", ["路透社说...没有下文。", "下一句。"]),
        ("会谈结束.双方满意.", ["会谈结束.", "双方满意."]),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    found = sentences(text)
    if expected is None:
        assert len(found) == 2
    else:
        assert found == expected


@pytest.mark.parametrize(("word", "stem"), [("阮立群的", "阮立群"), ("记者们", "记者"), ("的", "的"), ("目的", "目的")])
def test_particles_are_cut(word: str, stem: str) -> None:
    assert HOOKS.strip_particles(word) == stem


@pytest.mark.parametrize(
    ("name", "forms"),
    [("马切伊·扎沃德尼", ("扎沃德尼", "马切伊")), ("阮立群", ()), ("Aslan Bektov", ("Bektov", "Aslan"))],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert HOOKS.short_forms(name) == forms
