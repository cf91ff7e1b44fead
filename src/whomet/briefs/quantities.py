"""Quantities as readers write them: an amount with its unit, in words of CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from babel import Locale
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from whomet.languages import pack

#: UCUM codes of time -> identifiers of CLDR; those of all else stand in the table of units.
_TIMES = {
    "a": "duration-year",
    "mo": "duration-month",
    "wk": "duration-week",
    "d": "duration-day",
    "h": "duration-hour",
    "min": "duration-minute",
    "s": "duration-second",
}
#: Not every language has every unit in every length: "30 Jahre", but "30년" as the short form alone.
_LENGTHS: Final[tuple[Literal["long", "short", "narrow"], ...]] = ("long", "short", "narrow")
_QUANTITY = re.compile(r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) (\S+)")


def number(amount: float, locale: Locale) -> str:
    """A number as a language writes it, with all its figures."""
    return str(format_decimal(_exact(amount), locale=locale, decimal_quantization=False))


def quantity(amount: float, unit: str, locale: Locale) -> str:
    """An amount with its unit.

    Args:
        amount: The plain number.
        unit: ISO 4217 code, UCUM unit, "%" or "count".
        locale: The language to write it in.

    Returns:
        "30 years", "2,200,000", "380,000,000 euros"; the sign of a unit that CLDR has no words for, and its code where
        there is no sign either.
    """
    if unit == "count":
        return number(amount, locale)
    if unit == "%":
        return str(format_percent(_exact(amount) / 100, locale=locale, decimal_quantization=False))
    if unit in locale.currencies:
        return str(
            format_currency(
                _exact(amount),
                unit,
                locale=locale,
                format_type="name",
                currency_digits=False,
                decimal_quantization=False,
            )
        )
    named = (told for identifier in _identifiers(unit) if (told := measured(amount, identifier, locale)))
    return next(named, f"{number(amount, locale)} {_signs().get(unit, unit)}")


def measured(amount: float, identifier: str, locale: Locale) -> str:
    """An amount of a unit by CLDR's identifier, such as "duration-year"; "" where CLDR has no words for it."""
    for length in _LENGTHS:
        try:
            told = str(format_unit(_exact(amount), identifier, length=length, locale=locale))
        except (ValueError, KeyError):  # not every release of CLDR names every unit
            return ""
        if identifier not in told:
            return told
    return ""


def parsed(value: str) -> tuple[float, str] | None:
    """The amount and unit of a value that a contradiction has as "30 a" or "2200000 count"; None where it is none."""
    match = _QUANTITY.fullmatch(value)
    return (float(match[1]), match[2]) if match else None


def _exact(amount: float) -> Decimal:
    return Decimal(f"{amount:.15g}")


def _identifiers(unit: str) -> Iterator[str]:
    if unit in _TIMES:
        yield _TIMES[unit]
    for identifier, code in pack("und").table("numbers")["cldr_units"].items():
        if code == unit and ("/" in code) == ("-per-" in identifier):  # a line of 5 Tbit/s has no "5 terabits"
            yield identifier


@cache
def _signs() -> dict[str, str]:
    """UCUM codes with the first sign that articles print for them."""
    found: dict[str, str] = {}
    for sign, code in pack("und").table("numbers")["units"].items():
        found.setdefault(code, sign)
    return found


__all__ = ["measured", "number", "parsed", "quantity"]
