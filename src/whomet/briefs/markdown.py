"""The brief as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whomet.briefs.outline import Fact, MeetingEntry, outline
from whomet.briefs.wording import Words
from whomet.records import Account

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(account: Account, language: str = "en") -> str:
    """The brief as Markdown.

    Args:
        account: What was concluded.
        language: BCP 47 code of the language to use.
    """
    told = outline(account, language)
    words = told.words
    lines = [f"# {words.title('who_met_whom')}", "", _escaped(told.headline)]
    for section in told.sections:
        lines += ["", f"## {_escaped(section.title)}", "", section.summary]
        for meeting in section.meetings:
            lines += _meeting(words, meeting)
        if section.background:
            lines += ["", f"### {words.title('looked_back')}"]
            for meeting in section.background:
                lines += _meeting(words, meeting)
    if not told.sections:
        lines += ["", words.say("phrases", "no_meeting")]
    for key, facts in told.facts:
        lines += _facts(words.title(key), facts)
    return "\n".join(lines) + "\n"


def _meeting(words: Words, meeting: MeetingEntry) -> Iterator[str]:
    head = ", ".join(part for part in (meeting.when, meeting.where) if part)
    yield from ("", f"### {_escaped(head)} ({meeting.shown})", "", f"**{_escaped(meeting.sides)}**", "")
    for line in meeting.lines:
        yield f"- {line.label}: {_escaped(line.text)}"
    for proof in meeting.proofs:
        yield f"- > {_escaped(proof.text)}"
        places = (
            words.say("marks", "characters", file=_escaped(place.document), start=place.start, end=place.end)
            for place in proof.places
        )
        yield f"  > — {'; '.join(places)}"


def _facts(title: str, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield from ("", f"## {title}", "")
    for fact in facts:
        yield f"- {_escaped(fact.text)}" + (f" [{_escaped(fact.where)}]" if fact.where else "")


def _escaped(text: str) -> str:
    """Text of articles as one line, without meaning to Markdown."""
    return _MARKS.sub(r"\\\1", re.sub(r"\s+", " ", text).strip())
