"""From a sentence to its amounts: every number that stands by a currency, a unit or a counted noun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from whomet.languages import pack
from whomet.mentions.amounts.numbers import Numerals, numerals, run_on, words
from whomet.mentions.amounts.units import currencies, signs, symbols, traded, units
from whomet.mentions.needs import Need, Sieve, fold, needs
from whomet.records import AmountMention, Document, TimeMention

Modifier = Literal["more than", "less than", "about"]
_MODIFIERS: tuple[Modifier, ...] = ("more than", "less than", "about")
#: ISO 8601 durations of one unit, or of two of which one is a part of the other, in UCUM.
_DURATION = re.compile(r"P(?P<time>T?)(?P<number>[\d.]+)(?P<unit>[YMWDHS])(?:(?P<more>[\d.]+)(?P<smaller>[MDS]))?")
_PARTS = {("a", "M"): 12, ("h", "M"): 60, ("min", "S"): 60, ("wk", "D"): 7}
_TIME_UNITS = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "TH": "h", "TM": "min", "TS": "s"}
_YEARS = range(1800, 2101)  # a bare number of this size before a noun is read as a year
_WORD = re.compile(r"(?:\d+-)?[^\W\d_][\w'’-]*")  # a word between number and noun: "12-inch"
_ESCAPE = re.compile(r"\\(.)")
_CLOSE = 24  # characters before a number in which its sign and its modifier may stand


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with offsets into the sentence."""

    start: int
    end: int
    amount: float
    unit: str
    counted: str | None = None
    modifier: Modifier | None = None


class _Money:
    """The currency behind a number, by its name or sign.

    There are hundreds of them in every language. Only those whose words a sentence has are compiled: all together take
    longer than an article takes to read.

    Args:
        before, behind: Regular expressions of what may stand before a currency and must stand behind it.
        names: Names of currencies, regular expressions in lower case.
    """

    def __init__(self, before: str, behind: str, names: Iterable[str]) -> None:
        self._before, self._behind = before, behind
        self._names = list(names)
        self._sieve = Sieve([_need(name) for name in self._names])
        self._within = lru_cache(maxsize=16)(self._of)  # every number of a sentence asks for the same

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """The currency at a place; its name or sign is the group "money", a scale before it "scale"."""
        expression = self._within(text)
        return expression.match(text, position) if expression else None

    def _of(self, text: str) -> re.Pattern[str] | None:
        names = [self._names[number] for number in self._sieve.may_match(fold(text))]
        printed = [sign for sign, plain in _signs() if plain in text]
        if not names and not printed:
            return None
        return _compiled(f"{self._before}(?:(?P<money>(?i:{words(names)})|{words(printed)}){self._behind})")


def _need(name: str) -> tuple[Need, ...]:
    parts = name.split(r"[\s\xa0]")
    return (frozenset({fold(max(parts, key=len))}),) if all(map(str.isalpha, parts)) else needs(name)


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    """Signs and codes with what they are in print, where case counts."""
    return tuple((sign, _ESCAPE.sub(r"\1", _plain(sign))) for sign in signs())


def _plain(source: str) -> str:
    return source.replace("(?<![A-Za-z])", "").replace("(?![A-Za-z])", "")


@lru_cache(maxsize=1000)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True)
class _Finder:
    """Compiled expressions of a language."""

    numerals: Numerals
    number: re.Pattern[str]
    before: re.Pattern[str]
    before_scaled: re.Pattern[str]
    scaled_signs: dict[str, str]
    bare: re.Pattern[str]
    bare_currency: str | None
    short: re.Pattern[str]
    money: _Money
    symbol: re.Pattern[str]
    unit: re.Pattern[str]
    noun: re.Pattern[str]
    stop: re.Pattern[str]
    between: re.Pattern[str]
    gap: int
    counters: bool
    unspaced: bool
    percent_before: re.Pattern[str]
    ordinal: re.Pattern[str]
    partitive: re.Pattern[str]
    not_before_time: re.Pattern[str]
    modifiers: dict[Modifier, re.Pattern[str]]
    modifiers_after: dict[Modifier, re.Pattern[str]]
    currency: dict[str, str]
    units: dict[str, str]
    shorts: dict[str, float]


