"""What a whole article tells about the type of a form: votes of the tagger and of patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from whomet.mentions.lexicon import fold
from whomet.records import EntityType

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")

#: Weight of a pattern that proves a type (a title beside the name), against one tagger span of score 0 to 1. Two sure
#: tagger spans can be wrong together about an unknown name, so a proof is worth more than two.
PROOF = 2.5
#: Weight of a full name for the type of its parts ("Whitlock" from "Karen Whitlock").
PART = 0.5
#: Weight of a full name for its family name: more than two sure spans that say otherwise.
FAMILY_NAME = 2.5


class Evidence:
    """Votes for the type of every form, over all sentences of an article."""

    def __init__(self) -> None:
        self._votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: dict.fromkeys(TYPES, 0.0))

    def add(self, form: str, type_: EntityType, weight: float) -> None:
        """Give a form votes for a type."""
        self._votes[fold(form)][type_] += weight

    def of(self, form: str) -> dict[EntityType, float]:
        """The votes of a form by type; zeros where it has none."""
        return self._votes.get(fold(form)) or dict.fromkeys(TYPES, 0.0)

    def type(self, form: str, default: EntityType) -> EntityType:
        """The type with the most votes; the default where it is among the best."""
        votes = self.of(form)
        best = max(votes.values())
        return default if votes[default] == best else next(type_ for type_ in TYPES if votes[type_] == best)

    def total(self, form: str) -> float:
        """All votes of a form."""
        return sum(self.of(form).values())

    def add_words(self, forms: Iterable[str], type_: EntityType, weight: float) -> None:
        """Give the words of names votes."""
        for form in forms:
            self.add(form, type_, weight)
