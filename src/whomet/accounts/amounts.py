"""Amounts that measure the same thing and cannot all be true: an explainable list of weighted features, then groups.

Most amounts of one unit that lie close together in one story are the same quantity told twice: an article tells few
quantities of a unit, and different ones are rarely of one size. So nearness weighs as much as what the sentences say.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from whomet import edtf
from whomet.accounts.contexts import Context, Names, TakenPairs, context, likeness, names_of, taken_pairs
from whomet.accounts.corrections import Superseded, amount_value
from whomet.accounts.disputes import disputed
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.languages import pack
from whomet.records import AmountMention, Article, Citation, Contradiction, FigureMention, Statement

#: Score from which two amounts are one quantity that is disputed. Of the pairs of one unit in 34 gold stories 30 are
#: disputes; from .15 to .18 28 of them are found with four pairs that the gold does not have (two of which are told
#: of one deal, too), .23 finds 25 with three, .3 finds 21 with two.
CLASH = 0.17
#: Lost for each doubling of the factor between two amounts: disputed ones differ by 1.04 to 1.35, once by 2.
FACTOR = 0.55
#: Amounts further apart than this factor are two quantities, unless a digit slipped.
FAR = 2.05
#: Added for units that say what is measured (money, tonnes ...), and for counts too large to be close by chance.
UNIT, MANY = 0.15, 0.2
#: Counts from which two close ones are rarely of different things.
LARGE = 1000
#: Added where one stands in the headline of the article, or of its copy, whose text tells the other.
HEADLINE = 0.15
#: Added where two digits of one have changed places, and where both stand in one statement, wherever it is printed.
SWAPPED, SAID = 0.25, 0.3
#: Lost where an article tells both in its text: it knows of two things, or of the dispute.
TOLD_BOTH = -0.15
#: Score that amounts need which differ by a power of ten: a slip of the scale is rare, two quantities are not.
SLIP = 0.55
#: How far a "power of ten" may be off: amounts that slipped are also rounded anew.
POWER = 0.05
#: Units that say nothing of what is measured.
COMMON_UNITS = frozenset({"count", "h", "min", "d", "wk", "mo", "a", "%"})


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount where it is printed.

    Attributes:
        figure: As the article tells it.
        context: What stands around it.
        heading: Whether it stands in a headline or summary.
        statement: Id of the statement that it is a part of.
    """

    figure: FigureMention
    place: Citation
    context: Context
    modifier: str | None
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
    taken = taken_pairs(view)
    found: list[Contradiction | None] = []
    for (_, unit), told in sorted(_by_story(view, statements, corrected).items()):
        vectors = dict(zip(map(id, told), encoder.encode([each.context.around for each in told]), strict=True))
        groups = _groups(view, unit, told, vectors, taken)
        found += [_contradiction(view, unit, group, corrected) for group in groups]
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
        heading=view.kind(place) in ("title", "summary"),
        statement=next((id_ for start, end, id_ in quoted if start <= figure.start and figure.end <= end), None),
        subject=view.entity(article.document.file, figure.subject),
    )


# --- which amounts are one quantity -----------------------------------------------------------------------------------

_Vectors = Mapping[int, NDArray[np.float32]]


def _groups(
    view: View, unit: str, told: Sequence[_Told], vectors: _Vectors, taken: TakenPairs
) -> Iterator[list[_Told]]:
    """The printings of amounts that are one quantity, by groups of two amounts and more."""
    by_amount: dict[float, list[_Told]] = defaultdict(list)
    for each in told:
        by_amount[each.figure.amount].append(each)
    joined: dict[float, set[float]] = {}
    for low, high in _candidates(sorted(by_amount)):
        if _clash(view, unit, by_amount[low], by_amount[high], vectors, taken):
            group = joined.get(low, {low}) | joined.get(high, {high})
            joined.update(dict.fromkeys(group, group))
    for group in {min(group): group for group in joined.values()}.values():
        yield [each for amount in sorted(group) for each in by_amount[amount]]


