"""Frames: words that report a meeting, and which complement plays which part.

A frame is data of a language pack, section [[frames]] of the table `meetings`:

    kind      "meeting" (it is told here), "company" (who else was there), "absence" (who was not), "host", "request"
              (who asked for it), or "mediation" (somebody goes between others, which tells no meeting of anybody)
    words     regular expressions over the text of a sentence; they may not touch a name
    first     parts that can be the one side, tried in order ("subject", "of" ...)
    second    parts that can be the other side
    mutual    a plural first side ("the two", "A and B") is both sides
    host      "first" or "second": who receives or invites
    manner    "telephone", "video" or "in person"
    weak      counts only between people who are named
    noun      the words are a noun ("talks"): the sides hang on it, and "the talks" may take a meeting up again
    fresh     tells a meeting only where none is being told: else its people join that one
    about     places in the sentence belong to what is talked about
    placed    tells a meeting only where the sentence has a town for it: firms agree by letter, people in a town met
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal, cast

from whomet.events import unspaced
from whomet.events.clauses import Phrase, Reading, plays, stretch_around, tokens_between
from whomet.events.meetings import free_order
from whomet.languages import pack
from whomet.languages.needles import Needles
from whomet.records import Manner

#: Characters between the words of a weak frame and a complement, by its part; 40 for the others.
WEAK_REACH = {"with": 90, "to": 60}
#: Characters between a noun such as "talks" and the genitive that tells whose they are.
GENITIVE_REACH = 30
#: Characters from a comma to the name of the subject behind it: a title and a body.
SUBJECT_REACH = 60
#: Characters between an object and a noun that it is led to: "had her to a working dinner"; behind them stand other
#: nouns: "blamed her for the collapse of the talks".
LED_TO = 20

Kind = Literal["meeting", "company", "absence", "host", "request", "mediation"]
Side = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of [[frames]]; see the module for the meaning of the attributes."""

    name: str
    kind: Kind
    words: re.Pattern[str]
    first: tuple[str, ...]
    second: tuple[str, ...]
    mutual: bool
    host: Side | None
    manner: Manner
    weak: bool
    noun: bool
    about: bool
    fresh: bool
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found in a sentence.

    Attributes:
        start, end: Offsets of its words in the sentence's text.
        first, second: What plays the two parts; None where nothing does.
        crowd: A side is a class of people without names ("tech chiefs").
    """

    frame: Frame
    reading: Reading
    start: int
    end: int
    first: Phrase | None
    second: Phrase | None
    crowd: bool = False


def any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern for a list of regular expressions, None for an empty list."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None


@cache
def frames(code: str) -> tuple[Frame, ...]:
    """The frames of a pack, in order of its table: earlier ones win where two touch.

    Who was not there comes first: "did not take part" holds the words for who took part.
    """
    found = (_frame(data) for data in pack(code).table("meetings").get("frames", ()))
    return tuple(sorted(found, key=lambda frame: frame.kind != "absence"))


def _frame(data: dict[str, Any]) -> Frame:
    words = any_of(data["words"])
    assert words is not None
    return Frame(
        name=str(data.get("name", "")),
        kind=cast(Kind, data.get("kind", "meeting")),
        words=words,
        first=tuple(data.get("first", ())),
        second=tuple(data.get("second", ())),
        mutual=bool(data.get("mutual", False)),
        host=cast("Side | None", data.get("host")),
        manner=cast(Manner, data.get("manner", "unknown")),
        weak=bool(data.get("weak", False)),
        noun=bool(data.get("noun", False)),
        about=bool(data.get("about", False)),
        fresh=bool(data.get("fresh", False)),
        placed=bool(data.get("placed", False)),
    )


@cache
def _needles(code: str) -> Needles:
    return Needles([frame.words.pattern for frame in frames(code)])


@cache
def cue(code: str, name: str) -> re.Pattern[str] | None:
    """A list of regular expressions of the section [cues] of the table `meetings` as one pattern."""
    return any_of(tuple(pack(code).table("meetings").get("cues", {}).get(name, ())))


@cache
def _cue_needles(code: str) -> tuple[tuple[str, ...], Needles]:
    cues = pack(code).table("meetings").get("cues", {})
    names = tuple(name for name in cues if cues[name])
    return names, Needles(["|".join(f"(?:{p})" for p in cues[name]) for name in names])


@lru_cache(maxsize=16)
def cues_in(code: str, text: str) -> frozenset[str]:
    """Names of the cues of a pack that may stand in a text; the others do not.

    Args:
        code: Of the pack.
        text: A sentence; the last few are remembered, as many cues are asked of one.
    """
    names, needles = _cue_needles(code)
    return frozenset(names[number] for number in needles.may_match(text))


def matches(reading: Reading) -> Iterator[Match]:
    """The frames of a sentence, in order of the text; words inside speech count as well as others.

    Args:
        reading: The sentence.

    Yields:
        Matches that do not overlap. Frames without any participant are among them: "the meeting" may be tied
        to a meeting told before.
    """
    promising = sorted(_needles(reading.language.code).may_match(reading.text))
    if not promising:
        return
    taken: list[tuple[int, int, Frame]] = []
    others: list[tuple[int, int, Frame]] = []
    known = frames(reading.language.code)
    not_meant = cue(reading.language.code, "look_alikes")
    blocked = [m.span() for m in not_meant.finditer(reading.text)] if not_meant else []
    for frame in (known[number] for number in promising):
        for found in frame.words.finditer(reading.text):
            start, end = found.span()
            meant = start < end and not any(s < end and start < e for s, e in blocked)
            if meant and not _names_inside(reading, start, end):
                touched = any(s < end and start < e for s, e, _ in taken)
                (others if touched else taken).append((start, end, frame))
    for start, end, frame in sorted(taken, key=lambda entry: entry[:2]):
        match = _fill(reading, frame, start, end)
        near = (_fill(reading, f, s, e) for s, e, f in others if s < end and start < e)
        yield match if _full(match) else next((other for other in near if _full(other)), match)


def _full(match: Match) -> bool:
    """Whether both sides of a meeting are told; words of company and the like need no second one."""
    sides = [side for side in (match.first, match.second) if side is not None]
    return len(sides) == 2 or match.frame.kind != "meeting" or (match.frame.mutual and any(map(_several, sides)))


def _names_inside(reading: Reading, start: int, end: int) -> bool:
    """Whether the words begin or end inside a name; a name may lie between two halves of the words."""
    return any(s < start < e or s <= start < e or s < end <= e for s, e, _ in reading.names)


def _fill(reading: Reading, frame: Frame, start: int, end: int) -> Match:
    order = reading.grammar.order
    people = [p for p in reading.phrases if p.type == "person"]
    bodies = [p for p in reading.phrases if p.type == "organisation"]
    choose = {
        "prepositions": _choose_by_place,
        "verb-second": _choose_by_case,
        "coverbs": _choose_by_coverb,
        "endings": _choose_by_ending,
        "verb-first": _choose_verb_first,
    }.get(order, _choose_by_particle)
    either = sorted((*people, *bodies), key=lambda phrase: phrase.start)
    first, second = choose(reading, frame, start, end, either if frame.kind == "request" else people)
    if first is None and frame.kind == "host":
        first = choose(reading, frame, start, end, bodies)[0]
    crowd = False
    if frame.kind == "meeting":
        if first is None and not (frame.mutual and second and second.plural):
            body = choose(reading, frame, start, end, bodies)[0]
            ahead = body is not None and body.part in {"bare", "subject", "topic"}
            ahead = ahead and body is not None and (body.end <= start or order in {"endings", "verb-first"})
            first = body if ahead else None
        if second is None and first is not None and not (frame.mutual and _several(first)):
            second = choose(reading, frame, start, end, bodies)[1]
            crowd = _crowd(reading, start, end) and (second is None or second.type == "organisation")
    return Match(frame, reading, start, end, _of_known_bearer(reading, first), _of_known_bearer(reading, second), crowd)


def _of_known_bearer(reading: Reading, phrase: Phrase | None) -> Phrase | None:
    """A phrase without whom it means where it sets one bearer of a surname off from another: "the elder Paik".

    The surname alone was given to the bearer named before, who is mostly the other one.
    """
    if phrase is None or len(phrase.heads) != 1 or not reading.language.spaced:
        return phrase
    spans = [(s, e) for s, e, number in reading.names if number == phrase.heads[0]]
    before, behind = cue(reading.language.code, "other_bearer"), cue(reading.language.code, "other_bearer_behind")
    for start, end in spans:
        single = " " not in reading.text[start:end].strip()
        apart = before is not None and before.search(reading.text, 0, start) is not None
        if single and (apart or (behind is not None and behind.match(reading.text, end) is not None)):
            return replace(phrase, referents=(), named=False)
    return phrase


def _several(phrase: Phrase) -> bool:
    return len(phrase.referents) > 1 or phrase.plural


def _crowd(reading: Reading, start: int, end: int) -> bool:
    """Whether a class of people ("heads of rail firms") stands near the words of a frame."""
    pattern = cue(reading.language.code, "crowds")
    if pattern is None:
        return False
    window = (max(0, start - 60), start) if reading.grammar.order == "particles" else (start, end + 60)
    return pattern.search(reading.text, *window) is not None


# --- English: the place and the preposition tell the part --------------------------------------------------


def _choose_by_place(
    reading: Reading, frame: Frame, start: int, end: int, pool: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    before = [p for p in pool if p.end <= start]
    inside = [p for p in pool if p.start < end and start < p.end]
    after = [p for p in pool if p.start >= end]
    first = _first(reading, frame, (start, end), before, (*inside, *after))
    if first is None and "subject" in frame.first and not before:
        first = _subject_behind(reading, end, after)
    rest = [p for p in after if p is not first and _reachable(reading, end, p, frame)]
    second = None
    for part in frame.second:
        if part == "object":
            near = [p for p in rest if p.part in {"object", "bare"} or (p.start - end <= 1 and p.part != "genitive")]
            second = near[0] if near and _no_break(reading, end, near[0].start) else None
        elif part == "before":
            second = next((p for p in reversed(before) if p is not first), None)
        else:
            second = next((p for p in (*inside, *rest) if plays(p, part) and p is not first), None)
        if second is not None:
            break
    if second is None and frame.noun and first is not None and first in before:
        # "got him on a video call", "had her to a meeting"
        between = [p for p in before if p.start >= first.end and p.part in {"object", "bare"} and not p.plural]
        between = [p for p in between if start - p.end <= LED_TO]
        second = between[-1] if between else None
    return first, second


def _first(
    reading: Reading, frame: Frame, words: tuple[int, int], before: Sequence[Phrase], after: Sequence[Phrase]
) -> Phrase | None:
    start, end = words
    around = reading.aside(start)
    relative = frame.noun and _relative_behind(reading, start)
    for part in frame.first:
        found: Phrase | None
        if part == "subject":
            if relative:
                found = next((p for p in after if p.part in {"bare", "object"}), None)
                if found is None and reading.grammar.drops_subject:
                    # "Ana Wirth put off the talks that she was to hold": the clause leaves its subject out
                    found = next((p for p in reversed(before) if p.part == "bare" and not p.quoted), None)
            elif around is not None:
                embedded = _embedded(reading, around)
                named = [p for p in before if p.end <= around[0] and p.part != "genitive"]
                antecedent = [] if embedded else named
                own = [p for p in before if p.start >= around[0] and p.part == "bare"]
                found = own[-1] if own else antecedent[-1] if antecedent else None
            else:
                bare = [p for p in before if _begins(reading, p, start) and reading.aside(p.start) is None]
                plain = [p for p in bare if not p.quoted or reading.quoted(start)]
                found = plain[-1] if plain else None
        elif part == "after":
            company = frame.kind == "company"
            wanted = (p for p in after if p.part in {"bare", "object"} or (company and p.part != "genitive"))
            found = next(wanted, None)
            if frame.kind == "meeting" and found is not None and not _no_break(reading, end, found.start):
                found = None
        else:
            reach = GENITIVE_REACH if part == "of" else len(reading.text)
            # without endings of a genitive, whose talks they are is told behind the noun only
            ahead = part != "of" or reading.grammar.genitive is not None
            near = [p for p in before if ahead and plays(p, part) and start - p.end <= reach]
            behind = [p for p in after if plays(p, part) and p.start - start <= reach + 12]
            found = near[-1] if near else next(iter(behind), None)
        if found is not None:
            return found
    return None


def _subject_behind(reading: Reading, end: int, after: Sequence[Phrase]) -> Phrase | None:
    """The subject of the clause behind words that open the sentence: "After meeting Bo Lind on Monday, Ana Wirth"."""
    words, opening = reading.grammar, next(iter(reading.tokens), None)
    if opening is None or opening.lemma not in words.markers.keys() | words.breaks:
        return None
    comma = reading.text.find(", ", end)
    behind = (p for p in after if p.part == "bare" and p.start > comma)
    found = next(behind, None) if comma >= 0 else None
    return found if found is not None and found.start - comma <= SUBJECT_REACH else None


def _embedded(reading: Reading, around: tuple[int, int]) -> bool:
    """Whether the relative word of a clause is not its subject ("where", "whom")."""
    opening = next((t for t in reading.tokens if t.start >= around[0]), None)
    return opening is not None and opening.lemma in reading.grammar.embedding


def _relative_behind(reading: Reading, start: int) -> bool:
    """Whether the word behind a noun opens a relative clause: "a meeting that Ana Wirth was to hold"."""
    words = [t for t in reading.tokens if t.start >= start][1:3]
    opening = reading.grammar.relatives | {w for w in reading.grammar.breaks if w in reading.grammar.stops}
    return any(t.lemma in opening for t in words)


def _begins(reading: Reading, phrase: Phrase, start: int) -> bool:
    """Whether a phrase may be the subject of words behind it: bare, or behind an "after" that opens a clause."""
    if phrase.part == "bare" or (phrase.part == "object" and start - phrase.end <= 1):
        return True  # "after the fair Ana Wirth met": the word before a name right before the verb governs nothing
    led = reading.grammar.led
    if led is not None and start - phrase.end <= 1 and led.search(reading.text, 0, phrase.start):
        return True  # "the delegation led by Ana Wirth met"
    between = reading.text[phrase.end : start]
    return phrase.part == "apart" and len(between) <= 25 and "," not in between


def _reachable(reading: Reading, end: int, phrase: Phrase, frame: Frame) -> bool:
    """Whether no new clause begins between the words of a frame and a complement behind them."""
    around = reading.aside(phrase.start)
    if around is not None and not around[0] <= end <= around[1]:
        return False
    limit = WEAK_REACH.get(phrase.part, 40) if frame.weak else 160
    return phrase.start - end <= limit and (frame.noun or _no_break(reading, end, phrase.start))


def _no_break(reading: Reading, start: int, end: int) -> bool:
    """Whether no word that opens a clause stands between two offsets, relative clauses aside."""
    return not any(
        (token.lemma in reading.grammar.breaks or token.text in {";", ":"}) and reading.aside(token.start) is None
        for token in reading.tokens
        if start <= token.start and token.end <= end
    )


# --- German: the article and the order tell the part --------------------------------------------------------


def _choose_by_case(
    reading: Reading, frame: Frame, start: int, end: int, pool: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    left, right = _clause(reading, start, end)
    behind = _relative_at(reading, end) if frame.noun else None
    if behind is not None:
        right = max(right, _clause(reading, behind, behind + 1)[1])
    near = [p for p in pool if left <= p.start < right and (not p.quoted or reading.quoted(start))]
    around = reading.aside(start)
    if around is None:
        near = [p for p in near if (reading.aside(p.start) or (behind, 0))[0] == behind]
    bare = [p for p in near if p.part in {"bare", "subject"}]
    objects = [p for p in near if p.part == "object"]
    opening = next((t for t in reading.tokens if t.start >= left), None)
    if opening is not None and opening.lemma in reading.grammar.purpose:
        # "flew in, um Ana Wirth zu treffen": who flew in is the subject, the name behind "um" the object
        objects = [p for p in near if p.part in {"bare", "subject", "object"} or 0 < p.start - opening.end <= 2]
        bare = [p for p in pool if p.end <= left and p.part in {"bare", "subject"}][-1:] + objects
        objects = []
    if around is not None and not bare:
        bare = [p for p in pool if p.end <= around[0]][-1:]
    if left and around is None and _unresolved(reading, left, right):
        # "denies that she met Bo Lind": who denies it is the subject
        bare = [p for p in pool if p.end <= left and p.part in {"bare", "subject"}][-1:] + bare
    if frame.host == "first":
        bare = _unswapped(reading, bare)
    parts: dict[str, list[Phrase]] = {"subject": bare[:1], "object": objects + bare[1:]}
    if frame.noun:
        near = [p for p in near if p.part not in {"of", "genitive"} or _gap(p, start, end) <= GENITIVE_REACH]
    first = _pick(frame.first, parts, near, None)
    second = _pick(frame.second, parts, near, first)
    if first is None and frame.kind == "meeting" and reading.grammar.drops_subject:
        first = next((p for p in reversed(pool) if p.end <= left and p.part == "bare"), None)
    return first, second


def _relative_at(reading: Reading, end: int) -> int | None:
    """Where a relative clause begins right behind a noun: "das Treffen, das Ana Wirth mit Bo Lind haben sollte"."""
    tokens = [t for t in reading.tokens if t.start >= end][:2]
    if tokens and tokens[0].text == ",":
        tokens = tokens[1:]
    opening = reading.grammar.relatives | reading.grammar.openers
    return tokens[0].start if tokens and tokens[0].lemma in opening else None


def _unresolved(reading: Reading, left: int, right: int) -> bool:
    """Whether the subject of a clause is a pronoun that no mention covers."""
    pronouns = (t for t in reading.tokens if left <= t.start < right and t.lemma in reading.grammar.nominatives)
    return any(not reading.in_name(token.start, token.end) for token in pronouns)


def _unswapped(reading: Reading, bare: list[Phrase]) -> list[Phrase]:
    """ "Dort empfing sie Ana Wirth": a pronoun that may be an object yields to the name right behind it."""
    if len(bare) < 2 or bare[0].named or not bare[1].named or bare[1].start - bare[0].end > 1:
        return bare
    ambiguous = reading.text[bare[0].start : bare[0].end].lower() in reading.grammar.ambiguous
    return [bare[1], bare[0], *bare[2:]] if ambiguous else bare


def _gap(phrase: Phrase, start: int, end: int) -> int:
    return phrase.start - end if phrase.start >= end else start - phrase.end


def _pick(
    wanted: Sequence[str], parts: dict[str, list[Phrase]], near: Sequence[Phrase], other: Phrase | None
) -> Phrase | None:
    for part in wanted:
        for phrase in parts.get(part, [p for p in near if plays(p, part)]):
            if phrase is not other:
                return phrase
    return None


def _clause(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The clause around some words: up to semicolons, colons, clause-opening words behind a comma, and dashes."""
    tokens, words = reading.tokens, reading.grammar

    def opens(at: int) -> bool:
        behind_comma = at > 0 and tokens[at - 1].text == ","
        return tokens[at].lemma in words.openers or (behind_comma and tokens[at].lemma in words.breaks)

    return stretch_around(reading, start, end, opens)


