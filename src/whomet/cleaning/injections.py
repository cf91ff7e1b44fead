"""Words spliced into an article that were never its own, and stretches that nobody sees.

Spam pages hide an advertised phrase in a stolen text, again and again. Repetition alone proves nothing: articles
repeat names and turns of phrase. What gives a spliced run away is one of

- glue: the next word follows without a space, several times, and is no ending of the run's last word;
- goods: the run has a word of trade in it (a special offer, a casino) that the article does not otherwise use,
  and is repeated inside sentences;
- bareness: where the language writes particles onto nouns, a row of bare nouns that is repeated and never bears
  one, or stands where no noun can stand without one (before a verb, before a quotation).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whomet.cleaning.cues import phrases
from whomet.cleaning.lines import Line
from whomet.languages import pack
from whomet.records import Block, Document

_WORD = re.compile(r"[^\W_]+(?:[-'’+.&][^\W_]+)*")
_SHORTEST = 3
_LONGEST = 14
#: Words that are looked at: longer texts are no articles, and runs of all lengths are kept in memory.
_MOST_WORDS = 20_000
#: Letters that a run must have to be told from a turn of phrase.
_LETTERS = 8
#: Tags of morphemes that bare nouns are made of (Sejong tag set).
_NOUNS = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR", "MM"})
_FRAMED = re.compile(
    r"(?:[▶►▷☞★☆◆■♥♡]+|[>＞»]{2,})\s?[^\n▶►◀◄<>]{4,120}?\s?(?:[◀◄◁☜★☆◆■♥♡]+|[<＜«]{2,}|(?<=[!?！])\s?[<>＜＞]{1,3})"
)
_OPENING_QUOTES = ('"', "“", "‘", "'", "「", "『", "《")
#: Kinds of lines inside which something can be spliced.
_READ = frozenset({"title", "summary", "body", "caption"})


@dataclass(frozen=True, slots=True)
class _Spot:
    """An occurrence of a run: offsets into the text of a line."""

    line: int
    start: int
    end: int


def hidden_stretches(document: Document) -> list[Block]:
    """Stretches of a page that its reader does not see.

    Args:
        document: As read.

    Returns:
        Blocks of kind "injected"; none where the page shows itself by script and hides more than it shows.
    """
    seen = sum(element.end - element.start for element in document.elements if not element.hidden)
    hidden = [element for element in document.elements if element.hidden]
    if sum(element.end - element.start for element in hidden) > 2 * seen:
        return []
    return [
        Block(element.start, element.end, "injected", None, f"not seen: {element.hidden}")
        for element in hidden
        if element.end > element.start
    ]


def spliced_stretches(lines: Sequence[Line], languages: Sequence[str | None]) -> tuple[list[Block], frozenset[int]]:
    """Runs of words spliced into sentences.

    Args:
        lines: Labelled lines.
        languages: Their languages.

    Returns:
        Blocks of kind "injected", and the indexes of lines that are headlines of the spliced words.
    """
    finder = _Finder(lines, languages)
    stretches: list[Block] = []
    foreign: set[int] = set()
    for text, spots, reason in finder.runs():
        for spot in spots:
            line = lines[spot.line]
            if line.kind == "body" or _inside(line.text, spot):
                start, end = _cut(line.text, spot)
                stretches.append(Block(line.start + start, line.start + end, "injected", None, reason))
        foreign.update(
            index
            for index, line in enumerate(lines)
            if line.kind in ("title", "summary", "boilerplate")
            and text.casefold() in line.text.casefold()
            and len(text) * 5 >= 2 * len(line.text)
        )
    return stretches, frozenset(foreign)


def framed_stretches(lines: Sequence[Line]) -> list[Block]:
    """Calls set between arrows or stars inside of running text.

    Args:
        lines: Labelled lines.

    Returns:
        Blocks of kind "injected".
    """
    found = []
    for line in lines:
        if line.kind != "body":
            continue
        for match in _FRAMED.finditer(line.text):
            end = match.end() + (line.text[match.end() : match.end() + 1] == " " and match.start() > 0)
            found.append(Block(line.start + match.start(), line.start + end, "injected", None, "a call between arrows"))
    return found


def without_overlap(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in order; of two that overlap the first and longer one stays."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda block: (block.start, -block.end)):
        if not kept or block.start >= kept[-1].end:
            kept.append(block)
    return tuple(kept)


def _inside(text: str, spot: _Spot) -> bool:
    return bool(text[: spot.start].strip()) and bool(text[spot.end :].strip())


def _cut(text: str, spot: _Spot) -> tuple[int, int]:
    """The run with one of the spaces around it, so that the rest reads on."""
    if text[spot.end : spot.end + 1].isspace() and (spot.start == 0 or text[spot.start - 1].isspace()):
        return spot.start, spot.end + 1
    return spot.start, spot.end


class _Finder:
    """Looks for spliced runs in the read lines of one document."""

    def __init__(self, lines: Sequence[Line], languages: Sequence[str | None]) -> None:
        self._lines, self._languages = lines, languages
        self._read = [index for index, line in enumerate(lines) if line.kind in _READ]
        self._words: dict[int, list[re.Match[str]]] = {}
        left = _MOST_WORDS
        for index in self._read:
            words = list(_WORD.finditer(lines[index].text)) if left > 0 else []
            left -= len(words)
            self._words[index] = words[: max(0, left + len(words))]
        self._counts = Counter(match.group().casefold() for index in self._read for match in self._words[index])

    def runs(self) -> list[tuple[str, list[_Spot], str]]:
        """Text, spots and reason of every spliced run."""
        found: list[tuple[str, list[_Spot], str]] = []
        taken: set[tuple[int, int]] = set()
        for spots in self._repeated():
            if any((spot.line, at) in taken for spot in spots for at in range(spot.start, spot.end)):
                continue
            taken.update((spot.line, at) for spot in spots for at in range(spot.start, spot.end))
            spots = self._widened(spots)
            reason = self._reason(spots)
            if reason:
                found.append((self._text(spots[0]), spots, reason))
        found.extend(self._single(taken if found else set()))
        return found

    def _text(self, spot: _Spot) -> str:
        return self._lines[spot.line].text[spot.start : spot.end]

    def _repeated(self) -> list[list[_Spot]]:
        """Runs of words that occur more than once, the longest first."""
        places: dict[tuple[str, ...], list[_Spot]] = defaultdict(list)
        for index, words in self._words.items():
            folded = [match.group().casefold() for match in words]
            for length in range(_SHORTEST, _LONGEST + 1):
                for at in range(len(words) - length + 1):
                    spot = _Spot(index, words[at].start(), words[at + length - 1].end())
                    places[tuple(folded[at : at + length])].append(spot)
        repeated = [run for run, spots in places.items() if len(spots) > 1]
        return [places[run] for run in sorted(repeated, key=lambda run: (-len(run), run))]

    def _widened(self, spots: list[_Spot]) -> list[_Spot]:
        """The spots with the characters that follow all of them: a glued last word is half of a token."""
        after = [self._lines[spot.line].text[spot.end : spot.end + 24] for spot in spots]
        common = 0
        while all(len(text) > common for text in after) and len({text[common] for text in after}) == 1:
            common += 1
        kept = after[0][:common].rstrip()
        if not any(letter.isalnum() for letter in kept):
            return spots
        return [_Spot(spot.line, spot.start, spot.end + len(kept)) for spot in spots]

    def _reason(self, spots: list[_Spot]) -> str | None:
        text = self._text(spots[0])
        words = [word.casefold() for word in _WORD.findall(text)]
        if sum(letter.isalnum() for letter in text) < _LETTERS or len(words) < _SHORTEST:
            return None
        inside = [spot for spot in spots if _inside(self._lines[spot.line].text, spot)]
        strange = sum(self._counts[word] <= len(spots) for word in words)
        if len({self._around(spot) for spot in inside}) < len(inside) or strange * 2 < len(words):
            return None
        glued = sum(self._glued(spot) for spot in inside)
        if glued >= 2 and glued * 2 >= len(inside):
            return "the same words spliced into several sentences, glued to the next word"
        if phrases("goods").search(text) and len(inside) >= 2:
            return "an offer spliced into several sentences"
        if strange * 3 < 2 * len(words) or not all(self._is_bare(spot) for spot in inside):
            return None
        # Three times without a particle, or twice and once where none can be missing: names of events and bodies
        # bear one sooner or later.
        misplaced = sum(self._misplaced(spot) for spot in inside)
        if len(inside) >= 3 - min(1, misplaced) and len(inside) >= 2:
            return "a row of bare nouns spliced into several sentences"
        return None

    def _is_bare(self, spot: _Spot) -> bool:
        """Whether a run is made of nouns without endings and goes on with a space."""
        if self._languages[spot.line] != "ko" or not self._lines[spot.line].text[spot.end : spot.end + 1].isspace():
            return False
        words = _WORD.findall(self._text(spot))
        return all(self._is_noun(word) for word in words) and " " in self._text(spot)

    @staticmethod
    def _is_noun(word: str) -> bool:
        return all(part.tag in _NOUNS for part in pack("ko").hooks.tokens(word))

    def _misplaced(self, spot: _Spot) -> bool:
        """Whether a bare noun cannot stand here: before a verb, an adverb or the opening of a quotation."""
        after = self._lines[spot.line].text[spot.end :].lstrip()
        if after[:1] in _OPENING_QUOTES:
            return True
        word = _WORD.match(after)
        parts = pack("ko").hooks.tokens(after[: word.end() + 1].strip()) if word else ()
        if not parts:
            return False
        verb = len(parts) > 1 and parts[0].tag in ("NNG", "XR") and parts[1].tag in ("XSV", "XSA")
        return parts[0].tag in ("VV", "VA", "MAG", "MAJ") or verb

    def _around(self, spot: _Spot) -> tuple[str, str]:
        text = self._lines[spot.line].text
        return text[max(0, spot.start - 5) : spot.start], text[spot.end : spot.end + 5]

    def _glued(self, spot: _Spot) -> bool:
        """Whether the next word follows without a space and is no ending of the last one."""
        text = self._lines[spot.line].text
        if not text[spot.end : spot.end + 1].isalnum():
            return False
        token = re.match(r"[^\W_]+", text[spot.end :])
        rest = token.group() if token else ""
        last = re.search(r"[^\W_]+$", text[: spot.end])
        whole = (last.group() if last else "") + rest
        hooks = pack(self._languages[spot.line]).hooks
        if hooks.strip_particles(whole) == (last.group() if last else ""):
            return False
        for part in hooks.tokens(whole):
            if last and part.start == len(last.group()):
                # Taken apart by its morphemes, the rest begins with a word of its own.
                return part.tag[:2] in ("NN", "NP", "NR", "SL", "SN", "MA", "MM", "VV", "IC")
        return whole[len(whole) - len(rest)].isupper() and not rest.isupper() and len(rest) > 2

    def _single(self, taken: set[tuple[int, int]]) -> list[tuple[str, list[_Spot], str]]:
        """An offer spliced in once: a bare row of nouns with a word of trade, where words bear endings."""
        found = []
        for index in self._read:
            line = self._lines[index]
            if self._languages[index] != "ko" or line.kind != "body":
                continue
            for match in phrases("goods").finditer(line.text):
                spot = self._bare_row(index, match.start(), match.end())
                if spot and (index, spot.start) not in taken and self._once(spot, match.group()):
                    found.append((self._text(spot), [spot], "an offer spliced into a sentence"))
                    taken.update((index, at) for at in range(spot.start, spot.end))
        return found

    def _once(self, spot: _Spot, goods: str) -> bool:
        others = sum(goods in self._lines[index].text for index in self._read)
        return (
            others == 1
            and self._is_bare(spot)
            and (self._misplaced(spot) or len(phrases("goods").findall(self._text(spot))) > 1)
        )

    def _bare_row(self, index: int, start: int, end: int) -> _Spot | None:
        """The row of words without endings around a word of trade; its last word must be the one of trade."""
        text, words = self._lines[index].text, self._words[index]
        at = next((number for number, word in enumerate(words) if word.start() <= start < word.end()), None)
        if at is None:
            return None
        first = last = at
        while first > 0 and self._joined(text, words, first - 1):
            first -= 1
        while last + 1 < len(words) and words[last].end() < end:
            last += 1
        if last - first + 1 < _SHORTEST or not text[: words[first].start()].strip():
            return None
        spot = _Spot(index, words[first].start(), words[last].end())
        return spot if self._is_bare(spot) else None

    def _joined(self, text: str, words: Sequence[re.Match[str]], number: int) -> bool:
        """Whether a word belongs to the row of nouns that begins behind it."""
        word = words[number].group()
        between = text[words[number].end() : words[number + 1].start()]
        return between == " " and self._counts[word.casefold()] == 1 and self._is_noun(word)


__all__ = ["framed_stretches", "hidden_stretches", "spliced_stretches", "without_overlap"]
