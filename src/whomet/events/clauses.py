"""Light clause analysis: who stands where in a sentence, and by which word or particle he is tied to it.

No parser: names are widened to the noun phrases around them, listed ones are joined to groups, and every group
gets the part it plays ("subject", "object", "with" ...) from the function word before it (prepositions), the
particle behind it (Korean) or its place. The words come from the section [grammar] of the table `meetings`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from whomet.events import nouns
from whomet.events.grammar import Grammar, grammar
from whomet.events.nouns import Located, Phrase, tokens_between
from whomet.languages import Pack, Token, pack
from whomet.records import AmountMention, Document, Mentions, NameMention, RoleMention, Sentence, TimeMention

#: Characters from which on a "sentence" is a table or list without full stops, which tells nothing by its grammar;
#: the longest real sentence of the gold stories has 444. It also bounds the time, which grows with the square.
LONGEST = 2000


@dataclass(frozen=True)
class Reading:
    """A sentence made ready for the frames; what is not asked for is not worked out.

    Attributes:
        index: Index in `Document.sentences`.
        mentions: Of the document.
        names, roles, times, amounts: (start, end, mention index) in the sentence's text, in order.
        quotes: (start, end, mention index) of speech.
    """

    index: int
    sentence: Sentence
    text: str
    language: Pack
    grammar: Grammar
    mentions: Mentions = field(repr=False)
    names: tuple[tuple[int, int, int], ...]
    roles: tuple[tuple[int, int, int], ...]
    times: tuple[tuple[int, int, int], ...]
    amounts: tuple[tuple[int, int, int], ...]
    quotes: tuple[tuple[int, int, int], ...]

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Of the sentence's text; none where the pack knows no order."""
        if not self.grammar.order:
            return ()
        tokens = self.language.hooks.tokens(self.text)
        if self.grammar.proclitics:
            tokens = _without_proclitics(self, tokens, self.grammar.proclitics)
        return _without_elisions(tokens, self.grammar.elided) if self.grammar.elided else tokens

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where the tokens end."""
        return tuple(token.end for token in self.tokens)

    @cached_property
    def asides(self) -> tuple[tuple[int, int], ...]:
        """Spans of relative clauses after a comma."""
        return _asides(self) if self.grammar.order else ()

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """People and bodies in order."""
        return nouns.phrases(self, self.mentions) if self.grammar.order else ()

    def quoted(self, position: int) -> bool:
        """Whether an offset lies inside speech."""
        return any(start <= position < end for start, end, _ in self.quotes)

    def aside(self, position: int) -> tuple[int, int] | None:
        """The innermost relative clause around an offset."""
        around = [span for span in self.asides if span[0] <= position < span[1]]
        return min(around, key=lambda span: span[1] - span[0], default=None)

    def in_name(self, start: int, end: int) -> bool:
        """Whether a stretch touches a name."""
        return any(s < end and start < e for s, e, _ in self.names)

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of a stretch of the text."""
        return self.sentence.outer(start, end)


AnyMention = NameMention | RoleMention | TimeMention | AmountMention


def read(document: Document, mentions: Mentions) -> tuple[Reading, ...]:
    """Analyse every sentence of a document.

    Args:
        document: With its sentences.
        mentions: Of that document.

    Returns:
        One reading a sentence, in order.
    """
    names = _by_sentence(document, mentions.names)
    roles = _by_sentence(document, mentions.roles)
    times = _by_sentence(document, mentions.times)
    amounts = _by_sentence(document, mentions.amounts)
    speech = [(q.start, q.end) for q in mentions.quotations]
    readings = []
    for index, sentence in enumerate(document.sentences):
        quotes = _overlapping(sentence, speech) if speech else ()
        language = pack(sentence.language if len(sentence.text) <= LONGEST else None)
        readings.append(
            Reading(
                index=index,
                sentence=sentence,
                text=sentence.text,
                language=language,
                grammar=grammar(language.code),
                mentions=mentions,
                names=names.get(index, ()),
                roles=roles.get(index, ()),
                times=times.get(index, ()),
                amounts=amounts.get(index, ()),
                quotes=quotes,
            )
        )
    return tuple(readings)


