"""Search: sentences by their words, by whom they name and by what they mean, in any language.

searcher   the search of an open workspace   searching  from a query to passages
queries    what a query asks for             asking     what it looks for in this workspace
hits       what is found                     showing    as it stands in the documents
tokens     texts as tokens, in any script    folding    letters as they are compared
full_text  the index of tokens               meanings   vectors, kept small
naming     whom a query names                filters    which sentences are wanted
upkeep     the index is as the workspace is  notes      what the conclusions say about sentences
tables     where it lies                     memory     what is read once
"""

from __future__ import annotations

from whomet.workspace.search.filters import MODES, STATUSES, Mode, SearchError, Wanted
from whomet.workspace.search.hits import Hit, Why, masked
from whomet.workspace.search.memory import Memory
from whomet.workspace.search.searcher import Searcher
from whomet.workspace.search.searching import By, search
from whomet.workspace.search.upkeep import index, is_current

__all__ = [
    "MODES",
    "STATUSES",
    "By",
    "Hit",
    "Memory",
    "Mode",
    "SearchError",
    "Searcher",
    "Wanted",
    "Why",
    "index",
    "is_current",
    "masked",
    "search",
]
