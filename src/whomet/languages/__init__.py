"""Language packs: one folder a language, the same file names in each.

A pack is data (TOML) and, where data cannot say it, a module `hooks.py` with the functions of `Hooks`. Stages
ask `pack(code)` and know no word of any language. `und` is the pack of all languages that have no folder: its
tables are empty and its hooks work on Unicode properties alone.

Tables (FILE.toml) and who reads them:

    pack         name, spaced script, family name first            everybody
    sentences    sentence ends, abbreviations                      hooks
    cues         boilerplate, captions, bylines, datelines ...     cleaning
    contacts     labels of telephone and account numbers           cleaning
    trade        words of offers, calls to the reader              cleaning
    names        honorifics, legal forms, words in names           mentions, linking
    roles        titles and offices with an English label          mentions, linking
    references   pronouns, "the two", "the company"                mentions
    quotations   quotation marks                                   mentions
    times        the grammar of time expressions                   mentions
    numbers      number words, scales, units, currencies           mentions
    meetings     frames: words of meeting and what complements do  events
    statements   verbs and nouns of saying                         events
    plans        words of intention, journeys                      events
    topics       topics of meetings with an English label          events
    sources      words for a release that everybody was handed     sources
    corrections  notes that say an earlier text was wrong          events
    common       words that many articles have, and how many       stories
"""

from __future__ import annotations

import importlib
import itertools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple, Protocol, cast

#: "~er" in a word of a table: the place of an ending, by the name of its class.
DECLINED = re.compile(r"~([a-z]+[0-9]*)")

#: File names (without ".toml") that every pack has.
TABLES = (
    "pack",
    "sentences",
    "cues",
    "contacts",
    "trade",
    "names",
    "roles",
    "references",
    "quotations",
    "times",
    "numbers",
    "meetings",
    "statements",
    "plans",
    "topics",
    "corrections",
    "common",
    "sources",
)


class Token(NamedTuple):
    """A word or morpheme of a sentence; a tuple, as there are more of them than of anything else.

    Attributes:
        start, end: Offsets into the text given.
        text: `text[start:end]`.
        lemma: Dictionary form where the hooks know one, else the text in lower case.
        tag: Part of speech: of the Sejong tag set for Korean (NNP, NNG, JKS, VV, EF ...), else "WORD", "NUMBER"
            or "SIGN".
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str


class Hooks(Protocol):
    """What a pack's module `hooks.py` offers; the same few functions in every pack."""

    def split_sentences(self, text: str) -> list[tuple[int, int]]:
        """Spans of the sentences of a paragraph, trimmed, in order."""

    def tokens(self, text: str) -> Sequence[Token]:
        """Words (morphemes in Korean) with offsets, in order."""

    def strip_particles(self, word: str) -> str:
        """The word without case particles or endings that are written onto names ("서유진은", "Lees")."""

    def short_forms(self, name: str) -> tuple[str, ...]:
        """Forms by which a full personal name is taken up again: family name, given name."""


@dataclass(frozen=True)
class Pack:
    """One language.

    Attributes:
        code: BCP 47 code of the pack's folder.
    """

    code: str

    def table(self, name: str) -> Mapping[str, Any]:
        """The data of one TOML file of the pack.

        Args:
            name: One of `TABLES`.

        Returns:
            The parsed file; that of "und" where the pack's is empty: there is nothing the language adds to what
            holds for all. Do not change it: it is shared.
        """
        return _table(self.code, name) or _table("und", name)

    @cached_property
    def hooks(self) -> Hooks:
        """The pack's functions."""
        return cast(Hooks, importlib.import_module(f"whomet.languages.{self.code}.hooks"))

    @property
    def spaced(self) -> bool:
        """Whether words are written with spaces between them."""
        return bool(self.table("pack").get("spaced", True))


@cache
def _table(code: str, name: str) -> Mapping[str, Any]:
    file = resources.files(f"whomet.languages.{code}") / f"{name}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    endings: Mapping[str, Sequence[str]] = data.get("declensions", {})
    return cast("dict[str, Any]", {**_declined(data, endings), "declensions": endings}) if endings else data


def _declined(value: Any, endings: Mapping[str, Sequence[str]]) -> Any:
    """A table with the forms of its words written out: "minist~er" stands for what `[declensions]` lists under "er".

    Words of one phrase are declined together, case by case.
    """
    if isinstance(value, dict):
        return {key: _declined(each, endings) for key, each in value.items()}
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return list(dict.fromkeys(itertools.chain(*(_forms_of(each, endings) for each in value))))
    return [_declined(each, endings) for each in value] if isinstance(value, list) else value


def _forms_of(phrase: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    stems = DECLINED.split(phrase)
    cases = zip(*(endings[name] for name in stems[1::2]), strict=False)
    return ["".join(itertools.chain(*zip(stems[::2], [*case, ""], strict=True))) for case in cases] or [phrase]


@cache
def codes() -> tuple[str, ...]:
    """Codes of all languages that have a pack, in alphabetical order, without "und"."""
    folders = (entry.name for entry in resources.files(__name__).iterdir() if entry.is_dir())
    return tuple(sorted(name for name in folders if not name.startswith("_") and name != "und"))


@cache
def pack(code: str | None) -> Pack:
    """The pack of a language.

    Args:
        code: BCP 47 code; region and script subtags are looked through ("de-AT" finds "de").

    Returns:
        The pack, that of "und" where the language has none.
    """
    primary = (code or "und").split("-")[0].lower()
    return Pack(primary if primary in codes() else "und")
