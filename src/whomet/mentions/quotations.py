"""Speech between quotation marks.

A stretch between marks is speech where it is long enough to be a sentence, ends like one, or stands beside a word
of saying. Single words in marks (titles, products, irony) are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from whomet.languages import pack
from whomet.records import Document, QuotationMention

# Speech that is not closed within so many characters was never closed: the mark was something else.
# Longest single quotation seen in news collections: about 900 characters.
_LONGEST = 1200
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# Speech behind a dash: where its paragraph or a sentence begins, where it may end, where it goes on behind the words
# of saying.
_DASH_OPENS = re.compile(r"\s*[–—-]\s+")
_DASH_INSIDE = re.compile(r"[.!?…]\s+[–—]\s+(?=[^\W\d_])")
_DASH_CLOSES = re.compile(r"\s[–—-]\s+")
_DASH_RESUMES = re.compile(r"[.,!?…]\s+[–—-]\s+")
#: Words behind a dash among which there is one of saying: "– ... – the mayor says".
_SAID_WITHIN = 3


def find_quotations(document: Document) -> tuple[QuotationMention, ...]:
    """The speech in the read blocks of a document.

    Args:
        document: A cleaned document.

    Returns:
        Quotations in order of the text, inside their marks; one that runs over several sentences is one, with the
        index of the sentence it begins in.
    """
    found: list[QuotationMention] = []
    done = -1
    for run in _runs(document):
        text = "".join(document.sentences[index].text + " " for index in run)
        starts, position = [], 0
        for index in run:
            starts.append(position)
            position += len(document.sentences[index].text) + 1
        table = pack(document.sentences[run[0]].language).table("quotations")
        for start, end in _speech(text, table):
            first = max(i for i, begin in enumerate(starts) if begin <= start)
            last = max(i for i, begin in enumerate(starts) if begin < end)
            opening, closing = document.sentences[run[first]], document.sentences[run[last]]
            outer = opening.outer(start - starts[first], start - starts[first] + 1)[0]
            inside = min(end - starts[last], len(closing.text))
            outer_end = closing.outer(inside - 1, inside)[1]
            if outer >= outer_end or outer < done:
                continue
            done = outer_end
            found.append(
                QuotationMention(outer, outer_end, document.text[outer:outer_end], run[first], opening.language)
            )
    return tuple(found)


def _runs(document: Document) -> list[list[int]]:
    """Sentences that stand together in one paragraph of one block."""
    runs: list[list[int]] = []
    for index, sentence in enumerate(document.sentences):
        last = document.sentences[runs[-1][-1]] if runs else None
        same = last is not None and (last.block, last.paragraph, last.language) == (
            sentence.block,
            sentence.paragraph,
            sentence.language,
        )
        if same:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _spans(text: str, table: Mapping[str, Any]) -> list[tuple[int, int]]:
    pairs = [tuple(pair) for pair in table.get("marks", ())]
    opening = {mark for mark, _ in pairs}
    spans, position = [], 0
    while position < len(text):
        mark = text[position]
        if mark not in opening or not _opens(text, position, mark, pairs, mark in table.get("apart", ())):
            position += 1
            continue
        ends = [text.find(close, position + 1) for open_, close in pairs if open_ == mark]
        ends = [end for end in (_closing(text, end, text[end]) for end in ends if end > 0) if end > 0]
        end = min(ends, default=-1)
        if end < 0 or end - position > _LONGEST:
            position += 1
            continue
        if _is_speech(text, position, end, mark, table):
            spans.append((position + 1, end))
        position = end + 1
    return [_trimmed(text, *span) for span in spans]


def _speech(text: str, table: Mapping[str, Any]) -> list[tuple[int, int]]:
    """All speech of a paragraph: behind dashes where the language writes it so, and between marks elsewhere."""
    dashed = _dashed(text, table) if table.get("dash") else []
    marked = _spans(text, table)
    return sorted([*dashed, *(span for span in marked if not any(s < span[1] and span[0] < e for s, e in dashed))])


def _dashed(text: str, table: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Speech that begins with a dash: "– ... – said Ana. – ..."."""
    opening = _DASH_OPENS.match(text) or _DASH_INSIDE.search(text)
    spans: list[tuple[int, int]] = []
    while opening is not None:
        closes = (match for match in _DASH_CLOSES.finditer(text, opening.end()) if _said_soon(text, match.end(), table))
        closing = next(closes, None)
        if closing is None:
            if spans:
                spans.append((opening.end(), len(text)))
            break
        spans.append((opening.end(), closing.start()))
        opening = _DASH_RESUMES.search(text, closing.end())
    return [span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1]]


