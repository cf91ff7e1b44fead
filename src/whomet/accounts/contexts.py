"""What stands around a value in its sentence: whom it names, which amounts, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from whomet.accounts.view import View
from whomet.records import Article

#: Added for each person, body or place that both sentences name (three at most), and for an amount told in both.
NAMED, ALONGSIDE = 0.09, 0.08
#: Lost where both sentences call people or bodies by name, but none in common.
OTHERS = -0.1
#: Added where one sentence was taken from the other.
TAKEN = 0.4

Names = Mapping[int, tuple[frozenset[str], frozenset[str]]]
TakenPairs = frozenset[tuple[tuple[str, int], tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence of a value.

    Attributes:
        file: The article.
        sentence: Document offset of the sentence.
        around: The sentence, without the value where that is an amount.
        named: Entity ids of all that it names or takes up; `actors` those called by name, without places.
        others: Amounts of the sentence but the value, as (amount, unit).
    """

    file: str
    sentence: int
    around: str
    named: frozenset[str]
    actors: frozenset[str]
    others: frozenset[tuple[float, str]]


def context(article: Article, names: Names, sentence: int, start: int, end: int) -> Context:
    """What stands around a value.

    Args:
        article: The article.
        names: What `names_of` tells of it.
        sentence: Index of the sentence.
        start, end: Document offsets of the value.

    Returns:
        The context.
    """
    told = article.document.sentences[sentence]
    named, actors = names.get(sentence, (frozenset(), frozenset()))
    near = (a for a in article.mentions.amounts if a.sentence == sentence and not start <= a.start < end)
    return Context(
        file=article.document.file,
        sentence=told.start,
        around=f"{told.text[: told.inner(start)]} … {told.text[told.inner(end) :]}",
        named=named,
        actors=actors,
        others=frozenset((a.amount, a.unit) for a in near),
    )


def names_of(view: View, article: Article) -> Names:
    """For each sentence the entity ids of all that it names or takes up, and of people and bodies called by name."""
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for name in article.mentions.names:
        here, actors = found[name.sentence]
        ids = view.ids(article.document.file, name.referents)
        here.update(ids)
        if name.type != "place" and name.reach in ("full", "short"):
            actors.update(ids)
    return {sentence: (frozenset(here), frozenset(actors)) for sentence, (here, actors) in found.items()}


def taken_pairs(view: View) -> TakenPairs:
    """Pairs of sentences, as (file, offset), of which one was taken from the other."""
    pairs = {
        ((taken.file, taken.start), (origin.held_against, taken.source_start))
        for origin in view.lineage.origins
        for taken in origin.taken
    }
    return frozenset(pairs | {(right, left) for left, right in pairs})


def likeness(left: Context, right: Context, cosine: float, taken: TakenPairs) -> float:
    """How much speaks for two sentences telling of one thing.

    Args:
        left, right: Of two articles, or of one.
        cosine: Of their words without the values.
        taken: What `taken_pairs` tells.

    Returns:
        The cosine, with what names, amounts and lineage add to it.
    """
    score = cosine + NAMED * min(3, len(left.named & right.named)) + ALONGSIDE * bool(left.others & right.others)
    score += TAKEN * (((left.file, left.sentence), (right.file, right.sentence)) in taken)
    return score + OTHERS * (bool(left.actors and right.actors) and not left.named & right.named)
