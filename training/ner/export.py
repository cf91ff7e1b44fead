"""Writes trained weights as the files of the packaged model.

python export.py weights.pt --wheel WHEEL --out FOLDER --version 1
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
import torch
from encoder import BLOCK_BYTES, BLOCK_WEIGHTS, LABELS, QuantisedWeights, TaggerNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

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


def write_graph(network: TaggerNetwork, out: Path) -> None:
    """Exports the network and quantises its matrices to 8 bits, one scale per output channel."""
    length = 24
    width = network.positions.shape[1]
    axes = {0: "sentences", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder, "plain.onnx"), Path(folder, "prepared.onnx")
        torch.onnx.export(
            network,
            (torch.randn(2, length, width), torch.ones(2, length)),
            str(plain),
            input_names=["embedded", "mask"],
            output_names=["logits"],
            dynamic_axes={"embedded": axes, "mask": axes, "logits": axes},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(out), weight_type=QuantType.QInt8, per_channel=True)


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    source = QuantisedWeights(options.wheel)
    network = TaggerNetwork(source.shape)
    network.load_state_dict(torch.load(options.weights))
    write_graph(network.eval(), options.out / encoder_tagger.GRAPH_FILE)
    kept = kept_pieces(source.pieces)
    row_bytes = source.shape.width // BLOCK_WEIGHTS * BLOCK_BYTES
    table = source.blocks("emb.word").reshape(-1, row_bytes)[kept]
    table.tofile(options.out / encoder_tagger.TABLE_FILE)
    pieces = [source.pieces[number] for number in kept]
    if any("\n" in piece for piece in pieces):
        raise ValueError("a piece holds a line feed")
    (options.out / encoder_tagger.PIECES_FILE).write_text("\n".join(pieces), encoding="utf-8")
    source.scores[kept].astype("<f4").tofile(options.out / encoder_tagger.SCORES_FILE)
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
    print(len(kept), "pieces;", np.asarray(table).shape)


if __name__ == "__main__":
    main()
