"""Who said what: quotations and reported speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from whomet.events.clauses import Phrase, Reading, bodies_before, nearest, tokens_between
from whomet.languages import pack
from whomet.records import Document, Mentions, StatementMention

#: Characters between a quotation and its verb of saying.
NEAR = 110
#: Words that reported speech must have at least; shorter clauses say nothing that could be cited.
WORDS = 3
#: Characters between the start of a relative clause and a verb whose subject is the relative word.
RELATIVE = 8


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[StatementMention, ...]:
    """The statements of an article.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        Statements in order of the text: direct ones inside their quotation marks, reported ones as the clause of
        their content.
    """
    found: list[StatementMention] = []
    last: tuple[int, int | None] = (-9, None)
    for quote in mentions.quotations:
        around = [r for r in readings if r.sentence.start < quote.end and quote.start < r.sentence.end]
        previous = readings[around[0].index - 1] if around and around[0].index else None
        speaker = _speaker(around, quote.start, quote.end, previous)
        if speaker is None and around and around[0].index - last[0] <= 1:
            speaker = last[1]
        if around:
            last = around[-1].index, speaker
        found.append(StatementMention(quote.start, quote.end, quote.text, quote.language, speaker, True))
    carried: tuple[int, int | None] = (-9, None)
    for reading in readings:
        told = tuple(_reported(reading, carried[1] if reading.index - carried[0] <= 1 else None))
        for start, end, speaker in told:
            outer = reading.outer(start, end)
            text = document.text[outer[0] : outer[1]]
            found.append(StatementMention(*outer, text, reading.sentence.language, speaker, False))
            carried = reading.index, speaker
        direct = [s.speaker for s in found if s.direct and reading.sentence.start <= s.start < reading.sentence.end]
        if direct:
            carried = reading.index, direct[-1]
    return tuple(sorted(set(found), key=lambda s: (s.start, s.end, not s.direct)))


@cache
def _pattern(code: str, name: str) -> re.Pattern[str] | None:
    data = pack(code).table("statements").get(name)
    return re.compile("|".join(f"(?:{p})" for p in data), re.IGNORECASE) if data else None


# What stands between a verb and its subject behind it: a space, or capitalised titles ("said Mr. Moll").
_TITLES = re.compile(r"\W{0,3}|(?:\s[^\W\d_a-z][\w.]*){1,3}\s")


def _spots(reading: Reading, name: str) -> list[tuple[int, int]]:
    """Where the words of a list stand outside speech."""
    pattern = _pattern(reading.language.code, name)
    if pattern is None:
        return []
    spans = (m.span() for m in pattern.finditer(reading.text))
    return [(start, end) for start, end in spans if start < end and not reading.quoted(start)]


# --- direct speech -----------------------------------------------------------------------------------------


def _speaker(around: Sequence[Reading], start: int, end: int, previous: Reading | None) -> int | None:
    """The referent to whom a quotation is given."""
    if not around:
        return None
    first, final = around[0], around[-1]
    begin = first.sentence.inner(start) if start > first.sentence.start else 0
    close = final.sentence.inner(end) if end < final.sentence.end else len(final.text)
    order = first.grammar.order
    if order == "particles":
        return _topic_before(first, begin)
    found = _said_after(final, close, previous)
    if found is None:
        found = _said_before(first, begin, previous)
    return found


def _topic_before(reading: Reading, begin: int) -> int | None:
    """Particle languages: the nearest topic before the quotation, else the nearest subject, else who is named."""
    before = [p for p in reading.phrases if p.end <= begin and not p.quoted and p.referents]
    for parts in (("topic",), ("subject",)):
        near = [p for p in before if p.part in parts]
        if near:
            return near[-1].referents[0]
    close = [p for p in before if begin - p.end <= 14 and p.part == "bare"]
    if close:
        return close[-1].referents[0]
    after = [p for p in reading.phrases if p.start >= begin and not p.quoted and p.part in {"topic", "subject"}]
    return after[0].referents[0] if after and after[0].referents else None


def _said_after(reading: Reading, close: int, previous: Reading | None) -> int | None:
    """ "...," said Ana Wirth / Ana Wirth said / so Wirth."""
    for start, end in _spots(reading, "verbs"):
        if not close <= start <= close + NEAR or any(close <= q < start for q, _, _ in reading.quotes):
            continue
        return subject_of(reading, start, end, close, previous)
    for _, end in _spots(reading, "sources"):
        if close <= end <= close + 40:
            found = nearest(reading.phrases, end, 40, forward=True)
            if found is not None:
                return found.referents[0]
    return None


def _said_before(reading: Reading, begin: int, previous: Reading | None) -> int | None:
    """Ana Wirth said: "..." / "Her line:" """
    verbs = [(s, e) for s, e in _spots(reading, "verbs") if e <= begin and begin - e <= NEAR]
    if verbs:
        earlier = max([q for _, q, _ in reading.quotes if q <= verbs[-1][0]], default=0)
        found = subject_of(reading, *verbs[-1], earlier, previous)
        if found is not None:
            return found
    for _, end in reversed(_spots(reading, "sources")):
        if end <= begin:
            named = nearest(reading.phrases, end, 40, forward=True)
            if named is not None:
                return named.referents[0]
    bare = [p for p in reading.phrases if p.end <= begin and not p.quoted and p.part == "bare" and p.referents]
    return bare[-1].referents[0] if bare else None


def subject_of(reading: Reading, start: int, end: int, floor: int, previous: Reading | None = None) -> int | None:
    """Who is the subject of a verb of saying.

    Args:
        reading: The sentence.
        start, end: Of the verb.
        floor: Offset before which nothing is looked for: the end of the quotation.
        previous: The sentence before; "a spokesman" without a body speaks for the last one named there.

    Returns:
        A referent, or None.
    """
    free = [p for p in reading.phrases if not p.quoted and p.referents]
    aside = reading.aside(start)
    if aside is not None and start - aside[0] <= RELATIVE:
        antecedent = [p for p in free if p.end <= aside[0]]
        if antecedent:
            return antecedent[-1].referents[0]
    addressing = _pattern(reading.language.code, "addressing")
    listens = addressing is not None and addressing.search(reading.text[start:end]) is not None
    behind = [] if listens else [p for p in free if p.start >= end and _TITLES.fullmatch(reading.text[end : p.start])]
    before = [p for p in free if floor <= p.start and p.end <= start and reading.aside(p.start) is None]
    bare = _without_apposition(reading, [p for p in before if p.part in {"bare", "subject", "topic"}], start)
    if bare and not (behind and start - bare[-1].end > 40):
        return bare[-1].referents[0]
    if behind:
        return behind[0].referents[0]
    spoken_for = _pattern(reading.language.code, "speakers")
    window = reading.text[max(floor, start - 90) : min(len(reading.text), end + 90)]
    if spoken_for and spoken_for.search(window):
        near = [p for p in before if start - p.end <= 60] or [p for p in free if 0 <= p.start - end <= 60]
        if near:
            return near[-1].referents[0]
        if spoken_for.search(reading.text, max(floor, start - 40), end + 40):
            bodies = bodies_before(reading, floor, previous)
            return bodies[0].referents[0] if bodies else None
    if reading.grammar.order == "verb-second":
        after = [p for p in free if 0 <= p.start - end <= 40 and p.part == "bare"]
        if after:
            return after[0].referents[0]
    return before[-1].referents[0] if before and start - before[-1].end <= 30 else None


def _without_apposition(reading: Reading, bare: list[Phrase], start: int) -> list[Phrase]:
    """Subjects before a verb without those that tell who another is: "Ida Moll, head of the Federation (FDR), said"."""
    if len(bare) < 2 or reading.text[bare[-1].end : start].strip() not in {",", "),"}:
        return bare
    heads = [p for p in bare[:-1] if reading.text[p.end : p.end + 1] == ","]
    return bare[: bare.index(heads[-1]) + 1] if heads else bare


# --- reported speech -----------------------------------------------------------------------------------------


def _reported(reading: Reading, carried: int | None) -> Iterator[tuple[int, int, int | None]]:
    """Spans of reported content with their speaker."""
    if reading.grammar.order == "particles":
        yield from _reported_before(reading)
        return
    verbs = _spots(reading, "verbs")
    for start, end in verbs:
        speaker = subject_of(reading, start, end, 0)
        content = _content(reading, start, end, speaker)
        judged = _judges(reading, start, end)
        if speaker is not None and judged:
            yield (*_trimmed(reading, 0, len(reading.text)), speaker)
        elif speaker is not None and content is not None and _worth(reading, *content):
            yield (*content, speaker)
    for start, end in _spots(reading, "sources"):
        named = nearest(reading.phrases, end, 40, forward=True)
        if named is not None and not reading.quotes:
            content = (0, start) if start > 25 else (named.end, len(reading.text))
            content = _trimmed(reading, *content)
            if _worth(reading, *content):
                yield (*content, named.referents[0])
    mood = _pattern(reading.language.code, "mood")
    if not verbs and mood and carried is not None and mood.search(reading.text) and not reading.quotes:
        yield (*_trimmed(reading, 0, len(reading.text)), carried)


def _content(reading: Reading, start: int, end: int, speaker: int | None) -> tuple[int, int] | None:
    """What follows a verb of saying, or what stands before it where it closes the sentence."""
    behind = (p for p in reading.phrases if 0 <= p.start - end <= 3 and not p.quoted)
    after = next((p.end for p in behind if speaker in p.referents), end)
    rest = reading.text[after:].strip(" .")
    link = _pattern(reading.language.code, "links")
    linked = link.match(reading.text, after) if link else None
    if linked:
        return _trimmed(reading, linked.end(), len(reading.text))
    if len(rest.split()) >= WORDS and reading.grammar.order == "prepositions" and _may_follow(reading, start, end):
        return _trimmed(reading, after, len(reading.text))
    comma = reading.text.rfind(",", 0, start)
    if comma > 15 and len(rest.split()) < 6:
        return _trimmed(reading, 0, comma)
    return None


def _may_follow(reading: Reading, start: int, end: int) -> bool:
    """Whether content may follow a verb of saying without a link: not where the listener, or a quotation, is it."""
    listener = pack(reading.language.code).table("statements").get("addressing", ())
    return not reading.quotes and reading.text[start:end].lower() not in listener


def _judges(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb says something by itself ("criticised"): then the whole sentence is the statement."""
    pattern = _pattern(reading.language.code, "judging")
    return pattern is not None and pattern.search(reading.text[start:end]) is not None


def _reported_before(reading: Reading) -> Iterator[tuple[int, int, int | None]]:
    """Particle languages: the clause between the topic and the ending of reported speech."""
    for start, _ in _spots(reading, "endings"):
        before = [p for p in reading.phrases if p.end <= start and not p.quoted and p.referents]
        said = [p for p in before if p.part == "topic"] or [p for p in before if p.part == "subject"]
        if not said or any(said[-1].end <= q < start for q, _, _ in reading.quotes):
            continue
        speaker: Phrase = said[-1]
        content = _trimmed(reading, speaker.end, start + 1)
        if _worth(reading, *content):
            yield (*content, speaker.referents[0])


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    text = reading.text
    while start < end and text[start] in " ,:;.–—":
        start += 1
    while end > start and text[end - 1] in " ,:;":
        end -= 1
    return start, end


def _worth(reading: Reading, start: int, end: int) -> bool:
    inside = tokens_between(reading, start, end)
    words = sum(token.tag != "SIGN" for token in inside)
    covered = any(s < end and start < e for s, e, _ in reading.quotes)
    return words >= WORDS and not covered
