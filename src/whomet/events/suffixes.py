"""Noun phrases of languages that write the case behind the name: "Lind'i", "Lind'le", "Lind ile" (Turkish).

The pack says in the section [grammar] of its table `meetings` what that looks like, as regular expressions:

    suffixes  part -> endings behind the sign that parts them from a name
    sign      that sign ("['’]")
    bound     part -> endings of words that stand for people ("the two"), which no sign parts from them
    behind    part -> words behind a name, or its ending, that tell the part
    lists     what joins the last member of a list
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from whomet.events.unspaced import Tie
from whomet.languages import pack

#: Words of a title before a name at most; the longest of the written sentences has six.
TITLE = 9

Span = tuple[int, int]
_WORD_BEFORE = re.compile(r"(\S+)[ \u00a0]$")
_BRACKET = re.compile(r"\s?\([^()]{1,60}\)")
_DASHES = frozenset({"-", "–"})
_NO_WORD = r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Rules:
    """The expressions of a pack; see the module. The parts are those of the groups of the expression before."""

    suffixes: re.Pattern[str]
    suffix_parts: tuple[str, ...]
    bound: re.Pattern[str]
    bound_parts: tuple[str, ...]
    behind: re.Pattern[str]
    behind_parts: tuple[str, ...]
    lists: re.Pattern[str]


@cache
def rules(code: str) -> Rules | None:
    """The expressions of a pack, None for one that writes no cases behind names."""
    data = pack(code).table("meetings").get("grammar", {})
    if not data.get("suffixes"):
        return None
    suffixes, bound, behind = (_entries(data.get(name, {})) for name in ("suffixes", "bound", "behind"))
    return Rules(
        suffixes=re.compile(f"{data['sign']}(?:{_groups(suffixes)}){_NO_WORD}"),
        suffix_parts=tuple(part for part, _ in suffixes),
        bound=re.compile(f"(?:{_groups(bound)})$"),
        bound_parts=tuple(part for part, _ in bound),
        behind=re.compile(rf"\s+(?:{_groups(behind)}){_NO_WORD}", re.IGNORECASE),
        behind_parts=tuple(part for part, _ in behind),
        lists=re.compile(rf"\s*(?:{data['lists']})\s*", re.IGNORECASE),
    )


def _entries(data: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Part and expression of every form, longer forms first, as they may end in shorter ones."""
    entries = [(part, form) for part, forms in data.items() for form in forms]
    return sorted(entries, key=lambda entry: (-len(entry[1]), entry))


def _groups(entries: Sequence[tuple[str, str]]) -> str:
    return "|".join(f"({form})" for _, form in entries) or "(?!)"


def ties(text: str, heads: Sequence[Span], covered: Sequence[Span], code: str) -> list[Tie]:
    """Tell the part of every name of a sentence.

    Args:
        text: The sentence.
        heads: Names of one type, in order, none inside another.
        covered: Names and titles of all types: they may belong to the title before a name.
        code: Of the pack.

    Returns:
        One tie a name; a name without case is the "subject".
    """
    known = rules(code)
    if known is None:
        return [Tie(start, end, "bare", (end, end)) for start, end in heads]
    found = [_tie(text, head, covered, known) for head in heads]
    return _listed(text, heads, found, known)


def _tie(text: str, head: Span, covered: Sequence[Span], known: Rules) -> Tie:
    """A name with its title before it and its case behind it."""
    part, end = "subject", head[1]
    if _proper(text, head):
        ending = known.suffixes.match(text, end)
        if ending is not None:
            part, end = known.suffix_parts[(ending.lastindex or 1) - 1], ending.end()
    else:
        ending = known.bound.search(text, *head)
        part = known.bound_parts[(ending.lastindex or 1) - 1] if ending is not None else part
    aside = _BRACKET.match(text, end)
    word = known.behind.match(text, aside.end() if aside else end)
    if word is not None:
        told, end = known.behind_parts[(word.lastindex or 1) - 1], word.end()
        # "also", "however" behind a case take nothing from it
        part = told if told != "topic" or part == "subject" else part
    return Tie(_title_start(text, head[0], covered, known), end, part, (head[1], end))


def _proper(text: str, head: Span) -> bool:
    """Whether the last word of a mention is a name: it begins in upper case."""
    return text[text.rfind(" ", *head) + 1 if " " in text[slice(*head)] else head[0]].isupper()


def _title_start(text: str, start: int, covered: Sequence[Span], known: Rules) -> int:
    """Where the capitalised or listed words right before a name begin; commas and cases end them.

    A name in the case of owners belongs to the title behind it: "Nordlicht'in CEO'su Ana Wirth".
    """
    for _ in range(TITLE):
        listed = next((s for s, e in covered if s < start and e <= start and _beside(text, e, start, known)), None)
        if listed is not None and text[start - 1 : start].isspace():
            start = listed
            continue
        word = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if word is None or not word.group(1)[:1].isupper() or not word.group(1).isalpha():
            break
        start = word.start(1)
    return start


def _beside(text: str, end: int, start: int, known: Rules) -> bool:
    """Whether only a space, or the ending of an owner and a space, parts two offsets."""
    between = text[end:start].rstrip()
    owner = known.suffixes.fullmatch(between) if between else None
    return not between or (owner is not None and known.suffix_parts[(owner.lastindex or 1) - 1] == "of")


def _listed(text: str, heads: Sequence[Span], found: Sequence[Tie], known: Rules) -> list[Tie]:
    """Mark the members of lists.

    Names joined by a dash stand for what is between them: "Moll-Lind görüşmesi".

    A comma behind a name without case mostly ends the subject: "A, B ve C'yi ağırladı" tells that A hosted the
    others, "A, B ve C buluştu" that three met.
    """
    links = [""] * len(found)
    for number in range(1, len(found)):
        if _proper(text, heads[number - 1]) and _proper(text, heads[number]):
            links[number] = _link(text, found[number - 1], found[number], known)
    begin = 0
    for number in range(1, len(found) + 1):
        if number < len(found) and links[number]:
            continue
        commas = [n for n in range(begin + 1, number) if links[n] == "comma"]
        if found[number - 1].part != "subject":
            commas = commas[:1]
        elif links[number - 1] in {"join", "dash"}:
            commas = []
        for comma in commas:
            links[comma] = ""
        begin = number
    ties = [replace(tie, joined=bool(link)) for tie, link in zip(found, links, strict=True)]
    return [
        replace(tie, part="between") if link == "dash" and tie.part == "subject" else tie
        for tie, link in zip(ties, links, strict=True)
    ]


def _link(text: str, left: Tie, right: Tie, known: Rules) -> str:
    """How two names hang together: "join", "dash", "comma" or not at all ("")."""
    between = text[left.end : right.start] if left.end <= right.start else "."
    if left.part == "with" and between.isspace():
        return "join"
    if left.part != "subject" and left.part != right.part:
        return ""
    if between in _DASHES:
        return "dash"
    if known.lists.fullmatch(between):
        return "join"
    return "comma" if between.strip() == "," and left.part == "subject" else ""
