"""Offers and calls to the reader inside of the story: found by their words, once is enough.

Words of trade prove little one by one: news writes of casinos, loans and cheap flights. An offer is a row of them,
without the words between that make a sentence, of which the article speaks nowhere else. How much must come together
depends on whether the row also breaks the sentence it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from whomet.cleaning.cues import scan
from whomet.cleaning.lines import Line, width_of
from whomet.cleaning.trade import WORD, Hit, hits
from whomet.records import Block

#: Kinds of lines inside which something can be spliced.
READ = frozenset({"title", "summary", "body", "caption"})
#: Weight of a row that is an offer by itself, of one that stands in several sentences, and of one that breaks its
#: sentence. In 6,339 texts of news one of the first and none of the others was no offer; on own pages in 16
#: languages eight offers in ten reach the first.
_OFFER, _AGAIN, _BROKEN = 5, 4, 3
#: Columns of the shortest row.
_WIDTH = 8
#: Share of a row's letters that its words of trade must have, and the same where words are not spaced.
_DENSE, _DENSE_UNSPACED = 0.6, 0.5
#: Words between two hits of a row, and characters where words are not spaced.
_GAP_WORDS, _GAP_SIGNS = 1, 6
#: Weight from which not the row alone but its whole sentence is an offer, and the share of its letters that are words
#: of trade: with an address or a telephone number, and without; an offer spliced into a sentence has less.
_SENTENCE, _SHARE, _MOST = 6, 0.4, 0.6
#: Weight of a word above which it is a phrase that only advertisements have.
_INVITES = 2
#: Characters of the longest sentence that is taken out as a whole.
_LONGEST = 240
#: Words from which a call may stand in the middle of another sentence; letters where words are not spaced.
_CALL_WORDS, _CALL_LETTERS = 3, 6
#: Characters of the longest headline that a pointer without a colon is followed by, and of the longest rest of a call.
_HEADLINE, _REST = 130, 60
#: Characters before a call in a short sentence that does nothing else.
_LEAD = 12
_COLON = re.compile(r"\s?[:：|►>»]")
_NEXT = re.compile(r"\s*(?:[-–—:：|)\]】>]|$|\n)")
_BRACKETS = re.compile(r"\[\]|\(\)|【】|（）|<>")
#: Letters of an ending with which a word is still the same.
_ENDING = 2
_PAIRS = ("“”", "„“", "«»", "»«", "「」", "『』", "《》", "‘’", '""')
_QUOTED = re.compile("|".join(f"{left}[^{left}{right}\n]{{1,400}}{right}" for left, right in map(tuple, _PAIRS)))
_END = re.compile(
    r"(?<=[^\W\d_])[^\S\n]?[.!?…]+[\"'”’»)\]]*(?=\s|$)|(?<=[\d)\]”»%])[.!?…]+[\"”’»)]*(?=\s|$)"
    r"|[。！？؟۔]+[」』”\"）)]*"
)
_STOPS = re.compile(r"[.!?…。！？؟;；\n\"“”„«»「」『』《》()（）\[\]【】]")
_SEPARATOR = re.compile(r"[\s:：|,،、/·•()（）\-–—>»+&]*")
_UNSPACED = frozenset({"ja", "zh", "th"})


@dataclass(slots=True)
class _Row:
    """Hits that stand together in a line.

    Attributes:
        line: Index of the line.
        start, end: Offsets into its text.
        hits: What it is made of.
        broken: Why it cannot be part of its sentence, or None.
        weights: What each of its words says for an offer.
    """

    line: int
    start: int
    end: int
    hits: list[Hit]
    broken: str | None = None
    weights: dict[str, int] = field(default_factory=dict)


def offers(lines: Sequence[Line], languages: Sequence[str | None]) -> tuple[list[Block], set[int]]:
    """Offers and calls to the reader in the lines of the article.

    Args:
        lines: Labelled lines.
        languages: Their languages.

    Returns:
        Blocks of kind "injected", and the indexes of headlines that are an offer from end to end.
    """
    foreign: set[int] = set()
    rows: list[_Row] = []
    free: dict[int, list[Hit]] = {}
    found: list[Block] = []
    for index, line in enumerate(lines):
        if line.kind not in READ:
            continue
        listed = hits(line.text, languages[index])
        if listed:
            listed = _unquoted(line.text, listed)
            free[index] = [hit for hit in listed if not hit.said]
            rows.extend(_rows(index, line.text, free[index], languages[index]))
            found.extend(_said(line, [hit for hit in listed if hit.said], languages[index]))
    text = "\n".join(line.text for line in lines if line.kind in READ).casefold()
    tokens = Counter(WORD.findall(text)) if rows else Counter[str]()
    for row in rows:
        row.weights = _weights(row, rows, text, tokens)
    for row in rows:
        line, language = lines[row.line], languages[row.line]
        whole = _whole(row, free[row.line], line, language)
        if whole and line.kind != "body":
            foreign.add(row.line)
        elif stretch := whole or _judged(row, text, line, language):
            found.append(stretch)
    return found, foreign


def restored(lines: Sequence[Line], languages: Sequence[str | None]) -> None:
    """Give back to the article a paragraph at its end that was taken for a notice because of one sentence in it.

    Args:
        lines: Labelled lines; the kind of such a paragraph is changed.
        languages: Their languages.
    """
    for index in range(1, len(lines)):
        line = lines[index]
        if (
            line.kind != "boilerplate"
            or lines[index - 1].kind != "body"
            or not (line.notice and line.ends and line.inner)
        ):
            continue
        kind, line.kind = line.kind, "body"
        said = [hit for hit in _unquoted(line.text, hits(line.text, languages[index])) if hit.said]
        cuts = list(_said(line, said, languages[index]))
        cut = sum(_letters(line.text, block.start - line.start, block.end - line.start) for block in cuts)
        rest = line.text
        for block in reversed(cuts):
            rest = rest[: block.start - line.start] + rest[block.end - line.start :]
        noticed = scan(rest).within("notices", 0, len(rest))
        if not cuts or cut > _MOST * _letters(line.text, 0, len(line.text)) or noticed:
            line.kind = kind
        else:
            line.reason = None


def _unquoted(text: str, listed: Sequence[Hit]) -> list[Hit]:
    """The hits that nobody is quoted with."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [hit for hit in listed if not any(start < hit.start and hit.end < end for start, end in quoted)]


