"""Profiles: all that is known of a referent, or of several taken for one, that tells who it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce

from whomet import edtf
from whomet.languages import codes, pack
from whomet.linking.bodies import is_abbreviation
from whomet.linking.names import name_parts, words
from whomet.linking.places import territory_code
from whomet.linking.units import script
from whomet.records import Article, EntityType, Referent, ReferentKey, Story

Form = tuple[str, str]
"""(language, form)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A referent, or several taken for one.

    Attributes:
        type: person, organisation or place.
        keys: The referents.
        full: Full names; for bodies and places all names.
        short: Names that are part of a full one.
        roles: English labels of roles.
        employers: Referents of the bodies that a person works for.
        holders: Referents of the persons that work for a body.
        genders: "f", "m", as far as told.
        countries: ISO 3166 codes of a place.
        geonames: GeoNames ids of a place.
        files: Files that speak of it.
        stories: Stories that those belong to.
        languages: (file, language) of its names, to tell the two halves of a page in two languages apart.
        days: First and last day on which those files were published, as ordinals; None where nothing is dated.
    """

    type: EntityType
    keys: frozenset[ReferentKey]
    full: frozenset[Form] = frozenset()
    short: frozenset[Form] = frozenset()
    roles: frozenset[str] = frozenset()
    employers: frozenset[ReferentKey] = frozenset()
    holders: frozenset[ReferentKey] = frozenset()
    genders: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    geonames: frozenset[int] = frozenset()
    files: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    languages: frozenset[tuple[str, str]] = frozenset()
    days: tuple[int, int] | None = None

    @property
    def key(self) -> ReferentKey:
        """The first of the referents: what the profile is called by."""
        return min(self.keys)

    def join(self, other: Profile) -> Profile:
        """The profile of both taken for one."""
        return join_all((self, other))


def join_all(profiles: Sequence[Profile]) -> Profile:
    """The profile of several taken for one."""
    return Profile(
        profiles[0].type,
        frozenset().union(*(profile.keys for profile in profiles)),
        frozenset().union(*(profile.full for profile in profiles)),
        frozenset().union(*(profile.short for profile in profiles)),
        frozenset().union(*(profile.roles for profile in profiles)),
        frozenset().union(*(profile.employers for profile in profiles)),
        frozenset().union(*(profile.holders for profile in profiles)),
        frozenset().union(*(profile.genders for profile in profiles)),
        frozenset().union(*(profile.countries for profile in profiles)),
        frozenset().union(*(profile.geonames for profile in profiles)),
        frozenset().union(*(profile.files for profile in profiles)),
        frozenset().union(*(profile.stories for profile in profiles)),
        frozenset().union(*(profile.languages for profile in profiles)),
        reduce(_span, (profile.days for profile in profiles)),
    )


def _span(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def days_between(a: Profile, b: Profile) -> int:
    """Days between the articles on two profiles; 0 where their times overlap or one is not dated."""
    if a.days is None or b.days is None:
        return 0
    return max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])


def in_one_article(a: Profile, b: Profile) -> bool:
    """Whether an article names both in one language: the halves of a page in two languages may speak of one."""
    for file in a.files & b.files:
        one = {language for f, language in a.languages if f == file}
        other = {language for f, language in b.languages if f == file}
        if one & other or not one or not other:
            return True
    return False


def profiles_of(articles: Sequence[Article], stories: Sequence[Story]) -> dict[ReferentKey, Profile]:
    """The profile of every referent of some articles."""
    story_of = {file: story.id for story in stories for file in story.documents}
    found: dict[ReferentKey, Profile] = {}
    for article in sorted(articles, key=lambda article: article.document.file):
        file = article.document.file
        published = edtf.interval(article.document.published)
        days = (published[0].toordinal(), published[1].toordinal()) if published else None
        holders: dict[int, set[ReferentKey]] = {}
        for index, referent in enumerate(article.mentions.referents):
            for body in _bodies(article, index, referent):
                holders.setdefault(body, set()).add((file, index))
        for index, referent in enumerate(article.mentions.referents):
            full, short = _names(article, index, referent)
            found[file, index] = Profile(
                type=referent.type,
                keys=frozenset({(file, index)}),
                full=full,
                short=short,
                roles=_roles(article, index, referent),
                employers=frozenset((file, body) for body in _bodies(article, index, referent)),
                holders=frozenset(holders.get(index, ())),
                genders=frozenset({referent.gender} if referent.gender else ()),
                countries=_countries(referent),
                geonames=frozenset({referent.geonames} if referent.geonames is not None else ()),
                files=frozenset({file}),
                stories=frozenset({story_of.get(file, file)}),
                languages=frozenset((file, language) for language, _ in full | short),
                days=days,
            )
    return found


def _bodies(article: Article, index: int, referent: Referent) -> frozenset[int]:
    if referent.type != "person":
        return frozenset()
    found = {role.organisation for role in article.mentions.roles if role.holder == index}
    return frozenset(body for body in found | {referent.employer} if body is not None)


def _countries(referent: Referent) -> frozenset[str]:
    """The country of a place; for continents and the like their code."""
    if referent.country:
        return frozenset({referent.country})
    if referent.type != "place":
        return frozenset()
    found = (territory_code(form, language) for language, form in referent.forms)
    return frozenset(code for code in found if code)


def _roles(article: Article, index: int, referent: Referent) -> frozenset[str]:
    if referent.type != "person":
        return frozenset()
    roles = article.mentions.roles
    own = {role.role.lower() for role in roles if role.holder == index}
    return frozenset(own | {roles[i].role.lower() for i in referent.roles if i < len(roles)})


def _names(article: Article, index: int, referent: Referent) -> tuple[frozenset[Form], frozenset[Form]]:
    """Full and short names, without titles; a title that stands for its holder is no name."""
    reach: dict[str, set[str]] = {}
    for mention in article.mentions.names:
        if index in mention.referents:
            reach.setdefault(mention.form, set()).add(mention.reach)
    full: set[Form] = set()
    short: set[Form] = set()
    for language, form in (*referent.forms, *referent.aliases):
        ways = reach.get(form, set())
        if ways and ways <= {"title", "pronoun", "group"}:
            continue
        if referent.type != "person":
            part = ways == {"short"} and referent.type == "organisation" and not is_abbreviation(form)
            (short if part else full).add((language, form))
            continue
        if not ways and not pack(language).spaced and any(known != form and known in form for known in reach):
            continue  # With its title written onto it: no name of its own.
        name = bare(form, language)
        if not name:
            continue
        complete = "full" in ways or "short" not in ways
        (full if complete and is_full(name) else short).add((language, name))
    if referent.type == "person" and referent.forms and referent.label not in reach:
        full |= {(referent.forms[0][0], referent.label)} if is_full(referent.label) else set()
    if referent.type != "person" and not full:
        full, short = short, full
    return frozenset(full), frozenset(short)


# --- names without what stands around them ---------------------------------------------------------------


@cache
def _particles() -> frozenset[str]:
    return frozenset(
        p.lower() for code in codes() for p in pack(code).table("names").get("particles", ()) if p.isascii()
    )


@lru_cache(maxsize=65536)
def is_full(name: str) -> bool:
    """Whether a personal name has both a family and a given name, as far as its form tells."""
    parts = [part for part in name_parts(name) if part not in _particles() or script(part) != "latin"]
    if len(parts) == 1 and script(name) in {"han", "thai"}:
        return len(name) >= 3
    return len(parts) >= 2


@cache
def _around(language: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What stands before and behind names in a language, honorifics and roles: by first and by last word, folded."""
    table = pack(language).table("names").get("honorifics", {})
    roles = {form for role in pack(language).table("roles").get("role", ()) for form in _forms(role)}
    before = {word for key, found in sorted(table.items()) if key.endswith("before") for word in found}
    behind = {word for key, found in sorted(table.items()) if key.endswith("after") for word in found}
    return _by_word(before | roles, 0), _by_word(behind | roles, -1)


