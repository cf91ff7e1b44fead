"""News written for `edits`: happenings told sentence by sentence in several languages, with slots for names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, Literal, Protocol, TypeAlias

from babel.dates import format_date

Report: TypeAlias = Literal["a", "b", "c"]
"""The report of a happening, an independent report of the same, and a report of a look-alike happening."""

#: Where the texts stand in a checkout.
FOLDER = Path(__file__).parents[3] / "training" / "lineage"

#: Columns of the names of people and firms, by language; the others take the first, Latin letters.
_SCRIPTS = {"ru": 1, "ko": 2, "ja": 3, "zh": 4, "ar": 5}
_TOWNS = {code: column for column, code in enumerate(("en", "de", "fr", "es", "ko", "ja", "zh", "ru", "ar", "tr"))}
#: What stands between a given name and a family name.
_BETWEEN = {"ja": "\u30fb", "zh": "\u00b7"}
#: Korean particles behind a vowel and behind a consonant, by the form that a text asks for.
_PARTICLES = {
    "\uc740": ("\ub294", "\uc740"),
    "\uc774": ("\uac00", "\uc774"),
    "\uc744": ("\ub97c", "\uc744"),
    "\uacfc": ("\uc640", "\uacfc"),
}
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?(?:\|(\w))?\}")
#: Last digits of invented figures: these take one and the same form of the counted noun in Russian.
_LAST_DIGITS = (0, 5, 6, 7, 8, 9)
_FIRST_DAY, _DAYS = date(2024, 2, 1), 900


class Value(Protocol):
    """What stands in a slot."""

    def told(self, language: str, form: str) -> str:
        """The value as one language prints it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person (with given name) or a firm, put together from parts that are written in six scripts.

    Attributes:
        parts: Fore part and aft part of the family name, script by script.
        given: The given name, script by script; empty for a firm.
    """

    parts: tuple[Sequence[str], Sequence[str]]
    given: Sequence[str] = ()

    def told(self, language: str, form: str) -> str:
        """The full name, or the family name alone for the form "s"."""
        column = _SCRIPTS.get(language, 0)
        family = self.parts[0][column] + self.parts[1][column]
        if not self.given or form == "s":
            return family
        return self.given[column] + _BETWEEN.get(language, " ") + family


@dataclass(frozen=True, slots=True)
class Town:
    """A town by its names in ten languages."""

    names: Sequence[str]

    def told(self, language: str, form: str) -> str:
        """The name of the town."""
        del form
        return self.names[_TOWNS[language]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a sum in millions of euros."""

    number: int
    money: bool = False

    def told(self, language: str, form: str) -> str:
        """The figure with the separators, the myriads and the currency of the language."""
        del form
        own = words(language)
        if not self.money:
            return f"{self.number:,}".replace(",", own["thousand"])
        hundreds, rest = divmod(self.number, 100)
        pattern = own["money"]
        if hundreds and "money_large" in own:
            pattern = own["money_large" if rest else "money_round"]
        return str(pattern).format(n=self.number, m=self.number * 100, h=hundreds, r=rest * 100)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    date: date

    def told(self, language: str, form: str) -> str:
        """Day and month, or the weekday for the form "weekday"."""
        return _day(self.date, language, "EEEE" if form == "weekday" else words(language)["day"])


Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Telling:
    """One report in one language.

    Attributes:
        headlines: Two headlines or more.
        first: Its sentences; those of all languages stand side by side.
        again: The same sentences in other words; empty where nobody wrote them.
    """

    headlines: tuple[str, ...]
    first: tuple[str, ...]
    again: tuple[str, ...] = ()


class Happening(Protocol):
    """Something that happened, ready to be reported."""

    @property
    def name(self) -> str:
        """What the happening is called in the truth."""

    @property
    def day(self) -> date:
        """The day it is reported on first."""

    @property
    def people(self) -> tuple[Value, ...]:
        """The people in it."""

    @property
    def town(self) -> Value:
        """Where datelines place it."""

    def languages(self, report: Report, again: bool = False) -> tuple[str, ...]:
        """The languages in which a report is told, or told twice."""

    def telling(self, report: Report, language: str) -> Telling:
        """A report in one language, filled in."""