def _rows(index: int, text: str, listed: Sequence[Hit], language: str | None) -> Iterator[_Row]:
    row: list[Hit] = []
    for hit in listed:
        if row and not _joined(text[row[-1].end : hit.start], language):
            yield from _row(index, text, row, language)
            row = []
        row.append(hit)
    yield from _row(index, text, row, language)


def _joined(between: str, language: str | None) -> bool:
    """Whether what stands between two hits lets them be one row."""
    if _STOPS.search(between):
        return False
    words = len([word for word in WORD.findall(between) if word.isalpha()])
    if language in _UNSPACED:
        return len(between) <= _GAP_SIGNS * (1 + (language == "th"))
    return words <= _GAP_WORDS


def _row(index: int, text: str, row: Sequence[Hit], language: str | None) -> Iterator[_Row]:
    """A row with what was glued to it, from its first word of trade: figures begin none."""
    listed = _trimmed(text, row)
    if not any(hit.word and hit.weight > 1 for hit in listed):
        return
    start, end = listed[0].start, listed[-1].end
    glued = any(hit.glued for hit in listed)
    yield _Row(index, start, end, listed, "glued to a word" if glued else _misplaced(text, start, end, language))


def _trimmed(text: str, row: Sequence[Hit]) -> list[Hit]:
    """A row without everyday words and figures at its edges that other words part from it."""
    listed = list(row)
    while len(listed) > 1 and listed[0].weight == 1 and (not listed[0].word or _parted(text, *listed[:2])):
        listed.pop(0)
    while len(listed) > 1 and listed[-1].weight == 1 and _parted(text, *listed[-2:]):
        listed.pop()
    return listed


def _parted(text: str, left: Hit, right: Hit) -> bool:
    return any(map(str.isalpha, text[left.end : right.start]))


def _misplaced(text: str, start: int, end: int, language: str | None) -> str | None:
    """Why a row cannot stand where it stands, or None."""
    before, after = text[:start], text[end:]
    if language in _UNSPACED:
        fenced = language != "th" and before.endswith(" ") and after.startswith(" ")
        return "between spaces where the language writes none" if fenced else None
    ended = re.search(r"[.!?…][\"”»’)]*\s+$", before)
    if ended and text[start : start + 1].islower():
        return "without a capital at the beginning of a sentence"
    letters = [letter for letter in text[start:end] if letter.isalpha()]
    around = [letter for letter in before[-30:] + after[:30] if letter.isalpha()]
    if letters and around and all(map(str.isascii, letters)) and not any(map(str.isascii, around)):
        return "in another script than the sentence around"
    return None