def _forms(role: Mapping[str, Sequence[str]]) -> list[str]:
    return [form for key in ("forms", "female", "male") for form in role.get(key, ())]


def _by_word(found: Iterable[str], at: int) -> dict[str, tuple[str, ...]]:
    """Phrases by their first (0) or last (-1) word, longest first."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted({phrase.casefold() for phrase in found if phrase}, key=lambda p: (-len(p), p)):
        groups.setdefault(phrase.split(" ")[at], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in groups.items()}


@lru_cache(maxsize=65536)
def bare(form: str, language: str) -> str:
    """A personal name without honorifics and titles around it: "Ms Abara" -> "Abara", "노 사장" -> "노"."""
    name = " ".join(form.split())
    before, behind = _around(language)
    changed = True
    while changed and " " in name:
        changed = False
        folded = name.casefold()
        for word in before.get(folded.split(" ")[0], ()):
            if folded.startswith(word + " "):
                name, changed = name[len(word) + 1 :], True
                break
        folded = name.casefold()
        for word in behind.get(folded.split(" ")[-1], ()):
            if folded.endswith(" " + word):
                name, changed = name[: -len(word) - 1], True
                break
    return re.sub(r"^[\s,.]+|[\s,]+$", "", name) if words(name) else ""


__all__ = ["Form", "Profile", "bare", "days_between", "in_one_article", "is_full", "join_all", "profiles_of"]
