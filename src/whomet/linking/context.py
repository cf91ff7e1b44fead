"""What stands around the referents: who else an article speaks of, and what names mean."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from whomet.embedding import Encoder
from whomet.linking.bodies import core, describes, shortens, sounds
from whomet.linking.profiles import Profile
from whomet.records import EntityType, ReferentKey

#: What a shared neighbour tells: two articles that share a person are about one thing, a shared city tells little.
NEIGHBOUR_WEIGHTS: Mapping[EntityType, float] = {"person": 1.0, "organisation": 0.7, "place": 0.15}


@dataclass(slots=True)
class Context:
    """What an earlier round found, for the features of the next.

    Attributes:
        encoder: Gives the vectors by which descriptive names are compared.
        clusters: The first referent of the cluster that a referent is in.
        neighbours: For each file its clusters, each with its weight.
        ambiguous: Cores of names that are short for two different bodies.
        bodies: (name, cluster) of the bodies of every story and language.
    """

    encoder: Encoder
    clusters: Mapping[ReferentKey, ReferentKey] = field(default_factory=dict)
    neighbours: Mapping[str, Mapping[ReferentKey, float]] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    bodies: Mapping[tuple[str, str], frozenset[tuple[str, ReferentKey]]] = field(default_factory=dict)
    _meanings: dict[str, np.ndarray] = field(default_factory=dict)

    def named(self, keys: Iterable[ReferentKey]) -> frozenset[ReferentKey]:
        """The clusters of some referents."""
        return frozenset(self.clusters.get(key, key) for key in keys)

    def around(self, profile: Profile) -> dict[ReferentKey, float]:
        """The other clusters of the files that speak of a profile."""
        own = self.named(profile.keys)
        found: dict[ReferentKey, float] = {}
        for file in sorted(profile.files):
            found.update({k: w for k, w in self.neighbours.get(file, {}).items() if k not in own})
        return found

    def meaning(self, a: str, b: str) -> float:
        """Cosine of the sentence vectors of two names that tell what a body is; 0 where one does not."""
        if not (describes(a) and describes(b)):
            return 0.0
        return self.cosine(a, b)

    def cosine(self, a: str, b: str) -> float:
        """Cosine of the sentence vectors of two texts."""
        return float(self._vector(a) @ self._vector(b))

    def nearer(self, name: str, language: str, profile: Profile, cosine: float) -> bool:
        """Whether a name is nearer in meaning to a third body of a language in the stories of a profile."""
        own = self.named(profile.keys)
        return any(
            cluster not in own and self.meaning(name, other) > cosine
            for story in sorted(profile.stories)
            for other, cluster in sorted(self.bodies.get((story, language), ()))
        )

    def _vector(self, name: str) -> np.ndarray:
        if name not in self._meanings:
            self._meanings[name] = self.encoder.encode([name])[0]
        return self._meanings[name]


def context_of(
    encoder: Encoder, groups: Mapping[EntityType, Sequence[Profile]], before: Context | None = None
) -> Context:
    """The context that some clusters make.

    Args:
        encoder: For the meaning of names.
        groups: The clusters found so far, by type.
        before: An earlier context, whose vectors are kept.

    Returns:
        The context for the next round.
    """
    clusters: dict[ReferentKey, ReferentKey] = {}
    neighbours: dict[str, dict[ReferentKey, float]] = {}
    for type_, found in sorted(groups.items()):
        for profile in found:
            for key in profile.keys:
                clusters[key] = profile.key
            # a lone family name or a title tells nothing about what the article is about
            if profile.full:
                for file in profile.files:
                    neighbours.setdefault(file, {})[profile.key] = NEIGHBOUR_WEIGHTS[type_]
    bodies: dict[tuple[str, str], set[tuple[str, ReferentKey]]] = {}
    for profile in groups.get("organisation", ()):
        for story, (language, form) in itertools.product(profile.stories, profile.full):
            bodies.setdefault((story, language), set()).add((form, profile.key))
    return Context(
        encoder,
        clusters,
        neighbours,
        _ambiguous(groups.get("organisation", ())),
        {key: frozenset(found) for key, found in bodies.items()},
        before._meanings if before else {},
    )


def _ambiguous(bodies: Sequence[Profile]) -> frozenset[str]:
    """Names that are short for two longer ones which are not short for each other."""
    cores = sorted({core(form) for body in bodies for _, form in body.full})
    found = set()
    for short in cores:
        longer = [name for name in cores if shortens(short, name)]
        for i, a in enumerate(longer):
            if any(not (shortens(a, b) or shortens(b, a) or sounds(a, b) > 0.8) for b in longer[i + 1 :]):
                found.add(short)
    return frozenset(found)


__all__ = ["Context", "context_of"]
