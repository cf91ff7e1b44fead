import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.build import article, body, person, story
from whomet.linking import link
from whomet.linking.knowledge import Entry, Knowledge, read

TABLE = """id,name,aliases,type,role,employer,country
p1,Brigitte Hollmann,브리기테 홀만; B. Hollmann,person,chairwoman,b1,
b1,Brandel Werke GmbH,Brandel|브란델,organisation,,,
l1,Port Salter,,place,,,nz
"""


def test_a_table():
    knowledge, problems = read("own.csv", TABLE.encode())
    assert problems == []
    assert knowledge.entries[0] == Entry(
        "p1", "person", ("Brigitte Hollmann", "브리기테 홀만", "B. Hollmann"), ("chairwoman",), ("b1",)
    )
    assert knowledge.entries[1].names == ("Brandel Werke GmbH", "Brandel", "브란델")
    assert knowledge.entries[2].country == "NZ"


def test_semicolons_tabs_and_a_mark_of_order():
    for sign in ";\t":
        table = f"\ufeffid{sign}name{sign}role\np1{sign}Odile Marchetti{sign}mayor\n"
        knowledge, problems = read("own.csv", table.encode())
        assert not problems
        assert knowledge.entries[0].roles == ("mayor",)


def test_follow_the_money():
    lines = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Brigitte Hollmann"], "alias": ["브리기테 홀만"]}},
        {"id": "b1", "schema": "Company", "properties": {"name": ["Brandel"]}},
        {
            "id": "t1",
            "schema": "Employment",
            "properties": {"employee": ["p1"], "employer": ["b1"], "role": ["engineer"]},
        },
        {"id": "a1", "schema": "Address", "properties": {"full": ["1 Quay"]}},
    ]
    knowledge, problems = read("own.json", "\n".join(map(json.dumps, lines)).encode())
    assert not problems
    assert [entry.id for entry in knowledge.entries] == ["p1", "b1"]
    assert (knowledge.entries[0].roles, knowledge.entries[0].employers) == (("engineer",), ("b1",))


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"id,name\np1,\np2,Odile Marchetti\n", "line 2", "name is missing"),
        (b"id,name,type\np1,Odile,ship\np2,Odile Marchetti,person\n", "line 2", "unknown type"),
        (b"id,name\np1,A B\np1,C D\n", "line 3", "earlier line"),
        (b"who,what\n1,2\n", "line 1", "header"),
        (b"id,name\np1,\xff\xfe\n", "line 2", "UTF-8"),
        (
            b'{"id": "p1", "schema": "Person", "properties": {"name": ["A B"]}}\n{"schema": 3',
            "line 2",
            "FollowTheMoney",
        ),
        (b'{"id": "p1", "schema": "Person", "properties": {}}\n', "line 1", "no name"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(data, line, word):
    _, problems = read("own.csv", data)
    assert len(problems) == 1
    assert problems[0].file == "own.csv"
    assert problems[0].problem.startswith(line)
    assert word in problems[0].problem


def test_the_rest_of_a_wrong_file_is_used():
    knowledge, _ = read("own.csv", b"id,name\np1,\np2,Odile Marchetti\n")
    assert [entry.id for entry in knowledge.entries] == ["p2"]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80) | st.text(st.sampled_from('id,name\n{}":[]x;'), max_size=60).map(str.encode))
def test_any_file_is_read(data):
    knowledge, problems = read("own.csv", data)
    assert all(problem.problem for problem in problems)
    assert len({entry.id for entry in knowledge.entries}) == len(knowledge.entries)


def test_ids_given_twice():
    first, second = Knowledge((Entry("p1", "person", ("A B",)),)), Knowledge((Entry("p1", "person", ("C D",)),))
    both, problems = first.join(second, "own.csv")
    assert [entry.names for entry in both.entries] == [("A B",)]
    assert "p1" in problems[0].problem


# --- as evidence -----------------------------------------------------------------------------------------

ONE = article("1.txt", body("en", "Brandel"), person("en", "Brigitte Hollmann", role="chairwoman", employer=0))
TWO = article("2.txt", body("ko", "브란델"), person("ko", "브리기테 홀만", role="chairwoman", employer=0))


def test_an_entry_tells_who_somebody_is():
    knowledge, _ = read("own.csv", TABLE.encode())
    found = link([ONE, TWO], [story(ONE, TWO)], knowledge=knowledge)
    people = [entity for entity in found if entity.type == "person"]
    assert [person.same_as for person in people] == [("p1",)]
    assert {file for file, _ in people[0].referents} == {"1.txt", "2.txt"}
    assert all(file.endswith(".txt") for role in people[0].roles for file, *_ in role.places)
    assert ("b1",) in [entity.same_as for entity in found if entity.type == "organisation"]


def test_nobody_is_added_whom_no_article_names():
    knowledge = Knowledge((Entry("p9", "person", ("Odile Marchetti",), ("mayor",)),))
    assert link([ONE], [story(ONE)], knowledge=knowledge) == link([ONE], [story(ONE)])


def test_a_namesake_with_another_post_is_not_the_entry():
    knowledge = Knowledge((Entry("p9", "person", ("Brigitte Hollmann",), ("goalkeeper",), ("Salter Rovers",)),))
    assert not any(entity.same_as for entity in link([ONE], [story(ONE)], knowledge=knowledge))


def test_a_bare_name_is_the_person_of_that_name():
    knowledge = Knowledge((Entry("p9", "person", ("Brigitte Hollmann",)),))
    assert ("p9",) in [entity.same_as for entity in link([ONE], [story(ONE)], knowledge=knowledge)]


def test_two_entries_are_never_one():
    entries = tuple(Entry(f"p{i}", "person", ("Brigitte Hollmann",), ("chairwoman",), ("Brandel",)) for i in range(3))
    found = link([ONE, TWO], [story(ONE, TWO)], knowledge=Knowledge(entries))
    assert all(len(entity.same_as) <= 1 for entity in found)


def test_names_are_those_that_the_articles_print():
    knowledge, _ = read("own.csv", TABLE.encode())
    with_entry = next(e for e in link([ONE], [story(ONE)], knowledge=knowledge) if e.same_as == ("p1",))
    assert with_entry.names == (("en", ("Brigitte Hollmann",)),)
