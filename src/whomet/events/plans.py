"""Things said to lie ahead: who means to do what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from whomet import edtf
from whomet.events.clauses import Reading
from whomet.events.scene import PLAIN, Candidate, Scene
from whomet.languages import pack
from whomet.records import Document, Mentions, PlanMention

#: Sentences of the paragraph that are looked at for who acts where a sentence leaves it out.
LOOKS_BACK = 3
#: Days of the coarsest time that tells of a plan by itself, without a word of intention: a year. What is dated by
#: more ("this decade") is rarely meant by anybody.
COARSEST = 366


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[PlanMention, ...]:
    """The plans of an article.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        One plan for each clause with a word of intention, or with a time that lies ahead, outside speech, in order of
        the text.
    """
    scene = Scene.of(document, mentions, readings)
    found: dict[tuple[int, int], PlanMention] = {}
    for reading in readings:
        for begin, end in _intended(reading, mentions, document.published):
            start, stop = _clause(reading, begin, end)
            outer = reading.outer(start, stop)
            if outer in found or outer[0] >= outer[1]:
                continue
            found[outer] = PlanMention(
                start=outer[0],
                end=outer[1],
                text=document.text[outer[0] : outer[1]],
                language=reading.sentence.language,
                what=re.sub(r"\s+", " ", reading.text[start:stop]).strip(),
                who=_who(scene, reading, begin),
                when=_when(reading, mentions, begin, document.published),
            )
    return tuple(found[span] for span in sorted(found))


def _intended(reading: Reading, mentions: Mentions, published: str | None) -> Iterator[tuple[int, int]]:
    """Where words of intention stand, or else the first time that lies ahead."""
    pattern = _words(reading.language.code, "intentions")
    spans = [match.span() for match in pattern.finditer(reading.text)] if pattern else []
    spans = [(s, e) for s, e in spans if not reading.quoted(s) and not reading.in_name(s, e)]
    if spans:
        yield from spans
        return
    for start, end, number in reading.times:
        time = mentions.times[number]
        if time.kind == "point" and not reading.quoted(start) and _ahead(time.value, published):
            yield start, end
            return


def _ahead(value: str | None, published: str | None) -> bool:
    """Whether a time begins after the day of publication, and is no vaguer than a year."""
    day, told = edtf.interval(published), edtf.interval(value)
    return day is not None and told is not None and day[1] < told[0] and edtf.precision(value) <= COARSEST


def _who(scene: Scene, reading: Reading, position: int) -> int | None:
    """Who acts: the subject of the clause; else a body of the sentence, or the subject of the sentences before."""
    own = [c for c in scene.candidates(reading) if not c.quoted and not c.source]
    plain = [c for c in own if c.part in PLAIN]
    before = [c for c in plain if c.end <= position]
    named = [c for c in before if reading.aside(c.start) is None] or before
    if named:
        return _first_of_its_list(named).referent
    if plain and reading.grammar.order != "prepositions":
        return plain[0].referent
    bodies = [c for c in own if c.type == "organisation"]
    if bodies:
        return bodies[-1].referent
    if own and own[0].type == "person":
        return own[0].referent
    told = _told_before(scene, reading)
    if told is not None:
        return _body_of(scene, told)
    return own[0].referent if own else scene.main


def _body_of(scene: Scene, referent: int) -> int:
    """The body that somebody works for: what a sentence tells without a subject, a body does rather than a person.

    Of 104 plans of 38 gold stories .788 are found so, without it .740; in one half of the stories as many, in the
    other .82 for .72. Bodies in place of people whom the sentence itself names as objects find one plan fewer.
    """
    held = scene.mentions.referents[referent]
    return held.employer if held.type == "person" and held.employer is not None else referent


def _first_of_its_list(named: Sequence[Candidate]) -> Candidate:
    """The last subject; of several that stand together the one named first."""
    last = named[-1]
    return next(c for c in named if (c.start, c.end) == (last.start, last.end))


def _told_before(scene: Scene, reading: Reading) -> int | None:
    """Whom the sentences before are about, bodies first where this one has an impersonal subject."""
    for told in list(scene.before(reading, LOOKS_BACK))[1:]:
        free = [c for c in scene.candidates(told) if not c.quoted and not c.source and c.type != "place"]
        plain = [c for c in free if c.part in PLAIN] or free
        if plain:
            return plain[0].referent
    return None


@cache
def _words(code: str, name: str) -> re.Pattern[str] | None:
    patterns = pack(code).table("plans").get(name)
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None


def _clause(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """From the sign before the words to the next strong one; particle languages put the plan before the words."""
    text = reading.text
    if reading.grammar.order == "particles":
        return 0, len(text)
    left = max(text.rfind(sign, 0, start) + len(sign) for sign in (";", ":", "–", "—", ". "))
    left = left if any(text.rfind(sign, 0, start) >= 0 for sign in (";", ":", "–", "—", ". ")) else 0
    rights = [at for sign in (";", "–", "—") if (at := text.find(sign, end)) >= 0]
    right = min(rights, default=len(text))
    while left < start and text[left].isspace():
        left += 1
    return left, right


def _when(reading: Reading, mentions: Mentions, position: int, published: str | None) -> str | None:
    """The time expression nearest to the words that does not lie before publication."""
    day = edtf.interval(published)
    near: list[tuple[int, str]] = []
    for start, end, number in reading.times:
        time = mentions.times[number]
        told = edtf.interval(time.value)
        if time.kind != "point" or time.value is None or reading.quoted(start):
            continue
        if day is not None and told is not None and told[1] < day[0]:
            continue
        near.append((min(abs(start - position), abs(position - end)), time.value))
    return min(near)[1] if near else None
