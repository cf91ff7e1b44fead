"""The cue words of all language packs, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from whomet.languages import codes, pack

# Scripts that write no spaces between words, or endings onto them: no boundary is asked for there.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3"


def _guards(phrase: str, alone: bool) -> tuple[str, str]:
    """Expressions that must hold before and behind a phrase: it does not begin or end within a word."""
    bounded = "[^\\W_]" if alone else f"[^\\W_{_UNSPACED}]"
    edges = []
    for edge, guard in ((phrase[0], f"(?<!{bounded})"), (phrase[-1], f"(?!{bounded})")):
        free = not edge.isalnum() or (not alone and "\u0e00" <= edge <= "\ud7a3")
        edges.append("" if free else guard)
    return edges[0], edges[1]


def _tree(words: list[str]) -> str:
    """One expression for many words, branching letter by letter; an alternation of them all is tried word by word."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = "" in branches
    parts = [
        (r"\s+" if letter == " " else re.escape(letter)) + _tree(rest)
        for letter, rest in sorted(branches.items())
        if letter
    ]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return joined + "?" if ends else joined


@cache
def listed(key: str) -> tuple[str, ...]:
    """All phrases of a key in any language, each once, in order of the packs.

    Args:
        key: A key of the packs' `cues` table that lists phrases.
    """
    tables = [pack(code).table("cues") for code in (*codes(), "und")]
    return tuple(dict.fromkeys(phrase for table in tables for phrase in table.get(key, ())))


@cache
def date_words() -> Mapping[str, Any]:
    """What dates are written with in any language: the `dates` tables of all packs in one."""
    merged: dict[str, Any] = {}
    for code in ("und", *codes()):
        for key, value in pack(code).table("cues").get("dates", {}).items():
            if isinstance(value, Mapping):
                merged[key] = {**merged.get(key, {}), **value}
            else:
                merged[key] = list(dict.fromkeys([*merged.get(key, ()), *value]))
    return merged


@cache
def phrases(key: str) -> re.Pattern[str]:
    """All phrases of a key in any language.

    Args:
        key: A key of the packs' `cues` table that lists phrases.

    Returns:
        An expression that finds them without regard to case, the longest first.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for phrase in sorted({phrase.casefold() for phrase in listed(key)}):
        groups.setdefault(_guards(phrase, key == "controls"), []).append(phrase)
    found = [f"{left}{_tree(words)}{right}" for (left, right), words in sorted(groups.items())]
    return re.compile("|".join(found) or r"(?!)", re.I)


@cache
def expressions(key: str, languages: tuple[str, ...] | None = None) -> tuple[re.Pattern[str], ...]:
    """All regular expressions of a key, those of the languages named first.

    Args:
        key: A key of the packs' `cues` table that lists expressions.
        languages: The codes to look at; None for all packs.
    """
    asked = languages if languages is not None else codes()
    ordered = [code for code in asked if code in codes()] + ["und"]
    return tuple(
        re.compile(source) for code in dict.fromkeys(ordered) for source in pack(code).table("cues").get(key, ())
    )


@cache
def markup(group: str) -> tuple[str, ...]:
    """Parts of class names of a group of the `markup` table."""
    return tuple(pack("und").table("cues")["markup"].get(group, ()))


def names_have(names: Iterable[str], group: str) -> bool:
    """Whether one of the class names belongs to a group."""
    parts = markup(group)
    return any(part in name for name in names for part in parts)
