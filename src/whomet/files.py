"""Files on disk: what the user's paths stand for, and how to open it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from whomet.records import Problem


def find(paths: Sequence[Path]) -> tuple[list[tuple[str, Callable[[], BinaryIO]]], list[Problem]]:
    """Find every file that some paths stand for; none is opened yet, so their sizes do not matter.

    Args:
        paths: Files and folders; folders are read with all that is below them, hidden files left out, links to
            other folders named and not followed.

    Returns:
        Name of every file and how to open it, and what cannot be opened. Names are relative to the folder given;
        where several paths are given, they begin with the path as it was written.
    """
    located, problems = locate(paths)
    return [(name, partial(_open, path)) for name, path in located], problems


def locate(paths: Sequence[Path], apart: bool = False) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """Find every file that some paths stand for, and where it lies.

    Args:
        paths: As for `find`.
        apart: Name what stands below each path as if it were the only one; two files may then have one name.

    Returns:
        Name and path of every file, and what cannot be opened; names are those of `find`.
    """
    files: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    for name, path in _named(paths, apart):
        try:
            _look(path)
            files.append((name, path))
        except _NotReadError as refused:
            problems.append(Problem(name, str(refused)))
        except OSError as error:
            problems.append(Problem(name, f"cannot be opened: {error.strerror or error}"))
    return files, problems


class _NotReadError(Exception):
    """What is at a path is not read; the message says why."""


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _look(path: Path) -> None:
    """See that a path can be opened without waiting."""
    path.stat()
    if path.is_dir():
        if path.is_symlink():
            raise _NotReadError("a link to a folder, which is not followed; give that folder itself")
        os.scandir(path).close()  # says why the folder could not be listed
    if not path.is_file():
        raise _NotReadError("neither a file nor a folder (a pipe, a socket or a device)")
    if not os.access(path, os.R_OK):
        raise _NotReadError("cannot be opened: Permission denied")


def _named(paths: Sequence[Path], apart: bool) -> Iterator[tuple[str, Path]]:
    seen: set[str] = set()
    for given in paths:
        for name, path in _below(given) if given.is_dir() else [("", given)]:
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                yield _name(given, name, alone=apart or len(paths) == 1), path


def _name(given: Path, below: str, alone: bool) -> str:
    """The name of what stands below a path given; `below` is empty for the path itself.

    It is always proper Unicode, also where the system's charset or the name is broken.
    """
    name = below or given.name if alone else "/".join(filter(None, (given.as_posix().rstrip("/"), below)))
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _below(folder: Path) -> list[tuple[str, Path]]:
    """All below a folder that is to be read or named as a problem, in order of the names."""
    found: list[Path] = []
    shut: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [Path(place) / name for name in (*names, *links) if not name.startswith(".")]
    found += [Path(error.filename) for error in shut]
    return sorted(("" if path == folder else path.relative_to(folder).as_posix(), path) for path in found)
