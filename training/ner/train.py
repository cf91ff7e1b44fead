"""Trains the tagger network on a prepared mix within a budget of wall time; can be stopped and taken up again.

    python train.py mix.jsonl.gz --wheel WHEEL --out run/ --minutes 60 [--start weights.pt]

The word table stays frozen, so that only the 21 million weights of the encoder's layers are learnt. The learning rate
falls linearly to zero over the budget. Every few minutes a checkpoint is written to the run folder; the same call goes
on from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from encoder import LABELS, QuantisedWeights, TaggerNetwork, pretrained_network
from prepare import read_jsonl
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE = 1.5e-4
HEAD_RATE = 2e-3
BATCH = 32
WARM_UP_STEPS = 60
CHECKPOINT_SECONDS = 240.0
POOL_BATCHES = 40
"""Batches that are drawn together and sorted by length, so that little padding is computed."""


def batches(sentences: list[dict[str, Any]], rng: random.Random) -> Iterator[list[dict[str, Any]]]:
    """One pass over the mix in random order, in batches of sentences of like length."""
    order = list(range(len(sentences)))
    rng.shuffle(order)
    for begin in range(0, len(order), BATCH * POOL_BATCHES):
        pool = sorted(order[begin : begin + BATCH * POOL_BATCHES], key=lambda i: len(sentences[i]["ids"]))
        groups = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
        rng.shuffle(groups)
        for group in groups:
            yield [sentences[i] for i in group]


def collated(
    batch: list[dict[str, Any]], table: torch.Tensor, weights: QuantisedWeights
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Embedded pieces, mask and labels of a batch, padded on the right."""
    shape = weights.shape
    length = max(len(sentence["ids"]) for sentence in batch) + 2
    ids = torch.full((len(batch), length), shape.padding)
    mask = torch.zeros(len(batch), length)
    labels = torch.full((len(batch), length), -100)
    for row, sentence in enumerate(batch):
        size = len(sentence["ids"])
        ids[row, : size + 2] = torch.tensor([shape.begin, *sentence["ids"], shape.end])
        mask[row, : size + 2] = 1
        labels[row, 1 : size + 1] = torch.tensor(sentence["labels"])
    return functional.embedding(ids, table), mask, labels


class Trainer:
    """The network, its optimiser and how much of the budget is spent."""

    def __init__(self, network: TaggerNetwork, out: Path, seconds: float, seed: int) -> None:
        self.network = network
        self.out = out
        self.seconds = seconds
        self.seed = seed
        head = list(network.head.parameters())
        known = {id(parameter) for parameter in head}
        body = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
        self.base = [RATE, HEAD_RATE]
        self.optimiser = torch.optim.AdamW(
            [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
        )
        self.step = 0
        self.passes = 0
        self.spent = 0.0
        self.average = 0.0
        self._resume()

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.passes, self.spent = state["step"], state["passes"], state["spent"]
            print(f"goes on at step {self.step}, {self.spent:.0f} s spent", flush=True)

    def save(self) -> None:
        """Writes the checkpoint in one move."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "passes": self.passes,
            "spent": self.spent,
        }
        torch.save(state, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")

    def learn(self, embedded: torch.Tensor, mask: torch.Tensor, labels: torch.Tensor) -> None:
        """One optimiser step."""
        scale = min(1.0, (self.step + 1) / WARM_UP_STEPS) * max(0.01, 1 - self.spent / self.seconds)
        for group, rate in zip(self.optimiser.param_groups, self.base, strict=True):
            group["lr"] = rate * scale
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = self.network(embedded, mask)
        loss = functional.cross_entropy(logits.float().view(-1, len(LABELS)), labels.view(-1), ignore_index=-100)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        self.average = 0.98 * self.average + 0.02 * loss.item()

    def run(self, sentences: list[dict[str, Any]], table: torch.Tensor, weights: QuantisedWeights) -> None:
        """Trains until the budget is spent."""
        self.network.train()
        seen, begun, last_saved = 0, time.monotonic(), time.monotonic()
        start = self.spent
        while self.spent < self.seconds:
            rng = random.Random(f"{self.seed} {self.passes} {self.step}")
            for batch in batches(sentences, rng):
                self.learn(*collated(batch, table, weights))
                seen += len(batch)
                now = time.monotonic()
                self.spent = start + now - begun
                if self.step % 50 == 0:
                    rate = seen / (now - begun)
                    print(
                        f"pass {self.passes} step {self.step} {self.spent:.0f} s"
                        f" loss {self.average:.4f} {rate:.1f} sentences/s",
                        flush=True,
                    )
                if now - last_saved > CHECKPOINT_SECONDS:
                    self.save()
                    last_saved = now
                if self.spent >= self.seconds:
                    break
            self.passes += 1
        self.save()


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mix", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to start from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "options.json").write_text(json.dumps(vars(options), default=str, indent=1))
    weights = QuantisedWeights(options.wheel)
    network = pretrained_network(weights)
    if options.start:
        network.load_state_dict(torch.load(options.start))
    table = weights.quantised("emb.word", weights.shape.width)
    trainer = Trainer(network, options.out, 60 * options.minutes, options.seed)
    trainer.run(list(read_jsonl(options.mix)), table, weights)
    torch.save(network.state_dict(), options.out / "weights.pt")


if __name__ == "__main__":
    main()
