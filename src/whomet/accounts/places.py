"""Whether two places exclude each other: a district, a house or a region lies in a city, and is no other one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from whomet.accounts.view import View
from whomet.records import NameMention


@dataclass(frozen=True, slots=True)
class _Known:
    """What all articles together know of a place."""

    city: bool
    countries: frozenset[str]
    forms: frozenset[str]


class Places:
    """What the articles know of their places.

    Args:
        view: The articles and who their referents are.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, _Known] = {}

    def known(self, place: str) -> bool:
        """Whether a place is a city of the gazetteer, not a district, a building or a name that nobody knows."""
        return self._of(place).city

    def countries(self, place: str | None) -> frozenset[str]:
        """ISO 3166 codes of the countries that a place may lie in."""
        return self._of(place).countries if place else frozenset()

    def exclude(self, left: str, right: str) -> bool:
        """Whether what was in one place was not in the other.

        Only cities of the gazetteer exclude each other: what is not in it may be a part of either. Neither do two of
        which one bears the name of the other, nor two that an article prints as one address ("Seoul Gangnam").
        """
        if left == right or not (self.known(left) and self.known(right)):
            return False
        return not self._within(left, right) and frozenset((left, right)) not in self._addresses

    def _of(self, place: str) -> _Known:
        if place not in self._known:
            entity = self._view.entities.get(place)
            keys = entity.referents if entity else ()
            referents = [self._view.article(file).mentions.referents[number] for file, number in keys]
            self._known[place] = _Known(
                any(referent.geonames is not None for referent in referents),
                frozenset(referent.country for referent in referents if referent.country),
                frozenset(form.casefold() for referent in referents for _, form in referent.forms),
            )
        return self._known[place]

    def _within(self, left: str, right: str) -> bool:
        a, b = self._of(left).forms, self._of(right).forms
        return any(_holds(x, y) or _holds(y, x) for x in a for y in b)

    @cached_property
    def _addresses(self) -> frozenset[frozenset[str]]:
        """Pairs of places that stand side by side with nothing but a space between them."""
        found: set[frozenset[str]] = set()
        for article in self._view.articles:
            text, file = article.document.text, article.document.file
            before: NameMention | None = None
            for name in article.mentions.names:
                if name.type != "place" or len(name.referents) != 1:
                    before = None
                    continue
                if before is not None and text[before.end : name.start] in {"", " "}:
                    pair = (self._view.entity(file, n.referents[0]) for n in (before, name))
                    found.add(frozenset(id_ for id_ in pair if id_))
                before = name
        return frozenset(found)


def _holds(outer: str, inner: str) -> bool:
    """Whether a name has another one as whole words in it, or where words are not spaced, at its edge."""
    if outer == inner or inner not in outer:
        return False
    return f" {inner} " in f" {outer} " or not outer.isascii()
