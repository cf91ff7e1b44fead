"""Exports on disk: each file is there whole or as it was before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from whomet.exports.errors import ExportError


def write_file(path: Path, data: bytes) -> Path:
    """Write a file, or leave the one that is there as it is.

    Args:
        path: Where; its folder must be there.
        data: What.

    Returns:
        The path.

    Raises:
        ExportError: It cannot be written; the message says why.
    """
    if path.is_dir():
        raise ExportError(f"{path}: is a folder; name a file")
    if not path.parent.is_dir():
        raise ExportError(f"{path}: there is no folder {path.parent}; make it first")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe, which cannot be replaced
        else:
            _replace(path, data)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error
    return path


def write_folder(path: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write some files into a folder, which is made where it is missing.

    Args:
        path: The folder.
        files: Name and bytes of every file.

    Returns:
        The paths written.

    Raises:
        ExportError: They cannot be written; the message says why.
    """
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path}: is a file; tables go to a folder, or to a file that ends in .zip")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{path}: the folder cannot be made: {error.strerror or error}") from error
    return tuple(write_file(path / name, data) for name, data in files.items())


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then put it in its place; a link stays a link."""
    place = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:50]}.", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, _mode(place))
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode(path: Path) -> int:
    """Who may read and write the file: as before, or as any new file of this user."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


__all__ = ["write_file", "write_folder"]
