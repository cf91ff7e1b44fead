"""Entities of several groups of articles: one person is one across scripts, namesakes are two, whatever came first."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.build import article, body, person, place, story
from tests.linking.test_link import Blind
from whomet.evaluate.invented import Archive
from whomet.linking import across, cards_of, link, resolve
from whomet.linking.across import names_alike


def cards(group, *people, file=None):
    """The cards of one article, linked by itself."""
    file = file or f"{group}.txt"
    articles = [article(file, *people)]
    return cards_of(group, articles, link(articles, [story(*articles)], encoder=Blind()))


def people(*groups):
    return [card for group in groups for card in group if card.type == "person"]


def together(found):
    return {frozenset(card.group for card in one.cards) for one in found}


def chair(name, language="en", role="chairman", firm="Halden Works"):
    return [person(language, name, role=role, employer=1), body(language, firm)]


# --- one or two ------------------------------------------------------------------------------------------


def test_a_name_with_the_same_employer_is_one_person():
    found = resolve(people(cards("a", *chair("Ada Brook")), cards("b", *chair("Ada Brook"))), Blind())
    assert together(found) == {frozenset("ab")}
    assert {name for name, _ in found[0].reasons[0].features} >= {"names alike", "same employer", "different stories"}


def test_a_name_in_another_script_with_the_same_employer_is_one_person():
    korean = [person("ko", "이재용", role="chairman", employer=1), body("en", "Halden Works")]
    found = resolve(people(cards("a", *chair("Lee Jae-yong")), cards("b", *korean)), Blind())
    assert together(found) == {frozenset("ab")}
    assert found[0].plain == "person:lee-jae-yong"


def test_a_name_with_the_same_partners_is_one_person():
    others = person("en", "Ben Cole"), person("en", "Cem Dal"), person("en", "Ada Brook")
    found = resolve([card for card in people(cards("a", *others), cards("b", *others)) if "ada" in card.local], Blind())
    assert together(found) == {frozenset("ab")}


def test_a_name_alone_is_not_enough():
    found = resolve(people(cards("a", person("en", "Ada Brook")), cards("b", person("en", "Ada Brook"))), Blind())
    assert together(found) == {frozenset("a"), frozenset("b")}


def test_namesakes_with_other_work_are_two():
    found = resolve(
        people(cards("a", *chair("Ada Brook")), cards("b", *chair("Ada Brook", role="judge", firm="Court of Linz"))),
        Blind(),
    )
    assert together(found) == {frozenset("a"), frozenset("b")}


def test_two_of_one_group_stay_two():
    twins = [person("en", "Ada Brook", role="judge"), person("en", "Ada Brook", role="coach")]
    both = cards("a", *twins)
    assert len(people(both)) == 2
    assert len(resolve([*people(both), *people(cards("b", *chair("Ada Brook")))], Blind())) >= 2


def test_bodies_of_one_name_are_one_and_sister_firms_are_two():
    firms = {"a": "Halden Works", "b": "Halden Works Ltd", "c": "Halden Shipping"}
    own = [card for group, name in firms.items() for card in cards(group, body("en", name))]
    assert together(resolve(own, Blind())) == {frozenset("ab"), frozenset("c")}


def test_places_are_one_by_their_number_and_two_by_their_countries():
    own = [
        cards("a", place("en", "Paris", "FR", 2988507)),
        cards("b", place("fr", "Paname", "FR", 2988507)),
        cards("c", place("en", "Paris", "US", 4717560)),
    ]
    assert together(resolve([card for found in own for card in found], Blind())) == {frozenset("ab"), frozenset("c")}


# --- what the user told ----------------------------------------------------------------------------------


def test_the_user_has_the_last_word():
    alone = people(cards("a", person("en", "Ada Brook")), cards("b", person("en", "A. Broek")))
    pair = alone[0].referent, alone[1].referent
    assert together(resolve(alone, Blind(), together=[pair])) == {frozenset("ab")}
    sure = people(cards("a", *chair("Ada Brook")), cards("b", *chair("Ada Brook")))
    assert together(resolve(sure, Blind(), apart=[pair])) == {frozenset("a"), frozenset("b")}


# --- ids, labels, order ----------------------------------------------------------------------------------


def test_the_merged_entity_has_all_names_and_referents():
    korean = [person("ko", "이재용", role="chairman", employer=1), body("en", "Halden Works")]
    parts = {"a": [article("a.txt", *chair("Lee Jae-yong"))], "b": [article("b.txt", *korean)]}
    told = {group: link(own, [story(*own)], encoder=Blind()) for group, own in parts.items()}
    made = [card for group in parts for card in cards_of(group, parts[group], told[group])]
    (one,) = resolve(people(made), Blind())
    entities = [each for card in one.cards for each in told[card.group] if each.id == card.local]
    merged = one.entity("person:x", entities, "en")
    assert (merged.label, merged.id) == ("Lee Jae-yong", "person:x")
    assert dict(merged.names) == {"en": ("Lee Jae-yong",), "ko": ("이재용",)}
    assert merged.referents == (("a.txt", 0), ("b.txt", 0))
    assert [role.role for role in merged.roles] == ["chairman"] * len(merged.roles)


@pytest.fixture(scope="module")
def archive():
    """Invented people of several stories, each story linked by itself."""
    made = Archive(24, seed=5)
    by_file = {each.document.file: each for each in made.articles}
    found = []
    for one in made.stories:
        own = [by_file[file] for file in one.documents]
        found += cards_of(one.id, own, link(own, [one], encoder=Blind()))
    return found


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**16))
def test_what_comes_out_does_not_hang_on_the_order(archive, seed):
    for type_ in ("person", "organisation", "place"):
        own = [card for card in archive if card.type == type_]
        shuffled = random.Random(seed).sample(own, len(own))
        assert resolve(shuffled, Blind()) == resolve(own, Blind())


def test_names_that_may_be_one_share_a_key(archive):
    forms = sorted({form for card in archive if card.type == "person" for form in card.forms})
    alike = [(x, y) for x in forms for y in forms if x < y and names_alike("person", x, y)]
    missed = [
        pair
        for pair in alike
        if not set(across.name_keys("person", pair[0])) & set(across.name_keys("person", pair[1]))
    ]
    assert len(missed) <= len(alike) / 10
