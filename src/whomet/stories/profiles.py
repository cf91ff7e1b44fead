"""What an article is compared by: meaning of its beginning, words, names and numbers; and how rare those are."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.languages import pack
from whomet.records import Article, Document, Sentence
from whomet.sounds import consonants

#: Kinds of sentences that tell what an article is about.
TELLING = frozenset({"title", "summary", "dateline", "body", "correction"})
#: Sentences whose vectors are kept: the headline and seven more (news puts first what matters).
KEPT = 8
#: How often the headline counts in the mean that leads with it: of 1 to 6 the best on graded pairs of articles, where
#: it correlates by .72 instead of .66.
LEADING = 4
#: Sentences from which words are taken, and numbers.
LONGEST = 60
LONGEST_OF_NUMBERS = 30
#: What a word weighs less with every sentence before it, down to the least: of 0.85, 0.9 and 1, and least weights of
#: 0.1 and 0.3, the best by the B-cubed F1 of clusters by words alone on halves of the events of two public sets. The
#: headline's words count twice.
FADING = 0.9
LEAST = 0.1
HEADLINE = 2.0
#: Letters of a word that are compared, for the sake of endings: 6 was as good as 5, 7 and all on English events, and
#: better on graded pairs in seven languages (correlation .66 against .61 with all letters).
STEM = 6
#: How many unseen articles are thought beside those given when the rarity of a word or name is judged: in a folder
#: about one event all share the names that matter, and would otherwise make them worthless. The unseen ones hold the
#: common words of their language (table `common`) and no others. Of 1, 50, 200, 500 and 1,000 for words no one was
#: clearly best on large sets.
BACKGROUND_OF_WORDS = 200
BACKGROUND_OF_NAMES = 500
BACKGROUND_OF_NUMBERS = 200
#: What a name weighs by its type: places are in the news of everybody.
NAME_WEIGHTS: Mapping[str, float] = {"person": 1.0, "organisation": 1.0, "place": 0.4}
#: Reaches of mentions that name something by itself.
NAMING = frozenset({"full", "short"})
#: Consonants from which the sound of a name tells it from others, and from which it does so fully.
SHORTEST_SOUND = 3
FULL_SOUND = 6

_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKS = str.maketrans("", "", ".,")
_STEPS = 127


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What one article is compared by; it depends on no other article.

    What is counted stands in order of its keys, so that sums over it are the same to the last digit whichever of two
    articles stands first.

    Attributes:
        file: The document's file.
        language: BCP 47 code without region, "und" where none is known.
        day: The day of publication as EDTF, None where unknown.
        lead: Mean vector of the headline, counted four times, and the first sentences, of length 1; zeros where nothing
            is told.
        sentences: Vectors of the headline and the first sentences, one a row, in whole steps: products of whole numbers
            are exact, in whatever order and company they are summed.
        steps: What a step of each of these rows is worth.
        words: Beginning of a word -> how often it stands there, the more the earlier; pairs of characters in scripts
            without case.
        headline: Those of the headline.
        names: Sound or letters of a name -> what it weighs by its type, its length and how often it is named.
        numbers: Numbers of two digits and more, without marks between the digits.
    """

    file: str
    language: str
    day: str | None
    lead: NDArray[np.float32]
    sentences: NDArray[np.int8]
    steps: NDArray[np.float64]
    words: Mapping[str, float]
    headline: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]


def profile(article: Article, encoder: Encoder) -> Profile:
    """What an article is compared by.

    Args:
        article: Cleaned, with its names where they were looked for.
        encoder: Where the sentence vectors come from.

    Returns:
        Its profile.
    """
    document = article.document
    told = [sentence.text for sentence in telling(document)[:LONGEST]]
    words = [terms(text) for text in told]
    vectors = encoder.encode(told[:KEPT])
    sentences, steps = _stepped(vectors)
    return Profile(
        file=document.file,
        language=document.language.split("-")[0],
        day=document.published,
        lead=_mean(np.concatenate((vectors, *(vectors[:1],) * (LEADING - 1)))),
        sentences=sentences,
        steps=steps,
        words=_faded(words),
        headline=dict.fromkeys(sorted(set(words[0])), 1.0) if words else {},
        names=_names(article),
        numbers=_numbers(told[:LONGEST_OF_NUMBERS]),
    )


