"""Text of articles without what steers the program that shows it."""

from __future__ import annotations

import re

#: Breaks of a line, all said as one.
_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Control characters, halves of surrogate pairs, characters that Unicode keeps for no character, and the two signs
#: that turn the direction of any text behind them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")


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


__all__ = ["level", "line", "plain"]
