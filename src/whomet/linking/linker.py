"""The linker: all articles at once, or one more article into what is linked already.

`load` links from scratch, and neither the order of the articles nor the names of their files make a difference.
`add` takes one more article: each of its referents is held against the clusters that its names lead to, and joins
the best of them; ids stay. It never takes apart what was joined, so where a later article would have tipped an early
decision the other way, `relink` solves the touched neighbourhood anew, as `load` would.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from whomet.embedding import Encoder, default_encoder
from whomet.linking.clusters import Near, Seen, adopt, atoms, cannot_link, cluster, solve
from whomet.linking.comparing import Comparer
from whomet.linking.context import Context
from whomet.linking.decisions import Decisions, Reference, decisions_of
from whomet.linking.entities import Ids, make_entities
from whomet.linking.features import THRESHOLD, score
from whomet.linking.index import Index, forms_of
from whomet.linking.knowledge import without
from whomet.linking.profiles import Profile, profiles_of
from whomet.records import Article, Entity, EntityType, LinkReason, Nearness, ReferentKey, Story

#: In this order the types are linked, each with the others as evidence; after people bodies once more (a ministry is
#: known by its minister), and people once more. A third turn changes nothing on the gold stories.
TURNS: tuple[EntityType, ...] = ("place", "organisation", "person", "organisation", "person")
#: Scores of pairs that were not joined from which they are told as near misses.
CLOSE = THRESHOLD - 3.0


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: none are made here, and to walk through all profiles takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Another entity that came close.

    Attributes:
        id: Its id.
        label: Its label.
        score: What the features add up to; below the threshold, or above it where something forbids the link.
        features: (feature, weighted value).
        forbidden: Why the two cannot be one whatever the score, or None.
    """

    id: str
    label: str
    score: float
    features: Seen
    forbidden: str | None = None


