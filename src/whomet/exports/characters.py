"""Text of articles made harmless for the programs that open an export."""

from __future__ import annotations

import re
import unicodedata

#: What spreadsheets take for the beginning of a formula, in the wide forms of East Asian keyboards, too.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
#: Breaks of a line, all said as one.
_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Control characters, halves of surrogate pairs, characters that Unicode keeps for no character, and the two signs
#: that turn the direction of any text behind them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
#: A plain number, which no spreadsheet calculates with.
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*( ?%)?")


def plain(text: str) -> str:
    """A text without control characters, which XML 1.0 and every table can hold; its lines end in a line feed.

    Args:
        text: Any text, also with halves of surrogate pairs.
    """
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def level(text: str) -> str:
    """A text of the same length with spaces in place of control characters, so that every offset stays what it was.

    Args:
        text: The text that offsets point into.
    """
    return _CONTROL.sub(" ", text)


def line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(plain(text).split())


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
