"""What an article is compared by: the meaning of its beginning, its words, its names; and how rare those are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from whomet.embedding import Encoder
from whomet.records import Article, Document, Sentence
from whomet.sounds import consonants

#: Kinds of sentences that tell what an article is about.
TELLING = frozenset({"title", "summary", "dateline", "body", "correction"})
#: Sentences whose mean vector stands for an article: the headline and six more (news puts first what matters).
GIST = 7
#: Sentences from which words are taken.
LONGEST = 60
#: How many unseen articles are thought beside those given when the rarity of a word or name is judged: in a folder
#: about one event all share the names that matter, and would otherwise make them worthless. Words need fewer, or
#: those that every article of a language has would weigh as much.
BACKGROUND_OF_WORDS = 50
BACKGROUND_OF_NAMES = 500
#: What a name weighs by its type: places are in the news of everybody.
NAME_WEIGHTS: Mapping[str, float] = {"person": 1.0, "organisation": 1.0, "place": 0.4}
#: Reaches of mentions that name something by itself.
NAMING = frozenset({"full", "short"})
#: Consonants from which the sound of a name tells it from others, and from which it does so fully.
SHORTEST_SOUND = 3
FULL_SOUND = 6

_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What one article is compared by; it depends on no other article.

    Attributes:
        file: The document's file.
        language: BCP 47 code without region, "und" where none is known.
        day: The day of publication as EDTF, None where unknown.
        gist: Mean vector of the headline and the first sentences, of length 1; zeros where nothing is told.
        words: Word -> 1 + log of how often it stands there; pairs of characters in scripts without case. In order of
            the words, so that sums over them are the same to the last digit whichever article stands first.
        names: Sound or letters of a name -> what it weighs by its type, its length and how often it is named; likewise
            in order.
    """

    file: str
    language: str
    day: str | None
    gist: NDArray[np.float64]
    words: Mapping[str, float]
    names: Mapping[str, float]


def profile(article: Article, encoder: Encoder) -> Profile:
    """What an article is compared by.

    Args:
        article: Cleaned, with its names where they were looked for.
        encoder: Where the sentence vectors come from.

    Returns:
        Its profile.
    """
    document = article.document
    return Profile(
        document.file,
        document.language.split("-")[0],
        document.published,
        _gist(document, encoder),
        _damped(_terms(document)),
        _names(article),
    )


class Rarity:
    """In how many articles words and names stand; it grows as articles come in.

    Words are counted by language, names over all. Articles that nobody saw are thought beside those that were.

    Args:
        profiles: Articles to begin with.
    """

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self._names: Counter[str] = Counter()
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()
        for each in profiles:
            self.observe(each)

    def observe(self, seen: Profile) -> None:
        """Count an article."""
        self._articles[seen.language] += 1
        self._names.update(seen.names.keys())
        self._words[seen.language].update(seen.words.keys())

    def words(self, of: Profile) -> dict[str, float]:
        """Words of an article, each by how often and how rare it is (Spärck Jones 1972), of length 1."""
        total = self._articles[of.language] + BACKGROUND_OF_WORDS
        return _weighed(of.words, self._words[of.language], total)

    def names(self, of: Profile) -> dict[str, float]:
        """Names of an article, likewise."""
        return _weighed(of.names, self._names, self._articles.total() + BACKGROUND_OF_NAMES)


def telling(document: Document) -> list[Sentence]:
    """The sentences that tell what an article is about, in order."""
    return [sentence for sentence in document.sentences if sentence.kind in TELLING]


def _gist(document: Document, encoder: Encoder) -> NDArray[np.float64]:
    first: Sequence[str] = [sentence.text for sentence in telling(document)[:GIST]]
    total = encoder.encode(first).sum(axis=0, dtype=np.float64)
    gist: NDArray[np.float64] = total / max(float(np.linalg.norm(total)), 1e-9)
    return gist


def _names(article: Article) -> dict[str, float]:
    weights: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for mention in article.mentions.names:
        if mention.reach in NAMING:
            for key, weight in _keys(mention.form):
                weights[key] = max(weights.get(key, 0.0), weight * NAME_WEIGHTS[mention.type])
                counts[key] += 1
    return {key: weight * (1.0 + math.log(counts[key])) for key, weight in sorted(weights.items())}


def _keys(form: str) -> list[tuple[str, float]]:
    """What a name is compared by: its sound, that of each of its words, and its letters."""
    printed = "".join(_WORD.findall(anyascii(form).casefold()))
    keys = [(f"={printed}", min(1.0, len(printed) / FULL_SOUND))] if printed else []
    sounds = sorted({consonants(part) for part in (form, *form.split())})
    return keys + [(sound, min(1.0, len(sound) / FULL_SOUND)) for sound in sounds if len(sound) >= SHORTEST_SOUND]


def _terms(document: Document) -> Counter[str]:
    """Words; pairs of characters in scripts without case, which glue particles to words or have no spaces."""
    terms: Counter[str] = Counter()
    for sentence in telling(document)[:LONGEST]:
        for word in _WORD.findall(sentence.text.casefold()):
            if word.upper() == word and not word.isdigit():
                terms.update(word[at : at + 2] for at in range(len(word) - 1))
            else:
                terms[word] += 1
    return terms


def _damped(counts: Counter[str]) -> dict[str, float]:
    return {term: 1.0 + math.log(count) for term, count in sorted(counts.items())}


def _weighed(weights: Mapping[str, float], holders: Counter[str], total: int) -> dict[str, float]:
    row = {key: weight * math.log(total / max(1, holders[key])) for key, weight in weights.items()}
    length = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
    return {key: weight / length for key, weight in row.items()}


__all__ = ["Profile", "Rarity", "profile", "telling"]
