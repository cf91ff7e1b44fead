"""Which documents are concluded together: windows, kept up to date as documents come and go.

For every document is kept by what it is held against others (`stories.affinity`), its ties to those that were there
before it, and of all ties the strongest forest. A document that comes costs one look at the beginnings of all others
and a close look at the few that begin alike or share names. A document that goes leaves its ties; then the forest is
made of all ties afresh.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from whomet.embedding import Encoder
from whomet.records import Article
from whomet.stories import Affinities, Beginnings, Imprint, imprint
from whomet.workspace import codec
from whomet.workspace.cache import BLOCK
from whomet.workspace.schema import documents, imprints, leads, settings
from whomet.workspace.version import conclusions_version
from whomet.workspace.windows import LARGEST, LEAST, WHOLE, Tie, cut, forest

#: The window of all documents, as long as they are few.
ALL = "all"
#: Name of the setting that keeps the forest.
FOREST = "forest of windows"
#: Documents that come in at once and are looked at together.
AT_ONCE = 500

Member: TypeAlias = tuple[str, str, int]
"""A document of a window: its name, its fingerprint, and the run that brought it as it is now."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large windows may be.

    Attributes:
        whole: Documents up to which there is one window.
        largest: Odds of a tie, falling -> documents of the largest window that it makes.
    """

    whole: int = WHOLE
    largest: tuple[tuple[float, int], ...] = LARGEST


DEFAULT = Bounds()


def divide(
    connection: Connection,
    encoder: Encoder,
    bound: Iterable[Sequence[str]] = (),
    bounds: Bounds | None = None,
) -> dict[str, list[Member]]:
    """See to it that every document stands in the window where it belongs.

    Args:
        connection: That of a run.
        encoder: Where the vectors of new documents come from.
        bound: Groups of documents, by name, that must lie in one window, whatever they are like.
        bounds: How large windows may be; `DEFAULT` by default.

    Returns:
        The documents of every window, by name.
    """
    bounds = bounds or DEFAULT
    columns = documents.c.name, documents.c.fingerprint, documents.c.run, documents.c.published, documents.c.window
    rows = connection.execute(select(*columns)).tuples().all()
    version = conclusions_version()
    keyed = sorted((f"{print_}:{name}", name, print_, run, day or "9999", now) for name, print_, run, day, now in rows)
    places = {name: place for place, (_, name, *_) in enumerate(keyed)}
    state = _State(connection, encoder, places)
    state.follow({name: f"{version}:{run}:{print_}" for _, name, print_, run, *_ in keyed})
    must = [*_copies([print_ for _, _, print_, *_ in keyed])]
    must += [sorted({places[name] for name in group if name in places}) for group in bound]
    ties = state.strongest()
    if must:
        ties = forest(len(keyed), [*(Tie(math.inf, *pair) for group in must for pair in pairwise(group)), *ties])
    moved = []
    found: dict[str, list[Member]] = {}
    for window in cut(len(keyed), ties, bounds.whole, bounds.largest):
        members = [keyed[place] for place in window]
        id_ = ALL if len(keyed) <= bounds.whole else _id(min((day, key) for key, _, _, _, day, _ in members)[1])
        moved += [{"document": name, "to": id_} for _, name, *_, now in members if now != id_]
        found[id_] = sorted((name, print_, run) for _, name, print_, run, *_ in members)
    if moved:
        statement = update(documents).where(documents.c.name == bindparam("document")).values(window=bindparam("to"))
        connection.execute(statement, moved)
    return found


def _copies(prints: Sequence[str]) -> Iterator[list[int]]:
    """The places of documents of one and the same text, given the texts of all in order."""
    for _, group in groupby(range(len(prints)), key=prints.__getitem__):
        found = list(group)
        if len(found) > 1:
            yield found


def _id(key: str) -> str:
    """Id of a window: after the text of its earliest document, which stands in no other."""
    return f"window:{key[:16]}"


class _State:
    """What is kept of the documents, and how it follows them."""

    def __init__(self, connection: Connection, encoder: Encoder, places: Mapping[str, int]) -> None:
        self._connection, self._encoder, self._places = connection, encoder, places
        columns = leads.c.document, leads.c.version, leads.c.number
        rows = connection.execute(select(*columns)).tuples().all()
        self._versions = {name: version for name, version, _ in rows}
        self._numbers = {name: number for name, _, number in rows}
        self._forest: _Ties | None = None

    def strongest(self) -> list[Tie]:
        """The strongest forest, strongest tie first."""
        return self._placed(self._strongest())

    def follow(self, versions: Mapping[str, str]) -> None:
        """Take in documents that came or changed, and let go of those that went.

        Args:
            versions: Name of every document -> what changes when the document does.
        """
        gone = sorted(name for name, version in self._versions.items() if versions.get(name) != version)
        came = sorted(name for name, version in versions.items() if self._versions.get(name) != version)
        if not gone and not came:
            return
        kept = _NONE if gone else self._strongest()
        if gone:
            self._let_go(gone)
        fresh = [self._take_in(came[begin : begin + AT_ONCE], versions) for begin in range(0, len(came), AT_ONCE)]
        self._grow(self._all() if gone else np.concatenate([kept, *fresh]))

    def _let_go(self, gone: Sequence[str]) -> None:
        for name in gone:
            number = self._numbers.pop(name)
            self._connection.execute(delete(leads).where(leads.c.number == number))
            self._connection.execute(delete(imprints).where(imprints.c.number == number))

    def _take_in(self, came: Sequence[str], versions: Mapping[str, str]) -> _Ties:
        """Keep what some new documents are held against others by, and tell their ties to all before them."""
        rows = self._connection.execute(select(leads.c.number, leads.c.gist, leads.c.names).order_by(leads.c.number))
        before = rows.all()
        made = [imprint(article, self._encoder) for article in self._articles(came)]
        numbers = [row.number for row in before]
        begin = 1 + max(numbers, default=0)
        numbers += range(begin, begin + len(made))
        beginnings = Beginnings(
            [*(row.gist for row in before), *(each.gist for each in made)],
            [*(row.names for row in before), *(each.names for each in made)],
        )
        near = [
            [other for other in beginnings.near(each.gist, each.names).tolist() if other < len(before) + at]
            for at, each in enumerate(made)
        ]
        wanted = sorted({other for others in near for other in others if other < len(before)})
        kept = self._imprints([numbers[other] for other in wanted])
        place = {other: at for at, other in enumerate(wanted)} | {
            len(before) + at: len(wanted) + at for at in range(len(made))
        }
        affinities = Affinities([*kept, *made])
        ties = []
        for at, others in enumerate(near):
            odds = affinities.odds(len(wanted) + at, [place[other] for other in others])
            found = [(numbers[other], value) for other, value in zip(others, odds.tolist(), strict=True)]
            ties.append([(other, value) for other, value in found if value >= LEAST])
        self._keep(came, versions, made, numbers[len(before) :], ties)
        own = zip(numbers[len(before) :], ties, strict=True)
        return _ties((number, other, odds) for number, found in own for other, odds in found)

    def _articles(self, names: Sequence[str]) -> list[Article]:
        found = {}
        for begin in range(0, len(names), BLOCK):
            block = names[begin : begin + BLOCK]
            rows = self._connection.execute(
                select(documents.c.name, documents.c.content).where(documents.c.name.in_(block))
            )
            found.update({name: codec.unpack(bytes(content), Article) for name, content in rows})
        return [found[name] for name in names]

    def _imprints(self, numbers: Sequence[int]) -> list[Imprint]:
        found = {}
        for begin in range(0, len(numbers), BLOCK):
            block = numbers[begin : begin + BLOCK]
            rows = self._connection.execute(
                select(imprints.c.number, imprints.c.content).where(imprints.c.number.in_(block))
            )
            found.update({number: codec.decode(bytes(content), Imprint) for number, content in rows})
        return [found[number] for number in numbers]

    def _keep(
        self,
        came: Sequence[str],
        versions: Mapping[str, str],
        made: Sequence[Imprint],
        numbers: Sequence[int],
        ties: Sequence[Sequence[tuple[int, float]]],
    ) -> None:
        entered, details = [], []
        for name, each, number, found in zip(came, made, numbers, ties, strict=True):
            self._numbers[name] = number
            self._versions[name] = versions[name]
            entered.append(
                {
                    "document": name,
                    "number": number,
                    "version": versions[name],
                    "gist": each.gist,
                    "names": each.names,
                }
            )
            content = codec.encode(each)
            details.append(
                {"number": number, "content": content, "ties": _ties((number, *tie) for tie in found).tobytes()}
            )
        self._connection.execute(insert(leads), entered)
        self._connection.execute(insert(imprints), details)

    # --- the forest ------------------------------------------------------------------------------------

    def _strongest(self) -> _Ties:
        """The forest as it was kept."""
        if self._forest is None:
            content = self._connection.execute(
                select(settings.c.value).where(settings.c.name == FOREST)
            ).scalar_one_or_none()
            self._forest = np.frombuffer(bytes(content or b""), dtype=_TIE)
        return self._forest

    def _all(self) -> _Ties:
        """All ties between documents that are there."""
        contents = self._connection.execute(select(imprints.c.ties).order_by(imprints.c.number)).scalars()
        found: _Ties = np.frombuffer(b"".join(map(bytes, contents)), dtype=_TIE)
        return found[np.isin(found["other"], list(self._numbers.values()))]

    def _grow(self, ties: _Ties) -> None:
        """Make and keep the forest of some ties.

        Which of two equally strong ones it holds must not hang on the order in which documents came, so that they are
        sorted as the windows sort them.
        """
        numbers = {self._places[name]: number for name, number in self._numbers.items()}
        grown = forest(len(self._places), self._placed(ties))
        self._forest = _ties((numbers[tie.left], numbers[tie.right], tie.odds) for tie in grown)
        content = self._forest.tobytes()
        own = settings.c.name == FOREST
        if not self._connection.execute(update(settings).where(own).values(value=content)).rowcount:
            self._connection.execute(insert(settings).values(name=FOREST, value=content))

    def _placed(self, ties: _Ties) -> list[Tie]:
        """Ties between numbers as ties between places, the strongest first."""
        if not len(ties):
            return []
        places = np.zeros(1 + max(self._numbers.values()), dtype=np.int64)
        places[list(self._numbers.values())] = [self._places[name] for name in self._numbers]
        one, other = places[ties["one"]], places[ties["other"]]
        left, right = np.minimum(one, other), np.maximum(one, other)
        order = np.lexsort((right, left, -ties["odds"]))
        rows = (ties["odds"][order].tolist(), left[order].tolist(), right[order].tolist())
        return [Tie(*tie) for tie in zip(*rows, strict=True)]


_TIE = np.dtype([("one", "<i4"), ("other", "<i4"), ("odds", "<f8")])
_Ties: TypeAlias = NDArray[np.void]
"""Ties between documents by their numbers."""


def _ties(found: Iterable[tuple[int, int, float]]) -> _Ties:
    return np.array(list(found), dtype=_TIE)


_NONE = _ties(())


__all__ = ["ALL", "DEFAULT", "Bounds", "Member", "divide"]
