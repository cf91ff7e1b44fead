"""Meetings in single sentences that were written for it: `python -m whomet.evaluate sentences CODE...`.

A file is named after its language and has one sentence a line, its status before a bar:

    held | [PER.side Ana Ruiz] [.trigger received] [PER.side Bo Lind] [.time on Monday] in [LOC.city Vigo].
    none | [PER Ana Ruiz] criticised [PER Bo Lind].

A mark has a label (PER, ORG, LOC, or none where no name stands), a role in the meeting behind a full stop, or both.
The names are given to the stages before, as if a tagger had found just them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import click

from whomet import events, mentions
from whomet.evaluate.marks import PARTS, Mark, MarkError, lines, parse
from whomet.languages import codes
from whomet.records import Block, Document, MeetingMention, MeetingStatus, Mentions, Sentence
from whomet.tagging import Label, TaggedSpan

LABELS: dict[str, Label] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
ROLES = ("trigger", "side", "host", "attendee", "city", "venue", "time", "topic")
STATUSES: tuple[str, ...] = (*get_args(MeetingStatus), "none")
#: The day on which the sentences are taken to be printed: relative dates need one.
PUBLISHED = "2026-05-13"
_MISS = {
    "found": "no meeting",
    "false": "a meeting",
    "status": "other status",
    "sides found": "not all sides",
    "hosts found": "not the host",
}
_MARKS = f"{', '.join(LABELS)}, one of them with .ROLE behind it, or .ROLE alone; roles are {', '.join(ROLES)}"


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with what it tells.

    Attributes:
        status: That of the meeting it tells, or "none".
    """

    status: str
    text: str
    marks: tuple[Mark, ...]
    language: str

    def having(self, *roles: str) -> list[Mark]:
        """The marks with one of these roles."""
        return [mark for mark in self.marks if mark.label.partition(".")[2] in roles]


