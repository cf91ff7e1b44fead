"""The language versions of a document: what is held against other documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.records import Article, Document, Sentence
from whomet.sources.passages import Shingles, shingles

#: Kinds of blocks that tell the news; captions are shared among outlets by the picture, not by the reporting.
TELLING = frozenset({"title", "summary", "dateline", "body", "correction"})
#: A second language that `cleaning` has not linked as a version is one of its own from this many sentences and this
#: share of the letters on: fewer are quotations or sentences whose language was misjudged.
VERSION_SENTENCES = 3
VERSION_SHARE = 0.2
#: Sentences compared of a version, from its beginning; news puts first what matters.
LONGEST = 60
#: Sentences of the lead: the headline and the first paragraph or two, where a report names what it rests on.
LEAD = 5
#: Sentences whose mean stands for a version (title and beginning), and for its news where little follows.
GIST = 7
OPENING = 3
#: Likeness (cosine) of the beginnings from which two articles may be about the same news: all dependent pairs of 15
#: stories lie above 0.45, most pairs of a large set below 0.40.
SAME_NEWS = 0.40
#: Likeness below which they are not, and what they share word for word is no news; half of `SAME_NEWS`, for a copy
#: under a new beginning.
OTHER_NEWS = 0.20
#: Likeness of two and more sentences of an article, taken together, to all others from which they speak of the same:
#: what 345 pages print under any article ends at 0.19 (single lines at 0.30), parts of articles begin at 0.35.
AT_HOME = 0.33


@dataclass(frozen=True)
class Version:
    """The sentences of a document in one language.

    Attributes:
        file: The document.
        language: Primary language code.
        sentences: What it tells, in order.
    """

    file: str
    language: str
    sentences: tuple[Sentence, ...]
    encoder: Encoder

    @property
    def vectors(self) -> NDArray[np.float32]:
        """One row a sentence; not kept here, an encoder that remembers has each of them once."""
        return self.encoder.encode([sentence.text for sentence in self.sentences[:LONGEST]])

    @cached_property
    def gist(self) -> NDArray[np.float32]:
        """Unit vector of the beginning."""
        return self._mean(GIST)

    @cached_property
    def opening(self) -> NDArray[np.float32]:
        """Unit vector of the first sentences, in front of whatever is printed under any article."""
        return self._mean(OPENING)

    def _mean(self, count: int) -> NDArray[np.float32]:
        rows = self.encoder.encode([sentence.text for sentence in self.sentences[:count]])
        total: NDArray[np.float32] = rows.sum(axis=0)
        return total / max(float(np.linalg.norm(total)), 1e-9)

    @cached_property
    def shingles(self) -> Shingles:
        """The text cut into shingles."""
        return shingles(self.text)

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return "\n".join(sentence.text for sentence in self.sentences)


def encode_ahead(parts: Sequence[Version], count: int = LONGEST) -> None:
    """Have the first sentences of many versions encoded at once, which is quicker than version by version.

    Args:
        parts: Versions of one encoder, which remembers.
        count: Sentences of each.
    """
    if parts:
        parts[0].encoder.encode([sentence.text for part in parts for sentence in part.sentences[:count]])


def versions(article: Article, encoder: Encoder) -> tuple[Version, ...]:
    """Part a document into its language versions.

    Args:
        article: A cleaned document.
        encoder: Where the vectors come from.

    Returns:
        One version a language in order of appearance; none where the document tells nothing.
    """
    document = article.document
    told = telling(document)
    if not told:
        return ()
    letters: dict[str, int] = {}
    count: dict[str, int] = {}
    for sentence in told:
        language = primary(sentence.language)
        letters[language] = letters.get(language, 0) + len(sentence.text)
        count[language] = count.get(language, 0) + 1
    main = max(letters, key=lambda code: (letters[code], code))
    whole = sum(letters.values())
    linked = {primary(version.language) for version in document.versions}
    own = [
        code
        for code in letters
        if code == main
        or code in linked
        or (count[code] >= VERSION_SENTENCES and letters[code] >= VERSION_SHARE * whole)
    ]
    parts: dict[str, list[Sentence]] = {code: [] for code in own}
    for sentence in told:
        code = primary(sentence.language)
        parts[code if code in parts else main].append(sentence)
    return tuple(Version(document.file, code, tuple(parts[code]), encoder) for code in own)


def without_furniture(parts: Mapping[str, Sequence[Version]]) -> dict[str, tuple[Version, ...]]:
    """Leave out sentences that are printed word for word in articles about different news.

    "All rights reserved" or an invitation to subscribe says nothing about who copied whom. What is at home in one of
    them, as it speaks of the same as the rest of that article, is no such sentence: another one compiled it.

    Args:
        parts: The versions of each file.

    Returns:
        The versions of each file without such sentences.
    """
    holders: dict[str, list[Version]] = {}
    for own in parts.values():
        for version in own:
            for text in {_folded(sentence) for sentence in version.sentences}:
                holders.setdefault(text, []).append(version)
    furniture = {
        text
        for text, (first, *others) in holders.items()
        if any(float(first.opening @ other.opening) < OTHER_NEWS for other in others)
    }
    furniture -= {text for own in parts.values() for version in own for text in _at_home(version, furniture)}
    return {file: tuple(_keeping(version, furniture) for version in own) for file, own in parts.items()}


def _at_home(version: Version, texts: Collection[str]) -> set[str]:
    """Those of some sentences that speak of the same as the rest of a version."""
    mine = [_folded(sentence) in texts for sentence in version.sentences[:LONGEST]]
    if sum(mine) < 2 or all(mine):
        return set()
    chosen = np.array(mine)
    found: NDArray[np.float32] = version.vectors[chosen].sum(axis=0)
    rest: NDArray[np.float32] = version.vectors[~chosen].sum(axis=0)
    like = float(found @ rest) / max(float(np.linalg.norm(found)) * float(np.linalg.norm(rest)), 1e-9)
    if like < AT_HOME:
        return set()
    return {_folded(sentence) for sentence, own in zip(version.sentences, mine, strict=False) if own}


def _keeping(version: Version, furniture: Collection[str]) -> Version:
    kept = tuple(sentence for sentence in version.sentences if _folded(sentence) not in furniture)
    return version if len(kept) == len(version.sentences) else replace(version, sentences=kept)


def _folded(sentence: Sentence) -> str:
    return " ".join(sentence.text.casefold().split())


def lead(document: Document) -> Sequence[Sentence]:
    """The first sentences that tell something."""
    return telling(document)[:LEAD]


def telling(document: Document) -> Sequence[Sentence]:
    """The sentences that tell the news, in order."""
    return [sentence for sentence in document.sentences if sentence.kind in TELLING]


def primary(language: str) -> str:
    """The language without script and region."""
    return language.split("-")[0].lower()
