"""Clusters: profiles are joined pair by pair, best first, as long as nothing forbids it."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from whomet.linking import bodies, names
from whomet.linking.context import Context
from whomet.linking.features import THRESHOLD, score
from whomet.linking.profiles import Profile
from whomet.linking.units import letters
from whomet.records import LinkReason, ReferentKey

#: Below this likeness two names are not tried at all.
LEAST_LIKENESS = 0.3
#: Jaro-Winkler likeness of the likeliest Latin spellings below which two names are not compared by sound.
#: Of the right pairs of full names in the gold stories the lowest has 0.65; of the wrong pairs four in five have less.
LEAST_SPELT = 0.62
#: The same for names of one word, as bodies and places have them.
LEAST_SPELT_WORD = 0.5
#: Cosine of meaning from which names of bodies are tried.
LEAST_MEANING = 0.4


def cannot_link(a: Profile, b: Profile) -> bool:
    """Whether an article speaks of both as two.

    Two referents of one article are two, except two names for one known place, a body and its abbreviation, and names
    in different languages: the two halves of a page in two languages may speak of one.
    """
    if a.type == "place" and a.geonames & b.geonames:
        return False
    if a.type == "organisation" and _abbreviated(a, b):
        return False
    for file in a.files & b.files:
        one = {language for f, language in a.languages if f == file}
        other = {language for f, language in b.languages if f == file}
        if one & other or not one or not other:
            return True
    return False


def _abbreviated(a: Profile, b: Profile) -> bool:
    """Whether a name of one body is the abbreviation of the other's, or the same but for the legal form."""
    return any(
        bodies.abbreviates(x, y) or bodies.abbreviates(y, x) or bodies.core(x) == bodies.core(y)
        for (_, x), (_, y) in itertools.product(a.full, b.full)
    )


def cluster(profiles: Sequence[Profile], context: Context, reasons: list[LinkReason] | None = None) -> list[Profile]:
    """Join the profiles of one type that are one.

    Args:
        profiles: Profiles to begin with.
        context: What stands around them.
        reasons: Every join is added to this list.

    Returns:
        Clusters in order of their first referents.
    """
    live: dict[ReferentKey, Profile] = {profile.key: profile for profile in profiles}
    near: dict[ReferentKey, set[ReferentKey]] = {key: set() for key in live}
    for a, b in candidates(profiles, context):
        near[a].add(b)
        near[b].add(a)
    heap: list[tuple[float, ReferentKey, ReferentKey, int, tuple[tuple[str, float], ...]]] = []
    version = dict.fromkeys(live, 0)

    def push(x: ReferentKey, y: ReferentKey) -> None:
        a, b = min(x, y), max(x, y)
        if not cannot_link(live[a], live[b]):
            value, seen = score(live[a], live[b], context)
            if value >= THRESHOLD:
                heapq.heappush(heap, (-value, a, b, version[a] + version[b], seen))

    for a in sorted(near):
        for b in sorted(near[a]):
            if a < b:
                push(a, b)
    while heap:
        value, a, b, made, seen = heapq.heappop(heap)
        if a not in live or b not in live or made != version[a] + version[b]:
            continue
        if reasons is not None:
            reasons.append(LinkReason(a, b, -value, seen))
        live[a] = live[a].join(live.pop(b))
        version[a] += version[b] + 1
        around = (near[a] | near.pop(b)) - {a, b}
        near[a] = around
        for other in sorted(around):
            near[other].discard(b)
            near[other].add(a)
            push(a, other)
    return [live[key] for key in sorted(live)]


# --- which pairs are tried -----------------------------------------------------------------------------


def candidates(profiles: Sequence[Profile], context: Context) -> set[tuple[ReferentKey, ReferentKey]]:
    """Pairs of profiles with names that may be the same, or with one id."""
    if not profiles:
        return set()
    type_ = profiles[0].type
    by_form: dict[str, list[Profile]] = {}
    for profile in profiles:
        for form in {form for _, form in _tried(profile)}:
            by_form.setdefault(form, []).append(profile)
    alike = _sound_alike if type_ == "organisation" else _names_alike
    pairs = [(form, form) for form in sorted(by_form)]
    least = LEAST_SPELT if type_ == "person" else LEAST_SPELT_WORD
    pairs += [(x, y) for x, y in _spelt_alike(sorted(by_form), least) if alike(x, y)]
    found = {_pair(a, b) for x, y in pairs for a in by_form[x] for b in by_form[y] if a.key != b.key}
    if type_ == "organisation":
        found |= _related(profiles, context)
    if type_ == "place":
        found |= _same_ids(profiles)
    return found


def _tried(profile: Profile) -> frozenset[tuple[str, str]]:
    return profile.full | profile.short if profile.type == "organisation" else profile.full


def _pair(a: Profile, b: Profile) -> tuple[ReferentKey, ReferentKey]:
    return min(a.key, b.key), max(a.key, b.key)


def _names_alike(x: str, y: str) -> bool:
    return names.likeness(x, y) >= LEAST_LIKENESS or names.share_a_part(x, y)


