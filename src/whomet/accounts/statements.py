"""What was said, once each, in whatever language it is printed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from whomet.accounts.alignment import groups
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Statement


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
    found = groups(said, lambda s: s.place.text, lambda s: s.place.language, _comparable, encoder)
    return tuple(_statement(group) for group in found)


def _comparable(left: _Said, right: _Said) -> bool:
    """Whether one person may have said both: they are one speaker, or one place names none."""
    overlap = left.place.document == right.place.document and (
        left.place.start < right.place.end and right.place.start < left.place.end
    )
    return not overlap and (left.speaker == right.speaker or None in (left.speaker, right.speaker))


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
