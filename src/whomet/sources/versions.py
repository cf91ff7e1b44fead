"""The language versions of a document: what is held against other documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.records import Article, Document, Sentence

#: Kinds of blocks that tell the news; captions are shared among outlets by the picture, not by the reporting.
TELLING = frozenset({"title", "summary", "dateline", "body", "correction"})
#: A second language is a version of its own from this many sentences and this share of the letters on: fewer are
#: quotations or sentences whose language was misjudged.
VERSION_SENTENCES = 3
VERSION_SHARE = 0.2
#: Sentences compared of a version, from its beginning; news puts first what matters.
LONGEST = 60
#: Sentences of the lead: the headline and the first paragraph or two, where a report names what it rests on.
LEAD = 5
#: Sentences whose mean stands for a version: title and beginning.
GIST = 7


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

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """One row a sentence."""
        return self.encoder.encode([sentence.text for sentence in self.sentences[:LONGEST]])

    @cached_property
    def gist(self) -> NDArray[np.float32]:
        """Unit vector of the beginning."""
        rows = self.encoder.encode([sentence.text for sentence in self.sentences[:GIST]])
        mean: NDArray[np.float32] = rows.sum(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return "\n".join(sentence.text for sentence in self.sentences)


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
    own = [
        code
        for code in letters
        if code == main or (count[code] >= VERSION_SENTENCES and letters[code] >= VERSION_SHARE * whole)
    ]
    parts: dict[str, list[Sentence]] = {code: [] for code in own}
    for sentence in told:
        code = primary(sentence.language)
        parts[code if code in parts else main].append(sentence)
    return tuple(Version(document.file, code, tuple(parts[code]), encoder) for code in own)


def lead(document: Document) -> Sequence[Sentence]:
    """The first sentences that tell something."""
    return telling(document)[:LEAD]


def telling(document: Document) -> Sequence[Sentence]:
    """The sentences that tell the news, in order."""
    return [sentence for sentence in document.sentences if sentence.kind in TELLING]


def primary(language: str) -> str:
    """The language without script and region."""
    return language.split("-")[0].lower()
