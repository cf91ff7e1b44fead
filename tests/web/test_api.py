"""The API: the objects of the account, described as they are."""

from urllib.parse import quote

import jsonschema
import pytest

from tests.web.building import Kept
from tests.web.conftest import client_of
from whomet.briefs import data
from whomet.briefs.masking import masked
from whomet.exports import FORMATS


@pytest.fixture(scope="module")
def spec(client):
    return client.get("/api/openapi.json").json()


def answered(client, spec, way, address=None, status=200, **query):
    """What an endpoint answers, held against its description."""
    answer = client.get(address or way, params=query)
    assert answer.status_code == status, answer.text
    told = spec["paths"][way]["get"]["responses"]["default" if status >= 400 else "200"]
    media = "application/problem+json" if status >= 400 else "application/json"
    assert answer.headers["content-type"] == media
    schema = {**told["content"][media]["schema"], "components": spec["components"]}
    jsonschema.validate(answer.json(), schema)
    return answer.json()


LISTS = ("stories", "meetings", "entities", "statements", "figures", "plans", "contradictions", "origins", "documents")


def test_the_account_is_that_of_the_brief(client, spec, account):
    told = answered(client, spec, "/api/account")
    assert told == data.as_data(masked(account))


@pytest.mark.parametrize("kind", LISTS)
def test_lists_hold_the_objects_of_the_account(client, spec, account, kind):
    whole = data.as_data(masked(account))[kind]
    told = answered(client, spec, f"/api/{kind}")
    assert told["total"] == len(whole)
    assert all(one in whole for one in told["items"])
    part = answered(client, spec, f"/api/{kind}", offset=1, limit=1)
    assert part["items"] == told["items"][1:2]


@pytest.mark.parametrize(
    ("kind", "way"), [("stories", "{id}"), ("meetings", "{id}"), ("entities", "{id}"), ("documents", "{file}")]
)
def test_each_object_has_its_address(client, spec, account, kind, way):
    for one in data.as_data(masked(account))[kind]:
        id_ = one["file" if kind == "documents" else "id"]
        assert answered(client, spec, f"/api/{kind}/{way}", f"/api/{kind}/{quote(id_)}") == one


def test_everything_can_be_explained(client, spec, account):
    told = data.as_data(account)
    ids = [
        one["id"]
        for kind in ("stories", "meetings", "entities", "statements", "figures", "plans")
        for one in told[kind]
    ]
    ids += [one["file"] for one in told["documents"]]
    ids += [one["id"] for meeting in told["meetings"] for one in meeting["contradictions"]]
    for id_ in ids:
        assert answered(client, spec, "/api/explain/{id}", f"/api/explain/{quote(id_)}")["format"].startswith("whomet.")


@pytest.mark.parametrize(
    "way",
    [
        "/api/stories/{id}",
        "/api/meetings/{id}",
        "/api/entities/{id}",
        "/api/documents/{file}",
        "/api/explain/{id}",
        "/api/export/{format}",
    ],
)
def test_what_is_not_there_is_a_problem_with_ids_that_are_near(client, spec, way):
    told = answered(client, spec, way, way.partition("{")[0] + "person:ada-brok", status=404)
    assert "person:ada-brook" in told["near"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 10**6}, {"offset": -1}, {"limit": "many"}])
def test_a_wrong_query_is_a_problem_that_names_the_field(client, spec, query):
    told = answered(client, spec, "/api/stories", status=422, **query)
    assert told["errors"][0]["where"] in query


def test_an_unknown_way_is_a_problem(client):
    answer = client.get("/api/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_meetings_are_filtered(client, spec):
    assert answered(client, spec, "/api/meetings", disputed=True)["total"] == 1
    assert answered(client, spec, "/api/meetings", entity="person:cleo-marsh")["total"] == 1
    assert answered(client, spec, "/api/meetings", since="2031-06-01")["total"] == 1
    assert answered(client, spec, "/api/meetings", until="2031-05-03")["total"] == 0


def test_entities_are_filtered(client, spec):
    assert answered(client, spec, "/api/entities", type="place")["total"] == 3
    assert answered(client, spec, "/api/entities", q="cleo")["items"][0]["id"] == "person:cleo-marsh"


def test_facts_are_filtered(client, spec):
    told = answered(client, spec, "/api/statements", speaker="person:ada-brook")
    assert told["total"] >= 1
    assert all(one["speaker"] == "person:ada-brook" for one in told["items"])
    assert answered(client, spec, "/api/statements", document="nowhere.txt")["total"] == 0
    assert answered(client, spec, "/api/origins", document="later/copy.txt")["total"] == 1
    assert answered(client, spec, "/api/documents", outlet="nobody")["total"] == 0


def test_the_network(client, spec):
    told = answered(client, spec, "/api/network")
    ids = {node["id"] for node in told["nodes"]}
    assert all({edge["left"], edge["right"]} <= ids for edge in told["edges"])


def test_what_needs_no_database_answers(client, spec):
    assert answered(client, spec, "/api/session")["formats"] == list(FORMATS)
    assert answered(client, spec, "/api/search", q="ferries") == {"total": 0, "offset": 0, "items": []}
    assert answered(client, spec, "/api/decisions")["total"] == 0
    assert answered(client, spec, "/api/queue")["total"] >= 1


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_can_be_taken(client, form):
    page, program = client.get(f"/export/{form}"), client.get(f"/api/export/{form}")
    assert page.status_code == program.status_code == 200
    assert page.headers["content-disposition"].startswith('attachment; filename="whomet')
    assert page.content
    assert b"press@harbour.example" not in page.content


def test_a_story_can_be_taken_alone(client, account):
    story = next(story for story in account.stories if story.documents == ("spelt.txt",))
    told = client.get("/export/json", params={"story": story.id})
    assert [one["file"] for one in told.json()["documents"]] == ["spelt.txt"]
    assert client.get("/export/json?story=story:0").status_code == 404
    assert client.get("/export?story=story:0").status_code == 404


def test_the_description_is_read_without_a_network(client):
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "GET /api/meetings/{id}" in page.text
    assert "cdn" not in page.text.lower()
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_every_endpoint_says_what_it_is_for(spec):
    for path, ways in spec["paths"].items():
        for one in ways.values():
            assert one["description"], path
            assert all(each.get("description") for each in one.get("parameters", ()) if each["in"] == "query"), path


def test_the_description_is_valid(spec):
    assert spec["openapi"].startswith("3.1")
    for name, schema in spec["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert "$defs" not in str(schema), name


def test_halves_of_pairs_do_not_break_an_answer(account):
    from dataclasses import replace

    document = replace(account.documents[0], text=account.documents[0].text[:-1] + "\ud800")
    broken = replace(account, documents=(document, *account.documents[1:]))
    client = client_of(Kept(broken))
    assert client.get("/api/account").status_code == 200
    assert client.get(f"/article/{quote(document.file)}").status_code == 200
