"""Which sentences of a text were taken from another, and which its outlet added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whomet.records import Sentence, Taken, TakenHow
from whomet.sources.alignment import SAME, UNLIKE, align
from whomet.sources.passages import Shingles, covered, is_dense, shingles
from whomet.sources.versions import Version

#: Share of a sentence's letters that the other text prints too from which it was taken word for word: a touched word
#: or two in a sentence of twenty spoil the shingles of a third of it.
VERBATIM = 0.60
#: The same of a sentence that counts as printed from end to end.
WHOLLY = 0.85
#: How much of a sentence another must tell (0 to 1, as `alignment` counts it) to be what it was taken from: in its
#: place in the order of both texts, and out of it, where likeness by chance is far more frequent.
TAKEN_IN_ORDER = 0.35
TAKEN_ANYWHERE = 0.60
#: A sentence of a copy that the source tells less than this of is an addition ...
ADDED = 0.10
#: ... or less than this, if it brings a name, a figure or a quotation that the source does not have. A rewrite or a
#: translation must do both, and only where so much of the text is seen to be taken that a sentence which is not
#: stands out: on 34 stories much of what loose retellings tell in their own way looked new.
ADDED_WITH_NEWS = 0.35
SEEN = 0.6
#: Letters of the shortest sentence that can be an addition; scripts with a sign a syllable or word need fewer.
SHORTEST_ADDED = 40
SHORTEST_ADDED_DENSE = 15


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence of a text and what another text tells of it.

    Attributes:
        sentence: The sentence.
        like: The sentence of the other text that tells most of it, None where the other text has none.
        told: How much of it that one tells (0 to 1).
        best: How much any sentence of the other text, or two neighbours together, tell of it.
        how: How it was taken, None where it was not.
    """

    sentence: Sentence
    like: Sentence | None
    told: float
    best: float
    how: TakenHow | None


def hold(text: Sequence[Version], source: Sequence[Version]) -> list[Held]:
    """Hold every sentence of a text against another text.

    Args:
        text: The language versions of the text that may have taken something.
        source: Those of the text it may be taken from.

    Returns:
        One entry a sentence, in order of the text.
    """
    found: dict[int, Held] = {}
    for mine in text:
        for theirs in source:
            for held in _hold_version(mine, theirs):
                other = found.get(held.sentence.start)
                if other is None or _weight(held) > _weight(other):
                    found[held.sentence.start] = held
    return [found[start] for start in sorted(found)]


def printed(mine: Version, theirs: Version) -> int:
    """How many sentences of a text another one prints from end to end; headlines and short ones do not count."""
    whole = theirs.shingles
    cuts = [_cut(each.text) for each in mine.sentences if _says_something(each)]
    return sum(covered(cut, whole) >= WHOLLY for cut in cuts)


def _weight(held: Held) -> tuple[bool, bool, float, float]:
    return held.how == "verbatim", held.how is not None, held.told, held.best


def _hold_version(mine: Version, theirs: Version) -> list[Held]:
    gains = np.clip((mine.vectors @ theirs.vectors.T - UNLIKE) / (SAME - UNLIKE), 0.0, 1.0)
    places = {left: (right, weight) for left, right, weight in align(mine.vectors, theirs.vectors).pairs}
    merged = _told_by_neighbours(mine.vectors, theirs.vectors)
    how: TakenHow = "reworded" if mine.language == theirs.language else "translated"
    whole = theirs.shingles if mine.language == theirs.language else None
    found = []
    for row, sentence in enumerate(mine.sentences[: len(gains)]):
        top = int(gains[row].argmax()) if gains.shape[1] else None
        best = max(float(gains[row].max(initial=0.0)), float(merged[row]))
        printed = _printed(sentence, theirs, whole)
        if printed is not None:
            found.append(Held(sentence, printed, 1.0, 1.0, "verbatim"))
        elif row in places and places[row][1] >= TAKEN_IN_ORDER:
            column, told = places[row]
            found.append(Held(sentence, theirs.sentences[column], told, max(best, told), how))
        elif top is not None and gains[row, top] >= TAKEN_ANYWHERE:
            found.append(Held(sentence, theirs.sentences[top], float(gains[row, top]), best, how))
        else:
            like = theirs.sentences[top] if top is not None else None
            found.append(Held(sentence, like, float(gains[row, top]) if top is not None else 0.0, best, None))
    return found


