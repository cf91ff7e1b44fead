"""What a sentence must have for a rule to be tried on it: words and slots that no match goes without.

The rules of a language take longer to compile than an article takes to read, and most sentences tell no time and no
sum. So a rule is compiled when a sentence first has all that it needs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from ahocorasick_rs import AhoCorasick

from whomet.languages.needles import fold, searched

try:
    # Not a public part of the library, but the only way to an expression's parts; without it every rule is tried.
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    parser = None

Need: TypeAlias = frozenset[str]
"""Strings and marks of slots of which a match has at least one."""

#: Signs of private use stand for slots.
_FIRST_MARK = 0xE000
#: Stands before a string that begins a word.
APART = "\x00"
_LONG = 128  # ranges of characters up to which they are written out


def mark(number: int) -> str:
    """The sign that stands for a slot in a pattern.

    Args:
        number: Of the slot among those of a grammar, less than 6400.
    """
    return chr(_FIRST_MARK + number)


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


def beginnings(pattern: str, slots: Mapping[str, frozenset[str] | None]) -> frozenset[str] | None:
    """The characters with which a match of a pattern begins.

    Args:
        pattern: A regular expression with marks for its slots.
        slots: The same of the slots, by their marks.

    Returns:
        Characters as `fold` begins them, "0" for any digit; None where it may be any.
    """
    if parser is None:
        return None
    found, empty = _first_of_sequence(parser.parse(pattern), slots)
    return None if empty else found


def begins_at_border(pattern: str) -> bool:
    """Whether a match begins where a word does, or takes up no room.

    Args:
        pattern: A regular expression without marks.
    """
    if parser is None:
        return False
    parts = parser.parse(pattern)
    if parts.getwidth()[1] == 0:
        return True
    while parts and str(parts[0][0]) == "SUBPATTERN":
        parts = parts[0][1][3]
    return bool(parts) and str(parts[0][0]) == "AT" and str(parts[0][1]) in ("AT_BOUNDARY", "AT_BEGINNING")


#: Characters, None for any; and whether a match may be empty.
First: TypeAlias = tuple[frozenset[str] | None, bool]


def _first_of_sequence(parts: Iterable[tuple[Any, Any]], slots: Mapping[str, frozenset[str] | None]) -> First:
    found: frozenset[str] | None = frozenset()
    for operation, value in parts:
        chars, empty = _first_of_part(str(operation), value, slots)
        found = None if found is None or chars is None else found | chars
        if not empty:
            return found, False
    return found, True


def _first_of_part(name: str, value: Any, slots: Mapping[str, frozenset[str] | None]) -> First:
    if name == "LITERAL":
        return (slots[chr(value)] if _is_mark(chr(value)) else frozenset(_beginning(chr(value)))), False
    if name == "IN":
        return _first_of_set(value, slots), False
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset(), True
    if name == "SUBPATTERN":
        return _first_of_sequence(value[3], slots)
    if name == "ATOMIC_GROUP":
        return _first_of_sequence(value, slots)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        chars, empty = _first_of_sequence(value[2], slots)
        return chars, empty or value[0] == 0
    if name == "BRANCH":
        branches = [_first_of_sequence(branch, slots) for branch in value[1]]
        sets = [chars for chars, _ in branches if chars is not None]
        whole = frozenset().union(*sets) if len(sets) == len(branches) else None
        return whole, any(empty for _, empty in branches)
    return (frozenset(), False) if name == "FAILURE" else (None, False)


def _first_of_set(
    parts: Sequence[tuple[Any, Any]], slots: Mapping[str, frozenset[str] | None]
) -> frozenset[str] | None:
    found: set[str] = set()
    for operation, value in parts:
        name = str(operation)
        if name == "LITERAL":
            one = _first_of_part(name, value, slots)[0]  # alternatives of one sign are made a set, marks too
            if one is None:
                return None
            found |= one
        elif name == "RANGE" and value[1] - value[0] < _LONG:
            found |= {_beginning(chr(code)) for code in range(value[0], value[1] + 1)}
        elif name == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            found.add("0")
        else:
            return None
    return frozenset(found)


def _beginning(character: str) -> str:
    return "0" if character.isdecimal() else fold(character)[0]


def first_strings(pattern: str) -> Need | None:
    """Strings with which every match of a pattern begins, without regard to case.

    Args:
        pattern: A regular expression without marks.

    Returns:
        The strings, None where a match may begin otherwise.
    """
    if parser is None:
        return None
    found = _begun(list(parser.parse(pattern)))
    return frozenset(map(fold, found)) if found and all(found) else None


def _begun(parts: Sequence[tuple[Any, Any]]) -> set[str] | None:
    """Strings with which a match begins, as long as they are easily told; "" where it may be empty."""
    run = {""}
    for number, (operation, value) in enumerate(parts):
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] == 0 and run == {""}:
            inner, rest = _begun(list(value[2])), _begun(parts[number + 1 :])
            return None if inner is None or rest is None else (inner - {""}) | rest
        found = _begun_part(name, value)
        if found is None or "" in found or len(run) * len(found) > _LONG:
            return run if run != {""} else None
        run = {left + right for left in run for right in found}
        if name not in ("LITERAL", "IN"):
            return run
    return run


def _begun_part(name: str, value: Any) -> set[str] | None:
    if name == "LITERAL":
        return {chr(value)}
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return {chr(one) for _, one in value}
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _begun(list(value[3] if name == "SUBPATTERN" else value))
    if name == "BRANCH":
        branches = [_begun(list(branch)) for branch in value[1]]
        return None if None in branches else set().union(*(branch for branch in branches if branch))
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _begun(list(value[2]))
    return None


class Beginnings:
    """Places of a text by the characters that stand there, as `beginnings` has them.

    Args:
        text: A text.
        places: Expression that matches one character at every place.
    """

    def __init__(self, text: str, places: re.Pattern[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for match in places.finditer(text):
            self._places.setdefault(_beginning(match.group()), []).append(match.start())

    def of(self, characters: frozenset[str]) -> list[int]:
        """Places at which one of the characters stands, in order.

        Args:
            characters: As `beginnings` gives them.
        """
        found = [self._places[one] for one in characters & self._places.keys()]
        return found[0] if len(found) == 1 else sorted(itertools.chain(*found))


class Sieve:
    """Which of many patterns may match a text, told by one walk through it.

    Args:
        wanted: The needs of each pattern, without marks; a need of no string is never met. A string behind `APART`
            is only looked for where no letter stands before it.
    """

    def __init__(self, wanted: Sequence[tuple[Need, ...]]) -> None:
        numbers: dict[str, int] = {}
        self._needs = [
            [frozenset(numbers.setdefault(one, len(numbers)) for one in need) for need in all_needs]
            for all_needs in wanted
        ]
        self._always = frozenset(rule for rule, all_needs in enumerate(wanted) if not all_needs)
        users: list[set[int]] = [set() for _ in numbers]
        for rule, all_needs in enumerate(wanted):
            if all(all_needs):
                # Looked up by the need whose strings are longest: it is met least often.
                best = max(range(len(all_needs)), key=lambda n: _telling(all_needs[n]), default=None)
                for number in self._needs[rule].pop(best) if best is not None else ():
                    users[number].add(rule)
        self._users = [frozenset(each) for each in users]
        self._apart = frozenset(number for string, number in numbers.items() if string.startswith(APART))
        self._automaton = AhoCorasick([string.removeprefix(APART) for string in numbers]) if numbers else None

    def may_match(self, folded: str) -> list[int]:
        """Numbers of the patterns that may match, in ascending order.

        Args:
            folded: A text, folded.
        """
        if self._automaton is None:
            return sorted(self._always)
        apart = self._apart
        folded = searched(folded)
        hits = {
            hit
            for hit, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if hit not in apart or not start or not folded[start - 1].isalpha()
        }
        found = set(self._always).union(*(self._users[hit] for hit in hits))
        return sorted(rule for rule in found if not any(map(hits.isdisjoint, self._needs[rule])))


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
    if name == "IN" and all(str(kind) == "LITERAL" and _is_mark(chr(one)) for kind, one in value):
        return [frozenset(chr(one) for _, one in value)]  # slots to choose from
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


__all__ = [
    "APART",
    "Beginnings",
    "Need",
    "Sieve",
    "beginnings",
    "begins_at_border",
    "first_strings",
    "fold",
    "mark",
    "may_match",
    "needs",
]
