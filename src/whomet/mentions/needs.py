"""What a sentence must have for a rule to be tried on it: words and slots that no match goes without.

The rules of a language take longer to compile than an article takes to read, and most sentences tell no time and no
sum. So a rule is compiled when a sentence first has all that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias

try:
    # Not a public part of the library, but the only way to an expression's parts; without it every rule is tried.
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    parser = None

Need: TypeAlias = frozenset[str]
"""Strings and marks of slots of which a match has at least one."""

#: Signs of private use stand for slots.
_FIRST_MARK = 0xE000


def mark(number: int) -> str:
    """The sign that stands for a slot in a pattern.

    Args:
        number: Of the slot among those of a grammar, less than 6400.
    """
    return chr(_FIRST_MARK + number)


def fold(text: str) -> str:
    """A text in which letters are the same that are the same to an expression without regard to case.

    Args:
        text: Any text.

    Returns:
        A text of another length, maybe.
    """
    return text if text.isascii() and text.islower() else text.replace("\u0130", "i").replace("\u0131", "i").casefold()


@cache
def needs(pattern: str) -> tuple[Need, ...]:
    """All that every match of a pattern has, without regard to case.

    Args:
        pattern: A regular expression with marks for its slots.

    Returns:
        Needs, the shortest to check first; none where nothing is certain.
    """
    if parser is None:
        return ()
    found = dict.fromkeys(_of_sequence(parser.parse(pattern)))
    return tuple(sorted(found, key=lambda need: (any(map(_is_mark, need)), len(need), sorted(need))))


def may_match(wanted: Iterable[Need], folded: str, has_slot: Callable[[str], bool]) -> bool:
    """Whether a text has all that a rule needs.

    Args:
        wanted: The needs of the rule.
        folded: The text, folded.
        has_slot: Tells whether the slot of a mark occurs in the text.

    Returns:
        False where the rule cannot match.
    """
    return all(any(has_slot(one) if _is_mark(one) else one in folded for one in need) for need in wanted)


def _is_mark(text: str) -> bool:
    return len(text) == 1 and _FIRST_MARK <= ord(text) < 0xF900


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> list[Need]:
    found: list[Need] = []
    run = ""
    for operation, value in parts:
        name = str(operation)
        if name == "LITERAL" and not _is_mark(chr(value)):
            run += chr(value)
            continue
        found += _of_run(run)
        run = ""
        found += [frozenset(chr(value))] if name == "LITERAL" else _of_part(name, value)
    return found + _of_run(run)


def _of_run(run: str) -> list[Need]:
    return [frozenset({fold(run)})] if run.strip() else []


def _of_part(name: str, value: Any) -> list[Need]:
    if name == "SUBPATTERN":
        return _of_sequence(value[3])
    if name == "ATOMIC_GROUP":
        return _of_sequence(value)
    if name == "ASSERT":  # what stands around a match stands in the text too
        return _of_sequence(value[1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(value[2]) if value[0] > 0 else []
    if name == "BRANCH":
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    return []


def _of_branches(branches: Sequence[list[Need]]) -> list[Need]:
    """One need of each branch, that with the longest strings, together."""
    if not all(branches):
        return []
    return [frozenset().union(*(max(branch, key=_telling) for branch in branches))]


def _telling(need: Need) -> int:
    return min(2 if _is_mark(one) else len(one) for one in need)


__all__ = ["Need", "fold", "mark", "may_match", "needs"]
