"""Entities: ids, labels, names and roles of what was linked."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from anyascii import anyascii

from whomet.linking import bodies, spelling
from whomet.linking.names import family_names, name_parts, part_evidence
from whomet.linking.places import city_name, territory_name
from whomet.linking.profiles import Profile, bare, is_full
from whomet.linking.units import letters, script
from whomet.records import Article, Entity, EntityRole, EntityType, LinkReason, ReferentKey

#: Longest name in capitals that is taken for an abbreviation.
ABBREVIATION = 5
#: Letters of the longest ending of a case that is printed on a foreign name: "Kalnėnasem".
LONGEST_ENDING = 3

_NO_SLUG = re.compile(r"[^a-z0-9]+")

_Order: TypeAlias = tuple[str, ...]
"""What sorts articles."""


def make_entities(
    by_file: Mapping[str, Article],
    profiles: Sequence[Profile],
    reasons: Mapping[ReferentKey, Sequence[LinkReason]],
    ids: Mapping[ReferentKey, str],
    language: str,
) -> tuple[Entity, ...]:
    """Make the entities of linked profiles.

    Args:
        by_file: The articles they come from.
        profiles: One an entity.
        reasons: Why referents were joined, by the first of the two.
        ids: The entity that a referent belongs to, for these profiles and the bodies that their people work for.
        language: BCP 47 code of the language of the labels.

    Returns:
        Entities in order of their ids.
    """
    made = []
    for profile in profiles:
        draft = _draft(profile, by_file, language)
        why = {reason for key in draft.referents for reason in reasons.get(key, ())}
        roles = _roles(draft, by_file, ids) if draft.type == "person" else ()
        ordered = tuple(sorted(why, key=lambda reason: (reason.left, reason.right)))
        made.append(replace(draft, id=ids[profile.key], roles=roles, reasons=ordered))
    return tuple(sorted(made, key=lambda entity: entity.id))


def _draft(profile: Profile, by_file: Mapping[str, Article], language: str) -> Entity:
    keys = tuple(sorted(profile.keys))
    names = _names(keys, by_file)
    counts = _counts(keys, by_file)
    label = label_of(profile, names, counts, language)
    return Entity("", profile.type, label, names, keys)


# --- names ---------------------------------------------------------------------------------------------


def _names(keys: Sequence[ReferentKey], by_file: Mapping[str, Article]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every form printed, by language, fullest first; titles that stand for a person are no names."""
    forms: dict[str, dict[str, int]] = {}
    for file, index in keys:
        for language, form in printed(by_file[file], index):
            forms.setdefault(language, {}).setdefault(form, 0)
    return tuple(
        (language, tuple(sorted(found, key=lambda form: fullness(form, language))))
        for language, found in sorted(forms.items())
    )


def printed(article: Article, index: int) -> list[tuple[str, str]]:
    """(language, form) of the names that an article gives a referent, without titles that stand for it."""
    mentions = article.mentions
    referent = mentions.referents[index]
    own = [mentions.names[i] for i in referent.mentions]
    titles = {mention.form for mention in own if mention.reach in {"title", "pronoun", "group"}}
    named = {mention.form for mention in own if mention.reach in {"full", "short"}}
    return [(language, form) for language, form in (*referent.forms, *referent.aliases) if form not in titles - named]


def fullness(form: str, language: str) -> tuple[bool, int, str]:
    """What sorts the forms of a name, the fullest first."""
    return not is_full(bare(form, language)), -len(form), form


def _counts(keys: Sequence[ReferentKey], by_file: Mapping[str, Article]) -> Counter[str]:
    """How many articles print a form."""
    counts: Counter[str] = Counter()
    for file, index in keys:
        counts.update({form for _, form in by_file[file].mentions.referents[index].forms})
    return counts


# --- labels --------------------------------------------------------------------------------------------


def label_of(
    profile: Profile, names: Sequence[tuple[str, tuple[str, ...]]], counts: Counter[str], language: str
) -> str:
    """The best name in a language: its own, else a Latin one, else the romanised one of most articles."""
    wanted = language.split("-")[0]
    known = _known_place(profile, wanted)
    if known and (not profile.geonames or wanted not in dict(names)):
        return known
    ranked = sorted(
        ((lang, form) for lang, forms in names for form in forms),
        key=lambda name: _rank(profile, name, counts, wanted),
    )
    if not ranked:
        return _unnamed(profile)
    best_language, form = ranked[0]
    name = bare(form, best_language) if profile.type == "person" else form
    if best_language.split("-")[0] == wanted or script(name) in {"latin", ""}:
        return name or form
    return romanised(name, profile.type == "person", best_language)