@dataclass(frozen=True)
class Written:
    """A happening whose reports were written by hand.

    Attributes:
        name, day: As in `Happening`.
        tellings: Reports with their slots.
        values: What stands in the slots.
    """

    name: str
    day: date
    tellings: Mapping[tuple[str, str], Telling]
    values: Values
    filled: dict[tuple[str, str], Telling] = field(default_factory=dict, compare=False, repr=False)

    @property
    def people(self) -> tuple[Value, ...]:
        """The people in it."""
        return tuple(value for value in self.values.values() if isinstance(value, Name) and value.given)

    @property
    def town(self) -> Value:
        """The first town that the texts name."""
        return next(value for value in self.values.values() if isinstance(value, Town))

    def languages(self, report: Report, again: bool = False) -> tuple[str, ...]:
        """The languages in which a report is told, or told twice."""
        return tuple(code for (one, code), told in self.tellings.items() if one == report and (told.again or not again))

    def telling(self, report: Report, language: str) -> Telling:
        """A report in one language, filled in."""
        key = report, language
        if key not in self.filled:
            told = self.tellings[key]
            parts = (told.headlines, told.first, told.again)
            self.filled[key] = Telling(*(tuple(fill(text, language, self.values) for text in part) for part in parts))
        return self.filled[key]


@dataclass(frozen=True, slots=True)
class _Recipe:
    """One sentence of the grammar: its kind, the rows it takes and the slots it names."""

    kind: Literal["act", "quote", "count"]
    rows: tuple[int, ...]
    person: str
    town: str
    figure: str
    turned: bool = False


@dataclass(frozen=True)
class Spoken:
    """A happening put together from the grammar: any number of them can be had, no two alike."""

    name: str
    day: date
    recipes: Mapping[str, tuple[_Recipe, ...]]
    values: Values
    filled: dict[tuple[str, str], Telling] = field(default_factory=dict, compare=False, repr=False)

    @property
    def people(self) -> tuple[Value, ...]:
        """The people in it."""
        return tuple(value for value in self.values.values() if isinstance(value, Name))

    @property
    def town(self) -> Value:
        """The town it is about."""
        return self.values["t0"]

    def languages(self, report: Report, again: bool = False) -> tuple[str, ...]:
        """Every language of the grammar."""
        del again
        return tuple(grammar()) if report in self.recipes else ()

    def telling(self, report: Report, language: str) -> Telling:
        """A report in one language, filled in."""
        key = report, language
        if key not in self.filled:
            recipes = self.recipes[report]
            self.filled[key] = Telling(
                tuple(_headline(recipes[0], language, self.values, which) for which in (0, 1)),
                tuple(_sentence(recipe, language, self.values, recipe.turned) for recipe in recipes),
                tuple(_sentence(recipe, language, self.values, not recipe.turned) for recipe in recipes),
            )
        return self.filled[key]


def fill(text: str, language: str, values: Values) -> str:
    """Put names, towns, figures and days into their slots.

    Args:
        text: A sentence with slots: "{mayor}", "{mayor.s}" for the family name, in Korean "{mayor|X}" with the
            particle X in the form that suits the name.
        language: The language of the sentence.
        values: What stands in the slots.

    Returns:
        The sentence.
    """

    def one(slot: re.Match[str]) -> str:
        name, form, particle = slot.groups()
        told = values[name].told(language, form or "")
        return told + _particle(told, particle) if particle else told

    return _SLOT.sub(one, text)


def written(seed: int, folder: Path = FOLDER) -> list[Written]:
    """The happenings written by hand, each with names and figures of its own.

    Args:
        seed: What names and figures they get.
        folder: Where `written/` stands.

    Returns:
        One happening a file, in order of the files' names.

    Raises:
        FileNotFoundError: Nothing is written there.
        ValueError: Two languages of one report differ in their number of sentences, or a slot is not declared.
    """
    paths = sorted((folder / "written").glob("*.toml"))
    if not paths:
        raise FileNotFoundError(2, "no written news, name the folder training/lineage of a checkout", str(folder))
    return [_written(path, Random(f"{seed}:{path.stem}")) for path in paths]


