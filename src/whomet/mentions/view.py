"""A sentence as this room works on it: its text, its morphemes, its lexicon; and the names found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from whomet.languages import Token
from whomet.mentions.lexicon import Gender, Lexicon, lexicon
from whomet.records import Document, EntityType, Sentence

Reach = Literal["full", "short", "title", "pronoun", "group"]


@dataclass(slots=True, eq=False)
class Name:
    """A name found in a sentence, while it is being worked on.

    Attributes:
        sentence: Index of the sentence.
        start, end: Offsets into the sentence's text.
        type: What it names.
        score: How sure.
        form: The name without particles and endings.
        reach: As in `records.NameMention`.
        gender: What titles beside it tell.
        titled: Offsets of the name with the titles that belong to its form ("Ms Abara"), if any.
        surname_with: The family name in a short form that has the title inside ("이 회장").
        proven: Whether the words of the name itself prove its type.
    """

    sentence: int
    start: int
    end: int
    type: EntityType
    score: float
    form: str
    reach: Reach = "full"
    gender: Gender | None = None
    titled: tuple[int, int] | None = None
    surname_with: str | None = None
    proven: bool = False


@dataclass(slots=True, eq=False)
class Role:
    """A title found in a sentence, while it is being worked on.

    Attributes:
        start, end: Offsets into the sentence's text.
        label: English label, or the printed form.
        body_part: Offsets of a body written onto it ("LGW" in "LGW-Chefin").
        past: Whether the words before it say that it has ended.
        weak: Whether it counts only next to a name.
        hedged: Whether it goes on as another word ("大使館"), so that it counts only right behind a person.
        holder, body: The names it stands by.
    """

    sentence: int
    start: int
    end: int
    label: str
    gender: Gender | None = None
    body_part: tuple[int, int] | None = None
    past: bool = False
    weak: bool = False
    hedged: bool = False
    holder: Name | None = None
    body: Name | None = None
    core: tuple[int, int] = field(default=(0, 0))


@dataclass(frozen=True)
class View:
    """A sentence with what its language knows."""

    index: int
    sentence: Sentence

    @property
    def text(self) -> str:
        """What a reader reads."""
        return self.sentence.text

    @cached_property
    def lexicon(self) -> Lexicon:
        """The tables of its language."""
        return lexicon(self.sentence.language)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its words or morphemes."""
        return self.lexicon.pack.hooks.tokens(self.text)

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the document."""
        return self.sentence.outer(start, end)


def views(document: Document) -> list[View]:
    """The sentences of a document, ready for work."""
    return [View(index, sentence) for index, sentence in enumerate(document.sentences)]
