"""What pages need of an account: pure, without a database or a request.

`View` looks up; what a page shows of a story, a person or the network stands in `stories`, `dossiers` and `graph`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import quote

from whomet import edtf
from whomet.briefs import data, wording
from whomet.briefs.ids import Named, clash_ids, contradiction_ids
from whomet.briefs.lineage import Kinship
from whomet.briefs.outline import Fact, Writer
from whomet.records import (
    Account,
    Citation,
    Contradiction,
    Document,
    Entity,
    Figure,
    Lines,
    Meeting,
    Plan,
    Standing,
    Statement,
)
from whomet.web.marks import anchor, direction
from whomet.workspace.decisions.queue import Queue, queue

#: Characters around a passage that are shown with it.
AROUND = 160
#: Passages that are shown of one value: one of each article, of the first articles.
PASSAGES = 6

ENTITY_TYPES = ("person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as pages show it.

    Attributes:
        before, after: What stands around it in its sentence.
        text: The passage, without what is spliced into it.
        href: Where it stands marked in its article.
        title: Of the article.
    """

    place: Citation
    before: str
    text: str
    after: str
    direction: str | None
    href: str
    outlet: str
    published: str
    title: str


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that cannot all be true.

    Attributes:
        label: In words.
        lines: The files that give it, by line of reporting.
    """

    value: str
    label: str
    lines: Lines
    passages: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction with the passages that give each value.

    Attributes:
        field: In words.
        why: Why the values differ, where something tells.
    """

    id: str
    found: Contradiction
    meeting: Meeting | None
    field: str
    values: tuple[Value, ...]
    why: tuple[str, ...]