def spoken(seed: int, number: int) -> Spoken:
    """A happening put together from the grammar.

    Args:
        seed: Which series.
        number: Which of the series.

    Returns:
        Two reports of it, "a" and "b", which share a fact and a quotation.
    """
    rng = Random(f"{seed}:{number}")
    values: dict[str, Value] = {f"p{n}": _value(rng.choice(("man", "woman")), rng) for n in range(3)}
    values |= {f"t{n}": _value("town", rng) for n in range(2)}
    values |= {f"n{n}": _value("number 20-9900", rng) for n in range(20)}
    first = _recipes(rng, ["act", *_kinds(rng)])
    quotes = [recipe for recipe in first if recipe.kind == "quote"]
    other = _recipes(rng, _kinds(rng)[1:], 10)
    lead = first[0]
    retold = _Recipe(
        "act", (*lead.rows[:3], rng.randrange(_rows("why"))), lead.person, lead.town, lead.figure, turned=True
    )
    second = [retold, *other, *quotes[:1]]
    day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    return Spoken(f"spoken-{number:05d}", day, {"a": tuple(first), "b": tuple(second)}, values)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    tables = ("words", "names", "grammar")
    loaded = [tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in tables]
    return loaded[0], loaded[1], loaded[2]


def words(language: str) -> dict[str, Any]:
    """What newspapers of a language print around their reports."""
    table: dict[str, Any] = _tables()[0][language]
    return table


def names() -> dict[str, Any]:
    """Parts of names."""
    return _tables()[1]


def grammar() -> dict[str, Any]:
    """The grammar, language by language."""
    return _tables()[2]


def person(rng: Random) -> Name:
    """Somebody, a man or a woman."""
    value = _value(rng.choice(("man", "woman")), rng)
    assert isinstance(value, Name)
    return value


def dated(day: date, language: str) -> str:
    """A day with its year, as a page prints it."""
    return _day(day, language, words(language)["date"])


@lru_cache(maxsize=16384)
def _day(day: date, language: str, pattern: str) -> str:
    return format_date(day, pattern, locale=language)


def _particle(word: str, particle: str) -> str:
    final = (ord(word[-1]) - 0xAC00) % 28 if "\uac00" <= word[-1] <= "\ud7a3" else 0
    return _PARTICLES[particle][bool(final)]


def _written(path: Path, rng: Random) -> Written:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    values: dict[str, Value] = {}
    for slot, kind in table["slots"].items():
        taken = [str(value.told("en", "s")) for value in values.values()]
        value = _value(kind, rng, day)
        while value.told("en", "s") in taken:
            value = _value(kind, rng, day)
        values[slot] = value
    tellings = {
        (report, code): _telling(path, f"{report}.{code}", text)
        for report in ("a", "b", "c")
        for code, text in table.get(report, {}).items()
    }
    for report in ("a", "b", "c"):
        lengths = {len(told.first) for (one, _), told in tellings.items() if one == report}
        if len(lengths) > 1:
            raise ValueError(f"{path}: report {report} has {sorted(lengths)} sentences, the same number is needed")
    missing = {
        slot[1]
        for told in tellings.values()
        for text in (*told.headlines, *told.first, *told.again)
        for slot in _SLOT.finditer(text)
    } - set(values)
    if missing:
        raise ValueError(f"{path}: declare {sorted(missing)} in [slots]")
    return Written(path.stem, day, tellings, values)


def _telling(path: Path, which: str, text: Mapping[str, str]) -> Telling:
    first, again = (tuple(text.get(key, "").strip().splitlines()) for key in ("first", "again"))
    if again and len(again) != len(first):
        raise ValueError(f"{path}: {which} has {len(again)} sentences in other words for {len(first)}")
    return Telling(tuple(text["headlines"].strip().splitlines()), first, again)


def _value(kind: str, rng: Random, day: date = _FIRST_DAY) -> Value:
    """A value as a slot asks for it: "man", "woman", "firm", "town", "number 5-90", "money 5-90", "day 3"."""
    parts = names()
    name, _, limits = kind.partition(" ")
    if name in ("man", "woman"):
        given = rng.choice(parts["men" if name == "man" else "women"])
        return Name((rng.choice(parts["fore"]), rng.choice(parts["aft"])), given)
    if name == "firm":
        return Name((rng.choice(parts["fore"]), rng.choice(parts["firm"])))
    if name == "town":
        return Town(rng.choice(parts["towns"]))
    if name == "day":
        return Day(day + timedelta(days=int(limits)))
    low, high = map(int, limits.split("-"))
    return Figure(rng.choice(_figures(low, high)), money=name == "money")


