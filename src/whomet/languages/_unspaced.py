"""Functions that packs share whose script writes no spaces between words, or marks above its letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from whomet.languages import Token
from whomet.languages._common import trim

#: Characters of the longest stretch between brackets or quotation marks inside of which no sentence ends; a longer
#: quotation is read sentence by sentence. The longest sentence of the test pages has 118 characters.
LONGEST_ASIDE = 160
_PAIRS = dict(zip("「『（【〔《〈“([«", "」』）】〕》〉”)]»", strict=True))
_CLOSERS = frozenset(_PAIRS.values())
_BEHIND = "」』）】〕》〉”’)\\]\"'"
_WIDE = "\u3005-\u30ff\u3400-\u9fff"
# A full stop of Latin script ends a sentence only behind an ideograph or kana; one inside a word or a number does not.
_STOP = re.compile(
    rf"[。！？｡]+[。！？｡!?…]*|(?<=[{_WIDE}{_BEHIND}])[.．](?![.．0-9A-Za-z])|[!?]+(?=[\s{_BEHIND}]|$)|…+(?=\s|$)|\n+|\u3000{{2,}}"
)
_CLOSING = re.compile(rf"[{_BEHIND}]+")
_TOKEN = re.compile(
    r"[\u0e00-\u0e7f]+|[\u3005\u3007\u3400-\u9fff]+|[\u3041-\u309f]+|[\u30a0-\u30ff]+(?:・[\u30a0-\u30ff]+)*"
    r"|\d[\d.,:/]*\d|\d|[^\W\d_\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff]"
    r"(?:[^\W\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff]|[\u0300-\u036f\u064b-\u065f\u0670]|[-'’·](?=[^\W\u3005-\u9fff]))*|[^\w\s]|_"
)


def asides(text: str) -> list[tuple[int, int]]:
    """Stretches between brackets or quotation marks of one line, without the marks.

    Args:
        text: A paragraph.

    Returns:
        Spans of the outermost pairs that are not longer than `LONGEST_ASIDE`, in order.
    """
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, letter in enumerate(text):
        if letter == "\n":
            stack.clear()
        elif letter in _PAIRS:
            stack.append((_PAIRS[letter], at + 1))
        elif letter in _CLOSERS and any(closer == letter for closer, _ in stack):
            while stack[-1][0] != letter:
                stack.pop()
            start = stack.pop()[1]
            if at - start <= LONGEST_ASIDE:
                while found and found[-1][0] >= start:
                    found.pop()
                found.append((start, at))
    return found


def sentences(text: str, goes_on: Callable[[str, int, int], bool]) -> list[tuple[int, int]]:
    """Split a paragraph of Chinese or Japanese into sentences.

    A stop between brackets or quotation marks ends no sentence. Where it is the last sign before the closing mark,
    the sentence ends behind the mark unless it goes on.

    Args:
        text: A paragraph.
        goes_on: Whether the sentence that began at the first offset goes on behind a quotation that ends at the second.

    Returns:
        Trimmed, non-empty spans in order.
    """
    spans, begin = [], 0
    for end, quoted in _ends(text):
        if end <= begin or (quoted and goes_on(text, begin, end)):
            continue
        spans.append((begin, end))
        begin = end
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _ends(text: str) -> Iterator[tuple[int, bool]]:
    """Offsets behind the signs that may end a sentence, and whether it is the end of a quotation."""
    inside = asides(text)
    number = 0
    for match in _STOP.finditer(text):
        while number < len(inside) and inside[number][1] < match.end():
            number += 1
        closing = _CLOSING.match(text, match.end())
        if number < len(inside) and inside[number][0] <= match.start():
            if match.end() == inside[number][1] and closing:
                yield closing.end(), True
            continue
        yield (closing.end() if closing else match.end()), bool(closing)


def tokens(text: str) -> list[Token]:
    """Runs of letters of one script, numbers and signs, with offsets; vowel signs and marks stay with their letters."""
    found = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        tag = "NUMBER" if token[0].isdigit() else "WORD" if token[0].isalpha() else "SIGN"
        found.append(Token(match.start(), match.end(), token, token.lower(), tag))
    return found


def foreign_short_forms(name: str, signs: str) -> tuple[str, ...]:
    """Last and first part of a foreign name whose parts are joined by a dot ("マリー・デュラン", "玛丽·杜兰").

    Args:
        name: A full name.
        signs: The characters that join.

    Returns:
        The last part, then the first; empty for a name of one part.
    """
    parts = [part for part in re.split(f"[{re.escape(signs)}]", name) if part]
    return tuple(dict.fromkeys((parts[-1], parts[0]))) if len(parts) > 1 else ()
