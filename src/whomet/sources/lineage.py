"""Who copied, rewrote or translated whom, and who is left with a voice of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from whomet.embedding import Encoder, remembering
from whomet.records import Article, Document, Lineage, Origin
from whomet.sources.alignment import align
from whomet.sources.credits import is_wire
from whomet.sources.releases import releases
from whomet.sources.ties import Tie, compare
from whomet.sources.versions import Version, primary, versions, without_furniture

#: Share of the shorter of two language versions in one document that must be told for a translation.
TRANSLATED_WITHIN = 0.30
#: The same where the numbers and names of both already tell that they say the same (`Document.versions`).
LINKED_WITHIN = 0.15


def trace(articles: Sequence[Article], encoder: Encoder) -> Lineage:
    """Find out who copied, rewrote or translated whom.

    Args:
        articles: All articles, in any order.
        encoder: Where the sentence vectors come from.

    Returns:
        At most one source a document, and the voice of every document.
    """
    encoder = remembering(encoder)
    by_file = {article.document.file: article for article in sorted(articles, key=lambda a: a.document.file)}
    parts = without_furniture({file: versions(article, encoder) for file, article in by_file.items()})
    documents = {file: article.document for file, article in by_file.items()}
    ties = compare(by_file, parts)
    shared = releases(ties, by_file)
    hanging = {file for origin in shared for file in origin.targets}
    direct = [tie for tie in ties if tie.kind != "rewrite" or not {tie.left, tie.right} <= hanging]
    origins = _within(parts, documents) + _sources(direct, documents) + shared
    return Lineage(tuple(origins), _voices(documents, origins))


def _within(parts: Mapping[str, Sequence[Version]], documents: Mapping[str, Document]) -> list[Origin]:
    found: list[Origin] = []
    for file, own in parts.items():
        linked = {primary(version.language) for version in documents[file].versions}
        for left, right in combinations(own, 2):
            alignment = align(left.vectors, right.vectors)
            least = LINKED_WITHIN if {left.language, right.language} <= linked else TRANSLATED_WITHIN
            if alignment.share >= least:
                found.append(Origin("translation", file, (file,), round(alignment.share, 3)))
    return found


def _sources(ties: Sequence[Tie], documents: Mapping[str, Document]) -> list[Origin]:
    """For every dependent document the one text it depends on most; printing the same words weighs most."""
    best: dict[str, tuple[tuple[bool, bool, float], Origin]] = {}
    for tie in ties:
        if tie.kind is not None:
            source, target = _directed(tie, documents)
            weight = (tie.kind == "copy", tie.credited is not None, tie.shared)
            if target not in best or weight > best[target][0]:
                best[target] = weight, Origin(tie.kind, source, (target,), round(tie.shared, 3))
    return [origin for _, (_, origin) in sorted(best.items())]


def _directed(tie: Tie, documents: Mapping[str, Document]) -> tuple[str, str]:
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


def _voices(documents: Mapping[str, Document], origins: Sequence[Origin]) -> tuple[tuple[str, str], ...]:
    """Files tied by any dependence share a voice: that of the source all others go back to.

    Where all hang on an unseen release, the earliest of them (then the smallest name) stands for it.
    """
    source: dict[str, str] = {}
    for origin in origins:
        if origin.source is not None:
            source |= {target: origin.source for target in origin.targets if target != origin.source}
    for origin in origins:
        if origin.source is None:
            roots = sorted({_root(target, source) for target in origin.targets})
            first = min(roots, key=lambda file: (documents[file].published or "9999", file))
            source |= {root: first for root in roots if root != first}
    return tuple((file, _root(file, source)) for file in sorted(documents))


def _root(file: str, source: Mapping[str, str]) -> str:
    seen = [file]
    while (above := source.get(seen[-1])) is not None:
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]


__all__ = ["trace"]
