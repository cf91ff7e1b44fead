"""The brief as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whomet.briefs.outline import Fact, MeetingEntry, outline
from whomet.records import Account

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(account: Account, language: str = "en") -> str:
    """The brief as Markdown.

    Args:
        account: What was concluded.
        language: BCP 47 code; dates are written its way.
    """
    told = outline(account, language)
    lines = ["# Who met whom", "", _escaped(told.headline)]
    for section in told.sections:
        lines += ["", f"## {_escaped(section.title)}", "", section.summary]
        for meeting in section.meetings:
            lines += _meeting(meeting)
        if section.background:
            lines += ["", "### Looked back on"]
            for meeting in section.background:
                lines += _meeting(meeting)
    lines += _facts("Said", told.statements)
    lines += _facts("Figures", told.figures)
    lines += _facts("Ahead", told.plans)
    lines += _facts("Disputed besides", told.contradictions)
    lines += _facts("Who copied whom", [Fact(line) for line in told.origins])
    lines += _facts("No meeting in", [Fact(line) for line in told.without_meetings])
    lines += _facts("Not read", [Fact(line) for line in told.problems])
    return "\n".join(lines) + "\n"


def _meeting(meeting: MeetingEntry) -> Iterator[str]:
    head = ", ".join(part for part in (meeting.when, meeting.where) if part)
    yield from ("", f"### {_escaped(head)} ({meeting.status})", "", f"**{_escaped(meeting.sides)}**", "")
    for line in meeting.lines:
        yield f"- {line.label}: {_escaped(line.text)}"
    for proof in meeting.proofs:
        yield f"- > {_escaped(proof.text)}"
        places = (f"{_escaped(place.document)}, characters {place.start} to {place.end}" for place in proof.places)
        yield f"  > — {'; '.join(places)}"


def _facts(title: str, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield from ("", f"## {title}", "")
    for fact in facts:
        yield f"- {_escaped(fact.text)}" + (f" [{_escaped(fact.where)}]" if fact.where else "")


def _escaped(text: str) -> str:
    """Text of articles as one line, without meaning to Markdown."""
    return _MARKS.sub(r"\\\1", re.sub(r"\s+", " ", text).strip())
