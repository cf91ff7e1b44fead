"""Whatever stands in an article, every form can be opened again and holds no more than it should."""

import csv
import io
import json
import re
import string
from dataclasses import replace

import networkx
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.exports.sample import account
from tests.exports.schemata import SCHEMATA, TYPES
from whomet import exports
from whomet.exports.characters import FORMULA_SIGNS
from whomet.exports.tables import TABLES
from whomet.records import Topic

_SIGNS = st.sampled_from("=+-@\t\r\n\",;:|'\\<>&]\x00\x0b\x1b\x85\u2028\u202e\ufffe\ud800\U0001f600\u0600")
_HOSTILE = st.text(alphabet=st.one_of(_SIGNS, st.sampled_from(string.ascii_letters), st.characters()), max_size=30)
_WORST = 'a\r\nEND:VEVENT\r\nBEGIN:VALARM\x00]]>&lt;<script>"\ud800'
_ACCOUNT = account()


def _with(text):
    """The sample with a text wherever articles have a say."""
    entities = tuple(
        replace(
            one, label=text, names=(("en", (text, one.label)),), roles=tuple(replace(r, role=text) for r in one.roles)
        )
        for one in _ACCOUNT.entities
    )
    documents = tuple(
        replace(one, outlet=text, agency=text, bylines=(text,), section=text, url=f"https://a.example/{text}")
        for one in _ACCOUNT.documents
    )
    meetings = tuple(
        replace(one, venue=text, topics=(Topic(text),), contradictions=tuple(map(_clash(text), one.contradictions)))
        for one in _ACCOUNT.meetings
    )
    figures = tuple(replace(one, what=text) for one in _ACCOUNT.figures)
    plans = tuple(replace(one, what=text) for one in _ACCOUNT.plans)
    stories = tuple(replace(one, title=text) for one in _ACCOUNT.stories)
    told = replace(_ACCOUNT, entities=entities, documents=documents, meetings=meetings, figures=figures)
    return replace(told, plans=plans, stories=stories)


def _clash(text):
    return lambda found: replace(found, explanation=text)


@given(_HOSTILE)
@example(_WORST)
@example("")
@settings(deadline=None, max_examples=25)
def test_every_form_is_opened_again(text):
    told = _with(text)
    for form, opened in (("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)):
        assert len(opened(io.BytesIO(exports.render(told, form)))) == 4
    events = Calendar.from_ical(exports.render(told, "ics")).walk()
    assert [event.name for event in events] == ["VCALENDAR", "VEVENT", "VEVENT"]
    nodes = json.loads(exports.render(told, "json-ld"))["@graph"]
    assert len({node["@id"] for node in nodes}) == len(nodes)
    for line in exports.render(told, "followthemoney").decode().split("\n")[:-1]:
        entity = json.loads(line)
        for name, values in entity["properties"].items():
            kind = SCHEMATA[entity["schema"]][1][name].split()[0]
            assert all(re.fullmatch(TYPES[kind], value) for value in values), (name, values)


@given(_HOSTILE)
@example(_WORST)
@settings(deadline=None, max_examples=25)
def test_every_table_has_its_cells(text):
    files = exports.table_files(_with(text))
    for table in TABLES:
        rows = list(csv.reader(io.StringIO(files[f"{table.name}.csv"].decode("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(table.columns)}
        for row in rows[1:]:
            for cell, column in zip(row, table.columns, strict=True):
                if column.kind in ("text", "list"):
                    assert cell[:1] not in FORMULA_SIGNS or re.fullmatch(r"[+-]?\d+([.,]\d+)*( ?%)?", cell)
