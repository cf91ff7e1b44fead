"""Documents and a tagger made by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from whomet.languages import pack
from whomet.mentions import find
from whomet.records import Block, Document, Mentions, Referent, Sentence
from whomet.tagging import Label, TaggedSpan

LABELS: dict[str, Label] = {"P": "person", "O": "organisation", "L": "place"}


class ListTagger:
    """Finds the forms it is given, each time they occur."""

    name = "list"
    version = "1"

    def __init__(self, forms: str) -> None:
        """Take forms such as "P:Ida Moll O:Zenko" separated by "|"."""
        self._forms = [(entry[2:], LABELS[entry[0]]) for entry in forms.split("|") if entry]

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        return [self._spans(text) for text in texts]

    def _spans(self, text: str) -> list[TaggedSpan]:
        spans: list[TaggedSpan] = []
        for form, label in sorted(self._forms, key=lambda entry: -len(entry[0])):
            for match in re.finditer(re.escape(form), text):
                if not any(span.start < match.end() and match.start() < span.end for span in spans):
                    spans.append(TaggedSpan(match.start(), match.end(), label, 0.9))
        return sorted(spans, key=lambda span: span.start)


def document(text: str, language: str) -> Document:
    """One body block; every line is a paragraph. A line that begins with "#" is a headline, with "^" a caption."""
    blocks, sentences, position = [], [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        kind = {"#": "title", "^": "caption"}.get(line[:1], "body")
        begin = 1 if kind != "body" else 0
        blocks.append(Block(position, position + len(line), kind, language))  # type: ignore[arg-type]
        for start, end in pack(language).hooks.split_sentences(line[begin:]):
            span = (position + begin + start, position + begin + end)
            sentences.append(
                Sentence(text[slice(*span)], (span,), len(blocks) - 1, kind, language, number)  # type: ignore[arg-type]
            )
        position += len(line)
    return Document("made.txt", text, blocks=tuple(blocks), sentences=tuple(sentences), languages=(language,))


def read(text: str, language: str, forms: str = "") -> Mentions:
    """The mentions of a text with a tagger that knows some forms."""
    return find(document(text, language), ListTagger(forms))


def referent(mentions: Mentions, form: str, type_: str | None = None) -> Referent:
    """The one referent that carries a form."""
    found = [r for r in mentions.referents if any(f == form for _, f in r.forms) and type_ in (None, r.type)]
    assert len(found) == 1, (form, [(r.label, r.forms) for r in mentions.referents])
    return found[0]


def meant(mentions: Mentions, text: str) -> list[list[str]]:
    """Labels of the referents of every mention printed so."""
    return [
        [mentions.referents[index].label for index in name.referents] for name in mentions.names if name.text == text
    ]


@pytest.fixture(autouse=True)
def _offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check the offsets of whatever a test reads."""
    import whomet.mentions as room

    original = room.find

    def checked(made: Document, tagger: ListTagger) -> Mentions:
        found = original(made, tagger)
        for kind in (found.names, found.roles, found.times, found.amounts, found.quotations):
            assert all(made.text[item.start : item.end] == item.text for item in kind)
            assert [item.start for item in kind] == sorted(item.start for item in kind)
        for item in found.names:
            assert all(0 <= index < len(found.referents) for index in item.referents)
        return found

    monkeypatch.setitem(globals(), "find", checked)
