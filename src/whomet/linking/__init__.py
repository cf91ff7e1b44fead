"""Linking: which names, in any script, are the same person, body or place?

Places are joined first, then bodies by their names, then people with their employers and those named beside them as
evidence; with the people known, bodies once more (a ministry is known by its minister), and people once more.
"""

from __future__ import annotations

from collections.abc import Sequence

from whomet.embedding import Encoder, default_encoder
from whomet.linking.clusters import adopt, cluster
from whomet.linking.context import Context, context_of
from whomet.linking.entities import make_entities
from whomet.linking.names import likeness
from whomet.linking.profiles import Profile, profiles_of
from whomet.records import Article, Entity, EntityType, LinkReason, Story

#: How often bodies and people are linked in turn, each with the other as evidence; a third turn changes nothing on
#: the gold stories.
ROUNDS = 2


def link(
    articles: Sequence[Article], stories: Sequence[Story], language: str = "en", encoder: Encoder | None = None
) -> tuple[Entity, ...]:
    """Link the referents of some articles.

    Args:
        articles: Articles with their mentions, in any order.
        stories: The stories that they belong to.
        language: BCP 47 code of the language that labels are wanted in.
        encoder: Compares what names of bodies mean; the packaged one by default.

    Returns:
        The entities in order of their ids. Every referent belongs to exactly one.
    """
    profiles = profiles_of(articles, stories)
    of_type: dict[EntityType, list[Profile]] = {"person": [], "organisation": [], "place": []}
    for key in sorted(profiles):
        of_type[profiles[key].type].append(profiles[key])
    groups: dict[EntityType, list[Profile]] = dict(of_type)
    reasons: list[LinkReason] = []
    context = context_of(encoder or default_encoder(), groups)
    groups["place"] = cluster(of_type["place"], context, reasons)
    linked: list[LinkReason] = []
    for _ in range(ROUNDS):
        linked = []
        context = context_of(context.encoder, groups, context)
        groups["organisation"] = cluster(of_type["organisation"], context, linked)
        context = context_of(context.encoder, groups, context)
        groups["person"] = adopt(cluster(of_type["person"], context, linked), context, linked)
    found = [profile for type_ in sorted(groups) for profile in groups[type_]]
    return make_entities(articles, found, [*reasons, *linked], language)


__all__ = ["Context", "likeness", "link"]
