"""Whom a query names, in whatever script: by the names that the articles themselves give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, and_, select

from whomet.workspace import schema
from whomet.workspace.search.queries import Query, Term, phrase_of
from whomet.workspace.search.tables import names, noted
from whomet.workspace.search.tokens import Run, runs, stems

#: Forms of one name that a query is widened by: one a language, and no account knows a name in more.
_MOST_FORMS = 24


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a query that names somebody.

    Attributes:
        first, last: Clauses of the query that it lies in, both inclusive.
        whole: Whether it is all that these clauses ask for.
        ids: Entities of that name.
        forms: Their fullest names in other writings.
    """

    first: int
    last: int
    whole: bool
    ids: tuple[str, ...]
    forms: tuple[str, ...]


class _Place(NamedTuple):
    """A token of the query: what it is, where it stands, and its word."""

    token: str
    clause: int
    run: Run
    begins: bool
    keys: frozenset[str]


class _Row(NamedTuple):
    id: str
    window: int
    local: str
    language: str
    form: str


def named(connection: Connection, query: Query, languages: Sequence[str]) -> list[Named]:
    """The stretches of a query that name an entity of the workspace, the longest where they overlap.

    Args:
        connection: Sees the workspace.
        query: What is asked for.
        languages: Of the sentences that are searched.
    """
    places = list(_places(query, languages))
    rows = _rows(connection, {key for place in places for key in place.keys})
    found: dict[tuple[int, int], list[_Row]] = {}
    for row in rows:
        for span in _spans(row, places):
            found.setdefault(span, []).append(row)
    spans = [
        span
        for span in found
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in found)
    ]
    return [_named(connection, places, span, found[span]) for span in sorted(spans)]


def _places(query: Query, languages: Sequence[str]) -> Iterator[_Place]:
    for at, clause in enumerate(query.clauses):
        if len(clause) > 1 or clause[0].begins:
            continue
        for run in runs(clause[0].text):
            keys = frozenset() if run.paired else frozenset(_stems(_word(clause[0], run), languages))
            for number, token in enumerate(run.tokens()):
                yield _Place(token.text, at, run, number == 0, keys | {token.text})


def _word(term: Term, run: Run) -> str:
    return term.text[run.signs[0].start : run.signs[-1].end]


def _stems(word: str, languages: Sequence[str]) -> Iterator[str]:
    for language in languages:
        yield from (token.text for token in stems(word, language))


def _rows(connection: Connection, keys: set[str]) -> list[_Row]:
    """Names that begin with one of some tokens or stems."""
    if not keys:
        return []
    entities = schema.entities.c
    joined = names.join(noted, noted.c.id == names.c.window).join(
        schema.entities, and_(entities.window == noted.c.window, entities.local == names.c.local)
    )
    told = (
        select(entities.id, names.c.window, names.c.local, names.c.language, names.c.form)
        .select_from(joined)
        .where(names.c.key.in_(keys))
        .distinct()
    )
    return sorted(_Row(*row) for row in connection.execute(told).tuples())


def _spans(row: _Row, places: Sequence[_Place]) -> Iterator[tuple[int, int]]:
    """First and last token of the query where a name stands."""
    tokens = phrase_of(row.form).tokens
    if len(tokens) == 1 and len(tokens[0]) < 2:
        return  # one letter names nobody
    for first in range(len(places) - len(tokens) + 1):
        part = places[first : first + len(tokens)]
        # Particles are written behind a Korean name, so that it begins where the word does.
        if part[0].run.signs[0].kind == "hangul" and not part[0].begins:
            continue
        if all(_same(place, token, row.language) for place, token in zip(part, tokens, strict=True)):
            yield first, first + len(tokens) - 1


def _same(place: _Place, token: str, language: str) -> bool:
    if place.token == token:
        return True
    return not place.run.paired and any(stem.text in place.keys for stem in stems(token, language))


def _named(connection: Connection, places: Sequence[_Place], span: tuple[int, int], rows: Sequence[_Row]) -> Named:
    first, last = places[span[0]].clause, places[span[1]].clause
    covered = {number for number, place in enumerate(places) if first <= place.clause <= last}
    # The last sign of pairs, and a particle behind a name, are no words of their own.
    rest = {
        number
        for number in covered - set(range(span[0], span[1] + 1))
        if places[number].run is not places[span[1]].run or number < span[0]
    }
    return Named(first, last, not rest, tuple(sorted({row.id for row in rows})), _forms(connection, rows))


def _forms(connection: Connection, rows: Sequence[_Row]) -> tuple[str, ...]:
    """The fullest name in each language of the entities; a single name of a person may be another's, too."""
    own = {(row.window, row.local) for row in rows}
    told = select(names.c.window, names.c.local, names.c.type, names.c.form).where(
        names.c.local.in_({local for _, local in own}), names.c.place == 0
    )
    found = {
        form
        for window, local, kind, form in connection.execute(told).tuples()
        if (window, local) in own and (kind != "person" or len(phrase_of(form).tokens) > 1)
    }
    return tuple(sorted(found)[:_MOST_FORMS])


__all__ = ["Named", "named"]
