"""Which articles are about the same happenings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from whomet.embedding import Encoder
from whomet.records import Article, Document, Lineage, Story
from whomet.stories.identity import fingerprint, identities
from whomet.stories.profiles import Rarity, profile, telling
from whomet.stories.siblings import Groups
from whomet.stories.streaming import Stream

#: Letters of a title that is only the first sentence.
LONGEST_TITLE = 120


def group(
    articles: Sequence[Article],
    lineage: Lineage,
    encoder: Encoder,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[Story, ...]:
    """Group articles into stories.

    Articles of the very same text are looked at as one: a copy changes neither what is rare nor who is like whom.

    Args:
        articles: All articles, in any order.
        lineage: Who depends on whom; those who share a voice share a story.
        encoder: Where the sentence vectors come from.
        known: Ids of stories given before -> fingerprints of their articles; such an id goes with most of them.

    Returns:
        Stories, the largest first; every document is in exactly one.
    """
    prints = {article.document.file: fingerprint(article.document) for article in articles}
    holders: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda each: (each.document.published or "9999", each.document.file)):
        holders.setdefault(prints[article.document.file], []).append(article)
    ordered = sorted(holders, key=lambda each: (holders[each][0].document.published or "9999", each))
    stream = _stream([holders[each][0] for each in ordered], encoder, _tied(ordered, holders, lineage))
    found = stream.stories()
    names = identities([[ordered[number] for number in numbers] for numbers in found], known or {})
    stories = [
        Story(
            name,
            _title([holders[ordered[number]][0].document for number in numbers], stream, numbers),
            tuple(sorted(each.document.file for number in numbers for each in holders[ordered[number]])),
        )
        for name, numbers in zip(names, found, strict=True)
    ]
    return tuple(sorted(stories, key=lambda story: (-len(story.documents), story.documents)))


def _stream(articles: Sequence[Article], encoder: Encoder, tied: list[tuple[int, int]]) -> Stream:
    profiles = [profile(article, encoder) for article in articles]
    stream = Stream(Rarity(profiles), encoder.dimensions)
    stream.add(profiles, tied)
    return stream


def _tied(ordered: Sequence[str], holders: Mapping[str, Sequence[Article]], lineage: Lineage) -> list[tuple[int, int]]:
    """Texts of one line of reporting, each with the earliest."""
    voices = dict(lineage.voices)
    first: dict[str, int] = {}
    tied = []
    for number, each in enumerate(ordered):
        for article in holders[each]:
            voice = voices.get(article.document.file, article.document.file)
            if first.setdefault(voice, number) != number:
                tied.append((first[voice], number))
    return tied


def _title(documents: Sequence[Document], stream: Stream, numbers: Sequence[int]) -> str:
    """The headline of the article that has most of what all others have."""
    rows = [stream.rows[number] for number in numbers]
    whole = Groups(rows)
    for other in range(1, len(rows)):
        whole.join(0, other)
    shares = [round(share, 6) for share in whole.centrality(0, rows)]
    central = sorted(range(len(rows)), key=lambda at: (-shares[at], at))
    return next((headline for at in central if (headline := _headline(documents[at]))), "")


def _headline(document: Document) -> str:
    sentences = telling(document)
    titles = [sentence.text for sentence in sentences if sentence.kind == "title"]
    if titles:
        return " ".join(" ".join(titles).split())
    first = " ".join(sentences[0].text.split()) if sentences else ""
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


__all__ = ["group"]
