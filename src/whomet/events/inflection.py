"""Which parts of a sentence the endings of a title and a name allow, in languages whose words change with them.

Titles are told by the rows of `[declensions]` in the table `roles`, names by the pairs of endings in the section
[grammar.name_endings] of the table `meetings`. What all words of a phrase allow together is its part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from whomet.languages import DECLINED, pack

#: Letters that are left of a word at least once its ending is taken off, as for names in `mentions`.
LEAST_STEM = 2
#: What a first form is called, which is the subject of its sentence.
FIRST = "subject"

Parts = frozenset[str]


@cache
def title_parts(code: str) -> Mapping[str, Parts]:
    """The parts that the forms of the words of titles play.

    Args:
        code: Of a pack whose section [grammar] has `rows`: the part of each row of its declensions.

    Returns:
        Word in lower case -> parts; words that do not change are not in it.
    """
    rows = pack(code).table("meetings").get("grammar", {}).get("rows", ())
    raw = tomllib.loads((resources.files(f"whomet.languages.{code}") / "roles.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for word in _declined_words(raw.get("role", ())):
        stem, *names = DECLINED.split(word)
        for name, rest in zip(names[::2], names[1::2], strict=True):
            for ending, part in zip(raw["declensions"].get(name, ()), rows, strict=False):
                if part:
                    found.setdefault(f"{stem}{ending}{rest}".lower(), set()).add(part)
    return {word: frozenset(parts) for word, parts in found.items()}


def _declined_words(roles: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Words of titles with one mark of declension."""
    for role in roles:
        for key in ("forms", "female", "male"):
            for phrase in role.get(key, ()):
                yield from (word for word in phrase.split() if word.count("~") == 1)


@cache
def _pattern(code: str, key: str) -> re.Pattern[str] | None:
    pattern = pack(code).table("meetings").get("grammar", {}).get(key)
    return re.compile(pattern) if pattern else None


@cache
def _endings(code: str) -> tuple[tuple[str, str, str], ...]:
    """(ending, what the first form has in its place, part) of names."""
    data = pack(code).table("meetings").get("grammar", {}).get("name_endings", {})
    return tuple((ending, first, part) for part, pairs in data.items() for ending, first in pairs)


@lru_cache(maxsize=16384)
def name_parts(word: str, first: str | None, code: str) -> Parts:
    """The parts that a word of a name may play.

    Args:
        word: As printed.
        first: Its first form, None where that is not known.
        code: Of the pack.

    Returns:
        Parts; none where the ending tells nothing.
    """
    found = set()
    never = _pattern(code, "never_first")
    oblique = never is not None and never.search(word) is not None
    first = None if oblique and first == word else first
    for ending, replacement, part in _endings(code):
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= LEAST_STEM and (first is None or stem + replacement == first):
            found.add(part)
    unchanging = _pattern(code, "unchanging")
    if unchanging is not None and unchanging.search(word) and first in {None, word} and not (found and oblique):
        return frozenset()
    if first == word or (first is None and not (found and oblique)):
        found.add(FIRST)
    return frozenset(found)


def parts_of(
    titles: Sequence[str], names: Sequence[tuple[str, str | None]], code: str, inflected: bool = False
) -> Parts:
    """The parts that a noun phrase may play.

    Args:
        titles: The words of the title before the name.
        names: The words of the name, each with its first form where that is known.
        code: Of the pack.
        inflected: The name is held for one that does not stand in its first form.

    Returns:
        Parts that all words allow. Where the title allows none of the name's, the one in another case than the first
        tells: some languages leave a title as it is before a woman's name, others her name behind the title.
    """
    allowed: Parts = frozenset()
    for word, first in names:
        parts = name_parts(word, first, code)
        sure = allowed and FIRST not in allowed
        allowed = (parts & allowed) or (allowed if sure or not parts else parts)
    if inflected and len(allowed) > 1:
        allowed -= {FIRST}
    known = title_parts(code)
    titled = next((known[word.lower()] for word in titles if word.lower() in known), None)
    if titled is None or not allowed:
        return titled or allowed
    return (allowed & titled) or (allowed if FIRST in titled else titled)