class Rarity:
    """In how many articles words, names and numbers stand; it grows as articles come in.

    Words are counted by language, the rest over all. Articles that nobody saw are thought beside those that were.

    Args:
        profiles: Articles to begin with.
    """

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self._names: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()
        for each in profiles:
            self.observe(each)

    def observe(self, seen: Profile) -> None:
        """Count an article."""
        self._articles[seen.language] += 1
        self._names.update(seen.names.keys())
        self._numbers.update(seen.numbers.keys())
        self._words[seen.language].update(seen.words.keys())

    def words(self, of: Profile) -> dict[str, float]:
        """Words of an article, each by how often and how rare it is (Spärck Jones 1972), of length 1."""
        return _of_length_one(self._rare_words(of.words, of.language))

    def headline(self, of: Profile) -> dict[str, float]:
        """Words of the headline by how rare they are; they sum to 1."""
        rare = self._rare_words(of.headline, of.language)
        total = sum(rare.values()) or 1.0
        return {word: weight / total for word, weight in rare.items()}

    def names(self, of: Profile) -> dict[str, float]:
        """Names of an article, by what they weigh and how rare they are, of length 1."""
        return _of_length_one(_rare(of.names, self._names, self._articles.total() + BACKGROUND_OF_NAMES))

    def numbers(self, of: Profile) -> dict[str, float]:
        """Numbers of an article, by how rare they are, of length 1."""
        return _of_length_one(_rare(of.numbers, self._numbers, self._articles.total() + BACKGROUND_OF_NUMBERS))

    def _rare_words(self, words: Mapping[str, float], language: str) -> dict[str, float]:
        share, seen = pack(language).table("common")["share"], self._words[language]
        holders = {word: seen[word] + BACKGROUND_OF_WORDS * share.get(word, 0.0) for word in words}
        return _rare(words, holders, self._articles[language] + BACKGROUND_OF_WORDS)


def telling(document: Document) -> list[Sentence]:
    """The sentences that tell what an article is about, in order."""
    return [sentence for sentence in document.sentences if sentence.kind in TELLING]


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    total = vectors.sum(axis=0, dtype=np.float64)
    mean: NDArray[np.float32] = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
    return mean


def _stepped(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Vectors in whole steps, and what a step is worth; a cosine of such is off by 0.0003."""
    steps = np.abs(vectors).max(axis=1, initial=1e-9).astype(np.float64) / _STEPS
    return np.rint(vectors / steps[:, None]).astype(np.int8), steps


def _names(article: Article) -> dict[str, float]:
    weights: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for mention in article.mentions.names:
        if mention.reach in NAMING:
            for key, weight in keys(mention.form):
                weights[key] = max(weights.get(key, 0.0), weight * NAME_WEIGHTS[mention.type])
                counts[key] += 1
    return {key: weight * (1.0 + math.log(counts[key])) for key, weight in sorted(weights.items())}


def keys(form: str) -> list[tuple[str, float]]:
    """What a name is compared by: its letters, its sound, and that of each of its words.

    Args:
        form: A name as it is printed.

    Returns:
        Keys, each with what it weighs by its length, at most 1.
    """
    printed = "".join(_WORD.findall(anyascii(form).casefold()))
    keys = [(f"={printed}", min(1.0, len(printed) / FULL_SOUND))] if printed else []
    sounds = sorted({consonants(part) for part in (form, *form.split())})
    return keys + [(sound, min(1.0, len(sound) / FULL_SOUND)) for sound in sounds if len(sound) >= SHORTEST_SOUND]


def terms(text: str) -> list[str]:
    """The words of a text as they are compared.

    Args:
        text: Any text.

    Returns:
        Beginnings of words; pairs of characters in scripts without case, which glue on particles or have no spaces.
    """
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if word.upper() == word and not word.isdigit():
            found.extend(word[at : at + 2] for at in range(len(word) - 1))
        else:
            found.append(word[:STEM])
    return found


def _faded(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for number, words in enumerate(sentences):
        weight = max(FADING**number, LEAST) * (1.0 if number else HEADLINE)
        for term in words:
            counts[term] += weight
    return {term: math.log1p(count) for term, count in sorted(counts.items())}


def _numbers(texts: Sequence[str]) -> dict[str, float]:
    """Numbers with ASCII digits; marks between digits mean other things in other languages, and are left out."""
    printed = (number.translate(_MARKS) for text in texts for number in _NUMBER.findall(text))
    plain = ("".join(str(unicodedata.decimal(digit)) for digit in number).lstrip("0") for number in printed)
    return dict.fromkeys(sorted({number for number in plain if len(number) > 1}), 1.0)


def _rare(weights: Mapping[str, float], holders: Mapping[str, float], total: int) -> dict[str, float]:
    return {key: weight * math.log(total / max(1.0, holders.get(key, 0.0))) for key, weight in weights.items()}


def _of_length_one(row: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
    return {key: weight / length for key, weight in row.items()}


__all__ = ["Profile", "Rarity", "keys", "profile", "telling", "terms"]
