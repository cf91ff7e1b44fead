"""docs/exports.md tells every form, table, column and attribute."""

import re
from pathlib import Path

import pytest

from tests.exports.sample import account
from whomet import exports
from whomet.exports.forms import FORMS
from whomet.exports.ics import STATUS
from whomet.exports.networks import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from whomet.exports.tables import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_told(table):
    (told,) = re.findall(rf"^#### {table.name}\n(.+?)(?=^#### |^<!-- end)", PAGE, re.MULTILINE | re.DOTALL)
    for column in table.columns:
        assert f"| `{column.name}` | {column.kind} | {column.told} |" in told


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_told(form):
    assert f"\n| `{form}` | " in PAGE


def test_every_attribute_of_the_network_is_told():
    told = PAGE.split("### Networks")[1].split("### Calendar")[0]
    for name in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES, "label", "weight"):
        assert f"`{name}`" in told, name


def test_every_word_of_the_own_vocabulary_is_told():
    terms = set(re.findall(r'"(whomet:\w+)"', exports.render(account(), "json-ld").decode()))
    sources = (Path(exports.__file__).parent / "json_ld.py").read_text(encoding="utf-8")
    terms |= set(re.findall(r'"(whomet:\w+)"', sources))
    assert len(terms) > 8
    assert terms <= set(re.findall(r"`(whomet:\w+)`", PAGE))


def test_every_status_of_a_calendar_is_told():
    told = PAGE.split("### Calendar")[1].split("### Tables")[0]
    assert all(f"`{name}`" in told for pair in STATUS.items() for name in pair)
