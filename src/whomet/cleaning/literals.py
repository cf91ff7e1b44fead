"""What an expression cannot do without: it need not be tried on a text that has none of these strings.

The packs bring hundreds of expressions, and nearly all texts that they are held against are lines without any word of
them. Looking for the words of all expressions at once costs less than trying one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

try:
    # Not a public part of the library, but the only way to an expression's parts; without it nothing is left out.
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    parser = None

#: Signs of a set up to which each of them is taken for a string that may be needed.
_FEW = 12
#: Alternatives up to which a part is worth looking for.
_MOST = 200


def needed(expression: str) -> frozenset[str] | None:
    """Strings of which every match has at least one.

    Args:
        expression: Any regular expression.

    Returns:
        Strings without regard to case, None where nothing certain is known.
    """
    if parser is None:
        return None
    found = _of_sequence(parser.parse(expression))
    return frozenset(found) if found else None


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """The strings of the part that says most: the one whose shortest string is longest."""
    found: list[set[str]] = []
    run = ""
    for operation, value in parts:
        name = str(operation)
        if name == "LITERAL":
            run += chr(value)
            continue
        if run:
            found.append({run})
            run = ""
        strings = _of_part(name, value)
        if strings:
            found.append(strings)
    if run:
        found.append({run})
    worth = [strings for strings in found if len(strings) <= _MOST and all(string.strip() for string in strings)]
    return max(worth, key=lambda strings: (min(map(len, strings)), -len(strings)), default=None)


def _of_part(name: str, value: Any) -> set[str] | None:
    if name == "SUBPATTERN":
        return _of_sequence(value[3])
    if name == "ATOMIC_GROUP":
        return _of_sequence(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(value[2]) if value[0] > 0 else None
    if name == "BRANCH":
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    if name == "IN" and len(value) <= _FEW and all(str(kind) == "LITERAL" for kind, _ in value):
        return {chr(letter) for _, letter in value}
    return None


def _of_branches(branches: Sequence[set[str] | None]) -> set[str] | None:
    joined: set[str] = set()
    for strings in branches:
        if not strings:
            return None
        joined |= strings
    return joined


__all__ = ["needed"]
