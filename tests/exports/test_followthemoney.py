"""FollowTheMoney: every entity is one that the model knows, and every reference leads to one."""

import json
import re

import pytest

from tests.exports.sample import account
from tests.exports.schemata import KINDS, SCHEMATA, TYPES
from whomet import exports
from whomet.exports.followthemoney import LONGEST, safe_id
from whomet.linking import knowledge


@pytest.fixture(scope="module")
def data():
    return exports.render(account(), "followthemoney")


@pytest.fixture(scope="module")
def entities(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def _of(entities, schema):
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def test_the_model_knows_every_schema_and_property(entities):
    assert {entity["schema"] for entity in entities} == set(SCHEMATA), "the sample has something of everything"
    for entity in entities:
        needed, known = SCHEMATA[entity["schema"]]
        assert set(entity) == {"id", "schema", "properties"}
        assert set(needed) <= set(entity["properties"]) <= set(known), entity
        for name, values in entity["properties"].items():
            kind, *_ = known[name].split()
            assert values == list(dict.fromkeys(values))
            assert all(re.fullmatch(TYPES[kind], value) for value in values), (entity["schema"], name, values)


def test_every_reference_leads_to_an_entity_of_the_right_schema(entities):
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        assert re.fullmatch(TYPES["entity"], entity["id"])
        for name, values in entity["properties"].items():
            kind, *wanted = SCHEMATA[entity["schema"]][1][name].split()
            if kind == "entity":
                assert all(wanted[0] in KINDS[schemata[value]] for value in values), (entity, name)


def test_a_person_has_all_names_and_a_place_of_work(entities):
    ada = next(person for person in _of(entities, "Person") if person["name"] == ["Ada Brook"])
    assert ada["alias"] == ["Brook", "브룩"]
    assert ada["wikidataId"] == ["Q42"]
    assert "chairwoman, organisation:foss" in ada["position"]
    (work,) = _of(entities, "Employment")
    assert (work["employee"], work["employer"]) == (["person-ada-brook"], ["organisation-foss"])


def test_a_meeting_says_its_status_and_what_is_disputed(entities):
    events = _of(entities, "Event")
    held = next(event for event in events if event["keywords"][0] == "held" and "location" in event)
    assert held["startDate"] == held["endDate"] == ["2031-05-04"]
    assert set(held["involved"]) == {"person-ada-brook", "person-ben-cole", "person-cem-dal", "organisation-foss"}
    assert held["organizer"] == ["person-ada-brook"]
    assert held["addressEntity"] == ["place-graz"]
    assert any(note.startswith("Disputed date: 2031-05-04 (a.txt) against 2031-05-05") for note in held["notes"])
    planned = next(event for event in events if event["keywords"][0] == "planned")
    assert planned["startDate"] == ["2031-06"]
    assert planned["name"][0].endswith("(planned)")
    assert any(event["name"][0].endswith("(denied)") for event in events)


def test_the_text_of_an_article_keeps_its_offsets(entities):
    documents = {document.file: document for document in account().documents}
    for article in _of(entities, "Article"):
        document = documents[article["fileName"][0]]
        assert len("".join(article["bodyText"])) == len(document.text)
    assert {tuple(article["language"]) for article in _of(entities, "Article")} == {("eng",), ("zho",)}


def test_who_copied_whom_ties_two_articles(entities):
    links = _of(entities, "UnknownLink")
    assert {tuple(link["role"]) for link in links} == {("copy of",), ("hangs on the same text as",)}


def test_whomet_reads_it_back_as_names(data):
    known, problems = knowledge.read("known.ftm.json", data)
    assert not problems
    ada = next(entry for entry in known.entries if entry.id == "person-ada-brook")
    assert ada.names == ("Ada Brook", "Brook", "브룩")
    assert ada.employers == ("organisation-foss",)


@pytest.mark.parametrize(
    ("id_", "safe"),
    [("person:ada-brook", "person-ada-brook"), ("meeting:5d0c8a41b7e2", "meeting-5d0c8a41b7e2")],
)
def test_ids_stay_what_they_are_where_the_model_takes_them(id_, safe):
    assert safe_id(id_) == safe


def test_other_ids_are_told_apart():
    given = [
        "document:a.txt",
        "document:a-txt",
        "document:a txt",
        "document:가.txt",
        "document:나.txt",
        "x:" + "a" * 300,
    ]
    made = [safe_id(id_) for id_ in given]
    assert len(set(made)) == len(given)
    assert all(re.fullmatch(TYPES["entity"], id_) and "." not in id_ for id_ in made)


# --- where the library is installed ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    return pytest.importorskip("followthemoney", reason="not to be had from wheels alone").model


def test_the_table_is_that_of_the_library(model):
    for name, (needed, properties) in SCHEMATA.items():
        schema = model.get(name)
        assert tuple(schema.required) == needed
        for property_, told in properties.items():
            found = schema.get(property_)
            kind, *range_ = told.split()
            assert found.type.name == kind
            assert not range_ or found.range.name == range_[0]
    for name, kinds in KINDS.items():
        assert kinds <= {schema.name for schema in model.get(name).schemata}


def test_the_library_takes_every_entity(model, entities):
    for entity in entities:
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            kind = proxy.schema.get(name).type
            assert all(kind.validate(value) and len(value) <= kind.max_length for value in values), (name, values)
            if kind.name in ("entity", "date", "language", "identifier"):
                assert set(proxy.get(name)) == set(values)
            if kind.name in LONGEST:
                assert kind.max_length == LONGEST[kind.name]
