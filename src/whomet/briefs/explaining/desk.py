"""The account with ways from every id to what it names, and from every passage to the line around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from whomet.briefs.data import lines_data, place_data
from whomet.briefs.ids import Named
from whomet.briefs.lineage import Kinship
from whomet.briefs.outline import Writer
from whomet.records import (
    Account,
    Citation,
    Document,
    Lines,
    Meeting,
    Standing,
)

#: Characters around a passage that are shown as its context.
AROUND = 160

Data = Mapping[str, Any]


class Desk(Named):
    """An account laid open.

    Attributes:
        account: What was concluded.
        writer: Puts its parts into words.
        kinship: Puts its lineage into words.
        documents: By file.
    """

    def __init__(self, account: Account, language: str = "en") -> None:
        super().__init__(account)
        self.writer = Writer(account, language)
        self.kinship = Kinship(account, self.writer.words)
        self.documents: dict[str, Document] = self.kinship.documents

    # --- what an id names ------------------------------------------------------------------------------

    @cached_property
    def decisions(self) -> dict[str, Standing]:
        """Decisions by id, and how they stand."""
        return {standing.decision.id: standing for standing in self.account.decisions}

    def ids(self) -> list[str]:
        """Every id that can be asked for."""
        named = (
            self.meetings,
            self.stories,
            self.statements,
            self.figures,
            self.plans,
            self.contradictions,
            self.decisions,
        )
        entities = [entity.id for entity in self.account.entities]
        return [*entities, *(id_ for each in named for id_ in each), *self.documents]

    # --- passages --------------------------------------------------------------------------------------

    def cited(self, place: Citation) -> dict[str, Any]:
        """A passage with its outlet, its date and the line around it."""
        document = self.documents[place.document]
        return {
            **place_data(place),
            "fields": list(place.fields),
            "outlet": document.outlet,
            "published": document.published,
            "context": context(document, place.start, place.end),
        }

    def span(self, file: str, start: int, end: int) -> dict[str, Any]:
        """A stretch of a document with its characters."""
        return {"document": file, "start": start, "end": end, "text": self.documents[file].text[start:end]}

    def told(self, lines: Lines, places: Iterable[Citation]) -> list[dict[str, Any]]:
        """Passages by line of reporting, the line of most files first."""
        by_file: dict[str, list[Citation]] = {}
        for place in places:
            by_file.setdefault(place.document, []).append(place)
        lines = lines or self.writer.voices.of_files(by_file)
        return [
            {"files": list(files), "in": [self.cited(place) for file in files for place in by_file.get(file, ())]}
            for files in sorted(lines, key=lambda files: (-len(files), files))
        ]

    def source(self, file: str) -> dict[str, Any]:
        """What is known of an article, in short."""
        document = self.documents[file]
        return {
            "document": file,
            "outlet": document.outlet,
            "published": document.published,
            "language": document.language,
        }

    def in_time(self, files: Iterable[str]) -> list[str]:
        """Files in order of their publication, to the minute where it is told; undated ones last."""
        return sorted(files, key=self._moment)

    def _moment(self, file: str) -> tuple[str, str, str]:
        document = self.documents[file]
        clock = document.publication.clock if document.publication else None
        return document.published or "9999", clock or "", file

    # --- words -----------------------------------------------------------------------------------------

    def labels(self, ids: Iterable[str | None]) -> dict[str, str]:
        """The best names of some entities by id."""
        return {id_: self.writer.label(id_) for id_ in dict.fromkeys(ids) if id_}

    def heading(self, meeting: Meeting) -> dict[str, Any]:
        """A meeting in one line."""
        entry = self.writer.entry(meeting)
        return {
            "id": meeting.id,
            "when": entry.when,
            "where": entry.where,
            "status": meeting.status,
            "shown": entry.shown,
            "who": " — ".join(self.writer.label(id_) for id_ in _sides(meeting)),
            "sides": entry.sides,
            "independent_origins": meeting.independent_origins,
            "lines": lines_data(self.writer.voices.of_meeting(meeting)),
        }


def _sides(meeting: Meeting) -> tuple[str, ...]:
    return meeting.principals if len(meeting.principals) > 1 else meeting.principals + meeting.organisations


def context(document: Document, start: int, end: int) -> str:
    """The sentences that a passage stands in, cut to a little around it."""
    sentences = document.sentences
    first = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    last = bisect_left(sentences, end, key=lambda sentence: sentence.start) - 1
    left = sentences[first].start if first >= 0 and start < sentences[first].end else start
    right = sentences[last].end if last >= 0 else end
    left, right = max(min(left, start), start - AROUND), min(max(right, end), end + AROUND)
    return document.text[left:right]


__all__ = ["AROUND", "Data", "Desk", "context"]
