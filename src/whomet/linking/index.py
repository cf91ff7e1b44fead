"""Which profiles are worth comparing: an index, so that none has to be held against all others.

Two profiles of one type are tried where one story speaks of both, or where their names share a blocking key (see
`keys.block_keys`) and something besides speaks for them. Memory grows with the number of profiles, and the work for
one profile does not grow with the size of the archive as long as its story and its namesakes do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from rapidfuzz.distance import JaroWinkler

from whomet.linking import bodies, names, readings
from whomet.linking.comparing import Pending
from whomet.linking.context import SEVERAL, Context
from whomet.linking.profiles import Profile
from whomet.linking.units import letters, script
from whomet.records import ReferentKey

#: Profiles under one key up to which all are looked at; of more frequent ones only those that share surroundings.
#: Names of people alone reach 2.5 across stories where 3 are needed, so hardly a pair is lost that could be linked; who
#: has exactly the same name is looked at up to `MOST`.
COMMON = 12
#: Of so many at most, the next in order of the files: who is named in thousands of articles hangs together as a chain.
MOST = 200
#: Articles that speak of a neighbour up to which it leads to others: who is named in more (a government, a
#: president) tells too little.
KNOWN_EVERYWHERE = 500
#: Weight from which a neighbour leads to others: people and bodies, not places.
LEADS = 0.5
#: Below this likeness two names are not tried at all.
LEAST_LIKENESS = 0.3
#: Jaro-Winkler likeness of the likeliest Latin spellings below which names of people are not compared by sound: in one
#: story, where they share a blocking key, and in two stories, where only names that are much alike are ever joined; in
#: one story also where one is in Han characters, which tell little of the sound. In stories of invented people in
#: eight scripts 99.4 % of the right pairs lie above, and 6 % of the wrong ones; at 0.62 for all it were 99.7 % and
#: 25 %. The lowest right pair of the gold stories has 0.65, with Han characters.
Where: TypeAlias = Literal["near", "keyed", "far"]
LEAST_SPELT: Mapping[Where, float] = {"near": 0.7, "keyed": 0.55, "far": 0.72}
LEAST_SPELT_HAN = 0.55
#: The same for names of one word, as bodies and places have them; for bodies of two stories that share no surroundings
#: it is that of people, since there only names that are quite alike are ever joined.
LEAST_SPELT_WORD = 0.5
#: Pairs from which on the likeness of their names is worked out together, and most of them at a time.
TOGETHER, AT_ONCE = 8, 20_000
#: Cosine of meaning from which names of bodies are tried.
LEAST_MEANING = 0.4


@dataclass
class Asked:
    """Profiles whose candidates are being looked for.

    Attributes:
        found: Candidates found already.
        parts: Pairs of profiles whose names are being compared, and what compares them.
    """

    found: dict[ReferentKey, set[ReferentKey]]
    parts: list[tuple[list[tuple[Profile, Profile, Where, Pairs]], Pending | None]]


class Index:
    """Profiles of one type by their names, stories and articles.

    Args:
        context: What stands around them.
    """

    def __init__(self, context: Context) -> None:
        self.profiles: dict[ReferentKey, Profile] = {}
        self._context = context
        self._files: dict[str, set[ReferentKey]] = {}
        self._stories: dict[str, set[ReferentKey]] = {}
        self._keys: dict[str, tuple[str, set[ReferentKey]]] = {}
        self._filed: dict[ReferentKey, tuple[str, ...]] = {}
        self._forms: dict[ReferentKey, tuple[str, ...]] = {}

    def put(self, profile: Profile, keys: Iterable[str] | None = None) -> None:
        """Take in a profile.

        Args:
            profile: One whose referents are in none that was taken in.
            keys: What it is filed under, where that is known.
        """
        self.profiles[profile.key] = profile
        self._forms[profile.key] = forms_of(profile)
        filed = []
        for key in _keys(profile) if keys is None else keys:
            posting = self._keys.get(key)
            if posting is None:
                posting = self._keys[key] = (key, set())
            posting[1].add(profile.key)
            filed.append(posting[0])
        self._filed[profile.key] = tuple(filed)
        for table, entries in ((self._files, profile.files), (self._stories, profile.stories)):
            for entry in entries:
                table.setdefault(entry, set()).add(profile.key)

    def discard(self, key: ReferentKey) -> tuple[str, ...]:
        """Leave out a profile that was taken in, and tell what it was filed under."""
        profile, filed = self.profiles.pop(key), self._filed.pop(key)
        del self._forms[key]
        for table, entries in ((self._files, profile.files), (self._stories, profile.stories)):
            for entry in entries:
                table[entry].discard(key)
                if not table[entry]:
                    del table[entry]
        for entry in filed:
            self._keys[entry][1].discard(key)
            if not self._keys[entry][1]:
                del self._keys[entry]
        return filed

    def replace(self, joined: Profile) -> None:
        """Take in a profile in the place of those that it was joined from."""
        parts = [key for key in sorted(joined.keys) if key in self.profiles]
        self.put(joined, {entry for key in parts for entry in self.discard(key)})

    def candidates(self, profile: Profile) -> set[ReferentKey]:
        """The profiles that may be one with a profile of the index, itself left out."""
        return self.candidates_of([profile])[profile.key]

    def candidates_of(
        self, profiles: Sequence[Profile], again: bool = False, behind: bool = False
    ) -> dict[ReferentKey, set[ReferentKey]]:
        """The profiles that may be one with each of some profiles; looked for together, which is far faster.

        Args:
            profiles: Some in the index.
            again: Whether people of their stories were looked at before: only their surroundings have changed.
            behind: Only those behind each in order, where all of an index are looked at.
        """
        return self.answer(self.ask(profiles, again, behind))

    def ask(self, profiles: Sequence[Profile], again: bool = False, behind: bool = False) -> Asked:
        """Begin to look for the profiles that may be one with each of some profiles.

        Args: As `candidates_of`.

        Returns:
            What to give to `answer`, before the index changes.
        """
        found: dict[ReferentKey, set[ReferentKey]] = {}
        worth: list[tuple[Profile, Profile, Where, Pairs]] = []
        for profile in profiles:
            tries = self._tries(profile, again, behind)
            found[profile.key] = set()
            if profile.type == "person" and not again:
                near = tries["keyed"] | tries["near"]
                found[profile.key] |= {key for key in near if _one_office(profile, self.profiles[key])}
            worth += (
                (profile, other, where, pairs)
                for where, keys in tries.items()
                for other in map(self.profiles.__getitem__, keys - found[profile.key])
                if (pairs := self._worth(profile, other, where)) or _by_more(profile, where)
            )
        parts = [worth[begin : begin + AT_ONCE] for begin in range(0, len(worth), AT_ONCE)]
        begun = [
            self._context.comparer.begin(pair for *_, pairs in some for pair in pairs)
            if len(some) >= TOGETHER and some[0][0].type == "person"
            else None
            for some in parts
        ]
        return Asked(found, list(zip(parts, begun, strict=True)))

    def answer(self, asked: Asked) -> dict[ReferentKey, set[ReferentKey]]:
        """The profiles that may be one with each of those that were asked for."""
        for some, pending in asked.parts:
            if pending is not None:
                self._context.comparer.end(pending)
            elif len(some) >= TOGETHER and some[0][0].type == "organisation":
                bodies.prepare({pair for *_, pairs in some for pair in pairs})
            for one, other, where, pairs in some:
                if _alike(one, other, where, pairs, self._context):
                    asked.found[one.key].add(other.key)
        return asked.found

    def _tries(self, profile: Profile, again: bool, behind: bool) -> dict[Where, set[ReferentKey]]:
        """The profiles to hold a profile against, by where they stand."""
        one_story = self.of_stories(profile)
        filed = self._filed[profile.key]
        postings = [self._keys[entry][1] for entry in filed]
        surroundings = self._surroundings(profile) if any(len(posting) > COMMON for posting in postings) else set()
        akin: set[ReferentKey] = set().union(*(p & surroundings for p in postings if len(p) > COMMON))
        if len(akin) > MOST:
            akin = set(sorted(akin, key=lambda key: (key <= profile.key, key))[:MOST])
        limits = (MOST if entry.startswith(":") else COMMON for entry in filed)
        looked = (posting for posting, limit in zip(postings, limits, strict=True) if len(posting) <= limit)
        others: set[ReferentKey] = set().union(*looked) - akin - one_story
        keyed: set[ReferentKey] = set().union(*(posting & one_story for posting in postings))
        if behind:
            akin, others, one_story, keyed = (
                {key for key in found if key > profile.key} for found in (akin, others, one_story, keyed)
            )
        if profile.type != "person":
            return {"far": (akin | others) - one_story - {profile.key}, "near": one_story - {profile.key}}
        far = {key for key in others if self._akin(profile, self.profiles[key])} | (akin - one_story)
        if again:
            return {"far": far - {profile.key}}
        return {"far": far - {profile.key}, "keyed": keyed - {profile.key}, "near": one_story - keyed - {profile.key}}

    def _worth(self, a: Profile, b: Profile, where: Where) -> Pairs:
        """The pairs of names that are worth comparing by sound."""
        least = LEAST_SPELT[where] if a.type == "person" else LEAST_SPELT_WORD
        if a.type == "organisation" and where == "far" and self._shared(a, b) < LEADS:
            least = LEAST_SPELT[where]
        return [
            (x, y) if x <= y else (y, x)
            for x in self._forms[a.key]
            for y in self._forms[b.key]
            if x == y or spelt_alike(x, y, least, a.type == "person" and where != "far")
        ]

    def of_stories(self, profile: Profile) -> set[ReferentKey]:
        """The profiles of the stories of a profile."""
        return set().union(*(self._stories.get(story, ()) for story in profile.stories))

    def namesakes(self, profile: Profile) -> set[ReferentKey]:
        """Other profiles with exactly a name of a profile."""
        whole = {f":{names.plain(form)}" for _, form in tried(profile)}
        return set().union(*(self._keys[key][1] for key in whole if key in self._keys)) - {profile.key}

    def _surroundings(self, profile: Profile) -> set[ReferentKey]:
        """Profiles in articles that speak of the same people or bodies."""
        found: set[ReferentKey] = set()
        for neighbour, weight in self._context.around(profile).items():
            files = self._context.profiles[neighbour].files
            if weight >= LEADS and len(files) <= KNOWN_EVERYWHERE:
                found.update(*(self._files.get(file, ()) for file in files))
        return found

    def _shared(self, a: Profile, b: Profile) -> float:
        """Weight of the people, bodies and places that stand around both."""
        x, y = self._context.around(a), self._context.around(b)
        return sum(x[key] for key in x.keys() & y.keys())

    def _akin(self, a: Profile, b: Profile) -> bool:
        """Whether people of two stories have something besides the name in common: without it they stay two."""
        if self._shared(a, b) >= LEADS:
            return True
        # both among several others and none of them shared: then no role is enough
        x, y = self._context.around(a), self._context.around(b)
        if min(sum(x.values()), sum(y.values())) >= SEVERAL:
            return False
        return bool(a.roles and b.roles and not _words(a.roles).isdisjoint(_words(b.roles)))


@lru_cache(maxsize=65536)
def _words(roles: frozenset[str]) -> frozenset[str]:
    return frozenset(word for role in roles for word in role.split())


def _keys(profile: Profile) -> set[str]:
    """The keys that a profile is filed under: those of its names, its ids, and its whole names with its roles."""
    keys: set[str] = set()
    for _, form in tried(profile):
        keys.update(names.block_keys(bodies.core(form) if profile.type == "organisation" else form))
        whole = names.plain(form)
        keys.add(f":{whole}")
        keys.update(f":{whole}:{role}" for role in profile.roles)
    keys.update(f"geonames:{number}" for number in profile.geonames)
    if not profile.geonames:
        keys.update(f"country:{code}" for code in profile.countries)
    return keys


def tried(profile: Profile) -> frozenset[tuple[str, str]]:
    """The names of a profile that are held against others."""
    return profile.full | profile.short if profile.type == "organisation" else profile.full


def forms_of(profile: Profile) -> tuple[str, ...]:
    """The names of a profile that are held against others, whatever language they are in."""
    return tuple(sorted({form for _, form in tried(profile)}))


# --- whether names are worth comparing -----------------------------------------------------------------


Pairs: TypeAlias = Sequence[tuple[str, str]]
"""Pairs of names, the lesser first."""


def _by_more(profile: Profile, where: Where) -> bool:
    """Whether bodies and places of one story are alike by more than the sound of their names."""
    return profile.type != "person" and where != "far"


def _alike(a: Profile, b: Profile, where: Where, pairs: Pairs, context: Context) -> bool:
    """Whether two profiles may be one: by those of their names that are worth comparing, and in one story by more."""
    if a.type == "person":
        return any(person_names_alike(x, y, context) for x, y in pairs)
    if a.type == "organisation":
        return any(body_names_alike(x, y) for x, y in pairs) or (where != "far" and _bodies_together(a, b, context))
    return _places_alike(a, b, where != "far") or any(
        x == y or context.likeness(x, y) >= LEAST_LIKENESS for x, y in pairs
    )


def _one_office(a: Profile, b: Profile) -> bool:
    """Whether two people have one role, and no script in common that could tell them apart."""
    return bool(a.roles & b.roles) and not _scripts(a) & _scripts(b)


def person_names_alike(x: str, y: str, context: Context) -> bool:
    """Whether two names may be one person's."""
    if names.plain(x) == names.plain(y):
        return True
    return context.likeness(x, y) >= LEAST_LIKENESS or names.share_a_part(x, y)


