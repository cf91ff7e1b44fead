"""Bytes from front to end: streams that unpack while they are read, within limits.

A stream that turns out to be damaged ends there, as if it were over, and says what is wrong with it in `damage`:
so what stands before the damage is read. A file that unpacks beyond all measure is given up as a whole.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import zstandard

from whomet.reading import limits


class TooMuchError(Exception):
    """A given file unpacks to more than is read; the message says so."""


class Budget:
    """How much one given file may still unpack to, over all that is packed in it."""

    def __init__(self, packed: int) -> None:
        self._left = max(limits.UNPACKED_BYTES, packed * limits.UNPACKED_RATIO)
        self._packed = packed

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked.

        Args:
            count: Bytes.

        Raises:
            TooMuchError: Where the file has unpacked to more than is read.
        """
        self._left -= count
        if self._left < 0:
            most = max(limits.UNPACKED_BYTES, self._packed * limits.UNPACKED_RATIO)
            raise TooMuchError(
                f"unpacks to more than {limits.size(most)}, which nothing honest of its size does; what was read up to "
                "there is given, unpack the rest by hand"
            )


class Stream(io.BufferedReader):
    """Bytes that are read once, from front to end.

    Attributes:
        budget: How much may still be unpacked of the given file that it belongs to.
        seekable_source: Whether one can jump in it, as in a file on the disk.
    """

    def __init__(self, source: BinaryIO | _Unpacking, budget: Budget, seekable: bool = False) -> None:
        super().__init__(source, limits.HEAD_BYTES)  # type: ignore[arg-type]
        self._source = source
        self.budget = budget
        self.seekable_source = seekable

    @property
    def damage(self) -> str | None:
        """What is wrong with the bytes, known when all of them have been read; None where nothing is."""
        return self._source.damage if isinstance(self._source, _Unpacking) else None

    def resume(self) -> bool:
        """Go on behind a damage, at the next packed part that can be found; False where there is none."""
        return isinstance(self._source, _Unpacking) and self._source.resume()

    def head(self) -> bytes:
        """The first bytes, before anything is read."""
        return self.peek(limits.HEAD_BYTES)[: limits.HEAD_BYTES]

    def whole(self) -> bytes | None:
        """All bytes that are left, None where they are more than one article has."""
        pieces: list[bytes] = []
        left = limits.ARTICLE_BYTES + 1
        while left and (piece := self.read(min(left, limits.HEAD_BYTES))):  # it sets aside what it is asked for
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces) if left else None


def stream_of(data: bytes, budget: Budget) -> Stream:
    """A stream of bytes that are in memory."""
    return Stream(io.BytesIO(data), budget, seekable=True)


def stream_of_member(source: BinaryIO, budget: Budget) -> Stream:
    """A stream of a member of an archive whose own library unpacks it."""
    return Stream(_Unpacking(_Copied(source), budget), budget)


@dataclass(frozen=True, slots=True)
class Member:
    """What lies in an archive.

    Attributes:
        name: As the archive has it; empty where the archive itself is meant.
        stream: Its bytes, to be read before the next member; None where they cannot be.
        problem: Why not.
    """

    name: str
    stream: Stream | None
    problem: str = ""


# --- unpacking -----------------------------------------------------------------------------------------


class _Reader(Protocol):
    """Gives unpacked bytes: some, at most `size`, none at the end."""

    def read(self, size: int) -> bytes: ...


_GIVEN = "what stands before is given, fetch the rest again"


class _DamagedError(Exception):
    """The packed bytes are damaged; the message says how."""


class _Unpacking(io.RawIOBase):
    """Unpacked bytes as a file, counted."""

    def __init__(self, reader: _Reader, budget: Budget) -> None:
        self._reader = reader
        self._budget = budget
        self.damage: str | None = None

    def resume(self) -> bool:
        """Go on behind a damage."""
        if self.damage is None or not isinstance(self._reader, _Members) or not self._reader.resume():
            return False
        self.damage = None
        return True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer) and self.damage is None:
            try:
                piece = self._reader.read(len(buffer) - filled)
            except _DamagedError as error:
                self.damage = str(error)
                break
            if not piece:
                break
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._budget.spend(len(piece))
        return filled


class _Copied:
    """What a library gives, with its complaints as damage; in small pieces, because the one with the damage is lost."""

    _PIECE = 4_096

    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def read(self, size: int) -> bytes:
        try:
            return self._source.read(min(size, self._PIECE))
        except TooMuchError:
            raise
        except Exception as error:  # each library has its own, some have several
            raise _DamagedError(f"is damaged ({str(error) or type(error).__name__}); {_GIVEN}") from error


class _Engine(Protocol):
    """The common face of the decompressors of the standard library."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Inflate:
    """zlib with the face of bz2 and lzma."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def needs_input(self) -> bool:
        return not self._engine.unconsumed_tail and not self.eof

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._engine.decompress(self._engine.unconsumed_tail + data, max_length)


