"""How often the sides of a meeting have met, as a sentence counts it: "their third meeting"."""

from __future__ import annotations

import re
from functools import cache

from whomet.events.clauses import Reading
from whomet.languages import pack


@cache
def _numbers(code: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """One expression for each number, from the table [counted] of a pack."""
    table = pack(code).table("meetings").get("counted", {})
    words = "|".join(f"(?:{each})" for each in table.get("words", ()))
    numbers = table.get("numbers", {})
    return tuple(
        (re.compile(words.replace("ORD", f"(?:{number})"), re.IGNORECASE), int(value))
        for number, value in numbers.items()
    )


def count(reading: Reading) -> int | None:
    """The number that a sentence gives the meeting among those of its sides, None where it gives none or several."""
    found = {value for pattern, value in _numbers(reading.language.code) if _said(pattern, reading)}
    return next(iter(found)) if len(found) == 1 else None


def _said(pattern: re.Pattern[str], reading: Reading) -> bool:
    """Whether the article itself says so, not somebody whom it quotes."""
    matches = (match.start() for match in pattern.finditer(reading.text))
    return any(not reading.quoted(start) for start in matches)
