"""What was said, once each, in whatever language it is printed."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from whomet.accounts.alignment import SAME_MEANING, SAME_WORDS, Edge, joined
from whomet.accounts.contexts import TakenPairs, taken_pairs
from whomet.accounts.corrections import Superseded
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Article, Citation, Statement, StatementMention

#: Cosine from which two statements of one known speaker in different languages are one, best matches first. On 23 gold
#: stories .42 and .35 align 93 % of the prints with one wrong join, .5 aligns 88 %, .25 makes four wrong joins.
SAME_MEANING_OF_ONE = 0.4
#: The same where each of the two articles quotes the speaker only once: there is no other quotation to mistake it for.
#: Below .27 ten different statements of the gold stories would be joined, above it none.
ONLY_ONE = 0.28
#: Cosine from which a quotation that another article gives to somebody else is the same: one of the two was misread,
#: or the coverage disagrees on who said it. Different statements of the gold stories stay below .55, and those that
#: were given to two speakers reach .67 to .83.
SAME_QUOTATION = 0.65
#: rapidfuzz ratio (0 to 100) of the whole texts from which the same holds within one language.
SAME_LETTERS = 85.0
#: Characters that texts have at least for their letters to tell anything.
SHORT = 8
#: Characters of such a quotation: short ones ("We will see") are said by many. Where words are written without spaces
#: a text of the same length has about half as many.
LONG, LONG_UNSPACED = 20, 10
#: Share of letters beyond Latin, Cyrillic, Arabic and the like from which a text counts as unspaced.
UNSPACED = 0x2E80
#: Weight of an edge between the same words, and of one between sentences of which one was taken from the other.
WORDS, TAKEN = 2.0, 1.5


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement where it is printed.

    Attributes:
        sentence: Document offset of the sentence in which it begins.
        rank: Which direct or indirect statement of that sentence it is.
        alone: Whether the article quotes its speaker only here, in this language.
    """

    speaker: str | None
    direct: bool
    place: Citation
    sentence: int
    rank: int
    alone: bool


def gather_statements(view: View, encoder: Encoder, corrected: Superseded) -> tuple[Statement, ...]:
    """All statements of the articles, each with every place where it is printed.

    Args:
        view: Ways to entities, stories and lines of reporting.
        encoder: Sentence vectors.
        corrected: What corrections supersede: a report that is taken back carries nothing.

    Returns:
        The statements in order of their first places.
    """
    by_story: dict[str, list[_Said]] = defaultdict(list)
    for article in view.articles:
        by_story[view.story(article.document.file)] += _said(view, article)
    alignment = _Alignment(
        _bodies(view), taken_pairs(view), {a.document.file: view.text(a.document.file) for a in view.articles}
    )
    found = [group for _, said in sorted(by_story.items()) for group in alignment.groups(said, encoder)]
    ordered = sorted(found, key=_first)
    return _with_ids([_statement(view, group, alignment.bodies, corrected) for group in ordered], view)


def _first(group: Sequence[_Said]) -> tuple[str, int]:
    return min((said.place.document, said.place.start) for said in group)


def _said(view: View, article: Article) -> Iterator[_Said]:
    """The statements of an article."""
    # What a note reports of the earlier text is the note's: nobody said it.
    notes = [(note.start, note.end) for note in article.events.corrections]
    file = article.document.file
    told = [m for m in article.events.statements if m.direct or not any(s <= m.start < e for s, e in notes)]
    places = [view.cite_span(file, mention.start, mention.end) for mention in told]
    speakers = [view.entity(file, mention.speaker) for mention in told]
    quoted = Counter(
        (speaker, place.language) for speaker, place, m in zip(speakers, places, told, strict=True) if m.direct
    )
    ranks: Counter[tuple[int, bool]] = Counter()
    for mention, place, speaker in zip(told, places, speakers, strict=True):
        sentence = _sentence(article, mention)
        rank = ranks[sentence, mention.direct]
        ranks[sentence, mention.direct] += 1
        alone = mention.direct and speaker is not None and quoted[speaker, place.language] == 1
        yield _Said(speaker, mention.direct, place, sentence, rank, alone)


def _sentence(article: Article, mention: StatementMention) -> int:
    starts = [sentence.start for sentence in article.document.sentences if sentence.start <= mention.start]
    return starts[-1] if starts else mention.start


