"""Files on disk: what the user's paths stand for, read as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from whomet.records import Problem

#: Files beyond this size are not read: 64 MiB is far above any article and keeps a mistaken path from filling
#: the memory.
LARGEST = 64 * 1024 * 1024


def load(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Read every file that some paths stand for.

    Args:
        paths: Files and folders; folders are read with all that is below them, hidden files left out.

    Returns:
        (name, bytes) of every file, and what could not be opened. Names are relative to the folder given; where
        several paths are given, they begin with the path as it was written.
    """
    files: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for name, path in _named(paths):
        try:
            if path.stat().st_size > LARGEST:
                problems.append(Problem(name, f"larger than {LARGEST >> 20} MiB: split it, or give the articles alone"))
                continue
            files.append((name, path.read_bytes()))
        except OSError as error:
            problems.append(Problem(name, f"cannot be opened: {error.strerror or error}"))
    return files, problems


def _named(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    seen: set[Path] = set()
    for given in paths:
        prefix = "" if len(paths) == 1 else given.as_posix().strip("/") + "/"
        found: Iterable[tuple[str, Path]] = (
            ((prefix + path.relative_to(given).as_posix(), path) for path in _below(given))
            if given.is_dir()
            else [(given.name if len(paths) == 1 else given.as_posix(), given)]
        )
        for name, path in found:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield name, path


def _below(folder: Path) -> list[Path]:
    below = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path for path in below if not any(part.startswith(".") for part in path.relative_to(folder).parts))
