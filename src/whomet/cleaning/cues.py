"""The cue words of all language packs, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from whomet.languages import codes, pack


def _guarded(phrase: str, inner: bool) -> str:
    """A phrase at word boundaries; scripts that write no spaces, and endings on Korean words, need none."""
    bounded = "[^\\W_]" if inner else "[^\\W_\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]"
    left = f"(?<!{bounded})" if phrase[0].isalnum() else ""
    right = f"(?!{bounded})" if phrase[-1].isalnum() else ""
    if not inner and "\u0e00" <= phrase[0] <= "\ud7a3":
        left = ""
    if not inner and "\u0e00" <= phrase[-1] <= "\ud7a3":
        right = ""
    return left + re.sub(r"(?:\\ )+", r"\\s+", re.escape(phrase)) + right


@cache
def phrases(key: str) -> re.Pattern[str]:
    """All phrases of a key in any language, longest first.

    Args:
        key: A key of the packs' `cues` table that lists phrases.

    Returns:
        An expression that finds them.
    """
    found = {phrase.casefold() for code in (*codes(), "und") for phrase in pack(code).table("cues").get(key, ())}
    ordered = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    inner = key == "controls"
    return re.compile("|".join(_guarded(phrase, inner) for phrase in ordered) or r"(?!)", re.I)


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
        re.compile(source)
        for code in dict.fromkeys(ordered)
        for source in pack(code).table("cues").get(key, ())
    )


@cache
def markup(group: str) -> tuple[str, ...]:
    """Parts of class names of a group of the `markup` table."""
    return tuple(pack("und").table("cues")["markup"].get(group, ()))


def names_have(names: Iterable[str], group: str) -> bool:
    """Whether one of the class names belongs to a group."""
    parts = markup(group)
    return any(part in name for name in names for part in parts)