def _without_elisions(tokens: Sequence[Token], elided: re.Pattern[str]) -> tuple[Token, ...]:
    """Tokens with articles, prepositions and the like that are written onto a word parted from it."""
    parted: list[Token] = []
    for token in tokens:
        found = elided.match(token.text) if token.tag == "WORD" else None
        if found is None or found.end() == len(token.text):
            parted.append(token)
            continue
        cut = found.end()
        parted.append(token._replace(text=token.text[:cut], lemma=token.lemma[:cut], end=token.start + cut))
        parted.append(token._replace(text=token.text[cut:], lemma=token.lemma[cut:], start=token.start + cut))
    return tuple(parted)


def _without_proclitics(reading: Reading, tokens: Sequence[Token], written: re.Pattern[str]) -> tuple[Token, ...]:
    """Tokens with the letters that are written onto a name or title parted from it."""
    begins = sorted({start for start, _, _ in (*reading.names, *reading.roles)})
    parted: list[Token] = []
    for token in tokens:
        inside = begins[bisect_right(begins, token.start) : bisect_left(begins, token.end)]
        cut = inside[0] - token.start if inside else 0
        if cut and written.fullmatch(token.text, 0, cut):
            parted.append(token._replace(text=token.text[:cut], lemma=token.lemma[:cut], end=token.start + cut))
            token = token._replace(text=token.text[cut:], lemma=token.lemma[cut:], start=token.start + cut)
        parted.append(token)
    return tuple(parted)


def _by_sentence(document: Document, found: Sequence[AnyMention]) -> dict[int, tuple[Located, ...]]:
    gathered: dict[int, list[Located]] = {}
    for number, mention in enumerate(found):
        if 0 <= mention.sentence < len(document.sentences):
            sentence = document.sentences[mention.sentence]
            start, end = sentence.inner(mention.start), sentence.inner(max(mention.start, mention.end - 1)) + 1
            if 0 <= start < end <= len(sentence.text):
                gathered.setdefault(mention.sentence, []).append((start, end, number))
    return {index: tuple(sorted(spans)) for index, spans in gathered.items()}


