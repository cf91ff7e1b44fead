"""One entity explained: its names, roles and mentions, why they were taken for one, and who came close."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whomet.briefs import terminal
from whomet.briefs.decided import decided_lines
from whomet.briefs.masking import masked, masked_document
from whomet.briefs.near import UnknownIdError, suggested
from whomet.briefs.outline import Writer
from whomet.briefs.terminal import DIM, OFF, clean, features, headed, title, wrap
from whomet.briefs.wording import OWN, Words, words
from whomet.linking import Linker, NearMiss
from whomet.records import Account, Article, Entity, LinkReason, NameMention, ReferentKey

#: What `render` knows.
FORMATS = ("text", "json")

Features = Iterable[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of an entity.

    Attributes:
        entity: The entity.
        labels: Labels of all entities by id.
        articles: The articles by file, their contacts masked unless asked for.
        near: Other entities that came close.
        decided: What an analyst decided on it, in words.
    """

    entity: Entity
    labels: Mapping[str, str]
    articles: Mapping[str, Article]
    near: tuple[NearMiss, ...]
    decided: tuple[str, ...] = ()


def dossier(
    articles: Sequence[Article], linker: Linker, id_: str, language: str = "en", contacts: bool = False
) -> Dossier:
    """Gather what is known of an entity.

    Args:
        articles: The articles that were linked.
        linker: What linked them.
        id_: Id of the entity.
        language: BCP 47 code of the language of the labels.
        contacts: Show e-mail addresses, telephone and account numbers.

    Raises:
        UnknownIdError: There is no such entity.
    """
    entities = linker.entities(language)
    found = next((entity for entity in entities if entity.id == id_), None)
    if found is None:
        raise UnknownIdError(f"{id_}: no such entity here{suggested(id_, [entity.id for entity in entities])}")
    files = {file for file, _ in found.referents}
    shown = _shown((article for article in articles if article.document.file in files), contacts)
    labels = {entity.id: entity.label for entity in entities}
    return Dossier(found, labels, shown, linker.near_misses(id_, language))


def kept_dossier(
    account: Account,
    article: Callable[[str], Article | None],
    id_: str,
    contacts: bool = False,
    language: str = OWN,
) -> Dossier:
    """Gather what is known of an entity where nothing is linked anew: from a workspace.

    Args:
        account: What was concluded.
        article: Gives an article by the name of its file.
        id_: Id of the entity.
        contacts: Show e-mail addresses, telephone and account numbers.
        language: BCP 47 code of the language to tell decisions in.

    Raises:
        UnknownIdError: There is no such entity.
        UnknownLanguageError: There are no words in the language.
    """
    found = next((entity for entity in account.entities if entity.id == id_), None)
    if found is None:
        raise UnknownIdError(f"{id_}: no such entity here{suggested(id_, [entity.id for entity in account.entities])}")
    articles = [one for file in sorted({file for file, _ in found.referents}) if (one := article(file))]
    labels = {entity.id: entity.label for entity in account.entities}
    near = [
        NearMiss(other, labels.get(other, other), each.score, (), each.forbidden)
        for each in account.near
        if id_ in (each.left, each.right)
        for other in ((each.right if each.left == id_ else each.left),)
    ]
    decided = Writer(account if contacts else masked(account), language).decided.about(id_)
    return Dossier(found, labels, _shown(articles, contacts), tuple(near), tuple(decided))


def _shown(articles: Iterable[Article], contacts: bool) -> dict[str, Article]:
    """Articles by file, their contacts masked unless asked for."""
    return {
        article.document.file: article if contacts else replace(article, document=masked_document(article.document))
        for article in articles
    }


def render(told: Dossier, form: str = "text", colour: bool = False, language: str = OWN) -> str:
    """The dossier in one of the formats.

    Args:
        told: What is known of an entity.
        form: One of `FORMATS`.
        colour: Text only: with ANSI colours.
        language: Text only: BCP 47 code of the language to use.

    Returns:
        Text that ends in a newline.

    Raises:
        UnknownLanguageError: There are no words in the language.
    """
    if form == "json":
        return json.dumps(as_data(told), ensure_ascii=False, indent=1) + "\n"
    return terminal.text(_lines(words(language), as_data(told)), colour)


# --- as data -------------------------------------------------------------------------------------------


def as_data(told: Dossier) -> dict[str, Any]:
    """The dossier as dictionaries and lists."""
    entity = told.entity
    mentions = list(_mentions(told))
    return {
        "format": "whomet.entity/1",
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "names": _names(entity, mentions),
        "roles": list(_roles(told)),
        "mentions": mentions,
        "links": [_link(told, reason) for reason in entity.reasons],
        "near": [
            {
                "id": miss.id,
                "label": miss.label,
                "score": miss.score,
                "for": _for(miss.features),
                "against": _against(miss.features),
                "forbidden": miss.forbidden,
            }
            for miss in told.near
        ],
        **({"decided": list(told.decided)} if told.decided else {}),
    }


