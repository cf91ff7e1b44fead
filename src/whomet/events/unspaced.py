"""Noun phrases in scripts without spaces: the characters around a name tell its part, and what it is listed with.

Where no space parts words, a particle or preposition is known by what stands between it and the name: nothing, or a
title. The pack says in the section [grammar] of its table `meetings` what both look like, as regular expressions:

    unspaced  "behind" (Japanese: name, title, particle) or "before" (Chinese, Thai: preposition, title, name)
    marks     part -> particles or prepositions
    title     what may stand between a name and the word that tells its part, or the next member of a list
    gap       what may stand between a word that joins and the name behind it, titles on the list of roles aside
    lists     words and signs that join names to a list
    owner     what stands behind a name, or behind its title, that owns something
    bound     what stands behind a name that a verb before it has for its object
    clauses   where a new clause begins
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from whomet.languages import pack

#: Characters between a preposition and its name, titles included; the longest of the written sentences has 31.
REACH = 40
#: Characters between words that report a meeting and who was met, titles included.
OBJECT = 46
#: Characters between a noun such as "talks" and the name that tells whose they are.
OWNER = 30

Span = tuple[int, int]

# Between "about" and a name that it has for its object: what is longer is a phrase of its own, with a verb behind it.
_BESIDE = re.compile(r".{0,4}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rules:
    """The expressions of a pack; see the module. `parts` are those of the groups of `marks`."""

    behind: bool
    marks: re.Pattern[str]
    parts: tuple[str, ...]
    title: re.Pattern[str]
    gap: re.Pattern[str]
    lists: re.Pattern[str]
    owner: re.Pattern[str]
    bound: re.Pattern[str]
    clauses: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tie:
    """How a name is tied into its sentence.

    Attributes:
        start, end: Of the noun phrase with its title, and the particle behind it.
        part: The part it plays, "bare" where nothing tells.
        mark: The word that tells the part; empty where nothing does.
        joined: It goes on with the list of the name before.
    """

    start: int
    end: int
    part: str
    mark: Span
    joined: bool = False


class Placed(Protocol):
    """What has a place and a part in a sentence."""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        ...

    @property
    def part(self) -> str:
        """The part it plays."""
        ...


Phrase = TypeVar("Phrase", bound=Placed)


@cache
def rules(code: str) -> Rules | None:
    """The expressions of a pack, None for one whose script has spaces."""
    data = pack(code).table("meetings").get("grammar", {})
    if not data.get("unspaced"):
        return None
    marks = sorted(
        ((word, part) for part, words in data["marks"].items() for word in words),
        key=lambda entry: -len(entry[0]),
    )
    return Rules(
        behind=data["unspaced"] == "behind",
        marks=re.compile("|".join(f"({word})" for word, _ in marks)),
        parts=tuple(part for _, part in marks),
        title=re.compile(data["title"]),
        gap=re.compile(data["gap"]),
        lists=re.compile(data["lists"]),
        owner=re.compile(data.get("owner", r"(?!)")),
        bound=re.compile(data.get("bound", r"(?!)")),
        clauses=re.compile(data.get("clauses", r"(?!)")),
    )


def ties(text: str, heads: Sequence[Span], covered: Sequence[Span], code: str) -> list[Tie]:
    """Tell the part of every name of a sentence.

    Args:
        text: The sentence.
        heads: Names of one type, in order, none inside another.
        covered: Names and titles of all types: they may stand between a name and what tells its part.
        code: Of the pack.

    Returns:
        One tie a name.
    """
    known = rules(code)
    if known is None:
        return [Tie(start, end, "bare", (end, end)) for start, end in heads]
    found: list[Tie] = []
    for number, head in enumerate(heads):
        following = heads[number + 1][0] if number + 1 < len(heads) else len(text)
        if known.behind:
            found.append(_behind(text, head, following, found, known))
        else:
            found.append(_before(text, head, following, found, covered, known))
    return found


def _behind(text: str, head: Span, following: int, before: Sequence[Tie], known: Rules) -> Tie:
    """Name, title, particle."""
    title = known.title.match(text, head[1], max(following, head[1]))
    at = title.end() if title else head[1]
    mark = known.marks.match(text, at)
    part = _part(mark, known) if mark else "bare"
    end = mark.end() if mark else at
    joined = bool(before) and _listed_behind(text, before[-1], head, known)
    return Tie(head[0], end, part, mark.span() if mark else (at, at), joined)


def _part(mark: re.Match[str], known: Rules) -> str:
    return known.parts[(mark.lastindex or 1) - 1]


def _listed_behind(text: str, left: Tie, head: Span, known: Rules) -> bool:
    """Whether a name goes on with a list: a joining particle or sign, and no more than a title in front of it."""
    sign = known.lists.match(text, left.mark[0])
    return sign is not None and sign.end() <= head[0] and known.gap.fullmatch(text, sign.end(), head[0]) is not None


def _before(text: str, head: Span, following: int, before: Sequence[Tie], covered: Sequence[Span], known: Rules) -> Tie:
    """Preposition, title, name."""
    floor = max(before[-1].end if before else 0, head[0] - REACH)
    floor = max([floor, *(m.end() for m in known.clauses.finditer(text, floor, head[0]))])
    marks = [m for m in known.marks.finditer(text, floor, head[0]) if not _touches(covered, m.span())]
    marks = [m for m in marks if _part(m, known) != "about" or _free(text, m.end(), head[0], covered, _BESIDE)]
    title = known.title.match(text, head[1], following)
    end = max([head[1], *_adjacent(covered, head[1])])
    owns = known.owner.match(text, end) or (title and known.owner.match(text, title.end()))
    if not marks:
        start = _title_start(text, head[0], floor, covered)
        part = "of" if owns else "object" if known.bound.match(text, end) else "bare"
        return Tie(start, head[1], part, (start, start))
    mark = marks[-1]
    part = _part(mark, known)
    joined = bool(before) and known.lists.fullmatch(mark.group()) is not None
    joined = joined and _free(text, before[-1].end, mark.start(), covered, known.title)
    joined = joined and _free(text, mark.end(), head[0], covered, known.gap)
    if part == "list" and not joined:
        part = "bare"
    part = "of" if joined and owns else part
    return Tie(mark.end(), head[1], part, mark.span(), joined)


def _touches(covered: Sequence[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in covered)


def _adjacent(covered: Sequence[Span], position: int) -> list[int]:
    """Ends of the titles right behind a name."""
    return [end for start, end in covered if start <= position + 1 and end > position and start >= position]


def _title_start(text: str, start: int, floor: int, covered: Sequence[Span]) -> int:
    """Where the listed titles and bodies begin that stand right before a name."""
    for left, right in reversed(covered):
        if floor <= left < start and not text[right:start].strip():
            start = left
    return start


def _free(text: str, start: int, end: int, covered: Sequence[Span], pattern: re.Pattern[str]) -> bool:
    """Whether a stretch without names and listed titles is nothing but what an expression allows."""
    rest = "".join(
        letter for at, letter in enumerate(text[start:end], start) if not any(s <= at < e for s, e in covered)
    )
    return pattern.fullmatch(rest) is not None


def beside(text: str, start: int, end: int, covered: Sequence[Span], code: str) -> bool:
    """Whether nothing but nouns and other noun phrases lies between a name and words that it may belong to.

    Args:
        text: The sentence.
        start: End of the noun phrase of the name.
        end: Start of the words.
        covered: The noun phrases of the sentence, with their particles.
        code: Of the pack.
    """
    known = rules(code)
    return known is not None and _free(text, start, max(start, end), covered, known.gap)


def clause_starts(text: str, code: str) -> tuple[int, ...]:
    """Offsets at which clauses begin, the first one aside."""
    known = rules(code)
    return tuple(m.end() for m in known.clauses.finditer(text)) if known else ()


def sides(
    pool: Sequence[Phrase], wanted: tuple[Sequence[str], Sequence[str]], words: Span, starts: Sequence[int]
) -> tuple[Phrase | None, Phrase | None]:
    """Who plays the two parts of a frame where the verb stands in the middle of its clause.

    Args:
        pool: Noun phrases of a sentence, in order.
        wanted: Parts that can be the first and the second side, tried in order.
        words: Of the frame.
        starts: Where clauses begin.

    Returns:
        First and second side; None where nothing plays the part.
    """
    first = next((p for part in wanted[0] if (p := _side(pool, part, words, starts, None))), None)
    second = next((p for part in wanted[1] if (p := _side(pool, part, words, starts, first))), None)
    return first, second


def _side(pool: Sequence[Phrase], part: str, words: Span, starts: Sequence[int], other: Phrase | None) -> Phrase | None:
    start, end = words
    free = [p for p in pool if p is not other]
    before, after = [p for p in free if p.end <= start], [p for p in free if p.start >= end]
    inside = [p for p in free if start <= p.start < end and p not in after]
    stop = min((s for s in starts if s > end), default=10**9)
    near = [p for p in after if p.start < stop]
    if part == "subject":
        return _subject([p for p in before if p.part == "bare"], start, starts)
    if part == "object":
        objects = [
            p for p in near if p.start - end <= OBJECT and (p.part in {"bare", "object", "to"} or p.start <= end)
        ]
        return objects[0] if objects else None
    if part == "before":
        return before[-1] if before else None
    if part == "after":
        return next((p for p in after if p.part in {"bare", "of"}), None)
    if part == "of":
        owners = [p for p in before if p.part == "of" and start - p.end <= OWNER]
        return owners[-1] if owners else next((p for p in near if p.part == "of" and p.start - end <= OWNER), None)
    floor = other.start if other is not None and other.end <= start else 0
    own = [p for p in (*before, *inside) if p.part == part and p.start >= floor]
    return own[-1] if own else next((p for p in near if p.part == part), None)


def _subject(bare: Sequence[Phrase], position: int, starts: Iterable[int]) -> Phrase | None:
    """The first bare name of the clause of an offset; of the nearest clause before it where it has none."""
    for begin in sorted((s for s in (0, *starts) if s <= position), reverse=True):
        own = [p for p in bare if p.start >= begin]
        if own:
            return own[0]
    return None
