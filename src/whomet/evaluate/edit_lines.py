"""Edits of sentences for `edits`: pure functions from the sentences of one article to those of another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal, TypeAlias

from whomet.evaluate.edit_texts import Report, words

How: TypeAlias = Literal["verbatim", "edited", "reworded", "translated"]
"""How a sentence was taken over; "edited" is one word or figure away from verbatim."""

_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_NUMBER = re.compile(r"\d[\d.,\u00a0]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article in the making.

    Attributes:
        text: As printed.
        key: Report and number of the written sentence that it goes back to; None for one the outlet added.
        origin: Its place in the article it was taken from; None where it was taken from none.
        how: How it was taken.
        link: Which of several sources it was taken from.
    """

    text: str
    key: tuple[Report, int] | None
    origin: int | None = None
    how: How = "verbatim"
    link: int = 0


def copied(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Every sentence as it stands.

    Args:
        lines: The sentences of the earlier article.

    Returns:
        The same, each with its place in the earlier one.
    """
    return tuple(replace(line, origin=place, how="verbatim", link=0) for place, line in enumerate(lines))


def cut(lines: Sequence[Line], keep: int) -> tuple[Line, ...]:
    """The first sentences only.

    Args:
        lines: The sentences of the earlier article.
        keep: How many stay.

    Returns:
        Its first `keep` sentences.
    """
    return copied(lines)[:keep]


def thinned(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """Without one or two stretches from its middle.

    Args:
        lines: The sentences of the earlier article.
        rng: Where chance comes from.

    Returns:
        The first sentence, and the others without two to a half of them.
    """
    inner = range(1, len(lines))
    dropped = set(rng.sample(inner, min(max(2, len(lines) // 3), len(lines) // 2)))
    return tuple(line for place, line in enumerate(copied(lines)) if place not in dropped)


def reordered(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """In another order behind the lead.

    Args:
        lines: The sentences of the earlier article.
        rng: Where chance comes from.

    Returns:
        The same sentences, the first one first.
    """
    first, *rest = copied(lines)
    turned = list(rest)
    while turned == rest and len(rest) > 1:
        rng.shuffle(turned)
    return first, *turned


def edited(lines: Sequence[Line], language: str, rng: Random) -> tuple[Line, ...]:
    """Lightly edited: words changed for others of the same meaning, other quotation marks, a sentence or none dropped.

    Args:
        lines: The sentences of the earlier article.
        language: Their language, for the table of synonyms.
        rng: Where chance comes from.

    Returns:
        Its sentences; figures and names stand as they were.
    """
    table = [tuple(pair) for pair in words(language)["synonyms"]]
    marks = words(language)["marks"]
    changed = [_with(line, _remarked(_synonym(line.text, table), marks)) for line in copied(lines)]
    if len(changed) > 6 and rng.random() < 0.5:
        del changed[rng.randrange(3, len(changed))]
    return tuple(changed)


def compared(lines: Sequence[Line], source: Sequence[Line]) -> tuple[Line, ...]:
    """Sentences held against those they were taken from.

    Args:
        lines: Sentences in the same language as the earlier article.
        source: The sentences of the earlier article.

    Returns:
        The same, each said to be verbatim where it is, else edited.
    """
    return tuple(
        line
        if line.origin is None
        else replace(line, how="verbatim" if line.text == source[line.origin].text else "edited")
        for line in lines
    )


def mistyped(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """With two letters of one long word in the wrong order, as a hasty first print has them.

    Args:
        lines: Sentences.
        rng: Where chance comes from.

    Returns:
        The same, one of them mistyped where it has a long word.
    """
    places = [place for place, line in enumerate(lines) if _LONG_WORD.search(line.text)]
    if not places:
        return tuple(lines)
    place = rng.choice(places)
    word = rng.choice(list(_LONG_WORD.finditer(lines[place].text)))
    at = word.start() + 2
    text = lines[place].text
    typed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return (*lines[:place], replace(lines[place], text=typed), *lines[place + 1 :])


def mistaken(lines: Sequence[Line], people: Sequence[str], rng: Random) -> tuple[Line, ...]:
    """Copied with one error: a digit of a figure, or a letter of a name.

    Args:
        lines: The sentences of the earlier article.
        people: Names as the language writes them, one of which may be misspelt.
        rng: Where chance comes from.

    Returns:
        Its sentences, one of them with the error; unchanged where there is neither figure nor name.
    """
    changes: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        changes += [(place, _misread(line.text, number)) for number in _NUMBER.finditer(line.text)]
        # Twice as likely: a misspelt name often stands right elsewhere in the text, and so tells who copied.
        changes += [(place, _misspelt(line.text, name)) for name in people if name in line.text] * 2
    whole = copied(lines)
    changes = [change for change in changes if change[1] != lines[change[0]].text]
    if not changes:
        return whole
    place, text = rng.choice(changes)
    return (*whole[:place], _with(whole[place], text), *whole[place + 1 :])


def _with(line: Line, text: str) -> Line:
    return line if text == line.text else replace(line, text=text, how="edited")


def _synonym(text: str, table: Sequence[tuple[str, ...]]) -> str:
    """One word or phrase of the text by its synonym, the first of the table that it has."""
    for one, other in table:
        pattern = rf"(?<!\w){re.escape(one)}(?!\w)" if one[-1].isascii() or " " in one else re.escape(one)
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return text


def _remarked(text: str, marks: Sequence[Sequence[str]]) -> str:
    """A quotation in the other marks that newspapers of the language use."""
    for one, other in marks:
        text = text.replace(one, other)
    return text


def _misread(text: str, number: re.Match[str]) -> str:
    at = number.start()
    digit = str((int(text[at]) % 8) + 1)
    return text[:at] + digit + text[at + 1 :]


def _misspelt(text: str, name: str) -> str:
    at = text.index(name) + len(name) - 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
