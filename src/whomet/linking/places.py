"""Names of known places: countries and regions of CLDR, cities of GeoNames."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from whomet.cities import city_numbered
from whomet.linking.names import fold


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale(language.split("-")[0]).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def _codes(language: str) -> dict[str, str]:
    return {fold(name): code for code, name in sorted(_territories(language).items())}


def territory_name(code: str, language: str) -> str | None:
    """The name of a country or region in a language, None where CLDR has none.

    Args:
        code: ISO 3166 or UN M.49 code.
        language: BCP 47 code.

    Returns:
        The name as written in running text.
    """
    return _territories(language).get(code)


def territory_code(name: str, language: str) -> str | None:
    """The ISO 3166 or UN M.49 code of a country, continent or region by its name in a language."""
    return _codes(language).get(fold(name))


def city_name(geonames: int) -> str | None:
    """The English name of a city of GeoNames."""
    city = city_numbered(geonames)
    return city.name if city else None


__all__ = ["city_name", "territory_code", "territory_name"]