def _mentions(told: Dossier) -> Iterator[dict[str, Any]]:
    for file, index in told.entity.referents:
        article = told.articles[file]
        for mention in article.mentions.names:
            if index in mention.referents:
                yield {**_cited(article, mention.start, mention.end), "form": mention.form, "reach": mention.reach}


def _cited(article: Article, start: int, end: int) -> dict[str, Any]:
    document = article.document
    return {
        "document": document.file,
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "language": next((m.language for m in article.mentions.names if m.start == start), document.language),
        "outlet": document.outlet,
        "published": document.published,
    }


def _names(entity: Entity, mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for language, forms in entity.names:
        own = [mention for mention in mentions if mention["language"] == language]
        for form in forms:
            # a name with its title is a mention of the name
            places = [m for m in own if m["form"] == form] or [m for m in own if m["form"] in form]
            outlets = sorted({place["outlet"] or place["document"] for place in places})
            found.append({"language": language, "name": form, "mentions": len(places), "in": outlets})
    return found


def _roles(told: Dossier) -> Iterator[dict[str, Any]]:
    for role in told.entity.roles:
        places = [_cited(told.articles[file], start, end) for file, start, end in role.places]
        yield {
            "role": role.role,
            "organisation": role.organisation,
            "organisation_label": told.labels.get(role.organisation or ""),
            "in": sorted(places, key=lambda place: (place["published"] or "", place["document"], place["start"])),
        }


def _link(told: Dossier, reason: LinkReason) -> dict[str, Any]:
    return {
        "left": _referent(told, reason.left),
        "right": _referent(told, reason.right),
        "score": round(reason.score, 3),
        "for": _for(reason.features),
        "against": _against(reason.features),
    }


def _referent(told: Dossier, key: ReferentKey) -> dict[str, Any]:
    file, index = key
    if file not in told.articles:
        # one of the user's own names
        return {"document": file, "referent": index, "name": "your own names", "start": None, "end": None}
    mentions = told.articles[file].mentions
    first = _first([mentions.names[i] for i in mentions.referents[index].mentions])
    return {
        "document": file,
        "referent": index,
        "name": mentions.referents[index].label,
        "start": first.start if first else None,
        "end": first.end if first else None,
    }


def _first(mentions: Sequence[NameMention]) -> NameMention | None:
    return min(mentions, key=lambda mention: (mention.reach != "full", mention.start), default=None)


def _for(features: Features) -> dict[str, float]:
    return {name: round(value, 3) for name, value in features if value >= 0}


def _against(features: Features) -> dict[str, float]:
    return {name: round(value, 3) for name, value in features if value < 0}


# --- as text -------------------------------------------------------------------------------------------


def _lines(spoken: Words, data: Mapping[str, Any]) -> Iterator[str]:
    yield from headed(data["label"], data["id"])
    yield title(spoken.loud("names"))
    for name in data["names"]:
        head = f"  {DIM}{name['language']:<4}{OFF}"
        yield from wrap(f"{clean(name['name'])}  x{name['mentions']}  [{clean(', '.join(name['in']))}]", head, 6)
    if data["roles"]:
        yield title(spoken.loud("roles"))
    for role in data["roles"]:
        at = f", {clean(role['organisation_label'] or role['organisation'])}" if role["organisation"] else ""
        yield from wrap(f"{clean(spoken.role(role['role']))}{at}", "  ", 4)
        for place in role["in"]:
            yield from terminal.place(spoken, place)
    yield title(spoken.loud("mentions"))
    for place in data["mentions"]:
        yield from terminal.place(spoken, place)
    yield from _links(spoken, data)
    yield from _near(spoken, data)
    yield from decided_lines(spoken, data.get("decided", ()))


def _links(spoken: Words, data: Mapping[str, Any]) -> Iterator[str]:
    if data["links"]:
        yield title(spoken.loud("why_one"))
    for link in data["links"]:
        left, right = (_referred(spoken, link[side]) for side in ("left", "right"))
        yield from wrap(f"{left} = {right}  ({link['score']:+.2f})", "  ", 4)
        yield from features(link)


def _referred(spoken: Words, referent: Mapping[str, Any]) -> str:
    # one of the user's own names has no place in an article
    name = referent["name"] if referent["start"] is not None else spoken.say("phrases", "own_names")
    return f"{clean(name)} [{clean(referent['document'])}]"


def _near(spoken: Words, data: Mapping[str, Any]) -> Iterator[str]:
    if data["near"]:
        yield title(spoken.loud("came_close"))
    for miss in data["near"]:
        told = f"; {miss['forbidden']}" if miss["forbidden"] else ""
        apart = spoken.say("phrases", "kept_apart", label=f"{clean(miss['label'])} {miss['id']}")
        yield from wrap(f"{apart}  ({miss['score']:+.2f}){told}", "  ", 4)
        yield from features(miss)


__all__ = ["FORMATS", "Dossier", "UnknownIdError", "as_data", "dossier", "render"]
