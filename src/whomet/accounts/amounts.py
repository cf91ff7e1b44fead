"""Amounts that measure the same thing and cannot all be true: an explainable list of weighted features, then groups.

Most amounts of one unit that lie close together in one story are the same quantity told twice: an article tells few
quantities of a unit, and different ones are rarely of one size. So nearness weighs as much as what the sentences say.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from whomet import edtf
from whomet.accounts.contexts import Context, Names, TakenPairs, context, likeness, names_of, taken_pairs
from whomet.accounts.corrections import Superseded, amount_value
from whomet.accounts.disputes import disputed, told_together
from whomet.accounts.sizes import FAR, Modifier, allows, comparable, near, slipped, swapped
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.languages import pack
from whomet.records import AmountMention, Article, Citation, Contradiction, FigureMention, Statement

#: Score from which two amounts are one quantity that is disputed. Of 30 disputed amounts of 34 gold stories 26 are
#: found with three others (two of which are told of one deal, too); in 160 articles of the news nine are told.
#: At .1 nothing more is found, and 14 are told in the news; at .25 21 are found, and four told.
CLASH = 0.17
#: Lost for each doubling of the factor between two amounts: disputed ones differ by 1.04 to 1.35, once by 2.
FACTOR = 0.55
#: Added for units that say what is measured (money, tonnes ...), and for counts too large to be close by chance.
UNIT, MANY = 0.15, 0.2
#: Counts from which two close ones are rarely of different things.
LARGE = 1000
#: Added where one stands in the headline of the article, or of its copy, whose text tells the other.
HEADLINE = 0.15
#: Added where two digits of one have changed places, and where both stand in one statement, wherever it is printed.
SWAPPED, SAID = 0.25, 0.3
#: Lost where digits that changed places set two amounts far apart: among many amounts some have the same digits.
FAR_SWAP = -0.3
#: Lost where an article tells both in its text: it knows of two things, or of the dispute.
TOLD_BOTH = -0.15
#: How much less alike than the sentences of two amounts those may be by which one article agrees with the other.
AGREED = 0.1
#: Lost for each other amount of the unit that the story tells near these two, four at most: where there are many, two
#: are close by chance.
CROWD, CROWDED = -0.05, 4
#: Lost where two texts of one language do not depend on each other: their sentences are more alike from the start;
#: and where they count things by other nouns.
ONE_LANGUAGE, OTHER_NOUN = -0.2, -0.2
#: rapidfuzz ratio (0 to 100) from which two nouns are one, in another form.
SAME_NOUN = 70.0
#: Score that amounts need which differ by a power of ten: a slip of the scale is rare, two quantities are not. The same
#: where nothing was translated or copied in which the scale might have slipped.
SLIP, SLIP_ALONE = 0.55, 0.8
#: Cosine above which none is, sums of rounded numbers included.
_SAME = 1.001
#: Units that say nothing of what is measured.
COMMON_UNITS = frozenset({"count", "h", "min", "d", "wk", "mo", "a", "%"})


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount where it is printed.

    Attributes:
        figure: As the article tells it.
        context: What stands around it.
        heading: Whether it stands in a headline or summary.
        counted: The noun that is counted.
        statement: Id of the statement that it is a part of.
    """

    figure: FigureMention
    place: Citation
    context: Context
    modifier: Modifier | None
    counted: str | None
    heading: bool
    statement: str | None
    subject: str | None

    @property
    def file(self) -> str:
        """The article."""
        return self.place.document