def _rank(
    profile: Profile, name: tuple[str, str], counts: Counter[str], wanted: str
) -> tuple[bool, int, bool, bool, bool, bool, int, str, str]:
    language, form = name
    own = language.split("-")[0] == wanted
    # how a name in Han characters is read depends on the language: any phonetic script tells it better
    strange = 0 if own else _strange(form)
    if profile.type != "person":
        part = any(bodies.shortens(form, other) or bodies.abbreviates(form, other) for _, other in profile.full)
        return (False, strange, not own, part or _shouted(form), False, False, -counts[form], form.casefold(), form)
    name_alone = bare(form, language)
    printed = name_alone != form or _shouted(form)
    turned = _family_last(profile, name_alone)
    ended = any(_ended(name_alone, bare(other, spoken)) for spoken, other in profile.full)
    return (not is_full(name_alone), strange, printed, turned, ended, not own, -counts[form], form.casefold(), form)


def _ended(form: str, other: str) -> bool:
    """Whether a form is another with an ending on its words: "Rimvydasem Kalnėnasem" of "Rimvydas Kalnėnas"."""
    pairs = list(zip(form.split(), other.split(), strict=False))
    whole = len(pairs) == len(form.split()) == len(other.split()) > 1
    longer = [len(word) - len(stem) for word, stem in pairs if word.startswith(stem)]
    return whole and len(longer) == len(pairs) and 0 < max(longer) <= LONGEST_ENDING


def _family_last(profile: Profile, latin: str) -> bool:
    """Whether a Latin form puts the family name last although the person's own language puts it first."""
    spelt = latin.split()
    if len(spelt) < 2 or script(latin) != "latin":
        return False
    single, double = family_names()
    for _, form in sorted(profile.full):
        parts = name_parts(form)
        if script(form) == "hangul" and len(parts) == 2 and " " not in form and parts[0] in single | double:
            return part_evidence(parts[0], spelt[-1].casefold()) > part_evidence(parts[0], spelt[0].casefold())
    return False


def _shouted(form: str) -> bool:
    """Whether a name is in capitals, as in datelines and headlines, and not an abbreviation."""
    return form.isupper() and len(form) > ABBREVIATION and script(form) == "latin"


def _known_place(profile: Profile, language: str) -> str | None:
    """The name of a country or region in a language, or the English name of a city."""
    if len(profile.geonames) == 1:
        return city_name(min(profile.geonames))
    if profile.geonames or len(profile.countries) != 1:
        return None
    return territory_name(min(profile.countries), language)


def _unnamed(profile: Profile) -> str:
    """Who is named by a title alone is called by it."""
    return min(profile.roles) if profile.roles else f"unnamed {profile.type}"


def romanised(name: str, person: bool, language: str = "") -> str:
    """A name in Latin letters; where the language writes the family name first it stays first.

    A Japanese name in Han characters stays as it is printed: nothing tells how it is read.
    """
    if script(name) == "latin":
        return name
    parts = name_parts(name) if person else ()
    single, double = family_names()
    if len(parts) == 2 and " " not in name and script(name) == "hangul" and parts[0] in single | double:
        return spelling.romanise(*parts)
    if script(name) == "han":
        if language.split("-")[0] == "ja":
            return name
        return " ".join(letters(part).capitalize() for part in parts or (name,))
    if script(name) in {"hangul", "kana"}:
        return " ".join(spelling.spell(part).capitalize() for part in re.split(r"[\s·・･]+", name))
    return anyascii(name).strip()


# --- roles and ids -------------------------------------------------------------------------------------


