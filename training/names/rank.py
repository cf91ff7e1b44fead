"""Rank names of the fifth that was never learned from: the figures of `evaluate names` on other names.

    python training/names/rank.py NAMES_FOLDER [--cases N]

For every script some pairs of `<script>.tsv.gz` whose Latin name is held out (`train.is_held_out`) and that no ranking
case asks for, each against 99 others of the script: drawn from all (random) or from those that begin alike (hard: with
the same character, of Korean people the same family name). Prints the share of cases where the right one is first
(ties count half). The draw is seeded.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import pathlib
import random

from train import FILES, held_out, is_held_out

from whomet.linking.names import strength

SEED = 20261122


def pairs(folder: pathlib.Path, file: str) -> list[tuple[str, str]]:
    with gzip.open(folder / f"{file}.tsv.gz", "rt", encoding="utf-8") as lines:
        return [(latin, other) for latin, other in (line.rstrip("\n").split("\t") for line in lines)]


def first(latin: str, right: str, others: list[str]) -> float:
    """1 where the right name is stronger than all others, half where it shares the first place."""
    mark = strength(latin, right)
    best = max((strength(latin, other) for other in others), default=float("-inf"))
    return 1.0 if mark > best else 0.5 if mark == best else 0.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    asked = held_out(options.folder)
    for file in (*FILES, "japanese"):
        if options.only and file not in options.only:
            continue
        rng = random.Random(SEED)
        found = pairs(options.folder, file)
        spelt: dict[str, set[str]] = collections.defaultdict(set)
        begin: dict[str, list[str]] = collections.defaultdict(list)
        for latin, other in found:
            spelt[latin].add(other)
        names = sorted({other for _, other in found})
        for name in names:
            begin[name[0]].append(name)
        # the more frequent half: a tenth of the pairs seen once are wrong
        fresh = [p for p in found[: len(found) // 2] if is_held_out(p[0]) and not asked & set(p)]
        cases = rng.sample(fresh, min(options.cases, len(fresh)))
        shares = []
        for hard in (False, True):
            total = 0.0
            for latin, right in cases:
                pool = begin[right[0]] if hard else names
                others = [name for name in rng.sample(pool, min(120, len(pool))) if name not in spelt[latin]]
                total += first(latin, right, others[:99])
            shares.append(total / max(1, len(cases)))
        print(f"{file}: {len(cases)} cases of {len(fresh)}, random {shares[0]:.3f}, hard {shares[1]:.3f}", flush=True)


if __name__ == "__main__":
    main()
