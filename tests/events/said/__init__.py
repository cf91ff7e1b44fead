"""Short news texts with the statements, figures and plans they tell, and a reader that holds events against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.mentions.conftest import ListTagger, document
from whomet import edtf
from whomet.events import extract
from whomet.mentions import find
from whomet.records import Events, Mentions

FOLDER = Path(__file__).parent
PUBLISHED = "2031-05-06"
_MARK = re.compile(r"\[([POL]):([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one expectation came true.

    Attributes:
        measure: "statements", "speakers", "figures", "subjects", "periods" or "plans".
        told: What was expected, and what was found instead.
    """

    measure: str
    good: bool
    told: str


def outcomes(code: str) -> Iterator[Outcome]:
    """Hold the events of every text of a language against what the file expects."""
    blocks = (FOLDER / f"{code}.txt").read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        marked = "\n".join(line for line in lines if line[0] not in ">$+")
        forms = "|".join(f"{kind}:{form}" for kind, form in dict.fromkeys(_MARK.findall(marked)))
        # Names are taken up again by their last part; a tagger finds those, too.
        made = replace(document(_MARK.sub(r"\2", marked), code), published=PUBLISHED)
        mentions = find(made, ListTagger(forms))
        events = extract(made, mentions)
        for line in lines:
            if line[0] in ">$+":
                yield from _checked(line[0], line[1:].strip(), mentions, events)


def _checked(sign: str, line: str, mentions: Mentions, events: Events) -> Iterator[Outcome]:
    expected, _, who = line.rpartition(" = ")
    if sign == ">":
        said = [s for s in events.statements if expected in s.text and len(expected) >= 0.1 * len(s.text)]
        yield Outcome("statements", bool(said), f"{line} (not found)")
        if said:
            named = {_label(mentions, s.speaker) for s in said}
            yield Outcome("speakers", who in named, f"{line} (got {sorted(named)})")
    elif sign == "$":
        yield from _figure(expected, who, line, mentions, events)
    else:
        who, _, when = who.partition("|")
        plans = [p for p in events.plans if expected in p.what]
        found = [(_label(mentions, p.who), p.when) for p in plans]
        good = any(who.strip() in {label, "-"} and edtf.meet(told, when.strip()) and told for label, told in found)
        yield Outcome("plans", good, f"{line} (got {found})")


def _figure(expected: str, who: str, line: str, mentions: Mentions, events: Events) -> Iterator[Outcome]:
    amount, unit = expected.split()
    who, _, period = who.partition(" ,")
    same = [f for f in events.figures if f.unit == unit and abs(f.amount - float(amount)) < 1e-6 * float(amount)]
    yield Outcome("figures", bool(same), f"{line} (got {[(f.amount, f.unit) for f in events.figures]})")
    if same:
        named = {_label(mentions, f.subject) for f in same}
        yield Outcome("subjects", who.strip() in named, f"{line} (got {sorted(named)})")
        if period:
            yield Outcome("periods", period.strip() in {f.period for f in same}, f"{line} (got {same[0].period})")


def _label(mentions: Mentions, referent: int | None) -> str:
    return "-" if referent is None else mentions.referents[referent].label