# --- Chinese, Thai: a preposition before the name tells the part, and the verb stands between the sides ------------


def _choose_by_coverb(
    reading: Reading, frame: Frame, start: int, end: int, pool: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    free = [p for p in pool if not p.quoted or reading.quoted(start)]
    starts = unspaced.clause_starts(reading.text, reading.language.code)
    return unspaced.sides(free, (frame.first, frame.second), (start, end), starts)


# --- Slavic languages: the ending tells the part; Arabic: the verb comes first --------------------------------


def _choose_by_ending(
    reading: Reading, frame: Frame, start: int, end: int, pool: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    return free_order.by_endings(reading, start, end, pool, (frame.first, frame.second))


def _choose_verb_first(
    reading: Reading, frame: Frame, start: int, end: int, pool: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    return free_order.verb_first(reading, start, end, pool, (frame.first, frame.second))


# --- Korean: the particle tells the part ----------------------------------------------------------------------


def _choose_by_particle(
    reading: Reading, frame: Frame, start: int, end: int, pool: Sequence[Phrase]
) -> tuple[Phrase | None, Phrase | None]:
    before = [p for p in pool if p.end <= end and (not p.quoted or reading.quoted(start))]
    tied = [p for p in before if p.part != "of" or _modifies(reading, p, start)]
    before = tied if reading.grammar.unspaced else before
    first = _last_with(frame.first, tied, None) or _last_with(frame.first, before, None)
    second = _last_with(frame.second, before, first)
    if first is not None and second is not None and set(first.referents) == set(second.referents):
        # "X의 초청으로 X와 면담했다": who invites is not both sides; the other one is named before
        first = _last_with(frame.first, [p for p in before if p.referents != second.referents], second)
    if second is None and "after" in frame.second:
        second = next((p for p in pool if p.start >= end and (not p.quoted or reading.quoted(start))), None)
    if first is None and "after" in frame.first:
        first = next((p for p in pool if p.start >= end and p is not second), None)
    if first is None and second is not None and second.part == "object" and "subject" in frame.first:
        # "X를 만난 뒤 Y는": the subject of both clauses stands in the later one
        first = next((p for p in pool if p.start >= end and not p.quoted and p.part in {"topic", "subject"}), None)
    if second is None and frame.mutual and first is not None and first.part == "of" and not _several(first):
        others = [p for p in before if p.part == "of" and not set(p.referents) & set(first.referents)]
        second = others[-1] if others else None
    return first, second


def _modifies(reading: Reading, phrase: Phrase, start: int) -> bool:
    """Whether nothing but nouns and further genitives lies between a genitive and the words it hangs on."""
    if reading.grammar.unspaced:
        covered = [(p.start, p.end) for p in reading.phrases]
        return unspaced.beside(reading.text, phrase.end, start, covered, reading.language.code)
    between = [t for t in tokens_between(reading, phrase.end, start) if t.end > t.start]
    behind = [t.tag for t in between[1:]] + [""]
    return not any(
        token.tag.startswith(("JKB", "JKO", "JKS", "JX", "EC")) and follower != "JKG"
        for token, follower in zip(between, behind, strict=False)
    )


def _last_with(parts: Sequence[str], before: Sequence[Phrase], other: Phrase | None) -> Phrase | None:
    """The nearest phrase that plays one of the parts; a topic is a subject."""
    fitting = (p for p in reversed(before) if any(plays(p, part) for part in parts))
    return next((p for p in fitting if p is not other), None)
