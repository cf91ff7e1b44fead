"""Notes that say an earlier text was wrong: what was wrong, what holds instead, and whose text it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from whomet.events.clauses import Reading
from whomet.languages import pack
from whomet.records import CorrectionMention, Document

#: Sentences behind one that begins a note inside the text which may still belong to it.
LATER = 3
#: Characters of a sentence behind which nothing is looked for: notes are short, and the expressions look far ahead.
LONGEST = 600

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    """The expressions of a pack, in the order in which they are tried on a sentence of a note."""

    notes: tuple[re.Pattern[str], ...]
    retractions: tuple[re.Pattern[str], ...]
    pairs: tuple[re.Pattern[str], ...]
    wrong: tuple[re.Pattern[str], ...]
    right: tuple[re.Pattern[str], ...]
    silent: tuple[re.Pattern[str], ...]
    whose: tuple[re.Pattern[str], ...]


@dataclass(slots=True)
class _Note:
    """A note while its sentences are read.

    Attributes:
        whose: The outlet whose text it is about, where it is another one's.
        pending: The sentence and words for what was wrong, while nothing told yet what holds instead.
        unread: The sentence before, where none of the pack's wordings says what it tells.
    """

    whose: str | None = None
    pending: tuple[Reading, Span] | None = None
    unread: Reading | None = None


def find(document: Document, readings: Sequence[Reading]) -> tuple[CorrectionMention, ...]:
    """The corrections and retractions that an article prints, of its own or of another's text.

    Args:
        document: The article.
        readings: One a sentence.

    Returns:
        One mention for each thing that was wrong, in order of the text.
    """
    found: list[CorrectionMention] = []
    for note in _notes(readings):
        found += _told(document, note)
    return tuple(sorted(set(found), key=lambda c: (c.start, c.end, c.wrong or (0, 0))))


def _notes(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """The sentences of each note: those of a block of that kind, else one that begins a note and some behind it."""
    note: list[Reading] = []
    for reading in readings:
        labelled = reading.sentence.kind == "correction"
        begins = _first(_words(reading.language.code).notes, reading) is not None
        goes_on = bool(note) and _together(note[-1], reading) and (labelled or len(note) <= LATER)
        if note and not goes_on:
            yield note
            note = []
        if note or labelled or begins:
            note.append(reading)
    if note:
        yield note


def _together(left: Reading, right: Reading) -> bool:
    a, b = left.sentence, right.sentence
    return (a.block, a.paragraph, a.language) == (b.block, b.paragraph, b.language)


def _told(document: Document, sentences: Sequence[Reading]) -> Iterator[CorrectionMention]:
    """What a note says: words for what was wrong, and those behind them for what holds."""
    labelled = sentences[0].sentence.kind == "correction"
    whole = sentences[0].sentence.start, sentences[-1].sentence.end
    note = _Note()
    for number, reading in enumerate(sentences):
        words = _words(reading.language.code)
        if (named := _first(words.whose, reading)) is not None:
            note.whose = named["whose"].strip()
        if (taken_back := _first(words.retractions, reading)) is not None:
            named_here = (taken_back.groupdict().get("whose") or "").strip()
            yield _mention(document, whole, reading, None, None, named_here or note.whose, retraction=True)
            return
        yield from _sentence(document, whole, reading, words, note, alone=not labelled and number > 1)
    if note.pending is not None:
        reading, wrong = note.pending
        yield _mention(document, whole, reading, reading.outer(*wrong), None, note.whose)


def _sentence(
    document: Document, whole: Span, reading: Reading, words: _Words, note: _Note, alone: bool
) -> Iterator[CorrectionMention]:
    """What one sentence of a note says; `alone`: it counts only where it has words of its own for that."""
    pair, wrong, right = (_first(expressions, reading) for expressions in (words.pairs, words.wrong, words.right))
    answer: Span | None = None
    if pair is not None:
        answer = pair.span("right")
        if note.pending is None:
            yield _mention(
                document, whole, reading, reading.outer(*pair.span("wrong")), reading.outer(*answer), note.whose
            )
            return
    elif wrong is not None:
        if note.pending is not None:
            before, span = note.pending
            yield _mention(document, whole, before, before.outer(*span), None, note.whose)
        note.pending = reading, wrong.span("wrong")
        return
    elif right is not None:
        answer = right.span("right")
        if note.pending is None and note.unread is not None:
            note.pending = note.unread, (0, len(note.unread.text))  # "The article gave ... The right figure is ..."
    elif note.pending is not None and not alone and _first(words.silent, reading) is None:
        answer = 0, len(reading.text)
    if answer is None:
        silent = alone or _first(words.silent, reading) is not None
        note.unread = None if silent else reading
        return
    note.unread = None
    was = note.pending[0].outer(*note.pending[1]) if note.pending else None
    yield _mention(document, whole, reading, was, reading.outer(*answer), note.whose)
    note.pending = None


def _mention(
    document: Document,
    whole: Span,
    reading: Reading,
    wrong: Span | None,
    right: Span | None,
    whose: str | None,
    retraction: bool = False,
) -> CorrectionMention:
    start, end = whole
    return CorrectionMention(
        start, end, document.text[start:end], reading.sentence.language, retraction, wrong, right, whose
    )


def _first(expressions: Sequence[re.Pattern[str]], reading: Reading) -> re.Match[str] | None:
    """The first expression that a sentence has; what somebody says inside quotation marks is no note."""
    for expression in expressions:
        for match in expression.finditer(reading.text[:LONGEST]):
            starts = match.start(), *(match.start(group) for group in match.groupdict())
            if not any(reading.quoted(start) for start in starts):
                return match
    return None


@cache
def _words(code: str) -> _Words:
    data = pack(code).table("corrections")
    return _Words(
        *(
            tuple(re.compile(each, re.IGNORECASE) for each in data.get(key, ()))
            for key in ("notes", "retractions", "pairs", "wrong", "right", "silent", "whose")
        )
    )


__all__ = ["find"]
