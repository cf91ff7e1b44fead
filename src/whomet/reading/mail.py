"""Mails with an article or a newsletter in them (RFC 5322, MIME), mailboxes of them, and pages saved as MHTML.

One mail is one document, also where a newsletter has several articles. What is attached to it becomes documents of its
own ("mail.eml#att1") where it is of a kind that is read, and is named where it is not.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email.message import Message
from email.utils import parseaddr
from html import escape
from typing import Protocol

from whomet.reading import limits
from whomet.reading.bounds import refuse_heavy_page
from whomet.reading.charset import decode
from whomet.reading.html import read_page
from whomet.reading.items import Item, lay_out
from whomet.reading.sniffing import Unreadable
from whomet.reading.unwrap import unflowed, unwrapped
from whomet.records import Document, Problem

#: Reads an attachment: its name, its bytes, the charset that the mail names for it.
Reader = Callable[[str, bytes, str | None], Iterable[Document | Problem]]

#: Mails that lie in mails: a forwarded newsletter that was forwarded again has two.
_DEPTH = 3
#: Attachments of one mail that are read.
_ATTACHED = 50
#: Share of the letters of the plain part that the marked one must have to be taken: where it has fewer, it is a frame
#: around pictures.
_RICHER = 0.6
#: Kinds of parts that are read as documents of their own when they are attached.
_READ = re.compile(
    r"text/(?!calendar|x-vcard|vcard|css)|application/(?:pdf|xhtml|xml|json|rss|atom|octet-stream)", re.I
)
_FIELDS = (
    ("mail:from", "From"),
    ("mail:to", "To"),
    ("mail:list", "List-Id"),
    ("mail:sender", "Sender"),
    ("mail:reply-to", "Reply-To"),
    ("mail:id", "Message-ID"),
)


def read_mail(file: str, data: bytes, read: Reader) -> Iterator[Document | Problem]:
    """What a mail says, and what is attached to it.

    Args:
        file: Its name.
        data: Its bytes.
        read: Reads what is attached.

    Yields:
        The document of the mail, then those of its attachments.

    Raises:
        Unreadable: Where neither the mail nor an attachment has text.
    """
    message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=email.policy.default)
    if _is_page(message):
        yield _saved_page(file, message)
        return
    body, attached = _parts(message)
    document = _document(file, message, body)
    found = list(_attachments(file, attached, read))
    if document is None and not any(isinstance(each, Document) for each in found):
        raise Unreadable("this is a mail without text; save what it says as .txt")
    if document is not None:
        unread = [problem.problem for problem in found if isinstance(problem, Problem) and problem.file == file]
        yield replace(document, flaws=(*document.flaws, *unread))
    yield from (each for each in found if isinstance(each, Document) or each.file != file)


def _document(file: str, message: Message, body: list[str]) -> Document | None:
    """The mail itself: its subject and its text."""
    content = "".join(body)
    if not content.strip():
        return None
    name, address = parseaddr(_header(message, "From"))
    item = Item(
        title=_header(message, "Subject"),
        content=content,
        published=_header(message, "Date"),
        outlet=name or address.partition("@")[2],
        language=_header(message, "Content-Language").split(",")[0],
        url=_archived_at(message),
        metadata=tuple((key, said) for key, field in _FIELDS if (said := _header(message, field))),
        plain_title=True,
    )
    document = lay_out(file, item, _charset(message))
    return replace(document, format="mail") if document else None


def _archived_at(message: Message) -> str:
    """Where a newsletter can be read on the web, where its header says so (RFC 5064)."""
    return _header(message, "Archived-At").strip("<> ")


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # the parser of the standard library fails on some broken headers
        return ""


def _charset(message: Message) -> str:
    named = (part.get_content_charset() for part in message.walk() if part.get_content_maintype() == "text")
    return next((charset for charset in named if charset), "utf-8")


# --- parts ---------------------------------------------------------------------------------------------


def _parts(message: Message) -> tuple[list[str], list[Message]]:
    """The text of a mail as markup, in order, and the parts that are attached to it."""
    body: list[str] = []
    attached: list[Message] = []
    _collect(message, body, attached, 0)
    return body, attached


def _collect(part: Message, body: list[str], attached: list[Message], depth: int) -> None:
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        attached.append(part)
    elif kind == "multipart/alternative":
        _choose(part, body, attached, depth)
    elif part.is_multipart() and depth < 20:
        inner = part.get_payload()
        for each in inner if isinstance(inner, list) else []:
            if isinstance(each, Message):
                _collect(each, body, attached, depth + 1)
    elif kind in ("text/plain", "text/html") and not part.get_filename():
        body.append(_markup(part))
    elif kind.startswith("text/") or part.get_filename():
        attached.append(part)


def _choose(part: Message, body: list[str], attached: list[Message], depth: int) -> None:
    """The fuller one of the forms in which a mail tells the same."""
    forms: list[tuple[bool, list[str]]] = []
    inner = part.get_payload()
    for each in inner if isinstance(inner, list) and depth < 20 else []:
        if isinstance(each, Message):
            texts: list[str] = []
            _collect(each, texts, attached, depth + 1)
            forms.append((each.get_content_type() == "text/plain", texts))
    plain = [texts for is_plain, texts in forms if is_plain and any(text.strip() for text in texts)]
    marked = [texts for is_plain, texts in forms if not is_plain and any(text.strip() for text in texts)]
    if marked and (not plain or _letters(marked[-1]) >= _RICHER * _letters(plain[0])):
        body += marked[-1]
    elif plain:
        body += plain[0]


def _letters(markups: list[str]) -> int:
    page = read_page("".join(markups))
    return sum(letter.isalnum() for letter in page.text) if page else 0


def _markup(part: Message) -> str:
    """A part as markup of a page."""
    text = _text(part)
    if part.get_content_type() == "text/html":
        return f"<div>{text}</div>" if text.strip() else ""
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    lines = unflowed(text, str(part.get_param("delsp") or "").lower() == "yes") if flowed else unwrapped(text)
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())


def _text(part: Message) -> str:
    payload = _payload(part)
    decoded = decode(payload, part.get_content_charset()) if payload.strip() else None
    return decoded.text.replace("\r\n", "\n") if decoded else ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # the parser of the standard library fails on some broken encodings
        return b""
    return payload if isinstance(payload, bytes) else b""


# --- attachments ---------------------------------------------------------------------------------------


def _attachments(file: str, parts: list[Message], read: Reader) -> Iterator[Document | Problem]:
    unread: list[str] = []
    for number, part in enumerate(parts, 1):
        name = f"{file}#att{number}"
        kind = part.get_content_type()
        title = part.get_filename() or kind
        if not (kind == "message/rfc822" or _READ.match(kind)):
            if not kind.startswith(("image/", "application/pgp", "application/pkcs7")):
                unread.append(title)
        elif number > _ATTACHED or name.count("#att") > _DEPTH:
            yield Problem(
                name, "lies too deep in mails or is one of too many attachments; save it as a file of its own"
            )
        else:
            yield from _attachment(name, part, read)
    if unread:
        yield Problem(file, f"attachments that are not read: {', '.join(unread)}; save their text as .txt")


def _attachment(name: str, part: Message, read: Reader) -> Iterator[Document | Problem]:
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
        data = inner[0].as_bytes() if isinstance(inner[0], Message) else b""
    else:
        data = _payload(part)
    try:
        yield from read(name, data, part.get_content_charset())
    except Unreadable as error:
        yield Problem(name, str(error))


# --- saved pages ---------------------------------------------------------------------------------------


def _is_page(message: Message) -> bool:
    """Whether this is a page that a browser saved (RFC 2557), not a mail that somebody sent."""
    if message.get("Snapshot-Content-Location"):
        return True
    if message.get("To") or message.get("Received") or message.get("Delivered-To"):
        return False
    kind = message.get_content_type()
    marked = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    return kind in ("multipart/related", "text/html") and any(part.get("Content-Location") for part in marked)


def _saved_page(file: str, message: Message) -> Document:
    start = str(message.get_param("start") or "").strip("<> ")
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    named = [part for part in pages if start and _header(part, "Content-ID").strip("<> ") == start]
    for part in (*named, *pages):
        decoded = decode(_payload(part), part.get_content_charset())
        markup = decoded.text.replace("\r\n", "\n").replace("\r", "\n") if decoded else ""
        refuse_heavy_page(markup)
        page = read_page(markup)
        if page is not None and decoded is not None and any(letter.isalnum() for letter in page.text):
            url = _header(part, "Content-Location") or _header(message, "Snapshot-Content-Location")
            saved = (("mht:saved", _header(message, "Date")),) if message.get("Date") else ()
            return Document(file, page.text, "html", page.elements, (*page.metadata, *saved), decoded.charset,
                            url if url.startswith("http") else page.url, "mht", markup=markup)  # fmt: skip
    raise Unreadable("this is a saved page (MHTML) without text; save the page after it has been shown in a browser")


# --- mailboxes -----------------------------------------------------------------------------------------

_FROM = re.compile(rb"From \S+.*\d{4}|From - ")
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_FIELD = re.compile(rb"[!-9;-~]+:")


class Lines(Protocol):
    """A file that is read line by line."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or as many bytes of it as asked for."""


def is_mailbox(head: bytes) -> bool:
    """Whether a file is a mailbox (mbox, RFC 4155): a line "From ...", then a header."""
    first, _, rest = head.partition(b"\n")
    return bool(_FROM.match(first)) and bool(_FIELD.match(rest) or not rest)


def mails_of(stream: Lines) -> Iterator[bytes | None]:
    """The mails of a mailbox, one after the other.

    Args:
        stream: The file, at its beginning.

    Yields:
        The bytes of each, without the line that parts them; None for one that is too large.
    """
    lines: list[bytes] = []
    size, blank, line = 0, True, stream.readline(limits.HEADER_BYTES)
    while line:
        follower = stream.readline(limits.HEADER_BYTES)
        if blank and _FROM.match(line) and (_FIELD.match(follower) or not follower):
            if lines:
                yield _mail(lines, size)
            lines, size = [], 0
        else:
            size += len(line)
            if size <= limits.ARTICLE_BYTES:
                lines.append(line)
        blank = line.strip() == b""
        line = follower
    if lines:
        yield _mail(lines, size)


def _mail(lines: list[bytes], size: int) -> bytes | None:
    return _QUOTED.sub(rb"\1", b"".join(lines)) if size <= limits.ARTICLE_BYTES else None
