"""A stream of articles that fall into stories as they come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from whomet import edtf
from whomet.stories.clustering import components, joined
from whomet.stories.index import Index
from whomet.stories.profiles import Profile, Rarity
from whomet.stories.siblings import Groups, Row, Sparse

#: Log odds of two articles from which they are neighbours: below even odds, for what two articles do not show their
#: groups may. With -1 the stories of a mixed folder and of public sets come out the same as with -4.
NEIGHBOURS = -1.0
#: Earlier neighbours that an article gets at most, the most alike: of 1, 8, 12, 16, 24 and all, 8 and more give the
#: same B-cubed F1 within .001 on two public sets of English articles, parallel texts and stories in one folder; 1 loses
#: up to .02.
CLOSEST = 8


class Stream:
    """Articles in order of time, and the stories they fall into.

    Every new article is looked up among those before it by meaning, rare words and rare names; those that may be of
    one story with it become its neighbours. Then each neighbourhood that got a new article is examined afresh, and
    all others stay as they are.

    Attributes:
        rows: What every article brings in.
        links: For every article its neighbours, both ways.

    Args:
        rarity: How rare words, names and numbers are; an article is weighed by it when it comes in.
        dimensions: Length of the vectors of meaning.
    """

    def __init__(self, rarity: Rarity, dimensions: int) -> None:
        self.rows: list[Row] = []
        self._rarity = rarity
        self._index = Index(dimensions)
        self._articles = Groups()
        self.links: list[set[int]] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._tied: dict[int, list[int]] = {}
        self._examined: dict[tuple[int, ...], list[list[int]]] = {}

    def add(self, profiles: Sequence[Profile], tied: Iterable[tuple[int, int]] = ()) -> None:
        """Take in articles.

        Args:
            profiles: In order of time; they are numbered on from those before.
            tied: Numbers of articles that are one story whatever they are like, such as a text and its copy.
        """
        fresh = [self._row(each) for each in profiles]
        for row, candidates in zip(fresh, self._index.add(fresh), strict=True):
            number = len(self.rows)
            self.rows.append(row)
            self._articles.add(row)
            self.links.append(set())
            if candidates:
                odds = self._articles.odds(number, candidates)
                best = np.argsort(-odds, kind="stable")[:CLOSEST]
                for other in np.asarray(candidates)[best[odds[best] >= NEIGHBOURS]].tolist():
                    self._link(number, other)
        for one, other in tied:
            self._link(one, other)
            self._tied.setdefault(one, []).append(other)

    def stories(self) -> list[list[int]]:
        """Numbers of the articles of every story, each in order, ordered by their first."""
        examined = {}
        for members in map(tuple, components(self.links)):
            known = self._examined.get(members)
            examined[members] = self._examine(members) if known is None else known
        self._examined = examined
        return sorted(story for stories in examined.values() for story in stories)

    def _examine(self, members: tuple[int, ...]) -> list[list[int]]:
        if len(members) == 1:
            return [list(members)]
        place = {number: at for at, number in enumerate(members)}
        links = [{place[other] for other in self.links[number]} for number in members]
        tied = [(at, place[other]) for at, number in enumerate(members) for other in self._tied.get(number, ())]
        found = joined(Groups([self.rows[number] for number in members]), links, tied)
        return [[members[at] for at in story] for story in found]

    def _link(self, one: int, other: int) -> None:
        if one != other:
            self.links[one].add(other)
            self.links[other].add(one)

    def _row(self, of: Profile) -> Row:
        span = edtf.interval(of.day) if edtf.is_day(of.day) else None
        return Row(
            language=of.language,
            day=span[0].toordinal() if span else None,
            gist=of.lead,
            title=of.sentences[0] * np.float32(of.steps[0]) if len(of.sentences) else np.zeros_like(of.lead),
            words=self._sparse(of.language, self._rarity.words(of)),
            headline=self._sparse(of.language, self._rarity.headline(of)),
            names=self._sparse("names", self._rarity.names(of)),
            numbers=self._sparse("numbers", self._rarity.numbers(of)),
        )

    def _sparse(self, kind: str, weights: Mapping[str, float]) -> Sparse:
        ids = [self._numbers.setdefault((kind, key), len(self._numbers)) for key in weights]
        order = np.argsort(ids, kind="stable")
        return np.array(ids, dtype=np.int32)[order], np.array(list(weights.values()), dtype=np.float64)[order]


__all__ = ["Stream"]
