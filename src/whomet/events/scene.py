"""All that an article names, as candidates for the one who has something or will do something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whomet.events.clauses import Reading
from whomet.events.speakers import PLAIN, source_at, spots
from whomet.records import Document, Mentions

__all__ = ["PLAIN", "Candidate", "Scene"]

#: Characters that the name of an outlet has at least, for a body named by a part of it to be the paper itself.
OUTLET = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something named in a sentence.

    Attributes:
        start, end: Offsets in the sentence's text.
        referent: Index into `Mentions.referents`.
        type: person, organisation or place.
        part: "subject", "topic", "bare", "object" or a label of the pack's markers.
        quoted: Stands inside speech.
        source: Is only named as the source of what the sentence tells.
    """

    start: int
    end: int
    referent: int
    type: str
    part: str
    quoted: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as a place where somebody has or does something.

    Attributes:
        mentions: Of the article.
        readings: Its sentences.
        main: The body named most, the paper itself left out.
        counts: How often each referent is named.
        papers: The bodies that publish the article.
    """

    mentions: Mentions
    readings: Sequence[Reading]
    main: int | None
    counts: Counter[int]
    papers: frozenset[int]

    @staticmethod
    def of(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> Scene:
        """The scene of an article."""
        counts = Counter(referent for name in mentions.names for referent in name.referents[:1])
        papers = frozenset(_papers(document, mentions))
        bodies = (r for r, held in enumerate(mentions.referents) if held.type == "organisation" and counts[r])
        told = (r for r in bodies if r not in papers)
        return Scene(mentions, readings, min(told, key=lambda r: (-counts[r], r), default=None), counts, papers)

    def share(self, referent: int) -> float:
        """How often a referent is named, against the one named most."""
        return self.counts[referent] / max(self.counts.values(), default=1)

    def before(self, reading: Reading, reach: int) -> Iterator[Reading]:
        """A sentence and those before it in its paragraph, nearest first, at most `reach`."""
        for index in range(reading.index, max(-1, reading.index - reach), -1):
            told = self.readings[index]
            if (told.sentence.block, told.sentence.paragraph) != (reading.sentence.block, reading.sentence.paragraph):
                return
            yield told

    def candidates(self, reading: Reading) -> Iterator[Candidate]:
        """All that a sentence names, the paper itself left out: people and bodies, then places."""
        told = [source_at(reading, *spot) for spot in spots(reading, "sources")]
        for phrase in reading.phrases:
            source = any(phrase is named for named in told)
            for referent in phrase.referents:
                if referent not in self.papers:
                    span = phrase.start, phrase.end
                    yield Candidate(*span, referent, phrase.type, phrase.part, phrase.quoted, source)
        for start, end, number in reading.names:
            name = self.mentions.names[number]
            if name.type == "place" and len(name.referents) == 1:
                yield Candidate(
                    start, end, name.referents[0], "place", _part(reading, start, end), reading.quoted(start)
                )


def _papers(document: Document, mentions: Mentions) -> Iterator[int]:
    """The bodies that are the paper or the agency itself, named in full or in part.

    One for which somebody named works is no mere outlet: it tells of itself, in a press release.
    """
    outlets = [name.casefold() for name in (document.outlet, document.agency) if name]
    employers = {held.employer for held in mentions.referents}
    for referent, held in enumerate(mentions.referents):
        if held.type != "organisation" or referent in employers:
            continue
        label = held.label.casefold()
        if any(label == name or (len(label) >= OUTLET and label in name) for name in outlets):
            yield referent


def _part(reading: Reading, start: int, end: int) -> str:
    """The part of a place: that of the word before it or of the particle behind it, "bare" without one."""
    words = reading.grammar
    if words.order == "particles":
        behind = next((token for token in reading.tokens if token.start >= end), None)
        return words.markers.get(behind.text, "of") if behind is not None and behind.start == end else "of"
    before = [token for token in reading.tokens if token.end <= start and token.lemma not in words.determiners]
    if not before:
        return "bare"
    # Behind a verb ("davon trage Österreich ...") a place is no attribute; behind a noun it is.
    verb = before[-1].tag == "WORD" and before[-1].text[:1].islower() and words.order in {"verb-second", "verb-first"}
    return words.markers.get(before[-1].lemma, "bare" if verb else "of")
