"""Who names whom as the place where the news was first told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache

from ahocorasick_rs import AhoCorasick
from anyascii import anyascii

from whomet.languages import pack
from whomet.records import Article, Document, Sentence
from whomet.sounds import consonants
from whomet.sources.versions import LEAD, lead, telling

#: Letters of the shortest outlet name that is looked for in running text; shorter ones hide in other words.
SHORTEST_NAME = 3
#: A name is compared by sound from so many consonants on, in words of so many letters (articles and the like are
#: not transcribed).
SHORTEST_SOUND = 7
SHORTEST_HEARD_WORD = 4
#: Transcription moves vowels freely, but keeps the consonants: only "l" and "r", one sound here, are now and then lost
#: behind a vowel, in a word that keeps others enough, where the other words of the name are heard as they are. Of 541
#: outlets and 900 articles one name is so heard that is not there; words of which 0.8 was alike brought 67.
UNSTEADY = "l"
UNSTEADY_WORD = 4
#: Characters of the longest line outside the news in which an outlet is looked for; lists of links are longer.
LONGEST_CREDIT = 80

_PARENTHESES = re.compile(r"[(（\[［][^()（）\[\]［］]*[)）\]］]")
_WORD = re.compile(r"\w+")
_REPEATED = re.compile(r"(.)\1+")


class Credit(IntEnum):
    """Where an article names the outlet that it rests on: nowhere, in its text, or in its lead."""

    NONE = 0
    TEXT = 1
    LEAD = 2


class Credits:
    """Which outlets some articles name as their source; every text is read once, for all names together.

    A name inside another article's own lead says that its outlet is itself part of the news (a ministry that
    publishes a release); naming it credits nobody. Names in parentheses there are datelines ("Rome (XYZ) -").

    Args:
        articles: By file.
    """

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._known = {file: _names(article.document) for file, article in articles.items()}
        self._holders: dict[str, list[str]] = {}
        for file in sorted(articles):
            for name in self._known[file]:
                self._holders.setdefault(name, []).append(file)
        self._folded: dict[str, list[str]] = {}
        for name in sorted(self._holders):
            self._folded.setdefault(_fold(name), []).append(name)
        self._names = _Names(sorted(self._holders))
        self._named: dict[str, dict[str, Credit]] = {}
        self._news: dict[tuple[str, str], bool] = {}

    def between(self, file: str, other: str) -> Credit:
        """How prominently an article names the outlet of another as its source.

        Args:
            file: The article that may rest on the other.
            other: The article that may be named.

        Returns:
            Whether its lead or wire credit, only the text behind, or nothing names the outlet or wire of the other.
        """
        document = self._articles[file].document
        own, agency = _fold(document.outlet or ""), _fold(document.agency or "")
        names = [name for name in self._known[other] if _fold(name) != own]
        if any(_fold(name) == agency for name in names):
            return Credit.LEAD
        named = self._of(file)
        found = [named[name] for name in names if name in named and not self._in_its_news(name, other)]
        return max(found, default=Credit.NONE)

    def credited(self, left: str, right: str) -> tuple[str | None, Credit]:
        """The file of the one that the other credits, and how; None where neither or both do alike."""
        forth, back = self.between(left, right), self.between(right, left)
        if forth == back:
            return None, Credit.NONE
        return (right, forth) if forth > back else (left, back)

    def named(self, file: str) -> list[list[str]]:
        """For every outlet or wire that an article names, the files of those that stand there."""
        document = self._articles[file].document
        own = _fold(document.outlet or "")
        printed = {*self._of(file), *self._folded.get(_fold(document.agency or ""), ())}
        return [self._holders[name] for name in sorted(printed) if _fold(name) != own]

    def _of(self, file: str) -> Mapping[str, Credit]:
        if file not in self._named:
            self._named[file] = self._names.within(self._articles[file].document)
        return self._named[file]

    def _in_its_news(self, name: str, other: str) -> bool:
        if (name, other) not in self._news:
            self._news[name, other] = _in_the_news(name, lead(self._articles[other].document))
        return self._news[name, other]


class _Names:
    """Names of outlets, to be found in texts as they are printed or, in another script, as they are heard."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._words = AhoCorasick([f" {_words(name)} " for name in names])
        self._other = [number for number, name in enumerate(names) if not name.isascii()]
        self._folded = AhoCorasick([_fold(names[number]) for number in self._other])
        sounds = {number: wanted for number, name in enumerate(names) if (wanted := _wanted(name))}
        self._vocabulary = sorted({word for wanted in sounds.values() for word in wanted})
        place = {word: number for number, word in enumerate(self._vocabulary)}
        self._sounds = {number: [place[word] for word in wanted] for number, wanted in sounds.items()}

    def within(self, document: Document) -> dict[str, Credit]:
        """The names that a document prints, and where."""
        sentences = telling(document)
        front, whole = _text(sentences[:LEAD]), _text(sentences)
        found: dict[int, Credit] = {}
        words, limit = f" {_words(whole)} ", len(_words(front)) + 2
        for number, _, end in self._words.find_matches_as_indexes(words, overlapping=True):
            found[number] = max(found.get(number, Credit.NONE), Credit.LEAD if end <= limit else Credit.TEXT)
        folded, limit = words.replace(" ", ""), len(_fold(front))
        for index, _, end in self._folded.find_matches_as_indexes(folded, overlapping=True):
            number = self._other[index]
            found[number] = max(found.get(number, Credit.NONE), Credit.LEAD if end <= limit else Credit.TEXT)
        for number, credit in self._heard(sentences, _script(front), _script(whole)):
            found[number] = max(found.get(number, Credit.NONE), credit)
        for line, credit in _credit_lines(document):
            words = f" {_words(line)} "
            hits = [n for n, _, _ in self._words.find_matches_as_indexes(words, overlapping=True)]
            close = words.replace(" ", "")
            hits += [self._other[n] for n, _, _ in self._folded.find_matches_as_indexes(close, overlapping=True)]
            for number in hits:
                found[number] = max(found.get(number, Credit.NONE), credit)
        return {self._names[number]: credit for number, credit in sorted(found.items())}

    def _heard(self, sentences: Sequence[Sentence], front: str, whole: str) -> Iterator[tuple[int, Credit]]:
        """Names whose consonants are heard, word by word, in sentences of another script."""
        wanted = {n: places for n, places in self._sounds.items() if _script(self._names[n]) != whole or front != whole}
        if not wanted:
            return
        words = [
            [consonants(pack(s.language).hooks.strip_particles(w)) * _may_name(w) for w in _WORD.findall(s.text)]
            for s in sentences
        ]
        spoken: dict[str, list[int]] = {}
        for place, word in enumerate(word for line in words for word in line):
            spoken.setdefault(word, []).append(place)
        limit = sum(map(len, words[:LEAD]))
        at = [_places(word, spoken) for word in self._vocabulary]
        for number, places in wanted.items():
            where = _in_a_row([at[place] for place in places])
            script = _script(self._names[number])
            if script != front and where and min(where) <= limit:
                yield number, Credit.LEAD
            elif script != whole and where:
                yield number, Credit.TEXT


