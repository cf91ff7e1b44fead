"""Briefs: an account as a reader wants it: text for the terminal, Markdown, JSON, one HTML file, or a PDF."""

from __future__ import annotations

from typing import Literal, overload

from whomet.briefs import data, markdown, page, pdf, text
from whomet.briefs.characters import plain
from whomet.briefs.masking import masked
from whomet.briefs.pdf import PdfError
from whomet.briefs.wording import UnknownLanguageError
from whomet.records import Account

#: What `render` knows.
FORMATS = ("text", "md", "json", "html", "pdf")


@overload
def render(
    account: Account,
    form: Literal["text", "md", "json", "html"] = "text",
    language: str = "en",
    colour: bool = False,
    contacts: bool = False,
) -> str: ...


@overload
def render(
    account: Account, form: str, language: str = "en", colour: bool = False, contacts: bool = False
) -> str | bytes: ...


def render(
    account: Account, form: str = "text", language: str = "en", colour: bool = False, contacts: bool = False
) -> str | bytes:
    """The account in one of the formats.

    Args:
        account: What was concluded.
        form: One of `FORMATS`.
        language: BCP 47 code of the language to use; the JSON is the same in all but the labels of the account.
        colour: Text only: with ANSI colours.
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.

    Returns:
        The brief: text that ends in a newline, or for "pdf" the bytes of the file.

    Raises:
        ValueError: `form` is none of the formats.
        UnknownLanguageError: There are no words in the language.
        PdfError: What makes a PDF is not installed.
    """
    if not contacts:
        account = masked(account)
    if form == "json":
        return data.render(account)
    if form == "text":
        return text.render(account, language, colour)
    if form == "md":
        return plain(markdown.render(account, language))
    if form == "html":
        return plain(page.render(account, language))
    if form == "pdf":
        return pdf.render(account, language)
    raise ValueError(f"no such format: {form}; there are {', '.join(FORMATS)}")


__all__ = ["FORMATS", "PdfError", "UnknownLanguageError", "render"]
