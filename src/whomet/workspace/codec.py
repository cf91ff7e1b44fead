"""Records as bytes and back: MessagePack, packed with Zstandard, checked by their types when they are read."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
import zstandard

_Record = TypeVar("_Record")

#: Level of Zstandard: the library's own default, half the bytes of none at a cost that the tagger hides.
_LEVEL = 3


def pack(record: object) -> bytes:
    """A record, or a tuple of records, as bytes; the same bytes for the same record.

    Args:
        record: Any record of `whomet.records`.
    """
    return compress(encode(record))


def unpack(data: bytes, type_: type[_Record]) -> _Record:
    """A record from its bytes.

    Args:
        data: What `pack` gave.
        type_: Which record it is.

    Raises:
        msgspec.ValidationError: The bytes hold another record.
    """
    return decode(decompress(data), type_)


def encode(record: object) -> bytes:
    """A record as bytes that are not packed: for what is small and read often.

    Half a character (a lone surrogate, which no encoding can write) is kept as a question mark: offsets stay.
    """
    try:
        return msgspec.msgpack.encode(record)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode(_whole(msgspec.to_builtins(record)))


def _whole(found: Any) -> Any:
    if isinstance(found, str):
        return found.encode("utf-8", "replace").decode("utf-8")
    if isinstance(found, dict):
        return {_whole(key): _whole(value) for key, value in found.items()}
    return [_whole(each) for each in found] if isinstance(found, (list, tuple)) else found


def decode(data: bytes, type_: type[_Record]) -> _Record:
    """A record from the bytes that `encode` gave.

    Raises:
        msgspec.ValidationError: The bytes hold another record.
    """
    found: _Record = _decoder(cast(Hashable, type_)).decode(data)
    return found


def compress(data: bytes) -> bytes:
    """Bytes packed with Zstandard."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def decompress(data: bytes) -> bytes:
    """What `compress` was given."""
    return zstandard.ZstdDecompressor().decompress(data)


def digest(*parts: object) -> str:
    """What tells some records from all others: 64 hexadecimal digits."""
    return hashlib.sha256(encode(parts)).hexdigest()


@cache
def _decoder(type_: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(type_)


__all__ = ["compress", "decode", "decompress", "digest", "encode", "pack", "unpack"]
