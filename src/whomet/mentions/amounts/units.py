"""Words and signs of currencies and measures in a language, from CLDR and the packs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name
from babel.units import format_unit

from whomet.languages import pack
from whomet.mentions.amounts.numbers import locales

#: Currencies by their share of trade (BIS Triennial Central Bank Survey 2022), to tell what "dollars" or "pesos"
#: means where no country is named.
_TRADED = tuple(
    re.findall(
        r"[A-Z]{3}",
        "USD EUR JPY GBP CNY AUD CAD CHF HKD SGD SEK KRW NOK NZD INR MXN TWD ZAR BRL DKK PLN THB ILS IDR CZK AED TRY "
        "HUF CLP SAR PHP MYR COP RUB RON PEN BHD BGN ARS",
    )
)
_LONG_ENOUGH = 6  # characters of "5 toneladas": a short form of fewer is a symbol
_REPEATED = 6  # traded currencies that must share a word for it to be the word for money in a language with both orders
#: Codes that are words of capitals in headlines; they count as a currency only where a pack says so.
_WORDS = frozenset({"ALL", "TRY", "TOP", "CUP", "PEN", "GEL", "MOP", "LAK", "SOS", "BAM", "COP", "MUR", "MAD", "MRO"})


@cache
def currencies(language: str) -> dict[str, str]:
    """Names of currencies in a language, as regular expressions in lower case, with their ISO 4217 codes."""
    own = {
        str(word).casefold(): str(code) for word, code in pack(language).table("numbers").get("currencies", {}).items()
    }
    names = names_of_currencies(language)
    if not names:
        return own
    return _heads(names) | names | own


@cache
def names_of_currencies(language: str) -> dict[str, str]:
    """The names that CLDR has for currencies in a language, as regular expressions in lower case, with their codes."""
    names: dict[str, str] = {}
    for found in locales(language):
        for code in sorted(_tender(), key=_rank):
            for name in _currency_names(code, found):
                names.setdefault(re.escape(name).replace(r"\ ", r"[\s\xa0]"), code)
    return names


@cache
def _tender() -> frozenset[str]:
    """Codes of the currencies that are legal tender somewhere today."""
    periods = (period for country in get_global("territory_currencies").values() for period in country)
    return frozenset(str(code) for code, _, end, tender in periods if tender and end is None)


def _rank(code: str) -> tuple[int, str]:
    return (_TRADED.index(code) if code in _TRADED else len(_TRADED), code)


def _currency_names(code: str, found: Locale) -> list[str]:
    names = {get_currency_name(code, count=count, locale=found) for count in (None, 1, 2, 5, 1000)}
    plain = {str(name).casefold() for name in names}
    return sorted(name for name in plain if "(" not in name and len(name) > 1 and name != code.casefold())


def _heads(names: dict[str, str]) -> dict[str, str]:
    """The word "dollars" of "US dollars": the end of the names on which more of them agree."""
    ends: dict[int, dict[str, list[str]]] = {0: defaultdict(list), -1: defaultdict(list)}
    both: dict[str, list[str]] = defaultdict(list)
    for name, code in names.items():
        parts = name.split(r"[\s\xa0]")
        for end in (0, -1) if len(parts) == 2 else ():
            ends[end][parts[end]].append(code)
        for part in parts:
            both[part].append(code)
    # Adjectives of nations differ from name to name, the word for the money repeats: "dollar" ends most names.
    head = max(ends.values(), key=lambda words: max(map(len, words.values()), default=0))
    found: dict[str, str] = {}
    for word, codes in both.items():
        traded = {code for code in codes if code in _TRADED}
        if len(word) > 2 and (word in head or len(traded) >= _REPEATED):
            found[word] = min(codes, key=_rank)
    return found


def traded() -> tuple[str, ...]:
    """ISO codes of the currencies most traded, the most traded first."""
    return _TRADED


@cache
def signs() -> dict[str, str]:
    """Signs of currencies ("€", "US$") and ISO codes, as regular expressions, with their codes."""
    shared = {re.escape(sign): code for sign, code in pack("und").table("numbers")["currencies"].items()}
    codes = {code for code in map(str, Locale.parse("en").currencies) if len(code) == 3 and code not in _WORDS}
    return {rf"(?<![A-Za-z]){code}(?![A-Za-z])": code for code in sorted(codes)} | shared


@cache
def symbols() -> dict[str, str]:
    """Symbols of units ("km", "GWh") with UCUM codes; case counts."""
    return dict(pack("und").table("numbers")["units"])


@cache
def units(language: str) -> dict[str, str]:
    """Names of units in a language, as regular expressions in lower case, with UCUM codes."""
    own = {str(word).casefold(): str(code) for word, code in pack(language).table("numbers").get("units", {}).items()}
    names: dict[str, str] = {}
    known = pack("und").table("numbers")["cldr_units"].items()
    for (identifier, code), found in product(known, locales(language)):
        for name in _unit_names(identifier, found):
            names.setdefault(re.escape(name).replace(r"\ ", r"[\s\xa0]"), code)
    return names | own


def _unit_names(identifier: str, found: Locale) -> Iterable[str]:
    lengths: tuple[Literal["long", "short"], ...] = ("long", "short")
    for count, length in product((1, 2, 5, 1000, 1.5), lengths):
        try:
            text = str(format_unit(count, identifier, length=length, locale=found))
        except (ValueError, KeyError):  # not every release of CLDR names every unit
            return
        if identifier in text or (length == "short" and len(text) < _LONG_ENOUGH):
            continue  # CLDR names it in another length only, or by a symbol
        name = re.sub(r"^[\d.,'\s\xa0\u202f\u066b\u066c\u0660-\u0669]+", "", text).strip().casefold()
        if len(name) > 1:
            yield name
