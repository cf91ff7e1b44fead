"""The ground that decisions stand on: characters of articles, found again in every later run.

An anchor is found by the fingerprint of the article's text, whatever its file is called now; where the text changed, by
the name of the file and the words that stood there. What it names is asked of the article as it is understood now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from whomet.records import Anchor, Article, Citation, Document, Entity, EntityType, NameMention, ReferentKey

#: The best mention to find a referent by: what names it in full first, words that only point to it last.
_REACH = {"full": 0, "short": 1, "title": 2, "pronoun": 3, "group": 4}


class Spot(NamedTuple):
    """Characters of a document as it is now."""

    file: str
    start: int
    end: int

    def touches(self, start: int, end: int) -> bool:
        """Whether they share a character with other ones, or both stand at one place."""
        return (self.start < end and start < self.end) or (self.start, self.end) == (start, end)


def fingerprint(text: str) -> str:
    """What tells a text from all others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Ground:
    """Articles, and what stands where in them.

    Args:
        articles: By the names of their files.
        prints: The fingerprints of their texts; worked out where they are not given.
    """

    def __init__(self, articles: Mapping[str, Article], prints: Mapping[str, str] | None = None) -> None:
        self.articles = articles
        self.prints = prints or {file: fingerprint(articles[file].document.text) for file in articles}
        self._files: dict[str, list[str]] = {}
        for file in sorted(self.prints):
            self._files.setdefault(self.prints[file], []).append(file)

    # --- from characters to what they are now ----------------------------------------------------------

    def files(self, anchor: Anchor) -> list[str]:
        """The files that an anchor speaks of: those of its text, else the one that is called so."""
        found = self._files.get(anchor.fingerprint, [])
        if anchor.file in found:
            return [anchor.file]
        return found or [anchor.file] * (anchor.file in self.prints)

    def speaking(self, anchor: Anchor) -> list[str]:
        """All files that may have the characters of an anchor."""
        return self._files.get(anchor.fingerprint) or [anchor.file] * (anchor.file in self.prints)

    def spots(self, anchor: Anchor) -> list[Spot]:
        """Where the characters of an anchor stand now: in every file that has its text."""
        same = self._files.get(anchor.fingerprint)
        if same:
            return [Spot(file, anchor.start, anchor.end) for file in same]
        if anchor.file not in self.prints:
            return []
        if not anchor.text:
            return [Spot(anchor.file, 0, 0)]
        starts = _occurrences(self.articles[anchor.file].document.text, anchor.text)
        nearest = min(starts, key=lambda start: (abs(start - anchor.start), start), default=None)
        return [] if nearest is None else [Spot(anchor.file, nearest, nearest + len(anchor.text))]

    def reworded(self, anchors: Iterable[Anchor]) -> set[str]:
        """The files whose text changed, but not the words of some anchors."""
        changed = (anchor for anchor in anchors if anchor.fingerprint not in self._files and anchor.text)
        return {spot.file for anchor in changed for spot in self.spots(anchor)}

    def referents(self, anchor: Anchor, type_: EntityType | None = None) -> list[ReferentKey]:
        """Whom or what the characters of an anchor name.

        Args:
            anchor: Characters of a name.
            type_: Only people, bodies or places.

        Returns:
            One referent for every file that has the anchor's text.
        """
        found = (self._referent(spot, type_) for spot in self.spots(anchor))
        return [key for key in found if key is not None]

    def _referent(self, spot: Spot, type_: EntityType | None) -> ReferentKey | None:
        mentions = self.articles[spot.file].mentions
        names = [
            name
            for name in mentions.names
            if len(name.referents) == 1
            and spot.touches(name.start, name.end)
            and type_ in {None, mentions.referents[name.referents[0]].type}
        ]
        best = min(names, key=lambda n: ((n.start, n.end) != (spot.start, spot.end), _REACH[n.reach]), default=None)
        return None if best is None else (spot.file, best.referents[0])

    # --- from what is now to characters ----------------------------------------------------------------

    def anchor(self, spot: Spot, key: str = "") -> Anchor:
        """Characters of a document, to be found again."""
        text = self.articles[spot.file].document.text[spot.start : spot.end]
        return Anchor(self.prints[spot.file], spot.file, spot.start, spot.end, text, key)

    def cited(self, place: Citation, key: str = "") -> Anchor:
        """A passage, to be found again."""
        return self.anchor(Spot(place.document, place.start, place.end), key)

    def named(self, referents: Iterable[ReferentKey]) -> tuple[Anchor, ...]:
        """Where some referents are named best, one anchor each; those that no characters name have none."""
        return tuple(self.anchor(spot) for key in sorted(referents) for spot in self._named(key))

    def _named(self, key: ReferentKey) -> Iterator[Spot]:
        file, index = key
        mentions = self.articles[file].mentions
        own = (mentions.names[number] for number in mentions.referents[index].mentions)
        alone = [name for name in own if name.referents == (index,)]
        best: NameMention | None = min(alone, key=lambda name: (_REACH[name.reach], name.start), default=None)
        if best is not None:
            yield Spot(file, best.start, best.end)

    def whole(self, document: Document) -> Anchor:
        """A document, to be found again: by its text, or by its name where the text changed."""
        return Anchor(self.prints[document.file], document.file, 0, 0, "")

    def seen(self, files: Iterable[str]) -> tuple[str, ...]:
        """Fingerprints of some files, in order."""
        return tuple(sorted({self.prints[file] for file in files if file in self.prints}))

    def forms(self, referents: Iterable[ReferentKey]) -> set[str]:
        """The names that some referents are printed by."""
        found = (self.articles[file].mentions.referents[index] for file, index in referents)
        return {form for referent in found for _, form in (*referent.forms, *referent.aliases)}


def files_of(entity: Entity) -> set[str]:
    """The files that speak of an entity."""
    return {file for file, _ in entity.referents}


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


__all__ = ["Ground", "Spot", "files_of", "fingerprint"]