def _roles(draft: Entity, by_file: Mapping[str, Article], ids: Mapping[ReferentKey, str]) -> tuple[EntityRole, ...]:
    places: dict[tuple[str, str | None], set[tuple[str, int, int]]] = {}
    for file, index in draft.referents:
        mentions = by_file[file].mentions
        for number, role in enumerate(mentions.roles):
            if role.holder == index or number in mentions.referents[index].roles:
                body = None if role.organisation is None else ids.get((file, role.organisation))
                places.setdefault((role.role, body), set()).add((file, role.start, role.end))
    return tuple(
        EntityRole(role, body, tuple(sorted(found)))
        for (role, body), found in sorted(places.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def plain_id(type_: EntityType, name: str) -> str:
    """The id of whoever is called so, as long as nobody else is."""
    return f"{type_}:{slug(name) or 'unnamed'}"


def slug(text: str) -> str:
    """A text as part of an id: lower-case letters a to z, digits and hyphens."""
    return _NO_SLUG.sub("-", anyascii(text).lower().replace("'", "")).strip("-")


class Ids:
    """Gives every cluster an id and keeps it.

    The id comes from the first article that names it in Latin letters, in order of publication, so it does not depend
    on the order of the files, nor on later articles. Of several with one name the one that was in the news first has
    the plain id; others get their body or role, then a digest, behind it.

    Args:
        by_file: The articles.
    """

    def __init__(self, by_file: Mapping[str, Article]) -> None:
        self.of: dict[ReferentKey, str] = {}
        self._by_file = by_file
        self._holder: dict[str, ReferentKey] = {}
        self._orders: dict[str, tuple[str, str, str]] = {}

    def give(self, profiles: Iterable[Profile]) -> None:
        """Give ids to clusters; one that held an id, or most of whose referents did, keeps it."""
        found = sorted(((self._first(profile.keys), profile) for profile in profiles), key=lambda pair: pair[0])
        fresh, kept = [], []
        for first, profile in found:
            held = Counter(self.of[key] for key in profile.keys if key in self.of)
            if held:
                kept.append((-max(held.values()), first, min(held, key=lambda id_: (-held[id_], id_)), profile))
            else:
                fresh.append(profile)
        for _, _, id_, _ in kept:
            self._holder.pop(id_, None)
        for _, _, id_, profile in sorted(kept, key=lambda item: item[:3]):
            if id_ in self._holder:
                fresh.append(profile)
            else:
                self._hold(id_, profile)
        for profile in fresh:
            self._hold(self._new(profile), profile)

    def _hold(self, id_: str, profile: Profile) -> None:
        self._holder[id_] = profile.key
        self.of.update(dict.fromkeys(profile.keys, id_))

    def _new(self, profile: Profile) -> str:
        """The plain id, or where another has it a longer one."""
        keys = tuple(sorted(profile.keys))
        plain = plain_id(profile.type, self._name(profile, keys))
        if plain not in self._holder:
            return plain
        longer = longer_id(plain, besides(keys, self._by_file))
        if longer not in self._holder:
            return longer
        file, index = min(keys, key=lambda key: (self._order(key[0]), key[1]))
        # copies of one text differ by their files alone
        salts = (f"{self._order(file)[1]}:{index}", f"{file}:{index}")
        digests = [hashlib.sha256(salt.encode("utf-8", "surrogatepass")).hexdigest() for salt in salts]
        tried = (f"{longer}-{digest[:length]}" for digest in digests for length in (8, 16, 64))
        return next(id_ for id_ in tried if id_ not in self._holder)

    def _name(self, profile: Profile, keys: Sequence[ReferentKey]) -> str:
        """The name in Latin letters of the first article that prints one, else one in Latin letters."""
        prints = (
            (self._order(file), language, form)
            for file, index in keys
            for language, form in printed(self._by_file[file], index)
        )
        return name_of(profile, prints)

    def _first(self, keys: Iterable[ReferentKey]) -> tuple[tuple[str, str, str], int]:
        """The first referent in order of publication."""
        return min((self._order(file), index) for file, index in keys)

    def _order(self, file: str) -> tuple[str, str, str]:
        """What sorts articles: publication, then a digest of the text; names of files only for copies."""
        if file not in self._orders:
            document = self._by_file[file].document
            digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
            self._orders[file] = (document.published or "9", digest, file)
        return self._orders[file]


def name_of(profile: Profile, prints: Iterable[tuple[_Order, str, str]]) -> str:
    """What an id is made from: the name in Latin letters that was printed first, else one in Latin letters.

    Args:
        profile: The entity.
        prints: What sorts the article, language and form, wherever it is named.
    """
    known = _known_place(profile, "en")
    if known:
        return known
    ranked = ((*_id_rank(profile, language, form), order, form, language) for order, language, form in prints)
    best = min(ranked, default=None)
    if best is None:
        return _unnamed(profile)
    form, language = best[-2:]
    person = profile.type == "person"
    return romanised((bare(form, language) or form) if person else form, person, language)


def _id_rank(profile: Profile, language: str, form: str) -> tuple[int, bool, bool]:
    if profile.type == "person":
        alone = bare(form, language)
        return (_strange(form) + 3 * (not is_full(alone)), alone != form or _shouted(form), False)
    part = any(bodies.shortens(form, other) or bodies.abbreviates(form, other) for _, other in profile.full)
    return (_strange(form), part, _shouted(form))


def _strange(form: str) -> int:
    """0 for Latin letters, 2 for Han, which several languages read, 1 for any other script."""
    return 0 if script(form) == "latin" else 2 if script(form) == "han" else 1


def besides(keys: Iterable[ReferentKey], by_file: Mapping[str, Article]) -> Counter[str]:
    """What tells an entity from another of the same name: its bodies and its roles, each with its weight."""
    counts: Counter[str] = Counter()
    for file, index in keys:
        mentions = by_file[file].mentions
        employer = mentions.referents[index].employer
        if employer is not None:
            counts[romanised(mentions.referents[employer].label, False)] += 100
        counts.update(mentions.roles[i].role for i in mentions.referents[index].roles)
    return counts


def longer_id(plain: str, told: Mapping[str, int]) -> str:
    """The id of a namesake: with the body, else the role, that is told most of it."""
    best = min(told, key=lambda text: (-told[text], text)) if told else ""
    return f"{plain}-{slug(best)}".rstrip("-")


__all__ = [
    "Ids",
    "besides",
    "fullness",
    "label_of",
    "longer_id",
    "make_entities",
    "name_of",
    "plain_id",
    "printed",
    "romanised",
    "slug",
]
