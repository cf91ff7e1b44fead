"""A workspace: what was read and concluded, kept in a database, and what an analyst decided.

workspace    the workspace as a program uses it
schema       its tables                       migrations   how they came to be
database     SQLite or PostgreSQL             codec        records as bytes
adding       one run: files come in           cache        what is never worked out twice
concluding   from documents to conclusions    snapshot     what it holds at one moment
decisions    what an analyst decided
"""

from __future__ import annotations

from whomet.workspace.adding import Progress, Run
from whomet.workspace.database import WorkspaceError
from whomet.workspace.decisions.making import DecisionError
from whomet.workspace.snapshot import Snapshot
from whomet.workspace.workspace import Workspace

__all__ = ["DecisionError", "Progress", "Run", "Snapshot", "Workspace", "WorkspaceError"]
