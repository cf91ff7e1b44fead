"""Entities: ids, labels, names and roles of what was linked."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from anyascii import anyascii

from whomet.linking import bodies, spelling
from whomet.linking.names import family_names, name_parts
from whomet.linking.places import city_name, territory_name
from whomet.linking.profiles import Profile, bare, is_full
from whomet.linking.units import script
from whomet.records import Article, Entity, EntityRole, LinkReason, ReferentKey

#: Longest name in capitals that is taken for an abbreviation.
ABBREVIATION = 5

_NO_SLUG = re.compile(r"[^a-z0-9]+")


def make_entities(
    articles: Sequence[Article], profiles: Sequence[Profile], reasons: Sequence[LinkReason], language: str
) -> tuple[Entity, ...]:
    """Make the entities of linked profiles.

    Args:
        articles: The articles they come from.
        profiles: One an entity.
        reasons: Why referents were joined.
        language: BCP 47 code of the language of the labels.

    Returns:
        Entities in order of their ids.
    """
    by_file = {article.document.file: article for article in articles}
    drafts = [_draft(profile, by_file, language) for profile in profiles]
    ids = _ids(profiles, drafts, by_file)
    entity_of = {key: id_ for draft, id_ in zip(drafts, ids, strict=True) for key in draft.referents}
    of_entity: dict[str, list[LinkReason]] = {}
    for reason in reasons:
        of_entity.setdefault(entity_of[reason.left], []).append(reason)
    made = [
        replace(
            draft,
            id=id_,
            roles=_roles(draft, by_file, entity_of) if draft.type == "person" else (),
            reasons=tuple(sorted(of_entity.get(id_, ()), key=lambda r: (r.left, r.right))),
        )
        for draft, id_ in zip(drafts, ids, strict=True)
    ]
    return tuple(sorted(made, key=lambda entity: entity.id))


def _draft(profile: Profile, by_file: Mapping[str, Article], language: str) -> Entity:
    keys = tuple(sorted(profile.keys))
    names = _names(keys, by_file)
    counts = _counts(keys, by_file)
    label = _label(profile, names, counts, language)
    return Entity("", profile.type, label, names, keys)


# --- names ---------------------------------------------------------------------------------------------


def _names(keys: Sequence[ReferentKey], by_file: Mapping[str, Article]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every form printed, by language, fullest first; titles that stand for a person are no names."""
    forms: dict[str, dict[str, int]] = {}
    for file, index in keys:
        mentions = by_file[file].mentions
        titles = {m.form for m in mentions.names if index in m.referents and m.reach in {"title", "pronoun", "group"}}
        named = {m.form for m in mentions.names if index in m.referents and m.reach in {"full", "short"}}
        referent = mentions.referents[index]
        for language, form in (*referent.forms, *referent.aliases):
            if form not in titles - named:
                forms.setdefault(language, {}).setdefault(form, 0)
    return tuple(
        (language, tuple(sorted(found, key=lambda form: _fullness(form, language))))
        for language, found in sorted(forms.items())
    )


def _fullness(form: str, language: str) -> tuple[bool, int, str]:
    return not is_full(bare(form, language)), -len(form), form


def _counts(keys: Sequence[ReferentKey], by_file: Mapping[str, Article]) -> Counter[str]:
    """How many articles print a form."""
    counts: Counter[str] = Counter()
    for file, index in keys:
        counts.update({form for _, form in by_file[file].mentions.referents[index].forms})
    return counts


# --- labels --------------------------------------------------------------------------------------------


def _label(profile: Profile, names: Sequence[tuple[str, tuple[str, ...]]], counts: Counter[str], language: str) -> str:
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
    return romanised(name, profile.type == "person")


