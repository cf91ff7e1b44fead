"""Writes the names of the months that dates of publication are printed with: `src/whomet/cleaning/data/months.tsv`.

    python training/languages/months.py

The names are CLDR's, as Babel gives them. To open Babel's tables of all these languages takes longer than to label a
few articles; a test holds the file against them.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

from babel import Locale

from whomet.cleaning.dates import folded_month

TARGET = pathlib.Path(__file__).parents[2] / "src/whomet/cleaning/data/months.tsv"
#: Of two languages that use one name for two months the first counts where the language of a text is not known.
LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "ru", "uk",
    "el", "tr", "ar", "he", "fa", "hi", "th", "vi", "id", "ms", "et", "lv", "lt", "sl", "hr", "sr", "ca", "ko", "ja",
    "zh",
)  # fmt: skip


def lines() -> Iterator[str]:
    """Language, number and name of every month."""
    for language in LANGUAGES:
        locale = Locale.parse(language)
        names: dict[str, int] = {}
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    folded = folded_month(name).strip(".")
                    if len(folded) > 2 and not folded.isdigit():
                        names.setdefault(folded, number)
        yield from (f"{language}\t{number}\t{name}" for name, number in names.items())


if __name__ == "__main__":
    TARGET.write_text("\n".join(lines()) + "\n", encoding="utf-8")