@lru_cache(maxsize=1024)
def _figures(low: int, high: int) -> tuple[int, ...]:
    return tuple(n for n in range(low, high + 1) if n % 10 in _LAST_DIGITS)


# --- the grammar -----------------------------------------------------------------------------------------


def _rows(key: str) -> int:
    return len(grammar()["en"][key])


def _kinds(rng: Random) -> list[Literal["act", "quote", "count"]]:
    kinds: list[Literal["act", "quote", "count"]] = ["quote", "count", "act", "act", "act"]
    kinds += rng.choices(("act", "quote", "count"), k=rng.randint(0, 3))
    rng.shuffle(kinds)
    return kinds


def _recipes(rng: Random, kinds: Sequence[Literal["act", "quote", "count"]], start: int = 0) -> list[_Recipe]:
    """Sentences of the kinds asked for, none like another one; their figures are counted from `start`."""
    found: list[_Recipe] = []
    for number, kind in enumerate(kinds, start):
        recipe = _recipe(rng, kind, number)
        while any(one.kind == kind and set(enumerate(one.rows)) & set(enumerate(recipe.rows)) for one in found):
            recipe = _recipe(rng, kind, number)
        found.append(recipe)
    return found


def _recipe(rng: Random, kind: Literal["act", "quote", "count"], number: int) -> _Recipe:
    keys = {
        "act": ("who", "before", "what", "why"),
        "quote": ("quote_list", "quote_more"),
        "count": ("counted",),
    }[kind]
    slot = {"act": "", "quote": f"p{number % 3}", "count": ""}[kind]
    return _Recipe(
        kind,
        tuple(rng.randrange(_rows(key)) for key in keys),
        slot,
        f"t{rng.randrange(2)}",
        f"n{number % 20}",
    )


def _pick(own: Mapping[str, Any], key: str, row: int) -> str:
    """A row of a list; a list of one stands for all rows, a missing one for nothing."""
    rows: Sequence[str] = own.get(key) or own.get(key.removesuffix("_again")) or [""]
    return rows[row] if len(rows) > 1 else rows[0]


def _act(recipe: _Recipe, language: str, values: Values, turned: bool) -> dict[str, str]:
    own = grammar()[language]
    who, did, what, why = recipe.rows
    end = "_again" if turned else ""
    whole = own["whole"].format(who=_pick(own, "who", who), town=values[recipe.town].told(language, ""))
    reason = _pick(own, "why", why)
    return {
        "who": whole,
        "who_in": whole[0].lower() + whole[1:],
        "before": _pick(own, f"before{end}", did),
        "behind": _pick(own, f"behind{end}", did),
        "what": _pick(own, "what", what),
        "why": reason,
        "Why": reason[0].upper() + reason[1:],
        "town": values[recipe.town].told(language, ""),
    }


def _sentence(recipe: _Recipe, language: str, values: Values, turned: bool) -> str:
    own = grammar()[language]
    if recipe.kind == "act":
        return str(own["again" if turned else "first"].format(**_act(recipe, language, values, turned)))
    pattern = own[recipe.kind][turned]
    if recipe.kind == "quote":
        quote, more = (own[key][row] for key, row in zip(("quote_list", "quote_more"), recipe.rows, strict=True))
        pattern = pattern.replace("{quote}", f"{quote}. {more}")
    else:
        pattern = pattern.replace("{counted}", own["counted"][recipe.rows[0]])
    slots = {"name": recipe.person, "n": recipe.figure, "town": recipe.town}
    return fill(pattern, language, {key: values[slot] for key, slot in slots.items() if slot})


def _headline(recipe: _Recipe, language: str, values: Values, which: int) -> str:
    own = grammar()[language]
    return str(own["headline"][which].format(**_act(recipe, language, values, False))).rstrip(".")
