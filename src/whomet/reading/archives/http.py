"""What a web server sent, as it was before it was wrapped for the way (RFC 9110, RFC 9112)."""

from __future__ import annotations

import io
import zlib
from email.message import Message

import brotli

from whomet.reading import limits
from whomet.reading.archives.streams import Budget, Stream, is_compressed, stream_of, unpacked

#: Bytes that brotli takes in at once: what it gives stays within bounds.
_STEP = 64 * 1024


def media_type(value: str | None) -> tuple[str, str | None]:
    """The media type of a Content-Type field, in lower case, and the charset that it names, or None."""
    message = Message()
    message["Content-Type"] = (value or "").replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    told = (value or "").partition(";")[0].strip().lower()
    return told, charset.strip() if isinstance(charset, str) and charset.strip() else None


def unwrapped(data: bytes, transfer: str | None, content: str | None, budget: Budget) -> tuple[bytes, str | None]:
    """Undo the encodings of a body; one that it does not have, whatever the header says, is passed over.

    Args:
        data: The body as it stands in the archive.
        transfer: The Transfer-Encoding field.
        content: The Content-Encoding field.
        budget: What may still be unpacked.

    Returns:
        The body, and what is wrong with it, or None.
    """
    problem = None
    if "chunked" in (transfer or "").lower():
        data = _unchunked(data)
    for encoding in reversed([part.strip().lower() for part in (content or "").split(",")]):
        if encoding in ("br", "deflate"):
            data, problem = (_brotli if encoding == "br" else _deflate)(data, budget)
        elif encoding in ("gzip", "x-gzip", "zstd") and is_compressed(data):
            data, problem = _read(unpacked(stream_of(data, budget)))
        if problem:
            break
    return data, problem


def _read(stream: Stream) -> tuple[bytes, str | None]:
    data = stream.whole()
    return (data, stream.damage) if data is not None else (b"", _too_large())


def _too_large() -> str:
    return f"is larger than {limits.size(limits.ARTICLE_BYTES)}, which no article is"


def _unchunked(data: bytes) -> bytes:
    """The chunks joined; the rest as it is from where there is no chunk any more."""
    pieces: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at, at + 64)
        try:
            length = int(data[at:end].split(b";")[0], 16) if end > at else -1
        except ValueError:
            length = -1
        if length < 0:
            pieces.append(data[at:])
            break
        if length == 0:
            break
        pieces.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length
        at += 2 if data[at : at + 2] == b"\r\n" else 0
    return b"".join(pieces)


def _deflate(data: bytes, budget: Budget) -> tuple[bytes, str | None]:
    """zlib, as the standard has it, or bare, as some servers send it."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        engine = zlib.decompressobj(bits)
        try:
            unwound = engine.decompress(data, limits.ARTICLE_BYTES + 1)
        except zlib.error:
            continue
        budget.spend(len(unwound))
        return (unwound, None) if len(unwound) <= limits.ARTICLE_BYTES else (b"", _too_large())
    return data, None


def _brotli(data: bytes, budget: Budget) -> tuple[bytes, str | None]:
    engine, source = brotli.Decompressor(), io.BytesIO(data)
    pieces: list[bytes] = []
    size = 0
    try:
        while not engine.is_finished():
            step = source.read(_STEP) if engine.can_accept_more_data() else b""
            piece = engine.process(step, output_buffer_limit=_STEP)
            if not piece and not step and engine.can_accept_more_data():
                return (b"".join(pieces), "is cut off") if pieces else (data, None)
            budget.spend(len(piece))
            pieces.append(piece)
            size += len(piece)
            if size > limits.ARTICLE_BYTES:
                return b"", _too_large()
    except brotli.error as error:
        return (b"".join(pieces), f"is damaged ({error})") if pieces else (data, None)
    return b"".join(pieces), None
