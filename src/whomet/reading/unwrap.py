"""Lines that were broken to fit a screen of mail, put together to paragraphs again."""

from __future__ import annotations

import re
from itertools import pairwise

#: Widths in characters at which programs for mail break lines: 65 to 78, and some shorter ones.
_NARROWEST, _WIDEST = 50, 84
#: Lines that were broken, of those that another one follows, from which a text is taken to be broken by a program.
_BROKEN = 0.6
_OWN_LINE = re.compile(r"(?:[-*•–—+=_#>|]|\d{1,2}[.)]|https?://|\S{1,30}:$)")


def unflowed(text: str, glued: bool = False) -> list[str]:
    """Paragraphs of text in "format=flowed" (RFC 3676).

    Args:
        text: As sent.
        glued: Whether the space at the end of a broken line is not the text's own (DelSp=yes).

    Returns:
        Its lines as their author wrote them.
    """
    found: list[str] = []
    depth, opened = 0, False
    for line in text.split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        content = line[quoted:].removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        kept = content[:-1] if flows and glued else content
        if opened and quoted == depth and content != "-- ":
            found[-1] += kept
        else:
            found.append(f"{'>' * quoted} {kept}" if quoted else kept)
        depth, opened = quoted, flows
    return [line.rstrip() for line in found]


def unwrapped(text: str) -> list[str]:
    """Paragraphs of text whose lines were broken at a width.

    Args:
        text: As sent.

    Returns:
        Its lines; as they are where nothing tells that a program broke them.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    width = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    broken = [_is_broken(line, after, width) for line, after in pairs]
    if width < _NARROWEST or sum(broken) < max(2.0, _BROKEN * len(broken)):
        return lines
    found = lines[:1]
    for line, after in pairwise(lines):
        if line and after and _is_broken(line, after, width):
            found[-1] += f" {after.lstrip()}"
        else:
            found.append(after)
    return found


def _is_broken(line: str, after: str, width: int) -> bool:
    """Whether the next word would not have fitted into a line."""
    if len(line) > width or after[:1].isspace() or _OWN_LINE.match(after):
        return False
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width
