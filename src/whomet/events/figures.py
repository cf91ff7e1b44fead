"""Quantities with their subject: how much of what, whose, and over which time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from whomet.events.clauses import Reading
from whomet.events.scene import PLAIN, Candidate, Scene
from whomet.languages import pack
from whomet.records import AmountMention, Document, FigureMention, Mentions

#: Characters of the sentence on each side of a quantity that tell what is measured.
AROUND = 60
#: Characters between a quantity and the duration it is spread over.
SPREAD = 40
#: Counts below this are mostly "two people", "one of"; they are kept only with a printed noun that is no person.
SMALL = 3
#: Sums of money from which one is none of a name's numbers ("B58m for the temple", against "Euro 2024").
MONEY = 100_000
#: Units of what people do themselves: how often, how long.
PERSONAL = frozenset({"count", "a", "mo", "wk", "d", "h", "min", "s"})
#: Units of how long something takes: not the plant takes an hour but whoever visits it.
DURATIONS = PERSONAL - {"count"}
#: What parts two phrases.
_APART = re.compile(r"[,;:.!?、，；：。]")
#: Sentences of the paragraph that are looked at for the subject of a quantity.
LOOKS_BACK = 3
#: Characters behind a quantity in which "of ..." tells whose it is.
ATTACHED = 45
# What speaks for and against a subject, in points. Set by a random search on the figures of 33 gold stories in 15
# languages (235 figures): any single one may change by half without moving more than three of them.
SUBJECT = 1.2
OBJECT = 0.6
BODY = 0.2
PLACE = 0.9
OFTEN = 0.4
MAIN = 0.7
SOURCE = 2.4
OWNER = 3.0
OF = 0.9
NEXT = 0.8
NEAR = 0.01
BEHIND = 0.5
BACK = 0.8
PERSON = 1.0
FAR = 9.0
#: For the place of works ("the plant in Graz"), whether the sentence names it or a sentence before has: a plant is no
#: entity, its place is. With 1 of 258 figures of 38 stories 145 have the right subject,
#: with 1.5 143, without 136; all nine in one of the two halves.
SITE = 1.0
#: Characters between the word for works and its place behind it ("plant in the north of"), and before it.
BEHIND_SITE, BEFORE_SITE = 30, 12


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[FigureMention, ...]:
    """The figures of an article.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence.

    Returns:
        One figure a quantity, without trivial counts, in order of the text.
    """
    scene = Scene.of(document, mentions, readings)
    found = []
    told: int | None = None
    for reading in readings:
        here = _site(scene, reading)
        told = told if here is None else here
        site = told if here is not None or _works(reading.language.code).search(reading.text) else None
        for start, end, number in reading.amounts:
            amount = mentions.amounts[number]
            if _trivial(reading, mentions, amount, start, end):
                continue
            found.append(
                FigureMention(
                    start=amount.start,
                    end=amount.end,
                    text=document.text[amount.start : amount.end],
                    sentence=reading.index,
                    amount=amount.amount,
                    unit=amount.unit,
                    what=_what(reading, start, end, amount),
                    subject=_subject(scene, reading, start, end, amount.unit, site),
                    period=_period(reading, mentions, start, end),
                )
            )
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def _trivial(reading: Reading, mentions: Mentions, amount: AmountMention, start: int, end: int) -> bool:
    digit = next((at for at in range(start, end) if reading.text[at].isdigit()), start)
    named = any(s < end and digit < e for s, e, _ in reading.names)  # "US$180 million" is no part of the name "US"
    if named and not (len(amount.unit) == 3 and amount.unit.isupper() and amount.amount >= MONEY):
        return True
    dated = any(s <= start and end <= e and mentions.times[n].kind == "point" for s, e, n in reading.times)
    if dated:
        return True
    return amount.unit == "count" and amount.amount < SMALL


def _site(scene: Scene, reading: Reading) -> int | None:
    """The place of the works that a sentence speaks of, where it names it."""
    places = [each for each in scene.candidates(reading) if each.type == "place"]
    found: list[tuple[int, int]] = []
    for match in _works(reading.language.code).finditer(reading.text) if places else ():
        for place in places:
            first, then, reach = (match.end(), place.start, BEHIND_SITE)
            if place.end <= match.start():
                first, then, reach = (place.end, match.start(), BEFORE_SITE)
            if 0 <= then - first <= reach and not _APART.search(reading.text[first:then]):
                found.append((then - first, place.referent))
    return min(found)[1] if found else None


def _subject(scene: Scene, reading: Reading, start: int, end: int, unit: str, site: int | None = None) -> int | None:
    """Whose quantity it is: of all that the sentence and those before it name, what most speaks for."""
    weights: dict[int, float] = {}
    for back, told in enumerate(scene.before(reading, LOOKS_BACK)):
        named = list(scene.candidates(told))
        last = max((c.end for c in named if c.end <= start), default=-1) if not back else -1
        for candidate in named:
            weight = _place_weight(candidate, start, end) if not back else -BACK * back
            weight += _weight(scene, candidate) + (NEXT if candidate.end == last else 0.0)
            for referent, less in _owners(scene, candidate, unit):
                weights[referent] = max(weights.get(referent, -FAR), weight - less)
    if scene.main is not None:
        weights[scene.main] = max(weights.get(scene.main, 0.0), 0.0) + MAIN
    if site is not None and unit not in DURATIONS:
        weights[site] = max(weights.get(site, 0.0), 0.0) + SITE
    return max(weights, key=lambda r: (weights[r], -r)) if weights else None


def _weight(scene: Scene, who: Candidate) -> float:
    """What speaks for a candidate wherever it stands."""
    weight = OFTEN * scene.share(who.referent) - SOURCE * who.source
    weight += BODY * (who.type == "organisation") - PLACE * (who.type == "place")
    return weight + (SUBJECT if who.part in PLAIN else OBJECT if who.part == "object" else 0.0)


def _place_weight(who: Candidate, start: int, end: int) -> float:
    """What speaks for a candidate of the same sentence by where it stands."""
    if who.end <= start:
        owner = OWNER if who.part == "genitive" and start - who.end <= 3 else 0.0
        return owner - NEAR * (start - who.end)
    if who.start - end <= ATTACHED and who.part in {"of", "genitive", "at", "in"}:
        return OF
    return -BEHIND - NEAR * max(0, who.start - end)


def _owners(scene: Scene, who: Candidate, unit: str) -> Iterator[tuple[int, float]]:
    """Who may be meant by a candidate, with how much less: money and shares are rather a person's body's."""
    held = scene.mentions.referents[who.referent]
    if held.type == "person" and unit not in PERSONAL and held.employer is not None and who.part != "genitive":
        yield held.employer, 0.0
        yield who.referent, PERSON
    else:
        yield who.referent, 0.0


def _what(reading: Reading, start: int, end: int, amount: AmountMention) -> str:
    """The words of the clause around a quantity, without the quantity itself; what is counted comes first."""
    text = reading.text
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    while left > 0 and not text[left - 1].isspace():
        left += 1
        if left >= start:
            break
    while right < len(text) and right > end and not text[right].isspace():
        right -= 1
    before = re.split(r"[,;:.] ", text[min(left, start) : start])[-1]
    after = re.split(r"[,;:.](?:\s|$)", text[end:right])[0]
    words = re.sub(r"\s+", " ", f"{before.strip()} … {after.strip()}").strip(" …")
    return f"{amount.counted}: {words}" if amount.counted and amount.counted not in words else words


def _period(reading: Reading, mentions: Mentions, start: int, end: int) -> str | None:
    for period, pattern in _rates(reading.language.code):
        window = reading.text[max(0, start - SPREAD // 2) : end + SPREAD // 2]
        if pattern.search(window):
            return period
    for s, e, number in reading.times:
        time = mentions.times[number]
        gap = s - end if s >= end else start - e
        if time.kind == "duration" and time.duration and 0 <= gap <= SPREAD:
            return time.duration
    return None


@cache
def _rates(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = pack(code).table("plans").get("rates", {})
    return tuple(
        (period, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)) for period, patterns in data.items()
    )


@cache
def _works(code: str) -> re.Pattern[str]:
    """The words of a language for what stands somewhere and is built, run or repaired there; none match nothing."""
    nouns = pack(code).table("plans").get("sites", {}).get("nouns", [])
    return re.compile("|".join(f"(?:{noun})" for noun in nouns) or r"(?!)", re.IGNORECASE)
