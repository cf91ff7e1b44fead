"""Quantities, once each, and those that clash."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from whomet.accounts.reports import clash
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Contradiction, Figure

#: Two amounts of one unit that differ by more than this factor are rather two things. Disputed amounts of the gold
#: stories differ by 1.04 to 1.33, and once by 1.47, two digits having changed places.
FACTOR = 1.4
#: Cosine of the sentences around two amounts, the amounts cut out, from which they measure the same thing. In 21 gold
#: stories pairs of one unit within the factor are disputes in three cases of four; from .2 on over four of five.
SAME_MEASURE = 0.2
#: The same for units that count or time anything at all, of which one article tells many, and for amounts of which
#: one article tells both.
SAME_MEASURE_OF_MANY = 0.35
#: Units that say nothing of what is measured.
COMMON_UNITS = frozenset({"count", "h", "min", "d", "wk", "mo", "a", "%"})


def gather_figures(view: View) -> tuple[Figure, ...]:
    """All figures of the articles: one for each subject, amount and unit, with every place it is printed."""
    places: dict[tuple[float, str], list[tuple[str | None, str, str | None, Citation]]] = defaultdict(list)
    for article in view.articles:
        file = article.document.file
        for figure in article.events.figures:
            row = view.entity(file, figure.subject), figure.what, figure.period
            place = view.cite_span(file, figure.start, figure.end)
            places[figure.amount, figure.unit].append((*row, place))
    figures = [
        _figure(amount, unit, rows) for (amount, unit), told in sorted(places.items()) for rows in _by_subject(told)
    ]
    return tuple(sorted(figures, key=lambda f: (f.places[0].document, f.places[0].start, f.amount)))


_Row = tuple[str | None, str, str | None, Citation]


def _by_subject(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of one amount split by subject; those without a subject go with the only one there is."""
    groups: dict[str | None, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    if None in groups and len(groups) == 2:
        nameless = groups.pop(None)
        next(iter(groups.values())).extend(nameless)
    return [groups[subject] for subject in sorted(groups, key=str)]


def _figure(amount: float, unit: str, rows: Sequence[_Row]) -> Figure:
    what = Counter(row[1] for row in rows if row[1])
    periods = Counter(row[2] for row in rows if row[2])
    return Figure(
        subject=next((row[0] for row in rows if row[0]), None),
        what=min(what, key=lambda w: (-what[w], len(w), w)) if what else "",
        amount=amount,
        unit=unit,
        period=min(periods, key=lambda p: (-periods[p], p)) if periods else None,
        places=tuple(sorted((row[3] for row in rows), key=lambda c: (c.document, c.start))),
    )


def contradictions_of_figures(view: View, figures: Sequence[Figure], encoder: Encoder) -> tuple[Contradiction, ...]:
    """Figures that measure the same thing with different amounts.

    Args:
        view: Ways to stories and sentences.
        figures: All figures of the account.
        encoder: Sentence vectors: the sentences around two amounts tell whether they measure the same thing.

    Returns:
        One contradiction for each two amounts that clash.
    """
    disputes: dict[tuple[str, float, float], list[Figure]] = defaultdict(list)
    for left, right in _near_pairs(figures):
        if _set_against(view, left, right):
            many = left.unit in COMMON_UNITS or bool(_files(left) & _files(right))
            if _likeness(view, left, right, encoder) >= (SAME_MEASURE_OF_MANY if many else SAME_MEASURE):
                low, high = sorted((left.amount, right.amount))
                disputes[left.unit, low, high] += [left, right]
    return tuple(contradiction for told in disputes.values() if (contradiction := _disputed(told)))


def _near_pairs(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of one unit whose amounts differ, but by less than the factor, in order of the figures."""
    by_unit: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, figure in enumerate(figures):
        by_unit[figure.unit].append((abs(figure.amount), number))
    found: list[tuple[int, int]] = []
    for rows in by_unit.values():
        rows.sort()
        for at, (low, number) in enumerate(rows):
            beyond = bisect_right(rows, (FACTOR * low, len(figures)))
            above = (rows[n] for n in range(at + 1, beyond))
            found += [(min(number, other), max(number, other)) for high, other in above if low < high]
    return [(figures[left], figures[right]) for left, right in sorted(found)]


def _likeness(view: View, left: Figure, right: Figure, encoder: Encoder) -> float:
    """The highest cosine of a sentence that tells one figure and a sentence that tells the other."""
    around = [encoder.encode([_around(view, place) for place in figure.places]) for figure in (left, right)]
    return float((around[0] @ around[1].T).max())


def _around(view: View, place: Citation) -> str:
    """The sentence of an amount without the amount."""
    document = view.article(place.document).document
    at = bisect_right(document.sentences, place.start, key=lambda sentence: sentence.start) - 1
    if at < 0 or place.start >= document.sentences[at].end:
        return ""
    sentence = document.sentences[at]
    return f"{sentence.text[: sentence.inner(place.start)]} … {sentence.text[sentence.inner(place.end) :]}"


def _disputed(told: Sequence[Figure]) -> Contradiction | None:
    """One contradiction of all figures that tell one of two amounts, about the subject told most often."""
    pairs = [(f"{figure.amount:.15g} {figure.unit}", file) for figure in told for file in _files(figure)]
    what = min((figure.what for figure in told if figure.what), key=len, default="amount")
    subjects = Counter(figure.subject for figure in told if figure.subject)
    about = min(subjects, key=lambda id_: (-subjects[id_], id_)) if subjects else None
    return clash(what, pairs, about=about)


def _files(figure: Figure) -> set[str]:
    return {place.document for place in figure.places}


def _set_against(view: View, left: Figure, right: Figure) -> bool:
    """Whether two articles of one story tell one figure each, or one article the one above and the other below.

    An article that tells both in its text tells them of two things.
    """
    if not {view.story(file) for file in _files(left)} & {view.story(file) for file in _files(right)}:
        return False
    both = _files(left) & _files(right)
    return not both or any(_in_headline(view, left, file) != _in_headline(view, right, file) for file in both)


def _in_headline(view: View, figure: Figure, file: str) -> bool:
    """Whether an article tells a figure in its headline alone."""
    places = [place for place in figure.places if place.document == file]
    kinds = {view.kind(place) for place in places}
    return kinds <= {"title", "summary"}
