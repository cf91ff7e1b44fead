"""Decisions made on the page and through the API, in a real workspace."""

import re

import pytest

from tests.fakes import fake_models
from tests.web.building import written
from tests.web.conftest import client_of
from whomet.workspace import Workspace

ADA, ADA_BROOKE = "person:ada-brook", "person:ada-brooke"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    with Workspace.open(folder / "w.db", models=fake_models(), who="tester") as workspace:
        workspace.add(written(folder / "news"))
        yield workspace


@pytest.fixture
def client(kept):
    client = client_of(kept)
    client.csrf = re.search(r'name="csrf" content="(\w+)"', client.get("/help").text)[1]
    yield client
    for standing in reversed(kept.decisions()):
        if standing.state != "undone" and standing.decision.kind != "undo":
            kept.undo(standing.decision.id)


def decide(client, kind, *ids, **told):
    return client.post("/decide", data={"csrf": client.csrf, "kind": kind, "id": ids, **told})


def test_two_are_merged_and_taken_apart_again(client, kept):
    assert client.get(f"/entity/{ADA_BROOKE}").status_code == 200
    answer = decide(client, "merge", ADA, other="Ada Brooke", why="one chair", address=f"/entity/{ADA}")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "Decided." in page.text
    assert "one chair" in page.text
    assert len([one for one in kept.account().entities if "Ada Brook" in one.label]) == 2
    done = re.search(r"done=(decision%3A\w+)", answer.headers["location"])[1].replace("%3A", ":")
    answer = decide(client, "undo", done, address=f"/entity/{ADA}")
    assert "Undone." in client.get(answer.headers["location"]).text
    assert client.get(f"/entity/{ADA_BROOKE}").status_code == 200
    assert 'class="d-undone"' in client.get("/decisions").text


def test_where_nothing_is_left_the_way_leads_to_what_it_is_now(client):
    answer = decide(client, "merge", ADA_BROOKE, other=ADA, address=f"/entity/{ADA_BROOKE}")
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "address", ["//evil.example", "/\\evil.example", "http://evil.example/", "javascript:alert(1)", ""]
)
def test_a_decision_leads_nowhere_else(client, address):
    answer = decide(client, "note", ADA, value="to be read", address=address)
    assert re.match(r"/(?![/\\])", answer.headers["location"])
    refused = decide(client, "bless", ADA, address=address)
    assert refused.status_code == 422
    assert 'href="/decisions">Back' in refused.text


def test_what_cannot_be_decided_says_why(client):
    for told in (
        {"kind": "merge", "ids": [ADA], "other": "Nobody At All"},
        {"kind": "rename", "ids": [ADA], "value": ""},
        {"kind": "correct", "ids": [ADA], "field": "shoe size", "value": "40"},
        {"kind": "bless", "ids": [ADA]},
        {"kind": "undo", "ids": ["decision:0"]},
        {"kind": "merge", "ids": ["person:<script>"]},
    ):
        answer = decide(client, told.pop("kind"), *told.pop("ids"), **told)
        assert answer.status_code == 422
        assert "That cannot be done:" in answer.text
        assert "<script>alert" not in answer.text
    assert client.post("/decide", data={"csrf": client.csrf}).status_code == 422


def test_a_value_is_taken_for_right_in_the_queue(client, kept):
    page = client.get("/review?question=contradiction").text
    assert 'data-key="1"' in page
    id_ = re.search(r'name="id" value="(contradiction:[^"]+)"', page)[1]
    answer = decide(client, "accept", id_, value="2031-05-04", address="/review#q1")
    assert answer.headers["location"].endswith("#q1")
    assert id_ not in client.get("/review").text
    meeting = next(one for one in kept.account().meetings if one.contradictions)
    assert meeting.contradictions[0].accepted == "2031-05-04"
    assert "status s-held" in client.get(f"/meeting/{meeting.id}").text


def test_a_field_is_corrected_and_a_name_changed(client, kept):
    meeting = next(one for one in kept.account().meetings if "spelt.txt" in one.documents)
    decide(client, "correct", meeting.id, field="city", value="Graz", why="they moved")
    assert next(one for one in kept.account().meetings if one.id == meeting.id).city == "place:graz"
    decide(client, "rename", "person:cleo-marsh", value="Cleo <Marsh>")
    assert "Cleo &lt;Marsh&gt;" in client.get("/people").text
    assert "Cleo &lt;Marsh&gt;" in client.get("/people?lang=ko").text


def test_who_decided_is_whoever_says_so(client, kept):
    client.post("/me", data={"csrf": client.csrf, "who": "노라"})
    decide(client, "note", ADA, value="wears blue")
    assert kept.decisions()[-1].decision.who == "노라"


def test_another_process_is_seen(client, kept):
    with Workspace.open(kept.database.name, models=fake_models(), who="another") as other:
        other.rename("person:max-mustard", "Maximilian Mustard")
    assert "Maximilian Mustard" in client.get("/people").text


def test_programs_decide_and_undo(client, kept):
    token = client.get("/api/session").json()["csrf"]
    wish = {"kind": "merge", "ids": [ADA, ADA_BROOKE], "why": "one chair", "who": "robot"}
    assert client.post("/api/decisions", json=wish).status_code == 403
    answer = client.post("/api/decisions", json=wish, headers={"x-csrf-token": token})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["state"], told["who"], told["why"]) == ("applied", "robot", "one chair")
    assert client.get("/api/decisions").json()["items"][-1] == told
    undo = {"kind": "undo", "ids": [told["id"]]}
    assert client.post("/api/decisions", json=undo, headers={"x-csrf-token": token}).status_code == 201
    wrong = client.post("/api/decisions", json={"kind": "merge", "ids": [ADA]}, headers={"x-csrf-token": token})
    assert wrong.status_code == 422
    assert "different ids" in wrong.json()["detail"]
    none = client.post("/api/decisions", json={"kind": "bless", "ids": []}, headers={"x-csrf-token": token})
    assert {one["where"] for one in none.json()["errors"]} == {"kind", "ids"}


def test_search_finds_marks_and_filters(client):
    page = client.get("/search", params={"q": "timetable", "mode": "words"})
    assert page.status_code == 200
    assert "<mark>timetable</mark>" in page.text
    told = client.get("/api/search", params={"q": "ferries", "mode": "words", "person": "person:eve-stone"}).json()
    assert told["items"]
    assert all("Eve" in one["text"] or one["entities"] for one in told["items"])
    for one in told["items"]:
        assert all(one["start"] <= mark["start"] < mark["end"] <= one["end"] for mark in one["marks"])
    assert "cannot be understood" in client.get("/search", params={"q": "x", "since": "yesterday"}).text
    assert client.get("/api/search", params={"q": "x", "since": "yesterday"}).status_code == 422


def test_no_question_has_one_key_twice(client):
    for item in client.get("/review").text.split('<li id="q')[1:]:
        keys = re.findall(r'data-key="(.)"', item)
        assert keys
        assert len(keys) == len(set(keys))


def test_a_note_stands_in_the_log_as_it_was_written(client):
    decide(client, "note", ADA, value="5 km", address="/decisions")
    assert "<bdi>5 km</bdi>" in client.get("/decisions").text
