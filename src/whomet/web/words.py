"""What pages say, in every language there is a file for: `words/<code>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

#: The language of a page where nothing else is asked for.
OWN = "en"


class Words:
    """The words of pages in one language.

    Args:
        code: Of the file.

    Attributes:
        code: BCP 47 code.
        name: Of the language, in itself.
        direction: "ltr" or "rtl".
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._locale = Locale.parse(code, sep="-")
        self._table = table(code)
        self.name = str(self._locale.get_display_name(code) or code)
        self.direction = str(self._locale.text_direction)

    def __call__(self, key: str, **parts: object) -> str:
        """A text by its key, "nav.stories", with its parts filled in."""
        section, _, name = key.partition(".")
        return str(self._table[section][name]).format(**parts)

    def has(self, key: str) -> bool:
        """Whether there is a text of this key."""
        section, _, name = key.partition(".")
        return name in self._table.get(section, {})

    def count(self, key: str, number: int) -> str:
        """A text that depends on a number: "3 articles"."""
        forms = self._table["counts"][key]
        form = forms.get(self._locale.plural_form(number)) or forms["other"]
        return str(form).format(n=self.number(number))

    def number(self, number: float) -> str:
        """A number as the language writes it."""
        return str(format_decimal(number, locale=self._locale))


@lru_cache(maxsize=16)
def words(code: str) -> Words:
    """The words of a language.

    Args:
        code: One of `codes()`.
    """
    return Words(code)


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The languages that pages can speak."""
    files = (resources.files(__package__) / "words").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def spoken(wanted: str | None) -> str | None:
    """The code of the language that is wanted, None where there are no words in it."""
    code = (wanted or "").strip().replace("_", "-").partition("-")[0].lower()
    return code if code in codes() else None


@lru_cache(maxsize=16)
def table(code: str) -> Mapping[str, Any]:
    """All texts of a language by section and key."""
    return tomllib.loads((resources.files(__package__) / "words" / f"{code}.toml").read_text(encoding="utf-8"))


__all__ = ["OWN", "Words", "codes", "spoken", "table", "words"]
