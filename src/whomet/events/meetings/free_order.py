"""Who plays which part where endings tell it (Slavic languages), and where the verb comes first (Arabic)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from whomet.events.clauses import Phrase, Reading, plays, stretch_around

#: Characters between a noun such as "talks" and the name behind it that tells whose they are.
BESIDE = 2
#: Characters between such a noun and a title in the genitive behind it: an adjective may stand between.
GENITIVE = 30
#: Characters between the words of a weak frame and a complement.
WEAK = 110

_PLAIN = frozenset({"bare", "subject"})

Pick = Callable[[str, Phrase | None], Phrase | None]


def by_endings(
    reading: Reading, start: int, end: int, pool: Sequence[Phrase], wanted: tuple[Sequence[str], Sequence[str]]
) -> tuple[Phrase | None, Phrase | None]:
    """Both sides of a frame in a language whose endings tell the parts, whatever the order.

    Args:
        reading: The sentence.
        start, end: Of the words of the frame.
        pool: Phrases of one type, in order.
        wanted: The parts that the frame asks for on the first and the second side, best first.

    Returns:
        What plays the two; None where nothing does.
    """
    near, lead = _near(reading, start, end, [_leading(reading, p) for p in pool])

    def pick(part: str, other: Phrase | None) -> Phrase | None:
        free = [p for p in near if p is not other and not _same(p, other)]
        if part == "subject":
            said = _sayer(reading, start, end, pool) or (lead if _leads(reading, start) else None)
            return said or _subject(free, start, "object" in wanted[1]) or (lead if lead is not other else None)
        if part == "object":
            objects = [p for p in free if p.part == "object" or (p.part == "oblique" and "object" in p.cases)]
            objects = objects or [p for p in free if p.part == "bare" and (not p.cases or "object" in p.cases)]
            found = _nearest(objects, start, end) or _beside(free, end, other)
            return found or (lead if lead is not other and _led_object(near, lead) else None)
        if part == "of":
            return _owner(free, end)
        if part == "after":
            return next((p for p in free if p.start >= end), None)
        return _nearest([p for p in free if plays(p, part)], start, end) or _governed(free, end, part)

    return _both(pick, wanted)


def _governed(free: Sequence[Phrase], end: int, part: str) -> Phrase | None:
    """A phrase right behind the words whose ending allows a part, among others: "предложил Кройцу"."""
    behind = (p for p in free if 0 <= p.start - end <= BESIDE and p.part == "bare" and part in p.cases)
    return next(behind, None)


def _sayer(reading: Reading, start: int, end: int, pool: Sequence[Phrase]) -> Phrase | None:
    """Who says "we met" in a quotation: the subject outside of it."""
    person = reading.grammar.first_person
    spoken = next(((s, e) for s, e, _ in reading.quotes if s <= start < e), None)
    if person is None or spoken is None or not person.search(reading.text, spoken[0], end):
        return None
    return next((p for p in pool if not p.quoted and p.part in _PLAIN), None)


def _both(pick: Pick, wanted: tuple[Sequence[str], Sequence[str]]) -> tuple[Phrase | None, Phrase | None]:
    """The sides in the order in which they are surest: an object with an ending of its own is no subject."""
    first = next((p for part in wanted[0] if (p := pick(part, None)) is not None), None)
    second = next((p for part in wanted[1] if (p := pick(part, first)) is not None), None)
    if second is None and first is not None and not first.named and not first.plural:
        # "with Ana Wirth she discussed": the pronoun was given to the one whom it cannot mean
        other = next((p for part in wanted[1] if (p := pick(part, None)) is not None and p.named), None)
        return (None, other) if other is not None and _same(first, other) else (first, None)
    return first, second


def _leading(reading: Reading, phrase: Phrase) -> Phrase:
    """Somebody at the head of others stands for them, in whatever part they play: "a delegation headed by"."""
    words = reading.grammar
    before = words.led_before is not None and words.led_before.search(reading.text, 0, phrase.start)
    behind = words.led_behind is not None and words.led_behind.match(reading.text, phrase.end)
    return replace(phrase, part="bare", cases=frozenset()) if before or behind else phrase


def _near(reading: Reading, start: int, end: int, pool: Sequence[Phrase]) -> tuple[list[Phrase], Phrase | None]:
    """The phrases of the clause, and for a relative clause the one before it that it is about."""
    around = reading.aside(start)
    free = [p for p in pool if not p.quoted or reading.quoted(start)]
    if around is not None:
        inside = [p for p in free if around[0] <= p.start < around[1]]
        before = [p for p in free if p.end <= around[0]]
        return inside, before[-1] if before else None
    left, right = clause_around(reading, start, end)
    return [p for p in free if left <= p.start < right and reading.aside(p.start) is None], None


def clause_around(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The stretch around some words up to signs that part sentences and to words that open a clause.

    Args:
        reading: The sentence.
        start, end: Of the words.

    Returns:
        Start and end. With `breaks_behind_comma` in the grammar such words count only behind a comma.
    """
    tokens, words = reading.tokens, reading.grammar
    comma = words.order == "endings"

    def opens(at: int) -> bool:
        return tokens[at].lemma in words.breaks and (not comma or (at > 0 and tokens[at - 1].text == ","))

    return stretch_around(reading, start, end, opens)


