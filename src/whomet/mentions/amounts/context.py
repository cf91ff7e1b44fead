"""Which peso, dinar or crown an article means: that of the countries it names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from whomet.languages import pack
from whomet.mentions.amounts.units import currencies, names_of_currencies
from whomet.records import AmountMention, Mentions

#: Mentions of places of a country from which on it may be the one whose money is meant.
ENOUGH = 2
_SIGN = "$"


def localised(mentions: Mentions) -> tuple[AmountMention, ...]:
    """The amounts of an article, money that several countries call by one name told apart.

    Args:
        mentions: Of the article, with the countries of its places.

    Returns:
        The amounts; a currency is changed only where the article names its country, and not that of the usual one.
    """
    votes = _votes(mentions)
    if not votes:
        return mentions.amounts
    return tuple(_localised(amount, votes) for amount in mentions.amounts)


def _votes(mentions: Mentions) -> Counter[str]:
    """How often places of each country are named."""
    countries = (mentions.referents[r].country for name in mentions.names for r in name.referents[:1])
    counted = Counter(country for country in countries if country and country.isalpha())
    return Counter({country: count for country, count in counted.items() if count >= ENOUGH})


def _localised(amount: AmountMention, votes: Counter[str]) -> AmountMention:
    if len(amount.unit) != 3 or not amount.unit.isupper() or any(amount.unit == _money(country) for country in votes):
        return amount
    signed = amount.text.startswith(_SIGN)
    meant = frozenset() if signed else _shared(amount.text, amount.language)
    for country, _ in votes.most_common():
        money = _money(country)
        if money and (_signed(amount.language, country) if signed else money in meant and amount.unit in meant):
            return replace(amount, unit=money)
    return amount


@cache
def _money(country: str) -> str | None:
    """The currency of a country today."""
    found = get_territory_currencies(country)
    return str(found[0]) if found else None


@cache
def _signed(language: str, country: str) -> bool:
    """Whether the sign of the dollar is that of a country's money, in papers of a language that is spoken there.

    A paper in English means the dollar of the United States, unless it says otherwise.
    """
    if language in get_official_languages("US", de_facto=True):
        return False
    for code in get_official_languages(country, de_facto=True):
        try:
            own = Locale.parse(f"{code}_{country}")
        except (UnknownLocaleError, ValueError):
            continue
        if own.language == language.split("-")[0] and own.currency_symbols.get(_money(country) or "") == _SIGN:
            return True
    return False


def _shared(text: str, language: str) -> frozenset[str]:
    """The currencies that go by the name that an amount is printed with, none where its name tells which."""
    plain = text.casefold()
    for word, codes in _ambiguous(language.split("-")[0]).items():
        if plain.endswith(word):
            longer = (source for source in currencies(language) if len(source) > len(word) and word in source)
            return frozenset() if any(re.search(f"(?:{source})$", plain) for source in longer) else codes
    return frozenset()


@cache
def _ambiguous(language: str) -> Mapping[str, frozenset[str]]:
    """Words for money that end or begin the names of several currencies, the longest first."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in names_of_currencies(language).items():
        for part in {name.split(r"[\s\xa0]")[0], name.split(r"[\s\xa0]")[-1], *_last_letters(name)}:
            parts[part].add(code)
    for word, codes in pack(language).table("numbers").get("shared_currencies", {}).items():
        parts[word].update(codes)
    known = currencies(language)
    found = {word: frozenset(codes) for word, codes in parts.items() if len(codes) > 1 and word in known}
    return dict(sorted(found.items(), key=lambda row: -len(row[0])))


def _last_letters(name: str) -> tuple[str, ...]:
    """In a script without spaces the word for money is the last letter or two: "新台币", "日元"."""
    return () if name.isascii() or r"[\s\xa0]" in name else (name[-1:], name[-2:])
