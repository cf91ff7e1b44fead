"""Whether a meeting was held, is planned, was cancelled, denied or only proposed, and who vouches for it."""

from __future__ import annotations

from dataclasses import dataclass

from whomet.events.clauses import Reading, stretch_around
from whomet.events.meetings.frames import Match, cue, cues_in
from whomet.records import MeetingStatus

#: Characters around the words of a frame in which "first", "last" and the like belong to them.
NEAR = 26
#: Characters before the words of a frame in which an auxiliary ("will") belongs to them.
AUXILIARY = 90


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words around a frame say of a meeting.

    Attributes:
        status: None where the sentence only says that there was none.
        attributed: The words that tell it is hearsay, or None.
        earlier: A marker such as "first met" says that it lies before the news.
    """

    status: MeetingStatus | None
    attributed: str | None
    earlier: bool


def standing(match: Match, others: tuple[Match, ...]) -> Standing:
    """Judge the words around a frame.

    Args:
        match: The frame found.
        others: All matches of the sentence.

    Returns:
        Its standing.
    """
    reading, code = match.reading, match.reading.language.code
    hearsay = _search(code, "attributed", reading.text)
    attributed = None
    if hearsay is not None:
        plain = not reading.language.spaced
        attributed = reading.text[slice(*hearsay)] if plain else _whole_words(reading.text, *hearsay)
    around = reading.text[max(0, match.start - NEAR) : match.end + NEAR]
    earlier = _search(code, "earlier", around) is not None
    earlier = earlier or _search(code, "earlier_behind", reading.text[match.end :]) is not None
    return Standing(_status(match, others, attributed), attributed, earlier)


def _whole_words(text: str, start: int, end: int) -> str:
    """A stretch widened to whole words."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return text[start:end].strip()


def _status(match: Match, others: tuple[Match, ...], attributed: str | None) -> MeetingStatus | None:
    code = match.reading.language.code
    before, after = _surroundings(match, others)
    over = _search(code, "over", after) is not None and _search(code, "past_plan", before) is None
    if not over and _search(code, "denied", _denied_part(match, others)):
        return "denied"
    if _search(code, "not_held", _scope(match, others)):
        if _search(code, "announced", match.reading.text):
            return "cancelled"  # "the talks announced for Monday did not take place"
        vouched = attributed or _search(code, "said", match.reading.text)
        return "denied" if vouched else None
    if not over and _search(code, "cancelled", _scope(match, others)):
        return "cancelled"
    if _negated(match, before, after):
        return None
    if match.reading.grammar.order == "particles":
        return _status_behind(match, after)
    if match.reading.grammar.order == "verb-second":
        return _status_bracket(match)
    if match.reading.grammar.order in {"endings", "verb-first"}:
        return _status_inflected(match)
    words = match.reading.text[match.start : match.end]
    governing = _governing(match)
    ahead = _search(code, "planned", before) or _search(code, "planned_words", words)
    if ahead or _search(code, "planned_after", after) or _search(code, "planned_clause", governing):
        return "planned"
    asked = _search(code, "proposed", before) or _search(code, "proposed_words", words)
    return "proposed" if asked or _search(code, "proposed_clause", governing) else "held"


def _governing(match: Match) -> str:
    """The end of the clause before that of a frame: "they ask | that Ana Wirth meet ..."."""
    left, _ = clause(match.reading, match.start, match.end)
    return match.reading.text[max(0, left - AUXILIARY) : left].rstrip()


def _denied_part(match: Match, others: tuple[Match, ...]) -> str:
    """Where a denial meets a frame: in the sentence, for one of several meetings in a relative clause only there."""
    text, aside = match.reading.text, match.reading.aside(match.start)
    several = any(o is not match and o.frame.kind == "meeting" and o.first and o.second for o in others)
    return text[aside[0] : aside[1]] if aside is not None and several else text


def _status_behind(match: Match, after: str) -> MeetingStatus:
    """Languages whose verb comes last say it behind the frame."""
    code = match.reading.language.code
    tail = match.reading.text[match.end - 1 : match.end] + after
    planned = _search(code, "planned", tail) or _search(code, "planned", after)
    past = _search(code, "past", tail)
    if _search(code, "planned_words", match.reading.text[match.start : match.end]):
        return "planned"
    if planned and (past is None or planned[1] < past[0] + 2):
        return "planned"
    return "proposed" if _search(code, "proposed", after[:40]) else "held"


