"""Sentences, particles and short forms of Japanese."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("ja").hooks


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in HOOKS.split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("両氏は会談した。席上、合意した。", ["両氏は会談した。", "席上、合意した。"]),
        # A stop inside of a quotation or brackets ends nothing.
        ("知事は「準備は整った。あとは署名だけだ」と述べた。", ["知事は「準備は整った。あとは署名だけだ」と述べた。"]),
        ("「遅すぎる。」と同氏は批判した。会談は続く。", ["「遅すぎる。」と同氏は批判した。", "会談は続く。"]),
        ("「急がない。」　会長は笑った。", ["「急がない。」", "会長は笑った。"]),
        ("契約した（詳細は未定。注１）。翌日帰国した。", ["契約した（詳細は未定。注１）。", "翌日帰国した。"]),
        # A mark that nothing closes hides nothing.
        ("「これで終わり。次へ進む。", ["「これで終わり。", "次へ進む。"]),
        ("本当か！？　誰も知らない。", ["本当か！？", "誰も知らない。"]),
        ("出資額は2.4億円、比率は30.5%だ。株価は上がった。", ["出資額は2.4億円、比率は30.5%だ。", "株価は上がった。"]),
        ("見出しに句点はない\n本文が続く。", ["見出しに句点はない", "本文が続く。"]),
        ("（おわり）", ["（おわり）"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_quotation_is_read_sentence_by_sentence() -> None:
    inside = "この計画には時間がかかる。" * 20
    assert len(sentences(f"「{inside}」と述べた。")) > 10


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("竹下さんは", "竹下"),
        ("真壁氏が", "真壁"),
        ("オルドリッチ氏との", "オルドリッチ"),
        ("東京から", "東京"),
        ("ひかる", "ひかる"),
        ("林", "林"),
        ("の", "の"),
    ],
)
def test_particles_are_cut(word: str, stem: str) -> None:
    assert HOOKS.strip_particles(word) == stem


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("ネイサン・オルドリッチ", ("オルドリッチ", "ネイサン")),
        ("鵜飼真佐人", ("鵜飼", "鵜飼真")),
        ("桐生哲平", ("桐生",)),
        ("村上 潮里", ("村上", "潮里")),
        ("ひかる", ()),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert HOOKS.short_forms(name) == forms


def test_tokens_are_runs_of_one_script() -> None:
    found = [token.text for token in HOOKS.tokens("鵜飼知事はカナダ製ＡＢを2.5億円で")]
    assert found == ["鵜飼知事", "は", "カナダ", "製", "ＡＢ", "を", "2.5", "億円", "で"]