@lru_cache(maxsize=262144)
def body_names_alike(x: str, y: str) -> bool:
    """Whether two names may be one body's by their sound."""
    return x == y or bodies.sounds(x, y) >= LEAST_LIKENESS or bodies.halves(x, y) is not None


def _bodies_together(a: Profile, b: Profile, context: Context) -> bool:
    """Whether of two bodies of one story one is short for the other, means the same, or has the same people."""
    if context.named(a.holders) & context.named(b.holders):
        return True
    return any(_goes_with(min(x, y), max(x, y), context) for x in forms_of(a) for y in forms_of(b))


def _goes_with(x: str, y: str, context: Context) -> bool:
    return (
        bodies.abbreviates(x, y)
        or bodies.abbreviates(y, x)
        or bodies.shortens(x, y)
        or bodies.shortens(y, x)
        or context.meaning(x, y) >= LEAST_MEANING
    )


def _places_alike(a: Profile, b: Profile, one_story: bool) -> bool:
    """Whether two places have one id, or are of one story and in no table."""
    if a.geonames & b.geonames or (not (a.geonames or b.geonames) and a.countries & b.countries):
        return True
    return one_story and not (a.geonames or b.geonames or a.countries or b.countries)


def _scripts(profile: Profile) -> set[str]:
    return {script(form) for _, form in profile.full}


