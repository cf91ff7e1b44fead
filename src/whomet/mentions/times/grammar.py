"""The grammar of a language: rules of its pack and the date formats of CLDR, compiled to regular expressions.

A rule is a pattern with slots, `{month}\\s+{day}`; each slot knows what it matches and which field of a frame it
fills. Slots of names are filled from CLDR (months, weekdays) and from the tables of `times.toml`. "«" and "»"
in a pattern fence the expression itself, so that a rule can ask for what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from typing import Any

from babel.dates import format_timedelta

from whomet.languages import pack
from whomet.mentions.amounts.numbers import Numerals, locale, numerals, run_on, words
from whomet.mentions.needs import (
    APART,
    Beginnings,
    Need,
    Sieve,
    beginnings,
    begins_at_border,
    first_strings,
    fold,
    mark,
    needs,
)
from whomet.mentions.times.frames import Frame

_SLOT = re.compile(r"\{([a-z]+)(2?)\}")
#: Skeletons of CLDR whose patterns are read as rules in every language.
_SKELETONS = ("yMMMMEEEEd", "yMMMEd", "yMMMMd", "yMMMd", "MMMMEd", "MMMEd", "MMMMd", "MMMd", "yMMMM", "yMMM")
_LOOK_AHEAD = re.compile(r"\(\?=(?:[^()]|\([^()]*\))*\)$")  # what must stand behind a word is no part of it
_CLDR_FIELD = re.compile(r"'([^']*)'|([GyMLdEc]+)|([^\w'])|(\w)")
#: The field of a step from publication, and the unit as ISO 8601 writes it.
STEPS = {
    "D": "days",
    "W": "weeks",
    "WE": "weekends",
    "M": "months",
    "Q": "quarters",
    "Y": "years",
    "DEC": "decades",
}
_DIGIT = r"\d"
_DIGITS = frozenset("0123456789")
_NAMES = frozenset({"month", "weekday", "unit", "season"})  # fields whose words begin a word
_NOTHING = "(?:(?!))"  # the source of a slot without words
_LATEST = 3000  # years of an era are fewer than this: those of the Buddhist one will be for centuries
_DAYS = 31  # of the longest month
_LONGEST = 1000  # more years than this are a year ("2011년"), no length of time
_TWO_DIGIT_PIVOT = 30  # years to come that two digits may mean; the usual window of 100 years


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """What a slot matches, and the fields it fills for the text matched.

    Attributes:
        source: Regular expression without groups.
        read: The fields; none where the text makes no sense.
        sign: Regular expression of what every match of the slot has, None for `source` itself.
        apart: Whether what it matches, or its sign, begins a word.
    """

    source: str
    read: Callable[[str], dict[str, Any]]
    sign: str | None = None
    apart: bool = False

    @cached_property
    def begins(self) -> frozenset[str] | None:
        """Characters with which a match begins, None for any."""
        return beginnings(self.source, {})

    @cached_property
    def need(self) -> Need | None:
        """Strings of which every match has one, None where nothing is certain, empty where nothing matches."""
        source = self.source if self.sign is None else self.sign
        if source in (_DIGIT, _NOTHING):
            return _DIGITS if source == _DIGIT else frozenset()
        if self.apart and (strings := first_strings(source)):
            return frozenset(APART + string for string in strings)
        return max(needs(source), key=lambda need: min(map(len, need)), default=None)


@dataclass(frozen=True)
class Rule:
    """A rule, compiled when a sentence first has what it needs; `begins` None for anywhere."""

    source: str
    needs: tuple[Need, ...]
    begins: frozenset[str] | None
    slots: tuple[tuple[str, str, bool], ...]
    fixed: Mapping[str, Any]
    weak: bool


class Lexicon:
    """Words with values; a word is a regular expression."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self.source = f"(?:{words(entries)})"
        # A word without any sign of an expression is compared before it is compiled.
        self._entries = [
            (_LOOK_AHEAD.sub("", word), fold(word) if word.isalnum() else None, value)
            for word, value in sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0]))
        ]

    def value(self, text: str) -> Any:
        """The value of a word, None where it is none of them."""
        folded = fold(text)
        for word, plain, value in self._entries:
            if (plain is None or plain == folded) and _compiled(word).fullmatch(text):
                return value
        return None


