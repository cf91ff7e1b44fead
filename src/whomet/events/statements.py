"""Who said what: quotations and reported speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whomet.events import speakers
from whomet.events.clauses import Phrase, Reading, bodies_before, subject_before, tokens_between
from whomet.events.speakers import pattern, source_at, spots, subject_of, switched
from whomet.languages import pack
from whomet.records import Document, Mentions, QuotationMention, StatementMention

#: Words that reported speech must have at least; shorter clauses say nothing that could be cited.
WORDS = 3
#: Characters of it in a script without spaces.
LETTERS = 5
#: Characters that content before its verb has at least: less is an adverb.
BEFORE = 15
#: Words behind a verb that closes its sentence, at most: "..., she said on Monday in Lodz".
CLOSING = 6
#: Characters between a subject and its verb, at most, for the same person behind the verb to belong to the content.
NEAREST = 60

_COMMAS = ",，、،"
_SIGNS = " ,:;，、：；،؛"


@dataclass(slots=True)
class _Carried:
    """Who spoke last, and in which sentence."""

    index: int = -9
    speaker: int | None = None

    def at(self, reading: Reading) -> int | None:
        """Who spoke in this sentence or the one before."""
        return self.speaker if 0 <= reading.index - self.index <= 1 else None


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
    carried = _Carried()
    quotes = _by_sentence(mentions, readings)
    for reading in readings:
        for quote, last in quotes.get(reading.index, ()):
            speaker = _direct(quote, readings, (reading.index, last), carried)
            carried = _Carried(last, speaker)
            found.append(StatementMention(quote.start, quote.end, quote.text, quote.language, speaker, True))
        previous = _before(readings, reading)
        for start, end, told in tuple(_reported(reading, previous, carried)):
            outer = reading.outer(start, end)
            text = document.text[outer[0] : outer[1]]
            found.append(StatementMention(*outer, text, reading.sentence.language, told, False))
            if carried.index < reading.index:
                carried = _Carried(reading.index, told)
    return tuple(sorted(set(found), key=lambda s: (s.start, s.end, not s.direct)))


def _by_sentence(mentions: Mentions, readings: Sequence[Reading]) -> dict[int, list[tuple[QuotationMention, int]]]:
    """Quotations by the sentence they begin in, each with the one it ends in."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for reading in readings:
        for _, _, number in reading.quotes:
            first.setdefault(number, reading.index)
            last[number] = reading.index
    found: defaultdict[int, list[tuple[QuotationMention, int]]] = defaultdict(list)
    for number, index in first.items():
        found[index].append((mentions.quotations[number], last[number]))
    return dict(found)


def _before(readings: Sequence[Reading], reading: Reading) -> Reading | None:
    return readings[reading.index - 1] if reading.index else None


# --- direct speech -------------------------------------------------------------------------------------------


def _direct(
    quote: QuotationMention, readings: Sequence[Reading], ends: tuple[int, int], carried: _Carried
) -> int | None:
    """The speaker of a quotation: named in its sentences, right behind them, or before."""
    first, last = ends
    around = readings[first : last + 1]
    previous = readings[first - 1] if first else None
    speaker = speakers.of_quotation(around, quote.start, quote.end, previous)
    if speaker is not None:
        return speaker
    if last + 1 < len(readings) and _together(readings[last], readings[last + 1]):
        speaker = speakers.following(readings[last + 1])
        if speaker is not None:
            return speaker
    if carried.at(readings[first]) is not None:
        return carried.speaker
    return None if speakers.answered(around, quote.start, quote.end) else _spoken_of(previous, around)


def _together(left: Reading, right: Reading) -> bool:
    return left.sentence.block == right.sentence.block and left.sentence.paragraph == right.sentence.paragraph


def _spoken_of(previous: Reading | None, around: Sequence[Reading]) -> int | None:
    """The person whom the sentence before is about, where these sentences name nobody outside speech."""
    if previous is None or not _together(previous, around[0]):
        return None
    if any(not p.quoted and p.referents for reading in around for p in reading.phrases):
        return None
    phrase = subject_before(previous, len(previous.text))
    return phrase.referents[0] if phrase is not None and phrase.type == "person" and not phrase.plural else None


# --- reported speech -----------------------------------------------------------------------------------------

_Told = tuple[int, int, int | None]


def _reported(reading: Reading, previous: Reading | None, carried: _Carried) -> Iterator[_Told]:
    """Spans of reported content with their speaker."""
    if not reading.grammar.order:
        return
    if reading.grammar.order == "particles":
        yield from _reported_before(reading, previous, carried)
    verbs = [] if reading.grammar.order == "particles" else spots(reading, "verbs")
    for start, end in verbs:
        speaker = subject_of(reading, start, end, 0, previous)
        if speaker is None and reading.grammar.drops_subject and _stands_alone(reading, start):
            speaker = carried.at(reading)
        if speaker is not None and _judges(reading, start, end):
            yield (*_trimmed(reading, 0, len(reading.text)), speaker)
            continue
        content = _content(reading, start, end, speaker)
        if speaker is not None and content is not None and _worth(reading, *content):
            yield (*content, speaker)
    yield from _by_source(reading)
    mood = pattern(reading.language.code, "mood")
    if not verbs and mood and carried.at(reading) is not None and not reading.quotes and mood.search(reading.text):
        yield (*_trimmed(reading, 0, len(reading.text)), carried.speaker)