def contradictions_of_figures(
    view: View, statements: Sequence[Statement], encoder: Encoder, corrected: Superseded
) -> tuple[Contradiction, ...]:
    """Figures that measure the same thing with different amounts.

    Args:
        view: Ways to stories and sentences.
        statements: All statements of the account: a quotation has one amount, in every language.
        encoder: Sentence vectors: the sentences around two amounts tell whether they measure the same thing.
        corrected: What corrections supersede.

    Returns:
        One contradiction for each quantity that is told with different amounts.
    """
    taken, vectors = taken_pairs(view), _Vectors(encoder)
    quantities = [
        (unit, _Quantities(view, unit, told, vectors, taken))
        for (_, unit), told in sorted(_by_story(view, statements, corrected).items())
    ]
    vectors.encode([each for _, quantity in quantities for each in quantity.in_question()])
    found = [
        _contradiction(view, unit, group, corrected) for unit, quantity in quantities for group in quantity.groups()
    ]
    return tuple(contradiction for contradiction in found if contradiction)


def _by_story(view: View, statements: Sequence[Statement], corrected: Superseded) -> dict[tuple[str, str], list[_Told]]:
    """All amounts by story and unit where a story tells two different ones; what a note calls wrong is not told."""
    found: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    said: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for statement in statements:
        for place in statement.places:
            said[place.document].append((place.start, place.end, statement.id))
    for article in view.articles:
        file = article.document.file
        names = names_of(view, article)
        quoted = said.get(file, [])
        amounts = {(amount.start, amount.end): amount for amount in article.mentions.amounts}
        for figure in article.events.figures:
            if figure.amount > 0 and not corrected.told_wrong(file, figure.start):
                told = _told(view, article, figure, names, amounts, quoted)
                found[view.story(file), figure.unit].append(told)
    return {key: told for key, told in found.items() if len({each.figure.amount for each in told}) > 1}


def _told(
    view: View,
    article: Article,
    figure: FigureMention,
    names: Names,
    amounts: Mapping[tuple[int, int], AmountMention],
    quoted: Sequence[tuple[int, int, str]],
) -> _Told:
    place = view.cite_span(article.document.file, figure.start, figure.end)
    mention = amounts.get((figure.start, figure.end))
    return _Told(
        figure=figure,
        place=place,
        context=context(article, names, figure.sentence, figure.start, figure.end),
        modifier=mention.modifier if mention else None,
        counted=mention.counted if mention else None,
        heading=view.kind(place) in ("title", "summary"),
        statement=next((id_ for start, end, id_ in quoted if start <= figure.start and figure.end <= end), None),
        subject=view.entity(article.document.file, figure.subject),
    )


# --- which amounts are one quantity -----------------------------------------------------------------------------------


