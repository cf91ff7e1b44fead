import csv
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import Options, Unreadable, documents, read
from whomet.reading.tables import layout_of
from whomet.records import Document, Problem

WORDS = [
    "the",
    "harbour",
    "master",
    "met",
    "dockers",
    "on",
    "a",
    "quay",
    "about",
    "cranes,",
    "ferries;",
    '"piers"',
    "or\tno",
]


def story(seed, count=60):
    rng = random.Random(seed)
    lines = [" ".join(rng.choices(WORDS, k=count // 2)) for _ in range(2)]
    return "\n\n".join(lines)


def table(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, **more):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, **more).writerows(rows)
    return out.getvalue()


ROWS = [[f"Ferry {n}", f"2031-06-{n:02}", f"https://tide.example/{n}", story(n), "Ona Birk"] for n in range(1, 9)]
HEADER = ["title", "date", "url", "content", "author"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_row_is_a_document(delimiter, quoting, charset):
    data = table([HEADER, *ROWS], delimiter, quoting).encode(charset)
    found = read("t.csv", data)
    assert [document.file for document in found] == [f"t.csv#{n}" for n in range(1, 9)]
    pairs = dict(found[2].metadata)
    assert found[2].format == "csv"
    assert (pairs["og:title"], pairs["article:published_time"], pairs["author"]) == (
        "Ferry 3",
        "2031-06-03",
        "Ona Birk",
    )
    assert found[2].url == "https://tide.example/3"
    assert found[2].text == f"Ferry 3\n{story(3)}".replace("\n\n", "\n").replace("\t", " ")


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        (["제목", "일자", "URL", "본문", "기자"], "cp949"),
        (["見出し", "日付", "リンク", "本文", "記者"], "cp932"),
        (["标题", "日期", "链接", "正文", "作者"], "gb18030"),
        (["Titel", "Veröffentlicht", "Link", "Volltext", "Autor"], "cp1252"),
        (["Заголовок", "Дата", "Ссылка", "Текст", "Автор"], "cp1251"),
        (["العنوان", "التاريخ", "الرابط", "النص", "الكاتب"], "utf-8"),
        (["başlık", "tarih", "bağlantı", "metin", "yazar"], "cp1254"),
    ],
)
def test_names_of_columns_are_known_in_many_languages(header, charset):
    found = read("t.csv", table([header, *ROWS]).encode(charset))
    pairs = dict(found[0].metadata)
    assert (pairs["og:title"], pairs["article:published_time"], pairs["author"]) == (
        "Ferry 1",
        "2031-06-01",
        "Ona Birk",
    )


def test_columns_without_names_are_known_by_what_stands_in_them():
    rows = [[str(n), *row] for n, row in enumerate(ROWS, 70)]
    for data in (table(rows), table([["a", "b", "c", "d", "e", "f"], *rows])):
        found = read("t.csv", data.encode())
        assert len(found) == 8
        assert found[0].url == "https://tide.example/1"
        assert dict(found[0].metadata)["article:published_time"] == "2031-06-01"
        assert story(1).split("\n")[0].replace("\t", " ") in found[0].text


def test_the_user_says_what_a_column_holds():
    rows = [["hl", "teaser_en", "body_x", "dt2"], *([f"H {n}", "Short.", story(n), "03/06/2031"] for n in range(3))]
    options = Options({"title": "hl", "text": "body_x", "date": "dt2"})
    found = read("t.csv", table(rows).encode(), options)
    assert found[0].text.startswith("H 0\nthe" if story(0).startswith("the") else "H 0\n")
    with pytest.raises(Unreadable, match="no column 'boddy'; its columns are 'hl', 'teaser_en'"):
        read("t.csv", table(rows).encode(), Options({"text": "boddy"}))
    with pytest.raises(Unreadable, match="no field 'tekst'"):
        read("t.csv", table(rows).encode(), Options({"tekst": "body_x"}))


def test_the_user_says_what_a_field_of_records_holds():
    options = Options({"title": "hl", "text": "body_x"})
    one = '{"hl": "Ferry", "body_x": "They met.", "text": "x1"}'
    for data in (one, f"[{one}]", f"{one}\n{one}\n"):
        assert read("t.json", data.encode(), options)[0].text == "Ferry\nThey met."


def test_a_table_without_texts_is_named_with_its_columns():
    rows = [["id", "price", "day"], *([n, n * 3, f"2031-06-{n:02}"] for n in range(1, 9))]
    with pytest.raises(Unreadable, match="its columns are 'id', 'price', 'day'"):
        read("t.csv", table(rows).encode())


@pytest.mark.parametrize(("last", "first"), [("25/06/2031", "2031-06-03"), ("06/25/2031", "2031-03-06")])
def test_days_and_months_are_told_apart_by_the_whole_column(last, first):
    rows = [["title", "date", "text"], ["A", "03/06/2031 09:30", story(1)], ["B", last, story(2)]]
    found = read("t.csv", table(rows).encode())
    assert dict(found[0].metadata)["article:published_time"] == f"{first}T09:30:00"


def test_rows_without_text_and_broken_rows_are_named():
    data = table([HEADER, *ROWS[:2], ["", "", "", "", "x"], ROWS[2]]) + 'E,2031-06-01,u,"never closed'
    found = list(documents("t.csv", data.encode()))
    assert [each.file for each in found if isinstance(each, Document)] == ["t.csv#1", "t.csv#2", "t.csv#4", "t.csv#5"]
    assert "row 3" in next(each.problem for each in found if isinstance(each, Problem))


def test_a_cell_in_another_charset_is_read():
    head = table([HEADER, *ROWS * 300]).encode()
    late = ",".join(["Café", "2031-06-01", "u", "Über Köln und das große Wasser am Südufer", "Jörg"]).encode("cp1252")
    found = read("t.csv", head + late)
    assert found[-1].text == "Café\nÜber Köln und das große Wasser am Südufer"


class _Endless(io.RawIOBase):
    """A table that never ends; reading it row by row is all that can be done."""

    def __init__(self):
        self._rows = table([HEADER, *ROWS]).encode()
        self._more = table(ROWS).encode()

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self._rows[: len(buffer)]
        self._rows = self._rows[len(data) :] or self._more
        buffer[: len(data)] = data
        return len(data)


def test_a_table_is_read_row_by_row():
    found = documents("t.csv", io.BufferedReader(_Endless()))
    assert [next(found).file for _ in range(500)][-1] == "t.csv#500"


@pytest.mark.parametrize(
    "text",
    [
        "Lund, June 3\nThe mayor met the dockers, the masters, and their guests.\nThey talked, and ate.\n",
        "First, he came.\nThen, she left.\nLast, they met.\n",
        "Ona Birk, Tide Post\n\n" + "\n".join(story(n).replace("\n", " ") for n in range(5)),
        "a\tb\nThe mayor came at noon\tand left\n",
        "Menu | News | Sport\nFerry | comes | soon\n",
        "",
    ],
)
def test_text_with_commas_is_no_table(text):
    assert layout_of(text.encode(), {}) is None


def test_parquet_is_read_like_other_tables():
    parquet = pytest.importorskip("pyarrow.parquet")
    pyarrow = pytest.importorskip("pyarrow")
    out = io.BytesIO()
    columns = dict(zip(HEADER, map(list, zip(*ROWS, strict=True)), strict=True))
    parquet.write_table(pyarrow.table({**columns, "n": list(range(8))}), out, row_group_size=3)
    found = read("t.parquet", out.getvalue())
    assert [document.file for document in found] == [f"t.parquet#{n}" for n in range(1, 9)]
    assert found[0].format == "parquet"
    assert dict(found[7].metadata)["article:published_time"] == "2031-06-08"
    with pytest.raises(Unreadable, match="damaged"):
        read("t.parquet", out.getvalue()[:-9])
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"n": [1, 2], "price": [3, 4]}), out)
    with pytest.raises(Unreadable, match="its columns are 'n', 'price'"):
        read("t.parquet", out.getvalue())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["title", "text", ",", "\t", ";", '"', "\n", "\r", '\\"', "a b", "2031", "\0", "é", " "]))
)
def test_any_table_is_read_or_refused(parts):
    for start in (b"", b"title,text\n", b"\xff\xfe"):
        try:
            found = read("t.csv", start + "".join(parts).encode())
        except Unreadable:
            continue
        assert all(document.text for document in found)
