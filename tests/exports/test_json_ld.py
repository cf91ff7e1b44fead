"""JSON-LD: it expands without the network, says what schema.org has words for, and leads to characters."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from pyld import jsonld

from tests.exports.sample import account
from whomet import exports
from whomet.exports.json_ld import CONTEXT, iri

_SCHEMA = "https://schema.org/"
_OA = "http://www.w3.org/ns/oa#"
_WHOMET = "urn:whomet:vocabulary:"
_THING = {"name", "description", "alternateName", "identifier", "sameAs", "url", "subjectOf"}
_WORK = _THING | {
    *("about", "abstract", "author", "citation", "dateModified", "datePublished", "hasPart", "headline", "inLanguage"),
    *("isBasedOn", "isPartOf", "mentions", "publisher", "sourceOrganization", "text", "translationOfWork"),
}
#: What schema.org lets each type say.
_PROPERTIES = {
    "NewsArticle": _WORK | {"articleBody", "articleSection"},
    "CreativeWork": _WORK,
    "Collection": _WORK,
    "Quotation": _WORK | {"spokenByCharacter"},
    "Claim": _WORK | {"appearance", "firstAppearance"},
    "Person": _THING | {"jobTitle", "worksFor"},
    "Organization": _THING,
    "Place": _THING | {"containedInPlace"},
    "Thing": _THING,
    "Observation": _THING | {"observationAbout", "value", "unitText"},
    "PlanAction": _THING | {"agent", "scheduledTime"},
    "Event": _THING
    | {
        *("about", "attendee", "endDate", "eventAttendanceMode", "eventStatus", "location", "organizer", "startDate"),
    },
}


@pytest.fixture(scope="module")
def expanded():
    return _expanded(account())


def _expanded(told):
    def refused(*_args):
        raise AssertionError("something is loaded")

    data = json.loads(exports.render(told, "json-ld"))
    return jsonld.expand(data, {"documentLoader": refused})


def _all(node):
    """A node and those inside it; values are no nodes."""
    if isinstance(node, list):
        for each in node:
            yield from _all(each)
    elif isinstance(node, dict) and "@value" not in node:
        yield node
        for value in node.values():
            yield from _all(value)


def _of(expanded, type_):
    return [node for node in expanded if node["@type"] == [_SCHEMA + type_]]


def test_types_and_properties_are_those_of_schema_org(expanded):
    for node in _all(expanded):
        types = [type_.removeprefix(_SCHEMA) for type_ in node.get("@type", ()) if type_.startswith(_SCHEMA)]
        for name in node:
            if name.startswith(_SCHEMA):
                assert types, node
                assert name.removeprefix(_SCHEMA) in _PROPERTIES[types[0]], (types, name)
            else:
                assert name.startswith(("@", _OA, _WHOMET)), name


def test_every_type_is_there(expanded):
    found = Counter(type_ for node in expanded for type_ in node["@type"])
    assert {_SCHEMA + name for name in _PROPERTIES if name != "Thing"} <= set(found)


def test_every_reference_leads_to_a_node(expanded):
    ids = [node["@id"] for node in expanded]
    assert len(set(ids)) == len(ids)
    for node in _all(expanded):
        if set(node) == {"@id"} and not node["@id"].startswith(("http", _SCHEMA)):
            assert node["@id"] in ids
        assert " " not in node.get("@id", "")


def test_a_date_is_there_only_where_it_is_a_day(expanded):
    events = {node[_SCHEMA + "identifier"][0]["@value"]: node for node in _of(expanded, "Event")}
    for meeting in account().meetings:
        event = events[meeting.id]
        exact = bool(meeting.date and re.fullmatch(r"\d{4}-\d{2}-\d{2}", meeting.date))
        assert (_SCHEMA + "startDate" in event) == exact
        assert event[_WHOMET + "status"] == [{"@value": meeting.status}]
        assert (event.get(_WHOMET + "date") == [{"@value": meeting.date}]) == bool(meeting.date)
        assert (_SCHEMA + "eventStatus" in event) == (meeting.status in ("held", "planned", "cancelled"))


def test_dates_and_status_have_their_types(expanded):
    held = next(node for node in _of(expanded, "Event") if _SCHEMA + "eventAttendanceMode" in node)
    assert held[_SCHEMA + "startDate"] == [{"@type": _SCHEMA + "Date", "@value": "2031-05-04"}]
    assert held[_SCHEMA + "eventStatus"] == [{"@id": _SCHEMA + "EventScheduled"}]
    assert held[_SCHEMA + "organizer"] == [{"@id": "urn:whomet:person:ada-brook"}]
    assert len(held[_SCHEMA + "attendee"]) == 4
    (place,) = held[_SCHEMA + "location"]
    assert place[_SCHEMA + "containedInPlace"] == [{"@id": "urn:whomet:place:graz"}]


def test_an_article_says_when_by_whom_and_on_what_it_hangs(expanded):
    articles = {node["@id"]: node for node in _of(expanded, "NewsArticle")}
    first, second = articles[iri("document:a.txt")], articles[iri("document:b.txt")]
    assert first[_SCHEMA + "datePublished"] == [{"@value": "2031-05-05T09:30-02:30"}]
    assert first[_SCHEMA + "isBasedOn"][0]["@id"].startswith("urn:whomet:release:")
    assert second[_SCHEMA + "isBasedOn"] == [{"@id": iri("document:a.txt")}]
    assert _SCHEMA + "datePublished" not in second, "a month that is not certain is no date"


def test_passages_point_at_their_characters(expanded):
    texts = {iri(f"document:{one.file}"): one.text for one in account().documents}
    passages = [node for node in expanded if _OA + "SpecificResource" in node["@type"]]
    assert passages
    for node in passages:
        (selector,) = node[_OA + "hasSelector"]
        start, end = (selector[_OA + edge][0]["@value"] for edge in ("start", "end"))
        (text,) = node[_SCHEMA + "text"]
        (article,) = node[_OA + "hasSource"]
        kept = "".join(char for char in texts[article["@id"]][start:end] if char.isprintable())
        assert "".join(char for char in text["@value"] if char.isprintable()) == kept


def test_what_is_disputed_are_claims_against_one_another(expanded):
    claims = {node["@id"]: node for node in _of(expanded, "Claim")}
    assert len(claims) == 4
    for id_, claim in claims.items():
        assert claim[_SCHEMA + "appearance"]
        for other in claim[_WHOMET + "contradicts"]:
            assert {"@id": id_} in claims[other["@id"]][_WHOMET + "contradicts"]


def test_texts_that_share_without_an_order_are_no_sources():
    told = account()
    origin = replace(told.lineage.origins[1], kind="rewrite")
    told = replace(told, lineage=replace(told.lineage, origins=(origin,)))
    articles = {node["@id"]: node for node in _of(_expanded(told), "NewsArticle")}
    first = articles[iri("document:a.txt")]
    assert _SCHEMA + "isBasedOn" not in first
    assert first[_WHOMET + "sharesTextWith"] == [{"@id": iri("document:c/ü d.txt")}]


def test_an_iri_has_no_character_that_is_none():
    assert iri("document:c/ü d.txt") == "urn:whomet:document:c%2F%C3%BC%20d.txt"
    assert iri("a\ud800") == "urn:whomet:a%3F"


def test_the_context_needs_no_network():
    assert all(
        not str(value).startswith("http") or "schema.org" in str(value) or "w3.org" in str(value)
        for value in CONTEXT.values()
    )