def find_amounts(document: Document, times: Sequence[TimeMention]) -> tuple[AmountMention, ...]:
    """Amounts of the sentences of a document.

    Args:
        document: A cleaned document.
        times: Its time expressions: a date is no amount, a duration is one too.

    Returns:
        Mentions in order of the text, not overlapping.
    """
    found: list[AmountMention] = []
    for index, sentence in enumerate(document.sentences):
        own = [time for time in times if time.sentence == index]
        taken = [(sentence.inner(time.start), sentence.inner(time.end), time) for time in own]
        for amount in parse(sentence.text, sentence.language, taken):
            start, end = sentence.outer(amount.start, amount.end)
            found.append(
                AmountMention(
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    sentence=index,
                    language=sentence.language,
                    amount=amount.amount,
                    unit=amount.unit,
                    counted=amount.counted,
                    modifier=amount.modifier,
                )
            )
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def parse(text: str, language: str, times: Sequence[tuple[int, int, TimeMention]] = ()) -> tuple[Amount, ...]:
    """Amounts of a sentence.

    Args:
        text: The sentence.
        language: BCP 47 code.
        times: (start, end, mention) of its time expressions, offsets into the sentence.

    Returns:
        Amounts in order of the text, not overlapping.
    """
    finder = _finder(language.split("-")[0].lower())
    found = [amount for start, end, time in times if (amount := _duration(text, start, end, time, finder))]
    taken = [(start, end) for start, end, _ in times]
    reached = 0
    for match in finder.number.finditer(text):
        if match.start() < reached or any(a < match.end() and match.start() < b for a, b in taken):
            continue
        amount = _amount(text, match, finder)
        if (
            amount is not None
            and amount.start >= reached
            and not any(a < amount.end and amount.start < b for a, b in taken)
        ):
            found.append(amount)
            reached = amount.end
    return tuple(sorted(found, key=lambda amount: amount.start))


def _duration(text: str, start: int, end: int, time: TimeMention, finder: _Finder) -> Amount | None:
    match = _DURATION.fullmatch(time.duration or "")
    if time.kind != "duration" or match is None:
        return None
    value, unit = float(match["number"]), _TIME_UNITS[(match["time"] or "") + match["unit"]]
    if match["more"] is not None:
        if (unit, match["smaller"]) not in _PARTS:
            return None
        value += float(match["more"]) / _PARTS[unit, match["smaller"]]
    modifier = _modifier(text, start, end, finder)
    if modifier and finder.not_before_time.search(text, max(0, start - _CLOSE), start):
        modifier = None
    return Amount(start, end, round(value, 6), unit, None, modifier)


def _amount(text: str, match: re.Match[str], finder: _Finder) -> Amount | None:
    value = finder.numerals.value(match.group())
    if value is None or _barred(text, match):
        return None
    start, end = match.span()
    if text[start - 1 : start] in ("%", "％") and text[end : end + 1] not in ("%", "％"):
        return _finished(text, start - 1, end, value, "%", finder)  # as Turkish writes it
    percent = finder.percent_before.search(text, max(0, start - _CLOSE), start)
    if percent is not None:
        return _finished(text, percent.start(), end, value, "%", finder)
    sign = finder.before.search(text, max(0, start - _CLOSE), start)
    if sign is None and (finder.short.match(text, end) or not match.group()[-1].isdigit()):
        sign = finder.before_scaled.search(text, max(0, start - _CLOSE), start)
    if sign is not None:
        short = finder.short.match(text, end)
        if short is not None:
            value, end = value * finder.shorts[short["scale"]], short.end()
        code = finder.scaled_signs.get(sign["sign"]) or _look_up(signs(), sign["sign"])
        start = sign.start()
        return _finished(text, start, end, value, code, finder)
    return _followed(text, start, end, value, match, finder)


