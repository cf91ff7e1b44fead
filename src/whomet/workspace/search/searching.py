"""From a query to passages: by words, by names, by meaning, and what all three say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from whomet.embedding import Encoder
from whomet.workspace.search import meanings, tables
from whomet.workspace.search.asking import Asked, ask
from whomet.workspace.search.filters import Ids, Keep, Mode, Wanted, keeping, sentences_naming
from whomet.workspace.search.full_text import Found, index_of
from whomet.workspace.search.hits import Hit, Why
from whomet.workspace.search.memory import Memory
from whomet.workspace.search.queries import MOST_TERMS, Phrase, Sought, parse
from whomet.workspace.search.showing import Shown
from whomet.workspace.search.tables import SHIFT

#: Sentences of each list that take part: what stands lower adds less than a tenth of what a first place does.
DEPTH = 1_000
#: Constant of reciprocal rank fusion, as its authors found it (Cormack, Clarke and Büttcher 2009).
FUSION = 60
#: Cosine below which a sentence is not said to mean what the query does: of the statements of the test stories and
#: their translations 95 in 100 lie above 0.23, of other sentences, even among the 500 nearest, 95 in 100 below 0.19.
LIKE = 0.2
#: What a place among the sentences that have some of the words counts beside one among those that have all: with 1, a
#: long sentence as a query finds 39 of 100 translations among the first ten, with 0.25 86, without that list 89; but
#: then a pair of names finds 89 of 100 sentences that name both in another language, and with 0.25 91.
SOME = 0.25
_BLOCK = 1_000

By = Literal["passage", "document"]


class Ranked(NamedTuple):
    """Sentences found in one way.

    Attributes:
        why: Which way.
        places: Their places; equal ones share a place, 0 is the first.
        weight: What a place counts.
    """

    why: Why
    places: dict[int, int]
    weight: float = 1.0


def search(
    connection: Connection,
    encoder: Encoder,
    memory: Memory,
    query: str,
    wanted: Wanted,
    mode: Mode = "both",
    by: By = "passage",
    limit: int = 20,
) -> tuple[Hit, ...]:
    """The passages that a query is answered by, best first.

    Args:
        connection: Sees the workspace, whose index is current.
        encoder: That of the index; asked only for meanings.
        memory: Of this state of the workspace.
        query: As a user typed it.
        wanted: Which sentences are wanted.
        mode: By words and names, by meaning, or by all.
        by: Every passage, or the best of every document.
        limit: How many at most.

    Raises:
        SearchError: A filter names what is not there.
    """
    keep = keeping(connection, wanted) if wanted else None
    asked = ask(connection, parse(query), memory.languages)
    if not asked.clauses or limit < 1:
        return ()
    search_ = _Search(connection, memory, asked, _limited(connection, asked, keep))
    lists: list[Ranked] = []
    if mode != "meaning":
        lists += [*search_.by_words(mode == "both"), search_.by_names()]
    if mode != "words":
        lists.append(search_.by_meaning(encoder))
    return search_.hits(lists, by, limit)


def _limited(connection: Connection, asked: Asked, keep: Keep | None) -> Keep | None:
    """The filter, with what the query's own phrases and exclusions leave out."""
    index = index_of(connection)
    needed = index.match(asked.strict, True, None).ids if asked.strict else None
    barred = index.match(asked.without, False, None).ids if asked.without else None
    if needed is None and barred is None:
        return keep

    def limited(ids: Ids) -> np.typing.NDArray[np.bool_]:
        mask = keep(ids) if keep else np.ones(len(ids), dtype=np.bool_)
        if needed is not None:
            mask &= np.isin(ids, needed)
        if barred is not None:
            mask &= ~np.isin(ids, barred)
        return mask

    return limited


