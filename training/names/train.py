"""Learn how the sound units of a script are spelt in Latin letters, from pairs of names.

    python training/names/train.py NAMES_FOLDER [--only SCRIPT ...]

NAMES_FOLDER holds `<script>.tsv.gz` files, one pair a line: Latin TAB other script, most frequent first. A fifth of the
names, chosen by a hash (`is_held_out`), is never learned from, nor is a pair with a name that the cases of a
`rank.jsonl.gz` beside the files ask for; `training/names/rank.py` measures on the fifth. Scripts without pairs (Thai,
Greek) have tables made by hand, `written.toml`. Writes `src/whomet/linking/data/spelling.tsv.gz`. No random choice is
made: the same input gives the same bytes.

Method: many-to-many alignment by expectation maximisation (Jiampojamarn, Kondrak & Sherif 2007, "Applying
Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme Conversion"), every unit spelt by 0 to
`LONGEST` letters. First the spelling of a unit alone is learned, then its spelling behind its left and
before its right neighbour; `whomet.linking.spelling` mixes the three. A letter model of all Latin names serves as the
background that a match is held against.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import json
import math
import pathlib
import re
import tomllib
from array import array
from collections.abc import Iterator, Mapping

import numpy as np

from whomet.linking.spelling import BOUNDARY, LONGEST, parts_of
from whomet.linking.units import letters

TARGET = pathlib.Path(__file__).parents[2] / "src/whomet/linking/data/spelling.tsv.gz"
WRITTEN = pathlib.Path(__file__).with_name("written.toml")
#: Files of pairs and the model they train. The two ways Hangul is spelt (Korean names, foreign names) are two models.
FILES = {
    "korean_people": "hangul-people",
    "korean": "hangul",
    "katakana": "kana",
    "chinese": "han",
    "russian": "cyrillic",
    "arabic": "arabic",
    "hebrew": "hebrew",
}
#: More pairs make training slow and change the ranking by less than a point.
MOST_PAIRS = 30_000
ROUNDS_ALONE, ROUNDS_TOGETHER = 6, 3
#: Weight of evidence (nats) below which a pair is taken for a wrong one.
LEAST_EVIDENCE = 1.0
#: Spellings with a lower expected count are noise of the alignment: leaving them out halves the file.
LEAST_COUNT = {"alone": 0.8, "left": 1.5, "right": 1.5}


def is_held_out(latin: str) -> bool:
    """Whether a name belongs to the fifth that is measured on: 51 of 256 values of the first byte of its hash."""
    return hashlib.sha256(latin.casefold().encode()).digest()[0] < 51


def held_out(folder: pathlib.Path) -> set[str]:
    """The names, Latin or other, that the ranking cases beside the pairs ask for: no pair with one is learned."""
    names: set[str] = set()
    path = folder / "rank.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for case in map(json.loads, lines):
                names |= {case["query"], case["candidates"][case["right"]]}
    return names


def pairs_of(folder: pathlib.Path, file: str) -> Iterator[tuple[str, str]]:
    """The pairs of a file as printed, frequent first, without those that are not learned from."""
    without = held_out(folder)
    with gzip.open(folder / f"{file}.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, other = line.rstrip("\n").split("\t")
            if latin not in without and other not in without and not is_held_out(latin):
                yield latin, other


def read(folder: pathlib.Path, file: str) -> list[tuple[tuple[str, ...], str]]:
    """The pairs of a file as (units, letters)."""
    pairs = []
    for latin, other in pairs_of(folder, file):
        spelt, heard = letters(latin), tuple(u for part in parts_of(other) for u in part)
        if spelt and heard and len(spelt) <= LONGEST * len(heard):
            pairs.append((heard, spelt))
    return pairs[:MOST_PAIRS]


def edges(n: int, m: int) -> Iterator[tuple[int, int, int]]:
    """(unit, first letter, last letter) of all steps on a way from n units to m letters."""
    for i in range(n):
        for j in range(max(0, m - (n - i) * LONGEST), min(m, i * LONGEST) + 1):
            for k in range(j, min(m, j + LONGEST) + 1):
                if m - k <= (n - i - 1) * LONGEST:
                    yield i, j, k


class Lattice:
    """All alignments of all pairs as a table of edges, so that a round of EM is a few array operations."""

    def __init__(self, pairs: list[tuple[tuple[str, ...], str]]) -> None:
        self.keys: dict[str, dict[tuple[str, ...], int]] = {"alone": {}, "left": {}, "right": {}}
        index = {level: array("i") for level in self.keys}
        layer, source, target, owner = array("i"), array("i"), array("i"), array("i")
        self.starts = np.cumsum([0] + [len(spelt) + 1 for _, spelt in pairs])
        for number, (heard, spelt) in enumerate(pairs):
            padded, base = (BOUNDARY, *heard, BOUNDARY), int(self.starts[number])
            for i, j, k in edges(len(heard), len(spelt)):
                layer.append(i)
                source.append(base + j)
                target.append(base + k)
                owner.append(number)
                unit, group = heard[i], spelt[j:k]
                for level, key in (
                    ("alone", (unit, group)),
                    ("left", (padded[i], unit, group)),
                    ("right", (unit, padded[i + 2], group)),
                ):
                    index[level].append(self.keys[level].setdefault(key, len(self.keys[level])))
        self.index = {level: np.array(found) for level, found in index.items()}
        self.source, self.target, self.owner = np.array(source), np.array(target), np.array(owner)
        self.lengths = np.array([len(heard) for heard, _ in pairs])
        self.ends = self.starts[1:] - 1
        layers = np.array(layer)
        self.by_layer = [np.flatnonzero(layers == i) for i in range(int(self.lengths.max()))]

    def posteriors(self, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Posterior probability of every edge, given its weight, and the likelihood of every pair."""
        states = int(self.starts[-1])
        alpha = [np.zeros(states)]
        alpha[0][self.starts[:-1]] = 1.0
        for edges in self.by_layer:
            flow = alpha[-1][self.source[edges]] * weight[edges]
            alpha.append(np.bincount(self.target[edges], flow, states))
        total = np.array([alpha[n][e] for n, e in zip(self.lengths, self.ends, strict=True)])
        beta = np.zeros(states)
        result = np.zeros(len(weight))
        for i in range(len(self.by_layer) - 1, -1, -1):
            last = self.lengths == i + 1
            beta[self.ends[last]] = 1.0
            edges = self.by_layer[i]
            result[edges] = alpha[i][self.source[edges]] * weight[edges] * beta[self.target[edges]]
            back = np.bincount(self.source[edges], weight[edges] * beta[self.target[edges]], states)
            beta = back
        with np.errstate(divide="ignore", invalid="ignore"):
            result = np.where(total[self.owner] > 0, result / total[self.owner], 0.0)
        return result, total

    def counts(self, level: str, posterior: np.ndarray) -> np.ndarray:
        """Expected counts of the keys of a level."""
        return np.bincount(self.index[level], posterior, len(self.keys[level]))

    def shares(self, level: str, count: np.ndarray) -> np.ndarray:
        """The counts as shares of their context (the key without the letters)."""
        contexts: dict[tuple[str, ...], int] = {}
        place = np.array([contexts.setdefault(key[:-1], len(contexts)) for key in self.keys[level]])
        total = np.bincount(place, count)
        return count / np.maximum(total[place], 1e-9)