def _stands_alone(reading: Reading, start: int) -> bool:
    """Whether nobody is named before a verb who might be its subject."""
    return not any(p.end <= start and p.part in speakers.PLAIN and not p.quoted for p in reading.phrases)


def _by_source(reading: Reading) -> Iterator[_Told]:
    for start, end in spots(reading, "sources"):
        named = source_at(reading, start, end)
        if named is None or reading.quotes:
            continue
        behind = max(named.end, end)
        content = (0, start) if start > BEFORE + 10 and named.start >= start else (behind, len(reading.text))
        content = _trimmed(reading, *content)
        if _worth(reading, *content):
            yield (*content, named.referents[0])


def _content(reading: Reading, start: int, end: int, speaker: int | None) -> tuple[int, int] | None:
    """What follows a verb of saying, or what stands before it where it closes the sentence."""
    text, code = reading.text, reading.language.code
    before = any(p.end <= start and start - p.end <= NEAREST and speaker in p.referents for p in reading.phrases)
    behind = [p for p in reading.phrases if p.start >= end and not p.quoted and speaker in p.referents]
    beside = bool(behind) and not before and not any(c in text[end : behind[0].start] for c in _COMMAS)
    after = behind[0].end if beside else end
    link = pattern(code, "links")
    linked = (link.match(text, after) or link.match(text, end)) if link else None
    if linked:
        return _trimmed(reading, linked.end(), len(text))
    if _listens(reading, start, end):
        far = pattern(code, "far_links")
        reached = far.match(text, end) if far else None
        return _trimmed(reading, reached.end(), len(text)) if reached else None
    rest = text[after:].strip(" .。")
    if switched(code, "unlinked") and not reading.quotes and _long(reading, rest):
        return _trimmed(reading, after, len(text))
    comma = max(text.rfind(sign, 0, start) for sign in _COMMAS)
    if comma > BEFORE and len(rest.split()) < CLOSING:
        return _trimmed(reading, 0, comma)
    return None


def _long(reading: Reading, text: str) -> bool:
    return len(text.split()) >= WORDS if reading.language.spaced else len(text) >= LETTERS


def _listens(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb of saying has the listener behind it ("told")."""
    return reading.text[start:end].lower() in pack(reading.language.code).table("statements").get("addressing", ())


def _judges(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb says something by itself ("criticised"): then the whole sentence is the statement."""
    words = pattern(reading.language.code, "judging")
    return words is not None and words.search(reading.text[start:end]) is not None


def _reported_before(reading: Reading, previous: Reading | None, carried: _Carried) -> Iterator[_Told]:
    """Particle languages: the clause between the topic and the ending of reported speech."""
    for start, end in spots(reading, "endings"):
        free = [p for p in reading.phrases if not p.quoted and p.referents]
        before = [p for p in free if p.end <= start]
        said = [p for p in before if p.part == "topic"] or [p for p in before if p.part == "subject"]
        behind = [p for p in free if start <= p.start <= end + speakers.SOURCE and p.part in {"subject", "topic"}]
        phrase = (behind or said)[-1] if behind or said else None
        speaker = phrase.referents[0] if phrase else _unnamed(reading, previous, carried, start)
        floor = _clause_begin(reading, phrase, start)
        if speaker is None or any(floor <= q < start for q, _, _ in reading.quotes):
            continue
        close = end if switched(reading.language.code, "ending_with_verb") else start + 1
        content = _trimmed(reading, floor, close)
        if _worth(reading, *content):
            yield (*content, speaker)


def _clause_begin(reading: Reading, phrase: Phrase | None, start: int) -> int:
    """Where content before an ending begins: behind its speaker, or behind the speech before it."""
    spoken = max((end for _, end, _ in reading.quotes if end <= start), default=0)
    return max(phrase.end, spoken) if phrase is not None and phrase.end <= start else spoken


def _unnamed(reading: Reading, previous: Reading | None, carried: _Carried, start: int) -> int | None:
    """Who speaks where the sentence names no subject: who spoke before, or the body somebody speaks for."""
    if speakers.speaks(reading, 0, start):
        bodies = bodies_before(reading, start, previous)
        return bodies[0].referents[0] if bodies else None
    if reading.grammar.drops_subject and carried.at(reading) is not None:
        return carried.speaker
    return None


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    text = reading.text
    while start < end and text[start] in _SIGNS + ".–—。":
        start += 1
    while end > start and text[end - 1] in _SIGNS:
        end -= 1
    return start, end


def _worth(reading: Reading, start: int, end: int) -> bool:
    if any(s < end and start < e for s, e, _ in reading.quotes):
        return False
    if not reading.language.spaced:
        return end - start >= LETTERS
    least = int(pack(reading.language.code).table("statements").get("least_words", WORDS))
    return sum(token.tag != "SIGN" for token in tokens_between(reading, start, end)) >= least
