"""The cities of GeoNames."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet import cities
from whomet.cities import City, city_named, city_numbered, city_of_country


@pytest.mark.parametrize("name", ["Graz", "graz", " GRAZ ", "Грац", "格拉茨"])
def test_a_city_is_found_by_its_name_in_any_language(name: str) -> None:
    city = city_named(name)
    assert city is not None
    assert (city.name, city.country) == ("Graz", "AT")
    assert city_numbered(city.geonames) == city


def test_the_most_populous_city_of_a_name_is_found() -> None:
    city = city_named("Paris")
    assert city is not None
    assert city.country == "FR"


@pytest.mark.parametrize("name", ["", "Ho", "Quorlemburg"])
def test_no_city_is_found_by_what_is_no_name(name: str) -> None:
    assert city_named(name) is None


def test_there_is_no_city_without_a_number() -> None:
    assert city_numbered(-1) is None


def test_names_of_other_scripts_are_found_without_their_spaces() -> None:
    found: dict[str, City] = {}
    small, large = City(1, "A", "AA", 10), City(2, "B", "BB", 20)
    cities._add(found, small, ["뉴 가람", "New Garam"])
    cities._add(found, large, ["뉴가람"])
    assert found == {"뉴 가람": small, "뉴가람": large, "new garam": small}


@given(st.text(max_size=30))
def test_a_name_is_looked_up_composed_without_regard_to_case_and_spaces(name: str) -> None:
    assert cities._key(name) == " ".join(unicodedata.normalize("NFC", name).casefold().split())


def test_a_city_may_bear_the_name_of_its_country():
    found = city_of_country("SG")
    assert found is not None
    assert found.name == "Singapore"
    assert city_of_country("MX") is None
    assert city_of_country("XX") is None
