"""A workspace: what was read and concluded, kept in a database, and what an analyst decided.

workspace    the workspace as a program uses it
schema       its tables                       migrations     how they came to be
database     SQLite or PostgreSQL             holder         who is writing
codec        records as bytes                 cache          what is never worked out twice
version      which program gave a result      names          the user's own people, bodies and places

adding       one run: files come in           intake         which files, under which names
readings     bytes -> labelled documents      planning       which documents come, change and go
understanding  documents -> articles          forgetting     files that go for good

concluding   from documents to conclusions    windows, dividing, crossing, joining   window by window
decisions    what an analyst decided          search         words and meaning
snapshot     what it holds at one moment
"""

from __future__ import annotations

from whomet.workspace.adding import Progress, Run
from whomet.workspace.database import BusyError, WorkspaceError
from whomet.workspace.decisions.making import DecisionError
from whomet.workspace.snapshot import Snapshot
from whomet.workspace.workspace import Workspace

__all__ = ["BusyError", "DecisionError", "Progress", "Run", "Snapshot", "Workspace", "WorkspaceError"]
