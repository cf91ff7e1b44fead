"""Words of trade, and what a page says to its reader, found in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from whomet.languages import pack

#: What a phrase of each list says for an offer: a phrase that only advertisements have as much as three everyday words
#: of trade.
WEIGHTS = {"tells": 3, "goods": 2, "trade": 1}
#: Lists of what a page says to its reader.
_SAID = ("calls", "pointers", "marks")
#: The same for a telephone number or an address, and for a sum or a year; they make no offer alone.
_REACH, _FEW = 2, 1
#: A word; ideographs, kana and Thai letters are looked at without borders.
WORD = re.compile(r"[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]")
#: The language that words of a script are looked up in where the line is in another.
_SCRIPTS = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("ru", "[\u0400-\u04ff]{3}"),
        ("ko", "[\uac00-\ud7a3]{2}"),
        ("ar", "[\u0600-\u06ff]{3}"),
        ("th", "[\u0e00-\u0e7f]{3}"),
        ("ja", "[\u3040-\u30ff]{2}"),
        ("zh", "[\u3400-\u9fff]{4}"),
    )
)
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_REACHED = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|(?<![A-Za-z0-9@.])[a-z0-9-]{3,30}(?:\.[a-z0-9-]{2,20}){1,2}(?:/[\w/-]*)?(?![A-Za-z0-9])"
    r"|(?<![\w.])@[A-Za-z][\w.]{3,}|(?<![\d.,/])\+?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,4}(?!\d)"
)
_FIGURE = re.compile(
    r"[-−]?\d{1,3}\s?[%％]|[$€£¥₩₺₽฿]\s?\d[\d.,]*|\d[\d.,]*\s?[$€£¥₩₺₽฿]|(?<!\d)20\d\d(?!\d)|(?<!\w)(?:24/7|7/24|24\s?h)(?!\w)|\d+\+"
)
#: Words that are remembered of the texts seen.
_MEMORY = 100_000
#: Letters of the longest ending that "*" stands for.
_ENDING = 4
#: Letters of the shortest word that is looked for at the glued edge of another, and of what it is glued to (fewer are
#: an ending), and tokens around a word of trade among which it is looked for.
_GLUED, _REST, _NEAR = 4, 2, 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or phrase of trade.

    Attributes:
        start, end: Offsets into the text looked at.
        word: As printed, without regard to case; empty for numbers and addresses.
        weight: How much it says for an offer; 0 for what is said to the reader.
        said: The list of `calls`, `pointers` and `marks` that has it; None for words of trade.
        glued: Whether it is part of a longer token.
    """

    start: int
    end: int
    word: str
    weight: int
    said: str | None = None
    glued: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The words of trade that a line of one language may hold.

    Attributes:
        words: Single words with their weight.
        stems: Beginnings of words with their weight.
        phrases: By their first word, the words of longer phrases with their weight, the longest first.
        lasts: The same by their last word.
        unspaced: One expression for what is written without spaces, and the weights of its matches.
        weights: Weights of these.
        said: What is said to the reader, with the list it stands in.
        pairs: The first two words of the phrases.
        dull: Words met that are none of trade: most lines have no others.
    """

    words: dict[str, int]
    stems: dict[str, int]
    phrases: dict[str, list[tuple[tuple[str, ...], int]]]
    lasts: dict[str, list[tuple[tuple[str, ...], int]]]
    unspaced: re.Pattern[str]
    weights: dict[str, int]
    said: dict[str, str]
    pairs: frozenset[tuple[str, ...]]
    dull: set[str] = field(default_factory=set)
    _known: dict[str, int | None] = field(default_factory=dict)

    def speaks(self, words: Sequence[str]) -> bool:
        """Whether a line has a word of trade, or the first two of a phrase; others are remembered as dull.

        Args:
            words: Folded.
        """
        for word in set(words).difference(self.dull):
            if self.weight(word) is not None:
                return True
            if len(self.dull) > _MEMORY:
                self.dull.clear()
            self.dull.add(word)
        return not self.pairs.isdisjoint(pairwise(words))

    def weight(self, word: str) -> int | None:
        """The weight of a word, None for others.

        Args:
            word: Folded.
        """
        if word not in self._known:
            if len(self._known) > _MEMORY:
                self._known.clear()
            self._known[word] = self._look_up(word)
        return self._known[word]

    def _look_up(self, word: str) -> int | None:
        best = self.words.get(word)
        for end in range(max(len(word) - _ENDING, 2), len(word) + 1):
            weight = self.stems.get(word[:end])
            if weight is not None and (best is None or weight > best):
                best = weight
        return self._compound(word) if best is None and _HANGUL.fullmatch(word) else best

    def _compound(self, word: str) -> int | None:
        """Korean words of trade are written together as well as apart: the sum of the parts."""
        best: list[int | None] = [0] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for begin in range(max(0, end - 8), end - 1):
                before, own = best[begin], self.words.get(word[begin:end])
                if before is not None and own is not None:
                    best[end] = max(best[end] or 0, before + own)
        return best[-1] or None


def _entries(code: str) -> Iterator[tuple[str, int, str]]:
    """Phrases of a pack with their weight and list; the goods of its cues count where its own lists are silent."""
    table = pack(code).table("trade")
    for key in (*_SAID, *WEIGHTS):
        for phrase in table.get(key, ()):
            yield phrase, WEIGHTS.get(key, 0), key
    own = {phrase.casefold() for key in WEIGHTS for phrase in table.get(key, ())}
    for phrase in pack(code).table("cues").get("goods", ()):
        # A phrase of words that are listed already would only hide them.
        if phrase.casefold() not in own and own.isdisjoint(phrase.casefold().split()):
            # They hold everyday words of trade as well; two words together seldom are.
            yield phrase, WEIGHTS["goods"] if " " in phrase else WEIGHTS["trade"], "goods"


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of trade of a language, of all languages, and of English, in which offers are made everywhere.

    Args:
        language: BCP 47 code.
    """
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    free: dict[str, int] = {}
    said: dict[str, str] = {}
    for code in dict.fromkeys(("en", "und", pack(language).code)):
        for phrase, weight, key in _entries(code):
            folded = phrase.casefold()
            if not weight:
                said[folded] = key
            parts = tuple(WORD.findall(folded))
            if _UNSPACED.search(folded):
                free[folded] = max(weight, free.get(folded, 0))
            elif folded.endswith("*"):
                stems[folded[:-1]] = max(weight, stems.get(folded[:-1], 0))
            elif len(parts) == 1:
                words[parts[0]] = max(weight, words.get(parts[0], 0))
            elif parts:
                phrases.setdefault(parts[0], []).append((parts, weight))
    lasts: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for listed in phrases.values():
        listed.sort(key=lambda item: (-len(item[0]), -item[1], item))
        for parts, weight in listed:
            lasts.setdefault(parts[-1], []).append((parts, weight))
    source = "|".join(re.escape(phrase) for phrase in sorted(free, key=lambda phrase: (-len(phrase), phrase)))
    pairs = frozenset(parts[:2] for listed in phrases.values() for parts, _ in listed)
    return Lexicon(words, stems, phrases, lasts, re.compile(source or r"(?!)", re.I), free, said, pairs)