def _bodies(view: View) -> dict[str, frozenset[str]]:
    """For each person the bodies that any article has him speak or work for."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in view.entities.values():
        found[entity.id].update(role.organisation for role in entity.roles if role.organisation)
    for article in view.articles:
        for mention in article.events.statements:
            speaker = view.entity(article.document.file, mention.speaker)
            if (
                speaker
                and mention.speaker is not None
                and (body := view.employer(article.document.file, mention.speaker))
            ):
                found[speaker].add(body)
    return {id_: frozenset(bodies) for id_, bodies in found.items() if bodies}


@dataclass(frozen=True, slots=True)
class _Alignment:
    """What tells whether two prints are one statement.

    Attributes:
        bodies: For each person the bodies that he speaks for.
        taken: Sentences of which one was taken from the other.
        texts: For each file the one that stands for all that depend on one another.
    """

    bodies: Mapping[str, frozenset[str]]
    taken: TakenPairs
    texts: Mapping[str, str]

    def groups(self, said: Sequence[_Said], encoder: Encoder) -> list[list[_Said]]:
        """The statements of one story, each with all its prints."""
        if not said:
            return []
        vectors = encoder.encode([each.place.text for each in said])
        cosine = np.asarray(vectors @ vectors.T)
        edges = []
        for i, j in itertools.combinations(range(len(said)), 2):
            weight = self._weight(said[i], said[j], float(cosine[i, j]))
            if weight is not None:
                edges.append(Edge(weight, i, j))
        return joined(said, edges, _may_meet)

    def _weight(self, left: _Said, right: _Said, cosine: float) -> float | None:
        """How strongly two prints speak for one statement; None where they do not."""
        if not _may_meet(left, right):
            return None
        a, b = left.place, right.place
        known = self._one_speaker(left, right)
        if not known and not (left.direct and right.direct and _long(a.text) and _long(b.text)):
            return None
        measure, least = (fuzz.partial_ratio, SAME_WORDS) if known else (fuzz.ratio, SAME_LETTERS)
        if min(len(a.text), len(b.text)) >= SHORT and measure(a.text, b.text, score_cutoff=least):
            return WORDS
        if self._taken(left, right):
            return TAKEN
        if a.language == b.language and (known or self.texts[a.document] != self.texts[b.document]):
            return None
        return cosine if cosine >= _needed(left, right, known) else None

    def _one_speaker(self, left: _Said, right: _Said) -> bool:
        """Whether one person may have said both: one speaker, a body and who speaks for it, or one is not named."""
        one, other = left.speaker, right.speaker
        if one is None or other is None or one == other:
            return True
        return other in self.bodies.get(one, ()) or one in self.bodies.get(other, ())

    def _taken(self, left: _Said, right: _Said) -> bool:
        """Whether both are the same statement of sentences of which one was taken from the other."""
        here, there = (left.place.document, left.sentence), (right.place.document, right.sentence)
        return left.direct == right.direct and left.rank == right.rank and (here, there) in self.taken


def _may_meet(left: _Said, right: _Said) -> bool:
    """Whether two prints may be of one statement at all.

    One language version of an article says a thing again in the same words or means another thing.
    """
    a, b = left.place, right.place
    if a.document != b.document or a.language != b.language:
        return True
    overlap = a.start < b.end and b.start < a.end
    return not overlap and left.speaker == right.speaker and fuzz.partial_ratio(a.text, b.text) >= SAME_WORDS


def _needed(left: _Said, right: _Said, known: bool) -> float:
    """Cosine that two prints in different languages need."""
    if not known:
        return SAME_QUOTATION
    if left.speaker is None or left.speaker != right.speaker:
        return SAME_MEANING
    return ONLY_ONE if left.alone and right.alone else SAME_MEANING_OF_ONE


def _long(text: str) -> bool:
    """Whether a quotation is long enough to be no phrase of the day."""
    unspaced = sum(ord(sign) >= UNSPACED for sign in text) * 2 > len(text)
    return len(text) >= (LONG_UNSPACED if unspaced else LONG)


def _statement(
    view: View, group: Sequence[_Said], bodies: Mapping[str, frozenset[str]], corrected: Superseded
) -> Statement:
    """One statement, by the speaker that most lines of reporting give it to."""
    places = tuple(sorted((said.place for said in group), key=lambda c: (c.document, c.start)))
    return Statement(
        id="",
        speaker=_speaker(view, group, bodies),
        direct=any(said.direct for said in group),
        places=places,
        lines=view.lines(place for place in places if corrected.retracted(place.document) is None),
    )


def _with_ids(statements: Sequence[Statement], view: View) -> tuple[Statement, ...]:
    """The statements, each with an id made of the words of its first print: a later print changes nothing."""
    stems = [_stem(statement, view) for statement in statements]
    taken: Counter[str] = Counter()
    named = dict[int, Statement]()
    for at in sorted(range(len(stems)), key=lambda i: (stems[i], sorted(place.text for place in statements[i].places))):
        stem = stems[at]
        taken[stem] += 1
        named[at] = replace(statements[at], id=stem if taken[stem] == 1 else f"{stem}:{taken[stem]}")
    return tuple(named[at] for at in range(len(stems)))


def _stem(statement: Statement, view: View) -> str:
    first = min(
        (view.article(place.document).document.published or "9999", " ".join(place.text.split()))
        for place in statement.places
    )
    return "statement:" + hashlib.sha256("\n".join(first).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _speaker(view: View, group: Sequence[_Said], bodies: Mapping[str, frozenset[str]]) -> str | None:
    """Who said it: "the club said" and "its spokeswoman Ida Moll said" mean the person."""
    named = {said.speaker for said in group if said.speaker}
    spoken_for = {body for speaker in named for body in bodies.get(speaker, ()) if body in named}
    votes: dict[str, tuple[int, int]] = {}
    for speaker in named - spoken_for or named:
        places = [said.place for said in group if said.speaker == speaker]
        # Of as many lines those that were read alike in several languages: a copy changes nothing about it.
        votes[speaker] = len(view.lines(places)), len({place.language for place in places})
    return min(votes, key=lambda speaker: (-votes[speaker][0], -votes[speaker][1], speaker)) if votes else None
