"""The brief for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whomet.briefs import terminal
from whomet.briefs.outline import Fact, MeetingEntry, Outline, Proof, Section, outline
from whomet.briefs.terminal import BOLD, DIM, OFF, RED, clean, headed, wrap
from whomet.records import Account

_LABEL = 12


def render(account: Account, language: str = "en", colour: bool = False) -> str:
    """The brief as plain text, wrapped to the terminal's usual width.

    Args:
        account: What was concluded.
        language: BCP 47 code; dates are written its way.
        colour: With ANSI colours.
    """
    return terminal.text(_lines(outline(account, language)), colour)


def _lines(told: Outline) -> Iterator[str]:
    yield f"{BOLD}WHO MET WHOM{OFF}  {told.headline}"
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
    yield f"{DIM}{section.summary}{OFF}"
    for meeting in section.meetings:
        yield from _meeting(meeting)
    if section.background:
        yield f"\n{DIM}Looked back on{OFF}"
        for meeting in section.background:
            yield from _meeting(meeting)


def _meeting(meeting: MeetingEntry) -> Iterator[str]:
    yield ""
    head = " · ".join(part for part in (meeting.when, meeting.where, meeting.status) if part)
    yield from headed(head, meeting.id)
    yield from wrap(clean(meeting.sides), "  ")
    for line in meeting.lines:
        mark = RED if line.label == "Disputed" else DIM
        yield from wrap(clean(line.text), f"  {mark}{line.label:<{_LABEL}}{OFF}", 2 + _LABEL)
    for proof in meeting.proofs:
        yield from _proof(proof)


def _proof(proof: Proof) -> Iterator[str]:
    language = f" ({proof.language})" if proof.language else ""
    yield from wrap(f"“{clean(proof.text)}”", f"    {DIM}{proof.documents}{language}{OFF} ", 6)


def _facts(title: str, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield f"\n{BOLD}{title}{OFF}"
    for fact in facts:
        yield from wrap(clean(fact.text) + (f"  [{clean(fact.where)}]" if fact.where else ""), "  ", 4)
        if fact.id:
            yield f"    {DIM}{clean(fact.id)}{OFF}"


def _plain(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from _facts(title, [Fact(line) for line in lines])
