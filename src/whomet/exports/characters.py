"""Text of articles made harmless for the programs that open an export."""

from __future__ import annotations

import re
import unicodedata

from whomet.briefs.characters import level, line, plain

#: What spreadsheets take for the beginning of a formula, in the wide forms of East Asian keyboards, too.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
#: A plain number, which no spreadsheet calculates with.
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*( ?%)?")


def briefly(text: str, most: int) -> str:
    """A text of at most so many characters, an ellipsis where something is left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def cell(text: str) -> str:
    """A text as a cell of a spreadsheet: what would be run as a formula begins with an apostrophe.

    Args:
        text: Any text.

    Returns:
        The text without control characters; unchanged where it is a number or begins with a harmless character.
    """
    if text[:1].isalnum() and text.isprintable():
        return text  # nearly every cell, told by two quick looks
    text = plain(text)
    first = next((char for char in text if not _unseen(char)), "")
    if first in FORMULA_SIGNS and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return f"'{text}" if text[:1] in ("\t", "\n") else text


def _unseen(char: str) -> bool:
    """Whether a reader sees nothing there: spaces and signs for the layout, which programs may skip."""
    return char.isspace() or unicodedata.category(char) in ("Cf", "Zs", "Cc")


__all__ = ["FORMULA_SIGNS", "briefly", "cell", "level", "line", "plain"]
