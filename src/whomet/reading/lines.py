"""JSON Lines (https://jsonlines.org): one record a line, read line by line, so that a file may have any size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from whomet.reading import limits
from whomet.reading.archives import Stream
from whomet.reading.charset import decode
from whomet.reading.items import Item, record_items


def is_json_lines(head: bytes) -> bool:
    """Whether a file has one JSON object a line.

    Args:
        head: Its first bytes.

    Returns:
        True where the first line that is not empty begins an object and the next line begins another one; of a first
        line that is longer than `head` only its beginning can be looked at: a key without a line break before it.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b'{"'):
        return False
    line, _, rest = start.partition(b"\n")
    if not rest:
        return len(line) >= limits.HEAD_BYTES // 2
    return rest.lstrip().startswith(b'{"') and isinstance(_value(line), dict)


class JsonLines:
    """The articles of a file with one record a line, as they are read.

    Attributes:
        problem: Which lines could not be read, known at the end; None where all could be.
    """

    def __init__(self, stream: Stream, columns: Mapping[str, str]) -> None:
        self._stream = stream
        self._columns = columns
        self.problem: str | None = None

    def __iter__(self) -> Iterator[Item]:
        broken, first, number = 0, 0, 0
        while line := self._stream.readline(limits.ARTICLE_BYTES + 1):
            number += 1
            fits = len(line) <= limits.ARTICLE_BYTES
            value = _value(line) if fits else None
            while not fits and line and not line.endswith(b"\n"):
                line = self._stream.readline(limits.ARTICLE_BYTES)
            if value is not None:
                yield from record_items(value, self._columns)
            elif not fits or line.strip():
                first, broken = first or number, broken + 1
                self.problem = _told(broken, first)


def _told(broken: int, first: int) -> str:
    lines = f"line {first} is" if broken == 1 else f"{broken} lines, the first of them line {first}, are"
    return f"{lines} no JSON, or larger than {limits.size(limits.ARTICLE_BYTES)}, and left out"


def _value(line: bytes) -> Any:
    """The record of a line, None where it is none."""
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = decode(line)
        text = decoded.text if decoded else ""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