class _Members:
    """Unpacks members that stand one behind the other (a web archive has one for every record)."""

    def __init__(self, source: BinaryIO, starts: tuple[bytes, ...], engine: Callable[[], _Engine]) -> None:
        self._source = source
        self._starts = starts
        self._new = engine
        self._engine: _Engine | None = None
        self._rest = b""
        self._taken = 0
        self._last = b""

    def read(self, size: int) -> bytes:
        while True:
            if self._engine is None and not self._begin():
                return b""
            engine = self._engine
            assert engine is not None
            self._last = data = self._rest or (self._take() if engine.needs_input else b"")
            self._rest = b""
            if not data and engine.needs_input:
                raise _DamagedError(f"is cut off behind byte {self._taken}; {_GIVEN}")
            try:
                unpacked = engine.decompress(data, size)
            except (zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError, EOFError, ValueError) as error:
                raise _DamagedError(f"is damaged before byte {self._taken} ({error}); {_GIVEN}") from error
            if engine.eof:
                self._rest, self._engine = engine.unused_data, None
            if unpacked:
                return unpacked

    def resume(self) -> bool:
        """Find the next member behind a damaged one; only gzip has members small enough to be worth it."""
        window = self._last[1:]
        if self._starts != _GZIP:
            return False
        while (at := window.find(_GZIP[0])) < 0:
            more = self._take()
            if not more:
                return False
            window = window[-len(_GZIP[0]) :] + more
        self._rest, self._engine = window[at:], None
        return True

    def _take(self) -> bytes:
        data = self._source.read(limits.HEAD_BYTES)
        self._taken += len(data)
        return data

    def _begin(self) -> bool:
        """Find the next member; zeros may stand before it, as tapes and disks leave them."""
        self._rest = self._rest.lstrip(b"\0")
        while len(self._rest) < len(self._starts[0]):
            more = self._take()
            if not more:
                break
            self._rest = (self._rest + more).lstrip(b"\0")
        if not self._rest:
            return False
        if not self._rest.startswith(self._starts):
            raise _DamagedError("goes on behind its compressed part with other bytes, which are left out")
        self._engine = self._new()
        return True


class _Frame:
    """A frame of Zstandard with the face of bz2 and lzma; bounded by taking in little at a time."""

    #: 256 blocks of four bytes that stand for 128 KiB each: no step gives more than 32 MiB.
    _STEP = 1024

    def __init__(self, dictionary: zstandard.ZstdCompressionDict | None) -> None:
        unpacker = zstandard.ZstdDecompressor(dictionary, max_window_size=limits.WINDOW_BYTES)
        self._engine = unpacker.decompressobj()
        self._input = b""
        self._output = b""

    @property
    def eof(self) -> bool:
        return self._engine.eof and not self._output

    @property
    def needs_input(self) -> bool:
        return not self._input and not self._output and not self._engine.eof

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data + self._input

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        self._input += data
        while self._input and not self._output and not self._engine.eof:
            step, self._input = self._input[: self._STEP], self._input[self._STEP :]
            self._output = self._engine.decompress(step)
        piece, self._output = self._output[:max_length], self._output[max_length:]
        return piece


def _frames(source: BinaryIO) -> _Members:
    return _Members(source, _FRAMES, lambda: _Frame(None))


def _frames_with_dictionary(source: BinaryIO) -> _Members:
    """Frames of a web archive that carries their dictionary in its first one.

    See https://iipc.github.io/warc-specifications/specifications/warc-zstd/.
    """
    data = source.read(min(limits.ARTICLE_BYTES, int.from_bytes(source.read(8)[4:], "little")))
    if data.startswith(_ZSTD):
        data = _Members(io.BytesIO(data), _FRAMES, lambda: _Frame(None)).read(limits.ARTICLE_BYTES)
    dictionary = zstandard.ZstdCompressionDict(data)
    return _Members(source, _FRAMES, lambda: _Frame(dictionary))


_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPED = tuple(bytes([0x50 + number]) + b"\x2a\x4d\x18" for number in range(16))
_FRAMES = (_ZSTD, *_SKIPPED)
_GZIP, _XZ = (b"\x1f\x8b\x08",), (b"\xfd7zXZ\x00",)
# Level, then the first block or the end of an empty file: a text may well begin with the three letters alone.
_BZIP = tuple(b"BZh%d" % level + block for level in range(1, 10) for block in (b"1AY&SY", b"\x17rE8P\x90"))
_METHODS: tuple[tuple[tuple[bytes, ...], Callable[[BinaryIO], _Reader]], ...] = (
    (_GZIP, lambda source: _Members(source, _GZIP, _Inflate)),
    (_BZIP, lambda source: _Members(source, _BZIP, bz2.BZ2Decompressor)),
    (_XZ, lambda source: _Members(source, _XZ, _lzma)),
    ((_ZSTD,), _frames),
    ((_SKIPPED[13],), _frames_with_dictionary),
)


def _lzma() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.WINDOW_BYTES)


def is_compressed(head: bytes) -> bool:
    """Whether the first bytes are those of a compressed file (gzip, bzip2, xz or Zstandard)."""
    return any(head.startswith(starts) for starts, _ in _METHODS)


def unpacked(stream: Stream) -> Stream:
    """What a compressed file unpacks to, as it is read.

    Args:
        stream: A file for which `is_compressed` is true, before anything is read.
    """
    head = stream.head()
    reader = next(method for starts, method in _METHODS if head.startswith(starts))(stream)
    return Stream(_Unpacking(reader, stream.budget), stream.budget)
