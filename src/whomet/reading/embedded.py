"""Articles that a page brings along as data and leaves to a script to show.

Looked at only where the markup itself has no running text: `articleBody` of JSON-LD first, then the longest running
text in the page's other data (`application/json` and assignments are read the same way by every framework: strings in
lists and objects; which framework wrote them does not matter).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

#: Letters of running text from which a page is taken to show its article itself; a headline with menus has fewer.
_ENOUGH = 300
#: Letters of the shortest article that is taken from data; shorter strings are teasers and settings.
_SHORTEST = 200
#: Characters of data that are looked at, and levels of it.
_LONGEST_DATA = 5_000_000
_DEEPEST = 40
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?:\s|$|<)|[。！？؟۔]")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_LINE_BREAK = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|section|tr)\b[^<>]*>|\n", re.I)
_ASSIGNED = re.compile(r"^\s*(?:(?:window|self|globalThis)[.\[][^=]{1,80}|(?:var|let|const)\s+[\w$]+\s*)=\s*(?=[{\[])")


@dataclass(frozen=True, slots=True)
class Written:
    """What a script would have written.

    Attributes:
        lines: (tag, text) of every line.
    """

    lines: tuple[tuple[str, str], ...]


def written_in_scripts(root: etree._Element, seen: str) -> Written | None:
    """The article in a page's data, where its markup shows none.

    Args:
        root: The parsed page.
        seen: What the markup shows.

    Returns:
        Its lines, or None where the page shows enough itself or its data hold no article.
    """
    running = sum(len(line) for line in seen.split("\n") if len(line) > 60 and _SENTENCE_END.search(line))
    if running >= _ENOUGH:
        return None
    data = list(_data(root))
    body = next((text for value in data for text in _named(value, "articlebody")), None)
    lines = _lines([body]) if body else _longest(data)
    if sum(map(len, lines)) < max(_SHORTEST if not body else 1, 1.5 * running):
        return None
    if _letters("".join(lines))[:60] in _letters(seen):
        return None
    headline = next((text for value in data for text in _named(value, "headline")), None) or _title(root)
    head = [("h1", headline)] if headline and _letters(headline) not in _letters(seen) else []
    return Written((*head, *(("p", line) for line in lines)))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _title(root: etree._Element) -> str | None:
    named = (meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:title")
    return next((" ".join(title.split()) for title in named if title and title.strip()), None)


def _data(root: etree._Element) -> Iterator[Any]:
    """The data of all scripts of a page; JSON-LD first."""
    scripts = [script for script in root.iter("script") if script.text and len(script.text) < _LONGEST_DATA]
    scripts.sort(key=lambda script: "ld+json" not in (script.get("type") or ""))
    for script in scripts:
        kind = (script.get("type") or "").lower()
        source = (script.text or "").strip()
        if "json" not in kind:
            assigned = _ASSIGNED.match(source)
            if assigned is None:
                continue
            source = source[assigned.end() :]
        try:
            yield json.JSONDecoder(strict=False).raw_decode(source)[0]
        except (ValueError, RecursionError):
            continue


def _strings(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Strings with the keys that lead to them; places in lists do not count."""
    if isinstance(value, str):
        yield path, value
    elif len(path) < _DEEPEST:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from _strings(inner, (*path, str(key)))
        elif isinstance(value, list):
            for inner in value:
                yield from _strings(inner, path)


def _named(value: Any, key: str) -> Iterator[str]:
    return (text for path, text in _strings(value) if path and path[-1].lower() == key and text.strip())


def _longest(data: list[Any]) -> list[str]:
    """The running text with most letters: one string, or strings that lie in the same place of a list."""
    found: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for number, value in enumerate(data):
        for path, text in _strings(value):
            if len(text) > 40 and " " in text.strip() + " " and _SENTENCE_END.search(text) and not _is_code(text):
                found.setdefault((number, path), []).append(text)
    best = max(found.values(), key=lambda texts: sum(len(_TAG.sub("", text)) for text in texts), default=[])
    return _lines(list(dict.fromkeys(best)))


def _is_code(text: str) -> bool:
    bare = _TAG.sub("", text)
    signs = sum(letter in "{}[]=;\\<>_|&#" for letter in bare)
    return signs > 0.02 * len(bare) + 2


def _lines(texts: list[str]) -> list[str]:
    """Paragraphs, without markup."""
    lines = (line for text in texts for line in _LINE_BREAK.split(text))
    plain = (" ".join(unescape(_TAG.sub("", line)).split()) for line in lines)
    return [line for line in plain if line]
