"""Builds a document and its mentions from text with inline marks, so that these tests need no other room.

    [P:Ana Wirth]            a person; a second [P:Ana Wirth] is the same referent
    [P=ana:Wirth]            the same under a key given before: [P=ana:Ana Wirth]
    [H=ana:she]              a pronoun; [D=ana:the minister] a title that stands for her
    [G=ana,ben:the two]      a group
    [O:Nordlicht AG]         a body; [E=ana:Nordlicht AG] a body that employs ana
    [L:Lodz]                 a city
    [R=ana:minister]         a role held by ana; [R:...] one held by nobody known
    [T:2024-06-11|June 11]   a time; [T:+1|the next day] counts from the event before;
    [T:~2024-06-10|Monday]   from today; [T:P15Y|for 15 years]
    [A:150 EUR|150 euros]    an amount
    "..." “...” „...“        speech

A line is a paragraph; "# " before it makes it a title, "^ " a caption, "@ " a dateline.
"""

from __future__ import annotations

import re

from whomet.languages import pack
from whomet.records import (
    AmountMention,
    Block,
    Document,
    Mentions,
    NameMention,
    QuotationMention,
    Referent,
    RoleMention,
    Sentence,
    TimeMention,
)

_MARK = re.compile(r"\[([PHDGOELRTA])(?:=([\w,]+))?:([^\[\]]+)\]")
_SPEECH = re.compile(r"“([^”]+)”|\"([^\"]+)\"|„([^“]+)“|»([^«]+)«")
_TYPES = {"O": "organisation", "E": "organisation", "L": "place"}
_REACH = {"H": "pronoun", "D": "title", "G": "group"}


def build(source: str, language: str = "en", published: str | None = "2024-06-14") -> tuple[Document, Mentions]:
    """The document and the mentions that the marks give."""
    text, marks, blocks, sentences = "", [], [], []
    for number, line in enumerate(source.strip().split("\n")):
        kind = {"#": "title", "^": "caption", "@": "dateline"}.get(line[:1], "body")
        line = line.lstrip("#^@ ").strip()
        begin = len(text)
        at = 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            sort, key, content = mark.groups()
            value, _, shown = content.rpartition("|")
            marks.append((sort, key, value, len(text), len(text) + len(shown)))
            text += shown
            at = mark.end()
        text += line[at:]
        blocks.append(Block(begin, len(text) + 1, kind, language))
        for start, end in pack(language).hooks.split_sentences(text[begin:]):
            span = (begin + start, begin + end)
            sentences.append(Sentence(text[slice(*span)], (span,), number, kind, language, number))
        text += "\n"
    document = Document(
        file="a.txt",
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        published=published,
        languages=(language,),
    )
    return document, _Builder(document, language).mentions(marks)


class _Builder:
    def __init__(self, document: Document, language: str) -> None:
        self.document, self.language = document, language
        self.keys: dict[tuple[str, str], int] = {}
        self.referents: list[dict[str, object]] = []

    def mentions(self, marks: list[tuple[str, str | None, str, int, int]]) -> Mentions:
        names, roles, times, amounts, later = [], [], [], [], []
        for sort, key, value, start, end in marks:
            text, index = self.document.text[start:end], self.sentence(start)
            where = (start, end, text)
            if sort in "POLE":
                names.append(self.name(sort, key, where, index, len(names)))
            elif sort in "HDG" or sort == "R":
                later.append((sort, key, where, index))
            elif sort == "T":
                times.append(self.time(value, where, index))
            else:
                amount, unit = value.split()
                amounts.append(AmountMention(*where, index, self.language, float(amount), unit))
        for sort, key, where, index in later:
            people = tuple(self.keys["person", k] for k in (key or "").split(",") if k)
            if sort == "R":
                holder = people[0] if people else None
                roles.append(RoleMention(*where, index, self.language, where[2].lower(), holder))
            else:
                reach = _REACH[sort]
                names.append(
                    NameMention(*where, "person", index, self.language, where[2], reach, people)  # type: ignore[arg-type]
                )
        quotes = [
            QuotationMention(
                m.start(m.lastindex or 0),
                m.end(m.lastindex or 0),
                m[m.lastindex or 0],
                self.sentence(m.start()),
                self.language,
            )
            for m in _SPEECH.finditer(self.document.text)
        ]
        return Mentions(
            names=tuple(sorted(names, key=lambda n: n.start)),
            roles=tuple(roles),
            times=tuple(times),
            amounts=tuple(amounts),
            quotations=tuple(quotes),
            referents=tuple(Referent(**fields) for fields in self.referents),  # type: ignore[arg-type]
        )

    def name(self, sort: str, key: str | None, where: tuple[int, int, str], index: int, number: int) -> NameMention:
        type_ = _TYPES.get(sort, "person")
        label = where[2] if sort == "E" else key or where[2]
        referent = self.keys.get((type_, label))
        if referent is None:
            referent = self.keys[type_, label] = len(self.referents)
            self.keys.setdefault((type_, where[2]), referent)
            geonames = 1 + referent if sort == "L" else None
            self.referents.append(
                {
                    "type": type_,
                    "label": where[2],
                    "forms": ((self.language, where[2]),),
                    "mentions": (number,),
                    "geonames": geonames,
                }
            )
        if sort == "E" and key:
            for person in key.split(","):
                self.person(person)["employer"] = referent
        return NameMention(*where, type_, index, self.language, where[2], "full", (referent,))  # type: ignore[arg-type]

    def person(self, key: str) -> dict[str, object]:
        if ("person", key) not in self.keys:
            self.keys["person", key] = len(self.referents)
            self.referents.append({"type": "person", "label": key, "forms": (), "mentions": ()})
        return self.referents[self.keys["person", key]]

    def time(self, value: str, where: tuple[int, int, str], index: int) -> TimeMention:
        if value.startswith("P"):
            return TimeMention(*where, index, self.language, None, "duration", duration=value)
        if value[0] in "+-":
            return TimeMention(*where, index, self.language, None, anchor="event", offset_days=int(value))
        if value[0] == "~":
            return TimeMention(*where, index, self.language, value[1:], anchor="publication")
        return TimeMention(*where, index, self.language, value)

    def sentence(self, offset: int) -> int:
        for index, sentence in enumerate(self.document.sentences):
            if sentence.start <= offset < sentence.end:
                return index
        return 0
