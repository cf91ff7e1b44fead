"""Writes a trained network as an ONNX graph whose matrices and their inputs are in 8 bits.

The inputs of the matrices are rounded with one scale that is fixed here, from what they are on sentences of the
training mix: no look at the largest value at run time, and a sentence comes out the same whatever it is run with. What
would make one scale too coarse is taken out first:

- Channels are evened out: each is divided by a factor, the matrix's row multiplied by it (SmoothQuant, Xiao et al.
  2023). The division costs nothing: it is written into the layer norm, or the matrix, that makes the channel.
- A few channels are many times as large as the others, in the special pieces at both ends of a sentence (massive
  activations, Sun et al. 2024). They go past the rounding through a small product in 32 bits.

On processors without dot products of bytes two products are added in 16 bits, which overflow at 32,767. The scale of
every column is therefore so chosen that two neighbouring weights cannot come to more, and all processors get the same
integers.

Sentences are given one behind the other, with their lengths and the place of every sub-word in its sentence. Only the
attention takes them apart. There is no padding, and the matrices are read from memory once for all of them.

The nodes are written one by one, for onnxruntime to run as they are: of what its optimiser would put in their place,
the fused residual with layer norm is six times as slow as the two nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from encoder import Layer, TaggerNetwork
    from numpy.typing import NDArray
    from torch import nn

STRENGTH = 0.5
"""Share of the unevenness that is moved from the inputs into the matrices; the paper's value."""

LARGE = 3.0
"""A channel that reaches this many times the median sub-word's largest value goes past the rounding: 25 channels
in all, most of them in the inputs of `narrow`. At 2 it would be 140, with no label more right."""

COVERED = 0.999
"""Share of the sub-words whose largest value is within the range of the rounding; the rest is cut off. With all of
them, or with 0.99, labels changed half as often again."""

STEPS = 255
LARGEST_WEIGHT = 127
LARGEST_PAIR = 127
"""Two weights that are added: 255 * 128 < 32,768, and rounding may add one to 127."""

SITES = {
    "query": ("query", "key", "value"),
    "attended": ("attended",),
    "widen": ("widen",),
    "narrow": ("narrow",),
}
"""Where states are rounded, and the matrices that take them there."""

IR_VERSION = 8
OPSETS = (("", 17), ("com.microsoft", 1))


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the inputs of a matrix are put into 8 bits.

    Attributes:
        factors: What every channel is divided by beforehand.
        scale: Width of a step.
        zero: The step that stands for zero.
        large: Channels that go past the rounding.
        mean, rounded_mean: Mean of every channel, divided by its factor, before and behind the rounding; 0 for large
            ones.
    """

    factors: torch.Tensor
    scale: float
    zero: int
    large: list[int]
    mean: torch.Tensor
    rounded_mean: torch.Tensor


def plain_rounding(channels: int) -> Rounding:
    """No factor and no large channel, for a graph in 32 bits."""
    return Rounding(torch.ones(channels), 1.0, 0, [], torch.zeros(channels), torch.zeros(channels))


def watched(layer: Layer, states: list[torch.Tensor], bias: torch.Tensor) -> tuple[dict[str, torch.Tensor], list]:
    """The inputs of a layer's matrices for some sentences, one row a sub-word, and the layer's outputs."""
    seen: dict[str, list[torch.Tensor]] = {site: [] for site in SITES}
    hooks = [
        getattr(layer, site).register_forward_pre_hook(lambda _, given, site=site: seen[site].append(given[0][0]))
        for site in SITES
    ]
    outputs = [layer(state, bias) for state in states]
    for hook in hooks:
        hook.remove()
    return {site: torch.cat(rows) for site, rows in seen.items()}, outputs


def rounding(inputs: torch.Tensor, weights: Sequence[torch.Tensor], even: bool) -> Rounding:
    """How inputs like these are best rounded for some matrices.

    Args:
        inputs: One row a sub-word.
        weights: The matrices, one row an output.
        even: Whether channels may be divided by a factor.

    Returns:
        The rounding.
    """
    factors = torch.ones(inputs.shape[1])
    if even:
        largest = torch.stack([weight.abs().amax(0) for weight in weights]).amax(0)
        factors = inputs.abs().amax(0).clamp(min=1e-3) ** STRENGTH / largest.clamp(min=1e-3) ** (1 - STRENGTH)
    evened = inputs / factors
    large = evened.abs().amax(0) > LARGE * evened.abs().amax(1).median()
    others = evened[:, ~large]
    low = torch.quantile(others.amin(1), 1 - COVERED).clamp(max=0).item()
    high = torch.quantile(others.amax(1), COVERED).clamp(min=0).item()
    scale = (high - low) / STEPS
    zero = round(-low / scale)
    steps = (torch.round(evened / scale) + zero).clamp(0, STEPS) - zero
    means = (values.mean(0).masked_fill(large, 0) for values in (evened, steps * scale))
    return Rounding(factors, scale, zero, torch.nonzero(large)[:, 0].tolist(), *means)


def roundings(network: TaggerNetwork, embedded: Sequence[torch.Tensor]) -> list[dict[str, Rounding]]:
    """The rounding at every site of every layer, from embedded sentences."""
    states = [network.input_norm(one + network.positions[: one.shape[1]] + network.kind) for one in embedded]
    bias = torch.zeros(1)
    found = []
    for layer in network.layers:
        inputs, states = watched(layer, states, bias)
        # The inputs of `narrow` come out of a function that is not linear, so that no factor can be written into
        # what makes them.
        found.append(
            {
                site: rounding(inputs[site], [getattr(layer, name).weight for name in names], site != "narrow")
                for site, names in SITES.items()
            }
        )
    return found


def in_8_bits(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix in 8 bits with the scale of each of its columns.

    Args:
        matrix: One row an input, one column an output; an even number of rows.

    Returns:
        Whole numbers, of which no two neighbours in a column come to more than 128, and the scales.
    """
    both_ways = np.stack([matrix, -matrix]).clip(min=0)
    pairs = (both_ways[:, 0::2] + both_ways[:, 1::2]).max(axis=(0, 1))
    scales = np.maximum(np.abs(matrix).max(axis=0) / LARGEST_WEIGHT, pairs / LARGEST_PAIR).clip(min=1e-12)
    return np.round(matrix / scales).astype(np.int8), scales.astype(np.float32)


