"""Clusters: profiles are joined pair by pair, best first, as long as nothing forbids it."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from whomet.linking import bodies, names
from whomet.linking.comparing import Pending
from whomet.linking.context import Context
from whomet.linking.decisions import Decisions
from whomet.linking.features import THRESHOLD, score
from whomet.linking.index import TOGETHER, Asked, Index, forms_of
from whomet.linking.profiles import Profile, in_one_article, join_all
from whomet.records import LinkReason, ReferentKey

Seen: TypeAlias = tuple[tuple[str, float], ...]
"""What each feature adds to a score."""

#: Score from which profiles of one name are joined before all else: 2 above the threshold, so that no cannot-link
#: met later could have gone before it.
SURE = 5.0
#: Profiles of one name from which they are joined so: fewer are tried pair by pair, which looks at more.
MANY = 5
#: Profiles whose candidates are looked for together.
AT_ONCE = 2000


def cannot_link(a: Profile, b: Profile) -> bool:
    """Whether an article speaks of both as two.

    Two referents of one article are two, except two names for one known place, a body and its abbreviation or short
    form, and names in different languages: the two halves of a page in two languages may speak of one.
    """
    if a.type == "place" and (a.geonames & b.geonames or _inflected(a, b)):
        return False
    if a.type == "organisation" and _abbreviated(a, b):
        return False
    return in_one_article(a, b)


def _abbreviated(a: Profile, b: Profile) -> bool:
    """Whether a name of one body is short for one of the other's, or the same but for the legal form."""
    return any(
        bodies.abbreviates(x, y)
        or bodies.abbreviates(y, x)
        or bodies.core(x) == bodies.core(y)
        or (one == other and (bodies.shortens(x, y) or bodies.shortens(y, x)))
        for (one, x), (other, y) in itertools.product(a.full, b.full)
    )


#: Letters at the end in which two cases of one place's name may differ, and those that must be the same before.
_ENDING, _STEM = 3, 4


def _inflected(a: Profile, b: Profile) -> bool:
    """Whether one place is known and the other, in none of the tables, has its name with another ending."""
    if bool(a.countries or a.geonames) == bool(b.countries or b.geonames):
        return False
    return any(
        one == other and _same_stem(names.plain(x), names.plain(y))
        for (one, x), (other, y) in itertools.product(a.full, b.full)
    )


def _same_stem(x: str, y: str) -> bool:
    stem = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(x, y, strict=False)))
    return stem >= _STEM and max(len(x), len(y)) - stem <= _ENDING


Near: TypeAlias = dict[ReferentKey, set[ReferentKey]]
"""For profiles the others that may be one with them, either way."""


def cluster(
    index: Index,
    near: Near,
    context: Context,
    reasons: list[LinkReason],
    decisions: Decisions | None = None,
    again: bool = False,
) -> None:
    """Join the profiles in an index that are one.

    Args:
        index: Profiles of one type; clusters take their places.
        near: What was tried in an earlier turn; what is tried in this one is added.
        context: What stands around them.
        reasons: Every join is added to this list.
        decisions: What the user told.
        again: Whether they were looked at before.
    """
    keys = sorted(index.profiles)
    asked: deque[Asked] = deque()
    for begin in range(0, len(keys), AT_ONCE):
        asked.append(index.ask([index.profiles[key] for key in keys[begin : begin + AT_ONCE]], again, behind=True))
        if len(asked) > context.comparer.ahead:
            _take(index.answer(asked.popleft()), near)
    while asked:
        _take(index.answer(asked.popleft()), near)
    for joined in solve(index.profiles, near, context, reasons, decisions or Decisions()):
        index.replace(joined)


def _take(found: Mapping[ReferentKey, Iterable[ReferentKey]], near: Near) -> None:
    """Add what may be one, either way."""
    for key, others in found.items():
        for other in others:
            near.setdefault(key, set()).add(other)
            near.setdefault(other, set()).add(key)


def solve(
    profiles: Mapping[ReferentKey, Profile],
    near: Near,
    context: Context,
    reasons: list[LinkReason],
    decisions: Decisions,
) -> list[Profile]:
    """Join profiles best first; pairs that hang together are solved apart from all others.

    Args:
        profiles: Profiles by their first referents.
        near: Which may be one; those that are joined take each other's places in it.
        context: What stands around them.
        reasons: Every join is added to this list.
        decisions: What the user told.

    Returns:
        The profiles that were made by joining.
    """
    made: list[Profile] = []
    components = list(_components(near))
    batches = [components[begin : begin + AT_ONCE] for begin in range(0, len(components), AT_ONCE)]
    begun: deque[Pending | None] = deque()
    for number, batch in enumerate(batches):
        while len(begun) <= context.comparer.ahead and number + len(begun) < len(batches):
            begun.append(_begin(profiles, near, itertools.chain(*batches[number + len(begun)]), context))
        pending = begun.popleft()
        if pending is not None:
            context.comparer.end(pending)
        for keys in batch:
            live = {key: profiles[key] for key in keys}
            merge = _Merge(live, {key: near.pop(key) for key in keys}, context, decisions)
            merge.run(reasons)
            near.update({key: others for key, others in merge.near.items() if others})
            made += (profile for key, profile in live.items() if profile is not profiles[key])
    return made


