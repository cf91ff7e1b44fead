"""Linking: which names, in any script, are the same person, body or place?

Places are joined first, then bodies by their names, then people with their employers and those named beside them as
evidence; with the people known, bodies once more (a ministry is known by its minister), and people once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whomet.embedding import Encoder
from whomet.linking import across
from whomet.linking import knowledge as own
from whomet.linking.across import Card, Joined, cards_of, closeness, resolve
from whomet.linking.decisions import Reference, WrongDecisionError
from whomet.linking.knowledge import Knowledge
from whomet.linking.linker import Linker, NearMiss
from whomet.linking.names import likeness
from whomet.records import Article, Entity, Story


def link(
    articles: Sequence[Article],
    stories: Sequence[Story],
    language: str = "en",
    encoder: Encoder | None = None,
    together: Iterable[tuple[Reference, Reference]] = (),
    apart: Iterable[tuple[Reference, Reference]] = (),
    knowledge: Knowledge | None = None,
) -> tuple[Entity, ...]:
    """Link the referents of some articles.

    Args:
        articles: Articles with their mentions, in any order.
        stories: The stories that they belong to.
        language: BCP 47 code of the language that labels are wanted in.
        encoder: Compares what names of bodies mean; the packaged one by default.
        together: Pairs of referents that are one, whatever the evidence says; a referent is (file, index) or
            (file, name).
        apart: Pairs of referents that are two.
        knowledge: The user's own names, as evidence.

    Returns:
        The entities in order of their ids. Every referent belongs to exactly one.

    Raises:
        WrongDecisionError: A decision names no referent of these articles.
    """
    return linked(articles, stories, encoder, together, apart, knowledge).entities(language)


def linked(
    articles: Sequence[Article],
    stories: Sequence[Story],
    encoder: Encoder | None = None,
    together: Iterable[tuple[Reference, Reference]] = (),
    apart: Iterable[tuple[Reference, Reference]] = (),
    knowledge: Knowledge | None = None,
) -> Linker:
    """Link the referents of some articles, and keep the linker: it explains, and takes more articles.

    Args, Raises: As `link`.

    Returns:
        The linker; it hides the entries of the user's own names.
    """
    linker = Linker(encoder)
    entries, placed = own.beside(knowledge or Knowledge(), articles, stories)
    linker.load([*articles, *entries], placed, together, apart, hidden=[entry.document.file for entry in entries])
    return linker


__all__ = [
    "Card",
    "Joined",
    "Knowledge",
    "Linker",
    "NearMiss",
    "Reference",
    "WrongDecisionError",
    "across",
    "cards_of",
    "closeness",
    "likeness",
    "link",
    "linked",
    "resolve",
]
