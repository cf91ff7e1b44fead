"""Linking: which names, in any script, are the same person, body or place?

Places are joined first, then bodies by their names, then people with their employers and those named beside them as
evidence; with the people known, bodies once more (a ministry is known by its minister), and people once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whomet.embedding import Encoder, default_encoder
from whomet.linking.clusters import adopt, cluster
from whomet.linking.context import Context
from whomet.linking.decisions import Reference, decisions_of
from whomet.linking.entities import make_entities
from whomet.linking.names import likeness
from whomet.linking.profiles import Profile, profiles_of
from whomet.records import Article, Entity, EntityType, LinkReason, Story

#: How often bodies and people are linked in turn, each with the other as evidence; a third turn changes nothing on
#: the gold stories.
ROUNDS = 2


def link(
    articles: Sequence[Article],
    stories: Sequence[Story],
    language: str = "en",
    encoder: Encoder | None = None,
    together: Iterable[tuple[Reference, Reference]] = (),
    apart: Iterable[tuple[Reference, Reference]] = (),
) -> tuple[Entity, ...]:
    """Link the referents of some articles.

    Args:
        articles: Articles with their mentions, in any order.
        stories: The stories that they belong to.
        language: BCP 47 code of the language that labels are wanted in.
        encoder: Compares what names of bodies mean; the packaged one by default.
        together: Pairs of referents that are one, whatever the evidence says.
        apart: Pairs of referents that are two.

    Returns:
        The entities in order of their ids. Every referent belongs to exactly one.
    """
    profiles = profiles_of(articles, stories)
    of_type: dict[EntityType, list[Profile]] = {"person": [], "organisation": [], "place": []}
    for key in sorted(profiles):
        of_type[profiles[key].type].append(profiles[key])
    told = decisions_of(articles, together, apart)
    context = Context(encoder or default_encoder())
    context.place(profiles[key] for key in sorted(profiles))
    reasons: list[LinkReason] = []
    places = _turn(cluster(of_type["place"], context, reasons, told), context)
    linked: list[LinkReason] = []
    for _ in range(ROUNDS):
        linked = []
        bodies = _turn(cluster(of_type["organisation"], context, linked, told), context)
        people = _turn(adopt(cluster(of_type["person"], context, linked, told), context, linked, told), context)
    return make_entities(articles, [*bodies, *people, *places], [*reasons, *linked], language)


def _turn(found: list[Profile], context: Context) -> list[Profile]:
    for profile in found:
        context.renew(profile)
    return found


__all__ = ["Context", "likeness", "link"]
