"""How a contradiction outside a meeting is put together: who gives which value, by which line, and why they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from whomet import edtf
from whomet.accounts.corrections import Amendment, Superseded, explain
from whomet.accounts.view import View
from whomet.records import Citation, Contradiction

#: Days between two articles from which another value is news and no dispute: plans move, prices change. The articles
#: of the gold stories' disputes lie up to ten days apart.
MOVED = 10


def told_together(view: View, files: Iterable[str]) -> bool:
    """Whether some articles were published within days, as far as is known."""
    days = [edges[0] for file in files if (edges := edtf.interval(view.article(file).document.published))]
    return not days or (max(days) - min(days)).days <= MOVED


def disputed(
    view: View,
    field: str,
    pairs: Iterable[tuple[str, Citation]],
    about: str | None,
    corrected: Superseded,
    concerns: Sequence[str] = (),
) -> Contradiction | None:
    """A contradiction with all that is known of it.

    Args:
        view: Ways to lines of reporting.
        field: What is disputed.
        pairs: Every value with a passage that gives it.
        about: Entity id of whom it is about.
        corrected: What corrections supersede; one that takes one of the values back explains the contradiction.
        concerns: Entity ids of whom a correction must speak to be about this, where they are known for certain.

    Returns:
        The contradiction, the value with most files first; None where all give the same value.
    """
    places: dict[str, set[Citation]] = defaultdict(set)
    for value, place in pairs:
        places[value].add(place)
    if len(places) < 2:
        return None
    files = {value: tuple(sorted({place.document for place in found})) for value, found in places.items()}
    ranked = sorted(places, key=lambda value: (-len(files[value]), value))
    amendment = _corrected(files, concerns, corrected)
    return Contradiction(
        field=field,
        values=tuple((value, files[value]) for value in ranked),
        about=about,
        explanation=explain(amendment) if amendment else None,
        cause="correction" if amendment else None,
        lines=tuple(view.lines(standing(places[value], value, corrected, concerns)) for value in ranked),
        torn=torn(files.values()),
        places=tuple(tuple(sorted(places[value], key=lambda c: (c.document, c.start, c.end))) for value in ranked),
    )


def torn(files: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The files that stand behind more than one value."""
    count: dict[str, int] = defaultdict(int)
    for found in files:
        for file in found:
            count[file] += 1
    return tuple(sorted(file for file, told in count.items() if told > 1))


def standing(
    places: Iterable[Citation], value: str, corrected: Superseded, concerns: Sequence[str] = ()
) -> list[Citation]:
    """The passages that still stand for a value: those of texts that were not corrected or taken back."""
    return [place for place in places if corrected.by(place.document, value, concerns) is None]


def _corrected(files: dict[str, tuple[str, ...]], concerns: Sequence[str], corrected: Superseded) -> Amendment | None:
    """The first correction to which a value of a file yields."""
    found = (corrected.by(file, value, concerns) for value in sorted(files) for file in files[value])
    return next((amendment for amendment in found if amendment), None)