class _Given:
    """A tagger that finds what is marked."""

    name = "given"
    version = "1"

    def __init__(self, marks: Iterable[Mark]) -> None:
        labelled = ((mark, LABELS.get(mark.label.partition(".")[0])) for mark in marks)
        self._spans = [TaggedSpan(mark.start, mark.end, label, 1.0) for mark, label in labelled if label]

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The marked names, in the one sentence there is."""
        return [[span for span in self._spans if span.end <= len(text)] for text in texts]


def read(path: Path, part: str | None = None) -> list[Written]:
    """The sentences of a file.

    Args:
        path: Named after the language of its sentences.
        part: "dev" or "test"; both where None.

    Returns:
        The sentences in order.

    Raises:
        MarkError: A line cannot be read; the message names file, line and what to change.
    """
    found: list[Written] = []
    seen: dict[str, int] = {}
    for number, half, line in lines(path):
        status, bar, marked = line.partition("|")
        try:
            if not bar or status.strip() not in STATUSES:
                raise MarkError(f"no status before a bar; begin with one of {', '.join(STATUSES)} and ' | '")
            text, marks = parse(marked.strip(), _known, _MARKS)
            if text in seen:
                raise MarkError(f"the sentence of line {seen[text]} again; remove one")
        except MarkError as error:
            raise MarkError(f"{path}:{number}: {error}") from error
        seen[text] = number
        if part in (None, half):
            found.append(Written(status.strip(), text, tuple(marks), path.stem))
    return found


def _known(label: str) -> bool:
    name, dot, role = label.partition(".")
    return (name in LABELS or (not name and bool(dot))) and (not dot or role in ROLES)


def understood(written: Written) -> tuple[Mentions, tuple[MeetingMention, ...]]:
    """What the stages make of a sentence whose names are known.

    Args:
        written: The sentence.

    Returns:
        Its mentions and the meetings found in it.
    """
    whole = Sentence(written.text, ((0, len(written.text)),), 0, "body", written.language)
    document = Document(
        "sentence",
        written.text,
        published=PUBLISHED,
        blocks=(Block(0, len(written.text), "body", written.language),),
        sentences=(whole,),
        languages=(written.language,),
    )
    found = mentions.find(document, _Given(written.marks))
    return found, events.extract(document, found).meetings


@dataclass
class Tally:
    """Counts over the sentences of a language, and the misses in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def hold(self, written: Written) -> None:
        """Hold what is found in one sentence against what it tells."""
        found, meetings = understood(written)
        if written.status == "none":
            self.counts["without"] += 1
            self._count("false", bool(meetings), written, wrong=bool(meetings))
            return
        self.counts["with"] += 1
        self._count("found", bool(meetings), written, wrong=not meetings)
        if not meetings:
            return
        told = next((meeting for meeting in meetings if meeting.status == written.status), meetings[0])
        self._count("status", told.status == written.status, written, wrong=told.status != written.status)
        # A mark may hold more than the name that is read from it: a form of address.
        sides = {mark.end for mark in written.having("side", "host")}
        members = {*told.principals, *told.organisations}
        given = {name.end for name in found.names if members & set(name.referents)}
        self.counts["sides"] += len(sides)
        self._count("sides found", bool(sides), written, by=len(sides & given), wrong=not sides <= given)
        hosts = {mark.end for mark in written.having("host")}
        if hosts:
            self.counts["hosts"] += 1
            named = {name.end for name in found.names if told.host is not None and told.host in name.referents}
            self._count("hosts found", bool(hosts & named), written, wrong=not hosts & named)

    def _count(self, what: str, counted: bool, written: Written, by: int = 1, wrong: bool = False) -> None:
        self.counts[what] += by if counted else 0
        if wrong:
            self.misses.append(f"{written.language} {_MISS[what]}: {written.status} | {written.text}")

    def rows(self) -> dict[str, tuple[float, int]]:
        """Measure -> share and how many it is counted over."""
        pairs = {
            "found": "with",
            "false": "without",
            "status": "found",
            "sides found": "sides",
            "hosts found": "hosts",
        }
        return {
            name: (self.counts[name] / self.counts[base] if self.counts[base] else 0.0, self.counts[base])
            for name, base in pairs.items()
        }

    def kept(self) -> dict[str, tuple[float, int]]:
        """The measures as shares of which more is better, for floors."""
        rows = self.rows()
        share, base = rows.pop("false")
        return {**rows, "left alone": (1.0 - share, base)}


def tally(path: Path, part: str | None = None) -> Tally:
    """The figures of one file, or of one part of it."""
    made = Tally()
    for written in read(path, part):
        made.hold(written)
    return made


@click.command()
@click.argument("languages", nargs=-1, metavar="[CODE]...")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("training/meetings/written"),
    show_default=True,
    help="Folder with one file a language, CODE.txt.",
)
@click.option("--half", type=click.Choice(PARTS), help="Only what stands before, or behind, the line '# test'.")
@click.option("--errors", is_flag=True, help="Print the misses of the first half.")
def sentences(languages: tuple[str, ...], data: Path, half: str | None, errors: bool) -> None:
    """Print how many meetings are found in sentences that tell one, and in those that tell none."""
    chosen = languages or tuple(code for code in codes() if (data / f"{code}.txt").exists())
    click.echo(f"{'':10} {'found':>12} {'false':>12} {'status':>12} {'sides found':>12} {'hosts found':>12}")
    for code in chosen:
        path = data / f"{code}.txt"
        if not path.exists():
            raise click.UsageError(f"{path}: no such file")
        try:
            for part in [half] if half else PARTS:
                made = tally(path, part)
                if errors and part == PARTS[0]:
                    click.echo("\n".join(made.misses))
                cells = " ".join(f"{share:6.3f} {count:5d}" for share, count in made.rows().values())
                click.echo(f"{code} {part:7} {cells}")
        except MarkError as error:
            raise click.ClickException(str(error)) from error
