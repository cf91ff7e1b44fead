"""Which two articles are worth holding against each other, without holding all against all."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from whomet.records import Article
from whomet.sounds import consonants
from whomet.sources.credits import Credits, is_wire
from whomet.sources.passages import covered
from whomet.sources.postings import in_common
from whomet.sources.versions import SAME_NEWS, Version, telling

Pair: TypeAlias = tuple[str, str]
Rows: TypeAlias = NDArray[np.int64]

#: Likeness of the beginnings from which two texts are compared where one names the outlet of the other; without a
#: credit it is `SAME_NEWS`. The least of 15 stories is 0.24, of a tabloid's report and a daily's summary of it.
SAME_NEWS_CREDITED = 0.20
#: Articles up to which every pair on the same news is compared ...
EXACT = 1_000
#: ... and beyond, for each the nearest of those that appeared within so many days, and the nearest of any day. With
#: 3 and 1 the lineage of 34 stories in one folder is still that of all pairs; of 2,000 articles put together from the
#: same phrases, where all looks alike, 16 and 4 find .992 of the direct dependences, as 24 and 8 do; 6 and 2 find .976.
NEAREST = 16
NEAREST_EVER = 4
NEAR_DAYS = 7
#: The same of the articles of each outlet that an article names.
NEAREST_CREDITED = 8
#: Rare names and figures in common, held by no more than so many articles, from which two are compared however many
#: others are nearer.
FEWEST_RARE = 3
RARE = 16
#: Share of an article from which what another prints of it stands for it.
NEARLY_ALL = 0.80
#: Signs of the shortest figure, and consonants of the shortest name, that are rare.
SHORTEST_FIGURE = 2
SHORTEST_NAME = 4
#: Rows of the table of likenesses that are held at once (20,000 columns are 40 MB).
_BLOCK = 512
#: What is added up in another order differs by less; whoever is within it is compared exactly.
_MARGIN = 1e-4

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


def candidate_pairs(
    articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]], credits: Credits, copied: Iterable[Pair]
) -> list[Pair]:
    """Pairs of articles of which one may retell or translate the other.

    Vectors of all beginnings are held against each other in blocks (a table of 20,000 takes seconds, where
    encoding them takes minutes); what costs more, the alignment of sentences, is done for the nearest alone.

    Args:
        articles: By file.
        parts: The language versions of each file.
        credits: Who names whom.
        copied: Pairs of which one prints the other: in a large collection whatever is printed elsewhere is found
            there, so that five hundred copies do not hide all others from each other.

    Returns:
        Pairs of files, the smaller name first, in order; up to `EXACT` articles all that are alike enough.
    """
    files = sorted(parts)
    space = _Space(files, articles, parts)
    if len(files) <= EXACT:
        found = set(_near(space, np.ones(len(space.owner), dtype=np.bool_), credits, len(files)))
    else:
        shown = _shown(articles, parts, copied)
        found = set(_near(space, np.array([files[own] in shown for own in space.owner]), credits, NEAREST))
        found |= set(_rare(space, [articles[file] for file in files]))
    return sorted((files[min(pair)], files[max(pair)]) for pair in found if pair[0] != pair[1])


def standing(articles: Mapping[str, Article]) -> list[str]:
    """The files in the order in which they stand for others: at the wire, then the earliest, the fullest.

    Where that is the same the words decide; the name of a file does so only between texts that are the same.
    """

    def order(file: str) -> tuple[bool, str, int, str, str]:
        document = articles[file].document
        return not is_wire(document), document.published or "9999", -len(document.text), document.text, file

    return sorted(articles, key=order)


class _Space:
    """The beginnings of all versions as one matrix.

    Args:
        files: In order.
        articles: By file.
        parts: The language versions of each file.
    """

    def __init__(
        self, files: Sequence[str], articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]]
    ) -> None:
        self.files = files
        rows = [(number, version.gist) for number, file in enumerate(files) for version in parts[file]]
        self.owner: Rows = np.array([number for number, _ in rows], dtype=np.int64)
        self.gists = np.stack([gist for _, gist in rows]) if rows else np.zeros((0, 1), dtype=np.float32)
        days = np.array([_day(articles[file].document.published) for file in files])
        self.days = days[self.owner]
        self.rows: dict[str, list[int]] = defaultdict(list)
        for row, own in enumerate(self.owner.tolist()):
            self.rows[files[own]].append(row)

    def alike(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Every row number with its likeness to all rows."""
        for first in range(0, len(self.gists), _BLOCK):
            with threadpool_limits(1):  # sums are added up in the same order on any machine with that many cores
                block = self.gists[first : first + _BLOCK] @ self.gists.T
            yield from enumerate(block, first)


