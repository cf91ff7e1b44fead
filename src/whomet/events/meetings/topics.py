"""What a meeting was about: subjects that the pack knows, and phrases behind "about"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from whomet.events.clauses import Reading
from whomet.events.meetings.frames import any_of
from whomet.languages import pack
from whomet.languages.needles import searched
from whomet.records import MeetingMention, Mentions, Passage, Topic

#: Words of a phrase that is printed as a topic; longer ones are clauses.
TOPIC_WORDS = 9
#: Characters from which on a term may be part of a word: compounds and endings of so long a word change little.
LONG = 12
#: Characters of a phrase that is printed as a topic: less is a small word that a list left over.
LEAST = 4
_EDGES = " \"'“”‘’„.,:()"
#: Topics of a meeting from which on the sentences beside its reports are not asked for more.
ENOUGH = 3
#: Characters of the shortest terms: they say something only where a word begins, and a printed phrase is no shorter.
SHORTEST = 2


def topics(reading: Reading) -> tuple[Topic, ...]:
    """What was talked about, by a sentence that reports a meeting or continues one.

    Args:
        reading: The sentence.

    Returns:
        English labels of the terms known to the pack, else the phrases as printed.
    """
    code = reading.language.code
    found: dict[Topic, None] = {}
    # What a sentence about a meeting names outside names, titles and speech is what the meeting was about.
    for label in known_topics(code, _plain(reading)):
        found[Topic(label)] = None
    for start, phrase in _phrases(reading):
        for label in known_topics(code, phrase):
            found[Topic(label)] = None
        for offset, piece in _pieces(code, phrase):
            known = code != "en" and known_topics(code, piece)
            if not known and not _told_otherwise(reading, start + offset, start + offset + len(piece)):
                found[Topic(piece.casefold() if code == "en" else piece, code)] = None
    for whole in _wholes(reading):
        found[Topic(whole, code)] = None
    return tuple(found)


def _wholes(reading: Reading) -> Iterator[str]:
    """Known subjects with the words that belong to them: "the loan for trams", where the pack tells which do."""
    before, behind = _around(reading.language.code)
    if before is None or behind is None:
        return
    text = _without_people(reading)
    for start, end in _places_of_terms(reading.language.code, text.casefold()):
        left, right = before.search(text, 0, start), behind.match(text, end)
        span = left.start() if left else start, right.end() if right else end
        if span != (start, end):
            yield text[slice(*span)].strip().casefold()


@cache
def _around(code: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    data = pack(code).table("topics").get("whole", {})
    before, behind = data.get("before"), data.get("behind")
    return re.compile(f"(?:{before})$") if before else None, re.compile(behind) if behind else None


def _without_people(reading: Reading) -> str:
    """The sentence with people, titles, times and speech crossed out, which belong to no subject."""
    people = [(p.start, p.end) for p in reading.phrases if p.type == "person"]
    others = [(s, e) for s, e, _ in (*reading.roles, *reading.times, *reading.quotes)]
    text = list(reading.text)
    for start, end in (*people, *others):
        text[start:end] = "|" * (end - start)
    return "".join(text)


def discussed(reading: Reading) -> tuple[Topic, ...]:
    """What was talked about, by a sentence that says so without naming a meeting: "they discussed tariffs".

    Args:
        reading: The sentence.

    Returns:
        The same as `topics`; nothing where no words of talking stand before a subject.
    """
    return topics(reading) if any(True for _ in _phrases(reading)) else ()


def talked_of(reading: Reading, place: int, mentions: Mentions) -> bool:
    """Whether a sentence names a place only in what was talked about: "the talks turned to a plant in Lodz".

    Args:
        reading: The sentence.
        place: A referent.
        mentions: Of the document.
    """
    found = (match for pattern in _patterns(reading.language.code) for match in pattern.finditer(reading.text))
    spans = [match.span("topic") for match in found]
    named = [start for start, _, number in reading.names if place in mentions.names[number].referents]
    return bool(named) and all(any(s < start < e for s, e in spans) for start in named)


def _plain(reading: Reading) -> str:
    """The sentence with names, titles and speech blanked out."""
    text = list(reading.text)
    for start, end, _ in (*reading.names, *reading.roles, *reading.quotes):
        text[start:end] = " " * (end - start)
    return "".join(text)


def beside(meetings: Sequence[MeetingMention], readings: Sequence[Reading]) -> tuple[MeetingMention, ...]:
    """Meetings with the subjects that the sentences beside their reports name, where these tell few.

    Args:
        meetings: Of an article.
        readings: One a sentence of the article.

    Returns:
        The meetings in the same order, with those sentences among their evidence.
    """
    starts = [reading.sentence.start for reading in readings]
    told = [{bisect_right(starts, passage.start) - 1 for passage in meeting.evidence} for meeting in meetings]
    taken = {index for own in told for index in own}
    # Beside a denial stands what was done instead.
    return tuple(
        _with_neighbours(meeting, [readings[i] for i in _neighbours(own, taken, readings)])
        if meeting.status != "denied"
        else meeting
        for meeting, own in zip(meetings, told, strict=True)
    )


def _neighbours(own: Collection[int], taken: Collection[int], readings: Sequence[Reading]) -> list[int]:
    """Sentences of the text right before or behind those that tell a meeting, which tell no meeting themselves."""
    near = sorted({index + step for index in own for step in (-1, 1)} - set(taken))
    return [index for index in near if 0 <= index < len(readings) and readings[index].sentence.kind == "body"]


def _with_neighbours(meeting: MeetingMention, near: Sequence[Reading]) -> MeetingMention:
    found, evidence = dict.fromkeys(meeting.topics), list(meeting.evidence)
    there = {*meeting.principals, *meeting.attendees}
    for reading in near:
        if len(found) >= ENOUGH:
            break
        if any(p.type == "person" and p.named and there.isdisjoint(p.referents) for p in reading.phrases):
            continue  # It tells what somebody else did.
        labels = known_topics(reading.language.code, _plain(reading))
        if labels:
            found.update(dict.fromkeys(Topic(label) for label in labels))
            evidence.append(Passage(reading.sentence.start, reading.sentence.end, ("topics",)))
    if len(evidence) == len(meeting.evidence):
        return meeting
    return replace(meeting, topics=tuple(found), evidence=tuple(evidence))


def _told_otherwise(reading: Reading, start: int, end: int) -> bool:
    """Whether a phrase has a person, a title or a time in it: those are other fields of a meeting than its subject."""
    people = ((p.start, p.end) for p in reading.phrases if p.type == "person")
    others = ((s, e) for s, e, _ in (*reading.roles, *reading.times))
    return any(s < end and start < e for s, e in (*people, *others))


def _phrases(reading: Reading) -> Iterator[tuple[int, str]]:
    for pattern in _patterns(reading.language.code):
        for found in pattern.finditer(reading.text):
            start = found.start("topic")
            person = any(p.type == "person" and p.part == "on" and p.start <= start < p.end for p in reading.phrases)
            if not reading.quoted(start) and not person:  # "paid a call on Ana Wirth" tells no topic
                yield start, found.group("topic")


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    data = pack(code).table("meetings").get("topics", {})
    return tuple(re.compile(p, re.IGNORECASE) for p in data.get("after", ()))


@cache
def _edges(code: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    data = pack(code).table("meetings").get("topics", {})
    split, cut = data.get("split"), data.get("cut")
    return any_of((split,)) if split else None, any_of((cut,)) if cut else None


def _pieces(code: str, phrase: str) -> Iterator[tuple[int, str]]:
    """The members of a list of subjects, cut where something else begins, with their offsets."""
    split, cut = _edges(code)
    least = LEAST if pack(code).spaced else SHORTEST
    bounds = [0, *(at for found in (split.finditer(phrase) if split else ()) for at in found.span()), len(phrase)]
    for begin, close in zip(bounds[::2], bounds[1::2], strict=True):
        piece = phrase[begin:close]
        end = cut.search(piece, 1) if cut and piece else None
        plain = piece[: end.start()] if end else piece
        text = plain.strip(_EDGES)
        if len(text) >= least and len(text.split()) <= TOPIC_WORDS and not text.isdigit():
            yield begin + len(plain) - len(plain.lstrip(_EDGES)), text


# --- subjects that the pack knows --------------------------------------------------------------------------


class _Term(NamedTuple):
    """A term in lower case, with its label and whether it must begin and end with a word.

    With a pattern the text is only its beginning: each word of the term goes on with letters of its own. A Latin term
    of another script stands between no other Latin letters: "AI" is not in "Airbus".
    """

    text: str
    label: str
    begins: bool
    ends: bool
    pattern: re.Pattern[str] | None = None
    latin: bool = False

    def end(self, text: str, at: int) -> int:
        """Where the term ends whose text stands at an offset of a text in lower case; -1 where it does not go on."""
        if self.pattern is None:
            return at + len(self.text)
        found = self.pattern.match(text, at)
        return found.end() if found else -1


@lru_cache(maxsize=2048)
def known_topics(code: str, text: str) -> tuple[str, ...]:
    """English labels of the topics that a text names.

    Args:
        code: Of the pack.
        text: Any text of its language.

    Returns:
        Labels of the terms found, those of longer terms first; no term inside another.
    """
    labels = {label: None for _, _, label in _hits(code, text.casefold())}
    return tuple(labels)


def _places_of_terms(code: str, folded: str) -> list[tuple[int, int]]:
    """Where the topics of the pack stand in a text in lower case."""
    return list(dict.fromkeys((start, end) for start, end, _ in _hits(code, folded)))


def _hits(code: str, folded: str) -> list[tuple[int, int, str]]:
    """Start, end and label of the topics in a text in lower case: longest first, no term inside another."""
    automaton, terms = _terms(code)
    if automaton is None:
        return []
    hits = [
        (at, end, term.label)
        for number, at, _ in automaton.find_matches_as_indexes(searched(folded), overlapping=True)
        for term in terms[number]
        if (end := term.end(folded, at)) > at and _bounded(folded, at, end, term)
    ]
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit))
    taken: set[tuple[int, int]] = set()
    kept = []
    for start, end, label in hits:
        # One term may stand for two topics; a shorter one inside it tells nothing more.
        if (start, end) in taken or not any(s < end and start < e for s, e in taken):
            taken.add((start, end))
            kept.append((start, end, label))
    return kept


def _bounded(text: str, at: int, end: int, term: _Term) -> bool:
    before, behind = text[max(0, at - 1) : at], text[end : end + 1]
    if term.latin and any(sign.isascii() and sign.isalpha() for sign in (before, behind)):
        return False
    return not (term.begins and before.isalnum()) and not (term.ends and behind.isalnum())


@cache
def _terms(code: str) -> tuple[AhoCorasick | None, tuple[tuple[_Term, ...], ...]]:
    """What finds the beginnings of the terms of a pack, and by its numbers the terms that begin so."""
    table = pack(code).table("topics")
    data: Mapping[str, Sequence[str]] = table.get("topics", {})
    # Where particles are written onto words, a term only begins one ("begin"); without spaces it stands anywhere.
    bounds = table.get("bounds", "word" if pack(code).spaced else "none")
    found: defaultdict[str, list[_Term]] = defaultdict(list)
    for label, entries in data.items():
        for entry in entries:
            text = entry.casefold().rstrip("*")
            short = len(text) < (LONG if bounds == "word" else SHORTEST + 1)
            begins = bounds != "none" and short
            ends = bounds == "word" and short and not entry.endswith("*")
            inner = re.compile(re.escape(text).replace(r"\*", r"\w*")) if "*" in text else None
            latin = bounds != "word" and text.isascii()
            found[text.partition("*")[0]].append(_Term(text, label, begins, ends, inner, latin))
    return AhoCorasick(list(found)) if found else None, tuple(tuple(terms) for terms in found.values())
