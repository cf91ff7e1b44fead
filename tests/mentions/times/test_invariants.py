"""What holds for any text: spans, values, determinism; documents without a date or with a coarse one."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions.times.table import check
from whomet import edtf
from whomet.evaluate.times import predictions
from whomet.mentions.times import find_times, parse
from whomet.records import Block, Document, Sentence

LANGUAGES = st.sampled_from(["ko", "en", "de", "fr", "ja", "zh", "ar", "th", "tr", "ru", "pl", "und", "xx"])
PIECES = st.sampled_from(
    re.split(
        " ",
        "12일 지난달 6월 2031년 부터 까지 다음 주 월요일 오후 3시 말 last week Monday the 31st of June 2031 next early "
        "to in three years ago am 30. Februar "
        "bis zum Ende des Monats vor zwei Wochen gestern Uhr 99 24-06-13 13/13/2031 "
        "0000-00-00 9999 weeks every May 31 first half "
        "令和 元年 翌 昨日 から 年末 民國 前 一百二十年 公元 十日 当天 น. พ.ศ. ๒๕๗๔ วันนี้ เดือน ١٥ محرم 1453 هـ "
        "بعد أسبوعين ayın 15'inde 'dan kadar с по накануне через год od do ub. r. latach 90.",
    )
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join))
REFERENCES = st.one_of(
    st.none(),
    st.dates(date(1600, 1, 1), date(2400, 1, 1)),
    st.sampled_from(["2031", "2031-06", "2031-06-12", "2031-06?", "9999-12-31", "0001-01-01", "nonsense", ""]),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES, REFERENCES)
def test_any_text(sentence: str, language: str, reference: date | str | None) -> None:
    found = parse(sentence, language, reference)
    assert found == parse(sentence, language, reference)
    for reading in found:
        text = sentence[reading.start : reading.end]
        assert text
        assert text == text.strip()
        for value in (reading.value, reading.narrow):
            assert value is None or edtf.interval(value) is not None
        assert (reading.duration is None) or reading.kind in ("duration", "set")
    assert all(a.end <= b.start for a, b in pairwise(found))


def _document(published: str | None, *sentences: str, language: str = "en") -> Document:
    text = " ".join(sentences)
    found, position = [], 0
    for sentence in sentences:
        start = text.index(sentence, position)
        position = start + len(sentence)
        found.append(Sentence(sentence, ((start, position),), 0, "body", language))
    block = Block(0, len(text), "body", language)
    return Document("a.txt", text, blocks=(block,), sentences=tuple(found), published=published)


def test_document_offsets_and_following_day() -> None:
    read = _document("2031-06-12", "On Monday she landed.", "The following day she met him.", "On the 11th she left.")
    found = find_times(read)
    assert (
        [read.text[t.start : t.end] for t in found]
        == [t.text for t in found]
        == ["Monday", "The following day", "11th"]
    )
    assert [t.value for t in found] == ["2031-06-09", "2031-06-10", "2031-06-11"]
    assert (found[1].anchor, found[1].offset_days, found[1].sentence) == ("event", 1, 1)


def test_document_with_an_injected_stretch() -> None:
    text = "They met on June BUY NOW 10 in Riga."
    pieces = ((0, 17), (25, len(text)))
    sentence = Sentence(text[0:17] + text[25:], pieces, 0, "body", "en")
    read = Document("a.txt", text, blocks=(Block(0, len(text), "body"),), sentences=(sentence,), published="2031-06-12")
    (found,) = find_times(read)
    assert (found.text, found.value) == ("June BUY NOW 10", "2031-06-10")


@pytest.mark.parametrize(
    ("published", "sentence", "wanted"),
    [
        (None, "They met on 10 June 2030.", "10 June 2030=2030-06-10"),
        (None, "They met on 10 June.", "10 June=None"),
        (None, "They met yesterday.", "yesterday=None"),
        (None, "The firm was founded in 1987.", "1987=1987"),
        ("2031-06", "They met on 10 June.", "10 June=2031-06-10"),
        ("2031-06", "They met on the 10th.", "10th=2031-06-10"),
        ("2031-06", "They met four months ago.", "four months ago=2031-02"),
        ("2031-06", "They met yesterday.", "yesterday=2031-06"),
        ("2031-06", "They met last month.", "last month=2031-05"),
        ("2031-06", "They will meet later this month.", "later this month=2031-06"),
        ("2031-06", "They met on Tuesday.", "Tuesday=2031-06"),
        ("2031", "They met last year.", "last year=2030"),
        ("2031", "They met on 10 June.", "10 June=2031-06-10"),
    ],
)
def test_unknown_and_coarse_publication(published: str | None, sentence: str, wanted: str) -> None:
    check(sentence, "en", published, wanted)


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        ("es", "Se reunieron el 10 de junio de 2031.", "10 de junio de 2031=2031-06-10"),
        ("es", "Se reunieron el 10 de junio.", "10 de junio=2031-06-10"),
        ("sv", "De träffades den 10 juni 2031.", "10 juni 2031=2031-06-10"),
        ("nl", "Zij spraken elkaar op dinsdag 10 juni.", "dinsdag 10 juni=2031-06-10"),
        ("ja", "両氏は2031年6月10日に会談した。", "2031年6月10日=2031-06-10"),
        ("zh", "双方于2031年6月10日会面。", "2031年6月10日=2031-06-10"),
        ("pl", "Spotkali się 10 czerwca 2031 roku.", "10 czerwca 2031 roku=2031-06-10"),
        ("ru", "Они встретились 10 июня 2031 года.", "10 июня 2031 года=2031-06-10"),
        ("tr", "10 Haziran 2031 tarihinde görüştüler.", "10 Haziran 2031=2031-06-10"),
        ("fr", "Ils se sont vus le 10/06/2031.", "10/06/2031=2031-06-10"),
        ("ja", "両氏は10日に会談した。", "10日=2031-06-10"),
        ("fr", "Ils se sont vus il y a 3 jours.", "il y a 3 jours=2031-06-09"),
        ("es", "La reunión duró 50 minutos.", "50 minutos=P50M"),
        ("th", "10 มิถุนายน 2574", "10 มิถุนายน 2574=2031-06-10"),
        ("und", "12.06.2031", "12.06.2031=2031-06-12"),
    ],
)
def test_languages_without_a_pack(language: str, sentence: str, wanted: str) -> None:
    check(sentence, language, "2031-06-12", wanted)


def test_predictions(tmp_path: Path) -> None:
    folder = tmp_path / "times"
    folder.mkdir()
    cases = [
        {"text": "They met on 10 June at 9 a.m.", "reference": "2031-06-12T00:00:00"},
        {"text": "They met last month.", "reference": "2031-06-12T00:00:00"},
        {"text": "They met from 3 to 5 June.", "reference": "2031-06-12T00:00:00"},
        {"text": "Nothing.", "reference": None},
    ]
    (folder / "en.jsonl").write_text("\n".join(map(json.dumps, cases)) + "\n", encoding="utf-8")
    rows = list(predictions(tmp_path, ["en"]))
    assert [row["index"] for row in rows] == [0, 1, 2, 3]
    assert [[span["value"] for span in row["spans"]] for row in rows] == [
        ["2031-06-10T09:00:00"],
        ["2031-05-01/2031-06-01"],
        ["2031-06-03/2031-06-05"],
        [],
    ]
