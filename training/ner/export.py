"""Writes trained weights as the files of the packaged model.

python export.py weights.pt --wheel WHEEL --mix mix.jsonl.gz --out FOLDER --version 1

With `--bits 32` the graph is not rounded: to see what 8 bits cost. How the graph is written is told in graph.py.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import torch
from encoder import BLOCK_BYTES, BLOCK_WEIGHTS, LABELS, QuantisedWeights, TaggerNetwork
from graph import write_graph
from prepare import read_jsonl
from train import collated

from whomet.tagging import encoder_tagger

SCRIPTS = frozenset(
    {
        "LATIN",
        "HANGUL",
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "KATAKANA-HIRAGANA",
        "IDEOGRAPHIC",
        "FULLWIDTH",
        "HALFWIDTH",
        "CYRILLIC",
        "ARABIC",
        "THAI",
        "HEBREW",
        "GREEK",
    }
)
"""First words of the Unicode names of the letters whose pieces are kept."""


CALIBRATION_SENTENCES = 256
"""Sentences of the mix, which is in random order, to see how large states become."""

SPECIAL_PIECES = 2
"""One before and one behind every window."""


@cache
def script(character: str) -> str:
    """First word of a letter's Unicode name; empty for what is no letter or mark."""
    if not (character.isalpha() or unicodedata.category(character).startswith("M")):
        return ""
    return re.split(r"[ ]", unicodedata.name(character, "UNKNOWN"))[0]


def kept_pieces(pieces: list[str]) -> list[int]:
    """Ids of the special pieces and of all pieces in the scripts served, marks and digits included."""
    return [
        number
        for number, piece in enumerate(pieces)
        if number < 4 or all(not script(c) or script(c) in SCRIPTS or c == "▁" for c in piece)
    ]


def write_vocabulary(source: QuantisedWeights, kept: list[int], out: Path) -> None:
    """Writes the word table and the pieces that are kept, with their scores."""
    row_bytes = source.shape.width // BLOCK_WEIGHTS * BLOCK_BYTES
    source.blocks("emb.word").reshape(-1, row_bytes)[kept].tofile(out / encoder_tagger.TABLE_FILE)
    pieces = [source.pieces[number] for number in kept]
    if any("\n" in piece for piece in pieces):
        raise ValueError("a piece holds a line feed")
    (out / encoder_tagger.PIECES_FILE).write_text("\n".join(pieces), encoding="utf-8")
    source.scores[kept].astype("<f4").tofile(out / encoder_tagger.SCORES_FILE)


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--mix", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--bits", type=int, choices=(8, 32), default=8)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    source = QuantisedWeights(options.wheel)
    network = TaggerNetwork(source.shape)
    network.load_state_dict(torch.load(options.weights))
    network.eval()
    words = source.quantised("emb.word", source.shape.width)
    sentences = itertools.islice(read_jsonl(options.mix), CALIBRATION_SENTENCES)
    embedded = [collated([sentence], words, source)[0] for sentence in sentences]
    longest = encoder_tagger.WINDOW + SPECIAL_PIECES
    write_graph(network, embedded, longest, options.bits, options.out / encoder_tagger.GRAPH_FILE)
    kept = kept_pieces(source.pieces)
    write_vocabulary(source, kept, options.out)
    places = {number: place for place, number in enumerate(kept)}
    settings = {
        "version": options.version,
        "labels": LABELS,
        "width": source.shape.width,
        "begin": places[source.shape.begin],
        "end": places[source.shape.end],
        "unknown": places[source.shape.unknown],
    }
    (options.out / encoder_tagger.SETTINGS_FILE).write_text(json.dumps(settings, indent=1) + "\n")
    for file in sorted(options.out.iterdir()):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    print(len(kept), "pieces")


if __name__ == "__main__":
    main()