class View(Named):
    """An account with ways from every id to what it names, in the words of a language.

    Args:
        account: What was concluded, its entities called as the language has it.
        language: BCP 47 code.
        revision: Of the workspace that it is of.
    """

    def __init__(self, account: Account, language: str = "en", revision: str = "") -> None:
        super().__init__(account)
        self.language = language
        self.revision = revision
        code = language.partition("-")[0].lower()
        self.writer = Writer(account, language if code in wording.codes() else wording.OWN)
        self.words = self.writer.words
        self.voices = self.writer.voices
        self.kinship = Kinship(account, self.words)
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in account.entities}
        self.documents: Mapping[str, Document] = {document.file: document for document in account.documents}
        self.story_of = {file: story.id for story in account.stories for file in story.documents}

    # --- what an id names ------------------------------------------------------------------------------

    def id_of(self, fact: Statement | Figure | Plan) -> str:
        """The id of a statement, figure or plan of the account."""
        return fact.id if isinstance(fact, Statement) else self._fact_ids[id(fact)]

    @cached_property
    def _fact_ids(self) -> Mapping[int, str]:
        return {id(one): id_ for found in (self.figures, self.plans) for id_, one in found.items()}

    def ids(self) -> list[str]:
        """Every id that can be asked for."""
        named: tuple[Iterable[str], ...] = (self.entities, self.meetings, self.stories, self.statements)
        told = (self.figures, self.plans, self.contradictions, self.documents)
        return [id_ for each in (*named, *told) for id_ in each]

    def file(self, address: str) -> str:
        """The file that an address names: what UTF-8 cannot say of its name is not in the address."""
        return address if address in self.documents else self._addresses.get(address, address)

    @cached_property
    def _addresses(self) -> Mapping[str, str]:
        return {file.encode("utf-8", "replace").decode("utf-8"): file for file in self.documents}

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The account as `whomet.account/1` has it."""
        return data.as_data(self.account)

    @cached_property
    def standings(self) -> Mapping[str, tuple[Standing, ...]]:
        """The decisions on everything that has an id, in order of the log."""
        found: dict[str, list[Standing]] = defaultdict(list)
        for standing in self.account.decisions:
            for id_ in dict.fromkeys((*standing.ids, *(target.id for target in standing.decision.targets))):
                if id_:
                    found[id_].append(standing)
        return {id_: tuple(own) for id_, own in found.items()}

    @cached_property
    def questions(self) -> Queue:
        """What is worth an analyst's look, the weightiest first."""
        return queue(self.account, self.words.locale_tag)

    # --- addresses -------------------------------------------------------------------------------------

    def href(self, id_: str) -> str:
        """The page of anything that has an id."""
        kind = id_.partition(":")[0]
        if id_ in self.documents:
            return f"/article/{quoted(id_)}"
        if kind in ENTITY_TYPES:
            return f"/entity/{quoted(id_)}"
        if kind in {"meeting", "story"}:
            return f"/{kind}/{quoted(id_)}"
        if kind == "decision":
            return f"/decisions#{quoted(id_)}"
        if kind in {"statement", "figure", "plan", "contradiction"}:
            return f"/fact/{quoted(id_)}"
        return f"/article/{quoted(id_)}"

    def passage_href(self, place: Citation) -> str:
        """The page of an article with a passage marked."""
        return marked_href(place.document, place.start, place.end)

    # --- words -----------------------------------------------------------------------------------------

    def label(self, id_: str | None) -> str:
        """The best name of an entity, the title of a document or story, or what else stands for an id."""
        if not id_:
            return ""
        if id_ in self.entities:
            return self.entities[id_].label or id_
        if id_ in self.documents:
            return self.title(self.documents[id_])
        if id_ in self.stories:
            return self.stories[id_].title or self.words.say("phrases", "no_headline")
        if id_ in self.meetings:
            return self.heading(self.meetings[id_])
        return id_

    def heading(self, meeting: Meeting) -> str:
        """A meeting in a line: who, when and where."""
        who = ", ".join(self.label(id_) for id_ in self.sides(meeting))
        when = self.date(meeting.date)
        return " · ".join(part for part in (who, when, self.label(meeting.city)) if part)

    def sides(self, meeting: Meeting) -> tuple[str, ...]:
        """Who met: the principals, and the bodies where there is but one."""
        return meeting.principals if len(meeting.principals) > 1 else meeting.principals + meeting.organisations

    def present(self, meeting: Meeting) -> tuple[str, ...]:
        """Everybody and every body in a meeting, each once."""
        host = (meeting.host,) if meeting.host else ()
        return tuple(dict.fromkeys((*meeting.principals, *meeting.attendees, *host, *meeting.organisations)))

    def date(self, value: str | None) -> str:
        """An EDTF date in words."""
        return self.writer.date(value)

    def value(self, value: str) -> str:
        """A value of a field in words."""
        return self.writer.value(value)

    def title(self, document: Document) -> str:
        """The headline of an article; the name of its file where it has none."""
        told = (document.text[block.start : block.end] for block in document.blocks if block.kind == "title")
        return next((" ".join(text.split()) for text in told if text.strip()), document.file)

    def outlet(self, file: str) -> str:
        """Who published a file; its name where nothing tells."""
        document = self.documents.get(file)
        return (document.outlet if document else None) or file

    def tongue(self, code: str | None) -> str:
        """The name of a language."""
        return self.words.tongue(code) if code else ""

    def direction(self, code: str | None) -> str | None:
        """Which way a language is written."""
        return direction(code)

    def status(self, status: str) -> str:
        """A status in words."""
        return self.words.term("statuses", status)

    def field(self, field: str) -> str:
        """A field in words."""
        return self.words.term("fields", field)

    def topic(self, label: str) -> str:
        """A topic in the language, where it is known there."""
        return self.words.topic(label)

    def role(self, role: str) -> str:
        """An office in the language, where it is known there."""
        return self.words.role(role)

    def told(self, fact: Statement | Figure | Plan) -> Fact:
        """A statement, figure or plan in words."""
        if isinstance(fact, Statement):
            return self.writer.statement(fact)
        return self.writer.figure(fact) if isinstance(fact, Figure) else self.writer.plan(fact)

    # --- passages --------------------------------------------------------------------------------------

    def shown(self, place: Citation) -> Shown:
        """A passage as pages show it."""
        document = self.documents[place.document]
        left, right = _around(document, place.start, place.end)
        return Shown(
            place=place,
            before=document.text[left : place.start],
            text=self.reading(document, place.start, place.end),
            after=document.text[place.end : right],
            direction=direction(place.language or document.language),
            href=self.passage_href(place),
            outlet=self.outlet(place.document),
            published=self.date(document.published),
            title=self.title(document),
        )

    def reading(self, document: Document, start: int, end: int) -> str:
        """A stretch of a document with a mark in place of what is spliced into it."""
        pieces, at = [], start
        for stretch in sorted(document.injected, key=lambda one: one.start):
            if at <= stretch.start < end:
                pieces.append(document.text[at : stretch.start])
                at = min(stretch.end, end)
        pieces.append(document.text[at:end])
        return " […] ".join(pieces)

    def cited(self, file: str) -> list[Citation]:
        """The passages of a document that conclusions rest on."""
        return self._cited.get(file, [])

    @cached_property
    def _cited(self) -> Mapping[str, list[Citation]]:
        found: dict[str, list[Citation]] = defaultdict(list)
        account = self.account
        for meeting in account.meetings:
            for place in meeting.evidence:
                found[place.document].append(place)
        facts: tuple[Statement | Figure | Plan, ...] = (*account.statements, *account.figures, *account.plans)
        told = (place for fact in facts for place in fact.places)
        outside = (place for one in account.contradictions for places in one.places for place in places)
        for place in chain(told, outside):
            found[place.document].append(place)
        return found

    # --- contradictions --------------------------------------------------------------------------------

    def clash(self, found: Contradiction) -> str:
        """A contradiction in a line: the field and its values."""
        return f"{self.field(found.field)}: " + " ≠ ".join(self.value(value) for value, _ in found.values)

    def dispute(self, id_: str) -> Dispute:
        """A contradiction with the passages that give each value."""
        found, meeting = self.contradictions[id_]
        lines = self.voices.of_values(found)
        values = tuple(
            Value(
                value=value,
                label=self.value(value),
                lines=lines[number] if number < len(lines) else (),
                passages=tuple(map(self.shown, self._giving(found, meeting, number)[:PASSAGES])),
            )
            for number, (value, _) in enumerate(found.values)
        )
        ordered = tuple(sorted(values, key=lambda one: -len(one.lines)))
        why = tuple(self.writer.reasons(found))
        return Dispute(id_, found, meeting, self.field(found.field), ordered, why)

    def disputes(self, meeting: Meeting) -> list[Dispute]:
        """The contradictions of a meeting."""
        return [self.dispute(id_) for id_ in clash_ids(meeting)]

    def alone(self, files: Iterable[str]) -> list[str]:
        """Ids of the contradictions outside of a meeting that some articles tell of, in order."""
        return [id_ for _, id_ in sorted({one for file in files for one in self._alone.get(file, ())})]

    @cached_property
    def _alone(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """Number and id of the contradictions outside of a meeting, by the article that tells of them."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        ids = enumerate(contradiction_ids(self.account))
        for numbered, one in zip(ids, self.account.contradictions, strict=True):
            for file in {file for _, files in one.values for file in files}:
                found[file].append(numbered)
        return found

    def _giving(self, found: Contradiction, meeting: Meeting | None, number: int) -> list[Citation]:
        """The passages that give a value, one of each article: the one that says it most plainly."""
        value, files = found.values[number]
        if meeting is None:
            places: Sequence[Citation] = found.places[number] if number < len(found.places) else ()
        else:
            places = [place for place in meeting.evidence if place.document in files]
        said = self._said(value)
        best: dict[str, Citation] = {}
        for place in sorted(places, key=lambda one: _plainness(one, found.field, said)):
            best.setdefault(place.document, place)
        return [best[file] for file in sorted(best)]

    def _said(self, value: str) -> tuple[str, ...]:
        """What a passage that gives a value is likely to print."""
        entity = self.entities.get(value.partition(" ")[0])
        if entity:
            return tuple(form for _, forms in entity.names for form in forms)
        edges = edtf.interval(value)
        return (str(edges[0].day),) if edges and edges[0] == edges[1] else (value,)


def _plainness(place: Citation, field: str, said: Sequence[str]) -> tuple[bool, bool, int, int]:
    text = "".join(str(unicodedata.decimal(char, char)) for char in place.text)
    plain = any(re.search(rf"(?<!\d){re.escape(word)}(?!\d)", text) for word in said)
    return not plain, field not in place.fields, len(place.text), place.start


def _around(document: Document, start: int, end: int) -> tuple[int, int]:
    """Where the sentences that a passage stands in begin and end, cut to a little around it."""
    sentences = document.sentences
    first = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    last = bisect_left(sentences, end, key=lambda sentence: sentence.start) - 1
    left = sentences[first].start if first >= 0 and start < sentences[first].end else start
    right = sentences[last].end if last >= 0 else end
    return max(min(left, start), start - AROUND), min(max(right, end), end + AROUND)


def quoted(id_: str) -> str:
    """An id or the name of a file as a part of an address."""
    return quote(id_, safe="/:", errors="replace")


def marked_href(file: str, start: int, end: int) -> str:
    """The page of an article with a stretch marked."""
    return f"/article/{quoted(file)}?mark={start}-{end}#{anchor(start, end)}"


__all__ = ["ENTITY_TYPES", "Dispute", "Shown", "Value", "View", "marked_href", "quoted"]
