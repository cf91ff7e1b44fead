"""Tar archives, read from front to end."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from whomet.reading import limits
from whomet.reading.archives.names import decoded, is_hidden
from whomet.reading.archives.streams import Member, Stream, TooMuchError, stream_of_member


class _Header(tarfile.TarInfo):
    """A header whose extensions (long names, pax records) stay within bounds: they are read into memory."""

    _EXTENSIONS = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
                   tarfile.SOLARIS_XHDTYPE)  # fmt: skip

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in self._EXTENSIONS and self.size > limits.HEADER_BYTES:
            raise tarfile.ReadError(f"a header has more than {limits.size(limits.HEADER_BYTES)}")
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


def is_tar(head: bytes) -> bool:
    """Whether the first bytes are the header of a tar archive (its checksum says so)."""
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def tar_members(stream: Stream) -> Iterator[Member]:
    """What is packed in a tar archive, in its order, without folders, links and hidden files.

    Args:
        stream: The archive.

    Yields:
        Members; the last one says where the archive is damaged, if it is.
    """
    at = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, encoding="utf-8") as archive:
            for number, info in enumerate(archive):
                at = info.offset
                archive.members = []  # type: ignore[attr-defined]  # they would pile up
                if number >= limits.MEMBERS:
                    yield Member("", None, f"has more than {limits.MEMBERS} members; split it")
                    return
                name = decoded(info.name.encode("utf-8", "surrogateescape"))
                opened = archive.extractfile(info) if info.isreg() and not is_hidden(name) else None
                if opened is not None:
                    yield Member(name, stream_of_member(cast(BinaryIO, opened), stream.budget))
    except TooMuchError:
        raise
    except (tarfile.TarError, OSError, EOFError, ValueError, RecursionError, OverflowError) as error:
        yield Member("", None, f"the tar archive is damaged behind byte {at} ({error}); what stands before was read")
