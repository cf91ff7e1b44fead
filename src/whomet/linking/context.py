"""What stands around the referents: who else an article speaks of, and what names mean."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from whomet.embedding import Encoder
from whomet.linking import names
from whomet.linking.bodies import core, describes, shortens, sounds
from whomet.linking.comparing import Comparer
from whomet.linking.names import plain
from whomet.linking.profiles import Profile
from whomet.records import EntityType, ReferentKey

#: What a shared neighbour tells: two articles that share a person are about one thing, a shared city tells little.
NEIGHBOUR_WEIGHTS: Mapping[EntityType, float] = {"person": 1.0, "organisation": 0.7, "place": 0.15}
#: Weight of all neighbours from which those of two profiles that share none speak against them.
SEVERAL = 1.4
#: Likeness of names up to which it is not kept in memory: most pairs that are looked at are not alike.
UNLIKE = 0.2
#: Profiles whose surroundings are kept at a time.
_KEPT = 50_000


@dataclass(slots=True)
class Context:
    """The clusters found so far, for the features: what an earlier round or an earlier article told.

    Attributes:
        encoder: Gives the vectors by which descriptive names are compared.
        comparer: Compares names of people many at once.
        profiles: The clusters by their first referents.
        clusters: The first referent of the cluster that a referent is in.
        articles: The referents of every file.
        told: (name, referent) of the bodies and places of every story and language.
        posts: The people of a story that hold a role.
    """

    encoder: Encoder
    comparer: Comparer = field(default_factory=Comparer)
    profiles: dict[ReferentKey, Profile] = field(default_factory=dict)
    clusters: dict[ReferentKey, ReferentKey] = field(default_factory=dict)
    articles: dict[str, set[ReferentKey]] = field(default_factory=dict)
    told: dict[tuple[EntityType, str, str], set[tuple[str, ReferentKey]]] = field(default_factory=dict)
    posts: dict[tuple[str, str], set[ReferentKey]] = field(default_factory=dict)
    _cores: list[tuple[str, str]] = field(default_factory=list)
    _ambiguous: dict[str, bool] = field(default_factory=dict)
    _around: dict[frozenset[ReferentKey], dict[ReferentKey, float]] = field(default_factory=dict)
    _alike: dict[tuple[str, str], float] = field(default_factory=dict)
    _meanings: dict[str, np.ndarray] = field(default_factory=dict)

    def place(self, profiles: Iterable[Profile]) -> None:
        """Take in referents that were not known before, each alone or some taken for one already."""
        fresh: set[tuple[str, str]] = set()
        for profile in profiles:
            for key in profile.keys:
                self.articles.setdefault(key[0], set()).add(key)
            if profile.type == "organisation":
                fresh |= {(plain(name), name) for name in (core(form) for _, form in profile.full)}
            if profile.type == "person":
                for story in profile.stories:
                    for role in profile.roles:
                        self.posts.setdefault((story, role), set()).add(profile.key)
            else:
                for story in profile.stories:
                    for language, form in profile.full:
                        self.told.setdefault((profile.type, story, language), set()).add((form, profile.key))
            self.renew(profile)
        self._cores = sorted({*self._cores, *fresh}) if len(fresh) > 100 else self._insert(fresh)
        self._ambiguous.clear()

    def _insert(self, fresh: set[tuple[str, str]]) -> list[tuple[str, str]]:
        for pair in sorted(fresh):
            at = bisect.bisect_left(self._cores, pair)
            if self._cores[at : at + 1] != [pair]:
                self._cores.insert(at, pair)
        return self._cores

    def renew(self, profile: Profile) -> None:
        """Take some referents, known before, for one."""
        for key in profile.keys:
            if self.clusters.get(key) == key and key != profile.key:
                self.profiles.pop(key, None)
            self.clusters[key] = profile.key
        self.profiles[profile.key] = profile
        self._around.clear()

    def split(self, profiles: Iterable[Profile]) -> None:
        """Take profiles for what they are alone, whatever they were joined to."""
        alone = list(profiles)
        for profile in alone:
            for key in profile.keys:
                self.profiles.pop(self.clusters[key], None)
        for profile in alone:
            self.clusters.update(dict.fromkeys(profile.keys, profile.key))
            self.profiles[profile.key] = profile
        self._around.clear()

    def named(self, keys: Iterable[ReferentKey]) -> frozenset[ReferentKey]:
        """The clusters of some referents."""
        return frozenset(self.clusters.get(key, key) for key in keys)

    def around(self, profile: Profile) -> dict[ReferentKey, float]:
        """The other clusters, each with its weight, of the files that speak of a profile.

        A lone family name or a title tells nothing about what an article is about and is left out.
        """
        if profile.keys not in self._around:
            if len(self._around) > _KEPT:
                self._around.clear()
            others = {self.clusters[key] for file in profile.files for key in self.articles.get(file, ())}
            own = self.named(profile.keys)
            self._around[profile.keys] = {
                key: NEIGHBOUR_WEIGHTS[other.type] for key in sorted(others - own) if (other := self.profiles[key]).full
            }
        return self._around[profile.keys]

    def likeness(self, x: str, y: str) -> float:
        """Likeness of two names; those that are somewhat alike are remembered."""
        pair = (x, y) if x <= y else (y, x)
        found = self._alike.get(pair)
        if found is None:
            found = names.likeness(x, y)
            if found > UNLIKE:
                self._alike[pair] = found
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
        """Whether a name is nearer in meaning to a third body or place of a language in the stories of a profile."""
        own = self.named(profile.keys)
        alike = self.meaning if profile.type == "organisation" else self.cosine
        return any(
            self.clusters[key] not in own and alike(name, other) > cosine
            for story in sorted(profile.stories)
            for other, key in sorted(self.told.get((profile.type, story, language), ()))
        )

    def encode_ahead(self) -> None:
        """Have all names encoded at once that tell what a body is, or a place: most of them are compared in meaning."""
        names = sorted(
            {
                name
                for (kind, _, _), told in self.told.items()
                for name, _ in told
                if name not in self._meanings and (kind == "place" or describes(name))
            }
        )
        self._meanings.update(zip(names, self.encoder.encode(names), strict=True))

    def _vector(self, name: str) -> np.ndarray:
        if name not in self._meanings:
            self._meanings[name] = self.encoder.encode([name])[0]
        return self._meanings[name]

    def ambiguous(self, name: str) -> bool:
        """Whether the core of a name is short for two longer ones which are not short for each other."""
        if name not in self._ambiguous:
            begin = plain(name)
            at = bisect.bisect_left(self._cores, (begin, ""))
            longer = []
            while at < len(self._cores) and self._cores[at][0].startswith(begin):
                if shortens(name, self._cores[at][1]):
                    longer.append(self._cores[at][1])
                at += 1
            self._ambiguous[name] = any(
                not (shortens(a, b) or shortens(b, a) or sounds(a, b) > 0.8)
                for i, a in enumerate(longer)
                for b in longer[i + 1 :]
            )
        return self._ambiguous[name]


__all__ = ["SEVERAL", "Context"]
