"""What speaks for one text depending on another: an explainable list of weighted features.

Independent reports of one event share its facts, its names, a figure or two and what was said before everybody. A
text that was made from another shares their order, too, sentence by sentence; quotations and figures in the order of
the other carry this across other words and other languages, where sentence vectors blur.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whomet.sources.credits import Credit


@dataclass(frozen=True, slots=True)
class Pair:
    """What two texts have in common.

    Attributes:
        verbatim: Share (0 to 1) of the shorter one's letters that the other prints.
        told: Share of the shorter one that the other tells, sentence by sentence and in the same order.
        told_of_longer: The same of the longer one.
        strong: Sentence pairs of it, headlines apart, that tell the better part of each other.
        opening: Likeness (cosine) of their beginnings.
        credit: Where one of them names the other as its source.
        foreign: Whether they are in two languages.
        quotations, figures, names: How much of each they share in the same order.
    """

    verbatim: float
    told: float
    told_of_longer: float
    strong: int
    opening: float
    credit: Credit
    foreign: bool
    quotations: float = 0.0
    figures: float = 0.0
    names: float = 0.0


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation on two texts.

    Attributes:
        weight: Added to the score times what `function` says (0 to 1).
    """

    name: str
    weight: float
    function: Callable[[Pair], float]


FEATURES: tuple[Feature, ...] = (
    Feature("told in the same order", 4.0, lambda pair: pair.told),
    Feature("printed word for word", 1.0, lambda pair: pair.verbatim),
    Feature("quotations in the same order", 1.0, lambda pair: pair.quotations),
    Feature("figures in the same order", 0.8, lambda pair: pair.figures),
    Feature("names in the same order", 0.6, lambda pair: pair.names),
    Feature("named as the source in the lead", 1.2, lambda pair: float(pair.credit is Credit.LEAD)),
    Feature("named as a source", 0.8, lambda pair: float(pair.credit is Credit.TEXT)),
)
#: Score from which one text depends on the other.
DEPENDS = 2.0


def weigh(pair: Pair) -> tuple[float, tuple[tuple[str, float], ...]]:
    """How much speaks for one of two texts depending on the other.

    Returns:
        The score, and every feature that had a say with how clearly it was seen (0 to 1).
    """
    seen = [(feature, value) for feature in FEATURES if (value := feature.function(pair)) > 0]
    reasons = tuple((feature.name, round(min(1.0, value), 3)) for feature, value in seen)
    return sum(feature.weight * value for feature, value in seen), reasons


__all__ = ["DEPENDS", "FEATURES", "Feature", "Pair", "weigh"]
