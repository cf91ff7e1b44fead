"""Tables: they join, spreadsheets run nothing of them, and CSV and Parquet hold the same."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.exports.sample import FORMULA, account
from whomet import exports
from whomet.exports.characters import FORMULA_SIGNS
from whomet.exports.columns import Column, Table
from whomet.exports.csv import SIGN, render
from whomet.exports.tables import TABLES
from whomet.exports.view import View

_TYPES = {"text": str, "list": tuple, "number": (int, float), "integer": int, "date": date, "flag": bool}
_HOSTILE = st.text(alphabet=st.one_of(st.sampled_from("=+-@\t\r\n\",;|'\x00\x1b＝"), st.characters()), max_size=12)


@pytest.fixture(scope="module")
def told():
    return account()


@pytest.fixture(scope="module")
def read(told):
    """The tables as a program reads them back."""
    files = exports.table_files(told, "csv")
    return {name.removesuffix(".csv"): _rows(data) for name, data in files.items()}


def _rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_are_as_their_columns_say(told, table):
    rows = list(table.rows(View(told)))
    assert rows, "the sample has something of everything"
    for row in rows:
        assert len(row) == len(table.columns)
        for value, column in zip(row, table.columns, strict=True):
            assert value is None or isinstance(value, _TYPES[column.kind]), column.name


def test_names_of_tables_and_columns_are_their_own():
    assert len({table.name for table in TABLES}) == len(TABLES)
    for table in TABLES:
        assert len({column.name for column in table.columns}) == len(table.columns), table.name


def test_ids_join(told, read):
    entities = {row["entity"] for row in read["entities"]}
    documents = {row["document"] for row in read["documents"]}
    meetings = {row["meeting"] for row in read["meetings"]}
    assert meetings == {meeting.id for meeting in told.meetings}
    for row in (*read["presences"], *read["reports"]):
        assert row["meeting"] in meetings
    assert {row["entity"] for row in (*read["presences"], *read["names"])} <= entities
    for name in ("reports", "evidence", "roles", "statements", "figures", "plans", "origins"):
        assert {row["document"] for row in read[name]} <= documents, name
    facts = {row[key] for key in ("statement", "figure", "plan", "contradiction") for row in read[f"{key}s"]}
    assert {row["about"] for row in read["evidence"]} <= facts | meetings


def test_passages_are_the_characters_of_the_article(told):
    texts = {document.file: document.text for document in told.documents}
    for table in TABLES:
        names = [column.name for column in table.columns]
        if {"document", "start", "end", "text"} <= set(names):
            for row in table.rows(View(told)):
                cited = dict(zip(names, row, strict=True))
                if cited["document"]:
                    assert texts[cited["document"]][cited["start"] : cited["end"]] == cited["text"]


def test_dates_that_are_no_day_have_their_first_and_last(read):
    planned = next(row for row in read["meetings"] if row["status"] == "planned")
    assert (planned["date"], planned["date_start"], planned["date_end"]) == ("2031-06", "2031-06-01", "2031-06-30")
    (plan,) = read["plans"]
    assert (plan["date_start"], plan["date_end"]) == ("2032-01-01", "2032-03-31")


def test_everybody_in_a_meeting_stands_in_presences(read):
    held = next(row for row in read["meetings"] if row["status"] == "held" and row["background"] == "false")
    parts = {
        row["entity"]: (row["part"], row["host"]) for row in read["presences"] if row["meeting"] == held["meeting"]
    }
    assert parts["person:ada-brook"] == ("principal", "true")
    assert parts["person:ben-cole"] == ("principal", "false")
    assert parts["person:cem-dal"] == ("attendee", "false")
    assert parts["organisation:foss"] == ("organisation", "false")
    assert held["disputed"] == "date"
    assert held["independent_origins"] == "1"


def test_a_host_who_is_no_side_is_there_once(told):
    meeting = replace(told.meetings[0], host="person:dora-eck")
    found = [one for one in View(told).presences(meeting) if one.entity == "person:dora-eck"]
    assert [(one.part, one.host) for one in found] == [("host", True)]


def test_spreadsheets_open_it_and_run_nothing(told):
    for data in exports.table_files(told, "csv").values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\x00" not in data
        assert b"\x07" not in data
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for text in row:
                assert text[:1] not in FORMULA_SIGNS or text.lstrip("-").replace(".", "").isdecimal(), text


def test_harmful_cells_are_still_read(read):
    roles = {row["role"] for row in read["roles"]}
    assert "'+cmd|' /C calc'!A0" in roles
    assert {row["label"] for row in read["entities"]} >= {"'=1+person:cem-dal", "Ada Brook"}
    assert read["figures"][0]["amount"] == "-1500000000"
    assert not any(row["title"].startswith(FORMULA) for row in read["documents"])


@given(st.lists(st.tuples(_HOSTILE, st.lists(_HOSTILE, max_size=3)), max_size=5))
@settings(deadline=None)
def test_any_text_is_read_back_in_its_row(rows):
    table = Table("any", "anything", (Column("a", "a"), Column("b", "b", "list")), lambda view: ())
    data = render(table, [(text, tuple(texts)) for text, texts in rows])
    head, *read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == ["a", "b"]
    assert len(read) == len(rows)
    for cells in read:
        assert len(cells) == 2
        for told in cells:
            assert told[:1] not in ("\t", "\r", "\n")
            assert told[:1] not in FORMULA_SIGNS or any(char.isdecimal() for char in told)


def test_parquet_has_types_and_unchanged_texts(told):
    files = exports.table_files(told, "parquet")
    assert len(files) == len(TABLES)
    meetings = parquet.read_table(io.BytesIO(files["meetings.parquet"])).to_pylist()
    held = next(row for row in meetings if row["venue"])
    assert held["date_start"] == date(2031, 5, 4)
    assert held["background"] is False
    assert held["topics"] == ["ferries", "페리"]
    assert held["venue"] == "the old, \x0bwide\nmill; by the river"
    entities = parquet.read_table(io.BytesIO(files["entities.parquet"])).to_pylist()
    assert "=1+person:cem-dal" in {row["label"] for row in entities}


def test_both_forms_have_the_same_rows(told, read):
    files = exports.table_files(told, "parquet")
    for table in TABLES:
        rows = parquet.read_table(io.BytesIO(files[f"{table.name}.parquet"]))
        assert rows.num_rows == len(read[table.name])
        assert rows.column_names == [column.name for column in table.columns]
        for column in (column.name for column in table.columns if column.kind == "integer"):
            expected = [None if row[column] == "" else int(row[column]) for row in read[table.name]]
            assert rows.column(column).to_pylist() == expected


def test_an_empty_account_has_all_tables_with_their_heads(told):
    empty = replace(
        told,
        **dict.fromkeys(("documents", "entities", "meetings", "statements", "figures", "plans"), ()),
        **dict.fromkeys(("contradictions", "stories", "problems", "decisions", "near"), ()),
        lineage=type(told.lineage)(),
    )
    for form in ("csv", "parquet"):
        assert len(exports.table_files(empty, form)) == len(TABLES)
    assert _rows(exports.table_files(empty)["meetings.csv"]) == []


def test_the_archive_has_no_date(told):
    data = exports.render(told, "csv")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{table.name}.csv" for table in TABLES]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert dict(zip(archive.namelist(), map(archive.read, archive.namelist()), strict=True)) == exports.table_files(
            told
        )


def test_lists_are_divided_by_one_sign(read):
    names = next(row["names"] for row in read["entities"] if row["entity"] == "person:ada-brook")
    assert names.split(SIGN) == ["Ada Brook", "Brook", "브룩"]
