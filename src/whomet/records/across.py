"""What ties articles together: lineage, stories, entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from whomet.records.mentions import EntityType

OriginKind = Literal["copy", "rewrite", "translation", "shared-release"]
TakenHow = Literal["verbatim", "reworded", "translated"]
DirectionSource = Literal["credit", "wire", "time", "containment", "errors", "correction", "language"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence of a dependent text beside the one it was taken from.

    Attributes:
        file: The dependent file.
        start, end: Document offsets of the sentence in it.
        source_start, source_end: Document offsets of the sentence in the earlier text (`Origin.held_against`).
        how: Word for word, in other words, or in another language.
        likeness: How much of one the other tells (0 to 1).
    """

    file: str
    start: int
    end: int
    source_start: int
    source_end: int
    how: TakenHow
    likeness: float


@dataclass(frozen=True, slots=True)
class Origin:
    """One text that depends on another.

    Attributes:
        source: File of the earlier text, None where all hang on an unseen one or nothing tells which one is earlier.
        targets: Files that depend on it; the source itself for a translation inside one page. Without a source the
            first is the one that the others are held against, which says nothing about who was first.
        shared: Share (0 to 1) of the dependent text that is taken over.
        directed_by: What tells which one is earlier; None where the source is None, or the page holds both.
        taken: Sentences that were taken over, in order of their place.
        reasons: Why they depend on each other: what was seen, and how strongly (0 to 1).
    """

    kind: OriginKind
    source: str | None
    targets: tuple[str, ...]
    shared: float
    directed_by: DirectionSource | None = None
    taken: tuple[Taken, ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()

    @property
    def held_against(self) -> str:
        """The file that the sentences in `taken` are held against: the source, or the first target without one."""
        return self.targets[0] if self.source is None else self.source


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied, rewrote or translated whom.

    Attributes:
        origins: Every dependence found.
        voices: For every file the file that stands for its line of reporting: files with the same voice are one
            independent origin.
        own: For every dependent file the stretches (start, end) that it added itself: what stands there counts as its
            own line of reporting.
    """

    origins: tuple[Origin, ...] = ()
    voices: tuple[tuple[str, str], ...] = ()
    own: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()

    def voice(self, file: str) -> str:
        """The file that stands for the line of reporting of `file`; itself where it depends on none."""
        return dict(self.voices).get(file, file)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about the same happenings. `id` depends on the earliest text alone, or goes on from an earlier run."""

    id: str
    title: str
    documents: tuple[str, ...]


ReferentKey: TypeAlias = tuple[str, int]
"""(file, index into that document's `Mentions.referents`)."""


@dataclass(frozen=True, slots=True)
class LinkReason:
    """Why two referents were taken for one: a feature, its weight and what it saw."""

    left: ReferentKey
    right: ReferentKey
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Nearness:
    """Two entities that were not taken for one and came close.

    Attributes:
        left, right: Entity ids, in order.
        score: What speaks for one, less what speaks for two.
        forbidden: Why they cannot be one whatever the score, or None.
    """

    left: str
    right: str
    score: float
    forbidden: str | None = None


@dataclass(frozen=True, slots=True)
class EntityRole:
    """A role of a person, with the entity id of the body and where it is printed."""

    role: str
    organisation: str | None
    places: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or place across all articles and scripts.

    Attributes:
        id: "person:lee-jae-yong"; stable under reordering of files.
        label: Best name in the brief's language.
        names: (language, forms) for every language, each form once, fullest first.
        roles: Persons only.
        referents: The referents of the articles that it is made of.
        reasons: Why they are one.
        same_as: URIs of an installed knowledge base.
    """

    id: str
    type: EntityType
    label: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    referents: tuple[ReferentKey, ...]
    roles: tuple[EntityRole, ...] = ()
    reasons: tuple[LinkReason, ...] = ()
    same_as: tuple[str, ...] = ()