def _sound_alike(x: str, y: str) -> bool:
    return bodies.sounds(x, y) >= LEAST_LIKENESS or bodies.halves(x, y) is not None


def _spelt_alike(forms: Sequence[str], least: float) -> Iterator[tuple[str, str]]:
    """Pairs of forms whose likeliest Latin spellings look alike: a sieve, since to compare two by sound takes long."""
    if not forms:
        return
    likely = np.zeros((len(forms), len(forms)))
    for spell in (names.pivot, _lettered, _sorted_pivot):
        spelt = [spell(form).translate(_ALIKE) for form in forms]
        likely = np.maximum(likely, cdist(spelt, spelt, scorer=JaroWinkler.similarity, score_cutoff=least))
    for i, j in np.argwhere(likely > 0).tolist():
        if i < j:
            yield forms[i], forms[j]


#: Letters between which scripts do not tell apart, for the sieve.
_ALIKE = str.maketrans("bdgvzjcql", "ptkfsskkr")


def _lettered(name: str) -> str:
    return " ".join(sorted(letters(word) for word in names.words(name)))


def _sorted_pivot(name: str) -> str:
    return " ".join(sorted(letters(word) for word in names.pivot(name).split()))


def _related(profiles: Sequence[Profile], context: Context) -> set[tuple[ReferentKey, ReferentKey]]:
    """Pairs of bodies of one story where one name is short for the other or means the same."""
    by_story: dict[str, dict[str, list[Profile]]] = {}
    for profile in profiles:
        for story, (_, form) in itertools.product(profile.stories, _tried(profile)):
            by_story.setdefault(story, {}).setdefault(form, []).append(profile)
    found = set()
    for forms in by_story.values():
        for x, y in itertools.combinations(sorted(forms), 2):
            if _goes_with(x, y, context):
                found |= {_pair(a, b) for a in forms[x] for b in forms[y] if a.key != b.key}
    return found


def _goes_with(x: str, y: str, context: Context) -> bool:
    return (
        bodies.abbreviates(x, y)
        or bodies.abbreviates(y, x)
        or bodies.shortens(x, y)
        or bodies.shortens(y, x)
        or context.meaning(x, y) >= LEAST_MEANING
    )


def _same_ids(profiles: Sequence[Profile]) -> set[tuple[ReferentKey, ReferentKey]]:
    by_id: dict[str, list[ReferentKey]] = {}
    for profile in profiles:
        ids = [f"geonames:{number}" for number in profile.geonames] or [f"country:{c}" for c in profile.countries]
        for id_ in ids:
            by_id.setdefault(id_, []).append(profile.key)
    return {pair for keys in by_id.values() for pair in itertools.combinations(sorted(keys), 2)}


# --- people with part of a name ------------------------------------------------------------------------

#: Score that a lone family name must have with a person, and its lead before the next.
SHORT_THRESHOLD, SHORT_LEAD = 1.0, 1.5
#: Fit of a part of a name that is the same in other letters at most.
SHORT_EQUAL = 0.85


def adopt(profiles: Sequence[Profile], context: Context, reasons: list[LinkReason] | None = None) -> list[Profile]:
    """Give people with only part of a name to the one full person of their story whom it fits.

    Args:
        profiles: Clusters of people.
        context: What stands around them.
        reasons: Every join is added to this list.

    Returns:
        The clusters, those that were given away joined to theirs, in order of their first referents.
    """
    live = {profile.key: profile for profile in profiles}
    for short in [profile for profile in profiles if not profile.full and profile.short]:
        fits = []
        for full in profiles:
            if not full.full or not full.stories & short.stories:
                continue
            if full.genders and short.genders and not full.genders & short.genders:
                continue
            fit = short_fit(short, full)
            # an article that has the full name too did not see it in the lone part: then it must be no less than equal
            if fit > (0.0 if not cannot_link(full, short) else SHORT_EQUAL):
                value, seen = score(full, short, context, named=True)
                fits.append((-round(value + fit, 3), full.key, (("part of the name", fit), *seen)))
        fits.sort()
        if not fits or -fits[0][0] < SHORT_THRESHOLD:
            continue
        if len(fits) > 1 and fits[1][0] - fits[0][0] < SHORT_LEAD:
            continue
        value, key, seen = fits[0]
        live[key] = live[key].join(live.pop(short.key))
        if reasons is not None:
            left, right = sorted((key, short.key))
            reasons.append(LinkReason(left, right, -value, seen))
    return sorted(live.values(), key=lambda profile: profile.key)


def short_fit(short: Profile, full: Profile) -> float:
    """How well a lone name part fits a full name: 1 in the same script, less by sound, 0 not at all."""
    best = 0.0
    for (_, part), (_, name) in itertools.product(short.short, full.full):
        for word in (name, *names.name_parts(name)):
            best = max(best, names.likeness(part, word))
    return best if best >= 0.7 else 0.0


__all__ = ["adopt", "candidates", "cannot_link", "cluster", "short_fit"]
