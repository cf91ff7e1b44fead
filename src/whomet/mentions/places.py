"""Known places: countries in every language of CLDR, cities of GeoNames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from whomet.cities import city_named
from whomet.languages import pack

# Countries (ISO 3166) and continents (UN M.49), without the world.
_TERRITORY = re.compile(r"(?:[A-Z]{2}|(?!001)\d{3})$")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What the tables know of a place name.

    Attributes:
        country: ISO 3166 code; of a continent or region the UN M.49 code.
        geonames: GeoNames id of a city, None for a country.
        population: Of the city; of a country a number above all cities.
    """

    country: str
    geonames: int | None
    population: int


@lru_cache(maxsize=65536)
def known_place(name: str, language: str) -> KnownPlace | None:
    """Look a place name up.

    Args:
        name: As printed, without particles.
        language: BCP 47 code of the text, for the names of countries.

    Returns:
        The country, or the most populous city of that name; None where no table has it.
    """
    key = _key(name)
    country = _countries(language.split("-")[0]).get(key) or _countries("en").get(key)
    if country:
        return KnownPlace(country, None, 10**10)
    city = city_named(key) or city_named(key.replace(" ", ""))
    return KnownPlace(city.country, city.geonames, city.population) if city else None


def town_of(adjective: str, endings: Sequence[str], restored: Sequence[str], language: str) -> KnownPlace | None:
    """Look up the town that an adjective is made of ("Kasseler").

    Args:
        adjective: As printed.
        endings: Endings of such adjectives.
        restored: What the name of the town has in their place.
        language: BCP 47 code of the text.

    Returns:
        The place; None where no table has it.
    """
    for ending in endings:
        for tail in restored if adjective.endswith(ending) else ():
            known = known_place(adjective.removesuffix(ending) + tail, language)
            if known is not None:
                return known
    return None


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@cache
def _countries(language: str) -> dict[str, str]:
    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    found = {_key(name): code for code, name in sorted(territories.items()) if _TERRITORY.match(code)}
    # What news calls a country besides ("USA", "한국").
    others = pack(language).table("names").get("places", {}).get("countries", {})
    return found | {_key(name): code for name, code in sorted(others.items())}
