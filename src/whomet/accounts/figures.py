"""Quantities, once each, with every place where they are printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from whomet.accounts.corrections import Superseded, amount_value
from whomet.accounts.disputes import standing
from whomet.accounts.view import View
from whomet.records import Citation, Figure


def gather_figures(view: View, corrected: Superseded) -> tuple[Figure, ...]:
    """All figures of the articles: one for each subject, amount and unit, with every place it is printed.

    Args:
        view: Ways to entities and lines of reporting.
        corrected: What corrections supersede: it is listed, but no line of reporting carries it.
    """
    places: dict[tuple[float, str], list[tuple[str | None, str, str | None, Citation]]] = defaultdict(list)
    for article in view.articles:
        file = article.document.file
        for figure in article.events.figures:
            row = view.entity(file, figure.subject), figure.what, figure.period
            place = view.cite_span(file, figure.start, figure.end)
            places[figure.amount, figure.unit].append((*row, place))
    figures = [
        _figure(view, corrected, amount, unit, rows)
        for (amount, unit), told in sorted(places.items())
        for rows in _by_subject(told)
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


def _figure(view: View, corrected: Superseded, amount: float, unit: str, rows: Sequence[_Row]) -> Figure:
    what = Counter(row[1] for row in rows if row[1])
    periods = Counter(row[2] for row in rows if row[2])
    places = tuple(sorted((row[3] for row in rows), key=lambda c: (c.document, c.start)))
    told = [place for place in places if not corrected.told_wrong(place.document, place.start)]
    return Figure(
        subject=next((row[0] for row in rows if row[0]), None),
        what=min(what, key=lambda w: (-what[w], len(w), w)) if what else "",
        amount=amount,
        unit=unit,
        period=min(periods, key=lambda p: (-periods[p], p)) if periods else None,
        places=places,
        lines=view.lines(standing(told, amount_value(amount, unit), corrected)),
    )
