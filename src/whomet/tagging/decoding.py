"""From label probabilities of sub-words to spans of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from whomet.tagging.spans import Label, TaggedSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TYPES: Final[tuple[Label, ...]] = ("person", "organisation", "place")
"""Types in the order of the network's labels: 0 is outside, 1 + 2t begins type t, 2 + 2t goes on with it."""

LABELS: Final = 1 + 2 * len(TYPES)
_FORBIDDEN: Final = -1e9

_UNSPACED: Final = (
    r"\u0e00-\u0eff"  # Thai, Lao
    r"\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Hangul: words are spaced, but particles are written to them
    r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_SPACED_LETTER: Final = re.compile(rf"[^\W_{_UNSPACED}]")
"""A letter or digit of a script that puts spaces around words, so that a name ends where the word ends."""

_THAI: Final = re.compile(r"[\u0e00-\u0eff]")


@dataclass(slots=True)
class _Stretch:
    """A span under construction."""

    start: int
    end: int
    kind: int
    probabilities: list[float]

    @property
    def score(self) -> float:
        return sum(self.probabilities) / len(self.probabilities)


def _transitions() -> NDArray[np.float32]:
    """Cost of going from one label to the next: inside a type only after the same type."""
    cost = np.zeros((LABELS, LABELS), np.float32)
    for kind in range(len(TYPES)):
        begin, inside = 1 + 2 * kind, 2 + 2 * kind
        for before in range(LABELS):
            if before not in (begin, inside):
                cost[before, inside] = _FORBIDDEN
    return cost


_TRANSITIONS: Final = _transitions()
_OPENING: Final = _TRANSITIONS[0]
"""At the beginning of a text the same labels are allowed as after an outside label."""


def best_labels(logits: NDArray[np.float32]) -> tuple[list[int], NDArray[np.float32]]:
    """The most probable valid label sequence (Viterbi 1967), and the probability of each of its labels.

    Args:
        logits: One row per sub-word, one column per label.

    Returns:
        The labels, and the probability that the network gives to each, taken by itself.
    """
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    labels = log_probabilities.argmax(axis=1)
    before = np.concatenate([[0], labels[:-1]])
    if _TRANSITIONS[before, labels].any():  # the greedy sequence is not valid, so it has to be searched for
        labels = _search(log_probabilities)
    chosen = np.exp(log_probabilities[np.arange(len(labels)), labels])
    return labels.tolist(), chosen


def _search(log_probabilities: NDArray[np.float32]) -> NDArray[np.int64]:
    state = log_probabilities[0] + _OPENING
    pointers = []
    for row in log_probabilities[1:]:
        paths = state[:, None] + _TRANSITIONS
        pointer = paths.argmax(axis=0)
        pointers.append(pointer)
        state = paths[pointer, np.arange(LABELS)] + row
    labels = [int(state.argmax())]
    for pointer in reversed(pointers):
        labels.append(int(pointer[labels[-1]]))
    return np.array(labels[::-1], np.int64)


def decode(text: str, offsets: Sequence[tuple[int, int]], logits: NDArray[np.float32]) -> list[TaggedSpan]:
    """The spans of one text.

    Args:
        text: The text.
        offsets: Start and end of every sub-word in the text, in code points.
        logits: One row of label scores for every sub-word.

    Returns:
        Spans, sorted, trimmed and without overlap.
    """
    if not offsets:
        return []
    labels, probabilities = best_labels(logits)
    stretches = _collect(text, offsets, labels, probabilities.tolist())
    return [
        TaggedSpan(one.start, one.end, TYPES[one.kind], round(one.score, 4))
        for one in _joined(text, [_snapped(text, one) for one in stretches])
    ]


def _collect(
    text: str, offsets: Sequence[tuple[int, int]], labels: Sequence[int], probabilities: Sequence[float]
) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    open_kind = -1
    for (start, end), label, probability in zip(offsets, labels, probabilities, strict=True):
        kind = (label - 1) // 2 if label else -1
        begins = label % 2 == 1
        goes_on = kind >= 0 and kind == open_kind and not begins
        start, end = _trimmed(text, start, end)
        if start == end:
            continue
        if goes_on:
            stretches[-1].end = max(stretches[-1].end, end)
            stretches[-1].probabilities.append(probability)
        elif kind >= 0:
            stretches.append(_Stretch(start, end, kind, [probability]))
        open_kind = kind
    return stretches


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _snapped(text: str, stretch: _Stretch) -> _Stretch:
    """Moves the ends to the edges of words, where the script has spaces between words."""
    start, end = stretch.start, stretch.end
    while start > 0 and _SPACED_LETTER.match(text[start - 1]) and _SPACED_LETTER.match(text[start]):
        start -= 1
    while end < len(text) and _SPACED_LETTER.match(text[end - 1]) and _SPACED_LETTER.match(text[end]):
        end += 1
    return _Stretch(start, end, stretch.kind, stretch.probabilities)


def _apart(text: str, last: _Stretch, stretch: _Stretch) -> bool:
    """Whether two stretches stay two: a gap between them, or touching names of two types, or of Thai, where names
    of people stand side by side without a space."""
    if stretch.start != last.end:
        return stretch.start > last.end
    return last.kind != stretch.kind or bool(_THAI.match(text[stretch.start]))


def _joined(text: str, stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Joins touching stretches of one type; where two types overlap the surer one stays."""
    kept: list[_Stretch] = []
    for stretch in stretches:
        last = kept[-1] if kept else None
        if last is None or _apart(text, last, stretch):
            kept.append(stretch)
        elif last.kind == stretch.kind:
            last.end = max(last.end, stretch.end)
            last.start = min(last.start, stretch.start)
            last.probabilities = [*last.probabilities, *stretch.probabilities]
        elif stretch.score > last.score:
            kept[-1] = stretch
    return kept
