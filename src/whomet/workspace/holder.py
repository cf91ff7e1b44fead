"""Who is writing into a workspace: noted beside its file, so that one who waits can be told.

What is noted decides nothing: the lock is the database's, and goes with the process that holds it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Note this process as the writer of a workspace as long as it writes.

    Args:
        path: The file of the workspace.
    """
    note = _note(path)
    began = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    with suppress(OSError):  # a disk that is full is told of by the database
        note.write_text(json.dumps({"who": told_of(), "began": began}), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def read(path: Path) -> str:
    """Who writes into a workspace, and since when; nothing where that is not noted.

    Args:
        path: The file of the workspace.
    """
    try:
        found = json.loads(_note(path).read_text(encoding="utf-8"))
        return f"{found['who']}, since {found['began']}"
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def told_of() -> str:
    """This process, as others are told of it."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}-writer")


__all__ = ["read", "told", "told_of"]
