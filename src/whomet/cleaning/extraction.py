"""What trafilatura takes for the main text of a page, found again in the reading text."""

from __future__ import annotations

import logging
import re

from whomet.cleaning.lines import Line

# It warns about every page without text.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_SIGNS = re.compile(r"[\W_]+")
#: Letters from which a line is looked for inside the extracted text; a shorter one must be a line of it.
_LONG = 25
#: Share of a line's pieces that must be found: links and notes inside a paragraph may be left out.
_ENOUGH = 0.6
_PIECE = re.compile(r".{1,60}", re.S)
#: Share of a page's prose that the quick extraction must hold; under it the full one is asked, which also compares
#: other extractors. On 990 public pages one in six lies under it.
_HELD = 0.5


def mark_extracted(markup: str, lines: list[Line]) -> None:
    """Fill in `extracted` of every line of a page.

    Args:
        markup: The page.
        lines: Its lines.
    """
    # Strictness costs nothing here: what it leaves out of an article, the labels take in again by their own features.
    _mark(_main_text(markup, quick=True), lines)
    prose = [line for line in lines if line.width >= 60 and line.links < 0.3 and line.ends and not line.hidden]
    held = sum(line.width for line in prose if line.extracted)
    if not held or held < _HELD * sum(line.width for line in prose):
        _mark(_main_text(markup, quick=False), lines)


def _main_text(markup: str, quick: bool) -> str:
    # Plain text needs none of it, and to import it takes longer than to label a text.
    import trafilatura

    try:
        text = trafilatura.extract(
            markup,
            fast=quick,
            favor_precision=quick,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
        )
    except Exception:  # the library promises nothing for broken pages; its opinion is only one feature
        text = None
    return text or ""


def _mark(text: str, lines: list[Line]) -> None:
    """Compare lines with an extracted text; nothing is known where there is none."""
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
