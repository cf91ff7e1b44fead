"""Which documents are concluded together: windows, kept up to date as documents come and go.

For every document is kept by what it is held against others (`stories.affinity`), its ties to those that were there
before it, and of all ties the strongest forest. A document that comes costs one look at the beginnings of all others
and a close look at the few that begin alike or share names. A document that goes leaves its ties; then the forest is
made of all ties afresh.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
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
) -> None:
    """See to it that every document stands in the window where it belongs.

    Args:
        connection: That of a run.
        encoder: Where the vectors of new documents come from.
        bound: Groups of documents, by name, that must lie in one window, whatever they are like.
        bounds: How large windows may be; `DEFAULT` by default.
    """
    bounds = bounds or DEFAULT
    rows = connection.execute(
        select(
            documents.c.name, documents.c.fingerprint, documents.c.published, documents.c.window, documents.c.run
        ).order_by(documents.c.name)
    ).all()
    state = _State(connection, encoder)
    version = conclusions_version()
    state.follow({row.name: f"{version}:{row.run}:{row.fingerprint}" for row in rows})
    keys = {row.name: f"{row.fingerprint}:{row.name}" for row in rows}
    names = {key: name for name, key in keys.items()}
    ties = [Tie(odds, *sorted((keys[one], keys[other]))) for one, other, odds in state.ties()]
    must = [*_copies(keys), *(sorted(keys[name] for name in group if name in keys) for group in bound)]
    ties += [Tie(math.inf, left, right) for group in must for left, right in pairwise(group)]
    first = {keys[row.name]: (row.published or "9999", keys[row.name]) for row in rows}
    moved = []
    now = {row.name: row.window for row in rows}
    for window in cut(sorted(names), forest(names, ties), bounds.whole, bounds.largest):
        id_ = ALL if len(names) <= bounds.whole else _id(min(first[key] for key in window)[1])
        moved += [{"document": names[key], "to": id_} for key in window if now[names[key]] != id_]
    if moved:
        statement = update(documents).where(documents.c.name == bindparam("document")).values(window=bindparam("to"))
        connection.execute(statement, moved)


def _copies(keys: Mapping[str, str]) -> list[list[str]]:
    """The keys of documents of one and the same text."""
    found: dict[str, list[str]] = {}
    for key in sorted(keys.values()):
        found.setdefault(key.partition(":")[0], []).append(key)
    return [group for group in found.values() if len(group) > 1]


def _id(key: str) -> str:
    """Id of a window: after the text of its earliest document, which stands in no other."""
    return f"window:{key[:16]}"


class _State:
    """What is kept of the documents, and how it follows them."""

    def __init__(self, connection: Connection, encoder: Encoder) -> None:
        self._connection, self._encoder = connection, encoder
        rows = connection.execute(select(leads.c.document, leads.c.version, leads.c.number)).all()
        self._versions = {row.document: row.version for row in rows}
        self._numbers = {row.document: row.number for row in rows}
        self._forest: list[tuple[int, int, float]] | None = None

    def ties(self) -> list[tuple[str, str, float]]:
        """The strongest ties: (document, document, odds)."""
        names = {number: name for name, number in self._numbers.items()}
        return [(names[one], names[other], odds) for one, other, odds in self._strongest()]

    def follow(self, versions: Mapping[str, str]) -> None:
        """Take in documents that came or changed, and let go of those that went.

        Args:
            versions: Name of every document -> what changes when the document does.
        """
        gone = sorted(name for name, version in self._versions.items() if versions.get(name) != version)
        came = sorted(name for name, version in versions.items() if self._versions.get(name) != version)
        kept = [] if gone else self._strongest()
        if gone:
            self._let_go(gone)
        fresh: list[tuple[int, int, float]] = []
        for begin in range(0, len(came), AT_ONCE):
            fresh += self._take_in(came[begin : begin + AT_ONCE], versions)
        if gone or fresh or came:
            self._grow(self._all() if gone else [*kept, *fresh])

    def _let_go(self, gone: Sequence[str]) -> None:
        for name in gone:
            number = self._numbers.pop(name)
            self._connection.execute(delete(leads).where(leads.c.number == number))
            self._connection.execute(delete(imprints).where(imprints.c.number == number))

    def _take_in(self, came: Sequence[str], versions: Mapping[str, str]) -> list[tuple[int, int, float]]:
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
        return [(number, other, odds) for number, found in own for other, odds in found]

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
            details.append({"number": number, "content": content, "ties": _packed((number, *tie) for tie in found)})
        self._connection.execute(insert(leads), entered)
        self._connection.execute(insert(imprints), details)

    # --- the forest ------------------------------------------------------------------------------------

    def _strongest(self) -> list[tuple[int, int, float]]:
        """The forest as it was kept."""
        if self._forest is None:
            content = self._connection.execute(
                select(settings.c.value).where(settings.c.name == FOREST)
            ).scalar_one_or_none()
            self._forest = _unpacked(bytes(content)) if content else []
        return self._forest

    def _all(self) -> list[tuple[int, int, float]]:
        """All ties between documents that are there."""
        there = set(self._numbers.values())
        contents = self._connection.execute(select(imprints.c.ties).order_by(imprints.c.number)).scalars()
        found = (tie for content in contents for tie in _unpacked(bytes(content)))
        return [tie for tie in found if tie[1] in there]

    def _grow(self, ties: Iterable[tuple[int, int, float]]) -> None:
        """Make and keep the forest of some ties.

        Which of two equally strong ones it holds must not hang on the order in which documents came, so that they are
        sorted as the windows sort them.
        """
        keys = self._keys()
        names = {key: number for number, key in keys.items()}
        found = [Tie(odds, *sorted((keys[one], keys[other]))) for one, other, odds in ties]
        self._forest = [(names[tie.left], names[tie.right], tie.odds) for tie in forest(names, found)]
        content = _packed(self._forest)
        own = settings.c.name == FOREST
        if not self._connection.execute(update(settings).where(own).values(value=content)).rowcount:
            self._connection.execute(insert(settings).values(name=FOREST, value=content))

    def _keys(self) -> dict[int, str]:
        rows = self._connection.execute(select(documents.c.name, documents.c.fingerprint))
        return {self._numbers[name]: f"{print_}:{name}" for name, print_ in rows}


_TIE = np.dtype([("one", "<i4"), ("other", "<i4"), ("odds", "<f8")])


def _packed(ties: Iterable[tuple[int, int, float]]) -> bytes:
    return np.array(list(ties), dtype=_TIE).tobytes()


def _unpacked(content: bytes) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = np.frombuffer(content, dtype=_TIE).tolist()
    return found


__all__ = ["ALL", "DEFAULT", "Bounds", "divide"]