class _Search:
    """One search.

    Args:
        connection: Sees the workspace.
        memory: Of this state of it.
        asked: What is looked for.
        keep: Which sentences are wanted; None where all are.
    """

    def __init__(self, connection: Connection, memory: Memory, asked: Asked, keep: Keep | None) -> None:
        self._connection = connection
        self._memory = memory
        self._asked = asked
        self._keep = keep

    # --- three lists -----------------------------------------------------------------------------------

    def by_words(self, some: bool) -> Iterator[Ranked]:
        """Sentences that have all words, and those that have some of them.

        Args:
            some: Whether those are wanted, too, where any sentence has all.
        """
        clauses = self._asked.clauses
        found = self._ranked(self._match(clauses, True))
        yield Ranked("words", found)
        loose = [part for clause in clauses for part in _loose(clause)][:MOST_TERMS]
        if len(loose) > 1 and (some or not found):
            later = self._ranked(self._match(loose, False))
            yield Ranked("words", later, SOME)

    def _match(self, clauses: Sequence[Sought], every: bool) -> Found:
        index = index_of(self._connection)
        if self._keep is None:
            return _cut(index.match(clauses, every, DEPTH + 1))
        found = index.match(clauses, every, None)
        mask = self._keep(found.ids)
        ids, scores = found.ids[mask], found.scores[mask]
        best = np.argsort(-scores, kind="stable")[: DEPTH + 1]
        return _cut(Found(ids[best], scores[best]))

    def by_names(self) -> Ranked:
        """Sentences that name whom the query names, those first that name most of them."""
        counts: dict[int, int] = {}
        for name in self._asked.named:
            ids = sentences_naming(self._connection, name.ids)
            for number in (ids if self._keep is None else ids[self._keep(ids)]).tolist():
                counts[number] = counts.get(number, 0) + 1
        best = sorted(counts, key=lambda number: (-counts[number], self._memory.order(number)))[:DEPTH]
        return Ranked("name", _places([(number, counts[number]) for number in best]))

    def by_meaning(self, encoder: Encoder) -> Ranked:
        """Sentences whose vector is near that of the query."""
        numbers, signs = self._memory.vectors(self._connection, encoder.dimensions)
        if self._keep is not None:
            mask = self._keep(numbers)
            numbers, signs = numbers[mask], signs[mask]
        vector = np.asarray(encoder.encode([self._asked.query.text])[0], dtype=np.float32)
        near = numbers[meanings.nearest(signs, vector)]
        likeness = self._likeness(near, vector)
        found = sorted(
            (number for number in near.tolist() if likeness[number] >= LIKE),
            key=lambda number: (-likeness[number], self._memory.order(number)),
        )
        return Ranked("meaning", _places([(number, likeness[number]) for number in found[:DEPTH]]))

    def _likeness(self, near: Ids, vector: np.typing.NDArray[np.float32]) -> dict[int, float]:
        """Cosines of some sentences with a vector, by all bits that are kept of theirs."""
        documents = np.unique(near >> SHIFT).tolist()
        own = tables.vectors.c
        width = (len(vector) + 7) // 8
        numbers, signs, sizes = [], [], []
        for first in range(0, len(documents), _BLOCK):
            told = select(own.document, own.signs, own.sizes).where(own.document.in_(documents[first : first + _BLOCK]))
            for document, *packed in self._connection.execute(told):
                kept = meanings.Packed(*map(bytes, packed))
                ids = near[near >> SHIFT == document]
                one, other = meanings.rows(kept, ids - (document << SHIFT), len(kept.signs) // width)
                numbers.append(ids)
                signs.append(one)
                sizes.append(other)
        if not numbers:
            return {}
        vectors = meanings.unpack(np.concatenate(signs), np.concatenate(sizes), len(vector))
        # Rounded: the last digits of a product depend on how many rows it has.
        return dict(zip(np.concatenate(numbers).tolist(), np.round(vectors @ vector, 4).tolist(), strict=True))

    def _ranked(self, found: Found) -> dict[int, int]:
        scored = dict(zip(found.ids.tolist(), np.round(found.scores, 6).tolist(), strict=True))
        best = sorted(scored, key=lambda number: (-scored[number], self._memory.order(number)))
        return _places([(number, scored[number]) for number in best])

    # --- one list, and what is shown of it -------------------------------------------------------------

    def hits(self, lists: Sequence[Ranked], by: By, limit: int) -> tuple[Hit, ...]:
        """The best passages of some lists: each adds the inverse of the place it gives a sentence.

        Args:
            lists: What was found in several ways.
            by: Every passage, or the best of every document.
            limit: How many at most.
        """
        same = self._same({number for found in lists for number in found.places})
        scores: dict[int, float] = {}
        whys: dict[int, dict[Why, None]] = {}
        for found in lists:
            # Prints of one sentence are one: the fiftieth copy of a wire is no fiftieth find.
            for digest, place in _of_prints(found, same).items():
                scores[digest] = scores.get(digest, 0.0) + found.weight / (FUSION + 1 + place)
                whys.setdefault(digest, {})[found.why] = None
        prints: dict[int, list[int]] = {}
        for number, digest in same.items():
            prints.setdefault(digest, []).append(number)
        order = {digest: min(map(self._memory.order, numbers)) for digest, numbers in prints.items()}
        best = sorted(scores, key=lambda digest: (-scores[digest], order[digest]))
        chosen = best[:limit] if by == "passage" else self._of_documents(best, order, limit)
        every = self._prints(chosen)
        shown = Shown(self._connection, self._memory, self._asked, [every[digest][0] >> SHIFT for digest in chosen])
        return tuple(shown.hit(every[digest], scores[digest], whys[digest]) for digest in chosen)

    def _of_documents(self, best: Iterable[int], order: Mapping[int, tuple[str, str, int]], limit: int) -> list[int]:
        found: dict[str, int] = {}
        for digest in best:
            found.setdefault(order[digest][1], digest)
            if len(found) == limit:
                break
        return list(found.values())

    def _same(self, numbers: Iterable[int]) -> dict[int, int]:
        """The digest of the words of some sentences."""
        given, own = sorted(numbers), tables.sentences.c
        found: dict[int, int] = {}
        for first in range(0, len(given), _BLOCK):
            told = select(own.id, own.same).where(own.id.in_(given[first : first + _BLOCK]))
            found.update(self._connection.execute(told).tuples().all())
        return found

    def _prints(self, digests: Sequence[int]) -> dict[int, list[int]]:
        """All wanted sentences of the same words, the earliest first."""
        own = tables.sentences.c
        found: dict[int, list[int]] = {digest: [] for digest in digests}
        for first in range(0, len(digests), _BLOCK):
            told = select(own.id, own.same).where(own.same.in_(digests[first : first + _BLOCK]))
            for number, digest in self._connection.execute(told).tuples():
                found[digest].append(number)
        for numbers in found.values():
            if self._keep is not None:
                mask = self._keep(np.array(numbers, dtype=np.int64))
                numbers[:] = [number for number, kept in zip(numbers, mask.tolist(), strict=True) if kept]
            numbers.sort(key=self._memory.order)
        return found


def _loose(clause: Sought) -> list[Sought]:
    """What is looked for one by one where not all is found together: the pairs of a stretch without spaces."""
    if isinstance(clause, Phrase) and len(clause.tokens) > 1 and not clause.stem:
        return [Phrase((token,)) for token in clause.tokens]
    return [clause]


def _cut(found: Found) -> Found:
    """The best of some; of equal ones all or none, so that it does not matter which the database gave."""
    if len(found.ids) <= DEPTH or found.scores[0] == found.scores[DEPTH]:
        return Found(found.ids[:DEPTH], found.scores[:DEPTH])
    last = int(np.argmax(found.scores <= found.scores[DEPTH]))
    return Found(found.ids[:last], found.scores[:last])


def _places(scored: Sequence[tuple[int, float]]) -> dict[int, int]:
    """Places of sentences in order of their scores; those of equal score share the first one's."""
    found: dict[int, int] = {}
    before: tuple[float, int] | None = None
    for at, (number, score) in enumerate(scored):
        if before is None or before[0] != score:
            before = score, at
        found[number] = before[1]
    return found


def _of_prints(found: Ranked, same: Mapping[int, int]) -> dict[int, int]:
    """Places of sentences where those of the same words count once."""
    places: dict[int, int] = {}
    for number, place in sorted(found.places.items(), key=lambda item: item[1]):
        places.setdefault(same[number], place)
    counted: dict[int, int] = {}
    before: tuple[int, int] | None = None
    for at, (digest, place) in enumerate(places.items()):
        if before is None or before[0] != place:
            before = place, at
        counted[digest] = before[1]
    return counted


__all__ = ["DEPTH", "FUSION", "LIKE", "By", "search"]
