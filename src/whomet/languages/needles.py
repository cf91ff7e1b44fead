"""What an expression cannot do without: it need not be tried on a text that has none of these strings.

The packs bring hundreds of expressions, and nearly all texts that they are held against have not one word of them.
Looking for the words of all expressions at once costs less than trying one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

try:
    # Not a public part of the library, but the only way to an expression's parts; without it nothing is left out.
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    parser = None

#: Strings up to which the ways to write a part are written out: "(?:s|es)?" is three.
_FEW = 64
#: Alternatives up to which a part is worth looking for.
_MOST = 400

Strings = set[str]


def needed(expression: str) -> frozenset[str] | None:
    """Strings of which every match has at least one.

    Args:
        expression: Any regular expression.

    Returns:
        Strings without regard to case, None where nothing certain is known.
    """
    if parser is None:
        return None
    _, found = _of_sequence(parser.parse(expression))
    return frozenset(found) if found else None


def fold(text: str) -> str:
    """A text in which letters are the same that are the same to an expression without regard to case.

    Args:
        text: Any text.

    Returns:
        A text of another length, maybe.
    """
    return text if text.isascii() and text.islower() else text.replace("\u0130", "i").replace("\u0131", "i").casefold()


def searched(text: str) -> str:
    """A text of the same length that an automaton takes: lone surrogates, as broken pages have, are another sign."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=256)  # many lists are held against one sentence
def _folded(text: str) -> str:
    return searched(fold(text))


class Needles:
    """Many expressions, of which only those are worth trying that may match.

    Args:
        expressions: Regular expressions, held against texts without regard to case.
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        users: dict[str, set[int]] = defaultdict(set)
        always = set()
        for number, expression in enumerate(expressions):
            strings = needed(expression)
            for string in strings or ():
                users[fold(string)].add(number)
            if not strings:
                always.add(number)
        ordered = sorted(users)
        self._users = tuple(frozenset(users[string]) for string in ordered)
        self._always = frozenset(always)
        self._automaton = AhoCorasick(ordered) if ordered else None

    def may_match(self, text: str) -> frozenset[int]:
        """Which expressions may match.

        Args:
            text: Any text.

        Returns:
            Their numbers; the ones left out need a string that the text has not.
        """
        if self._automaton is None:
            return self._always
        found = {hit for hit, _, _ in self._automaton.find_matches_as_indexes(_folded(text), overlapping=True)}
        return self._always.union(*(self._users[hit] for hit in found)) if found else self._always


# --- the parts of an expression: (all ways to write it, or None; strings of which a match has one, or None) ------


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
    best: Strings | None = None
    run, whole = {""}, True
    for operation, value in parts:
        written, strings = _of_part(str(operation), value)
        best = _better(best, strings)
        if written is not None and len(run) * len(written) <= _FEW:
            run = {left + right for left in run for right in written}
            continue
        best = _better(best, run)
        run, whole = written or {""}, False
    return (run if whole else None), _better(best, run)


def _better(left: Strings | None, right: Strings | None) -> Strings | None:
    """The one that says more: that whose shortest string is longest."""
    worth = [s for s in (left, right) if s and len(s) <= _MOST and all(string.strip() for string in s)]
    return max(worth, key=lambda s: (min(map(len, s)), -len(s)), default=None)


def _of_part(name: str, value: Any) -> tuple[Strings | None, Strings | None]:
    if name == "LITERAL":
        return {chr(value)}, None
    if name == "IN" and len(value) <= _FEW and all(str(kind) == "LITERAL" for kind, _ in value):
        return {chr(letter) for _, letter in value}, None
    if name in ("AT", "ASSERT_NOT"):
        return {""}, None
    if name == "ASSERT":  # what stands around a match stands in the text too
        return {""}, _of_sequence(value[1])[1]
    if name == "SUBPATTERN":
        return _of_sequence(value[3])
    if name == "ATOMIC_GROUP":
        return _of_sequence(value)
    if name == "BRANCH":
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_repeat(*value)
    return None, None


def _of_repeat(least: int, most: int, part: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
    written, strings = _of_sequence(part)
    if most == 1 and written is not None:
        return (written if least else written | {""}), (strings if least else None)
    return None, (strings if least else None)


def _of_branches(
    branches: Sequence[tuple[Strings | None, Strings | None]],
) -> tuple[Strings | None, Strings | None]:
    ways = [written for written, _ in branches if written is not None]
    written = set().union(*ways) if len(ways) == len(branches) else None
    needs = [strings for _, strings in branches if strings is not None]
    strings = set().union(*needs) if len(needs) == len(branches) else None
    return (written if written is not None and len(written) <= _FEW else None), strings


__all__ = ["Needles", "fold", "needed"]