def _rank(
    profile: Profile, name: tuple[str, str], counts: Counter[str], wanted: str
) -> tuple[bool, int, bool, bool, int, str, str]:
    language, form = name
    own = language.split("-")[0] == wanted
    # how a name in Han characters is read depends on the language: any phonetic script tells it better
    strange = 0 if own or script(form) == "latin" else 2 if script(form) == "han" else 1
    if profile.type != "person":
        part = any(bodies.shortens(form, other) or bodies.abbreviates(form, other) for _, other in profile.full)
        return (False, strange, not own, part or _shouted(form), -counts[form], form.casefold(), form)
    name_alone = bare(form, language)
    printed = name_alone != form or _shouted(form)
    return (not is_full(name_alone), strange, printed, not own, -counts[form], form.casefold(), form)


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


def romanised(name: str, person: bool) -> str:
    """A name in Latin letters; Korean names of people in the usual spelling, family name first."""
    if script(name) == "latin":
        return name
    parts = name_parts(name) if person else ()
    single, double = family_names()
    if len(parts) == 2 and " " not in name and script(name) == "hangul" and parts[0] in single | double:
        return spelling.romanise(*parts)
    if script(name) in {"hangul", "kana"}:
        return " ".join(spelling.spell(part).capitalize() for part in re.split(r"[\s·・･]+", name))
    return anyascii(name).strip()


# --- roles and ids -------------------------------------------------------------------------------------


def _roles(
    draft: Entity, by_file: Mapping[str, Article], entity_of: Mapping[ReferentKey, str]
) -> tuple[EntityRole, ...]:
    places: dict[tuple[str, str | None], set[tuple[str, int, int]]] = {}
    for file, index in draft.referents:
        mentions = by_file[file].mentions
        for number, role in enumerate(mentions.roles):
            if role.holder == index or number in mentions.referents[index].roles:
                body = None if role.organisation is None else entity_of.get((file, role.organisation))
                places.setdefault((role.role, body), set()).add((file, role.start, role.end))
    return tuple(
        EntityRole(role, body, tuple(sorted(found)))
        for (role, body), found in sorted(places.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def slug(text: str) -> str:
    """A text as part of an id: lower-case letters a to z, digits and hyphens."""
    return _NO_SLUG.sub("-", anyascii(text).lower().replace("'", "")).strip("-")


def _ids(profiles: Sequence[Profile], drafts: Sequence[Entity], by_file: Mapping[str, Article]) -> list[str]:
    """Ids from the English or Latin names; of several with one name each gets its body, role or a digest."""
    plain = [
        f"{draft.type}:{slug(_english(profile, draft, by_file)) or 'unnamed'}"
        for profile, draft in zip(profiles, drafts, strict=True)
    ]
    counts = Counter(plain)
    longer = [
        id_ if counts[id_] == 1 else f"{id_}-{slug(_besides(draft, by_file))}".rstrip("-")
        for id_, draft in zip(plain, drafts, strict=True)
    ]
    counts = Counter(longer)
    return [
        id_ if counts[id_] == 1 else f"{id_}-{_digest(draft, by_file)}"
        for id_, draft in zip(longer, drafts, strict=True)
    ]


def _english(profile: Profile, draft: Entity, by_file: Mapping[str, Article]) -> str:
    return romanised(_label(profile, draft.names, _counts(draft.referents, by_file), "en"), draft.type == "person")


def _besides(draft: Entity, by_file: Mapping[str, Article]) -> str:
    """What tells an entity from another of the same name: its body, else its role."""
    counts: Counter[str] = Counter()
    for file, index in draft.referents:
        mentions = by_file[file].mentions
        employer = mentions.referents[index].employer
        if employer is not None:
            counts[romanised(mentions.referents[employer].label, False)] += 100
        counts.update(mentions.roles[i].role for i in mentions.referents[index].roles)
    return min(counts, key=lambda text: (-counts[text], text)) if counts else ""


def _digest(draft: Entity, by_file: Mapping[str, Article]) -> str:
    """Eight letters and digits that depend on the articles' texts and the places of the mentions alone."""
    parts = sorted(
        f"{hashlib.sha256(by_file[file].document.text.encode()).hexdigest()}:{index}" for file, index in draft.referents
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


__all__ = ["make_entities", "romanised", "slug"]