def _begin(
    profiles: Mapping[ReferentKey, Profile], near: Near, keys: Iterable[ReferentKey], context: Context
) -> Pending | None:
    """Have the names of people that are going to be held against each other compared together."""
    pairs: set[tuple[str, str]] = set()
    for key in keys:
        if profiles[key].type == "person":
            mine = forms_of(profiles[key])
            others = {form for other in near[key] if other > key for form in forms_of(profiles[other])}
            pairs.update((min(x, y), max(x, y)) for x in mine for y in others)
    return context.comparer.begin(pairs) if len(pairs) >= TOGETHER else None


def _components(near: Near) -> Iterable[list[ReferentKey]]:
    seen: set[ReferentKey] = set()
    for start in sorted(near):
        if start in seen:
            continue
        seen.add(start)
        found, todo = [start], [start]
        while todo:
            fresh = near[todo.pop()] - seen
            seen |= fresh
            found += fresh
            todo += fresh
        yield sorted(found)


class _Merge:
    """Best-first joining within one component; `live` holds what is left."""

    def __init__(
        self,
        live: dict[ReferentKey, Profile],
        near: Near,
        context: Context,
        decisions: Decisions,
    ) -> None:
        self.near = near
        self._live, self._context, self._decisions = live, context, decisions
        self._version = dict.fromkeys(live, 0)
        self._heap: list[tuple[float, ReferentKey, ReferentKey, int, Seen]] = []

    def run(self, reasons: list[LinkReason]) -> None:
        for a in sorted(self.near):
            for b in sorted(self.near[a]):
                if a < b:
                    self._push(a, b)
        while self._heap:
            value, a, b, made, seen = heapq.heappop(self._heap)
            if a in self._live and b in self._live and made == self._version[a] + self._version[b]:
                reasons.append(LinkReason(a, b, -value, seen))
                self._join(a, b)

    def _join(self, a: ReferentKey, b: ReferentKey) -> None:
        self._live[a] = self._live[a].join(self._live.pop(b))
        self._version[a] += self._version[b] + 1
        around = (self.near[a] | self.near.pop(b)) - {a, b}
        self.near[a] = around
        for other in sorted(around):
            self.near[other].discard(b)
            self.near[other].add(a)
            self._push(a, other)

    def _push(self, x: ReferentKey, y: ReferentKey) -> None:
        a, b = min(x, y), max(x, y)
        one, other = self._live[a], self._live[b]
        if not cannot_link(one, other) and not self._decisions.forbid(one, other):
            value, seen = score(one, other, self._context)
            if value >= THRESHOLD:
                heapq.heappush(self._heap, (-value, a, b, self._version[a] + self._version[b], seen))


# --- what is joined before all else --------------------------------------------------------------------


def _decided(profiles: Sequence[Profile], decisions: Decisions, reasons: list[LinkReason]) -> list[Profile]:
    """The profiles, those joined that the user told to be one, or that copies of one text name."""
    live = {profile.key: profile for profile in profiles}
    owner = {key: profile.key for profile in profiles for key in profile.keys}
    told = [(group, "told by the user") for group in decisions.together]
    for group, why in (*told, *((group, "named in the same text") for group in decisions.copies)):
        keys = sorted({owner[key] for key in group if key in owner})
        for first, key in ((keys[0], key) for key in keys[1:]):
            if not decisions.forbid(live[first], live[key]):
                reasons.append(LinkReason(first, key, 0.0, ((why, 0.0),)))
                live[first] = live[first].join(live.pop(key))
                owner.update(dict.fromkeys(live[first].keys, first))
    return [live[key] for key in sorted(live)]


def atoms(
    profiles: Sequence[Profile], context: Context, reasons: list[LinkReason], decisions: Decisions
) -> list[Profile]:
    """Join profiles of one printed name that are surely one, so that a name in a thousand articles is tried once.

    People of one story, people with one office at one body, bodies and places anywhere; what an article names twice is
    left to be judged.
    """
    groups: dict[tuple[object, ...], list[Profile]] = {}
    for profile in _decided(profiles, decisions, reasons):
        groups.setdefault(_signature(profile, context), []).append(profile)
    found: list[Profile] = []
    for signature, group in groups.items():
        files = Counter(file for profile in group for file in profile.files)
        once = [profile for profile in group if all(files[file] == 1 for file in profile.files)]
        if len(once) < MANY or not signature:
            found += group
        else:
            found += (profile for profile in group if any(files[file] > 1 for file in profile.files))
            found += _fold(once, context, reasons, decisions)
    return found


