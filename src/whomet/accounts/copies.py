"""What a copy tells in the words of its source, it tells of the same day.

A copy printed days later keeps "on Monday", which counted from its own day would be another Monday. Where the words
for the day are the same, the day is that of the text that was printed first; where they differ, the copy says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from whomet.accounts.reports import Telling
from whomet.accounts.view import View

#: Likeness (0 to 100) of two sentences from which a copy tells a meeting in the words of its source: names and a day
#: that were changed leave more than this, another sentence of the same article about the same people less.
SAME_WORDS = 85.0


def in_same_words(left: Telling, right: Telling, view: View) -> bool:
    """Whether two texts of which one depends on the other tell a meeting in the same words."""
    if left.file == right.file or view.text(left.file) != view.text(right.file):
        return False
    return fuzz.ratio(_words(left), _words(right)) >= SAME_WORDS


def dated_as_printed(told: Sequence[Telling], view: View) -> list[Telling]:
    """The tellings with the day of their source where a copy has the same words for it.

    Args:
        told: All tellings.
        view: Which texts depend on each other.

    Returns:
        The same tellings in the same order.
    """
    by_text: dict[str, list[Telling]] = {}
    for telling in told:
        by_text.setdefault(view.text(telling.file), []).append(telling)
    return [_dated(telling, by_text[view.text(telling.file)], view) for telling in told]


def _dated(telling: Telling, texts: Sequence[Telling], view: View) -> Telling:
    alike = [
        other
        for other in texts
        if other.date
        and set(other.principals) == set(telling.principals)
        and other.status == telling.status
        and _age(other) < _age(telling)
        and in_same_words(telling, other, view)
        and _day(other, view) == _day(telling, view) is not None
    ]
    if telling.date is None or not alike:
        return telling
    source = min(alike, key=_age)
    return replace(telling, date=source.date, zone=source.zone)


def _age(telling: Telling) -> tuple[str, str]:
    return telling.published or "9999", telling.file


def _day(telling: Telling, view: View) -> str | None:
    """The words for the day: the last ones before the end of the passage that tells it."""
    end = max((c.end for c in telling.evidence if "date" in c.fields), default=0)
    times = view.article(telling.file).mentions.times
    found = [t.text for t in times if t.kind == "point" and t.value == telling.date and t.start < end]
    return found[-1].casefold() if found else None


def _words(telling: Telling) -> str:
    """The sentence that first tells who met."""
    return min(telling.evidence, key=lambda c: ("principals" not in c.fields, c.start)).text
