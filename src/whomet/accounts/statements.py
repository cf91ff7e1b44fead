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
#: Cosine from which a quotation that one article gives to somebody else is the one that several articles give to one
#: speaker. Different statements of the gold stories stay below .55.
SAME_QUOTATION = 0.7
#: Characters of such a quotation: short ones ("We will see") are said by many.
LONG = 20


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: str | None
    body: str | None
    direct: bool
    place: Citation


def gather_statements(view: View, encoder: Encoder) -> tuple[Statement, ...]:
    """All statements of the articles, each with every place where it is printed."""
    said = [
        _Said(
            view.entity(article.document.file, mention.speaker),
            None if mention.speaker is None else view.employer(article.document.file, mention.speaker),
            mention.direct,
            view.cite_span(article.document.file, mention.start, mention.end),
        )
        for article in view.articles
        for mention in article.events.statements
    ]
    found = groups(said, lambda s: s.place.text, lambda s: s.place.language, _comparable, encoder, _meaning)
    return tuple(_statement(group) for group in _outvoted(found, view, encoder))


def _outvoted(found: list[list[_Said]], view: View, encoder: Encoder) -> list[list[_Said]]:
    """Groups with every quotation that one voice alone gives to somebody else put to those who agree on a speaker.

    Voices count, not articles: however often a mistake is copied, it is told once.
    """
    firm = [group for group in found if _agreed(group, view)]
    alone = [group for group in found if _voices(group, view) == 1 and _quoted(group)]
    if not firm or not alone:
        return found
    texts = [(number, said.place.text) for number, group in enumerate(firm) for said in group if said.direct]
    cosine = encoder.encode([group[0].place.text for group in alone]) @ encoder.encode([text for _, text in texts]).T
    moved: set[int] = set()
    for row, group in zip(cosine, alone, strict=True):
        home = firm[texts[int(row.argmax())][0]]
        versions = {(said.place.document, said.place.language) for said in home}
        both = any((said.place.document, said.place.language) in versions for said in group)
        if float(row.max()) >= SAME_QUOTATION and not both:
            home.extend(group)
            moved.add(id(group))
    return [group for group in found if id(group) not in moved]


def _agreed(group: list[_Said], view: View) -> bool:
    """Whether two independent voices at least give one quotation to one speaker."""
    named = [said for said in group if said.direct and said.speaker]
    return _voices(named, view) > 1 and len({said.speaker for said in group if said.speaker}) == 1


def _quoted(group: list[_Said]) -> bool:
    return all(said.direct for said in group) and len(group[0].place.text) >= LONG


def _voices(group: list[_Said], view: View) -> int:
    return len(view.lines(said.place for said in group))


def _comparable(left: _Said, right: _Said) -> bool:
    """Whether one person may have said both: they are one speaker, a body and who speaks for it, or one is not named.

    One language version of an article says a thing again in the same words or means another thing.
    """
    a, b = left.place, right.place
    if a.document == b.document and a.language == b.language:
        overlap = a.start < b.end and b.start < a.end
        return not overlap and left.speaker == right.speaker and fuzz.partial_ratio(a.text, b.text) >= SAME_WORDS
    same = left.speaker == right.speaker or None in (left.speaker, right.speaker)
    return same or left.speaker == right.body or right.speaker == left.body


def _meaning(left: _Said, right: _Said) -> float:
    return SAME_MEANING_OF_ONE if left.speaker and left.speaker == right.speaker else SAME_MEANING


def _statement(group: list[_Said]) -> Statement:
    # "The club said" and "its spokeswoman Ida Moll said": the person is who said it.
    bodies = {said.body for said in group if said.body}
    named = [said.speaker for said in group if said.speaker]
    speakers = Counter([speaker for speaker in named if speaker not in bodies] or named)
    places = tuple(sorted((said.place for said in group), key=lambda c: (c.document, c.start)))
    digest = hashlib.sha256("\n".join(sorted(place.text for place in places)).encode()).hexdigest()
    return Statement(
        id=f"statement:{digest[:12]}",
        speaker=min(speakers, key=lambda s: (-speakers[s], s)) if speakers else None,
        direct=any(said.direct for said in group),
        places=places,
    )
