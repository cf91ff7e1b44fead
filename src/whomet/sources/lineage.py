"""Who copied, rewrote or translated whom, and who is left with a voice of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from whomet.embedding import Encoder
from whomet.records import Article, Document, Lineage, Origin, OriginKind
from whomet.sources.alignment import Alignment, align
from whomet.sources.credits import credits, is_wire
from whomet.sources.passages import Shingles, candidates, covered, shingles
from whomet.sources.versions import Version, versions

#: Share of the shorter text that must be taken over word for word for a copy.
COPIED = 0.40
#: Share of the shorter text that must be told, sentence by sentence and in the same order, for a rewrite ...
REWRITTEN = 0.24
#: ... or where the lead names the other outlet as its source, and this much is told or the beginnings are so alike.
REWRITTEN_CREDITED = 0.02
SAME_GIST = 0.45
#: Sentence pairs that tell at least `TELLING_PAIR` of each other which an uncredited rewrite needs: a short item
#: shares its one or two facts with everybody.
FEWEST_PAIRS = 3
TELLING_PAIR = 0.35
#: Share of the longer text that must be told for a translation; a rewrite leaves out and adds.
TRANSLATED = 0.29
#: The same between two versions in one document, where nothing else stands.
TRANSLATED_WITHIN = 0.30
#: Likeness of the beginnings below which two texts are not compared sentence by sentence.
SAME_NEWS = 0.20


@dataclass(frozen=True, slots=True)
class _Tie:
    """A dependence between two documents, not yet directed."""

    left: str
    right: str
    kind: OriginKind
    shared: float
    credited: str | None


def trace(articles: Sequence[Article], encoder: Encoder) -> Lineage:
    """Find out who copied, rewrote or translated whom.

    Args:
        articles: All articles, in any order.
        encoder: Where the sentence vectors come from.

    Returns:
        At most one source a document, and the voice of every document.
    """
    by_file = {article.document.file: article for article in sorted(articles, key=lambda a: a.document.file)}
    parts = {file: versions(article, encoder) for file, article in by_file.items()}
    ties = _copies(parts)
    ties += _retold(by_file, parts, {(tie.left, tie.right) for tie in ties})
    origins = _within(parts) + _sources(ties, {file: article.document for file, article in by_file.items()})
    return Lineage(tuple(origins), _voices(by_file, origins))


def _copies(parts: Mapping[str, Sequence[Version]]) -> list[_Tie]:
    cut: dict[str, tuple[str, Shingles]] = {}
    for file, own in parts.items():
        for version in own:
            cut[f"{file}\n{version.language}"] = file, shingles(version.text)
    best: dict[tuple[str, str], float] = {}
    for left, right in candidates({key: value for key, (_, value) in cut.items()}):
        (file, mine), (other, theirs) = cut[left], cut[right]
        if file != other:
            share = covered(mine, theirs) if mine.letters <= theirs.letters else covered(theirs, mine)
            best[file, other] = max(share, best.get((file, other), 0.0))
    return [_Tie(*pair, "copy", share, None) for pair, share in sorted(best.items()) if share >= COPIED]


def _retold(
    articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]], copied: set[tuple[str, str]]
) -> list[_Tie]:
    ties = []
    for left, right in combinations(parts, 2):
        if (left, right) in copied or not _same_news(parts[left], parts[right]):
            continue
        pairs = [(a, b, align(a.vectors, b.vectors)) for a in parts[left] for b in parts[right]]
        mine, theirs, found = max(pairs, key=lambda pair: pair[2].share)
        credited = _credited(articles[left], articles[right])
        if _depends(found) or (credited is not None and _rests_on(mine, theirs, found)):
            foreign = mine.language != theirs.language and found.share_of_longer >= TRANSLATED
            ties.append(_Tie(left, right, "translation" if foreign else "rewrite", found.share, credited))
    return ties


def _same_news(left: Sequence[Version], right: Sequence[Version]) -> bool:
    return any(float(a.gist @ b.gist) >= SAME_NEWS for a in left for b in right)


def _depends(found: Alignment) -> bool:
    strong = sum(weight >= TELLING_PAIR for _, _, weight in found.pairs)
    return found.share >= REWRITTEN and strong >= FEWEST_PAIRS


def _rests_on(mine: Version, theirs: Version, found: Alignment) -> bool:
    """Whether an article that credits another tells of the same."""
    return found.share >= REWRITTEN_CREDITED or float(mine.gist @ theirs.gist) >= SAME_GIST


def _credited(left: Article, right: Article) -> str | None:
    """The file of the one that the other credits; None where neither or both do."""
    forth, back = credits(left, right), credits(right, left)
    if forth == back:
        return None
    return right.document.file if forth else left.document.file


def _within(parts: Mapping[str, Sequence[Version]]) -> list[Origin]:
    found: list[Origin] = []
    for file, own in parts.items():
        for left, right in combinations(own, 2):
            alignment = align(left.vectors, right.vectors)
            if alignment.share >= TRANSLATED_WITHIN:
                found.append(Origin("translation", file, (file,), round(alignment.share, 3)))
    return found


def _sources(ties: Sequence[_Tie], documents: Mapping[str, Document]) -> list[Origin]:
    """For every dependent document the one text it depends on most."""
    rank: Mapping[OriginKind, int] = {"copy": 2, "translation": 1, "rewrite": 1, "shared-release": 0}
    best: dict[str, tuple[tuple[int, bool, float], _Tie, str]] = {}
    for tie in ties:
        source, target = _directed(tie, documents)
        weight = (rank[tie.kind], tie.credited is not None, tie.shared)
        if target not in best or weight > best[target][0]:
            best[target] = weight, tie, source
    return [
        Origin(tie.kind, source, (target,), round(tie.shared, 3)) for target, (_, tie, source) in sorted(best.items())
    ]


def _directed(tie: _Tie, documents: Mapping[str, Document]) -> tuple[str, str]:
    """(source, target): a credit decides, then the day, the wire, the fuller text, the name."""
    if tie.credited is not None:
        return (tie.left, tie.right) if tie.credited == tie.left else (tie.right, tie.left)
    left, right = documents[tie.left], documents[tie.right]
    if is_wire(left) != is_wire(right):
        return (tie.left, tie.right) if is_wire(left) else (tie.right, tie.left)
    days = sorted({day[:10] for day in (left.published, right.published) if day})
    if left.published and right.published and not days[-1].startswith(days[0]):
        return (tie.left, tie.right) if left.published[:10] == days[0] else (tie.right, tie.left)
    return (tie.left, tie.right) if _order(left) <= _order(right) else (tie.right, tie.left)


def _order(document: Document) -> tuple[int, str]:
    told = sum(len(sentence.text) for sentence in document.sentences)
    return -told, document.file


def _voices(files: Iterable[str], origins: Sequence[Origin]) -> tuple[tuple[str, str], ...]:
    """Files tied by any dependence share a voice: that of the source all others go back to."""
    source = {
        target: origin.source
        for origin in origins
        for target in origin.targets
        if origin.source is not None and origin.source != target
    }
    return tuple((file, _root(file, source)) for file in sorted(files))


def _root(file: str, source: Mapping[str, str]) -> str:
    seen = [file]
    while (above := source.get(seen[-1])) is not None:
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]


__all__ = ["trace"]