def _same(phrase: Phrase, other: Phrase | None) -> bool:
    """Whether a phrase only takes up the people of another."""
    return other is not None and bool(phrase.referents) and set(phrase.referents) <= set(other.referents)


def _nearest(phrases: Sequence[Phrase], start: int, end: int) -> Phrase | None:
    def gap(phrase: Phrase) -> int:
        return phrase.start - end if phrase.start >= end else start - phrase.end

    return min(phrases, key=gap, default=None)


def _subject(free: Sequence[Phrase], start: int, transitive: bool) -> Phrase | None:
    """A phrase in the first form before one that only may be; the nearest before the words before those behind."""
    for sure in (True, False):
        known = [p for p in free if p.part == "subject" or (not sure and p.part == "bare")]
        ahead = [p for p in known if p.end <= start]
        if known:
            return ahead[-1] if ahead and not (transitive and not sure and len(known) > 1) else known[0]
    return None


def _owner(free: Sequence[Phrase], end: int) -> Phrase | None:
    """Whose meeting it is: the phrase behind the noun, in a case of its own or right beside it."""
    for phrase in free:
        gap = phrase.start - end
        if gap < 0 or phrase.part in {"subject", "object"}:
            continue
        if (plays(phrase, "of") and gap <= GENITIVE) or (phrase.part == "bare" and gap <= BESIDE):
            return replace(phrase, part="of")
        return None
    return None


def _leads(reading: Reading, start: int) -> bool:
    """Whether the relative word of the clause around an offset is its subject."""
    around = reading.aside(start)
    opening = next((t for t in reading.tokens if around and t.start >= around[0]), None)
    words = reading.grammar
    return opening is not None and opening.lemma in words.relatives and opening.lemma not in words.relative_objects


def _beside(free: Sequence[Phrase], end: int, subject: Phrase | None) -> Phrase | None:
    """A name that does not change, right behind a verb whose subject is another: "gościł Ouertani"."""
    behind = (p for p in free if 0 <= p.start - end <= BESIDE and p.part in _PLAIN)
    return next(behind, None) if subject is not None else None


def _led_object(near: Sequence[Phrase], lead: Phrase | None) -> bool:
    """Whether a relative clause has a subject of its own, so that the one before it is its object."""
    return lead is not None and any(p.part in _PLAIN for p in near)


def verb_first(
    reading: Reading, start: int, end: int, pool: Sequence[Phrase], wanted: tuple[Sequence[str], Sequence[str]]
) -> tuple[Phrase | None, Phrase | None]:
    """Both sides of a frame in a language that puts the verb before its subject and the object behind that.

    Args:
        reading: The sentence.
        start, end: Of the words of the frame.
        pool: Phrases of one type, in order.
        wanted: The parts that the frame asks for on the first and the second side, best first.

    Returns:
        What plays the two; None where nothing does.
    """
    left, right = clause_around(reading, start, end)
    free = [p for p in pool if not p.quoted or reading.quoted(start)]
    near = [p for p in free if left <= p.start < right]
    ahead = [p for p in near if p.end <= start and p.part in _PLAIN]
    behind = [p for p in near if p.start >= end and p.part in _PLAIN]
    before = [p for p in free if p.end <= left and p.part in _PLAIN]
    transitive = "object" in wanted[1]
    inverted = not ahead and not (transitive and len(behind) == 1 and before)
    subjects, objects = (behind[:1], behind[1:]) if inverted else ((ahead or before)[-1:], behind)

    def pick(part: str, other: Phrase | None) -> Phrase | None:
        if part == "subject":
            return _sayer(reading, start, end, pool) or next(iter(subjects or before[-1:]), None)
        if part == "object":
            return next((p for p in objects if not _same(p, other)), None)
        if part == "of":
            beside = (p for p in near if 0 <= p.start - end <= BESIDE and p.part in _PLAIN and not _same(p, other))
            return next((replace(p, part="of") for p in beside), None)
        if part == "after":
            return next((p for p in near if p.start >= end), None)
        if part == "before":
            return next((p for p in reversed((*before, *ahead)) if not _same(p, other)), None)
        return _nearest([p for p in near if plays(p, part) and not _same(p, other)], start, end)

    return _both(pick, wanted)