class Graph:
    """A graph under construction: its nodes, its constants, and a network's parts as nodes."""

    def __init__(self, eight_bits: bool) -> None:
        self._eight_bits = eight_bits
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: float | onnx.GraphProto) -> str:
        """Adds a node with one output, and says what the output is called."""
        output = f"{operator}{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], output, domain=domain, **attributes))
        return output

    def constant(self, values: NDArray | torch.Tensor) -> str:
        """Adds a constant, and says what it is called."""
        name = f"constant{len(self._constants)}"
        array = values.detach().numpy() if isinstance(values, torch.Tensor) else np.asarray(values)
        self._constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def norm(self, states: str, norm: nn.LayerNorm, factors: torch.Tensor) -> str:
        """A layer norm whose outputs are divided by factors."""
        weight, bias = self.constant(norm.weight / factors), self.constant(norm.bias / factors)
        return self.add("LayerNormalization", states, weight, bias, axis=-1, epsilon=norm.eps)

    def rounded(self, states: str, how: Rounding) -> tuple[str, str]:
        """States in 8 bits, and those of their channels that go past the rounding (empty if there are none)."""
        if not self._eight_bits:
            return states, ""
        scale, zero = self.constant(np.float32(how.scale)), self.constant(np.uint8(how.zero))
        past = self.add("Gather", states, self.constant(np.array(how.large)), axis=-1) if how.large else ""
        return self.add("QuantizeLinear", states, scale, zero), past

    def product(
        self, given: tuple[str, str], linear: nn.Linear, how: Rounding, divided_by: torch.Tensor | None = None
    ) -> str:
        """The product of a matrix with what `rounded` gave, its outputs divided by factors."""
        states, past = given
        matrix, bias = (linear.weight * how.factors).T, linear.bias
        if divided_by is not None:
            matrix, bias = matrix / divided_by, bias / divided_by
        if not self._eight_bits:
            return self.add("Add", self.add("MatMul", states, self.constant(matrix)), self.constant(bias))
        small = matrix.detach().clone()
        small[how.large] = 0
        weights, scales = in_8_bits(small.numpy())
        # What rounding moves the outputs by on average is taken back (Nagel et al. 2019).
        bias = bias + how.mean @ small - how.rounded_mean @ torch.from_numpy(weights * scales)
        output = self.add(
            "MatMulIntegerToFloat",
            states,
            self.constant(weights),
            self.constant(np.float32(how.scale)),
            self.constant(scales),
            self.constant(np.uint8(how.zero)),
            self.constant(np.int8(0)),
            self.constant(bias),
            domain="com.microsoft",
        )
        return self.add("Add", output, self.add("MatMul", past, self.constant(matrix[how.large]))) if past else output

    def attention(self, parts: tuple[str, str, str], heads: int) -> str:
        """Attention within each of the sentences that stand one behind the other, without padding."""
        name = f"attention{len(self._nodes)}"
        cut = [self.add("SplitToSequence", part, "lengths", axis=1) for part in parts]
        inner = [
            *(helper.make_node("SequenceAt", [each, f"{name}.i"], [f"{each}.one"]) for each in cut),
            helper.make_node(
                "MultiHeadAttention",
                [f"{each}.one" for each in cut],
                [f"{name}.one"],
                domain="com.microsoft",
                num_heads=heads,
            ),
            helper.make_node("SequenceInsert", [f"{name}.before", f"{name}.one"], [f"{name}.after"]),
            helper.make_node("Identity", [f"{name}.more"], [f"{name}.on"]),
        ]
        given = [
            helper.make_tensor_value_info(f"{name}.i", TensorProto.INT64, []),
            helper.make_tensor_value_info(f"{name}.more", TensorProto.BOOL, []),
            helper.make_tensor_sequence_value_info(f"{name}.before", TensorProto.FLOAT, None),
        ]
        made = [
            helper.make_tensor_value_info(f"{name}.on", TensorProto.BOOL, []),
            helper.make_tensor_sequence_value_info(f"{name}.after", TensorProto.FLOAT, None),
        ]
        body = helper.make_graph(inner, name, given, made)
        none_yet = self.add("SequenceEmpty", dtype=TensorProto.FLOAT)
        found = self.add("Loop", self.add("Size", "lengths"), self.constant(np.array(True)), none_yet, body=body)
        return self.add("ConcatFromSequence", found, axis=1)

    def layer(self, states: str, layer: Layer, how: dict[str, Rounding], behind: torch.Tensor) -> str:
        """One layer.

        Args:
            states: States, divided by the factors of the first site.
            layer: The layer.
            how: How it rounds.
            behind: What its outputs are to be divided by.

        Returns:
            The layer's outputs.
        """
        given = self.rounded(states, how["query"])
        query, key = (self.product(given, part, how["query"]) for part in (layer.query, layer.key))
        value = self.product(given, layer.value, how["query"], how["attended"].factors)
        mixed = self.attention((query, key, value), layer.heads)
        attended = self.product(self.rounded(mixed, how["attended"]), layer.attended, how["attended"])
        states = self.add("Add", attended, self.add("Mul", states, self.constant(how["query"].factors)))
        states = self.norm(states, layer.attended_norm, how["widen"].factors)
        wide = self.product(self.rounded(states, how["widen"]), layer.widen, how["widen"])
        wide = self.add("Gelu", wide, domain="com.microsoft")
        narrow = self.product(self.rounded(wide, how["narrow"]), layer.narrow, how["narrow"])
        states = self.add("Add", narrow, self.add("Mul", states, self.constant(how["widen"].factors)))
        return self.norm(states, layer.narrow_norm, behind)

    def network(self, network: TaggerNetwork, how: list[dict[str, Rounding]], longest: int) -> onnx.ModelProto:
        """The whole network, for sentences of up to so many sub-words."""
        positions = self.constant(network.positions[:longest] + network.kind)
        here = self.add("Gather", positions, "places")
        # Behind the last layer nothing is rounded.
        factors = [rounds["query"].factors for rounds in how] + [torch.ones(positions_width(network))]
        states = self.norm(self.add("Add", "embedded", here), network.input_norm, factors[0])
        for layer, rounds, behind in zip(network.layers, how, factors[1:], strict=True):
            states = self.layer(states, layer, rounds, behind)
        scores = self.add("MatMul", states, self.constant(network.head.weight.T))
        self._nodes.append(helper.make_node("Add", [scores, self.constant(network.head.bias)], ["logits"], "logits"))
        return self._model(positions_width(network), network.head.out_features)

    def _model(self, width: int, labels: int) -> onnx.ModelProto:
        given = [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", width]),
            helper.make_tensor_value_info("places", TensorProto.INT64, ["pieces"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT64, ["sentences"]),
        ]
        made = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "pieces", labels])
        graph = helper.make_graph(self._nodes, "tagger", given, [made], self._constants)
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="whomet")


def positions_width(network: TaggerNetwork) -> int:
    """How wide the network's states are."""
    return network.positions.shape[1]


def write_graph(network: TaggerNetwork, sentences: Sequence[torch.Tensor], longest: int, bits: int, out: Path) -> None:
    """Writes a network as a graph.

    Args:
        network: The network.
        sentences: Embedded sentences, each a batch of one, to see how large its states become.
        longest: How many sub-words a sentence may have.
        bits: Bits of the matrices and their inputs: 8, or 32 to compare with.
        out: The file.
    """
    with torch.no_grad():
        if bits == 8:
            how = roundings(network, sentences)
        else:
            how = [
                {site: plain_rounding(getattr(layer, site).in_features) for site in SITES} for layer in network.layers
            ]
        onnx.save(Graph(bits == 8).network(network, how, longest), out)
    print("channels that go past the rounding:", sum(len(each.large) for rounds in how for each in rounds.values()))
