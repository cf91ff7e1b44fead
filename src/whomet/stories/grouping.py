"""Which articles are about the same happenings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.records import Article, Document, Lineage, Story
from whomet.stories.clustering import bridged, clusters
from whomet.stories.likeness import likeness, telling

#: Mean probability of "same happenings" from which two groups are one story: even odds, as the weights were fitted.
SAME_STORY = 0.50
#: Likeness to the nearest article of the other group, on average, from which two groups tell parts of one chain of
#: events. Of 0.65 to 0.75 the least that joins no two stories of those that the weights were fitted on; costs 0.01
#: of B-cubed F1 on public sets of single events.
SAME_CHAIN = 0.70
#: Letters of a title that is only the first sentence.
LONGEST_TITLE = 120


def group(articles: Sequence[Article], lineage: Lineage, encoder: Encoder) -> tuple[Story, ...]:
    """Group articles into stories.

    Args:
        articles: All articles, in any order.
        lineage: Who depends on whom; those who share a voice share a story.
        encoder: Where the sentence vectors come from.

    Returns:
        Stories, the largest first; every document is in exactly one.
    """
    ordered = sorted(articles, key=lambda article: article.document.file)
    if not ordered:
        return ()
    table = likeness(ordered, encoder)
    voices = dict(lineage.voices)
    mine = np.array([voices.get(article.document.file, article.document.file) for article in ordered])
    table[mine[:, None] == mine[None, :]] = 1.0
    found = [
        _story([ordered[row].document for row in rows], table[np.ix_(rows, rows)])
        for rows in bridged(clusters(table, SAME_STORY), table, SAME_CHAIN)
    ]
    return tuple(sorted(found, key=lambda story: (-len(story.documents), story.documents)))


def _story(documents: Sequence[Document], table: NDArray[np.float64]) -> Story:
    """The story of some documents; its title is the headline of the one most like all others."""
    central = sorted(
        zip(np.round(table.mean(axis=1), 6), documents, strict=True),
        key=lambda pair: (-pair[0], pair[1].published or "9999", pair[1].text, pair[1].file),
    )
    title = next((headline for _, document in central if (headline := _headline(document))), "")
    return Story(_identity(documents), title, tuple(document.file for document in documents))


def _headline(document: Document) -> str:
    sentences = telling(document)
    titles = [sentence.text for sentence in sentences if sentence.kind == "title"]
    if titles:
        return " ".join(" ".join(titles).split())
    first = " ".join(sentences[0].text.split()) if sentences else ""
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


def _identity(documents: Sequence[Document]) -> str:
    """A name that depends on the texts alone, whatever their order and the names of their files."""
    digests = sorted(hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest() for document in documents)
    return "story:" + hashlib.sha256(b"".join(digests)).hexdigest()[:12]


__all__ = ["group"]
