"""Which stages gave a result: results of other ones are not used again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import whomet

#: Rooms that what is kept of one document depends on: code and data.
ROOMS = ("reading", "cleaning", "mentions", "events", "languages", "tagging", "records", "extractors")
_KINDS = frozenset({".py", ".toml", ".json", ".txt", ".tsv", ".csv"})


@cache
def stages_version() -> str:
    """Digest of the code and the tables of the stages that look at one document.

    It changes with every line of them, not with releases alone, so that whoever works on a stage never sees what an
    earlier one gave.
    """
    found = hashlib.sha256(whomet.__version__.encode())
    root = Path(whomet.__file__).parent
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in _KINDS and path.is_file():
                found.update(path.relative_to(root).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


__all__ = ["stages_version"]