def _said_soon(text: str, position: int, table: Mapping[str, Any]) -> bool:
    """Whether one of the next words is one of saying."""
    words = [
        match.group().lower() for match, _ in zip(_WORD.finditer(text, position), range(_SAID_WITHIN), strict=False)
    ]
    return any(word in table.get("after", ()) for word in words)


def _opens(text: str, position: int, mark: str, pairs: list[tuple[str, ...]], apart: bool) -> bool:
    before = text[position - 1] if position else " "
    if position + 1 >= len(text) or (text[position + 1].isspace() and not apart):
        return False
    # Marks that also close ("” or '), and apostrophes, open only behind a space or a bracket.
    either_way = mark in {close for _, close in pairs}
    return not (either_way and (before.isalnum() or before in ".,!?"))


def _closing(text: str, end: int, close: str) -> int:
    """The first place from `end` where the mark closes: not inside a word ("don't")."""
    while end > 0:
        apostrophe = close in "'’" and end + 1 < len(text) and text[end - 1].isalnum() and text[end + 1].isalpha()
        hangul = end + 1 < len(text) and "가" <= text[end + 1] <= "힣"
        if not apostrophe or hangul:
            return end
        end = text.find(close, end + 1)
    return end


def _is_speech(text: str, start: int, end: int, mark: str, table: Mapping[str, Any]) -> bool:
    inside = text[start + 1 : end].strip()
    words = _WORD.findall(inside)
    if not words:
        return False
    before, after = text[max(0, start - 40) : start].rstrip(), text[end + 1 : end + 41]
    followed = _begins_with(after, table.get("after", ()))
    if mark in table.get("weak", ()):
        return _begins_with(after, table.get("after_weak", ())) or (
            "after_weak" not in table and len(words) >= table.get("least_words", 4) and inside[-1] in ".,!?"
        )
    ending = inside.rstrip(".!?…").endswith(tuple(table.get("endings", ("\0",))))
    if "endings" in table:
        return followed or (ending and len(words) >= table.get("least_words", 3) - 1)
    long = len(words) >= table.get("least_words", 4) or len(inside) >= table.get("least_characters", 10**6)
    # "Global Strategy Meeting": a row of capitalised words is a title, not speech.
    title = len(words) > 1 and all(word[:1].isupper() or len(word) < 4 for word in words) and inside[-1].isalnum()
    said = followed or _ends_with(before, table.get("before", ())) or before.endswith(":")
    return (long and not title) or (said and (len(words) > 1 or inside[-1] in ".,!?"))


def _begins_with(after: str, words: Any) -> bool:
    stripped = after.lstrip(' ,."”–—')
    first = _WORD.match(stripped)
    if first is None:
        return False
    word = first.group().lower()
    # Particles are written onto the mark; words of saying stand a few words behind it ("..., the chairman said").
    if word in words:
        return True
    near = [found.lower() for found in _WORD.findall(re.split(r"[.!?]", stripped)[0])[:4]]
    return any(found in words for found in near) and not _hangul(word)


def _hangul(word: str) -> bool:
    return "가" <= word[:1] <= "힣"


def _ends_with(before: str, words: Any) -> bool:
    near = [found.lower() for found in _WORD.findall(before)[-3:]]
    return any(found in words for found in near)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
