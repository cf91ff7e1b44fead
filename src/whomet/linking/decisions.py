"""What is decided before all evidence: referents that the user told to be one or two, and those of copies of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from whomet.linking.names import fold
from whomet.linking.profiles import Profile
from whomet.records import Article, EntityType, ReferentKey

Reference: TypeAlias = ReferentKey | tuple[str, str]
"""A referent: (file, index into its referents) or (file, a name as printed there)."""


#: What the names of articles begin with that stand for entries of the user's own names (`knowledge`).
KNOWN = "knowledge:"


class WrongDecisionError(ValueError):
    """A decision names nobody, or more than one."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs that must and that cannot be linked.

    Attributes:
        together: Groups of referents that are one.
        copies: Groups of referents that are one because they are named in one and the same text.
        apart: For a referent those that it is not.
        known: Referents that are entries of the user's own names: no two of them are one.
    """

    together: tuple[frozenset[ReferentKey], ...] = ()
    copies: tuple[frozenset[ReferentKey], ...] = ()
    apart: Mapping[ReferentKey, frozenset[ReferentKey]] = field(default_factory=dict)
    known: frozenset[ReferentKey] = frozenset()

    def forbid(self, a: Profile, b: Profile) -> bool:
        """Whether two profiles were told to be two."""
        if self.known and not self.known.isdisjoint(a.keys) and not self.known.isdisjoint(b.keys):
            return True
        if not self.apart:
            return False
        return any(not self.apart.get(key, frozenset()).isdisjoint(b.keys) for key in a.keys)


def decisions_of(
    articles: Sequence[Article],
    together: Iterable[tuple[Reference, Reference]] = (),
    apart: Iterable[tuple[Reference, Reference]] = (),
) -> Decisions:
    """The decisions in referents.

    Args:
        articles: The articles that they are about.
        together: Pairs that are one.
        apart: Pairs that are two.

    Returns:
        The decisions; where a chain of "one" meets a "two", the latter is kept as well and wins.

    Raises:
        WrongDecisionError: A reference names no referent of the articles, or more than one type of them.
    """
    by_file = {article.document.file: article for article in articles}
    groups: list[frozenset[ReferentKey]] = []
    for left, right in together:
        group = _one(left, by_file) | _one(right, by_file)
        if len({by_file[file].mentions.referents[index].type for file, index in group}) > 1:
            raise WrongDecisionError(f"{_told(left)} and {_told(right)} cannot be one: they are of two types")
        touching = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group] + [group.union(*touching)]
    found: dict[ReferentKey, set[ReferentKey]] = {}
    for left, right in apart:
        one, other = _resolve(left, by_file), _resolve(right, by_file)
        for key in one:
            found.setdefault(key, set()).update(other - one)
        for key in other:
            found.setdefault(key, set()).update(one - other)
    ordered = tuple(sorted(groups, key=min))
    known = frozenset((file, 0) for file in by_file if file.startswith(KNOWN))
    two = {key: frozenset(others) for key, others in sorted(found.items())}
    return Decisions(ordered, _copies(articles), two, known)


def _copies(articles: Sequence[Article]) -> tuple[frozenset[ReferentKey], ...]:
    """The referents of articles that tell word for word the same: whom one means by a name, the other means."""
    groups: dict[tuple[tuple[str, ...], tuple[EntityType, ...]], list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.document.file):
        told = tuple(sentence.text for sentence in article.document.sentences)
        types = tuple(referent.type for referent in article.mentions.referents)
        if told and types:
            groups.setdefault((told, types), []).append(article)
    return tuple(
        frozenset((article.document.file, index) for article in copies)
        for (_, types), copies in groups.items()
        if len(copies) > 1
        for index in range(len(types))
    )


def _one(reference: Reference, by_file: Mapping[str, Article]) -> frozenset[ReferentKey]:
    found = _resolve(reference, by_file)
    if len(found) > 1:
        numbers = ", ".join(str(index) for _, index in sorted(found))
        raise WrongDecisionError(f"{_told(reference)}: the article names several so; give one by number: {numbers}")
    return found


def _resolve(reference: Reference, by_file: Mapping[str, Article]) -> frozenset[ReferentKey]:
    file, which = reference
    if file not in by_file:
        raise WrongDecisionError(f"{_told(reference)}: no such article; files are named as in the account")
    referents = by_file[file].mentions.referents
    if isinstance(which, int):
        if not 0 <= which < len(referents):
            raise WrongDecisionError(f"{_told(reference)}: the article has {len(referents)} referents")
        return frozenset({(file, which)})
    wanted = fold(which)
    found = frozenset(
        (file, index)
        for index, referent in enumerate(referents)
        if any(fold(form) == wanted for _, form in (*referent.forms, *referent.aliases))
    )
    if not found:
        raise WrongDecisionError(f"{_told(reference)}: the article names nobody so")
    return found


def _told(reference: Reference) -> str:
    return f"{reference[0]}:{reference[1]}"


__all__ = ["KNOWN", "Decisions", "Reference", "WrongDecisionError", "decisions_of"]
