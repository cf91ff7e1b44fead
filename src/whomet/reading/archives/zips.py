"""ZIP archives, and what else is packed as one."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from whomet.reading import limits
from whomet.reading.archives.names import decoded, is_hidden
from whomet.reading.archives.streams import Member, Stream, stream_of_member
from whomet.reading.sniffing import Unreadable

_ENDS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
#: What is packed as ZIP and no archive to its user, by a member that each of them has.
_DOCUMENTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "a Word document (DOCX)"),
    ("xl/workbook.xml", "an Excel workbook (XLSX)"),
    ("xl/workbook.bin", "an Excel workbook (XLSB)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)"),
    ("META-INF/container.xml", "an electronic book (EPUB)"),
    ("Index/Document.iwa", "an iWork document"),
    ("META-INF/MANIFEST.MF", "a Java program or document package"),
    ("AndroidManifest.xml", "an Android program"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1


def is_zip(head: bytes) -> bool:
    """Whether the first bytes are those of a ZIP archive."""
    return head.startswith(_ENDS)


def zip_members(stream: Stream) -> Iterator[Member]:
    """What is packed in a ZIP archive, in its order, without folders and hidden files.

    Args:
        stream: The archive.

    Yields:
        Members; one that cannot be read has no stream, but says why.

    Raises:
        Unreadable: Where nothing of it can be read, or it is no archive to its user.
    """
    source = _with_jumps(stream)
    try:
        _refuse_long_list(source)
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise Unreadable(
            f"this is a ZIP archive that is damaged or cut off ({error}); fetch it again, or unpack it with a program "
            "that repairs it"
        ) from error
    listed = archive.infolist()
    _refuse_documents(archive, {info.filename for info in listed})
    if len(listed) > limits.MEMBERS:
        raise Unreadable(f"this ZIP archive has more than {limits.MEMBERS} members; split it")
    for info in listed:
        name = info.filename if info.flag_bits & _UTF8_NAME else decoded(info.orig_filename.encode("cp437", "replace"))
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        if not info.is_dir() and not is_link and not is_hidden(name):
            yield _member(archive, info, name, stream)


def _with_jumps(stream: Stream) -> BinaryIO:
    """The list of members stands at the end, so one has to be able to jump."""
    if stream.seekable_source:
        return stream
    data = stream.whole()
    if data is None:
        raise Unreadable(
            f"a ZIP archive inside of another archive that is larger than {limits.size(limits.ARTICLE_BYTES)}; unpack "
            "the outer one first"
        )
    return io.BytesIO(data)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, stream: Stream) -> Member:
    if info.flag_bits & _ENCRYPTED:
        return Member(name, None, "is protected by a password; unpack it first")
    try:
        opened = archive.open(info)
    except NotImplementedError:
        return Member(name, None, f"is packed with method {info.compress_type}, which is not read; unpack it first")
    except Exception as error:  # zipfile lets out struct.error, lzma.LZMAError and others on damaged headers
        return Member(name, None, f"is damaged ({str(error) or type(error).__name__}); fetch the archive again")
    return Member(name, stream_of_member(cast(BinaryIO, opened), stream.budget))


def _refuse_documents(archive: zipfile.ZipFile, names: set[str]) -> None:
    kind = next((kind for member, kind in _DOCUMENTS if member in names), None)
    if "mimetype" in names:
        try:
            with archive.open("mimetype") as told:
                kind = "an OpenDocument file (ODT, ODS or ODP)" if told.read(80).startswith(_OPEN_DOCUMENT) else kind
        except Exception:  # a damaged member of that name tells nothing
            pass
    if kind:
        raise Unreadable(f"this is {kind}, which is not read; save its text as .txt, .html or .pdf")


def _refuse_long_list(source: BinaryIO) -> None:
    """The list of members is held in memory; its length stands at the end of the archive."""
    source.seek(0, io.SEEK_END)
    size = source.tell()
    source.seek(max(0, size - 65_557))
    tail = source.read()
    source.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return  # zipfile says what is wrong
    length = int(struct.unpack_from("<L", tail, at + 12)[0])
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if length == 0xFFFFFFFF and wide >= 0 and len(tail) >= wide + 48:
        length = int(struct.unpack_from("<Q", tail, wide + 40)[0])
    if min(length, size) > limits.ZIP_LIST_BYTES:
        raise Unreadable(
            f"the list of members of this ZIP archive is beyond {limits.size(limits.ZIP_LIST_BYTES)}; split it"
        )
