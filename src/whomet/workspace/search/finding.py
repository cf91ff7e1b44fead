"""Searching as a method of a workspace."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from whomet.embedding import default_encoder
from whomet.pipeline import Models
from whomet.workspace.search.searcher import Options, Searcher

if TYPE_CHECKING:
    from whomet.workspace.database import Database
    from whomet.workspace.search.hits import Hit


class Finding:
    """What can be found in a workspace, as methods of it."""

    database: Database
    _given: Any

    def search(self, query: str, **wanted: Unpack[Options]) -> tuple[Hit, ...]:
        """Sentences that a query is answered by, best first.

        Args:
            query: Words in any language, "phrases", beginnings*, -exclusions, alternatives with OR.
            wanted: Which sentences, and how many, as `Searcher.search` takes it.

        Raises:
            SearchError: A filter names what is not there, or cannot be read.
            WorkspaceError: The database failed.
        """
        return self.searcher.search(query, **wanted)

    @cached_property
    def searcher(self) -> Searcher:
        """What searches; it keeps what it read until the workspace changes."""
        # The tagger would be loaded for nothing: nobody is named here who was not found before.
        encoder = self._given.encoder if isinstance(self._given, Models) else default_encoder()
        return Searcher(self.database, encoder)


__all__ = ["Finding"]
