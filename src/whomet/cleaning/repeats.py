"""Runs of words that are spliced into an article again and again.

Repetition alone proves nothing: articles repeat names and turns of phrase. What gives a spliced run away is one of

- glue: the next word follows without a space, several times, and is no ending of the run's last word;
- goods: the run offers something that the article does not speak of otherwise;
- strangeness: none of its words is used anywhere else, it is written small throughout and stands in three sentences;
  names have capitals, and terms are taken up in parts;
- bareness: where the language writes particles onto nouns, a row of bare nouns that is repeated and never bears
  one, or stands where no noun can stand without one (before a verb, before a quotation).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whomet.cleaning.lines import Line
from whomet.cleaning.offers import READ
from whomet.cleaning.trade import hits
from whomet.languages import pack

_WORD = re.compile(r"[^\W_]+(?:[-'’+.&][^\W_]+)*")
_SHORTEST = 3
#: Words that are looked at: longer texts are no articles.
_MOST_WORDS = 20_000
#: Letters that a run must have to be told from a turn of phrase.
_LETTERS = 8
#: Words and sentences from which a run of strange small words is spliced: 3,100 clean texts of news have none.
_STRANGE_WORDS, _STRANGE_SPOTS = 4, 3
#: Letters of words that hold a sentence together: a run with one may be a turn of phrase.
_SMALL = 3
#: Weight of its words of trade (see `trade`) from which a repeated run is an offer, and their share of its letters.
_GOODS, _SHARE = 3, 0.4
#: Letters of half a word at the edge of a run, glued to the article's own: endings are shorter.
_HALF = 2
#: Tags of morphemes that bare nouns are made of (Sejong tag set).
_NOUNS = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR", "MM"})
_OPENING_QUOTES = ('"', "“", "‘", "'", "「", "『", "《")


@dataclass(frozen=True, slots=True)
class Spot:
    """An occurrence of a run: offsets into the text of a line."""

    line: int
    start: int
    end: int


def repeats(lines: Sequence[Line], languages: Sequence[str | None]) -> list[tuple[str, list[Spot], str]]:
    """Runs of words spliced into several sentences.

    Args:
        lines: Labelled lines.
        languages: Their languages.

    Returns:
        Text, spots and reason of every such run.
    """
    return _Finder(lines, languages).runs()


def inside(text: str, spot: Spot) -> bool:
    """Whether a run has text of its line on both sides."""
    return bool(text[: spot.start].strip()) and bool(text[spot.end :].strip())


class _Finder:
    """Looks for spliced runs in the read lines of one document."""

    def __init__(self, lines: Sequence[Line], languages: Sequence[str | None]) -> None:
        self._lines, self._languages = lines, languages
        self._read = [index for index, line in enumerate(lines) if line.kind in READ]
        self._words: list[str] = []
        self._begins: list[tuple[int, int]] = []
        self._spans: dict[int, list[tuple[int, int]]] = {}
        for index in self._read:
            if len(self._words) > _MOST_WORDS:
                break
            self._begins.append((len(self._words), index))
            self._words += _WORD.findall(lines[index].text[:_MOST_WORDS].casefold())
            # No run goes from one line to the next.
            self._words.append(f"\n{index}")
        self._counts = Counter(self._words)

    def _spot(self, first: int, last: int) -> Spot | None:
        """Where a run of words stands; None where folding changed how many words its line has."""
        begin, index = self._begins[bisect_right(self._begins, (first, len(self._lines))) - 1]
        if index not in self._spans:
            self._spans[index] = [match.span() for match in _WORD.finditer(self._lines[index].text[:_MOST_WORDS])]
        spans = self._spans[index]
        if last - begin >= len(spans):
            return None
        return Spot(index, spans[first - begin][0], spans[last - begin][1])

    def runs(self) -> list[tuple[str, list[Spot], str]]:
        """Text, spots and reason of every spliced run."""
        found: list[tuple[str, list[Spot], str]] = []
        for spots in self._repeated():
            spots = self._widened(spots)
            reason = self._reason(spots)
            if reason:
                found.append((self._text(spots[0]), spots, reason))
        return found

    def _text(self, spot: Spot) -> str:
        return self._lines[spot.line].text[spot.start : spot.end]

    def _repeated(self) -> Iterator[list[Spot]]:
        """Runs of words that occur more than once, as long as they can be, the longest first."""
        times = Counter(zip(self._words, self._words[1:], self._words[2:], strict=False))
        counts = self._counts
        again = [
            (three, sum(counts[word] <= count for word in three))
            for three, count in times.items()
            if count > 1 and not three[1].startswith("\n")
        ]
        # A run with half of its words strange has three in a row with two.
        if not any(strange > 1 for _, strange in again):
            return
        promising = {three for three, strange in again if strange}
        words = self._words
        threes = list(zip(words, words[1:], words[2:], strict=False))
        places: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
        at = 0
        while at < len(threes):
            if threes[at] not in promising:
                at += 1
                continue
            last, often = at, times[threes[at]]
            while last + 1 < len(threes) and threes[last + 1] in promising and times.get(threes[last + 1]) == often:
                last += 1
            spot = self._spot(at, last + _SHORTEST - 1)
            if spot:
                places[tuple(words[at : last + _SHORTEST])].append(spot)
            at = last + 1
        for run in sorted(places, key=lambda run: (-len(run), run)):
            if len(places[run]) > 1:
                yield places[run]

    def _widened(self, spots: list[Spot]) -> list[Spot]:
        """The spots with the characters around all of them: a glued word is half of a token."""
        after = [self._lines[spot.line].text[spot.end : spot.end + 24] for spot in spots]
        before = [self._lines[spot.line].text[max(0, spot.start - 24) : spot.start][::-1] for spot in spots]
        # What follows may begin with a space, and end with half a word; what goes before is a half word alone.
        right, left = _common(after), _common(before)[::-1]
        if not left[-1:].isalnum() or " " in left:
            left = ""
        return [Spot(spot.line, spot.start - len(left), spot.end + len(right)) for spot in spots]

    def _reason(self, spots: list[Spot]) -> str | None:
        text = self._text(spots[0])
        words = [word.casefold() for word in _WORD.findall(text)]
        if sum(letter.isalnum() for letter in text) < _LETTERS or len(words) < _SHORTEST:
            return None
        within = [spot for spot in spots if inside(self._lines[spot.line].text, spot)]
        strange = sum(self._counts[word] <= len(spots) for word in words)
        if len({self._around(spot) for spot in within}) < len(within) or strange * 2 < len(words):
            return None
        glued = sum(self._glued(spot) for spot in within)
        if glued >= 2 and glued * 2 >= len(within):
            return "the same words spliced into several sentences, glued to the next word"
        if len(within) >= 2 and self._offers(spots[0]):
            return "an offer spliced into several sentences"
        if strange == len(words) and self._is_strange(text, words, within):
            return "the same strange words spliced into several sentences"
        if strange * 3 < 2 * len(words) or not all(self._is_bare(spot) for spot in within):
            return None
        # Three times without a particle, or twice and once where none can be missing: names of events and bodies
        # bear one sooner or later.
        misplaced = sum(self._misplaced(spot) for spot in within)
        if len(within) >= 3 - min(1, misplaced) and len(within) >= 2:
            return "a row of bare nouns spliced into several sentences"
        return None

    def _offers(self, spot: Spot) -> bool:
        text = self._text(spot)
        listed = [hit for hit in hits(text, self._languages[spot.line]) if hit.word]
        letters = sum(map(str.isalnum, "".join(text[hit.start : hit.end] for hit in listed)))
        if len({hit.word for hit in listed}) < 2:
            return False
        return sum(hit.weight for hit in listed) >= _GOODS and letters >= _SHARE * sum(map(str.isalnum, text))

    @staticmethod
    def _is_strange(text: str, words: Sequence[str], within: Sequence[Spot]) -> bool:
        """Whether a run of words of no other use is written small, in a script that has capitals."""
        small = all(letter.islower() for letter in text if letter.isalpha())
        plain = all(len(word) > _SMALL for word in words) and not re.search(r"[,;:.]", text)
        return small and plain and len(words) >= _STRANGE_WORDS and len(within) >= _STRANGE_SPOTS

    def _is_bare(self, spot: Spot) -> bool:
        """Whether a run is made of nouns without endings and goes on with a space."""
        if self._languages[spot.line] != "ko" or not self._lines[spot.line].text[spot.end : spot.end + 1].isspace():
            return False
        words = _WORD.findall(self._text(spot))
        return all(self._is_noun(word) for word in words) and " " in self._text(spot)

    @staticmethod
    def _is_noun(word: str) -> bool:
        return all(part.tag in _NOUNS for part in pack("ko").hooks.tokens(word))

    def _misplaced(self, spot: Spot) -> bool:
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

    def _around(self, spot: Spot) -> tuple[str, str]:
        text = self._lines[spot.line].text
        return text[max(0, spot.start - 5) : spot.start], text[spot.end : spot.end + 5]

    def _glued(self, spot: Spot) -> bool:
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


def _common(texts: Sequence[str]) -> str:
    """What all texts begin with, where it has letters enough for half a word."""
    common = 0
    while all(len(text) > common for text in texts) and len({text[common] for text in texts}) == 1:
        common += 1
    kept = texts[0][:common].rstrip()
    return kept if sum(map(str.isalnum, kept)) >= _HALF else ""
