"""The brief for the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from whomet.briefs.outline import Fact, MeetingEntry, Outline, Proof, Section, outline
from whomet.records import Account

WIDTH = 100
_LABEL = 12
_BOLD, _DIM, _RED, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def render(account: Account, language: str = "en", colour: bool = False) -> str:
    """The brief as plain text, wrapped to the terminal's usual width.

    Args:
        account: What was concluded.
        language: BCP 47 code; dates are written its way.
        colour: With ANSI colours.
    """
    text = "\n".join(_lines(outline(account, language)))
    return text + "\n" if colour else re.sub(r"\x1b\[\d+m", "", text) + "\n"


def _lines(told: Outline) -> Iterator[str]:
    yield f"{_BOLD}WHO MET WHOM{_OFF}  {told.headline}"
    for section in told.sections:
        yield from _section(section)
    if not told.sections:
        yield "\nNo meeting is reported."
    yield from _facts("SAID", told.statements)
    yield from _facts("FIGURES", told.figures)
    yield from _facts("AHEAD", told.plans)
    yield from _facts("DISPUTED BESIDES", told.contradictions)
    yield from _plain("WHO COPIED WHOM", told.origins)
    yield from _plain("NO MEETING IN", told.without_meetings)
    yield from _plain("NOT READ", told.problems)


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield from headed(section.title, section.id)
    yield f"{_DIM}{section.summary}{_OFF}"
    for meeting in section.meetings:
        yield from _meeting(meeting)
    if section.background:
        yield f"\n{_DIM}Looked back on{_OFF}"
        for meeting in section.background:
            yield from _meeting(meeting)


def _meeting(meeting: MeetingEntry) -> Iterator[str]:
    yield ""
    head = " · ".join(part for part in (meeting.when, meeting.where, meeting.status) if part)
    yield from headed(head, meeting.id)
    yield from wrap(clean(meeting.sides), "  ")
    for line in meeting.lines:
        mark = _RED if line.label == "Disputed" else _DIM
        yield from wrap(clean(line.text), f"  {mark}{line.label:<{_LABEL}}{_OFF}", 2 + _LABEL)
    for proof in meeting.proofs:
        yield from _proof(proof)


def _proof(proof: Proof) -> Iterator[str]:
    language = f" ({proof.language})" if proof.language else ""
    yield from wrap(f"“{clean(proof.text)}”", f"    {_DIM}{proof.documents}{language}{_OFF} ", 6)


def _facts(title: str, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield f"\n{_BOLD}{title}{_OFF}"
    for fact in facts:
        yield from wrap(clean(fact.text) + (f"  [{clean(fact.where)}]" if fact.places else ""), "  ", 4)


def _plain(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from _facts(title, [Fact(line) for line in lines])


def clean(text: str) -> str:
    """Text of articles as one line that cannot steer the terminal."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def headed(head: str, id_: str) -> Iterator[str]:
    """A heading with the id behind it, or below it where the line is full."""
    head, id_ = clean(head), clean(id_)
    if _cells(head) + 2 + _cells(id_) <= WIDTH:
        yield f"{_BOLD}{head}{_OFF}  {_DIM}{id_}{_OFF}"
        return
    yield from (f"{_BOLD}{line}{_OFF}" for line in _fill(head, WIDTH, WIDTH))
    yield f"{_DIM}{id_}{_OFF}"


def wrap(text: str, first: str, indent: int = 2) -> Iterator[str]:
    """Lines of at most the width in terminal cells; wide characters count two."""
    seen = len(re.sub(r"\x1b\[\d+m", "", first))
    lines = _fill(text, WIDTH - seen, WIDTH - indent)
    for number, line in enumerate(lines):
        yield (first if number == 0 else " " * indent) + line


def _fill(text: str, first: int, rest: int) -> list[str]:
    lines, line, room = [], "", first
    for word in text.split(" "):
        if line and _cells(line) + 1 + _cells(word) > room:
            lines.append(line)
            line, room = "", rest
        line = f"{line} {word}" if line else word
        while _cells(line) > room:
            cut = _cut(line, room)
            lines.append(line[:cut])
            line, room = line[cut:], rest
    return [*lines, line]


def _cells(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _cut(text: str, room: int) -> int:
    """How many characters fit, at least one."""
    at = 1
    while at < len(text) and _cells(text[: at + 1]) <= room:
        at += 1
    return at