class Grammar:
    """All that is known of a language's time expressions.

    Attributes:
        joiner: What may stand between two expressions that are one.
        ranger: What stands between the ends of a range.
        closer: What may stand behind a range.
        opener: What may stand before a range.
        open_ranger: What stands between the ends only behind an opener ("between ... and").
        pair_ranger, pair_closer: What stands between and behind the ends only together ("와 ... 사이").
        tenses: Words that tell "past" and "future".
        adjacent: Words right before a date that look "ahead" ("until") or "back" ("since").
        not_behind: Words behind which a date is the name of something (streets).
        clause: What ends a clause.
        verb_follows: Whether the verb of a date follows it.
        day_stays: Whether a bare day is one of the month of publication.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.table = pack(language).table("times")
        self.numerals: Numerals = numerals(language)
        self._tight = run_on(language)
        self._bare = "rule" not in self.table or self.table is pack("und").table("times")
        self.joiner = re.compile(str(self.table.get("joiner", r",?\s*")), re.IGNORECASE)
        self.ranger = re.compile(str(self.table.get("range", r"\s?[-–—~∼]\s?")), re.IGNORECASE)
        self.closer = re.compile(str(self.table.get("range_end", "(?!)")), re.IGNORECASE)
        self.opener = re.compile(rf"(?:{self.table.get('range_begin', '(?!)')})\s*$", re.IGNORECASE)
        self.pair_ranger = re.compile(str(self.table.get("range_pair", "(?!)")), re.IGNORECASE)
        self.pair_closer = re.compile(str(self.table.get("range_pair_end", "(?!)")), re.IGNORECASE)
        self.open_ranger = re.compile(str(self.table.get("range_opened", "(?!)")), re.IGNORECASE)
        self.tenses = {
            name: re.compile(words(self.table.get("tense", {}).get(name, ())), re.IGNORECASE)
            for name in ("past", "future")
        }
        self.adjacent = {
            name: re.compile(rf"(?<![^\W_])(?:{words(self.table.get('tense', {}).get(name, ()))})\s*$", re.IGNORECASE)
            for name in ("back", "ahead")
        }
        unless = words(self.table.get("not_behind", ()))
        self.not_behind = re.compile(rf"(?<![^\W_])(?:{unless})\s+$", re.IGNORECASE)
        self.clause = re.compile(str(self.table.get("tense", {}).get("clause", r"[,;]")), re.IGNORECASE)
        self.verb_follows = bool(self.table.get("tense", {}).get("verb_follows", False))
        self.day_stays = bool(self.table.get("day_stays", False))
        spaced = pack(language).spaced and not self._tight and not self.table.get("proclitics")
        self._apart = spaced and bool(self.table.get("units_apart", False))
        self.order = numeric_order(language)
        self.slots = dict(self._slots())
        self._marks = {mark(number): name for number, name in enumerate(self.slots)}
        self._mark_of = {name: sign for sign, name in self._marks.items()}
        self.rules = [*self._own_rules(), *self._cldr_rules()]
        self._sieve = Sieve([self._strings(rule.needs) for rule in self.rules])

    def frames(self, text: str) -> Iterator[Frame]:
        """Every match of every rule in a text whose digits are those of ASCII."""
        rules = self._sieve.may_match(fold(text))
        places = Beginnings(text, self._places) if rules else None
        for number in rules:
            rule = self.rules[number]
            for match in self._matches(rule, text, places):
                frame = self._frame(rule, match)
                if frame is not None:
                    yield frame

    def _matches(self, rule: Rule, text: str, places: Beginnings | None) -> Iterator[re.Match[str]]:
        """What `finditer` finds, looking only where a match may begin."""
        pattern = _compiled(rule.source)
        if rule.begins is None or places is None:
            yield from pattern.finditer(text)
            return
        end = 0
        for place in places.of(rule.begins):
            if place >= end and (match := pattern.match(text, place)):
                yield match
                end = match.end()

    def _strings(self, wanted: tuple[Need, ...]) -> tuple[Need, ...]:
        """Needs with what the slots of their marks need in the place of the marks."""
        found = []
        for need in wanted:
            slots = [self.slots[self._marks[one]].need for one in need if one in self._marks]
            if None not in slots:
                plain = need - self._marks.keys()
                found.append(plain.union(*(slot for slot in slots if slot is not None)))
        return tuple(found)

    def _frame(self, rule: Rule, match: re.Match[str]) -> Frame | None:
        first: dict[str, Any] = dict(rule.fixed)
        second: dict[str, Any] = {}
        for group, name, behind in rule.slots:
            text = match.group(group)
            if text is None:
                continue
            values = self.slots[name].read(text)
            if not values:
                return None
            (second if behind else first).update(values)
        reign = first.pop("reign", 0)
        if "era" in first:
            first["year"] = first.pop("era") + reign
        if "unit" in first and not _use_unit(first):
            return None
        if "span" in first and first.get("shift"):
            first["sign"], first["seek"] = first["shift"], 0
            first.pop("step", None)
        first.pop("shift", None)
        if "count" in first:
            return None
        start, end = match.span("core")
        until = Frame(start, end, **second) if second else None
        return Frame(start, end, **first, weak=rule.weak, until=until)

    def _own_rules(self) -> Iterator[Rule]:
        shared = pack("und").table("times")
        for table in (shared,) if self.table is shared else (self.table, shared):
            for rule in table.get("rule", ()):
                if rule.get("fallback") and not self._bare:
                    continue
                fixed = dict(rule.get("set", {}))
                if "span" in fixed:  # written as [["W", 1.0]]
                    fixed["span"] = tuple((str(unit), float(number)) for unit, number in fixed["span"])
                yield self._compile(rule["pattern"], fixed, bool(rule.get("weak", False)))

    def _compile(self, pattern: str, fixed: Mapping[str, Any], weak: bool) -> Rule:
        slots: list[tuple[str, str, bool]] = []

        def slot(match: re.Match[str]) -> str:
            name, behind = match.group(1), bool(match.group(2))
            slots.append((f"s{len(slots)}", name, behind))
            return f"(?P<s{len(slots) - 1}>{self.slots[name].source})"

        needed = _SLOT.sub(lambda match: self._mark_of[match.group(1)], re.sub("[«»]", "", pattern))
        source = _SLOT.sub(slot, pattern)
        before, after = "", ""
        if "«" in source:
            before, _, source = source.partition("«")
            source, _, after = source.partition("»")
        left, right = self._edges()
        core = rf"{before}{left}(?P<core>{source}){right}{after}"
        begins = None
        if begins_at_border(before):
            used = {self._mark_of[name]: self.slots[name].begins for _, name, _ in slots}
            begins = beginnings(needed, used)
        return Rule(core, needs(needed), begins, tuple(slots), fixed, weak)

    @cached_property
    def _places(self) -> re.Pattern[str]:
        """Where the left one of `_edges` lets an expression begin."""
        if not pack(self.language).spaced or self.table.get("proclitics"):
            return re.compile(r"\S")
        if self._tight:
            return re.compile(r"[^\w\s]|(?<![A-Za-z])\d|(?<![^\W\d_])[^\W\d]")
        return re.compile(r"[^\w\s]|(?<![^\W_])\w")

    def _edges(self) -> tuple[str, str]:
        # A number must not be cut out of a longer one, a word not out of a longer word.
        number = r"(?:(?=\D)|(?<![\d/_=])(?<!\d[.,:/-])(?<!\d[-–]))"
        digit = r"(?:(?<=\D)|(?!\d)(?![.,:/-]\d))"
        if not pack(self.language).spaced:
            return rf"{number}(?:(?![A-Za-z0-9])|(?<![A-Za-z]))", rf"{digit}(?:(?<![A-Za-z])|(?![A-Za-z]))"
        if self._tight:
            return rf"{number}(?:(?=\W)|(?=\d)(?<![A-Za-z])|(?=[^\W\d])(?<![^\W\d_]))", digit
        joined = "".join(rf"|(?<=(?<![^\W_]){word})" for word in self.table.get("proclitics", ()))
        return rf"{number}(?:(?=\W)|(?<![^\W_]){joined})", rf"{digit}(?:(?<=\W)|(?![^\W_]))"

    def _cldr_rules(self) -> Iterator[Rule]:
        found = locale(self.language)
        if found is None:
            return
        if "units" not in self.table:
            for sign, pattern in _distances(self.language):
                yield self._compile(pattern, {"sign": sign}, False)
        patterns = {str(found.date_formats[width]) for width in ("full", "long", "medium")}
        patterns |= {str(found.datetime_skeletons[name]) for name in _SKELETONS if name in found.datetime_skeletons}
        if self._bare:
            skeletons = found.datetime_skeletons
            patterns |= {str(skeletons[name]) for name in ("d", "y") if name in skeletons}
        for pattern in sorted(patterns):
            source = cldr_source(pattern)
            if source is not None:
                open_year = source.startswith(("{month}", "{mm}"))
                guard = str(pack("und").table("times").get("not_after", "")) if open_year else ""
                yield self._compile(f"{guard}«{source}»", {}, False)

    def _slots(self) -> Iterator[tuple[str, Slot]]:
        number = self.numerals
        offset = int(pack("und").table("times").get("year_offsets", {}).get(self.language, 0))
        source = r"(?:1[5-9]|20|21)\d\d" if not offset else r"(?:1[5-9]|2[0-6])\d\d"
        yield "year", Slot(source, lambda text: {"year": int(text) - (offset if int(text) > 2200 else 0)}, _DIGIT)
        yield "anyyear", Slot(r"\d{3,4}", lambda text: {"year": int(text)} if int(text) else {}, _DIGIT)
        yield "yy", Slot(r"['’]?\d\d", lambda text: {"year": _full_year(text.strip("'’"), offset)}, _DIGIT)
        yield "decade", Slot(r"(?:1[5-9]|20)\d0", lambda text: {"decade": int(text)}, _DIGIT)
        yield "shortdecade", Slot(r"['’]?[2-9]0", lambda text: {"decade": 1900 + int(text.strip("'’"))}, _DIGIT)
        yield "century", Slot(r"(?:1\d|2[01]|[1-9])", lambda text: {"century": int(text)}, _DIGIT)
        yield "mm", Slot(r"(?:1[0-2]|0?[1-9])(?!\d)", lambda text: {"month": int(text)}, _DIGIT)
        yield "day", Slot(r"(?:3[01]|[12]\d|0?[1-9])(?!\d)", lambda text: {"day": int(text)}, _DIGIT)
        yield "quarter", Slot(r"[1-4]", lambda text: {"quarter": int(text)}, _DIGIT)
        yield "week", Slot(r"(?:5[0-3]|[1-4]\d|[1-9])", lambda text: {"week": int(text)}, _DIGIT)
        yield "hour", Slot(r"(?:2[0-4]|1\d|0?\d)(?!\d)", lambda text: {"hour": int(text) % 24}, _DIGIT)
        yield "minute", Slot(r"[0-5]\d(?!\d)", lambda text: {"minute": int(text)}, _DIGIT)
        yield "shortminute", Slot(r"[0-5]?\d(?!\d)", lambda text: {"minute": int(text)}, _DIGIT)
        yield "second", Slot(r"[0-5]\d(?!\d)", lambda text: {"second": int(text)}, _DIGIT)
        yield "numeric", Slot(r"\d{1,4}[-./]\s?\d{1,2}[-./]\s?\d{1,4}", self._numeric, _DIGIT)
        yield "yearmonth", Slot(r"(?:19|20)\d\d\s?[-./]\s?(?:0[1-9]|1[0-2])", self._year_month, _DIGIT)
        yield "numericday", Slot(r"\d{1,2}/\d{1,2}", self._numeric_day, _DIGIT)
        yield "dashday", Slot(r"\d{1,2}-\d{1,2}", self._numeric_day, _DIGIT)
        counted = rf"(?:{number.pattern}|{number.articles})"
        yield "count", Slot(counted, lambda text: {"count": number.value(text)}, "")
        yield "month", self._named("month", _names(self.language, "months"))
        yield "weekday", self._named("weekday", _names(self.language, "days"))
        for name, field in (("season", "season"), ("edge", "edge"), ("part", "part"), ("noon", "noon")):
            yield name, self._named(field, self.table.get(f"{name}s", {}))
        for name, field in (("daywords", "day"), ("monthwords", "month"), ("eras", "era")):
            yield name.rstrip("s"), self._named(field, self.table.get(name, {}))
        yield from self._spelt_years()
        yield "unit", self._named("unit", _units(self.language))
        yield "zone", self._named("zone", self.table.get("zones", {}))
        yield "hourword", self._named("hour", self.table.get("hours", {}))
        yield "few", self._named("count", self.table.get("few", {}))
        yield "decadeword", self._named("decade", self.table.get("decades", {}))
        yield "monthname", self._named("month", _names(self.language, "months", True))
        yield "dayname", self._named("weekday", _names(self.language, "days", True))
        cardinals = Lexicon(self._cardinals())
        yield "spelt", Slot(cardinals.source, lambda text: {"day": cardinals.value(text)})
        edge = "" if self._tight else r"(?![^\W\d_])"
        oclock = rf"(?:(?:2[0-4]|1\d|0?\d)(?!\d)|{cardinals.source}{edge})"
        yield "oclock", Slot(oclock, lambda text: self._oclock(text, cardinals))
        ordinals = pack(self.language).table("numbers").get("ordinals", {}) | self.table.get("ordinals", {})
        yield "nth", self._named("nth", ordinals)
        yield "nthquarter", self._named("quarter", {word: n for word, n in ordinals.items() if 0 < n <= 4})
        yield "dom", self._day_of_month(ordinals)
        yield "direction", self._direction()
        yield "span", self._span()

    def _spelt_years(self) -> Iterator[tuple[str, Slot]]:
        """Years written digit by digit in words, and years of an era, the first of which may have a name."""
        digits = {str(word): str(value) for word, value in self.table.get("year_digits", {}).items()}
        letters = f"[{re.escape(''.join(digits))}]" if digits else "(?!)"
        first = str(self.table.get("first_year", "(?!)"))
        number = self.numerals

        def year(text: str) -> dict[str, Any]:
            return {"year": int("".join(digits[letter] for letter in text))}

        def reign(text: str) -> dict[str, Any]:
            value = 1 if re.fullmatch(first, text) else number.value(text)
            return {"reign": int(value)} if value and value < _LATEST else {}

        yield "yearword", Slot(rf"{letters}{{3,4}}", year)
        yield "reign", Slot(rf"(?:{first}|\d{{1,4}}|{number.pattern})", reign)

    def _cardinals(self) -> dict[str, int]:
        """Number words from one to 31, as regular expressions."""
        table = pack(self.language).table("numbers")
        values = {str(word): int(n) for word, n in table.get("words", {}).items() if 1 <= n <= _DAYS and n % 1 == 0}
        values |= {str(word): int(n) for word, n in table.get("articles", {}).items() if n == 1}
        values |= {str(word): int(n) for word, n in self.table.get("cardinals", {}).items()}
        between = str(table.get("gap", r"\s?"))
        gap = rf"(?:{between}|[\s-])"  # "twenty-one", "treinta y uno"
        for ten, tens in list(values.items()):
            for one, ones in list(values.items()):
                if tens in (20, 30) and ones < 10 and tens + ones <= _DAYS:
                    values[f"{ten}{gap}{one}"] = tens + ones
                    if re.fullmatch(between, ""):
                        values[f"{one}{between}{ten}"] = tens + ones  # "eenentwintig"
        return values

    def _oclock(self, text: str, cardinals: Lexicon) -> dict[str, Any]:
        hour = int(text) if text.isdecimal() else cardinals.value(text)
        return {"hour": hour % 24} if hour is not None and hour <= 24 else {}

    def _named(self, field: str, entries: Mapping[str, Any]) -> Slot:
        lexicon = Lexicon(entries)

        def read(text: str) -> dict[str, Any]:
            value = lexicon.value(text)
            return {} if value is None else {field: value}

        return Slot(lexicon.source, read, apart=self._apart and field in _NAMES)

    def _day_of_month(self, ordinals: Mapping[str, int]) -> Slot:
        spelt = Lexicon({word: n for word, n in ordinals.items() if n > 0})
        suffix = str(self.table.get("day_suffix", ""))

        def read(text: str) -> dict[str, Any]:
            digits = re.match(r"\d+", text)
            value = int(digits.group()) if digits else spelt.value(text)
            return {"day": value} if value else {}

        return Slot(rf"(?:(?:3[01]|[12]\d|0?[1-9])(?!\d){suffix}|{spelt.source})", read)

    def _direction(self) -> Slot:
        entries = {}
        for direction in self.table.get("direction", ()):
            for word in direction["words"]:
                shift, near = int(direction["shift"]), bool(direction.get("near", False))
                entries[word] = (shift, 0 if near or shift < 0 else shift)
        lexicon = Lexicon(entries)

        def read(text: str) -> dict[str, Any]:
            shift, step = lexicon.value(text)
            return {"seek": max(-1, min(1, shift)), "step": step, "shift": shift}

        return Slot(lexicon.source, read, apart=self._apart)

    def _span(self) -> Slot:
        unit = Lexicon(_units(self.language))
        fixed = Lexicon(self.table.get("spans", {}))
        few = Lexicon(self.table.get("few", {}))
        gap, glue = str(self.table.get("unit_gap", r"[\s-]?")), str(self.table.get("span_glue", r",?\s?"))
        count = rf"(?:{self.numerals.pattern}|{self.numerals.articles}|{few.source})"
        edge = "" if self._tight else r"(?![^\W\d_])"
        gap += r"(?<![^\W\d_])" if self._apart else ""
        piece = rf"{count}{gap}{unit.source}{edge}"
        parts = rf"(?P<count>{count}){gap}(?P<unit>{unit.source}){edge}|(?P<fixed>{fixed.source})"

        def read(text: str) -> dict[str, Any]:
            found: list[tuple[str, float]] = []
            for match in _compiled(parts).finditer(text):
                if match["fixed"]:
                    found.append(_iso(str(fixed.value(match["fixed"]))))
                    continue
                value = few.value(match["count"]) or self.numerals.value(match["count"])
                letter = str(unit.value(match["unit"]))
                if value is None or (letter == "Y" and value > _LONGEST):
                    return {}
                found.append((letter, float(value)))
            if len({letter for letter, _ in found}) < len(found):
                return {}  # "19일, 20일" are two days, not one length of time
            return {"span": tuple(found)} if found else {}

        sign = f"{unit.source}|{fixed.source}"
        return Slot(rf"(?:{piece}(?:{glue}{piece}){{0,3}}|{fixed.source})", read, sign, self._apart)

    def _numeric(self, text: str) -> dict[str, Any]:
        parts = [int(part) for part in re.split(r"\s*[-./]\s*", text)]
        lengths = [len(part) for part in re.split(r"\s*[-./]\s*", text)]
        if lengths[0] == 4:
            orders = ["ymd"]
        elif lengths[2] == 4:
            orders = ["mdy", "dmy"] if self.order == "mdy" else ["dmy", "mdy"]
        elif lengths[0] <= 2 and (lengths[2] == 2 or (lengths[0] == 2 and self.order == "ymd")):
            orders = {"mdy": ["mdy", "dmy", "ymd"], "dmy": ["dmy", "mdy", "ymd"]}.get(self.order, ["ymd", "dmy", "mdy"])
        else:
            return {}
        for order in orders:
            year, month, day = (parts[order.index(letter)] for letter in "ymd")
            if 1 <= month <= 12 and 1 <= day <= 31 and lengths[order.index("y")] > 1:
                full = year if max(lengths) == 4 else _full_year(f"{year:02d}")
                return {"year": full, "month": month, "day": day} if 1000 <= full <= 2999 else {}
        return {}

    def _year_month(self, text: str) -> dict[str, Any]:
        year, month = int(text[:4]), int(text[-2:])
        if month == year % 100 + 1:
            return {}  # "2011/12" is a season or a financial year
        return {"year": year, "month": month}

    def _numeric_day(self, text: str) -> dict[str, Any]:
        first, second = (int(part) for part in re.split("[/-]", text))
        pairs = [(second, first), (first, second)] if self.order == "dmy" else [(first, second), (second, first)]
        for month, day in pairs:
            if 1 <= month <= 12 and 1 <= day <= 31:
                return {"month": month, "day": day}
        return {}


def _use_unit(values: dict[str, Any]) -> bool:
    """Turn unit, count and direction into steps or a span; False where they make no sense together."""
    unit, count = values.pop("unit"), values.pop("count", None)
    shift = values.pop("shift", None)
    if count is not None and unit == "Y" and count > _LONGEST:
        return False
    if shift is not None and count is not None:
        values["span"], values["sign"], values["seek"] = ((unit, float(count)),), shift, 0
        values.pop("step", None)
        return bool(shift) and unit != "WE"
    if shift is not None:
        if unit not in STEPS or unit == "D":
            return False  # "the next day" follows the event told, not the publication
        values.pop("seek", None)
        values.pop("step", None)
        values[STEPS[unit]] = shift
        return True
    if count is not None:
        values["span"] = ((unit, float(count)),)
    elif values.get("every"):
        values["span"] = ((unit, 1.0),)
    else:
        return False
    return True


def _iso(duration: str) -> tuple[str, float]:
    match = re.fullmatch(r"P(T?)([\d.]+)([A-Z])", duration)
    if match is None:
        raise ValueError(f"a duration of one unit is wanted, not {duration!r}")
    unit = match[3]
    return ("MIN" if match[1] and unit == "M" else unit), float(match[2])


def _full_year(text: str, offset: int = 0) -> int:
    """The year that two digits mean; `offset` years is the era ahead in which they are counted."""
    if offset:
        century = -(-offset // 100) * 100  # "74" of 2574
        return 1900 + (int(text) + century - offset)
    return int(text) + (2000 if int(text) <= _TWO_DIGIT_PIVOT + 20 else 1900)


@cache
def _names(language: str, kind: str, whole_only: bool = False) -> dict[str, int]:
    """Names of months or weekdays of CLDR and of the pack, as regular expressions; `whole_only` no short ones."""
    table = pack(language).table("times")
    own = {str(word): int(n) for word, n in table.get("weekdays" if kind == "days" else kind, {}).items()}
    found = locale(language)
    if found is None or table.get(f"{kind}_from_cldr") is False:
        return own
    cased = frozenset(table.get("cased", ()))
    names: dict[str, int] = {}
    contexts = ("format", "stand-alone")
    whole = {re.escape(str(name)) for context in contexts for name in getattr(found, kind)[context]["wide"].values()}
    for context in contexts:
        for width in ("wide",) if whole_only else ("wide", "abbreviated"):
            for number, name in getattr(found, kind)[context][width].items():
                plain = str(name).strip().rstrip(".")
                if width == "abbreviated" and re.escape(plain) in whole:
                    continue
                if len(plain) < 2 or plain.isdigit() or re.fullmatch(r"M?\d+", plain):
                    continue
                source = re.escape(plain) + r"\.?" * (width == "abbreviated")
                if len(plain) < 3 and plain.isascii():
                    source = rf"(?-i:{re.escape(plain)})(?=[.,]\s*\d)"  # "So" is a word, "So, 5." a Sunday
                if plain in cased:
                    source = f"(?-i:{source})"
                elif width == "abbreviated" and plain.lower() != plain:
                    source = f"(?-i:{source}|{source.lower()})"  # "APR" is an abbreviation of something else
                names.setdefault(source, int(number) + (1 if kind == "days" else 0))
    return names | own


#: Units of time with their length in seconds, as `format_timedelta` wants them.
_LENGTHS = {"D": ("day", 86400), "W": ("week", 604800), "M": ("month", 2629800), "Y": ("year", 31557600)}
_LENGTHS |= {"H": ("hour", 3600), "MIN": ("minute", 60)}


@cache
def _units(language: str) -> dict[str, str]:
    """Units of time of the pack, else of CLDR, as regular expressions."""
    own = pack(language).table("times").get("units")
    if own is not None:
        return dict(own)
    found: dict[str, str] = {}
    for unit, (name, length) in _LENGTHS.items():
        for count in (1, 2, 5, 11):
            text = _timedelta(language, count * length, name, False)
            word = re.sub(r"^[\d\s\u0660-\u0669]+|[\d\s]+$", "", text)
            if word and not re.search(r"\d", word):
                found.setdefault(re.escape(word).replace(r"\ ", r"\s"), unit)
    return found


def _distances(language: str) -> Iterator[tuple[int, str]]:
    """Patterns of "three days ago" and "in three days" of CLDR with their direction."""
    seen = set()
    for unit, (name, length) in _LENGTHS.items():
        if unit in ("H", "MIN"):
            continue
        for sign in (-1, 1):
            for count in (2, 5):
                text = _timedelta(language, sign * count * length, name, True)
                before, number, behind = text.partition(str(count))
                words_of_unit = sorted(_units(language), key=lambda word: (-len(word), word))
                plain = behind.strip()
                known = next((word for word in words_of_unit if re.match(word, plain, re.IGNORECASE)), None)
                if not number or known is None:
                    continue
                rest = re.sub(known, "", plain, count=1, flags=re.IGNORECASE).strip()
                pattern = r"\s?".join(filter(None, (re.escape(before.strip()), "{span}", re.escape(rest))))
                if (before.strip() or rest) and (sign, pattern) not in seen:
                    seen.add((sign, pattern))
                    yield sign, pattern


def _timedelta(language: str, seconds: int, unit: str, direction: bool) -> str:
    try:
        return str(
            format_timedelta(
                timedelta(seconds=seconds),
                granularity=unit,  # type: ignore[arg-type]
                threshold=1e6,
                add_direction=direction,
                format="long",
                locale=locale(language),
            )
        )
    except (KeyError, ValueError, TypeError):  # CLDR does not name every unit in every language
        return ""


def cldr_source(pattern: str) -> str | None:
    """A date pattern of CLDR ("d 'de' MMMM 'de' y") as the pattern of a rule.

    Args:
        pattern: As described in Unicode TR 35, part 4.

    Returns:
        The pattern, None where it holds nothing that can be told from other numbers (no month).
    """
    found: list[str] = []
    for quoted, field, sign, letter in _CLDR_FIELD.findall(pattern):
        if field:
            if field[0] == "G":
                return None
            found.append(_cldr_slot(field))
        elif quoted or letter:
            found.append(re.escape(quoted or letter))
        else:
            found.append(r"\s?" if sign in "\xa0\u202f" else r"\s+" if sign.isspace() else re.escape(sign))
    source = "".join(found)
    if source in ("{day}", "{year}"):
        return None
    if re.fullmatch(r"\{(?:day|year)\}\w", source):
        return source + str(pack("und").table("times").get("not_a_date", ""))  # "11日", "2031年", not "11日間"
    return source if "month" in source or ("mm" in source and "\\" not in source[:2]) else None


def _cldr_slot(field: str) -> str:
    letter, width = field[0], len(field)
    if letter == "y":
        return "{year}"
    if letter in "ML":
        return "{month}" if width > 2 else "{mm}"
    return "{day}" if letter == "d" else "{weekday}"


@cache
def numeric_order(language: str) -> str:
    """In which order a language writes day (d), month (m) and year (y) in figures.

    Args:
        language: BCP 47 code.

    Returns:
        "dmy", "mdy" or "ymd"; "dmy" where CLDR does not know the language.
    """
    own = pack(language).table("times").get("order")
    found = locale(language)
    if own or found is None:
        return str(own or "dmy")
    letters = [letter for letter in str(found.date_formats["short"]) if letter in "dMy"]
    order = "".join(dict.fromkeys(letters)).lower()
    return order if order in ("dmy", "mdy", "ymd") else "dmy"


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, compiled once.

    Args:
        language: BCP 47 code.

    Returns:
        The grammar; for a language without a pack that of CLDR and of figures.
    """
    return Grammar(language.split("-")[0].lower())