def _candidates(amounts: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Pairs of amounts that may be one: not far apart, or off by a slip of digits."""
    for low, high in itertools.combinations(amounts, 2):
        if high / low <= FAR or _slipped(low, high):
            yield low, high


def _clash(
    view: View, unit: str, lower: Sequence[_Told], higher: Sequence[_Told], vectors: _Vectors, taken: TakenPairs
) -> bool:
    def alike(one: _Told, other: _Told) -> float:
        return likeness(one.context, other.context, float(vectors[id(one)] @ vectors[id(other)]), taken)

    both = TOLD_BOTH if _in_text(lower) & _in_text(higher) else 0.0
    needed = SLIP if lower[0].figure.amount * FAR < higher[0].figure.amount else CLASH
    for left, right in itertools.product(lower, higher):
        if (left.file == right.file and left.heading == right.heading) or _compatible(left, right):
            continue  # an article that tells both in its text tells of two things, or of the dispute
        like = alike(left, right)
        score = like + both + _apart(view, unit, left, right)
        if score < needed or _grew(view, left, right):
            continue
        # An article that tells the other's amount, too, and in a sentence more like the other's, agrees with it.
        agreed = [(told, right) for told in higher if told.file == left.file and not told.heading]
        agreed += [(told, left) for told in lower if told.file == right.file and not told.heading]
        if left.file == right.file or not any(alike(told, other) >= like for told, other in agreed):
            return True
    return False


def _in_text(told: Iterable[_Told]) -> set[str]:
    return {each.file for each in told if not each.heading}


def _apart(view: View, unit: str, left: _Told, right: _Told) -> float:
    """What the amounts and the places where they stand add to the likeness of their sentences."""
    low, high = sorted((left.figure.amount, right.figure.amount))
    score = 0.0 if high > FAR * low else -FACTOR * math.log2(high / low)
    score += UNIT if unit not in COMMON_UNITS else MANY * (unit == "count" and low >= LARGE)
    score += SWAPPED * _swapped(low, high)
    score += SAID * (left.statement is not None and left.statement == right.statement)
    return score + HEADLINE * (left.heading != right.heading and view.text(left.file) == view.text(right.file))


def _slipped(low: float, high: float) -> bool:
    """Whether the scale slipped by a power of ten."""
    power = math.log10(high / low)
    return high > FAR * low and abs(power - round(power)) <= POWER


def _swapped(low: float, high: float) -> bool:
    """Whether the digits of one are those of the other in another order."""
    one, other = _digits(low), _digits(high)
    return one != other and len(one) > 1 and sorted(one) == sorted(other)


def _digits(amount: float) -> str:
    return "".join(sign for sign in f"{amount:.12g}".split("e")[0] if sign.isdigit()).strip("0")


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


def _compatible(left: _Told, right: _Told) -> bool:
    """Whether both can be true: one is the other rounded, or only says how much it is at least or at most."""
    return any(_allows(one, other.figure.amount) for one, other in ((left, right), (right, left)))


def _allows(told: _Told, amount: float) -> bool:
    own = told.figure.amount
    if told.modifier == "more than":
        return amount >= own
    if told.modifier == "less than":
        return amount <= own
    # One digit alone ("40,000" against 45,000) is as often meant exactly as rounded, unless "about" stands by it.
    digits = len(_digits(own))
    rounded = digits < len(_digits(amount)) and math.isclose(float(f"{amount:.{digits}g}"), own)
    return rounded and (digits > 1 or told.modifier == "about")


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
        if dependent or _swapped(low, high):
            return replace(found, cause="copying error", explanation=_slip(low, high, "copied with another amount"))
    return found


def _slip(low: float, high: float, otherwise: str) -> str:
    if _swapped(low, high):
        return "digits have changed places"
    return "the scale is off by a power of ten" if _slipped(low, high) else otherwise