def hits(text: str, language: str | None) -> list[Hit]:
    """Words of trade in a text, with numbers to call and addresses, and calls to the reader.

    Args:
        text: A line.
        language: Its language.

    Returns:
        Hits without overlap, in order; none where nothing but everyday words of trade is there.
    """
    found = _apart(hit for code in _codes(text, language) for hit in _words(text, lexicon(code)))
    if all(hit.weight == 1 for hit in found):
        return []
    for pattern, weight in ((_REACHED, _REACH), (_FIGURE, _FEW)):
        for match in pattern.finditer(text):
            if all(match.end() <= hit.start or match.start() >= hit.end for hit in found):
                found.append(Hit(match.start(), match.end(), "", weight))
    return sorted(found, key=lambda hit: hit.start)


def _codes(text: str, language: str | None) -> list[str]:
    """The language of a line and, where it has letters of other scripts, those that are mostly written in them."""
    found = [pack(language).code]
    if not text.isascii():
        found += [code for code, letters in _SCRIPTS if code not in found and letters.search(text)]
    return found


def _apart(found: Iterable[Hit]) -> list[Hit]:
    """Hits without overlap: of two the heavier and longer one is kept, and what the other has besides."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (-hit.weight, hit.start - hit.end, hit.start)):
        start, end = hit.start, hit.end
        for other in kept:
            if other.start <= start < other.end:
                start = other.end
            elif other.start < end <= other.end:
                end = other.start
        if start < end and all(end <= other.start or start >= other.end for other in kept):
            kept.append(replace(hit, start=start, end=end))
    return kept


def _words(text: str, known: Lexicon) -> Iterator[Hit]:
    words = WORD.findall(text.casefold())
    if known.speaks(words):
        yield from _listed(text, known)
    for match in known.unspaced.finditer(text):
        if _is_whole(text, match):
            yield _hit(text, match.start(), match.end(), known.weights[match.group().casefold()], known)


def _listed(text: str, known: Lexicon) -> Iterator[Hit]:
    """The hits in scripts that part words, and what is glued to them."""
    tokens = [(match.group().casefold(), match.start(), match.end()) for match in WORD.finditer(text)]
    found: dict[int, Hit] = {}
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        size = 1
        weight = known.weight(word)
        for parts, own in known.phrases.get(word, ()):
            if _stands(parts, tokens, at):
                size, weight, end = len(parts), own, tokens[at + len(parts) - 1][2]
                break
        if weight is not None:
            found.update(dict.fromkeys(range(at, at + size), _hit(text, start, end, weight, known)))
        at += size
    yield from dict.fromkeys(found.values())
    for number in sorted({near for at in found for near in range(at - _NEAR, at + _NEAR + 1)} - found.keys()):
        if 0 <= number < len(tokens) and (hit := _glued(text, tokens, number, known)):
            yield hit


def _glued(text: str, tokens: list[tuple[str, int, int]], at: int, known: Lexicon) -> Hit | None:
    """The word or phrase of trade that a token near another one begins or ends with."""
    word, start, end = tokens[at]
    least = 2 if _HANGUL.fullmatch(word) else _GLUED
    for size in range(len(word) - 1, 1, -1):
        if len(word) - size < _REST:
            continue
        tail, head = word[-size:], word[:size]
        for parts, weight in known.phrases.get(tail, ()):
            if weight and at + len(parts) <= len(tokens) and _stands(parts[1:], tokens, at + 1):
                return _hit(text, end - size, tokens[at + len(parts) - 1][2], weight, known, True)
        for parts, weight in known.lasts.get(head, ()):
            if weight and at + 1 >= len(parts) and _stands(parts[:-1], tokens, at - len(parts) + 1):
                return _hit(text, tokens[at - len(parts) + 1][1], start + size, weight, known, True)
        if size >= least:
            for part, begin in ((tail, end - size), (head, start)):
                if known.words.get(part):
                    return _hit(text, begin, begin + size, known.words[part], known, True)
    return None


def _hit(text: str, start: int, end: int, weight: int, known: Lexicon, glued: bool = False) -> Hit:
    word = " ".join(text[start:end].casefold().split())
    return Hit(start, end, word, weight, known.said.get(word, "calls") if weight == 0 else None, glued)


def _stands(parts: tuple[str, ...], tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a phrase stands at a word, with no more than a sign or a space between its words."""
    for step, part in enumerate(parts):
        if at + step >= len(tokens) or tokens[at + step][0] != part:
            return False
        if step and tokens[at + step][1] - tokens[at + step - 1][2] != 1:
            return False
    return True


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Katakana words do not begin or end within a longer one."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    first, last = match.group()[0], match.group()[-1]
    inside = (_KATAKANA.match(first) and _KATAKANA.match(before)) or (_KATAKANA.match(last) and _KATAKANA.match(after))
    return not inside