def _told_by_neighbours(mine: NDArray[np.float32], theirs: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much any two neighbouring sentences together tell of each sentence: one may be made of two."""
    if len(theirs) < 2:
        return np.zeros(len(mine), dtype=np.float32)
    both = theirs[:-1] + theirs[1:]
    both = both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)
    gains = np.clip((mine @ both.T - UNLIKE) / (SAME - UNLIKE), 0.0, 1.0)
    told: NDArray[np.float32] = gains.max(axis=1)
    return told


def _printed(sentence: Sentence, theirs: Version, whole: Shingles | None) -> Sentence | None:
    """The sentence of the other text that prints this one; short ones must be printed letter by letter."""
    if whole is None:
        return None
    cut = _cut(sentence.text)
    if not len(cut.hashes):
        return next((other for other in theirs.sentences if _plain(other.text) == _plain(sentence.text)), None)
    if covered(cut, whole) < VERBATIM:
        return None
    same = next((other for other in theirs.sentences if other.text == sentence.text), None)
    if same is not None:
        return same
    shares = [_shared(cut, _cut(other.text)) for other in theirs.sentences]
    top = max(range(len(shares)), key=lambda row: (shares[row], -row))
    return theirs.sentences[top] if shares[top] else None


def _shared(left: Shingles, right: Shingles) -> int:
    return int(np.isin(left.hashes, right.hashes).sum()) if left.size == right.size else 0


@lru_cache(maxsize=131_072)  # a sentence is held against many texts; about 1 KiB each
def _cut(text: str) -> Shingles:
    return shingles(text)


@lru_cache(maxsize=131_072)
def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def taken(file: str, held: Sequence[Held]) -> tuple[Taken, ...]:
    """The sentences that were taken, in order.

    Args:
        file: The dependent document.
        held: Its sentences against the source.

    Returns:
        One entry a sentence that the source tells.
    """
    return tuple(
        Taken(
            file,
            each.sentence.start,
            each.sentence.end,
            each.like.start,
            each.like.end,
            each.how,
            round(each.told, 3),
        )
        for each in held
        if each.how is not None and each.like is not None
    )


def additions(rows: Sequence[Sequence[Held]], copied: bool, brings_news: Callable[[Sentence], bool]) -> list[Sentence]:
    """The sentences of a text that say something which none of the texts it was made from says.

    Args:
        rows: For every sentence of the text itself and each of those texts what the one tells of the other.
        copied: Whether the text prints one of them, so that what it does not print stands out.
        brings_news: Whether a sentence has a name, a figure or a quotation that none of them has.

    Returns:
        Not those where there is doubt: headlines, the first sentence of a retelling, whatever is told in part, or
        is short and does not go on with what a copy added before it.
    """
    seen = sum(any(each.how is not None for each in row) for row in rows) / max(1, len(rows))
    if not copied and seen < SEEN:
        return []
    found: list[Sentence] = []
    lead, before = True, None
    for row in rows:
        sentence = row[0].sentence
        told = 1.0 if any(each.how is not None for each in row) else max(each.best for each in row)
        first, lead = lead, lead and sentence.kind == "title"
        goes_on = bool(found) and found[-1] is before and before.paragraph == sentence.paragraph
        before = sentence
        if told >= ADDED_WITH_NEWS or not (_says_something(sentence) or (copied and goes_on)):
            continue
        new = (copied or (told < ADDED and not first)) and brings_news(sentence)
        if new or (copied and (told < ADDED or goes_on)):
            found.append(sentence)
    return found


def _says_something(sentence: Sentence) -> bool:
    long = len(_plain(sentence.text)) >= (SHORTEST_ADDED_DENSE if is_dense(sentence.text) else SHORTEST_ADDED)
    return long and sentence.kind != "title"


__all__ = ["Held", "additions", "hold", "printed", "taken"]
