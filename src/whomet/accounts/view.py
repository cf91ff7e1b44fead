"""The articles seen through the entities: whom each index of an event mention means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from whomet.records import Article, Block, BlockKind, Citation, Entity, Lineage, Lines, Passage, Story


class View:
    """All articles with a way from their referents to entities, voices and stories.

    Attributes:
        articles: In order of their files.
        entities: By id.
        lineage: Which article depends on which.
        language: BCP 47 code of the brief's language.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        entities: Sequence[Entity],
        lineage: Lineage,
        stories: Sequence[Story],
        language: str,
    ) -> None:
        self.articles = tuple(articles)
        self.lineage = lineage
        self.language = language
        self.entities = {entity.id: entity for entity in entities}
        self._article = {article.document.file: article for article in articles}
        self._entity = {key: entity.id for entity in entities for key in entity.referents}
        self._story = {file: story.id for story in stories for file in story.documents}
        self._voice = dict(lineage.voices)
        self._text = _texts(lineage)
        self._own = dict(lineage.own)
        self._taken = _taken(lineage)

    def article(self, file: str) -> Article:
        """The article of a file."""
        return self._article[file]

    def entity(self, file: str, referent: int | None) -> str | None:
        """Id of the entity that a referent of an article is, None where it is none."""
        return None if referent is None else self._entity.get((file, referent))

    def ids(self, file: str, referents: Iterable[int]) -> tuple[str, ...]:
        """Entity ids of some referents, each once, in order."""
        found = (self.entity(file, referent) for referent in referents)
        return tuple(dict.fromkeys(id_ for id_ in found if id_))

    def employer(self, file: str, referent: int) -> str | None:
        """Entity id of the body that a person of an article works for."""
        return self.entity(file, self._article[file].mentions.referents[referent].employer)

    def voice(self, file: str) -> str:
        """The file that stands for the line of reporting of this one."""
        return self._voice.get(file, file)

    def voices(self, files: Iterable[str]) -> int:
        """How many independent lines of reporting some files are."""
        return len({self.voice(file) for file in files})

    def voice_at(self, place: Citation) -> str:
        """The file that stands for the line of reporting of a passage.

        What an outlet added is its own, in every text that took it from there; a compilation tells each passage with
        the voice of the text it took it from.
        """
        file, offset = place.document, place.start
        seen = {file}
        while not any(start <= offset < end for start, end in self._own.get(file, ())):
            found = next((each for each in self._taken.get(file, ()) if each[0] <= offset < each[1]), None)
            if found is None or found[2] in seen:
                return self.voice(file)
            file, offset = found[2], found[3]
            seen.add(file)
        return file

    def lines(self, places: Iterable[Citation]) -> Lines:
        """The files of some passages grouped by line of reporting, in order of their first files.

        A file that tells a thing both in what it took over and in what it added stands in the line it took it from.
        """
        voices: dict[str, set[str]] = {}
        for place in places:
            voices.setdefault(place.document, set()).add(self.voice_at(place))
        groups: dict[str, set[str]] = {}
        for file, found in voices.items():
            voice = next(iter(found)) if len(found) == 1 else self.voice(file)
            groups.setdefault(voice, set()).add(file)
        return tuple(sorted(tuple(sorted(files)) for files in groups.values()))

    def text(self, file: str) -> str:
        """The file that stands for all whose text is copied, rewritten or translated from one another.

        Finer than a voice: articles that hang on one release but were written apart are different texts.
        """
        return self._text.get(file, file)

    def story(self, file: str) -> str:
        """Id of the story that a file belongs to; the file itself where it belongs to none."""
        return self._story.get(file, file)

    def kind(self, place: Citation) -> BlockKind | None:
        """Kind of the block in which a citation begins."""
        block = self._block(place.document, place.start)
        return block.kind if block else None

    def cite(self, file: str, passage: Passage) -> Citation:
        """A passage of an article as a citation."""
        return self.cite_span(file, passage.start, passage.end, passage.fields)

    def cite_span(self, file: str, start: int, end: int, fields: tuple[str, ...] = ()) -> Citation:
        """Characters of an article as a citation, in the language of the block they stand in."""
        document = self._article[file].document
        block = self._block(file, start)
        return Citation(file, start, end, document.text[start:end], fields, block.language if block else None)

    def _block(self, file: str, offset: int) -> Block | None:
        """The block that an offset of an article lies in."""
        blocks = self._article[file].document.blocks
        at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
        return blocks[at] if at >= 0 and offset < blocks[at].end else None


def _taken(lineage: Lineage) -> dict[str, list[tuple[int, int, str, int]]]:
    """For every file the passages (start, end) that it took over, with the file and offset they come from."""
    found: dict[str, list[tuple[int, int, str, int]]] = {}
    for origin in lineage.origins:
        for each in origin.taken:
            if each.file != origin.held_against:
                passage = each.start, each.end, origin.held_against, each.source_start
                found.setdefault(each.file, []).append(passage)
    return found


def _texts(lineage: Lineage) -> dict[str, str]:
    """File -> the first file of its group of dependent texts."""
    group: dict[str, set[str]] = {}
    for origin in lineage.origins:
        if origin.kind != "shared-release":
            files = {*origin.targets} | ({origin.source} if origin.source else set())
            joined = files.union(*(group.get(file, set()) for file in files))
            group.update(dict.fromkeys(joined, joined))
    return {file: min(files) for file, files in group.items()}