def spelt_alike(x: str, y: str, least: float, lenient: bool) -> bool:
    """Whether the likeliest Latin spellings look alike: a sieve, since to compare by sound takes long.

    A name in Han characters has several readings, of which one spelling tells nothing: there the keys decide.

    Args:
        x: A name.
        y: Another.
        least: The likeness (Jaro-Winkler) that the spellings have at least.
        lenient: Whether a name that is in Han characters only needs no more than `LEAST_SPELT_HAN`.
    """
    if readings.has_han(x) != readings.has_han(y):
        return not set(names.block_keys(x)).isdisjoint(names.block_keys(y))
    if lenient and "han" in (script(x), script(y)):
        least = LEAST_SPELT_HAN
    (p, q, r), (s, t, u) = _spelt(x), _spelt(y)
    return (
        JaroWinkler.similarity(p, s, score_cutoff=least) > 0.0
        or JaroWinkler.similarity(q, t, score_cutoff=least) > 0.0
        or JaroWinkler.similarity(r, u, score_cutoff=least) > 0.0
    )


#: Letters between which scripts do not tell apart, for the sieve.
_ALIKE = str.maketrans("bdgvzjcql", "ptkfsskkr")


@lru_cache(maxsize=524288)
def _spelt(name: str) -> tuple[str, str, str]:
    """The likeliest Latin spelling of a name, and two with its words in order of the alphabet."""
    pivot = names.pivot(name)
    lettered = " ".join(sorted(letters(word) for word in names.words(name)))
    in_order = " ".join(sorted(letters(word) for word in pivot.split()))
    return pivot.translate(_ALIKE), lettered.translate(_ALIKE), in_order.translate(_ALIKE)


__all__ = ["LEAST_SPELT", "TOGETHER", "Index", "forms_of", "spelt_alike", "tried"]