def chance(spelt: str, grams: dict[str, int], totals: dict[str, int]) -> float:
    """Logarithm of the probability of some letters as any name."""
    padded = f"##{spelt}#"
    return sum(
        math.log((grams.get(padded[i : i + 3], 0) + 0.5) / (totals.get(padded[i : i + 2], 0) + 13.5))
        for i in range(len(padded) - 2)
    )


def align(pairs: list[tuple[tuple[str, ...], str]]) -> dict[str, dict[tuple[str, ...], float]]:
    """Expected counts of all spellings at the three levels.

    A tenth of the pairs are wrong. Those whose letters are hardly likelier as a spelling of their partner than as any
    name are left out of the later rounds.
    """
    grams = background([spelt for _, spelt in pairs])
    totals: collections.Counter[str] = collections.Counter()
    for gram, count in grams.items():
        totals[gram[:2]] += count
    by_chance = np.array([chance(spelt, grams, totals) for _, spelt in pairs])
    lattice = Lattice(pairs)
    # start: lengths near the average are likelier, so that the first round does not spread letters evenly
    mean = sum(len(s) for _, s in pairs) / sum(len(h) for h, _ in pairs)
    start = np.array([math.exp(-abs(len(key[-1]) - mean)) / 8.0 ** len(key[-1]) for key in lattice.keys["alone"]])
    weight = start[lattice.index["alone"]]
    trusted = np.ones(len(pairs), dtype=bool)
    for turn in range(ROUNDS_ALONE):
        posterior, likelihood = lattice.posteriors(weight)
        if turn >= ROUNDS_ALONE // 2:
            with np.errstate(divide="ignore"):
                trusted = np.log(likelihood) - by_chance > LEAST_EVIDENCE
        posterior = posterior * trusted[lattice.owner]
        weight = lattice.shares("alone", lattice.counts("alone", posterior))[lattice.index["alone"]]
    for _ in range(ROUNDS_TOGETHER):
        posterior = lattice.posteriors(weight)[0] * trusted[lattice.owner]
        weight = sum(
            lattice.shares(level, lattice.counts(level, posterior))[lattice.index[level]] for level in lattice.keys
        ) / len(lattice.keys)
    return {
        level: dict(zip(keys, lattice.counts(level, posterior).tolist(), strict=True))
        for level, keys in lattice.keys.items()
    }


