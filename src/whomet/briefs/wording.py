"""The fixed words of briefs in every language there is a table for: `words/<code>.toml`.

A table holds templates by section and key. A template that depends on a number has a form for each plural category of
CLDR that the language has; what stands in braces is filled in. Words never agree with what is filled in by gender or
ending: a template is worded so that it need not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from whomet import edtf, languages
from whomet.briefs import quantities

#: The language of the account's own words, and of a brief where nothing else is asked for.
OWN = "en"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class UnknownLanguageError(ValueError):
    """There is no table of words in this language; the message names those there are."""


class Words:
    """The words of one language.

    Attributes:
        code: Of the table.
        locale: CLDR's, for dates, numbers and names of languages.

    Args:
        code: Of the table.
        locale: The same or a variety of it.
    """

    def __init__(self, code: str, locale: Locale) -> None:
        self.code = code
        self.locale = locale
        self._table = table(code)

    # --- templates -----------------------------------------------------------------------------------

    def say(self, section: str, key: str, **parts: object) -> str:
        """A template with its parts filled in."""
        return str(self._table[section][key]).format(**parts)

    def count(self, key: str, number: int, **parts: object) -> str:
        """A template that depends on a number: "3 articles".

        Args:
            key: In the section `counts`.
            number: How many; filled in as `n`.
            parts: What else is filled in.
        """
        return self._plural(self._table["counts"][key], number).format(n=self.number(number), **parts)

    def verb(self, key: str, number: int, **parts: object) -> str:
        """What one or several texts do: "repeats a.txt word for word".

        Args:
            key: In the section `verbs`.
            number: How many do it.
            parts: What is filled in.
        """
        return self._plural(self._table["verbs"][key], number).format(**parts)

    def term(self, section: str, word: str) -> str:
        """A word of a closed list ("held", "date"); as it is where the list lacks it."""
        return str(self._table[section].get(word, word))

    def label(self, key: str) -> str:
        """What stands before a line: "Told by"."""
        return self.say("labels", key)

    def title(self, key: str) -> str:
        """A heading."""
        return self.say("titles", key)

    def heading(self, key: str) -> str:
        """What stands above a column: a label that begins with a capital, in scripts that have them."""
        label = self.label(key)
        return self._upper(label[:1]) + label[1:]

    def loud(self, key: str) -> str:
        """A heading in capitals, in scripts that have them."""
        return self._upper(self.title(key))

    def _upper(self, text: str) -> str:
        return (text.replace("i", "İ") if self.code == "tr" else text).upper()

    def quoted(self, text: str) -> str:
        """Words of an article in quotation marks."""
        return self.say("marks", "quoted", text=text)

    def joined(self, parts: Sequence[str]) -> str:
        """Some words as a list: "a, b and c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("marks", "pair", left=self.say("marks", "comma").join(parts[:-1]), right=parts[-1])

    def _plural(self, forms: Mapping[str, str], number: int) -> str:
        return forms.get(self.locale.plural_form(number)) or forms["other"]

    # --- dates, numbers, names -----------------------------------------------------------------------

    def number(self, number: float) -> str:
        """A number as the language writes it, with all its figures."""
        return quantities.number(number, self.locale)

    def quantity(self, amount: float, unit: str) -> str:
        """An amount with its unit: an ISO 4217 code, a UCUM unit, "%" or "count"."""
        return quantities.quantity(amount, unit, self.locale)

    def day(self, day: date, length: int) -> str:
        """A date, as exact as its ISO form of that length: a year (4), a month (7) or a day."""
        if length == 4:
            return str(format_skeleton("y", day, locale=self.locale))
        if length == 7:
            return str(format_skeleton("yMMMM", day, locale=self.locale))
        return str(format_date(day, "long", locale=self.locale))

    def duration(self, number: int, unit: str) -> str:
        """A length of time in one unit ("year", "month", "week", "day")."""
        return quantities.measured(number, f"duration-{unit}", self.locale) or f"{self.number(number)} {unit}"

    def tongue(self, code: str) -> str:
        """The name of a language; its code where it has none."""
        return str(self.locale.languages.get(code.partition("-")[0], code))

    def role(self, role: str, printed: Sequence[str] = ()) -> str:
        """An office in the language: as the articles print it where they are written in it, else as its pack has it.

        Args:
            role: The English label.
            printed: How articles in this language print it.
        """
        if self.code == OWN:
            return role
        forms = _roles(self.code).get(role, ())
        told = [form for form in printed if form in forms]
        return max(sorted(told), key=told.count) if told else forms[0] if forms else role

    def topic(self, label: str) -> str:
        """A topic in the language, where its pack knows it."""
        return label if self.code == OWN else _topics(self.code).get(label, label)

    # --- what the account says in English ------------------------------------------------------------

    def explained(self, text: str) -> str:
        """Why values differ: a sentence of the account in the language; as it is where the table lacks it."""
        if self.code == OWN:
            return text
        return "; ".join(map(self._sentence, text.split("; ")))

    def _sentence(self, text: str) -> str:
        for key, pattern in _patterns("explanations"):
            if match := pattern.fullmatch(text):
                filled = {name: self._part(name, value) for name, value in match.groupdict().items()}
                return self.say("explanations", key, **filled)
        return text

    def forbidden(self, text: str) -> str:
        """Why two cannot be one: a sentence of the account in the language; as it is where the table lacks it.

        Args:
            text: `Nearness.forbidden`.
        """
        for key in ("told_as_two", "told_by_you"):
            if match := re.fullmatch("".join(_expression(table(OWN)["queue"][key])), text, re.DOTALL):
                return self.say("queue", key, **match.groupdict())
        return text

    def objected(self, text: str) -> str:
        """What speaks against a decision: a sentence of the account in the language; as it is where the table lacks it.

        Args:
            text: `Standing.because`.
        """
        if self.code == OWN:
            return text
        for key, pattern in _patterns("against"):
            if match := pattern.fullmatch(text):
                parts = match.groupdict()
                if parts.get("field") == "status":
                    parts["values"] = ", ".join(self.term("statuses", one) for one in parts["values"].split(", "))
                if "field" in parts:
                    parts["field"] = self.term("fields", parts["field"])
                return self.say("against", key, **parts)
        return text

    def _part(self, name: str, value: str) -> str:
        """A part of a sentence of the account: what is itself a sentence, or a list of them, is put into words, too."""
        if name == "each":
            return ", ".join(map(self._sentence, value.split(", ")))
        if name == "who":
            return self.joined(value.split(" and "))
        if name == "date" and edtf.is_day(value):
            return self.day(date.fromisoformat(value), len(value))
        return value

    @property
    def locale_tag(self) -> str:
        """The BCP 47 code."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> str:
        """Which way the language is written: "ltr" or "rtl"."""
        return str(self.locale.text_direction)


@lru_cache(maxsize=64)
def words(language: str = OWN) -> Words:
    """The words of a language.

    Args:
        language: BCP 47 code; a variety has the words of its language.

    Raises:
        UnknownLanguageError: There is no table for it.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    if code not in codes():
        raise UnknownLanguageError(f"there are no words for a brief in {language!r}; there are {', '.join(codes())}")
    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale(code)
    return Words(code, locale)


