"""What was said, once each, in whatever language it is printed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from whomet.accounts.alignment import SAME_MEANING, SAME_WORDS, groups
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Statement

#: Cosine from which two statements of one known speaker in different languages are one, best matches first. On 23 gold
#: stories .42 and .35 align 93 % of the prints with one wrong join, .5 aligns 88 %, .25 makes four wrong joins.
SAME_MEANING_OF_ONE = 0.4


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: str | None
    direct: bool
    place: Citation


def gather_statements(view: View, encoder: Encoder) -> tuple[Statement, ...]:
    """All statements of the articles, each with every place where it is printed."""
    said = [
        _Said(
            view.entity(article.document.file, mention.speaker),
            mention.direct,
            view.cite_span(article.document.file, mention.start, mention.end),
        )
        for article in view.articles
        for mention in article.events.statements
    ]
    found = groups(said, lambda s: s.place.text, lambda s: s.place.language, _comparable, encoder, _meaning)
    return tuple(_statement(group) for group in found)


def _comparable(left: _Said, right: _Said) -> bool:
    """Whether one person may have said both: they are one speaker, or one place names none.

    One language version of an article says a thing again in the same words or means another thing.
    """
    a, b = left.place, right.place
    if a.document == b.document and a.language == b.language:
        overlap = a.start < b.end and b.start < a.end
        return not overlap and left.speaker == right.speaker and fuzz.partial_ratio(a.text, b.text) >= SAME_WORDS
    return left.speaker == right.speaker or None in (left.speaker, right.speaker)


def _meaning(left: _Said, right: _Said) -> float:
    return SAME_MEANING_OF_ONE if left.speaker and left.speaker == right.speaker else SAME_MEANING


def _statement(group: list[_Said]) -> Statement:
    speakers = Counter(said.speaker for said in group if said.speaker)
    places = tuple(sorted((said.place for said in group), key=lambda c: (c.document, c.start)))
    digest = hashlib.sha256("\n".join(sorted(place.text for place in places)).encode()).hexdigest()
    return Statement(
        id=f"statement:{digest[:12]}",
        speaker=min(speakers, key=lambda s: (-speakers[s], s)) if speakers else None,
        direct=any(said.direct for said in group),
        places=places,
    )
