"""Dated facts on which the articles disagree: journeys of people, and milestones of undertakings."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whomet import edtf
from whomet.accounts.contexts import Context, TakenPairs, context, likeness, names_of, taken_pairs
from whomet.accounts.corrections import Superseded
from whomet.accounts.disputes import disputed, told_together
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Article, Citation, Contradiction, FactMention

#: Facts about one person's way, which need no likeness of words: who left when.
JOURNEYS = frozenset({"departure", "arrival", "return"})
#: Likeness of two sentences, see `contexts.likeness`, from which they date one milestone of one undertaking.
#: In 34 gold stories three milestones are disputed: their best pairs reach .48 to .71; those of different undertakings
#: stay at .41 and below.
SAME_MILESTONE = 0.42
#: The same for printings of one date.
SAME_DATE = 0.3
#: Added where both are told of one person or body, lost where they are told of two.
SAME_BODY = 0.1


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated fact where it is printed."""

    fact: FactMention
    about: str | None
    place: Citation
    context: Context

    @property
    def file(self) -> str:
        """The article."""
        return self.place.document


def contradictions_of_facts(view: View, encoder: Encoder, corrected: Superseded) -> tuple[Contradiction, ...]:
    """Dated facts of one story whose values cannot all be true.

    A coarse date that holds a finer one says the same; it is counted with the finer one.

    Args:
        view: Ways to stories, entities and lines of reporting.
        encoder: Sentence vectors: the sentences around two dates tell whether they date the same.
        corrected: What corrections supersede.

    Returns:
        One contradiction for each fact that is dated differently.
    """
    ways: dict[tuple[str, str, str], list[_Told]] = defaultdict(list)
    turns: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for article in view.articles:
        story = view.story(article.document.file)
        for told in _facts(view, article, corrected):
            if told.fact.field not in JOURNEYS:
                turns[story, told.fact.field].append(told)
            elif told.about:
                ways[story, told.about, told.fact.field].append(told)
    groups = [group for _, group in sorted(ways.items()) if _one_occasion(group)]
    taken = taken_pairs(view)
    for _, told_of in sorted(turns.items()):
        groups += _groups(view, told_of, encoder, taken)
    found = (_contradiction(view, group, corrected) for group in groups)
    return tuple(contradiction for contradiction in found if contradiction)


def _facts(view: View, article: Article, corrected: Superseded) -> list[_Told]:
    """The facts of an article, without what it calls wrong, and without the dates of its meetings."""
    file, document = article.document.file, article.document
    names = names_of(view, article)
    met = [(passage, meeting.date) for meeting in article.events.meetings for passage in meeting.evidence]
    found = []
    for fact in article.events.facts:
        at = bisect_right(document.sentences, fact.start, key=lambda sentence: sentence.start) - 1
        of_a_meeting = any(passage.start <= fact.start < passage.end and fact.value == date for passage, date in met)
        if at < 0 or corrected.told_wrong(file, fact.start) or (of_a_meeting and fact.field not in JOURNEYS):
            continue
        place = view.cite_span(file, fact.start, fact.end)
        # The date is among the words of the fact; it says too little to be cut out.
        around = context(article, names, at, fact.start, fact.start)
        found.append(_Told(fact, view.entity(file, fact.about), place, around))
    return found


def _one_occasion(told: Sequence[_Told]) -> bool:
    """Whether all values lie within one month or next to it: otherwise they tell of several occasions.

    Articles of one story tell of one journey; a journey of the year before is another one.
    """
    edges = [found for each in told if (found := edtf.interval(each.fact.value))]
    return bool(edges) and (max(first for first, _ in edges) - min(last for _, last in edges)).days <= 31


def _groups(view: View, told: Sequence[_Told], encoder: Encoder, taken: TakenPairs) -> list[list[_Told]]:
    """The printings of one milestone with dates that cannot be one, by groups."""
    if not any(_apart(left, right) for left, right in itertools.combinations(told, 2)):
        return []
    vectors = encoder.encode([each.context.around for each in told])
    joined: dict[int, set[int]] = {}
    for (i, left), (j, right) in itertools.combinations(enumerate(told), 2):
        if not _apart(left, right) or not told_together(view, (left.file, right.file)):
            continue
        if _alike(left, right, float(vectors[i] @ vectors[j]), taken) >= SAME_MILESTONE:
            group = joined.get(i, {i}) | joined.get(j, {j})
            joined.update(dict.fromkeys(group, group))
    distinct = {min(group): group for group in joined.values()}
    return [_with_agreeing(told, vectors, sorted(distinct[first]), taken) for first in sorted(distinct)]


def _alike(left: _Told, right: _Told, cosine: float, taken: TakenPairs) -> float:
    """How much speaks for two sentences dating one milestone of one undertaking."""
    score = likeness(left.context, right.context, cosine, taken)
    return score + (SAME_BODY if left.about == right.about else -SAME_BODY)


def _with_agreeing(
    told: Sequence[_Told], vectors: NDArray[np.float32], group: Sequence[int], taken: TakenPairs
) -> list[_Told]:
    """A disputed milestone with all printings that agree with one of the dates: they need be less alike."""

    def agrees(i: int) -> bool:
        return any(
            edtf.meet(told[i].fact.value, told[j].fact.value)
            and _alike(told[i], told[j], float(vectors[i] @ vectors[j]), taken) >= SAME_DATE
            for j in group
        )

    return [each for i, each in enumerate(told) if i in group or agrees(i)]


def _apart(left: _Told, right: _Told) -> bool:
    """Whether two articles give dates that cannot be one; a year that is not printed may have been inferred amiss."""
    a, b = left.fact.value, right.fact.value
    if left.file == right.file or edtf.meet(a, b):
        return False
    printed = a[:4] in left.fact.text and b[:4] in right.fact.text
    return printed or a[4:] != b[4:]


def _contradiction(view: View, told: Sequence[_Told], corrected: Superseded) -> Contradiction | None:
    values = [each.fact.value for each in told]
    pairs = [(_finest(each.fact.value, values), each.place) for each in told]
    subjects = Counter(each.about for each in told if each.about)
    about = min(subjects, key=lambda id_: (-subjects[id_], id_)) if subjects else None
    return disputed(view, told[0].fact.field, pairs, about, corrected, [about] if about else [])


def _finest(value: str, values: Sequence[str]) -> str:
    inside = [other for other in values if edtf.within(other, value)]
    return min(inside, key=lambda other: (edtf.precision(other), other)) if inside else value
