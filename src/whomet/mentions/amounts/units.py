"""Words and signs of currencies and measures in a language, from CLDR and the packs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name
from babel.units import format_unit

from whomet.languages import pack
from whomet.mentions.amounts.numbers import locale

#: Currencies by their share of trade (BIS Triennial Central Bank Survey 2022), to tell what "dollars" or "pesos"
#: means where no country is named.
_TRADED = tuple(
    re.findall(
        r"[A-Z]{3}",
        "USD EUR JPY GBP CNY AUD CAD CHF HKD SGD SEK KRW NOK NZD INR MXN TWD ZAR BRL DKK PLN THB ILS IDR CZK AED TRY "
        "HUF CLP SAR PHP MYR COP RUB RON PEN BHD BGN ARS",
    )
)
#: Codes that are words of capitals in headlines; they count as a currency only where a pack says so.
_WORDS = frozenset({"ALL", "TRY", "TOP", "CUP", "PEN", "GEL", "MOP", "LAK", "SOS", "BAM", "COP", "MUR", "MAD", "MRO"})


@cache
def currencies(language: str) -> dict[str, str]:
    """Names of currencies in a language, as regular expressions in lower case, with their ISO 4217 codes."""
    own = {
        str(word).casefold(): str(code) for word, code in pack(language).table("numbers").get("currencies", {}).items()
    }
    found = locale(language)
    if found is None:
        return own
    names: dict[str, str] = {}
    for code in sorted(found.currencies, key=_rank):
        for name in _currency_names(code, found):
            names.setdefault(re.escape(name).replace(r"\ ", r"[\s\xa0]"), code)
    return _heads(names) | names | own


def _rank(code: str) -> tuple[int, str]:
    return (_TRADED.index(code) if code in _TRADED else len(_TRADED), code)


def _currency_names(code: str, found: Locale) -> list[str]:
    names = {get_currency_name(code, count=count, locale=found) for count in (None, 1, 2, 5, 1000)}
    plain = {str(name).casefold() for name in names}
    return sorted(name for name in plain if "(" not in name and len(name) > 1 and name != code.casefold())


def _heads(names: dict[str, str]) -> dict[str, str]:
    """The word "dollars" of "US dollars": the end of the names on which more of them agree."""
    ends: dict[int, dict[str, list[str]]] = {0: defaultdict(list), -1: defaultdict(list)}
    for name, code in names.items():
        parts = name.split(r"[\s\xa0]")
        if len(parts) > 1:
            for end, heads in ends.items():
                heads[parts[end]].append(code)
    head = min(ends, key=lambda end: len(ends[end]))
    found: dict[str, str] = {}
    for word, codes in ends[head].items():
        if len(word) > 2 and (len(set(codes)) > 1 or codes[0] in _TRADED):
            found[word] = min(codes, key=_rank)
    return found


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
    found = locale(language)
    if found is None:
        return own
    names: dict[str, str] = {}
    for identifier, code in pack("und").table("numbers")["cldr_units"].items():
        for name in _unit_names(identifier, found):
            names.setdefault(re.escape(name).replace(r"\ ", r"[\s\xa0]"), code)
    return names | own


def _unit_names(identifier: str, found: Locale) -> Iterable[str]:
    for count in (1, 2, 5, 1000, 1.5):
        try:
            text = format_unit(count, identifier, length="long", locale=found)
        except (ValueError, KeyError):  # not every release of CLDR names every unit
            return
        name = re.sub(r"^[\d.,'\s\xa0\u202f\u066b\u066c\u0660-\u0669]+", "", str(text)).strip().casefold()
        if len(name) > 1:
            yield name
