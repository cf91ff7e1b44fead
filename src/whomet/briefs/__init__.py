"""Briefs: an account as a reader wants it: text for the terminal, Markdown, JSON, or one HTML file."""

from __future__ import annotations

from whomet.briefs import data, markdown, page, text
from whomet.briefs.masking import masked
from whomet.records import Account

#: What `render` knows.
FORMATS = ("text", "md", "json", "html")


def render(
    account: Account, form: str = "text", language: str = "en", colour: bool = False, contacts: bool = False
) -> str:
    """The account in one of the formats.

    Args:
        account: What was concluded.
        form: One of `FORMATS`.
        language: BCP 47 code; dates are written its way.
        colour: Text only: with ANSI colours.
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.

    Returns:
        The brief, ending in a newline.

    Raises:
        ValueError: `form` is none of the formats.
    """
    if not contacts:
        account = masked(account)
    if form == "json":
        return data.render(account)
    if form == "text":
        return text.render(account, language, colour)
    if form == "md":
        return markdown.render(account, language)
    if form == "html":
        return page.render(account, language)
    raise ValueError(f"no such format: {form}; there are {', '.join(FORMATS)}")