def is_wire(document: Document) -> bool:
    """Whether an article stands at the wire agency that it credits, by its name or an abbreviation of it."""
    agency, outlet = _fold(document.agency or ""), _fold(document.outlet or "")
    if not agency or not outlet:
        return False
    letters = iter(outlet)
    return agency == outlet or (agency[0] == outlet[0] and all(letter in letters for letter in agency))


def speaks_of_itself(article: Article) -> bool:
    """Whether an outlet is named in its own lead, as one who publishes a release is."""
    outlet = article.document.outlet
    return outlet is not None and _in_the_news(outlet, lead(article.document))


def _names(document: Document) -> list[str]:
    """The outlet of an article, and the wire where it stands at one."""
    found = [name for name in (document.outlet, document.agency if is_wire(document) else None) if name]
    return [name for name in dict.fromkeys(found) if len(_fold(name)) >= SHORTEST_NAME]


def _credit_lines(document: Document) -> Iterator[tuple[str, Credit]]:
    """Lines outside the news that may name a source: credits, and short lines that nobody could tell the kind of."""
    for block in document.blocks:
        if block.kind in ("credit", "byline"):
            yield document.text[block.start : block.end], Credit.LEAD
        elif block.kind == "boilerplate" and block.end - block.start <= LONGEST_CREDIT:
            yield document.text[block.start : block.end], Credit.TEXT


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def _in_the_news(name: str, own: Sequence[Sentence]) -> bool:
    return _printed(name, _PARENTHESES.sub(" ", _text(own)))


def _printed(name: str, text: str) -> bool:
    return f" {_words(name)} " in f" {_words(text)} " or (not name.isascii() and _fold(name) in _fold(text))


def _may_name(word: str) -> bool:
    """Whether a word can be part of a name: where a script has capitals, names begin with one."""
    return not word[:1].islower()


def _places(word: str, spoken: Mapping[str, Sequence[int]]) -> Mapping[int, bool]:
    """Where a word is heard: whether as it is, or without a sound that transcription loses."""
    found = dict.fromkeys(spoken.get(word, ()), True)
    if len(word) >= UNSTEADY_WORD:
        for number, sound in enumerate(word[1:], 1):
            if sound == UNSTEADY:
                less = _REPEATED.sub(r"\1", word[:number] + word[number + 1 :])
                found = dict.fromkeys(spoken.get(less, ()), False) | found
    return found


def _in_a_row(words: Sequence[Mapping[int, bool]]) -> list[int]:
    """Where the words of a name end that stand in a row, all but one of several heard as they are."""
    return [
        place + len(words)
        for place in words[0]
        if all(place + number in word for number, word in enumerate(words))
        and sum(not word[place + number] for number, word in enumerate(words)) <= (len(words) > 1)
    ]


def _wanted(name: str) -> list[str]:
    """What must be heard of a name, word by word; nothing of one that is too short."""
    wanted = [consonants(word) for word in _WORD.findall(name) if len(anyascii(word)) >= SHORTEST_HEARD_WORD]
    return [] if _script(name) == "CJK" or sum(map(len, wanted)) < SHORTEST_SOUND else wanted


@lru_cache(maxsize=8192)
def _script(text: str) -> str:
    """The script most letters are of, by the first word of their Unicode names; empty where there are none."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            counts[unicodedata.name(letter, "?").split(" ")[0]] += times
    return max(sorted(counts), key=lambda name: counts[name], default="")


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(anyascii(unicodedata.normalize("NFKC", text)).casefold()))


def _fold(text: str) -> str:
    return "".join(_words(text).split())
