"""What is said where an id is not known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

#: Ids that are told where one is not known.
NEAR = 5
#: Share of the letters (0 to 1) that they have in common with it at least.
_CLOSE = 0.6


class UnknownIdError(LookupError):
    """There is no such thing; the message names near ids."""


def suggested(id_: str, ids: Sequence[str]) -> str:
    """The ids that may be meant, as the end of a message; nothing where none is near.

    Args:
        id_: What was asked for.
        ids: All there are.
    """
    words = [word for word in re.split(r"[:\-\s+]+", id_.casefold()) if len(word) > 1]
    asked = id_.casefold()
    close = [other for other in ids if other.startswith(asked)] if words[1:] else []
    close += [other for other in get_close_matches(asked, ids, NEAR, _CLOSE) if other not in close]
    close += [other for other in ids if other not in close and any(word in other.split(":")[-1] for word in words[1:])]
    return f"; did you mean {', '.join(close[:NEAR])}?" if close else ""


__all__ = ["NEAR", "UnknownIdError", "suggested"]
