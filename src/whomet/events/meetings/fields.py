"""When, where and in which manner: the fields of a meeting from the words around its frame."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from whomet import edtf
from whomet.cities import city_of_country
from whomet.events import unspaced
from whomet.events.clauses import Reading
from whomet.events.inflection import name_parts
from whomet.events.meetings.frames import Match, cue
from whomet.languages import pack
from whomet.records import Manner, Mentions, TimeMention

#: Days of the coarsest time that dates a meeting: a year; a century only dates what was talked about.
COARSEST = 366
#: Days of the coarsest time that is carried on to the next sentence: a month mostly dates only what was told with it.
CARRIED = 7
#: Characters by which a day is preferred to a nearer year.
VAGUE = 60
#: Characters between "a day after" and the subject of its clause: "Mr" or "Frau".
TITLE_REACH = 6
#: Characters between "a day after" and the noun that it counts from: an article and an adjective.
NOUN_REACH = 14
#: Characters around the words of a frame in which "by video" belongs to them.
MANNER_REACH = 45
#: Signs behind which another clause tells where something else is: "they signed: the sheets will be shown in Gwangju".
CLAUSE_ENDS = frozenset(":;：；")


@dataclass(frozen=True, slots=True)
class When:
    """A date, its zone and the index of the time mention that gives it."""

    value: str | None = None
    zone: str | None = None
    mention: int | None = None


def when(match: Match, others: Sequence[Match], mentions: Mentions, last: str | None) -> When:
    """The date of a meeting: the time expression nearest to its words, none of another meeting.

    Args:
        match: The frame.
        others: All matches of the sentence.
        mentions: Of the document.
        last: Date of the meeting told before, for "the following day".

    Returns:
        The date, or an empty one.
    """
    reading = match.reading
    near: list[tuple[int, int]] = []
    for start, end, number in reading.times:
        time = mentions.times[number]
        value = resolve(time, last)
        if time.anchor == "event" and _opens(match, start, end):
            base = _day_before(reading, mentions, start)
            value = edtf.shift(base, -(time.offset_days or 0)) if base else None
            if value is not None:
                return When(value, time.zone, number)
            continue
        if time.kind != "point" or value is None or _foreign(match, others, start, end):
            continue
        if edtf.precision(value) > COARSEST or (_lasting(reading, start) and start - match.end > 1):
            continue
        if end <= match.start and _of_telling(match, start, end):
            continue
        if _reason(match, start):
            continue
        aside = reading.aside(start)
        if reading.quoted(start) and not reading.quoted(match.start):
            continue
        if aside is not None and not aside[0] <= match.start < aside[1]:
            continue
        distance = start - match.end if start >= match.end else match.start - end
        near.append((distance + VAGUE * (edtf.precision(value) > 31), number))
    if not near:
        return When()
    time = mentions.times[min(near)[1]]
    return When(resolve(time, last), time.zone, min(near)[1])


def in_present(match: Match) -> bool:
    """Whether the words of a frame are a verb in the present tense, which with a coming day tells of a plan."""
    pattern = cue(match.reading.language.code, "present")
    return pattern is not None and pattern.search(match.reading.text, match.start, match.end) is not None


def _reason(match: Match, start: int) -> bool:
    """Whether a time stands in a clause that tells why: "was put off because the figures of March were late"."""
    pattern = cue(match.reading.language.code, "reasons")
    return pattern is not None and pattern.search(match.reading.text, match.end, start) is not None


def _opens(match: Match, start: int, end: int) -> bool:
    """Whether "a day after" opens the clause of a frame: then what the sentence tells came a day after it."""
    pattern = cue(match.reading.language.code, "counted_from")
    if pattern is None or end > match.start or not pattern.search(match.reading.text[start:end]):
        return False
    if match.frame.noun and match.start - end <= NOUN_REACH:
        return True
    subjects = (p for p in match.reading.phrases if p.type == "person" and p.part in {"bare", "subject"})
    return any(0 <= p.start - end <= TITLE_REACH and p.end <= match.start for p in subjects)


def _day_before(reading: Reading, mentions: Mentions, position: int) -> str | None:
    """The nearest day told in a sentence before an offset."""
    values = [mentions.times[number].value for _, end, number in reading.times if end <= position]
    return next((value for value in reversed(values) if edtf.is_day(value)), None)


def _lasting(reading: Reading, start: int) -> bool:
    """Whether a time expression tells since when something has lasted: "who has led the firm since 2019"."""
    pattern = cue(reading.language.code, "lasting")
    return pattern is not None and pattern.search(reading.text, 0, start) is not None


def _of_telling(match: Match, start: int, end: int) -> bool:
    """Whether a time before a frame is the day on which somebody told of the meeting: "said on Monday that ...".

    Where the verb comes last, the time stands behind the topic of the sentence and the verb of saying behind the frame.
    """
    reading = match.reading
    between = cue(reading.language.code, "telling_between")
    if between is not None and between.search(reading.text, end, match.start):
        return True
    behind = cue(reading.language.code, "telling_behind")
    if behind is None or not behind.search(reading.text[match.end :]):
        return False
    return start == 0 or any(p.part == "topic" and 0 <= start - p.end <= 1 for p in reading.phrases)


def told_alone(reading: Reading, mentions: Mentions, last: str | None) -> When:
    """The last day or week that a sentence without a meeting tells; an empty one where there is none."""
    for start, _, number in reversed(reading.times):
        time = mentions.times[number]
        value = resolve(time, last)
        near = value is not None and edtf.precision(value) <= CARRIED
        if time.kind == "point" and near and not _lasting(reading, start):
            return When(value, time.zone, number)
    return When()


def resolve(time: TimeMention, last: str | None) -> str | None:
    """The value of a time expression; one that counts from the event before it is counted from `last`."""
    if time.value is None and time.anchor == "event" and time.offset_days is not None and last:
        return edtf.shift(last, time.offset_days)
    return time.value


def _foreign(match: Match, others: Sequence[Match], start: int, end: int) -> bool:
    """Whether the words of another meeting stand between a time expression and a frame."""
    low, high = (match.end, start) if start >= match.end else (end, match.start)
    if match.reading.grammar.order == "particles" and start >= match.end:
        return not _topical(match)
    if match.reading.grammar.order == "coverbs" and _before_another(match, others, start, end):
        return True
    starts = unspaced.clause_starts(match.reading.text, match.reading.language.code)
    if any(match.end < begin <= start for begin in starts):
        return True
    colon = match.reading.text[low:high] if match.reading.grammar.order != "particles" else ""
    if match.reading.grammar.order == "endings" and any(dash in colon for dash in (" – ", " — ")):
        return True
    there = cue(match.reading.language.code, "there")
    if (":" in colon or ";" in colon) and not (there and there.search(colon)):
        return True
    before = [o for o in others if o.frame.kind == "meeting" and o.end <= start]
    if end <= match.start and before and _joined_clause(match.reading, end, match.start, True):
        return True
    told = [o for o in others if o.frame.kind == "meeting" and o.first is not None and o.start >= end]
    if start >= match.end and _joined_clause(match.reading, match.end, start, bool(told)):
        return True
    return any(
        low <= other.start and other.end <= high and _tells(other)
        for other in others
        if other is not match and not (match.reading.grammar.order == "particles" and start < match.start)
    )


def _before_another(match: Match, others: Sequence[Match], start: int, end: int) -> bool:
    """Whether a time behind a frame stands nearer before the next one, where times come before verbs."""
    behind = [o.start - end for o in others if o.frame.kind == "meeting" and o.start >= end]
    return start >= match.end and bool(behind) and min(behind) < start - match.end


def _tells(match: Match) -> bool:
    """Whether a frame tells a meeting of its own; "to talks" beside "invited" has only the one side."""
    if match.frame.kind != "meeting" or match.first is None:
        return False
    several = len(match.first.referents) > 1 or match.first.plural
    return not match.frame.noun or several or match.crowd or match.second is not None


def _topical(match: Match) -> bool:
    """Whether the words are the topic of their sentence: then what is told of them follows."""
    written = cue(match.reading.language.code, "topical")
    if written is not None:
        return written.match(match.reading.text, match.end) is not None
    behind = next((t for t in match.reading.tokens if t.start >= match.end), None)
    return behind is not None and match.reading.grammar.markers.get(behind.text) == "topic"


def _joined_clause(reading: Reading, start: int, end: int, told: bool) -> bool:
    """Whether a new clause begins between two offsets: with a comma and a joining word where it tells another
    meeting, in German with a joining word behind the verb that closes the clause."""
    inside = [t for t in reading.tokens if start <= t.start and t.end <= end]
    if reading.grammar.order == "verb-second" and inside and inside[0].lemma in reading.grammar.joins:
        return True
    if not told:
        return False
    pairs = itertools.pairwise(inside)
    return any(a.text in {",", ";"} and b.lemma in reading.grammar.joins for a, b in pairs)


# --- places ---------------------------------------------------------------------------------------------


def city(match: Match | None, reading: Reading, mentions: Mentions) -> int | None:
    """The place referent where a meeting is said to have been.

    Cities known to GeoNames come first; then unknown places with a preposition or particle of place. Places
    inside titles ("mayor of Lodz") and those one comes from or goes to are left out.
    """
    best: tuple[float, int, int] | None = None
    told = city_before(match, reading, mentions) if match is not None else None
    if told is not None:
        return told
    for start, end, number in reading.names:
        name = mentions.names[number]
        if name.type != "place" or not name.referents or not name.referents[0] < len(mentions.referents):
            continue
        place = mentions.referents[name.referents[0]]
        if place.type != "place" or (
            place.geonames is None and (name.text[:1].islower() or _is_venue(reading, name.text))
        ):
            continue
        known = place.geonames is not None or (place.country is not None and city_of_country(place.country) is not None)
        score = _place_score(reading, start, end, known, place.country is not None)
        if score <= 0:
            continue
        if match is not None:
            gap = start - match.end if start >= match.end else match.start - end
            score -= min(gap, 200) / 100
        if best is None or score > best[0]:
            best = score, start, name.referents[0]
    return best[2] if best else _house_city(reading, mentions)


def in_a_town(match: Match, mentions: Mentions) -> bool:
    """Whether the clause of a frame has a town for it: one on the map, or a place that is no country."""
    reading = match.reading
    place = city(match, reading, mentions)
    if place is None or (mentions.referents[place].geonames is None and mentions.referents[place].country):
        return False
    named = [(s, e) for s, e, number in reading.names if place in mentions.names[number].referents]
    between = (reading.text[min(e, match.end) : max(s, match.start)] for s, e in named)
    return any(not set(gap) & CLAUSE_ENDS for gap in between)


def _house_city(reading: Reading, mentions: Mentions) -> int | None:
    """The known city that begins the name of the house where a meeting was: "at Busan City Hall", "부산시청에서"."""
    houses = [p for p in reading.phrases if p.type == "organisation" and p.part in {"at", "in"} and not p.quoted]
    if not houses:
        return None
    places = {n: r for n, r in enumerate(mentions.referents) if r.type == "place" and r.geonames is not None}
    for house in houses:
        printed = reading.text[house.start : house.end]
        for number, place in places.items():
            forms = {form for _, form in place.forms if len(form) > 1}
            spaced = reading.language.spaced and reading.grammar.order != "particles"
            if any(printed.startswith(f"{form} " if spaced else form) for form in forms):
                return number
    return None


def city_before(match: Match, reading: Reading, mentions: Mentions) -> int | None:
    """The known city right before a relative clause around a frame: "came from Weimar, where she met"."""
    around = reading.aside(match.start)
    for start, end, number in reading.names if around else ():
        name = mentions.names[number]
        if around and start < around[0] and 0 <= around[0] - end <= 2 and name.type == "place" and name.referents:
            known = [r for r in name.referents if r < len(mentions.referents)]
            return next((r for r in known if mentions.referents[r].geonames is not None), None)
    return None


def _towards(name: str, code: str) -> bool:
    """Whether the ending of a place says that somebody goes there: "в Варшаву"."""
    parts = name_parts(name, None, code)
    return "object" in parts and "in" not in parts


def _is_venue(reading: Reading, text: str) -> bool:
    nouns = pack(reading.language.code).table("meetings").get("venues", {}).get("nouns")
    return bool(nouns) and re.search(rf"{nouns}\b", text, re.IGNORECASE) is not None


def _place_score(reading: Reading, start: int, end: int, known: bool, country: bool) -> float:
    code = reading.language.code
    if not known and reading.grammar.order == "endings" and _towards(reading.text[start:end], code):
        return 0.0
    if any(p.type == "person" and p.part == "on" and p.start <= start < p.end for p in reading.phrases):
        return 0.0
    behind = reading.grammar.order == "particles"
    beside = reading.text[_through_names(reading, end) :] if behind else reading.text[:start]
    near, away, nouns = cue(code, "near"), cue(code, "approach"), venue_nouns(code)
    arrival = cue(code, "arrival")
    score = 2.0 if known else -1.0 if country else 0.5
    if away and away.search(beside):
        score -= 2.5
    if arrival and arrival.search(beside):
        score += 0.8
    house = behind and any(0 <= p.start - end <= 1 and p.part == "at" for p in reading.phrases)
    if house or (near and near.search(beside)):
        score += 3.0
    if nouns and nouns.match(reading.text[end : end + 40].lstrip(" '’s")):
        score += 2.0
    return score if score > 2.4 else 0.0


def _through_names(reading: Reading, end: int) -> int:
    """The end of the names that go on right behind a place: a particle of place stands behind the last."""
    for start, stop, _ in reading.names:
        if 0 <= start - end <= 1 and not reading.text[end:start].strip():
            end = stop
    return end


@cache
def venue_nouns(code: str) -> re.Pattern[str] | None:
    """A venue noun within a few words."""
    nouns = pack(code).table("meetings").get("venues", {}).get("nouns")
    return re.compile(rf"(?:[\w'’&-]+ ){{0,3}}?[\w'’&-]*?{nouns}") if nouns else None


@cache
def _venue_phrase(code: str) -> re.Pattern[str] | None:
    data = pack(code).table("meetings").get("venues", {})
    return re.compile(data["phrase"].replace("NOUN", data["nouns"])) if data else None


def venue(reading: Reading, match: Match | None) -> str | None:
    """The place of a meeting as printed ("the guild's head office")."""
    pattern, nouns = _venue_phrase(reading.language.code), venue_nouns(reading.language.code)
    if pattern is None or nouns is None:
        return None
    best: tuple[int, str] | None = None
    for found in pattern.finditer(reading.text):
        if reading.quoted(found.start()):
            continue
        inside = [end for start, end, _ in reading.times if found.start(1) <= start < found.end(1)]
        phrases = [p for p in reading.phrases if p.part != "of" and found.start(1) < p.end < found.end(1)]
        inside += [p.end if nouns.search(reading.text, p.end, found.end(1)) else p.start for p in phrases]
        words = reading.text[max(inside, default=found.start(1)) : found.end(1)]
        words = words.partition(" ")[2] if inside and not words.startswith(" ") else words
        if inside and _told_of(reading, words):
            continue
        gap = 0 if match is None else min(abs(found.start() - match.end), abs(match.start - found.end()))
        if words.strip() and len(words) <= 70 and (best is None or gap < best[0]):
            best = gap, words.strip()
    return best[1] if best else None


def _told_of(reading: Reading, words: str) -> bool:
    """Whether the words behind a city or day open with a preposition that tells of no place: "about a joint plant"."""
    first = words.split(maxsplit=1)[0].casefold() if words.strip() else ""
    markers = reading.grammar.markers
    return first in markers and markers[first] != "in"


def manner(match: Match) -> Manner:
    """How the sides met: from the frame, else from cues in the sentence."""
    if match.frame.manner != "unknown":
        return match.frame.manner
    start = max(0, match.start - MANNER_REACH)
    return manner_told(match.reading, start, match.end + MANNER_REACH)


def manner_told(reading: Reading, start: int = 0, end: int | None = None) -> Manner:
    """How the sides of a meeting met, as far as cues in a sentence, or a stretch of it, tell."""
    code, text = reading.language.code, reading.text[start:end]
    told: tuple[tuple[str, Manner], ...] = (
        ("video", "video"),
        ("telephone", "telephone"),
        ("in_person", "in person"),
    )
    for name, value in told:
        pattern = cue(code, name)
        if pattern and pattern.search(text):
            return value
    return "unknown"
