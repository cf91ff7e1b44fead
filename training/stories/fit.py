"""Fits the weights of `whomet.stories.siblings` and prints them, with what they reach on events held out.

    PYTHONPATH=src:training/stories python training/stories/fit.py BENCH STORIES...

BENCH holds `clusters/*.jsonl.gz`, each of the STORIES `articles/` about one happening and `gold.yaml`, which says what
is off topic. First the weights are fitted on one half of the events and held against the other, then on all. Names
are looked for in all articles, which takes half an hour on one core.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import yaml
from learning import Case, learn, played

from whomet import files, pipeline
from whomet.embedding import default_encoder
from whomet.evaluate.clusters import article, rows
from whomet.records import Article
from whomet.stories.profiles import Rarity, profile
from whomet.stories.streaming import Stream

SETS = ("news_cluster", "ecbplus", "pud")
#: What the lessons of a set count; "alone" are the stories, each as the only one in its folder.
SHARES = {"alone": 2.0, "news_cluster": 1.5}
#: Events of the parallel texts, which teach little that is new.
PARALLEL = 60
#: An item of a feed that is shorter is a teaser of something else.
ITEM = 300

Told = tuple[Article, str, str]
"""An article, its event, and what is kept in one half."""


def stories(folders: Sequence[Path]) -> Iterator[Told]:
    """Articles of some stories; what is off topic is an event of its own."""
    models = pipeline.default_models()
    for folder in folders:
        gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
        off = {document["file"] for document in gold["documents"] if document.get("off_topic")}
        for document in pipeline.label(files.find([folder / "articles"])[0])[0]:
            strange = document.file in off or ("#" in document.file and len(document.text) < ITEM)
            event = f"{folder.name}/{document.file}" if strange else folder.name
            yield pipeline.understand(document, models), event, folder.name


def case(of: str, told: Sequence[Told]) -> Case:
    """Some articles as the stages see them."""
    ordered = sorted(told, key=lambda each: (each[0].document.published or "9999", each[0].document.text))
    profiles = [profile(each, default_encoder()) for each, _, _ in ordered]
    stream = Stream(Rarity(profiles), default_encoder().dimensions)
    stream.add(profiles)
    return Case(of, stream.rows, stream.links, [event for _, event, _ in ordered])


def cases(sets: dict[str, list[Told]], halves: Sequence[int]) -> Iterator[Case]:
    """All cases of some halves of the events."""
    for name, told in sets.items():
        kept = [each for each in told if sha256(each[2].encode()).digest()[0] % 2 in halves]
        if name == "pud":
            first = sorted({event for _, event, _ in kept})[:PARALLEL]
            kept = [each for each in kept if each[1] in first]
        yield case(name, kept)
        if name == "stories":
            for folder in dict.fromkeys(unit for _, _, unit in kept):
                yield case("alone", [each for each in kept if each[2] == folder])


def bcubed(found: Sequence[Sequence[int]], events: Sequence[str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    sizes = Counter(events)
    precision = recall = 0.0
    for group in found:
        for event, count in Counter(events[row] for row in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[event]
    return 2 * precision * recall / max(1.0, (precision + recall) * len(events))


def main() -> None:
    """Fit, hold against what was held out, fit again."""
    bench, *folders = map(Path, sys.argv[1:])
    sets: dict[str, list[Told]] = {"stories": list(stories(folders))}
    for name in SETS:
        found = rows(bench / f"clusters/{name}.jsonl.gz")
        sets[name] = [(article(row), row["event"], row["event"].partition("_")[0]) for row in found]
    for trained, held in (((0,), (1,)), ((1,), (0,)), ((0, 1), (0, 1))):
        weights = learn(list(cases(sets, trained)), SHARES)
        print(trained, weights)
        for each in cases(sets, held):
            print("   ", each.of, round(bcubed(played(each, weights), each.events), 3))


if __name__ == "__main__":
    main()
