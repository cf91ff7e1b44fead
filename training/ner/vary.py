"""Varies the sentences written by hand: the same sentences with their names exchanged for others of their kind.

    python vary.py written.jsonl --copies 3 --out varied.jsonl [--seed 1]

A few hundred sentences teach how a language writes about people; read several times with the same names they would
teach those names. A name is exchanged for one of its label, language, script and number of words, with the same sounds
at its ends where the words beside it depend on them (Korean particles, French and Italian elisions).
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import unicodedata
from pathlib import Path
from typing import Any

from invent import final_consonant
from prepare import read_jsonl

INFLECTED = frozenset({"pl", "ru", "tr"})
"""Languages whose names change with their place in the sentence: an exchange must keep the ending."""
ENDING = 2
VOWELS = frozenset("aeiouyhàâäáéèêëîïíôöóùûüúœæ")
"""First letters before which French and Italian write some words otherwise ("l'", "d'"); an h may be silent."""
ELIDING = frozenset({"fr", "it"})

Kind = tuple[str, ...]


def kind(name: str, label: str, language: str) -> Kind:
    """What another name must share to stand in the place of one."""
    script = unicodedata.name(name[0], "?").split()[0]
    words = str(len(name.split()))
    ending = name[-ENDING:] if language in INFLECTED else str(bool(final_consonant(name[-1])))
    beginning = str(language in ELIDING and name[0].lower() in VOWELS)
    return language, label, script, words, beginning, ending, str(len(name) == 1), str(name.isupper())


def exchanged(row: dict[str, Any], pools: dict[Kind, list[str]], rng: random.Random) -> dict[str, Any]:
    """One sentence with all its names exchanged; the same name by the same other one."""
    text, place = "", 0
    spans: list[dict[str, Any]] = []
    chosen: dict[str, str] = {}
    for span in sorted(row["spans"], key=lambda span: span["start"]):
        name = row["text"][span["start"] : span["end"]]
        if name not in chosen:
            chosen[name] = rng.choice(pools[kind(name, span["label"], row["language"])])
        text += row["text"][place : span["start"]]
        spans.append({"start": len(text), "end": len(text) + len(chosen[name]), "label": span["label"]})
        text += chosen[name]
        place = span["end"]
    return {**row, "text": text + row["text"][place:], "spans": spans}


def varied(rows: list[dict[str, Any]], copies: int, seed: int) -> list[dict[str, Any]]:
    """The sentences and copies of those with names.

    Args:
        rows: Records of text, spans and language.
        copies: How many copies of each sentence with names.
        seed: Of the random choices.

    Returns:
        The records given and their copies.
    """
    pools: dict[Kind, list[str]] = collections.defaultdict(list)
    for row in rows:
        for span in row["spans"]:
            name = row["text"][span["start"] : span["end"]]
            pools[kind(name, span["label"], row["language"])].append(name)
    rng = random.Random(seed)
    return rows + [exchanged(row, pools, rng) for _ in range(copies) for row in rows if row["spans"]]


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("written", type=Path)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for record in varied(list(read_jsonl(options.written)), options.copies, options.seed):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