def _signature(profile: Profile, context: Context) -> tuple[object, ...]:
    """What profiles that are surely one have in common; empty where a profile stays alone."""
    forms = frozenset(names.fold(form) for _, form in profile.full)
    if not forms:
        return ()
    if profile.type == "place":
        return forms, profile.geonames, profile.countries
    if profile.type == "organisation":
        return (forms,)
    if profile.roles and profile.employers:
        return forms, profile.roles, context.named(profile.employers)
    return forms, profile.stories


def _fold(group: list[Profile], context: Context, reasons: list[LinkReason], decisions: Decisions) -> list[Profile]:
    # one and the same name is enough for a body
    least = THRESHOLD if group[0].type == "organisation" else SURE
    joined: list[list[Profile]] = []
    for profile in group:
        for parts in joined:
            value, seen = score(parts[0], profile, context)
            if value >= least and not any(decisions.forbid(part, profile) for part in parts):
                reasons.append(LinkReason(parts[0].key, profile.key, value, seen))
                parts.append(profile)
                break
        else:
            joined.append([profile])
    return [join_all(parts) for parts in joined]


# --- people with part of a name ------------------------------------------------------------------------

#: Score that a lone family name must have with a person, and its lead before the next.
SHORT_THRESHOLD, SHORT_LEAD = 1.0, 1.5
#: Fit of a part of a name that is the same in other letters at most.
SHORT_EQUAL = 0.85


def adopt(
    profiles: Iterable[Profile], context: Context, reasons: list[LinkReason], decisions: Decisions | None = None
) -> list[Profile]:
    """Give people with only part of a name to the one full person of their story whom it fits.

    Args:
        profiles: Clusters of people.
        context: What stands around them.
        reasons: Every join is added to this list.
        decisions: What the user told.

    Returns:
        The clusters that were made by joining.
    """
    told = decisions or Decisions()
    live = {profile.key: profile for profile in sorted(profiles, key=lambda profile: profile.key)}
    by_story: dict[str, list[Profile]] = {}
    for profile in live.values():
        for story in profile.stories if profile.full else ():
            by_story.setdefault(story, []).append(profile)
    owner: dict[ReferentKey, ReferentKey] = {}
    waiting = [profile for profile in live.values() if not profile.full and profile.short]
    names.prepare(
        pair
        for short in waiting
        for story in short.stories
        for full in by_story.get(story, ())
        for pair in _parts_held(short, full)
    )
    for short in waiting:
        around = {full.key: full for story in short.stories for full in by_story.get(story, ())}
        chosen = _fitting(short, [around[key] for key in sorted(around)], context, told)
        if chosen is not None:
            key, value, seen = chosen
            joined = live[owner.get(key, key)].join(live.pop(short.key))
            live.pop(owner.get(key, key))
            owner[key] = joined.key
            live[joined.key] = joined
            reasons.append(LinkReason(*_ordered(key, short.key), value, seen))
    return [live[key] for key in sorted(set(owner.values()))]


def _ordered(x: ReferentKey, y: ReferentKey) -> tuple[ReferentKey, ReferentKey]:
    return (x, y) if x < y else (y, x)


def _fitting(
    short: Profile, people: Iterable[Profile], context: Context, decisions: Decisions
) -> tuple[ReferentKey, float, Seen] | None:
    """The one of some people whom part of a name fits, with the score; None where none does or two do."""
    fits = []
    for full in people:
        if (full.genders and short.genders and not full.genders & short.genders) or decisions.forbid(full, short):
            continue
        fit = short_fit(short, full)
        # an article that has the full name too did not see it in the lone part: then it must be no less than equal,
        # or the office the same
        if fit > (0.0 if not cannot_link(full, short) or full.roles & short.roles else SHORT_EQUAL):
            value, seen = score(full, short, context, named=True)
            fits.append((-round(value + fit, 3), full.key, (("part of the name", fit), *seen)))
    fits.sort()
    if not fits or -fits[0][0] < SHORT_THRESHOLD:
        return None
    if len(fits) > 1 and fits[1][0] - fits[0][0] < SHORT_LEAD:
        return None
    value, key, seen = fits[0]
    return key, -value, seen


def short_fit(short: Profile, full: Profile) -> float:
    """How well a lone name part fits a full name: 1 in the same script, less by sound, 0 not at all."""
    best = max((names.likeness(part, word) for part, word in _parts_held(short, full)), default=0.0)
    return best if best >= 0.7 else 0.0


def _parts_held(short: Profile, full: Profile) -> Iterator[tuple[str, str]]:
    """The lone parts of a name, each with a full name and its parts."""
    for (_, part), (_, name) in itertools.product(short.short, full.full):
        yield from ((part, word) for word in (name, *names.name_parts(name)))


__all__ = ["adopt", "cannot_link", "cluster", "short_fit", "solve"]