class Linker:
    """Links the referents of articles and keeps what it found.

    Args:
        encoder: Compares what names of bodies mean; the packaged one by default.
        executor: Compares names of people on other processors, for large archives; the result is the same without.
    """

    def __init__(self, encoder: Encoder | None = None, executor: Executor | None = None) -> None:
        self._encoder = encoder or default_encoder()
        self._comparer = Comparer(executor)
        self._articles: dict[str, Article] = {}
        self._start: dict[ReferentKey, Profile] = {}
        self._context = Context(self._encoder, self._comparer)
        self._decisions = Decisions()
        self._hidden: frozenset[str] = frozenset()
        self._reasons: dict[ReferentKey, list[LinkReason]] = {}
        self._index: dict[EntityType, Index] = {}
        self._ids = Ids(self._articles)

    # --- all at once -----------------------------------------------------------------------------------

    @_uncollected()
    def load(
        self,
        articles: Sequence[Article],
        stories: Sequence[Story],
        together: Iterable[tuple[Reference, Reference]] = (),
        apart: Iterable[tuple[Reference, Reference]] = (),
        hidden: Iterable[str] = (),
    ) -> None:
        """Link all referents of some articles, from scratch.

        Args:
            articles: Articles with their mentions, in any order.
            stories: The stories that they belong to.
            together: Pairs of referents that are one, whatever the evidence says.
            apart: Pairs of referents that are two.
            hidden: Files that are evidence and no articles: entities do not show what stands in them.

        Raises:
            WrongDecisionError: A decision names no referent of these articles.
        """
        self._decisions = decisions_of(articles, together, apart)
        self._hidden = frozenset(hidden)
        self._articles.clear()
        self._articles.update({article.document.file: article for article in articles})
        self._start = profiles_of(articles, stories)
        self._context = Context(self._encoder, self._comparer)
        self._context.place(self._start.values())
        self._context.encode_ahead()
        self._ids = Ids(self._articles)
        self._reasons = {}
        self._index = {}
        self._settle(self._start.values())

    def _settle(self, start: Iterable[Profile]) -> None:
        """Link some referents among themselves, and file what comes out."""
        of_type: dict[EntityType, list[Profile]] = {"place": [], "organisation": [], "person": []}
        for profile in sorted(start, key=lambda profile: profile.key):
            of_type[profile.type].append(profile)
        for profiles in of_type.values():
            self._context.split(profiles)
        self._comparer.file(form for profile in of_type["person"] for form in forms_of(profile))
        found: dict[EntityType, Index] = {}
        near: dict[EntityType, Near] = {type_: {} for type_ in of_type}
        for type_ in TURNS:
            reasons: list[LinkReason] = []
            again = type_ in found
            if not again:
                index = found[type_] = Index(self._context)
                for profile in atoms(of_type[type_], self._context, reasons, self._decisions):
                    index.put(profile)
            cluster(found[type_], near[type_], self._context, reasons, self._decisions, again)
            if type_ == "person":
                self._adopt(found[type_], near[type_], reasons)
            for profile in found[type_].profiles.values():
                self._context.renew(profile)
            self._remember(reasons)
        for type_, index in found.items():
            if type_ in self._index:
                for profile in index.profiles.values():
                    self._index[type_].put(profile)
            else:
                self._index[type_] = index
        self._ids.give(profile for index in found.values() for profile in index.profiles.values())

    def _adopt(self, index: Index, near: Near, reasons: list[LinkReason]) -> None:
        for joined in adopt(index.profiles.values(), self._context, reasons, self._decisions):
            parts = {key for key in joined.keys if key in index.profiles}
            around = {other for key in parts for other in near.pop(key, ())} - parts
            for other in around:
                near[other] = (near[other] - parts) | {joined.key}
            if around:
                near[joined.key] = around
            index.replace(joined)

    def _remember(self, reasons: Iterable[LinkReason]) -> None:
        for reason in reasons:
            self._reasons.setdefault(reason.left, []).append(reason)

    # --- one more --------------------------------------------------------------------------------------

    @_uncollected()
    def add(self, article: Article, story: Story | None = None) -> None:
        """Link the referents of one more article with those known.

        Args:
            article: An article whose file is not known yet.
            story: The story that it belongs to; one of its own by default.

        Raises:
            ValueError: The file is known already.
        """
        file = article.document.file
        if file in self._articles:
            raise ValueError(f"{file} is linked already")
        self._articles[file] = article
        fresh = profiles_of([article], [story] if story else [])
        self._start.update(fresh)
        self._context.place(fresh.values())
        for profile in fresh.values():
            self._of(profile.type).put(profile)
        for type_ in TURNS:
            mine = [self._context.profiles[key] for key in self._context.named(fresh) if key in self._context.profiles]
            self._grow(type_, [profile for profile in mine if profile.type == type_])
        self._ids.give(self._context.profiles[key] for key in sorted(self._context.named(fresh)))

    def _of(self, type_: EntityType) -> Index:
        return self._index.setdefault(type_, Index(self._context))

    def _grow(self, type_: EntityType, seeds: Sequence[Profile]) -> None:
        index = self._of(type_)
        profiles = {seed.key: seed for seed in seeds}
        near: Near = {}
        for key, others in index.candidates_of(seeds).items():
            for other in others:
                profiles[other] = index.profiles[other]
                near.setdefault(key, set()).add(other)
                near.setdefault(other, set()).add(key)
        if type_ == "person":
            # a lone family name of the story may have waited for its full one
            profiles |= {key: index.profiles[key] for seed in seeds for key in index.of_stories(seed)}
        reasons: list[LinkReason] = []
        made = {joined.key: joined for joined in solve(profiles, near, self._context, reasons, self._decisions)}
        if type_ == "person":
            gone = {key for joined in made.values() for key in joined.keys}
            alone = [profile for key, profile in profiles.items() if key not in gone]
            adopted = adopt([*made.values(), *alone], self._context, reasons, self._decisions)
            taken = {key for joined in adopted for key in joined.keys}
            made = {key: joined for key, joined in made.items() if key not in taken}
            made |= {joined.key: joined for joined in adopted}
        self._remember(reasons)
        for joined in made.values():
            index.replace(joined)
            self._context.renew(joined)

    @_uncollected()
    def relink(self, files: Iterable[str]) -> None:
        """Solve anew, from single referents, all clusters that the clusters of some files might be one with.

        Args:
            files: Files whose neighbourhood is looked at again.
        """
        touched = {key for file in files for key in self._context.articles.get(file, ())}
        keys = self._context.named(touched)
        for key in sorted(keys):
            profile = self._context.profiles[key]
            keys |= self._of(profile.type).candidates(profile)
        start = []
        for key in sorted(keys):
            profile = self._context.profiles[key]
            self._of(profile.type).discard(key)
            for single in sorted(profile.keys):
                self._reasons.pop(single, None)
                start.append(self._start[single])
        self._settle(start)

    # --- what was found --------------------------------------------------------------------------------

    def entities(self, language: str = "en", ids: Iterable[str] | None = None) -> tuple[Entity, ...]:
        """The entities.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
            ids: Only these.

        Returns:
            The entities in order of their ids. Every referent belongs to exactly one.
        """
        wanted = None if ids is None else set(ids)
        found = [
            profile
            for profile in self._context.profiles.values()
            if wanted is None or self.id_of(profile.key) in wanted
        ]
        made = make_entities(self._articles, found, self._reasons, self._ids.of, language)
        shown = [article for file, article in self._articles.items() if file not in self._hidden]
        return without(made, shown) if self._hidden else made

    def id_of(self, referent: ReferentKey) -> str:
        """The id of the entity that a referent belongs to."""
        return self._ids.of[referent]

    def near_misses(self, id_: str, language: str = "en") -> tuple[NearMiss, ...]:
        """The other entities that came close to one, best first.

        Args:
            id_: Id of an entity.
            language: BCP 47 code of the language of the labels.

        Raises:
            KeyError: There is no such entity.
        """
        profile = next((p for p in self._context.profiles.values() if self.id_of(p.key) == id_), None)
        if profile is None:
            raise KeyError(id_)
        found = sorted(self._close(profile), key=lambda miss: (-miss[0], miss[1].key))
        labels = {
            entity.id: entity.label
            for entity in self.entities(language, [self.id_of(other.key) for _, other, _, _ in found])
        }
        return tuple(
            NearMiss(key, labels[key], value, seen, forbidden)
            for value, other, seen, forbidden in found
            if (key := self.id_of(other.key)) in labels
        )

    def near(self) -> tuple[Nearness, ...]:
        """All pairs of people and of bodies that came close to being one, in order of their ids.

        What the user told to be two is none of them.
        """
        found: list[Nearness] = []
        for type_, index in self._index.items():
            if type_ == "place":
                continue  # of places there are many, each known by its name alone
            profiles = [index.profiles[key] for key in sorted(index.profiles)]
            for key, others in index.candidates_of(profiles, behind=True).items():
                found += self._nearness(index.profiles[key], [index.profiles[other] for other in sorted(others)])
        return tuple(sorted(found, key=lambda each: (each.left, each.right)))

    def _nearness(self, profile: Profile, others: Iterable[Profile]) -> Iterator[Nearness]:
        for other in others:
            if profile.key == other.key or self._decisions.forbid(profile, other):
                continue
            value, _ = score(profile, other, self._context)
            if value >= CLOSE:
                left, right = sorted((self.id_of(profile.key), self.id_of(other.key)))
                two = "one article speaks of both as two" if cannot_link(profile, other) else None
                yield Nearness(left, right, round(value, 3), two)

    def _close(self, profile: Profile) -> Iterator[tuple[float, Profile, Seen, str | None]]:
        index = self._of(profile.type)
        namesakes = index.namesakes(profile)
        for key in index.candidates(profile) | namesakes:
            other = index.profiles[key]
            value, seen = score(profile, other, self._context, named=key in namesakes)
            forbidden = "told by the user" if self._decisions.forbid(profile, other) else None
            if forbidden is None and cannot_link(profile, other):
                shared = ", ".join(sorted(profile.files & other.files))
                forbidden = f"one article speaks of both as two: {shared}"
            if value >= CLOSE or forbidden == "told by the user" or key in namesakes:
                yield value, other, seen, forbidden


__all__ = ["Linker", "NearMiss"]
