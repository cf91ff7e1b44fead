"""Which of several values of a field holds: the one with most independent origins, then the one told from nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babel.languages import get_official_languages

from whomet import edtf
from whomet.accounts.support import Gathered, Given, finest

#: Days after the event that stand for "nobody knows when it was published": later than any report that is dated.
_UNDATED = 10**6


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a meeting was, as far as that is known while its other fields are weighed.

    Attributes:
        date: EDTF date.
        countries: ISO 3166 codes.
    """

    date: str | None = None
    countries: frozenset[str] = frozenset()


def pool(given: Sequence[Given]) -> list[Given]:
    """The values that may hold: not what was corrected, nor what is doubtful, nor a headline against its own text.

    Each of these is left out only as long as others remain.
    """
    kept = list(given)
    for holds in (lambda g: g.amendment is None, lambda g: g.sure, lambda g: g.main):
        kept = [each for each in kept if holds(each)] or kept
    return kept


def ranked(gathered: Gathered, given: Sequence[Given], scene: Scene) -> list[str]:
    """All values of a field that may hold, the one that holds first.

    A coarse date speaks for every finer one that it can be, and is no candidate beside one that lies in it.

    Args:
        gathered: Ways to lines of reporting.
        given: The values of one field.
        scene: Where and when it was.

    Returns:
        The values.
    """
    kept = pool(given)
    backs = edtf.meet if given and given[0].field == "date" else _same
    values = finest(each.value for each in kept) if backs is edtf.meet else [each.value for each in kept]
    keys = {value: _key(gathered, kept, value, backs, scene) for value in values}
    return sorted(keys, key=lambda value: keys[value])


def _same(left: str | None, right: str | None) -> bool:
    return left == right


def _key(
    gathered: Gathered, kept: Sequence[Given], value: str, backs: Callable[[str, str], bool], scene: Scene
) -> tuple[object, ...]:
    """Lines of reporting, texts, local time, a known city, first hand, nearness in time, nearness in place."""
    backing = [each for each in kept if backs(value, each.value)]
    exact = [each for each in kept if each.value == value]
    first_hand = [each for each in backing if each.telling.attributed is None]
    return (
        -len(gathered.lines(backing)),
        -len({gathered.view.text(each.file) for each in backing}),
        not (exact[0].field == "date" and any(each.telling.zone == "local" for each in exact)),
        not (exact[0].field == "city" and gathered.places.known(value)),
        -len(gathered.lines(first_hand)),
        min((_days_after(each, value, scene) for each in exact), default=_UNDATED),
        not any(_from_there(gathered, each, scene) for each in exact),
        edtf.precision(value) if exact[0].field == "date" else 0,
        value,
    )


def _days_after(given: Given, value: str, scene: Scene) -> int:
    """Days from the event to the report; a report from before the event knows it least."""
    event = edtf.interval(value if given.field == "date" else scene.date)
    printed = edtf.interval(given.telling.published)
    if event is None or printed is None:
        return _UNDATED
    days = (printed[0] - event[1]).days
    return days if days >= 0 else _UNDATED - 1


def _from_there(gathered: Gathered, given: Given, scene: Scene) -> bool:
    """Whether an article is in a language of the country of the meeting."""
    language = gathered.view.article(given.file).document.language
    return any(language in get_official_languages(country, de_facto=True) for country in scene.countries)