def _near(space: _Space, shown: NDArray[np.bool_], credits: Credits, nearest: int) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of files that begin alike, and of those of which one names the outlet of the other."""
    for row, likeness in space.alike():
        own = int(space.owner[row])
        near = ~(np.abs(space.days - space.days[row]) > NEAR_DAYS)
        same = np.flatnonzero((likeness >= SAME_NEWS - _MARGIN) & shown & (space.owner != own))
        chosen = [same]
        if len(same) > nearest:
            chosen = [_most(same[near[same]], likeness, nearest), _most(same, likeness, NEAREST_EVER)]
        for holders in credits.named(space.files[own]):
            rows = np.array([place for file in holders for place in space.rows.get(file, ())], dtype=np.int64)
            rows = rows[likeness[rows] >= SAME_NEWS_CREDITED - _MARGIN]
            named = nearest if nearest == len(space.files) else NEAREST_CREDITED
            chosen.append(rows if len(rows) <= named else _most(rows[near[rows]], likeness, named))
        for other in set(space.owner[np.concatenate(chosen)].tolist()):
            yield min(own, other), max(own, other)


def _most(rows: Rows, likeness: NDArray[np.float32], count: int) -> Rows:
    """The rows most alike; what differs by rounding alone goes by order."""
    return rows[np.argsort(-np.round(likeness[rows], 5), kind="stable")[:count]]


def _rare(space: _Space, articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Pairs on the same news that share figures and names which few others have."""
    common = in_common([_keys(article) for article in articles], RARE)
    often = common.count >= FEWEST_RARE
    for left, right in zip(common.left[often].tolist(), common.right[often].tolist(), strict=True):
        mine, theirs = space.rows.get(space.files[left], []), space.rows.get(space.files[right], [])
        if mine and theirs and float((space.gists[mine] @ space.gists[theirs].T).max()) >= SAME_NEWS - _MARGIN:
            yield left, right


def _keys(article: Article) -> NDArray[np.uint32]:
    """Figures and names, as they are heard in any script, each as a number."""
    text = "\n".join(sentence.text for sentence in telling(article.document))
    found = {re.sub(r"\D", "", figure) for figure in _FIGURE.findall(text)}
    heard = {consonants(name.form) for name in article.mentions.names if name.type != "place"}
    words = {word for word in found if len(word) >= SHORTEST_FIGURE} | {w for w in heard if len(w) >= SHORTEST_NAME}
    return np.array(sorted({zlib.crc32(word.encode()) for word in words}), dtype=np.uint32)


def _shown(articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]], copied: Iterable[Pair]) -> set[str]:
    """All articles but those of which another one that is shown prints nearly everything."""
    partners: dict[str, list[str]] = defaultdict(list)
    for left, right in sorted(copied):
        partners[left].append(right)
        partners[right].append(left)
    shown: set[str] = set()
    for file in standing(articles):
        if not any(other in shown and _printed(parts[file], parts[other]) for other in partners[file]):
            shown.add(file)
    return shown


def _printed(mine: Sequence[Version], theirs: Sequence[Version]) -> bool:
    return all(any(covered(own.shingles, other.shingles) >= NEARLY_ALL for other in theirs) for own in mine)


def _day(edtf: str | None) -> float:
    """Number of a day; not a number where none is known."""
    try:
        return float(date.fromisoformat((edtf or "")[:10]).toordinal())
    except ValueError:
        return float("nan")


__all__ = ["candidate_pairs", "standing"]
