"""Entities of several groups of articles that were linked group by group: which are one person, body or place?

What is told of an entity in its group is its *card*. Cards of two groups are held against each other by the features
that profiles of two stories are (`features.FEATURES`). Employers and neighbours are compared by their ids without what
tells namesakes apart, since nothing else is known of them in both groups. Two entities of one group stay two.

Only cards whose names hang together (`names_alike`) can be one: such a family is solved by itself, in an order that
its cards alone determine, so that what comes out is the same whichever group was linked first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.linking import bodies, keys, names
from whomet.linking.clusters import Seen, solve
from whomet.linking.context import NEIGHBOUR_WEIGHTS, Context
from whomet.linking.decisions import Decisions
from whomet.linking.entities import besides, fullness, label_of, longer_id, name_of, plain_id, printed, slug
from whomet.linking.features import THRESHOLD, score
from whomet.linking.index import LEAST_SPELT, spelt_alike, tried
from whomet.linking.profiles import Form, Profile, join_all, profiles_of
from whomet.records import Article, Entity, EntityRole, EntityType, LinkReason, ReferentKey

#: Likeness of two names from which entities that bear them are held against each other: a slip gives 0.75 or more, and
#: below 0.68 names of one and of two relatives cannot be told apart (`features.DOUBTFUL`).
LEAST_LIKENESS = 0.7
#: Scores of people that were not joined from which they are told as near misses.
CLOSE = THRESHOLD - 3.0
#: Others that are named beside an entity and go onto its card: those of most articles that speak of it.
NEIGHBOURS = 60
#: What ids among names begin with.
_ID = ":"
#: Hexadecimal figures by which texts are sorted and told apart.
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of an entity in one group of articles; plain fields, to be kept.

    Attributes:
        group: The group.
        local: Id of the entity in it.
        referent: The first of its referents, which stands for it.
        full, short: (language, form) of its names, sorted.
        roles: English labels, sorted.
        employers, holders: Plain ids and names of bodies that a person works for; plain ids of people of a body.
        genders: "f", "m", as far as told.
        countries: ISO 3166 codes of a place.
        geonames: GeoNames ids of a place.
        around: (plain id, type) of who and what is named in the same articles, those of most articles first.
        days: First and last day on which its articles were published, as ordinals.
        first: What sorts its first article, and the number of the referent there.
        prints: (publication, digest of the text, language, form) of the first article that prints each form.
        besides: (body or role, weight) that tell it from another of its name, sorted.
        counts: (form, articles that print it), sorted.
    """

    group: str
    local: str
    type: EntityType
    referent: ReferentKey
    full: tuple[Form, ...]
    short: tuple[Form, ...]
    roles: tuple[str, ...]
    employers: tuple[str, ...]
    holders: tuple[str, ...]
    genders: tuple[str, ...]
    countries: tuple[str, ...]
    geonames: tuple[int, ...]
    around: tuple[tuple[str, EntityType], ...]
    days: tuple[int, int] | None
    first: tuple[str, str, int]
    prints: tuple[tuple[str, str, str, str], ...]
    besides: tuple[tuple[str, int], ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The names that it is found by, and the ids of places that the tables know."""
        return tuple(sorted(_forms(_profile(self))))


def cards_of(group: str, articles: Sequence[Article], entities: Sequence[Entity]) -> list[Card]:
    """The cards of the entities of one group.

    Args:
        group: Its id.
        articles: Its articles, as they were linked.
        entities: What was found in them.

    Returns:
        One for each entity, in their order.
    """
    return _Group(group, articles, entities).cards()


class _Group:
    """The entities of one group, and who stands around whom."""

    def __init__(self, group: str, articles: Sequence[Article], entities: Sequence[Entity]) -> None:
        self._group, self._entities = group, entities
        self._articles = {article.document.file: article for article in articles}
        start = profiles_of(articles, ())
        self._profiles = {entity.id: join_all([start[key] for key in entity.referents]) for entity in entities}
        self._of = {key: entity.id for entity in entities for key in entity.referents}
        self._types = {entity.id: entity.type for entity in entities}
        self._named: dict[str, set[str]] = {}
        for entity in entities:
            for file, _ in entity.referents:
                self._named.setdefault(file, set()).add(entity.id)
        self._orders = {file: _order(article) for file, article in self._articles.items()}
        self._prints = {entity.id: self._printed(entity) for entity in entities}
        self._plain = {
            id_: plain_id(profile.type, _name(profile, self._prints[id_])) for id_, profile in self._profiles.items()
        }

    def cards(self) -> list[Card]:
        """One for each entity."""
        return [self._card(entity) for entity in self._entities]

    def _card(self, entity: Entity) -> Card:
        profile = self._profiles[entity.id]
        forms: Counter[str] = Counter()
        for file, index in entity.referents:
            forms.update({form for _, form in self._articles[file].mentions.referents[index].forms})
        return Card(
            group=self._group,
            local=entity.id,
            type=entity.type,
            referent=min(entity.referents),
            full=tuple(sorted(profile.full)),
            short=tuple(sorted(profile.short)),
            roles=tuple(sorted(profile.roles)),
            employers=tuple(sorted({name for key in profile.employers for name in self._called(key)})),
            holders=tuple(sorted({self._plain[self._of[key]] for key in profile.holders if key in self._of})),
            genders=tuple(sorted(profile.genders)),
            countries=tuple(sorted(profile.countries)),
            geonames=tuple(sorted(profile.geonames)),
            around=self._around(entity.id, profile),
            days=profile.days,
            first=min((*self._orders[file], index) for file, index in entity.referents),
            prints=self._prints[entity.id],
            besides=tuple(sorted(besides(entity.referents, self._articles).items())),
            counts=tuple(sorted(forms.items())),
        )

    def _printed(self, entity: Entity) -> tuple[tuple[str, str, str, str], ...]:
        """The first print of every form."""
        first: dict[Form, tuple[str, str]] = {}
        for file, index in entity.referents:
            for form in printed(self._articles[file], index):
                first[form] = min(first.get(form, self._orders[file]), self._orders[file])
        return tuple(sorted((*order, *form) for form, order in first.items()))

    def _called(self, body: ReferentKey) -> Iterable[str]:
        """What a body may be called in another group: its plain id, and its names without legal forms."""
        id_ = self._of.get(body)
        if id_ is not None:
            yield self._plain[id_]
            yield from (f"organisation:{slug(bodies.core(form))}" for _, form in self._profiles[id_].full)

    def _around(self, own: str, profile: Profile) -> tuple[tuple[str, EntityType], ...]:
        """The others in the same articles; a lone family name or a title tells nothing and is left out."""
        counts = Counter(id_ for file in profile.files for id_ in self._named.get(file, ()))
        found = [id_ for id_ in counts if id_ != own and self._profiles[id_].full]
        found.sort(key=lambda id_: (-NEIGHBOUR_WEIGHTS[self._types[id_]], -counts[id_], id_))
        kept = sorted({(self._plain[id_], self._types[id_]) for id_ in found[:NEIGHBOURS]})
        return tuple(kept)


def _order(article: Article) -> tuple[str, str]:
    """What sorts articles: publication, then a digest of the text."""
    document = article.document
    text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return document.published or "9", text[:_DIGITS]


def _name(profile: Profile, prints: Iterable[tuple[str, str, str, str]]) -> str:
    return name_of(profile, (((day, text), language, form) for day, text, language, form in prints))


# --- names ---------------------------------------------------------------------------------------------


def name_keys(type_: EntityType, form: str) -> tuple[str, ...]:
    """Keys of which two names share one where they may be alike.

    Args:
        type_: Of whom bears it.
        form: A name.
    """
    if form.startswith(_ID):
        return (form,)
    found = keys.block_keys(bodies.core(form) if type_ == "organisation" else form)
    return (*found, f":{names.plain(form)}")


def names_alike(type_: EntityType, x: str, y: str) -> bool:
    """Whether two names are so alike that who bears them may be one; it hangs on the two names alone."""
    if _ID in (x[:1], y[:1]):
        return x == y
    if names.plain(x) == names.plain(y):
        return True
    if type_ == "organisation":
        return bodies.sounds(x, y) >= LEAST_LIKENESS or bodies.halves(x, y) is not None
    return spelt_alike(x, y, LEAST_SPELT["far"], False) and names.likeness(x, y) >= LEAST_LIKENESS


def prepare(type_: EntityType, pairs: Iterable[tuple[str, str]]) -> None:
    """Work out together what `names_alike` will ask of some pairs: far faster than one by one."""
    if type_ == "organisation":
        bodies.prepare(pairs)
    else:
        names.prepare((x, y) for x, y in pairs if spelt_alike(x, y, LEAST_SPELT["far"], False))


# --- which are one -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Joined:
    """Cards that are one person, body or place.

    Attributes:
        cards: In the order of their first articles.
        reasons: Why they are one.
    """

    cards: tuple[Card, ...]
    reasons: tuple[LinkReason, ...] = ()

    @cached_property
    def profile(self) -> Profile:
        """All that is told of it."""
        return join_all([_profile(card) for card in self.cards])

    @property
    def plain(self) -> str:
        """Its id, as long as nobody else has it."""
        first = self.cards[0]
        return plain_id(first.type, _name(self.profile, {print_ for card in self.cards for print_ in card.prints}))

    @property
    def longer(self) -> str:
        """Its id where another one, in the news before, has the plain one."""
        told: Counter[str] = Counter()
        for card in self.cards:
            told.update(dict(card.besides))
        return longer_id(self.plain, told)

    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every form printed, by language, fullest first."""
        forms: dict[str, set[str]] = {}
        for card in self.cards:
            for _, _, language, form in card.prints:
                forms.setdefault(language, set()).add(form)
        return tuple(
            (language, tuple(sorted(found, key=lambda form: fullness(form, language))))
            for language, found in sorted(forms.items())
        )

    def label(self, language: str) -> str:
        """The best name in a language.

        Args:
            language: BCP 47 code.
        """
        counts: Counter[str] = Counter()
        for card in self.cards:
            counts.update(dict(card.counts))
        return label_of(self.profile, self.names(), counts, language)

    def entity(self, id_: str, parts: Sequence[Entity], language: str) -> Entity:
        """The entity that some entities of the groups are together.

        Args:
            id_: Its id.
            parts: What it is in each group; the bodies of their roles by the ids that those have across groups.
            language: BCP 47 code of the language of the label.
        """
        places: dict[tuple[str, str | None], set[tuple[str, int, int]]] = {}
        for role in (role for part in parts for role in part.roles):
            places.setdefault((role.role, role.organisation), set()).update(role.places)
        roles = sorted(places.items(), key=lambda item: (item[0][0], item[0][1] or ""))
        reasons = {reason for part in parts for reason in part.reasons} | set(self.reasons)
        return Entity(
            id=id_,
            type=parts[0].type,
            label=self.label(language),
            names=self.names(),
            referents=tuple(sorted({key for part in parts for key in part.referents})),
            roles=tuple(EntityRole(role, body, tuple(sorted(found))) for (role, body), found in roles),
            reasons=tuple(sorted(reasons, key=lambda reason: (reason.left, reason.right))),
            same_as=tuple(sorted({uri for part in parts for uri in part.same_as})),
        )


@dataclass(frozen=True, slots=True)
class _Told(Decisions):
    """What the user told, and that two entities of one group are two."""

    def forbid(self, a: Profile, b: Profile) -> bool:
        return not a.files.isdisjoint(b.files) or Decisions.forbid(self, a, b)


@dataclass(slots=True)
class _Surroundings(Context):
    """What stands around cards, told by ids that need no looking up."""

    beside: dict[frozenset[ReferentKey], dict[ReferentKey, float]] = field(default_factory=dict)

    def around(self, profile: Profile) -> dict[ReferentKey, float]:
        """The others, each with its weight."""
        found = self.beside.get(profile.keys)
        if found is None:
            found = {}
            for key in profile.keys:
                found |= self.beside.get(frozenset({key}), {})
            self.beside[profile.keys] = found
        return found

    def meaning(self, _: str, __: str) -> float:
        """Nothing: whether a third body is nearer in meaning cannot be seen from two cards."""
        return 0.0

    def ambiguous(self, _: str) -> bool:
        """Never: a name that is but the beginning of another does not lead from card to card."""
        return False


def resolve(
    cards: Iterable[Card],
    encoder: Encoder,
    together: Iterable[tuple[ReferentKey, ReferentKey]] = (),
    apart: Iterable[tuple[ReferentKey, ReferentKey]] = (),
) -> list[Joined]:
    """Which cards are one.

    Every card joins the cluster it fits best, in the order of their first articles; then clusters are joined, best
    first, as long as nothing forbids it.

    Args:
        cards: Of one type, whose names hang together.
        encoder: Compares what is left of names of bodies whose beginnings sound alike.
        together: Pairs of cards, by their `referent`, that are one whatever the evidence says.
        apart: Pairs that are two.

    Returns:
        Every card in exactly one cluster, in the order of their first articles; the same in whatever order they come.
    """
    ordered = sorted(cards, key=lambda card: (card.first, card.referent))
    return _Family(ordered, encoder, together, apart).joined()


def closeness(one: Joined, other: Joined) -> float | None:
    """What speaks for two people of one name being one, less what speaks for two.

    Args:
        one, other: People that were not taken for one.

    Returns:
        The score, None where their names have too little in common, or none came close.
    """
    family = _Family([*one.cards, *other.cards], _Mute(), (), ())
    value = family.score(one, other)
    return value if value >= CLOSE else None


class _Mute:
    """No vectors: people are compared without."""

    name, dimensions = "mute", 1

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Nothing."""
        return np.zeros((len(texts), 1), dtype=np.float32)


class _Family:
    """Cards whose names hang together, on their way to clusters."""

    def __init__(
        self,
        cards: Sequence[Card],
        encoder: Encoder,
        together: Iterable[tuple[ReferentKey, ReferentKey]],
        apart: Iterable[tuple[ReferentKey, ReferentKey]],
    ) -> None:
        self._cards = {card.referent: card for card in cards}
        self._places = {referent: place for place, referent in enumerate(self._cards)}
        self._context = _Surroundings(encoder)
        two: dict[ReferentKey, set[ReferentKey]] = {}
        for left, right in apart:
            two.setdefault(left, set()).add(right)
            two.setdefault(right, set()).add(left)
        self._told = _Told(apart={key: frozenset(others) for key, others in two.items()})
        self._together = sorted((min(pair), max(pair)) for pair in together if set(pair) <= self._cards.keys())
        self._clusters: dict[ReferentKey, Profile] = {}
        self._owner: dict[ReferentKey, ReferentKey] = {}
        self._reasons: list[LinkReason] = []

    def score(self, one: Joined, other: Joined) -> float:
        """How well two go together."""
        for card in self._cards.values():
            self._begin(card)
        return score(one.profile, other.profile, self._context)[0]

    def joined(self) -> list[Joined]:
        """The clusters."""
        for card in self._cards.values():
            self._begin(card)
        self._fold()
        for left, right in self._together:
            one, other = self._owner[left], self._owner[right]
            if one != other and not self._apart(self._clusters[one], self._clusters[other]):
                self._reasons.append(LinkReason(left, right, 0.0, (("told by the user", 0.0),)))
                self._join(one, other)
        self._follow()
        self._merge()
        return self._made()

    def _begin(self, card: Card) -> None:
        profile = _profile(card)
        weights = {(id_, 0): NEIGHBOUR_WEIGHTS[type_] for id_, type_ in card.around}
        self._context.beside[profile.keys] = weights
        self._clusters[card.referent] = profile
        self._owner[card.referent] = card.referent

    def _fold(self) -> None:
        """Join bodies, and places, of the very same names: these alone are enough, whatever else is told of them."""
        same: dict[tuple[object, ...], list[ReferentKey]] = {}
        for referent, card in self._cards.items():
            if card.type != "person" and card.forms:
                same.setdefault((card.full, card.short, card.countries, card.geonames), []).append(referent)
        for lead, *others in same.values():
            if not others or self._told.apart:
                continue
            value, seen = score(self._bare(lead), self._bare(others[0]), self._context)
            parts, groups = [lead], {self._cards[lead].group}
            for referent in others:
                if value >= THRESHOLD and self._cards[referent].group not in groups:
                    groups.add(self._cards[referent].group)
                    parts.append(referent)
                    self._reasons.append(LinkReason(lead, referent, value, seen))
            self._take(parts)

    def _bare(self, referent: ReferentKey) -> Profile:
        """What is told of a card by its names alone."""
        return replace(self._clusters[referent], holders=frozenset(), keys=frozenset({(f":{referent}", 0)}))

    def _take(self, parts: Sequence[ReferentKey]) -> None:
        """Take cards for one."""
        if len(parts) > 1:
            joined = join_all([self._clusters.pop(referent) for referent in parts])
            beside: dict[ReferentKey, float] = {}
            for referent in parts:
                beside |= self._context.beside[frozenset({referent})]
            self._context.beside[joined.keys] = beside
            self._clusters[joined.key] = joined
            self._owner.update(dict.fromkeys(joined.keys, joined.key))

    def _apart(self, a: Profile, b: Profile) -> bool:
        """Whether the user told two clusters to be two; that a group knows both gives way to "these are one"."""
        return Decisions.forbid(self._told, a, b)

    def _join(self, one: ReferentKey, other: ReferentKey) -> ReferentKey:
        """Take two clusters for one, and tell what it is called by."""
        a, b = self._clusters.pop(one), self._clusters.pop(other)
        joined = a.join(b)
        beside = self._context.beside
        beside[joined.keys] = self._context.around(a) | self._context.around(b)
        self._clusters[joined.key] = joined
        self._owner.update(dict.fromkeys(joined.keys, joined.key))
        return joined.key

    def _follow(self) -> None:
        """Every card that is alone joins the best of the clusters before it that bears a name like its own."""
        bearers: dict[str, set[ReferentKey]] = {}
        for referent, card in self._cards.items():
            own = self._owner[referent]
            if len(self._clusters[own].keys) == 1:
                found = {self._owner[key] for form in card.forms for key in self._like(card.type, form, bearers)}
                best = min((fit for key in sorted(found - {own}) if (fit := self._fit(own, key))), default=None)
                if best is not None:
                    value, _, key, seen = best
                    self._reasons.append(LinkReason(key, own, -value, seen))
                    self._join(key, own)
            for form in card.forms:
                bearers.setdefault(form, set()).add(referent)

    def _like(self, type_: EntityType, form: str, bearers: Mapping[str, set[ReferentKey]]) -> set[ReferentKey]:
        """One bearer each of the clusters with a name like this."""
        alike = (found for other, found in bearers.items() if other == form or names_alike(type_, form, other))
        return set().union(*({self._owner[key] for key in found} for found in alike))

    def _fit(self, one: ReferentKey, other: ReferentKey) -> tuple[float, int, ReferentKey, Seen] | None:
        """How well two clusters go together, to be sorted: best first, then the one that was in the news first."""
        a, b = self._clusters[one], self._clusters[other]
        if self._told.forbid(a, b):
            return None
        value, seen = score(a, b, self._context)
        return (-value, min(self._places[key] for key in b.keys), other, seen) if value >= THRESHOLD else None

    def _merge(self) -> None:
        near = {
            key: {other for other in self._clusters if other != key and self._names_meet(key, other)}
            for key in self._clusters
        }
        near = {key: others for key, others in near.items() if others}
        for joined in solve(dict(self._clusters), near, self._context, self._reasons, self._told):
            for key in joined.keys & self._clusters.keys():
                del self._clusters[key]
            self._clusters[joined.key] = joined

    def _names_meet(self, one: ReferentKey, other: ReferentKey) -> bool:
        a, b = self._clusters[one], self._clusters[other]
        return any(names_alike(a.type, x, y) for x in _forms(a) for y in _forms(b))

    def _made(self) -> list[Joined]:
        of = {key: at for at, cluster in self._clusters.items() for key in cluster.keys}
        reasons: dict[ReferentKey, list[LinkReason]] = {}
        for reason in self._reasons:
            reasons.setdefault(of[reason.left], []).append(reason)
        cards: dict[ReferentKey, list[Card]] = {}
        for referent, card in self._cards.items():
            cards.setdefault(of[referent], []).append(card)
        return [Joined(tuple(found), tuple(reasons.get(at, ()))) for at, found in cards.items()]


def _forms(profile: Profile) -> set[str]:
    """The names that a profile is found by, and the ids of places that the tables know."""
    ids = {f"{_ID}geonames:{number}" for number in profile.geonames}
    if not ids:
        ids = {f"{_ID}country:{code}" for code in profile.countries if profile.type == "place"}
    return ids | {form for _, form in tried(profile)}


def _profile(card: Card) -> Profile:
    return Profile(
        type=card.type,
        keys=frozenset({card.referent}),
        full=frozenset(card.full),
        short=frozenset(card.short),
        roles=frozenset(card.roles),
        employers=frozenset((id_, 0) for id_ in card.employers),
        holders=frozenset((id_, 0) for id_ in card.holders),
        genders=frozenset(card.genders),
        countries=frozenset(card.countries),
        geonames=frozenset(card.geonames),
        files=frozenset({card.group}),
        stories=frozenset({card.group}),
        languages=frozenset({(card.group, "")}),
        days=card.days,
    )


__all__ = ["Card", "Joined", "cards_of", "closeness", "name_keys", "names_alike", "prepare", "resolve"]