def _whole(row: _Row, listed: Sequence[Hit], line: Line, language: str | None) -> Block | None:
    """The sentence of a row, where it does nothing but offer."""
    text = line.text
    start, end = _sentence(text, row.start, row.end, language)
    if row.broken or end - start > _LONGEST or (line.kind != "body" and end - start < len(text)):
        return None
    near = [hit for hit in listed if start <= hit.start and hit.end <= end]
    weights = {hit.word or str(hit.start): hit.weight for hit in near if row.weights.get(hit.word, 1)}
    share = sum(_letters(text, hit.start, hit.end) for hit in near) / max(1, _letters(text, start, end))
    reached = any(not hit.word and hit.weight > 1 for hit in near)
    # One that begins with an invitation is taken for what it says it is.
    invites = near[0].weight > _INVITES and not _letters(text, start, near[0].start) if near else False
    if sum(weights.values()) >= _SENTENCE and share >= (_SHARE if reached or invites else _MOST):
        return _block(line, start, end, "a sentence that offers something")
    return None


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _judged(row: _Row, text: str, line: Line, language: str | None) -> Block | None:
    own = line.text[row.start : row.end].casefold()
    weight = sum(row.weights.values())
    letters = _letters(own, 0, len(own))
    dense = sum(_letters(line.text, hit.start, hit.end) for hit in row.hits)
    least = _DENSE_UNSPACED if language in _UNSPACED else _DENSE
    if dense < least * letters or width_of(own) < _WIDTH or len({hit.word for hit in row.hits}) < 2:
        return None
    again = len({text[max(0, at - 5) : at] for at in _places(text, own)})
    inside = bool(line.text[: row.start].strip()) and bool(line.text[row.end :].strip())
    if not inside and line.kind != "body":
        return None
    if weight >= _OFFER or (weight >= _BROKEN and row.broken) or (weight >= _AGAIN and again > 1 and inside):
        reason = "an offer spliced into a sentence" + (f", {row.broken}" if row.broken else "")
        return _block(line, row.start, row.end, "an offer spliced into several sentences" if again > 1 else reason)
    return None


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _weights(row: _Row, rows: Sequence[_Row], text: str, tokens: Mapping[str, int]) -> dict[str, int]:
    """The weight of each word of a row; none for one that the article uses outside of such rows."""
    found: dict[str, int] = {}
    for hit in row.hits:
        if hit.word:
            spent = sum(other.word == hit.word for some in rows for other in some.hits)
            if _used(hit.word, text, tokens) > spent:
                continue
        found[hit.word or str(hit.start)] = hit.weight
    return found


def _used(word: str, text: str, tokens: Mapping[str, int]) -> int:
    """How often a page has a word, also with an ending; phrases and words without borders are counted by letters."""
    if not WORD.fullmatch(word) or "\uac00" <= word[0] <= "\ud7a3":
        return text.count(word)
    longest = len(word) + _ENDING
    return sum(count for token, count in tokens.items() if token.startswith(word) and len(token) <= longest)


def _sentence(text: str, start: int, end: int, language: str | None) -> tuple[int, int]:
    """The sentence around a stretch of a line; Thai ends its sentences, and other things, with a space."""
    if language == "th":
        colon = _COLON.match(text, end)
        stop = text.find(" ", colon.end() + 1 if colon else end)
        return text.rfind(" ", 0, start) + 1, stop if stop >= 0 else len(text)
    ends = [match.end() for match in _END.finditer(text)]
    begin = max((at for at in ends if at <= start), default=0)
    stop = min((at for at in ends if at >= end), default=len(text))
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    return begin, stop


def _said(line: Line, listed: Sequence[Hit], language: str | None) -> Iterator[Block]:
    """What a page says to its reader between or within the sentences of a paragraph."""
    text = line.text
    for hit in listed:
        start, end = _sentence(text, hit.start, hit.end, language)
        lead = text[start : hit.start]
        short = hit.said == "calls" and len(lead) <= _LEAD and end - start <= _REST
        first = short or not re.search(r"[^\W_]", lead)
        named = _named(text, hit.end)
        reason = f"speaks to the reader: {hit.word}"
        if hit.said == "marks":
            if first and _NEXT.match(text, hit.end):
                closed = bool(_BRACKETS.fullmatch(lead.strip() + text[hit.end : hit.end + 1]))
                yield _block(line, start, named + closed, "marks an advertisement")
        elif first and line.kind == "body" and _reaches(text, hit, end):
            yield _block(line, start, max(end, named), reason)
        elif hit.said == "calls" and (first or _is_long(hit.word, language)):
            yield _block(line, start if first else hit.start, named, reason)


def _reaches(text: str, hit: Hit, end: int) -> bool:
    """Whether what is said goes on to the end of its sentence: a headline follows, or little."""
    if hit.said == "pointers":
        return end - hit.end <= (_LONGEST if _COLON.match(text, hit.end) else _HEADLINE)
    return end - hit.end <= _REST


def _is_long(word: str, language: str | None) -> bool:
    """Whether a call is so long that no sentence has it by chance."""
    if language in _UNSPACED:
        return len(word) >= _CALL_LETTERS
    return len(WORD.findall(word)) >= _CALL_WORDS


def _named(text: str, end: int) -> int:
    """The end of a call with the names of tools and services behind it."""
    found = scan(text)
    while True:
        gap = _SEPARATOR.match(text, end)
        reached = found.at("controls", gap.end() if gap else end, len(text))
        if reached is None:
            return end
        end = reached


def _block(line: Line, start: int, end: int, reason: str) -> Block:
    """A stretch with one of the spaces around it, so that the rest reads on."""
    text = line.text
    if text[end : end + 1].isspace() and (start == 0 or text[start - 1].isspace()):
        end += 1
    return Block(line.start + start, line.start + end, "injected", None, reason)