class _Vectors:
    """Vectors of the sentences around amounts, of those alone that matter: most amounts are never one quantity."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, told: Iterable[_Told]) -> None:
        """Have those of some printings encoded at once, which is quicker than one by one."""
        new = [text for text in dict.fromkeys(each.context.around for each in told) if text not in self._known]
        self._known.update(zip(new, self._encoder.encode(new), strict=True))

    def cosine(self, one: _Told, other: _Told) -> float:
        """Of the sentences around two printings."""
        self.encode([one, other])
        return float(self._known[one.context.around] @ self._known[other.context.around])


class _Quantities:
    """The amounts of one unit in one story.

    Args:
        view: Ways to texts and dates.
        unit: As in the figures.
        told: Every printing.
        vectors: Of the sentences around the printings.
        taken: Sentences of which one was taken from the other.
    """

    def __init__(
        self,
        view: View,
        unit: str,
        told: Sequence[_Told],
        vectors: _Vectors,
        taken: TakenPairs,
    ) -> None:
        self._view, self._unit, self._vectors, self._taken = view, unit, vectors, taken
        self._told: dict[float, list[_Told]] = defaultdict(list)
        for each in told:
            self._told[each.figure.amount].append(each)
        self._amounts = sorted(self._told)
        self._pairs = {pair: found for pair in comparable(self._amounts) if (found := self._possible(*pair))}

    def in_question(self) -> Iterator[_Told]:
        """The printings on whose sentences it depends whether they tell one quantity; they may come again."""
        for pairs in self._pairs.values():
            for left, right, _ in pairs:
                yield from (left, right)

    def groups(self) -> Iterator[list[_Told]]:
        """The printings of amounts that are one quantity, by groups of amounts that all clash with each other."""
        amounts = self._amounts
        scores: dict[tuple[float, float], float] = {}
        for (low, high), pairs in self._pairs.items():
            score = self._score(low, high, pairs)
            if score is not None:
                scores[low, high] = score
        group = {amount: [amount] for amount in amounts}
        for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
            left, right = group[one], group[other]
            if left is not right and all((min(a, b), max(a, b)) in scores for a in left for b in right):
                left.extend(right)
                group.update(dict.fromkeys(right, left))
        distinct = {min(members): members for members in group.values() if len(members) > 1}
        for first in sorted(distinct):
            yield [each for amount in sorted(distinct[first]) for each in self._told[amount]]

    def _possible(self, low: float, high: float) -> list[tuple[_Told, _Told, float]]:
        """Printings of two amounts that contradict each other if their sentences are the same, with their `_apart`."""
        basis = self._basis(low, high)
        return [
            (left, right, apart)
            for left, right in itertools.product(self._told[low], self._told[high])
            if basis + likeness(left.context, right.context, _SAME, self._taken) + (apart := self._apart(left, right))
            >= self._needed(left, right)
            and self._set_against(left, right)
        ]

    def _score(self, low: float, high: float, pairs: Iterable[tuple[_Told, _Told, float]]) -> float | None:
        """How much speaks for two amounts being one quantity; None where it is too little."""
        basis = self._basis(low, high)
        found = [
            score
            for left, right, apart in pairs
            if (score := basis + self._alike(left, right) + apart) >= self._needed(left, right)
            and not self._agreed(left, right)
        ]
        return max(found, default=None)

    def _basis(self, low: float, high: float) -> float:
        both = _in_text(self._told[low]) & _in_text(self._told[high])
        return self._crowd(low, high) + (TOLD_BOTH if both else 0.0)

    def _crowd(self, low: float, high: float) -> float:
        """What is lost for the other amounts near these two, or between them."""
        beside = bisect_right(self._amounts, FAR * high) - bisect_left(self._amounts, low / FAR) - 2
        return CROWD * min(CROWDED, max(0, beside))

    def _alike(self, one: _Told, other: _Told) -> float:
        return likeness(one.context, other.context, self._vectors.cosine(one, other), self._taken)

    def _apart(self, left: _Told, right: _Told) -> float:
        """What the amounts and the places where they stand add to the likeness of their sentences."""
        low, high = left.figure.amount, right.figure.amount
        score = -FACTOR * math.log2(high / low) if near(low, high) else FAR_SWAP * swapped(low, high)
        score += UNIT if self._unit not in COMMON_UNITS else MANY * (self._unit == "count" and low >= LARGE)
        score += SWAPPED * swapped(low, high)
        score += SAID * (left.statement is not None and left.statement == right.statement)
        dependent, one_language = self._dependent(left, right), left.place.language == right.place.language
        score += HEADLINE * (dependent and left.heading != right.heading)
        score += ONE_LANGUAGE * (one_language and not dependent)
        return score + OTHER_NOUN * (one_language and _other_noun(left, right))

    def _needed(self, left: _Told, right: _Told) -> float:
        low, high = left.figure.amount, right.figure.amount
        if near(low, high) or swapped(low, high):
            return CLASH
        carried = self._dependent(left, right) or left.place.language != right.place.language
        return SLIP if carried else SLIP_ALONE

    def _dependent(self, left: _Told, right: _Told) -> bool:
        return self._view.text(left.file) == self._view.text(right.file)

    def _set_against(self, left: _Told, right: _Told) -> bool:
        """Whether the two really exclude each other, and are not told as two things."""
        low, high = left.figure.amount, right.figure.amount
        if allows(low, left.modifier, high) or allows(high, right.modifier, low) or _grew(self._view, left, right):
            return False
        if left.file == right.file:
            return left.heading != right.heading
        both = (high, self._unit) in left.context.others or (low, self._unit) in right.context.others
        return not both and told_together(self._view, (left.file, right.file))

    def _agreed(self, left: _Told, right: _Told) -> bool:
        """Whether an article tells the other's amount, too, and in a sentence more like the other's."""
        if left.file == right.file:
            return False
        low, high = left.figure.amount, right.figure.amount
        like = self._alike(left, right) - AGREED
        agreed = [(told, right) for told in self._told[high] if told.file == left.file and not told.heading]
        agreed += [(told, left) for told in self._told[low] if told.file == right.file and not told.heading]
        return any(self._alike(told, other) >= like for told, other in agreed)


def _in_text(told: Iterable[_Told]) -> set[str]:
    return {each.file for each in told if not each.heading}


def _other_noun(left: _Told, right: _Told) -> bool:
    """Whether both say what they count, by nouns that are not one."""
    if not left.counted or not right.counted:
        return False
    return fuzz.ratio(left.counted.casefold(), right.counted.casefold()) < SAME_NOUN


def _grew(view: View, lower: _Told, higher: _Told) -> bool:
    """Whether a count that grows from day to day is higher in an article of a later day."""
    first, then = (edtf.interval(view.article(told.file).document.published) for told in (lower, higher))
    later = first is not None and then is not None and first[1] < then[0]
    return later and all(_tallied(told.place.language, told.context.around) for told in (lower, higher))


def _tallied(language: str | None, text: str) -> bool:
    pattern = _tallies(language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _tallies(language: str | None) -> re.Pattern[str] | None:
    words = pack(language).table("plans").get("tallies", {}).get("growing")
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE) if words else None


# --- what is told of it -------------------------------------------------------------------------------------------


def _contradiction(view: View, unit: str, told: Sequence[_Told], corrected: Superseded) -> Contradiction | None:
    """The contradiction of all printings of one quantity, about the subject told most often."""
    subjects = Counter(each.subject for each in told if each.subject)
    about = min(subjects, key=lambda id_: (-subjects[id_], id_)) if subjects else None
    pairs = [(amount_value(each.figure.amount, unit), each.place) for each in told]
    found = disputed(view, _field(view, told), pairs, about, corrected)
    if found is None or found.cause:
        return found
    return _with_slip(view, found, told)


def _field(view: View, told: Sequence[_Told]) -> str:
    """What is measured, in words of the brief's language where an article of that language tells it."""
    words = [
        (view.kind(each.place) == "correction", each.place.language != view.language, _apt(each.figure.what))
        for each in told
        if each.figure.what
    ]
    return min(words, default=(False, False, (0, "amount")))[2][1]


def _apt(words: str) -> tuple[int, str]:
    """Words for a quantity with how far they are from the length of a good label, some 40 characters."""
    return abs(len(words) - 40), words


def _with_slip(view: View, found: Contradiction, told: Sequence[_Told]) -> Contradiction:
    """The contradiction with the slip that explains it: one text depends on the other, or digits changed places."""
    for left, right in itertools.combinations(told, 2):
        low, high = sorted((left.figure.amount, right.figure.amount))
        if low == high or left.file == right.file:
            continue
        dependent = view.text(left.file) == view.text(right.file)
        if dependent and left.place.language != right.place.language:
            return replace(
                found, cause="mistranslation", explanation=_slip(low, high, "translated with another amount")
            )
        if dependent or swapped(low, high):
            return replace(found, cause="copying error", explanation=_slip(low, high, "copied with another amount"))
    return found


def _slip(low: float, high: float, otherwise: str) -> str:
    if swapped(low, high):
        return "digits have changed places"
    return "the scale is off by a power of ten" if slipped(low, high) else otherwise