def _followed(text: str, start: int, end: int, value: float, match: re.Match[str], finder: _Finder) -> Amount | None:
    """The amount of a number by what stands behind it."""
    digits = match.group()[0].isdigit()
    if digits or not finder.counters:
        money = finder.money.match(text, end)
        if money is not None:
            if money["scale"]:
                value *= finder.shorts[money["scale"]]
            code = finder.currency.get(money["money"].casefold()) or _look_up(finder.currency | signs(), money["money"])
            return _finished(text, start, money.end(), value, code, finder)
        if digits:
            symbol = finder.symbol.match(text, end)
            if symbol is not None:
                return _finished(text, start, symbol.end(), value, symbols()[symbol["unit"]], finder)
        unit = finder.unit.match(text, end)
        if unit is not None:
            code = _look_up(finder.units, unit["unit"])
            if not digits and unit.start("unit") == end and code != "count":
                return None  # "Elfmeter" is no length
            return _finished(text, start, unit.end(), value, code, finder)
    shared = _shared_letter(text, start, end, match, finder)
    if shared is not None:
        return shared
    count = _count(text, start, end, value, digits, finder)
    if count is None and digits and finder.bare.search(match.group()):
        return _finished(text, start, end, value, finder.bare_currency, finder)
    return count


def _shared_letter(text: str, start: int, end: int, match: re.Match[str], finder: _Finder) -> Amount | None:
    """The amount where the last letter of a number is the first of its unit: "450兆瓦" is 450 megawatts."""
    if not finder.unspaced or match.group()[-1].isdigit() or end - start < 2:
        return None
    unit, value = finder.unit.match(text, end - 1), finder.numerals.value(match.group()[:-1])
    if unit is None or value is None or unit.start("unit") != end - 1 or unit.end() <= end:
        return None
    return _finished(text, start, unit.end(), value, _look_up(finder.units, unit["unit"]), finder)


def _count(text: str, start: int, end: int, value: float, digits: bool, finder: _Finder) -> Amount | None:
    plain = text[start:end]
    if finder.ordinal.search(text, max(0, start - _CLOSE), start) or (
        not digits and _no_count(text, start, end, value, finder)
    ):
        return None
    if plain.isdigit() and int(plain) in _YEARS and not finder.counters:
        return None
    partitive = finder.partitive.match(text, end)
    position = partitive.end() if partitive else end
    for _ in range(finder.gap + 1):
        gap = finder.between.match(text, position)
        if gap is None or finder.stop.match(text, gap.end()):
            return None
        noun = finder.noun.match(text, gap.end())
        if noun is not None:
            amount = _finished(text, start, noun.end(), value, "count", finder)
            if amount is None:
                return None
            return Amount(start, noun.end(), amount.amount, "count", noun.group(), amount.modifier)
        word = _WORD.match(text, gap.end())
        if word is None:
            return None
        position = word.end()
    return None


def _no_count(text: str, start: int, end: int, value: float, finder: _Finder) -> bool:
    """Whether a number word is more likely something else: an article, a syllable of another word."""
    if not finder.counters:
        return value < 2
    written_on = text[max(0, start - 1) : start].isalpha() and not finder.unspaced
    return written_on or (value < 2 and text[end : end + 1].isalpha())


def _finished(text: str, start: int, end: int, value: float, unit: str | None, finder: _Finder) -> Amount | None:
    if unit is None:
        return None
    unit, _, parts = unit.partition("/") if unit[3:4] == "/" and unit[:3].isupper() else (unit, "", "")
    value = value / int(parts) if parts else value  # cents, pence
    return Amount(start, end, round(value, 6), unit, None, _modifier(text, start, end, finder))


def _modifier(text: str, start: int, end: int, finder: _Finder) -> Modifier | None:
    before, after = text[max(0, start - _CLOSE) : start], text[end : end + _CLOSE]
    for name in _MODIFIERS:
        if finder.modifiers[name].search(before) or finder.modifiers_after[name].match(after):
            return name
    return None


