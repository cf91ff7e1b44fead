"""What trafilatura takes for the main text of a page, found again in the reading text."""

from __future__ import annotations

import logging
import re

import trafilatura

from whomet.cleaning.lines import Line

# It warns about every page without text.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_SIGNS = re.compile(r"[\W_]+")
#: Letters from which a line is looked for inside the extracted text; a shorter one must be a line of it.
_LONG = 25
#: Share of a line's pieces that must be found: links and notes inside a paragraph may be left out.
_ENOUGH = 0.6
_PIECE = re.compile(r".{1,60}", re.S)


def mark_extracted(markup: str, lines: list[Line]) -> None:
    """Fill in `extracted` of every line of a page.

    Args:
        markup: The page.
        lines: Its lines.
    """
    try:
        text = trafilatura.extract(markup, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # the library promises nothing for broken pages; its opinion is only one feature
        text = None
    if not text:
        return
    whole = _SIGNS.sub("", text)
    single = {_SIGNS.sub("", line) for line in text.splitlines()}
    for line in lines:
        bare = _SIGNS.sub("", line.text)
        if bare in single:
            line.extracted = True
        elif len(bare) < _LONG:
            line.extracted = False
        else:
            pieces = _PIECE.findall(bare)
            line.extracted = sum(piece in whole for piece in pieces) >= _ENOUGH * len(pieces)