def _overlapping(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> tuple[Located, ...]:
    found = []
    for number, (start, end) in enumerate(spans):
        if start < sentence.end and sentence.start < end:
            inner = sentence.inner(max(start, sentence.start)), sentence.inner(min(end, sentence.end) - 1) + 1
            if inner[0] < inner[1]:
                found.append((*inner, number))
    return tuple(found)


def _asides(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Relative clauses: from a comma and a relative word to the next comma, or to the end."""
    words, tokens = reading.grammar, reading.tokens
    spans = []
    for at in range(1, len(tokens)):
        begins = tokens[at].lemma in words.relatives and _behind_comma(reading, at)
        if begins and reading.grammar.order == "verb-second" and not _ends_in_verb(reading, at):
            continue
        if begins:
            spans.append((tokens[at].start, _aside_end(reading, at)))
    return tuple(spans)


def _behind_comma(reading: Reading, at: int) -> bool:
    """Whether a relative word stands behind a comma or dash, perhaps with a preposition between (", auf der")."""
    tokens = reading.tokens
    if tokens[at - 1].text in {",", "–", "—"}:
        return True
    behind = reading.grammar.order in {"verb-second", "endings"}
    prepositional = behind and tokens[at - 1].lemma in reading.grammar.markers
    return prepositional and at > 1 and tokens[at - 2].text == ","


def _aside_end(reading: Reading, at: int) -> int:
    """Where a relative clause ends: at the next comma, or behind its verb where a subject with commas comes first."""
    words = reading.grammar
    embedded = reading.tokens[at].lemma in words.embedding
    for token in reading.tokens[at + 1 :]:
        small = token.text[:1].islower()
        verbal = words.verbal is not None and small and words.verbal.match(token.lemma)
        verb = token.lemma in words.stops or verbal
        if embedded and verb:
            embedded = False
        if token.text in {";", "–", "—"} or (token.text == "," and not embedded):
            return token.start
    return len(reading.text)


def _ends_in_verb(reading: Reading, at: int) -> bool:
    """Whether the stretch up to the next comma ends in a lower-case word, as German relative clauses do."""
    last = reading.tokens[at]
    for token in reading.tokens[at + 1 :]:
        if token.tag == "SIGN":
            break
        last = token
    return last.text[:1].islower() and last.end - last.start > 2


def plays(phrase: Phrase, part: str) -> bool:
    """Whether a phrase plays a part that a frame asks for: a genitive is an "of", a topic a subject."""
    alike = {"of": {"of", "genitive"}, "subject": {"subject", "topic"}}
    return phrase.part in alike.get(part, {part}) or (phrase.part == "oblique" and part in phrase.cases)


def nearest(phrases: Iterable[Phrase], position: int, reach: int, forward: bool) -> Phrase | None:
    """The nearest phrase with a known referent that begins behind (or ends before) an offset.

    Args:
        phrases: In order of the text.
        position: Offset.
        reach: Characters that may lie between.
        forward: Look behind the offset, else before it.

    Returns:
        The phrase, or None.
    """
    known = [p for p in phrases if p.referents and not p.quoted]
    if forward:
        return next((p for p in known if 0 <= p.start - position <= reach), None)
    return next((p for p in reversed(known) if 0 <= position - p.end <= reach), None)


def stretch_around(reading: Reading, start: int, end: int, opens: Callable[[int], bool]) -> tuple[int, int]:
    """The stretch around some words up to semicolons, colons, dashes and the words that open a clause.

    Args:
        reading: The sentence.
        start, end: Of the words.
        opens: Whether the token of a number opens a clause.

    Returns:
        Start and end in the sentence's text.
    """
    left, right = 0, len(reading.text)
    for number, token in enumerate(reading.tokens):
        if token.text in {";", ":", "–", "—"} or opens(number):
            if token.end <= start:
                left = token.start
            elif token.start >= end:
                right = token.start
                break
    return left, right


def bodies_before(reading: Reading, position: int, previous: Reading | None) -> tuple[Phrase, ...]:
    """The bodies named before a place in a sentence, nearest first; then those of the sentence before.

    Args:
        reading: The sentence.
        position: Offset in its text.
        previous: The sentence before, where the paragraph goes on.

    Returns:
        Phrases with a known referent.
    """
    own = [p for p in reading.phrases if p.type == "organisation" and p.referents and p.start < position]
    told = [p for p in previous.phrases if p.type == "organisation" and p.referents] if previous else []
    return (*reversed(own), *reversed(told))


def subject_before(reading: Reading, position: int, previous: Reading | None = None) -> Phrase | None:
    """The subject that governs a place in a sentence: the nearest one before it, else one of the sentence before.

    Args:
        reading: The sentence.
        position: Offset in its text.
        previous: The sentence before, where the paragraph goes on.

    Returns:
        A phrase with a known referent, or None.
    """
    plain = {"bare", "subject", "topic"}
    free = [p for p in reading.phrases if p.referents and not p.quoted]
    before = [p for p in free if p.end <= position and p.part in plain]
    inside = [p for p in before if reading.aside(p.start) is None]
    if inside or before:
        return (inside or before)[-1]
    after = [p for p in free if p.part in plain and p.start >= position]
    if after and reading.grammar.order != "prepositions":
        return after[0]
    if free:
        return free[0]
    if previous is not None:
        told = [p for p in previous.phrases if p.referents and not p.quoted]
        subjects = [p for p in told if p.part in plain]
        return next(iter(subjects or told), None)
    return None


__all__ = [
    "Grammar",
    "Phrase",
    "Reading",
    "bodies_before",
    "grammar",
    "nearest",
    "plays",
    "read",
    "stretch_around",
    "subject_before",
    "tokens_between",
]
