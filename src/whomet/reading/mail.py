"""Mails with an article or a newsletter in them (RFC 5322, MIME)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from whomet.reading.charset import decode
from whomet.reading.items import Item


def read_mail(data: bytes) -> Item | None:
    """The article of a mail: subject, sender, date and the part that is read.

    Args:
        data: The file.

    Returns:
        A record like that of a feed, None where no part of the mail is text.
    """
    message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=email.policy.default)
    plain, marked = _part(message, "text/plain"), _part(message, "text/html")
    # The plain part is what its author wrote in lines, unless it only points at the other one.
    content = plain if len(plain) > 200 and len(plain) * 3 > _letters(marked) else marked or plain
    if not content.strip():
        return None
    name, address = parseaddr(_header(message, "From"))
    return Item(
        title=_header(message, "Subject"),
        content=content,
        published=_header(message, "Date"),
        outlet=name or address.partition("@")[2],
    )


def _letters(markup: str) -> int:
    from whomet.reading.html import read_page

    page = read_page(markup) if markup else None
    return len(page.text) if page else 0


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # the parser of the standard library fails on some broken headers
        return ""


def _part(message: EmailMessage | Message, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() != kind or part.get_filename():
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            declared = part.get_param("charset")
            decoded = decode(payload, declared if isinstance(declared, str) else None)
            if decoded is not None:
                return decoded.text.replace("\r\n", "\n")
    return ""
