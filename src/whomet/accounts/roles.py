"""Roles of one person that exclude each other: who is said to hold which office of one body."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whomet.accounts.corrections import Superseded
from whomet.accounts.disputes import disputed
from whomet.accounts.view import View
from whomet.languages import pack
from whomet.records import Citation, Contradiction, Entity

#: (label, language) -> the passages that print it.
_Told = Mapping[tuple[str, str | None], list[Citation]]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the table of all languages says of role labels.

    Attributes:
        offices: Groups of which nobody holds two at one body; they count within one language, as their names do not
            match from one language to another.
        lesser: Beginnings that turn an office into that of somebody below it.
        past: Words of a label by which it is no office held now.
    """

    offices: tuple[frozenset[str], ...]
    lesser: tuple[str, ...]
    past: tuple[str, ...]


def contradictions_of_roles(view: View, corrected: Superseded) -> tuple[Contradiction, ...]:
    """Offices of one person at one body that cannot both be held, told by different lines of reporting.

    An article that gives both knows of a change, or of two offices; synonyms and translations are no clash.

    Args:
        view: The entities with their roles.
        corrected: What corrections supersede.

    Returns:
        One contradiction for each two labels that exclude each other.
    """
    found = []
    for id_, entity in sorted(view.entities.items()):
        for _, told in sorted(_by_body(view, entity).items()):
            for left, right in _exclusive(told):
                pairs = [(label, place) for label, places in (left, right) for place in places]
                if len(view.lines(place for _, place in pairs)) > 1:
                    found.append(disputed(view, "role", pairs, id_, corrected, [id_]))
    return tuple(contradiction for contradiction in found if contradiction)


def _by_body(view: View, entity: Entity) -> dict[tuple[str, str], dict[tuple[str, str | None], list[Citation]]]:
    """The roles of a person by story and body, with every place where they are printed."""
    found: dict[tuple[str, str], dict[tuple[str, str | None], list[Citation]]] = defaultdict(lambda: defaultdict(list))
    past = _words().past
    for role in entity.roles if entity.type == "person" else ():
        if role.organisation is None or set(role.role.split()) & set(past):
            continue
        for file, start, end in role.places:
            place = view.cite_span(file, start, end)
            found[view.story(file), role.organisation][role.role, place.language].append(place)
    return found


def _exclusive(told: _Told) -> Iterator[tuple[tuple[str, list[Citation]], tuple[str, list[Citation]]]]:
    """Pairs of labels of which no article gives both, and nobody holds both."""
    for (one, language), (other, second) in itertools.combinations(sorted(told, key=str), 2):
        if not (_below(one, other) or (language == second and _two_offices(one, other))):
            continue
        files = [_files(told, label) for label in (one, other)]
        if files[0].isdisjoint(files[1]):
            yield (one, told[one, language]), (other, told[other, second])


def _files(told: _Told, label: str) -> set[str]:
    return {place.document for (own, _), places in told.items() if own == label for place in places}


def _below(one: str, other: str) -> bool:
    """Whether one label is the other with a word before it that makes it a lesser office."""
    return any(low + high in (one, other) for low in _words().lesser for high in (one, other))


def _two_offices(one: str, other: str) -> bool:
    return any({one, other} <= group for group in _words().offices)


@cache
def _words() -> _Words:
    data = pack(None).table("roles").get("exclusive", {})
    offices: Sequence[Sequence[str]] = data.get("offices", ())
    return _Words(tuple(map(frozenset, offices)), tuple(data.get("lesser", ())), tuple(data.get("past", ())))