def spoken(language: str) -> Words:
    """The words of a language, English ones where there is no table for it.

    Args:
        language: BCP 47 code.
    """
    try:
        return words(language)
    except UnknownLanguageError:
        return words()


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The languages that there are words in."""
    files = (resources.files(__package__) / "words").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@lru_cache(maxsize=32)
def table(code: str) -> Mapping[str, Any]:
    """The table of a language."""
    return tomllib.loads((resources.files(__package__) / "words" / f"{code}.toml").read_text(encoding="utf-8"))


def placeholders(template: str) -> frozenset[str]:
    """What a template has to be filled with."""
    return frozenset(_PLACEHOLDER.findall(template))


@lru_cache(maxsize=4)
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences of the account as expressions, the one with most words of its own first."""
    found = table(OWN)[section]
    order = sorted(found, key=lambda key: -len(_PLACEHOLDER.sub("", found[key])))
    return tuple((key, re.compile("".join(_expression(found[key])), re.DOTALL)) for key in order)


def _expression(template: str) -> Iterator[str]:
    for number, part in enumerate(_PLACEHOLDER.split(template)):
        yield f"(?P<{part}>.+?)" if number % 2 else re.escape(part)


@lru_cache(maxsize=32)
def _roles(code: str) -> Mapping[str, tuple[str, ...]]:
    """How a language says each office, the usual way first, by its English label."""
    found: dict[str, tuple[str, ...]] = {}
    for role in languages.pack(code).table("roles").get("role", ()):
        forms = (*role.get("forms", ()), *role.get("male", ()), *role.get("female", ()))
        found[role["label"]] = found.get(role["label"], ()) + forms
    return found


@lru_cache(maxsize=32)
def _topics(code: str) -> Mapping[str, str]:
    """The first whole term of a language for each topic; a star in a term stands for further letters."""
    topics = languages.pack(code).table("topics").get("topics", {})
    whole = {label: [term for term in terms if "*" not in term] for label, terms in topics.items()}
    return {label: terms[0] for label, terms in whole.items() if terms}


__all__ = ["OWN", "UnknownLanguageError", "Words", "codes", "placeholders", "spoken", "table", "words"]
