"""Writes trained weights as the files of the packaged model.

python export.py weights.pt --wheel WHEEL --mix mix.jsonl.gz --out FOLDER --version 1

The matrices are stored in 8 bits and their inputs are rounded to 8 bits at run time, one scale for a whole input. A few
channels and a few sub-words of these inputs are far larger than the others and would take all the precision, so they
are evened out first. Every channel is divided by a factor and the matrix's row multiplied by it (SmoothQuant, Xiao et
al. 2023; how large the channels are is seen on sentences of the training mix), and every sub-word is divided by its
largest value before the matrix and multiplied by it behind. This changes nothing but the rounding.
"""

from __future__ import annotations

import argparse
import itertools
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
from prepare import read_jsonl
from torch import nn
from torch.nn import functional
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


CALIBRATION_SENTENCES = 64
STRENGTH = 0.5
"""Share of the unevenness that is moved from the inputs into the matrices; the paper's value."""


class Evened(nn.Module):
    """A matrix whose input is divided by one factor a channel and one a sub-word, which is undone behind it."""

    def __init__(self, linear: nn.Linear, factors: torch.Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(linear.weight * factors)
        self.bias = linear.bias
        self.inverse = nn.Parameter(1 / factors)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        states = states * self.inverse
        peak = states.abs().amax(dim=-1, keepdim=True).clamp(min=1e-6)
        return functional.linear(states / peak, self.weight) * peak + self.bias


def even_out(network: TaggerNetwork, batches: list[tuple[torch.Tensor, torch.Tensor]]) -> None:
    """Replaces the matrices of all layers by evened ones."""
    largest: dict[nn.Linear, torch.Tensor] = {}

    def watch(linear: nn.Linear, inputs: tuple[torch.Tensor]) -> None:
        peak = inputs[0].abs().amax(dim=(0, 1))
        largest[linear] = torch.maximum(largest[linear], peak) if linear in largest else peak

    linears = [part for layer in network.layers for part in layer.modules() if isinstance(part, nn.Linear)]
    hooks = [linear.register_forward_pre_hook(watch) for linear in linears]
    with torch.no_grad():
        for embedded, mask in batches:
            network(embedded, mask)
    for hook in hooks:
        hook.remove()
    for layer in network.layers:
        for names in (("query", "key", "value"), ("attended",), ("widen",), ("narrow",)):
            parts = [getattr(layer, name) for name in names]
            weights = torch.stack([part.weight.abs().amax(dim=0) for part in parts]).amax(dim=0)
            factors = largest[parts[0]].clamp(min=1e-3) ** STRENGTH / weights.clamp(min=1e-3) ** (1 - STRENGTH)
            for name, part in zip(names, parts, strict=True):
                setattr(layer, name, Evened(part, factors.detach()))


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
    parser.add_argument("--mix", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    source = QuantisedWeights(options.wheel)
    network = TaggerNetwork(source.shape)
    network.load_state_dict(torch.load(options.weights))
    network.eval()
    sentences = list(itertools.islice(read_jsonl(options.mix), CALIBRATION_SENTENCES))
    words = source.quantised("emb.word", source.shape.width)
    even_out(network, [collated([sentence], words, source)[:2] for sentence in sentences])
    write_graph(network, options.out / encoder_tagger.GRAPH_FILE)
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
