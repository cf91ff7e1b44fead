"""Quantities, once each, and those that clash."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from whomet.accounts.reports import clash
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Contradiction, Figure

#: Cosine of the sentence vectors of what is measured from which two amounts measure the same
#: thing. TODO-CAL
SAME_MEASURE = 0.6
#: Two amounts of the same thing that differ by more than this factor are rather two things.
FACTOR = 2.0


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

    Two figures clash where unit, story and what is measured agree, the amounts differ by less than the
    factor, and no article that tells both tells them of different things.
    """
    measured = [figure for figure in figures if figure.what and figure.unit != "count"]
    if not measured:
        return ()
    vectors = encoder.encode([figure.what for figure in measured])
    found = []
    for i, j in itertools.combinations(range(len(measured)), 2):
        left, right = measured[i], measured[j]
        if left.unit != right.unit or left.amount == right.amount or not _same_story(view, left, right):
            continue
        low, high = sorted((abs(left.amount), abs(right.amount)))
        if high > FACTOR * low or float(vectors[i] @ vectors[j]) < SAME_MEASURE:
            continue
        if _files(left) & _files(right):
            continue
        pairs = [(f"{figure.amount:.15g} {figure.unit}", file) for figure in (left, right) for file in _files(figure)]
        found.append(clash(left.what, pairs, about=left.subject or right.subject))
    return tuple(contradiction for contradiction in found if contradiction)


def _files(figure: Figure) -> set[str]:
    return {place.document for place in figure.places}


def _same_story(view: View, left: Figure, right: Figure) -> bool:
    return bool({view.story(file) for file in _files(left)} & {view.story(file) for file in _files(right)})