def _status_bracket(match: Match) -> MeetingStatus:
    """German: a modal anywhere in the clause, unless it is hearsay ("soll ... getroffen haben")."""
    code, text = match.reading.language.code, match.reading.text
    left, right = clause(match.reading, match.start, match.end)
    opening = next((t for t in match.reading.tokens if t.start >= left), None)
    purpose = opening is not None and opening.lemma in match.reading.grammar.purpose
    part = text[0 if purpose else left : right]
    if match.frame.noun and _search(code, "over_before", text[left : match.start]):
        return "held"
    hearsay = _search(code, "perfect_modal", part)
    if _search(code, "proposed", part):
        return "proposed"
    return "planned" if _search(code, "planned", part) and not hearsay else "held"


def _status_inflected(match: Match) -> MeetingStatus:
    """Languages whose verb tells the future by its form: it may be the words of the frame themselves."""
    code, text = match.reading.language.code, match.reading.text
    left, right = clause(match.reading, match.start, match.end)
    opening = next((t.lemma for t in match.reading.tokens if t.start >= left), "")
    told = opening in match.reading.grammar.embedding  # "it is expected that they will meet"
    before, after = text[0 if told else left : match.end], text[match.end : right]
    if _search(code, "proposed", before) or _search(code, "proposed_after", after):
        return "proposed"
    hearsay = _search(code, "perfect_modal", text[left:right])
    ahead = _search(code, "planned", before) or _search(code, "planned_after", after)
    return "planned" if ahead and not hearsay else "held"


def _negated(match: Match, before: str, after: str) -> bool:
    code = match.reading.language.code
    if match.reading.grammar.order == "particles":
        return _search(code, "negated", after) is not None
    if _search(code, "negated_after", after):
        return True
    return _search(code, "negated", before + match.reading.text[match.start : match.start]) is not None


def clause(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A stretch around some words, up to semicolons, dashes and words that open a clause."""
    around = reading.aside(start)
    if around is not None:
        return around
    tokens, words = reading.tokens, reading.grammar

    def opens(at: int) -> bool:
        free = words.order == "prepositions" or (at > 0 and tokens[at - 1].text in {",", ";"})
        return tokens[at].lemma in words.openers or (free and tokens[at].lemma in words.breaks)

    return stretch_around(reading, start, end, opens)


def _surroundings(match: Match, others: tuple[Match, ...]) -> tuple[str, str]:
    """The text before and behind the words of a frame, within its clause and up to the next frame."""
    reading = match.reading
    left, _ = clause(reading, match.start, match.end)
    ends = [o.end for o in others if o.end <= match.start and o.frame.kind == "meeting"]
    starts = [o.start for o in others if o.start >= match.end and o.frame.kind == "meeting"]
    left = max([left, match.start - AUXILIARY, *ends])
    right = min([len(reading.text), *starts])
    return reading.text[left : match.start], reading.text[match.end : right]


def _scope(match: Match, others: tuple[Match, ...]) -> str:
    """The sentence where it tells one meeting; else the stretch between the neighbouring ones."""
    meetings = [o for o in others if o.frame.kind == "meeting" and (o.first or o.second)]
    # "the appointment" takes up what the other words tell
    meetings = [o for o in meetings if o is match or o.second or not (o.frame.noun and o.first) or o.first.heads[1:]]
    if len(meetings) <= 1:
        return match.reading.text
    ends = [o.end for o in meetings if o.end <= match.start]
    starts = [o.start for o in meetings if o.start >= match.end]
    return match.reading.text[max([0, *ends]) : min([len(match.reading.text), *starts])]


def _search(code: str, name: str, text: str) -> tuple[int, int] | None:
    pattern = cue(code, name)
    found = pattern.search(text) if pattern else None
    return found.span() if found else None


def says(reading: Reading, name: str) -> bool:
    """Whether a cue of the pack stands in a sentence."""
    code = reading.language.code
    return name in cues_in(code, reading.text) and _search(code, name, reading.text) is not None
