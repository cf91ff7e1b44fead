"""The cue words of all language packs, compiled.

There are two ways to look for phrases. `scan` finds those of many keys in a whole document at once, in time that does
not grow with their number; `phrases` is an ordinary expression for the few places where one short text is looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from whomet.languages import codes, pack
from whomet.languages.needles import needed

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
def _folded(key: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.casefold().split()) for phrase in listed(key))


def is_phrase(key: str, text: str) -> bool:
    """Whether a text is a phrase of a key and nothing else.

    Args:
        key: A key of the packs' `cues` table that lists phrases.
        text: In either case, with spaces around it or not.
    """
    return " ".join(text.casefold().split()) in _folded(key)


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


#: Keys whose phrases are looked for in whole documents.
_SCANNED = (
    "controls", "notices", "endings", "comment_endings", "caption_starts", "caption_within", "corrections",
    "releases", "advertisements",
    "summaries",
)  # fmt: skip
_BLANK = re.compile(r"[^\S \n]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Hits:
    """Where the phrases of some keys stand in a text."""

    def __init__(self, spans: dict[str, list[tuple[int, int]]]) -> None:
        self._spans = spans
        self._starts = {key: [span[0] for span in found] for key, found in spans.items()}

    def within(self, key: str, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the phrases of a key between two offsets; of those that overlap the first, then the longest.

        Args:
            key: A key of the packs' `cues` table.
            start, end: Offsets into the text.

        Returns:
            Spans in order.
        """
        starts = self._starts.get(key)
        if not starts:
            return []
        at = bisect_left(starts, start)
        found: list[tuple[int, int]] = []
        spans, done = self._spans[key], start
        while at < len(spans) and spans[at][0] < end:
            if spans[at][0] >= done and spans[at][1] <= end:
                found.append(spans[at])
                done = spans[at][1]
            at += 1
        return found

    def at(self, key: str, start: int, end: int) -> int | None:
        """End of the longest phrase of a key that begins at an offset and ends before another one."""
        starts = self._starts.get(key)
        if not starts:
            return None
        at = bisect_left(starts, start)
        spans = self._spans[key]
        while at < len(spans) and spans[at][0] == start:
            if spans[at][1] <= end:
                return spans[at][1]
            at += 1
        return None


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[tuple[str, str, str], ...], ...]]:
    """Finds all phrases at once; with each phrase the keys that list it, and what must not stand around it there."""
    users: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for key in _SCANNED:
        alone = key == "controls"
        bar = "any" if alone else "spaced"
        for phrase in listed(key):
            folded = fold(phrase)
            before, behind = (
                "" if not edge.isalnum() or (not alone and _unspaced(edge)) else bar for edge in (phrase[0], phrase[-1])
            )
            users[folded].append((key, before, behind))
    ordered = sorted(users)
    return AhoCorasick(ordered), tuple(tuple(dict.fromkeys(users[phrase])) for phrase in ordered)


def _unspaced(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f" or "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"


def fold(text: str) -> str:
    """A text in small letters, character by character, so that offsets hold; white space within lines is spaces.

    Args:
        text: Any text.

    Returns:
        A text of the same length.
    """
    return _BLANK.sub(" ", text.replace("İ", "i").lower().replace("ı", "i"))


def scan(text: str) -> Hits:
    """Find the phrases of all keys that tell an article from its surroundings.

    Args:
        text: The text of a document.

    Returns:
        Where they stand.
    """
    automaton, users = _automaton()
    folded = fold(text)
    found = automaton.find_matches_as_indexes(clean_of_halves(folded), overlapping=True)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, start, end in found:
        left = folded[start - 1] if start else " "
        right = folded[end] if end < len(folded) else " "
        for key, before, behind in users[number]:
            if before and left.isalnum() and (before == "any" or not _unspaced(left)):
                continue
            if behind and right.isalnum() and (behind == "any" or not _unspaced(right)):
                continue
            spans[key].append((start, end))
    for listed in spans.values():
        listed.sort(key=lambda span: (span[0], -span[1]))
    return Hits(spans)


@cache
def phrases(key: str) -> re.Pattern[str]:
    """All phrases of a key in any language.

    Args:
        key: A key of the packs' `cues` table that lists phrases.

    Returns:
        An expression that finds them without regard to case, the longest first.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for phrase in sorted({phrase.lower() for phrase in listed(key)}):
        groups.setdefault(_guards(phrase, key == "controls"), []).append(phrase)
    found = [f"{left}{_tree(words)}{right}" for (left, right), words in sorted(groups.items())]
    return re.compile("|".join(found) or r"(?!)", re.I)


@cache
def _sources(key: str, languages: tuple[str, ...] | None) -> tuple[str, ...]:
    asked = languages if languages is not None else codes()
    ordered = [code for code in asked if code in codes()] + ["und"]
    return tuple(dict.fromkeys(source for code in ordered for source in pack(code).table("cues").get(key, ())))


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def expressions(key: str, languages: tuple[str, ...] | None = None) -> tuple[re.Pattern[str], ...]:
    """All regular expressions of a key, those of the languages named first.

    Args:
        key: A key of the packs' `cues` table that lists expressions.
        languages: The codes to look at; None for all packs.
    """
    return tuple(map(_compiled, _sources(key, languages)))


@cache
def _needs(
    key: str, languages: tuple[str, ...] | None
) -> tuple[AhoCorasick, tuple[frozenset[int], ...], frozenset[int]]:
    """Finds what the expressions of a key need; with each string their numbers, and the numbers always tried."""
    users: dict[str, set[int]] = defaultdict(set)
    always = set()
    for number, source in enumerate(_sources(key, languages)):
        strings = needed(source)
        for string in strings or ():
            users[fold(string)].add(number)
        if not strings:
            always.add(number)
    ordered = sorted(users)
    return AhoCorasick(ordered), tuple(frozenset(users[string]) for string in ordered), frozenset(always)


def candidates(key: str, text: str, languages: tuple[str, ...] | None = None) -> tuple[re.Pattern[str], ...]:
    """The regular expressions of a key that may have a match in a text, in the order of `expressions`.

    Args:
        key: A key of the packs' `cues` table that lists expressions.
        text: A short text.
        languages: The codes to look at; None for all packs.

    Returns:
        Expressions; the ones left out need a word that the text has not.
    """
    automaton, users, always = _needs(key, languages)
    hits = {number for number, _, _ in automaton.find_matches_as_indexes(clean_of_halves(fold(text)), overlapping=True)}
    if not hits and not always:
        return ()
    wanted = always.union(*(users[number] for number in hits))
    # Compiled when first wanted: most expressions never are, and to compile all takes longer than to read an article.
    listed = _sources(key, languages)
    return tuple(_compiled(listed[number]) for number in sorted(wanted))


def clean_of_halves(text: str) -> str:
    """A text without halves of surrogate pairs, which are no characters and which the automaton cannot read."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


@cache
def markup(group: str) -> tuple[str, ...]:
    """Parts of class names of a group of the `markup` table."""
    return tuple(pack("und").table("cues")["markup"].get(group, ()))


@lru_cache(maxsize=20_000)
def names_have(names: tuple[str, ...], group: str) -> bool:
    """Whether one of the class names belongs to a group."""
    return any(_named(name, group) for name in names)


@lru_cache(maxsize=20_000)
def _named(name: str, group: str) -> bool:
    return _markup(group).search(name) is not None


@cache
def _markup(group: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, markup(group))) or r"(?!)")
