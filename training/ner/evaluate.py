"""Scores a packaged model on the evaluation files: span-exact precision, recall and F1.

    python evaluate.py FOLDER [--model MODEL] [--limit 300] [SET ...]

FOLDER holds ``eval/<SET>.jsonl.gz``; without sets, all are scored.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prepare import read_jsonl

from whomet.tagging import EncoderTagger
from whomet.tagging.encoder_tagger import MODEL_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whomet.tagging import Tagger

SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}
Key = tuple[int, int, str]


def f1(gold: Sequence[set[Key]], found: Sequence[set[Key]], keep: Callable[[Key], bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the spans for which `keep` holds."""
    right = sum(sum(map(keep, g & f)) for g, f in zip(gold, found, strict=True))
    given = sum(sum(map(keep, f)) for f in found)
    wanted = sum(sum(map(keep, g)) for g in gold)
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(given + wanted, 1)


def score(rows: list[dict[str, Any]], tagger: Tagger) -> str:
    """One line of figures for a list of sentences with gold spans."""
    gold = [{(s["start"], s["end"], s["label"]) for s in row["spans"]} for row in rows]
    spans = tagger.tag([row["text"] for row in rows])
    found = [{(s.start, s.end, SHORT[s.label]) for s in line} for line in spans]
    precision, recall, both = f1(gold, found, lambda _: True)
    kinds = " ".join(f"{kind} {f1(gold, found, lambda key, k=kind: key[2] == k)[2]:.3f}" for kind in SHORT.values())
    return f"{len(rows):5d} P {precision:.3f} R {recall:.3f} F1 {both:.3f} | {kinds}"


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--limit", type=int)
    options = parser.parse_intermixed_args()
    tagger = EncoderTagger(options.model)
    files = [options.folder / "eval" / f"{name}.jsonl.gz" for name in options.sets]
    for file in files or sorted((options.folder / "eval").glob("*.jsonl.gz")):
        rows = list(read_jsonl(file))[: options.limit]
        print(f"{file.name.removesuffix('.jsonl.gz'):16s} {score(rows, tagger)}", flush=True)


if __name__ == "__main__":
    main()
