"""Archives: which files lie in this file?

Compressed files, ZIP and tar archives and web archives are opened to a stated depth, and what lies in them is given
one by one, as streams that are read before the next one is opened. Nothing is written to the disk.

    crawl.warc.gz#12            the page of the 12th record
    week.zip/monday/a.html      a member
    a.html.gz                   a single compressed file keeps its name
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from whomet.reading import limits
from whomet.reading.archives.names import Names
from whomet.reading.archives.streams import Budget, Member, Stream, TooMuchError, is_compressed, stream_of, unpacked
from whomet.reading.archives.tars import is_tar, tar_members
from whomet.reading.archives.web import Origin, is_web_archive, records
from whomet.reading.archives.zips import is_zip, zip_members
from whomet.reading.sniffing import Unreadable
from whomet.records import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is no archive.

    Attributes:
        name: Its name, with the archives that it lies in before it.
        stream: Its bytes, to be read before the next file is asked for.
        origin: Where it was fetched, for what lies in a web archive.
    """

    name: str
    stream: Stream
    origin: Origin | None = None


def opened(source: bytes | BinaryIO) -> Stream:
    """A given file as a stream.

    Args:
        source: Its bytes, or the file on the disk, opened for reading bytes.
    """
    if isinstance(source, bytes):
        return stream_of(source, Budget(len(source)))
    jumps = source.seekable()
    size = source.seek(0, io.SEEK_END) if jumps else 0
    if jumps:
        source.seek(0)
    return Stream(source, Budget(size), seekable=jumps)


def find(name: str, stream: Stream) -> Iterator[Found | Problem]:
    """The files that lie in a file; the file itself where it is no archive.

    Args:
        name: Its name.
        stream: Its bytes.

    Yields:
        Files, each to be read before the next is asked for, and what could not be opened.

    Raises:
        TooMuchError: Where it unpacks to more than is read; what was given before holds.
    """
    yield from _find(Found(name, stream), 0, 0)


def _find(file: Found, depth: int, layers: int) -> Iterator[Found | Problem]:
    head = file.stream.head()
    try:
        if is_compressed(head):
            if layers == limits.COMPRESSION_DEPTH:
                raise Unreadable(f"is compressed more than {layers} times over; unpack it first")
            yield from _find(Found(file.name, unpacked(file.stream), file.origin), depth, layers + 1)
        elif is_zip(head):
            yield from _or_nothing(file, _members(file, zip_members(file.stream), _deeper(depth)))
        elif is_web_archive(head):
            yield from _or_nothing(file, _records(file, _deeper(depth)))
        elif is_tar(head):
            yield from _or_nothing(file, _members(file, tar_members(file.stream), _deeper(depth)))
        else:
            yield file
    except Unreadable as refused:
        yield Problem(file.name, str(refused))
    if file.stream.damage and not is_web_archive(head):
        yield Problem(file.name, file.stream.damage)


def _or_nothing(file: Found, inside: Iterator[Found | Problem]) -> Iterator[Found | Problem]:
    """What lies in an archive; that nothing does is a problem, too."""
    nothing = True
    for each in inside:
        nothing = False
        yield each
    if nothing and not file.stream.damage:
        yield Problem(
            file.name, "this is an archive in which nothing lies that can be read; give one with articles in it"
        )


def _deeper(depth: int) -> int:
    if depth == limits.ARCHIVE_DEPTH:
        raise Unreadable(f"is an archive inside of {depth} archives; unpack the outer ones first")
    return depth + 1


def _members(file: Found, members: Iterator[Member], depth: int) -> Iterator[Found | Problem]:
    names = Names(file.name)
    for member in members:
        name = names.give(member.name) if member.name else file.name
        if member.stream is None:
            yield Problem(name, member.problem)
        else:
            yield from _find(Found(name, member.stream), depth, 0)


def _records(file: Found, depth: int) -> Iterator[Found | Problem]:
    """Pages of a web archive; damage to its packed bytes is told once, not again with the record that it falls into."""
    for record in records(file.stream):
        if isinstance(record, str):
            yield Problem(file.name, record)
            continue
        name = f"{file.name}#{record.number}"
        if record.data:
            yield from _find(Found(name, stream_of(record.data, file.stream.budget), record.origin), depth, 0)
        if record.problem and not file.stream.damage:
            yield Problem(name, record.problem)


__all__ = ["Found", "Origin", "Stream", "TooMuchError", "find", "opened"]
