"""The network: networkx opens both forms and finds the same in them."""

import io

import networkx
import pytest

from tests.exports.sample import account
from whomet import exports
from whomet.exports.graphs import WORKS_FOR, days, graph
from whomet.exports.networks import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

_READ = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}


@pytest.fixture(scope="module", params=sorted(_READ))
def read(request):
    return _READ[request.param](io.BytesIO(exports.render(account(), request.param)))


def _ties(read, left, right):
    return {data["status"]: data for data in (read.get_edge_data(left, right) or {}).values()}


def test_people_and_bodies_are_nodes_and_places_are_not(read):
    assert set(read.nodes) == {"person:ada-brook", "person:ben-cole", "person:cem-dal", "organisation:foss"}
    ada = read.nodes["person:ada-brook"]
    assert ada["label"] == "Ada Brook"
    assert (ada["type"], ada["wikidata"], ada["names"]) == ("person", "Q42", "Ada Brook | Brook | 브룩")
    assert (ada["partners"], ada["meetings_held"], ada["meetings"]) == (2, 2, 4)


def test_a_tie_has_one_status_and_its_weight_is_the_number_of_meetings(read):
    ties = _ties(read, "person:ada-brook", "person:ben-cole")
    assert set(ties) == {"held", "cancelled"}
    assert (ties["held"]["weight"], ties["held"]["meetings_held"]) == (2, 2)
    assert ties["held"]["dates"] == "2019 | 2031-05-04"
    assert (ties["held"]["first_day"], ties["held"]["last_day"]) == ("2019-01-01", "2031-05-04")
    assert (ties["cancelled"]["weight"], ties["cancelled"]["meetings_held"]) == (1, 0)
    assert set(_ties(read, "person:ben-cole", "person:cem-dal")) == {"held", "denied"}


def test_a_role_is_a_tie_of_its_own(read):
    (tie,) = _ties(read, "person:ada-brook", "organisation:foss").values()
    assert (tie["status"], tie["roles"], tie["meetings_held"]) == (WORKS_FOR, "chairwoman", 0)


def test_ids_of_meetings_lead_to_the_account(read):
    ids = {meeting.id for meeting in account().meetings}
    for *_, data in read.edges(data=True):
        if data["status"] != WORKS_FOR:
            assert set(data["meeting_ids"].split(" | ")) <= ids


def test_both_forms_say_the_same():
    told = {form: _READ[form](io.BytesIO(exports.render(account(), form))) for form in _READ}
    assert dict(told["gexf"].nodes(data=True)) == dict(told["graphml"].nodes(data=True))
    named = [
        sorted(
            (*sorted(pair), sorted((key, data[key]) for key in EDGE_ATTRIBUTES if key in data))
            for *pair, data in each.edges(data=True)
        )
        for each in told.values()
    ]
    assert named[0] == named[1]


def test_every_attribute_is_used():
    read = networkx.read_graphml(io.BytesIO(exports.render(account(), "graphml")))
    assert {key for _, data in read.nodes(data=True) for key in data} == {"label", *NODE_ATTRIBUTES}
    assert {key for *_, data in read.edges(data=True) for key in data} == {"weight", *EDGE_ATTRIBUTES}


def test_those_who_were_only_there_are_not_tied_among_themselves():
    edges = graph(account()).edges
    held = {(edge.source, edge.target) for edge in edges if edge.kind == "held"}
    assert ("person:ada-brook", "person:cem-dal") in held
    assert all(edge.weight > 0 for edge in edges)
    assert days(next(edge for edge in edges if edge.kind == WORKS_FOR)) == (None, None)
