"""What ties articles together: lineage, stories, entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from whomet.records.mentions import EntityType

OriginKind = Literal["copy", "rewrite", "translation", "shared-release"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One text that depends on another.

    Attributes:
        source: File of the earlier text, None where all hang on an unseen one.
        targets: Files that depend on it; the source itself for a translation inside one page.
        shared: Share (0 to 1) of the dependent text that is taken over.
    """

    kind: OriginKind
    source: str | None
    targets: tuple[str, ...]
    shared: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied, rewrote or translated whom.

    Attributes:
        origins: Every dependence found.
        voices: For every file the file that stands for its line of reporting: files with the same voice are one
            independent origin.
    """

    origins: tuple[Origin, ...] = ()
    voices: tuple[tuple[str, str], ...] = ()

    def voice(self, file: str) -> str:
        """The file that stands for the line of reporting of `file`; itself where it depends on none."""
        return dict(self.voices).get(file, file)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about the same happenings. `id` depends on the documents' texts alone."""

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
