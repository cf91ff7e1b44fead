"""The brief for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whomet.briefs import terminal
from whomet.briefs.outline import Fact, MeetingEntry, Outline, Proof, Section, outline
from whomet.briefs.terminal import BOLD, DIM, OFF, RED, cells, clean, headed, padded, wrap
from whomet.briefs.wording import Words
from whomet.records import Account

#: Cells of the column of labels, where none is wider.
_LABEL = 12
_KINDS = ("venue", "host", "also_there", "about", "told_by", "by_hearsay", "corrected", "disputed", "decided")


def render(account: Account, language: str = "en", colour: bool = False) -> str:
    """The brief as plain text, wrapped to the terminal's usual width.

    Args:
        account: What was concluded.
        language: BCP 47 code of the language to use.
        colour: With ANSI colours.
    """
    return terminal.text(_lines(outline(account, language)), colour)


def _lines(told: Outline) -> Iterator[str]:
    words = told.words
    yield f"{BOLD}{words.loud('who_met_whom')}{OFF}  {told.headline}"
    for section in told.sections:
        yield from _section(words, section)
    if not told.sections:
        yield f"\n{words.say('phrases', 'no_meeting')}"
    for key, facts in told.facts:
        yield from _facts(words.loud(key), facts)


def _section(words: Words, section: Section) -> Iterator[str]:
    yield ""
    yield from headed(section.title, section.id)
    yield f"{DIM}{section.summary}{OFF}"
    room = max(_LABEL, *(cells(words.label(kind)) + 2 for kind in _KINDS))
    for meeting in section.meetings:
        yield from _meeting(words, meeting, room)
    if section.background:
        yield f"\n{DIM}{words.title('looked_back')}{OFF}"
        for meeting in section.background:
            yield from _meeting(words, meeting, room)


def _meeting(words: Words, meeting: MeetingEntry, room: int) -> Iterator[str]:
    yield ""
    head = " · ".join(part for part in (meeting.when, meeting.where, meeting.shown) if part)
    yield from headed(head, meeting.id)
    yield from wrap(clean(meeting.sides), "  ")
    for line in meeting.lines:
        mark = RED if line.kind == "disputed" else DIM
        yield from wrap(clean(line.text), f"  {mark}{padded(line.label, room)}{OFF}", 2 + room)
    for proof in meeting.proofs:
        yield from _proof(words, proof)


def _proof(words: Words, proof: Proof) -> Iterator[str]:
    language = f" ({proof.language})" if proof.language else ""
    yield from wrap(words.quoted(clean(proof.text)), f"    {DIM}{proof.documents}{language}{OFF} ", 6)


def _facts(title: str, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield f"\n{BOLD}{title}{OFF}"
    for fact in facts:
        yield from wrap(clean(fact.text) + (f"  [{clean(fact.where)}]" if fact.where else ""), "  ", 4)
        if fact.id:
            yield f"    {DIM}{clean(fact.id)}{OFF}"
