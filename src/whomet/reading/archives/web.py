"""Web archives: the pages of a crawl with the addresses they came from (WARC, WET and the older ARC).

Headers are read by warcio. Where one record ends and the next begins is found here, so that a damaged record does
not take the rest along, and no header can grow beyond all bounds.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from whomet.reading import limits
from whomet.reading.archives.http import media_type, unwrapped
from whomet.reading.archives.streams import Stream

if TYPE_CHECKING:  # imported where a web archive is read: few users have one
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

#: The first line of a record: of a WARC file, or of an ARC file (address, IP address, time, type, length).
_START = re.compile(rb"WARC/[01]\.\d+\s*$|[a-z][a-z0-9+.-]*:\S.* \d{12,18} \S+ \S+\s*$", re.I)
#: Bytes of such a line; addresses of more than 8,000 are refused by servers.
_LONGEST_START = 16_384
_ARC_START = re.compile(rb"filedesc:\S.* \d{12,18} \S+ \S+\s*$", re.I)
#: Types of records that hold what somebody can read. The others say how it was fetched.
_READ = frozenset({"response", "resource", "conversion"})
#: Media types without an article; a page that is sent under one of them by mistake is read all the same.
_OTHER_MEDIA = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript)"
    r"|application/(?:(?:x-)?javascript|font|wasm|vnd\.ms-fontobject|x-shockwave-flash|ocsp)",
    re.I,
)
#: Notes of the crawler itself, and those of outlets to crawlers (RFC 9309).
_OTHER_ADDRESS = re.compile(r"^(?:metadata|urn|dns|whois):|/robots\.txt$", re.I)
#: What a server says of a page that is kept.
_TOLD = ("Last-Modified", "Content-Language")
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.I)


# It warns of spaces in addresses, which it puts right; without a handler that would be printed.
logging.getLogger("warcio").addHandler(logging.NullHandler())


class _HeaderError(Exception):
    """A header that grows beyond bounds."""


@cache
def _header_errors() -> tuple[type[Exception], ...]:
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    return ArchiveLoadFailed, StatusAndHeadersParserException, _HeaderError, EOFError, ValueError


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of a page came from.

    Attributes:
        url: The address.
        charset: As the server declared it.
        metadata: Pairs for `Document.metadata`: warc:date, when it was fetched (ISO 8601), and what else the server
            said of it.
        extracted: Whether the bytes are text that somebody else took out of the page (WET).
    """

    url: str | None
    charset: str | None
    metadata: tuple[tuple[str, str], ...]
    extracted: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A page of a web archive.

    Attributes:
        number: Place in the archive, from 1, all records counted.
        origin: Where it came from.
        data: Its bytes, without the wrapping of the way.
        problem: What is wrong with it, None where nothing is.
    """

    number: int
    origin: Origin
    data: bytes
    problem: str | None


def is_web_archive(head: bytes) -> bool:
    """Whether the first bytes are those of a WARC or ARC file."""
    line = head.lstrip(b"\r\n").split(b"\n", 1)[0]
    return head.lstrip(b"\r\n").startswith((b"WARC/0.", b"WARC/1.")) or _ARC_START.match(line) is not None


def records(stream: Stream) -> Iterator[Record | str]:
    """The pages of a web archive.

    Args:
        stream: The archive, unpacked.

    Yields:
        Records that hold something to read, and in words where the archive is damaged.
    """
    from warcio.recordloader import ArcWarcRecordLoader

    lines, loader = _Lines(stream), ArcWarcRecordLoader(arc2warc=True)
    number, lost, gaps = 0, False, 0
    while (line := lines.line()) or stream.damage:
        if not line:
            gaps += 1
            if gaps == 1:
                yield f"{stream.damage} (in or behind record {number})"
            if not stream.resume():
                break
            continue
        if len(line) > _LONGEST_START or not _START.match(line):
            if line.strip() and not lost:
                lost, gaps = True, gaps + 1
                if gaps == 1:
                    yield f"{_damaged(lines.begin)}: there record {number} should end and does not"
            continue
        number, lost, begin = number + 1, False, lines.begin
        try:
            lines.start_header()
            record = loader.parse_record_stream(lines, line, no_record_parse=True)
            page = _page(number, record, stream)
            lines.skip(record)
        except _header_errors() as error:
            lost, gaps = True, gaps + 1
            if gaps == 1 and stream.damage is None:
                yield f"{_damaged(begin)}: record {number} cannot be read ({_first_line(error)})"
            continue
        if page is not None:
            yield page
    if gaps > 1:
        yield f"the web archive is damaged at {gaps - 1} more places; the whole records between them are given"


def _damaged(at: int) -> str:
    return f"the web archive is damaged at byte {at} (unpacked)"


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200] or type(error).__name__


# --- one record ----------------------------------------------------------------------------------------


def _page(number: int, record: ArcWarcRecord, stream: Stream) -> Record | None:
    """What a record holds to read, None where it is of another kind."""
    if record.length is None:
        raise ValueError("it does not say its length")
    if record.rec_type not in _READ:
        return None
    head = record.raw_stream.read(limits.HEAD_BYTES)
    http, body = _http(head)
    kind, charset = media_type(http.get_header("Content-Type") if http else record.content_type)
    url = record.rec_headers.get_header("WARC-Target-URI")
    failed = http is not None and not http.get_statuscode().startswith("2")
    if failed or (_OTHER_MEDIA.match(kind) and not _PAGE.match(body)) or _OTHER_ADDRESS.search(url or ""):
        return None
    told = {"warc:date": record.rec_headers.get_header("WARC-Date"), **_told_by(http)}
    metadata = tuple((key, value) for key, value in told.items() if value)
    origin = Origin(url, charset, metadata, record.rec_type == "conversion")
    body += record.raw_stream.read(limits.ARTICLE_BYTES + 1 - len(body))
    if len(body) > limits.ARTICLE_BYTES:
        return Record(number, origin, b"", f"is larger than {limits.size(limits.ARTICLE_BYTES)}, which no article is")
    cut = "the record is cut off" if record.raw_stream.limit > 0 else None
    transfer, content = (http and http.get_header(field) for field in ("Transfer-Encoding", "Content-Encoding"))
    body, wrong = unwrapped(body, transfer, content, stream.budget)
    return Record(number, origin, body, wrong or cut)


def _http(head: bytes) -> tuple[StatusAndHeaders | None, bytes]:
    """The header that the server sent, where there is one, and what follows it."""
    if not head.startswith(b"HTTP/"):
        return None, head
    from warcio.statusandheaders import StatusAndHeadersParser

    lines = io.BytesIO(head)
    return StatusAndHeadersParser([], verify=False).parse(lines), lines.read()


def _told_by(http: StatusAndHeaders | None) -> dict[str, str | None]:
    return {f"http:{field.lower()}": http.get_header(field) for field in _TOLD} if http else {}


# --- lines and positions ---------------------------------------------------------------------------------


class _Lines:
    """A stream with the face that warcio reads from, which knows where it stands and how long headers may be."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._at = 0
        self.begin = 0
        self._left = limits.HEADER_BYTES

    def line(self) -> bytes:
        """The next line, or the first bytes of one that is too long for a header; empty at the end."""
        self.begin = self._at
        line = self._stream.readline(limits.HEADER_BYTES)
        self._at += len(line)
        return line

    def start_header(self) -> None:
        """Count the lines of a header anew."""
        self._left = limits.HEADER_BYTES

    def readline(self, size: int | None = None) -> bytes:
        line = self._stream.readline(self._left if size is None else min(size, self._left))
        self._at += len(line)
        self._left -= len(line)
        if self._left <= 0:
            raise _HeaderError(f"its header is longer than {limits.size(limits.HEADER_BYTES)}")
        return line

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def skip(self, record: ArcWarcRecord) -> None:
        """Pass over what was not read of a record."""
        while record.length and record.raw_stream.read(limits.HEAD_BYTES):
            pass
