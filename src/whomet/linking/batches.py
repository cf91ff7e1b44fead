"""The spellings of many names at once: the alignments of all pairs go forward together, one sound unit at a time.

The figures are those of `Spelling.log_likelihood` to the last bit: the same terms are added in the same order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

from whomet.linking import spelling
from whomet.linking.spelling import BEAM, FLOOR, LONGEST, Parts, Spelling
from whomet.linking.units import script

Pair: TypeAlias = tuple[Parts, str]
"""The units of the parts of a name, and Latin letters that may spell them."""

#: Pairs that go forward together: so many rows fit into the cache of a processor.
_AT_ONCE = 2048


def evidence_and_loss(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[float, float]]:
    """What `spelling.evidence_and_loss` tells of every pair.

    Args:
        pairs: Names in scripts with a spelling model, and Latin letters a to z, at least one.

    Returns:
        The weight of evidence and the loss (nats) by pair.
    """
    by_script: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in dict.fromkeys(pairs):
        by_script[script(pair[0])].append(pair)
    weights: dict[tuple[str, str], tuple[float, float]] = {}
    for some in by_script.values():
        units = [(spelling.read(name)[0], spelt) for name, spelt in some]
        found = [log_likelihoods(model, units) for model in spelling.models_of(some[0][0])]
        for (name, spelt), values in zip(some, zip(*found, strict=True), strict=True):
            weights[name, spelt] = spelling.weigh(name, spelt, values)
    return weights


def log_likelihoods(model: Spelling, pairs: Sequence[Pair]) -> list[float]:
    """Logarithms of the probabilities that letters spell names, summed over all alignments.

    Args:
        model: The spelling model of a script.
        pairs: Names and letters, in any order.

    Returns:
        One for every pair, in their order; minus infinity where no alignment is left.
    """
    rows: dict[tuple[str, str, str], int] = {}
    paths: dict[Parts, list[int]] = {}
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, (parts, spelt) in enumerate(pairs):
        if parts not in paths:
            paths[parts] = [rows.setdefault(key, len(rows)) for key in model.contexts(parts)]
        by_length[len(spelt)].append(number)
    shares = _shares(model, rows)
    found = [-math.inf] * len(pairs)
    for numbers in by_length.values():
        # those with most units first, so that the pairs that still go forward stand together
        numbers.sort(key=lambda number: -len(paths[pairs[number][0]]))
        for begin in range(0, len(numbers), _AT_ONCE):
            some = numbers[begin : begin + _AT_ONCE]
            letters = np.stack([model.places(pairs[number][1]) for number in some])
            ends = _forward(shares, [paths[pairs[number][0]] for number in some], letters)
            for number, end in zip(some, ends.tolist(), strict=True):
                if end > 0.0:
                    found[number] = math.log(end)
    return found


def _shares(model: Spelling, contexts: dict[tuple[str, str, str], int]) -> np.ndarray:
    """The probabilities of all groups of letters, a row for each context, and a last column of zeros."""
    shares = np.empty((len(contexts), len(model.vocabulary) + len(FLOOR) + 1))
    shares[:, : len(model.vocabulary)] = [FLOOR[len(group)] for group in model.vocabulary]
    shares[:, len(model.vocabulary) :] = (*FLOOR, 0.0)
    for key, row in contexts.items():
        columns, values = model.columns(key)
        shares[row, columns] = values
    return shares


def _forward(shares: np.ndarray, paths: Sequence[Sequence[int]], spelt: np.ndarray) -> np.ndarray:
    """Probabilities of the last position, after all units.

    Args:
        shares: Probabilities of groups by context.
        paths: The contexts of the units of every pair, the longest first.
        spelt: The columns of the groups that begin at every position of the letters: pair, position, size of group.
    """
    length = spelt.shape[1]
    row = np.zeros((len(paths), length))
    row[:, 0] = 1.0
    active = len(paths)
    for unit in range(len(paths[0])):
        while len(paths[active - 1]) <= unit:
            active -= 1
        before = row[:active]
        least = before.max(axis=1, keepdims=True) * BEAM
        before = np.where(before > least, before, 0.0)
        context = np.array([path[unit] for path in paths[:active]])
        share = shares[context[:, None, None], spelt[:active]]
        after = np.zeros_like(before)
        # shortest step last: a position adds up what comes to it from the left to the right
        for size in range(min(LONGEST, length - 1), -1, -1):
            after[:, size:] += before[:, : length - size] * share[:, : length - size, size]
        row[:active] = after
    return row[:, -1]


__all__ = ["evidence_and_loss", "log_likelihoods"]
