"""The task `charsets`: which encoding a file is written in."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whomet.reading.charset import decode
from whomet.reading.sniffing import Unreadable, refuse_binary, refuse_garbage


def predictions(data: Path, args: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Name the encoding of every file.

    Args:
        data: Folder that holds `charsets/files.tar.gz`.
        args: Nothing.

    Yields:
        {"file", "encoding"} for every file, None where it is no text.
    """
    del args
    with tarfile.open(data / "charsets" / "files.tar.gz", "r:gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield {"file": member.name, "encoding": _encoding(file.read())}


def _encoding(content: bytes) -> str | None:
    try:
        refuse_binary(content)
        decoded = decode(content)
        if decoded is not None:
            refuse_garbage(decoded.text)
    except Unreadable:
        return None
    return decoded.charset if decoded else None