def _barred(text: str, match: re.Match[str]) -> bool:
    """Whether a number is part of something else: a telephone number, a code in brackets, a score, a name."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if re.search(r"\d[-:/.,]$|[A-Za-z]-$|[#№+*]$", before) or re.match(r"[-:/]\d", after):
        return True
    return before[-1:] in "([" and after[:1] in ")]" and before != "" and after != ""


def _look_up(table: dict[str, str], text: str) -> str | None:
    plain = text.strip()
    if plain in table:
        return table[plain]
    for source in sorted(table, key=lambda source: (-len(source), source)):
        flags = re.IGNORECASE if source.islower() or "\\" in source else 0
        if re.fullmatch(_plain(source), plain, flags):
            return table[source]
    return None


@cache
def _sign_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<sign>{words(signs())})[\s\xa0\u202f]?$")


@cache
def _finder(language: str) -> _Finder:
    table = pack(language).table("numbers")
    shared = pack("und").table("numbers")
    own = numerals(language)
    tight = run_on(language)
    edge = r"(?<![A-Za-z\d])(?<![A-Za-z]-)" if tight else r"(?<![^\W_])(?<![^\W\d_]-)"
    loose = r"(?:(?<![A-Za-z])|(?![A-Za-z]))"
    tail = r"(?![A-Za-z\d])" if tight else r"(?![^\W_])"
    alone = "" if tight else r"(?<![^\W_])"
    scaled = {str(sign): str(code) for sign, code in table.get("scaled_signs", {}).items()}
    # A number may be written onto a sign of letters ("Rp7,9", "B58m") or onto a small word.
    before = (*scaled, *shared["currencies"], *traded(), *map(str, table.get("joined", ())))
    lettered = [sign for sign in before if sign[-1].isalpha()]
    edge = "(?:" + "|".join([edge, *(rf"(?<=(?<![^\W_]){sign})" for sign in sorted(set(lettered)))]) + ")"
    shorts = {str(word): float(value) for word, value in (table.get("short_scales") or shared["short_scales"]).items()}
    gap = str(table.get("spaced_unit", r"[\s\xa0\u202f]?"))
    names, measures, counting = currencies(language), units(language), table.get("counting") or shared["counting"]
    known = rf"(?P<scale>(?:{words(map(re.escape, shorts))})(?=\s))?"
    return _Finder(
        numerals=own,
        number=re.compile(edge + own.pattern + (r"(?!\.\d)"), re.IGNORECASE),
        before=_sign_before(),
        before_scaled=re.compile(rf"{alone}(?P<sign>{words(scaled)})\s?$"),
        scaled_signs=scaled,
        bare=re.compile(str(table.get("bare", {}).get("scales", "(?!)"))),
        bare_currency=table.get("bare", {}).get("currency"),
        short=re.compile(rf"\s?(?P<scale>{words(map(re.escape, shorts))}){tail}"),
        money=_Money(known + gap, loose if tight else tail, names),
        symbol=re.compile(rf"[\s\xa0\u202f]?(?P<unit>{words(map(re.escape, symbols()))}){tail}"),
        unit=re.compile(rf"{gap}(?P<unit>{words(measures)}){loose if tight else tail}", re.IGNORECASE),
        noun=re.compile(str(counting.get("noun", r"(?-i:[^\W\d_]{3,})")), re.IGNORECASE),
        stop=re.compile(str(counting.get("stop", "(?!)")), re.IGNORECASE),
        between=re.compile(str(counting.get("pattern_between", r"[\s\xa0]"))),
        gap=int(counting.get("between", 0)),
        ordinal=re.compile(rf"(?:{counting.get('ordinal_prefix', '(?!)')})$"),
        partitive=re.compile(str(counting.get("partitive", "(?!)")), re.IGNORECASE),
        not_before_time=re.compile(rf"(?<![^\W_])(?:{words(table.get('not_before_time', ()))})\s+$", re.IGNORECASE),
        counters=bool(counting.get("word_only_counters", False)),
        unspaced=not pack(language).spaced,
        percent_before=re.compile(rf"{alone}(?:{words(table.get('percent_before', ()))})\s?$", re.IGNORECASE),
        modifiers=dict(_modifiers(table.get("approximators", {}), "" if tight else r"(?<![^\W\d_])")),
        modifiers_after=dict(_modifiers(table.get("approximators_after", {}), None)),
        currency=names,
        units=measures,
        shorts=shorts,
    )


def _modifiers(table: dict[str, list[str]], edge: str | None) -> Iterator[tuple[Modifier, re.Pattern[str]]]:
    """Expressions of words before a number, which begin behind an edge, or behind it where there is none."""
    for name in _MODIFIERS:
        sources = words(map(re.escape, table.get(name, ())))
        source = rf"\s?(?:{sources})" if edge is None else rf"{edge}(?:{sources})\s*$"
        yield name, re.compile(source, re.IGNORECASE)