def background(names: list[str]) -> dict[str, int]:
    """Counts of all letters behind the two letters before them, names bounded by "#"."""
    counts: collections.Counter[str] = collections.Counter()
    for name in names:
        padded = f"##{name}#"
        counts.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return dict(counts)


def syllables(folder: pathlib.Path) -> dict[tuple[str, str, str], int]:
    """How often a syllable of a Korean name, as family or as given name, is spelt in which way.

    Only names whose words and hyphens show the syllables tell it: "Hong Gil-dong".
    """
    counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for latin, hangul in pairs_of(folder, "korean_people"):
        spelt = [letters(word) for word in re.split(r"[\s-]+", latin)]
        if len(spelt) == len(hangul) == 3 and all(spelt):
            counts.update(zip(("family", "given", "given"), hangul, spelt, strict=True))
    return dict(counts)


#: Counts that stand for what a table made by hand says of a unit.
WRITTEN_COUNT = 100.0


def written() -> list[str]:
    """The lines of the models made by hand."""
    tables = tomllib.loads(WRITTEN.read_text("utf-8"))
    lines = []
    for unit, groups in tables["greek"].items():
        lines += _lines("greek", "alone", unit, _falling(groups.split()))
    for unit, groups in tables["thai"]["vowels"].items():
        lines += _lines("thai", "alone", unit, _falling(groups.split()))
    for unit, groups in tables["thai"]["consonants"].items():
        onset, coda = (_falling(side.split()) for side in groups.split("/"))
        both: collections.Counter[str] = collections.Counter()
        last: collections.Counter[str] = collections.Counter()
        for group, weight in onset.items():
            # with the unwritten vowel, as in the first syllable of "Thanakorn" and the only one of "Phon"
            both.update({group: 0.55 * weight, group + "a": 0.12 * weight, group + "o": 0.08 * weight})
            last.update({group: 0.1 * weight, group + "a": 0.05 * weight})
        for group, weight in coda.items():
            both[group] += 0.22 * weight
            last[group] += 0.8 * weight
        both[""], last[""] = 0.03, 0.05
        lines += _lines("thai", "alone", unit, both) + _lines("thai", "right", f"{unit} {BOUNDARY}", last)
    return lines


def _falling(groups: list[str]) -> dict[str, float]:
    """Shares of some spellings, each half of the one before; "-" is no letter."""
    weights = {"" if group == "-" else group: 0.5**place for place, group in enumerate(groups)}
    return {group: weight / sum(weights.values()) for group, weight in weights.items()}


def _lines(model: str, level: str, context: str, shares: Mapping[str, float]) -> list[str]:
    return [f"{model}\t{level}\t{context}\t{g}\t{WRITTEN_COUNT * share:.1f}" for g, share in sorted(shares.items())]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--out", type=pathlib.Path, default=TARGET)
    options = parser.parse_args()
    lines, names = [], []
    for file, model in FILES.items():
        if options.only and file not in options.only:
            continue
        pairs = read(options.folder, file)
        names.extend(spelt for _, spelt in pairs[:20_000])
        for level, counts in align(pairs).items():
            kept = [(key, count) for key, count in sorted(counts.items()) if count >= LEAST_COUNT[level]]
            lines += [f"{model}\t{level}\t{' '.join(key[:-1])}\t{key[-1]}\t{count:.1f}" for key, count in kept]
        print(file, len(pairs), "pairs,", len(lines), "lines so far", flush=True)
    lines += written()
    lines += [f"latin\tbackground\t\t{gram}\t{count}" for gram, count in sorted(background(names).items()) if count > 2]
    lines += [
        f"{place}\tsyllable\t{h}\t{spelt}\t{n}" for (place, h, spelt), n in sorted(syllables(options.folder).items())
    ]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with open(options.out, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
