"""Numbers as such: how far apart, which slips lie between them, and what "about" and rounding allow."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

#: Amounts further apart than this factor are two quantities, unless the scale slipped.
FAR = 2.05
#: The greatest slip of the scale that is looked for: from "10,000" (a unit of its own in East Asia) to one.
SLIP = 12_000.0
#: How far a "power of ten" may be off: amounts that slipped are also rounded anew.
POWER = 0.05

#: Amounts of which all pairs are looked at. Of more only neighbours, and pairs that a slip of the pen explains: a table
#: of thousands of prices tells of thousands of things.
FEW = 200
#: How many next larger amounts are its neighbours then.
NEIGHBOURS = 8

Modifier = Literal["more than", "less than", "about"]


def comparable(amounts: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Pairs of amounts, the lower first, that may be one quantity told in two ways.

    Args:
        amounts: Different ones, in rising order.

    Yields:
        Pairs that are near each other, or between which the scale slipped or digits changed places.
    """
    pairs = itertools.combinations(amounts, 2) if len(amounts) <= FEW else sorted(_likely(amounts))
    yield from ((low, high) for low, high in pairs if near(low, high) or slipped(low, high) or swapped(low, high))


def _likely(amounts: Sequence[float]) -> set[tuple[float, float]]:
    found = {(low, high) for at, low in enumerate(amounts) for high in amounts[at + 1 : at + 1 + NEIGHBOURS]}
    written: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for amount in amounts:
        for others in (("=", digits(amount)), ("~", "".join(sorted(digits(amount))))):
            found.update((other, amount) for other in written[others][-NEIGHBOURS:])
            written[others].append(amount)
    return found


def near(low: float, high: float) -> bool:
    """Whether two amounts, the lower first, may be one quantity that is told differently."""
    return high <= FAR * low


def slipped(low: float, high: float) -> bool:
    """Whether the scale slipped by a power of ten between two amounts, the lower first."""
    if near(low, high) or high > SLIP * low:
        return False
    power = math.log10(high / low)
    return abs(power - round(power)) <= POWER


def swapped(low: float, high: float) -> bool:
    """Whether the digits of one are those of the other, of the same size, in another order."""
    if high >= 10 * low:
        return False
    one, other = digits(low), digits(high)
    return one != other and len(one) > 1 and sorted(one) == sorted(other)


@lru_cache(maxsize=65_536)
def digits(amount: float) -> str:
    """The digits of an amount without those that only tell its scale: "45" for 45,000."""
    return "".join(sign for sign in f"{amount:.12g}".split("e")[0] if sign.isdigit()).strip("0")


def allows(told: float, modifier: Modifier | None, amount: float) -> bool:
    """Whether an article that tells one amount leaves room for another.

    Args:
        told: As printed.
        modifier: What stands by it.
        amount: Another article's.

    Returns:
        True where it is the other rounded (or cut off), or only says how much it is at least or at most. One digit
        alone ("40,000" against 45,000) is as often meant exactly as rounded, unless "about" stands by it.
    """
    if modifier == "more than":
        return amount >= told
    if modifier == "less than":
        return amount <= told
    own = digits(told)
    if len(own) >= len(digits(amount)) or (len(own) == 1 and modifier != "about"):
        return False
    last = 10.0 ** (math.floor(math.log10(told)) - len(own) + 1)
    return abs(told - amount) < last


__all__ = ["FAR", "Modifier", "allows", "comparable", "digits", "near", "slipped", "swapped"]
